/**
 * Word 97 to 2003 (.doc, and .wps of WPS Writer), from its streams ([MS-DOC]). The Document has a line for each paragraph (and
 * each line break in one) and a grid for each table; cells span by the places of their edges. Text boxes come at the end.
 * Revisions are read as accepted; hidden and struck text, headers, footers and notes are left out. Numbers of lists are not in
 * the text and not read. `meta` has the printed labels.
 */
import type { Document } from '../document';
import { type Flow, type FlowTable, fold, layOut } from '../flow';
import type { Meter } from '../limits';
import { printedMetadata } from '../metadata';
import { empty } from '../refusals';
import { type Row, tablesOf } from './rows';
import { type Paragraph, Story } from './story';
import { openStreams } from './streams';

/** Throws Problem ENCRYPTED_FILE, UNSUPPORTED_FORMAT, DAMAGED_FILE (see openStreams), EMPTY_FILE where it has nothing. */
export function extractWord97(bytes: Uint8Array, meter: Meter): Document {
  const streams = openStreams(bytes);
  const story = new Story(streams, meter);
  const flow = [
    ...flowOf(story.paragraphs(0, streams.textLength), meter),
    ...flowOf(story.paragraphs(streams.boxes.from, streams.boxes.length), meter),
  ];
  const blocks = layOut(flow, meter);
  if (blocks.length === 0 && story.images === 0) throw empty();
  return { mediaType: 'application/msword', blocks, meta: printedMetadata(blocks), images: story.images };
}

/** A table that is being read, or the text around all tables. */
class Open {
  readonly rows: Row[] = [];
  private cells: (readonly Flow[])[] = [];
  private flow: Flow[] = [];
  /** A line that goes on in the next paragraph. */
  private line = '';

  add({ text, ends, isDeleted, lists }: Paragraph): void {
    if (ends === 'row') {
      if (!isDeleted) this.rows.push({ cells: this.cells, lists });
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
    return this.flow;
  }

  /** A row without its mark stands in a file that was cut or mended. */
  tables(): FlowTable[] {
    const rest = this.rest();
    const cells = rest.length > 0 ? [...this.cells, rest] : this.cells;
    return tablesOf(cells.length > 0 ? [...this.rows, { cells, lists: [] }] : this.rows);
  }

  private addLine(line: string): void {
    const text = fold(line);
    if (text !== '') this.flow.push({ type: 'line', text });
  }
}

function flowOf(paragraphs: Iterable<Paragraph>, meter: Meter): readonly Flow[] {
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
