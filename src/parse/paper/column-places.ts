/**
 * Table 3 in text that keeps its layout, with blank cells: each figure belongs to the column that it stands in on paper. Read so
 * only where the labels were found, figures stand on a line of their row's label, and the header or full columns tell which
 * column is which. Few rows may be in doubt, as where a label is garbled: these are unread, and so are blank ones beside them.
 * A Chinese character is as wide as two digits here; text in which it is as wide as one is read in page-rows.ts.
 */
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../form/rows';
import type { LineRow, TableRows } from '../lines/rows';
import type { LabelPattern } from '../printed/labels';
import type { Figure, Token } from '../printed/tokens';
import { readValue } from '../printed/values';
import { fewStandExactly } from './few-figures';
import { alignedGroups, columnsOf, type Group, groupsOf, labelsOf } from './figure-groups';

/** By row of the form that is known, by column: its figure, or undefined for a blank cell. */
export type PlacedRows = ReadonlyMap<string, readonly (Figure | undefined)[]>;

const COLUMNS = APPLICANT_COLUMNS.length;
/** Rows in doubt among which the places of the others still tell their cells. */
const MOST_DOUBTFUL = 3;
/** Rows of which the label has quotes, which are one or two digits wide. */
const QUOTED = new Set(TABLE3_ROWS.filter(({ zh }) => /["“”]/.test(zh)).map(({ id }) => id));

/** The figures by their places; undefined where these do not tell all of them. */
export function placedRows(
  rows: readonly LineRow[],
  header: readonly Token[],
  patterns: readonly LabelPattern[],
  { strays, bare }: TableRows,
  tokens: readonly Token[],
): PlacedRows | undefined {
  const isOneLine = ({ figures: own }: LineRow) => new Set(own.map((figure) => figure.row)).size === 1;
  const isOnLine = (row: LineRow) => row.figures.length === 0 || (isOneLine(row) && !row.apart);
  const byId = new Map(rows.map((row) => [row.row, row]));
  const order = new Map(patterns.map(({ row }, at) => [row, at]));
  // The one line without a label between two rows that have their figures: the row's that is missing there.
  const isBetween = (row: LineRow) =>
    row.readBy === 'POSITION' &&
    row.apart &&
    isOneLine(row) &&
    [-1, 1].every((step) => {
      const beside = byId.get(patterns[order.get(row.row)! + step]?.row ?? '');
      return beside?.readBy === 'LABEL' && beside.figures.length > 0 && isOnLine(beside);
    });
  const isPlaced = (row: LineRow) => isOnLine(row) || isBetween(row);
  const isExact = (row: LineRow) => isPlaced(row) && !QUOTED.has(row.row);
  const isDoubtful = ({ row: id }: LabelPattern) => {
    const row = byId.get(id);
    if (!row) return !bare.has(id);
    if (isBetween(row)) return false;
    return !(row.readBy === 'LABEL' || row.isLike) || !isOnLine(row);
  };
  const doubtful = new Set(patterns.filter(isDoubtful).map(({ row }) => row));
  if (strays > 0 || doubtful.size > MOST_DOUBTFUL) return undefined;
  const figures = rows.filter(isPlaced).flatMap((row) => row.figures);
  const groups = alignedGroups(figures) ?? groupsOf(figures);
  const columns = columnsOf(groups, header);
  if (!columns) return undefined;
  const placed = new Map<string, (Figure | undefined)[]>();
  for (const { row: id } of patterns) {
    const row = byId.get(id);
    const cells = new Array<Figure | undefined>(COLUMNS).fill(undefined);
    for (const figure of row && isPlaced(row) ? row.figures : []) {
      const column = columns[groups.findIndex((group) => group.from <= figure.from && figure.to <= group.to)]!;
      if (cells[column]) return undefined;
      cells[column] = figure;
    }
    placed.set(id, cells);
  }
  const aligned = keepsBlanks(placed) && areAligned(groups, rows.filter(isExact));
  const labels = labelsOf(header, true);
  const areExact = doubtful.size === 0 && labels !== undefined && fewStandExactly(placed, labels, patterns, tokens);
  if (!areConsistent(placed, patterns, aligned, aligned ? doubtful : new Set(), areExact)) return undefined;
  const isUnknown = (id: string | undefined) => id !== undefined && doubtful.has(id);
  const isBare = (id: string) => placed.get(id)!.every((figure) => figure === undefined);
  const known = patterns.filter(
    ({ row }, at) =>
      !isUnknown(row) && !(isBare(row) && (isUnknown(patterns[at - 1]?.row) || isUnknown(patterns[at + 1]?.row))),
  );
  return new Map(known.map(({ row }) => [row, placed.get(row)!]));
}

/** Whether a figure stands behind a blank cell: a program that leaves these out sets all figures in the first columns. */
const keepsBlanks = (placed: PlacedRows) =>
  [...placed.values()].some((cells) => cells.some((figure, i) => figure && cells.slice(0, i).includes(undefined)));

/** Figures of the columns that have several: fewer may stand one below the other by chance. */
const FEWEST_ALIGNED = 8;
/** How far apart the middles of figures are that a program set in one column: letters in circles before them are one or two digits wide. */
const OFF_MIDDLE = 2;
/** Digits from one column to the next, of which that is little. */
const NARROWEST_COLUMN = 8;

/** Letters by which labels differ in length at least, so that figures behind them would not stand one below the other if letters had another width. */
const OTHER_LENGTH = 3;
const LETTERS = new Map(TABLE3_ROWS.map(({ id, zh }) => [id, zh.length]));

/**
 * Whether the figures of each column that has several stand exactly one below the other, however long they are, those of one behind
 * labels of several lengths.
 */
function areAligned(groups: readonly Group[], rows: readonly LineRow[]): boolean {
  const columns = groups
    .map((group) =>
      rows.flatMap(({ row, figures }) =>
        figures
          .filter(({ from, to }) => group.from <= from && to <= group.to)
          .map((figure) => ({ place: centre(figure), length: LETTERS.get(row)! })),
      ),
    )
    .filter((places) => places.length > 1);
  const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const isStraight = (places: readonly { place: number }[]) => range(places.map(({ place }) => place)) <= OFF_MIDDLE;
  const middles = groups.map(({ from, to }) => (from + to) / 2);
  const areWide = middles.every((place, i) => i === 0 || place - middles[i - 1]! >= NARROWEST_COLUMN);
  const isShown = columns.some((places) => range(places.map(({ length }) => length)) >= OTHER_LENGTH);
  return columns.flat().length >= FEWEST_ALIGNED && columns.every(isStraight) && areWide && isShown;
}

const INFLOW = ['received', 'carriedIn'];
const OTHERS = [...INFLOW, 'concluded', 'carriedForward'];

/** Sums that show that each row of the balance has its own figures, where whole rows are blank. */
const FEWEST_PROOFS = 2;

/**
 * Whether the sums of the table leave the figures where they stand: what is blank may have any value, so that a sum is at most
 * its total where a part of it is blank. One error of arithmetic is printed as it is, where it contradicts its row and its
 * column, or in its column where it is `aligned` with all others. Where whole rows are blank, but for `unknown` ones, sums of some columns have
 * to hold, where figures set beside another row's label would show; but for few that stand where they are exactly.
 */
function areConsistent(
  placed: PlacedRows,
  patterns: readonly LabelPattern[],
  aligned: boolean,
  unknown: ReadonlySet<string>,
  areExact: boolean,
): boolean {
  const count = (figure: Figure | undefined) => {
    const value = figure && readValue(figure.text, 'COUNT');
    // A mark that there is none adds nothing.
    return value?.state === 'NOT_APPLICABLE' ? 0 : value && (value.count ?? Number.NaN);
  };
  const counts = new Map([...placed].map(([row, cells]) => [row, cells.map(count)] as const));
  const rows = [...counts.values()];
  if (rows.some((row) => row.some(Number.isNaN))) return false;
  const rowSums = rows.map((row) => compared(row.slice(0, -1), row.slice(-1)));
  const isFull = (row: number) => !rows[row]!.includes(undefined);
  const failedRows = rowSums.filter((sum, row) => sum === 'FAILS' && !isFull(row)).length;
  const parts = patterns.map(({ row }) => row).filter((row) => !OTHERS.includes(row));
  const columns = APPLICANT_COLUMNS.map((_, column) => {
    const at = (row: string) => counts.get(row)![column];
    return [
      compared(parts.map(at), [at('concluded')]),
      compared(INFLOW.map(at), [at('concluded'), at('carriedForward')]),
    ];
  });
  const failedColumns = columns.filter((sums) => sums.includes('FAILS')).length;
  const hasFailedTotals = columns.at(-1)!.includes('FAILS');
  // The total of a row without parts shows its error in the column of totals only; the part of one without a total in its own column.
  const isError = failedColumns <= 1 && failedRows <= 1 && (aligned || rowSums.includes('FAILS') || hasFailedTotals);
  const isFailed = failedRows + failedColumns > 0;
  if (isFailed && !isError) return false;
  const isBare = [...counts].some(([id, row]) => !unknown.has(id) && row.every((each) => each === undefined));
  if (aligned || (!isFailed && (!isBare || areExact))) return true;
  return columns.flat().filter((sum) => sum === 'HOLDS').length >= FEWEST_PROOFS;
}

/** Two sides of a sum of which any part may be blank, which is any number; zeros alone show nothing. */
function compared(
  left: readonly (number | undefined)[],
  right: readonly (number | undefined)[],
): 'HOLDS' | 'FAILS' | 'OPEN' {
  const [a, b] = [left, right].map((side) => side.reduce<number>((sum, each) => sum + (each ?? 0), 0)) as [
    number,
    number,
  ];
  if (a === b) return a > 0 && !right.every((each) => each === undefined) ? 'HOLDS' : 'OPEN';
  return (a < b ? left : right).includes(undefined) ? 'OPEN' : 'FAILS';
}

/**
 * Centres of the seven columns on paper, from rows that have all seven figures on one line; undefined where the text does not
 * keep its layout.
 */
export function columnPlaces(rows: readonly LineRow[]): number[] | undefined {
  const columns = fullColumns(rows);
  if (!columns || columns.some(({ spread }) => spread > 6) || narrowestGap(columns) < 5) return undefined;
  return columns.map(({ middle }) => middle);
}

/** Whether rows stand below each other in seven columns, however narrow: the text keeps its layout. */
export function isInColumns(rows: readonly LineRow[]): boolean {
  const columns = fullColumns(rows);
  return columns?.every(({ spread }) => 2 * spread < narrowestGap(columns)) ?? false;
}

interface Column {
  readonly middle: number;
  /** How far apart the centres of its figures are. */
  readonly spread: number;
}

function fullColumns(rows: readonly LineRow[]): Column[] | undefined {
  const full = rows.filter(
    (row) => row.figures.length === COLUMNS && new Set(row.figures.map((each) => each.row)).size === 1,
  );
  if (full.length < 3) return undefined;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const places = full.map((row) => centre(row.figures[column]!)).sort((a, b) => a - b);
    return { middle: places[Math.floor(places.length / 2)]!, spread: places.at(-1)! - places[0]! };
  });
}

const narrowestGap = (columns: readonly Column[]): number =>
  Math.min(...columns.slice(1).map(({ middle }, i) => middle - columns[i]!.middle));

/** Of a figure's extent on its line. */
export const centre = (figure: Figure): number => (figure.from + figure.to) / 2;
