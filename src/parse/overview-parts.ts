/** The parts of section 一, told by the words of their headings, and lines as paragraphs. */
import type { TextLine } from '../extract/document';
import type { OverviewPartKey } from '../form/draft';
import { BARE_PART, PART_WORDS } from './heading-data';
import { lettersOf, numberingAt, plain, widthOf } from './printed/characters';

/** Lines as paragraphs: a line that fills its width and ends inside a sentence goes on in the next. */
export function paragraphs(lines: readonly TextLine[]): string {
  const widest = Math.max(0, ...lines.map((line) => widthOf(line.text)));
  let text = '';
  for (const [i, line] of lines.entries()) {
    const own = line.text.trim();
    if (own === '') continue;
    const before = i > 0 ? lines[i - 1]! : undefined;
    const runsOn =
      before &&
      widthOf(before.text) >= widest * 0.8 &&
      !/[。！？：；:;]$/.test(before.text.trim()) &&
      numberingAt(plain(own), 0) === undefined;
    text += text === '' ? own : runsOn ? own : `\n${own}`;
  }
  return text;
}

interface Part {
  readonly key: OverviewPartKey;
  readonly heading: string;
  readonly text: string;
  readonly line: number;
}

/** How long the number of a part's heading is; undefined where the line has none. */
type Style = (source: string) => number | undefined;

const numbered =
  (sign: string): Style =>
  (source) => {
    const numbering = numberingAt(source, 0);
    return numbering?.symbol.startsWith(sign) ? numbering.length : undefined;
  };
const matching =
  (pattern: RegExp): Style =>
  (source) =>
    pattern.exec(source)?.[0].length;

/** As the form numbers them, and as others do: these have to tell as many parts as FEWEST. */
const FORMS = numbered('§');
const OTHERS: readonly Style[] = [
  numbered('#'),
  matching(/^[一二三四五六]是/),
  matching(/^[●■◆•·▪\u25cf]\s*/),
  (source) => (BARE_PART.test(source.replace(/\s+/g, '')) ? 0 : undefined),
];
const FEWEST = 3;

export function partsOf(lines: readonly TextLine[]): Part[] {
  const parts = partsIn(lines, FORMS);
  if (parts.length > 0) return parts;
  return OTHERS.map((style) => partsIn(lines, style)).find((found) => found.length >= FEWEST) ?? [];
}

function partsIn(lines: readonly TextLine[], style: Style): Part[] {
  const parts: { key: OverviewPartKey; heading: string; body: TextLine[]; line: number }[] = [];
  for (const line of lines) {
    const text = line.text.trim();
    const source = plain(text);
    const number = style(source);
    if (number !== undefined) {
      const length = source.slice(number).search(/[。：:；\s]|$/) + number;
      const words = lettersOf(text.slice(0, length));
      const known = PART_WORDS.find((part) => part.words.test(words));
      if (known && words.length <= 24 && !parts.some((part) => part.key === known.key)) {
        const rest = text.slice(length).replace(/^[。：:；\s]+/, '');
        parts.push({
          key: known.key,
          heading: text.slice(0, length),
          body: rest === '' ? [] : [{ ...line, text: rest }],
          line: line.line,
        });
        continue;
      }
    }
    parts.at(-1)?.body.push(line);
  }
  return parts.map(({ body, ...part }) => ({ ...part, text: paragraphs(body) }));
}
