/**
 * Figures of table 3 that stand one below the other, and which of the seven columns each of these groups is, as the labels of the header show it.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { isNumbering } from '../printed/characters';
import type { Figure, Piece, Token } from '../printed/tokens';
import { withoutSpaces } from './heading-places';
import { isMeasured } from './places';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Figures that show a column by themselves; fewer could be a page's number. */
const FEWEST_FIGURES = 3;
/** Digits between the figures of two columns. */
const NARROWEST_GAP = 1.5;
/** How much nearer its own column's label a group of figures is than the next one's. */
const NEARER = 0.7;
/** How much further from an edge of their labels some figures stand than others. */
const OFF_EDGE = 0.5;
/** Figures that were set at one edge stand there this exactly, however long they are. */
const EXACT = 0.2;
/** Less than the width of a digit, by which longer ones begin before others. */
const LONGER = 0.5;
const STEMS = ['自然', '商业', '科研', '社会', '法律', '其他', '总计'];

/** On a line of paper, in digits. */
interface Stretch {
  from: number;
  to: number;
}

export interface Group extends Stretch {
  count: number;
  /** Where the last of its figures begins, and the first one ends. */
  lastFrom: number;
  firstTo: number;
}

/** Figures that stand one below the other. */
export function groupsOf(figures: readonly Figure[]): Group[] {
  const groups: Figure[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const figure of [...figures].sort((a, b) => a.from - b.from)) {
    if (figure.from < end + NARROWEST_GAP) groups.at(-1)!.push(figure);
    else groups.push([figure]);
    end = Math.max(end, figure.to);
  }
  return groups.map(groupOf);
}

/** Where figures stand that were set at an edge of their column, or in its middle. */
const PLACES: readonly ((figure: Stretch) => number)[] = [
  ({ to }) => to,
  ({ from }) => from,
  ({ from, to }) => (from + to) / 2,
];

/**
 * Figures of a page by where they end, or begin, or their middles are, where these are the places of columns in which all were set alike, however near
 * these are to each other; undefined where they show no such.
 */
export function alignedGroups(figures: readonly Figure[]): Group[] | undefined {
  if (!isMeasured(figures)) return undefined;
  for (const place of PLACES) {
    const columns: Figure[][] = [];
    for (const figure of [...figures].sort((a, b) => place(a) - place(b))) {
      const first = columns.at(-1)?.[0];
      if (first && place(figure) - place(first) < EXACT) columns.at(-1)!.push(figure);
      else columns.push([figure]);
    }
    const groups = columns.map(groupOf);
    const areApart = groups.every(({ from }, i) => i === 0 || from > groups[i - 1]!.to);
    const isShown = columns.some((column) => Math.max(...column.map(width)) - Math.min(...column.map(width)) > LONGER);
    if (groups.length <= COLUMNS && areApart && isShown) return groups;
  }
  return undefined;
}

const width = ({ from, to }: Stretch): number => to - from;

function groupOf(figures: readonly Figure[]): Group {
  const [from, to] = [figures.map((figure) => figure.from), figures.map((figure) => figure.to)];
  return {
    from: Math.min(...from),
    to: Math.max(...to),
    count: figures.length,
    lastFrom: Math.max(...from),
    firstTo: Math.min(...to),
  };
}

/** By group, its column; undefined where that is not plain. */
export function columnsOf(groups: readonly Group[], header: readonly Token[]): number[] | undefined {
  if (groups.length > COLUMNS || groups.length === 0) return undefined;
  if (groups.length === COLUMNS && groups.every((group) => group.count >= FEWEST_FIGURES))
    return groups.map((_, i) => i);
  const labels = labelsOf(header, true);
  return labels && (inTheMiddle(groups, labels) ?? atOneEdge(groups, labels) ?? atProvenEdge(groups, labels));
}

function inTheMiddle(groups: readonly Group[], labels: readonly Piece[]): number[] | undefined {
  const found: number[] = [];
  for (const group of groups) {
    const middle = (group.from + group.to) / 2;
    const column = nearest(labels.map((label) => Math.abs((label.from + label.to) / 2 - middle)));
    if (column === undefined || column <= (found.at(-1) ?? -1)) return undefined;
    // Whether labels begin at their column's left or stand in its middle, its figures begin before the next label does.
    const isUnder =
      labels[column]!.from - 1 <= middle && middle < (labels[column + 1]?.from ?? Number.POSITIVE_INFINITY);
    const covers = labels.some((label, i) => i !== column && group.to > label.from && group.from < label.to);
    if (!isUnder || covers) return undefined;
    found.push(column);
  }
  return found;
}

/** The index of the least of some distances; undefined where it is not plainly the least. */
function nearest(distances: readonly number[]): number | undefined {
  const [least, next] = [...distances].sort((a, b) => a - b);
  return least! > next! * NEARER ? undefined : distances.indexOf(least!);
}

/**
 * Groups on a page, each touching its column's label, all as far from its left end, or from its right end: figures stand at one edge of their
 * columns, which their labels fill. The totals are among them: below the next labels, as it may seem, these have none.
 */
function atOneEdge(groups: readonly Group[], labels: readonly Piece[]): number[] | undefined {
  if (!isMeasured(labels)) return undefined;
  for (const edge of ['from', 'to'] as const) {
    const found = groups.map((group) => nearest(labels.map((label) => Math.abs(label[edge] - group[edge]))));
    const areInOrder = found.every((column, i) => column !== undefined && (i === 0 || column > found[i - 1]!));
    if (!areInOrder || found.at(-1) !== COLUMNS - 1) continue;
    const columns = found as number[];
    const touch = groups.every(
      (group, i) => group.from < labels[columns[i]!]!.to && labels[columns[i]!]!.from < group.to,
    );
    const offsets = groups.map((group, i) => group[edge] - labels[columns[i]!]![edge]);
    if (touch && Math.max(...offsets) - Math.min(...offsets) <= OFF_EDGE) return columns;
  }
  return undefined;
}

/**
 * Groups on a page whose figures of different lengths all end at one place, or all begin there: each at the right edge of its column, before which its
 * label begins and behind which the next one does, or at its left edge. The totals are among them.
 */
function atProvenEdge(groups: readonly Group[], labels: readonly Piece[]): number[] | undefined {
  if (!isMeasured(labels)) return undefined;
  const edge = provenEdge(groups);
  if (!edge) return undefined;
  const columns = groups.map(({ from, to }) =>
    edge === 'to' ? labels.findLastIndex((label) => label.from < to) : labels.findIndex((label) => label.to > from),
  );
  const areInOrder = columns.every((column, i) => column >= 0 && (i === 0 || column > columns[i - 1]!));
  return areInOrder && columns.at(-1) === COLUMNS - 1 ? columns : undefined;
}

/** The edge at which figures of different lengths stand. */
function provenEdge(groups: readonly Group[]): 'from' | 'to' | undefined {
  const isRight = groups.every(({ to, firstTo }) => to - firstTo < EXACT);
  if (isRight) return groups.some(({ from, lastFrom }) => lastFrom - from > LONGER) ? 'to' : undefined;
  const isLeft = groups.every(({ from, lastFrom }) => lastFrom - from < EXACT);
  return isLeft && groups.some(({ to, firstTo }) => to - firstTo > LONGER) ? 'from' : undefined;
}

/** Places of the seven columns' labels, from left to right; undefined where one is not found, or stands elsewhere. `areCut`: a line may end in them. */
export function labelsOf(header: readonly Token[], areCut = false): Piece[] | undefined {
  const letters = ({ symbols }: Piece) => symbols.filter((symbol) => !isNumbering(symbol)).join('');
  const pieces = withoutSpaces(header);
  const start = pieces.findLastIndex((piece) => letters(piece).includes('申请人情况'));
  const labels: Piece[] = [];
  for (const stem of STEMS) {
    const behind = pieces.slice(start + 1);
    const whole = behind.filter((piece) => letters(piece).startsWith(stem));
    const own = whole.length > 0 || !areCut ? whole : behind.filter((piece) => letters(piece) === stem[0]);
    if (own.length !== 1) return undefined;
    labels.push(own[0]!);
  }
  return labels.every((label, i) => i === 0 || label.from >= labels[i - 1]!.to) ? labels : undefined;
}
