/** Rows of a grid that hold only the number of a page: recognition, and hands that join tables over pages, leave them among the others. */
import type { Grid, GridCell } from '../../extract/document';
import { lettersOf } from '../printed/characters';
import { isPageNumber } from '../printed/page-furniture';
import { isBlankCell } from './matrix';

/** The grid without such rows; cells that go over one of them go over a row less. */
export function withoutPageRows(grid: Grid): Grid {
  const rows = Array.from({ length: grid.rows }, (): GridCell[] => []);
  for (const cell of grid.cells) rows[cell.row]!.push(cell);
  const dropped = rows.flatMap((row, at) => (isPageRow(row, rows[at - 1] ?? []) ? [at] : []));
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
