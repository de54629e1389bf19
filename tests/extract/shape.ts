/** Short forms of a Document for expectations. */
import type { Document, Grid } from '../../src/extract/document';

/** Each line as its text, each grid as its rows; a cell is its text, with "→n" and "↓n" for columns and rows that it spans. */
export function shape(document: Document): (string | string[][])[] {
  return document.blocks.map((block) => (block.type === 'line' ? block.text : rowsOf(block)));
}

export function rowsOf(grid: Grid): string[][] {
  const rows: string[][] = Array.from({ length: grid.rows }, () => []);
  for (const cell of grid.cells)
    rows[cell.row]!.push(
      cell.text + (cell.columnSpan > 1 ? `→${cell.columnSpan}` : '') + (cell.rowSpan > 1 ? `↓${cell.rowSpan}` : ''),
    );
  return rows;
}

export function grids(document: Document): Grid[] {
  return document.blocks.filter((block) => block.type === 'grid');
}

export function lines(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.type === 'line' ? [block.text] : []));
}
