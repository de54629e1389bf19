/**
 * Table 3 with blank cells in text that a program took from the pages of a document, each character as wide as a digit. Such a program sets
 * each page by itself, and what stands left of something on paper stands left of it in its text: figures that stand above each other
 * are of one column. Rows that it tore are unread, and those that they may have given their figures to; the others are read.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { Spans } from '../lines/label-numbers';
import type { TableRows } from '../lines/rows';
import { plain } from '../printed/characters';
import type { LabelPattern } from '../printed/labels';
import type { Figure, Piece, Token } from '../printed/tokens';
import { readValue } from '../printed/values';
import { OWN_PLACE } from './column-bounds';
import type { PlacedRows } from './column-places';
import { labelsOf } from './figure-groups';
import {
  areApart,
  columnsOf,
  FEWEST_SUMS,
  type Group,
  groupsOf,
  isWhole,
  type PageColumns,
  sumsOf,
} from './page-columns';
import { columnsTied, type KnownCells } from './page-ties';
import { pushedFigures } from './side-by-side';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Rows over which a tear reaches. */
const REACH = 6;
/** Tokens above a page's first figures that can be its header. */
const LONGEST_HEADER = 40;

/** The table on its pages. */
export interface RowsOnPages {
  readonly rows: PlacedRows;
  /** Rows that may have figures of others. */
  readonly doubtful: ReadonlySet<string>;
}

/** The rows that are known; undefined where none is. */
export function rowsOnPages(
  { figures, below }: TableRows,
  spans: Spans,
  patterns: readonly LabelPattern[],
  tokens: readonly Token[],
): RowsOnPages | undefined {
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
  // Figures that are all one blank apart are in the order of a flow, and keep no places.
  if (!figures.some((figure, i) => figure.row === figures[i - 1]?.row && figure.from - figures[i - 1]!.to > 1))
    return undefined;
  const owned = ownersOf(figures, labels);
  // Text of which most figures stand beside no label has lost its layout, and nothing is blank by it.
  if (owned.loose.reduce((sum, { length }) => sum + length, 0) > [...owned.own.values()].flat().length)
    return undefined;
  if (below > 0) owned.torn.add(patterns.length - 1);
  const doubtful = doubtfulRows(owned, labels);
  const sound = [...owned.own].filter(([at]) => !doubtful.has(at));
  const isBlank = (at: number) => !doubtful.has(at) && !owned.own.has(at);
  const isOfLabel = figuresAmongLabels(spans, tokens);
  const beside = sound.filter(([, line]) => !line.some(isOfLabel));
  const inColumn = figures.filter((figure) => !isOfLabel(figure));
  const cells = cellsOnPages(beside, inColumn, tokens, patterns, isBlank);
  const known = new Map<string, readonly (Figure | undefined)[]>();
  for (const [at, { row }] of patterns.entries()) {
    if (doubtful.has(at)) continue;
    const placed = owned.own.has(at) ? cells.get(at) : new Array<undefined>(COLUMNS).fill(undefined);
    if (placed) known.set(row, placed);
  }
  return known.size > 0
    ? { rows: known, doubtful: new Set(patterns.filter((_, at) => doubtful.has(at)).map(({ row }) => row)) }
    : undefined;
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
  readonly loose: readonly (readonly Figure[])[];
}

function ownersOf(figures: readonly Figure[], labels: readonly Label[]): Owned {
  const own = new Map<number, Figure[]>();
  const torn = new Set<number>();
  const loose: Figure[][] = [];
  for (const line of linesOf(figures)) {
    const { row } = line[0]!;
    const owners = labels.flatMap((label, at) => (label && label.from <= row && row <= label.to ? [at] : []));
    const [owner] = owners;
    if (owner === undefined) loose.push(line);
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
  for (const [{ row: line }] of loose as readonly (readonly [Figure, ...Figure[]])[]) {
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
    ) {
      doubtful.add(at);
      // And so on, each row's figures on the line of the one below, down to a row that has none.
      for (let below = at + 1; own.has(below) && (below === at + 1 || labels[below]?.isJoined); below++)
        doubtful.add(below);
    }
  }
  for (const at of [...doubtful]) for (const beside of [at - 1, at + 1]) if (isBare(beside)) doubtful.add(beside);
  return doubtful;
}

/** Whether a figure is one cell's, and not what runs together. */
const isPlain = (figure: Figure): boolean => readValue(figure.text, 'COUNT').state !== 'UNREADABLE' && !isGlued(figure);

/** Whether figures of two columns run together ("00"): of others, as "10", nobody can tell. */
const isGlued = ({ text }: Figure): boolean => /^0\d/.test(plain(text).trim());

/** Whether the figures before a row's total are no more than it. */
function isWithinTotal(cells: Cells): boolean {
  const [total, ...others] = [...cells]
    .reverse()
    .map((figure) => (figure ? readValue(figure.text, 'COUNT').count : undefined));
  return total === undefined || others.reduce<number>((sum, count) => sum + (count ?? 0), 0) <= total;
}

function linesOf(figures: readonly Figure[]): Figure[][] {
  const lines = new Map<number, Figure[]>();
  for (const figure of figures) lines.set(figure.row, [...(lines.get(figure.row) ?? []), figure]);
  return [...lines.values()];
}

/** Tells figures that stand left of where a label on their page ends: they are none of a column, but numbers of labels that lost their sign. */
function figuresAmongLabels(spans: Spans, tokens: readonly Token[]): (figure: Figure) => boolean {
  const ends = new Map<number | undefined, number>();
  for (const { first, last } of spans.values())
    for (const { type, page, to } of tokens.slice(first, last + 1))
      if (type === 'piece') ends.set(page, Math.max(ends.get(page) ?? 0, to));
  return ({ page, from }) => from < (ends.get(page) ?? 0);
}

/** A page of the table. */
interface Page {
  /** Its rows that are sound, by their index on the form. */
  readonly rows: readonly (readonly [number, readonly Figure[]])[];
  readonly groups: readonly Group[];
  readonly columns: PageColumns;
  /** Rows of which every figure is printed. */
  readonly whole: readonly (readonly Figure[])[];
  /** A program may set parts of a page each by itself, or figures of two columns as one. */
  readonly isSheared: boolean;
}

type Cells = readonly (Figure | undefined)[];

/** By row, its cells; those whose columns are not plain are left out. `isBlank` are rows without figures. */
function cellsOnPages(
  rows: readonly (readonly [number, readonly Figure[]])[],
  all: readonly Figure[],
  tokens: readonly Token[],
  patterns: readonly LabelPattern[],
  isBlank: (at: number) => boolean,
): Map<number, Cells> {
  const isPushed = pushedFigures(tokens);
  const areGlued = all.some(isGlued);
  const numbers = [...new Set(rows.map(([, line]) => line[0]!.page))];
  const pages = numbers.map((number): Page => {
    const own = rows.filter(([, line]) => line[0]!.page === number);
    const figures = all.filter(({ page }) => page === number);
    const groups = groupsOf(figures.filter((figure) => !isPushed(figure)));
    const isSheared =
      areGlued ||
      linesOf(figures).some((line) =>
        groups.some((group) => line.filter((each) => group.figures.includes(each)).length > 1),
      );
    const lines = own.map(([, line]) => line);
    const headings = headingsOf(own[0]![1][0]!, tokens) ?? headingsOf(figures[0]!, tokens);
    const columns = isSheared ? new Map() : columnsOf(groups, lines, headings);
    return { rows: own, groups, columns, whole: isSheared ? [] : lines.filter(isWhole), isSheared };
  });
  const cellsOf = (page: Page): [number, Cells][] =>
    page.rows.flatMap(([at, line]): [number, Cells][] => {
      const placed = isWhole(line) ? line : inColumns(line, page, isPushed);
      return placed && (isWhole(line) || isWithinTotal(placed)) ? [[at, placed]] : [];
    });
  const cells = new Map(pages.flatMap(cellsOf));
  const known = pages.filter(({ groups, columns }) => columns.size === groups.length);
  const columns = [...new Set(known.flatMap((page) => [...page.columns.values()]))].sort((a, b) => a - b);
  for (const page of pages) {
    if (page.columns.size === page.groups.length || page.isSheared || !areApart(page.groups)) continue;
    const cell: KnownCells = (row, column, group) => {
      const at = patterns.findIndex((pattern) => pattern.row === row);
      const here = page.rows.find(([index]) => index === at)?.[1];
      if (here) return here.find((figure) => group.figures.includes(figure));
      return cells.has(at) ? cells.get(at)![column] : isBlank(at) ? undefined : null;
    };
    const sums = sumsOf(
      page.groups,
      page.rows.map(([, line]) => line),
    );
    const tied = columnsTied(page.groups, columns, sums.hold >= FEWEST_SUMS && sums.fail === 0, cell);
    if (tied) for (const [at, placed] of cellsOf({ ...page, columns: tied })) cells.set(at, placed);
  }
  return cells;
}

/** The headings of the columns that stand above the first figures on the same page. */
function headingsOf(figure: Figure, tokens: readonly Token[]): Piece[] | undefined {
  const first = tokens.indexOf(figure);
  const above = tokens.slice(Math.max(0, first - LONGEST_HEADER), first);
  return labelsOf(
    above.filter(({ page }) => page === figure.page),
    true,
  );
}

/** A row's cells; figures that its label moved stand in the columns before the first that it did not, if these are as many. */
function inColumns(
  line: readonly Figure[],
  { groups, columns, whole }: Page,
  isPushed: (figure: Figure) => boolean,
): (Figure | undefined)[] | undefined {
  const cells = new Array<Figure | undefined>(COLUMNS).fill(undefined);
  const moved = line.filter(isPushed).length;
  let next = 0;
  for (const [i, figure] of line.entries()) {
    const group = groups.find(({ figures }) => figures.includes(figure));
    const before = line[i - 1];
    // A word of a line follows the one before it, as in whole rows.
    const isWord = before !== undefined && figure.from - before.to < OWN_PLACE;
    const shown = (group && columns.get(group)) ?? (isWord ? columnInWhole(group, whole) : undefined);
    const column = i < moved ? i : shown;
    if (column === undefined || cells[column] || (i === moved && moved > 0 && column !== moved)) return undefined;
    if (isWord && column !== next) return undefined;
    cells[column] = figure;
    next = column + 1;
  }
  return moved < line.length ? cells : undefined;
}

/** The column in which all whole rows have the figures of a group. */
function columnInWhole(group: Group | undefined, whole: readonly (readonly Figure[])[]): number | undefined {
  const columns = new Set(
    whole.flatMap((line) => line.flatMap((each, i) => (group?.figures.includes(each) ? [i] : []))),
  );
  return columns.size === 1 ? [...columns][0] : undefined;
}
