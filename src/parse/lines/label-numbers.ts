/** Numbers of labels that stand on the line of the figures, where a program set them apart from the words of their label. */
import { plain } from '../printed/characters';
import type { LabelPattern } from '../printed/labels';
import type { Token } from '../printed/tokens';
import type { Found } from './align';
import type { Labels, LineRow } from './rows';

/** Tokens of a row's label, first and last, by row. */
export type Spans = ReadonlyMap<string, { readonly first: number; readonly last: number }>;

export const spansOf = ({ text }: Labels, found: readonly Found[]): Spans =>
  new Map(found.map(({ row, from, to }) => [row, { first: text.token[from]!, last: text.token[to - 1]! }]));

/** Tells rows whose first figure is the number that the form has before their label ("5."), and stands left of where its words end. */
export function beginsWithNumber(
  spans: Spans,
  patterns: readonly LabelPattern[],
  tokens: readonly Token[],
): (row: LineRow) => boolean {
  const numbers = new Map(patterns.map(({ row, number }) => [row, number]));
  return ({ row, figures: [first] }) => {
    const span = spans.get(row);
    if (!first || !span || numbers.get(row) !== `#${plain(first.text)}`) return false;
    const words = tokens
      .slice(span.first, span.last + 1)
      .filter(({ type, page }) => type === 'piece' && page === first.page);
    return words.some(({ to }) => first.from < to);
  };
}
