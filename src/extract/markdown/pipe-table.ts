/**
 * Pipe tables of Markdown: with a rule below their first row or without, with bars at their ends or without, and with cells that go
 * over several lines, which Markdown does not have but converters of web pages write.
 */

/** The line below the header of a pipe table: "| --- | :-: |". */
const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** The bar that ends a row. */
const END = /(?<!\\)\|$/;
const BAR = /(?<!\\)\|/;

/** What converters of spreadsheets write for a blank cell, and for the name of a column that has none. */
const NOTHING = /^\s*(?:nan|Unnamed: ?\d+(?:_level_\d+)?)\s*$/i;

export interface PipeTable {
  /** The line, from 0, behind the table. */
  readonly to: number;
  /** The text of its cells, with its marks. */
  readonly rows: readonly (readonly string[])[];
}

/** Whether some lines are a pipe table. */
export function hasPipeTable(lines: readonly string[]): boolean {
  return lines.some(
    (line, i) => i > 0 && ((isBarred(line) && isBarred(lines[i - 1]!)) || isHeader(lines[i - 1]!, line)),
  );
}

/** The table that begins at a line, or undefined. */
export function pipeTable(lines: readonly string[], from: number): PipeTable | undefined {
  const table = tableAt(lines, from);
  const rows = table && withoutRules(table.rows).map((row) => row.map((text) => (NOTHING.test(text) ? '' : text)));
  return rows && { ...table, rows };
}

/** Rules below fewer rows may be marks of cells that do not apply. */
const FEWEST_RULED = 2;

/** Rows without the rules that a converter writes below each of them, as if it were the header; that below the first row is not among them. */
function withoutRules(rows: PipeTable['rows']): PipeTable['rows'] {
  const isRule = (row: readonly string[]) => row.every((text) => /^\s*:?-{3,}:?\s*$/.test(text));
  const pairs = (rows.length - 1) / 2;
  const areRuled = pairs >= FEWEST_RULED && rows.every((row, i) => isRule(row) === (i > 0 && i % 2 === 0));
  return areRuled ? rows.filter((_, i) => i === 0 || i % 2 === 1) : rows;
}

function tableAt(lines: readonly string[], from: number): PipeTable | undefined {
  const line = lines[from]!;
  const next = lines[from + 1] ?? '';
  if (isHeader(line, next)) return rowsBelow(lines, from, next);
  const even = evenRows(lines, from);
  if (even) return even;
  if (isBarred(line) && isBarred(next)) return rowsBelow(lines, from, '');
  if (isBarred(line) && line.split(BAR).length > FEWEST_ALONE) return rowsBelow(lines, from, '');
  return line.startsWith('|') ? wrappedRows(lines, from) : undefined;
}

/**
 * Lines with the same number of bars, which are between cells only: not every line begins with one, nor ends with one, unless all end with
 * the blank that stands behind a bar between cells.
 */
export function evenRows(lines: readonly string[], from: number): PipeTable | undefined {
  const cells = lines[from]!.split(BAR).length;
  if (cells < FEWEST_COLUMNS) return undefined;
  let to = from;
  const end = Math.min(lines.length, from + MOST_LINES);
  for (; to < end && lines[to]!.includes('|'); to++) if (lines[to]!.split(BAR).length !== cells) return undefined;
  const own = lines.slice(from, to).map((line) => line.trim());
  const isClosed =
    own.every((line) => line.endsWith('|')) && !lines.slice(from, to).every((line) => line.endsWith('| '));
  const hasOuterBars = own.every((line) => line.startsWith('|')) || isClosed;
  if (own.length < FEWEST_ROWS || hasOuterBars || own.some((line) => RULE.test(line))) return undefined;
  return { to, rows: own.map((line) => line.split(BAR).map((cell) => cell.trim())) };
}

/** What parts the rows of a table of MediaWiki, which has a cell a line. */
const ROW_BREAK = /^\s*\|-+\s*$/;

/** Whether a line is the first row of a table whose rule is the next one. */
export function isHeader(line: string, next: string): boolean {
  return line.trim() !== '' && next.includes('-') && next.includes('|') && RULE.test(next) && !ROW_BREAK.test(next);
}

/** A row of a table without a rule, as recognition writes it: bars at both ends and between. */
function isBarred(line: string): boolean {
  return /^\s*\|.*\|.*\|\s*$/.test(line);
}

/**
 * Bars in front of and behind a row are no cells; where the table is written without them, they are the bars of a blank first or
 * last cell, and a row of one cell has none.
 */
function rowsBelow(lines: readonly string[], from: number, rule: string): PipeTable {
  const own = [lines[from]!.trim()];
  const isBare = rule !== '' && !rule.trim().startsWith('|');
  // A row that ends with a blank cell seems to be closed where none is.
  const isRuleOpen = rule !== '' && !rule.trim().endsWith('|');
  const isClosed = !isBare && !isRuleOpen && own[0]!.startsWith('|') && END.test(own[0]!);
  let to = from + (rule === '' ? 1 : 2);
  while (to < lines.length && (isBare ? lines[to]!.trim() !== '' : lines[to]!.includes('|'))) {
    const end = isClosed ? rowEnd(lines, to) : to;
    own.push(
      lines
        .slice(to, end + 1)
        .map((line) => line.trim())
        .join('<br>'),
    );
    to = end + 1;
  }
  const opens = !isBare || own.every((line) => line.startsWith('|'));
  const closes = rule.trim().endsWith('|') || own.every((line) => END.test(line));
  const rows = own.map((line) => {
    const behind = opens ? line.replace(/^\|/, '') : line;
    return (closes ? behind.replace(END, '') : behind).split(BAR);
  });
  // Blank cells at the ends of rows may be left out; where they are in every row, the rule alone has all columns.
  const width = isBare ? 0 : (rule.match(/-+/g)?.length ?? 0);
  if (rows.every((row) => row.length < width)) rows[0]!.push(...new Array<string>(width - rows[0]!.length).fill(''));
  return { to, rows };
}

/**
 * The lines without those that are blank between the rows of a table, where they part its header from its rule as well. The rule of another
 * table, and the header above it, begin that one.
 */
export function withoutGaps(lines: readonly string[]): readonly string[] {
  const next = (at: number): number => {
    let to = at + 1;
    while (to < lines.length && lines[to]!.trim() === '') to++;
    return to;
  };
  const isRow = (at: number) => lines[at]?.trimStart().startsWith('|') ?? false;
  const isRuled = (at: number) => isRow(at) && isHeader(lines[at]!, lines[next(at)] ?? '');
  const kept: string[] = [];
  let isParted = false;
  for (let at = 0; at < lines.length; at++) {
    kept.push(lines[at]!);
    const below = next(at);
    if (below === at + 1) continue;
    if (isRuled(at)) isParted = true;
    if (!isRow(at) || !isRow(below)) isParted = false;
    if (isParted && !isRuled(below)) at = below - 1;
  }
  return kept;
}

/** The last line of a row that begins with a bar: the first that ends with one, unless another row begins before it. */
function rowEnd(lines: readonly string[], from: number): number {
  if (!lines[from]!.trim().startsWith('|')) return from;
  for (let at = from; at < Math.min(lines.length, from + LONGEST_CELL); at++) {
    const line = lines[at]!.trim();
    if (END.test(line)) return at;
    if (line === '' || (at > from && line.startsWith('|'))) break;
  }
  return from;
}

/** Text on more lines than this, without a bar, is no cell. */
const LONGEST_CELL = 12;
/** Fewer rows are no table. */
const FEWEST_ROWS = 3;
/** Fewer cells with bars only between them are an address and a telephone number. */
const FEWEST_COLUMNS = 3;
/** A row alone is a table of so many cells at least: what a page break parted from its header. */
const FEWEST_ALONE = 7;
/** No table of a report has as many lines; a file without end is not looked through again and again. */
const MOST_LINES = 1000;

/** What stands between two bars without a blank between them. */
const FILL = '|';

/** A row begins with a bar at the start of its line, behind a line that ends with one; a bar ends each of its cells. */
function wrappedRows(lines: readonly string[], from: number): PipeTable | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell: string[] = [];
  let to = from;
  let wrapped = 0;
  const endRow = () => {
    // Bars without anything between them fill up a row whose cells span columns.
    row = row.slice(0, row.findLastIndex((text) => text !== FILL) + 1).map((text) => (text === FILL ? '' : text));
    if (row.length > 0 && !(rows.length === 1 && row.every((text) => /^\s*:?-+:?\s*$/.test(text)))) rows.push(row);
    row = [];
  };
  for (let at = from; at < lines.length && cell.length <= LONGEST_CELL; at++) {
    const line = lines[at]!;
    const begins = line.startsWith('|');
    if (begins) {
      // What stands between the bar that ended the last row and this one is no cell; a row has one at least.
      if (cell.some((text) => text.trim() !== '') || (at > from && row.length === 0)) break;
      endRow();
      cell = [];
    }
    const parts = (begins ? line.slice(1) : line).split(BAR);
    for (const [i, part] of parts.entries()) {
      if (i > 0) {
        const texts = cell.map((text) => text.trim()).filter((text) => text !== '');
        row.push(cell.length === 1 && cell[0] === '' ? FILL : texts.join('<br>'));
        if (cell.length > 1) wrapped++;
        cell = [];
        to = at + 1;
      }
      cell.push(part);
    }
  }
  endRow();
  return rows.length >= FEWEST_ROWS && wrapped > 0 ? { to, rows } : undefined;
}
