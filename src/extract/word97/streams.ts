/**
 * The streams of a Word 97 to 2003 file, and what its header ("FIB", [MS-DOC] 2.5) says of them. A file of WPS Writer is such a
 * file as well.
 */
import { damaged, encrypted, unsupported } from '../refusals';
import { Container } from './container';
import { part } from './sprms';

export interface Streams {
  readonly main: DataView;
  /** Where the properties and the pieces of the text are listed. */
  readonly table: DataView;
  /** Lists of properties that are too long for their pages. */
  readonly data: DataView;
  /** Characters of the document's own text. */
  readonly textLength: number;
  /** Where the text of its text boxes begins, and its characters. */
  readonly boxes: { readonly from: number; readonly length: number };
  readonly pieces: DataView;
  readonly styles: DataView;
  /** Pages of the properties of characters and of paragraphs. */
  readonly characterPages: DataView;
  readonly paragraphPages: DataView;
}

const MAGIC = 0xa5ec;
/** Word 97, as early versions of it wrote it. */
const OLDEST = 0xc0;
const FLAGS = { at: 0x0a, encrypted: 0x0100, secondTable: 0x0200 };
/** Lengths of the parts of the text, in their order: the document, footnotes, headers, macros, comments, endnotes, text boxes. */
const LENGTHS = { text: 0x4c, before: [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60], boxes: 0x64 };
const LISTS = { styles: 0xa2, characterPages: 0xfa, paragraphPages: 0x102, pieces: 0x1a2 };
const HEADER = 0x1aa;

/**
 * Opens the file. Throws Problem ENCRYPTED_FILE for one with a password, UNSUPPORTED_FORMAT for other files of that kind (Excel,
 * PowerPoint) and older ones, DAMAGED_FILE where its header leads out of it.
 */
export function openStreams(bytes: Uint8Array): Streams {
  const container = new Container(bytes);
  const main = container.stream('WordDocument');
  if (!main) throw unsupported(otherKind((name) => container.stream(name) !== undefined));
  if (main.byteLength < HEADER || main.getUint16(0, true) !== MAGIC || main.getUint16(2, true) < OLDEST)
    throw unsupported({ zh: 'Word 6.0/95 文档', en: 'a document of Word 6.0 or 95' });
  const flags = main.getUint16(FLAGS.at, true);
  if (flags & FLAGS.encrypted) throw encrypted();
  const table = container.stream(flags & FLAGS.secondTable ? '1Table' : '0Table');
  if (!table) throw damaged({ zh: '缺少正文的目录', en: 'it lacks the list of its text' });
  const listed = (at: number) => part(table, main.getUint32(at, true), main.getUint32(at + 4, true));
  const length = (at: number) => Math.max(0, main.getInt32(at, true));
  return {
    main,
    table,
    data: container.stream('Data') ?? new DataView(new ArrayBuffer(0)),
    textLength: length(LENGTHS.text),
    boxes: { from: LENGTHS.before.reduce((sum, at) => sum + length(at), 0), length: length(LENGTHS.boxes) },
    pieces: listed(LISTS.pieces),
    styles: listed(LISTS.styles),
    characterPages: listed(LISTS.characterPages),
    paragraphPages: listed(LISTS.paragraphPages),
  };
}

function otherKind(has: (stream: string) => boolean): { zh: string; en: string } {
  if (has('Workbook') || has('Book')) return { zh: 'Excel 97-2003 工作簿', en: 'a workbook of Excel 97-2003' };
  if (has('PowerPoint Document')) return { zh: 'PowerPoint 97-2003 文稿', en: 'a presentation of PowerPoint 97-2003' };
  return { zh: 'OLE 复合文件', en: 'an OLE file' };
}
