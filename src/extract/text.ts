/**
 * Plain text. The Document has one line block for each line of the file that is not blank, with the line number of the file,
 * so that a gap in the numbers is a blank line. The text is kept with its inner and leading white space (it may be a table laid
 * out with spaces); only trailing white space is removed. Form feeds, which text extractors print between pages, count pages.
 */
import type { Block, Document, TextLine } from './document';
import type { Meter } from './limits';
import { empty } from './refusals';

/** Lines of a text with their numbers; throws Problem EMPTY_FILE where all are blank. */
export function extractText(text: string, charset: string, meter: Meter): Document {
  meter.addText(text.length);
  const paged = text.includes('\f');
  const blocks: Block[] = [];
  let page = 1;
  let line = 0;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    line++;
    for (const [index, part] of raw.split('\f').entries()) {
      if (index > 0) page++;
      const trimmed = part.replace(/[\s\u3000\ufeff]+$/u, '');
      if (trimmed === '') continue;
      const block: TextLine = { type: 'line', text: trimmed, line, ...(paged ? { page } : {}) };
      blocks.push(block);
    }
  }
  if (blocks.length === 0) throw empty();
  return { mediaType: 'text/plain', charset, blocks, ...(paged ? { pages: page } : {}), meta: {}, images: 0 };
}
