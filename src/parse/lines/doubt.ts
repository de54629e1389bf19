/**
 * Doubt about rows of running text. Where a label or figures are lost and figures stand on lines of their own, the rows beside
 * the loss may have each other's figures; where the form's sums fail as well, all of them may. Such rows are unread.
 */
import { BLANK_CELL, LOST_CELL } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { LabelPattern } from '../printed/labels';
import type { Figure } from '../printed/tokens';
import { figureValue, readValue } from '../printed/values';
import type { LineRow } from './rows';

/**
 * The rows, those in doubt marked ambiguous. `patterns` are the rows of the table in order; `strays` counts the figures of the
 * table that no row has.
 */
export function doubt(rows: readonly LineRow[], patterns: readonly LabelPattern[], strays = 0): LineRow[] {
  const byId = new Map(rows.map((row) => [row.row, row]));
  // Where no row of the form lacks a figure and none is left over, one whose label is spoilt has none of the rows' beside it.
  const sizes = patterns.map(({ row }) => byId.get(row)?.figures.length ?? 0);
  const isFull = strays === 0 && sizes.every((size) => size >= APPLICANT_COLUMNS.length);
  const lost = patterns.map((pattern, at) => {
    const row = byId.get(pattern.row);
    const isExact = sizes.slice(Math.max(0, at - 1), at + 2).every((size) => size === APPLICANT_COLUMNS.length);
    if (isFull && isExact && row?.readBy === 'POSITION') return false;
    return row === undefined || row.ambiguous || (row.readBy === 'POSITION' && row.confidence < 0.6);
  });
  const partial = rows.some((row) => row.figures.length !== APPLICANT_COLUMNS.length || isTorn(row));
  const all = sumsFail(byId, patterns);
  const mixed = mixedLines(rows);
  const moved = movedRows(rows, patterns, strays);
  const whole = !lost.includes(true) && !partial;
  // Blank cells that the text marks have any figure, so that what does not add up shows no other order; a row of seven cells has them in their places.
  const areMarked = rows.some(({ figures }) => hasMarks(figures));
  // Where whole rows are left over, figures of several lines may be of several rows.
  const scattered = strays >= APPLICANT_COLUMNS.length;
  return rows.map((row) => {
    const at = patterns.findIndex((pattern) => pattern.row === row.row);
    const beside = lost[at - 1] || lost[at + 1];
    const isBesideLost = beside && row.figures.length > 0 && (row.apart || linesOf(row).size > 1);
    // Where every row has its seven figures, a row that contradicts itself in a table that does has them in another order.
    const isInDoubt = whole
      ? all && row.apart && !addsUp(row.figures)
      : (row.apart && all) || isBesideLost || (all && isTorn(row)) || isGathered(row);
    const doubtful = areMarked ? !whole && isBesideLost : isInDoubt;
    if (scattered && linesOf(row).size > 1) return { ...row, ambiguous: true };
    // Where blank cells are marked, a row of another number of cells has lost some, or has another's.
    const isOdd = row.figures.length > 0 && row.figures.length !== APPLICANT_COLUMNS.length;
    if ((areMarked && isOdd) || row.figures.some(({ text }) => text === LOST_CELL)) return { ...row, ambiguous: true };
    // What a row lacks may stand in the one beside it, in the place of figures that are lost.
    const isShort = (each: LineRow | undefined) =>
      each !== undefined && each.figures.length > 0 && each.figures.length < APPLICANT_COLUMNS.length;
    const [above, below] = [at - 1, at + 1].map((place) => byId.get(patterns[place]?.row ?? ''));
    const isWhole = row.figures.length === APPLICANT_COLUMNS.length;
    if (isWhole && !addsUp(row.figures) && (isShort(above) || isShort(below))) return { ...row, ambiguous: true };
    return doubtful || isUnlike(row, rows) || isAmong(row, mixed) || moved.has(row) ? { ...row, ambiguous: true } : row;
  });
}

/** Whether the text shows which cells among figures are blank, or that some are lost. */
export const hasMarks = (figures: readonly Figure[]): boolean =>
  figures.some(({ text }) => text === BLANK_CELL || text === LOST_CELL);

const linesOf = (row: LineRow): Set<number> => new Set(row.figures.map((figure) => figure.row));

/** Whether nearly all rows have their figures on one line. */
function areOnOneLine(rows: readonly LineRow[]): boolean {
  const full = rows.filter((each) => each.figures.length > 0);
  return full.filter((each) => linesOf(each).size === 1).length > full.length * 0.6;
}

/**
 * Figures that contradict themselves, on more lines than those of nearly every other row, or not on their label's line where
 * nearly every other row's are: an extractor mixed rows or columns.
 */
function isUnlike(row: LineRow, rows: readonly LineRow[]): boolean {
  if (row.figures.length === 0 || addsUp(row.figures) || !areOnOneLine(rows)) return false;
  const apart = rows.filter((each) => each.apart && each.figures.length > 0).length;
  return linesOf(row).size > 1 || (row.apart && apart < rows.length * 0.4);
}

/** Rows on either side of one without figures that may have each other's. */
const MOVED_AROUND = 6;

/**
 * Rows beside one without figures that is not surely blank, in a table that has a line of figures without a label or whose other
 * rows are full: an extractor may have set the lines between the two against the labels one row too high or too low, or two
 * rows' figures on one line, which no sum of the table shows.
 */
function movedRows(rows: readonly LineRow[], patterns: readonly LabelPattern[], strays: number): Set<LineRow> {
  const moved = new Set<LineRow>();
  const byId = new Map(rows.map((row) => [row.row, row]));
  const inOrder = patterns.map((pattern) => byId.get(pattern.row));
  const bare = inOrder.flatMap((row, at) => (row === undefined || row.figures.length === 0 ? [at] : []));
  if (bare.length === 0 || !areOnOneLine(rows) || (strays === 0 && sumsWithBlanks(rows, patterns) === 'HOLD'))
    return moved;
  const mark = (from: number, to: number) => {
    for (const row of inOrder.slice(Math.max(0, from - MOVED_AROUND), to + MOVED_AROUND + 1)) if (row) moved.add(row);
  };
  const isWhole = (row: LineRow | undefined) =>
    row?.figures.length === APPLICANT_COLUMNS.length && linesOf(row).size === 1;
  const odd = inOrder.flatMap((row, at) => (isWhole(row) ? [] : [at]));
  // What is one too few in one place of a full table is one too many in another.
  if (odd.length < inOrder.length * 0.4) mark(odd[0]!, odd.at(-1)!);
  else
    for (const at of bare) {
      const around = inOrder.slice(Math.max(0, at - MOVED_AROUND), at + MOVED_AROUND + 1);
      const isLeftOver = (each: LineRow | undefined) => each?.apart && each.figures.length > 0;
      if (strays >= APPLICANT_COLUMNS.length || around.some(isLeftOver)) mark(at, at);
    }
  return moved;
}

/**
 * The rows, those without figures marked ambiguous that stand beside one that lacks some: a program that takes text from a page
 * sets a figure on the line above or below where rows are of several lines.
 */
export function withoutBlanksBesideShort(rows: readonly LineRow[], patterns: readonly LabelPattern[]): LineRow[] {
  const byId = new Map(rows.map((row) => [row.row, row]));
  const isShort = (at: number) => {
    const count = byId.get(patterns[at]?.row ?? '')?.figures.length ?? 0;
    return count > 0 && count < APPLICANT_COLUMNS.length;
  };
  return rows.map((row) => {
    const at = patterns.findIndex((pattern) => pattern.row === row.row);
    return row.figures.length === 0 && (isShort(at - 1) || isShort(at + 1)) ? { ...row, ambiguous: true } : row;
  });
}

/** Lines around figures that stand one below the other in a table that has a row's figures beside each other. */
const MIXED_AROUND = 6;
const MIXED_FIGURES = 4;

function mixedLines(rows: readonly LineRow[]): { from: number; to: number }[] {
  if (!areOnOneLine(rows)) return [];
  return rows
    .map((row) => row.figures.filter((figure) => figure.alone).map((figure) => figure.row))
    .filter((alone) => alone.length >= MIXED_FIGURES)
    .map((alone) => ({ from: Math.min(...alone) - MIXED_AROUND, to: Math.max(...alone) + MIXED_AROUND }));
}

function isAmong(row: LineRow, stretches: readonly { from: number; to: number }[]): boolean {
  return row.figures.some((figure) => stretches.some(({ from, to }) => figure.row >= from && figure.row <= to));
}

/**
 * The rows, those without figures marked ambiguous unless they are surely blank: the sums of the table hold with zeros in their
 * place, or, where nothing can be added up, no figure of the table is left over and no other row is in doubt. `strays` counts the
 * figures that no row has; `loose` are figures on lines of their own that no other table has;
 * `unsure`: the text may have lost figures.
 */
export function trustedBlanks(
  rows: readonly LineRow[],
  patterns: readonly LabelPattern[],
  strays: number,
  loose: readonly Figure[],
  unsure: boolean,
): LineRow[] {
  if (!rows.some((row) => row.figures.length === 0)) return [...rows];
  const sums = sumsWithBlanks(rows, patterns);
  const own = new Set(rows.flatMap((row) => row.figures));
  const lost = unsure || strays > 0 || rows.some((row) => row.ambiguous) || loose.some((figure) => !own.has(figure));
  if (sums === 'HOLD' || (sums === 'UNKNOWN' && !lost)) return [...rows];
  return rows.map((row) => (row.figures.length === 0 ? { ...row, ambiguous: true } : row));
}

/** Whether 总计 has no figures, or nothing came in, while outcomes are no zeros; or 总计 is none and no outcome has figures. */
function lacksSum(rows: readonly LineRow[]): boolean {
  const isSome = (wanted: (id: string) => boolean) =>
    rows.some(({ row, figures }) => wanted(row) && figures.some((figure) => (figureValue(figure).count ?? 0) > 0));
  const isPart = isSome((id) => !OTHER_ROWS.includes(id));
  if (!rows.some(({ row }) => row === 'concluded')) return false;
  const isConcluded = isSome((id) => id === 'concluded');
  const isIn = isSome((id) => id === 'received' || id === 'carriedIn');
  return isPart !== isConcluded || (isPart && !isIn);
}

/** Whether both sums of the table hold in every column, rows without figures counted as zeros; zeros alone say nothing. */
function sumsWithBlanks(rows: readonly LineRow[], patterns: readonly LabelPattern[]): 'HOLD' | 'FAIL' | 'UNKNOWN' {
  if (lacksSum(rows)) return 'FAIL';
  const byId = new Map(rows.map((row) => [row.row, row]));
  const counts = (id: string): number[] | undefined => {
    const row = byId.get(id);
    if (!row || row.ambiguous) return undefined;
    return row.figures.length === 0 ? APPLICANT_COLUMNS.map(() => 0) : countsOf(row.figures);
  };
  const [received, carriedIn, concluded, carriedForward] = OTHER_ROWS.map(counts);
  const parts = patterns.filter((pattern) => !OTHER_ROWS.includes(pattern.row)).map((pattern) => counts(pattern.row));
  if (!received || !carriedIn || !concluded || !carriedForward || parts.includes(undefined)) return 'UNKNOWN';
  let some = 0;
  for (let column = 0; column < APPLICANT_COLUMNS.length; column++) {
    const done = parts.reduce((sum, part) => sum + part![column]!, 0);
    if (done !== concluded[column]) return 'FAIL';
    if (received[column]! + carriedIn[column]! !== done + carriedForward[column]!) return 'FAIL';
    some += done + carriedForward[column]!;
  }
  return some > 0 ? 'HOLD' : 'UNKNOWN';
}

/** Figures on several lines that do not add up: some may be another row's, or none's. */
function isTorn(row: LineRow): boolean {
  if (row.figures.length === 0) return false;
  const lines = new Set(row.figures.map((figure) => figure.row)).size;
  if (lines === 1 || lines === APPLICANT_COLUMNS.length) return false;
  return !addsUp(row.figures);
}

/**
 * Seven figures of several lines that do not add up, in a table whose other rows are not whole: one of them may be the figure
 * that another row lacks.
 */
function isGathered(row: LineRow): boolean {
  return row.figures.length === APPLICANT_COLUMNS.length && linesOf(row).size > 1 && !addsUp(row.figures);
}

/** Whether seven figures are six and their sum. */
export function addsUp(figures: readonly Figure[]): boolean {
  const counts = countsOf(figures);
  if (!counts) return false;
  return counts.slice(0, -1).reduce((sum, count) => sum + count, 0) === counts.at(-1);
}

const OTHER_ROWS: readonly string[] = ['received', 'carriedIn', 'concluded', 'carriedForward'];

/** Whether the rows that were read contradict 总计 of the table in more columns than a slip of arithmetic would. */
export function sumsFail(rows: ReadonlyMap<string, LineRow>, patterns: readonly LabelPattern[]): boolean {
  const failed = failedColumns(rows, patterns);
  return failed ? failed.length >= 2 : [...rows.values()].some(isTorn);
}

/** The columns in which the rows that were read contradict 总计 of the table; undefined where this is not known. */
export function failedColumns(
  rows: ReadonlyMap<string, LineRow>,
  patterns: readonly LabelPattern[],
): number[] | undefined {
  const flow = ['received', 'carriedIn', 'carriedForward'].map((id) => countsOf(rows.get(id)?.figures));
  const [received, carriedIn, carriedForward] = flow;
  const inFlow =
    received && carriedIn && carriedForward
      ? received.map((count, column) => count + carriedIn[column]! - carriedForward[column]!)
      : undefined;
  const concluded = countsOf(rows.get('concluded')?.figures) ?? inFlow;
  if (!concluded) return undefined;
  const parts = patterns
    .filter((pattern) => !OTHER_ROWS.includes(pattern.row))
    .map((each) => countsOf(rows.get(each.row)?.figures));
  const whole = !parts.includes(undefined);
  return APPLICANT_COLUMNS.map((_, column) => column).filter((column) => {
    const sum = parts.reduce((total, counts) => total + (counts?.[column] ?? 0), 0);
    // What is read of the parts may be less than the total where a part is unread, never more.
    const split = sum > concluded[column]! || (whole && sum !== concluded[column]);
    const kept = inFlow === undefined || inFlow[column] === concluded[column];
    return split || !kept;
  });
}

/**
 * Whether the sums of a table whose rows are all full show that each figure has its row and column: all hold, or one error of
 * arithmetic is printed, which its row and its column show. Figures that changed places fail two rows or two columns.
 */
export function isProven(rows: readonly LineRow[]): boolean {
  const counts = new Map(rows.map((row) => [row.row, countsOf(row.figures)]));
  const [received, carriedIn, concluded, carriedForward] = OTHER_ROWS.map((id) => counts.get(id));
  if (!received || !carriedIn || !concluded || !carriedForward || [...counts.values()].includes(undefined))
    return false;
  const failedRows = rows.filter((row) => !addsUp(row.figures)).length;
  const failedColumns = APPLICANT_COLUMNS.filter((_, column) => {
    const done = rows
      .filter((row) => !OTHER_ROWS.includes(row.row))
      .reduce((sum, row) => sum + counts.get(row.row)![column]!, 0);
    const [all, left] = [received[column]! + carriedIn[column]!, concluded[column]! + carriedForward[column]!];
    return done !== concluded[column] || all !== left;
  }).length;
  return (failedRows === 0 && failedColumns === 0) || (failedRows === 1 && failedColumns === 1);
}

function countsOf(figures: readonly Figure[] | undefined): number[] | undefined {
  if (figures?.length !== APPLICANT_COLUMNS.length) return undefined;
  return figures.map((figure) => readValue(figure.text, 'COUNT').count ?? 0);
}
