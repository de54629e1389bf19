/**
 * A line of figures of which a narrow column broke some: the rest of their digits stands on the line below, each below its own figure.
 */
import type { LineRow } from '../lines/rows';
import { plain } from '../printed/characters';
import type { Figure } from '../printed/tokens';
import { figureValue } from '../printed/values';
import { addsUpInParts, rowHolds } from '../settle/readings';

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

/** Rows of a table whose totals go on below: a figure that stands below one of them only may be none of its. */
const FEWEST_ROWS = 2;

/**
 * The rows, each of which has one figure too many with that made the rest of its total: it stands alone on the line below, wherever a program that
 * takes the text out of its page sets that, and the row adds up with it only.
 */
export function withBrokenTotals(rows: readonly LineRow[], count: number): LineRow[] {
  const holds = (figures: readonly Figure[]) => rowHolds(figures.map(figureValue));
  const whole = rows.map(({ figures }) => withRestOfTotal(figures, count, holds));
  const isKnown = whole.filter((each) => each !== undefined).length >= FEWEST_ROWS;
  return rows.map((row, i) => {
    const figures = whole[i];
    const isJoined = figures && (isKnown || addsUpInParts(figures.map(figureValue)));
    return isJoined ? { ...row, figures, confidence: Math.max(0.1, row.confidence - 0.2) } : row;
  });
}

/** A line of so many figures with the rest of the last one's digits, which stand alone on the line below; undefined where it does not hold with these only. */
export function withRestOfTotal(
  figures: readonly Figure[],
  count: number,
  holds: (figures: readonly Figure[]) => boolean,
): readonly Figure[] | undefined {
  const [line, [rest, more]] = [figures.slice(0, count), figures.slice(count)];
  const last = line.at(-1);
  if (!last || !rest || more || line.some(({ row }) => row !== last.row)) return undefined;
  if (!rest.alone || rest.row !== last.row + 1 || rest.page !== last.page) return undefined;
  const text = last.text + rest.text;
  const joined = [...line.slice(0, -1), { ...last, text }];
  return /^[1-9]\d+$/.test(plain(text)) && holds(joined) && !holds(line) ? joined : undefined;
}

const middle = ({ from, to }: Figure): number => (from + to) / 2;
