/**
 * `node dist/bench/documents.js`: how many documents a second are read, for each format, on one core and on all; how many are
 * imported; and what a cheap query over HTTP waits while a thousand mixed documents come in beside the server, with how late the
 * server's event loop is meanwhile. `--small`: a hundred documents. `--beside`: the last part alone.
 */
import 'reflect-metadata';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as later } from 'node:timers/promises';
import { readConfig } from '../src/config';
import { demoCity } from '../src/demo/city';
import { importPaths } from '../src/intake/import';
import { ParserPool } from '../src/intake/parser-pool';
import { parsersBeside, startServer } from '../src/server';
import { openStore, type Store } from '../src/store';
import { FORMATS, type Format, type MadeFile, makeFiles } from './formats';
import { milliseconds, once } from './measure';
import { post } from './questions';

/** Documents of each format in a hundred: what offices publish most comes most. */
const MIXED: Readonly<Record<Format, number>> = { HTML: 50, PDF: 15, DOCX: 15, text: 15, XLSX: 5 };
const CHEAP = '{ region(code: "990101") { name measure(metric: RECEIVED, year: 2024) { value status } } }';
/** Between one answer and the next question: a client that asks, not a flood. */
const PAUSE_MS = 5;
const IDLE_QUERIES = 1000;
/** How often the server looks how late its event loop is. */
const LOOK_MS = 1;

interface Rate {
  readonly perSecond: number;
  /** Processor time of one document in milliseconds: the figure to trust on a machine that others use too. */
  readonly cpu: number;
}

/** What a pool of `size` threads reads, its start aside. */
async function readingRate(files: readonly MadeFile[], size: number): Promise<Rate> {
  const pool = new ParserPool({ size });
  const readAll = (some: readonly MadeFile[]) => Promise.all(some.map(({ bytes, name }) => pool.read(bytes, name)));
  try {
    // Twice through: threads have started, and what they run is compiled.
    await readAll([...files, ...files]);
    const before = process.cpuUsage();
    const duration = await once(() => readAll(files));
    const { user, system } = process.cpuUsage(before);
    return { perSecond: (files.length / duration) * 1000, cpu: (user + system) / 1000 / files.length };
  } finally {
    await pool.close();
  }
}

async function rates(count: number): Promise<string> {
  const all = availableParallelism();
  const rows = [
    `| format | documents/s on one core | on all ${all} | ratio | processor time of one |`,
    '|---|---|---|---|---|',
  ];
  for (const format of FORMATS) {
    const files = await makeFiles(format, count);
    if (files.length === 0) {
      rows.push(`| ${format} | (cannot be made on this machine) | | | |`);
      continue;
    }
    const one = await readingRate(files, 1);
    const many = await readingRate(files, all);
    const ratio = (many.perSecond / one.perSecond).toFixed(2);
    const [first, second] = [one, many].map(({ perSecond }) => perSecond.toPrecision(3));
    rows.push(`| ${format} | ${first} | ${second} | ${ratio} | ${milliseconds(one.cpu)} |`);
  }
  return rows.join('\n');
}

/** Writes some hundreds, each report in one format only; gives how many there are. */
async function writeMixed(folder: string, hundreds: number): Promise<number> {
  mkdirSync(folder, { recursive: true });
  let from = 0;
  for (const format of FORMATS) {
    const files = await makeFiles(format, MIXED[format] * hundreds, from);
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    from += files.length;
  }
  return from;
}

async function emptyStore(database: string): Promise<Store> {
  const store = await openStore({ database });
  await store.regions.add(demoCity().regions);
  return store;
}

/** The whole import of a folder: documents a second the first time, and when it is run again. */
async function importRates(folder: string, documents: string, count: number): Promise<string> {
  const rows = [`| import of ${count} mixed documents | documents/s |`, '|---|---|'];
  for (const size of new Set([1, availableParallelism()])) {
    const store = await emptyStore(join(folder, `import-${size}.db`));
    const pool = new ParserPool({ size });
    const again = async () => {
      const { refused, ...counts } = await importPaths(store, [documents], {}, () => {}, pool);
      if (refused.length > 0) throw new Error(`${refused.length} refused, the first: ${JSON.stringify(refused[0])}`);
      return counts;
    };
    const rate = async () => ((count / (await once(again))) * 1000).toFixed(0);
    rows.push(`| ${size} thread(s) | ${await rate()} |`, `| ${size} thread(s), run again | ${await rate()} |`);
    await pool.close();
    await store.close();
  }
  return rows.join('\n');
}

interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly queries: number;
}

/** Asks until told to stop. */
async function waits(url: string, stop: (asked: number) => boolean): Promise<Waits> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  while (!stop(times.length)) {
    times.push(await once(() => post(url, agent, CHEAP)));
    await later(PAUSE_MS);
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  return { p50: times[times.length >> 1]!, p99: times[Math.floor(times.length * 0.99)]!, queries: times.length };
}

/** How late the server's event loop was, in milliseconds. */
interface Late {
  readonly p99: number;
  readonly most: number;
}

type Order = 'import' | 'late';

/** What the server says. */
interface Said {
  /** Its address, when it is there. */
  readonly url?: string;
  /** Since it was asked the last time. */
  readonly late?: Late;
  readonly imported?: true;
}

/** What a child says of this, or its failure. */
function heard<K extends keyof Said>(child: ChildProcess, what: K): Promise<NonNullable<Said[K]>> {
  return new Promise((resolve, reject) => {
    const hear = (message: Said) => {
      const said = message[what];
      if (said === undefined) return;
      child.off('message', hear);
      resolve(said as NonNullable<Said[K]>);
    };
    child.on('message', hear);
    child.once('exit', (code) => reject(new Error(`a process ended with ${code}`)));
  });
}

function order(child: ChildProcess, what: Order): void {
  child.send(what);
}

async function lateness(server: ChildProcess): Promise<Late> {
  const late = heard(server, 'late');
  order(server, 'late');
  return late;
}

/** What a cheap query waits: idle, beside an import in another process, and beside one in the server's own. */
async function besideImports(folder: string, documents: string): Promise<string> {
  const rows = [
    "| a cheap query over HTTP | p50 | p99 | times idle p99 | the server's event loop is late: p99 | at most | queries |",
    '|---|---|---|---|---|---|---|',
  ];
  const tell = (name: string, { p50, p99, queries }: Waits, late: Late, idle: number) => {
    const ratio = (p99 / idle).toFixed(1);
    const [median, most, loop, longest] = [p50, p99, late.p99, late.most].map(milliseconds);
    rows.push(`| ${name} | ${median} | ${most} | ${ratio} | ${loop} | ${longest} | ${queries} |`);
  };
  for (const where of ['another process', "the server's process"] as const) {
    const database = join(folder, `serve-${where.length}.db`);
    await (await emptyStore(database)).close();
    const server = fork(__filename, ['serve', database, documents]);
    const url = await heard(server, 'url');
    await waits(url, (asked) => asked >= IDLE_QUERIES);
    await lateness(server);
    const idle = await waits(url, (asked) => asked >= IDLE_QUERIES);
    tell('idle', idle, await lateness(server), idle.p99);
    const importer =
      where === 'another process'
        ? fork(join(__dirname, '../src/cli/main.js'), ['import', documents, '--database', database], { silent: true })
        : server;
    let done = false;
    const ended =
      importer === server
        ? heard(server, 'imported')
        : new Promise((resolve) => importer.once('exit', (code) => resolve(code)));
    void ended.finally(() => {
      done = true;
    });
    if (importer === server) order(server, 'import');
    const busy = await waits(url, () => done);
    tell(`while they are imported in ${where}`, busy, await lateness(server), idle.p99);
    server.disconnect();
    await new Promise((resolve) => server.once('exit', resolve));
  }
  return rows.join('\n');
}

/**
 * The server as a process of its own: says its address, imports and says how late it was when it is told to, ends when nobody is
 * there any more.
 */
async function serve(database: string, documents: string): Promise<void> {
  const store = await openStore({ database });
  const config = readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' });
  const server = await startServer(config, store);
  const pool = new ParserPool({ size: parsersBeside(config) });
  const delay = monitorEventLoopDelay({ resolution: LOOK_MS });
  delay.enable();
  const say = (said: Said) => process.send!(said);
  process.once('disconnect', async () => {
    delay.disable();
    await pool.close();
    await server.close();
  });
  process.on('message', async (what: Order) => {
    if (what === 'import') {
      await importPaths(store, [documents], {}, () => {}, pool);
      say({ imported: true });
      return;
    }
    // In nanoseconds, the time between two looks among them.
    const late = (nanoseconds: number) => Math.max(nanoseconds / 1e6 - LOOK_MS, 0);
    say({ late: { p99: late(delay.percentile(99)), most: late(delay.max) } });
    delay.reset();
  });
  say({ url: server.url });
}

/** Tables of Markdown. @param hundreds how many hundreds of mixed documents are imported @param parts only the last one, or all */
export async function measureDocuments(hundreds: number, parts: 'all' | 'beside' = 'all'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  try {
    const documents = resolve(folder, 'documents');
    const count = await writeMixed(documents, hundreds);
    const beside = () => besideImports(folder, documents);
    if (parts === 'beside') return await beside();
    const reading = await rates(hundreds * 10);
    const importing = await importRates(folder, documents, count);
    return [reading, importing, await beside()].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a program: the measurement, or the server that it forks. */
async function main(args: readonly string[]): Promise<void> {
  if (args[0] === 'serve') await serve(args[1]!, args[2]!);
  else
    console.log(
      await measureDocuments(args.includes('--small') ? 1 : 10, args.includes('--beside') ? 'beside' : 'all'),
    );
}

if (require.main === module)
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
