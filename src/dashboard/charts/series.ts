/** What charts draw: numbers with their status, and the reasons of those that are not there. */
import type { ValueStatus } from '../queries/schema';

export interface ChartPoint {
  readonly value: number | null;
  readonly status: ValueStatus;
}

export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly years: readonly number[];
  readonly points: readonly ChartPoint[];
  /** Years at whose start the form changed: the line ends before them and begins anew. */
  readonly breaks: readonly number[];
  /** Drawn thin and dashed: what others are compared with. */
  readonly reference?: boolean;
}

/** A series in columns, as the API gives it. */
export interface Columns {
  readonly years: readonly number[];
  readonly values: readonly (number | null)[];
  readonly statuses: readonly ValueStatus[];
  readonly breaks: readonly number[];
}

export function lineOf(id: string, label: string, { years, values, statuses, breaks }: Columns): LineSeries {
  return { id, label, years, breaks, points: values.map((value, at) => ({ value, status: statuses[at]! })) };
}

/** Pieces of a line between which nothing is drawn: at a missing value, and where the form changed. */
export function piecesOf({
  years,
  points,
  breaks,
}: LineSeries): { readonly year: number; readonly value: number; readonly partial: boolean }[][] {
  const pieces: { year: number; value: number; partial: boolean }[][] = [];
  let open = false;
  years.forEach((year, at) => {
    const { value, status } = points[at]!;
    if (value === null) {
      open = false;
      return;
    }
    if (!open || breaks.includes(year)) pieces.push([]);
    pieces.at(-1)!.push({ year, value, partial: status === 'PARTIAL' });
    open = true;
  });
  return pieces;
}

/** The first year with a number; Infinity where there is none. */
export function firstYear({ years, points }: LineSeries): number {
  return years.find((_, at) => points[at]!.value !== null) ?? Number.POSITIVE_INFINITY;
}

/** Lines from the first year on in which any has a number: what lies before the first report is no gap. */
export function sinceFirst(
  lines: readonly LineSeries[],
  first: number = Math.min(...lines.map(firstYear)),
): readonly LineSeries[] {
  if (!Number.isFinite(first)) return lines;
  return lines.map((line) => ({
    ...line,
    years: line.years.filter((year) => year >= first),
    points: line.points.filter((_, at) => line.years[at]! >= first),
  }));
}
