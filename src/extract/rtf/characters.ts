/** Bytes of RTF as text: by the charset of their font, otherwise by the code page of the file. */
import { windowsText } from '../windows';

/** Charsets of fonts ("\fcharset") and code pages, by their name in the Encoding Standard. */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gb18030'],
  [136, 'big5'],
]);
const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);
/** Control words that stand for a character. */
export const NAMED: ReadonlyMap<string, string> = new Map([
  ['tab', ' '],
  ['emspace', ' '],
  ['enspace', ' '],
  ['~', ' '],
  ['line', '\n'],
  ['page', '\n'],
  ['column', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['_', '-'],
]);

/** Decodes bytes, given a byte a character. Undefined where they have no meaning in any of the charsets. */
export function decodeBytes(
  bytes: string,
  charset: number | undefined,
  codePage: number | undefined,
): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is ASCII
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  const names = [CHARSETS.get(charset ?? -1), CODE_PAGES.get(codePage ?? -1)];
  for (const name of names) {
    if (name === undefined) continue;
    try {
      return new TextDecoder(name, { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
    } catch {
      // The next one.
    }
  }
  return names[0] === undefined ? windowsText(bytes) : undefined;
}
