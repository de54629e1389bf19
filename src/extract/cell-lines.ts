/**
 * Text with one cell a line whose blank cells are lines as well: of blanks that are no spaces (U+00A0, U+3000), empty ones, or none between two
 * lines that hold a tab. Which of these a text has is shown by the rows of table 3: nearly all of them have the same number of cells so, and some begin
 * and end with a figure, the last of which is the sum of the others. A row of another number of cells has a sign that it is none to be read.
 */
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../form/rows';
import { type Cell, type Habit, type Run, runsIn } from './cell-runs';
import { BLANK_CELL, LOST_CELL } from './document';

/** Cells of a row of table 3, those of a block of table 4, of its row, and the most of a row of table 2. */
const ROW = APPLICANT_COLUMNS.length;
const BLOCK = OUTCOME_COLUMNS.length;
const REMEDIES = BLOCK * TABLE4_BLOCKS.length;
const PROACTIVE = 3;

/** Fewer rows that come out show nothing, and so do fewer of them that a sum proves. */
const FEWEST_ROWS = 15;
const FEWEST_SUMS = 2;
/** So many rows that have plain marks need no sums. */
const MANY_ROWS = 20;
/** Of the rows, at least so many for each that does not come out. */
const WHOLE_FOR_ODD = 7;
/** Lines that cells of other rows leave behind a row, at most: what a row has more is none of table 3. */
const MOST_BEHIND = 4;

/** The ways to mark blank cells, those first that are plainer. In text of pages empty lines part paragraphs. */
const HABITS = { any: ['FENCED', 'SPACES', 'EMPTY', 'EVERY_SECOND'], paged: ['SPACES'] } as const;

/** The signs that stand for lines of a text, by the index of the line. `paged`: marks part its pages. */
export function blankCells(lines: readonly string[], paged: boolean): ReadonlyMap<number, string> {
  for (const habit of HABITS[paged ? 'paged' : 'any']) {
    const runs = runsIn(lines, habit);
    const found = runs && blanksOf(runs, habit);
    if (found) return found;
  }
  return new Map();
}

const isFigure = (cell: Cell | undefined): boolean => cell?.figure !== undefined;
const hasBlank = (cells: readonly Cell[]): boolean => cells.some((cell) => cell.figure === undefined);
const isPlain = (cells: readonly Cell[]): boolean => cells.every(({ isMixed }) => !isMixed);
const sumOf = (cells: readonly Cell[]): number => cells.reduce((sum, { figure }) => sum + (figure ?? 0), 0);

/** Whether the last of the cells is a figure, and the sum of the others. */
const addsUp = (cells: readonly Cell[]): boolean =>
  cells.at(-1)?.figure !== undefined && sumOf(cells.slice(0, -1)) === cells.at(-1)!.figure;

/** Whether the first seven cells of a run end with the sum of the others, and so many of these at least are parts of it, where some are blank. */
function isSummed({ cells }: Run, parts: number): boolean {
  const row = cells.slice(0, ROW);
  if (row.length < ROW || !isPlain(cells) || cells.slice(ROW).some(isFigure) || !addsUp(row)) return false;
  return !hasBlank(row) || row.slice(0, -1).filter(({ figure }) => figure).length >= parts;
}

/** By what follows a row, the cells behind it that are none of its own: as many as most rows of that kind have. */
function cellsBehind(rows: readonly Run[]): ReadonlyMap<string, number> {
  const counts = new Map<string, Map<number, number>>();
  for (const { cells, before } of rows) {
    const own = counts.get(before) ?? new Map<number, number>();
    counts.set(before, own.set(cells.length - ROW, (own.get(cells.length - ROW) ?? 0) + 1));
  }
  return new Map([...counts].map(([kind, own]) => [kind, [...own].sort(([, a], [, b]) => b - a)[0]![0]]));
}

/** What is blank in a text that marks blank cells in such a manner; undefined where its rows do not show that it does. */
function blanksOf(runs: readonly Run[], habit: Habit): Map<number, string> | undefined {
  const isLong = ({ cells }: Run) => cells.length >= ROW - 1 && cells.length <= ROW + MOST_BEHIND;
  const [first, last] = [runs.findIndex(isLong), runs.findLastIndex(isLong)];
  if (first < 0) return undefined;
  const rows = runs.slice(first, last + 1).filter(({ cells }) => cells.some(isFigure) || cells.length >= ROW);
  const isSigned = habit === 'SPACES' || habit === 'FENCED';
  const behind = cellsBehind(isSigned ? rows : rows.filter((run) => isSummed(run, 1)));
  const isEven = ({ cells, before }: Run) => cells.length === ROW + (behind.get(before) ?? Number.NaN);
  // Lines behind a row that adds up in parts are none of it, however many they are.
  const even = rows.filter((run) => isPlain(run.cells) && (isEven(run) || isSummed(run, 2)));
  // Rows without a blank cell do not show that empty lines are some: these may part paragraphs.
  const shows = (run: Run) =>
    isSummed(run, 1) && isFigure(run.cells[0]) && (isSigned || hasBlank(run.cells.slice(0, ROW)));
  const sums = even.filter(shows).length;
  const isShown = sums >= FEWEST_SUMS || (isSigned && even.length >= MANY_ROWS);
  if (!isShown || even.length < FEWEST_ROWS || (rows.length - even.length) * WHOLE_FOR_ODD > even.length)
    return undefined;
  const wholeRows = new Set(even);
  const found = new Map<number, string>();
  const mark = (cells: readonly Cell[]) => {
    for (const cell of cells) if (!isFigure(cell)) found.set(cell.at, `${found.get(cell.at) ?? ''}${BLANK_CELL}`);
  };
  // What is not known to be whole must not be taken for it.
  const close = (cells: readonly Cell[]) => {
    found.set(cells.at(-1)!.at, LOST_CELL);
  };
  // Of plain marks those on both sides of a page's end are one row's.
  const open = (cells: readonly Cell[]) => {
    if (habit === 'SPACES') mark(cells);
    else if (hasBlank(cells)) close(cells);
  };
  for (const run of rows) {
    const row = run.cells.slice(0, ROW);
    if (!wholeRows.has(run)) open(run.cells);
    else if (!contradicts(row, habit)) mark(row);
    else if (hasBlank(row)) close(row);
  }
  // In a table without blank cells nothing but a figure of its own is in the place of one.
  if (found.size > 0)
    for (const { cells } of even) if (contradicts(cells.slice(0, ROW), habit)) close(cells.slice(0, ROW));
  for (const { cells } of runs.slice(0, first)) {
    const end = proactiveEnd(cells, habit);
    if (end !== undefined && end <= PROACTIVE) mark(cells.slice(0, end));
    else if (end !== undefined) open(cells);
  }
  const isMarked = found.size > 0;
  for (const run of runs.slice(last + 1)) {
    const cells = isFullRow(run.cells) ? [] : remediesOf(run, habit);
    if (cells) mark(cells);
    else if (isMarked && run.cells.filter(isFigure).length >= BLOCK) open(run.cells);
  }
  return found.size > 0 || habit === 'FENCED' ? found : undefined;
}

/** Whether all cells of table 4 have figures, whatever is empty above and below them. */
function isFullRow(cells: readonly Cell[]): boolean {
  const row = cells.slice(cells.findIndex(isFigure), cells.findLastIndex(isFigure) + 1);
  return row.length === REMEDIES && row.every(isFigure) && isPlain(row);
}

/**
 * Whether a row speaks against the places of its cells: its total is not the sum of its parts, or blank beside them. Where each blank cell has its
 * sign it is printed so; where tabs part the cells, if the total does not lack just one figure, or has no parts: that may be a page's number.
 */
function contradicts(row: readonly Cell[], habit: Habit): boolean {
  const [parts, total] = [row.slice(0, -1), row.at(-1)?.figure];
  const over = sumOf(parts) - (total ?? 0);
  if (over === 0 || habit === 'SPACES') return false;
  if (habit !== 'FENCED') return true;
  if (hasBlank(row) && row.every((cell) => isFigure(cell) || cell.isSigned)) return false;
  return total === undefined || over === -total || parts.some(({ figure }) => figure === over);
}

/** How many cells a row of table 2 has of which some are blank: an empty line behind its figures may as well be none. Undefined where it has no such. */
function proactiveEnd(cells: readonly Cell[], habit: Habit): number | undefined {
  if (!cells.some(isFigure)) return undefined;
  const isSigned = habit === 'FENCED' || cells.some((cell) => cell.isSigned);
  const row = isSigned ? cells : cells.slice(0, cells.findLastIndex(isFigure) + 1);
  // Behind one figure they may be what is left of a cell that goes over columns.
  const isAlone = row.length === PROACTIVE && isFigure(row[0]) && row.filter(isFigure).length === 1;
  if (!hasBlank(row) || isAlone) return undefined;
  return isPlain(row) && (isSigned || row.length === PROACTIVE) ? row.length : Number.POSITIVE_INFINITY;
}

/** The fifteen cells of table 4; undefined where the run has not as many, or others. */
function remediesOf({ cells, first }: Run, habit: Habit): readonly Cell[] | undefined {
  const all = first && cells.length === REMEDIES - 1 ? [first, ...cells] : cells;
  const row = all.slice(0, REMEDIES);
  const isExact = all.length === REMEDIES || (isFigure(row.at(-1)) && !all.slice(REMEDIES).some(isFigure));
  const blocks = TABLE4_BLOCKS.map((_, i) => row.slice(i * BLOCK, (i + 1) * BLOCK));
  const fits = isExact && all.some(isFigure) && isPlain(all) && blocks.every((block) => !contradicts(block, habit));
  return fits && all.length >= REMEDIES ? row : undefined;
}
