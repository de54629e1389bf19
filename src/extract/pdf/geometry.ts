/**
 * Geometry of a PDF page. Everything on a page is given in one system: origin at the top left corner of the page as it is
 * shown, x to the right, y down, in points.
 */

/** [a, b, c, d, e, f]: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Two matrices as one, the second applied first. */
export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

export function apply(m: Matrix, x: number, y: number): Point {
  return { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] };
}

/** Six numbers as a matrix; anything else changes nothing. */
export function matrixOf(values: ArrayLike<number> | null | undefined): Matrix {
  return values?.length === 6 ? (Array.from(values) as unknown as Matrix) : IDENTITY;
}

/** The box around points; at least one is needed. */
export function boxOf(points: readonly Point[]): Box {
  const first = points[0]!;
  let [left, right, top, bottom] = [first.x, first.x, first.y, first.y];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, right, top, bottom };
}

/** Where a matrix puts the square from (0, 0) to (1, 1): the place of a picture. */
export function unitBox(matrix: Matrix): Box {
  return boxOf([apply(matrix, 0, 0), apply(matrix, 1, 0), apply(matrix, 0, 1), apply(matrix, 1, 1)]);
}

/** The box around a box given by its least and greatest x and y (x, y, x, y) in the coordinates of a matrix. */
export function boxAround([x1, y1, x2, y2]: ArrayLike<number> & Iterable<number>, matrix: Matrix): Box {
  return boxOf([apply(matrix, x1!, y1!), apply(matrix, x2!, y1!), apply(matrix, x1!, y2!), apply(matrix, x2!, y2!)]);
}

/** What two boxes have in common. */
export function intersection(a: Box | undefined, b: Box): Box | undefined {
  if (!a) return undefined;
  const [left, right] = [Math.max(a.left, b.left), Math.min(a.right, b.right)];
  const [top, bottom] = [Math.max(a.top, b.top), Math.min(a.bottom, b.bottom)];
  return left <= right && top <= bottom ? { left, right, top, bottom } : undefined;
}
