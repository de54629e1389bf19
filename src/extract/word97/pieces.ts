/**
 * The text of a Word 97 to 2003 file: its pieces lie anywhere in the file, in one or two bytes a character; in files that were
 * saved fast a piece has properties of its own ([MS-DOC] 2.4.1, 2.9.38, 2.9.177).
 */
import type { Meter } from '../limits';
import { tooLarge } from '../limits';
import { damaged } from '../refusals';
import { windowsText } from '../windows';
import { part, SPRM } from './sprms';
import type { Streams } from './streams';

export interface Piece {
  /** The first of its characters, counted through the document's text, and how many it has. */
  readonly from: number;
  readonly length: number;
  readonly text: string;
  /** Where it lies in the main stream, and the bytes of a character. */
  readonly at: number;
  readonly width: 1 | 2;
  /** Properties of its own. */
  readonly properties: DataView;
}

const PROPERTIES = 1;
const PIECES = 2;
const NARROW = 0x4000_0000;
/** Properties that are written as a number below 128 and a value, where the piece has only one ([MS-DOC] 2.9.178). */
const SHORT: ReadonlyMap<number, number> = new Map<number, number>([
  [0x18, SPRM.pFInTable],
  [0x19, SPRM.pFTtp],
  [0x41, SPRM.cFRMarkDel],
  [0x57, SPRM.cFStrike],
  [0x5c, SPRM.cFVanish],
  [0x68, SPRM.cIss],
  [0x73, SPRM.cFDStrike],
]);

/** The pieces in the order of the text. Throws Problem DAMAGED_FILE where they are not in the file, TOO_LARGE for too much text. */
export function readPieces({ main, pieces: list }: Streams, meter: Meter): Piece[] {
  const lists: DataView[] = [];
  let at = 0;
  while (at + 3 <= list.byteLength && list.getUint8(at) === PROPERTIES) {
    const size = list.getUint16(at + 1, true);
    lists.push(part(list, at + 3, size));
    at += 3 + size;
  }
  if (at + 5 > list.byteLength || list.getUint8(at) !== PIECES) throw noText();
  const plc = part(list, at + 5, list.getUint32(at + 1, true));
  const count = Math.floor((plc.byteLength - 4) / 12);
  const pieces: Piece[] = [];
  for (let i = 0; i < count; i++) {
    const from = plc.getUint32(4 * i, true);
    const length = plc.getUint32(4 * (i + 1), true) - from;
    const descriptor = 4 * (count + 1) + 8 * i;
    const place = plc.getUint32(descriptor + 2, true);
    const width = place & NARROW ? 1 : 2;
    const first = width === 1 ? (place & (NARROW - 1)) >>> 1 : place & (NARROW - 1);
    if (length < 0 || first + length * width > main.byteLength) throw noText();
    if (from + length > meter.limits.text) throw tooLarge('text', meter.limits.text);
    const text = decoded(part(main, first, length * width), width);
    pieces.push({ from, length, text, at: first, width, properties: own(plc.getUint16(descriptor + 6, true), lists) });
  }
  return pieces;
}

function decoded({ buffer, byteOffset, byteLength }: DataView, width: 1 | 2): string {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  if (width === 2) return bytes.toString('utf16le');
  return windowsText(bytes.toString('latin1'));
}

function own(modifier: number, lists: readonly DataView[]): DataView {
  if (modifier & 1) return lists[modifier >> 1] ?? new DataView(new ArrayBuffer(0));
  const code = SHORT.get((modifier >> 1) & 0x7f);
  if (code === undefined) return new DataView(new ArrayBuffer(0));
  return new DataView(Uint8Array.of(code & 0xff, code >> 8, modifier >> 8).buffer);
}

const noText = () => damaged({ zh: '正文的位置有误', en: 'its text is not where it says' });
