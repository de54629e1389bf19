/**
 * Ruled tables of a PDF page: rules that meet make a lattice, and what no rule parts is one cell. A rule that is missing at an
 * outer side (a table that goes on over a page break, or is open at its sides) is added where the other rules end.
 */
import type { Meter } from '../limits';
import { type Cut, cutOf, seenTogether } from './edges';
import type { Rule } from './rules';

/** A cell's place in its lattice and on the page. */
export interface RuledCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface Lattice {
  /** Borders of the columns from left to right, and of the rows from top to bottom. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly RuledCell[];
  /** For each slot, row by row, the index of its cell. */
  readonly cellAt: readonly number[];
  /** Where the edge of the page, or of what is seen of it, cuts it off. */
  readonly cut?: Cut;
}

/** Rules nearer than this are one (a double rule; the borders of two cells side by side). */
const NEAR = 3.5;
/** Rules meet where they miss each other by no more. */
const REACH = 4;
/** What is shorter is a dot, no rule. */
const SHORTEST = 4;
/** A side of a slot is ruled where this share of it is. */
const COVERED = 0.5;
/** A page with more rules than this, joined, is a drawing, and so is a lattice with more slots. */
const MOST_JOINED = 3000;
const MOST_SLOTS = 20_000;

/** The lattices of a page's rules, the smallest first, so that a table within a cell comes before the one around it. */
export function latticesOf(rules: readonly Rule[], meter: Meter): Lattice[] {
  const horizontals = joined(rules.filter((rule) => rule.horizontal));
  const verticals = joined(rules.filter((rule) => !rule.horizontal));
  if (horizontals.length + verticals.length > MOST_JOINED) return [];
  const lattices: Lattice[] = [];
  for (const group of groupsOf(horizontals, verticals)) {
    const lattice = latticeOf(group.horizontals, group.verticals, meter);
    if (lattice && lattice.cells.length > 1) lattices.push(lattice);
  }
  return lattices.sort((a, b) => areaOf(a) - areaOf(b));
}

function areaOf({ xs, ys }: Lattice): number {
  return (xs.at(-1)! - xs[0]!) * (ys.at(-1)! - ys[0]!);
}

/** Pieces of rules in one line, joined where they touch; dots that stay alone, which are shorter than `shortest`, are left out. */
export function joined(rules: readonly Rule[], shortest = SHORTEST): Rule[] {
  const sorted = [...rules].sort((a, b) => a.at - b.at);
  const result: Rule[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end]!.at - sorted[i]!.at <= 1.5) end++;
    const line = sorted.slice(i, end).sort((a, b) => a.from - b.from);
    const at = line.reduce((sum, rule) => sum + rule.at, 0) / line.length;
    let current = line[0]!;
    for (const rule of line.slice(1)) {
      if (rule.from <= current.to + NEAR)
        current = { ...current, to: Math.max(current.to, rule.to), ...seenTogether(current, rule) };
      else {
        result.push({ ...current, at });
        current = rule;
      }
    }
    result.push({ ...current, at });
    i = end;
  }
  return result.filter((rule) => rule.to - rule.from >= shortest);
}

interface Group {
  readonly horizontals: Rule[];
  readonly verticals: Rule[];
}

/** Rules that meet each other, directly or through others. */
function groupsOf(horizontals: readonly Rule[], verticals: readonly Rule[]): Group[] {
  const parent = Array.from({ length: horizontals.length + verticals.length }, (_, i) => i);
  for (const [i, h] of horizontals.entries())
    for (const [j, v] of verticals.entries()) {
      const meets = v.at >= h.from - REACH && v.at <= h.to + REACH && h.at >= v.from - REACH && h.at <= v.to + REACH;
      if (meets) unite(parent, i, horizontals.length + j);
    }
  const groups = new Map<number, Group>();
  const groupOf = (index: number): Group => {
    const root = rootOf(parent, index);
    const group = groups.get(root) ?? { horizontals: [], verticals: [] };
    groups.set(root, group);
    return group;
  };
  for (const [i, h] of horizontals.entries()) groupOf(i).horizontals.push(h);
  for (const [j, v] of verticals.entries()) groupOf(horizontals.length + j).verticals.push(v);
  return [...groups.values()].filter((group) => group.horizontals.length > 0 && group.verticals.length > 0);
}

function rootOf(parent: number[], index: number): number {
  let root = index;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]!]!;
    root = parent[root]!;
  }
  return root;
}

function unite(parent: number[], a: number, b: number): void {
  parent[rootOf(parent, a)] = rootOf(parent, b);
}

function latticeOf(horizontals: readonly Rule[], verticals: readonly Rule[], meter: Meter): Lattice | undefined {
  const xs = bordersOf(verticals, horizontals);
  const ys = bordersOf(horizontals, verticals);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1 || columns * rows > MOST_SLOTS) return undefined;
  meter.addCells(columns * rows);

  const parent = Array.from({ length: columns * rows }, (_, i) => i);
  const right = xs.map((x) => verticals.filter((rule) => Math.abs(rule.at - x) <= NEAR));
  const below = ys.map((y) => horizontals.filter((rule) => Math.abs(rule.at - y) <= NEAR));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const slot = row * columns + column;
      if (column + 1 < columns && !isRuled(right[column + 1]!, ys[row]!, ys[row + 1]!)) unite(parent, slot, slot + 1);
      if (row + 1 < rows && !isRuled(below[row + 1]!, xs[column]!, xs[column + 1]!))
        unite(parent, slot, slot + columns);
    }
  return { xs, ys, ...cellsOf(parent, rows, columns), ...cutOf(horizontals, verticals, xs) };
}

/** Where rules stand across a lattice, near ones as one, with the outermost ends of the rules along it. */
function bordersOf(across: readonly Rule[], along: readonly Rule[]): number[] {
  const borders: number[] = [];
  for (const at of across.map((rule) => rule.at).sort((a, b) => a - b))
    if (borders.length === 0 || at - borders.at(-1)! > NEAR) borders.push(at);
  const first = Math.min(...along.map((rule) => rule.from));
  const last = Math.max(...along.map((rule) => rule.to));
  if (first < borders[0]! - REACH) borders.unshift(first);
  if (last > borders.at(-1)! + REACH) borders.push(last);
  return borders;
}

function isRuled(rules: readonly Rule[], from: number, to: number): boolean {
  let covered = 0;
  for (const rule of rules) covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  return covered >= (to - from) * COVERED;
}

/** Slots that no rule parts, as cells; where such a region is no rectangle, its rows of slots are cells of their own. */
function cellsOf(parent: number[], rows: number, columns: number): Pick<Lattice, 'cells' | 'cellAt'> {
  const regions = new Map<number, number[]>();
  for (let slot = 0; slot < parent.length; slot++) {
    const root = rootOf(parent, slot);
    const region = regions.get(root);
    if (region) region.push(slot);
    else regions.set(root, [slot]);
  }
  const cells: RuledCell[] = [];
  const cellAt: number[] = new Array(rows * columns).fill(-1);
  for (const region of regions.values())
    for (const slots of rectanglesOf(region, columns)) {
      const first = slots[0]!;
      const last = slots.at(-1)!;
      const [row, column] = [Math.floor(first / columns), first % columns];
      for (const slot of slots) cellAt[slot] = cells.length;
      cells.push({
        row,
        column,
        rowSpan: Math.floor(last / columns) - row + 1,
        columnSpan: (last % columns) - column + 1,
      });
    }
  return { cells, cellAt };
}

/** A region's slots, in reading order, as rectangles: runs of slots in a row, joined with the same run in the next row. */
function rectanglesOf(region: readonly number[], columns: number): number[][] {
  const runs: number[][] = [];
  for (const slot of region) {
    const run = runs.at(-1);
    if (run && slot === run.at(-1)! + 1 && slot % columns !== 0) run.push(slot);
    else runs.push([slot]);
  }
  const rectangles: { slots: number[]; last: number[] }[] = [];
  for (const run of runs) {
    const above = rectangles.find(({ last }) => last.length === run.length && last[0] === run[0]! - columns);
    if (above) {
      above.slots.push(...run);
      above.last = run;
    } else rectangles.push({ slots: [...run], last: run });
  }
  return rectangles.map(({ slots }) => slots);
}

/** The cell at a point, or -1 outside of the lattice. */
export function cellAtPoint(lattice: Lattice, x: number, y: number): number {
  const column = slotOf(lattice.xs, x);
  const row = slotOf(lattice.ys, y);
  return column < 0 || row < 0 ? -1 : lattice.cellAt[row * (lattice.xs.length - 1) + column]!;
}

function slotOf(borders: readonly number[], at: number): number {
  if (at < borders[0]! || at >= borders.at(-1)!) return -1;
  let low = 0;
  let high = borders.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (borders[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}
