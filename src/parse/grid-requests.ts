/**
 * Table 3 from grids, which may be one grid, one of several tables in a grid, or spread over the grids of several pages.
 */
import type { GridCell } from '../extract/document';
import type { EditionId } from '../form/editions';
import { APPLICANT_COLUMNS } from '../form/rows';
import { lettersOf } from './characters';
import { withoutCut } from './cut-rows';
import { namesOthers } from './foreign-header';
import { rowsInGaps } from './grid-gaps';
import { besideOrphans, endOf, figuresRow, filledUp, lostCells } from './grid-losses';
import { figureIn, type NamedRow, nameRows, unshared } from './grid-rows';
import { distance, requestRows } from './labels';
import { isBlankCell, isFigureCell, type Matrix, type MatrixRow } from './matrix';
import { withoutOthers } from './other-columns';
import { withoutPushed } from './pushed-figures';
import { lacksTotal, placements, type Reading, rowHolds, sameReading, withLostCell } from './readings';
import { headersOf, isHeaderRow, lacksColumns, namesAll } from './request-header';
import { APPLICANT_IDS, type RowRead, settleRequests, type TableRead } from './table';
import type { Value } from './values';

const COLUMNS = APPLICANT_COLUMNS.length;
const FEWEST_ROWS = 5;

/** Reads table 3; undefined where the grids do not hold it. */
export function readRequestGrids(matrices: readonly Matrix[]): TableRead | undefined {
  const rows = matrices.flatMap((matrix) => matrix.rows).filter((row) => !isHeaderRow(row));
  const of2021 = nameRows(rows, requestRows('2021'));
  const form: EditionId = of2021.some((each) => ['otherwise.notClarified', 'otherwise.feeUnpaid'].includes(each.row))
    ? '2021'
    : '2019';
  const patterns = requestRows(form);
  const labelled = form === '2021' ? of2021 : nameRows(rows, patterns);
  if (labelled.length < FEWEST_ROWS) return undefined;
  const all = unshared([...labelled, ...rowsInGaps(rows, labelled, patterns, COLUMNS)]);
  const foreign = new Set(all.map(({ at }) => at.matrix).filter((matrix) => namesOthers(matrix, all)));
  if (foreign.size > 0) {
    const read = readRequestGrids(matrices.filter((matrix) => !foreign.has(matrix)));
    const unread = () =>
      settleRequests(
        all.map((each) => ({ ...described(each), readings: [] })),
        form,
        true,
      );
    return read ?? { ...unread(), isTorn: true };
  }
  const widest = new Map<Matrix, number>();
  for (const each of all) {
    const label = each.labels.at(-1)!;
    const end = label.column + label.columnSpan;
    widest.set(each.at.matrix, Math.max(widest.get(each.at.matrix) ?? 0, end));
  }
  const { headers, origins } = headersOf(all, widest);
  const named = withoutOthers(all, headers, origins);
  const lost = lostCells(named);
  const padded = filledUp(named);
  const doubtful = new Set<Matrix>();
  const disputed = new Map<Matrix, readonly number[]>();
  for (const [matrix, header] of headers) {
    if (!header && lacksColumns(named.find(({ at }) => at.matrix === matrix)!.at)) doubtful.add(matrix);
    if (!header || isUsual(header) || keepsEnds(header)) continue;
    const order = provenOrder(
      named.filter((each) => each.at.matrix === matrix),
      header,
    );
    if (order === 'NEITHER') disputed.set(matrix, header);
    else if (order === 'USUAL') headers.set(matrix, undefined);
  }
  const ends = new Map(
    [...headers].map(([matrix, header]) => [
      matrix,
      header &&
        endsOf(
          named.filter((each) => each.at.matrix === matrix && !lost.has(each)),
          header,
        ),
    ]),
  );
  const doubted = new Set([...besideOrphans(rows, named), ...startingBlank(named, headers, widest)]);
  // Grids of a program that fills rows up whose labels lost their spans.
  const filled = new Set(
    named.flatMap((each) => {
      const header = headers.get(each.at.matrix);
      return header && movedLeft(each, header) && isAmongLabels(each, header) ? [each.at.matrix] : [];
    }),
  );
  const reads = named.map((each): RowRead => {
    const header = headers.get(each.at.matrix);
    if (doubtful.has(each.at.matrix) || doubted.has(each) || each.isTwofold || each.isUnclear)
      return { ...described(each), readings: [] };
    const order = disputed.get(each.at.matrix);
    if (order) return { ...described(each), readings: inEitherOrder(each, order), confidence: 0.6 };
    if (padded.has(each)) {
      const values = each.after.slice(-COLUMNS, -1).map((cell) => figureIn(each, cell, figuresRow(each), 'COUNT'));
      const common = described(each);
      const isTorn = values.some((value) => value.state === 'UNREADABLE');
      return { ...common, readings: isTorn ? [] : [withLostCell(values, common.printed)], confidence: 0.6 };
    }
    const read = rowRead(each, header, widest.get(each.at.matrix)!, lost.has(each), ends.get(each.at.matrix));
    const moved = header && movedLeft(each, header);
    if (!moved) return read;
    const lacks = lacksSpan(each, named);
    // A figure where the others have their labels shows that all of the row stands too far left.
    if (isAmongLabels(each, header)) {
      const others = named.filter(({ at }) => at.matrix === each.at.matrix);
      const isUsual = moved.at(-1)?.state !== 'BLANK' || !mostHaveTotals(others, header);
      const isRead = (lacks || endsEarly(each, header)) && isUsual && mostFit(others, header);
      return { ...read, readings: isRead ? [moved] : [] };
    }
    // A sum that holds against a total that is blank: neither is proven.
    if (moved.at(-1)?.count && rowHolds(moved) && read.readings.every(lacksTotal)) return { ...read, readings: [] };
    const canLack = lacks || (filled.has(each.at.matrix) && endsEarly(each, header));
    return canLack ? { ...read, readings: [...read.readings, moved], confidence: 0.6 } : read;
  });
  const isNamed = ({ at }: NamedRow) => headers.get(at.matrix) !== undefined || namesAll(at);
  const table = settleRequests(withoutPushed(withoutCut(reads, named), named, isNamed), form, true);
  return named.some((each) => each.isTwofold) ? { ...table, isTorn: true } : table;
}

/**
 * Rows of a grid without a header whose seven cells begin with a blank one where other rows have their labels, which may be of the label's
 * span and the last column be cut off: where one of them does not add up, all are in doubt. Nothing is cut off where the header names the
 * total, though not above its column, or other rows that are as long have figures in that column which add up.
 */
function startingBlank(
  named: readonly NamedRow[],
  headers: ReadonlyMap<Matrix, readonly number[] | undefined>,
  widest: ReadonlyMap<Matrix, number>,
): readonly NamedRow[] {
  const blank = named.filter(({ at: { matrix }, after }) => {
    const [first] = after;
    return (
      !headers.get(matrix) && after.length === COLUMNS && isBlankCell(first!) && first!.column < widest.get(matrix)!
    );
  });
  const contradicted = (each: NamedRow) => {
    const reading = orderly(each, figuresRow(each));
    return reading !== undefined && (lacksTotal(reading) || !rowHolds(reading));
  };
  // A sum of two parts says more than a figure that is printed twice.
  const isWhole = (matrix: Matrix) => namesAll(named.find(({ at }) => at.matrix === matrix)!.at);
  const isDrawn = (each: NamedRow) =>
    isWhole(each.at.matrix) || named.reduce((proofs, other) => proofs + partsShown(other, each), 0) >= FEWEST_PROOFS;
  return blank.some(contradicted) ? blank.filter((each) => !isDrawn(each)) : [];
}

/** How many figures a row has that add up, in seven cells where another row has them, one in the first; 0 where they are none. */
function partsShown(row: NamedRow, { at, after: [first] }: NamedRow): number {
  const own = row.after[0];
  if (row.at.matrix !== at.matrix || own?.column !== first!.column || isBlankCell(own)) return 0;
  const reading = orderly(row, figuresRow(row));
  if (!reading?.at(-1)?.count || !rowHolds(reading)) return 0;
  return reading.slice(0, -1).filter((value) => value?.count).length;
}

function isUsual(header: readonly number[]): boolean {
  return header.every((column, i) => i === 0 || column > header[i - 1]!);
}

/** Only organisations stand in another order: a header that lost spans would have moved the total, since it stands behind them. */
function keepsEnds(header: readonly number[]): boolean {
  return Math.min(...header) === header[0] && Math.max(...header) === header.at(-1);
}

/** Fewer sums than this may hold by chance. */
const FEWEST_PROOFS = 2;

/**
 * A header that names columns in another order than the form's may mean it, or may have lost its spans, so that its names stand over
 * other columns. The sums of the rows tell: those that hold by one of the two orders only hold by the same one, and are the most.
 */
function provenOrder(rows: readonly NamedRow[], header: readonly number[]): 'NAMED' | 'USUAL' | 'NEITHER' {
  const held = { NAMED: 0, USUAL: 0, NEITHER: 0 };
  const holds = (reading: Reading | undefined) => !!reading?.at(-1)?.count && rowHolds(reading);
  for (const each of rows) {
    const [named, usual] = ordersOf(each, header);
    if (!named?.some((value) => value?.count)) continue;
    if (holds(named) !== holds(usual)) held[holds(named) ? 'NAMED' : 'USUAL']++;
    else if (!holds(named)) held.NEITHER++;
  }
  for (const [order, other] of [
    ['NAMED', 'USUAL'],
    ['USUAL', 'NAMED'],
  ] as const)
    if (held[order] >= FEWEST_PROOFS && held[other] === 0 && held[order] > held.NEITHER) return order;
  return 'NEITHER';
}

const ordersOf = (named: NamedRow, header: readonly number[]) => {
  const row = figuresRow(named);
  return [underHeader(named, row, header), orderly(named, row)] as const;
};

/** The row as both orders of its columns have it; nothing where they differ. */
function inEitherOrder(named: NamedRow, header: readonly number[]): Reading[] {
  const [byHeader, usual] = ordersOf(named, header);
  return byHeader && usual && sameReading(byHeader, usual) ? [usual] : [];
}

/** Why rows end before their grid does: their labels lack spans, or blank cells at their ends are not written out. */
type Ends = 'SPANS' | 'BLANKS';

/** What the sums of a grid's short rows say of it; undefined where they say nothing, or both. */
function endsOf(rows: readonly NamedRow[], header: readonly number[]): Ends | undefined {
  const said = new Set<Ends>();
  for (const each of rows) {
    const row = figuresRow(each);
    const inOrder = endOf(row) < row.matrix.grid.columns ? orderly(each, row) : undefined;
    const byHeader = inOrder && underHeader(each, row, header);
    if (!inOrder || !byHeader || sameReading(inOrder, byHeader) || !inOrder.some((value) => value?.count)) continue;
    if (beginsInLabel(inOrder, byHeader)) continue;
    if (rowHolds(inOrder) && !rowHolds(byHeader)) said.add('SPANS');
    if (!rowHolds(inOrder) && rowHolds(byHeader)) said.add('BLANKS');
    if (lacksTotal(byHeader)) said.add(rowHolds(inOrder) ? 'SPANS' : 'BLANKS');
  }
  return said.size === 1 ? [...said][0] : undefined;
}

/** Whether the first of seven cells is blank, and the row has no total where its figures stand under their names: either may be so. */
function beginsInLabel(inOrder: Reading, byHeader: Reading): boolean {
  return inOrder[0]?.state === 'BLANK' && lacksTotal(byHeader);
}

/** Whether a row's label ends before that of another row that begins in the same column of a like grid: it has lost its span. */
function lacksSpan(row: NamedRow, named: readonly NamedRow[]): boolean {
  const label = row.labels.at(-1)!;
  const { columns } = row.at.matrix.grid;
  const beside = named.filter((each) => each.at.matrix.grid.columns === columns && each !== row);
  return beside.some((each) => {
    const other = each.labels.at(-1)!;
    return other.column === label.column && other.columnSpan > label.columnSpan;
  });
}

/**
 * The seven cells behind a label that has lost its span, where they stand a column or two too far left and empty cells end the row,
 * as wide as the span was. With blank cells at its start nothing but sums tells it from a row whose blank cells are a part of its label.
 */
function movedLeft(named: NamedRow, header: readonly number[]): Reading | undefined {
  const { after, at } = named;
  const fillers = after.slice(COLUMNS);
  const last = after.at(-1);
  const lost = header[0]! - (after[0]?.column ?? 0);
  const isMoved =
    lost > 0 &&
    fillers.length > 0 &&
    header.every((column, i) => after[i]!.column === column - lost) &&
    last!.column + last!.columnSpan === header.at(-1)! + 1 &&
    fillers.every(isBlankCell) &&
    !after.every(isBlankCell);
  return isMoved ? after.slice(0, COLUMNS).map((cell) => figureIn(named, cell, at, 'COUNT')) : undefined;
}

/** Whether a row's label ends before the columns of figures begin. */
function endsEarly({ labels }: NamedRow, header: readonly number[]): boolean {
  return labels.at(-1)!.column + labels.at(-1)!.columnSpan < header[0]!;
}

/** Whether a row has a figure where the header has the labels. */
function isAmongLabels({ after }: NamedRow, header: readonly number[]): boolean {
  return after.some((cell) => cell.column < header[0]! && !isBlankCell(cell));
}

/** Whether most rows of a grid have a figure in the last of the header's columns. */
function mostHaveTotals(rows: readonly NamedRow[], header: readonly number[]): boolean {
  const total = ({ after }: NamedRow) => after.find(({ column }) => column === header.at(-1));
  return 2 * rows.filter((each) => total(each) && !isBlankCell(total(each)!)).length > rows.length;
}

/** Whether most rows of a grid have just seven cells behind their label, in the header's columns: there is no other column. */
function mostFit(rows: readonly NamedRow[], header: readonly number[]): boolean {
  const fits = ({ after }: NamedRow) =>
    after.length === COLUMNS && header.every((column, i) => after[i]!.column === column);
  return 2 * rows.filter(fits).length > rows.length;
}

/** What there is to say of a row before its figures are read. */
function described(named: NamedRow): Omit<RowRead, 'readings'> {
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

function rowRead(
  named: NamedRow,
  header: readonly number[] | undefined,
  labelsEnd: number,
  isShort: boolean,
  ends: Ends | undefined,
): RowRead {
  const row = figuresRow(named);
  const common = described(named);
  // Columns that the header names in another order than the form's are read by name only.
  const usual = !header || isUsual(header);
  const inOrder = usual ? orderly(named, row) : undefined;
  if (isShort) {
    // A blank cell left of the figures' columns is what is left of a label's span.
    const own = named.after.filter((cell) => cell.column >= (header?.[0] ?? labelsEnd) || !isBlankCell(cell));
    const values = own.map((cell) => figureIn(named, cell, row, 'COUNT'));
    if (own.length === COLUMNS - 1)
      return { ...common, readings: [withLostCell(values, common.printed)], lost: values, confidence: 0.6 };
    if (own.length !== COLUMNS) return { ...common, readings: [] };
  }
  const byHeader = header && underHeader(named, row, header);
  if (inOrder && byHeader && !sameReading(inOrder, byHeader)) {
    // A row that ends before its grid does lacks a span: its seven cells are drawn too far left. Its sum has the last word.
    const short = endOf(row) < row.matrix.grid.columns;
    const [first, second] = short ? [inOrder, byHeader] : [byHeader, inOrder];
    // Zeros add up in either place; so may few figures behind a blank cell that can be of the label's span.
    const open = !first.some((value) => value?.count) || beginsInLabel(inOrder, byHeader);
    if (short && open)
      return { ...common, readings: ends ? [ends === 'SPANS' ? inOrder : byHeader] : [], confidence: 0.6 };
    const contradicted = !rowHolds(first) && rowHolds(second);
    // A blank total proves nothing: by one of them the row does not add up, by the other there is no sum.
    if (contradicted && lacksTotal(second)) return { ...common, readings: [] };
    return { ...common, readings: [contradicted ? second : first], confidence: 0.7 };
  }
  const one = byHeader ?? inOrder ?? (usual ? lastColumns(named, row, labelsEnd) : undefined);
  if (one) return { ...common, readings: [one] };
  // The figures alone, wherever they stand, but for rows of two years.
  if (named.after.length >= 2 * COLUMNS) return { ...common, readings: [] };
  const filled = named.after.filter((cell) => !isBlankCell(cell));
  const values = filled.map((cell) => figureIn(named, cell, row, 'COUNT'));
  // Seven beside a blank cell of a column that the header names are no whole row: one of them is of another column.
  const isBlankNamed = (cell: GridCell) => isBlankCell(cell) && header?.includes(cell.column);
  if (values.length === COLUMNS && named.after.some(isBlankNamed)) return { ...common, readings: [] };
  return { ...common, readings: values.length === 0 ? [] : placements(values, COLUMNS), confidence: 0.6 };
}

/** Seven cells after the label. */
function orderly(named: NamedRow, row: MatrixRow): Reading | undefined {
  if (named.after.length !== COLUMNS || named.after.some((cell) => cell.rowSpan > 1 && !isBlankCell(cell)))
    return undefined;
  return named.after.map((cell) => figureIn(named, cell, row, 'COUNT'));
}

/** The cells under the header's columns, where no figure stands elsewhere. */
function underHeader(named: NamedRow, row: MatrixRow, columns: readonly number[]): Reading | undefined {
  // A heading that reaches into the row leaves it a place less, and nothing says whether a cell is lost.
  const isReached = named.after.some((cell) => cell.row < row.index && !isFigureCell(cell));
  if (isReached || endsInOne(named, columns))
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
function endsInOne({ after }: NamedRow, columns: readonly number[]): boolean {
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

/** The last seven columns of the grid, where exactly these are free of labels in every row. */
function lastColumns(named: NamedRow, row: MatrixRow, labelsEnd: number): Reading | undefined {
  const { columns } = row.matrix.grid;
  if (columns - labelsEnd !== COLUMNS) return undefined;
  return underHeader(
    named,
    row,
    Array.from({ length: COLUMNS }, (_, i) => labelsEnd + i),
  );
}
