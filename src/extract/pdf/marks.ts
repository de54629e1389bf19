/**
 * What is drawn over the text of a PDF page and its tables: lines that strike text out, frames of stamps, and large type across
 * the cells.
 */
import type { Box } from './geometry';
import { cellAtPoint, joined, type Lattice } from './grid';
import type { Glyph } from './page';
import type { Rule } from './rules';

/** A line through text runs between these shares of the text's height, from below, and passes it at its ends by no more than this. */
const LOWEST = 0.28;
const HIGHEST = 0.65;
const BEYOND = 0.2;
/** Through a digit of small type, in points. */
const SHORTEST = 2;
/** A page with more short rules is a drawing. */
const MOST_LINES = 500;
/** Lines this near are one. */
const NEAR = 1.5;

/** The page without text that is struck out, and the lines that strike it out. */
export function withoutStruck(
  glyphs: readonly Glyph[],
  rules: readonly Rule[],
): { glyphs: readonly Glyph[]; rules: readonly Rule[] } {
  const struck = new Set<Glyph>();
  const lines: Rule[] = [];
  // The side of a box around other text strikes nothing out.
  const across = joined(
    rules.filter((rule) => rule.horizontal && !(rule.box && rule.box.bottom - rule.box.top > NEAR)),
    SHORTEST,
  );
  if (across.length > MOST_LINES) return { glyphs, rules };
  const inLine = glyphs.filter((glyph) => glyph.direction === 'right');
  for (const rule of across) {
    const through = inLine.filter((glyph) => isThrough(rule, glyph));
    if (through.length === 0) continue;
    const beyond = BEYOND * Math.max(...through.map((glyph) => glyph.size));
    // A rule of a table goes on to the sides of its cell.
    if (rule.from < Math.min(...through.map((glyph) => glyph.left)) - beyond) continue;
    if (rule.to > Math.max(...through.map((glyph) => glyph.right)) + beyond) continue;
    lines.push(rule);
    for (const glyph of through) struck.add(glyph);
  }
  if (lines.length === 0) return { glyphs, rules };
  const isLine = ({ horizontal, at, from, to }: Rule) =>
    horizontal &&
    lines.some((line) => Math.abs(line.at - at) <= NEAR && line.from <= from + NEAR && to <= line.to + NEAR);
  return { glyphs: glyphs.filter((glyph) => !struck.has(glyph)), rules: rules.filter((rule) => !isLine(rule)) };
}

function isThrough(rule: Rule, { left, right, top, bottom }: Glyph): boolean {
  const height = (bottom - rule.at) / (bottom - top);
  if (height < LOWEST || height > HIGHEST) return false;
  return Math.min(rule.to, right) - Math.max(rule.from, left) > (right - left) / 2;
}

/** A page with more boxes draws its cells as such. */
const MOST_BOXES = 300;
/** The sides of a double frame are this near to each other, in points. */
const DOUBLE = 6;

/** What ends on a side of a box misses it by no more, in points. */
const TOUCHES = 1.5;
/** Borders of cells beside each other are no further apart. */
const BESIDE = 4;

/**
 * The rules without the frames of stamps and of what someone marked: boxes that lie over a table, so that none of its rules ends
 * at their sides or runs along them; within a table this may hold for two sides by chance.
 */
export function withoutStamps(rules: readonly Rule[]): readonly Rule[] {
  const boxes = new Set(rules.flatMap(({ box }) => box ?? []));
  if (boxes.size === 0 || boxes.size > MOST_BOXES) return rules;
  const stamps = new Set([...boxes].filter((box) => isOver(box, rules)));
  return stamps.size === 0 ? rules : rules.filter(({ box }) => !box || !stamps.has(box));
}

function isOver(box: Box, rules: readonly Rule[]): boolean {
  const { left, right, top, bottom } = box;
  const apart = rules.filter((rule) => !(rule.box && isAlong(rule.box, box)));
  const across = joined(apart.filter(({ horizontal }) => horizontal));
  const down = joined(apart.filter(({ horizontal }) => !horizontal));
  const touched = [
    isTouched(left, top, bottom, down, across),
    isTouched(right, top, bottom, down, across),
    isTouched(top, left, right, across, down),
    isTouched(bottom, left, right, across, down),
  ].filter(Boolean).length;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const over = across.filter(({ from, to }) => from <= x && x <= to);
  const beside = down.filter(({ from, to }) => from <= y && y <= to);
  const isEnclosed =
    over.some(({ at }) => at <= top + TOUCHES) &&
    over.some(({ at }) => at >= bottom - TOUCHES) &&
    beside.some(({ at }) => at <= left + TOUCHES) &&
    beside.some(({ at }) => at >= right - TOUCHES);
  return touched < (isEnclosed ? 3 : 1);
}

/** Whether a rule runs along at least half of a side, or one ends at it from either side. */
function isTouched(side: number, from: number, to: number, along: readonly Rule[], towards: readonly Rule[]): boolean {
  return (
    along.some(
      (rule) =>
        Math.abs(rule.at - side) <= BESIDE && Math.min(rule.to, to) - Math.max(rule.from, from) >= (to - from) / 2,
    ) ||
    towards.some(
      (rule) =>
        from - TOUCHES <= rule.at &&
        rule.at <= to + TOUCHES &&
        (Math.abs(rule.from - side) <= TOUCHES || Math.abs(rule.to - side) <= TOUCHES),
    )
  );
}

/** Whether a box is the other, or the second line of its frame. */
function isAlong(a: Box, b: Box): boolean {
  return (['left', 'right', 'top', 'bottom'] as const).every((side) => Math.abs(a[side] - b[side]) <= DOUBLE);
}

/** Type that is larger than its cell by this, and than most type of its table by this, was not set in the cell. */
const TALLER = 1.15;
const LARGER = 1.5;
/** Type that is larger by this was not set in any cell. */
const HUGE = 3;

/** Type of one size differs by no more, in points. */
const SAME_SIZE = 0.5;

/** The characters without text in large type that lies across the cells of a table, such as a watermark. */
export function withoutOverlays(glyphs: readonly Glyph[], lattices: readonly Lattice[]): readonly Glyph[] {
  const overlays = new Set<number>();
  for (const lattice of lattices) {
    const inside = glyphs.flatMap((glyph) => {
      const cell = cellAtPoint(lattice, (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2);
      return cell >= 0 ? [{ glyph, cell: lattice.cells[cell]! }] : [];
    });
    const all = inside.map(({ glyph }) => glyph.size).sort((a, b) => a - b);
    const usual = all[all.length >> 1]!;
    const large = inside.filter(({ glyph }) => glyph.direction === 'right' && glyph.size > usual * LARGER);
    const sizes = large.flatMap(({ glyph: { size }, cell }) => {
      const height = lattice.ys[cell.row + cell.rowSpan]! - lattice.ys[cell.row]!;
      return size > height * TALLER || size > usual * HUGE ? [size] : [];
    });
    // Of such type some characters may lie in higher cells.
    for (const { glyph } of large)
      if (sizes.some((size) => Math.abs(size - glyph.size) <= SAME_SIZE)) overlays.add(glyph.run);
  }
  return overlays.size === 0 ? glyphs : glyphs.filter((glyph) => !overlays.has(glyph.run));
}
