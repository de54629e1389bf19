/** Where numbers stand on a chart. */

export interface Scale {
  readonly at: (value: number) => number;
  /** Round values, in order. */
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** From zero, or below it, up to the first round number over all values; a flat or empty series still has a span. */
export function scaleOf(values: readonly number[], range: readonly [from: number, to: number], ticks = 4): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(low === 0 ? Number.MIN_VALUE : 0, ...values);
  const span = high - low > 1e-12 ? high - low : 1;
  const size = 10 ** Math.floor(Math.log10(span / ticks));
  const step = size * STEPS.find((each) => each * size * ticks >= span * 0.999)!;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const [from, to] = range;
  const at = (value: number) => from + ((value - first * step) / ((last - first) * step)) * (to - from);
  return { at, ticks: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step) };
}

/** Moves labels apart that would stand on each other; gives the places in the order of the wishes. */
export function apart(wishes: readonly number[], distance: number, [top, bottom]: readonly [number, number]): number[] {
  const order = wishes.map((_, index) => index).sort((a, b) => wishes[a]! - wishes[b]!);
  const places = [...wishes];
  let next = top;
  for (const index of order) {
    places[index] = Math.max(places[index]!, next);
    next = places[index]! + distance;
  }
  let limit = bottom;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index]!, limit);
    limit = places[index]! - distance;
  }
  return places;
}
