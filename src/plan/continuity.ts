/** Reports whose figures may not follow on from those of the year before. */
import type { Cell } from '../form/cells';
import { ALL_KINDS } from './basis';
import type { Key } from './cursor';
import type { Range } from './lists';
import { type Condition, type Dialect, type Statement, statement, where } from './statement';

/** `base` of the year before, plus `added`, less `removed`, is to be `found`. */
export interface FollowedLine {
  readonly base: Cell;
  readonly added?: Cell;
  readonly removed?: Cell;
  readonly found: Cell;
}

export interface BreaksAsk {
  readonly range: Range;
  readonly years: { readonly from: number; readonly to: number };
  readonly scope: number;
  readonly kind: number;
}

function broken({ base, added, removed, found }: FollowedLine): string {
  const plus = added ? ` + r.${added.store}` : '';
  const minus = removed ? ` - r.${removed.store}` : '';
  return `r.${found.store} <> p.${base.store}${plus}${minus}`;
}

/** Name of a cell's column in the rows of `planBreaks`: of the year, or of the year before. */
export function breakColumn(year: 'now' | 'before', cell: Cell): string {
  return `${year}_${cell.store}`;
}

/**
 * Reports of which a line does not hold by the numbers that are stored, by region, body and year: `region_id`, `department_id`,
 * `year`, `now_states`, `before_states`, and the cells of the lines by `breakColumn`. Whether each number is more than a lower
 * bound, the states say.
 */
export function planBreaks(
  dialect: Dialect,
  ask: BreaksAsk,
  lines: readonly FollowedLine[],
  after: Key | undefined,
  limit: number,
): Statement {
  const { range, years, scope, kind } = ask;
  const conditions: Condition[] = [
    { sql: 'r.region_id BETWEEN ? AND ?', params: [range.low, range.high] },
    { sql: 'r.year BETWEEN ? AND ?', params: [years.from, years.to] },
    { sql: 'r.scope = ? AND r.withdrawn = 0', params: [scope] },
    { sql: `(${lines.map(broken).join(' OR ')})`, params: [] },
  ];
  if (kind !== ALL_KINDS) conditions.push({ sql: 'r.kind_id = ?', params: [kind] });
  if (after)
    conditions.push({
      sql: '(r.region_id, r.department_id, r.year) > (?, ?, ?)',
      params: [after[0]!, after[1]!, after[2]!],
    });
  const filter = where(conditions);
  const now = new Set(
    lines.flatMap(({ added, removed, found }) => [added, removed, found].filter((each) => each !== undefined)),
  );
  const before = new Set(lines.map(({ base }) => base));
  const columns = [
    ...[...now].map((cell) => `r.${cell.store} AS ${breakColumn('now', cell)}`),
    ...[...before].map((cell) => `p.${cell.store} AS ${breakColumn('before', cell)}`),
  ];
  const sql = `SELECT r.region_id, r.department_id, r.year, r.states AS now_states, p.states AS before_states,
  ${columns.join(', ')}
FROM report r
JOIN report p ON p.department_id = r.department_id AND p.year = r.year - 1 AND p.scope = r.scope AND p.withdrawn = 0
${filter.sql}
ORDER BY r.region_id, r.department_id, r.year
LIMIT ?`;
  return statement(dialect, sql, [...filter.params, limit]);
}
