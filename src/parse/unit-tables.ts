/**
 * Tables that a report prints of several bodies, one beside or below the other: departments and towns in its columns, in its rows, or with a
 * row above the rows of each. None of their figures is the report's own.
 */
import type { Block, Document, Grid, GridCell } from '../extract/document';
import { isBlankCell, isFigureCell, type MatrixRow, matrixOf } from './matrix';
import { bodyNamed, isSameBody } from './named-body';
import { joined, pagesOf } from './over-pages';

/** The document without its tables of several bodies. `bodyOf`: the report's own, as far as that is known. */
export function withoutUnitTables(document: Document, bodyOf: () => string | undefined): Document {
  const grids = document.blocks.filter((block): block is Grid => block.type === 'grid');
  const ofUnits = new Set<Block>(pagesOf(grids).flatMap((pages) => (isOfUnits(joined(pages), bodyOf) ? pages : [])));
  return ofUnits.size === 0
    ? document
    : { ...document, blocks: document.blocks.filter((block) => !ofUnits.has(block)) };
}

/** Rows between a body's name and its first figures. */
const HEADER_ROWS = 4;
/** Fewer figures may be a date, or how often a page was read. */
const FEWEST_FIGURES = 3;

function isOfUnits(grid: Grid, bodyOf: () => string | undefined): boolean {
  const named = grid.cells.flatMap((cell) => {
    const name = bodyNamed(cell.text);
    return name === undefined ? [] : [{ cell, name }];
  });
  if (!areSeveral(named.map(({ name }) => name))) return false;
  const names = new Set(named.map(({ cell }) => cell));
  const { rows } = matrixOf(grid, 0);
  const hasFigures = (row: MatrixRow) => row.cells.filter(isFigure).length >= FEWEST_FIGURES;
  const across = new Map<number, string[]>();
  const down = new Map<number, string[]>();
  const bands: { name: string; row: number }[] = [];
  for (const { cell, name } of named) {
    const row = rows[cell.row]!;
    const figures = row.cells.filter(isFigure);
    const isBelow = (each: GridCell) => isFigure(each) && each.column === cell.column;
    const left = row.cells.filter((each) => each.column < cell.column);
    const filled = row.cells.filter((each) => !isBlankCell(each));
    const beside = [-1, 1].map((step) => filled[filled.indexOf(cell) + step]);
    // What other words stand before ("来源") the page says of itself.
    const isBesideName = beside.some((each) => each && names.has(each));
    if (isBesideName && rows.slice(cell.row + 1, cell.row + 1 + HEADER_ROWS).some((next) => next.cells.some(isBelow)))
      across.set(cell.row, [...(across.get(cell.row) ?? []), name]);
    if (figures.length > 0 && left.every(isFigureCell)) down.set(cell.column, [...(down.get(cell.column) ?? []), name]);
    else if (row.cells.every((each) => each === cell || isBlankCell(each))) bands.push({ name, row: cell.row });
  }
  if ([...across.values(), ...down.values()].some(areSeveral)) return true;
  // A title and who issues it stand above the table, one below the other.
  const above = bands.filter(({ row }) => rows.slice(row + 1, row + 1 + HEADER_ROWS).some(hasFigures));
  const parted = above.filter(({ row }, i) => i === 0 || rows.slice(above[i - 1]!.row, row).some(hasFigures));
  const bodies = parted.map(({ name }) => name);
  if (!areSeveral(bodies)) return false;
  // One of the tables that touch over pages may be the report's own.
  const own = bodyOf();
  return own === undefined || !bodies.some((name) => isSameBody(name, own));
}

const isFigure = (cell: GridCell): boolean => !isBlankCell(cell) && isFigureCell(cell);

/** Whether two of the names are of different bodies; a file may repeat one without end. */
function areSeveral(names: readonly string[]): boolean {
  const distinct = [...new Set(names)];
  return distinct.some((name, i) => distinct.slice(0, i).some((other) => !isSameBody(name, other)));
}
