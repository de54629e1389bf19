/**
 * The text of a Word 97 to 2003 file as paragraphs, with what a reader sees of each: without what is deleted, hidden or struck
 * out, without the instructions of fields, with the tables that a paragraph is in.
 */
import type { Meter } from '../limits';
import type { Paragraph } from '../paragraphs';
import { addSpan, type Span, textOfSpans } from '../spans';
import { isUnseen, type Look, levelOf, lookOf, PLAIN } from './looks';
import { PropertyPages } from './pages';
import { type Piece, readPieces } from './pieces';
import { placesOf } from './rows';
import { isSet, part, properties, SPRM } from './sprms';
import type { Streams } from './streams';
import { CharacterStyles } from './styles';

const MARK = {
  cell: 0x07,
  line: 0x0b,
  page: 0x0c,
  paragraph: 0x0d,
  column: 0x0e,
  field: 0x13,
  result: 0x14,
  fieldEnd: 0x15,
  hyphen: 0x1e,
  softHyphen: 0x1f,
  picture: 0x01,
  drawing: 0x08,
} as const;
const ENDS: ReadonlySet<number> = new Set([MARK.cell, MARK.page, MARK.paragraph]);

export class Story {
  /** Pictures and drawings of the paragraphs that were read. */
  images = 0;
  private readonly pieces: readonly Piece[];
  private readonly styles: CharacterStyles;
  private readonly characters: PropertyPages;
  private readonly paragraphPages: PropertyPages;
  /** By list of properties; a page of the file holds the same list once. */
  private readonly looks = new Map<DataView, Look>();

  constructor(
    private readonly streams: Streams,
    private readonly meter: Meter,
  ) {
    this.pieces = readPieces(streams, meter);
    this.styles = new CharacterStyles(streams.styles);
    this.characters = new PropertyPages(streams.main, streams.characterPages, 'character');
    this.paragraphPages = new PropertyPages(streams.main, streams.paragraphPages, 'paragraph');
  }

  /** The paragraphs of the text from a character on. */
  *paragraphs(from: number, length: number): Generator<Paragraph> {
    let spans: Span[] = [];
    /** Fields around a character: in their instructions (true), or in what they show. */
    const fields: boolean[] = [];
    for (const { code, at, piece } of this.codes(from, from + length)) {
      const look = this.look(at, piece);
      if (ENDS.has(code)) {
        this.meter.checkTime();
        yield this.paragraph(code, at, piece, spans, isUnseen(look));
        spans = [];
      } else if (code === MARK.field) fields.push(true);
      else if (code === MARK.result && fields.length > 0) fields[fields.length - 1] = false;
      else if (code === MARK.fieldEnd) fields.pop();
      else if (!isUnseen(look) && !fields.includes(true)) addSpan(spans, this.seen(code, look), levelOf(look));
    }
    if (spans.length > 0) yield { text: textOf(spans, 0), depth: 0, ends: undefined, isDeleted: false };
  }

  private *codes(from: number, end: number): Generator<{ code: number; at: number; piece: Piece }> {
    for (const piece of this.pieces) {
      const last = Math.min(piece.length, end - piece.from);
      for (let i = Math.max(0, from - piece.from); i < last; i++)
        yield { code: piece.text.charCodeAt(i), at: piece.at + i * piece.width, piece };
    }
  }

  private seen(code: number, look: Look): string {
    if (look.symbol !== undefined) return look.symbol;
    if (look.isSpecial && (code === MARK.picture || code === MARK.drawing)) this.images++;
    if (code === MARK.line || code === MARK.column) return '\n';
    if (code === MARK.hyphen) return '-';
    if (code === 9) return ' ';
    return code < 0x20 || code === MARK.softHyphen ? '' : String.fromCharCode(code);
  }

  private look(at: number, piece: Piece): Look {
    const list = this.characters.at(at)?.list;
    const known = list ? (this.looks.get(list) ?? lookOf(list, PLAIN, this.styles.look)) : PLAIN;
    if (list) this.looks.set(list, known);
    return piece.properties.byteLength === 0 ? known : lookOf(piece.properties, known, this.styles.look);
  }

  private paragraph(code: number, at: number, piece: Piece, spans: readonly Span[], isDeleted: boolean): Paragraph {
    const stretch = this.paragraphPages.at(at);
    const lists = [...(stretch ? this.withLong(stretch.list) : []), piece.properties];
    const state = { inTable: false, depth: undefined as number | undefined, row: false, cell: false, innerRow: false };
    for (const list of lists)
      for (const property of properties(list)) {
        if (property.code === SPRM.pFInTable) state.inTable = isSet(property);
        else if (property.code === SPRM.pFTtp) state.row = isSet(property);
        else if (property.code === SPRM.pItap) state.depth = property.operand.getInt32(0, true);
        else if (property.code === SPRM.pFInnerTableCell) state.cell = isSet(property);
        else if (property.code === SPRM.pFInnerTtp) state.innerRow = isSet(property);
      }
    const depth = state.inTable || state.row ? Math.max(1, state.depth ?? 1) : 0;
    const endsRow = depth > 1 ? state.innerRow : state.row;
    const endsCell = depth > 1 ? state.cell : code === MARK.cell;
    const ends = depth === 0 ? undefined : endsRow ? 'row' : endsCell ? 'cell' : undefined;
    const places = ends === 'row' ? placesOf(lists) : undefined;
    return { text: textOf(spans, depth), depth, ends, isDeleted, places };
  }

  /** The list, and the longer one in its place where it names one. */
  private withLong(list: DataView): DataView[] {
    const { data } = this.streams;
    for (const { code, operand } of properties(list)) {
      if (code !== SPRM.pHugePapx && code !== SPRM.pTableProps) continue;
      const at = operand.getUint32(0, true);
      if (at + 2 <= data.byteLength) return [list, part(data, at + 2, data.getUint16(at, true))];
    }
    return [list];
  }
}

/** The text of a paragraph in so many tables; what is raised in a cell is the mark of a note. */
function textOf(spans: readonly Span[], depth: number): string {
  return depth > 0 ? textOfSpans(spans) : spans.map(({ text }) => text).join('');
}
