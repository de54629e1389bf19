/**
 * Gives the figures of running text to the rows whose labels were found. Figures stand in the order of their rows; within that,
 * they stand after their label, between its pieces, or before it. The cheapest assignment is taken; a row for which another one
 * is about as cheap is reported as ambiguous.
 */
import type { Token } from '../printed/tokens';

/** A row that figures can go to. */
export interface Slot {
  /** The form's row; undefined for text that is none of the form's rows, which keeps its figures to itself. */
  readonly row?: string;
  /** Tokens of its label, first and last; for a row whose label is not there, the gap where it would be. */
  readonly first: number;
  readonly last: number;
  /** Label not found: placed between its neighbours. */
  readonly ghost?: boolean;
  /** Figures that a full row has. */
  readonly expected: number;
}

export interface Assigned {
  readonly slot: Slot;
  /** Indexes into the figures given: from (inclusive) to (exclusive). */
  readonly from: number;
  readonly to: number;
  readonly ambiguous: boolean;
}

/** Figures of a row of table 3. */
const APPLICANTS_AND_TOTAL = 7;
const STRAY = 4;
const NEVER = 100;
/** Two assignments closer than this are not told apart. */
const MARGIN = 0.45;

/** Whether figures on lines of their own usually follow their label or go before it. */
type Habit = 'AFTER' | 'BEFORE';

const MISSING_END = 5;
const isEmpty = (each: Assigned | undefined): boolean => each === undefined || each.from === each.to;

/** Pairs of a row and a figure: many times those of the longest form. Beyond it the work would grow without end. */
const MOST_PAIRS = 250_000;

/** Two habits that explain the text about as well are not told apart. */
const HABIT_MARGIN = 1;

/**
 * `figures` are indexes of tokens, ascending; `slots` in the order of the text; `headers` the tokens that are column headers,
 * across which a label seldom has its figures. A text with more rows and figures than any table has leaves every row open.
 */
export function assignFigures(
  tokens: readonly Token[],
  figures: readonly number[],
  slots: readonly Slot[],
  headers: ReadonlySet<number>,
): Assigned[] {
  if (slots.length * figures.length > MOST_PAIRS)
    return slots.map((slot) => ({ slot, from: 0, to: 0, ambiguous: true }));
  const after = solve(tokens, figures, slots, headers, 'AFTER');
  const before = solve(tokens, figures, slots, headers, 'BEFORE');
  // A table whose figures follow their labels ends with figures; one whose figures go before them begins with figures.
  const named = (each: Assigned) => each.slot.row !== undefined && !each.slot.ghost;
  const ends =
    (isEmpty(after.assigned.findLast(named)) ? MISSING_END : 0) -
    (isEmpty(before.assigned.find(named)) ? MISSING_END : 0);
  const byCost = before.cost - after.cost;
  const difference = byCost - ends;
  const [chosen, other] = difference >= 0 ? [after, before] : [before, after];
  // Where cost and ends speak for different habits, or neither speaks plainly, the rows that differ are open.
  const plain = Math.abs(difference) >= HABIT_MARGIN && byCost * difference >= 0;
  if (plain) return chosen.assigned;
  return chosen.assigned.map((each, k) => {
    const second = other.assigned[k]!;
    const same = second.from === each.from && second.to === each.to;
    const empty = second.from === second.to && each.from === each.to;
    return same || empty ? each : { ...each, ambiguous: true };
  });
}

function solve(
  tokens: readonly Token[],
  figures: readonly number[],
  slots: readonly Slot[],
  headers: ReadonlySet<number>,
  habit: Habit,
): { cost: number; assigned: Assigned[] } {
  const count = figures.length;
  // Each pair is asked for many times.
  const placed = new Float64Array(slots.length * count);
  const costOf = placement(tokens, figures, slots, headers, habit);
  for (let k = 0; k < slots.length; k++) for (let f = 0; f < count; f++) placed[k * count + f] = costOf(k, f);
  const place = (k: number, figure: number): number => placed[k * count + figure]!;
  // Figures on both sides of a label on lines of their own are of two rows.
  const split = (k: number, from: number, length: number): boolean => {
    const slot = slots[k]!;
    if (slot.ghost || length < 2) return false;
    const first = figures[from]!;
    const last = figures[from + length - 1]!;
    if (first < slot.first && last > slot.last && tokens[first]!.row !== tokens[slot.first]!.row) return true;
    const next = neighbour(slots, k, 1);
    return next !== undefined && first < next.first && last > next.first;
  };
  // Figures side by side on a line are of one row.
  const torn = figures.map((at, i) => i > 0 && figures[i - 1] === at - 1 && tokens[at]!.row === tokens[at - 1]!.row);
  const runCost = (k: number, from: number, length: number) =>
    lengthCost(slots[k]!, length) + (split(k, from, length) ? NEVER : 0) + (length > 0 && torn[from] ? 2 * STRAY : 0);
  // best[k][v]: least cost of the first v figures with the first k slots.
  const width = count + 1;
  const forward = filled((slots.length + 1) * width);
  const backward = filled((slots.length + 1) * width);
  const lengths = slots.map((slot) => (slot.row === undefined ? 12 : slot.expected + 1));
  forward[0] = 0;
  for (let k = 0; k <= slots.length; k++)
    for (let v = 0; v <= count; v++) {
      const here = forward[k * width + v]!;
      if (here === Number.POSITIVE_INFINITY) continue;
      if (v < count) lower(forward, k * width + v + 1, here + STRAY);
      if (k === slots.length) continue;
      let cost = here;
      for (let length = 0; length <= lengths[k]! && v + length <= count; length++) {
        if (length > 0) cost += place(k, v + length - 1);
        lower(forward, (k + 1) * width + v + length, cost + runCost(k, v, length));
      }
    }
  backward[slots.length * width + count] = 0;
  for (let k = slots.length; k >= 0; k--)
    for (let v = count; v >= 0; v--) {
      if (v < count) lower(backward, k * width + v, backward[k * width + v + 1]! + STRAY);
      if (k === slots.length) continue;
      let cost = 0;
      for (let length = 0; length <= lengths[k]! && v + length <= count; length++) {
        if (length > 0) cost += place(k, v + length - 1);
        lower(backward, k * width + v, cost + runCost(k, v, length) + backward[(k + 1) * width + v + length]!);
      }
    }
  const best = backward[0]!;
  const assigned = slots.map((slot, k) => {
    let chosen = { from: 0, to: 0, total: Number.POSITIVE_INFINITY };
    const near: { from: number; to: number; total: number }[] = [];
    for (let v = 0; v <= count; v++) {
      let cost = forward[k * width + v]!;
      if (cost === Number.POSITIVE_INFINITY) continue;
      for (let length = 0; length <= lengths[k]! && v + length <= count; length++) {
        if (length > 0) cost += place(k, v + length - 1);
        const total = cost + runCost(k, v, length) + backward[(k + 1) * width + v + length]!;
        if (total > best + MARGIN) continue;
        near.push({ from: v, to: v + length, total });
        if (total < chosen.total - 1e-9) chosen = { from: v, to: v + length, total };
      }
    }
    // Empty runs differ only in where they are nothing.
    const others = near.filter(
      (each) =>
        !(each.from === chosen.from && each.to === chosen.to) && !(each.to === each.from && chosen.to === chosen.from),
    );
    return { slot, from: chosen.from, to: chosen.to, ambiguous: others.length > 0 };
  });
  return { cost: best, assigned: besideStrays(assigned, count) };
}

/** Figures that no row took make the rows beside them doubtful, unless these are full. */
function besideStrays(assigned: readonly Assigned[], count: number): Assigned[] {
  const taken = new Set<number>();
  for (const each of assigned) for (let v = each.from; v < each.to; v++) taken.add(v);
  const doubtful = new Set<Assigned>();
  const named = assigned.filter((each) => each.slot.row !== undefined && !each.slot.ghost);
  for (let v = 0; v < count; v++) {
    if (taken.has(v)) continue;
    for (const each of [
      named.findLast((other) => other.to <= v),
      named.find((other) => other.from > v || (other.from === other.to && other.from >= v)),
    ])
      if (each && each.to - each.from !== each.slot.expected) doubtful.add(each);
  }
  // Beside a figure that nobody took, or that a row has too many, a row of table 2 has no sum to vouch for it.
  for (const each of named)
    if (each.slot.expected < APPLICANTS_AND_TOTAL && each.to > each.from)
      for (const v of [each.from - 1, each.to]) if (v >= 0 && v < count && !taken.has(v)) doubtful.add(each);
  for (const [i, each] of named.entries())
    if (each.slot.expected < APPLICANTS_AND_TOTAL && each.to - each.from > each.slot.expected)
      for (const other of [named[i - 1], named[i + 1]]) if (other) doubtful.add(other);
  return assigned.map((each) => (doubtful.has(each) ? { ...each, ambiguous: true } : each));
}

function filled(size: number): Float64Array {
  return new Float64Array(size).fill(Number.POSITIVE_INFINITY);
}

function lower(costs: Float64Array, at: number, cost: number): void {
  if (cost < costs[at]!) costs[at] = cost;
}

function lengthCost(slot: Slot, length: number): number {
  if (slot.row === undefined) return 0;
  if (slot.ghost) return length === 0 ? 0 : length === slot.expected ? 1.5 : 2.5;
  if (length === slot.expected) return 0;
  if (length === 0) return 1;
  return length > slot.expected ? 3.5 : 1.5;
}

/** The next slot with a label in a direction. */
function neighbour(slots: readonly Slot[], k: number, step: 1 | -1): Slot | undefined {
  let at = k + step;
  while (slots[at]?.ghost) at += step;
  return slots[at];
}

/** Cost of one figure standing where it stands, if it were the slot's. */
function placement(
  tokens: readonly Token[],
  figures: readonly number[],
  slots: readonly Slot[],
  headers: ReadonlySet<number>,
  habit: Habit,
) {
  const [costAfter, costBefore] = habit === 'AFTER' ? [0, 0.6] : [0.6, 0];
  // By token: how many column headers and how many pieces stand before it.
  const headersTo = countTo(tokens, (_, index) => headers.has(index));
  const piecesTo = countTo(tokens, (token) => token.type === 'piece');
  // Slots with label text on each line.
  const onRow = new Map<number, Set<number>>();
  for (const [k, slot] of slots.entries()) {
    if (slot.ghost) continue;
    for (let t = slot.first; t <= slot.last; t++) {
      const token = tokens[t]!;
      if (token.type === 'piece') onRow.set(token.row, (onRow.get(token.row) ?? new Set<number>()).add(k));
    }
  }
  return (k: number, figure: number): number => {
    const slot = slots[k]!;
    const at = figures[figure]!;
    const sharing = onRow.get(tokens[at]!.row);
    const before = at < slot.first;
    if (sharing?.has(k) && !slot.ghost) {
      // On the label's own line; where the line has another label too, the one before the figure has it.
      const others = [...sharing].some(
        (other) => other !== k && slots[other]!.first < at && slots[other]!.first > slot.first,
      );
      const preceded = before && [...sharing].some((other) => other !== k && slots[other]!.first < at);
      return others || preceded ? 5 : before ? 0.02 : 0;
    }
    if (sharing && sharing.size > 0) return 5;
    const previous = neighbour(slots, k, -1);
    const next = neighbour(slots, k, 1);
    if (before || slot.ghost) {
      if (previous && at < previous.last) return 5;
      if (slot.ghost) return next && at > next.first ? 5 : 0;
      if (slot.row === undefined) return habit === 'BEFORE' && piecesTo[at]! === piecesTo[slot.first]! ? 1 : 5;
      return (costBefore + (headersTo[slot.first]! > headersTo[at]! ? 0.9 : 0)) / slot.expected;
    }
    if (!next || at < next.first) {
      // Text that is no row of the form has the figures directly behind it and no others.
      if (slot.row === undefined) return habit === 'BEFORE' || piecesTo[at]! > piecesTo[slot.last + 1]! ? STRAY : 0;
      return (costAfter + (headersTo[at]! > headersTo[slot.last + 1]! ? 0.9 : 0)) / slot.expected;
    }
    // The label was read before the figures of the row above it.
    return at > next.last ? 5 : slot.row === undefined ? 3 : 1.2 / slot.expected + 0.02;
  };
}

/** By token index: how many tokens before it are of a kind. */
function countTo(tokens: readonly Token[], of: (token: Token, index: number) => boolean): number[] {
  const counts = [0];
  for (const [index, token] of tokens.entries()) counts.push(counts[index]! + (of(token, index) ? 1 : 0));
  return counts;
}
