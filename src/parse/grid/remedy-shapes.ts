/**
 * Table 4 as some print it otherwise: from top to bottom, its outcomes below each other beside their blocks, or below these; and with its header and
 * its figures as two grids, one behind the other.
 */
import type { GridCell } from '../../extract/document';
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { lettersOf } from '../printed/characters';
import { cellAt, isBlankCell, isFigureCell, type Matrix, type MatrixRow, matrixOf, splitRow } from './matrix';
import { joined } from './over-pages';
import { turned } from './turned';

const OUTCOMES = OUTCOME_COLUMNS.flatMap((column) => [column.zh, ...(column.variants ?? [])]).map(lettersOf);
/** Rows of a table that is printed from top to bottom. */
const FEWEST_ROWS = OUTCOME_COLUMNS.length * (TABLE4_BLOCKS.length - 1);

/** The grids, those of table 4 in the shape of the form. */
export function shapedAsForm(matrices: readonly Matrix[]): readonly Matrix[] {
  const found: Matrix[] = [];
  for (let at = 0; at < matrices.length; at++) {
    const matrix = withCutHeader(matrices[at]!) ?? withWholeHeadings(matrices[at]!);
    const next = matrices[at + 1];
    const whole = next?.rows[0] && belowCutHeader(matrix.rows.at(-1), next.rows[0]);
    if (whole) {
      found.push(whole);
      at++;
    } else if (next && isHeaderOf(matrix, next)) {
      found.push(matrixOf(joined([matrix.grid, next.grid]), matrix.order));
      at++;
    } else found.push(isUpright(matrix) || isCrossed(matrix) ? matrixOf(turned(matrix.grid), matrix.order) : matrix);
  }
  return found;
}

/** So many of the columns have a name that recognition did not spoil. */
const NAMED = 0.6;

/** Whether a grid is only the header of a table 4, or its upper rows, and the next has what is left of it and figures for as many columns. */
function isHeaderOf(matrix: Matrix, next: Matrix): boolean {
  const { columns } = matrix.grid;
  if (columns < OUTCOME_COLUMNS.length || columns !== next.grid.columns) return false;
  const isFigures = (row: MatrixRow) => row.cells.every(isFigureCell) && !row.cells.every(isBlankCell);
  const at = next.rows.findIndex(isFigures);
  const below = next.rows.slice(at + 1);
  if (at < 0 || matrix.rows.some(isFigures) || !below.every((row) => row.cells.every(isBlankCell))) return false;
  const header = [...matrix.rows, ...next.rows.slice(0, at)];
  // In each column an outcome is what is named last.
  const lowest = (column: number) =>
    header.map((row) => cellAt(row, column)).findLast((cell) => cell !== undefined && !isBlankCell(cell));
  const isNamed = (column: number) => OUTCOMES.includes(lettersOf(lowest(column)?.text ?? ''));
  return Array.from({ length: columns }, (_, column) => isNamed(column)).filter(Boolean).length >= columns * NAMED;
}

const ALL = OUTCOME_COLUMNS.length * TABLE4_BLOCKS.length;

/** Whether cells name the outcomes, in the order of the form. */
const nameOutcomes = (cells: readonly GridCell[]): boolean =>
  cells.length === OUTCOME_COLUMNS.length &&
  cells.every(({ text }, i) => {
    const { zh, variants = [] } = OUTCOME_COLUMNS[i]!;
    return [zh, ...variants].map(lettersOf).includes(lettersOf(text));
  });

/**
 * The lower part of a table 4 whose header a page cut above the outcomes of litigation, with its whole header: above the cut stand the outcomes
 * of reconsideration, which go over it, beside the names of the other blocks. `upper`: the row above the cut.
 */
function belowCutHeader(upper: MatrixRow | undefined, lower: MatrixRow): Matrix | undefined {
  const { grid, order } = lower.matrix;
  const above = upper?.cells ?? [];
  const [names, blocks] = [above.slice(0, OUTCOME_COLUMNS.length), above.slice(OUTCOME_COLUMNS.length)];
  const isNamed = /^未经复议.*复议后/.test(blocks.map(({ text }) => lettersOf(text)).join(''));
  if (grid.columns !== ALL || !nameOutcomes(names) || blocks.length !== TABLE4_BLOCKS.length - 1 || !isNamed)
    return undefined;
  const below = lower.cells.filter((cell) => !isBlankCell(cell));
  const ends = [below.slice(0, OUTCOME_COLUMNS.length), below.slice(OUTCOME_COLUMNS.length)];
  if (below[0]?.column !== OUTCOME_COLUMNS.length || !ends.every(nameOutcomes)) return undefined;
  const titled = [{ ...names[0]!, text: '行政复议' }, ...blocks].map((cell, i) => ({
    ...cell,
    row: 0,
    column: i * OUTCOME_COLUMNS.length,
    rowSpan: 1,
    columnSpan: OUTCOME_COLUMNS.length,
  }));
  const headings = [...names, ...below].map((cell, column) => ({ ...cell, row: 1, column, rowSpan: 1, columnSpan: 1 }));
  const rest = grid.cells.flatMap((cell) =>
    cell.row > lower.index ? [{ ...cell, row: cell.row - lower.index + 1 }] : [],
  );
  return matrixOf({ ...grid, cells: [...titled, ...headings, ...rest], rows: grid.rows - lower.index + 1 }, order);
}

/** As above, of the parts on both pages put together. */
function withCutHeader({ rows }: Matrix): Matrix | undefined {
  for (const [i, row] of rows.entries()) {
    const whole = i > 0 ? belowCutHeader(rows[i - 1], row) : undefined;
    if (whole) return whole;
  }
  return undefined;
}

/**
 * The grid with whole headings, where rows of a fixed height show only the first letters of the outcomes (结果, 结 for 结果维持): below the names
 * of the blocks, each column has the beginning of just the outcome that the form has there.
 */
function withWholeHeadings(matrix: Matrix): Matrix {
  const { grid, rows } = matrix;
  if (grid.columns !== ALL) return matrix;
  const letters = grid.cells.map(({ text }) => lettersOf(text));
  if (!['行政复议', '未经复议直接起诉', '复议后起诉'].every((name) => letters.includes(name))) return matrix;
  const at = rows.findIndex(({ cells }) => cells.length === ALL && cells.every(isFigureCell));
  if (at < 0) return matrix;
  const lowest = Array.from({ length: ALL }, (_, column) =>
    rows
      .slice(0, at)
      .map((row) => cellAt(row, column))
      .findLast((cell) => cell !== undefined && !isBlankCell(cell)),
  );
  const wholes = lowest.map((cell, column) => {
    const own = lettersOf(cell?.text ?? '');
    const { zh, variants = [] } = OUTCOME_COLUMNS[column % OUTCOME_COLUMNS.length]!;
    return own === '' || cell!.columnSpan > 1 ? undefined : [zh, ...variants].find((label) => label.startsWith(own));
  });
  if (wholes.some((whole) => whole === undefined)) return matrix;
  const texts = new Map(lowest.map((cell, column) => [cell, wholes[column]!]));
  const cells = grid.cells.map((cell) => ({ ...cell, text: texts.get(cell) ?? cell.text }));
  return matrixOf({ ...grid, cells }, matrix.order);
}

/** Whether the outcomes of a table 4 stand below each other, each with one cell behind it. */
function isUpright({ rows }: Matrix): boolean {
  const named = rows.filter((row) => {
    const { labels, after } = splitRow(row);
    return after.length === 1 && OUTCOMES.includes(lettersOf(labels.at(-1)?.text ?? ''));
  });
  return named.length >= FEWEST_ROWS && named.length >= rows.length - 2;
}

/** Whether the blocks stand beside each other, and their outcomes below each other. */
function isCrossed({ rows }: Matrix): boolean {
  const header = rows.findIndex((row) => row.cells.some(({ text }) => /复议后/.test(lettersOf(text))));
  const outcomes = rows.slice(header + 1).filter((row) => {
    const { labels, after } = splitRow(row);
    return after.length === TABLE4_BLOCKS.length && OUTCOMES.includes(lettersOf(labels.at(-1)?.text ?? ''));
  });
  return header >= 0 && outcomes.length === OUTCOME_COLUMNS.length;
}
