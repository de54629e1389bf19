/**
 * Columns of table 3 that the form does not have (numbers of lines, units, notes, last year): what stands in them is left out of the rows.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { isColumnLabel } from './heading-kinds';
import { isBlankCell, isFigureCell, type Matrix, type MatrixRow } from './matrix';
import { type HeaderOrigin, headerStart, lowestAbove, namesAll } from './request-header';
import type { NamedRow } from './rows';
import { withOneTotal } from './two-totals';

const COLUMNS = APPLICANT_COLUMNS.length;

/** Headings of the form that go over several columns. */
const OWN_HEADING = /申请人|法人|勾稽/;
const SUM = /^[总合小]计/;

/** Of a grid: its columns that the form does not have. */
interface Others {
  readonly columns: ReadonlySet<number>;
  /** Whether one stands between the form's, though it is no sum: a span of the header is wrong, and each name may be of a column beside it. */
  readonly isWithin: boolean;
  /** A column behind the total that is called a sum, too. */
  readonly second?: number;
}

/** The rows without cells of columns that their grid's header names and that are none of the form's. */
export function withoutOthers(
  named: readonly NamedRow[],
  headers: ReadonlyMap<Matrix, readonly number[] | undefined>,
  origins: ReadonlyMap<readonly number[], HeaderOrigin>,
): readonly NamedRow[] {
  const others = new Map([...origins].map(([header, origin]) => [header, othersOf(origin)]));
  const summed = new Map<NamedRow, NamedRow>();
  for (const [header, { second }] of others) {
    if (second === undefined) continue;
    const own = named.filter(({ at }) => headers.get(at.matrix) === header);
    for (const [i, row] of withOneTotal(own, header, second).entries()) summed.set(own[i]!, row);
  }
  const rows = named.map((each) => {
    const header = headers.get(each.at.matrix);
    const own = header && others.get(header);
    if (!own?.columns.size) return summed.get(each) ?? each;
    return own.isWithin ? { ...each, isUnclear: true as const } : withoutColumns(each, header!, own.columns);
  });
  return withoutNumbers(withoutUnplaced(rows, headers));
}

/**
 * Rows of grids without spans, whose headers do not stand above their columns: the order of the header's names tells which cell is of
 * another column, where the rows have one more for each.
 */
function withoutUnplaced(
  named: readonly NamedRow[],
  headers: ReadonlyMap<Matrix, readonly number[] | undefined>,
): readonly NamedRow[] {
  const others = new Map<Matrix, ReadonlySet<number>>();
  let last: ReadonlySet<number> = new Set();
  for (const { at } of named) {
    if (others.has(at.matrix)) continue;
    if (namesAll(at)) last = ordinalsOf(at);
    others.set(at.matrix, headers.get(at.matrix) ? new Set() : last);
  }
  const hasAll = ({ at, after }: NamedRow) => after.length === COLUMNS + others.get(at.matrix)!.size;
  // The part of a table behind a page break has what the part before it has, though its rows may be cut off.
  const drawn = new Set(
    named.flatMap((each) => {
      const own = others.get(each.at.matrix)!;
      return own.size > 0 && hasAll(each) ? [own] : [];
    }),
  );
  return named.map((each) => {
    const own = others.get(each.at.matrix)!;
    if (!drawn.has(own)) return each;
    if (hasAll(each)) return { ...each, after: each.after.filter((_, i) => !own.has(i)) };
    // A program that leaves out blank cells at a row's end left out that of the other column.
    const isCut = each.after.length === COLUMNS && !isBlankCell(each.after.at(-1)!) && Math.min(...own) >= COLUMNS;
    return isCut ? each : { ...each, isUnclear: true };
  });
}

const TOTAL = lettersOf(APPLICANT_COLUMNS.at(-1)!.zh);
const BEFORE = /^(?:行次|行号|序号|编号|(?:计量)?单位)$/;

/** Which of a row's cells, counted from 0 behind its label, are of columns that the header above it names and the form does not have. */
function ordinalsOf(first: MatrixRow): ReadonlySet<number> {
  const rows = first.matrix.rows
    .slice(headerStart(first.matrix, first), first.index)
    .map((row) => row.cells.filter((cell) => !isBlankCell(cell)).map((cell) => lettersOf(cell.text)));
  const hasTotal = rows.flat().includes(TOTAL);
  const isOwn = (letters: string) =>
    SUM.test(letters) && hasTotal
      ? letters === TOTAL
      : OWN_HEADING.test(letters) || APPLICANT_COLUMNS.some((_, i) => isColumnLabel(letters, i));
  let before = 0;
  let sums = 0;
  let behind = 0;
  for (const row of rows) {
    const from = row.findIndex(isOwn);
    const to = row.findLastIndex(isOwn);
    before += row.slice(0, Math.max(0, from)).filter((letters) => BEFORE.test(letters)).length;
    for (const letters of row.slice(to + 1)) {
      if (SUM.test(letters) && !row.includes(TOTAL)) sums++;
      else behind++;
    }
  }
  const end = before + COLUMNS + sums;
  return new Set([
    ...Array.from({ length: before }, (_, i) => i),
    ...Array.from({ length: sums }, (_, i) => end - 1 - sums + i),
    ...Array.from({ length: behind }, (_, i) => end + i),
  ]);
}

/** So many rows are numbered, and so much of all, that the numbers are no figures of theirs. */
const FEWEST_NUMBERED = 6;
const MOST_NUMBERED = 0.7;

/** The rows without numbers of lines that no header names: the first cell of each is one more than that of the row above. */
function withoutNumbers(named: readonly NamedRow[]): readonly NamedRow[] {
  const numbers = named.map(({ after: [first] }) =>
    first && /^\s*\d+\s*$/.test(first.text) ? Number(first.text) : undefined,
  );
  const steps = numbers.filter((number, i) => i > 0 && number !== undefined && number - 1 === numbers[i - 1]).length;
  if (steps < FEWEST_NUMBERED || steps < (named.length - 1) * MOST_NUMBERED) return named;
  return named.map((each, i) =>
    numbers[i] === undefined ? { ...each, isUnclear: true } : { ...each, after: each.after.slice(1) },
  );
}

/** What a header names behind the labels that is none of the seven. */
function othersOf({ first, columns, labelsEnd: from, shift }: HeaderOrigin): Others {
  const others = new Set<number>();
  let isWithin = false;
  const start = headerStart(first.matrix, first);
  // What the labels are called may be written out over columns beside them.
  const ofLabels = lowestAbove(first, 0)?.text;
  for (let column = from; column < first.matrix.grid.columns; column++) {
    const heading = lowestAbove(first, column);
    if (!heading || heading.text === ofLabels || heading.row < start || isFigureCell(heading)) continue;
    const letters = lettersOf(heading.text);
    if (OWN_HEADING.test(letters)) continue;
    // Of two totals one is of the organisations, and a span that is not drawn puts the other's name above it.
    if (heading.column > columns.at(-1)! && SUM.test(letters))
      return { columns: new Set(), isWithin: false, second: column + shift };
    const end = heading.column + heading.columnSpan;
    if (heading.column < from || columns.some((own) => heading.column <= own && own < end)) continue;
    others.add(column + shift);
    isWithin ||= column > Math.min(...columns) && column < Math.max(...columns) && !SUM.test(letters);
  }
  return { columns: others, isWithin };
}

/** By the order of its cells, where it has one for each column: a span may be wrong; otherwise by their places. */
function withoutColumns(named: NamedRow, header: readonly number[], others: ReadonlySet<number>): NamedRow {
  const columns = [...header, ...others].sort((a, b) => a - b);
  const { after } = named;
  if (after.length === columns.length && after.every(({ rowSpan, columnSpan }) => rowSpan * columnSpan === 1)) {
    const own = after.flatMap((cell, i) => (others.has(columns[i]!) ? [] : [{ ...cell, column: columns[i]! }]));
    return { ...named, after: own };
  }
  const first = after.find((cell) => !isBlankCell(cell) || cell.column >= columns[0]!);
  const end = Math.max(...after.map((cell) => cell.column + cell.columnSpan));
  // A unit is no longer among the cells.
  const begins = first?.column === columns[0] || (first?.column === header[0] && after.length === header.length);
  if (!begins || end > named.at.matrix.grid.columns) return { ...named, isUnclear: true };
  return { ...named, after: after.filter(({ column }) => !others.has(column)) };
}
