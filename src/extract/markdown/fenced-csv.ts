/** Tables that models write as CSV between the marks of a block of code. */
import { parse } from 'csv-parse/sync';

/** The table, and the line, from 0, behind its block. */
export interface FencedCsv {
  readonly to: number;
  readonly rows: readonly (readonly string[])[];
}

const FENCE = /^\s*(```|~~~)\s*(?:csv|text|plaintext)?\s*$/i;
/** Fewer columns and rows are a sentence. */
const FEWEST_COLUMNS = 3;
const FEWEST_ROWS = 3;
/** So many of the rows have the same number of columns. */
const MOST = 0.6;
/** No table of a report has as many lines. */
const MOST_LINES = 1000;

/** The table whose block begins at a line, or undefined. A row of another number of cells is a single cell: nothing parts its figures. */
export function fencedCsv(lines: readonly string[], from: number): FencedCsv | undefined {
  const [, fence] = FENCE.exec(lines[from]!) ?? [];
  if (!fence) return undefined;
  const end = lines.slice(from + 1, from + MOST_LINES).findIndex((line) => line.trim() === fence);
  if (end < 0) return undefined;
  const own = lines.slice(from + 1, from + 1 + end).filter((line) => line.trim() !== '');
  if (own.some((line) => line.includes('|') || line.includes('\t'))) return undefined;
  const rows = own.map(fieldsOf);
  const counts = rows.map((row) => row.length);
  const width = Math.max(
    ...counts.filter((each) => counts.filter((other) => other === each).length > rows.length * MOST),
  );
  if (rows.length < FEWEST_ROWS || !(width >= FEWEST_COLUMNS)) return undefined;
  const whole = rows.map((row, at) =>
    row.length === width ? row.map((field) => field.trim()) : [own[at]!, ...new Array<string>(width - 1).fill('…')],
  );
  return { to: from + end + 2, rows: whole };
}

function fieldsOf(line: string): string[] {
  const [fields] = parse(line, { relaxQuotes: true, relaxColumnCount: true }) as string[][];
  return fields ?? [];
}
