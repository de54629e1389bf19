/**
 * How the statements of the API reach their rows on each database: by ranges of an index, or through a whole table. A change
 * here is a change of cost, to be read before it is taken. PostgreSQL is filled first, since it would read
 * small tables whole.
 */
import type { Dialect } from '../../src/plan/statement';
import type { Store } from '../../src/store';
import { ON_POSTGRES } from '../fixtures/databases';
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
  'ANALYZE',
];

let store: Store;
beforeAll(async () => {
  store = await newStore();
  if (ON_POSTGRES) for (const sql of FILLING) await store.source.query(sql);
});
afterAll(closeAll);

async function sqliteAccess(sql: string, params: readonly unknown[]): Promise<string[]> {
  const rows = (await store.source.query(`EXPLAIN QUERY PLAN ${sql}`, [...params])) as { detail: string }[];
  return rows.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH)/.test(detail));
}

async function postgresAccess(sql: string, params: readonly unknown[]): Promise<string[]> {
  const runner = store.source.createQueryRunner();
  await runner.startTransaction();
  try {
    // What it would choose hangs on its sample of the rows; that there is a way by an index does not.
    await runner.query('SET LOCAL enable_seqscan = off');
    const rows = (await runner.query(`EXPLAIN (COSTS OFF) ${sql}`, [...params])) as { 'QUERY PLAN': string }[];
    return rows
      .map((row) => row['QUERY PLAN'].replace(/^[\s>-]+/, ''))
      .filter((line) => /Scan (on|using|Backward)|^Index Cond/.test(line));
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** The first two count everything there is, in a worker; the others go through a subquery of their own, whose ways stand beside it. */
const WHOLE = new Set(['dataset', 'reportCount', 'sheet', 'sheetExpected']);

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect: Dialect) => {
  const run = (dialect === 'postgres') === ON_POSTGRES ? it : it.skip;
  run.each(Object.keys(PLANS))('the way of %s', async (name) => {
    const { sql, params } = PLANS[name]!(dialect);
    const access = await (ON_POSTGRES ? postgresAccess : sqliteAccess)(sql, params);
    if (!ON_POSTGRES) expect(access).toMatchSnapshot();
    const whole = ON_POSTGRES
      ? /Seq Scan on (report|finding|rollup|department)/
      : /^SCAN (r|x|f|d|rollup|finding|report)\b(?!.* USING)/;
    if (!WHOLE.has(name)) expect(access.filter((line) => whole.test(line))).toEqual([]);
  });
});
