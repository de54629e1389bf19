/**
 * Table 3 that prints a figure or a few, in text that keeps its layout: no sum shows that these are in their cells. They are where each stands
 * behind all of its label, exactly below its heading, and the text keeps blank cells as blanks.
 */
import { plain } from '../printed/characters';
import type { LabelPattern } from '../printed/labels';
import { type Figure, lettersOfPiece, type Piece, type Token } from '../printed/tokens';
import { isAtLeft } from './heading-places';
import { isMeasured } from './places';
import { remediesKeepBlanks } from './remedy-headings';

/** Digits by which a figure's middle is off its column's. */
const SLACK = 1;
/** More figures than this have sums, or others below them. */
const MOST_FIGURES = 7;

/** By row, by column: its figure. */
type Cells = ReadonlyMap<string, readonly (Figure | undefined)[]>;

export function fewStandExactly(
  placed: Cells,
  headings: readonly Piece[],
  patterns: readonly LabelPattern[],
  tokens: readonly Token[],
): boolean {
  const figures = patterns.flatMap((pattern) =>
    placed.get(pattern.row)!.flatMap((figure, column) => (figure ? [{ figure, column, pattern }] : [])),
  );
  if (figures.length === 0 || figures.length > MOST_FIGURES) return false;
  const areBehindLabels = figures.every(({ figure, pattern }) => isBehindLabel(figure, pattern, tokens));
  const areBelow = figures.every(({ figure, column }) => isBelow(figure, headings, column));
  // Tabs set headings and figures alike at their stops, whichever column is blank before them.
  const areLeft = figures.every(({ figure, column }) => isAtLeft(figure, headings[column]!));
  const areSet = (areBelow && !areLeft) || (areLeft && isMeasured(headings));
  const isBehindBlank = figures.some(({ column, pattern }) =>
    placed.get(pattern.row)!.slice(0, column).includes(undefined),
  );
  return areBehindLabels && areSet && (isBehindBlank || remediesKeepBlanks(tokens));
}

/** Whether all of the row's label stands on the figure's line: what is printed on several may have its figure on another row's. */
function isBehindLabel(figure: Figure, { letters }: LabelPattern, tokens: readonly Token[]): boolean {
  const line = tokens
    .filter((token): token is Piece => token.type === 'piece' && token.row === figure.row && token.to <= figure.from)
    .map((piece) => plain(lettersOfPiece(piece)))
    .join('');
  return letters.some((label) => line.endsWith(label));
}

/** Digits between two columns. */
const LEAST_BETWEEN = 2;

/** Whether a figure stands in the middle of its heading, or of its column where the headings begin at the left of theirs. */
function isBelow(figure: Figure, headings: readonly Piece[], column: number): boolean {
  const own = headings[column]!;
  const next = headings[column + 1]?.from ?? 2 * own.from - headings[column - 1]!.from;
  const middles = [(own.from + own.to) / 2, (own.from + next - LEAST_BETWEEN) / 2];
  return middles.some((middle) => Math.abs((figure.from + figure.to) / 2 - middle) <= SLACK);
}
