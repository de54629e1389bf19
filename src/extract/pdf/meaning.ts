/**
 * What the characters of a PDF stand for. A font may show digits and say of none of their codes which they are; pdf.js then gives the
 * code itself, which is another character or none.
 */
import type { Font } from './state';

const UNKNOWN = '\ufffd';
/** Codes that fonts with maps leave out since they show nothing: the space is one of the first. */
const SPACES = 3;

/** The text of a character: U+FFFD where nothing says what its code stands for, "" for a space that is left out. */
export function meaningOf(font: Font, code: number, unicode: string): string {
  const { toUnicode, composite, differences } = font;
  if (!toUnicode || toUnicode._map?.[code] !== undefined) return unicode === '\0' ? UNKNOWN : unicode;
  if (composite) return toUnicode._map && code <= SPACES ? '' : UNKNOWN;
  // By the font's encoding, or a code of the alphabet that the encoding does not change.
  if (!toUnicode._map || unicode !== String.fromCharCode(code)) return unicode;
  const name = differences?.[code];
  return code < 0x20 || code > 0x7e || /\d/.test(name ?? '') ? UNKNOWN : unicode;
}
