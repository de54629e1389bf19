/**
 * Damage to a file, in the ways in which files are broken and in those in which somebody would break them on purpose.
 */
import type { Random } from '../generator/random';
import { bytesOf, type Source } from './sources';

/** No damaged file is larger: what size alone does has tests of its own. */
const LARGEST = 40_000;

/** What breaks readers: markup and operators out of place, numbers that cannot be, labels of the form where none belongs. */
const TOKENS = [
  '<table>',
  '</table>',
  '<tr>',
  '<td rowspan=0 colspan=999>',
  '<td rowspan="99999" colspan="99999">',
  '<div hidden>',
  '<script>',
  '<!--',
  ']]>',
  '&nbsp;',
  '&#x110000;',
  '<w:tbl>',
  '<w:tr>',
  '<w:tc>',
  '<w:gridSpan w:val="100000"/>',
  '<w:vMerge/>',
  '<row r="1048576">',
  '<c r="XFD1048576"><v>1</v></c>',
  '<c r="A0"/>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '|',
  '|---|',
  '"',
  "'",
  ',',
  '\t',
  '\n',
  '\r',
  '\f',
  '\0',
  '\ufeff',
  '\u202e',
  ' obj ',
  ' endobj ',
  ' 0 R ',
  '<<',
  '>>',
  'stream\n',
  'endstream',
  ' Tm ',
  ' re f ',
  ' Tj ',
  '/Filter /FlateDecode ',
  '{"',
  '}',
  '[',
  '"year":',
  '999999999',
  '99999999999999999999',
  '-1',
  '1e309',
  '0.00001',
  '规章',
  '其他',
  '总计',
  '自然人',
  '一、本年新收政府信息公开申请数量',
  '（七）总计',
  '结果维持',
  '三、',
  '（',
  '(',
  '①',
  '𠀀',
  'ﬀ',
  '万元',
  '12（其中',
  '本年收到申请3件，',
];

/** Numbers as files have them when they are wrong. */
const NUMBERS = [
  '0',
  '-1',
  '007',
  '4294967296',
  '9007199254740993',
  '1.5',
  '1e9',
  '９',
  'NaN',
  '',
  '2147483648',
  '65536',
];

/** A piece of a text: where it starts and ends. */
function piece(random: Random, length: number, longest: number): [from: number, to: number] {
  const from = random.integer(0, Math.max(0, length - 1));
  return [from, Math.min(length, from + random.integer(1, longest))];
}

/** Now and then without end. */
function repeats(random: Random): number {
  return random.chance(0.08) ? 4096 : random.integer(1, 12);
}

function damagedText(random: Random, text: string): string {
  const [from, to] = piece(random, text.length, random.pick([1, 8, 80, 800]));
  const [at] = piece(random, text.length, 1);
  switch (random.integer(0, 9)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, at) + text.slice(from, to) + text.slice(at);
    case 2:
      return text.slice(0, from) + random.pick(TOKENS) + text.slice(to);
    case 3:
      return text.slice(0, at) + random.pick(TOKENS) + text.slice(at);
    case 4: {
      const token = random.chance(0.5) ? random.pick(TOKENS) : text.slice(from, to);
      const times = Math.min(repeats(random), Math.floor((LARGEST - text.length) / (token.length || 1)));
      return text.slice(0, at) + token.repeat(Math.max(1, times)) + text.slice(at);
    }
    case 5:
      return random.chance(0.3) ? text.slice(0, at) : text.slice(at);
    case 6: {
      const number = /\d+/g;
      number.lastIndex = at;
      const found = number.exec(text);
      return found
        ? text.slice(0, found.index) + random.pick(NUMBERS) + text.slice(found.index + found[0].length)
        : text;
    }
    case 7:
      return text.slice(0, at) + String.fromCharCode(random.integer(0, 0xffff)) + text.slice(at + 1);
    case 8: {
      const lines = text.split('\n');
      const [a, b] = [random.integer(0, lines.length - 1), random.integer(0, lines.length - 1)];
      [lines[a], lines[b]] = [lines[b]!, lines[a]!];
      return lines.join('\n');
    }
    default:
      return text.replaceAll(text[at] ?? ' ', random.pick(['', ' ', '\n', '0']));
  }
}

function damagedBytes(random: Random, bytes: Buffer): Buffer {
  const [from, to] = piece(random, bytes.length, random.pick([1, 4, 40, 400]));
  const [at] = piece(random, bytes.length, 1);
  switch (random.integer(0, 5)) {
    case 0: {
      const changed = Buffer.from(bytes);
      for (let i = from; i < to; i++) changed[i] = random.integer(0, 255);
      return changed;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at)]);
    case 3:
      return bytes.subarray(0, at);
    case 4:
      return Buffer.from(bytes).fill(random.pick([0, 0xff, 0x20]), from, to);
    default:
      // As text that the format knows, in an encoding that keeps every byte.
      return Buffer.from(damagedText(random, bytes.toString('latin1')), 'latin1');
  }
}

/** Markup that stays well-formed: an element lost, doubled, put elsewhere or filled anew, an attribute with another value. */
function damagedMarkup(random: Random, text: string): string {
  const [at] = piece(random, text.length, 1);
  const opening = /<([\w:]+)[^<>]*(?<!\/)>/g;
  opening.lastIndex = at;
  const found = opening.exec(text);
  if (!found) return text;
  const inner = found.index + found[0].length;
  const closing = text.indexOf(`</${found[1]}>`, inner);
  if (closing < 0) return text;
  const end = closing + found[1]!.length + 3;
  const element = text.slice(found.index, end);
  const word = random
    .pick([...TOKENS, ...NUMBERS])
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\0\f]/g, '');
  switch (random.integer(0, 5)) {
    case 0:
      return text.slice(0, found.index) + text.slice(end);
    case 1: {
      const times = Math.min(repeats(random), Math.floor(LARGEST / element.length));
      return text.slice(0, end) + element.repeat(Math.max(1, times)) + text.slice(end);
    }
    case 2:
      return text.slice(0, inner) + word + text.slice(closing);
    case 3:
      return text.slice(0, inner) + element + text.slice(inner);
    case 4:
      return text.slice(0, inner) + text.slice(inner, closing).replace(/<\/?[\w:]+[^<>]*>/g, '') + text.slice(closing);
    default: {
      const value = /="[^"<>]*"/g;
      value.lastIndex = at;
      const attribute = value.exec(text);
      return attribute
        ? `${text.slice(0, attribute.index)}="${word.replaceAll('"', '')}"${text.slice(attribute.index + attribute[0].length)}`
        : text;
    }
  }
}

/** A package with a part damaged, lost or under another's name. */
function damagedParts(random: Random, parts: ReadonlyMap<string, string>): Map<string, string> {
  const changed = new Map(parts);
  const name = random.pick([...parts.keys()]);
  const other = random.pick([...parts.keys()]);
  const kind = random.integer(0, 11);
  if (kind === 0) changed.delete(name);
  else if (kind === 1) changed.set(other, parts.get(name)!);
  else changed.set(name, (kind < 4 ? damagedText : damagedMarkup)(random, parts.get(name)!));
  return changed;
}

/** A piece of a file, often from its beginning: cheaper to read than the whole, and as good at breaking readers. */
function cutOut(random: Random, text: string): Source {
  const [from] = random.chance(0.5) ? [0] : piece(random, text.length, 1);
  return { type: 'text', text: text.slice(from, from + random.integer(200, 3000)) };
}

/** A file of this source, damaged in one to six ways. */
export function damaged(random: Random, source: Source): Buffer {
  let made = source.type === 'text' && random.chance(0.7) ? cutOut(random, source.text) : source;
  for (let times = random.integer(1, 6); times > 0; times--) {
    if (made.type === 'text') made = { type: 'text', text: damagedText(random, made.text) };
    else if (made.type === 'package') made = { type: 'package', parts: damagedParts(random, made.parts) };
    else made = { type: 'bytes', bytes: damagedBytes(random, made.bytes) };
  }
  const bytes = bytesOf(made, random);
  return random.chance(0.1) && bytes.length > 0 ? damagedBytes(random, bytes) : bytes;
}
