/**
 * Tables that the edge of a page, or of the part of it that a program prints on, cuts off: what would stand beyond it is not known.
 * Printing from a browser does so with tables that are wider than the paper.
 */
import type { Box } from './geometry';
import type { Lattice, RuledCell } from './grid';
import type { Glyph } from './page';
import type { Reach, Rule } from './rules';

/** Where a table is cut off at its left and at its right. */
export interface Cut {
  readonly left?: number;
  readonly right?: number;
}

/** Less, in points, is the thickness of a border, or its cell's own margin. */
const CUT = 4;
/** What is narrower is the space between a cell and the frame of its table. */
const NARROWEST = 8;
/** What ends this near to where a table ends, in points, ends there. */
const TOUCHES = 0.75;
/** A border is at least so thick, from its middle on. */
const HALF = 0.2;
const NOTHING: Reach = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
const UNKNOWN = '\ufffd';
const LABEL = /\p{Script=Han}/u;
/** A cell that holds figures, marks or nothing. */
const FIGURES = /^[\d０-９.,，．+＋\-－—–/／\s]*$/;

/** Whether what is drawn in the box goes up to the edges of what is seen, or beyond. */
export function isCutBy(box: Box, seen: Box): boolean {
  return box.left <= seen.left || box.right >= seen.right || box.top <= seen.top || box.bottom >= seen.bottom;
}

/** The rule, with what of it is seen. Within the page, a program may cut the outer half of a border off. */
export function asSeen(rule: Rule, { left, right, top, bottom }: Box, page: Box): Rule {
  if (!rule.horizontal) return rule;
  const isSeen = top <= rule.at && rule.at <= bottom && rule.from < right && rule.to > left;
  if (!isSeen) return { ...rule, seen: NOTHING };
  const isCutLeft = rule.from <= left - (left > page.left + 1 ? CUT : 0);
  const isCutRight = rule.to >= right + (right < page.right - 1 ? CUT : 0);
  if (!isCutLeft && !isCutRight) return rule;
  return { ...rule, seen: { from: isCutLeft ? left : rule.from, to: isCutRight ? right : rule.to } };
}

/** What is seen of rules that are one. */
export function seenTogether(a: Rule, b: Rule): { readonly seen?: Reach } {
  if (!a.seen && !b.seen) return {};
  const [one, other] = [a.seen ?? a, b.seen ?? b];
  return { seen: { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) } };
}

/** Where a table with these rules and borders of columns is cut off: it has no side there, or has it beyond what is seen. */
export function cutOf(across: readonly Rule[], down: readonly Rule[], xs: readonly number[]): { readonly cut?: Cut } {
  if (!across.some(({ seen }) => seen)) return {};
  const reaches = across.map((rule) => rule.seen ?? rule);
  const [from, to] = [Math.min(...reaches.map((each) => each.from)), Math.max(...reaches.map((each) => each.to))];
  // What is seen nowhere is on another page.
  if (from >= to) return {};
  // A side of which half is beyond the edge is where a program cut the others.
  const isClosed = (side: number) =>
    down.some(({ at }) => Math.abs(at - side) < CUT && at > from + HALF && at < to - HALF);
  const [first, last] = [xs[0]!, xs.at(-1)!];
  const endsAt = (side: 'from' | 'to', at: number) =>
    across.some(({ seen }) => seen && Math.abs(seen[side] - at) < TOUCHES);
  const isCutLeft = first < from - CUT || (endsAt('from', from) && Math.abs(first - from) < CUT && !isClosed(first));
  const isCutRight = last > to + CUT || (endsAt('to', to) && Math.abs(last - to) < CUT && !isClosed(last));
  if (!isCutLeft && !isCutRight) return {};
  return { cut: { ...(isCutLeft ? { left: from } : {}), ...(isCutRight ? { right: to } : {}) } };
}

/** The texts of a table's cells, unknown where figures of them may stand beyond the edge. `inside`: the characters of each cell. */
export function textsBeforeEdges(
  texts: readonly string[],
  lattice: Lattice,
  inside: readonly (readonly Glyph[])[],
): readonly string[] {
  if (!lattice.cut) return texts;
  const labelled = new Set(lattice.cells.flatMap(({ row }, i) => (LABEL.test(texts[i]!) ? [row] : [])));
  return lattice.cells.map((cell, i) =>
    mayGoOn(texts[i]!, cell, lattice, inside[i]!, labelled.has(cell.row)) ? UNKNOWN : texts[i]!,
  );
}

function mayGoOn(
  text: string,
  cell: RuledCell,
  { xs, cut }: Lattice,
  glyphs: readonly Glyph[],
  isLabelled: boolean,
): boolean {
  const [left, right] = [xs[cell.column]!, xs[cell.column + cell.columnSpan]!];
  if (!cut || !FIGURES.test(text) || right - left < NARROWEST) return false;
  const isCutLeft = cut.left !== undefined && left < cut.left + TOUCHES;
  const isCutRight = cut.right !== undefined && right > cut.right - TOUCHES;
  // Left of its label a row has no figures.
  if (glyphs.length === 0) return isCutRight || (isCutLeft && !isLabelled);
  return (
    (isCutLeft && glyphs.some((glyph) => glyph.left - cut.left! < glyph.size)) ||
    (isCutRight && glyphs.some((glyph) => cut.right! - glyph.right < glyph.size))
  );
}
