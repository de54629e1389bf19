/** Characters of a PDF page put together: to lines of text, and to the text of a cell. */

import type { Meter } from '../limits';
import { withoutRadicals } from '../radicals';
import { NO_ROWS, type RowMiddles } from './bands';
import { evenRows } from './even-rows';
import type { Glyph } from './page';
import { stacksOf } from './stacks';

export interface Line {
  readonly text: string;
  /** y of its middle. */
  readonly middle: number;
  /** As a TextLine has them. */
  readonly places: readonly number[];
}

/** Width of a digit in the type of tables, in points. */
const DIGIT_WIDTH = 4.5;

/** Gaps from this share of the font's size on are spaces; smaller ones where the text itself has a space. */
const GAP = 0.35;
const GAP_AT_SPACE = 0.1;
/** Width that one space stands for in a line, as a share of the font's size. */
const SPACE_WIDTH = 0.5;
const MOST_SPACES = 40;
/** A character drawn again within this share of its size is the same one: that is how bold type is made. */
const SAME_PLACE = 0.25;

/** The characters that are on the page, each once, radicals as the characters that they look like. */
export function readable(glyphs: readonly Glyph[], width: number, height: number, meter: Meter): Glyph[] {
  const kept: Glyph[] = [];
  const places = new Map<string, Glyph>();
  for (const glyph of glyphs) {
    if (glyph.right <= 0 || glyph.bottom <= 0 || glyph.left >= width || glyph.top >= height) continue;
    const step = glyph.size * SAME_PLACE;
    const [x, y] = [Math.round(glyph.left / step), Math.round(glyph.top / step)];
    const key = (i: number, j: number): string => `${glyph.text} ${x + i} ${y + j}`;
    let again = false;
    for (let i = -1; i <= 1 && !again; i++)
      for (let j = -1; j <= 1 && !again; j++) {
        const other = places.get(key(i, j));
        again =
          other !== undefined && Math.abs(other.left - glyph.left) < step && Math.abs(other.top - glyph.top) < step;
      }
    if (again) continue;
    const text = plain(glyph.text);
    if (text === '') continue;
    const clean = { ...glyph, text };
    places.set(key(0, 0), clean);
    kept.push(clean);
  }
  return withoutOverprints(kept, meter);
}

const DIGIT = /^[\d０-９]$/;
/** Characters nearer than these shares of their width and height are printed over each other. */
const OVER = 0.45;
/** What a digit is read as that is there and not known. */
export const UNKNOWN = '\ufffd';

/** Digits that another digit is printed over, by another piece of text, are not known. */
function withoutOverprints(glyphs: Glyph[], meter: Meter): Glyph[] {
  const digits = glyphs.filter((glyph) => glyph.direction === 'right' && DIGIT.test(glyph.text));
  const lost = new Set<Glyph>();
  const byLeft = digits.sort((a, b) => a.left - b.left);
  for (const [i, a] of byLeft.entries()) {
    meter.checkTime();
    for (let j = i + 1; j < byLeft.length; j++) {
      const b = byLeft[j]!;
      if (b.left - a.left >= OVER * (a.right - a.left)) break;
      const isOver =
        a.run !== b.run &&
        b.left - a.left < OVER * (b.right - b.left) &&
        Math.abs(a.top + a.bottom - b.top - b.bottom) < 2 * OVER * Math.min(a.size, b.size);
      if (isOver) lost.add(a).add(b);
    }
  }
  return lost.size === 0 ? glyphs : glyphs.map((glyph) => (lost.has(glyph) ? { ...glyph, text: UNKNOWN } : glyph));
}

function plain(text: string): string {
  return withoutRadicals(text).replace(/[\p{Cc}\u00ad\u200b-\u200f\u2060\ufeff]/gu, '');
}

/** Characters as lines of text, from top to bottom. Gaps are spaces, as many as they are wide. `middles` says what rules show. */
export function linesOf(glyphs: readonly Glyph[], middles: RowMiddles): Line[] {
  const spaces = (gap: number, size: number): number =>
    Math.min(MOST_SPACES, Math.max(1, Math.round(gap / (size * SPACE_WIDTH))));
  const level = glyphs.filter((glyph) => glyph.direction === 'right');
  const stacks = stacksOf(level);
  const stacked = new Set(stacks.flat());
  const rest = level.filter((glyph) => !stacked.has(glyph));
  const even = evenRows(rest.filter((glyph) => !middles.has(glyph)));
  const lines = rowsOf(rest, new Map([...even, ...middles])).map((row) => ({
    ...join(row, spaces),
    middle: middleOf(row),
  }));
  const upright = [...columnsOf(glyphs), ...stacks].map((column) => {
    const text = stack(column);
    return {
      text,
      middle: middleOf(column),
      places: new Array<number>(text.length + 1).fill(column[0]!.left / DIGIT_WIDTH),
    };
  });
  return [...lines, ...upright].sort((a, b) => a.middle - b.middle);
}

/** The text of a cell: its lines joined by "\n", a gap one space; vertical writing column by column. */
export function cellText(glyphs: readonly Glyph[]): string {
  const rows = rowsOf(glyphs.filter((glyph) => glyph.direction === 'right'));
  return [...columnsOf(glyphs).map(stack), ...rows.map((row) => join(withMarks(row), () => 1).text)].join('\n');
}

/** Smaller type than this share of the row's, raised by this share of it, is raised. */
const SMALLER = 0.9;
const RAISED = 0.1;

/** A row whose raised digits behind other characters are the mark of a note ("22（注1）"), and no digits of a figure. */
function withMarks(row: readonly Glyph[]): readonly Glyph[] {
  const size = Math.max(...row.map((glyph) => glyph.size));
  const base = Math.max(...row.filter((glyph) => glyph.size === size).map((glyph) => glyph.bottom));
  const isMark = (glyph: Glyph | undefined) =>
    glyph !== undefined &&
    glyph !== row[0] &&
    glyph.size < size * SMALLER &&
    glyph.bottom < base - size * RAISED &&
    /^\d$/.test(glyph.text);
  if (!row.some(isMark)) return row;
  // The text that a row begins with is no mark of what comes next: a stamp's lies over the figure.
  const stamped = row.some((glyph) => isMark(glyph) && glyph.run === row[0]!.run);
  if (stamped)
    return row.map((glyph) => (isMark(glyph) || glyph.run === row[0]!.run ? { ...glyph, text: UNKNOWN } : glyph));
  return row.map((glyph, i) =>
    isMark(glyph)
      ? { ...glyph, text: `${isMark(row[i - 1]) ? '' : '（注'}${glyph.text}${isMark(row[i + 1]) ? '' : '）'}` }
      : glyph,
  );
}

function middleOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.top + glyph.bottom, 0) / (2 * glyphs.length);
}

/** Characters whose middles are nearer than this share of the smaller one's height stand on one line. */
const ON_LINE = 0.5;

/**
 * Characters that stand on one line, lines from top to bottom, characters from left to right. The nearest come together first: a figure may stand
 * a little above its label, and below that what is written beside the table.
 */
export function rowsOf(glyphs: readonly Glyph[], middles: RowMiddles = NO_ROWS): Glyph[][] {
  const sorted = glyphs
    .map((glyph) => ({
      glyph,
      middle: middles.get(glyph) ?? (glyph.top + glyph.bottom) / 2,
      height: glyph.bottom - glyph.top,
    }))
    .sort((a, b) => a.middle - b.middle);
  // By a row's first character its largest one, where the row is, and its last; by its last one its first.
  const largest = sorted.slice();
  const last = sorted.map((_, i) => i);
  const first = sorted.map((_, i) => i);
  const gaps = sorted.slice(1).map(({ middle }, i) => ({ end: i, gap: middle - sorted[i]!.middle }));
  for (const { end } of gaps.sort((a, b) => a.gap - b.gap)) {
    const [from, to] = [first[end]!, last[end + 1]!];
    const [above, below] = [largest[from]!, largest[end + 1]!];
    if (below.middle - above.middle >= ON_LINE * Math.min(above.height, below.height)) continue;
    if (below.height > above.height) largest[from] = below;
    last[from] = to;
    first[to] = from;
  }
  const rows: Glyph[][] = [];
  for (let from = 0; from < sorted.length; from = last[from]! + 1) {
    const row = sorted.slice(from, last[from]! + 1).map(({ glyph }) => glyph);
    rows.push(row.sort((a, b) => a.left - b.left));
  }
  return rows;
}

function join(
  row: readonly Glyph[],
  spaces: (gap: number, size: number) => number,
): { text: string; places: readonly number[] } {
  let text = '';
  const places: number[] = [];
  let last: Glyph | undefined;
  for (const glyph of row) {
    if (last) {
      const gap = glyph.left - last.right;
      const size = Math.max(last.size, glyph.size);
      if (gap > size * (last.spaced ? GAP_AT_SPACE : GAP)) {
        const count = spaces(gap, size);
        text += ' '.repeat(count);
        for (let i = 0; i < count; i++) places.push(last.right / DIGIT_WIDTH);
      }
    }
    text += glyph.text;
    for (let i = 0; i < glyph.text.length; i++) places.push(glyph.left / DIGIT_WIDTH);
    if (!last || glyph.right > last.right) last = glyph;
  }
  places.push((last?.right ?? 0) / DIGIT_WIDTH);
  return { text, places };
}

/**
 * Columns of characters that do not run to the right. Text that runs down has its columns from right to left, text that runs up
 * (turned by a quarter) from left to right and its characters from the bottom.
 */
function columnsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const columns: Glyph[][] = [];
  for (const direction of ['down', 'up'] as const) {
    const sign = direction === 'down' ? 1 : -1;
    const sorted = glyphs
      .filter((glyph) => glyph.direction === direction)
      .sort((a, b) => sign * (b.left + b.right - (a.left + a.right)));
    const found: Glyph[][] = [];
    for (const glyph of sorted) {
      const first = found.at(-1)?.[0];
      const isNear =
        first && Math.abs(glyph.left + glyph.right - (first.left + first.right)) < Math.min(glyph.size, first.size);
      if (isNear) found.at(-1)!.push(glyph);
      else found.push([glyph]);
    }
    for (const column of found) columns.push(column.sort((a, b) => sign * (a.top - b.top)));
  }
  return columns;
}

function stack(column: readonly Glyph[]): string {
  return column.map((glyph) => glyph.text).join('');
}
