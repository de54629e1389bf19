/**
 * A document's lines, the cells of its grids among them (one line a row of a grid), each with where it came from, so that a stretch of
 * lines can be had as a document again.
 */
import type { Block, Document, Grid, TextLine } from '../../extract/document';
import { visible } from './characters';

export interface SourceLine {
  readonly line: TextLine;
  /** Index of the block that it is of. */
  readonly block: number;
  /** The row of the grid that it is. */
  readonly row?: number;
}

/** The document's lines in reading order; rows of grids without text are left out. */
export function sourceLines(document: Document): SourceLine[] {
  return document.blocks.flatMap((block, index): SourceLine[] =>
    block.type === 'line'
      ? [{ line: visibleLine(block), block: index }]
      : rowsOf(block).map(([row, line]) => ({ line, block: index, row })),
  );
}

function visibleLine({ places, ...line }: TextLine): TextLine {
  const text = visible(line.text);
  return { ...line, text, ...(places && text.length === line.text.length ? { places } : {}) };
}

function rowsOf(grid: Grid): [number, TextLine][] {
  const rows = new Map<number, TextLine>();
  for (const cell of grid.cells) {
    if (cell.text.trim() === '') continue;
    const known = rows.get(cell.row);
    const text = visible(cell.text)
      .replace(/(?<=\d)\s*\n\s*(?=\d)/g, ' ')
      .replace(/\s*\n\s*/g, '');
    const page = cell.page ?? grid.page;
    rows.set(
      cell.row,
      known
        ? { ...known, text: `${known.text} ${text}` }
        : { type: 'line', text, line: cell.line ?? grid.line, ...(page === undefined ? {} : { page }) },
    );
  }
  return [...rows].sort(([a], [b]) => a - b);
}

/** The document from one of its lines on to before another; a grid that this cuts is there with the rows between. */
export function stretchOf(document: Document, lines: readonly SourceLine[], from: number, to: number): Document {
  const [first, end] = [from === 0 ? undefined : lines[from], lines[to]];
  const blocks = document.blocks.flatMap((block, index): Block[] => {
    if ((first && index < first.block) || (end && index > end.block)) return [];
    if (block.type === 'line') return end?.block === index ? [] : [block];
    const top = first?.block === index ? (first.row ?? 0) : 0;
    const bottom = end?.block === index ? (end.row ?? 0) : block.rows;
    return bottom > top ? [rowsBetween(block, top, bottom)] : [];
  });
  return { ...document, blocks };
}

function rowsBetween(grid: Grid, top: number, bottom: number): Grid {
  if (top === 0 && bottom === grid.rows) return grid;
  const cells = grid.cells.flatMap((cell) => {
    const [from, to] = [Math.max(cell.row, top), Math.min(cell.row + cell.rowSpan, bottom)];
    return to > from ? [{ ...cell, row: from - top, rowSpan: to - from }] : [];
  });
  return { ...grid, cells, rows: bottom - top };
}
