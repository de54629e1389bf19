/** The styles of characters of a file ("STSH", [MS-DOC] 2.9.271). */
import { isNoteStyle } from '../spans';
import { type Look, lookOf, PLAIN } from './looks';
import { part } from './sprms';

const CHARACTERS = 2;
const NO_BASE = 0xfff;
/** Styles based on others, at most so many. */
const LONGEST_CHAIN = 20;

interface Style {
  readonly name: string;
  readonly base: number;
  readonly list: DataView;
}

export class CharacterStyles {
  private readonly styles: readonly (Style | undefined)[];
  private readonly looks = new Map<number, Look>();

  constructor(sheet: DataView) {
    this.styles = [...stylesOf(sheet)];
  }

  /** The look of a style by its number; plain where the file has no such style. */
  look = (number: number): Look => this.known(number, 0);

  private known(number: number, depth: number): Look {
    const known = this.looks.get(number);
    if (known) return known;
    const style = this.styles[number];
    if (!style || depth > LONGEST_CHAIN) return PLAIN;
    const base = style.base === NO_BASE ? PLAIN : this.known(style.base, depth + 1);
    const own = lookOf(style.list, base, () => base);
    const look: Look = isNoteStyle(style.name) ? { ...own, level: 'MARK' } : own;
    this.looks.set(number, look);
    return look;
  }
}

/** The styles in the order of their numbers, undefined where one is not of characters. */
function* stylesOf(sheet: DataView): Generator<Style | undefined> {
  if (sheet.byteLength < 6) return;
  const fixed = sheet.getUint16(4, true);
  for (let at = 2 + sheet.getUint16(0, true); at + 2 <= sheet.byteLength; ) {
    const size = sheet.getUint16(at, true);
    yield styleOf(part(sheet, at + 2, size), fixed);
    at += 2 + size + (size % 2);
  }
}

/** `fixed`: bytes before its name. */
function styleOf(style: DataView, fixed: number): Style | undefined {
  if (fixed < 4 || style.byteLength < fixed + 2) return undefined;
  const kind = style.getUint16(2, true);
  if ((kind & 0xf) !== CHARACTERS) return undefined;
  const name = part(style, fixed + 2, 2 * style.getUint16(fixed, true));
  // A character of no meaning ends the name.
  const at = fixed + 2 + name.byteLength + 2;
  if (at + 2 > style.byteLength) return undefined;
  const list = part(style, at + 2, style.getUint16(at, true));
  return { name: new TextDecoder('utf-16le').decode(name), base: kind >> 4, list };
}
