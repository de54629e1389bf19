/**
 * Headers of table 3 that do not name all seven columns, as where an office left a column out that is always zero, and put another in or none:
 * a figure is of the column that its heading names, never of the one that stands at its place in the form.
 */
import type { GridCell } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import type { Value } from '../printed/values';
import type { Reading } from '../settle/readings';
import { type HeadingKind, kindOf, TOTAL } from './heading-kinds';
import { figuresRow } from './losses';
import { cellAt, isBlankCell, isFigureCell, type Matrix, type MatrixRow } from './matrix';
import { type HeaderOrigin, headerStart, namesAll } from './request-header';
import { sumOf } from './request-order';
import { figureIn, type NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** A header that names fewer of the form's columns may be spoilt; beside names that are none of the form's it is one all the same. */
const FEWEST_NAMED = 4;
const FEWEST_BESIDE_OTHERS = 2;
/** In a row of fewer cells a note at its end may be taken for a part of its label. */
const FEWEST_CELLS = 4;
/** Fewer sums than this may hold by chance. */
const FEWEST_PROOFS = 2;
const FEWEST_FAILURES = 3;

export interface PartialHeader {
  /** Of each applicant, in which of a row's cells of figures it stands, counted from 0; undefined where the table does not have it. */
  readonly named: readonly (number | undefined)[];
  /** How many cells of figures a row has. */
  readonly cells: number;
  /** The grid column that the labels end before. */
  readonly labelsEnd: number;
  /** Headings that the form does not have. */
  readonly foreign: readonly string[];
  /** The header does not tell which cell is of which column. */
  readonly isUnsure: boolean;
}

/** The grids whose own header names some of the columns only, and those that go on with one. */
export function partialHeaders(
  rows: readonly NamedRow[],
  headers: ReadonlyMap<Matrix, readonly number[] | undefined>,
  origins: ReadonlyMap<readonly number[], HeaderOrigin>,
): Map<Matrix, PartialHeader> {
  const found = new Map<Matrix, PartialHeader>();
  let last: PartialHeader | undefined;
  for (const matrix of new Set(rows.map(({ at }) => at.matrix))) {
    const table = tableOf(
      matrix,
      rows.filter(({ at }) => at.matrix === matrix),
    );
    const full = headers.get(matrix);
    const isFull = full ? origins.get(full)!.first.matrix === matrix : namesAll(table.first);
    if (isFull) last = undefined;
    else if (table.header.length > 0) last = headerOf(table);
    else if (full) last = undefined;
    else if (last) last = last.cells === table.places.length ? last : { ...last, isUnsure: true };
    if (last) found.set(matrix, { ...last, labelsEnd: table.labelsEnd });
  }
  return found;
}

/** A row's figures by the names that they stand under; undefined where it has other cells than most rows of its grid. */
export function readByNames(row: NamedRow, header: PartialHeader): Reading | undefined {
  if (header.isUnsure) return APPLICANT_COLUMNS.map(() => null);
  const values = valuesOf(row, header.labelsEnd);
  return values?.length === header.cells ? byNames(values, header.named) : undefined;
}

interface Table {
  readonly rows: readonly NamedRow[];
  readonly labelsEnd: number;
  readonly first: MatrixRow;
  /** The rows of the header, from the first one that names applicants to the last. */
  readonly header: readonly MatrixRow[];
  /** The grid columns in which the cells of figures begin in most rows. */
  readonly places: readonly number[];
}

function tableOf(matrix: Matrix, rows: readonly NamedRow[]): Table {
  const ends = rows.map(({ labels, after }) => (after.length < FEWEST_CELLS ? 0 : endOf(labels.at(-1)!)));
  const labelsEnd = Math.max(...ends);
  const first = rows.map(({ at }) => at).reduce((a, b) => (a.index < b.index ? a : b));
  const places = usualPlaces(rows.map((row) => cellsOf(row, labelsEnd).map(({ column }) => column)));
  const above = matrix.rows.slice(headerStart(matrix, first), first.index);
  const isOver = (cell: GridCell) => cell.column + cell.columnSpan > (places[0] ?? 0) && !isBlankCell(cell);
  const isHeader = (row: MatrixRow) =>
    row.cells.every((cell) => !isOver(cell) || !isFigureCell(cell)) &&
    row.cells.some((cell) => isOver(cell) && ['OWN', 'OPEN'].includes(kindOf(cell.text).type));
  const header = above.slice(Math.max(0, above.findIndex(isHeader)), above.findLastIndex(isHeader) + 1);
  return { rows, labelsEnd, first, header, places };
}

const endOf = ({ column, columnSpan }: GridCell): number => column + columnSpan;

/** A row's cells of figures: blank ones among the labels are what is left of a label's span. */
function cellsOf({ after }: NamedRow, labelsEnd: number): readonly GridCell[] {
  return after.filter((cell) => cell.column >= labelsEnd || !isBlankCell(cell));
}

function usualPlaces(lists: readonly (readonly number[])[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const list of lists.filter(({ length }) => length >= FEWEST_CELLS))
    counts.set(list.join(), (counts.get(list.join()) ?? 0) + 1);
  const usual = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  return lists.find((list) => list.join() === usual) ?? [];
}

function valuesOf(row: NamedRow, labelsEnd: number): readonly Value[] | undefined {
  const cells = cellsOf(row, labelsEnd);
  if (cells.some((cell) => cell.rowSpan > 1 && !isBlankCell(cell))) return undefined;
  return cells.map((cell) => figureIn(row, cell, figuresRow(row), 'COUNT'));
}

const byNames = (values: readonly Value[], named: PartialHeader['named']): Reading =>
  named.map((place) => (place === undefined ? null : values[place]!));

/** What the header says; undefined where it says nothing that the form's order does not say as well. */
function headerOf(table: Table): PartialHeader | undefined {
  if (!showsPlaces(table)) return displaced(table);
  const kinds = withoutDoubles(table.places.map((_, place) => kindAt(table, place)));
  const foreign = kinds.flatMap((kind) => (kind.type === 'FOREIGN' ? [kind.text] : []));
  const owns = kinds.filter(({ type }) => type === 'OWN').length;
  if (owns < (foreign.length > 0 ? FEWEST_BESIDE_OTHERS : FEWEST_NAMED)) return undefined;
  const of = (named: PartialHeader['named'], isUnsure: boolean): PartialHeader => ({
    named,
    cells: kinds.length,
    labelsEnd: table.labelsEnd,
    foreign,
    isUnsure,
  });
  const byName = namedBy(kinds);
  const form = kinds.flatMap(({ type }, place) => (type === 'FOREIGN' ? [] : [place]));
  const readings = table.rows.flatMap((row) => {
    const values = valuesOf(row, table.labelsEnd);
    return values?.length === kinds.length ? [values] : [];
  });
  const inOrder = form.length === COLUMNS ? form : undefined;
  const isProvenByName = isProven(readings, byName, inOrder);
  if (inOrder && isInFormOrder(form.map((place) => kinds[place]!))) {
    // What has no heading is the form's at that place, unless the rows add up without it, or not with it.
    if (isProvenByName || isRefuted(readings, inOrder)) return of(byName, false);
    return foreign.length > 0 ? of(inOrder, false) : undefined;
  }
  if (foreign.length === 0 && inOrder && isProven(readings, inOrder, byName)) return undefined;
  // A heading that is lost may have moved those beside it.
  const isPlain = form.length < COLUMNS && kinds.every(({ type }) => type !== 'OPEN') && isAscending(byName);
  return of(byName, isPlain ? isContradicted(readings, byName) : !isProvenByName);
}

/** A header whose names do not stand over the cells of the rows: beside one that is none of the form's, its others may be anywhere. */
function displaced(table: Table): PartialHeader | undefined {
  const [top] = table.header;
  const headings = headingsOf(table).filter((cell) => cell.column > 0 || cell.row !== top!.index);
  const kinds = headings.map((cell) => kindOf(cell.text));
  const foreign = [...new Set(kinds.flatMap((kind) => (kind.type === 'FOREIGN' ? [kind.text] : [])))];
  const owns = new Set(kinds.flatMap((kind) => (kind.type === 'OWN' ? [kind.column] : [])));
  if (foreign.length === 0 || owns.size < FEWEST_BESIDE_OTHERS) return undefined;
  const named = APPLICANT_COLUMNS.map((_, column) => (owns.has(column) ? 0 : undefined));
  return { named, cells: table.places.length, labelsEnd: table.labelsEnd, foreign, isUnsure: true };
}

function headingsOf({ header }: Table): GridCell[] {
  const cells = [...new Set(header.flatMap((row) => row.cells))];
  return cells.filter((cell) => !isBlankCell(cell) && !isFigureCell(cell));
}

/** The heading of a row's cell: a name of the form's anywhere above it, or what stands right above it and over no other cell. */
function kindAt({ header, places }: Table, place: number): HeadingKind {
  const above = new Set(header.map((row) => cellAt(row, places[place]!)));
  const cells = [...above].filter((cell) => cell && !isBlankCell(cell) && !isFigureCell(cell)) as GridCell[];
  const kinds = cells.map((cell) => kindOf(cell.text));
  const own = kinds.filter((kind) => kind.type === 'OWN');
  if (own.length > 0) return own.at(-1)!;
  // A name over two rows of the grid.
  const joint = kindOf(
    cells
      .slice(-2)
      .map(({ text }) => text)
      .join(''),
  );
  if (joint.type === 'OWN') return joint;
  const lowest = cells.at(-1);
  const isRepeated = (cell: GridCell) =>
    header.some((row) => row.cells.filter((other) => other.row === cell.row && other.text === cell.text).length > 1);
  if (!lowest || coveredBy(lowest, places) !== 1 || isRepeated(lowest)) return { type: 'OPEN', text: '' };
  return kinds.at(-1)!;
}

const coveredBy = (cell: GridCell, places: readonly number[]): number =>
  places.filter((place) => cell.column <= place && place < cell.column + cell.columnSpan).length;

/** Whether each of the form's names in the header stands over one cell of the rows, and over none of another name. */
function showsPlaces(table: Table): boolean {
  const { places } = table;
  const names = new Map<number, Set<number>>();
  for (const cell of headingsOf(table)) {
    const kind = kindOf(cell.text);
    if (kind.type !== 'OWN') continue;
    if (coveredBy(cell, places) !== 1) return false;
    const place = places.findIndex((each) => cell.column <= each && each < cell.column + cell.columnSpan);
    names.set(place, (names.get(place) ?? new Set()).add(kind.column));
  }
  return [...names.values()].every((columns) => columns.size === 1);
}

/**
 * The kinds, those of columns that are named twice as foreign: nothing says which is the form's, but of several sums the last one is the total if
 * only it is called so. What is like names only that stand elsewhere is foreign, too.
 */
function withoutDoubles(kinds: readonly HeadingKind[]): readonly HeadingKind[] {
  const owned = new Set(kinds.flatMap((kind) => (kind.type === 'OWN' ? [kind.column] : [])));
  const sums = kinds.filter((kind) => columnsNamed(kind).includes(TOTAL));
  const total = sums.filter(({ text }) => lettersOf(text) === TOTAL_LETTERS);
  const isDouble = (kind: HeadingKind) => {
    if (kind.type === 'LIKE' && kind.columns.every((column) => owned.has(column))) return true;
    if (sums.length > 1 && sums.includes(kind))
      return !(total.length === 1 && kind === total[0] && kind === sums.at(-1));
    if (kind.type !== 'OWN') return false;
    return kinds.some((other) => other !== kind && other.type === 'OWN' && other.column === kind.column);
  };
  return kinds.map((kind) => (isDouble(kind) ? { type: 'FOREIGN', text: kind.text } : kind));
}

const TOTAL_LETTERS = lettersOf(APPLICANT_COLUMNS[TOTAL]!.zh);

function columnsNamed(kind: HeadingKind): readonly number[] {
  if (kind.type === 'OWN') return [kind.column];
  return kind.type === 'LIKE' ? kind.columns : [];
}

/** Whether seven headings may be those of the form in its order. */
function isInFormOrder(kinds: readonly HeadingKind[]): boolean {
  return kinds.every((kind, column) => kind.type === 'OPEN' || columnsNamed(kind).includes(column));
}

/** Of each applicant, which heading names it, and no other. */
function namedBy(kinds: readonly HeadingKind[]): PartialHeader['named'] {
  const owned = new Set(kinds.flatMap((kind) => (kind.type === 'OWN' ? [kind.column] : [])));
  const named = kinds.map((kind) => {
    const columns = columnsNamed(kind).filter((column) => kind.type === 'OWN' || !owned.has(column));
    return columns.length === 1 ? columns[0] : undefined;
  });
  return APPLICANT_COLUMNS.map((_, column) => {
    const places = named.flatMap((each, place) => (each === column ? [place] : []));
    return places.length === 1 ? places[0] : undefined;
  });
}

/** Whether the names stand in the form's order, but for organisations between the first column and the total. */
function isAscending(named: PartialHeader['named']): boolean {
  const places = named.filter((place) => place !== undefined);
  const isFirst = named[0] !== undefined && Math.min(...places) === named[0];
  const isLast = named[TOTAL] !== undefined && Math.max(...places) === named[TOTAL];
  return (isFirst && isLast) || places.every((place, i) => i === 0 || place > places[i - 1]!);
}

/** Whether the rows add up by the names, and by no other order of their cells alone. */
function isProven(
  rows: readonly (readonly Value[])[],
  named: PartialHeader['named'],
  other?: PartialHeader['named'],
): boolean {
  const sums = rows.map((values) => ({
    own: sumOf(byNames(values, named)),
    other: other && sumOf(byNames(values, other)),
  }));
  const held = sums.filter((sum) => sum.own === 'HOLDS' && sum.other !== 'HOLDS').length;
  const against = sums.filter((sum) => sum.own !== 'HOLDS' && sum.other === 'HOLDS').length;
  const failed = sums.filter((sum) => sum.own === 'FAILS').length;
  return held >= FEWEST_PROOFS && held > failed && against === 0;
}

/** Whether most rows do not add up, and more than a slip of arithmetic or two. */
function isRefuted(rows: readonly (readonly Value[])[], named: PartialHeader['named']): boolean {
  const sums = rows.map((values) => sumOf(byNames(values, named)));
  const failed = sums.filter((sum) => sum === 'FAILS').length;
  return failed >= FEWEST_FAILURES && failed > sums.filter((sum) => sum === 'HOLDS').length;
}

/**
 * Whether the rows show that their cells are others than the names say: they have more than their totals, or add up with another cell for the
 * total. That they have less may be what stands under names that the form does not have, or was left out.
 */
function isContradicted(rows: readonly (readonly Value[])[], named: PartialHeader['named']): boolean {
  const [cells] = rows;
  const inPlace = APPLICANT_COLUMNS.map((_, place) => place);
  const isMoved = named.some((place, column) => place !== undefined && place !== column);
  if (cells?.length === COLUMNS && isMoved && isProven(rows, inPlace, named)) return true;
  const counted = rows.map((values) => byNames(values, named).map((value) => value?.count ?? 0));
  const partsOf = (counts: readonly number[]) => counts.slice(0, -1).reduce((sum, count) => sum + count, 0);
  if (named[TOTAL] === undefined) {
    const parts = counted.map((counts) => counts.filter((_, column) => named[column] !== undefined));
    const summed = parts.filter((counts) => counts.at(-1)! > 0 && partsOf(counts) === counts.at(-1));
    return summed.length >= FEWEST_PROOFS && 2 * summed.length > parts.filter((counts) => partsOf(counts) > 0).length;
  }
  const isCounted = (values: readonly Value[]) => values[named[TOTAL]!]!.state === 'REPORTED';
  const totals = counted.filter((_, i) => isCounted(rows[i]!));
  const more = totals.filter((counts) => partsOf(counts) > counts.at(-1)!).length;
  const fits = totals.filter((counts) => counts.at(-1)! > 0 && partsOf(counts) <= counts.at(-1)!).length;
  return more >= FEWEST_PROOFS && more > fits;
}
