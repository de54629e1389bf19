/**
 * Rows of table 3 that have a cell less than the others of their grid, though as many as the form has columns: an omitted separator, or a lost
 * cell, in a row with a blank cell that is none of the figures' or is one of a column that the form does not have.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { endOf, figuresRow } from './losses';
import { hasSpans, hasTwoFigures, isBlankCell } from './matrix';
import type { RequestGrids } from './request-grid';
import type { NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

export interface TornRows {
  /** Rows of which nothing says which cell they lack. */
  readonly rows: ReadonlySet<NamedRow>;
  /** Some are in a grid with a column of another, which the figures alone do not show. */
  readonly isBesideOther: boolean;
}

export function tornRows(grids: RequestGrids): TornRows {
  const torn = new Set<NamedRow>();
  let isBesideOther = false;
  for (const [matrix, { rows, header }] of grids) {
    const widest = Math.max(COLUMNS, ...rows.map(inkedWidth));
    const hasOther = header !== undefined && Math.max(...header) - Math.min(...header) >= COLUMNS && !hasSpans(matrix);
    for (const each of rows) {
      const isShort = endOf(figuresRow(each)) < matrix.grid.columns;
      const isOpen = isShort || (!hasSpans(matrix) && each.after.slice(-1).every(isBlankCell));
      if (each.after.some(hasTwoFigures) && isOpen && inkedWidth(each) < widest) torn.add(each);
      // Where a column of another stands among those of the figures, seven cells are not the seven figures.
      if (!hasOther || !isShort || each.after.every(isBlankCell)) continue;
      torn.add(each);
      isBesideOther = true;
    }
  }
  return { rows: torn, isBesideOther };
}

/** How many cells there are from the first that is not blank to the last. */
function inkedWidth({ after }: NamedRow): number {
  const isInked = (cell: (typeof after)[number]) => !isBlankCell(cell);
  return after.findLastIndex(isInked) - after.findIndex(isInked) + 1;
}
