/**
 * Table 3 from grids, which may be one grid, one of several tables in a grid, or spread over the grids of several pages.
 */
import type { GridCell } from '../../extract/document';
import type { EditionId } from '../../form/editions';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { symbolsOf } from '../printed/characters';
import { requestRows } from '../printed/labels';
import type { Value } from '../printed/values';
import { placements, type Reading, sameReading, withLostCell } from '../settle/readings';
import { type RowRead, repaired, settleRequests, type TableRead } from '../settle/table';
import { namedRead, withoutUnnamed } from './by-names';
import { withoutCut } from './cut-rows';
import { namesOthers } from './foreign-header';
import { rowsInGaps } from './gaps';
import { besideOrphans, figuresRow, filledUp, lostCells } from './losses';
import { figuresIn, hasTwoFigures, isBlankCell, type Matrix, type MatrixRow } from './matrix';
import { withoutOthers } from './other-columns';
import { partialHeaders } from './partial-header';
import { withoutPushed } from './pushed-figures';
import { described, lastColumns, orderly, underHeader } from './request-cells';
import { gridsOf, labelsEndsOf, type RequestGrid } from './request-grid';
import { headersOf, isHeaderRow, isRemedyHeader, namesAll, totalsFirst } from './request-header';
import { inEitherOrder, isUsual } from './request-order';
import { orMoved, type Starts, settleStart, startsOf } from './request-starts';
import { figureIn, type NamedRow, nameRows, unshared } from './rows';
import { tornRows } from './torn-rows';

const COLUMNS = APPLICANT_COLUMNS.length;
const FEWEST_ROWS = 5;

/** Reads table 3; undefined where the grids do not hold it. */
export function readRequestGrids(matrices: readonly Matrix[]): TableRead | undefined {
  const rows = matrices.flatMap((matrix) => matrix.rows).filter((row) => !isHeaderRow(row) && !isRemedyHeader(row));
  const of2021 = nameRows(rows, requestRows('2021'));
  const form: EditionId = of2021.some(isOf2021) ? '2021' : '2019';
  const patterns = requestRows(form);
  const labelled = form === '2021' ? of2021 : nameRows(rows, patterns);
  if (labelled.length < FEWEST_ROWS) return undefined;
  const all = unshared([...labelled, ...rowsInGaps(rows, labelled, patterns, COLUMNS)]);
  const foreign = new Set(all.map(({ at }) => at.matrix).filter((matrix) => namesOthers(matrix, all)));
  if (foreign.size > 0) {
    const read = readRequestGrids(matrices.filter((matrix) => !foreign.has(matrix)));
    return read ?? { ...settleRequests(all.map(unread), form, true), isTorn: true };
  }
  const labelsEnds = labelsEndsOf(all);
  const { headers, origins } = headersOf(all, labelsEnds);
  const partial = partialHeaders(all, headers, origins);
  for (const matrix of partial.keys()) headers.set(matrix, undefined);
  const named = withoutOthers(all, headers, origins).map((each, i) => (partial.has(each.at.matrix) ? all[i]! : each));
  const lost = lostCells(named);
  const padded = filledUp(named);
  const grids = gridsOf(named, headers, labelsEnds);
  const starts = startsOf(named, grids, lost);
  const orphaned = besideOrphans(rows, named);
  const disordered = totalsFirst(named);
  const torn = tornRows(grids);
  const reads = named.map((each): RowRead => {
    const grid = grids.get(each.at.matrix)!;
    const isUnread = orphaned.has(each) || each.isTwofold || each.isUnclear || torn.rows.has(each);
    if (isUnread || isRunTogether(each)) return unread(each);
    const names = partial.get(each.at.matrix);
    if (names) return namedRead(each, names);
    if (grid.isCut || disordered.has(each.at.matrix) || starts.unknown.has(each)) return unread(each);
    if (grid.isDisputed) {
      const readings = grid.header ? inEitherOrder(each, grid.header) : [];
      return { ...described(each), readings, confidence: 0.6 };
    }
    if (padded.has(each)) return filledRead(each);
    const read = lost.has(each) ? shortRead(each, grid) : undefined;
    return orMoved(read ?? wholeRead(each, grid, starts), each, grid, starts);
  });
  const isNamed = ({ at }: NamedRow) => grids.get(at.matrix)!.header !== undefined || namesAll(at);
  const isPartial = (_: unknown, i: number) => partial.has(named[i]!.at.matrix);
  const whole = named.filter((_, i) => !isPartial(_, i));
  const others = reads.filter((_, i) => !isPartial(_, i));
  const settled = [...withoutPushed(withoutCut(others, whole), whole, isNamed), ...reads.filter(isPartial)];
  // Sums tell nothing where columns are left out.
  const table = withoutUnnamed(settleRequests(settled, form, true, partial.size === 0), named, partial);
  const grid = new Set(named.map(({ at }) => at.matrix));
  const isOfTwo = (row: MatrixRow) => grid.has(row.matrix) && holdsTwoRows(row);
  const isTorn = torn.isBesideOther || named.some((each) => each.isTwofold) || rows.some(isOfTwo);
  return isTorn ? { ...table, isTorn } : table;
}

/** Whether one cell of a row holds the figures of several applicants: those of which nothing is left beside it are not blank. */
function isRunTogether(named: NamedRow): boolean {
  const { after } = named;
  return after.some((cell) => figuresIn(cell) > (after.length < COLUMNS ? 1 : 2)) && !isBroken(named);
}

/** Whether narrow cells broke figures of a row into lines: with them it adds up, and has another that is whole. */
function isBroken(named: NamedRow): boolean {
  const reading = orderly(named);
  return reading !== undefined && repaired(reading) !== reading && reading.some((value) => value?.state === 'REPORTED');
}

/** Whether most cells of a row hold two figures: recognition made one row of two. */
function holdsTwoRows({ cells }: MatrixRow): boolean {
  return 2 * cells.filter(hasTwoFigures).length > COLUMNS;
}

/** Whether a row is one of the three that only the form of 2021 has; of the last one ("3.其他") its number says so. */
function isOf2021({ row, labels }: NamedRow): boolean {
  if (row === 'otherwise.misc') return symbolsOf(labels.map(({ text }) => text).join('')).at(-3) === '#3';
  return row === 'otherwise.notClarified' || row === 'otherwise.feeUnpaid';
}

function unread(named: NamedRow): RowRead {
  return { ...described(named), readings: [] };
}

/** A row that lost a cell and was filled up with a blank one at its end. */
function filledRead(named: NamedRow): RowRead {
  const common = described(named);
  const values = named.after.slice(-COLUMNS, -1).map((cell) => figureIn(named, cell, figuresRow(named), 'COUNT'));
  const isTorn = values.some((value) => value.state === 'UNREADABLE');
  return { ...common, readings: isTorn ? [] : [withLostCell(values, common.printed)], confidence: 0.6 };
}

/** A row that has a cell less than the others of its grid; undefined where it has seven figures all the same. */
function shortRead(named: NamedRow, { header, labelsEnd }: RequestGrid): RowRead | undefined {
  const common = described(named);
  // A blank cell left of the figures' columns is what is left of a label's span.
  const own = named.after.filter((cell) => cell.column >= (header?.[0] ?? labelsEnd) || !isBlankCell(cell));
  // Seven that begin with a blank one may be six behind what is left of a span in a grid of few labels.
  if (own.length === COLUMNS) return isBlankCell(own[0]!) ? { ...common, readings: [] } : undefined;
  if (own.length !== COLUMNS - 1) return { ...common, readings: [] };
  const values = own.map((cell) => figureIn(named, cell, figuresRow(named), 'COUNT'));
  return { ...common, readings: [withLostCell(values, common.printed)], lost: values, confidence: 0.6 };
}

/** Seven figures in the order in which the header names the columns. */
function inOrderOf(header: readonly number[], values: readonly Value[]): Reading[] {
  if (values.length !== COLUMNS) return [];
  const order = [...header].sort((a, b) => a - b);
  return [header.map((column) => values[order.indexOf(column)]!)];
}

function wholeRead(named: NamedRow, grid: RequestGrid, starts: Starts): RowRead {
  const { header } = grid;
  const common = described(named);
  // Columns that the header names in another order than the form's are read by name only.
  const usual = !header || isUsual(header);
  const inOrder = usual ? orderly(named) : undefined;
  const byHeader = header && underHeader(named, header);
  if (inOrder && byHeader && !sameReading(inOrder, byHeader))
    return { ...common, ...settleStart(named, inOrder, byHeader, starts.ends.get(grid)) };
  const one = byHeader ?? inOrder ?? (usual ? lastColumns(named, grid) : undefined);
  if (one) return { ...common, readings: [one] };
  // The figures alone, wherever they stand, but for rows of two years.
  if (named.after.length >= 2 * COLUMNS) return { ...common, readings: [] };
  const filled = named.after.filter((cell) => !isBlankCell(cell));
  const values = filled.map((cell) => figureIn(named, cell, figuresRow(named), 'COUNT'));
  // Seven beside a blank cell of a column that the header names are no whole row: one of them is of another column.
  const isBlankNamed = (cell: GridCell) => isBlankCell(cell) && header?.includes(cell.column);
  if (values.length === COLUMNS && named.after.some(isBlankNamed)) return { ...common, readings: [] };
  if (!usual && values.length > 0) return { ...common, readings: inOrderOf(header, values), confidence: 0.6 };
  return { ...common, readings: values.length === 0 ? [] : placements(values, COLUMNS), confidence: 0.6 };
}
