/**
 * The order of table 3's columns by the lines of a header whose labels are wrapped. Programs that take text from a page may set the lines
 * of such labels in any order, but what stands on one line stands there from left to right: often one order of columns only agrees with all lines.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { isNumbering, lettersOf } from '../printed/characters';
import type { Token } from '../printed/tokens';

/** Columns of the kinds of organisation. */
const FIRST = 1;
const LAST = 5;
const ORGANISATIONS = APPLICANT_COLUMNS.slice(FIRST, LAST + 1).map(({ zh }) => lettersOf(zh));
/** A header has few more pieces than this, its labels in two or three lines each. */
const MOST_PIECES = 20;

/** Columns of organisations from left to right, where one order only agrees with the lines of the header; otherwise undefined. */
export function orderByLines(header: readonly Token[]): number[] | undefined {
  const start = header.findLastIndex(
    (token) => token.type === 'piece' && token.symbols.join('').includes('申请人情况'),
  );
  const pieces = header.slice(start + 1).flatMap((token) => {
    if (token.type !== 'piece' || token.symbols.some(isNumbering)) return [];
    const letters = token.symbols.join('');
    // What could be a page's number has none.
    if (letters === '') return [];
    return ORGANISATIONS.some((label) => label.includes(letters)) ? [{ letters, row: token.row }] : [];
  });
  if (pieces.length > MOST_PIECES) return undefined;
  const orders = new Set<string>();
  // Letters of each label that a piece has; the label left of each on one of the lines.
  const covered = ORGANISATIONS.map((label) => new Array<boolean>(label.length).fill(false));
  const isBefore = ORGANISATIONS.map(() => new Array<number>(ORGANISATIONS.length).fill(0));
  const assign = (at: number, last: number | undefined): void => {
    if (orders.size > 1) return;
    if (at === pieces.length) {
      if (covered.every((label) => !label.includes(false))) for (const order of sorted(isBefore)) orders.add(order);
      return;
    }
    const { letters, row } = pieces[at]!;
    const left = at > 0 && pieces[at - 1]!.row === row ? last : undefined;
    for (const [k, label] of ORGANISATIONS.entries())
      for (let from = label.indexOf(letters); from >= 0; from = label.indexOf(letters, from + 1)) {
        const own = covered[k]!;
        if (k === left || own.slice(from, from + letters.length).includes(true)) continue;
        own.fill(true, from, from + letters.length);
        if (left !== undefined) isBefore[left]![k]!++;
        assign(at + 1, k);
        if (left !== undefined) isBefore[left]![k]!--;
        own.fill(false, from, from + letters.length);
      }
  };
  assign(0, undefined);
  const [only] = orders;
  return orders.size === 1 ? only!.split(' ').map((k) => Number(k) + FIRST) : undefined;
}

/** Orders in which each label stands before those that it is left of: at most two of them. */
function sorted(isBefore: readonly (readonly number[])[], done: readonly number[] = []): string[] {
  if (done.length === isBefore.length) return [done.join(' ')];
  const left = isBefore.map((_, k) => k).filter((k) => !done.includes(k));
  const next = left.filter((k) => left.every((other) => isBefore[other]![k] === 0));
  return next
    .slice(0, 2)
    .flatMap((k) => sorted(isBefore, [...done, k]))
    .slice(0, 2);
}
