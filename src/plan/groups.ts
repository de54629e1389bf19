/** From the facts of statistics to their groups: folded, rolled up, measured, filtered and ordered. */

import { cell } from '../form/cells';
import type { Metric, Sum } from '../form/metrics';
import { Problem } from '../form/problem';
import { APPLICANTS } from '../form/rows';
import { type Key, wholeOfKey } from './cursor';
import { addHoldings, type Holding } from './holding';
import { compareMeasured, fractionOf, type Measured, measured, valueIn } from './measured';
import type { Direction } from './ranking';
import { type Dimension, type Fact, refuseBeyond } from './statistics';

/** Coordinates of a group by dimension; exactly those asked for and not rolled up are set. */
type GroupKey = ReadonlyMap<Dimension, number | string>;

export interface Group {
  readonly key: GroupKey;
  readonly rolledUp: readonly Dimension[];
  /** In the order of the metrics asked for. */
  readonly measures: readonly Measured[];
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

interface Folded {
  readonly key: Map<Dimension, number | string>;
  readonly holding: Holding;
}

function* fold(facts: readonly Fact[], dimensions: readonly Dimension[]): Generator<void, Folded[]> {
  const held = dimensions.filter((dimension) => dimension !== 'APPLICANT');
  const groups = new Map<string, { key: Map<Dimension, number | string>; parts: Holding[] }>();
  for (const [at, fact] of facts.entries()) {
    if (at % STEP === 0) yield;
    let id = '';
    for (const dimension of held) id += `${fact[COORDINATE[dimension]]}/`;
    const group = groups.get(id);
    if (group) group.parts.push(fact.holding);
    else {
      const key = new Map(held.map((dimension) => [dimension, fact[COORDINATE[dimension]]] as const));
      groups.set(id, { key, parts: [fact.holding] });
    }
  }
  return [...groups.values()].map(({ key, parts }) => ({
    key,
    holding: parts.length === 1 ? parts[0]! : addHoldings(parts),
  }));
}

/**
 * The groups of a question. With `rollup`, also the subtotals that leave out the last dimension, the last two, and so on to the
 * grand total. Rolled up over applicants is the printed 总计. Of many facts it takes long, and may be interrupted where it yields.
 */
export function* groupsOf(
  facts: readonly Fact[],
  groupBy: readonly Dimension[],
  metrics: readonly Metric[],
  rollup: boolean,
): Generator<void, Group[]> {
  const known = facts.filter(({ holding }) => holding.expected > 0 || holding.reports > 0);
  const groups: Group[] = [];
  for (let kept = groupBy.length; kept >= (rollup ? 0 : groupBy.length); kept -= 1) {
    const dimensions = groupBy.slice(0, kept);
    const rolledUp = groupBy.slice(kept);
    for (const [at, { key, holding }] of (yield* fold(known, dimensions)).entries()) {
      if (at % STEP === 0) yield;
      if (!dimensions.includes('APPLICANT')) {
        groups.push({ key, rolledUp, measures: metrics.map((metric) => measured(holding, metric)) });
        continue;
      }
      for (const applicant of APPLICANTS)
        groups.push({
          key: new Map<Dimension, number | string>([...key, ['APPLICANT', applicant]]),
          rolledUp,
          measures: metrics.map((metric) => measured(holding, ofApplicant(metric, applicant))),
        });
    }
    refuseBeyond(groups.length);
  }
  return groups;
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
    const found = valueIn(group.measures[metric]!);
    return found !== undefined && HOLDS[op](found, value);
  });
}

/** What orders the applicants: their place on the form. */
function coordinate(dimension: Dimension, value: number | string | undefined): number {
  // A total stands behind the groups that it adds up.
  if (value === undefined) return Number.MAX_SAFE_INTEGER;
  return dimension === 'APPLICANT' ? APPLICANTS.indexOf(value as string) : (value as number);
}

function compareKeys(a: GroupKey, b: GroupKey, groupBy: readonly Dimension[]): number {
  for (const dimension of groupBy) {
    const difference = coordinate(dimension, a.get(dimension)) - coordinate(dimension, b.get(dimension));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Order of groups: as asked, then by their dimensions in the order of `groupBy`. */
export function compareGroups(
  groupBy: readonly Dimension[],
  order: GroupOrder | undefined,
): (a: Group, b: Group) => number {
  return (a, b) => {
    if (order) {
      const sign = order.direction === 'HIGHEST_FIRST' ? -1 : 1;
      const by = order.by;
      const difference =
        typeof by === 'number'
          ? compareMeasured(a.measures[by]!, b.measures[by]!, sign)
          : sign * (coordinate(by, a.key.get(by)) - coordinate(by, b.key.get(by)));
      if (difference !== 0) return difference;
    }
    return compareKeys(a.key, b.key, groupBy);
  };
}

/** Ordering key of a group in a cursor: its value where it is ordered by one, then its coordinates. */
export function keyOfGroup(group: Group, groupBy: readonly Dimension[], order: GroupOrder | undefined): Key {
  const fraction = typeof order?.by === 'number' ? fractionOf(group.measures[order.by]!) : undefined;
  const coordinates = groupBy.map((dimension) => group.key.get(dimension) ?? null);
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
  return { key: coordinates, rolledUp: [], measures };
}
