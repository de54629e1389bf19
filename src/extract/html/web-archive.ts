/**
 * Pages that a browser or Word saved with all that belongs to them in one file (MHTML, RFC 2557): parts in the form of a
 * message, of which those that are HTML are read, the page itself first and its frames behind it.
 */
import { type DecodedText, decode } from '../charset';
import { damaged, unsupported } from '../refusals';
import { declaredCharset } from '../text-kind';

/** Header lines that such a file begins with, in the first bytes of it. */
const HEAD = 4096;
const FIRST_LINE = /^\s*(?:from|subject|date|mime-version|content-[\w-]+|snapshot-[\w-]+|x-[\w-]+):/i;
const MULTIPART = /^multipart\/(?:related|mixed|alternative)\b/i;
/** Messages within messages. */
const DEEPEST = 8;

interface Part {
  readonly type: string;
  readonly encoding: string;
  /** A byte a character. */
  readonly body: string;
  /** It ends before its content does. */
  readonly isCut: boolean;
}

/**
 * The page in such a file; undefined where the bytes are none. Throws Problem DAMAGED_FILE where the page is cut or cannot be
 * decoded, UNSUPPORTED_FORMAT where there is no page in it.
 */
export function webArchive(bytes: Uint8Array): DecodedText | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('latin1', 0, HEAD).replace(/^\u00ef\u00bb\u00bf/, '');
  if (!FIRST_LINE.test(head) || !MULTIPART.test(partOf(head, false).type)) return undefined;
  const whole = partOf(buffer.toString('latin1'), false);
  const pages = pagesIn(whole, 0);
  const first = pages[0];
  if (!first) throw unsupported({ zh: '不含网页的邮件或归档', en: 'a message without a page' });
  // Sheets in files of their own belong to the page as its own do.
  const sheets = sheetsIn(whole, 0).map((sheet) => `<style>${sheet.replaceAll('</', '<\\/')}</style>`);
  return { text: [...pages.map(({ text }) => text), ...sheets].join('\n'), charset: first.charset };
}

function sheetsIn(part: Part, depth: number): string[] {
  if (/^text\/css\b/i.test(part.type)) return [contentOf(part).toString('utf8')];
  return partsOf(part, depth).flatMap((each) => sheetsIn(each, depth + 1));
}

function pagesIn(part: Part, depth: number): DecodedText[] {
  if (/^text\/html\b/i.test(part.type)) {
    if (part.isCut) throw damaged({ zh: '内容在网页结束之前中断', en: 'it ends before its page does' });
    const content = contentOf(part);
    return [decode(content, parameter(part.type, 'charset') ?? declaredCharset(content))];
  }
  return partsOf(part, depth).flatMap((each) => pagesIn(each, depth + 1));
}

/** The parts of a message that has parts. */
function partsOf(part: Part, depth: number): Part[] {
  const boundary = MULTIPART.test(part.type) ? parameter(part.type, 'boundary') : undefined;
  if (boundary === undefined || depth > DEEPEST) return [];
  const [, ...pieces] = `\n${part.body}`.split(`\n--${boundary}`);
  const end = pieces.findIndex((piece) => piece.startsWith('--'));
  const whole = end < 0 ? pieces : pieces.slice(0, end);
  return whole.map((piece, i) => partOf(piece.slice(piece.indexOf('\n') + 1), end < 0 && i === whole.length - 1));
}

/** Header and body, which an empty line parts. */
function partOf(text: string, isCut: boolean): Part {
  const begin = text.search(/\S/);
  const end = /\r?\n\r?\n/.exec(text.slice(Math.max(0, begin)));
  const bodyAt = end ? Math.max(0, begin) + end.index : text.length;
  const lines = text
    .slice(Math.max(0, begin), bodyAt)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const field = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  return {
    type: field('content-type') ?? '',
    encoding: (field('content-transfer-encoding') ?? '').toLowerCase(),
    body: text.slice(bodyAt).replace(/^\r?\n\r?\n/, ''),
    isCut,
  };
}

function parameter(type: string, name: string): string | undefined {
  return new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]+)"|([^\\s;]+))`, 'i').exec(type)?.slice(1).find(Boolean);
}

function contentOf({ encoding, body }: Part): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replace(/=[ \t]*\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
}
