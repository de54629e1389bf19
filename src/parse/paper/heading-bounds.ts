/**
 * The columns of groups of figures on a page by the headings above them, in text that a program took from it. Such a program moves what it sets
 * to the right only, so that all of it stands in order: a figure that does not stand behind a heading is of its column or of one before it. What
 * that leaves open is told by how far the others stand from their headings.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { Figure, Piece } from '../printed/tokens';
import { type Bounds, columnsWithin, inOwnPlaces, narrowed } from './column-bounds';
import type { Group, PageColumns } from './page-columns';

/** The column of the totals. */
const LAST = APPLICANT_COLUMNS.length - 1;
/** Digits between headings that the program set each by itself; closer together they are words of one line. */
const OWN_PLACE = 3;
/** Between words of a line, in widths of a character. */
const BLANKS = [0.2, 1.5];
/** How much further than all known groups, one way or the other, a group stands from the heading of its own column, and of others at least. */
const NEAR = 1;
const FAR = 2.5;
/** The same where only one group is known. */
const NEAR_ONE = 1.5;
const FAR_ONE = 5;

/** What the sums say of the figures of the last group. */
export type LastGroup = 'TOTALS' | 'OTHERS' | 'UNKNOWN';

/** The columns of the groups that are known. */
export function columnsNearHeadings(
  groups: readonly Group[],
  lines: readonly (readonly Figure[])[],
  headings: readonly Piece[] | undefined,
  lastGroup: LastGroup,
): PageColumns {
  const blocks = blocksOf(headings ?? []);
  const isOwn = (at: number) => blocks.some((block) => block.length === 1 && block[0] === at);
  const areBelow = headings && isOwn(LAST) && isBelow(groups.at(-1)!, headings[LAST]!);
  const areTotals = lastGroup === 'TOTALS' || (lastGroup === 'UNKNOWN' && areBelow);
  const own = inOwnPlaces(lines);
  const bounds = narrowed(
    groups.map((group, i): Bounds => {
      if (i === groups.length - 1 && areTotals) return [LAST, LAST];
      const from = Math.min(...own.flat().flatMap((figure) => (group.figures.includes(figure) ? [figure.from] : [])));
      const upper = headings?.findIndex((_, at) => isNotBehind(from, at, headings, blocks)) ?? -1;
      const most = lastGroup === 'OTHERS' ? LAST - 1 : LAST;
      return [0, upper < 0 ? most : Math.min(upper, most)];
    }),
    groups,
    own,
  );
  const found = columnsWithin(groups, bounds);
  if (!headings || !areTotals || found.size === 0) return found;
  const offset = (group: Group, column: number) => middle(group) - middle(headings[column]!);
  const known = [...found].map(([group, column]) => offset(group, column));
  const [near, far] = known.length > 1 ? [NEAR, FAR] : [NEAR_ONE, FAR_ONE];
  const beyond = (group: Group, column: number) => {
    const at = offset(group, column);
    return Math.max(Math.min(...known) - at, at - Math.max(...known), 0);
  };
  const likely = groups.flatMap((group, i): [Group, number][] => {
    const [lower, upper] = bounds[i]!;
    const open = headings.map((_, at) => at).filter((at) => lower <= at && at <= upper);
    const [nearest, ...others] = open.filter((at) => beyond(group, at) < far);
    // Where the header stands a column or more beside the rows, nothing is known of it.
    const isNearest = (at: number) =>
      headings.every((_, other) => Math.abs(offset(group, at)) <= Math.abs(offset(group, other)));
    const isPlain =
      nearest !== undefined &&
      others.length === 0 &&
      beyond(group, nearest) <= near &&
      isNearest(nearest) &&
      open.every(isOwn);
    return isPlain && !found.has(group) ? [[group, nearest]] : [];
  });
  return new Map([...found, ...likely]);
}

const isBelow = (group: Group, heading: Piece): boolean => group.from < heading.to && heading.from < group.to;

/** Indices of headings, those that are words of one line together. */
function blocksOf(headings: readonly Piece[]): number[][] {
  const blocks: number[][] = [];
  for (const [at, heading] of headings.entries())
    if (at > 0 && heading.from - headings[at - 1]!.to < OWN_PLACE) blocks.at(-1)!.push(at);
    else blocks.push([at]);
  return blocks;
}

/**
 * Whether what stands at a place does not stand behind a heading on paper. Beside a line of several words the program sets other things by the
 * share of its width, however wide the blanks between the words are.
 */
function isNotBehind(
  place: number,
  at: number,
  headings: readonly Piece[],
  blocks: readonly (readonly number[])[],
): boolean {
  if (place > headings[at]!.to) return false;
  const block = blocks.find((each) => each.includes(at))!;
  const [first, end] = [headings[block[0]!]!.from, headings[block.at(-1)!]!.to];
  if (at === block.at(-1) || place < first) return true;
  const before = block.filter((each) => each <= at);
  const width = (part: readonly number[]) =>
    part.reduce((sum, each) => sum + headings[each]!.to - headings[each]!.from, 0);
  const shares = BLANKS.map(
    (blank) => (width(before) + before.length * blank) / (width(block) + (block.length - 1) * blank),
  );
  return (place - first + 1) / (end - first) <= Math.min(...shares);
}

const middle = ({ from, to }: { from: number; to: number }): number => (from + to) / 2;
