/**
 * A look at a PDF's packed streams before it is opened: whether the file is whole, whether what is packed is sound and within
 * the limits, and how many pictures it holds.
 */
import { inflateSync } from 'node:zlib';
import { type Meter, tooLarge } from '../limits';
import { damaged } from '../refusals';

/** A picture smaller than this, in pixels of each side, is an ornament. */
const SMALL_PICTURE = 100;
/** An object's dictionary stands within so many bytes before its stream. */
const DICTIONARY = 2048;
/** Streams may be packed twice; more is an attack. */
const MOST_LAYERS = 3;

/**
 * How many pictures there are, and whether none of them lets through what is below it. Throws Problem DAMAGED_FILE for a file
 * that was cut or whose streams are broken, TOO_LARGE where they unpack to too much.
 */
export function checkStreams(bytes: Uint8Array, meter: Meter): { pictures: number; hide: boolean } {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = data.lastIndexOf('%%EOF');
  // After its end mark a file has no further object; where it has, an update was cut.
  if (end < 0 || data.indexOf('endobj', end) >= 0 || data.indexOf(' obj', end) >= 0)
    throw damaged({ zh: '文件在结尾之前中断', en: 'it ends before its end mark' });
  const isEncrypted = data.includes('/Encrypt');
  let pictures = 0;
  let hide = true;
  for (let at = data.indexOf('stream'); at >= 0; at = data.indexOf('stream', at + 6)) {
    if (data.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    meter.checkTime();
    const dictionary = dictionaryBefore(data, at);
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) {
      if (isLargePicture(dictionary)) pictures++;
      if (/\/(?:ImageMask\s+true|S?Mask)\b/.test(dictionary)) hide = false;
      continue;
    }
    if (isEncrypted) continue;
    const start = at + 6 + (data[at + 6] === 0x0d ? 2 : 1);
    const end = data.indexOf('endstream', start);
    const isPacked = /\/Fl(?:ateDecode)?\b/.test(dictionary);
    checkRanges(isPacked ? unpack(data.subarray(start), meter) : data.subarray(start, end < 0 ? undefined : end));
  }
  return { pictures, hide };
}

function dictionaryBefore(data: Buffer, at: number): string {
  const text = data.toString('latin1', Math.max(0, at - DICTIONARY), at);
  return text.slice(Math.max(0, text.lastIndexOf(' obj')));
}

function isLargePicture(dictionary: string): boolean {
  if (/\/ImageMask\s+true/.test(dictionary)) return false;
  const side = (name: string): number =>
    Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? SMALL_PICTURE);
  return side('Width') >= SMALL_PICTURE && side('Height') >= SMALL_PICTURE;
}

/** What a packed stream holds. */
function unpack(packed: Buffer, meter: Meter): Buffer {
  let layer = packed;
  for (let layers = 0; layers < MOST_LAYERS && layer[0] !== undefined && (layer[0] & 0x0f) === 8; layers++) {
    try {
      layer = inflateSync(layer, { maxOutputLength: meter.limits.inflatedBytes });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('inflatedBytes', meter.limits.inflatedBytes);
      // What has no header of its own was never packed in this way.
      if (layers > 0 || /header/.test((error as Error).message)) return layer;
      throw damaged({ zh: 'PDF 中的数据流不完整', en: 'a stream of the PDF is broken' });
    }
    meter.addInflated(layer.length);
  }
  return layer;
}

/** Characters that a map of codes to characters may name: there are no more. */
const MOST_MAPPED = 0x110000;
const TOKEN = /%[^\r\n]*|<<|<[^>]*>|\((?:\\[\s\S]|[^\\)])*\)|[[\]]|[^\s<>()[\]%]+/g;

/**
 * A map that names ranges of millions of codes would be written out by pdf.js, for minutes. The ranges are followed as pdf.js
 * does: low and high code, then a target or a list of targets, until something else comes.
 */
function checkRanges(content: Buffer): void {
  if (!content.includes('range')) return;
  let mapped = 0;
  let place: 'outside' | 'low' | 'high' | 'target' | 'list' = 'outside';
  let low = 0;
  for (const [token] of content.toString('latin1').matchAll(TOKEN)) {
    if (token.startsWith('%')) continue;
    const isCode = token.startsWith('<') && token !== '<<';
    if (token === 'beginbfrange' || token === 'begincidrange') place = 'low';
    else if (place === 'list') place = token === ']' ? 'low' : 'list';
    else if (place === 'low' && isCode) {
      low = codeOf(token);
      place = 'high';
    } else if (place === 'high' && isCode) {
      mapped += Math.max(0, codeOf(token) - low);
      place = 'target';
    } else if (place === 'target') place = token === '[' ? 'list' : 'low';
    else if (place !== 'outside' && token.startsWith('(')) mapped = Number.POSITIVE_INFINITY;
    else place = 'outside';
    if (mapped > MOST_MAPPED)
      throw damaged({ zh: 'PDF 中的字符映射表有误', en: 'a character map of the PDF is not valid' });
  }
}

/** A code in hexadecimal, as pdf.js reads it: what is no digit is passed over, a last half byte is filled up, 32 bits count. */
function codeOf(text: string): number {
  const digits = text.replace(/[^0-9a-f]/gi, '');
  return Number.parseInt((digits.length % 2 === 0 ? `0${digits}` : `${digits}0`).slice(-8), 16);
}
