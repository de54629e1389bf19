/**
 * Rules that a PDF page draws: straight strokes along an axis, and filled shapes so thin that they are seen as lines. The
 * coordinate system is that of the words (origin at the top left, y down, points).
 */
import type { PdfOperators } from './pdf-engine';
import { multiply } from './pdf-words';

/** A straight rule: `at` is its y where it is horizontal, its x where it is vertical; `from` is less than `to`. */
export interface Rule {
  readonly horizontal: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A shape up to this thick, in points, is a line. */
const THICKEST = 3;
/** A line may lean by this much. */
const LEAN = 1;
/** A page with more rules is a drawing. */
export const MOST_RULES = 50_000;

// Steps of a path, as pdf.js packs them: its name, then its coordinates.
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

/** The rules of a page, or none where it draws more than a table does. */
export function rulesOf(list: OperatorList, operators: PdfOperators, viewport: readonly number[]): Rule[] {
  const strokes = new Set<number>([operators.stroke, operators.closeStroke]);
  const fills = new Set<number>([operators.fill, operators.eoFill]);
  const both = new Set<number>([
    operators.fillStroke,
    operators.eoFillStroke,
    operators.closeFillStroke,
    operators.closeEOFillStroke,
  ]);
  const rules: Rule[] = [];
  const saved: { matrix: readonly number[]; width: number }[] = [];
  let matrix: readonly number[] = viewport;
  let width = 1;
  for (let i = 0; i < list.fnArray.length && rules.length <= MOST_RULES; i++) {
    const args = list.argsArray[i];
    switch (list.fnArray[i]) {
      case operators.save:
        saved.push({ matrix, width });
        break;
      case operators.paintFormXObjectBegin: {
        saved.push({ matrix, width });
        const form = (args as [ArrayLike<number> | null])[0];
        if (form) matrix = multiply(matrix, Array.from(form));
        break;
      }
      case operators.restore:
      case operators.paintFormXObjectEnd:
        ({ matrix, width } = saved.pop() ?? { matrix, width });
        break;
      case operators.transform:
        matrix = multiply(matrix, args as number[]);
        break;
      case operators.setLineWidth:
        width = (args as [number])[0];
        break;
      case operators.constructPath: {
        const [paint, [steps]] = args as [number, [ArrayLike<number> | null]];
        if (!steps) break;
        const paths = pathsOf(steps, matrix);
        const thickness = width * Math.sqrt(Math.abs(matrix[0]! * matrix[3]! - matrix[1]! * matrix[2]!));
        if (strokes.has(paint) || both.has(paint)) {
          if (thickness <= THICKEST) for (const path of paths) addStroke(path, rules, paint !== operators.stroke);
        } else if (fills.has(paint)) addFills(paths, rules);
      }
    }
  }
  return rules.length > MOST_RULES ? [] : rules;
}

interface Path {
  readonly points: readonly Point[];
  /** Whether it has curves, which are no rules. */
  readonly curved: boolean;
  readonly closed: boolean;
}

function pathsOf(steps: ArrayLike<number>, matrix: readonly number[]): Path[] {
  const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number];
  const paths: { points: Point[]; curved: boolean; closed: boolean }[] = [];
  const pointAt = (i: number): Point => ({ x: a * steps[i]! + c * steps[i + 1]! + e, y: b * steps[i]! + d * steps[i + 1]! + f });
  let path: { points: Point[]; curved: boolean; closed: boolean } | undefined;
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

function addStroke(path: Path, rules: Rule[], closes: boolean): void {
  if (path.curved) return;
  const points = path.closed || closes ? [...path.points, path.points[0]!] : path.points;
  for (let i = 1; i < points.length && rules.length <= MOST_RULES; i++) addRule(points[i - 1]!, points[i]!, rules);
}

function addRule(p: Point, q: Point, rules: Rule[]): void {
  const [dx, dy] = [Math.abs(p.x - q.x), Math.abs(p.y - q.y)];
  if (dy <= LEAN && dx > LEAN) {
    rules.push({ horizontal: true, at: (p.y + q.y) / 2, from: Math.min(p.x, q.x), to: Math.max(p.x, q.x) });
  } else if (dx <= LEAN && dy > LEAN) {
    rules.push({ horizontal: false, at: (p.x + q.x) / 2, from: Math.min(p.y, q.y), to: Math.max(p.y, q.y) });
  }
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Thin shapes are lines; of two boxes in one path, one just within the other, what is filled is a frame. */
function addFills(paths: readonly Path[], rules: Rule[]): void {
  const boxes: Box[] = [];
  for (const { points, curved } of paths) {
    if (curved || points.length < 2 || rules.length > MOST_RULES) continue;
    const box = boxOf(points);
    if (box.bottom - box.top <= THICKEST || box.right - box.left <= THICKEST) addThin(box, rules);
    else boxes.push(box);
  }
  for (let i = 1; i < boxes.length; i++)
    for (const [outer, inner] of [
      [boxes[i - 1]!, boxes[i]!],
      [boxes[i]!, boxes[i - 1]!],
    ] as const)
      if (isFrame(outer, inner)) {
        const { left, right, top, bottom } = outer;
        addRule({ x: left, y: top }, { x: right, y: top }, rules);
        addRule({ x: left, y: bottom }, { x: right, y: bottom }, rules);
        addRule({ x: left, y: top }, { x: left, y: bottom }, rules);
        addRule({ x: right, y: top }, { x: right, y: bottom }, rules);
      }
}

function addThin(box: Box, rules: Rule[]): void {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  if (box.bottom - box.top <= box.right - box.left) addRule({ x: box.left, y }, { x: box.right, y }, rules);
  else addRule({ x, y: box.top }, { x, y: box.bottom }, rules);
}

function isFrame(outer: Box, inner: Box): boolean {
  const margins = [inner.left - outer.left, outer.right - inner.right, inner.top - outer.top, outer.bottom - inner.bottom];
  return margins.every((margin) => margin >= 0 && margin <= THICKEST) && margins.some((margin) => margin > 0);
}

function boxOf(points: readonly Point[]): Box {
  let [left, right, top, bottom] = [points[0]!.x, points[0]!.x, points[0]!.y, points[0]!.y];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, right, top, bottom };
}
