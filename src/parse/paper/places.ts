/**
 * How wide a Chinese character is in text that keeps the layout of paper: two digits in most, one in the text of extractors that
 * count characters (poppler's). The width by which the figures of a table stand one below the other is the right one.
 */
import type { TextLine } from '../../extract/document';
import { type Figure, type Piece, type Token, tokenise } from '../printed/tokens';

/** Figures on a line of a table. */
const FEWEST_FIGURES = 5;
const FEWEST_LINES = 2;
const MOST_FIGURES = 20;
/** The same of lines with few figures, and the lines above that show where their columns are. */
const FEWEST_SHORT_LINES = 6;
const LINES_ABOVE = 4;
/** How much better aligned the figures are if each character is as wide as a digit. */
const BETTER = 0.5;

/** The tokens of lines, placed as on paper. */
export interface PlacedTokens {
  readonly tokens: Token[];
  /** As they are placed if characters have the other width, where figures stand as straight then. */
  readonly otherwise?: Token[];
}

export function placedTokens(lines: readonly TextLine[]): PlacedTokens {
  const wide = tokenise(lines);
  if (lines.some((line) => line.places)) return { tokens: wide };
  const narrow = tokenise(lines.map((line) => ({ ...line, places: placesOf(line.text) })));
  const isWhole = figureLines(wide).length >= FEWEST_LINES;
  const isKnown = isWhole || shortLines(wide).length >= FEWEST_SHORT_LINES;
  const measure = isWhole ? raggedness : scatter;
  const [asWide, asNarrow] = [measure(wide), measure(narrow)];
  // What marks the ends of pages took the text from them.
  const isPaged = isKnown && lines.some(({ page }) => page !== undefined);
  const isNarrow = isPaged ? asWide >= asNarrow * BETTER : isKnown && asNarrow < asWide * BETTER;
  if (isNarrow) return asWide <= asNarrow ? { tokens: narrow, otherwise: wide } : { tokens: narrow };
  return asNarrow <= asWide ? { tokens: wide, otherwise: narrow } : { tokens: wide };
}

/** Each character is as wide as a digit. */
function placesOf(text: string): number[] {
  const places: number[] = [];
  let place = 0;
  for (const char of text) {
    for (let unit = 0; unit < char.length; unit++) places.push(place);
    place++;
  }
  return [...places, place];
}

/** How far apart figures of consecutive lines of a table stand that are of one column. */
function raggedness(tokens: readonly Token[]): number {
  let sum = 0;
  let above: Figure[] = [];
  for (const line of figureLines(tokens)) {
    if (line.length === above.length && line[0]!.page === above[0]!.page)
      for (const [i, figure] of line.entries()) sum += Math.abs(middle(figure) - middle(above[i]!));
    above = line;
  }
  return sum;
}

/** How far the figures of lines of a table that lack some stand from the next ones above them. */
function scatter(tokens: readonly Token[]): number {
  const lines = shortLines(tokens);
  return lines.reduce((sum, line, at) => {
    const above = lines.slice(Math.max(0, at - LINES_ABOVE), at).filter(([first]) => first!.page === line[0]!.page);
    const distances = above.flatMap((each) => each.map((figure) => middle(figure)));
    if (distances.length === 0) return sum;
    return sum + line.reduce((so, figure) => so + Math.min(...distances.map((at) => Math.abs(at - middle(figure)))), 0);
  }, 0);
}

/** Lines that are a label and a few figures. */
function shortLines(tokens: readonly Token[]): Figure[][] {
  const byRow = new Map<number, Token[]>();
  for (const token of tokens) byRow.set(token.row, [...(byRow.get(token.row) ?? []), token]);
  return [...byRow.values()].flatMap((line) => {
    const figures = line.filter((token): token is Figure => token.type === 'figure');
    const isTable = line[0]!.type === 'piece' && line.at(-1)!.type === 'figure' && figures.length < MOST_FIGURES;
    return isTable ? [figures] : [];
  });
}

/** Lines that end with several figures, as those of tables do. */
function figureLines(tokens: readonly Token[]): Figure[][] {
  const byRow = new Map<number, Figure[]>();
  for (const token of tokens)
    if (token.type === 'piece') byRow.delete(token.row);
    else {
      const line = byRow.get(token.row) ?? [];
      line.push(token);
      byRow.set(token.row, line);
    }
  return [...byRow.values()].filter((line) => line.length >= FEWEST_FIGURES && line.length < MOST_FIGURES);
}

const middle = (figure: Figure): number => (figure.from + figure.to) / 2;

/** A piece that shows how wide its characters are. */
const SHORTEST = 2;

/** Whether places are a page's own: no text's are parts of a digit. */
export const isMeasured = (tokens: readonly Token[]): boolean => tokens.some(({ from }) => !Number.isInteger(from));

/**
 * Whether each Chinese character of these tokens is as wide as a digit: a program took the text from a page. On a page itself digits may be
 * wide, too.
 */
export function isCounted(tokens: readonly Token[]): boolean {
  if (isMeasured(tokens)) return false;
  const pieces = tokens.filter((token): token is Piece => token.type === 'piece' && token.symbols.length >= SHORTEST);
  return pieces.filter(({ from, to, symbols }) => to - from < 1.5 * symbols.length).length > pieces.length / 2;
}
