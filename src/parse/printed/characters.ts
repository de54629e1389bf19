/**
 * Characters as the parser compares them: one to one with the printed text, so that every place in the one is a place in
 * the other.
 */
import { remembered } from './remembered';

/** Traditional characters of the form's labels and headings, each before its simplified one. */
const TRADITIONAL =
  '規规範范許许對对務务項项處处罰罚強强製制業业費费採采購购數数開开總总減减決决發发廢废現现額额機机構构會会組组織织結结轉转屬属於于國国祕秘穩稳護护權权類类內内過过執执詢询關关沒没補补後后請请確确訪访舉举報报訴诉訟讼複复復复覆复無无當当獲获繳缴納纳續续辦办維维糾纠審审經经議议況况單单萬万億亿體体動动條条第第與与問问題题進进導导門门書书監监產产區区縣县鎮镇鄉乡鄉乡廳厅應应圖图點点術术網网據据員员實实際际廣广電电視视聞闻衛卫環环農农漁渔財财稅税價价統统計计資资勞劳險险養养遊游旅旅檔档學学師师黨党軍军種种氣气';

const SIMPLIFIED = new Map<string, string>();
for (let i = 0; i + 1 < TRADITIONAL.length; i += 2) SIMPLIFIED.set(TRADITIONAL[i]!, TRADITIONAL[i + 1]!);
SIMPLIFIED.set('它', '他');
SIMPLIFIED.set('−', '-');
SIMPLIFIED.set('﹣', '-');
SIMPLIFIED.set('∕', '/');
SIMPLIFIED.set('⁄', '/');

/** Circled and dotted numbers keep their shape: NFKC would turn "①" into a figure. */
const NUMBERING = /[①-⒛㈠-㈩]/;

const CHINESE_ORDINALS = '一二三四五六七八九十';

/** Characters that print nothing. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: single invisible code points are meant
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0f]/g;

/** Drops characters that print nothing. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * The text with each character in its plain form: full-width forms narrow, compatibility characters (as PDF fonts give
 * them) ordinary, Traditional characters simplified, 它 as 他. The same length as the text.
 */
export function plain(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x20 && code < 0x80) out += text[i];
    else if (code < 0x80) out += code === 0x0a ? '\n' : ' ';
    else out += plainOf(text[i]!, code);
  }
  return out;
}

/** By UTF-16 code unit, filled as characters are met. */
const PLAIN: (string | undefined)[] = new Array(0x10000);

function plainOf(char: string, code: number): string {
  const known = PLAIN[code];
  if (known !== undefined) return known;
  const found = plainChar(char);
  PLAIN[code] = found;
  return found;
}

function plainChar(char: string): string {
  if (NUMBERING.test(char)) return char;
  const mapped = char.normalize('NFKC');
  const one = mapped.length === 1 ? mapped : char;
  return SIMPLIFIED.get(one) ?? one;
}

export function isCjk(char: string): boolean {
  const code = char.charCodeAt(0);
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}

/**
 * Numbering at the start of the text: its symbol and length. "（三）" is "§三", "三、" is "¶三", "1." and "①" are "#1".
 * Symbols, not characters, so that a number never counts as a letter of the label that it stands before.
 */
export function numberingAt(text: string, at: number): { symbol: string; length: number } | undefined {
  const char = text[at]!;
  // Most characters begin no number.
  if (!(char === '(' || (char >= '0' && char <= '9') || CHINESE_ORDINALS.includes(char) || NUMBERING.test(char)))
    return undefined;
  if (char >= '①' && char <= '⒛') return { symbol: `#${((char.charCodeAt(0) - 0x2460) % 20) + 1}`, length: 1 };
  if (char >= '㈠' && char <= '㈩') return { symbol: `§${CHINESE_ORDINALS[char.charCodeAt(0) - 0x3220]}`, length: 1 };
  CHINESE_BRACKETED.lastIndex = at;
  let match = CHINESE_BRACKETED.exec(text);
  if (match) return { symbol: `§${match[1] ?? match[2]}`, length: match[0].length };
  CHINESE_COMMA.lastIndex = at;
  match = CHINESE_COMMA.exec(text);
  if (match && !(at > 0 && CHINESE_ORDINALS.includes(text[at - 1]!)))
    return { symbol: `¶${match[1]}`, length: match[0].length };
  ARABIC.lastIndex = at;
  match = ARABIC.exec(text);
  if (match && !(at > 0 && /[\d.,]/.test(text[at - 1]!)))
    return { symbol: `#${match[1] ?? match[2]}`, length: match[0].length };
  return undefined;
}

const CHINESE_BRACKETED = /\([ \t]*([一二三四五六七八九十]{1,2})[ \t]*\)|(?<![一-鿿])([一二三四五六七八九十])\)/y;
const CHINESE_COMMA = /([一二三四五六七八九十]{1,2})[ \t]*[、.]/y;
const ARABIC = /(\d{1,2})[ \t]*[.、](?!\d)(?=\s*[㐀-鿿“"'‘]|\s*$)|\([ \t]*(\d{1,2})[ \t]*\)(?=\s*[㐀-鿿])/my;

/** Symbols of a text: its Chinese characters in plain form and its numbering; all else is dropped. */
export function symbolsOf(text: string): string[] {
  const source = plain(text);
  const symbols: string[] = [];
  for (let i = 0; i < source.length; ) {
    const numbering = numberingAt(source, i);
    if (numbering) {
      symbols.push(numbering.symbol);
      i += numbering.length;
      continue;
    }
    if (isCjk(source[i]!)) symbols.push(source[i]!);
    i++;
  }
  return symbols;
}

/** Whether a symbol is numbering. */
export function isNumbering(symbol: string): boolean {
  return symbol.length > 1;
}

/** The letters of a text for comparison: its symbols without numbering. */
export const lettersOf = remembered((text) =>
  symbolsOf(text)
    .filter((symbol) => !isNumbering(symbol))
    .join(''),
);

/** Columns of a text on paper: a Chinese character is two wide. */
export function widthOf(text: string): number {
  return widthsOf(text).at(-1)!;
}

/** Columns of a text on paper up to each of its places, its end included. */
export function widthsOf(text: string): number[] {
  const widths: number[] = [];
  let width = 0;
  for (const char of text) {
    for (let unit = 0; unit < char.length; unit++) widths.push(width);
    width += char.charCodeAt(0) >= 0x2e80 ? 2 : 1;
  }
  widths.push(width);
  return widths;
}

/** A comma within a figure of full-width digits, and the blanks that programs set around it since it is narrower ("１７ , ８５８"). */
const WIDE_COMMA = /(?<=[０-９])[ \t]?[,，][ \t]?(?=[０-９]{3}(?![０-９]))/g;
const WIDE_FIGURE = /[１-９][０-９]{0,2}(?:[ \t]?[,，][ \t]?[０-９]{3})+(?![０-９])/y;

/** The text without blanks around the commas of such figures. */
export const withoutWideGaps = (text: string): string => text.replace(WIDE_COMMA, ',');

/** The length of such a figure at a place of a text; 0 where there is none. */
export function wideFigureAt(text: string, at: number): number {
  WIDE_FIGURE.lastIndex = at;
  return WIDE_FIGURE.exec(text)?.[0].length ?? 0;
}
