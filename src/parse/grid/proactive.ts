/**
 * Table 2 from grids: one grid, four or five little ones, or a part of one. Each row is read under the header before it.
 */
import { findCell } from '../../form/cells';
import type { EditionId } from '../../form/editions';
import type { AmountUnit } from '../../form/value';
import { lettersOf, plain } from '../printed/characters';
import { type LabelPattern, proactiveColumns, proactiveEdition, proactiveRows, rowOnEdition } from '../printed/labels';
import type { Value } from '../printed/values';
import type { Reading } from '../settle/readings';
import { type RowRead, type TableRead, tableRead } from '../settle/table';
import { columnNamed, isForeignColumn } from './columns';
import { withForeignHeadings } from './foreign-headings';
import { endOf } from './losses';
import { cellAt, hasSpans, isBlankCell, isFigureCell, type Matrix, type MatrixRow, splitRow } from './matrix';
import { figureIn, type NamedRow, nameRows } from './rows';

const FEWEST_ROWS = 3;

interface HeaderColumn {
  readonly id: string;
  readonly column: number;
  readonly span: number;
  /** The column behind the last of its row. */
  readonly rowEnd: number;
}

/** Reads table 2; undefined where the grids do not hold it. */
export function readProactiveGrids(matrices: readonly Matrix[]): TableRead | undefined {
  const rows = matrices.flatMap((matrix) => matrix.rows);
  const patterns = proactiveRows();
  const all = nameRows(rows, patterns, 'GRIDS');
  if (all.length < FEWEST_ROWS) return undefined;
  const letters = lettersAround(rows, all);
  const form = proactiveEdition(letters);
  if (!form) return undefined;
  const wanted = patterns.filter((pattern) => rowOnEdition(pattern.row, form));
  const named = nameRows(rows, wanted, 'GRIDS');
  if (named.length < FEWEST_ROWS) return undefined;
  const known = new Set(named.map(({ at }) => at));
  const foreign = new Set<string>();
  const lacking: string[] = [];
  const reads = named.map((each) => {
    const next = rows[rows.indexOf(each.at) + 1];
    const isTorn = next !== undefined && !known.has(next) && hasFiguresOf(each, next, wanted);
    const header = headerAbove(each.at, rows);
    const own = ownCells(each, form, rows, known);
    const row = { ...each, after: own.cells, ...(isTorn ? { isUnclear: true as const } : {}) };
    if (own.foreign.length === 0) return rowRead(row, form, header);
    for (const heading of own.foreign) foreign.add(heading);
    const read = withUnnamed(row, form, header);
    lacking.push(...read.unnamed.map((column) => `${read.row}.${column}`));
    return read;
  });
  const chosen = new Map<RowRead, { reading: Reading; readBy: RowRead['readBy'] }>();
  for (const read of reads)
    if (read.readings.length === 1) chosen.set(read, { reading: read.readings[0]!, readBy: read.readBy });
  const unit = feeUnit(rows);
  const table = tableRead(2, form, reads, chosen, true, (id) => (id === 'fees.amount' ? unit : undefined));
  if (lacking.length > 0) return { ...withForeignHeadings(table, foreign, lacking), isTorn: true };
  return named.some((each) => each.isTwofold) ? { ...table, isTorn: true } : table;
}

/** The cells of a row that do not stand under headings which the form does not have, and these headings. */
function ownCells(
  { row, at, labels, after }: NamedRow,
  form: EditionId,
  rows: readonly MatrixRow[],
  known: ReadonlySet<MatrixRow>,
): { readonly cells: NamedRow['after']; readonly foreign: readonly string[] } {
  const columns = proactiveColumns(rowOnEdition(row, form)!, form);
  const header = headerRows(at, rows, known);
  const isOwn = header.some((above) => isParagraph(above) && !isAgain(above, rows));
  const foreign: string[] = [];
  const cells = after.filter(({ column }) => {
    const headings = header.flatMap((above) => {
      const cell = cellAt(above, column);
      // What stands over the labels, too, is a title or a note.
      const isOver = cell && cell.row === above.index && cell.column > labels.at(-1)!.column;
      return isOver && !isFigureCell(cell) ? [cell.text.replace(/\s+/g, '')] : [];
    });
    if (!isForeignColumn(headings, columns, isOwn)) return true;
    foreign.push(headings.join(''));
    return false;
  });
  return { cells, foreign };
}

/** The rows of headings above a row, and above those of its paragraph that stand before it. */
function headerRows(row: MatrixRow, rows: readonly MatrixRow[], known: ReadonlySet<MatrixRow>): MatrixRow[] {
  const found: MatrixRow[] = [];
  for (let i = rows.indexOf(row) - 1; i >= 0; i--) {
    const above = rows[i]!;
    if (above.matrix !== row.matrix && above.matrix.grid.columns !== row.matrix.grid.columns) break;
    const isFilled = above.cells.some((cell) => !isBlankCell(cell) && isFigureCell(cell));
    if (!known.has(above) && !isFilled) found.push(above);
    else if (found.length > 0) break;
    if (isParagraph(above)) break;
  }
  return found;
}

/** Whether a row stands before, too: a header that is printed again at the top of a page. */
function isAgain(row: MatrixRow, rows: readonly MatrixRow[]): boolean {
  const textOf = ({ cells }: MatrixRow) => plain(cells.map(({ text }) => text).join('')).replace(/\s/g, '');
  return rows.slice(0, rows.indexOf(row)).some((above) => textOf(above) === textOf(row));
}

/** Whether a row is the heading of a paragraph of the article. */
const isParagraph = (row: MatrixRow): boolean =>
  splitRow(row).labels.some((cell) => /第二十条/.test(lettersOf(cell.text)));

/** Nothing names the column. */
const UNNAMED: Value = { state: 'UNREADABLE', printed: '' };

/** A row, some of whose cells are of columns that the form does not have: of the form's own columns those that no cell is left for are not read. */
function withUnnamed(
  named: NamedRow,
  form: EditionId,
  header: readonly HeaderColumn[] | undefined,
): RowRead & { readonly unnamed: readonly string[] } {
  const own = proactiveColumns(rowOnEdition(named.row, form)!, form);
  const read = rowRead(named, form, header);
  if (named.after.length >= own.length) return { ...read, unnamed: [] };
  const heads = own.filter((id) => header?.some((head) => head.id === id));
  const unnamed = own.filter((id) => !heads.includes(id));
  const columns = [...heads, ...unnamed];
  const isRead = heads.length > 0 && read.readings.length === 1 && read.columns.length === heads.length;
  const values = isRead ? read.readings[0]! : heads.map(() => UNNAMED);
  return { ...read, columns, readings: [[...values, ...unnamed.map(() => UNNAMED)]], unnamed };
}

/** Letters of the rows of the table, with the header above its first. */
function lettersAround(rows: readonly MatrixRow[], named: readonly NamedRow[]): string {
  const places = named.map(({ at }) => rows.indexOf(at));
  const from = Math.max(0, Math.min(...places) - 3);
  const to = Math.max(...places) + 1;
  return rows
    .slice(from, to)
    .map((row) =>
      row.cells
        .filter((cell) => cell.row === row.index)
        .map((cell) => lettersOf(cell.text))
        .join(''),
    )
    .join('');
}

function feeUnit(rows: readonly MatrixRow[]): AmountUnit {
  for (const row of rows)
    for (const cell of row.cells) {
      const match = /收费金额.*单位[:：]?\s*(万元|亿元|元)/.exec(plain(cell.text).replace(/\s/g, ''));
      if (match) return match[1] as AmountUnit;
    }
  return '万元';
}

/** The columns of the nearest header above a row, in its grid or, where the grid goes on from the last page, in the one before. */
function headerAbove(row: MatrixRow, rows: readonly MatrixRow[]): HeaderColumn[] | undefined {
  const at = rows.indexOf(row);
  for (let i = at - 1; i >= Math.max(0, at - 12); i--) {
    const above = rows[i]!;
    if (above.matrix !== row.matrix && above.matrix.grid.columns !== row.matrix.grid.columns) return undefined;
    const header = above.cells.flatMap((cell): HeaderColumn[] => {
      const id = cell.row === above.index ? columnNamed(cell.text) : undefined;
      return id ? [{ id, column: cell.column, span: cell.columnSpan, rowEnd: endOf(above) }] : [];
    });
    if (header.length > 0) return header;
    // A heading of another paragraph ends the search.
    if (isParagraph(above)) return undefined;
  }
  return undefined;
}

/**
 * Whether a header lacks the names of some of the row's columns ("本年新 | 本年新 | 对外公开总数量") while every cell is there, and those that it
 * names are in the form's order.
 */
function isCut(header: readonly HeaderColumn[], own: readonly string[], { after }: NamedRow): boolean {
  if (header.length >= own.length || after.length !== own.length) return false;
  return header.every(({ id, column }) => after[own.indexOf(id)]?.column === column);
}

/**
 * Whether a row lost some of its cells: where cells span, it has fewer than its header names columns; elsewhere, where the table has a place
 * for each cell, blank or not, it ends before its header does. Other tables may end their rows behind what is printed.
 */
function lostCells({ at, after }: NamedRow, header: readonly HeaderColumn[] | undefined): boolean {
  if (!header) return false;
  if (hasSpans(at.matrix)) return after.length < new Set(header.map(({ id }) => id)).size;
  const { rows, grid } = at.matrix;
  const hasPlaces = rows.some((row) => endOf(row) === grid.columns && isBlankCell(row.cells.at(-1)!));
  return hasPlaces && endOf(at) < header[0]!.rowEnd;
}

function rowRead(named: NamedRow, form: EditionId, above: readonly HeaderColumn[] | undefined): RowRead {
  const row = named.at;
  const id = rowOnEdition(named.row, form)!;
  // A header of other columns is another paragraph's, printed again at the top of a page.
  const own = proactiveColumns(id, form);
  const some = above?.some((each) => own.includes(each.id)) ? above : undefined;
  const header = some && isCut(some, own, named) ? undefined : some;
  const distinctIds = header ? [...new Set(header.map((each) => each.id))] : [];
  const columns = distinctIds.length > 0 ? distinctIds : own;
  const page = named.labels.at(-1)!.page ?? row.matrix.grid.page;
  const common = {
    row: id,
    columns,
    readBy: 'LABEL' as const,
    confidence: Math.round((0.8 + 0.2 * named.likeness) * 100) / 100,
    printed: named.after
      .filter((cell) => !isBlankCell(cell))
      .map((cell) => cell.text)
      .join(' '),
    line: named.labels.at(-1)!.line ?? row.matrix.grid.line,
    ...(page === undefined ? {} : { page }),
  };
  if (named.isTwofold || named.isUnclear) return { ...common, readings: [] };
  const filled = named.after.filter((cell) => !isBlankCell(cell));
  const kindOf = (column: string) => findCell(`${id}.${column}`)?.kind ?? (column === 'amount' ? 'AMOUNT' : 'COUNT');
  // A single figure is of the single column, whatever is lost beside it.
  if ((filled.length === 0 || columns.length > 1) && lostCells(named, some)) return { ...common, readings: [] };
  // Where nothing stands beside labels in all of a grid, its figures are not in it.
  const hasCells = named.after.length > 0 || endOf(row) < row.matrix.grid.columns;
  if (filled.length === 0) return { ...common, readings: hasCells ? [columns.map(() => null)] : [] };
  if (header && distinctIds.length > 0) {
    const used = new Set<unknown>();
    let absent = 0;
    const reading = columns.map((column): Value | null => {
      const heads = header.filter((each) => each.id === column);
      const cells = [
        ...new Set(
          heads.flatMap((head) =>
            named.after.filter(
              (cell) => cell.column < head.column + head.span && head.column < cell.column + cell.columnSpan,
            ),
          ),
        ),
      ];
      for (const cell of cells) used.add(cell);
      if (cells.length === 0) absent++;
      const texts = new Set(cells.filter((cell) => !isBlankCell(cell)).map((cell) => cell.text.trim()));
      if (texts.size === 0) {
        const blank = cells[0] && figureIn(named, cells[0], row, kindOf(column));
        return blank?.state === 'UNREADABLE' ? blank : null;
      }
      // A span that was written out repeats its figure; two different figures contradict each other.
      const cell = cells.find((each) => !isBlankCell(each))!;
      const value = figureIn(named, cell, row, kindOf(column));
      return texts.size === 1 ? value : { state: 'UNREADABLE', printed: [...texts].join(' ') };
    });
    const stray = filled.filter((cell) => !used.has(cell));
    // A row with fewer cells than its header lost one, and nothing says which.
    if (absent > 0) return { ...common, readings: [] };
    const repeated = columns.length === 1 && stray.every((cell) => cell.text.trim() === reading[0]?.printed);
    const shared =
      header.length > 1 &&
      filled.some(
        (cell) =>
          header.filter((head) => cell.column < head.column + head.span && head.column < cell.column + cell.columnSpan)
            .length > 1 && columns.length > 1,
      );
    if ((stray.length === 0 || repeated) && !shared) return { ...common, readings: [reading] };
  }
  // A cell more than the header has, beside a blank one: one of them is printed twice.
  const hasSurplus = header !== undefined && endOf(row) > header[0]!.rowEnd && hasSpans(row.matrix);
  if (
    named.after.length === columns.length ||
    (filled.length === columns.length && !hasSurplus && !isRepeated(named))
  ) {
    const cells = named.after.length === columns.length ? named.after : filled;
    return {
      ...common,
      confidence: 0.8,
      readings: [cells.map((cell, i) => figureIn(named, cell, row, kindOf(columns[i]!)))],
    };
  }
  return { ...common, readings: [] };
}

/** Whether a row has a blank cell before one of its figures, and a figure twice in a row: one whose span is written out, beside one that is blank. */
function isRepeated({ after }: NamedRow): boolean {
  const last = after.findLastIndex((cell) => !isBlankCell(cell));
  const own = after.slice(0, last + 1);
  return own.some(isBlankCell) && own.some((cell, at) => !isBlankCell(cell) && cell.text === own[at + 1]?.text);
}

/** Whether a row is blank, and the next one has figures behind what can be the rest of its label: a label that was torn over two rows. */
function hasFiguresOf(
  { row, at, labels, after }: NamedRow,
  next: MatrixRow,
  patterns: readonly LabelPattern[],
): boolean {
  const below = splitRow(next);
  if (next.matrix !== at.matrix || !after.every(isBlankCell) || below.after.every(isBlankCell)) return false;
  const whole = lettersOf([...labels, ...below.labels].map(({ text }) => text).join(''));
  return patterns.some((pattern) => pattern.row === row && pattern.letters.includes(whole));
}
