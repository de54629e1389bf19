/**
 * Lines of text as tokens: pieces of label, with their symbols, and values. Page numbers, dates and addresses are neither.
 */
import { BLANK_CELL, LOST_CELL, type TextLine } from '../../extract/document';
import { isCjk, isNumbering, numberingAt, plain, wideFigureAt, widthsOf } from './characters';
import { pageFurniture } from './page-furniture';

interface Place {
  /** Index of the line among the lines given. */
  readonly row: number;
  /** Columns from the line's start on paper, of the token's start and end. */
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly page?: number;
  readonly text: string;
}

/** A run of label text without blanks. */
export interface Piece extends Place {
  readonly type: 'piece';
  readonly symbols: readonly string[];
}

/** A run that stands where a figure could: a number with its note and unit, a mark, or something unreadable. */
export interface Figure extends Place {
  readonly type: 'figure';
  /** The only thing on its line. */
  readonly alone: boolean;
}

export type Token = Piece | Figure;

/** A piece without its numbering. */
export function lettersOfPiece(piece: Piece): string {
  return piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');
}

const ELSEWHERE =
  /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}:\d{2}(?::\d{2})?|https?:\/\/\S+|www\.\S+|第\s*\d+\s*页|共\s*\d+\s*页|\d+\s*(?:年|月|日|号|时|分|页|届|%)/y;
/** A comma before a word ends a figure. */
const NUMBER = /[+-]?\d(?:\d|,(?!\s*[㐀-鿿]))*(?:\.\d+)?/y;
const COUNT_UNIT = /[ \t]*(?:件次|件|项|个|条|次|宗|起|份|万元|亿元|元)(?![㐀-鿿])/y;
const NOTE = /\s*[([](?![一二三四五六七八九十\d]{1,2}[)\]])[^()[\]]{1,60}[)\]]/y;
/** A note that its line does not end: to the next column of a layout, or to the end of the line. */
const OPEN_NOTE =
  /\s?[([](?:其中|含|包括|包含)(?:(?![ \t]\d+[ \t](?![ \t件项个条次])|[ \t]{2})[^()[\]\n])*(?=[ \t]{2}|$)/y;
/** Words and signs at a number that leave it open: "400余", "385或386", "385-390", "1.2万", and digits that are unknown. */
const OPEN_END =
  /(?:[ \t]*(?:余|多|以上|以下|左右|上下|(?:或|至|到)[ \t]*\d+|万(?!元)|[千百]|亿(?!元)))+[ \t]*[件项个条次宗起份]?|[-+~～—–?#%^<>=&/\\□■\ufffd\ue000-\uf8ff][^\s㐀-鿿|]*/y;
const OPEN_START = /(?:约|近|超过|超|不足|大于|小于|不少于|[<>~～≥≤＜＞])[ \t]?$/;
/** "不少于 ". */
const LONGEST_OPEN_START = 4;
/** Words where a figure should be. */
const WORDS =
  /(?:暂无|若干|不详|未统计|未知|无数据|见附件|[一二三四五六七八九两几数十百千万]*[十百千万][一二三四五六七八九十百千万]*[余多]?[件项个条次宗起份]?)(?=\s|$)/y;
const OPEN = /[([][^)\]]*$/;
const MARK = /(?:n\/a|[/\\]{1,3}|[-–—―─]{1,4}|(?:无|不适用|不涉及|未涉及|无此项)。?)(?=\s|$)/iy;
/** Letters that marks of words begin with. */
const MARK_BEGINS = /[无不未]/;
/** A mark without a blank between it and the label before it ("规章— 0 2"): figures or marks stand behind it. */
const GLUED_MARK = /(?:[/\\]{1,2}|[-–—―─]{1,2}|无)[ \t]+(?:[+-]?\d|[/\\–—―─-]|无(?=\s|$))/y;
/** Strokes that recognition makes of a 1 or a 0 among figures ("丨7"). */
const STROKE = /[丨丿亅丶〇口][\d丨丿亅丶〇口]*(?=\s|$|\|)/y;
const STRANGE = /[A-Za-z0-9?*#□■○〇●◯\ufffd\ue000-\uf8ff+=&@$%^.,-]+/y;

/** What begins the heading of a column, and no label of a row with a number. */
const HEADING =
  /^\s*(?:本年|上一年|处理决定|对外公开|现行有效|采购|自然人|商业|科研|社会公益|法律服务|总计|结果|其他结果|尚未)/;

/** Whether the number from one place to another, with the sign behind it, is a figure in front of the next column's heading. */
function isBeforeHeading(source: string, from: number, to: number): boolean {
  if (HEADING.test(source.slice(to))) return true;
  // 其他 is a row's label as well.
  return /^\s*其他/.test(source.slice(to)) && /法律服务机构\s*$/.test(source.slice(Math.max(0, from - 12), from));
}

/** The tokens of the lines, in reading order. */
export function tokenise(lines: readonly TextLine[]): Token[] {
  const tokens: Token[] = [];
  const furniture = pageFurniture(lines);
  // Lines of which a note's end was taken.
  const ends = new Map<number, string>();
  for (let row = 0; row < lines.length; row++) {
    const line = lines[row]!;
    const kind = furniture.get(row);
    // What could be a page's number as well as figures is kept as a token without symbols.
    if (kind === 'MAYBE')
      tokens.push({ type: 'piece', symbols: [], row, from: 0, to: 0, line: line.line, text: line.text });
    if (kind) continue;
    const printed = ends.get(row) ?? line.text;
    let under = row + 1;
    while (lines[under]?.text.trim() === '') under++;
    const below = lines[under];
    const made = tokensOf(line, row, printed, plain(printed), plain(below?.text ?? '').trim());
    const open = made.filter((token): token is Figure => token.type === 'figure' && OPEN.test(plain(token.text)));
    const next = lines[row + 1];
    const closed = open.length > 0 && next ? noteEnds(next.text, open.length) : undefined;
    if (closed) {
      ends.set(row + 1, closed.rest);
      for (const [i, figure] of open.entries())
        made[made.indexOf(figure)] = { ...figure, text: figure.text + closed.texts[i]! };
    }
    for (const token of made) tokens.push(token);
  }
  return tokens;
}

/**
 * The ends of so many notes that the line above began ("失效 3 件）"), and the line without them; undefined where the line does
 * not close so many.
 */
function noteEnds(text: string, count: number): { texts: string[]; rest: string } | undefined {
  const source = plain(text);
  const texts: string[] = [];
  let rest = text;
  for (const match of source.matchAll(/(?<!\S)(?:[^\s()[\]](?:[^\s()[\]]|[ \t](?![ \t]))*)?[)\]]/g)) {
    texts.push(text.slice(match.index, match.index + match[0].length));
    rest = rest.slice(0, match.index) + ' '.repeat(match[0].length) + rest.slice(match.index + match[0].length);
  }
  return texts.length === count ? { texts, rest } : undefined;
}

function tokensOf(line: TextLine, row: number, printed: string, source: string, below: string): Token[] {
  const tokens: Token[] = [];
  // Once a line: lines of tens of thousands of figures are read in the time of their length.
  const widths = line.places?.length === printed.length + 1 ? line.places : widthsOf(printed);
  const inkFrom = source.length - source.trimStart().length;
  const inkTo = source.trimEnd().length;
  const place = (from: number, to: number) => ({
    row,
    from: widths[from]!,
    to: widths[to]!,
    line: line.line,
    ...(line.page === undefined ? {} : { page: line.page }),
    text: printed.slice(from, to),
  });
  let start = -1;
  let symbols: string[] = [];
  const flush = (end: number) => {
    if (symbols.length > 0) tokens.push({ type: 'piece', symbols, ...place(start, end) });
    symbols = [];
    start = -1;
  };
  const figure = (from: number, to: number) => {
    flush(from);
    tokens.push({
      type: 'figure',
      alone: from <= inkFrom && to >= inkTo,
      ...place(from, to),
    });
  };
  const matchAt = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  for (let i = 0; i < source.length; ) {
    const char = source[i]!;
    if (/\s/.test(char)) {
      flush(i);
      i++;
      continue;
    }
    if (char === BLANK_CELL || char === LOST_CELL) {
      figure(i, i + 1);
      i++;
      continue;
    }
    const bounded = i === 0 || /[\s|]/.test(source[i - 1]!) || tokens.at(-1)?.type === 'figure';
    const elsewhere = /[\dhw第共]/.test(char) ? matchAt(ELSEWHERE, i) : undefined;
    if (elsewhere) {
      flush(i);
      i += elsewhere.length;
      continue;
    }
    const numbering = numberingAt(source, i);
    if (numbering && !(/\d/.test(char) && isBeforeHeading(source, i, i + numbering.length))) {
      // Numbering begins a label.
      flush(i);
      symbols.push(numbering.symbol);
      start = i;
      i += numbering.length;
      continue;
    }
    if (MARK_BEGINS.test(char) || !isCjk(char)) {
      const isLetter = isLetterOfLabel(source, i, below) || isStrokeOfLabel(source, i);
      const isMark = symbols.length === 0 ? bounded : matchAt(GLUED_MARK, i) !== undefined;
      const mark = isMark && !isLetter ? matchAt(MARK, i) : undefined;
      if (mark) {
        figure(i, i + mark.length);
        i += mark.length;
        continue;
      }
    }
    if (/[\d+-]/.test(char)) {
      const wide = wideFigureAt(printed, i);
      let number = wide > 0 ? source.slice(i, i + wide) : matchAt(NUMBER, i);
      // "01.属于国家秘密": a figure, then the next label's numbering; the heading of a column has none ("1158、处理决定数量").
      const glued = number && /^\d+[1-9]$/.test(number) && numberingAt(source.slice(i + number.length - 1), 0);
      if (number && glued && !isBeforeHeading(source, i, i + number.length + 1)) number = number.slice(0, -1);
      const before = i > 0 ? source[i - 1]! : ' ';
      if (number && !/[\d.A-Za-z]/.test(before)) {
        let end = i + number.length;
        if (
          /^[1-9]$/.test(number) &&
          symbols.length === 0 &&
          end < source.length &&
          isCjk(source[end]!) &&
          !matchAt(COUNT_UNIT, end) &&
          !matchAt(OPEN_END, end)
        ) {
          symbols.push(`#${number}`);
          start = i;
          i = end;
          continue;
        }
        end += matchAt(COUNT_UNIT, end)?.length ?? 0;
        const opening = OPEN_START.exec(source.slice(Math.max(0, i - LONGEST_OPEN_START), i))?.[0].length ?? 0;
        // The words at the number are no part of the label before it.
        const words = [...source.slice(i - opening, i)].filter(isCjk).length;
        if (words > 0) symbols = symbols.slice(0, Math.max(0, symbols.length - words));
        end += matchAt(OPEN_END, end)?.length ?? 0;
        end += (matchAt(NOTE, end) ?? matchAt(OPEN_NOTE, end))?.length ?? 0;
        if (!/[A-Za-z]/.test(source[end] ?? '')) {
          figure(i - opening, end);
          i = end;
          continue;
        }
      }
    }
    const words = isCjk(char) && i > inkFrom && /\s/.test(source[i - 1]!) ? matchAt(WORDS, i) : undefined;
    if (words && symbols.length === 0) {
      figure(i, i + words.length);
      i += words.length;
      continue;
    }
    const stroke = bounded && symbols.length === 0 ? matchAt(STROKE, i) : undefined;
    if (stroke && i > inkFrom) {
      figure(i, i + stroke.length);
      i += stroke.length;
      continue;
    }
    if (isCjk(char)) {
      if (start < 0) start = i;
      symbols.push(char);
      i++;
      continue;
    }
    const strange = bounded && symbols.length === 0 ? matchAt(STRANGE, i) : undefined;
    if (strange && /[A-Za-z0-9?*#□■○〇●◯\ufffd\ue000-\uf8ff]/.test(strange)) {
      figure(i, i + strange.length);
      i += strange.length;
      continue;
    }
    i++;
  }
  flush(source.length);
  return tokens;
}

/** The stroke of a label that is spaced ("本年增 / 减"). */
function isStrokeOfLabel(source: string, at: number): boolean {
  return (
    source[at] === '/' &&
    /增[ \t]*$/.test(source.slice(Math.max(0, at - 4), at)) &&
    /^\/[ \t]*减/.test(source.slice(at, at + 5))
  );
}

/** 无 of a label that is spaced or spread over lines ("无 法 提 供", "（四）无"): the label goes on beside or below it. */
function isLetterOfLabel(source: string, at: number, below: string): boolean {
  if (source[at] !== '无') return false;
  const rest = source
    .slice(at + 1)
    .replace(/^。/, '')
    .trimStart();
  if (rest !== '' && !rest.startsWith(BLANK_CELL) && !/^[\d/\\\-–—无+]/.test(rest)) return true;
  const ahead = source.slice(0, at).trimEnd();
  const before = ahead.at(-1) ?? '';
  // A letter of a group's label that is set from top to bottom, left of the numbered label of one of its rows.
  if (/^\d\s*[.、．]\s*[㐀-鿿]/.test(rest) && !/[\d/\\\-–—无]/.test(before)) return true;
  // Behind a label's number; the bracket that ends a note is none.
  if (/(?:[、.]|[一二三四五六七八九十]\)|(?:^|[\s(])\d{1,2}\))$/.test(ahead)) return true;
  return rest === '' && /^(?:法|正)/.test(below);
}

/** By token, the stretch between blank lines, or the ends of pages, in which it stands. */
export function stretchNumbers(tokens: readonly Token[]): number[] {
  let count = 0;
  return tokens.map((token, at) => {
    const before = tokens[at - 1];
    if (before && (token.line > before.line + 1 || token.page !== before.page)) count++;
    return count;
  });
}
