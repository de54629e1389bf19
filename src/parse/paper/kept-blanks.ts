/**
 * Whether a text keeps blank cells as blanks, as table 3 shows: what stands in the other tables with blank cells is then read by its place, too.
 */

import type { Figure, Piece, Token } from '../printed/tokens';
import { labelsOf } from './figure-groups';
import { areAligned, type HeadedRow, underHeadings } from './heading-places';

/** Tokens of a header of table 3, at most. */
const LONGEST_HEADER = 40;
/** Quotes of a label are one or two digits wide. */
const QUOTE = /["“”]/;

/** Whether the lines of table 3 have their figures below the headings, in the same manner all of them, some behind blank cells. */
export function keepsBlanks(tokens: readonly Token[]): boolean {
  const start = tokens.findIndex((token) => token.type === 'piece' && token.symbols.join('').includes('申请人情况'));
  if (start < 0) return false;
  const first = tokens.findIndex(({ type }, at) => at > start && type === 'figure');
  const headings = labelsOf(tokens.slice(start, Math.min(start + LONGEST_HEADER, first)));
  if (!headings) return false;
  const rows: HeadedRow[] = [];
  const next = tokens.findIndex((token, at) => at > first && token.type === 'piece' && isOfTable4(token));
  for (const [label, figures] of linesOf(tokens.slice(first, next < 0 ? undefined : next))) {
    if (figures.length >= headings.length || label.some(({ text }) => QUOTE.test(text))) continue;
    const cells = underHeadings(figures, headings);
    if (!cells) break;
    rows.push({ cells, headings });
  }
  return areAligned(rows);
}

const isOfTable4 = ({ symbols }: Piece): boolean => symbols.join('').includes('行政复议');

/** Lines that are a label and figures behind it. */
function linesOf(tokens: readonly Token[]): [Piece[], Figure[]][] {
  const lines = new Map<number, [Piece[], Figure[]]>();
  for (const token of tokens) {
    const [label, figures] = lines.get(token.row) ?? [[], []];
    if (token.type === 'figure') figures.push(token);
    else if (figures.length === 0) label.push(token);
    lines.set(token.row, [label, figures]);
  }
  return [...lines.values()].filter(([label, figures]) => label.length > 0 && figures.length > 0);
}
