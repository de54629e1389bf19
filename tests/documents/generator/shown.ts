/**
 * What a file does not show of a report, whoever reads it. A cell that is unread there is no fault of the reader's; one that is
 * read all the same, by the sums that it is part of, counts as read.
 */
import type { Report } from './figures';
import type { Sheet, SheetCell } from './layout';

/** Ids of cells. */
export type Unshown = ReadonlySet<string>;

export const ALL_SHOWN: Unshown = new Set();

const idsOf = (cells: readonly SheetCell[]) => cells.flatMap(({ id }) => (id === undefined ? [] : [id]));

/** Of text in reading order: rows that print some of their figures. Which of its cells these are in nothing shows. */
export function unplaced(sheets: readonly Sheet[]): Unshown {
  const unshown = new Set<string>();
  for (const { rows, cells } of sheets)
    for (let row = 0; row < rows; row++) {
      const figures = cells.filter((cell) => cell.row === row && cell.figure);
      const printed = figures.filter(({ text }) => text !== '').length;
      if (printed > 0 && printed < figures.length) for (const id of idsOf(figures)) unshown.add(id);
    }
  return unshown;
}

/** Of a sheet that was damaged: figures that are other than they were, and rows that lack a cell, as nothing shows which one. */
export function damagedCells(before: Sheet, after: Sheet): string[] {
  const texts = new Map(after.cells.map(({ id, text }) => [id, text]));
  const figures = before.cells.filter(({ id }) => id !== undefined);
  const spoilt = new Set(figures.flatMap(({ id, row }) => (texts.has(id) ? [] : [row])));
  return idsOf(figures.filter(({ id, row, text }) => spoilt.has(row) || texts.get(id) !== text));
}

/** Of two reports that one document prints without saying which is which: the cells that differ. */
export function different(one: Report, other: Report): Unshown {
  return new Set([...one.cells].flatMap(([id, { printed }]) => (other.cells.get(id)?.printed === printed ? [] : [id])));
}
