/** Reads of single records by their ids: bodies, reports, documents and what belongs to them. */
import { ALL_KINDS } from './basis';
import { governs, speakerRank, speaksFor } from './speakers';
import { askTable, type Dialect, oneOf, type Statement, statement, where } from './statement';

function byIds(dialect: Dialect, select: string, column: string, ids: readonly number[], order = ''): Statement {
  const filter = where([oneOf(dialect, column, ids)]);
  return statement(dialect, `${select} ${filter.sql}${order}`, filter.params);
}

export function planDepartmentRecords(dialect: Dialect, ids: readonly number[]): Statement {
  const select = 'SELECT id, region_id, kind_id, name, expected_from, expected_to, registered FROM department';
  return byIds(dialect, select, 'id', ids);
}

export function planReportRecords(dialect: Dialect, ids: readonly number[]): Statement {
  const select = `SELECT id, department_id, region_id, kind_id, year, scope, withdrawn, version, published_on, filing,
  form2, form3, form4, unassessed, recorded_at, document_id FROM report`;
  return byIds(dialect, select, 'id', ids);
}

export function planFindingRecords(dialect: Dialect, ids: readonly number[]): Statement {
  return byIds(dialect, 'SELECT * FROM finding', 'id', ids);
}

/** Report of a body in a year: columns `at`, `id`, `scope`; both scopes where both are there. */
export function planReportOfBody(
  dialect: Dialect,
  keys: readonly { readonly department: number; readonly year: number }[],
): Statement {
  const sql = `WITH ${askTable(dialect, ['at', 'department_id', 'year'])}
SELECT ask.at, r.id, r.scope
FROM ask
JOIN report r ON r.department_id = ask.department_id AND r.year = ask.year AND r.withdrawn = 0
ORDER BY ask.at, r.scope`;
  return statement(dialect, sql, [JSON.stringify(keys.map((key, at) => [at, key.department, key.year]))]);
}

/** Reports of regions' governments in a year: the consolidated one that counts as filed first, then the government's own. */
export function planReportOfRegion(
  dialect: Dialect,
  keys: readonly { readonly region: number; readonly year: number }[],
): Statement {
  const sql = `WITH ${askTable(dialect, ['at', 'region_id', 'year'])}
SELECT ask.at, r.id, r.scope
FROM ask
JOIN report r ON r.region_id = ask.region_id AND r.year = ask.year AND r.withdrawn = 0
  AND CASE r.scope WHEN 1 THEN ${speaksFor('r')} ELSE ${governs('r')} END
ORDER BY ask.at, r.scope DESC, ${speakerRank('r')}, r.department_id`;
  return statement(dialect, sql, [JSON.stringify(keys.map((key, at) => [at, key.region, key.year]))]);
}

/**
 * Years that a current report is of: column `year`. From one year to the next by the key, since every year has a row for each of
 * thousands of regions.
 */
export function planYears(dialect: Dialect): Statement {
  const sql = `WITH RECURSIVE known(basis, year) AS (
  SELECT b.basis, (SELECT MIN(r.year) FROM rollup r WHERE r.basis = b.basis AND r.kind_id = ${ALL_KINDS})
  FROM (SELECT 0 AS basis UNION ALL SELECT 2) b
  UNION ALL
  SELECT known.basis,
    (SELECT MIN(r.year) FROM rollup r WHERE r.basis = known.basis AND r.kind_id = ${ALL_KINDS} AND r.year > known.year)
  FROM known WHERE known.year IS NOT NULL
)
SELECT DISTINCT year FROM known WHERE year IS NOT NULL ORDER BY year`;
  return statement(dialect, sql, []);
}

/** Region ids from here on (codes 99xxxx) are those of no place: GB/T 2260 leaves them free, and made-up data use them. */
const FIRST_UNUSED = 990_000_000;

/** Numbers of bodies, current reports and open findings, and whether any report is made up. */
export function planDataset(dialect: Dialect): Statement {
  const sql = `SELECT (SELECT COUNT(*) FROM department) AS departments,
  (SELECT COUNT(*) FROM report WHERE withdrawn = 0) AS reports,
  (SELECT COUNT(*) FROM finding WHERE status = 'OPEN') AS findings,
  EXISTS (SELECT 1 FROM report WHERE region_id >= ${FIRST_UNUSED} AND withdrawn = 0) AS fictitious`;
  return statement(dialect, sql, []);
}
