/**
 * Table 3 of which every figure is printed, in text that keeps the lines of paper: its rows by the order of the figures, as far as the
 * labels beside them and the sums do not contradict it.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { inFormOrder } from '../lines/column-order';
import { addsUp, failedColumns, sumsFail } from '../lines/doubt';
import type { LineRow, TableRows } from '../lines/rows';
import type { LabelPattern } from '../printed/labels';
import type { Figure, Token } from '../printed/tokens';
import { figureValue } from '../printed/values';
import { columnPlaces } from './column-places';
import { rowsInOrder, withCloseFigures } from './order-reading';
import { type IsPushed, mayBeTurned, pushedFigures, reordered } from './side-by-side';

/** The rows of a table of which every figure is printed, by the order of these; undefined where it is not known. */
export function wholeRows(
  { rows, figures, foreign }: TableRows,
  patterns: readonly LabelPattern[],
  header: readonly Token[],
  drawn: boolean,
  tokens: readonly Token[],
): LineRow[] | undefined {
  const isPushed = withCloseFigures(figures, pushedFigures(tokens));
  const inOrder = foreign ? undefined : rowsInOrder(figures, patterns.length, isPushed);
  if (!inOrder) return undefined;
  const byId = new Map(rows.map((row) => [row.row, row]));
  const isWhole = patterns.every(({ row }) => byId.get(row)?.readBy === 'LABEL');
  for (const { row } of patterns) if (!byId.has(row)) byId.set(row, unlabelled(row));
  const made = patterns.map(({ row: id }, at): LineRow => {
    const own = byId.get(id)!;
    const row = inOrder[at];
    if (!row) return { ...own, ambiguous: true };
    const { cells } = row;
    const read = cells.map(({ parts, text }): Figure => ({ ...parts[0]!, text }));
    const moved = cells.some(({ parts }) => !own.figures.includes(parts[0]!));
    return {
      ...own,
      figures: read,
      ambiguous: false,
      ...(moved ? { readBy: 'POSITION' as const, confidence: 0.8 } : {}),
    };
  });
  if (!isWhole && !isFollowed(made, byId)) return undefined;
  const spread = new Set(patterns.flatMap(({ row }, at) => (inOrder[at]?.isSpread ? [row] : [])));
  const against = againstLabels(made, byId, spread, isPushed);
  const known = made.map((row) => (against.has(row) ? open(row) : row));
  const ordered = inFormOrder(known, header, drawn || columnPlaces(made) !== undefined);
  const byRow = new Map(ordered.map((row) => [row.row, row]));
  if (sumsFail(byRow, patterns)) return undefined;
  // Figures that were put together from several lines are no slip of arithmetic where their column does not hold.
  const failed = failedColumns(byRow, patterns) ?? [];
  const exact = new Set(patterns.flatMap(({ row }, at) => (inOrder[at]?.isExact ? [row] : [])));
  const isDoubtful = ({ row, ambiguous, readBy, figures }: LineRow) =>
    !ambiguous &&
    readBy === 'POSITION' &&
    !exact.has(row) &&
    failed.some((column) => figureValue(figures[column]!).count);
  return ordered.map((row) => (isDoubtful(row) ? open(row) : row));
}

/** A row whose label is lost. */
const unlabelled = (row: string): LineRow => ({
  row,
  figures: [],
  ambiguous: true,
  readBy: 'POSITION',
  confidence: 0.5,
  at: 0,
  apart: true,
});

/** Whether most labels stand before the figures that the order gives them, and none before those of another row. */
function isFollowed(made: readonly LineRow[], given: ReadonlyMap<string, LineRow>): boolean {
  const beside = made.filter(({ row }) => {
    const { readBy, apart, figures } = given.get(row)!;
    const isOnLine = !apart && new Set(figures.map((figure) => figure.row)).size === 1;
    return readBy === 'LABEL' && isOnLine && figures.length === APPLICANT_COLUMNS.length;
  });
  const isSame = ({ row, figures }: LineRow) => valuesOf(figures) === valuesOf(given.get(row)!.figures);
  return beside.length > made.length / 2 && beside.every((row) => row.ambiguous || isSame(row));
}

const isMoved = (row: LineRow | undefined): row is LineRow => row?.readBy === 'POSITION' && !row.ambiguous;

const valuesOf = (figures: readonly Figure[]): string => figures.map((figure) => figureValue(figure).count).join();

/**
 * Rows that the order of the figures gives others than the labels beside these, where rows next to each other are, or where a label stands
 * before seven figures that add up: no sum tells which of the two is which, unless all of their figures are in the order of paper.
 */
function againstLabels(
  made: readonly LineRow[],
  given: ReadonlyMap<string, LineRow>,
  spread: ReadonlySet<string>,
  isPushed: IsPushed,
): ReadonlySet<LineRow> {
  const differ = (row: LineRow, other: LineRow | undefined) =>
    isMoved(other) &&
    !(spread.has(row.row) && spread.has(other.row)) &&
    valuesOf(row.figures) !== valuesOf(other.figures);
  const runs = made.map((row, at) => (isMoved(row) ? runAround(made, at) : []));
  return new Set(
    made.filter((row, at) => {
      if (!isMoved(row) || isFromTopToBottom(runs[at]!, isPushed)) return false;
      const own = given.get(row.row)!;
      const isOnLine = !own.apart && new Set(own.figures.map((figure) => figure.row)).size === 1;
      const isOther = isOnLine && addsUp(own.figures) && valuesOf(own.figures) !== valuesOf(row.figures);
      return isOther || differ(row, made[at - 1]) || differ(row, made[at + 1]);
    }),
  );
}

/** The moved rows next to each other, of which one is at the index. */
function runAround(made: readonly LineRow[], at: number): LineRow[] {
  const from = made.slice(0, at).findLastIndex((row) => !isMoved(row)) + 1;
  const to = made.findIndex((row, i) => i > at && !isMoved(row));
  return made.slice(from, to < 0 ? made.length : to);
}

/** Whether the figures of several rows are in the order of paper, as far as their sums do not show it. */
function isFromTopToBottom(rows: readonly LineRow[], isPushed: IsPushed): boolean {
  if (rows.length < 2) return false;
  const columns = rows[0]!.figures.map((_, column) => rows.map(({ figures }) => figures[column]!));
  const isAbove = (a: Figure, b: Figure) => a.row < b.row || mayBeTurned(a, b, isPushed);
  if (!columns.every((column) => column.every((a, i) => column.slice(i + 1).every((b) => isAbove(a, b))))) return false;
  const isTurned = (a: Figure, b: Figure) =>
    figureValue(a).count !== figureValue(b).count && mayBeTurned(a, b, isPushed);
  const ways = reordered(columns, isTurned, (row) => addsUp(row)) ?? [];
  const isSame = (way: readonly (readonly Figure[])[]) =>
    way.every((figures, i) => valuesOf(figures) === valuesOf(rows[i]!.figures));
  const isLoose = columns.some((column) => column.some((a, i) => column.slice(i + 1).some((b) => isTurned(a, b))));
  return !isLoose || (ways.length > 0 && ways.every(isSame));
}

/** The row with nothing that proves which figures are its own. */
export const open = (row: LineRow): LineRow => ({ ...row, ambiguous: true, readBy: 'LABEL' });
