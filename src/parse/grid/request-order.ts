/**
 * The order of table 3's columns in a grid whose header names them in another one than the form's: it may mean it, or have lost its spans,
 * so that its names stand over other columns.
 */

import { type Reading, rowHolds, sameReading } from '../settle/readings';
import { orderly, underHeader } from './request-cells';
import type { NamedRow } from './rows';

/** Fewer sums than this may hold by chance. */
const FEWEST_PROOFS = 2;

/** Whether columns stand in the form's order. */
export function isUsual(header: readonly number[]): boolean {
  return header.every((column, i) => i === 0 || column > header[i - 1]!);
}

/** Only organisations stand in another order: a header that lost spans would have moved the total, since it stands behind them. */
function keepsEnds(header: readonly number[]): boolean {
  return Math.min(...header) === header[0] && Math.max(...header) === header.at(-1);
}

/**
 * Whether the rows stand in the order that their header names, or in the form's. The sums of the rows tell where the two differ: those
 * that hold by one of them only hold by the same one, and are more than fail by it. A blank total is no sum.
 */
export function orderOf(rows: readonly NamedRow[], header: readonly number[]): 'NAMED' | 'USUAL' | 'NEITHER' {
  if (isUsual(header) || keepsEnds(header)) return 'NAMED';
  const held = { NAMED: 0, USUAL: 0 };
  const failed = { NAMED: 0, USUAL: 0 };
  for (const each of rows) {
    const [named, usual] = ordersOf(each, header);
    if (!named?.some((value) => value?.count)) continue;
    const sums = { NAMED: sumOf(named), USUAL: usual && sumOf(usual) };
    for (const [order, other] of ORDERS) {
      if (sums[order] === 'HOLDS' && sums[other] !== 'HOLDS') held[order]++;
      if (sums[order] === 'FAILS') failed[order]++;
    }
  }
  for (const [order, other] of ORDERS)
    if (held[order] >= FEWEST_PROOFS && held[other] === 0 && held[order] > failed[order]) return order;
  return 'NEITHER';
}

const ORDERS = [
  ['NAMED', 'USUAL'],
  ['USUAL', 'NAMED'],
] as const;

/** Whether a total is the sum of its row's figures; open where it is blank, or zero. */
export function sumOf(reading: Reading): 'HOLDS' | 'FAILS' | 'OPEN' {
  const total = reading.at(-1);
  if (total?.count === undefined) return 'OPEN';
  if (!rowHolds(reading)) return 'FAILS';
  return total.count > 0 ? 'HOLDS' : 'OPEN';
}

function ordersOf(named: NamedRow, header: readonly number[]) {
  return [underHeader(named, header), orderly(named)] as const;
}

/** The row as both orders of its columns have it; nothing where they differ. */
export function inEitherOrder(named: NamedRow, header: readonly number[]): Reading[] {
  const [byHeader, usual] = ordersOf(named, header);
  return byHeader && usual && sameReading(byHeader, usual) ? [usual] : [];
}
