/** Tables of a PDF page with rules down and none across between their rows: what is in a cell of theirs is a column, and no cell. */
import { cellAtPoint, type Lattice, type RuledCell } from './grid';
import type { Glyph } from './page';
import { rowsOf } from './text';

/** A figure or a mark that there is none, with its unit. */
const FIGURE = /^[\d０-９.,，．+＋\-－—–/／]+(?:件|项|万元|元)?$/;
const LABEL = /\p{Script=Han}{2}/u;
/** Columns that show it: with figures one below the other, or each below its heading. */
const FIGURES_BELOW = 2;
const BELOW_HEADINGS = 4;
/** Room that programs leave at both sides of a cell, in points. */
const MARGINS = 12;
/** Lines that are set alike differ by less, in points. */
const ALIKE = 1.5;

/** Whether rules part the rows of a lattice, as far as its figures show it. */
export function hasRuledRows(lattice: Lattice, glyphs: readonly Glyph[]): boolean {
  const inside = new Map<RuledCell, Glyph[]>();
  for (const glyph of glyphs) {
    const index = cellAtPoint(lattice, (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2);
    const cell = lattice.cells[index];
    if (!cell || glyph.direction !== 'right') continue;
    const same = inside.get(cell);
    if (same) same.push(glyph);
    else inside.set(cell, [glyph]);
  }
  const figures = new Map<number, number>();
  const headings = new Map<number, number>();
  const count = (counts: Map<number, number>, row: number) => counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const [cell, within] of inside) {
    const width = lattice.xs[cell.column + cell.columnSpan]! - lattice.xs[cell.column]!;
    const lines = rowsOf(within);
    if (lines.some((line, i) => i > 0 && isBelowFigure(lines[i - 1]!, line, width))) count(figures, cell.row);
    if (lines.some((line, i) => i > 0 && FIGURE.test(textOf(line)) && LABEL.test(textOf(lines[i - 1]!))))
      count(headings, cell.row);
  }
  const most = (counts: Map<number, number>) => Math.max(0, ...counts.values());
  return most(figures) < FIGURES_BELOW && most(headings) < BELOW_HEADINGS;
}

/** Whether a line is a figure of its own below another one, beside which its first character had room. */
function isBelowFigure(above: readonly Glyph[], line: readonly Glyph[], width: number): boolean {
  if (!FIGURE.test(textOf(above)) || !FIGURE.test(textOf(line)) || !isAligned(above, line)) return false;
  const left = width - MARGINS - (above.at(-1)!.right - above[0]!.left);
  return left > line[0]!.right - line[0]!.left;
}

/**
 * Whether two lines are set alike: at the left, at the right, or in the middle. Of a figure that was wrapped behind blanks the second
 * line, which has none, stands elsewhere.
 */
function isAligned(a: readonly Glyph[], b: readonly Glyph[]): boolean {
  const [left, right] = [a[0]!.left - b[0]!.left, a.at(-1)!.right - b.at(-1)!.right];
  return [left, right, (left + right) / 2].some((apart) => Math.abs(apart) < ALIKE);
}

function textOf(line: readonly Glyph[]): string {
  return line.map(({ text }) => text).join('');
}
