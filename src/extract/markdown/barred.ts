/**
 * Tables in running text whose cells are parted by bars or by tabs without being a table of Markdown: one row a line ("规章 | 3 | |",
 * without a bar in front), one cell a line, or cells with a bar between them on a line of its own. Programs that take the text
 * out of web pages write them so. They name no columns, so they stay lines of text, in which each blank cell has its sign; rows of
 * the same number of cells, with bars or tabs only between these, are a table.
 */
import { BLANK_CELL } from '../document';
import { evenRows } from './pipe-table';

/** A table of such lines. */
export interface Barred {
  /** The line of the text, from 0, behind the table. */
  readonly to: number;
  /** Its rows or cells as lines; `at` is the line of the text, from 0. */
  readonly lines: readonly { readonly text: string; readonly at: number }[];
  /** Its cells, where every row has the same number of them; blank ones are ''. */
  readonly rows?: readonly (readonly string[])[];
}

/** Fewer lines than this are no table. */
const FEWEST_LINES = 3;
/** Fewer cells than this, each with a bar on a line of its own, are no table. */
const FEWEST_CELLS = 8;
/** A cell of a table that has its bars on lines of their own goes over at most so many lines. */
const LONGEST_CELL = 8;
/** No table of a report has as many lines; a file without end is not looked through again and again. */
const MOST_LINES = 1000;
/** Lines with the same number of tabs are a table from so many on. */
const FEWEST_EVEN = 2;

/** The table that begins at a line, or undefined. */
export function barredTable(lines: readonly string[], from: number): Barred | undefined {
  const line = lines[from]!;
  const even = evenRows(lines, from);
  if (even) return { to: even.to, rows: even.rows, lines: linesOf(even.rows, from) };
  if (line.includes('|') && line.trimStart().startsWith('|')) return undefined;
  if (line.includes('|')) return rowsInLine(line, from) ?? rowsOfBars(lines, from);
  if (isTabbed(line)) return rowsOfTabs(lines, from);
  return line.trim() !== '' && isBar(lines[from + 1]) ? cellsBetweenBars(lines, from) : undefined;
}

const isBar = (line: string | undefined): boolean => line?.trim() === '|';

/** Lines that all end with a bar, the first without one in front. */
function rowsOfBars(lines: readonly string[], from: number): Barred | undefined {
  let to = from;
  const end = Math.min(lines.length, from + MOST_LINES);
  while (to < end && lines[to]!.trimEnd().endsWith('|')) to++;
  const own = lines.slice(from, to).map((line) => line.trim());
  if (own.length < FEWEST_LINES) return undefined;
  const found: { text: string; at: number }[] = [];
  for (const [i, line] of own.entries()) {
    // Bars alone fill up a row whose cells span columns; one of them may be a blank cell among figures.
    const isFill = /^\|+$/.test(line);
    if (isFill && !(line === '|' && /^[\d|]/.test(own[i + 1] ?? ''))) continue;
    const text = lineOf(isFill ? [''] : line.replace(/\|+$/, '').split('|'), isFill);
    if (text !== '') found.push({ text, at: from + i });
  }
  return { to, lines: found };
}

/** What stands where a row ends in a line that holds several; a blank cell is two blanks wide. */
const ROW_END = /\| (?=\|)/;
/** Fewer cells on a line are no rows. */
const FEWEST_IN_LINE = 20;

/** The rows of a table on one line, as antiword writes one that is wider than its page: each cell ends with a bar, each row with one more. */
function rowsInLine(line: string, from: number): Barred | undefined {
  if (line.split('|').length < FEWEST_IN_LINE) return undefined;
  const rows = line.split(ROW_END).map((row) => row.replace(/^\|/, ''));
  // Behind the last row the text may go on.
  const isTable = rows.slice(0, -1).every((row) => row === '' || row.endsWith(' '));
  if (rows.length < FEWEST_LINES || !isTable) return undefined;
  const found = rows.map((row) => ({ text: lineOf(row.split('|'), false), at: from }));
  return { to: from + 1, lines: found.filter(({ text }) => text !== '') };
}

/** A cell, a bar on the next line, a cell, and so on. */
function cellsBetweenBars(lines: readonly string[], from: number): Barred | undefined {
  const found: { text: string; at: number }[] = [];
  let cell: string[] = [];
  let start = from;
  let to = from;
  let cells = 0;
  const end = Math.min(lines.length, from + MOST_LINES);
  for (let at = from; at < end && at - start <= LONGEST_CELL; at++) {
    if (!isBar(lines[at])) {
      if (lines[at]!.includes('|')) break;
      cell.push(lines[at]!.trim());
      continue;
    }
    if (cell.every((text) => text === '')) found.push({ text: BLANK_CELL, at: start });
    for (const [i, text] of cell.entries()) if (text !== '') found.push({ text, at: start + i });
    cells++;
    cell = [];
    start = at + 1;
    to = at + 1;
  }
  return cells < FEWEST_CELLS ? undefined : { to, lines: found };
}

/** A longer line without a tab is no row of one cell. */
const LONGEST_ROW = 30;

const isTabbed = (line: string | undefined): boolean => line?.trimStart().includes('\t') ?? false;

/** Lines with tabs: rows of the same number of cells, or others, with rows of one cell among them. */
function rowsOfTabs(lines: readonly string[], from: number): Barred | undefined {
  const end = Math.min(lines.length, from + MOST_LINES);
  let to = from;
  while (to < end && isTabbed(lines[to])) to++;
  const even = lines.slice(from, to).map((line) => line.split('\t').map((cell) => cell.trim()));
  if (even.length >= FEWEST_EVEN && even.every((row) => row.length === even[0]!.length))
    return { to, lines: linesOf(even, from), rows: even };
  const first = firstEven(even);
  if (first)
    return { to: from + first.length, lines: linesOf(first, from), ...(first.length > 1 ? { rows: first } : {}) };
  const whole = wholeRows(even);
  if (whole) return { to, lines: linesOf(whole, from), rows: whole };
  while (to < end && (isTabbed(lines[to]) || (lines[to]!.trim().length < LONGEST_ROW && isTabbed(lines[to + 1])))) to++;
  return to - from < FEWEST_LINES ? undefined : { to, lines: linesOf(cellsOf(lines.slice(from, to)), from) };
}

/** Of fewer rows each, tables of different widths one behind the other are rows whose last cells are left out. */
const FEWEST_OF_WIDTH = 3;

/** The first of several tables one behind the other, each of them with rows of one width, or of the titles above them; undefined where they are not that. */
function firstEven(rows: readonly (readonly string[])[]): (readonly string[])[] | undefined {
  const tables: (readonly string[])[][] = [];
  for (const row of rows) {
    if (tables.at(-1)?.[0]?.length === row.length) tables.at(-1)!.push(row);
    else tables.push([row]);
  }
  const isTitle = (table: readonly (readonly string[])[]) =>
    table.length === 1 && table[0]!.filter((cell) => cell !== '').length === 1;
  return tables.every((table) => table.length >= FEWEST_OF_WIDTH || isTitle(table)) ? tables[0] : undefined;
}

/** Where so many of the lines with tabs end with one, each row does. */
const MOST_END = 0.5;

/** The cells of lines with tabs, as many rows as lines. */
function cellsOf(lines: readonly string[]): string[][] {
  const rows = (wholeLines(lines) ?? lines).map((line) => line.split('\t').map((cell) => cell.trim()));
  const ends = rows.every((row) => row.length === 1 || row.at(-1) === '');
  return ends ? rows.map((row) => (row.length === 1 ? row : row.slice(0, -1))) : rows;
}

/**
 * Lines of a program that ends each cell with a tab: one without a tab at its end goes on with the next, which is left blank. Undefined
 * where the rows that this gives are longer than those that need it not.
 */
function wholeLines(lines: readonly string[]): string[] | undefined {
  const cells = (line: string) => line.split('\t').length;
  const tabbed = lines.filter(isTabbed);
  const ended = tabbed.filter((line) => line.endsWith('\t'));
  if (ended.length < tabbed.length * MOST_END) return undefined;
  const longest = Math.max(...ended.map(cells));
  const whole: string[] = [];
  let start = 0;
  for (const [i, line] of lines.entries()) {
    whole.push(i === start ? line : '');
    if (i > start) whole[start] += line;
    if (line.endsWith('\t')) start = i + 1;
  }
  return whole.every((line) => line === '' || (line.endsWith('\t') && cells(line) <= longest)) ? whole : undefined;
}

/** Rows of the largest table, about. */
const MANY_ROWS = 20;

/** Whether a row begins with a cell that goes over three columns, and has a place for each of these. */
const goesOverColumns = ([label, ...rest]: readonly string[]): boolean =>
  label !== '' && rest.length > 2 && rest[0] === '' && rest[1] === '';

/** Whether a row begins with the place of a cell that goes over rows. */
const isBelowSpan = (row: readonly string[]): boolean => row[0] === '' && row.length > 2;

/**
 * The rows of a large table in which each column has its place, blank cells left out at their ends put back; undefined of another. Where
 * rows end with blank cells, none are left out: a shorter row lost a cell, anywhere.
 */
function wholeRows(rows: readonly (readonly string[])[]): (readonly string[])[] | undefined {
  if (rows.length < MANY_ROWS || !rows.some(goesOverColumns) || !rows.some(isBelowSpan)) return undefined;
  if (rows.some((row) => row.at(-1) === '')) return [...rows];
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...new Array<string>(width - row.length).fill('')]);
}

function linesOf(rows: readonly (readonly string[])[], from: number): { text: string; at: number }[] {
  return rows.map((row, i) => ({ text: lineOf(row, false), at: from + i })).filter(({ text }) => text !== '');
}

/** A row as a line: blank cells in front of a label are what is left of one that spans rows. */
function lineOf(cells: readonly string[], keepsBlank: boolean): string {
  const texts = cells.map((cell) => cell.trim());
  const first = texts.findIndex((text) => text !== '');
  if (first < 0 && !keepsBlank) return '';
  return texts
    .slice(first > 0 && /[㐀-鿿]{2}/.test(texts[first]!) ? first : 0)
    .map((text) => (text === '' ? BLANK_CELL : text))
    .join(' ');
}
