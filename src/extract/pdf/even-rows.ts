/** Tables of a PDF page without rules whose figures all stand a little higher or lower than their labels. */
import { NO_ROWS, type RowMiddles } from './bands';
import type { Glyph } from './page';

/** Characters whose middles are nearer than this, in points, were set on one line; lines set alike are as far apart from their labels. */
const EXACT = 0.3;
/** Less than this share of the size is one line anyway, and more another. */
const LEAST = 0.15;
const MOST = 0.5;
/** Lines of figures that show it, and the share of all of them. */
const FEWEST = 6;
const MOSTLY = 0.6;
/** A page with more lines is a drawing. */
const MOST_LEVELS = 1_000;
const FIGURE = /^[\d０-９.,，．+＋\-－—–/／件万元]$/;
const LABEL = /\p{Script=Han}/u;

interface Level {
  readonly middle: number;
  readonly glyphs: readonly Glyph[];
}

/** Where the characters of figures would be, if they stood on the lines of their labels; none where they do, or it does not show. */
export function evenRows(glyphs: readonly Glyph[]): RowMiddles {
  const levels = levelsOf(glyphs.filter(({ direction }) => direction === 'right'));
  const figures = levels.filter((level) => level.glyphs.every(({ text }) => FIGURE.test(text)));
  if (figures.length < FEWEST || levels.length > MOST_LEVELS) return NO_ROWS;
  const labels = levels.filter((level) => level.glyphs.some(({ text }) => LABEL.test(text)));
  const apart = figures.flatMap((figure) => labels.flatMap((label) => offsetOf(figure, label) ?? []));
  const offset = mostCommon(apart);
  if (!offset || offset.count < MOSTLY * figures.length) return NO_ROWS;
  const { size } = figures[0]!.glyphs[0]!;
  if (Math.abs(offset.value) < LEAST * size) return NO_ROWS;
  return new Map(
    figures.flatMap((level) => level.glyphs.map((glyph) => [glyph, level.middle + offset.value] as const)),
  );
}

const middleOf = ({ top, bottom }: Glyph): number => (top + bottom) / 2;

/** Characters by where their middles are, from top to bottom. */
function levelsOf(glyphs: readonly Glyph[]): Level[] {
  const levels: { middle: number; glyphs: Glyph[] }[] = [];
  for (const glyph of [...glyphs].sort((a, b) => middleOf(a) - middleOf(b))) {
    const last = levels.at(-1);
    if (last && middleOf(glyph) - last.middle < EXACT) last.glyphs.push(glyph);
    else levels.push({ middle: middleOf(glyph), glyphs: [glyph] });
  }
  return levels;
}

/** How far a label is below figures that stand at its right; undefined where it is on another line. */
function offsetOf(figure: Level, label: Level): number | undefined {
  const offset = label.middle - figure.middle;
  const [first] = figure.glyphs;
  if (Math.abs(offset) >= MOST * first!.size) return undefined;
  const left = Math.min(...figure.glyphs.map((glyph) => glyph.left));
  return label.glyphs.some((glyph) => glyph.right < left) ? offset : undefined;
}

function mostCommon(offsets: readonly number[]): { readonly value: number; readonly count: number } | undefined {
  const sorted = [...offsets].sort((a, b) => a - b);
  let best: { value: number; count: number } | undefined;
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && sorted[to]! - sorted[from]! < EXACT) to++;
    if (!best || to - from > best.count) best = { value: sorted[(from + to - 1) >> 1]!, count: to - from };
  }
  return best;
}
