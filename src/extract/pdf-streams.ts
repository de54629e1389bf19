/**
 * A look at a PDF's packed streams before it is opened: whether the file is whole, whether what is packed is sound and within
 * the limits, and how many pictures it holds.
 */
import { inflateSync } from 'node:zlib';
import { type Meter, tooLarge } from './limits';
import { damaged } from './refusals';

/** A picture smaller than this, in pixels of each side, is an ornament. */
const SMALL_PICTURE = 100;
/** An object's dictionary stands within so many bytes before its stream. */
const DICTIONARY = 2048;
/** Streams may be packed twice; more is an attack. */
const MOST_LAYERS = 3;

/** Throws Problem DAMAGED_FILE for a file that was cut or whose streams are broken, TOO_LARGE where they unpack to too much. */
export function checkStreams(bytes: Uint8Array, meter: Meter): { pictures: number } {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = data.lastIndexOf('%%EOF');
  // After its end mark a file has no further object; where it has, an update was cut.
  if (end < 0 || data.indexOf('endobj', end) >= 0 || data.indexOf(' obj', end) >= 0)
    throw damaged({ zh: '文件在结尾之前中断', en: 'it ends before its end mark' });
  const isEncrypted = data.includes('/Encrypt');
  let pictures = 0;
  for (let at = data.indexOf('stream'); at >= 0; at = data.indexOf('stream', at + 6)) {
    if (data.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    meter.checkTime();
    const dictionary = dictionaryBefore(data, at);
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) {
      if (isLargePicture(dictionary)) pictures++;
      continue;
    }
    if (isEncrypted || !/\/Fl(?:ateDecode)?\b/.test(dictionary)) continue;
    const start = at + 6 + (data[at + 6] === 0x0d ? 2 : 1);
    checkPacked(data.subarray(start), meter);
  }
  return { pictures };
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

function checkPacked(packed: Buffer, meter: Meter): void {
  let layer = packed;
  for (let layers = 0; layers < MOST_LAYERS && layer[0] !== undefined && (layer[0] & 0x0f) === 8; layers++) {
    try {
      layer = inflateSync(layer, { maxOutputLength: meter.limits.inflatedBytes });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('inflatedBytes', meter.limits.inflatedBytes);
      // What has no header of its own was never packed in this way.
      if (layers > 0 || /header/.test((error as Error).message)) return;
      throw damaged({ zh: 'PDF 中的数据流不完整', en: 'a stream of the PDF is broken' });
    }
    meter.addInflated(layer.length);
  }
}
