/**
 * Where the fifteen columns of table 4 are, in text that keeps the layout of paper.
 */
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { type Figure, lettersOfPiece as lettersOf, type Piece, type Token } from '../printed/tokens';
import { areAligned, underHeadings, withoutSpaces } from './heading-places';

const ALL = TABLE4_BLOCKS.length * OUTCOME_COLUMNS.length;
/** How the fifteen headings of columns begin. */
const STEMS = TABLE4_BLOCKS.flatMap(() => OUTCOME_COLUMNS.map(({ zh }) => zh.slice(0, 1)));

/** The fifteen headings from left to right, the first line of each; undefined where they do not stand side by side. */
export function remedyHeadings(part: readonly Token[]): Piece[] | undefined {
  const headings: Piece[] = [];
  for (const token of withoutSpaces(part)) {
    if (!/^[结其尚总合]/.test(lettersOf(token))) continue;
    // What is wrapped goes on below its first line.
    if (headings.some((above) => above.from < token.to && token.from < above.to)) continue;
    headings.push(token);
  }
  headings.sort((a, b) => a.from - b.from);
  const areThese = headings.every((piece, i) => {
    const first = lettersOf(piece)[0];
    return first === STEMS[i] || (first === '合' && STEMS[i] === '总');
  });
  // With one blank between them they are words of a line, and keep no places.
  const areApart = headings.every((piece, i) => {
    const before = headings[i - 1];
    return !before || before.row !== piece.row || piece.from - before.to > 1;
  });
  return headings.length === ALL && areThese && areApart ? headings : undefined;
}

/** Tokens of a header of table 4, at most. */
const LONGEST_HEADER = 60;

/**
 * Whether the figures of a table 4 stand below their headings, in the same manner all of them, one behind a blank cell: the text keeps blank
 * cells as blanks.
 */
export function remediesKeepBlanks(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) => token.type === 'piece' && lettersOf(token).startsWith('行政复议') && keepsBlanksBehind(tokens, at),
  );
}

function keepsBlanksBehind(tokens: readonly Token[], start: number): boolean {
  const header = tokens.slice(start, start + LONGEST_HEADER);
  const first = header.findIndex(({ type }) => type === 'figure');
  if (first < 0) return false;
  const headings = remedyHeadings(header.slice(0, first));
  const { row } = header[first]!;
  const line = tokens.filter((token): token is Figure => token.type === 'figure' && token.row === row);
  const cells = headings && underHeadings(line, headings);
  return cells !== undefined && areAligned([{ cells, headings: headings! }]);
}
