/**
 * Bytes to text. A charset is taken from the byte order mark, then from what the document declares, then from the content:
 * UTF-8 where it is valid, otherwise GB18030 (which contains GBK and GB2312), and UTF-16 without a mark by its pattern.
 * Decoding is strict: a byte that has no meaning is never replaced silently.
 */
import { withoutRadicals } from './radicals';
import { damaged, unsupported } from './refusals';

export interface DecodedText {
  readonly text: string;
  /** Name of the charset as the WHATWG Encoding Standard has it ("utf-8", "gb18030", "utf-16le"). */
  readonly charset: string;
}

const UNDECODABLE = { zh: '文字编码有误，无法解码', en: 'its characters cannot be decoded' };

function decodeStrictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: NUL bytes (of ASCII and line feeds) nearly all on one side of the pairs. */
function utf16Of(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const sample = Math.min(bytes.length, 4096) & ~1;
  let evenNul = 0;
  let oddNul = 0;
  for (let i = 0; i < sample; i += 2) {
    if (bytes[i] === 0) evenNul++;
    if (bytes[i + 1] === 0) oddNul++;
  }
  if (evenNul === oddNul) return undefined;
  // 一 (U+4E00) has a NUL byte on the other side.
  const charset = oddNul > evenNul ? 'utf-16le' : 'utf-16be';
  const text = decodeStrictly(bytes.subarray(0, sample), charset);
  return text && isPlausible(text) ? charset : undefined;
}

/** Characters of ordinary Chinese text: ASCII, punctuation, the unified ideographs, full-width forms. */
const ORDINARY =
  /[\t\n\r\f\x20-\x7e\u00a0-\u00ff\u2000-\u206f\u2100-\u22ff\u2460-\u25ff\u3000-\u303f\u3220-\u33ff\u4e00-\u9fff\uff00-\uffef]/;
/** Control characters that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]/;

/** Whether a text decoded without error reads like text: at least nine in ten characters of a sample are ordinary. */
function isPlausible(text: string): boolean {
  const sample = [...text.slice(0, 8192)];
  if (sample.length === 0) return true;
  const ordinary = sample.filter((character) => ORDINARY.test(character)).length;
  return ordinary / sample.length >= 0.9 && !CONTROL.test(text);
}

/** Whether most bytes outside ASCII form valid UTF-8: such a file is UTF-8 with a fault, not another charset. */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let valid = 0;
  let invalid = 0;
  for (const character of text) {
    if (character === '\ufffd') invalid++;
    else if (character > '\u07ff') valid++;
  }
  return valid >= 3 && valid > invalid * 4;
}

/** GB18030 up to a lead byte or half character at the end: a text that was cut there. */
function isCutGb18030(bytes: Uint8Array): boolean {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    const text = decodeStrictly(bytes.subarray(0, bytes.length - cut), 'gb18030');
    if (text !== undefined) return isPlausible(text);
  }
  return false;
}

/**
 * The text of a file. `declared` is the charset that the document names, used where no byte order mark contradicts it and
 * the bytes are valid in it. Throws Problem DAMAGED_FILE where the charset is known and the bytes are not valid in it,
 * UNSUPPORTED_FORMAT where the content is binary.
 */
export function decode(bytes: Uint8Array, declared?: string): DecodedText {
  const mark = markOf(bytes);
  if (mark) return checked(bytes, mark);
  const utf16 = utf16Of(bytes);
  if (utf16) return checked(bytes, utf16);
  if (bytes.includes(0)) throw unsupported();
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== undefined) return accept(utf8, 'utf-8');
  const named = declared && nameOf(declared);
  if (named && named !== 'utf-8') {
    const text = decodeStrictly(bytes, named);
    if (text !== undefined) return accept(text, named);
  }
  if (isBrokenUtf8(bytes)) throw damaged(UNDECODABLE);
  const gb18030 = decodeStrictly(bytes, 'gb18030');
  if (gb18030 !== undefined && isPlausible(gb18030)) return accept(gb18030, 'gb18030');
  if (gb18030 === undefined && isCutGb18030(bytes)) throw damaged(UNDECODABLE);
  throw unsupported();
}

function checked(bytes: Uint8Array, charset: string): DecodedText {
  const text = decodeStrictly(bytes, charset);
  if (text === undefined) throw damaged(UNDECODABLE);
  return accept(text, charset);
}

/** Text with control characters throughout is binary data that happens to decode; a stray one is dropped with its line intact. */
function accept(text: string, charset: string): DecodedText {
  let control = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0 || (code < 32 && (code < 9 || code > 13) && code !== 26 && code !== 27)) control++;
  }
  if (control > 0 && control / text.length > 0.002) throw unsupported();
  return { text: withoutRadicals(text), charset };
}

/** The decoder's name for a declared charset ("gb2312" is read as the wider "gb18030"), or undefined. */
function nameOf(declared: string): string | undefined {
  try {
    const name = new TextDecoder(declared.trim()).encoding;
    return name === 'gbk' ? 'gb18030' : name;
  } catch {
    return undefined;
  }
}
