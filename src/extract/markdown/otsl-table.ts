/**
 * Tables in the tags that some models recognise tables in (OTSL): a tag for each place of the grid, which begins a cell with text or
 * without, or goes on with the cell to its left or above it.
 */
import { type Flow, type FlowCell, fold } from '../flow';

const TAG = '<(?:fcel|ecel|lcel|ucel|xcel|ched|rhed|srow|nl|\\/?otsl|\\/?loc_\\d+|\\/?caption)>';
const START = /<otsl>|<(?:fcel|ecel|ched|rhed|srow)>/i;
/** A tag with the text behind it; places on the page say nothing of the cells. */
const TOKEN = new RegExp(`\\s*(${TAG})((?:(?!${TAG})[^])*)`, 'giy');

/** Where the first such table begins in a text, or -1. */
export function otslStart(text: string): number {
  return text.search(START);
}

/** The rows of the table at the start of a text, and the length of its source. */
export function otslTable(text: string): { rows: FlowCell[][]; length: number } {
  const grid: { tag: string; text: string }[][] = [[]];
  let length = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const tag = token[1]!.toLowerCase().slice(1, -1);
    const isEnd = tag === '/otsl';
    // What stands behind the end of a row, or of the table, is text.
    const isText = isEnd || tag === 'nl';
    length = TOKEN.lastIndex - (isText ? token[2]!.length : 0);
    if (isEnd) break;
    if (tag === 'nl') grid.push([]);
    else if (!/loc_|otsl|caption/.test(tag)) grid.at(-1)!.push({ tag, text: token[2]! });
    if (isText && token[2]!.trim() !== '') break;
  }
  const rows = grid.filter((row) => row.length > 0);
  return { rows: rows.map((row, at) => cellsOf(rows, row, at)), length };
}

type Places = readonly (readonly { readonly tag: string; readonly text: string }[])[];

function cellsOf(grid: Places, row: Places[number], at: number): FlowCell[] {
  return row.flatMap(({ tag, text }, column) => {
    if (/^[lux]cel$/.test(tag)) return [];
    let right = column + 1;
    while (row[right]?.tag === 'lcel') right++;
    let below = at + 1;
    while (grid[below]?.[column]?.tag === 'ucel') below++;
    const lines = text.split(/<br\s*\/?>/i).filter((line) => fold(line) !== '');
    const flow = lines.map((line): Flow => ({ type: 'line', text: line }));
    return [{ flow, rowSpan: below - at, columnSpan: right - column, column }];
  });
}
