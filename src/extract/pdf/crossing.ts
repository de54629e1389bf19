/** Figures of a PDF page that are too wide for their cell: they go on over its side, into the next cell or out of the table. */
import { cellAtPoint, type Lattice } from './grid';
import type { Glyph } from './page';
import { rowsOf, UNKNOWN } from './text';

/** A character, with the table and the cell of it that it belongs to; none where it stands outside of all tables. */
export interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly place: CellPlace | undefined;
}

interface CellPlace {
  readonly lattice: number;
  readonly cell: number;
}

const OF_FIGURE = /^[\d０-９.,，．件项万元]$/;
/** Shares of their size that are less than the gap between the characters of one string, and of any. */
const SPACED = 0.1;
const EXACTLY = 0.001;
/** A figure of which so much is in a cell is that cell's. */
const MOSTLY = 0.6;

/**
 * The characters, each in the cell that its middle is in, but those of one figure in one: where they stand in several, it is the one
 * without any other text, or the one that has most of the figure. Where neither shows whose it is, its digits are not known.
 */
export function placedGlyphs(glyphs: readonly Glyph[], lattices: readonly Lattice[]): PlacedGlyph[] {
  const placeOf = ({ left, right, top, bottom }: Glyph): CellPlace | undefined => {
    for (const [lattice, each] of lattices.entries()) {
      const cell = cellAtPoint(each, (left + right) / 2, (top + bottom) / 2);
      if (cell >= 0) return { lattice, cell };
    }
    return undefined;
  };
  const placed = glyphs.map((glyph): PlacedGlyph => ({ glyph, place: placeOf(glyph) }));
  const crossing = figuresOf(placed).filter((figure) => figure.some(({ place }) => !isSame(place, figure[0]!.place)));
  if (crossing.length === 0) return placed;
  const counts = new Map<string, number>();
  for (const { place } of placed) if (place) counts.set(keyOf(place), (counts.get(keyOf(place)) ?? 0) + 1);
  const mended = new Map<Glyph, PlacedGlyph>();
  for (const figure of crossing) {
    const own = cellOf(figure, counts);
    for (const { glyph, place } of figure)
      mended.set(glyph, own ? { glyph, place: own } : { glyph: { ...glyph, text: UNKNOWN }, place });
  }
  return placed.map((each) => mended.get(each.glyph) ?? each);
}

/** What may be a figure: characters of a line that touch, from left to right. */
function figuresOf(placed: readonly PlacedGlyph[]): PlacedGlyph[][] {
  const places = new Map(placed.map((each) => [each.glyph, each]));
  const figures: PlacedGlyph[][] = [];
  for (const row of rowsOf(placed.flatMap(({ glyph }) => (isOfFigure(glyph) ? [glyph] : [])))) {
    let last: Glyph | undefined;
    for (const glyph of row) {
      const each = places.get(glyph)!;
      if (last && doTouch(last, glyph)) figures.at(-1)!.push(each);
      else figures.push([each]);
      last = glyph;
    }
  }
  return figures;
}

function isOfFigure({ text, direction }: Glyph): boolean {
  return direction === 'right' && OF_FIGURE.test(text);
}

/** Many programs show each character as a string of its own: those that follow exactly are of one text. */
function doTouch(last: Glyph, next: Glyph): boolean {
  const gap = next.left - last.right;
  return last.run === next.run ? gap < SPACED * last.size : Math.abs(gap) < EXACTLY * last.size;
}

/** The cell that a figure belongs to, of those that it stands in; undefined where that does not show. `counts`: how many characters are in each. */
function cellOf(figure: readonly PlacedGlyph[], counts: ReadonlyMap<string, number>): CellPlace | undefined {
  const cells = new Map<string, { place: CellPlace; width: number; count: number }>();
  for (const { glyph, place } of figure) {
    if (!place) continue;
    const { width, count } = cells.get(keyOf(place)) ?? { width: 0, count: 0 };
    cells.set(keyOf(place), { place, width: width + glyph.right - glyph.left, count: count + 1 });
  }
  const empty = [...cells].filter(([key, { count }]) => counts.get(key) === count);
  if (empty.length === 1) return empty[0]![1].place;
  const whole = [...cells.values()].reduce((sum, { width }) => sum + width, 0);
  return [...cells.values()].find(({ width }) => width > whole * MOSTLY)?.place;
}

const keyOf = ({ lattice, cell }: CellPlace): string => `${lattice} ${cell}`;

function isSame(a: CellPlace | undefined, b: CellPlace | undefined): boolean {
  return a?.lattice === b?.lattice && a?.cell === b?.cell;
}
