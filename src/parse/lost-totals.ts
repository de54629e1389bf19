/**
 * Totals of table 3 that are not there because their rows end early: blank ones that were not written out, or lost ones. Where
 * 新收 + 上年结转 = 总计 + 结转下年度 asks for just what the cells of the rows come to, they were lost.
 */

import { endOf } from './grid-losses';
import type { NamedRow } from './grid-rows';
import type { Reading } from './readings';
import type { RowRead } from './table';
import type { Value } from './values';

/** The rows of the balance, and the side that each is on. */
const SIDES: Readonly<Record<string, 1 | -1>> = { received: 1, carriedIn: 1, concluded: -1, carriedForward: -1 };

/** Nothing is printed of it. */
const LOST: Value = { state: 'UNREADABLE', printed: '' };

/** The rows as read, with those totals unread. */
export function withoutLostTotals(reads: readonly RowRead[], named: readonly NamedRow[]): RowRead[] {
  const balance = reads.flatMap((read, at) => {
    const side = SIDES[read.row];
    const [reading, ...others] = read.readings;
    if (side === undefined || !reading || others.length > 0) return [];
    const isCut = endOf(named[at]!.at) < named[at]!.at.matrix.grid.columns;
    return [{ read, side, reading, isLost: isCut && reading.at(-1) === null && lacksTotal(reading) }];
  });
  const lost = balance.filter((each) => each.isLost);
  if (lost.length === 0 || balance.length < Object.keys(SIDES).length) return [...reads];
  const difference = (withSums: boolean): number =>
    balance.reduce(
      (sum, { side, reading, isLost }) =>
        sum + side * (isLost && withSums ? partsOf(reading) : (reading.at(-1)?.count ?? 0)),
      0,
    );
  if (difference(false) === 0 || difference(true) !== 0) return [...reads];
  const unread = new Map(lost.map(({ read, reading }) => [read, [...reading.slice(0, -1), LOST]]));
  return reads.map((read) => (unread.has(read) ? { ...read, readings: [unread.get(read)!] } : read));
}

/** So many applicants whose balance fails are no slip of arithmetic. */
const FEWEST_FAILURES = 2;

/**
 * The rows as read, those of the balance unread that end early and without a total while 新收 + 上年结转 = 总计 + 结转下年度 fails for several applicants: a
 * cell of such a row was lost, and what is behind it stands under other applicants.
 */
export function withoutTornBalance(reads: readonly RowRead[], named: readonly NamedRow[]): RowRead[] {
  const balance = reads.filter(({ row }) => row in SIDES);
  const isKnown = balance.every(({ readings }) => readings.length === 1);
  if (balance.length < Object.keys(SIDES).length || !isKnown) return [...reads];
  const columns = balance[0]!.readings[0]!.slice(0, -1);
  const failed = columns.filter(
    (_, at) => balance.reduce((sum, { row, readings }) => sum + SIDES[row]! * (readings[0]![at]?.count ?? 0), 0) !== 0,
  );
  if (failed.length < FEWEST_FAILURES) return [...reads];
  return reads.map((read, at) => {
    const { at: row } = named[at]!;
    const isCut = read.row in SIDES && endOf(row) < row.matrix.grid.columns;
    return isCut && lacksTotal(read.readings[0]!) ? { ...read, readings: [] } : read;
  });
}

/** Whether a row has figures and no total. */
export function lacksTotal(reading: Reading): boolean {
  return reading.some((value) => value?.count) && reading.at(-1)?.state !== 'REPORTED';
}

function partsOf(reading: Reading): number {
  return reading.slice(0, -1).reduce((sum, value) => sum + (value?.count ?? 0), 0);
}
