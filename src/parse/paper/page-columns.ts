/**
 * Which columns of table 3 the figures of a page are of, in text that a program took from it: those that stand above each other are of one column.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { areDigitsApart } from '../lines/doubtful-owners';
import type { Figure, Piece } from '../printed/tokens';
import { readValue } from '../printed/values';
import { type Bounds, columnsWithin, inOwnPlaces, narrowed } from './column-bounds';
import { columnsNearHeadings } from './heading-bounds';
import { underHeadings } from './heading-places';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Figures that show a column by themselves. */
const FEWEST_FIGURES = 3;
/** Digits between two columns: a program sets figures that are closer together as words of a line, one blank apart. */
const NARROWEST_GAP = 2;
/** Rows that show which figures are their totals. */
export const FEWEST_SUMS = 2;

/** Figures one above the other. */
export interface Group {
  from: number;
  to: number;
  readonly figures: Figure[];
}

/** By group, the column that it is of, as far as that is known. */
export type PageColumns = ReadonlyMap<Group, number>;

export const isWhole = (line: readonly Figure[]): boolean => line.length === COLUMNS && !areDigitsApart(line);

/** Figures of which the extents overlap. */
export function groupsOf(figures: readonly Figure[]): Group[] {
  const groups: Group[] = [];
  for (const figure of [...figures].sort((a, b) => a.from - b.from)) {
    const last = groups.at(-1);
    if (last && figure.from < last.to) {
      last.to = Math.max(last.to, figure.to);
      last.figures.push(figure);
    } else groups.push({ from: figure.from, to: figure.to, figures: [figure] });
  }
  return groups;
}

/** The columns that the groups are of: by whole rows, as there are as many as columns, or by the headings. */
export function columnsOf(
  groups: readonly Group[],
  lines: readonly (readonly Figure[])[],
  headings: readonly Piece[] | undefined,
): PageColumns {
  const whole = lines.filter(isWhole);
  if (whole.length > 0) return columnsOfWhole(groups, lines, whole);
  if (!areApart(groups)) return new Map();
  if (groups.length === COLUMNS && groups.every(({ figures }) => figures.length >= FEWEST_FIGURES))
    return new Map(groups.map((group, i) => [group, i]));
  const sums = sumsOf(groups, lines);
  const areTotals = sums.hold >= FEWEST_SUMS && sums.fail === 0;
  const below = headings && areTotals ? belowHeadings(groups, headings) : undefined;
  if (below) return below;
  const areNone = sums.fail >= FEWEST_SUMS && sums.hold === 0;
  return columnsNearHeadings(groups, lines, headings, areTotals ? 'TOTALS' : areNone ? 'OTHERS' : 'UNKNOWN');
}

export const areApart = (groups: readonly Group[]): boolean =>
  groups.every((group, i) => i === 0 || group.from - groups[i - 1]!.to >= NARROWEST_GAP);

/** As whole rows show, and the order of the figures of other rows among those that whole rows have. */
function columnsOfWhole(
  groups: readonly Group[],
  lines: readonly (readonly Figure[])[],
  whole: readonly (readonly Figure[])[],
): PageColumns {
  const own = inOwnPlaces(lines);
  const columnsIn = (group: Group, isShown: (figure: Figure) => boolean) =>
    new Set(
      whole.flatMap((line) => line.flatMap((each, i) => (group.figures.includes(each) && isShown(each) ? [i] : []))),
    );
  // Figures of several columns may stand one above the other.
  const single = groups.filter((group) => columnsIn(group, () => true).size < 2);
  const bounds = single.map((group): Bounds => {
    const [column] = columnsIn(group, (figure) => own.some((line) => line.includes(figure)));
    return column === undefined ? [0, COLUMNS - 1] : [column, column];
  });
  return columnsWithin(single, narrowed(bounds, single, own));
}

/** Of how many rows the last figure, one of the last group, is the sum of the others, and of how many it is less. */
export function sumsOf(
  groups: readonly Group[],
  lines: readonly (readonly Figure[])[],
): { readonly hold: number; readonly fail: number } {
  const totals = groups.at(-1)?.figures ?? [];
  const differences = lines
    .filter((line) => totals.includes(line.at(-1)!))
    .flatMap((line) => {
      const counts = line.map((figure) => readValue(figure.text, 'COUNT').count ?? Number.NaN);
      const total = counts.pop()!;
      const sum = counts.reduce((so, count) => so + count, 0);
      return total > 0 || sum > 0 ? [sum - total] : [];
    });
  return {
    hold: differences.filter((each) => each === 0).length,
    fail: differences.filter((each) => each > 0).length,
  };
}

/**
 * The columns of groups that stand below headings, each touching its own and near no other. A program may set the header apart from the rows, so
 * that both ends have to be known: the totals by their sums, and the first column.
 */
function belowHeadings(groups: readonly Group[], headings: readonly Piece[]): PageColumns | undefined {
  const middles = groups.map(({ from, to, figures }): Figure => ({ ...figures[0]!, from, to }));
  const cells = underHeadings(middles, headings);
  if (!cells?.[0] || !cells.at(-1)) return undefined;
  if (!cells.every((group, i) => !group || (group.from < headings[i]!.to && headings[i]!.from < group.to)))
    return undefined;
  return new Map(groups.map((group, i) => [group, cells.indexOf(middles[i]!)]));
}
