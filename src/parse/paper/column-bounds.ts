/**
 * Which columns groups of figures on a page can be of, by the order in which they stand, in text that a program took from it: what stands left of
 * something on paper stands left of it in the text.
 */
import type { Figure } from '../printed/tokens';
import type { Group, PageColumns } from './page-columns';

/** The first and the last column that a group can be of. */
export type Bounds = [number, number];

/** Digits before a figure that stands in a place of its own: closer to another they are words of a line, one blank apart, however far on paper. */
export const OWN_PLACE = 2;

/** The lines without figures that do not stand in places of their own. */
export const inOwnPlaces = (lines: readonly (readonly Figure[])[]): Figure[][] =>
  lines.map((line) => line.filter((figure, i) => i === 0 || figure.from - line[i - 1]!.to >= OWN_PLACE));

/**
 * The bounds of groups by those of the others: of two groups the left one is of a column before, where a row has figures of both, or otherwise of
 * the same, of which the program moved some figures more than others. `own` are the figures in places of their own.
 */
export function narrowed(
  bounds: readonly Bounds[],
  groups: readonly Group[],
  own: readonly (readonly Figure[])[],
): Bounds[] {
  const made = bounds.map(([lower, upper]): Bounds => [lower, upper]);
  const isIn = (at: number) => (line: readonly Figure[]) => line.some((figure) => groups[at]!.figures.includes(figure));
  const step = (left: number, right: number) => {
    if (!own.some(isIn(left)) || !own.some(isIn(right))) return undefined;
    return own.filter(isIn(left)).some(isIn(right)) ? 1 : 0;
  };
  for (let right = 1; right < groups.length; right++)
    for (let left = 0; left < right; left++) {
      const more = step(left, right);
      if (more !== undefined) made[right]![0] = Math.max(made[right]![0], made[left]![0] + more);
    }
  for (let left = groups.length - 2; left >= 0; left--)
    for (let right = groups.length - 1; right > left; right--) {
      const more = step(left, right);
      if (more !== undefined) made[left]![1] = Math.min(made[left]![1], made[right]![1] - more);
    }
  return made;
}

/** The groups that can be of one column only; none where some can be of none, as where the figures are not in order. */
export function columnsWithin(groups: readonly Group[], bounds: readonly Bounds[]): PageColumns {
  if (bounds.some(([lower, upper]) => lower > upper)) return new Map();
  return new Map(
    groups.flatMap((group, i): [Group, number][] => {
      const [lower, upper] = bounds[i]!;
      return lower === upper ? [[group, lower]] : [];
    }),
  );
}
