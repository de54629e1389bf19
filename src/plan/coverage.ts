/** What a total lacks: which bodies did not report, how it is known how many should have, and kinds that no body is known of. */
import { ALL_KINDS, type Basis } from './basis';
import type { Key } from './cursor';
import type { Range } from './lists';
import { filedReport, governs } from './speakers';
import { askTable, type Condition, type Dialect, type Statement, statement, where } from './statement';

export interface MissingAsk {
  readonly basis: Basis;
  /** The region's subtree; `low` is the region itself. */
  readonly range: Range;
  readonly kind: number;
  readonly year: number;
}

/** On a body `d`: it is expected to report for a year, given twice. */
export const EXPECTED = 'd.expected_from <= ? AND (d.expected_to IS NULL OR d.expected_to >= ?)';

function notReported(year: number): Condition {
  return {
    sql: `NOT EXISTS (SELECT 1 FROM report r
    WHERE r.department_id = d.id AND r.year = ? AND r.scope = 0 AND r.withdrawn = 0)`,
    params: [year],
  };
}

/**
 * COMPUTED: expected bodies of the subtree without an own report. BEST: those of them that no consolidated report within the
 * subtree stands for. FILED: the region's government, where nobody filed a consolidated report for the region.
 */
function conditions(ask: MissingAsk): Condition[] {
  const { basis, range, kind, year } = ask;
  if (basis === 'FILED')
    return [
      { sql: `d.region_id = ? AND ${governs('d')}`, params: [range.low] },
      { sql: `NOT EXISTS (${filedReport('1')})`, params: [range.low, year] },
    ];
  const missing: Condition[] = [
    { sql: 'd.region_id BETWEEN ? AND ?', params: [range.low, range.high] },
    { sql: EXPECTED, params: [year, year] },
    notReported(year),
  ];
  if (kind !== ALL_KINDS) missing.push({ sql: 'd.kind_id = ?', params: [kind] });
  if (basis === 'BEST')
    missing.push({
      sql: `NOT EXISTS (SELECT 1 FROM rollup f JOIN region g ON g.id = f.region_id
    WHERE f.basis = 1 AND f.kind_id = 0 AND f.year = ? AND f.region_id BETWEEN ? AND d.region_id AND g.range_end >= d.region_id)`,
      params: [year, range.low],
    });
  return missing;
}

/** A page of ids of missing bodies, by id: column `id`. */
export function planMissing(dialect: Dialect, ask: MissingAsk, after: Key | undefined, limit: number): Statement {
  const filter = where([...conditions(ask), ...(after ? [{ sql: 'd.id > ?', params: [after[0]!] }] : [])]);
  return statement(dialect, `SELECT d.id FROM department d\n${filter.sql}\nORDER BY d.id\nLIMIT ?`, [
    ...filter.params,
    limit,
  ]);
}

/** How many bodies are missing: column `total`. */
export function planMissingCount(dialect: Dialect, ask: MissingAsk): Statement {
  const filter = where(conditions(ask));
  return statement(dialect, `SELECT COUNT(*) AS total FROM department d\n${filter.sql}`, filter.params);
}

export interface KnownBodiesKey extends Range {
  readonly year: number;
}

/**
 * Of each key's subtree, by kind: `at`, `kind_id`, how many bodies are known, how many of them are expected in the year, and how
 * many of those come from a register.
 */
export function planKnownBodies(dialect: Dialect, keys: readonly KnownBodiesKey[]): Statement {
  const sql = `WITH ${askTable(dialect, ['at', 'low', 'high', 'year'])},
known AS (
  SELECT ask.at, d.kind_id, d.registered,
    CASE WHEN d.expected_from <= ask.year AND (d.expected_to IS NULL OR d.expected_to >= ask.year) THEN 1 ELSE 0 END AS expected
  FROM ask
  JOIN department d ON d.region_id BETWEEN ask.low AND ask.high
)
SELECT at, kind_id, COUNT(*) AS known, SUM(expected) AS expected, SUM(expected * registered) AS registered
FROM known
GROUP BY at, kind_id`;
  return statement(dialect, sql, [JSON.stringify(keys.map((key, at) => [at, key.low, key.high, key.year]))]);
}
