/**
 * Lines of table 2 that could be the number of a page as well as figures between marks ("- 8 -").
 */
import type { Figure, Piece, Token } from '../printed/tokens';

/** Columns of a row. */
const COLUMNS = 3;

/**
 * The tokens with such lines as figures, of marks that stand for figures elsewhere in the table; undefined where there are none. Whether they are
 * figures the rows have to show, by being whole with them.
 */
export function withMarkedFigures(tokens: readonly Token[]): Token[] | undefined {
  const printed = tokens.flatMap((token) => (token.type === 'figure' ? [token.text.trim()] : []));
  const marks = new Set(printed.filter((text) => !/\d/.test(text)));
  let isFound = false;
  const made = tokens.flatMap((token): Token[] => {
    if (token.type === 'figure' || token.symbols.length > 0) return [token];
    const figures = figuresOf(token);
    const areMarked = figures.length === COLUMNS && marks.has(figures[0]!.text) && marks.has(figures[2]!.text);
    isFound ||= areMarked;
    return areMarked ? figures : [token];
  });
  return isFound ? made : undefined;
}

function figuresOf({ symbols: _, type: __, ...place }: Piece): Figure[] {
  return [...place.text.matchAll(/\S+/g)].map(([text], i) => ({
    ...place,
    type: 'figure',
    alone: false,
    text,
    from: place.from + 2 * i,
    to: place.from + 2 * i + 1,
  }));
}
