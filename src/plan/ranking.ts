/** Rankings: the bodies of a population, and the order of measures. */
import type { Cell } from '../form/cells';
import { type Ranked, rankSorted } from '../form/measure';
import type { Metric } from '../form/metrics';
import { ALL_KINDS, REGION_LEVELS, type RegionLevel } from './basis';
import { reportColumns } from './columns';
import { type Key, wholeOfKey } from './cursor';
import type { Range } from './lists';
import { coverageRatio, type Measured, measuredIn, valueIn } from './measured';
import { comparePlaces, type Place, placeIn, placeOf } from './place';
import type { SheetReader } from './sheet';
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
  CASE WHEN (r.id IS NOT NULL AND d.scope = 0)
    OR (d.expected_from <= d.year AND (d.expected_to IS NULL OR d.expected_to >= d.year)) THEN 1 ELSE 0 END AS expected,
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

/** A region of a sheet: its place is read at once, its measure when somebody asks for it. */
export class SheetCandidate implements Candidate {
  readonly place: Place | undefined;
  readonly coverage: number | undefined;

  constructor(
    readonly id: number,
    private readonly sheet: SheetReader,
    private readonly metric: Metric,
  ) {
    const source = sheet.on(id);
    this.place = placeIn(source, metric);
    this.coverage = coverageRatio({ expected: source.expected, reporting: source.reports });
  }

  get measured(): Measured {
    return measuredIn(this.sheet.on(this.id), this.metric);
  }
}

/** Value of a candidate as a number, in the metric's unit; undefined where it has none. */
export function valueOfCandidate(candidate: Candidate): number | undefined {
  return placeOfCandidate(candidate) && valueIn(candidate.measured);
}

function placeOfCandidate(candidate: Candidate): Place | undefined {
  return candidate instanceof SheetCandidate ? candidate.place : placeOf(candidate.measured);
}

function coverageOf(candidate: Candidate): number | undefined {
  return candidate instanceof SheetCandidate ? candidate.coverage : coverageRatio(candidate.measured.footing);
}

interface Placed {
  readonly item: Candidate;
  readonly place: Place;
}

/** Orders of lists that are asked for again and again; a list of candidates never changes. */
const orders = new WeakMap<readonly Candidate[], Map<string, Standing>>();
/** Directions and least coverages that are remembered of one list. */
const MOST_ORDERS = 4;

/**
 * Orders candidates by value, exactly; ties share a position. Those without a value or with too little coverage are left out.
 * The same list in the same order is ordered once.
 */
export function rank(candidates: readonly Candidate[], direction: Direction, minCoverage = 0): Standing {
  let known = orders.get(candidates);
  if (!known || known.size >= MOST_ORDERS) {
    known = new Map();
    orders.set(candidates, known);
  }
  const id = `${direction}/${minCoverage}`;
  const standing = known.get(id) ?? order(candidates, direction, minCoverage);
  known.set(id, standing);
  return standing;
}

function order(candidates: readonly Candidate[], direction: Direction, minCoverage: number): Standing {
  const included: Placed[] = [];
  const excluded: { candidate: Candidate; reason: ExclusionReason }[] = [];
  for (const candidate of candidates) {
    const place = placeOfCandidate(candidate);
    if (place === undefined) excluded.push({ candidate, reason: 'NO_VALUE' });
    else if ((coverageOf(candidate) ?? 0) < minCoverage) excluded.push({ candidate, reason: 'COVERAGE' });
    else included.push({ item: candidate, place });
  }
  const sign = direction === 'HIGHEST_FIRST' ? -1 : 1;
  included.sort((a, b) => sign * comparePlaces(a.place, b.place) || a.item.id - b.item.id);
  excluded.sort((a, b) => a.candidate.id - b.candidate.id);
  const ranked = rankSorted(included, (a, b) => comparePlaces(a.place, b.place) === 0);
  return {
    ranked: ranked.map(({ item: { item }, position, tied }) => ({ item, position, tied })),
    excluded,
  };
}

/** Ordering key of a candidate in a cursor: its value as a fraction, then its id. */
export function keyOfCandidate(candidate: Candidate): Key {
  const { numerator, denominator } = placeOfCandidate(candidate)!;
  return [numerator.toString(), denominator.toString(), candidate.id];
}

/** Whether a candidate comes after a cursor's key. */
export function followsKey(candidate: Candidate, after: Key, direction: Direction): boolean {
  const [numerator, denominator, last] = [wholeOfKey(after[0]), wholeOfKey(after[1]), Number(after[2])];
  const difference = comparePlaces(placeOfCandidate(candidate)!, { numerator, denominator, nearest: Number.NaN });
  if (difference === 0) return candidate.id > last;
  return direction === 'HIGHEST_FIRST' ? difference < 0 : difference > 0;
}

/** Middle of the values; of an even number the mean of the two in the middle; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
