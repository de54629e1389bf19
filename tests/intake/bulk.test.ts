/** Folders of documents: read by several threads, stored in order by one writer, never read twice. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPaths } from '../../src/intake/import';
import { ParserPool } from '../../src/intake/parser-pool';
import type { IntakeOptions } from '../../src/intake/particulars';
import { type DocumentReader, IN_THIS_THREAD } from '../../src/intake/reading';
import type { ImportSummary, Progress } from '../../src/intake/summary';
import { openStore, type Store } from '../../src/store';
import { start } from '../cli/run';
import { dropDatabases, newStoreDatabase } from '../fixtures/databases';
import { jsonLines, reportLine } from './reports';
import { textReport } from './text-report';

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bulk-'));
  store = await openStore({ database: await newStoreDatabase(), readers: 1 });
});
afterEach(async () => {
  await store.close();
  await dropDatabases();
  rmSync(directory, { recursive: true });
});

const BODIES = ['公安局', '司法局', '民政局', '财政局', '审计局', '教育局', '统计局', '商务局'].map(
  (name) => `偃师区${name}`,
);
const YEARS = [2022, 2023, 2024];

function write(name: string, content: string | Buffer): void {
  const path = join(directory, 'in', name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}
const text = (body: string, year: number, received: number, overview?: string) =>
  textReport({ title: `${body}${year}年政府信息公开工作年度报告`, received, overview });

/** One document a body and year; their order by path is that of their figures, from 1. Every fifth has far more text. */
function writeMany(): number {
  let received = 0;
  for (const body of BODIES)
    for (const year of YEARS) {
      received += 1;
      const overview = received % 5 === 1 ? '本局按规定公开政府信息。'.repeat(500) : undefined;
      write(`${String(received).padStart(3, '0')}.txt`, text(body, year, received, overview));
    }
  return received;
}

/** A reader in this thread that counts. */
function counting(ahead = 4): DocumentReader & { count: number } {
  return {
    ahead,
    count: 0,
    read(bytes, name) {
      this.count += 1;
      return IN_THIS_THREAD.read(bytes, name);
    },
  };
}

const run = (reader: DocumentReader, options: IntakeOptions = {}, onProgress?: (progress: Progress) => void) =>
  importPaths(store, [join(directory, 'in')], options, onProgress, reader);
const counts = ({ imported, updated, unchanged, refused }: ImportSummary) => [
  imported,
  updated,
  unchanged,
  refused.length,
];
/** Figures of the reports in the order in which they were first stored. */
const figuresInOrder = async () =>
  (await store.read<{ received: number }>('SELECT received_total AS received FROM report ORDER BY id')).map(
    ({ received }) => received,
  );

test('several threads read, one writer stores in the order of the files, and progress only grows', async () => {
  const total = writeMany();
  write('010.txt', '');
  const pool = new ParserPool({ size: 2, execArgv: ['-r', join(__dirname, '../cli/swc-hook.cjs')] });
  const seen: Progress[] = [];
  try {
    const summary = await run(pool, {}, (progress) => seen.push(progress));
    expect(counts(summary)).toEqual([total - 1, 0, 0, 1]);
    expect(summary.refused[0]).toMatchObject({ code: 'EMPTY_FILE', file: join(directory, 'in', '010.txt') });
  } finally {
    await pool.close();
  }
  expect(await figuresInOrder()).toEqual(Array.from({ length: total }, (_, at) => at + 1).filter((at) => at !== 10));
  expect(await store.verify()).toEqual([]);
  expect(seen).toHaveLength(total);
  for (const key of ['files', 'bytes', 'reports'] as const)
    expect(seen.map((each) => each[key])).toEqual(seen.map((each) => each[key]).sort((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ files: total, reports: total, bytes: seen[0]!.totalBytes });
});

test('documents and structured files are stored in the order of their paths', async () => {
  const body = BODIES[0]!;
  for (const [at, received] of [1, 2, 3, 4, 5].entries())
    write(
      `${at}.${at % 2 ? 'txt' : 'jsonl'}`,
      at % 2 ? text(body, 2023, received) : jsonLines(reportLine(body, 2023, received)),
    );
  expect(counts(await run(counting()))).toEqual([1, 4, 0, 0]);
  expect(await figuresInOrder()).toEqual([5]);
});

test('a document or two are read in this thread, and structured files by no reader', async () => {
  write('1.jsonl', jsonLines(reportLine(BODIES[0]!, 2023, 4)));
  write('2.txt', text(BODIES[1]!, 2023, 5));
  write('3.txt', text(BODIES[2]!, 2023, 6));
  const few = counting();
  expect(counts(await run(few))).toEqual([3, 0, 0, 0]);
  expect(few.count).toBe(0);
  write('4.txt', text(BODIES[3]!, 2023, 7));
  write('5.txt', text(BODIES[4]!, 2023, 8));
  const many = counting();
  expect(counts(await run(many))).toEqual([2, 0, 3, 0]);
  expect(many.count).toBe(2);
});

test('an import that was killed goes on where it ended: what is stored is not read again', async () => {
  const total = writeMany();
  const database = await newStoreDatabase();
  await store.close();
  store = await openStore({ database, readers: 1 });
  const child = start(['import', 'in', '--database', database, '--parsers', '2'], directory);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  const timer = setInterval(async () => {
    if ((await figuresInOrder()).length >= 5) child.kill('SIGKILL');
  }, 5);
  const signal = await ended.finally(() => clearInterval(timer));
  expect(signal).toBe('SIGKILL');

  const stored = (await figuresInOrder()).length;
  expect(stored).toBeLessThan(total);
  const reader = counting();
  expect(counts(await run(reader))).toEqual([total - stored, 0, stored, 0]);
  expect(reader.count).toBe(total - stored);
  expect(await figuresInOrder()).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  expect(await store.verify()).toEqual([]);
});

describe('a folder with first versions and their corrections', () => {
  beforeEach(() => {
    for (const [at, body] of BODIES.slice(0, 3).entries()) {
      write(`1-first/${at}.txt`, text(body, 2023, 10 + at));
      write(`2-corrected/${at}.txt`, text(body, 2023, 20 + at));
    }
    write('1-first/lines.jsonl', jsonLines(reportLine(BODIES[4]!, 2023, 30)));
    write('2-corrected/lines.jsonl', jsonLines(reportLine(BODIES[4]!, 2023, 40)));
  });

  test('is unchanged when it is imported again, and nothing of it is read again', async () => {
    expect(counts(await run(counting()))).toEqual([4, 4, 0, 0]);
    const version = await store.dataVersion();
    const reader = counting();
    expect(counts(await run(reader))).toEqual([0, 0, 8, 0]);
    expect(reader.count).toBe(0);
    expect(await store.dataVersion()).toBe(version);
    expect(await figuresInOrder()).toEqual([20, 21, 22, 40]);
  });

  test('is unchanged too where it is read in another manner to the same content', async () => {
    await run(counting());
    const reader = counting();
    expect(counts(await run(reader, { region: '410307' }))).toEqual([0, 0, 8, 0]);
    expect(reader.count).toBe(6);
    const again = counting();
    expect(counts(await run(again, { region: '410307' }))).toEqual([0, 0, 8, 0]);
    expect(again.count).toBe(0);
    expect(await figuresInOrder()).toEqual([20, 21, 22, 40]);
  });
});

test('options that change what a document is read as are heard', async () => {
  for (const at of [1, 2, 3]) write(`${at}.txt`, textReport({ title: '政府信息公开工作年度报告', received: at }));
  const options = (year: number) => ({ department: '偃师区司法局', year });
  expect(counts(await run(counting(), options(2022)))).toEqual([1, 2, 0, 0]);
  expect(counts(await run(counting(), options(2023)))).toEqual([1, 2, 0, 0]);
  expect(await store.read('SELECT year FROM report ORDER BY year')).toEqual([{ year: 2022 }, { year: 2023 }]);
});
