/** PDF pages set in two columns, or two pages printed on one sheet: the left one is read before the right one. */
import type { Box } from './geometry';
import type { Lattice } from './grid';
import type { Glyph } from './page';

/** The gutter is in the middle part of the page, and this wide at least, in points. */
const FROM = 0.3;
const TO = 0.7;
const NARROWEST = 8;
/** Lines that may go across the gutter: the number of the page, a heading over both columns. */
const MOST_ACROSS = 2;
/** A column has a table, or lines with so many characters that follow each other. */
const LONG_LINE = 14;
const FEWEST_LINES = 2;

export interface Column {
  readonly glyphs: readonly Glyph[];
  readonly lattices: readonly Lattice[];
}

/**
 * The columns of a page from left to right: one where it has no gutter. Only tables whose cells are ruled show that what stands
 * beside each other is no row of one table. What stands in the gutter comes with the right column.
 */
export function columnsOf(glyphs: readonly Glyph[], lattices: readonly Lattice[], width: number): Column[] {
  const whole = [{ glyphs, lattices }];
  if (lattices.length === 0) return whole;
  const gutter = gutterOf(glyphs, lattices, width);
  if (gutter === undefined) return whole;
  const columns = [true, false].map((isLeft) => ({
    glyphs: glyphs.filter(({ right }) => right <= gutter === isLeft),
    lattices: lattices.filter(({ xs }) => xs.at(-1)! <= gutter === isLeft),
  }));
  return columns.every(isColumn) ? columns : whole;
}

/** Points of a page, at most, as programs that show pages take it; a damaged file may say any number. */
const WIDEST = 14_400;

/** x of the middle of the widest strip that no table and next to no line goes across. */
function gutterOf(glyphs: readonly Glyph[], lattices: readonly Lattice[], width: number): number | undefined {
  if (width > WIDEST) return undefined;
  const counts = new Array<number>(Math.ceil(width) + 1).fill(0);
  const add = ({ left, right }: Pick<Box, 'left' | 'right'>, count: number) => {
    for (let x = Math.max(0, Math.floor(left)); x <= Math.min(counts.length - 1, Math.floor(right)); x++)
      counts[x]! += count;
  };
  for (const glyph of glyphs) add(glyph, 1);
  for (const { xs } of lattices) add({ left: xs[0]!, right: xs.at(-1)! }, MOST_ACROSS + 1);
  let best: { from: number; to: number } | undefined;
  for (let from = Math.ceil(width * FROM); from < width * TO; ) {
    let to = from;
    while (to < width * TO && counts[to]! <= MOST_ACROSS) to++;
    if (to - from >= NARROWEST && (!best || to - from > best.to - best.from)) best = { from, to };
    from = to + 1;
  }
  return best && (best.from + best.to) / 2;
}

function isColumn({ glyphs, lattices }: Column): boolean {
  if (lattices.some(({ xs, ys }) => xs.length > 2 && ys.length > 2)) return true;
  let lines = 0;
  let length = 0;
  let last: Glyph | undefined;
  for (const glyph of [...glyphs].sort((a, b) => Math.round(a.top / 4) - Math.round(b.top / 4) || a.left - b.left)) {
    const follows =
      last !== undefined && Math.abs(glyph.top - last.top) < glyph.size / 2 && glyph.left - last.right < glyph.size / 2;
    length = follows ? length + 1 : 1;
    if (length === LONG_LINE) lines++;
    last = glyph;
  }
  return lines >= FEWEST_LINES;
}
