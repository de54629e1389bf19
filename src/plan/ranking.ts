/** Rankings: the bodies of a population, and the order of measures. */
import type { Cell } from '../form/cells';
import { type Ranked, rankSorted } from '../form/measure';
import { ALL_KINDS, REGION_LEVELS, type RegionLevel } from './basis';
import { reportColumns } from './columns';
import type { Key } from './cursor';
import type { Range } from './lists';
import { compareMeasured, coverageRatio, fractionOf, type Measured } from './measured';
import { askTable, type Dialect, type Statement, statement } from './statement';

export const DIRECTIONS = ['HIGHEST_FIRST', 'LOWEST_FIRST'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Bodies that are compared with each other in a year: of a kind (0: of any), in regions of a level (-1: of any) of a subtree. */
export interface BodiesAsk extends Range {
  readonly kind: number;
  readonly level: RegionLevel | undefined;
  readonly year: number;
  readonly scope: number;
}

/** Rows of every body of each population that is expected or reported: `at`, `department_id` and its report's columns. */
export function planPopulations(dialect: Dialect, asks: readonly BodiesAsk[], cells: readonly Cell[]): Statement {
  const member = 'ask.at, ask.year, ask.scope, ask.level, d.id, d.region_id, d.expected_from, d.expected_to';
  // In two parts, so that a kind is found by its own index and not among all bodies of the country.
  const sql = `WITH ${askTable(dialect, ['at', 'low', 'high', 'kind_id', 'level', 'year', 'scope'])},
member AS (
  SELECT ${member}
  FROM ask JOIN department d ON d.kind_id = ask.kind_id AND d.region_id BETWEEN ask.low AND ask.high
  WHERE ask.kind_id <> ${ALL_KINDS}
  UNION ALL
  SELECT ${member}
  FROM ask JOIN department d ON d.region_id BETWEEN ask.low AND ask.high
  WHERE ask.kind_id = ${ALL_KINDS}
)
SELECT d.at, d.id AS department_id, r.id AS report_id,
  CASE WHEN d.expected_from <= d.year AND (d.expected_to IS NULL OR d.expected_to >= d.year) THEN 1 ELSE 0 END AS expected,
  ${reportColumns('r', cells).join(', ')}
FROM member d
JOIN region g ON g.id = d.region_id AND (d.level < 0 OR g.level = d.level)
LEFT JOIN report r ON r.department_id = d.id AND r.year = d.year AND r.scope = d.scope AND r.withdrawn = 0
WHERE r.id IS NOT NULL OR (d.expected_from <= d.year AND (d.expected_to IS NULL OR d.expected_to >= d.year))`;
  const rows = asks.map((each, at) => [
    at,
    each.low,
    each.high,
    each.kind,
    each.level === undefined ? -1 : levelNumber(each.level),
    each.year,
    each.scope,
  ]);
  return statement(dialect, sql, [JSON.stringify(rows)]);
}

/** Number of a level in `region.level`: the nation is 0. */
function levelNumber(level: RegionLevel): number {
  return REGION_LEVELS.indexOf(level);
}

export interface Candidate {
  /** Orders those that tie, and stands in cursors. */
  readonly id: number;
  readonly measured: Measured;
}

export type ExclusionReason = 'NO_VALUE' | 'COVERAGE';

export interface Standing {
  readonly ranked: readonly Ranked<Candidate>[];
  readonly excluded: readonly { readonly candidate: Candidate; readonly reason: ExclusionReason }[];
}

/** Orders candidates by value, exactly; ties share a position. Those without a value or with too little coverage are left out. */
export function rank(candidates: readonly Candidate[], direction: Direction, minCoverage = 0): Standing {
  const included: Candidate[] = [];
  const excluded: { candidate: Candidate; reason: ExclusionReason }[] = [];
  for (const candidate of candidates) {
    if (fractionOf(candidate.measured) === undefined) excluded.push({ candidate, reason: 'NO_VALUE' });
    else if ((coverageRatio(candidate.measured.footing) ?? 0) < minCoverage)
      excluded.push({ candidate, reason: 'COVERAGE' });
    else included.push(candidate);
  }
  const sign = direction === 'HIGHEST_FIRST' ? -1 : 1;
  included.sort((a, b) => compareMeasured(a.measured, b.measured, sign) || a.id - b.id);
  const same = (a: Candidate, b: Candidate): boolean => compareMeasured(a.measured, b.measured, sign) === 0;
  excluded.sort((a, b) => a.candidate.id - b.candidate.id);
  return { ranked: rankSorted(included, same), excluded };
}

/** Ordering key of a candidate in a cursor: its value as a fraction, then its id. */
export function keyOfCandidate({ id, measured }: Candidate): Key {
  const fraction = fractionOf(measured)!;
  return [fraction.numerator.toString(), fraction.denominator.toString(), id];
}

/** Whether a candidate comes after a cursor's key. */
export function followsKey({ id, measured }: Candidate, after: Key, direction: Direction): boolean {
  const own = fractionOf(measured)!;
  const [numerator, denominator, last] = [BigInt(after[0]!), BigInt(after[1]!), Number(after[2])];
  const difference = own.numerator * denominator - numerator * own.denominator;
  if (difference === 0n) return id > last;
  return direction === 'HIGHEST_FIRST' ? difference < 0n : difference > 0n;
}

/** Middle of the values; of an even number the mean of the two in the middle; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
