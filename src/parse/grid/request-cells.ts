/**
 * The cells of one row of table 3 as figures: what stands behind its label, under the header's columns, or in the grid's last ones.
 */
import type { GridCell } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { distance, requestRows } from '../printed/labels';
import type { Value } from '../printed/values';
import { addsUpInParts, type Reading } from '../settle/readings';
import { APPLICANT_IDS, type RowRead } from '../settle/table';
import { figuresRow } from './losses';
import { isBlankCell, isFigureCell } from './matrix';
import type { RequestGrid } from './request-grid';
import { figureIn, type NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** What there is to say of a row before its figures are read. */
export function described(named: NamedRow): Omit<RowRead, 'readings'> {
  const row = figuresRow(named);
  const texts = named.after.filter((cell) => !isBlankCell(cell)).map((cell) => cell.text);
  const page = named.labels.at(-1)!.page ?? row.matrix.grid.page;
  return {
    row: named.row,
    columns: APPLICANT_IDS,
    readBy: named.isPlaced ? 'POSITION' : 'LABEL',
    confidence: Math.round((named.isPlaced ? named.likeness : 0.8 + 0.2 * named.likeness) * 100) / 100,
    printed: texts.join(' '),
    line: named.labels.at(-1)!.line ?? row.matrix.grid.line,
    ...(page === undefined ? {} : { page }),
  };
}

/** Seven cells after the label. */
export function orderly(named: NamedRow): Reading | undefined {
  const row = figuresRow(named);
  if (named.after.length !== COLUMNS || named.after.some((cell) => cell.rowSpan > 1 && !isBlankCell(cell)))
    return undefined;
  return named.after.map((cell) => figureIn(named, cell, row, 'COUNT'));
}

/** The cells under the header's columns, where no figure stands elsewhere. */
export function underHeader(named: NamedRow, columns: readonly number[]): Reading | undefined {
  const row = figuresRow(named);
  // A heading that reaches into the row leaves it a place less, and nothing but its sum says whether a cell is lost.
  const own = named.after.filter((cell) => cell.row >= row.index || isFigureCell(cell));
  if (own.length < named.after.length) {
    const values = own.map((cell) => figureIn(named, cell, row, 'COUNT'));
    if (values.length === COLUMNS && addsUpInParts(values)) return values;
  }
  if (own.length < named.after.length || endsInOne(named, columns))
    return columns.map(() => ({ state: 'UNREADABLE', printed: described(named).printed }));
  const used = new Set<GridCell>();
  const reading: (Value | null)[] = [];
  for (const column of columns) {
    const cell = named.after.find((each) => each.column <= column && column < each.column + each.columnSpan);
    if (cell) {
      const shared =
        used.has(cell) ||
        columns.filter((other) => cell.column <= other && other < cell.column + cell.columnSpan).length > 1;
      const value = figureIn(named, cell, row, 'COUNT');
      // A figure over several columns belongs to one of them, and nothing says to which.
      reading.push(shared && value.state === 'REPORTED' ? { state: 'UNREADABLE', printed: value.printed } : value);
      used.add(cell);
      continue;
    }
    // Words where a figure should be, or a label that reaches into the columns of figures.
    const words = named.labels.find((each) => each.column <= column && column < each.column + each.columnSpan);
    // The row's own label: it does not stand where the header has its columns.
    if (words && isOwnLabel(named, words)) return columns.map(() => ({ state: 'UNREADABLE', printed: words.text }));
    reading.push(words ? { state: 'UNREADABLE', printed: words.text } : null);
  }
  return named.after.every((cell) => isBlankCell(cell) || used.has(cell)) ? reading : undefined;
}

/** Whether a row begins with a blank cell left of the columns and ends with one that goes over several of them: its label may have lost a span. */
export function endsInOne({ after }: NamedRow, columns: readonly number[]): boolean {
  const [first, last] = [after[0], after.at(-1)];
  if (!first || !last || !isBlankCell(first) || !isBlankCell(last) || after.every(isBlankCell)) return false;
  const under = columns.filter((column) => last.column <= column && column < last.column + last.columnSpan);
  return first.column < Math.min(...columns) && under.length > 1;
}

function isOwnLabel({ row }: NamedRow, cell: GridCell): boolean {
  const letters = lettersOf(cell.text);
  const patterns = [...requestRows('2019'), ...requestRows('2021')].filter((pattern) => pattern.row === row);
  return patterns.some((pattern) => pattern.letters.some((label) => distance(letters, label, 2) <= 2));
}

/** The last seven columns of the grid, where exactly these are free of labels in every row, and all figures stand in them. */
export function lastColumns(named: NamedRow, { rows, labelsEnd }: RequestGrid): Reading | undefined {
  const { columns } = figuresRow(named).matrix.grid;
  const isAmongLabels = (cell: GridCell) => cell.column < labelsEnd && !isBlankCell(cell);
  if (columns - labelsEnd !== COLUMNS || rows.some(({ after }) => after.some(isAmongLabels))) return undefined;
  return underHeader(
    named,
    Array.from({ length: COLUMNS }, (_, i) => labelsEnd + i),
  );
}
