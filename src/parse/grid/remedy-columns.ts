/**
 * The columns of table 4 in grids: what the header names above each figure. A column that it calls something else is none of the form's fifteen.
 */
import type { GridCell } from '../../extract/document';
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { isUnlike } from './foreign-headings';
import { endOf } from './losses';
import { cellAt, hasSpans, isBlankCell, isFigureCell, lettersAbove, type MatrixRow } from './matrix';

const COLUMNS = OUTCOME_COLUMNS.map((column) => column.id);
const OUTCOMES = COLUMNS.length;
const ALL = TABLE4_BLOCKS.length * OUTCOMES;

/** A figure with what the header names above it. */
export interface NamedCell {
  readonly cell: GridCell;
  readonly outcome: string;
  readonly block: string | undefined;
}

/** Cells of a row below the columns of the form, and the headings of others that it does not have. */
export interface NamedCells {
  readonly cells: readonly NamedCell[];
  readonly foreign: readonly string[];
}

type Found = Omit<NamedCell, 'outcome'> & { readonly outcome: string | undefined };

const NONE: NamedCells = { cells: [], foreign: [] };

/** The cells of a row by their columns; none where the header does not say which they are of. `start`: the row where it begins. */
export function namedCells(
  row: MatrixRow,
  labels: readonly GridCell[],
  after: readonly GridCell[],
  start: number,
): NamedCells {
  const left = labels.map((cell) => lettersOf(cell.text)).join('');
  const cells = after.map((cell): Found & { block: string | undefined } => {
    const above = lettersAbove(row, cell.column, start);
    return { cell, outcome: outcomeOf(above), block: blockOf(left + above) };
  });
  const own = ownCells(row, cells, start);
  if (own.length < cells.length) {
    const foreign = cells
      .filter((each) => !own.includes(each))
      .map(({ cell }) => headingsAbove(row, cell, start).join(''));
    if (own.length !== ALL) return isWhole(own) ? { cells: own, foreign } : { cells: [], foreign };
    return namedCells(
      row,
      labels,
      own.map(({ cell }) => cell),
      start,
    );
  }
  // Without spans a block is named above the first of its columns only.
  const [first] = cells;
  if (cells.length === OUTCOMES && first!.block && cells.slice(1).every(({ block }) => block === undefined))
    cells.forEach((each) => {
      each.block = first!.block;
    });
  const outcomes = cells.filter((each): each is NamedCell => each.outcome !== undefined);
  // A header that lost its spans names a block over one column of it, and over one of the next block's.
  const blocks = Array.from({ length: Math.ceil(cells.length / OUTCOMES) }, (_, i) =>
    cells.slice(i * OUTCOMES, (i + 1) * OUTCOMES).map((each) => each.block),
  );
  const isTorn =
    after.length === ALL &&
    (blocks.some((names) => new Set(names).size > 1) || isShifted(blocks.map(([name]) => name)));
  if (
    !isTorn &&
    outcomes.length === after.length &&
    outcomes.every((each) => each.cell.columnSpan === 1 || isBlankCell(each.cell) || after.length <= ALL)
  )
    return { cells: outcomes, foreign: [] };
  // The header's columns are not the figures' columns: fifteen figures in the form's order.
  if (after.length === ALL && outcomes.length >= OUTCOMES && !isDisordered(row, start)) return inOrder(after);
  const onlyNamed =
    outcomes.length >= OUTCOMES && cells.every((each) => each.outcome !== undefined || isBlankCell(each.cell));
  return onlyNamed && (hasSpans(row.matrix) || nameWholeBlocks(outcomes)) ? { cells: outcomes, foreign: [] } : NONE;
}

const inOrder = (cells: readonly GridCell[]): NamedCells => ({
  cells: cells.map((cell, i) => ({
    cell,
    outcome: COLUMNS[i % OUTCOMES]!,
    block: TABLE4_BLOCKS[Math.floor(i / OUTCOMES)]!.id,
  })),
  foreign: [],
});

/** The cells that are not below another heading than the form's: all of them where none is. */
function ownCells(row: MatrixRow, cells: readonly Found[], start: number): readonly Found[] {
  const named = cells.filter((each): each is NamedCell => each.outcome !== undefined);
  if (cells.length > ALL) {
    // What stands outside of fifteen columns that are named is of none of them, whatever it is called.
    const inBlocks = named.filter(({ block }) => block !== undefined);
    if (inBlocks.length === ALL && isWhole(inBlocks)) return inBlocks;
    // Blank cells that no outcome is named above are none of the table.
    const others = cells.filter(({ outcome }) => outcome === undefined);
    if (named.length === ALL && others.every(({ cell }) => isBlankCell(cell))) return named;
  }
  // Below a header that is longer or shorter, figures may not stand under their own headings.
  const ends = row.matrix.rows.slice(start, row.index).map(endOf);
  if (endOf(row) !== Math.max(...ends)) return cells;
  return cells.filter((each) => each.outcome !== undefined || !isForeign(headingsAbove(row, each.cell, start)));
}

/** Whether each of the cells is named, and no two of them alike. */
function isWhole(cells: readonly Found[]): cells is readonly NamedCell[] {
  const names = new Set(cells.map(({ block, outcome }) => `${block}.${outcome}`));
  return names.size === cells.length && cells.every(({ block, outcome }) => block && outcome);
}

/** Texts of the header's cells over a column, but for the names of blocks. */
function headingsAbove(row: MatrixRow, { column }: GridCell, start: number): string[] {
  const above = row.matrix.rows.slice(start, row.index).map((each) => cellAt(each, column));
  return [...new Set(above)].flatMap((cell) =>
    cell && !isFigureCell(cell) && !isBlock(lettersOf(cell.text)) ? [cell.text.replace(/\s+/g, '')] : [],
  );
}

const isBlock = (letters: string): boolean => /复议|诉讼|起诉/.test(letters);

/** Words that say nothing of what a column of table 4 is. */
const COMMON = /结果|单位/g;
const LABELS = OUTCOME_COLUMNS.flatMap((column) => [column.zh, ...(column.variants ?? [])]).map((label) =>
  lettersOf(label).replace(COMMON, ''),
);

/** Letters of which headings of the form consist, also where a page set those of two columns in one. */
const LETTERS = new Set(LABELS.join('') + lettersOf('结果'));

/** Whether headings over a column name something else than an outcome. */
function isForeign(headings: readonly string[]): boolean {
  const letters = headings.map((text) => lettersOf(text).replace(COMMON, '')).filter((each) => each !== '');
  const isOther = (each: string) => [...each].some((letter) => !LETTERS.has(letter)) && isUnlike(each, LABELS);
  return letters.length > 0 && letters.every(isOther);
}

/** Whether a row of all three blocks stands under headings of which the total is the first: the form's order is not theirs. */
export function isDisordered(row: MatrixRow, start: number): boolean {
  if (row.cells.length !== ALL) return false;
  return row.matrix.rows.slice(start, row.index).some((above) => {
    const names = above.cells.flatMap((cell) => outcomeOf(lettersOf(cell.text)) ?? []);
    return names.length >= OUTCOMES && names[0] === COLUMNS.at(-1);
  });
}

/** Whether a header names each of its blocks over five columns, or one alone: else it lost its spans, and stands over other columns than its own. */
function nameWholeBlocks(outcomes: readonly { readonly block: string | undefined }[]): boolean {
  const blocks = new Set(outcomes.map(({ block }) => block));
  const countOf = (name: string | undefined) => outcomes.filter(({ block }) => block === name).length;
  return blocks.size <= 1 || [...blocks].every((name) => countOf(name) === OUTCOMES);
}

/** Whether a header that names some block over fifteen figures does not name each over its own five: it lost its spans, and stands too far left. */
function isShifted(names: readonly (string | undefined)[]): boolean {
  return (
    names.some((name) => name !== undefined) && new Set(names.filter((name) => name !== undefined)).size < names.length
  );
}

function outcomeOf(letters: string): string | undefined {
  for (const column of OUTCOME_COLUMNS)
    for (const label of [column.zh, ...(column.variants ?? [])])
      if (letters.endsWith(lettersOf(label))) return column.id;
  return undefined;
}

function blockOf(letters: string): string | undefined {
  if (/复议后/.test(letters)) return 'litigationAfterReconsideration';
  if (/未经复议|直接起诉/.test(letters)) return 'directLitigation';
  return /行政复议|复议/.test(letters) && !/诉讼/.test(letters) ? 'reconsideration' : undefined;
}
