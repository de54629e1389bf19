/** Text as bytes in the charsets that offices use, with and without a byte order mark, with each kind of line end. */
import { encodeGbk } from '../../extract/gbk';
import type { Random } from './random';

/** Characters that are neither ASCII nor surely in GBK. */
const GBK_LACKS = /[^ -~\s\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e“”‘’—…·①-⑩]/u;

export function encoded(random: Random, text: string): Uint8Array {
  const ended = random.chance(0.3) ? text.replaceAll('\n', '\r\n') : text;
  const manner = random.next();
  if (manner < 0.25 && !GBK_LACKS.test(ended)) return encodeGbk(ended);
  if (manner < 0.35) return Buffer.from(`\ufeff${ended}`);
  if (manner < 0.4) return Buffer.from(`\ufeff${ended}`, 'utf16le');
  return Buffer.from(ended);
}

/** A page in the charset that it declares. */
export function encodedPage(random: Random, html: string): Uint8Array {
  if (!random.chance(0.25) || GBK_LACKS.test(html)) return Buffer.from(html);
  return encodeGbk(html.replace('charset="utf-8"', 'charset="gb2312"'));
}
