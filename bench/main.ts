/**
 * `npm run bench [-- --small] [-- --keep FOLDER] [-- --seconds N] [-- --rebuild]`: the whole country over nine years (--small: three
 * bureaus a region over five), imported, read, asked over HTTP beside other servers, and under load. Writes bench/RESULTS.md with the
 * machine, the versions and the date.
 *
 * --keep     the store is built in FOLDER once, and used again by later runs
 * --seconds  how long the load of 64 clients lasts: 60 unless given, 10 with --small
 * --rebuild  also makes every roll-up anew, counts it again plainly, and runs every check again
 *
 * The peers are measured where they are installed: npm ci --prefix bench/peers
 */
import './production';
import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { overMercurius } from './against-mercurius';
import { overPostgraphile } from './against-postgraphile';
import { type Built, build, builtBefore, type Shape } from './building';
import { measureDocuments } from './documents';
import { milliseconds, once, type Times } from './measure';
import { overHttp } from './over-http';
import { ROOT } from './processes';
import { execute, readNation } from './questions';
import { type Row, tableOf, times } from './rows';
import { soak } from './soak';

const PART = 10_000;
const WHOLE: Shape = { years: [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024], bureaus: 34 };
const SMALL: Shape = { years: [2020, 2021, 2022, 2023, 2024], bureaus: 3 };
const READS = 3000;
const EXECUTIONS = 60;
/** Counties whose reports the import under load writes. */
const IMPORTED = 3;

const { values: given } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    keep: { type: 'string' },
    seconds: { type: 'string' },
    rebuild: { type: 'boolean', default: false },
  },
});
const small = given.small;
const seconds = Number(given.seconds ?? (small ? 10 : 60));
const perSide = small ? 500 : 2000;

const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** One part of the run; what fails is told in the results, and the rest goes on. */
async function part(name: string, rows: Row[], run: () => Promise<readonly Row[]>): Promise<void> {
  say(name);
  try {
    rows.push(...(await run()));
  } catch (error) {
    console.error(error);
    rows.push({ what: name, aim: '', measured: `failed: ${(error as Error).message}`, met: false });
  }
}

function ofStore(built: Omit<Built, 'store'>, nation: { total: Times; row: Times }, few: { total: Times }): Row[] {
  const perSecond = (built.reports / built.importing) * 1000;
  const bytes = built.bytes / built.reports;
  const growth = nation.total.median / few.total.median;
  return [
    {
      what: "the nation's total read in the store",
      aim: 'under 0.05 ms',
      measured: `${milliseconds(nation.total.median)} (its row of 226 sums: ${milliseconds(nation.row.median)})`,
      met: nation.total.median < 0.05,
    },
    {
      what: `the same against a store of ${PART.toLocaleString('en')} reports`,
      aim: 'not growing: within 1.2 times',
      measured: times(growth),
      met: growth < 1.2,
    },
    {
      what: 'structured import with checks and roll-ups',
      aim: 'over 10,000 reports/s',
      measured: `${Math.round(perSecond).toLocaleString('en')} reports/s`,
      met: perSecond > 10_000,
    },
    {
      what: 'size of the store, narratives aside',
      aim: 'under 500 bytes a report',
      measured: `${Math.round(bytes)} bytes`,
      met: bytes < 500,
    },
  ];
}

async function rebuilding(store: Built['store'], reports: number): Promise<Row[]> {
  const anew = await once(() => store.rebuild());
  let differences = 0;
  const recount = await once(async () => {
    differences = (await store.verify()).length;
  });
  const checks = await once(() => store.recheck());
  const plain = (what: string, measured: string): Row => ({ what, aim: '', measured, met: true });
  return [
    plain('every roll-up made anew', milliseconds(anew)),
    {
      ...plain('every roll-up counted again plainly', `${milliseconds(recount)}, ${differences} differences`),
      met: differences === 0,
    },
    plain(
      'every check of every report again',
      `${Math.round((reports / checks) * 1000).toLocaleString('en')} reports/s`,
    ),
  ];
}

function executedTable(executed: Readonly<Record<string, Times>>): string {
  const lines = Object.entries(executed).map(
    ([name, { median, p95 }]) => `| ${name} | ${milliseconds(median)} | ${milliseconds(p95)} |`,
  );
  return ['| executed by plain graphql-js, parsing included | median | p95 |', '|---|---|---|', ...lines].join('\n');
}

function versions(): string {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const shown = ['@apollo/server', 'fastify', 'graphql', 'type-graphql', 'better-sqlite3'];
  const installed = (name: string): string =>
    (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  return shown
    .filter((name) => dependencies[name])
    .map((name) => `${name} ${installed(name)}`)
    .join(', ');
}

async function main(): Promise<void> {
  const began = new Date();
  const temporary = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  const folder = given.keep === undefined ? join(temporary, 'whole') : resolve(given.keep, small ? 'small' : 'whole');
  const shape = small ? SMALL : WHOLE;
  const rows: Row[] = [];
  try {
    say(`a part of the country: ${PART} reports`);
    const few = await build(join(temporary, 'part'), PART);
    const fewReads = await readNation(few.store, READS);
    await few.store.close();
    say(`the whole: in ${folder}`);
    const { store, ...built } =
      (await builtBefore(folder, shape)) ?? (await build(folder, Number.POSITIVE_INFINITY, 0, shape));
    say(`${built.reports} reports, imported in ${milliseconds(built.importing)}`);
    const database = join(folder, 'store.db');
    let executed: Record<string, Times> = {};
    await part('reads in the store', rows, async () => ofStore(built, await readNation(store, READS), fewReads));
    if (given.rebuild) await part('rebuild, recount, recheck', rows, () => rebuilding(store, built.reports));
    await part('executed', rows, async () => {
      executed = await execute(store, EXECUTIONS);
      return [];
    });
    const counties = store.regions.atLevel('COUNTY').slice(-IMPORTED);
    const imported = counties.map(({ code, fullName }) => ({ code, name: fullName }));
    await store.close();
    await part('over HTTP', rows, () => overHttp(database, perSide));
    await part('beside mercurius', rows, () => overMercurius(database, perSide));
    await part('beside PostGraphile', rows, () => overPostgraphile(database, temporary));
    await part('under load', rows, () => soak(database, imported, temporary, seconds * 1000));
    say('documents: read, imported, and imported beside a server');
    const documents = await measureDocuments(small ? 1 : 10);
    const load = loadavg()
      .map((one) => one.toFixed(1))
      .join(', ');
    const minutes = Math.round((Date.now() - began.getTime()) / 60_000);
    const results = `# Results

Made by \`npm run bench${small ? ' -- --small' : ''}\` on ${began.toISOString().slice(0, 16).replace('T', ' ')} UTC in ${minutes} minutes: ${built.reports.toLocaleString('en')} reports of ${built.bodies.toLocaleString('en')} bodies
in ${built.regions.toLocaleString('en')} regions, the data of \`bench/nation.ts\`. Node ${process.version}, ${versions()}; ${cpus().length} cores (${cpus()[0]!.model.trim()}),
${Math.round(totalmem() / 2 ** 30)} GiB, load at the end ${load}. Clients and servers share the cores. Each ratio is of one run, sides in turn.

${tableOf(rows)}

${executedTable(executed)}

${documents}
`;
    console.log(results);
    writeFileSync(join(ROOT, 'bench/RESULTS.md'), results);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
