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

/**
 * Of text in reading order: rows that print some of their figures, as nothing shows which of its cells these are in; and rows of table 3
 * that print none where its totals do not add up without them: they look like rows that lost theirs.
 */
export function unplaced(sheets: readonly Sheet[]): Unshown {
  const unshown = new Set<string>();
  for (const { rows, cells } of sheets) {
    const isOpen = !addsUp(cells);
    for (let row = 0; row < rows; row++) {
      const figures = cells.filter((cell) => cell.row === row && cell.figure);
      const printed = figures.filter(({ text }) => text !== '').length;
      const isShown = printed === figures.length || (printed === 0 && !isOpen);
      if (!isShown) for (const id of idsOf(figures)) unshown.add(id);
    }
  }
  return unshown;
}

const BALANCE: readonly string[] = ['received', 'carriedIn', 'concluded', 'carriedForward'];

/** Whether the totals of table 3 add up as they are printed, or none is; of another table true. */
function addsUp(cells: readonly SheetCell[]): boolean {
  const totals = new Map(
    cells.flatMap(({ id, text }) => {
      const [, row] = /^(.*)\.total$/.exec(id ?? '') ?? [];
      return row === undefined ? [] : [[row, Number(text.normalize('NFKC').replace(/\D/g, ''))] as const];
    }),
  );
  const [received, carriedIn, concluded, carriedForward] = BALANCE.map((row) => totals.get(row) ?? 0);
  if (!totals.has('concluded')) return true;
  const outcomes = [...totals].filter(([row]) => !BALANCE.includes(row)).reduce((sum, [, count]) => sum + count, 0);
  return received! + carriedIn! === concluded! + carriedForward! && outcomes === concluded;
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
