/**
 * Table 3 with blank cells in text that a program took from the pages of a document, each character as wide as a digit. Such a program sets
 * each page by itself, and what stands left of something on paper stands left of it in its text: figures that stand above each other
 * are of one column. Rows that it tore are unread, and those that they may have given their figures to; the others are read.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { Found } from '../lines/align';
import { areDigitsApart } from '../lines/doubtful-owners';
import type { Labels, TableRows } from '../lines/rows';
import { plain } from '../printed/characters';
import type { LabelPattern } from '../printed/labels';
import type { Figure, Piece, Token } from '../printed/tokens';
import { readValue } from '../printed/values';
import { labelsOf, type PlacedRows } from './column-places';
import { underHeadings } from './heading-places';
import { pushedFigures } from './side-by-side';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Rows over which a tear reaches. */
const REACH = 6;
/** Figures that show a column by themselves. */
const FEWEST_FIGURES = 3;
/** Digits between two columns: a program sets figures that are closer together as words of a line, one blank apart. */
const NARROWEST_GAP = 2;
/** Tokens above a page's first figures that can be its header. */
const LONGEST_HEADER = 40;

/** Tokens of a row's label, first and last, by row. */
export type Spans = ReadonlyMap<string, { readonly first: number; readonly last: number }>;

export const spansOf = ({ text }: Labels, found: readonly Found[]): Spans =>
  new Map(found.map(({ row, from, to }) => [row, { first: text.token[from]!, last: text.token[to - 1]! }]));

/** The rows that are known; undefined where none is. */
export function rowsOnPages(
  { figures, below }: TableRows,
  spans: Spans,
  patterns: readonly LabelPattern[],
  tokens: readonly Token[],
): PlacedRows | undefined {
  const labels = patterns.map(({ row }) => {
    const span = spans.get(row);
    if (!span) return undefined;
    const [first, last] = [tokens[span.first]!, tokens[span.last]!];
    const isOfLine = ({ row: line, type }: Token) => type === 'piece' && first.row <= line && line <= last.row;
    const isJoined =
      !/^\d/.test(plain(first.text)) ||
      tokens.some((token, at) => isOfLine(token) && (at < span.first || at > span.last));
    return { from: first.row, to: last.row, lines: [first.line, last.line] as const, isJoined };
  });
  const owned = ownersOf(figures, labels);
  // Text of which most figures stand beside no label has lost its layout, and nothing is blank by it.
  if (owned.loose.length > owned.own.size) return undefined;
  if (below > 0) owned.torn.add(patterns.length - 1);
  const doubtful = doubtfulRows(owned, labels);
  const sound = [...owned.own].filter(([at]) => !doubtful.has(at));
  const cells = cellsOnPages(sound, figures, tokens);
  const known = new Map<string, readonly (Figure | undefined)[]>();
  for (const [at, { row }] of patterns.entries()) {
    if (doubtful.has(at)) continue;
    const placed = owned.own.has(at) ? cells.get(at) : new Array<undefined>(COLUMNS).fill(undefined);
    if (placed) known.set(row, placed);
  }
  return known.size > 0 ? known : undefined;
}

/** Where a row's label is; undefined where it was not found. */
type Label =
  | {
      readonly from: number;
      readonly to: number;
      /** Of the file. */
      readonly lines: readonly [number, number];
      /** It begins with a Chinese character, or stands beside the label of a group. */
      readonly isJoined: boolean;
    }
  | undefined;

/** Rows by their index on the form. */
interface Owned {
  /** The one line of figures among the lines of a row's label. */
  readonly own: Map<number, Figure[]>;
  /** Rows with more than that, or of which the label shares a line with another. */
  readonly torn: Set<number>;
  /** Lines of figures that are among those of no label. */
  readonly loose: readonly number[];
}

function ownersOf(figures: readonly Figure[], labels: readonly Label[]): Owned {
  const own = new Map<number, Figure[]>();
  const torn = new Set<number>();
  const loose: number[] = [];
  for (const line of linesOf(figures)) {
    const { row } = line[0]!;
    const owners = labels.flatMap((label, at) => (label && label.from <= row && row <= label.to ? [at] : []));
    const [owner] = owners;
    if (owner === undefined) loose.push(row);
    else if (owners.length > 1 || own.has(owner) || line.length > COLUMNS || !line.every(isPlain))
      for (const each of owners) torn.add(each);
    else own.set(owner, line);
  }
  for (const [at, label] of labels.entries()) {
    const next = labels[at + 1];
    if (label && next && next.from <= label.to) torn.add(at).add(at + 1);
  }
  return { own, torn, loose };
}

/**
 * Rows that may have figures of others, or have lost theirs: those that are torn or beside figures that no label has, those between these and a
 * row without figures, which may have pushed its own to the next, and rows without figures beside any of them.
 */
function doubtfulRows({ own, torn, loose }: Owned, labels: readonly Label[]): ReadonlySet<number> {
  const doubtful = new Set(torn);
  const isBare = (at: number) => !own.has(at) && !torn.has(at);
  const spread = (from: number, step: 1 | -1) => {
    const reached = Array.from({ length: REACH }, (_, i) => from + i * step).filter((at) => at in labels);
    for (const at of reached.slice(0, reached.findLastIndex(isBare) + 1)) doubtful.add(at);
  };
  for (const line of loose) {
    const found = labels.findIndex((label) => label && label.from > line);
    const next = found < 0 ? labels.length : found;
    for (const at of [next - 1, next]) if (at in labels) doubtful.add(at);
    spread(next, 1);
    spread(next - 1, -1);
  }
  for (const at of torn) {
    spread(at, 1);
    spread(at, -1);
  }
  for (const [at, label] of labels.entries()) {
    if (!label) doubtful.add(at);
    const next = labels[at + 1];
    // Without a blank line between them, letters of another font set the figures of the one on the line of the next.
    if (
      label &&
      next &&
      isBare(at) &&
      own.has(at + 1) &&
      next.lines[0] <= label.lines[1] + 1 &&
      (label.isJoined || next.isJoined)
    )
      doubtful.add(at).add(at + 1);
  }
  for (const at of [...doubtful]) for (const beside of [at - 1, at + 1]) if (isBare(beside)) doubtful.add(beside);
  return doubtful;
}

/** Whether a figure is one cell's, and not what runs together. */
const isPlain = (figure: Figure): boolean =>
  readValue(figure.text, 'COUNT').state !== 'UNREADABLE' && !/^0\d/.test(plain(figure.text).trim());

function linesOf(figures: readonly Figure[]): Figure[][] {
  const lines = new Map<number, Figure[]>();
  for (const figure of figures) lines.set(figure.row, [...(lines.get(figure.row) ?? []), figure]);
  return [...lines.values()];
}

interface Group {
  from: number;
  to: number;
  readonly figures: Figure[];
}

/** By row, its cells; those whose columns are not plain are left out. */
function cellsOnPages(
  rows: readonly (readonly [number, readonly Figure[]])[],
  all: readonly Figure[],
  tokens: readonly Token[],
): Map<number, readonly (Figure | undefined)[]> {
  const isPushed = pushedFigures(tokens);
  const pages = new Map<number | undefined, (readonly [number, readonly Figure[]])[]>();
  for (const row of rows) pages.set(row[1][0]!.page, [...(pages.get(row[1][0]!.page) ?? []), row]);
  const cells = new Map<number, readonly (Figure | undefined)[]>();
  for (const page of pages.values()) {
    const [first] = page[0]![1] as readonly [Figure, ...Figure[]];
    const figures = all.filter((figure) => figure.page === first.page);
    const groups = groupsOf(figures.filter((figure) => !isPushed(figure)));
    // A program may set parts of a page each by itself.
    const isSheared = linesOf(figures).some((line) =>
      groups.some((group) => line.filter((each) => group.figures.includes(each)).length > 1),
    );
    const lines = page.map(([, line]) => line);
    const columnOf = isSheared ? () => undefined : columnsOf(groups, lines, headingsOf(first, tokens));
    for (const [at, line] of page) {
      const placed = isWhole(line) ? line : inColumns(line, columnOf, isPushed);
      if (placed) cells.set(at, placed);
    }
  }
  return cells;
}

const isWhole = (line: readonly Figure[]): boolean => line.length === COLUMNS && !areDigitsApart(line);

/** Figures of which the extents overlap. */
function groupsOf(figures: readonly Figure[]): Group[] {
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

/** The headings of the columns that stand above the first figures on the same page. */
function headingsOf(figure: Figure, tokens: readonly Token[]): Piece[] | undefined {
  const first = tokens.indexOf(figure);
  const above = tokens.slice(Math.max(0, first - LONGEST_HEADER), first);
  return labelsOf(above.filter(({ page }) => page === figure.page));
}

type ColumnOf = (figure: Figure) => number | undefined;

/** The columns that the groups are of: by whole rows, by the headings, or as there are as many as columns. */
function columnsOf(
  groups: readonly Group[],
  lines: readonly (readonly Figure[])[],
  headings: readonly Piece[] | undefined,
): ColumnOf {
  const apart = groups.filter(
    (group, i) =>
      (i === 0 || group.from - groups[i - 1]!.to >= NARROWEST_GAP) &&
      (i === groups.length - 1 || groups[i + 1]!.from - group.to >= NARROWEST_GAP),
  );
  const groupOf = (figure: Figure) => apart.find((group) => group.figures.includes(figure));
  const whole = lines.filter(isWhole);
  if (whole.length > 0)
    return (figure) => {
      const group = groupOf(figure);
      const columns = new Set(
        whole.flatMap((line) => line.flatMap((each, i) => (group?.figures.includes(each) ? [i] : []))),
      );
      return columns.size === 1 ? [...columns][0] : undefined;
    };
  if (apart.length < groups.length) return () => undefined;
  if (groups.length === COLUMNS && groups.every(({ figures }) => figures.length >= FEWEST_FIGURES))
    return (figure) => {
      const group = groupOf(figure);
      return group && groups.indexOf(group);
    };
  const below = headings && belowHeadings(groups, lines, headings);
  return (figure) => {
    const group = groupOf(figure);
    return group && below?.get(group);
  };
}

/** Rows that show which figures are their totals. */
const FEWEST_SUMS = 2;

/**
 * The columns of groups that stand below headings, each touching its own and near no other. A program may set the header apart from the rows, so
 * that both ends have to be known: the totals by their sums, and the first column.
 */
function belowHeadings(
  groups: readonly Group[],
  lines: readonly (readonly Figure[])[],
  headings: readonly Piece[],
): ReadonlyMap<Group, number> | undefined {
  const middles = groups.map(({ from, to, figures }): Figure => ({ ...figures[0]!, from, to }));
  const cells = underHeadings(middles, headings);
  if (!cells?.[0] || !cells.at(-1)) return undefined;
  if (!cells.every((group, i) => !group || (group.from < headings[i]!.to && headings[i]!.from < group.to)))
    return undefined;
  const totals = groups.at(-1)!.figures;
  const sums = lines.filter((line) => totals.includes(line.at(-1)!) && addsUp(line)).length;
  return sums < FEWEST_SUMS ? undefined : new Map(groups.map((group, i) => [group, cells.indexOf(middles[i]!)]));
}

/** Whether the last figure is the sum of the others, and more than nothing. */
function addsUp(line: readonly Figure[]): boolean {
  const counts = line.map((figure) => readValue(figure.text, 'COUNT').count ?? Number.NaN);
  const total = counts.pop()!;
  return total > 0 && counts.reduce((sum, count) => sum + count, 0) === total;
}

/** A row's cells; figures that its label moved stand in the columns before the first that it did not, if these are as many. */
function inColumns(
  line: readonly Figure[],
  columnOf: ColumnOf,
  isPushed: (figure: Figure) => boolean,
): (Figure | undefined)[] | undefined {
  const cells = new Array<Figure | undefined>(COLUMNS).fill(undefined);
  const moved = line.filter(isPushed).length;
  for (const [i, figure] of line.entries()) {
    const column = i < moved ? i : columnOf(figure);
    if (column === undefined || cells[column] || (i === moved && moved > 0 && column !== moved)) return undefined;
    cells[column] = figure;
  }
  return moved < line.length ? cells : undefined;
}
