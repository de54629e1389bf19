/**
 * Whether the rows of a table are printed in another order than the form's.
 */
import type { Found } from './align';
import type { LabelPattern } from './labels';
import type { Labels } from './line-rows';
import { stretchNumbers } from './tokens';

const PLAINLY = 0.95;

/**
 * Whether a label that the order of the form leaves out is plainly there, between others: rows may be printed in another order.
 * An extractor may set stretches of labels in any order, but no label above another within one of them.
 */
export function isOutOfOrder(
  { candidates, text }: Labels,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
): boolean {
  const order = new Map(patterns.map(({ row }, at) => [row, at]));
  const known = new Set(found.map((each) => each.row));
  const [first, last] = [found[0]!.from, found.at(-1)!.to];
  const plain = candidates.filter(
    ({ row, from, to, likeness }) =>
      order.has(row) && !known.has(row) && likeness >= PLAINLY && from >= first && to <= last,
  );
  const stretch = stretchNumbers(text.tokens);
  const stretchOf = (each: Found) => stretch[text.token[each.from]!]!;
  return plain.some((label) =>
    [...found, ...plain].some(
      (each) =>
        (each.to <= label.from || each.from >= label.to) &&
        stretchOf(each) === stretchOf(label) &&
        order.get(each.row)! < order.get(label.row)! !== each.from < label.from,
    ),
  );
}
