/**
 * Where a row's seven figures begin in a grid of table 3: a label that lost its span leaves them a column or two too far left, and blank
 * cells right behind a label may be what is left of its span. The sums and the other rows of the grid tell.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { addsUpInParts, lacksTotal, type Reading, rowHolds, sameReading } from '../settle/readings';
import type { RowRead } from '../settle/table';
import { endOf, figuresRow } from './losses';
import { isBlankCell, type Matrix } from './matrix';
import { endsInOne, orderly, underHeader } from './request-cells';
import type { RequestGrid, RequestGrids } from './request-grid';
import { namesAll } from './request-header';
import { figureIn, type NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** Fewer sums than this may hold by chance. */
const FEWEST_PROOFS = 2;

/** Why rows end before their grid does: their labels lack spans, or blank cells at their ends are not written out. */
type Ends = 'SPANS' | 'BLANKS';

/** What the rows of the grids say together of where each begins. */
export interface Starts {
  /** Rows of which nothing tells whether their first cell is a figure's. */
  readonly unknown: ReadonlySet<NamedRow>;
  /** What the sums of a grid's short rows say of it; undefined where they say nothing, or both. */
  readonly ends: ReadonlyMap<RequestGrid, Ends | undefined>;
  /** Grids of a program that fills rows up whose labels lost their spans. */
  readonly filled: ReadonlySet<RequestGrid>;
  /** Rows whose label ends before that of another row that begins in the same column of a like grid: it has lost its span. */
  readonly spanless: ReadonlySet<NamedRow>;
}

/** `lost`: rows that lack a cell, of which the places of the others say nothing. */
export function startsOf(named: readonly NamedRow[], grids: RequestGrids, lost: ReadonlySet<NamedRow>): Starts {
  const all = [...grids.values()];
  return {
    unknown: startingBlank(named, grids),
    ends: new Map(all.map((grid) => [grid, endsOf(grid, lost)])),
    filled: new Set(all.filter((grid) => grid.rows.some((each) => isAmongLabels(each, grid) && movedLeft(each, grid)))),
    spanless: lackingSpans(named),
  };
}

/**
 * Rows of a grid without a header whose seven cells begin with a blank one where other rows have their labels, which may be of the label's
 * span and the last column be cut off: where one of them does not add up, all are in doubt. Nothing is cut off where the header names the
 * total, though not above its column, or other rows that are as long have figures in that column which add up.
 */
function startingBlank(named: readonly NamedRow[], grids: RequestGrids): ReadonlySet<NamedRow> {
  const blank = named.filter(({ at: { matrix }, after }) => {
    const { header, labelsEnd } = grids.get(matrix)!;
    const [first] = after;
    return !header && after.length === COLUMNS && isBlankCell(first!) && first!.column < labelsEnd;
  });
  const contradicted = (each: NamedRow) => {
    const reading = orderly(each);
    return reading !== undefined && (lacksTotal(reading) || !rowHolds(reading));
  };
  // A sum of two parts says more than a figure that is printed twice.
  const isWhole = (matrix: Matrix) => namesAll(grids.get(matrix)!.rows[0]!.at);
  const isDrawn = (each: NamedRow) =>
    isWhole(each.at.matrix) || named.reduce((proofs, other) => proofs + partsShown(other, each), 0) >= FEWEST_PROOFS;
  return new Set(blank.some(contradicted) ? blank.filter((each) => !isDrawn(each)) : []);
}

/** How many figures a row has that add up, in seven cells where another row has them, one in the first; 0 where they are none. */
function partsShown(row: NamedRow, { at, after: [first] }: NamedRow): number {
  const own = row.after[0];
  if (row.at.matrix !== at.matrix || own?.column !== first!.column || isBlankCell(own)) return 0;
  const reading = orderly(row);
  if (!reading?.at(-1)?.count || !rowHolds(reading)) return 0;
  return reading.slice(0, -1).filter((value) => value?.count).length;
}

function endsOf({ rows, header }: RequestGrid, lost: ReadonlySet<NamedRow>): Ends | undefined {
  const said = new Set<Ends>();
  for (const each of rows) {
    if (!header || lost.has(each)) continue;
    const inOrder = isShort(each) ? orderly(each) : undefined;
    const byHeader = inOrder && underHeader(each, header);
    if (!inOrder || !byHeader || sameReading(inOrder, byHeader) || !inOrder.some((value) => value?.count)) continue;
    if (beginsInLabel(inOrder, byHeader)) continue;
    if (rowHolds(inOrder) && !rowHolds(byHeader)) said.add('SPANS');
    if (!rowHolds(inOrder) && rowHolds(byHeader)) said.add('BLANKS');
    if (lacksTotal(byHeader)) said.add(rowHolds(inOrder) ? 'SPANS' : 'BLANKS');
  }
  return said.size === 1 ? [...said][0] : undefined;
}

/** Whether a row ends before its grid does. */
function isShort(named: NamedRow): boolean {
  const row = figuresRow(named);
  return endOf(row) < row.matrix.grid.columns;
}

/** Whether the first of seven cells is blank, and the row has no total where its figures stand under their names: either may be so. */
function beginsInLabel(inOrder: Reading, byHeader: Reading): boolean {
  return inOrder[0]?.state === 'BLANK' && lacksTotal(byHeader);
}

function lackingSpans(named: readonly NamedRow[]): ReadonlySet<NamedRow> {
  const placeOf = ({ at, labels }: NamedRow) => `${at.matrix.grid.columns} ${labels.at(-1)!.column}`;
  const longest = new Map<string, number>();
  for (const each of named)
    longest.set(placeOf(each), Math.max(longest.get(placeOf(each)) ?? 0, each.labels.at(-1)!.columnSpan));
  return new Set(named.filter((each) => each.labels.at(-1)!.columnSpan < longest.get(placeOf(each))!));
}

/** A row's seven cells in their order, and its cells under the header's columns, where these are not the same figures: one of them, or none. */
export function settleStart(
  named: NamedRow,
  inOrder: Reading,
  byHeader: Reading,
  ends: Ends | undefined,
): Pick<RowRead, 'readings'> & Partial<Pick<RowRead, 'confidence'>> {
  // A row that ends before its grid does lacks a span: its seven cells are drawn too far left. Its sum has the last word.
  const short = isShort(named);
  const [first, second] = short ? [inOrder, byHeader] : [byHeader, inOrder];
  // Zeros add up in either place; so may few figures behind a blank cell that can be of the label's span.
  const open = !first.some((value) => value?.count) || beginsInLabel(inOrder, byHeader);
  if (short && open) return { readings: ends ? [ends === 'SPANS' ? inOrder : byHeader] : [], confidence: 0.6 };
  const contradicted = !rowHolds(first) && rowHolds(second);
  // A blank total proves nothing: by one of them the row does not add up, by the other there is no sum.
  if (contradicted && lacksTotal(second)) return { readings: [] };
  return { readings: [contradicted ? second : first], confidence: 0.7 };
}

/** A row as it was read, where blank cells end it that may be the width of its label's lost span: with its seven cells moved right, or in doubt. */
export function orMoved(read: RowRead, named: NamedRow, grid: RequestGrid, starts: Starts): RowRead {
  const moved = movedLeft(named, grid);
  if (!moved) return read;
  const lacks = starts.spanless.has(named);
  // A figure where the others have their labels shows that all of the row stands too far left.
  if (isAmongLabels(named, grid)) {
    const isUsual = moved.at(-1)?.state !== 'BLANK' || !mostHaveTotals(grid);
    const isRead = (lacks || endsEarly(named, grid)) && isUsual && (mostFit(grid) || addsUpInParts(moved));
    return { ...read, readings: isRead ? [moved] : [] };
  }
  // Blank cells that are as wide as the span begin and end it, as they end the rows that have figures among the labels.
  if (starts.filled.has(grid) && endsInOne(named, grid.header!)) return { ...read, readings: [moved], confidence: 0.6 };
  // A sum that holds against a total that is blank: neither is proven.
  if (moved.at(-1)?.count && rowHolds(moved) && read.readings.every(lacksTotal)) return { ...read, readings: [] };
  const canLack = lacks || (starts.filled.has(grid) && endsEarly(named, grid));
  return canLack ? { ...read, readings: [...read.readings, moved], confidence: 0.6 } : read;
}

/**
 * The seven cells behind a label that has lost its span, where they stand a column or two too far left and empty cells end the row,
 * as wide as the span was. With blank cells at its start nothing but sums tells it from a row whose blank cells are a part of its label.
 */
function movedLeft(named: NamedRow, { header }: RequestGrid): Reading | undefined {
  const { after, at } = named;
  const fillers = after.slice(COLUMNS);
  const last = after.at(-1);
  const lost = header ? header[0]! - (after[0]?.column ?? 0) : 0;
  const isMoved =
    header !== undefined &&
    lost > 0 &&
    fillers.length > 0 &&
    header.every((column, i) => after[i]!.column === column - lost) &&
    last!.column + last!.columnSpan === header.at(-1)! + 1 &&
    fillers.every(isBlankCell) &&
    !after.every(isBlankCell);
  return isMoved ? after.slice(0, COLUMNS).map((cell) => figureIn(named, cell, at, 'COUNT')) : undefined;
}

/** Whether a row's label ends before the columns of figures begin. */
function endsEarly({ labels }: NamedRow, { header }: RequestGrid): boolean {
  return labels.at(-1)!.column + labels.at(-1)!.columnSpan < header![0]!;
}

/** Whether a row has a figure where the header has the labels. */
function isAmongLabels({ after }: NamedRow, { header }: RequestGrid): boolean {
  return header !== undefined && after.some((cell) => cell.column < header[0]! && !isBlankCell(cell));
}

/** Whether most rows of a grid have a figure in the last of the header's columns. */
function mostHaveTotals({ rows, header }: RequestGrid): boolean {
  const total = ({ after }: NamedRow) => after.find(({ column }) => column === header!.at(-1));
  return 2 * rows.filter((each) => total(each) && !isBlankCell(total(each)!)).length > rows.length;
}

/** Whether most rows of a grid have just seven cells behind their label, in the header's columns: there is no other column. */
function mostFit({ rows, header }: RequestGrid): boolean {
  const fits = ({ after }: NamedRow) =>
    after.length === COLUMNS && header!.every((column, i) => after[i]!.column === column);
  return 2 * rows.filter(fits).length > rows.length;
}
