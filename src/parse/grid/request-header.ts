/**
 * The header of table 3 in grids: which columns it names, and where.
 */
import type { GridCell } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { distance } from '../printed/labels';
import { COLUMN_LETTERS, isColumnLabel, isDerived } from './heading-kinds';
import { cellAt, isBlankCell, lettersAbove, type Matrix, type MatrixRow } from './matrix';
import type { NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** A header that names fewer columns may be spoilt. */
const FEWEST_NAMED = 4;

/** Whether the header above a row names all seven columns, wherever. */
export function namesAll(first: MatrixRow): boolean {
  const header = first.matrix.rows.slice(headerStart(first.matrix, first), first.index);
  const texts = header.flatMap((row) => row.cells.map((cell) => lettersOf(cell.text)));
  return COLUMN_LETTERS.every((_, column) => texts.some((letters) => isColumnLabel(letters, column)));
}

/** A header of the table, which names applicants. */
export function isHeaderRow(row: MatrixRow): boolean {
  const texts = row.cells.filter((cell) => cell.row === row.index).map((cell) => lettersOf(cell.text));
  const named = COLUMN_LETTERS.filter((_, column) => texts.some((letters) => isColumnLabel(letters, column)));
  return (
    named.length >= 3 ||
    texts.includes('申请人情况') ||
    (texts.includes('自然人') && texts.some((letters) => letters.startsWith('法人')))
  );
}

/** A header of table 4, whose last heading is 总计 as well. */
export function isRemedyHeader(row: MatrixRow): boolean {
  const texts = new Set(row.cells.map((cell) => lettersOf(cell.text)));
  return texts.has('结果维持') && texts.has('结果纠正');
}

/** Where a header's names of columns stand, and from which column on there are no labels. */
export interface HeaderOrigin {
  readonly first: MatrixRow;
  readonly columns: readonly number[];
  readonly labelsEnd: number;
  /** By how much the columns of the grid that goes on with the table stand further right: one that is cut apart has other columns of labels. */
  readonly shift: number;
}

/**
 * The grid columns of the seven applicants by grid, undefined where no header names them all; and of each such header where it
 * stands. A grid that goes on with the table of the one before (over a page break) has that one's.
 */
export function headersOf(
  named: readonly NamedRow[],
  labelsEnds: ReadonlyMap<Matrix, number>,
): {
  readonly headers: Map<Matrix, readonly number[] | undefined>;
  readonly origins: ReadonlyMap<readonly number[], HeaderOrigin>;
} {
  const headers = new Map<Matrix, readonly number[] | undefined>();
  const origins = new Map<readonly number[], HeaderOrigin>();
  let last: HeaderOrigin | undefined;
  for (const { at: first } of named) {
    const { matrix } = first;
    if (headers.has(matrix)) continue;
    const own = columnsOf(matrix, first);
    const labelsEnd = labelsEnds.get(matrix)!;
    if (own) last = { first, columns: own, labelsEnd, shift: 0 };
    const shift = last ? matrix.grid.columns - last.first.matrix.grid.columns : 0;
    const goesOn = last && (shift === 0 || shift === labelsEnd - last.labelsEnd);
    const columns = goesOn ? last!.columns.map((column) => column + shift) : undefined;
    headers.set(matrix, columns);
    if (columns) origins.set(columns, { ...last!, shift });
  }
  return { headers, origins };
}

/** The grid columns of the seven applicants, from the header above the row; undefined where not all are named. */
function columnsOf(matrix: Matrix, first: MatrixRow): number[] | undefined {
  const columns = new Map<number, number>();
  const start = headerStart(matrix, first);
  for (let column = 0, from = 0; column < matrix.grid.columns && columns.size < COLUMNS; column++) {
    if (column < from) continue;
    const letters = lettersAbove(first, column, start);
    const named = COLUMN_LETTERS.findIndex(
      (labels, i) => !columns.has(i) && labels.some((label) => endsLike(letters, label)),
    );
    if (named < 0 || isDerived(lettersOf(lowestAbove(first, column)?.text ?? ''))) continue;
    if (named === COLUMNS - 1 && isSumOfSome(first, column)) continue;
    columns.set(named, column);
    // The label's cell may cover several columns of the grid.
    const cell = lowestAbove(first, column);
    if (cell) from = cell.column + cell.columnSpan;
  }
  return columns.size === COLUMNS ? COLUMN_LETTERS.map((_, i) => columns.get(i)!) : undefined;
}

const TOTAL = lettersOf(APPLICANT_COLUMNS.at(-1)!.zh);

/** Whether a column's heading is another word for the total, and that of a column right of it is the form's. */
function isSumOfSome(first: MatrixRow, column: number): boolean {
  const headingOf = (at: number) => lettersOf(lowestAbove(first, at)?.text ?? '');
  if (headingOf(column) === TOTAL) return false;
  return Array.from({ length: COLUMNS }, (_, i) => headingOf(column + 1 + i)).includes(TOTAL);
}

/** Whether the header names columns, but from the first one on there are fewer than seven: the table leaves some out. */
export function lacksColumns(first: MatrixRow): boolean {
  const { matrix } = first;
  const start = headerStart(matrix, first);
  const columns = Array.from({ length: matrix.grid.columns }, (_, column) => lettersAbove(first, column, start));
  const named = COLUMN_LETTERS.map((labels) =>
    columns.findIndex((letters) => labels.some((label) => endsLike(letters, label))),
  );
  return (
    named[0]! >= 0 &&
    named.filter((column) => column >= 0).length >= FEWEST_NAMED &&
    matrix.grid.columns - named[0]! < COLUMNS
  );
}

/**
 * Grids whose header names the total before the applicants, and not all columns as the form does: the form's order is not theirs. A grid
 * without a header goes on with the one before.
 */
export function totalsFirst(named: readonly NamedRow[]): ReadonlySet<Matrix> {
  const found = new Set<Matrix>();
  const seen = new Set<Matrix>();
  let isFirst = false;
  for (const { at: first } of named) {
    const { matrix } = first;
    if (seen.has(matrix)) continue;
    seen.add(matrix);
    const start = headerStart(matrix, first);
    const placeOf = (labels: readonly string[]) =>
      Array.from({ length: matrix.grid.columns }, (_, column) => lettersAbove(first, column, start)).findIndex(
        (letters) => labels.some((label) => letters.endsWith(label)),
      );
    const [person, total] = [placeOf(COLUMN_LETTERS[0]!), placeOf(COLUMN_LETTERS.at(-1)!)];
    if (person >= 0 && total >= 0) isFirst = total < person && columnsOf(matrix, first) === undefined;
    if (isFirst) found.add(matrix);
  }
  return found;
}

function endsLike(letters: string, label: string): boolean {
  if (letters.endsWith(label)) return true;
  return label.length >= 4 && letters.length >= label.length && distance(letters.slice(-label.length), label, 1) <= 1;
}

/** First row of the header: the last one above that speaks of applicants, where several tables share the grid. */
export function headerStart(matrix: Matrix, first: MatrixRow): number {
  for (let index = first.index - 1; index >= 0; index--) {
    const letters = matrix.rows[index]!.cells.map((cell) => lettersOf(cell.text)).join('');
    if (/申请人情况/.test(letters)) return index;
  }
  return Math.max(0, first.index - 4);
}

/** The lowest cell above a row's column that is not blank. */
export function lowestAbove(row: MatrixRow, column: number): GridCell | undefined {
  for (let index = row.index - 1; index >= 0; index--) {
    const cell = cellAt(row.matrix.rows[index]!, column);
    if (cell && !isBlankCell(cell)) return cell;
  }
  return undefined;
}
