/**
 * Rows of a grid that hold no figures: the number of a page, which recognition, and hands that join tables over pages, leave among the
 * others; and numbers of the columns, which statisticians set below a header.
 */
import type { Grid, GridCell } from '../../extract/document';
import { lettersOf } from '../printed/characters';
import { isPageNumber } from '../printed/page-furniture';
import { isBlankCell } from './matrix';

/** The grid without such rows; cells that go over one of them go over a row less. */
export function withoutPageRows(grid: Grid): Grid {
  const rows = Array.from({ length: grid.rows }, (): GridCell[] => []);
  for (const cell of grid.cells) rows[cell.row]!.push(cell);
  const dropped = rows.flatMap((row, at) =>
    isPageRow(row, rows[at - 1] ?? []) || isColumnNumbers(row, at, rows) ? [at] : [],
  );
  if (dropped.length === 0) return grid;
  const before = (row: number) => dropped.filter((each) => each < row).length;
  const cells = rows
    .filter((_, at) => !dropped.includes(at))
    .flat()
    .map((cell) => {
      const row = cell.row - before(cell.row);
      return { ...cell, row, rowSpan: cell.row + cell.rowSpan - before(cell.row + cell.rowSpan) - row };
    });
  return { ...grid, cells, rows: grid.rows - dropped.length };
}

function isPageRow(row: readonly GridCell[], above: readonly GridCell[]): boolean {
  const number = row.find((cell) => !isBlankCell(cell) && isPageNumber(cell.text))?.text;
  if (number === undefined || row.some(({ rowSpan }) => rowSpan > 1)) return false;
  // Spans that are written out repeat the number, and the labels of the row above.
  const isRepeated = (cell: GridCell) =>
    lettersOf(cell.text) !== '' && above.some(({ column, text }) => column === cell.column && text === cell.text);
  return row.every((cell) => isBlankCell(cell) || cell.text === number || isRepeated(cell));
}

/** Fewer numbers that count may be figures. */
const FEWEST_NUMBERS = 7;
/** What stands before numbers of columns. */
const COUNTED = /^(?:甲乙?|乙|栏次|序号|列次)?$/;

/** Whether a row below one without figures numbers the columns: figures of seven columns that count up have another sum. */
function isColumnNumbers(row: readonly GridCell[], at: number, rows: readonly (readonly GridCell[])[]): boolean {
  if (at === 0 || row.some(({ rowSpan }) => rowSpan > 1)) return false;
  const from = row.findIndex((cell) => /^\d+$/.test(cell.text.trim()));
  const numbers = row.slice(Math.max(0, from));
  if (from < 0 || numbers.length < FEWEST_NUMBERS || numbers.some((cell, i) => cell.text.trim() !== String(i + 1)))
    return false;
  const isHeader = rows.slice(0, at).every((above) => above.every((cell) => !/^\d/.test(cell.text.trim())));
  return isHeader && row.slice(0, from).every((cell) => COUNTED.test(cell.text.trim()));
}
