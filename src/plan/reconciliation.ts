/** What a region's consolidated report is compared with, body by body. */
import type { Cell } from '../form/cells';
import { reportColumns } from './columns';
import { EXPECTED } from './coverage';
import type { Range } from './lists';
import { type Dialect, type Statement, statement } from './statement';

export interface PartsAsk {
  readonly range: Range;
  readonly year: number;
  /** Only reports in which a cell holds a value. */
  readonly holding?: { readonly cell: Cell; readonly value: bigint };
}

/** Own reports of a subtree, with some cells: `report_id`, `department_id`, then the columns of `reportColumns`. */
export function planOwnReports(dialect: Dialect, ask: PartsAsk, cells: readonly Cell[], limit: number): Statement {
  const { range, year, holding } = ask;
  // A figure of one report is below 2^53.
  const only = holding ? ` AND r.${holding.cell.store} = ?` : '';
  const sql = `SELECT r.id AS report_id, r.department_id, ${reportColumns('r', cells).join(', ')}
FROM report r
WHERE r.region_id BETWEEN ? AND ? AND r.year = ? AND r.scope = 0 AND r.withdrawn = 0${only}
ORDER BY r.id
LIMIT ?`;
  return statement(dialect, sql, [range.low, range.high, year, ...(holding ? [Number(holding.value)] : []), limit]);
}

/**
 * Whether anything hides who is expected: a region of the subtree of which no register names a body, or an expected body that
 * no register names. One row where it does. Parameters: low, high, year, year, twice.
 */
export const UNREGISTERED = `SELECT 1 AS hidden FROM region c WHERE c.id BETWEEN ? AND ? AND NOT EXISTS (
    SELECT 1 FROM department d WHERE d.region_id = c.id AND d.registered = 1 AND ${EXPECTED})
  UNION ALL
  SELECT 1 FROM department d WHERE d.region_id BETWEEN ? AND ? AND d.registered = 0 AND ${EXPECTED} LIMIT 1`;

export function planUnregistered(dialect: Dialect, { low, high }: Range, year: number): Statement {
  const span = [low, high, year, year];
  return statement(dialect, UNREGISTERED, [...span, ...span]);
}
