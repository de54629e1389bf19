/**
 * The figures that gongkai answers from its roll-ups, asked of PostGraphile 5 with its aggregates plugin on PostgreSQL: what an
 * office would take that has its reports in a table. The table is narrow and has the indexes that the questions want.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import BetterSqlite3 from 'better-sqlite3';
import { postgresPrograms, startPostgres } from '../tests/fixtures/postgres-server';
import { milliseconds, timed } from './measure';
import { gongkai, PEERS, type Process, program } from './processes';
import { type Row, times } from './rows';

const COLUMNS = ['received_total', 'concluded_total', 'granted_total', 'partly_granted_total', 'licensing_decisions'];
const TABLE = `CREATE SCHEMA figures;
CREATE TABLE figures.report (id bigint PRIMARY KEY, province int NOT NULL, county int NOT NULL, level int NOT NULL, year int NOT NULL,
  ${COLUMNS.map((name) => `${name} bigint`).join(', ')});`;
const INDEXES = `CREATE INDEX ON figures.report (year, level); CREATE INDEX ON figures.report (level);
  CREATE INDEX ON figures.report (province); CREATE INDEX ON figures.report (county); ANALYZE figures.report;`;

interface Question {
  readonly what: string;
  readonly theirs: string;
  readonly ours: string;
}

/** What each is asked: PostGraphile gives the groups, and leaves ordering and positions to the client. */
const QUESTIONS: readonly Question[] = [
  {
    what: 'total of the nation and a year',
    theirs: '{ allReports(condition: { year: 2024 }) { aggregates { sum { receivedTotal } } } }',
    ours: '{ nation { measure(metric: RECEIVED, year: 2024) { value status } } }',
  },
  {
    what: 'counties ranked by disclosure rate: top 20 (of PostGraphile the sums of each county, unordered)',
    theirs:
      '{ allReports(condition: { year: 2024, level: 3 }) { groupedAggregates(groupBy: [COUNTY]) { keys sum { grantedTotal partlyGrantedTotal concludedTotal } } } }',
    ours: `{ ranking(metric: DISCLOSURE_RATE, year: 2024, among: { level: COUNTY }, first: 20) { totalCount
      nodes { position subject { ... on Region { name } } measure { value } } } }`,
  },
  {
    what: 'every year by province, three sums',
    theirs:
      '{ allReports { groupedAggregates(groupBy: [YEAR, PROVINCE]) { keys sum { receivedTotal concludedTotal grantedTotal } } } }',
    ours: `{ statistics(metrics: [RECEIVED, CONCLUDED, GRANTED], groupBy: [REGION, YEAR], filter: { level: PROVINCE }, first: 500) {
      nodes { key { year region { code } } measures { value status } } } }`,
  },
];

/** Writes the own reports of a store as CSV, in the columns of `TABLE`. */
async function writeCsv(database: string, file: string): Promise<void> {
  const store = new BetterSqlite3(database, { readonly: true });
  const rows = store
    .prepare(
      `SELECT r.id, r.region_id / 10000000, r.region_id / 1000, g.level, r.year, ${COLUMNS.map((name) => `r.${name}`).join(', ')}
       FROM report r JOIN region g ON g.id = r.region_id WHERE r.scope = 0 AND r.withdrawn = 0`,
    )
    .raw();
  const out = createWriteStream(file);
  for (const row of rows.iterate() as Iterable<unknown[]>)
    if (!out.write(`${row.join(',')}\n`)) await once(out, 'drain');
  out.end();
  await finished(out);
  store.close();
}

async function ask({ port }: Process, query: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: { message: string }[] };
  if (errors) throw new Error(errors[0]!.message);
}

async function compare(question: Question, ours: Process, theirs: Process): Promise<Row> {
  const slow = await timed(5, () => ask(theirs, question.theirs));
  const fast = await timed(100, () => ask(ours, question.ours));
  const ratio = slow.median / fast.median;
  return {
    what: `${question.what}: against PostGraphile 5 with aggregates on PostgreSQL, answers not cached`,
    aim: 'at least 20 times faster',
    measured: `${times(ratio)} (${milliseconds(fast.median)} against ${milliseconds(slow.median)})`,
    met: ratio >= 20,
  };
}

export async function overPostgraphile(database: string, folder: string): Promise<Row[]> {
  const bin = postgresPrograms();
  if (!bin || !existsSync(join(PEERS, 'node_modules/postgraphile'))) {
    const measured = bin ? 'npm ci --prefix bench/peers' : 'PostgreSQL is not installed here';
    return QUESTIONS.map(({ what }) => ({
      what,
      aim: 'at least 20 times faster than PostGraphile',
      measured,
      met: undefined,
    }));
  }
  const file = join(folder, 'figures.csv');
  await writeCsv(database, file);
  const server = await startPostgres(bin, ['shared_buffers=1GB', 'work_mem=64MB', 'fsync=off']);
  try {
    const psql = (text: string) =>
      execFileSync(
        join(bin, 'psql'),
        ['-h', server.folder, '-U', 'gongkai', '-d', 'postgres', '-v', 'ON_ERROR_STOP=1', '-q', '-c', text],
        { stdio: 'pipe' },
      );
    psql(TABLE);
    psql(`\\copy figures.report FROM '${file}' CSV`);
    psql(INDEXES);
    const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
    const theirs = await program(join(PEERS, 'postgraphile.mjs'), path, [server.address]);
    const ours = await gongkai(database, { GONGKAI_ANSWER_CACHE_BYTES: '0' });
    try {
      const rows: Row[] = [];
      for (const question of QUESTIONS) rows.push(await compare(question, ours, theirs));
      return rows;
    } finally {
      await ours.stop();
      await theirs.stop();
    }
  } finally {
    await server.stop();
    rmSync(file);
  }
}
