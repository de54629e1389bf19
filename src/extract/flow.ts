/**
 * The step between a format's own tree and the Document: lines and tables as they follow each other, tables still with the
 * content of their cells. `layOut` places the cells on their grid, tells tables of data from tables that only lay out a page,
 * and numbers the lines.
 */
import type { Block, Grid, GridCell } from './document';
import type { Meter } from './limits';

export type Flow = FlowLine | FlowTable;

export interface FlowLine {
  readonly type: 'line';
  readonly text: string;
}

export interface FlowTable {
  readonly type: 'table';
  readonly rows: readonly (readonly FlowCell[])[];
}

export interface FlowCell {
  readonly flow: readonly Flow[];
  /** From 1; cut at the last row of the table. */
  readonly rowSpan: number;
  /** From 1. */
  readonly columnSpan: number;
  /** From 0, where the format says it; otherwise the first free column of the row. */
  readonly column?: number;
}

interface PlacedCell extends FlowCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

/** Characters from which a cell's text is a piece of the document's own text and not the content of a table's cell. */
const LONG_TEXT = 600;
/** The same for a cell that takes a whole row of a table. */
const LONG_ROW = 100;
/** No table of a document is wider; a span that is wider is an error of its author. */
const MAX_SPAN = 1000;

/** White space folded to single spaces, invisible characters removed, trimmed. */
export function fold(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The blocks of a flow in reading order; lines, and rows of tables, take the numbers from 1 on. */
export function layOut(flow: readonly Flow[], meter: Meter): Block[] {
  const blocks: Block[] = [];
  const numbering = { line: 0 };
  emit(flow, blocks, numbering, meter);
  return blocks;
}

function emit(flow: readonly Flow[], blocks: Block[], numbering: { line: number }, meter: Meter): void {
  for (const item of flow) {
    if (item.type === 'line') {
      meter.addText(item.text.length);
      blocks.push({ type: 'line', text: item.text, line: ++numbering.line });
    } else emitTable(item, blocks, numbering, meter);
  }
}

/** A table's rows of data as grids, and between them the rows that hold text or tables as the lines and grids they are. */
function emitTable(table: FlowTable, blocks: Block[], numbering: { line: number }, meter: Meter): void {
  const placed = place(table, meter).map((cell) => ({ ...cell, flow: unboxed(cell.flow) }));
  const columns = placed.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  const rows = table.rows.length;
  const byRow: PlacedCell[][] = Array.from({ length: rows }, () => []);
  for (const cell of placed) byRow[cell.row]!.push(cell);

  let from = 0;
  /** Cells of earlier rows that grow into the row `from`. */
  let growing: PlacedCell[] = [];
  for (let row = 0; row <= rows; row++) {
    if (row < rows && !isPageLayout(byRow[row]!, columns)) continue;
    meter.checkTime();
    emitGrid(growing, byRow.slice(from, row).flat(), from, row, blocks, numbering, meter);
    if (row < rows) for (const cell of byRow[row]!) emit(cell.flow, blocks, numbering, meter);
    growing = [...growing, ...byRow.slice(from, row + 1).flat()].filter((cell) => cell.row + cell.rowSpan > row + 1);
    from = row + 1;
  }
}

/** The content of a cell, a table of one cell in it as that cell's content: it draws a frame. */
function unboxed(flow: readonly Flow[]): readonly Flow[] {
  if (!flow.some((item) => item.type === 'table')) return flow;
  return flow.flatMap((item) => {
    const only =
      item.type === 'table' && item.rows.length === 1 && item.rows[0]!.length === 1 ? item.rows[0]![0] : undefined;
    return only ? unboxed(only.flow) : [item];
  });
}

function isPageLayout(cells: readonly PlacedCell[], columns: number): boolean {
  return cells.some((cell) => {
    if (cell.flow.some((item) => item.type === 'table')) return true;
    const length = lengthOf(cell.flow);
    return length > 0 && (columns === 1 || length > LONG_TEXT || (cell.columnSpan === columns && length > LONG_ROW));
  });
}

function lengthOf(flow: readonly Flow[]): number {
  return flow.reduce((sum, item) => sum + (item.type === 'line' ? item.text.length : 0), 0);
}

/**
 * Cells on their grid by the algorithm of HTML ("forming a table"): a cell takes the first column that no cell from above
 * grows into. Where spans overlap, the cell that came first keeps the place and the later one is cut.
 */
function place(table: FlowTable, meter: Meter): PlacedCell[] {
  const placed: PlacedCell[] = [];
  /** For each column, the first row that is free again. */
  const freeFrom: number[] = [];
  for (const [row, cells] of table.rows.entries()) {
    let next = 0;
    for (const cell of cells) {
      let column = cell.column ?? next;
      while ((freeFrom[column] ?? 0) > row) column++;
      const wanted = Math.min(Math.max(1, cell.columnSpan), MAX_SPAN);
      meter.addCells(wanted);
      let columnSpan = 1;
      while (columnSpan < wanted && (freeFrom[column + columnSpan] ?? 0) <= row) columnSpan++;
      const rowSpan = Math.min(Math.max(1, cell.rowSpan), table.rows.length - row);
      for (let i = 0; i < columnSpan; i++) freeFrom[column + i] = row + rowSpan;
      placed.push({ ...cell, row, column, rowSpan, columnSpan });
      next = column + wanted;
    }
  }
  return placed;
}

/** The rows `from` up to before `to` as one grid, where they have any text. */
function emitGrid(
  growing: readonly PlacedCell[],
  starting: readonly PlacedCell[],
  from: number,
  to: number,
  blocks: Block[],
  numbering: { line: number },
  meter: Meter,
): void {
  const cells: GridCell[] = [];
  for (const cell of [...growing, ...starting]) {
    const first = Math.max(cell.row, from);
    const last = Math.min(cell.row + cell.rowSpan, to);
    if (first >= last) continue;
    // A cell that grows out of a row above has been given there.
    const text = cell.row < from ? '' : textOf(cell.flow);
    cells.push({ text, row: first - from, column: cell.column, rowSpan: last - first, columnSpan: cell.columnSpan });
  }
  const grid = gridOf(cells, numbering.line + 1, meter);
  if (!grid) return;
  blocks.push(grid);
  numbering.line += grid.rows;
}

function textOf(flow: readonly Flow[]): string {
  return flow.map((item) => (item.type === 'line' ? item.text : '')).join('\n');
}

/**
 * A grid of placed cells, starting at a line; undefined where no cell has text. Columns and rows in which no cell starts are
 * no columns and rows to a reader: they are joined with the one before.
 */
export function gridOf(cells: readonly GridCell[], line: number, meter: Meter, page?: number): Grid | undefined {
  if (cells.every((cell) => cell.text === '')) return undefined;
  const columnAt = ranks(cells.map((cell) => cell.column));
  const rowAt = ranks(cells.map((cell) => cell.row));
  const onPage = page === undefined ? {} : { page };
  const settled = cells.map((cell) => {
    meter.addText(cell.text.length);
    const column = columnAt(cell.column);
    const row = rowAt(cell.row);
    return {
      text: cell.text,
      row,
      column,
      rowSpan: rowAt(cell.row + cell.rowSpan) - row,
      columnSpan: columnAt(cell.column + cell.columnSpan) - column,
      ...onPage,
      line: line + row,
    };
  });
  settled.sort((a, b) => a.row - b.row || a.column - b.column);
  const rows = settled.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0);
  const columns = settled.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  meter.addRows(rows);
  return { type: 'grid', cells: settled, rows, columns, ...onPage, line };
}

/** A function from a coordinate to the number of different starts before it. */
function ranks(starts: readonly number[]): (coordinate: number) => number {
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  return (coordinate) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < coordinate) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
