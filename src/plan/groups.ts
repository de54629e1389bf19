/** From the facts of statistics to their groups: folded, rolled up, measured, filtered and ordered. */

import { cell } from '../form/cells';
import type { Metric, Sum } from '../form/metrics';
import { Problem } from '../form/problem';
import { APPLICANTS } from '../form/rows';
import { sourceOf } from './adding';
import { type Key, wholeOfKey } from './cursor';
import { addHoldings } from './holding';
import { fractionOf, type Measured, measured, valueIn } from './measured';
import { comparePlaces, type Place, placeIn, placeOf } from './place';
import type { Direction } from './ranking';
import { type Dimension, type Fact, refuseBeyond } from './statistics';

/** A group of a question: where it stands, and its figures, which are made where they are asked for. */
export interface Group {
  readonly rolledUp: readonly Dimension[];
  /** Its coordinate in a dimension; undefined in one that was not asked for or is rolled up. */
  coordinate(dimension: Dimension): number | string | undefined;
  /** Its figure of a metric, by the place of the metric among those asked for. */
  measure(at: number): Measured;
  /** Where it stands by a metric; undefined where it has no value. */
  place(at: number): Place | undefined;
}

export const COMPARISONS = ['GT', 'GTE', 'LT', 'LTE', 'EQ', 'NE'] as const;
export type ComparisonOperator = (typeof COMPARISONS)[number];

export interface Having {
  /** Place of the metric among those asked for. */
  readonly metric: number;
  readonly op: ComparisonOperator;
  readonly value: number;
}

export interface GroupOrder {
  /** Place of a metric, or a dimension. */
  readonly by: number | Dimension;
  readonly direction: Direction;
}

const COORDINATE = { YEAR: 'year', REGION: 'region', DEPARTMENT: 'department', DEPARTMENT_KIND: 'kind' } as const;

/** What all groups of one level of a question share. */
interface Level {
  readonly dimensions: readonly Dimension[];
  readonly rolledUp: readonly Dimension[];
  readonly metrics: readonly Metric[];
  readonly applicant?: string;
}

class FactGroup implements Group {
  constructor(
    private readonly level: Level,
    private readonly fact: Fact,
  ) {}

  get rolledUp(): readonly Dimension[] {
    return this.level.rolledUp;
  }

  coordinate(dimension: Dimension): number | string | undefined {
    const { dimensions, applicant } = this.level;
    if (!dimensions.includes(dimension)) return undefined;
    return dimension === 'APPLICANT' ? applicant : this.fact[COORDINATE[dimension]];
  }

  measure(at: number): Measured {
    return measured(this.fact.holding, this.level.metrics[at]!);
  }

  place(at: number): Place | undefined {
    return placeIn(sourceOf(this.fact.holding), this.level.metrics[at]!);
  }
}

/** The group that a cursor stands for, as far as its order goes. */
class CursorGroup implements Group {
  readonly rolledUp = [];

  constructor(
    private readonly coordinates: ReadonlyMap<Dimension, number | string>,
    private readonly figures: readonly Measured[],
  ) {}

  coordinate(dimension: Dimension): number | string | undefined {
    return this.coordinates.get(dimension);
  }
  measure(at: number): Measured {
    return this.figures[at]!;
  }
  place(at: number): Place | undefined {
    return placeOf(this.measure(at));
  }
}

/** The metric in the column of one applicant. @throws BAD_INPUT where it does not stand in the 总计 of table 3 */
function ofApplicant(metric: Metric, applicant: string): Metric {
  const swap = (sum: Sum): Sum => {
    if (!('cells' in sum) || sum.cells.some((term) => term.cell.table !== 3 || term.cell.column !== 'total'))
      throw new Problem(
        'BAD_INPUT',
        `${metric.key}（${metric.zh}）不分申请人：按 APPLICANT 分组只适用于表三各行的总计及其比率`,
        `${metric.key} (${metric.en}) is not broken down by applicant: group by APPLICANT only row totals of table 3 and their ratios`,
      );
    return { cells: sum.cells.map((term) => ({ cell: cell(`${term.cell.row}.${applicant}`), sign: term.sign })) };
  };
  if (metric.kind === 'RATIO')
    return { ...metric, numerator: swap(metric.numerator), denominator: swap(metric.denominator) };
  return { ...metric, sum: swap(metric.sum) as Exclude<Sum, { filing: unknown }> };
}

/** The metrics whose cells the facts must hold. @throws BAD_INPUT */
export function metricsToRead(metrics: readonly Metric[], groupBy: readonly Dimension[]): readonly Metric[] {
  if (!groupBy.includes('APPLICANT')) return metrics;
  return [...metrics, ...metrics.flatMap((metric) => APPLICANTS.map((applicant) => ofApplicant(metric, applicant)))];
}

/** Facts or groups between two places where the work may be interrupted. */
const STEP = 200;

/** Whether each fact is a group: no two have the same coordinates, and what is not held is the same of all. */
function standAlone(facts: readonly Fact[], held: readonly (typeof COORDINATE)[keyof typeof COORDINATE][]): boolean {
  const others = Object.values(COORDINATE).filter((coordinate) => !held.includes(coordinate));
  return others.every((coordinate) => facts.every((fact) => fact[coordinate] === facts[0]![coordinate]));
}

/** The facts of each group added up; its coordinates are those of any of them. */
function* fold(
  facts: readonly Fact[],
  distinct: boolean,
  dimensions: readonly Dimension[],
): Generator<void, readonly Fact[]> {
  const held = dimensions.filter((dimension) => dimension !== 'APPLICANT').map((dimension) => COORDINATE[dimension]);
  if (distinct && standAlone(facts, held)) return facts;
  const groups = new Map<string, Fact | Fact[]>();
  for (const [at, fact] of facts.entries()) {
    if (at % STEP === 0) yield;
    let id = '';
    for (const coordinate of held) id += `${fact[coordinate]}/`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, fact);
    else if (Array.isArray(group)) group.push(fact);
    else groups.set(id, [group, fact]);
  }
  const folded: Fact[] = [];
  for (const group of groups.values()) {
    if (folded.length % STEP === 0) yield;
    if (!Array.isArray(group)) folded.push(group);
    else folded.push({ ...group[0]!, holding: addHoldings(group.map(({ holding }) => holding)) });
  }
  return folded;
}

/**
 * The groups of a question. With `rollup`, also the subtotals that leave out the last dimension, the last two, and so on to the
 * grand total. Rolled up over applicants is the printed 总计. Of many facts it takes long, and may be interrupted where it yields.
 * @param distinct whether no two facts have the same coordinates
 */
export function* groupsOf(
  facts: readonly Fact[],
  distinct: boolean,
  groupBy: readonly Dimension[],
  metrics: readonly Metric[],
  rollup: boolean,
): Generator<void, Group[]> {
  let known: readonly Fact[] = facts.filter(({ holding }) => holding.expected > 0 || holding.reports > 0);
  const groups: Group[] = [];
  for (let kept = groupBy.length; kept >= (rollup ? 0 : groupBy.length); kept -= 1) {
    const dimensions = groupBy.slice(0, kept);
    const levels = levelsOf(dimensions, groupBy.slice(kept), metrics);
    // What is added up already is not added up again for the dimensions before it.
    known = yield* fold(known, distinct || kept < groupBy.length, dimensions);
    refuseBeyond(groups.length + known.length * levels.length);
    for (const [at, fact] of known.entries()) {
      if (at % STEP === 0) yield;
      for (const level of levels) groups.push(new FactGroup(level, fact));
    }
  }
  return groups;
}

/** By applicant each fact gives a group for each of them. */
function levelsOf(
  dimensions: readonly Dimension[],
  rolledUp: readonly Dimension[],
  metrics: readonly Metric[],
): Level[] {
  if (!dimensions.includes('APPLICANT')) return [{ dimensions, rolledUp, metrics }];
  return APPLICANTS.map((applicant) => ({
    dimensions,
    rolledUp,
    metrics: metrics.map((metric) => ofApplicant(metric, applicant)),
    applicant,
  }));
}

const HOLDS: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  GT: (a, b) => a > b,
  GTE: (a, b) => a >= b,
  LT: (a, b) => a < b,
  LTE: (a, b) => a <= b,
  EQ: (a, b) => a === b,
  NE: (a, b) => a !== b,
};

/** Whether a group passes all conditions; a figure without a value passes none. */
export function passes(group: Group, having: readonly Having[]): boolean {
  return having.every(({ metric, op, value }) => {
    const found = valueIn(group.measure(metric));
    return found !== undefined && HOLDS[op](found, value);
  });
}

/** What orders the applicants: their place on the form. */
function coordinate(dimension: Dimension, value: number | string | undefined): number {
  // A total stands behind the groups that it adds up.
  if (value === undefined) return Number.MAX_SAFE_INTEGER;
  return dimension === 'APPLICANT' ? APPLICANTS.indexOf(value as string) : (value as number);
}

function compareKeys(a: Group, b: Group, groupBy: readonly Dimension[]): number {
  for (const dimension of groupBy) {
    const difference = coordinate(dimension, a.coordinate(dimension)) - coordinate(dimension, b.coordinate(dimension));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Order by a metric, exactly; those without a value come last whatever the direction. */
function comparePlaced(left: Place | undefined, right: Place | undefined, sign: 1 | -1): number {
  if (!left || !right) return left ? -1 : right ? 1 : 0;
  return sign * comparePlaces(left, right);
}

/** Order of groups: as asked, then by their dimensions in the order of `groupBy`. */
export function compareGroups(
  groupBy: readonly Dimension[],
  order: GroupOrder | undefined,
): (a: Group, b: Group) => number {
  if (!order) return (a, b) => compareKeys(a, b, groupBy);
  const { by } = order;
  const sign = order.direction === 'HIGHEST_FIRST' ? -1 : 1;
  const compare = (a: Group, b: Group): number =>
    typeof by === 'number'
      ? comparePlaced(a.place(by), b.place(by), sign)
      : sign * (coordinate(by, a.coordinate(by)) - coordinate(by, b.coordinate(by)));
  return (a, b) => compare(a, b) || compareKeys(a, b, groupBy);
}

/** The same place in doubles, where they hold it. */
function inDoubles(place: Place): Place {
  const [numerator, denominator] = [Number(place.numerator), Number(place.denominator)];
  const exact = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  return exact ? { numerator, denominator, nearest: place.nearest } : place;
}

/** The order of `compareGroups` by the places of groups in their list, from columns of numbers: of thousands it is sorted by. */
export function* comparePlacesInList(
  groups: readonly Group[],
  groupBy: readonly Dimension[],
  order: GroupOrder | undefined,
): Generator<void, (a: number, b: number) => number> {
  const by = order?.by;
  if (typeof by !== 'number') {
    const compare = compareGroups(groupBy, order);
    return (a, b) => compare(groups[a]!, groups[b]!);
  }
  const sign = order!.direction === 'HIGHEST_FIRST' ? -1 : 1;
  // Of what a double holds whole, which most are, the double is all that is kept; those without a value come last.
  const nearest = new Float64Array(groups.length).fill(Number.POSITIVE_INFINITY);
  const others = new Map<number, Place>();
  const keys = groupBy.map(() => new Float64Array(groups.length));
  for (const [at, group] of groups.entries()) {
    if (at % STEP === 0) yield;
    for (const [key, dimension] of groupBy.entries())
      keys[key]![at] = coordinate(dimension, group.coordinate(dimension));
    const found = group.place(by);
    if (!found) continue;
    const place = inDoubles(found);
    nearest[at] = sign * place.nearest;
    if (place.numerator !== place.nearest) others.set(at, place);
  }
  const placeAt = (at: number): Place =>
    others.get(at) ?? { numerator: sign * nearest[at]!, denominator: 1, nearest: sign * nearest[at]! };
  const comparePlace = (a: number, b: number): number => {
    const none = Number.POSITIVE_INFINITY;
    const whole = others.size === 0 || !(others.has(a) || others.has(b));
    if (whole || nearest[a] === none || nearest[b] === none)
      return nearest[a] === nearest[b] ? 0 : nearest[a]! < nearest[b]! ? -1 : 1;
    return sign * comparePlaces(placeAt(a), placeAt(b));
  };
  const compareKeysAt = (a: number, b: number): number => {
    for (const key of keys) if (key[a] !== key[b]) return key[a]! - key[b]!;
    return 0;
  };
  return (a, b) => comparePlace(a, b) || compareKeysAt(a, b);
}

/** Ordering key of a group in a cursor: its value where it is ordered by one, then its coordinates. */
export function keyOfGroup(group: Group, groupBy: readonly Dimension[], order: GroupOrder | undefined): Key {
  const fraction = typeof order?.by === 'number' ? fractionOf(group.measure(order.by)) : undefined;
  const coordinates = groupBy.map((dimension) => group.coordinate(dimension) ?? null);
  return [
    fraction ? fraction.numerator.toString() : null,
    fraction ? fraction.denominator.toString() : null,
    ...coordinates,
  ];
}

/** The group that a cursor's key stands for, as far as ordering goes; to be compared by `compareGroups`. */
export function groupOfKey(
  key: Key,
  groupBy: readonly Dimension[],
  order: GroupOrder | undefined,
  metrics: readonly Metric[],
): Group {
  const coordinates = new Map<Dimension, number | string>();
  for (const [at, dimension] of groupBy.entries()) {
    const value = key[at + 2];
    if (value !== null && value !== undefined) coordinates.set(dimension, value);
  }
  const footing = { expected: 0, reporting: 0, blank: 0, notApplicable: 0, unreadable: 0 };
  const measures = metrics.map((metric, at): Measured => {
    if (order?.by !== at || typeof key[0] !== 'string') return { metric, status: 'NOT_REPORTED', footing };
    const fraction = { numerator: wholeOfKey(key[0]), denominator: wholeOfKey(key[1]) };
    return { metric, status: 'DERIVED', fraction, footing };
  });
  return new CursorGroup(coordinates, measures);
}
