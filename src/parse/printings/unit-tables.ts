/**
 * Tables that a report prints of several bodies, one beside or below the other: departments and towns in its columns, in its rows, or with a
 * row above the rows of each. None of their figures is the report's own.
 */
import type { Block, Document, Grid, GridCell } from '../../extract/document';
import { isBlankCell, isFigureCell, type MatrixRow, matrixOf } from '../grid/matrix';
import { joined, pagesOf } from '../grid/over-pages';
import { bodyNamed, isSameBody } from './named-body';

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
  const shown = rows.map((row) => shownIn(row, names));
  const hasFigures = (row: Shown) => row.figures.size >= FEWEST_FIGURES;
  const across = new Map<number, string[]>();
  const down = new Map<number, string[]>();
  const bands: { name: string; row: number }[] = [];
  const add = (to: Map<number, string[]>, at: number, name: string) => {
    if (!to.get(at)?.push(name)) to.set(at, [name]);
  };
  for (const { cell, name } of named) {
    const row = shown[cell.row]!;
    const below = shown.slice(cell.row + 1, cell.row + 1 + HEADER_ROWS);
    if (row.besideNames.has(cell) && below.some(({ figures }) => figures.has(cell.column))) add(across, cell.row, name);
    if (row.figures.size > 0 && row.words[0] === cell) add(down, cell.column, name);
    else if (row.figures.size === 0 && row.words.length === 1) bands.push({ name, row: cell.row });
  }
  if ([...across.values(), ...down.values()].some(areSeveral)) return true;
  // A title and who issues it stand above the table, one below the other.
  const above = bands.filter(({ row }) => shown.slice(row + 1, row + 1 + HEADER_ROWS).some(hasFigures));
  const parted = above.filter(({ row }, i) => i === 0 || shown.slice(above[i - 1]!.row, row).some(hasFigures));
  const bodies = parted.map(({ name }) => name);
  if (!areSeveral(bodies)) return false;
  // One of the tables that touch over pages may be the report's own.
  const own = bodyOf();
  return own === undefined || !bodies.some((name) => isSameBody(name, own));
}

/** What is printed in a row. */
interface Shown {
  /** Columns of figures. */
  readonly figures: ReadonlySet<number>;
  /** Cells of words, from left to right. */
  readonly words: readonly GridCell[];
  /** Cells with a name that have another one beside them; what other words stand before ("来源") the page says of itself. */
  readonly besideNames: ReadonlySet<GridCell>;
}

function shownIn(row: MatrixRow, names: ReadonlySet<GridCell>): Shown {
  const filled = row.cells.filter((cell) => !isBlankCell(cell));
  const figures = new Set(filled.filter(isFigureCell));
  const isName = (cell: GridCell | undefined) => cell !== undefined && names.has(cell);
  return {
    figures: new Set([...figures].map(({ column }) => column)),
    words: filled.filter((cell) => !figures.has(cell)),
    besideNames: new Set(filled.filter((cell, i) => isName(cell) && (isName(filled[i - 1]) || isName(filled[i + 1])))),
  };
}

/** Whether two of the names are of different bodies; a file may repeat one without end. */
function areSeveral(names: readonly string[]): boolean {
  const distinct = [...new Set(names)];
  return distinct.some((name, i) => distinct.slice(0, i).some((other) => !isSameBody(name, other)));
}
