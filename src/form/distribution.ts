/** How values are spread: quartiles, the place of one among them, and robust deviations. Pure. */

/** Of one value or more. */
export interface Distribution {
  readonly count: number;
  readonly minimum: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
}

/** What the median absolute deviation of a normal distribution is less than its standard deviation (Rousseeuw and Croux 1993). */
const NORMAL = 1.4826;

/** The values in ascending order. */
export function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/**
 * The value below which a share (0 to 1) of sorted values lies, between two of them by linear interpolation: definition 7 of
 * Hyndman and Fan (1996), as R, NumPy and PERCENTILE.INC of Excel have it. Of no value it is NaN.
 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [sorted[below], sorted[below + 1]];
  if (low === undefined) return Number.NaN;
  return high === undefined || low === high ? low : low + (high - low) * (place - below);
}

/** The distribution of sorted values; undefined of none. */
export function distributionOf(sorted: readonly number[]): Distribution | undefined {
  if (sorted.length === 0) return undefined;
  return {
    count: sorted.length,
    minimum: sorted[0]!,
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    maximum: sorted.at(-1)!,
  };
}

/** Share of sorted values that are lower, plus half of those that are equal: 0.5 where all are alike. */
export function percentileIn(sorted: readonly number[], value: number): number {
  const lower = firstNotBelow(sorted, value);
  let equal = 0;
  while (sorted[lower + equal] === value) equal += 1;
  return (lower + equal / 2) / sorted.length;
}

function firstNotBelow(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many robust standard deviations each point is from the median of all: the median absolute deviation, scaled to the
 * standard deviation of a normal distribution (Leys et al. 2013), in place of mean and standard deviation, which outliers move.
 * @param least what counts as one deviation at least, where nearly all points are alike
 */
export function robustDeviations(points: readonly number[], least: number): number[] {
  const centre = quantile(ascending(points), 0.5);
  const spread = quantile(ascending(points.map((point) => Math.abs(point - centre))), 0.5) * NORMAL;
  const deviation = Math.max(spread, least);
  return points.map((point) => (point - centre) / deviation);
}
