/**
 * Arithmetic of figures: what a sum over reports is worth, ratios of sums, change and rank. Pure.
 */
import { hasValue, type ValueStatus } from './value';

/** What the reports behind one sum hold for it. Counts of reports; they add up over regions. */
export interface Tally {
  /** Bodies expected to report. */
  readonly expected: number;
  /** Reports there are. */
  readonly reporting: number;
  /** Reports whose edition has the figure and whose table is there. */
  readonly onForm: number;
  /** Reports without the table. */
  readonly tableMissing: number;
  /** Reports with the figure on their form but no number: by reason. */
  readonly blank: number;
  readonly notApplicable: number;
  readonly unreadable: number;
  /** Reports whose figure is only a lower bound. */
  readonly partial: number;
}

/** Reports that contribute a number. */
export function contributing(tally: Tally): number {
  return tally.onForm - tally.blank - tally.notApplicable - tally.unreadable;
}

/**
 * Status of a sum over reports. With every expected body reporting and every cell printed it is DERIVED (it was computed
 * from parts); anything less is PARTIAL, a lower bound. A not-applicable mark is no gap: it says that there is nothing.
 */
export function statusOfSum(tally: Tally): ValueStatus {
  if (tally.reporting === 0) return 'NOT_REPORTED';
  if (tally.onForm === 0) return tally.tableMissing > 0 ? 'TABLE_MISSING' : 'NOT_ON_THIS_FORM';
  if (contributing(tally) <= 0) {
    if (tally.unreadable > 0) return 'UNREADABLE';
    return tally.blank > 0 ? 'BLANK' : 'NOT_APPLICABLE';
  }
  const complete = tally.reporting >= tally.expected && tally.onForm === tally.reporting;
  return complete && tally.blank + tally.unreadable + tally.partial === 0 ? 'DERIVED' : 'PARTIAL';
}

/** Status of the figure of a single report (or of the filed report of a government), which is read and not summed. */
export function statusOfSingle(tally: Tally): ValueStatus {
  const status = statusOfSum({ ...tally, expected: tally.reporting });
  return status === 'DERIVED' ? 'REPORTED' : status;
}

/**
 * Status of a ratio from the statuses of its two parts. A denominator that is a difference, such as 总计 − 尚未审结, is below zero
 * where the printed figures contradict each other: there is no ratio then, as there is none of nothing.
 */
export function statusOfRatio(numerator: ValueStatus, denominator: ValueStatus, denominatorValue: bigint): ValueStatus {
  for (const part of [denominator, numerator]) if (!hasValue(part)) return part;
  if (denominatorValue <= 0n) return 'UNDEFINED_RATIO';
  return numerator === 'PARTIAL' || denominator === 'PARTIAL' ? 'PARTIAL' : 'DERIVED';
}

export interface FractionValue {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Order of two fractions with positive denominators, exactly. */
export function compareFractions(a: FractionValue, b: FractionValue): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export type ChangeStatus = 'NORMAL' | 'BASE_MISSING' | 'BASE_ZERO' | 'CURRENT_MISSING' | 'BREAK_IN_SERIES';

/**
 * Change from a base to a current value (both as numbers): relative is missing where the base is zero.
 * @param difference current less base, where that is known more exactly than by subtracting doubles
 */
export function changeOf(
  base: number | undefined,
  current: number | undefined,
  breaksBetween: boolean,
  difference?: number,
): { status: ChangeStatus; absolute?: number; relative?: number } {
  if (breaksBetween) return { status: 'BREAK_IN_SERIES' };
  if (current === undefined) return { status: 'CURRENT_MISSING' };
  if (base === undefined) return { status: 'BASE_MISSING' };
  const absolute = difference ?? current - base;
  if (base === 0) return { status: 'BASE_ZERO', absolute };
  return { status: 'NORMAL', absolute, relative: absolute / base };
}

export interface Ranked<T> {
  readonly item: T;
  /** From 1; ties share it and the next is skipped: 1, 2, 2, 4. */
  readonly position: number;
  /** How many share the position, this one included. */
  readonly tied: number;
}

/** Ranks sorted items: `same` tells whether two neighbours tie. */
export function rankSorted<T>(sorted: readonly T[], same: (a: T, b: T) => boolean): Ranked<T>[] {
  const ranked: Ranked<T>[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && same(sorted[start]!, sorted[end]!)) end += 1;
    for (let at = start; at < end; at += 1) ranked.push({ item: sorted[at]!, position: start + 1, tied: end - start });
    start = end;
  }
  return ranked;
}

/** Share of those ranked that this position is at least as good as: 1 for the first, 1/of for a lone last. */
export function percentile(position: number, of: number): number {
  return of === 0 ? 0 : (of - position + 1) / of;
}
