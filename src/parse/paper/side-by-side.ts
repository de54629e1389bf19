/**
 * Figures of one column that a program did not set in the order of paper. Programs that count characters (poppler's) sort what stands at
 * about one height: where the extents of two pieces overlap, from top to bottom, otherwise from left to right. So a longer figure of a
 * lower row may come before the figure above it. Behind a label that runs into the columns figures are moved, and tell nothing.
 */
import type { Figure, Token } from '../printed/tokens';

/** Tells figures that the text before them on their line, which ends where they begin, may have moved. */
export type IsPushed = (figure: Figure) => boolean;

/** Such figures of a text. */
export function pushedFigures(tokens: readonly Token[]): IsPushed {
  const pushed = new Set<string>();
  const key = ({ row, from }: Token) => `${row}:${from}`;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.type !== 'figure' || before?.row !== token.row || token.from - before.to > 1) continue;
    if (before.type === 'piece' || pushed.has(key(before))) pushed.add(key(token));
  }
  return (figure) => pushed.has(key(figure));
}

/** Whether of two figures that a column has, in the order of the text, it is not known which is the upper one. */
export function mayBeTurned(a: Figure, b: Figure, isPushed: IsPushed): boolean {
  return isPushed(a) || isPushed(b) || a.from >= b.to || b.from >= a.to;
}

/** Orders of rows that are looked at in all. */
const MOST_ORDERS = 2_000;

/**
 * Every way to order the cells of each column anew where two of its figures may be turned, those of which `holds` is true of every row;
 * undefined where there are too many to try.
 */
export function reordered<Cell>(
  columns: readonly (readonly Cell[])[],
  isTurned: (a: Cell, b: Cell) => boolean,
  holds: (row: readonly Cell[]) => boolean,
): (readonly Cell[])[][] | undefined {
  let ways: (readonly Cell[])[][] = [[]];
  for (const column of columns) {
    const isLoose = column.some((a, i) => column.slice(i + 1).some((b) => isTurned(a, b)));
    const orders = isLoose ? permutations(column) : [column];
    if (ways.length * orders.length > MOST_ORDERS) return undefined;
    ways = ways.flatMap((way) => orders.map((order) => [...way, order]));
  }
  const made = ways.map((way) => columns[0]!.map((_, row) => way.map((column) => column[row]!)));
  return made.filter((rows) => rows.every(holds));
}

/** Longer columns have more orders than are looked at. */
const LONGEST = 5;

function permutations<Cell>(cells: readonly Cell[]): (readonly Cell[])[] {
  if (cells.length > LONGEST) return new Array(MOST_ORDERS + 1).fill(cells);
  if (cells.length < 2) return [cells];
  return cells.flatMap((cell, i) =>
    permutations([...cells.slice(0, i), ...cells.slice(i + 1)]).map((rest) => [cell, ...rest]),
  );
}
