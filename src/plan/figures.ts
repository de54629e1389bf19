/**
 * Figures of many subjects in one statement a question: of regions from the roll-ups, of one kind in a county from the
 * reports there, of bodies and of single reports from their reports.
 */
import type { Cell } from '../form/cells';
import { basisNumber } from './basis';
import { reportColumns, rollupColumns } from './columns';
import { filedReport } from './speakers';
import { askTable, type Dialect, type Statement, statement } from './statement';

const FILED = basisNumber('FILED');

/** A row of `rollup`. */
export interface RollupKey {
  readonly basis: number;
  readonly kind: number;
  readonly year: number;
  readonly region: number;
}

/** The own reports of one kind in a region's subtree. */
export interface KindKey {
  readonly low: number;
  readonly high: number;
  readonly kind: number;
  readonly year: number;
}

/** A body's report of a year and scope. */
export interface BodyKey {
  readonly department: number;
  readonly year: number;
  readonly scope: number;
}

/**
 * Bodies expected up to a year: the changes of earlier years added up. A body that reported for itself is expected, whatever its
 * register says: here as in each of the rows below.
 */
const EXPECTED = `(SELECT SUM(x.change) FROM expectation x
    WHERE x.region_id = ask.region_id AND x.kind_id = ask.kind_id AND x.year <= ask.year) AS expected`;

/**
 * One row a key, in no order, also where nothing was reported: `at` (place of the key), `expected` and the columns of
 * `rollup`, where FILED is asked also `states` of that report. A region without a consolidated report is expected to have one only where FILED is asked, which the reader knows.
 */
export function planRollups(dialect: Dialect, keys: readonly RollupKey[], cells: readonly Cell[]): Statement {
  // What was left blank and derived is told by the report alone.
  const filed = keys.some((key) => key.basis === FILED);
  const states = filed
    ? `\n  CASE WHEN r.basis = ${FILED} THEN (${filedReport('r.states', 'ask.region_id', 'ask.year')}) END AS states,`
    : '';
  const sql = `WITH ${askTable(dialect, ['at', 'basis', 'kind_id', 'year', 'region_id'])}
SELECT ask.at, ${EXPECTED},${states}
  ${rollupColumns('r', cells).join(', ')}
FROM ask
LEFT JOIN rollup r ON r.basis = ask.basis AND r.kind_id = ask.kind_id AND r.year = ask.year AND r.region_id = ask.region_id`;
  const rows = keys.map((key, at) => [at, key.basis, key.kind, key.year, key.region]);
  return statement(dialect, sql, [JSON.stringify(rows)]);
}

/** Rows of the reports of each key (`at`), several a key or none. */
export function planReportsOfKind(dialect: Dialect, keys: readonly KindKey[], cells: readonly Cell[]): Statement {
  const sql = `WITH ${askTable(dialect, ['at', 'low', 'high', 'kind_id', 'year'])}
SELECT ask.at, d.id AS department_id, r.id AS report_id,
  CASE WHEN r.id IS NOT NULL OR (d.expected_from <= ask.year AND (d.expected_to IS NULL OR d.expected_to >= ask.year))
    THEN 1 ELSE 0 END AS expected,
  ${reportColumns('r', cells).join(', ')}
FROM ask
JOIN department d ON d.region_id BETWEEN ask.low AND ask.high AND d.kind_id = ask.kind_id
LEFT JOIN report r ON r.department_id = d.id AND r.year = ask.year AND r.scope = 0 AND r.withdrawn = 0`;
  const rows = keys.map((key, at) => [at, key.low, key.high, key.kind, key.year]);
  return statement(dialect, sql, [JSON.stringify(rows)]);
}

/** One row a key: the body's report of the year and scope, if any. */
export function planBodies(dialect: Dialect, keys: readonly BodyKey[], cells: readonly Cell[]): Statement {
  const sql = `WITH ${askTable(dialect, ['at', 'department_id', 'year', 'scope'])}
SELECT ask.at, r.id AS report_id,
  CASE WHEN (r.id IS NOT NULL AND ask.scope = 0)
    OR (d.expected_from <= ask.year AND (d.expected_to IS NULL OR d.expected_to >= ask.year)) THEN 1 ELSE 0 END AS expected,
  ${reportColumns('r', cells).join(', ')}
FROM ask
JOIN department d ON d.id = ask.department_id
LEFT JOIN report r ON r.department_id = ask.department_id AND r.year = ask.year AND r.scope = ask.scope AND r.withdrawn = 0`;
  const rows = keys.map((key, at) => [at, key.department, key.year, key.scope]);
  return statement(dialect, sql, [JSON.stringify(rows)]);
}

/** One row a report that there is, withdrawn or not. */
export function planReports(dialect: Dialect, reports: readonly number[], cells: readonly Cell[]): Statement {
  const sql = `WITH ${askTable(dialect, ['at', 'report_id'])}
SELECT ask.at, r.id AS report_id, 1 AS expected,
  ${reportColumns('r', cells).join(', ')}
FROM ask
JOIN report r ON r.id = ask.report_id`;
  return statement(dialect, sql, [JSON.stringify(reports.map((id, at) => [at, id]))]);
}
