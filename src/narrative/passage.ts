/**
 * A section's text as sentences without white space, each character with its place in the printed text: documents wrap lines,
 * space letters and break pages in the middle of a sentence.
 */
import { isChineseDigit } from './numeral';

/** Text to be read, and for each of its characters the offset in the printed text. */
interface Clean {
  readonly text: string;
  readonly at: readonly number[];
}

export interface Sentence extends Clean {
  /** A line or opening that names a topic and states nothing: （二）依申请公开情况。 */
  readonly heading: boolean;
}

/** Stands between two digits that white space separates: they could be one number or two. */
export const TORN = '\ue000';

const PAGE_NUMBER = /^[\s\u3000]*(?:[-—–－]{1,2}[\s\u3000]*\d{1,4}[\s\u3000]*[-—–－]{1,2}|第\d{1,4}页)[\s\u3000]*$/;
const ENUMERATOR = /^(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、．.]|\d{1,2}[、．.](?!\d))/;
/** Longer lines that begin with a number are the first line of a wrapped paragraph. */
const HEADING_LENGTH = 18;
const STATES_SOMETHING = /\d|[，；,;]|收到|受理|答复|办结|未|无|零/;
/** A sentence is cut at the next comma after so many characters: a table that was taken for text has no full stop. */
const SENTENCE_LENGTH = 600;

/** By code: to look a character up as text takes many times as long. */
const SAME: ReadonlyMap<number, string> = new Map(
  [
    [',', ','],
    [';', '；'],
    [':', '：'],
    ['(', '（'],
    [')', '）'],
    ['﹪', '%'],
    ['％', '%'],
    ['．', '.'],
    ['〔', '（'],
    ['〕', '）'],
    ['【', '（'],
    ['】', '）'],
    ['[', '（'],
    [']', '）'],
  ].map(([from, to]) => [from!.charCodeAt(0), to!]),
);

function plain(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xff10 + 48);
  return SAME.get(code) ?? character;
}

function isDigit(character: string | undefined): boolean {
  const code = character?.charCodeAt(0) ?? 0;
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
}

function isSpace(character: string | undefined): boolean {
  const code = character?.charCodeAt(0) ?? 0;
  if (code === 32 || (code >= 9 && code <= 13)) return true;
  // Ideographic, no-break and typographic spaces, and marks of no width.
  return code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200d) || code === 0xfeff || code === 0x202f;
}

/** Whether the digits around an offset are letter-spaced like the rest of their line: "2 0 2 3 年", one space between all. */
function letterSpaced(text: string, gap: number): boolean {
  let start = gap - 1;
  let end = gap + 1;
  const limit = 16;
  for (let n = 0; n < limit && text[start - 1] === ' ' && isDigit(text[start - 2]); n += 1) start -= 2;
  for (let n = 0; n < limit && text[end + 1] === ' ' && isDigit(text[end + 2]); n += 1) end += 2;
  const before = text[start - 1];
  const after = text[end + 1];
  return (
    text[gap] === ' ' &&
    isDigit(text[gap + 1]) &&
    before === ' ' &&
    after === ' ' &&
    !isSpace(text[start - 2]) &&
    !isSpace(text[end + 2])
  );
}

/** Takes the white space out, marks torn digits, and turns full-width forms into the plain ones. */
function cleaned(printed: string, from: number, to: number): Clean {
  let text = '';
  const at: number[] = [];
  let gap = -1;
  let last = '';
  for (let index = from; index < to; index += 1) {
    const character = printed[index]!;
    if (isSpace(character)) {
      if (gap < 0) gap = index;
      continue;
    }
    if (gap >= 0 && isDigit(character) && isDigit(last) && !letterSpaced(printed, gap)) {
      text += TORN;
      at.push(gap);
    }
    gap = -1;
    last = character;
    text += plain(character);
    at.push(index);
  }
  return { text, at };
}

function isHeading(text: string): boolean {
  return text.length <= HEADING_LENGTH && ENUMERATOR.test(text) && !STATES_SOMETHING.test(text.replace(ENUMERATOR, ''));
}

/** Printed text without the lines that only number pages: `[from, to)` of what remains, in order, with line ends. */
export function lines(printed: string): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let from = 0; from < printed.length; ) {
    const end = printed.indexOf('\n', from);
    const to = end < 0 ? printed.length : end + 1;
    const short = to - from <= 24;
    if (!short || !PAGE_NUMBER.test(printed.slice(from, to))) found.push([from, to]);
    from = to;
  }
  return found;
}

/** The sentences of a text, in order. Never throws, in time linear in its length. */
export function sentences(printed: string): Sentence[] {
  const found: Sentence[] = [];
  let text: string[] = [];
  let at: number[] = [];
  const close = (): void => {
    if (text.length > 0) {
      const whole = text.join('');
      found.push({ text: whole, at, heading: isHeading(whole.replace(/[。！？]$/, '')) });
    }
    text = [];
    at = [];
  };
  for (const [from, to] of lines(printed)) {
    const line = cleaned(printed, from, to);
    if (line.text === '') continue;
    const enumerated = ENUMERATOR.test(line.text);
    // A new item ends the sentence before it even where that has no full stop.
    if (enumerated && !/^\d/.test(line.text)) close();
    const last = text.at(-1);
    if (last !== undefined && isDigit(last) && isDigit(line.text[0])) {
      text.push(TORN);
      at.push(from);
    }
    for (let index = 0; index < line.text.length; index += 1) {
      const character = line.text[index]!;
      text.push(character);
      at.push(line.at[index]!);
      const stop = character === '。' || character === '！' || character === '？';
      const overlong =
        text.length > SENTENCE_LENGTH &&
        (character === '，' || character === '；' || text.length > 2 * SENTENCE_LENGTH);
      const splitsNumber = isDigit(line.text[index + 1]) || isChineseDigit(line.text[index + 1] ?? '');
      if (stop || (overlong && !(splitsNumber && text.length < 3 * SENTENCE_LENGTH))) close();
    }
    if (enumerated && isHeading(line.text)) close();
  }
  close();
  return found;
}
