/** Pages that were scanned a little askew: how much their lines lean, and the matrix that sets them upright. */
import { type Matrix, multiply } from './geometry';
import type { DrawnPage, Glyph } from './page';

/** The most that lines lean, and the steps in which it is looked for: rise for each point across. */
const MOST = 0.03;
const STEP = 0.001;
/** A smaller lean moves no figure to another line. */
const LEAST = 0.002;
/** Lines lean where the characters of a page stand on fewer heights by this then. */
const CLEARER = 1.15;
/** Heights are told apart by this, in points. */
const HEIGHT = 1.5;

/** How much the lines of a page go down for each point to the right: 0 where they are level, or set by a program that says so. */
export function leanOf({ glyphs, recognised, leans }: DrawnPage): number {
  if (!recognised && !leans) return 0;
  const across = glyphs.filter(({ direction }) => direction === 'right');
  const level = sharpness(across, 0);
  let best = { lean: 0, sharp: level };
  for (let step = -Math.round(MOST / STEP); step <= MOST / STEP; step++) {
    const sharp = sharpness(across, step * STEP);
    if (sharp > best.sharp) best = { lean: step * STEP, sharp };
  }
  return Math.abs(best.lean) >= LEAST && best.sharp >= level * CLEARER ? best.lean : 0;
}

/** How few heights the characters stand on, if lines lean so much. */
function sharpness(glyphs: readonly Glyph[], lean: number): number {
  const counts = new Map<number, number>();
  for (const { left, right, top, bottom } of glyphs) {
    const height = Math.round(((top + bottom) / 2 - (lean * (left + right)) / 2) / HEIGHT);
    counts.set(height, (counts.get(height) ?? 0) + 1);
  }
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}

/** A page's transform, turned around its middle so that lines that lean so much are level. */
export function upright(transform: Matrix, lean: number, width: number, height: number): Matrix {
  const angle = -Math.atan(lean);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [width / 2, height / 2];
  return multiply([cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos], transform);
}
