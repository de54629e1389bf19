/** Rows of a spreadsheet or of a CSV file as blocks: what XLSX and CSV have in common. */
import type { Block, GridCell } from '../document';
import { fold, gridOf } from '../flow';
import type { Meter } from '../limits';

/** A cell that has text, or that spans others. */
export interface SheetCell {
  readonly text: string;
  /** From 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/**
 * Rows without any cell part tables. A piece whose rows all have one cell is text, line by line; any other is a grid, in which
 * each place that no cell covers is a blank cell; the blank row behind it is its last. The numbers of the lines are those of the rows, from `firstLine` on.
 */
export function sheetBlocks(cells: readonly SheetCell[], firstLine: number, meter: Meter): Block[] {
  const byRow = new Map<number, SheetCell[]>();
  const covered = new Set<number>();
  for (const cell of cells) {
    const row = byRow.get(cell.row) ?? [];
    byRow.set(cell.row, row);
    row.push(cell);
    for (let i = 0; i < cell.rowSpan; i++) covered.add(cell.row + i);
  }
  const blocks: Block[] = [];
  let piece: number[] = [];
  for (const row of [...covered].sort((a, b) => a - b)) {
    if (piece.length > 0 && row !== piece.at(-1)! + 1) {
      // The row that parts a table from what follows may be its last one, all blank: below a header it is.
      addPiece([...piece, piece.at(-1)! + 1], byRow, blocks, firstLine, meter);
      piece = [];
    }
    piece.push(row);
  }
  if (piece.length > 0) addPiece(piece, byRow, blocks, firstLine, meter);
  return blocks;
}

function addPiece(
  rows: readonly number[],
  byRow: ReadonlyMap<number, readonly SheetCell[]>,
  blocks: Block[],
  firstLine: number,
  meter: Meter,
): void {
  meter.checkTime();
  const cells = rows.flatMap((row) => byRow.get(row) ?? []);
  if (rows.every((row) => (byRow.get(row)?.length ?? 0) <= 1)) {
    for (const cell of cells)
      for (const text of cell.text
        .split('\n')
        .map(fold)
        .filter((line) => line !== '')) {
        meter.addText(text.length);
        blocks.push({ type: 'line', text, line: firstLine + cell.row });
      }
    return;
  }
  const grid = gridOf(withBlanks(cells, rows, meter), firstLine + rows[0]!, meter);
  if (grid) blocks.push(grid);
}

function withBlanks(cells: readonly SheetCell[], rows: readonly number[], meter: Meter): GridCell[] {
  const first = rows[0]!;
  const left = cells.reduce((least, cell) => Math.min(least, cell.column), Number.POSITIVE_INFINITY);
  const right = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  const columns = right - left;
  meter.addCells(columns * rows.length);
  const taken = new Uint8Array(columns * rows.length);
  const result: GridCell[] = [];
  for (const cell of cells) {
    // What a merged area covers is not shown.
    if (taken[(cell.row - first) * columns + cell.column - left]) continue;
    const text = cell.text
      .split('\n')
      .map(fold)
      .filter((line) => line !== '')
      .join('\n');
    result.push({ ...cell, text, row: cell.row - first, column: cell.column - left });
    for (let row = 0; row < cell.rowSpan; row++)
      taken.fill(
        1,
        (cell.row - first + row) * columns + cell.column - left,
        (cell.row - first + row) * columns + cell.column - left + cell.columnSpan,
      );
  }
  for (const [index, isTaken] of taken.entries())
    if (!isTaken)
      result.push({ text: '', row: Math.floor(index / columns), column: index % columns, rowSpan: 1, columnSpan: 1 });
  return result;
}
