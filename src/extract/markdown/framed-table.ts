/**
 * Tables that a text draws with a frame around every cell ("+-----+", or the lines of a box), as pandoc and browsers for terminals
 * do. A cell is what lines close in: it spans rows where no line parts them, columns where no bar does.
 */
import type { FlowCell } from '../flow';
import { charactersByPlace } from '../places';

export interface FramedTable {
  /** The line, from 0, behind the table. */
  readonly to: number;
  readonly rows: readonly (readonly FlowCell[])[];
}

const TOP = /^\s*[+┌┏╔╒][-=─━═┬┳╦╤+:]+[+┐┓╗╕]\s*$/;
const BOTTOM = /^\s*[+└┗╚╘][-=─━═┴┻╩╧+:]+[+┘┛╝╛]\s*$/;
const SIDE = /^\s*[+|│┃║├┣╠╞└┗╚╘┌┏╔╒]/;
const RULE = /^[-=─━═:]+$/;
const WALL = /[+|│┃║┌┏╔╒┬┳╦╤┐┓╗╕├┣╠╞┼╋╬╪┤┫╣╡└┗╚╘┴┻╩╧┘┛╝╛]/;
/** Wall, where it is drawn on a line that parts rows. */
const CROSS = /[+┌┏╔╒┬┳╦╤┐┓╗╕├┣╠╞┼╋╬╪┤┫╣╡└┗╚╘┴┻╩╧┘┛╝╛]/;
/** No table of a report has as many lines. */
const MOST_LINES = 1000;

/** The table that begins at a line, or undefined; also where its walls neither stand below each other nor part as many cells on each line. */
export function framedTable(lines: readonly string[], from: number): FramedTable | undefined {
  if (!TOP.test(lines[from]!)) return undefined;
  let to = from + 1;
  const end = Math.min(lines.length, from + MOST_LINES);
  // A frame that begins right below another's end is the next table.
  while (to < end && SIDE.test(lines[to]!) && !(TOP.test(lines[to]!) && BOTTOM.test(lines[to - 1]!) && to > from + 1))
    to++;
  const own = lines.slice(from, to);
  if (own.length < 3) return undefined;
  for (const placesOf of MEASURES) {
    const canvas = own.map((line) => placesOf(line));
    const walls = wallsOf(canvas);
    if (walls.length > 1 && canvas.every((line) => isWalled(line, walls))) return { to, rows: rowsOf(canvas, walls) };
  }
  const rows = rowsByBars(own);
  return rows && { to, rows };
}

/** Whether a line begins and ends at walls, and has no bar beside one. */
function isWalled(line: readonly string[], walls: readonly number[]): boolean {
  if (!WALL.test(line[walls[0]!] ?? '') || !WALL.test(line[walls.at(-1)!] ?? '')) return false;
  return line.every((char, place) => !BAR.test(char) || walls.includes(place));
}

/** Ways to count places: a wide character is two, quotes are wide as well, each character is one. */
const MEASURES: readonly ((line: string) => string[])[] = [
  (line) => charactersByPlace(line),
  (line) => charactersByPlace(line, /[“”‘’…—]/),
  (line) => [...line],
];

const BAR = /[|│┃║]/;

/** The rows of a frame whose walls are not below each other, where every line has a wall for each of its columns. */
function rowsByBars(lines: readonly string[]): FlowCell[][] | undefined {
  const columns = lines[0]!.trim().split(CROSS).length - 2;
  const rows: string[][][] = [];
  for (const line of lines) {
    const isRule = !BAR.test(line.trim()[0]!);
    const cells = line
      .trim()
      .split(isRule ? CROSS : BAR)
      .slice(1, -1);
    if (cells.length !== columns) return undefined;
    if (isRule) rows.push(cells.map(() => []));
    else for (const [column, cell] of cells.entries()) if (cell.trim() !== '') rows.at(-1)![column]!.push(cell.trim());
  }
  // The last rule has no row below it.
  return rows
    .slice(0, -1)
    .map((row) =>
      row.map((texts) => ({ flow: texts.map((text) => ({ type: 'line', text })), rowSpan: 1, columnSpan: 1 })),
    );
}

/** Places at which a line that parts rows has a crossing. */
function wallsOf(canvas: readonly (readonly string[])[]): number[] {
  const walls = new Set<number>();
  for (const line of canvas)
    for (const [place, char] of line.entries())
      if (CROSS.test(char) && (RULE.test(line[place - 1] ?? '') || RULE.test(line[place + 1] ?? ''))) walls.add(place);
  return [...walls].sort((a, b) => a - b);
}

function rowsOf(canvas: readonly (readonly string[])[], walls: readonly number[]): FlowCell[][] {
  const columns = walls.length - 1;
  const piece = (line: number, column: number): string =>
    canvas[line]!.slice(walls[column]! + 1, walls[column + 1]!).join('');
  const isRuled = (line: number, column: number): boolean => RULE.test(piece(line, column));
  const rules = canvas.flatMap((_, line) => (walls.slice(1).some((__, column) => isRuled(line, column)) ? [line] : []));
  // Lines that are no rules, between two of these, are a row.
  const bands = rules.slice(1).map((rule, i) => ({ from: rules[i]! + 1, to: rule }));
  const parent = bands.flatMap((_, row) => Array.from({ length: columns }, (__, column) => row * columns + column));
  const rootOf = (cell: number): number => {
    let at = cell;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  const join = (a: number, b: number) => {
    const [first, second] = [rootOf(a), rootOf(b)].sort((x, y) => x - y);
    parent[second!] = first!;
  };
  for (const [row, band] of bands.entries())
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const wall = walls[column + 1]!;
      const isOpen = canvas.slice(band.from, band.to).every((line) => !WALL.test(line[wall] ?? ''));
      if (column + 1 < columns && band.to > band.from && isOpen) join(cell, cell + 1);
      if (row + 1 < bands.length && !isRuled(band.to, column)) join(cell, cell + columns);
    }
  const boxes = new Map<number, { top: number; left: number; bottom: number; right: number }>();
  for (const cell of parent.keys()) {
    const root = rootOf(cell);
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const box = boxes.get(root) ?? { top: row, left: column, bottom: row, right: column };
    box.left = Math.min(box.left, column);
    box.bottom = Math.max(box.bottom, row);
    box.right = Math.max(box.right, column);
    boxes.set(root, box);
  }
  const rows: FlowCell[][] = bands.map(() => []);
  for (const { top, left, bottom, right } of boxes.values()) {
    const texts: string[] = [];
    for (let line = bands[top]!.from; line < bands[bottom]!.to; line++) {
      const text = canvas[line]!.slice(walls[left]! + 1, walls[right + 1]!)
        .join('')
        .trim();
      if (text !== '' && !(text.length > 2 && RULE.test(text))) texts.push(text);
    }
    rows[top]!.push({
      flow: texts.map((text) => ({ type: 'line', text })),
      column: left,
      rowSpan: bottom - top + 1,
      columnSpan: right - left + 1,
    });
  }
  return rows.map((row) => row.sort((a, b) => a.column! - b.column!));
}
