/**
 * Word 97 to 2003 (.doc, and .wps of WPS Writer), from its streams ([MS-DOC]). The Document has a line for each paragraph (and
 * each line break in one) and a grid for each table; cells span by the places of their edges. Text boxes come at the end.
 * Revisions are read as accepted; hidden and struck text, headers, footers and notes are left out. Numbers of lists are not in
 * the text and not read. `meta` has the printed labels.
 */
import type { Document } from '../document';
import { layOut } from '../flow';
import type { Meter } from '../limits';
import { printedMetadata } from '../metadata';
import { flowOf } from '../paragraphs';
import { empty } from '../refusals';
import { Story } from './story';
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
