/** Grids whose rows and columns a program numbered: a first column, and perhaps a first row, that count the others. */
import type { Grid, GridCell } from '../../extract/document';
import { lettersOf } from '../printed/characters';
import { isBlankCell, isFigureCell } from './matrix';

/** Fewer numbers in a row may be figures. */
const FEWEST_ROWS = 3;
const FEWEST_COLUMNS = 4;

/** What a column of numbers is called. */
const NUMBER = /^(?:序号|编号|行次|行号|序)$/;

/** The grid without the column and the row that only count. */
export function unnumbered(grid: Grid): Grid {
  const first = grid.cells.filter((cell) => cell.column === 0 && cell.columnSpan === 1);
  const heading = first[0];
  if (!heading) return grid;
  const numbers = first.slice(1).map(({ text }) => text);
  const isNamed = NUMBER.test(lettersOf(heading.text)) && counts(numbered(grid, first));
  const isBare =
    first.length === grid.rows && first.length > FEWEST_ROWS && heading.text.trim() === '' && counts(numbers);
  if (!isNamed && !isBare) return grid;
  const top = grid.cells.filter((cell) => cell.row === 0 && cell.column > 0);
  const isRow =
    isBare && top.length === grid.columns - 1 && top.length >= FEWEST_COLUMNS && counts(top.map(({ text }) => text));
  const rows = isRow ? 1 : 0;
  const cells = grid.cells
    .filter((cell) => cell.row >= rows && !first.includes(cell))
    .map((cell) => {
      // Titles and notes go over the numbers, too.
      const { column, columnSpan } = cell;
      return column === 0
        ? { ...cell, row: cell.row - rows, columnSpan: columnSpan - 1 }
        : { ...cell, row: cell.row - rows, column: column - 1 };
    });
  // A column of labels stands behind the numbers.
  if (cells.filter((cell) => !isFigureCell(cell)).length < (grid.rows - rows) / 2) return grid;
  const shown = new Set(cells.flatMap(({ row, rowSpan }) => Array.from({ length: rowSpan }, (_, i) => row + i)));
  if (shown.size < grid.rows - rows) return grid;
  return { ...grid, cells, rows: grid.rows - rows, columns: grid.columns - 1 };
}

/** The numbers below a heading, which may be written out in each of its rows; a note below the table has nothing beside it. */
function numbered(grid: Grid, first: readonly GridCell[]): string[] {
  const filled = new Set(grid.cells.filter((cell) => cell.column > 0 && !isBlankCell(cell)).map(({ row }) => row));
  return first
    .filter((cell) => filled.has(cell.row) && !isBlankCell(cell) && !NUMBER.test(lettersOf(cell.text)))
    .map(({ text }) => text);
}

/** Whether the texts are numbers that count from 0 or 1. */
function counts(texts: readonly string[]): boolean {
  const from = Number(texts[0]);
  return texts.length > 0 && (from === 0 || from === 1) && texts.every((text, i) => text.trim() === String(from + i));
}
