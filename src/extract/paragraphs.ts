/**
 * Paragraphs that say which table they are in, as a flow (Word 97 to 2003, RTF): a cell is the paragraphs up to the one that
 * ends it, a row the cells up to its mark.
 */

import { type Flow, type FlowTable, fold } from './flow';
import type { Meter } from './limits';
import { type CellPlace, type EdgedRow, tablesOf } from './markdown/edge-table';

export interface Paragraph {
  /** Its lines. */
  readonly text: string;
  /** How many tables it is in. */
  readonly depth: number;
  /** It is the last of a cell, or the mark behind the last cell of a row. */
  readonly ends: 'cell' | 'row' | undefined;
  /** Its mark was deleted: the next paragraph goes on in its last line; or the row whose mark it is is gone. */
  readonly isDeleted: boolean;
  /** Of a row's mark: where the cells are. */
  readonly places?: readonly CellPlace[] | undefined;
}

/** A table that is being read, or the text around all tables. */
class Open {
  private readonly rows: EdgedRow[] = [];
  private cells: (readonly Flow[])[] = [];
  private flow: Flow[] = [];
  /** A line that goes on in the next paragraph. */
  private line = '';

  add({ text, ends, isDeleted, places }: Paragraph): void {
    if (ends === 'row') {
      const rest = this.rest();
      if (!isDeleted) this.rows.push(edged(rest.length > 0 ? [...this.cells, rest] : this.cells, places));
      this.cells = [];
      this.flow = [];
      return;
    }
    const lines = (this.line + text).split('\n');
    this.line = isDeleted && ends === undefined ? lines.pop()! : '';
    for (const line of lines) this.addLine(line);
    if (ends !== 'cell') return;
    this.cells.push(this.flow);
    this.flow = [];
  }

  addTables(tables: readonly FlowTable[]): void {
    this.flow.push(...tables);
  }

  /** What it holds that no cell has ended. */
  rest(): readonly Flow[] {
    this.addLine(this.line);
    this.line = '';
    return this.flow;
  }

  /** A row without its mark stands in a file that was cut or mended. */
  tables(): FlowTable[] {
    const rest = this.rest();
    const cells = rest.length > 0 ? [...this.cells, rest] : this.cells;
    return tablesOf(cells.length > 0 ? [...this.rows, edged(cells, undefined)] : this.rows);
  }

  private addLine(line: string): void {
    const text = fold(line);
    if (text !== '') this.flow.push({ type: 'line', text });
  }
}

/** A row; its places count only where there is one for each cell. */
const edged = (cells: EdgedRow['cells'], places: EdgedRow['places']): EdgedRow => ({
  cells,
  places: places?.length === cells.length ? places : undefined,
});

/** The lines and tables of paragraphs. Throws Problem TOO_LARGE where tables are too deep in each other. */
export function flowOf(paragraphs: Iterable<Paragraph>, meter: Meter): readonly Flow[] {
  // The text around all tables, and as many tables as a paragraph is in.
  const open = [new Open()];
  const closeTo = (depth: number) => {
    while (open.length > depth + 1) {
      const tables = open.pop()!.tables();
      open.at(-1)!.addTables(tables);
    }
  };
  for (const paragraph of paragraphs) {
    meter.checkDepth(paragraph.depth);
    closeTo(paragraph.depth);
    while (open.length < paragraph.depth + 1) open.push(new Open());
    open.at(-1)!.add(paragraph);
  }
  closeTo(0);
  return open[0]!.rest();
}
