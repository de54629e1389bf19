/** Kinds of text, told apart by their first lines, and the charset that a page declares in them. */
import { unsupported } from './refusals';

export type TextKind = 'text' | 'html';

/** A page declares its charset in its first 1024 bytes; pages that begin with comments and scripts are given more. */
const DECLARED_WITHIN = 8192;

/** The charset that a page names in a meta element or an XML declaration, as written there. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN)).toString('latin1');
  return (
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^[^<]{0,8}<\?xml\s[^>]*?encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  );
}

const BEFORE_CONTENT = /^(?:\ufeff|\s|<\?xml[^>]*>|<!--[\s\S]*?-->)*/;
const PAGE_START = /^<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|base|center)\b/i;
const FRAGMENT_START =
  /^<(?:table|div|p|span|h[1-6]|section|article|main|font|b|strong|ul|ol|dl|br|img|a|tbody|tr|td|header|form|o:p)\b[^>]*>/i;
const OTHER_MARKUP = /^<(?:\?mso-application|w:wordDocument|Workbook|svg|rss|feed|kml|pkg:package|office:document)\b/i;

/** The kind of a decoded text. Throws Problem UNSUPPORTED_FORMAT for markup of other formats. */
export function textKind(text: string): TextKind {
  const start = text.slice(BEFORE_CONTENT.exec(text)![0].length);
  if (PAGE_START.test(start)) return 'html';
  if (OTHER_MARKUP.test(start)) throw unsupported({ zh: 'XML 文档', en: 'an XML document' });
  if (FRAGMENT_START.test(start)) return 'html';
  return 'text';
}
