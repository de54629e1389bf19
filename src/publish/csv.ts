/** Flat tables as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, and text that no spreadsheet runs as a formula. */
import { type FlatColumn, type FlatRow, type FlatTable, type FlatValue, headingOf, type Labelling } from './flat';

const BYTE_ORDER_MARK = '\ufeff';
/** Excel takes these, in either width, for the beginning of a formula, also behind blanks. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠]/;
/** A signed number and a lone dash, as forms print them, are no formulas. */
const HARMLESS = /^(?:[+-]?\d+(?:\.\d+)?|-+)$/;

/** A value as a field of CSV. */
export function csvField(value: FlatValue, type: FlatColumn['type']): string {
  if (value === null) return '';
  if (type === 'number') return String(value);
  const text = String(value);
  const safe = (FORMULA.test(text) || /^[\t\r]/.test(text)) && !HARMLESS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row as a line, with its end. */
function csvLine(values: FlatRow, columns: readonly FlatColumn[]): string {
  return `${columns.map(({ type }, at) => csvField(values[at]!, type)).join(',')}\r\n`;
}

/** The file as text, from the byte order mark on, in pieces. */
export async function* csvOf({ columns, batches }: FlatTable, labelling: Labelling): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${columns.map((column) => csvField(headingOf(column, labelling), 'text')).join(',')}\r\n`;
  for await (const batch of batches) yield batch.map((row) => csvLine(row, columns)).join('');
}
