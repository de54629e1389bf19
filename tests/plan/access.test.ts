/**
 * How the statements of the API reach their rows on each database: by ranges of an index, or through a whole table. A change
 * here is a change of cost, to be read before it is taken. PostgreSQL is filled first, since it would read
 * small tables whole.
 */
import type { Dialect } from '../../src/plan/statement';
import type { Store } from '../../src/store';
import { ON_POSTGRES, ON_SHARDS } from '../fixtures/databases';
import { closeAll, newStore } from '../store/opened';
import { PLANS } from './plans';

/** PostgreSQL chooses by how much there is: 30 bodies a county, five years. */
const FILLING = [
  `INSERT INTO department (region_id, kind_id, name, name_key, expected_from)
    SELECT r.id, k, r.id || '/' || k, r.id || '/' || k, 2019 FROM region r, generate_series(1, 30) k WHERE r.level = 3 AND r.id % 5000 = 1000`,
  `INSERT INTO report (department_id, region_id, kind_id, year, scope, recorded_at, digest)
    SELECT id, region_id, kind_id, y, 0, 0, '' FROM department, generate_series(2019, 2023) y`,
  `INSERT INTO finding (report_id, department_id, region_id, year, reach, rule, cells, status)
    SELECT id, department_id, region_id, year, 0, 'RULE_' || id % 40, '', 'OPEN' FROM report`,
  `INSERT INTO rollup (basis, kind_id, year, region_id) SELECT b, k, y, r.id
    FROM region r, generate_series(0, 2) b, generate_series(0, 3) k, generate_series(2019, 2023) y`,
  `INSERT INTO expectation (region_id, kind_id, year, change) SELECT id, k, 2019, 1 FROM region, generate_series(0, 30) k`,
  // Which years there are hangs on the present one, and what is chosen for an empty one on nothing.
  `DO $$ DECLARE part text; BEGIN
    FOR part IN SELECT relname FROM pg_class WHERE relispartition AND relname ~ '^(report|finding)_(20|rest)' AND relname !~ '_20(19|2[0-3])($|_)'
      AND relkind = 'r'
    LOOP EXECUTE 'DROP TABLE ' || part; END LOOP;
  END $$`,
  // Every row is looked at, not a sample: another one would make another plan.
  'SET default_statistics_target = 10000; ANALYZE',
];

/** Other versions write other plans: of them only the rule is looked at. */
const KNOWN_VERSION = 15;

let store: Store;
let version: number | undefined;
beforeAll(async () => {
  store = await newStore();
  if (!ON_POSTGRES) return;
  for (const sql of FILLING) await store.source.query(sql);
  const [{ number }] = await store.source.query("SELECT current_setting('server_version_num') AS number");
  version = Math.floor(number / 10_000);
});
afterAll(closeAll);

async function sqliteAccess(sql: string, params: readonly unknown[]): Promise<string[]> {
  const rows = (await store.source.query(`EXPLAIN QUERY PLAN ${sql}`, [...params])) as { detail: string }[];
  return rows.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH)/.test(detail));
}

/** What is chosen hangs on costs; that there is a way by an index does not. */
const ONLY_BY_INDEX = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'memoize'].map(
  (way) => `SET LOCAL enable_${way} = off`,
);

async function postgresPlan(sql: string, params: readonly unknown[]): Promise<string[]> {
  const runner = store.source.createQueryRunner();
  await runner.startTransaction();
  try {
    for (const setting of [...ONLY_BY_INDEX, 'SET LOCAL max_parallel_workers_per_gather = 0'])
      await runner.query(setting);
    const rows = (await runner.query(`EXPLAIN (COSTS OFF) ${sql}`, [...params])) as { 'QUERY PLAN': string }[];
    return planOf(rows.map((row) => row['QUERY PLAN']));
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Nodes with the indexes and conditions that they go by. The parts of a table by year, which are gone through alike, stand once. */
function planOf(lines: readonly string[]): string[] {
  const plan: string[] = [];
  let told = new Set<string>();
  for (const line of lines) {
    if (!/->|Index Cond|^\S/.test(line)) continue;
    const one = line
      .replace(/\b(report|finding)_(\d{4}|rest)(?=_|\b)/g, '$1_YEAR')
      .replace(/_YEAR (\w+)_\d+$/, '_YEAR $1');
    if (!one.includes('_YEAR') && !one.includes('Index Cond')) told = new Set();
    if (!told.has(one)) plan.push(one);
    told.add(one);
  }
  return plan;
}

/** The first two count everything there is, in a worker; the others go through a subquery of their own, whose ways stand beside it. */
const WHOLE = new Set(['dataset', 'reportCount', 'sheet', 'sheetFiled', 'sheetExpected']);

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect: Dialect) => {
  const run = (dialect === 'postgres') === ON_POSTGRES && !ON_SHARDS ? it : it.skip;
  run.each(Object.keys(PLANS))('the way of %s', async (name) => {
    const { sql, params } = PLANS[name]!(dialect);
    const access = await (ON_POSTGRES ? postgresPlan : sqliteAccess)(sql, params);
    if (!ON_POSTGRES || version === KNOWN_VERSION) expect(access).toMatchSnapshot();
    const whole = ON_POSTGRES
      ? /Seq Scan on (report|finding|rollup|department)/
      : /^SCAN (r|x|f|d|rollup|finding|report)\b(?!.* USING)/;
    if (!WHOLE.has(name)) expect(access.filter((line) => whole.test(line))).toEqual([]);
  });
});
