/**
 * Figures of table 3 that stand under other columns than their own: programs that fill rows up to the width of their table, or leave blank
 * cells out, push what is behind a lost cell to the left. Then rows lack their totals while their last figures are what the others add up to.
 */

import type { GridCell } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { Value } from '../printed/values';
import { lacksTotal, type Reading, rowHolds } from '../settle/readings';
import type { RowRead } from '../settle/table';
import { endOf } from './losses';
import { hasSpans, isBlankCell, type Matrix } from './matrix';
import type { NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** So many rows are the manner of their table. */
const FEWEST_ROWS = 2;
/** So many rows that add up to another figure than their last, under columns that nothing names, are not a slip of arithmetic. */
const FEWEST_FAILURES = 3;
/** Where so many rows and all but this share of them have totals, one without is no manner of the table. */
const FEWEST_TOTALS = 5;
const MOST_OPEN = 0.2;

/** The rows as read, those in doubt without a reading. `isNamed`: whether the header of the grid that begins with a row names its columns. */
export function withoutPushed(
  reads: readonly RowRead[],
  named: readonly NamedRow[],
  isNamed: (first: NamedRow) => boolean,
): RowRead[] {
  const doubted = new Set<RowRead>();
  const byGrid = new Map<Matrix, RowRead[]>();
  const rows = new Map(reads.map((read, i) => [read, named[i]!]));
  for (const [read, { at }] of rows) byGrid.set(at.matrix, [...(byGrid.get(at.matrix) ?? []), read]);
  for (const [matrix, own] of byGrid) {
    const filled = own.filter(({ readings: [reading] }) => reading?.some((value) => value?.count));
    // A row that reaches the end of a grid with spans was not filled up, and nothing of it is lost.
    const showsPlaces = (read: RowRead) => hasSpans(matrix) && endOf(rows.get(read)!.at) === matrix.grid.columns;
    const summed = filled.filter(({ readings: [reading] }) => reading!.at(-1)?.state === 'REPORTED');
    const areSummed = summed.length >= FEWEST_TOTALS && filled.length - summed.length <= filled.length * MOST_OPEN;
    const pushed = filled.filter(
      ({ readings: [reading, ...more] }) =>
        more.length === 0 && (isPushed(reading!) || (areSummed && endsInTotal(reading!))),
    );
    const moved = pushed.filter((read) => !showsPlaces(read));
    const held = summed.filter(({ readings }) => readings.some(rowHolds));
    const failed = summed.filter(({ readings }) => readings.every(hasOtherTotal)).length;
    const isTable =
      (moved.length >= FEWEST_ROWS && moved.length > held.length) ||
      (failed >= FEWEST_FAILURES && failed > held.length && !isNamed(named.find(({ at }) => at.matrix === matrix)!));
    // A figure without a total may be pushed, too, where the rows that have two show that blank cells were left out.
    const shifted = filled.filter((read) => read.readings.length > 1 && isShifted(read, rows.get(read)!.after));
    const isShown = shifted.length >= FEWEST_ROWS || shifted.some(({ readings }) => hasParts(readings[0]!));
    if (isShown)
      for (const each of filled) if (each.readings.every(lacksTotal) && !showsPlaces(each)) doubted.add(each);
    for (const each of isTable ? own.filter(({ printed }) => printed !== '') : moved) doubted.add(each);
  }
  return reads.map((read) => (doubted.has(read) ? { ...read, readings: [] } : read));
}

const isBlank = (value: Value | null | undefined): boolean => !value || value.state === 'BLANK';

/**
 * Whether the figures of a row of table 4 stand too far left: blank cells end the row, it does not add up, and the same figures would further
 * right, or all but those of the block that lost a cell. `columns`: of one of its blocks.
 */
export function arePushed(row: Reading, columns: number): boolean {
  if (!isBlank(row.at(-1)) || row.some((value) => value?.state === 'UNREADABLE')) return false;
  const blocksOf = (values: Reading) =>
    Array.from({ length: row.length / columns }, (_, at) => values.slice(at * columns, (at + 1) * columns));
  const blocks = blocksOf(row);
  if (blocks.every(addsUp)) return false;
  const figures = row.filter((value) => !isBlank(value));
  const fits = (from: number, left: number): boolean =>
    left === 0
      ? from === figures.length
      : Array.from({ length: columns + 1 }, (_, size) => from + size).some(
          (to) => to <= figures.length && addsUp(figures.slice(from, to)) && fits(to, left - 1),
        );
  if (fits(0, blocks.length)) return true;
  const held = blocks.filter((block) => hasFigures(block) && addsUp(block)).length;
  return row.some((_, at) => {
    const others = blocksOf([...row.slice(0, at), null, ...row.slice(at, -1)]).filter(
      (_block, i) => i !== Math.floor(at / columns),
    );
    return others.every(addsUp) && others.filter(hasFigures).length > held;
  });
}

const hasFigures = (block: Reading): boolean => block.some((value) => value?.count);

/** Whether a block has no figures but zeros, or these and their sum. */
function addsUp(block: Reading): boolean {
  return !hasFigures(block) || (block.at(-1)?.state === 'REPORTED' && rowHolds(block));
}

/** Whether another figure of a row than its last is the sum of all the rest. */
function hasOtherTotal(reading: Reading): boolean {
  const counts = reading.map((value) => value?.count ?? 0);
  const sum = counts.reduce((so, count) => so + count, 0);
  return !rowHolds(reading) && counts.slice(0, -1).some((count) => count > 0 && 2 * count === sum);
}

/** Whether a row has a sum of two parts at least: two equal figures say less. */
const hasParts = (reading: Reading): boolean => reading.filter((value) => value?.count).length > 2;

/** Whether the seventh cell behind a row's label is blank while its last figure, wherever that stands, is the sum of the others. */
function isShifted({ readings: [reading] }: RowRead, after: readonly GridCell[]): boolean {
  const figures = reading!.filter((value) => !isBlank(value));
  return (
    after.length > COLUMNS && isBlankCell(after[COLUMNS - 1]!) && figures.length > 1 && isPushed([...figures, null])
  );
}

/** Whether a row has no total, and its last figure is the sum of the others. */
function isPushed(reading: Reading): boolean {
  const total = reading.at(-1) ?? null;
  if (total !== null && total.state !== 'BLANK') return false;
  const counts = reading.flatMap((value) => (value?.state === 'REPORTED' ? [value.count!] : []));
  const last = counts.pop();
  return !!last && counts.reduce((sum, count) => sum + count, 0) === last;
}

/** Whether a row has no total, and its last column but one a figure that the others do not exceed: it may be the total, of a row that lost one of them. */
function endsInTotal(reading: Reading): boolean {
  if (!isBlank(reading.at(-1))) return false;
  const counts = reading.slice(0, -1).map((value) => value?.count ?? 0);
  const last = counts.pop()!;
  const others = counts.reduce((sum, count) => sum + count, 0);
  return others > 0 && last >= others;
}
