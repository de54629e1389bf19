/**
 * Doubt about rows of table 2 in running text: it has no sums, so that figures are a row's, and in its order, only where their places say so.
 */
import type { LineRow } from '../lines/rows';
import type { Token } from '../printed/tokens';

/** Whether figures stand on the line of a row's label that no row has: words between the two may be of a note. */
export function leavesFigures({ at }: LineRow, rows: readonly LineRow[], tokens: readonly Token[]): boolean {
  const given = new Set<Token>(rows.flatMap((row) => row.figures));
  return tokens.some((token) => token.type === 'figure' && token.row === tokens[at]!.row && !given.has(token));
}

/**
 * Whether digits that no other row has stand alone on the next line, just below a figure of the row: a narrow column may have broken
 * the figure in two.
 */
export function goesOnBelow({ at, figures }: LineRow, rows: readonly LineRow[], tokens: readonly Token[]): boolean {
  const given = new Set(rows.flatMap((row) => row.figures));
  return tokens.some(
    (token) =>
      token.type === 'figure' &&
      token.alone &&
      /^[\d０-９,.]+$/.test(token.text.trim()) &&
      (!given.has(token) || figures.includes(token)) &&
      figures.some(
        (figure) =>
          // Cells one below the other are no broken figure.
          !(figures.includes(token) && figure.alone && figure.row !== tokens[at]!.row) &&
          figure.row + 1 === token.row &&
          figure.page === token.page &&
          token.from < figure.to &&
          figure.from < token.to,
      ),
  );
}

/**
 * Whether a row's figures stand on several lines, and not one a line: which cell stands higher says nothing of which comes first.
 */
export function isOverLines({ figures }: LineRow): boolean {
  const lines = new Set(figures.map(({ row }) => row)).size;
  return lines > 1 && !(lines === figures.length && figures.every(({ alone }) => alone));
}

/**
 * Rows whose labels follow each other before the figures of both, or behind them, where no line parts the figures of the one from the
 * other's: an extractor may have gone through them by rows or by columns. Not where all are the same.
 */
export function inEitherDirection(rows: readonly LineRow[], tokens: readonly Token[]): ReadonlySet<LineRow> {
  const places = new Map(tokens.map((token, place) => [token, place]));
  const several = rows.filter(({ figures }) => figures.length > 1);
  const open = new Set<LineRow>();
  for (const row of several)
    for (const other of several) {
      if (row === other || !isAcross(row, other, places)) continue;
      const all = [...row.figures, ...other.figures];
      if (isLine(row) && isLine(other) && row.figures[0]!.row !== other.figures[0]!.row) continue;
      if (all.some((figure) => figure.text !== all[0]!.text)) for (const each of [row, other]) open.add(each);
    }
  return open;
}

const isLine = ({ figures }: LineRow): boolean => figures.every(({ row }) => row === figures[0]!.row);

/** Whether the label of the one stands between that of the other and its figures. */
function isAcross({ at, figures }: LineRow, other: LineRow, places: ReadonlyMap<Token, number>): boolean {
  const [first, last] = [figures[0]!, figures.at(-1)!].map((figure) => places.get(figure)!) as [number, number];
  return (at < other.at && other.at < first) || (last < other.at && other.at < at);
}

/** Rows that share figures one below the other, with no label between, where one of the two is not full: nothing says where they part. */
export function inOneRun(
  rows: readonly LineRow[],
  tokens: readonly Token[],
  expected: (row: string) => number,
): ReadonlySet<LineRow> {
  const owner = new Map<Token, LineRow>(rows.flatMap((row) => row.figures.map((figure) => [figure, row] as const)));
  const open = new Set<LineRow>();
  for (const [place, token] of tokens.entries()) {
    const next = tokens[place + 1];
    const [row, other] = [owner.get(token), next && owner.get(next)];
    if (!row || !other || row === other || token.type !== 'figure' || next?.type !== 'figure') continue;
    const areFull = [row, other].every((each) => each.figures.length === expected(each.row));
    if (token.alone && next.alone && !areFull) for (const each of [row, other]) open.add(each);
  }
  return open;
}
