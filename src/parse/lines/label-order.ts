/**
 * Whether the rows of a table are printed in another order than the form's.
 */

import type { LabelPattern } from '../printed/labels';
import { stretchNumbers } from '../printed/tokens';
import type { Found } from './align';
import type { Labels } from './rows';

const PLAINLY = 0.95;
/** Stretches for each label of a text, at most, where they are columns. */
const MOST_STRETCHES = 0.9;

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
  const numbers = stretchNumbers(text.tokens);
  // Where nearly each label is in a stretch of its own, these are no columns: lines are parted from each other, all of them.
  const stretches = new Set(found.map((each) => numbers[text.token[each.from]!]));
  const areColumns = stretches.size < found.length * MOST_STRETCHES;
  const stretchOf = (each: Found) => (areColumns ? numbers[text.token[each.from]!]! : 0);
  return plain.some((label) =>
    [...found, ...plain].some(
      (each) =>
        (each.to <= label.from || each.from >= label.to) &&
        stretchOf(each) === stretchOf(label) &&
        order.get(each.row)! < order.get(label.row)! !== each.from < label.from,
    ),
  );
}
