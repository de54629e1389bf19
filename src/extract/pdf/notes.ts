/**
 * Notes of figures that are wrapped in a column without rules ("12（其中" above "修订 5 件）"): the digits of what is wrapped are
 * no figures, so all of a note stands beside its figure.
 */
import type { Meter } from '../limits';
import type { Glyph } from './page';
import { rowsOf } from './text';

/** Characters of a row with no gap between them. */
interface Piece {
  readonly glyphs: readonly Glyph[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly size: number;
}

/** Gaps from this share of the size on part pieces. */
const GAP = 0.9;
/** Lines of a cell follow each other within this share of the size. */
const NEXT_LINE = 2;
/** A note has no more lines below its first. */
const MOST_LINES = 5;
/** A figure with a note that its line does not end. */
const OPEN = /^[\d,，.．]+\s*[（(][^）)]*$/;
const LONGEST = 40;

/** The characters of a page outside of its ruled tables, with each wrapped note as one piece of text. */
export function withWholeNotes(glyphs: readonly Glyph[], meter: Meter): readonly Glyph[] {
  const pieces = rowsOf(glyphs.filter(({ direction }) => direction === 'right')).flatMap(piecesOf);
  const moved = new Map<Glyph, Glyph | undefined>();
  for (const first of pieces) {
    if (!OPEN.test(first.text) || first.text.length > LONGEST) continue;
    meter.checkTime();
    const rest = restOf(first, pieces);
    if (!rest) continue;
    const middle = middleAmong([first, ...rest], pieces);
    const last = first.glyphs.at(-1)!;
    for (const glyph of first.glyphs) moved.set(glyph, at(glyph, middle));
    moved.set(last, at({ ...last, text: last.text + rest.map(({ text }) => text).join('') }, middle));
    for (const glyph of rest.flatMap((piece) => piece.glyphs)) moved.set(glyph, undefined);
  }
  if (moved.size === 0) return glyphs;
  return glyphs.flatMap((glyph) => (moved.has(glyph) ? (moved.get(glyph) ?? []) : [glyph]));
}

function at(glyph: Glyph, middle: number): Glyph {
  const half = (glyph.bottom - glyph.top) / 2;
  return { ...glyph, top: middle - half, bottom: middle + half };
}

function piecesOf(row: readonly Glyph[]): Piece[] {
  const pieces: Glyph[][] = [];
  for (const glyph of row) {
    const last = pieces.at(-1)?.at(-1);
    if (last && glyph.left - last.right <= GAP * Math.max(last.size, glyph.size)) pieces.at(-1)!.push(glyph);
    else pieces.push([glyph]);
  }
  return pieces.map((piece) => ({
    glyphs: piece,
    text: piece.map(({ text }) => text).join(''),
    left: piece[0]!.left,
    right: Math.max(...piece.map(({ right }) => right)),
    middle: piece.reduce((sum, { top, bottom }) => sum + top + bottom, 0) / (2 * piece.length),
    size: piece[0]!.size,
  }));
}

/** The pieces below one another up to the end of a note; undefined where it has none. */
function restOf(first: Piece, pieces: readonly Piece[]): Piece[] | undefined {
  const rest: Piece[] = [];
  for (let last = first; rest.length < MOST_LINES; ) {
    const below = pieces.filter(
      ({ left, right, middle }) =>
        middle > last.middle + last.size / 2 &&
        middle < last.middle + last.size * NEXT_LINE &&
        left < first.right + first.size &&
        right > first.left - first.size,
    );
    const next = below.length === 1 ? below[0]! : undefined;
    if (!next || /[（(]/.test(next.text) || next.text.length > LONGEST) return undefined;
    rest.push(next);
    const end = next.text.search(/[）)]/);
    if (end >= 0) return end === next.text.length - 1 ? rest : undefined;
    last = next;
  }
  return undefined;
}

/** The height of the cell's row: where most other pieces stand, at its first line, its last, or between. */
function middleAmong(cell: readonly Piece[], pieces: readonly Piece[]): number {
  const [first, last] = [cell[0]!, cell.at(-1)!];
  const heights = [(first.middle + last.middle) / 2, first.middle, last.middle];
  const beside = heights.map(
    (height) =>
      pieces.filter((piece) => !cell.includes(piece) && Math.abs(piece.middle - height) < first.size / 3).length,
  );
  return heights[beside.indexOf(Math.max(...beside))]!;
}
