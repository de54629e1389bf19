/** Grids whose rows and columns a program numbered: a first column, and perhaps a first row, that count the others. */
import type { Grid } from '../extract/document';
import { isFigureCell } from './matrix';

/** Fewer numbers in a row may be figures. */
const FEWEST_ROWS = 3;
const FEWEST_COLUMNS = 4;

/** The grid without the column and the row that only count. */
export function unnumbered(grid: Grid): Grid {
  const first = grid.cells.filter((cell) => cell.column === 0);
  const isColumn =
    first.length === grid.rows &&
    first.every(({ rowSpan, columnSpan }) => rowSpan === 1 && columnSpan === 1) &&
    first.length > FEWEST_ROWS &&
    counts(first.slice(1).map(({ text }) => text)) &&
    first[0]!.text.trim() === '';
  if (!isColumn) return grid;
  const top = grid.cells.filter((cell) => cell.row === 0 && cell.column > 0);
  const isRow = top.length === grid.columns - 1 && top.length >= FEWEST_COLUMNS && counts(top.map(({ text }) => text));
  const [rows, columns] = [isRow ? 1 : 0, 1];
  const cells = grid.cells
    .filter((cell) => cell.row >= rows && cell.column >= columns)
    .map((cell) => ({ ...cell, row: cell.row - rows, column: cell.column - columns }));
  // A column of labels stands behind the numbers.
  if (cells.filter((cell) => !isFigureCell(cell)).length < (grid.rows - rows) / 2) return grid;
  return { ...grid, cells, rows: grid.rows - rows, columns: grid.columns - columns };
}

/** Whether the texts are numbers that count from 0 or 1. */
function counts(texts: readonly string[]): boolean {
  const from = Number(texts[0]);
  return (from === 0 || from === 1) && texts.every((text, i) => text.trim() === String(from + i));
}
