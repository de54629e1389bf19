/**
 * Plain text. The Document has one line block for each line of the file that is not blank, with the line number of the file,
 * so that a gap in the numbers is a blank line. The text is kept with its inner and leading white space (it may be a table laid
 * out with spaces); only trailing white space is removed. Form feeds, which text extractors print between pages, count pages.
 * A table whose cells are parted by tabs, the same number in each row, is a grid; of one whose rows differ, or whose cells are
 * parted by bars, lines show the blank cells, and so they do where blank cells are lines of the text.
 */

import { blankCells } from './cell-lines';
import type { Block, Document, TextLine } from './document';
import { fold, gridOf } from './flow';
import type { Meter } from './limits';
import { type Barred, barredTable } from './markdown/barred';
import { empty } from './refusals';

/** Lines of a text with their numbers; throws Problem EMPTY_FILE where all are blank. */
export function extractText(text: string, charset: string, meter: Meter): Document {
  meter.addText(text.length);
  const paged = text.includes('\f');
  const blocks: Block[] = [];
  let page = 1;
  const lines = text.split(/\r\n|\r|\n/);
  const blanks = blankCells(lines, paged);
  for (let at = 0; at < lines.length; at++) {
    // What finds pages in a document writes neither bars nor tabs.
    const table = paged ? undefined : barredTable(lines, at);
    if (table) {
      meter.checkTime();
      addTable(table, at, blocks, meter);
      at = table.to - 1;
      continue;
    }
    for (const [index, part] of lines[at]!.split('\f').entries()) {
      if (index > 0) page++;
      const trimmed = part.trimEnd();
      if (trimmed === '') continue;
      const block: TextLine = { type: 'line', text: trimmed, line: at + 1, ...(paged ? { page } : {}) };
      blocks.push(block);
    }
    for (const text of blanks.get(at) ?? '')
      blocks.push({ type: 'line', text, line: at + 1, ...(paged ? { page } : {}) });
  }
  if (blocks.length === 0) throw empty();
  return { mediaType: 'text/plain', charset, blocks, ...(paged ? { pages: page } : {}), meta: {}, images: 0 };
}

function addTable(table: Barred, from: number, blocks: Block[], meter: Meter): void {
  if (!table.rows) {
    for (const { text, at } of table.lines) blocks.push({ type: 'line', text, line: at + 1 });
    return;
  }
  meter.addCells(table.rows.reduce((sum, row) => sum + row.length, 0));
  const cells = table.rows.flatMap((row, index) =>
    row.map((cell, column) => ({ text: fold(cell), row: index, column, rowSpan: 1, columnSpan: 1 })),
  );
  const grid = gridOf(cells, from + 1, meter);
  if (grid) blocks.push(grid);
}
