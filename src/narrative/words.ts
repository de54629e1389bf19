/** A sentence as words, numbers and boundaries, in one pass from the left: the longest word wins. Linear in the sentence. */
import { type MeasureWord, measureAt, type WordClass, wordAt } from './lexicon';
import { isChineseDigit, parseChinese, plainDecimal } from './numeral';
import { TORN } from './passage';

export type Token = { readonly start: number; readonly end: number } & (
  | { readonly type: 'WORD'; readonly kind: WordClass; readonly value: string; readonly text: string }
  | {
      readonly type: 'NUMBER';
      /** Plain decimal; undefined where it cannot be read as one number. */
      readonly value: string | undefined;
      readonly measure: MeasureWord | 'NONE';
      readonly measureText: string;
      readonly precision: 'EXACT' | 'AT_LEAST' | 'ABOUT';
    }
  | { readonly type: 'YEAR'; readonly year: number }
  /** Part of a year: 6月, 近3年. */
  | { readonly type: 'PERIOD' }
  /** ， ； 。 and the like. */
  | { readonly type: 'BREAK' }
  | { readonly type: 'OPEN' }
  | { readonly type: 'CLOSE' }
  /** Words that are not in the lexicon, names of documents and what looks like a number and is none. */
  | { readonly type: 'UNKNOWN' }
);

const BREAKS = new Set('，；。！？,;!?');
const TITLE_LENGTH = 120;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** Digits with all that can join them: thousands, decimals, ranges, dates, telephone numbers. */
const DIGIT_RUN = new RegExp(`\\d[\\d.,:/~～—–\\-${TORN}]*`, 'y');
const MONTH = /(\d{1,2})月(?:份|底|末)?(?:(\d{1,2})[日号])?/y;
const MONTHS = /1月?(?:至|到|-|—|–|~)12月份?/y;
/** 1-6月. */
const SOME_MONTHS = /\d{1,2}(?:至|到|-|—|–|~|～)\d{1,2}月份?/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** 十 to 千 behind Arabic digits mix two systems, except as the scale of the whole: 3万, 5千. */
const SCALES = '百千万亿';
const MORE = '余多';

function numberToken(text: string, start: number, digits: number, whole: string | undefined, chinese: boolean): Token {
  let at = digits;
  let scale = '';
  let precision: 'EXACT' | 'AT_LEAST' | 'ABOUT' = 'EXACT';
  if (MORE.includes(text[at] ?? ' ')) {
    precision = 'AT_LEAST';
    at += 1;
  }
  // 万元 and 亿元 are measures; 万 and 亿 before anything else are scales.
  if (!chinese && SCALES.includes(text[at] ?? ' ') && text[at + 1] !== '元') {
    scale = text[at]!;
    at += 1;
    if (MORE.includes(text[at] ?? ' ')) {
      precision = 'AT_LEAST';
      at += 1;
    }
  }
  const measure = measureAt(text, at);
  const mixed = measure === undefined && (isChineseDigit(text[at] ?? '') || /[0-9A-Za-z]/.test(text[at] ?? ' '));
  let end = at + (measure?.text.length ?? 0);
  if (measure && MORE.includes(text[end] ?? ' ')) {
    precision = 'AT_LEAST';
    end += 1;
  } else if (measure && text.startsWith('左右', end)) {
    precision = 'ABOUT';
    end += 2;
  } else if (measure && text.startsWith('以上', end)) {
    precision = 'AT_LEAST';
    end += 2;
  }
  const value = mixed || whole === undefined ? undefined : chinese ? whole : plainDecimal(whole, scale);
  return {
    type: 'NUMBER',
    start,
    end,
    value,
    measure: measure?.kind ?? 'NONE',
    measureText: measure?.text ?? '',
    precision,
  };
}

function arabic(text: string, start: number): Token {
  const months = match(MONTHS, text, start);
  if (months) return { type: 'UNKNOWN', start, end: start + months[0].length };
  const some = match(SOME_MONTHS, text, start);
  if (some) return { type: 'PERIOD', start, end: start + some[0].length };
  const month = match(MONTH, text, start);
  if (month) {
    const [whole, number, day] = month;
    const bounds = (number === '1' && (day === undefined || day === '1')) || number === '12';
    return { type: bounds ? 'UNKNOWN' : 'PERIOD', start, end: start + whole!.length };
  }
  let end = start + match(DIGIT_RUN, text, start)![0].length;
  while (!/\d/.test(text[end - 1]!)) end -= 1;
  const run = text.slice(start, end);
  const before = text[start - 1] ?? ' ';
  const joined = /[0-9A-Za-z第.\-@_/\ue000]/.test(before);
  if (/^\d{4}$/.test(run) && text[end] === '年') {
    const year = Number(run);
    if (year >= FIRST_YEAR && year <= LAST_YEAR && !joined)
      return { type: 'YEAR', year, start, end: end + (text[end + 1] === '度' ? 2 : 1) };
  }
  if (/^\d{1,3}$/.test(run) && text[end] === '年') return { type: 'PERIOD', start, end: end + 1 };
  return numberToken(text, start, end, joined ? undefined : run, false);
}

function chinese(text: string, start: number): Token | undefined {
  let end = start;
  while (isChineseDigit(text[end] ?? '') && end - start < 40) end += 1;
  const run = text.slice(start, end);
  const value = parseChinese(run);
  if (text[end] === '年' && run.length === 4 && value !== undefined && value >= FIRST_YEAR && value <= LAST_YEAR)
    return { type: 'YEAR', year: value, start, end: end + (text[end + 1] === '度' ? 2 : 1) };
  const more = MORE.includes(text[end] ?? ' ') ? 1 : 0;
  // Without a measure a Chinese digit is mostly part of a word: 一是, 三审三校.
  if (!measureAt(text, end + more)) return undefined;
  const known = text[start - 1] !== '第' && !isChineseDigit(text[start - 1] ?? '');
  return numberToken(text, start, end, known && value !== undefined ? String(value) : undefined, true);
}

/** Where the name of a document that opens here ends, or undefined. */
function titleEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length && at - start < TITLE_LENGTH; at += 1) if (text[at] === '》') return at + 1;
  return undefined;
}

/** The tokens of a sentence. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const unknown = (start: number, end: number): void => {
    const last = found.at(-1);
    if (last?.type === 'UNKNOWN') found[found.length - 1] = { ...last, end };
    else found.push({ type: 'UNKNOWN', start, end });
  };
  const push = (token: Token): void => {
    if (token.type === 'UNKNOWN') unknown(token.start, token.end);
    else found.push(token);
  };
  for (let at = 0; at < text.length; ) {
    const character = text[at]!;
    const edge = BREAKS.has(character)
      ? 'BREAK'
      : character === '（'
        ? 'OPEN'
        : character === '）'
          ? 'CLOSE'
          : undefined;
    if (edge) {
      found.push({ type: edge, start: at, end: at + 1 });
      at += 1;
      continue;
    }
    const quoted = character === '《' ? titleEnd(text, at) : undefined;
    if (quoted !== undefined) {
      unknown(at, quoted);
      at = quoted;
      continue;
    }
    const word = wordAt(text, at);
    const number =
      character >= '0' && character <= '9'
        ? arabic(text, at)
        : isChineseDigit(character) && (word?.text.length ?? 0) < 2
          ? chinese(text, at)
          : undefined;
    if (number) {
      push(number);
      at = number.end;
    } else if (word) {
      found.push({
        type: 'WORD',
        kind: word.kind,
        value: word.value,
        text: word.text,
        start: at,
        end: at + word.text.length,
      });
      at += word.text.length;
    } else {
      unknown(at, at + 1);
      at += 1;
    }
  }
  return found;
}
