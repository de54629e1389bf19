/** Kinds of text, told apart by what they hold, and the charset that a page declares in its first lines. */

import { isMarkdown } from './markdown/markdown';
import { unsupported } from './refusals';
import { delimiterOf } from './sheet/csv';

export type TextKind =
  | { readonly kind: 'text' | 'html' | 'markdown' }
  | { readonly kind: 'csv'; readonly delimiter: string };

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

const PAGE_START = /^<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|base|center)\b/i;
const FRAGMENT_START =
  /^<(?:table|div|p|span|h[1-6]|section|article|main|font|b|strong|ul|ol|dl|br|img|a|tbody|tr|td|header|form|o:p)\b[^>]*>/i;
const OTHER_MARKUP = /^<(?:\?mso-application|w:wordDocument|Workbook|svg|rss|feed|kml|pkg:package|office:document)\b/i;
/** Lines that HTML does not have. */
const MARKDOWN_LINE = /^(?:#{1,6}\s+\S|\|.*\|\s*$|!\[)/m;

/** The kind of a decoded text. Throws Problem UNSUPPORTED_FORMAT for markup of other formats. */
export function textKind(text: string, name: string): TextKind {
  const start = afterPreamble(text);
  if (PAGE_START.test(start)) return { kind: 'html' };
  if (OTHER_MARKUP.test(start)) throw unsupported({ zh: 'XML 文档', en: 'an XML document' });
  const isNamedMarkdown = /\.(?:md|markdown)$/i.test(name);
  if (FRAGMENT_START.test(start)) return { kind: isNamedMarkdown || MARKDOWN_LINE.test(text) ? 'markdown' : 'html' };
  if (isMarkdown(text, isNamedMarkdown)) return { kind: 'markdown' };
  const delimiter = delimiterOf(text, /\.(?:csv|tsv)$/i.test(name));
  return delimiter === undefined ? { kind: 'text' } : { kind: 'csv', delimiter };
}

/** The text after white space, an XML declaration and comments. */
function afterPreamble(text: string): string {
  let at = 0;
  for (;;) {
    while (at < text.length && /[\s\ufeff]/u.test(text[at]!)) at++;
    const end = text.startsWith('<!--', at)
      ? text.indexOf('-->', at) + 3
      : /^<\?xml\b/i.test(text.slice(at, at + 6))
        ? text.indexOf('?>', at) + 2
        : -1;
    if (end <= at) return text.slice(at);
    at = end;
  }
}
