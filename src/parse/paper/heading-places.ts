/**
 * Figures below the headings of their columns, in text that keeps the layout of paper: what a row with blank cells has in which
 * column. Both the nearest heading and the stretch between two headings have to say the same.
 */
import { isNumbering } from '../printed/characters';
import type { Figure, Piece, Token } from '../printed/tokens';
import { isCounted, isMeasured } from './places';

/** Digits by which a figure may stand left of its heading. */
const SLACK = 1;
/** How much nearer a figure stands to its own heading than to the next one. */
const NEARER = 0.7;

/** By heading, from left to right, its figure or undefined; undefined where a figure's place is not plain. */
export function underHeadings(
  figures: readonly Figure[],
  headings: readonly Piece[],
): (Figure | undefined)[] | undefined {
  const cells = new Array<Figure | undefined>(headings.length).fill(undefined);
  for (const figure of figures) {
    const at = middle(figure);
    const distances = headings.map((heading) => Math.abs(middle(heading) - at));
    const [least, next] = [...distances].sort((a, b) => a - b);
    const nearest = distances.indexOf(least!);
    // Where it is not known how wide characters are, figures seem to stand between two headings.
    if (next !== undefined && least! > next * NEARER) return undefined;
    const before = headings.filter((heading) => heading.from - SLACK <= at).length - 1;
    if (before !== nearest || cells[nearest]) return undefined;
    cells[nearest] = figure;
  }
  return cells;
}

/** Figures that show where the columns of a text are. */
const FEWEST_ALIGNED = 4;

/** A row's figures by column, and the headings of these. */
export interface HeadedRow {
  readonly cells: readonly (Figure | undefined)[];
  readonly headings: readonly Piece[];
}

/**
 * Whether figures stand below their headings as those of one table do: each as far from the middle of its own, or from its left end, as all
 * others. A program that leaves blank cells out sets all figures in the first columns: one of them stands behind a blank one.
 */
export function areAligned(rows: readonly HeadedRow[]): boolean {
  const spread = (place: (heading: Piece) => number) => {
    const offsets = rows.flatMap(({ cells, headings }) =>
      cells.flatMap((figure, i) => (figure ? [middle(figure) - place(headings[i]!)] : [])),
    );
    return offsets.length < FEWEST_ALIGNED ? Number.POSITIVE_INFINITY : Math.max(...offsets) - Math.min(...offsets);
  };
  // Tabs set headings and figures alike at their stops, whichever column is blank before them.
  const areLeft = rows.every(({ cells, headings }) =>
    cells.every((figure, i) => !figure || isAtLeft(figure, headings[i]!)),
  );
  const areTabbed = areLeft && !rows.some(({ headings }) => isMeasured(headings));
  const keepsBlanks = rows.some(hasBlankBefore);
  // Programs that count characters set figures beside their places.
  const areCounted = isCounted(rows.flatMap(({ headings }) => headings));
  return keepsBlanks && !areTabbed && !areCounted && (spread(middle) <= SLACK || spread(({ from }) => from) <= SLACK);
}

export const isAtLeft = (figure: Figure, heading: Piece): boolean => Math.abs(figure.from - heading.from) < SLACK;

/** Whether a figure stands behind a blank cell. */
export const hasBlankBefore = ({ cells }: HeadedRow): boolean =>
  cells.some((figure, i) => figure && cells.slice(0, i).includes(undefined));

/**
 * By heading, the figure that stands in its column, where headings begin at the left of their columns: the last that begins before it; undefined
 * where two stand in one.
 */
export function behindHeadings(
  figures: readonly Figure[],
  headings: readonly Piece[],
): (Figure | undefined)[] | undefined {
  const cells = new Array<Figure | undefined>(headings.length).fill(undefined);
  for (const figure of figures) {
    const column = headings.findLastIndex((heading) => heading.from - SLACK <= figure.from);
    if (column < 0 || cells[column]) return undefined;
    cells[column] = figure;
  }
  return cells;
}

/** Figures that show that all stand at the right of columns whose headings begin at the left, and digits by which they may differ in it. */
const FEWEST_AT_RIGHT = 8;
const EXACT = 0.3;

/**
 * By heading, the figure that ends at the right of its column, where all columns are as wide: as far behind the left of its heading as every other
 * one. Undefined where figures stand otherwise, or too few to show it.
 */
export function atRightOfColumns(
  figures: readonly Figure[],
  headings: readonly Piece[],
): (Figure | undefined)[] | undefined {
  if (figures.length < FEWEST_AT_RIGHT || !isMeasured(headings)) return undefined;
  const cells = behindHeadings(figures, headings);
  const offsets = cells?.flatMap((figure, i) => (figure ? [figure.to - headings[i]!.from] : [])) ?? [];
  return Math.max(...offsets) - Math.min(...offsets) < EXACT ? cells : undefined;
}

/** How far left of all headings a figure stands that is none of their columns'. */
const FAR = 6;

/** Figures behind a token, on lines of their own, left of all headings, which keep their places, on the same page: pages' numbers. */
export function leftOfHeadings(
  tokens: readonly Token[],
  at: number,
  headings: readonly Piece[] | undefined,
): ReadonlySet<Token> {
  if (!headings || isCounted(headings)) return new Set();
  const [first] = headings as readonly [Piece, ...Piece[]];
  const isLeft = (token: Token) =>
    token.type === 'figure' &&
    token.alone &&
    token.page === first.page &&
    token.to < first.from - FAR &&
    /^\d{1,3}$/.test(token.text.trim());
  return new Set(tokens.slice(at).filter(isLeft));
}

const middle = ({ from, to }: { from: number; to: number }): number => (from + to) / 2;

/** Tokens above a row among which its headings are. */
const LONGEST_ABOVE = 60;
/** Letters that a printed heading has at least. */
const SHORTEST = 2;

/**
 * The headings of columns above a token: the nearest line on which all are printed side by side, each with the letters of one of
 * its spellings, with blanks between them that keep places; undefined where there is none.
 */
export function headingsAbove(
  tokens: readonly Token[],
  at: number,
  spellings: readonly (readonly string[])[],
): Piece[] | undefined {
  const lines = new Map<number, Piece[]>();
  for (const token of tokens.slice(Math.max(0, at - LONGEST_ABOVE), at))
    if (token.type === 'piece') lines.set(token.row, [...(lines.get(token.row) ?? []), token]);
  for (const line of [...lines.values()].reverse()) {
    const headings = line.slice(-spellings.length);
    const areThese = headings.every((piece, i) => {
      const letters = piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');
      return letters.length >= SHORTEST && spellings[i]!.some((spelling) => spelling.startsWith(letters));
    });
    const areApart = headings.every((piece, i) => i === 0 || piece.from - headings[i - 1]!.to > 1);
    if (headings.length === spellings.length && areThese && areApart) return headings;
  }
  return undefined;
}

/** Pieces, letters with a blank between them put together ("结 果"). */
export function withoutSpaces(part: readonly Token[]): Piece[] {
  const pieces: Piece[] = [];
  let last: Token | undefined;
  for (const token of part) {
    const before = pieces.at(-1);
    const isNext =
      last?.type === 'piece' &&
      token.type === 'piece' &&
      token.row === last.row &&
      token.from - last.to <= 1 &&
      isLetter(token) &&
      isLetter(last);
    if (token.type === 'piece')
      if (isNext)
        pieces[pieces.length - 1] = { ...before!, symbols: [...before!.symbols, ...token.symbols], to: token.to };
      else pieces.push(token);
    last = token;
  }
  return pieces;
}

const isLetter = ({ symbols }: Piece): boolean => symbols.filter((symbol) => !isNumbering(symbol)).length === 1;
