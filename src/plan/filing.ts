/** Who of those that are expected to report for a year did so in time, late, on an unknown date, or not at all. */
import type { Scope } from '../form/draft';
import { ALL_KINDS, scopeNumber } from './basis';
import { EXPECTED } from './coverage';
import type { Key } from './cursor';
import type { Range } from './lists';
import { filedReport, isGovernment, speaksFor } from './speakers';
import { type Condition, type Dialect, type Statement, statement, where } from './statement';

export interface FilingAsk {
  /** The region's subtree. */
  readonly range: Range;
  readonly kind: number;
  readonly year: number;
  readonly scope: Scope;
  readonly state?: FilingState;
}

/** Place in the list is `report.filing`; the last one is a body without a report. */
export const FILING_STATES = ['UNKNOWN', 'ON_TIME', 'LATE', 'MISSING'] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** A body's report of the year and scope, where it filed one. */
const FROM = `FROM department d
LEFT JOIN report r ON r.department_id = d.id AND r.year = ? AND r.scope = ? AND r.withdrawn = 0`;

/**
 * Who is expected beside those that reported. To report of itself: whoever the register or earlier years say. For its region: the
 * government that a register names, and whoever spoke for the region before, unless another one does this year.
 */
function expectedOf({ scope, year }: FilingAsk): Condition {
  if (scope === 'OWN') return { sql: EXPECTED, params: [year, year] };
  const consolidated = (alias: string) => `${alias}.scope = 1 AND ${alias}.withdrawn = 0`;
  return {
    sql: `NOT EXISTS (SELECT 1 FROM report o
      WHERE o.region_id = d.region_id AND o.year = ? AND ${consolidated('o')} AND ${speaksFor('o')})
    AND ((d.registered = 1 AND ${isGovernment('d')} AND ${EXPECTED})
      OR EXISTS (SELECT 1 FROM report e WHERE e.department_id = d.id AND e.year < ? AND ${consolidated('e')}))`,
    params: [year, year, year, year],
  };
}

function conditions(ask: FilingAsk): Condition[] {
  const { range, kind, scope, state } = ask;
  const expected = expectedOf(ask);
  const all: Condition[] = [
    { sql: 'd.region_id BETWEEN ? AND ?', params: [range.low, range.high] },
    { sql: `(r.id IS NOT NULL OR (${expected.sql}))`, params: expected.params },
  ];
  if (scope === 'CONSOLIDATED')
    // Of several reports for one region only the one that counts as filed: the others are no reports of another region.
    all.push(
      { sql: speaksFor('d'), params: [] },
      { sql: `(r.id IS NULL OR r.id = (${filedReport('r.id', 'd.region_id')}))`, params: [ask.year] },
    );
  if (kind !== ALL_KINDS) all.push({ sql: 'd.kind_id = ?', params: [kind] });
  if (state === 'MISSING') all.push({ sql: 'r.id IS NULL', params: [] });
  else if (state) all.push({ sql: 'r.filing = ?', params: [FILING_STATES.indexOf(state)] });
  return all;
}

const reportOf = ({ year, scope }: FilingAsk) => [year, scopeNumber(scope)];

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
  return statement(dialect, sql, [...reportOf(ask), ...filter.params, limit]);
}

/** How many there are: column `total`. */
export function planFilingCount(dialect: Dialect, ask: FilingAsk): Statement {
  const filter = where(conditions(ask));
  return statement(dialect, `SELECT COUNT(*) AS total\n${FROM}\n${filter.sql}`, [...reportOf(ask), ...filter.params]);
}

/**
 * How they did, region by region: `region_id`, and how many are `expected`, filed `reports`, `on_time` and `late`. Regions of
 * which nobody is expected are left out.
 */
export function planFilingCounts(dialect: Dialect, ask: FilingAsk): Statement {
  const filter = where(conditions(ask));
  const of = (state: FilingState) => `COUNT(CASE WHEN r.filing = ${FILING_STATES.indexOf(state)} THEN 1 END)`;
  const sql = `SELECT d.region_id, COUNT(*) AS expected, COUNT(r.id) AS reports, ${of('ON_TIME')} AS on_time, ${of('LATE')} AS late
${FROM}
${filter.sql}
GROUP BY d.region_id`;
  return statement(dialect, sql, [...reportOf(ask), ...filter.params]);
}
