/**
 * A line of figures of which a narrow column broke some: the rest of their digits stands on the line below, each below its own figure.
 */
import { plain } from '../printed/characters';
import type { Figure } from '../printed/tokens';

/** Digits between the middle of a figure and that of the rest of it. */
const BESIDE = 4;
/** Figures that are broken, at most. */
const MOST_BROKEN = 4;

/** So many figures with the rest of their digits, in the only way that `holds`; undefined where there is none, or several. */
export function withRest(
  figures: readonly Figure[],
  count: number,
  holds: (figures: readonly Figure[]) => boolean,
): readonly Figure[] | undefined {
  const [line, rest] = [figures.slice(0, count), figures.slice(count)];
  const [first] = line;
  if (!first || rest.length === 0 || rest.length > MOST_BROKEN || line.some(({ row }) => row !== first.row))
    return undefined;
  if (rest.some(({ row, page }) => row !== first.row + 1 || page !== first.page)) return undefined;
  const found = new Map<string, readonly Figure[]>();
  const join = (at: number, from: number, joined: readonly Figure[]): void => {
    const below = rest[at];
    if (!below) {
      if (holds(joined)) found.set(joined.map(({ text }) => plain(text)).join(' '), joined);
      return;
    }
    for (let i = from; i < count; i++) {
      const above = joined[i]!;
      const text = above.text + below.text;
      if (Math.abs(middle(above) - middle(below)) > BESIDE || !/^[1-9]\d+$/.test(plain(text))) continue;
      join(at + 1, i + 1, joined.with(i, { ...above, text }));
    }
  };
  join(0, 0, line);
  const [only] = found.values();
  return found.size === 1 ? only : undefined;
}

const middle = ({ from, to }: Figure): number => (from + to) / 2;
