/** Who of the bodies that are expected to report for a year did so in time, late, on an unknown date, or not at all. */
import { ALL_KINDS } from './basis';
import { EXPECTED } from './coverage';
import type { Key } from './cursor';
import type { Range } from './lists';
import { type Condition, type Dialect, type Statement, statement, where } from './statement';

export interface FilingAsk {
  /** The region's subtree. */
  readonly range: Range;
  readonly kind: number;
  readonly year: number;
  readonly state?: FilingState;
}

/** Place in the list is `report.filing`; the last one is a body without a report. */
export const FILING_STATES = ['UNKNOWN', 'ON_TIME', 'LATE', 'MISSING'] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** A body's own report of the year: what timeliness is counted by. A body that has one is expected, whatever its register says. */
const FROM = `FROM department d
LEFT JOIN report r ON r.department_id = d.id AND r.year = ? AND r.scope = 0 AND r.withdrawn = 0`;

function conditions({ range, kind, year, state }: FilingAsk): Condition[] {
  const all: Condition[] = [
    { sql: 'd.region_id BETWEEN ? AND ?', params: [range.low, range.high] },
    { sql: `(r.id IS NOT NULL OR (${EXPECTED}))`, params: [year, year] },
  ];
  if (kind !== ALL_KINDS) all.push({ sql: 'd.kind_id = ?', params: [kind] });
  if (state === 'MISSING') all.push({ sql: 'r.id IS NULL', params: [] });
  else if (state) all.push({ sql: 'r.filing = ?', params: [FILING_STATES.indexOf(state)] });
  return all;
}

/**
 * A page of the expected bodies by region and id: `id` and `region_id` of the body, and of its report `report_id`,
 * `published_on` and `filing`, null where there is none.
 */
export function planFilings(dialect: Dialect, ask: FilingAsk, after: Key | undefined, limit: number): Statement {
  const behind = after && { sql: '(d.region_id, d.id) > (?, ?)', params: [after[0]!, after[1]!] };
  const filter = where([...conditions(ask), ...(behind ? [behind] : [])]);
  const sql = `SELECT d.id, d.region_id, r.id AS report_id, r.published_on, r.filing
${FROM}
${filter.sql}
ORDER BY d.region_id, d.id
LIMIT ?`;
  return statement(dialect, sql, [ask.year, ...filter.params, limit]);
}

/** How many there are: column `total`. */
export function planFilingCount(dialect: Dialect, ask: FilingAsk): Statement {
  const filter = where(conditions(ask));
  return statement(dialect, `SELECT COUNT(*) AS total\n${FROM}\n${filter.sql}`, [ask.year, ...filter.params]);
}
