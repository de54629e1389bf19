/** Rows of table 3 whose figures may be those of the row above, or lack digits, in text that does not keep the lines of paper. */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { isNumbering } from '../printed/characters';
import type { Figure, Token } from '../printed/tokens';
import { readValue } from '../printed/values';
import { rowHolds } from '../settle/readings';
import { addsUp } from './doubt';
import type { LineRow } from './rows';

/** Whether the sum of a whole row holds, and is more than nothing. */
function addsUpToMore(figures: readonly Figure[]): boolean {
  const values = figures.map((figure) => readValue(figure.text, 'COUNT'));
  return values.length === APPLICANT_COLUMNS.length && rowHolds(values) && values.some(({ count }) => (count ?? 0) > 0);
}

/**
 * Whether figures stand both before the line on which the row's label begins and behind it, and do not add up to more than
 * nothing: the first of them may be the last of the row above, where a cell of the row is blank. So may zeros where the row above lacks one,
 * which add nothing to a sum.
 */
export function isAroundLabel({ figures, at }: LineRow, above: LineRow | undefined, tokens: readonly Token[]): boolean {
  const { row } = tokens[at]!;
  const before = figures.filter((figure) => figure.row < row);
  if (before.length === 0 || before.length === figures.length) return false;
  const areZeros = before.every((figure) => readValue(figure.text, 'COUNT').count === 0);
  const isShort = above !== undefined && above.figures.length > 0 && above.figures.length < APPLICANT_COLUMNS.length;
  return (areZeros && isShort) || !addsUpToMore(figures);
}

/** Letters of a label. */
const SHORTEST_LABEL = 2;

/** Whether a row's figures stand behind a numbered label on another line than its own: one that is not known, or whose letters are mixed with others. */
export function isBehindOther({ figures, at }: LineRow, tokens: readonly Token[]): boolean {
  const own = tokens[at]!.row;
  const lines = new Set(figures.map((figure) => figure.row).filter((row) => row > own));
  return tokens.some(
    (token) =>
      token.type === 'piece' &&
      lines.has(token.row) &&
      isNumbering(token.symbols[0] ?? '') &&
      token.symbols.filter((symbol) => !isNumbering(symbol)).length >= SHORTEST_LABEL,
  );
}

/** Rows that show that figures stand before their labels. */
const FEWEST_BEFORE = 3;

/**
 * Whether figures between two labels may be those of the upper one, which has none: hardly any other row has its figures before
 * its label.
 */
export function mayBeAbove(
  row: LineRow,
  above: LineRow | undefined,
  rows: readonly LineRow[],
  tokens: readonly Token[],
): boolean {
  if (!above || above.figures.length > 0) return false;
  const isBefore = ({ figures, at }: LineRow) =>
    figures.length > 0 && figures.every((figure) => figure.row < tokens[at]!.row);
  return isBefore(row) && rows.filter(isBefore).length <= FEWEST_BEFORE;
}

/**
 * Whether a figure alone on the line below a row has the rest of the digits of its total: its sum does not hold, and with
 * these it does.
 */
export function isBroken({ figures }: LineRow, tokens: readonly Token[]): boolean {
  const total = figures.at(-1);
  if (figures.length !== APPLICANT_COLUMNS.length || !total || addsUpToMore(figures)) return false;
  const next = tokens[tokens.indexOf(total) + 1];
  if (next?.type !== 'figure' || !next.alone || next.row === total.row) return false;
  return addsUpToMore([...figures.slice(0, -1), { ...total, text: total.text + next.text }]);
}

/** A gap between columns, where the text keeps places; digits that are set apart have one blank between them. */
const COLUMN_GAP = 2;

/**
 * Whether seven figures that do not add up are one blank apart, and others of them further: a program that sets digits apart may have
 * printed one figure as two ("2 7"), which make up for a blank cell.
 */
export function areDigitsApart(figures: readonly Figure[]): boolean {
  if (figures.length !== APPLICANT_COLUMNS.length || addsUp(figures)) return false;
  const gaps = figures.slice(1).map((figure, i) => figure.from - figures[i]!.to);
  const areOnLine = figures.every(({ row }) => row === figures[0]!.row);
  return areOnLine && gaps.some((gap) => gap < COLUMN_GAP) && gaps.some((gap) => gap > COLUMN_GAP);
}
