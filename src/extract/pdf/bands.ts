/**
 * Tables of a PDF page with rules across and none down: text between two rules is one row, though figures of another font, or set
 * at the row's top, stand a little higher than its label.
 */
import { joined } from './grid';
import type { Glyph } from './page';
import type { Rule } from './rules';

/** What is higher, in points, may hold more than one row. */
const HIGHEST = 40;
/** Characters whose middles differ by more than this share of their size stand on two lines. */
const SAME_LINE = 0.5;
/** A page with more is a drawing. */
const MOST_RULES = 300;

/** y of the middle of the row that a character is in, where rules say which row that is. */
export type RowMiddles = ReadonlyMap<Glyph, number>;

export const NO_ROWS: RowMiddles = new Map();

/** `glyphs` are those outside of tables whose cells are ruled. */
export function rowMiddles(glyphs: readonly Glyph[], rules: readonly Rule[]): RowMiddles {
  const across = joined(rules.filter((rule) => rule.horizontal)).sort((a, b) => a.at - b.at);
  if (across.length < 2 || across.length > MOST_RULES) return NO_ROWS;
  const bands = new Map<string, Glyph[]>();
  for (const glyph of glyphs) {
    if (glyph.direction !== 'right') continue;
    const band = bandOf(glyph, across);
    if (!band) continue;
    const key = `${band.top} ${band.bottom}`;
    const same = bands.get(key);
    if (same) same.push(glyph);
    else bands.set(key, [glyph]);
  }
  const middles = new Map<Glyph, number>();
  for (const band of bands.values()) {
    if (!isOneLine(band)) continue;
    // Where most of it stands: text between underlines goes on beside them.
    const middle = band.map(middleOf).sort((a, b) => a - b)[band.length >> 1]!;
    for (const glyph of band) middles.set(glyph, middle);
  }
  return middles;
}

const middleOf = ({ top, bottom }: Glyph): number => (top + bottom) / 2;

function bandOf(glyph: Glyph, across: readonly Rule[]): { top: number; bottom: number } | undefined {
  const [x, y] = [(glyph.left + glyph.right) / 2, middleOf(glyph)];
  const over = across.filter(({ from, to }) => from <= x && to >= x);
  const below = over.findIndex(({ at }) => at > y);
  const [top, bottom] = [over[below - 1]?.at, over[below]?.at];
  return top === undefined || bottom === undefined || bottom - top > HIGHEST ? undefined : { top, bottom };
}

/** Whether no character stands above another. */
function isOneLine(glyphs: readonly Glyph[]): boolean {
  const sorted = [...glyphs].sort((a, b) => a.left - b.left);
  let reach: Glyph | undefined;
  for (const glyph of sorted) {
    const apart = reach && Math.abs(middleOf(glyph) - middleOf(reach));
    if (reach && reach.right > glyph.left && apart! > Math.min(glyph.size, reach.size) * SAME_LINE) return false;
    if (!reach || glyph.right > reach.right) reach = glyph;
  }
  return true;
}
