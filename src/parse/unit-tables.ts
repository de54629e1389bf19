/**
 * Tables that a report prints of several bodies, one beside or below the other: departments and towns in its columns, in its rows, or with a
 * row above the rows of each. None of their figures is the report's own.
 */
import type { Block, Document, Grid } from '../extract/document';
import { isBlankCell, isFigureCell, type MatrixRow, matrixOf } from './matrix';
import { bodyNamed, isSameBody } from './named-body';

/** The document without its tables of several bodies. */
export function withoutUnitTables(document: Document): Document {
  const blocks = document.blocks.filter((block: Block) => block.type === 'line' || !isOfUnits(block));
  return blocks.length === document.blocks.length ? document : { ...document, blocks };
}

/** Rows between a body's name and its first figures. */
const HEADER_ROWS = 4;

function isOfUnits(grid: Grid): boolean {
  const named = grid.cells.flatMap((cell) => {
    const name = bodyNamed(cell.text);
    return name === undefined ? [] : [{ cell, name }];
  });
  if (!areSeveral(named.map(({ name }) => name))) return false;
  const { rows } = matrixOf(grid, 0);
  const hasFigures = (row: MatrixRow | undefined) =>
    row?.cells.some((cell) => !isBlankCell(cell) && isFigureCell(cell));
  const across = new Map<number, string[]>();
  const down = new Map<number, string[]>();
  const bands: { name: string; row: number }[] = [];
  for (const { cell, name } of named) {
    across.set(cell.row, [...(across.get(cell.row) ?? []), name]);
    const row = rows[cell.row]!;
    if (hasFigures(row)) down.set(cell.column, [...(down.get(cell.column) ?? []), name]);
    else if (row.cells.every((each) => each === cell || isBlankCell(each))) bands.push({ name, row: cell.row });
  }
  if ([...across.values(), ...down.values()].some(areSeveral)) return true;
  // A title and who issues it stand above the table, one below the other.
  const above = bands.filter(({ row }) => rows.slice(row + 1, row + 1 + HEADER_ROWS).some(hasFigures));
  const parted = above.filter(({ row }, i) => i === 0 || rows.slice(above[i - 1]!.row, row).some(hasFigures));
  return areSeveral(parted.map(({ name }) => name));
}

const areSeveral = (names: readonly string[]): boolean =>
  names.some((name, i) => names.slice(0, i).some((other) => !isSameBody(name, other)));
