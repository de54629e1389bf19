/** Tables that are printed with the form's rows as their columns. */
import type { Grid } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { requestRows } from '../printed/labels';
import { isColumnLabel } from './heading-kinds';

/** The grid with its columns for its rows. */
export function turned(grid: Grid): Grid {
  const cells = grid.cells.map((cell) => ({
    ...cell,
    row: cell.column,
    column: cell.row,
    rowSpan: cell.columnSpan,
    columnSpan: cell.rowSpan,
  }));
  return { ...grid, cells, rows: grid.columns, columns: grid.rows };
}

/** Rows of the form that a header names, and applicants that the labels of its rows name, at least. */
const FEWEST_ROWS = 10;
const FEWEST_APPLICANTS = 6;

const LABELS = new Set([...requestRows('2019'), ...requestRows('2021')].flatMap(({ letters }) => letters));

/** The grid, a table 3 whose columns are the form's rows turned. */
export function withRowsAcross(grid: Grid): Grid {
  if (grid.columns < FEWEST_ROWS) return grid;
  const applicants = APPLICANT_COLUMNS.filter((_, column) =>
    grid.cells.some((cell) => cell.row > 0 && isLabel(cell.column) && isColumnLabel(lettersOf(cell.text), column)),
  );
  const rows = grid.cells.filter((cell) => isLabel(cell.row) && LABELS.has(lettersOf(cell.text)));
  // In a grid that lost its spans labels stand above each other, and not above their figures.
  const isSpread = new Set(rows.map(({ column }) => column)).size === rows.length;
  return applicants.length >= FEWEST_APPLICANTS && rows.length >= FEWEST_ROWS && isSpread ? turned(grid) : grid;
}

/** Whether labels may stand in a row or column of a turned table: as many levels as the form has. */
const isLabel = (place: number): boolean => place < 3;
