/**
 * The header of table 3 in grids: which columns it names, and where.
 */
import type { GridCell } from '../extract/document';
import { APPLICANT_COLUMNS } from '../form/rows';
import { lettersOf } from './characters';
import { distance } from './labels';
import { cellAt, isBlankCell, isFigureCell, lettersAbove, type Matrix, type MatrixRow } from './matrix';

const COLUMNS = APPLICANT_COLUMNS.length;

const COLUMN_LETTERS = APPLICANT_COLUMNS.map((column) => [column.zh, ...(column.variants ?? [])].map(lettersOf));

/** A header that names fewer columns may be spoilt. */
const FEWEST_NAMED = 4;

/** Whether the header above a row names all seven columns, wherever. */
export function namesAll(first: MatrixRow): boolean {
  const header = first.matrix.rows.slice(headerStart(first.matrix, first), first.index);
  const texts = header.flatMap((row) => row.cells.map((cell) => lettersOf(cell.text)));
  return COLUMN_LETTERS.every((_, column) => texts.some((letters) => isColumnLabel(letters, column)));
}

/** Whether letters are the name of one of the seven columns, counted from 0. */
export function isColumnLabel(letters: string, column: number): boolean {
  return COLUMN_LETTERS[column]!.some(
    (label) => letters === label || (label.length >= 4 && distance(letters, label, 1) <= 1),
  );
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

/** The grid columns of the seven applicants, from the header above the row; undefined where not all are named. */
export function columnsOf(matrix: Matrix, first: MatrixRow): number[] | undefined {
  const columns = new Map<number, number>();
  const start = headerStart(matrix, first);
  for (let column = 0, from = 0; column < matrix.grid.columns && columns.size < COLUMNS; column++) {
    if (column < from) continue;
    const letters = lettersAbove(first, column, start);
    const named = COLUMN_LETTERS.findIndex(
      (labels, i) => !columns.has(i) && labels.some((label) => endsLike(letters, label)),
    );
    if (named < 0 || (named === COLUMNS - 1 && isSumOfSome(first, column))) continue;
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

/** Headings of the form that go over several columns. */
const OWN_HEADING = /申请人|法人|勾稽/;
const SUM = /^[总合小]计/;

/** The grid columns, from one on, that the header above a row names and that are none of the seven: numbers of lines, units, notes, sums. */
export function otherColumns(first: MatrixRow, columns: readonly number[], from: number): ReadonlySet<number> {
  const others = new Set<number>();
  const start = headerStart(first.matrix, first);
  for (let column = from; column < first.matrix.grid.columns; column++) {
    const heading = lowestAbove(first, column);
    if (!heading || heading.row < start || isFigureCell(heading) || OWN_HEADING.test(lettersOf(heading.text))) continue;
    // Of two totals one is of the organisations, and a span that is not drawn puts the other's name above it.
    if (column > columns.at(-1)! && SUM.test(lettersOf(heading.text))) return new Set();
    const end = heading.column + heading.columnSpan;
    if (heading.column >= from && !columns.some((own) => heading.column <= own && own < end)) others.add(column);
  }
  return others;
}

function endsLike(letters: string, label: string): boolean {
  if (letters.endsWith(label)) return true;
  return label.length >= 4 && letters.length >= label.length && distance(letters.slice(-label.length), label, 1) <= 1;
}

/** First row of the header: the last one above that speaks of applicants, where several tables share the grid. */
function headerStart(matrix: Matrix, first: MatrixRow): number {
  for (let index = first.index - 1; index >= 0; index--) {
    const letters = matrix.rows[index]!.cells.map((cell) => lettersOf(cell.text)).join('');
    if (/申请人情况/.test(letters)) return index;
  }
  return Math.max(0, first.index - 4);
}

function lowestAbove(row: MatrixRow, column: number): GridCell | undefined {
  for (let index = row.index - 1; index >= 0; index--) {
    const cell = cellAt(row.matrix.rows[index]!, column);
    if (cell && !isBlankCell(cell)) return cell;
  }
  return undefined;
}
