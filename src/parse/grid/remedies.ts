/**
 * Table 4 from grids: a row of fifteen under three levels of header, or three rows or grids of five. Each figure's block and
 * outcome are named by what stands above it and to its left.
 */
import type { GridCell } from '../../extract/document';
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import type { Value } from '../printed/values';
import { proven } from '../settle/misread';
import { type Reading, rowHolds, sameReading, withLostCell } from '../settle/readings';
import { type RowRead, repaired, type TableRead, tableRead } from '../settle/table';
import { withForeignHeadings } from './foreign-headings';
import {
  cellAt,
  cellValue,
  hasSpans,
  isBlankCell,
  isFigureCell,
  type Matrix,
  type MatrixRow,
  splitRow,
} from './matrix';
import { arePushed } from './pushed-figures';
import { isDisordered, type NamedCell, namedCells } from './remedy-columns';
import { hasDouble, withoutDouble } from './remedy-doubles';
import { isEmpty, isText, ownRows } from './remedy-rows';
import { shapedAsForm } from './remedy-shapes';

const COLUMNS = OUTCOME_COLUMNS.map((column) => column.id);
const OUTCOMES = COLUMNS.length;
const ALL = TABLE4_BLOCKS.length * OUTCOMES;

/** A row of figures under outcomes. */
interface FigureRow {
  readonly row: MatrixRow;
  /** Where the header above it begins. */
  readonly header: number;
  readonly cells: readonly NamedCell[];
  /** All fifteen values of a row that lost a cell. */
  readonly restored?: Reading;
  /** Headings of columns that the form does not have. */
  readonly foreign?: readonly string[];
  /** Whether nothing shows that the row is the report's. */
  readonly isDoubtful?: boolean;
}

/** Reads table 4; undefined where the grids do not hold it. `year`: the report's, where it is known. */
export function readRemedyGrids(
  given: readonly Matrix[],
  year: () => number | undefined = () => undefined,
): TableRead | undefined {
  const matrices = shapedAsForm(given);
  const full = !matrices.some((matrix) => matrix.rows.some(hasBlanks));
  const rows = ownRows(
    matrices.flatMap((matrix) => figureRows(matrix, full)),
    year,
  );
  if (rows.length === 0) return undefined;
  const read = new Map<string, Placed[]>();
  const put = (block: string, outcome: string, given: Value, each: FigureRow) => {
    const id = `${block}.${outcome}`;
    const value: Value = each.isDoubtful ? { ...given, state: 'UNREADABLE' } : given;
    const table = `${each.row.matrix.order} ${each.header}`;
    read.set(id, [...(read.get(id) ?? []), { value, table, isFilled: !isEmpty(each) }]);
  };
  // Rows of five whose block nothing names are the blocks in order, if there are three of them.
  const nameless = rows.filter(
    (each) => each.cells.length === OUTCOMES && each.cells.every(({ block }) => block === undefined),
  );
  for (const each of rows) {
    for (const [i, value] of (each.restored ?? []).entries())
      put(TABLE4_BLOCKS[Math.floor(i / OUTCOMES)]!.id, COLUMNS[i % OUTCOMES]!, value!, each);
    for (const [i, { cell, outcome, block }] of each.cells.entries()) {
      const place = each.cells.length === ALL ? TABLE4_BLOCKS[Math.floor(i / OUTCOMES)]!.id : undefined;
      const order = nameless.length === TABLE4_BLOCKS.length ? nameless.indexOf(each) : -1;
      const name = block ?? place ?? (order >= 0 ? TABLE4_BLOCKS[order]!.id : undefined);
      const value = cellValue(cell, each.row, 'COUNT');
      if (name) put(name, outcome, isOverTwo(cell, each.row) ? { ...value, state: 'UNREADABLE' } : value, each);
    }
  }
  if (read.size === 0) return undefined;
  const foreign = new Set(rows.flatMap((each) => each.foreign ?? []));
  const lacking: string[] = [];
  const reads = TABLE4_BLOCKS.map((block): RowRead => {
    const values = COLUMNS.map((column) => agreed(read.get(`${block.id}.${column}`)));
    const whole = values.filter((value) => value !== undefined);
    const first = whole[0];
    const reading = whole.length === OUTCOMES ? mended(repaired(whole)) : whole;
    const isForeign = foreign.size > 0 && whole.length < OUTCOMES;
    if (isForeign) lacking.push(...COLUMNS.flatMap((id, i) => (values[i] ? [] : [`${block.id}.${id}`])));
    return {
      row: block.id,
      columns: isForeign ? COLUMNS : COLUMNS.filter((_, i) => values[i] !== undefined),
      readings: [isForeign ? values.map((value) => value ?? UNNAMED) : reading],
      readBy: 'LABEL',
      confidence: 1,
      printed: '',
      ...(first?.line === undefined ? {} : { line: first.line }),
      ...(first?.page === undefined ? {} : { page: first.page }),
    };
  });
  const chosen = new Map(reads.map((each) => [each, { reading: each.readings[0]!, readBy: each.readBy }] as const));
  const table = tableRead(4, '2021', reads, chosen, true);
  return foreign.size > 0 ? withForeignHeadings(table, foreign, lacking) : table;
}

/** No heading names the column. */
const UNNAMED: Value = { state: 'UNREADABLE', printed: '' };

/** Whether a figure spans columns that the header parts: nothing says of which of them it is. */
function isOverTwo(cell: GridCell, row: MatrixRow): boolean {
  const above = row.matrix.rows[row.index - 1];
  if (cell.columnSpan === 1 || isBlankCell(cell) || !above) return false;
  const heads = [cellAt(above, cell.column), cellAt(above, cell.column + cell.columnSpan - 1)];
  return heads[0] !== heads[1] && heads.every((head) => head && !isBlankCell(head) && !isFigureCell(head));
}

/** A block whose sum proves a figure with letters for digits. */
function mended(reading: Reading): Reading {
  return proven([{ id: '', reading }], OUTCOMES, []).get('') ?? reading;
}

interface Placed {
  readonly value: Value;
  /** Its grid, and its header there. */
  readonly table: string;
  /** Whether its row prints anything. */
  readonly isFilled: boolean;
}

/**
 * One value where all agree; a figure goes before blanks of an empty row below it; contradicting figures, and a figure that
 * another table, or another row that prints others, has blank, are unreadable.
 */
function agreed(placed: readonly Placed[] | undefined): Value | undefined {
  if (!placed || placed.length === 0) return undefined;
  const filled = placed.filter(({ value }) => value.state !== 'BLANK');
  if (filled.length === 0) return placed[0]!.value;
  const first = filled[0]!;
  const told = placed.filter(
    ({ value, table, isFilled }) => value.state !== 'BLANK' || isFilled || !filled.some((each) => each.table === table),
  );
  return told.every(({ value }) => value.printed === first.value.printed)
    ? first.value
    : {
        ...first.value,
        state: 'UNREADABLE',
        printed: told
          .map(({ value }) => value.printed)
          .join(' ')
          .trim(),
      };
}

/** Whether a row of one of the tables leaves cells blank among its figures: then a lost cell may have been blank, too. */
function hasBlanks(row: MatrixRow): boolean {
  const { after } = splitRow(row);
  return after.some(isBlankCell) && after.filter((cell) => !isBlankCell(cell)).length >= FEWEST_BESIDE;
}

/** Figures of a row of table 3 or 4 that is not blank. */
const FEWEST_BESIDE = 3;

/** Rows of figures of a grid: those with figures, or the blank row below the header of an empty table. */
function figureRows(matrix: Matrix, full: boolean): FigureRow[] {
  const letters = matrix.grid.cells.map((cell) => lettersOf(cell.text)).join('');
  if (!/维持/.test(letters) || !/纠正/.test(letters) || !/审结/.test(letters)) return [];
  const found: FigureRow[] = [];
  let start = headerFrom(matrix, 0);
  let blank: FigureRow | undefined;
  // Below figures that could not be read a blank row says nothing of them.
  let isLost = false;
  for (const row of matrix.rows) {
    if (row.index <= start) continue;
    const { labels, after } = splitRow(row);
    const { cells, foreign } = areFigures(after) ? namedCells(row, labels, after, start) : NOTHING;
    const isHeader = row.cells.some(
      (cell) => cell.row === row.index && /维持|纠正|审结/.test(lettersOf(cell.text)) && !isFigureCell(cell),
    );
    const isBelowForeign = foreign.length > 0 && hasOutcomes(matrix, start, row.index);
    const last = row.cells.at(-1)!;
    // All of its cells: recognition may have made letters of the first figure, which is no label then.
    const isShort =
      row.cells.length === ALL - 1 && last.column + last.columnSpan === ALL - 1 && matrix.grid.columns === ALL;
    if (!isHeader && isFilledUp(row)) {
      found.push({ row, header: start, cells: [], restored: restored(row, row.cells.slice(0, -1), false) });
      blank = undefined;
    } else if (isShort && !isHeader && areFigures(row.cells)) {
      found.push({ row, header: start, cells: [], restored: restored(row, row.cells, full) });
      blank = undefined;
    } else if (!isHeader && hasDouble(row, start)) {
      const values = row.cells.map((cell) => cellValue(cell, row, 'COUNT'));
      found.push({ row, header: start, cells: [], restored: withoutDouble(values) });
      blank = undefined;
    } else if (
      !isHeader &&
      (isCutShort(row, matrix) ||
        isPushed(row) ||
        (cells.length === 0 && (isBelowForeign || isWide(after) || isDisordered(row, start))))
    ) {
      const lost: Value = {
        state: 'UNREADABLE',
        printed: row.cells
          .map((cell) => cell.text.trim())
          .join(' ')
          .trim(),
      };
      found.push({ row, header: start, cells: [], restored: new Array<Value>(ALL).fill(lost), foreign });
      blank = undefined;
    } else if (cells.length >= OUTCOMES && !isHeader) {
      const figures: FigureRow = { row, header: start, cells, foreign };
      if (after.some((cell) => !isBlankCell(cell))) {
        found.push(figures);
        blank = undefined;
      } else if (isText(figures)) continue;
      else if (labels.length > 0 && !isLost) found.push(figures);
      else if (!isLost) blank ??= figures;
    } else if (isHeader && (found.some((each) => each.row.index > start) || blank)) {
      // The next little table of the same grid: its block is named above its outcomes.
      if (blank) found.push(blank);
      blank = undefined;
      start = headerFrom(matrix, found.at(-1)!.row.index + 1);
    } else if (!isHeader && after.filter((cell) => !isBlankCell(cell) && isFigureCell(cell)).length >= OUTCOMES)
      isLost = true;
  }
  if (blank && !found.some((each) => each.row.index > start)) found.push(blank);
  return found;
}

const NOTHING = { cells: [], foreign: [] };

/** Whether more cells than the form has columns stand in a row, some of them blank: their text would not show where. */
const isWide = (after: readonly GridCell[]): boolean =>
  after.length > ALL && after.some(isBlankCell) && !after.every(isBlankCell);

/** Whether the figures of a row of all three blocks stand too far left. */
function isPushed(row: MatrixRow): boolean {
  const values = row.cells.map((cell) => cellValue(cell, row, 'COUNT'));
  return values.length === ALL && areFigures(row.cells) && arePushed(values, OUTCOMES);
}

/** A total of one part may be that part, and the figure before it one of the block before. */
const FEWEST_PARTS = 2;

/**
 * Whether a row of all three blocks ends before its table does, and one of its figures spans columns, or its last is not the sum of parts of its
 * block, or another block does not add up: its last cells may be blank ones that are not written out, or recognition lost some, after which every figure stands too far left.
 */
function isCutShort(row: MatrixRow, { grid }: Matrix): boolean {
  const last = row.cells.at(-1)!;
  if (grid.columns !== ALL || !areFigures(row.cells)) return false;
  const end = last.column + last.columnSpan;
  const isSpread = row.cells.some((cell) => cell.columnSpan > 1 && !isBlankCell(cell));
  if (isSpread && end < ALL) return true;
  if (end >= ALL - 1) return false;
  const values = Array.from({ length: ALL }, (_, column) => {
    const cell = row.cells.find((each) => each.column === column);
    return cell ? cellValue(cell, row, 'COUNT') : null;
  });
  const blocks = TABLE4_BLOCKS.map((_, at) => values.slice(at * OUTCOMES, (at + 1) * OUTCOMES));
  const printed = blocks.filter((block) => block.some((value) => value?.state === 'REPORTED'));
  const holds = (block: Reading) => block.at(-1)?.state === 'REPORTED' && rowHolds(block);
  const counted =
    printed
      .at(-1)
      ?.slice(0, -1)
      .filter((value) => value?.count) ?? [];
  return printed.length > 0 && (!printed.every((block) => holds(block)) || counted.length < FEWEST_PARTS);
}

/**
 * Whether a row of fifteen cells lost one, or has two in one, and was filled up with a blank one at its end: nothing else is blank, and it does
 * not add up. Only grids without spans are filled up.
 */
function isFilledUp(row: MatrixRow): boolean {
  const cells = row.cells.slice(0, -1);
  if (row.cells.length !== ALL || !isBlankCell(row.cells.at(-1)!) || cells.some(isBlankCell)) return false;
  if (hasSpans(row.matrix)) return false;
  const counts = cells.map((cell) => cellValue(cell, row, 'COUNT').count ?? Number.NaN);
  const parts = (at: number, end: number) => counts.slice(at * OUTCOMES, end).reduce((sum, count) => sum + count, 0);
  if (!areFigures(cells)) return false;
  const fails = [0, 1].some((at) => parts(at, at * OUTCOMES + OUTCOMES - 1) !== counts[at * OUTCOMES + OUTCOMES - 1]);
  return fails || (counts.at(-1)! > 0 && counts.at(-1)! >= parts(2, ALL - 2));
}

/** Share of a row's cells that have to be figures: recognition takes some for letters ("丨7"). */
const FIGURES = 0.7;

function areFigures(cells: readonly GridCell[]): boolean {
  return cells.length > 0 && cells.filter(isFigureCell).length >= cells.length * FIGURES;
}

/** Fourteen values of which one was lost: what all places of the loss that the blocks' sums allow have in common. */
function restored(row: MatrixRow, after: readonly GridCell[], full: boolean): Reading {
  const values = after.map((cell) => cellValue(cell, row, 'COUNT'));
  const lost: Value = { state: 'UNREADABLE', printed: after.map((cell) => cell.text).join(' ') };
  const readings: { reading: Reading; contradicted: boolean; summed: boolean }[] = [];
  for (let block = 0; block < TABLE4_BLOCKS.length; block++) {
    const from = block * OUTCOMES;
    const before = values.slice(0, from);
    const behind = values.slice(from + OUTCOMES - 1);
    const whole = [
      before.slice(0, OUTCOMES),
      before.slice(OUTCOMES),
      behind.slice(0, OUTCOMES),
      behind.slice(OUTCOMES),
    ].filter((each) => each.length > 0);
    const isRead = (each: readonly Value[]) => each.every((value) => value.state !== 'UNREADABLE');
    const filled = whole.filter((each) => isRead(each) && each.some((value) => value.count));
    readings.push({
      reading: [...before, ...withLostCell(values.slice(from, from + OUTCOMES - 1), lost.printed, full), ...behind],
      // A total that is blank contradicts no sum; where a part is blank or not readable, only one that is smaller than the others does.
      contradicted: whole.some((each) =>
        isRead(each) && !each.slice(0, -1).some((value) => value.state === 'BLANK')
          ? each.at(-1)!.state !== 'BLANK' && !rowHolds(each)
          : isTooSmall(each),
      ),
      summed: filled.every((each) => each.at(-1)!.state === 'REPORTED' && rowHolds(each)),
    });
  }
  // What a report adds up wrong would leave a place that has no sums at all.
  const held = readings.filter((each) => !each.contradicted);
  const possible = (held.some((each) => each.summed) ? held : readings).map(({ reading }) => reading);
  return Array.from({ length: ALL }, (_, i) => {
    const first = possible[0]![i]!;
    return possible.every((reading) => sameReading([reading[i]!], [first])) ? first : lost;
  });
}

/** Whether the last value is less than the others that can be read. */
function isTooSmall(block: readonly Value[]): boolean {
  const total = block.at(-1)!;
  return (
    total.state === 'REPORTED' && block.slice(0, -1).reduce((sum, { count }) => sum + (count ?? 0), 0) > total.count!
  );
}

/** Whether rows have headings of outcomes: words of a sentence before the tables are no header. */
function hasOutcomes({ rows }: Matrix, from: number, to: number): boolean {
  return rows.slice(from, to).some(({ cells }) => cells.some(({ text }) => /维持|纠正|审结/.test(lettersOf(text))));
}

/** The row where the header that is at or after a row begins. */
function headerFrom(matrix: Matrix, from: number): number {
  for (const row of matrix.rows) {
    if (row.index < from) continue;
    const letters = row.cells.map((cell) => lettersOf(cell.text)).join('');
    if (/行政复议|行政诉讼|起诉|维持/.test(letters) && !/情况$/.test(letters)) return row.index;
  }
  return from;
}
