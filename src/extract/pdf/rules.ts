/**
 * Rules that a PDF page draws: straight strokes along an axis, and filled shapes so thin that they are seen as lines.
 */
import type { PdfOperators } from './engine';
import { apply, type Box, boxOf, type Matrix, type Point } from './geometry';

export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** A straight rule: `at` is its y where it is horizontal, its x where it is vertical; `from` is less than `to`. */
export interface Rule {
  readonly horizontal: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** The rectangle that it was drawn as a side of. */
  readonly box?: Box;
  /** Whether an annotation draws it: a mark on the page, and no rule of a table. */
  readonly isMark?: boolean;
  /** What of a horizontal rule is seen, where the page or a clip cuts it off: nothing where `from` is more than `to`. */
  readonly seen?: Reach;
}

/** A shape up to this thick, in points, is a line. */
const THICKEST = 3;
/** A stroke up to this thick is one. */
const THICKEST_STROKE = 6;
/** A line may lean by this much. */
const LEAN = 1;
/** A page with more rules is a drawing, not a table. */
export const MOST_RULES = 50_000;

// Steps of a path, as pdf.js packs them: its name, then its coordinates.
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

/** Adds the rules of painted paths, which are in the coordinates of the page; `matrix` led there. */
export function addPaths(
  rules: Rule[],
  paint: number,
  paths: readonly Path[],
  matrix: Matrix,
  lineWidth: number,
  operators: PdfOperators,
): void {
  if (rules.length > MOST_RULES) return;
  switch (paint) {
    case operators.fill:
    case operators.eoFill:
      addFills(paths, rules);
      return;
    case operators.stroke:
    case operators.closeStroke:
    case operators.fillStroke:
    case operators.eoFillStroke:
    case operators.closeFillStroke:
    case operators.closeEOFillStroke: {
      const thickness = lineWidth * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
      if (thickness > THICKEST_STROKE) return;
      const closes = paint !== operators.stroke && paint !== operators.fillStroke && paint !== operators.eoFillStroke;
      for (const path of paths) addStroke(path, rules, closes);
    }
  }
}

export interface Path {
  readonly points: Point[];
  /** Whether it has curves, which are no rules. */
  curved: boolean;
  closed: boolean;
}

/** A path as pdf.js packs it; `matrix` leads from its coordinates to those of the page. */
export function pathsOf(steps: ArrayLike<number>, matrix: Matrix): Path[] {
  const paths: Path[] = [];
  const pointAt = (i: number): Point => apply(matrix, steps[i]!, steps[i + 1]!);
  let path: Path | undefined;
  for (let i = 0; i < steps.length; ) {
    const step = steps[i++];
    if (step === MOVE) {
      path = { points: [pointAt(i)], curved: false, closed: false };
      paths.push(path);
      i += 2;
    } else if (step === LINE) {
      path?.points.push(pointAt(i));
      i += 2;
    } else if (step === CURVE || step === QUADRATIC) {
      i += step === CURVE ? 6 : 4;
      path?.points.push(pointAt(i - 2));
      if (path) path.curved = true;
    } else if (step === CLOSE) {
      if (path) path.closed = true;
    } else break;
  }
  return paths;
}

/** Adds the rule that a picture stretched to a line is. */
export function addThinPicture(rules: Rule[], { left, right, top, bottom }: Box): void {
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  if (right - left > THICKEST !== bottom - top > THICKEST)
    addFills([{ points: corners, curved: false, closed: true }], rules);
}

/** Whether paths fill the box around them to its corners: one upright rectangle. */
export function isRectangle(paths: readonly Path[]): boolean {
  const [path] = paths;
  if (paths.length !== 1 || !path || path.curved) return false;
  const { left, right, top, bottom } = boxOf(path.points);
  const corners = new Set<string>();
  for (const { x, y } of path.points) {
    const [isLeft, isRight] = [x - left < LEAN / 10, right - x < LEAN / 10];
    const [isTop, isBottom] = [y - top < LEAN / 10, bottom - y < LEAN / 10];
    if (!(isLeft || isRight) || !(isTop || isBottom)) return false;
    corners.add(`${isLeft} ${isTop}`);
  }
  return corners.size === 4;
}

function addStroke(path: Path, rules: Rule[], closes: boolean): void {
  if (path.curved) return;
  const points = path.closed || closes ? [...path.points, path.points[0]!] : path.points;
  const box = isRectangle([path]) ? boxOf(path.points) : undefined;
  for (let i = 1; i < points.length; i++) addRule(points[i - 1]!, points[i]!, rules, box);
}

function addRule(p: Point, q: Point, rules: Rule[], box?: Box): void {
  const [dx, dy] = [Math.abs(p.x - q.x), Math.abs(p.y - q.y)];
  const of = box ? { box } : {};
  if (dy <= LEAN && dx > LEAN) {
    rules.push({ horizontal: true, at: (p.y + q.y) / 2, from: Math.min(p.x, q.x), to: Math.max(p.x, q.x), ...of });
  } else if (dx <= LEAN && dy > LEAN) {
    rules.push({ horizontal: false, at: (p.x + q.x) / 2, from: Math.min(p.y, q.y), to: Math.max(p.y, q.y), ...of });
  }
}

/** Thin shapes are lines; of two boxes in one path, one just within the other, what is filled is a frame. */
function addFills(paths: readonly Path[], rules: Rule[]): void {
  let before: Box | undefined;
  for (const { points, curved } of paths) {
    if (curved || points.length < 2) continue;
    const box = boxOf(points);
    const { left, right, top, bottom } = box;
    if (right - left <= THICKEST && bottom - top <= THICKEST) {
      addDot(box, rules);
    } else if (bottom - top <= THICKEST && right - left >= bottom - top) {
      addRule({ x: left, y: (top + bottom) / 2 }, { x: right, y: (top + bottom) / 2 }, rules);
    } else if (right - left <= THICKEST) {
      addRule({ x: (left + right) / 2, y: top }, { x: (left + right) / 2, y: bottom }, rules);
    } else {
      if (before && isFrame(before, box)) addFrame(before, rules);
      else if (before && isFrame(box, before)) addFrame(box, rules);
      before = box;
    }
  }
}

/** A dot goes on with the dotted rule drawn before it; the first dot may be of a rule across or down. */
function addDot({ left, right, top, bottom }: Box, rules: Rule[]): void {
  const across: Rule = { horizontal: true, at: (top + bottom) / 2, from: left, to: right };
  const down: Rule = { horizontal: false, at: (left + right) / 2, from: top, to: bottom };
  for (const dot of [across, down])
    for (const i of [rules.length - 1, rules.length - 2]) {
      const rule = rules[i];
      if (rule?.horizontal !== dot.horizontal || Math.abs(rule.at - dot.at) > LEAN / 2) continue;
      const [from, to] = [Math.min(rule.from, dot.from), Math.max(rule.to, dot.to)];
      if (to - from > rule.to - rule.from + dot.to - dot.from + THICKEST) continue;
      rules[i] = { ...rule, from, to };
      return;
    }
  rules.push(across, down);
}

function isFrame(outer: Box, inner: Box): boolean {
  const margins = [
    inner.left - outer.left,
    outer.right - inner.right,
    inner.top - outer.top,
    outer.bottom - inner.bottom,
  ];
  return margins.every((margin) => margin >= 0 && margin <= THICKEST) && margins.some((margin) => margin > 0);
}

function addFrame({ left, right, top, bottom }: Box, rules: Rule[]): void {
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  for (const [i, corner] of corners.entries()) addRule(corner, corners[(i + 1) % 4]!, rules);
}
