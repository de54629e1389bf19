/**
 * A table that is covered with rectangles of figures: how stretches of text may be divided into such, between the rows at which the
 * columns may be parted, and what several ways to cover it have in common.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { Figure } from '../printed/tokens';

const COLUMNS = APPLICANT_COLUMNS.length;

/** A rectangle of a stretch's figures, from one on, row by row. */
export interface Part {
  readonly from: number;
  readonly width: number;
  readonly tall: number;
}

/** Every way to divide so many figures into rectangles of such heights, one after the other. */
export function divisionsOf(count: number, heights: readonly number[], most: number, from = 0): (readonly Part[])[] {
  if (count === 0) return [[]];
  if (most === 0) return [];
  return heights.flatMap((tall) =>
    Array.from({ length: Math.min(COLUMNS, Math.floor(count / tall)) }, (_, i) => i + 1).flatMap((width) =>
      divisionsOf(count - width * tall, heights, most - 1, from + width * tall).map((rest) => [
        { from, width, tall },
        ...rest,
      ]),
    ),
  );
}

/** Columns between cuts, from top to bottom, as one number. */
export const encoded = (columns: readonly number[]): number =>
  columns.reduceRight((sum, count) => sum * (COLUMNS + 1) + count, 0);

/** The sum of two, if no more than the table's columns. */
export function added(a: number, b: number): number | undefined {
  for (let [x, y] = [a, b]; x > 0 && y > 0; x = Math.floor(x / (COLUMNS + 1)), y = Math.floor(y / (COLUMNS + 1)))
    if ((x % (COLUMNS + 1)) + (y % (COLUMNS + 1)) > COLUMNS) return undefined;
  return a + b;
}

/** Columns that rectangles have between cuts, wherever they stand. */
export function columnsOf(parts: readonly Part[], bounds: readonly number[]): Set<number> {
  let sums = new Set([0]);
  for (const { tall, width } of parts) {
    const next = new Set<number>();
    for (const top of bounds) {
      const end = bounds.indexOf(top + tall);
      if (end < 0) continue;
      const own = encoded(bounds.slice(1).map((to) => (to > top && to <= top + tall ? width : 0)));
      for (const so of sums) {
        const sum = added(so, own);
        if (sum !== undefined) next.add(sum);
      }
    }
    sums = next;
  }
  return sums;
}

/** So many rows at which the columns may be parted, in every way. */
export function cutsOf(height: number, count: number, from = 1): (readonly number[])[] {
  if (count === 0) return [[]];
  return Array.from({ length: height - from }, (_, i) => from + i).flatMap((row) =>
    cutsOf(height, count - 1, row + 1).map((rest) => [row, ...rest]),
  );
}

interface Counted {
  readonly figure: Figure;
  readonly value: number;
}

type Way = readonly (readonly Counted[])[];

/** Several ways to read a table. */
export class Ways {
  /** By their values, each with the first row at which the columns are parted. */
  private readonly ways = new Map<string, { readonly way: Way; readonly cut: number }>();

  get count(): number {
    return this.ways.size;
  }

  add(way: Way, cut: number): void {
    const key = keyOf(way.map((row) => row.map(({ value }) => value)));
    const known = this.ways.get(key);
    if (!known || known.cut < cut) this.ways.set(key, { way, cut });
  }

  /** By row, the figures on which all ways agree. */
  get cells(): (Figure | undefined)[][] {
    return agreed([...this.ways.values()].map(({ way }) => way));
  }

  /**
   * The same, of the ways that have these values above the rows at which they are parted: there, columns that no heading names follow
   * each other in the text as on the page, and below it they may not. All ways where these values are none of them.
   */
  likeAbove(values: readonly (readonly (number | undefined)[])[]): (Figure | undefined)[][] {
    if (!this.ways.has(keyOf(values))) return this.cells;
    const like = [...this.ways.values()].filter(({ way, cut }) =>
      way.slice(0, cut).every((row, r) => row.every(({ value }, c) => value === values[r]![c])),
    );
    return agreed(like.map(({ way }) => way));
  }
}

const agreed = (ways: readonly Way[]): (Figure | undefined)[][] =>
  ways[0]!.map((row, r) =>
    row.map(({ figure, value }, c) => (ways.every((way) => way[r]![c]!.value === value) ? figure : undefined)),
  );

const keyOf = (values: readonly (readonly (number | undefined)[])[]): string =>
  values.map((row) => row.join()).join(';');
