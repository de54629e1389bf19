/**
 * A region's total by two routes side by side: whether the consolidated figure fits the sum of the reports that it contains,
 * and which reports are the difference.
 */
import { hasValue, type ValueStatus } from '../form/value';

/** How a consolidated figure stands to the sum of what it contains. */
export const RECONCILIATION_OUTCOMES = [
  'AGREES',
  'DIFFERS',
  'WITHIN_BOUND',
  'BELOW_BOUND',
  'STOCK_DIFFERS',
  'NOT_COMPARABLE',
] as const;
export type ReconciliationOutcome = (typeof RECONCILIATION_OUTCOMES)[number];

/** One figure by both routes. */
export interface TwoRoutes {
  /** Sum of the own reports; null without a value. Amounts in 分. */
  readonly computed: bigint | null;
  readonly computedStatus: ValueStatus;
  readonly filed: bigint | null;
  readonly filedStatus: ValueStatus;
  /** A level of table 2: what bodies issue together makes it differ without any mistake. */
  readonly stock: boolean;
  /** A change up or down, of which parts bound nothing. */
  readonly signed: boolean;
  /** Whether a register names every body of the region, and all of them have reported. */
  readonly whole: boolean;
}

/**
 * Whether a consolidated figure fits. With every body in the sum they are equal; otherwise the sum is a lower bound, which
 * the consolidated figure may exceed but not fall short of.
 */
export function reconcile(routes: TwoRoutes): ReconciliationOutcome {
  const { computed, computedStatus, filed, filedStatus, stock, signed, whole } = routes;
  if (computed === null || filed === null || !hasValue(computedStatus) || !hasValue(filedStatus))
    return 'NOT_COMPARABLE';
  // A consolidated figure that is itself a lower bound is compared with nothing.
  if (filedStatus === 'PARTIAL') return 'NOT_COMPARABLE';
  const complete = whole && computedStatus !== 'PARTIAL';
  if (complete && filed === computed) return 'AGREES';
  if (complete) return stock ? 'STOCK_DIFFERS' : 'DIFFERS';
  if (signed) return 'NOT_COMPARABLE';
  if (filed >= computed) return 'WITHIN_BOUND';
  return stock ? 'STOCK_DIFFERS' : 'BELOW_BOUND';
}

/** By cell index: how much more the consolidated report has than the sum, where both have a figure; 0 where they agree. */
export type Gap = ReadonlyMap<number, bigint>;

/** Whether a report is what is too little (it was left out) or too much (counted twice). */
export type GapCause = 'LEFT_OUT' | 'COUNTED_TWICE';

/** A report, or several together, that a gap may consist of. Figures that are not there count as nothing. */
export interface GapPart<T> {
  readonly item: T;
  readonly value: (cell: number) => bigint;
}

export interface GapExplanation<T> {
  readonly cause: GapCause;
  readonly parts: readonly T[];
  /** Cells of the gap that the parts account for exactly. */
  readonly cells: readonly number[];
  /** They account for every cell of the gap. */
  readonly whole: boolean;
}

/** Part of the cells that differ which a single report must account for to be named where it does not account for all. */
const ENOUGH = 0.5;
/** More reports are not tried in pairs. */
const MOST_IN_PAIRS = 5000;

const CAUSES: readonly (readonly [GapCause, bigint])[] = [
  ['LEFT_OUT', -1n],
  ['COUNTED_TWICE', 1n],
];

/** Cells where the routes differ, the largest difference first. */
export function differingCells(gap: Gap): number[] {
  const size = (cell: number): bigint => {
    const value = gap.get(cell)!;
    return value < 0n ? -value : value;
  };
  return [...gap.keys()]
    .filter((cell) => gap.get(cell) !== 0n)
    .sort((a, b) => (size(a) === size(b) ? a - b : size(a) > size(b) ? -1 : 1));
}

/**
 * The reports whose figures are just the gap: single ones, those that account for the most cells first, or where none accounts
 * for all of it, two that do together.
 */
export function explainGap<T>(gap: Gap, parts: readonly GapPart<T>[]): GapExplanation<T>[] {
  const differing = differingCells(gap);
  if (differing.length === 0) return [];
  const found: GapExplanation<T>[] = [];
  for (const [cause, sign] of CAUSES)
    for (const { item, value } of parts) {
      // The largest difference is the least likely to be met by chance.
      if (value(differing[0]!) !== sign * gap.get(differing[0]!)!) continue;
      const cells = differing.filter((cell) => value(cell) === sign * gap.get(cell)!);
      if (cells.length < differing.length * ENOUGH) continue;
      found.push({ cause, parts: [item], cells, whole: cells.length === differing.length });
    }
  found.sort((a, b) => b.cells.length - a.cells.length);
  const whole = found.filter((each) => each.whole);
  if (whole.length > 0) return whole;
  return [...pairs(gap, differing, parts), ...found];
}

function pairs<T>(gap: Gap, differing: readonly number[], parts: readonly GapPart<T>[]): GapExplanation<T>[] {
  // One cell alone is met by many pairs by chance.
  if (parts.length > MOST_IN_PAIRS || differing.length < 2) return [];
  const found: GapExplanation<T>[] = [];
  const byFigures = new Map<string, number>();
  for (const [cause, sign] of CAUSES) {
    byFigures.clear();
    for (const [at, { item, value }] of parts.entries()) {
      const own = differing.map((cell) => value(cell));
      if (own.every((each) => each === 0n)) continue;
      const rest = differing.map((cell, place) => sign * gap.get(cell)! - own[place]!);
      const other = byFigures.get(rest.join());
      if (other !== undefined) found.push({ cause, parts: [parts[other]!.item, item], cells: differing, whole: true });
      byFigures.set(own.join(), at);
    }
  }
  return found;
}
