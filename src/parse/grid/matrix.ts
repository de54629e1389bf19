/**
 * A grid as rows of cells, spans resolved: what stands in a row, in a column, and what is label and what is figure.
 */
import type { Grid, GridCell } from '../../extract/document';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { lettersOf, plain, symbolsOf, visible } from '../printed/characters';
import { readValue, type Value } from '../printed/values';

/** A row of a grid: the cells that cover it, from left to right. */
export interface MatrixRow {
  readonly matrix: Matrix;
  readonly index: number;
  readonly cells: readonly GridCell[];
}

export interface Matrix {
  readonly grid: Grid;
  /** Place of the grid among the document's grids. */
  readonly order: number;
  readonly rows: readonly MatrixRow[];
}

export function matrixOf(grid: Grid, order: number): Matrix {
  const covering: GridCell[][] = Array.from({ length: grid.rows }, () => []);
  for (const cell of grid.cells)
    for (let row = cell.row; row < Math.min(grid.rows, cell.row + cell.rowSpan); row++) covering[row]!.push(cell);
  const rows: MatrixRow[] = [];
  const matrix: Matrix = { grid, order, rows };
  for (const [index, cells] of covering.entries())
    rows.push({ matrix, index, cells: cells.sort((a, b) => a.column - b.column) });
  return matrix;
}

/** Whether a cell of the grid covers others: then rows are as long as they are, and none was filled up to the width of the others. */
export function hasSpans({ grid }: Matrix): boolean {
  return grid.cells.some((cell) => cell.columnSpan > 1 || cell.rowSpan > 1);
}

/** Whether a cell holds what could only be a figure, a mark or nothing. */
export function isFigureCell(cell: GridCell): boolean {
  const text = visible(cell.text).trim();
  if (text === '') return true;
  if (readValue(text, 'AMOUNT').state !== 'UNREADABLE' || readValue(text, 'SIGNED').state !== 'UNREADABLE') return true;
  // Numbering alone ("（二）") is the beginning of a label that goes on elsewhere.
  return (symbolsOf(text).length === 0 && !/[.、]$/.test(text)) || isVague(text);
}

const VAGUE =
  /^[约近超过不足大于小于少多余几数或至到以上下左右共计合件项个条次宗起份人千百万亿元\s\d０-９.,~～—–%％-]+$/;

/** Whether a text gives a figure in words that leave it open ("约400", "400余件", "385或386"), or a share ("12.5%"): no label, and no figure. */
function isVague(text: string): boolean {
  return /[\d０-９]/.test(text) && !/^[\d０-９][.、．]?$/.test(text) && VAGUE.test(text);
}

export function isBlankCell(cell: GridCell): boolean {
  return visible(cell.text).trim() === '';
}

/** The cell that covers a column of a row. */
export function cellAt(row: MatrixRow, column: number): GridCell | undefined {
  return row.cells.find((cell) => cell.column <= column && column < cell.column + cell.columnSpan);
}

/** A cell's text as a figure, with its place. A blank one is unreadable where a cell near it has so many figures that one of them may be its own. */
export function cellValue(cell: GridCell, row: MatrixRow, kind: Parameters<typeof readValue>[1]): Value {
  const page = cell.page ?? row.matrix.grid.page;
  const at = row.cells.indexOf(cell);
  const isNear = (other: GridCell, place: number) => figuresIn(other) > Math.max(1, Math.abs(place - at));
  const twofold = isBlankCell(cell) ? row.cells.find(isNear) : undefined;
  return {
    ...(twofold ? { state: 'UNREADABLE', printed: twofold.text, isBeside: true } : readValue(cell.text, kind)),
    line: cell.line ?? row.matrix.grid.line,
    ...(page === undefined ? {} : { page }),
  };
}

/** Whether a cell holds two figures or more. */
export const hasTwoFigures = (cell: GridCell | undefined): boolean => cell !== undefined && figuresIn(cell) > 1;

const FIGURE = /^\d[\d,.]*(?:件次?|[项个条次宗起份])?(?:[①-⑳*]|\[\^?\d+\]|\(注[①-⑳\d]+\))?$/;

/** How many figures a cell holds that white space parts; 0 where it holds anything else. */
export function figuresIn(cell: GridCell): number {
  const parts = plain(cell.text)
    .trim()
    .split(/\s+/)
    .filter((part) => !/^[①-⑳*]$/.test(part));
  return parts.every((part) => FIGURE.test(part)) ? parts.length : 0;
}

/** A row's label cells (with text, before its first figure) and the cells after them. */
interface SplitRow {
  readonly labels: readonly GridCell[];
  readonly after: readonly GridCell[];
}

/** A row is asked for again and again, by every row of the form that it could be. */
const split = new WeakMap<MatrixRow, SplitRow>();

export function splitRow(row: MatrixRow): SplitRow {
  const known = split.get(row) ?? divide(row);
  split.set(row, known);
  return known;
}

/** Letters of a label; fewer may be words where a figure should be ("暂无"). */
const LABEL = 4;
const OTHERS = /^其[他它]$/;
const COLUMNS = APPLICANT_COLUMNS.length;

function divide(row: MatrixRow): SplitRow {
  const filled = row.cells.filter((cell) => !isBlankCell(cell));
  // A column may number the rows, or the labels of a group, before them.
  const isNumber = (cell: GridCell) => {
    const at = filled.indexOf(cell);
    const next = filled[at + 1];
    if (!/^(?:\d{1,2}|一)$/.test(plain(cell.text).trim()) || next === undefined || isFigureCell(next)) return false;
    const letters = lettersOf(next.text);
    // 其他 is as short as words where a figure should be: it is a label where a whole row stands behind it.
    const isWhole = row.cells.length - row.cells.indexOf(next) > COLUMNS;
    return at === 0 || letters.length >= LABEL || (OTHERS.test(letters) && isWhole);
  };
  const firstFigure = row.cells.findIndex((cell) => !isBlankCell(cell) && isFigureCell(cell) && !isNumber(cell));
  const until = firstFigure < 0 ? row.cells.length : firstFigure;
  const last = row.cells.slice(0, until).findLastIndex((cell) => !isFigureCell(cell));
  return {
    labels: row.cells.slice(0, last + 1).filter((cell) => !isBlankCell(cell)),
    after: row.cells.slice(last + 1),
  };
}

/** Texts of cells, each once where neighbours repeat it (a span written out). */
export function textsOf(cells: readonly GridCell[]): string[] {
  const texts: string[] = [];
  for (const cell of cells) {
    const text = visible(cell.text).replace(/\s*\n\s*/g, '');
    if (text.trim() !== '' && texts.at(-1) !== text) texts.push(text);
  }
  return texts;
}

/** Letters above a row in a column, from the given row of the grid on; a cell that spans is counted once. */
export function lettersAbove(row: MatrixRow, column: number, from: number): string {
  const seen = new Set<GridCell>();
  let letters = '';
  for (let index = from; index < row.index; index++) {
    const cell = cellAt(row.matrix.rows[index]!, column);
    if (!cell || seen.has(cell) || isFigureCell(cell)) continue;
    seen.add(cell);
    letters += lettersOf(cell.text);
  }
  return letters;
}
