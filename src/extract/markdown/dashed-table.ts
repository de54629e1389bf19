/**
 * Tables of which a text draws only lines of dashes, one piece over each column ("---- ------- ----"), as pandoc does: below the heading, or
 * above and below all of it. In those that end with such a line blank lines part the rows, which may have several lines each.
 */
import type { FlowCell } from '../flow';
import { charactersByPlace } from '../places';

export interface DashedTable {
  /** The line, from 0, behind the table. */
  readonly to: number;
  readonly rows: readonly (readonly FlowCell[])[];
}

/** Pieces of dashes, more than one. */
const RULE = /^\s*(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+)\s*$/;
const WHOLE = /^\s*(?:-{10,}|={10,})\s*$/;
/** No heading of a table has as many lines, no table as many columns or rows. */
const MOST_HEADING = 40;
const MOST_LINES = 1500;

const isRule = (line: string | undefined) => line !== undefined && line.length < 2000 && RULE.test(line);
const isWhole = (line: string | undefined) => line !== undefined && line.length < 2000 && WHOLE.test(line);
const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';

/** Whether a line is drawn, and says nothing: dashes longer than any mark of a blank cell. */
export function isDrawn(line: string): boolean {
  return isWhole(line) || (isRule(line) && /[-=]{6}/.test(line));
}

/** The table that begins at a line, or undefined; also where text stands across the gaps between its columns. */
export function dashedTable(lines: readonly string[], from: number): DashedTable | undefined {
  const [first, second] = [lines[from]!, lines[from + 1]];
  if (isBlank(first) || first.length > 2000) return undefined;
  if (isWhole(first)) {
    const rule = lines.slice(from + 1, from + MOST_HEADING).findIndex(isRule) + from + 1;
    return rule > from + 1 && !lines.slice(from + 1, rule).some(isBlank)
      ? ruled(lines, from + 1, rule, true)
      : undefined;
  }
  if (isRule(first)) return ruled(lines, from + 1, from, true);
  return isRule(second) ? ruled(lines, from, from + 1, false) : undefined;
}

/** The table whose text begins at a line, with its columns below a rule: up to a line that closes it, or to a blank one. */
function ruled(lines: readonly string[], from: number, rule: number, isClosed: boolean): DashedTable | undefined {
  const below = rule + 1;
  const last = Math.min(lines.length, below + MOST_LINES);
  let end = below;
  while (end < last && !isRule(lines[end]) && !isWhole(lines[end]) && (isClosed || !isBlank(lines[end]))) end++;
  const closing = end < last && !isBlank(lines[end]);
  if (isClosed && !closing) return undefined;
  const pieces = piecesOf(lines[rule]!);
  const parted = lines.slice(below, end).some(isBlank);
  const bands = [
    ...(from < rule ? [lines.slice(from, rule)] : []),
    ...(parted ? partedRows(lines.slice(below, end)) : lines.slice(below, end).map((line) => [line])),
  ];
  if (bands.length < 2) return undefined;
  const placed = bands.map((band) => band.map((line) => charactersByPlace(line)));
  if (!areInPlace(placed.flat(), pieces)) return undefined;
  return { to: closing ? end + 1 : end, rows: placed.map((band) => rowOf(band, pieces)) };
}

function partedRows(lines: readonly string[]): string[][] {
  const rows: string[][] = [];
  let open = false;
  for (const line of lines) {
    if (isBlank(line)) open = false;
    else if (open) rows.at(-1)!.push(line);
    else {
      rows.push([line]);
      open = true;
    }
  }
  return rows;
}

/** A piece of a rule: where it begins, and where it has ended. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

function piecesOf(rule: string): Piece[] {
  return [...rule.matchAll(/[-=]+/g)].map(({ index, 0: text }) => ({ from: index, to: index + text.length }));
}

/**
 * Whether no text stands in the gap before a column, and that of each column alike: at its left, at its right or in its middle. Characters that some
 * programs take for wide ones move the figures behind them, and these may stand in the columns beside theirs.
 */
function areInPlace(lines: readonly (readonly string[])[], pieces: readonly Piece[]): boolean {
  return pieces.slice(1).every(({ from, to }, i) => {
    const [gap, end] = [pieces[i]!.to, pieces[i + 2]?.from];
    if (lines.some((line) => line.slice(gap, from).some((char) => char !== ' '))) return false;
    const texts = lines.flatMap((line) => {
      const own = line.slice(from, end);
      const first = own.findIndex((char) => char.trim() !== '');
      return first < 0 ? [] : [{ left: first, right: to - from - 1 - own.findLastIndex((char) => char !== ' ') }];
    });
    return (
      texts.every(({ left }) => left === 0) ||
      texts.every(({ right }) => right <= 0) ||
      texts.every(({ left, right }) => Math.abs(left - right) <= 1)
    );
  });
}

function rowOf(band: readonly (readonly string[])[], pieces: readonly Piece[]): FlowCell[] {
  return pieces.map(({ from }, i) => {
    const texts = band.map((line) =>
      line
        .slice(i === 0 ? 0 : from, pieces[i + 1]?.from)
        .join('')
        .trim(),
    );
    const flow = texts.filter((text) => text !== '').map((text) => ({ type: 'line' as const, text }));
    return { flow, rowSpan: 1, columnSpan: 1 };
  });
}
