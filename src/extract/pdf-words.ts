/**
 * Positioned text of a PDF page: words with their boxes, in a coordinate system whose origin is the top left corner of the page
 * as it is shown, x to the right, y down, in points; and words put together to lines.
 */
import type { PdfPage } from './pdf-engine';

export interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Size of the font. */
  readonly size: number;
  /** Written from top to bottom. */
  readonly vertical: boolean;
}

export interface Line {
  readonly text: string;
  readonly top: number;
  readonly bottom: number;
}

type Matrix = readonly number[];
type Content = Awaited<ReturnType<PdfPage['getTextContent']>>;

/** Share of the font's size above and below the base line. */
const ASCENT = 0.86;
const DESCENT = 0.14;
/** Gaps from this share of the font's size on are spaces. */
const SPACE = 0.3;
/** Width that a space stands for in a line, as a share of the font's size. */
const SPACE_WIDTH = 0.5;
const MOST_SPACES = 40;

/** Two matrices as one, the right one applied first. */
export function multiply(m: Matrix, n: Matrix): number[] {
  const [a, b, c, d, e, f] = m as [number, number, number, number, number, number];
  const [g, h, i, j, k, l] = n as [number, number, number, number, number, number];
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** The words of a page that stand on it; a text drawn twice at one place (for bold type) is one. */
export function wordsOf(content: Content, viewport: { transform: Matrix; width: number; height: number }): Word[] {
  const words: Word[] = [];
  const drawn = new Map<string, Word[]>();
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const box = boxOf(item, multiply(viewport.transform, item.transform), Boolean(content.styles[item.fontName]?.vertical));
    const whole: Word = { ...box, text: plain(item.str) };
    if (whole.right <= 0 || whole.bottom <= 0 || whole.left >= viewport.width || whole.top >= viewport.height) continue;
    const same = drawn.get(whole.text) ?? [];
    if (same.some((word) => isSamePlace(word, whole))) continue;
    drawn.set(whole.text, [...same, whole]);
    words.push(...splitAtSpaces(whole));
  }
  return words;
}

function isSamePlace(a: Word, b: Word): boolean {
  const near = Math.min(a.size, b.size) * 0.25;
  return Math.abs(a.left - b.left) < near && Math.abs(a.top - b.top) < near && Math.abs(a.right - b.right) < near;
}

function boxOf(item: { width: number; height: number }, matrix: Matrix, vertical: boolean): Omit<Word, 'text'> {
  const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number];
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  if (vertical) return { left: e - size / 2, right: e + size / 2, top: f, bottom: f + item.height, size, vertical };
  const scale = Math.hypot(a, b) || 1;
  // Along the text, and from the base line up.
  const [ax, ay] = [(a / scale) * item.width, (b / scale) * item.width];
  const [ux, uy] = [c, d];
  const xs = [-DESCENT, ASCENT].flatMap((share) => [e + ux * share, e + ux * share + ax]);
  const ys = [-DESCENT, ASCENT].flatMap((share) => [f + uy * share, f + uy * share + ay]);
  const upright = Math.abs(ax) >= Math.abs(ay) || item.width < size;
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    size,
    vertical: !upright,
  };
}

/** Pieces between white space, each with its share of the width: full-width characters count twice. */
function splitAtSpaces(word: Word): Word[] {
  if (word.vertical || !/\s/u.test(word.text)) return [{ ...word, text: word.text.trim() }];
  const weights = [...word.text].map((character) => (character > '\u2e7f' ? 2 : 1));
  const unit = (word.right - word.left) / weights.reduce((sum, weight) => sum + weight, 0);
  const pieces: Word[] = [];
  let at = word.left;
  let text = '';
  let left = at;
  const end = (): void => {
    if (text !== '') pieces.push({ ...word, text, left, right: at });
    text = '';
  };
  for (const [index, character] of [...word.text].entries()) {
    if (/\s/u.test(character)) end();
    else {
      if (text === '') left = at;
      text += character;
    }
    at += weights[index]! * unit;
  }
  end();
  return pieces;
}

/** Radicals that fonts give in place of the characters that they look like. */
const RADICALS: Readonly<Record<string, string>> = Object.fromEntries(
  ['⺟母', '⺠民', '⻁虎', '⻄西', '⻅见', '⻆角', '⻉贝', '⻋车', '⻓长', '⻔门', '⻘青', '⻙韦', '⻚页', '⻛风', '⻜飞', '⻝食', '⻢马', '⻣骨', '⻤鬼', '⻥鱼', '⻦鸟', '⻨麦', '⻩黄', '⻬齐', '⻮齿', '⻰龙'].map(
    ([radical, ...character]) => [radical, character.join('')],
  ),
);

function plain(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => RADICALS[radical] ?? radical.normalize('NFKC'));
}

/** Words as lines from top to bottom. Gaps between words are spaces, as many as they are wide. */
export function linesOf(words: readonly Word[]): Line[] {
  return rowsOf(words).map((row) => ({
    text: join(row, (gap, size) => Math.min(MOST_SPACES, Math.max(1, Math.round(gap / (size * SPACE_WIDTH))))),
    top: Math.min(...row.map((word) => word.top)),
    bottom: Math.max(...row.map((word) => word.bottom)),
  }));
}

/** The text of a cell: its lines joined by "\n", gaps as one space; columns of vertical writing from right to left. */
export function cellText(words: readonly Word[]): string {
  const vertical = words.filter((word) => word.vertical);
  const columns = [...vertical].sort((a, b) => (overlaps(a, b) ? a.top - b.top : b.left - a.left));
  const lines = rowsOf(words.filter((word) => !word.vertical)).map((row) => join(row, () => 1));
  return [...columns.map((word) => word.text), ...lines].join('\n');
}

function overlaps(a: Word, b: Word): boolean {
  return Math.abs(a.left - b.left) < Math.min(a.size, b.size) / 2;
}

/** Words that stand on one line, lines from top to bottom, words from left to right. */
function rowsOf(words: readonly Word[]): Word[][] {
  const sorted = [...words].sort((a, b) => a.top + a.bottom - (b.top + b.bottom));
  const rows: { center: number; height: number; words: Word[] }[] = [];
  for (const word of sorted) {
    const center = (word.top + word.bottom) / 2;
    const height = word.bottom - word.top;
    const row = rows.at(-1);
    if (row && Math.abs(center - row.center) < Math.min(height, row.height) * 0.5) {
      row.words.push(word);
      // A line is where its largest words are.
      if (height > row.height) [row.height, row.center] = [height, center];
    } else rows.push({ center, height, words: [word] });
  }
  return rows.map((row) => row.words.sort((a, b) => a.left - b.left));
}

function join(row: readonly Word[], spaces: (gap: number, size: number) => number): string {
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  for (const word of row) {
    const gap = word.left - right;
    if (text !== '' && gap > word.size * SPACE) text += ' '.repeat(spaces(gap, word.size));
    text += word.text;
    right = Math.max(right, word.right);
  }
  return text;
}
