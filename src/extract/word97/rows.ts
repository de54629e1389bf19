/**
 * Rows of tables of Word 97 to 2003: where a row's cells begin and end on paper, and which of them are merged ([MS-DOC] 2.9.330).
 * A table has no grid of its own; its columns are the places at which cells of any of its rows begin.
 */
import type { Flow, FlowCell, FlowTable } from '../flow';
import { type Property, properties, SPRM } from './sprms';

export interface Row {
  readonly cells: readonly (readonly Flow[])[];
  /** Properties of its mark. */
  readonly lists: readonly DataView[];
}

interface CellPlace {
  /** In twentieths of a point. */
  readonly left: number;
  readonly right: number;
  /** It belongs to the cell before it. */
  beside: boolean;
  /** It goes on from the cell above, or cells below may go on from it. */
  above: 'continued' | 'restart' | undefined;
}

/** Edges of one column differ by so much from row to row, in twentieths of a point: less than a millimetre. */
const SLACK = 40;
const FEWEST_EDGES = 3;
/** Bytes of a cell's settings. */
const CELL = 20;

/** The tables of these rows: two that follow each other are one to Word, which their columns tell apart. */
export function tablesOf(rows: readonly Row[]): FlowTable[] {
  const placed = rows.map((row): PlacedRow => ({ ...row, places: placesOf(row) }));
  const tables: PlacedRow[][] = [];
  let edges: number[] = [];
  for (const row of placed) {
    const own = innerEdges(row);
    if (tables.length === 0 || isOtherTable(row, own, edges)) {
      tables.push([]);
      edges = [];
    }
    tables.at(-1)!.push(row);
    edges.push(...own);
  }
  return tables.map(tableOf);
}

interface PlacedRow extends Row {
  readonly places: readonly CellPlace[] | undefined;
}

const innerEdges = ({ places }: PlacedRow): number[] => places?.slice(1).map(({ left }) => left) ?? [];

/** Of so many edges between cells hardly any is where the rows above have one. */
function isOtherTable({ places }: PlacedRow, own: readonly number[], above: readonly number[]): boolean {
  if (own.length < FEWEST_EDGES || above.length === 0 || places?.some((place) => place.above === 'continued'))
    return false;
  const shared = own.filter((edge) => above.some((each) => Math.abs(each - edge) <= SLACK));
  return shared.length <= own.length / 4;
}

function tableOf(rows: readonly PlacedRow[]): FlowTable {
  const columnAt = columnsOf(rows.flatMap(({ places }) => places?.flatMap(({ left, right }) => [left, right]) ?? []));
  /** Cells that may grow, by their column. */
  let growing = new Map<number, { rowSpan: number }>();
  const made = rows.map(({ cells, places }) => {
    // A row that does not say where its cells are: one after the other.
    if (!places) {
      growing = new Map();
      return cells.map((flow): FlowCell => ({ flow, rowSpan: 1, columnSpan: 1 }));
    }
    const next: typeof growing = new Map();
    const read: (FlowCell & { rowSpan: number; columnSpan: number })[] = [];
    for (const [i, flow] of cells.entries()) {
      const { left, right, beside, above } = places[i]!;
      const column = columnAt(left);
      const columnSpan = Math.max(1, columnAt(right) - column);
      const last = read.at(-1);
      const grown = above === 'continued' ? growing.get(column) : undefined;
      if (grown) {
        grown.rowSpan++;
        next.set(column, grown);
      } else if (beside && last) last.columnSpan += columnSpan;
      else {
        const cell = { flow, rowSpan: 1, columnSpan, column };
        read.push(cell);
        if (above) next.set(column, cell);
      }
    }
    growing = next;
    return read;
  });
  return { type: 'table', rows: made };
}

/** The places of a row's cells; undefined where it does not name as many as it has cells. */
function placesOf({ cells, lists }: Row): CellPlace[] | undefined {
  let places: CellPlace[] | undefined;
  for (const list of lists)
    for (const property of properties(list)) {
      if (property.code === SPRM.tDefTable) places = defined(property);
      else if (property.code === SPRM.tMerge && places) mergeBeside(property, places);
      else if (property.code === SPRM.tVertMerge && places) mergeAbove(property, places);
    }
  return places?.length === cells.length ? places : undefined;
}

function defined({ operand }: Property): CellPlace[] | undefined {
  const count = operand.byteLength > 0 ? operand.getUint8(0) : 0;
  const settings = 1 + 2 * (count + 1);
  if (settings > operand.byteLength) return undefined;
  return Array.from({ length: count }, (_, i): CellPlace => {
    const at = settings + CELL * i;
    const flags = at + 2 <= operand.byteLength ? operand.getUint16(at, true) : 0;
    return {
      left: operand.getInt16(1 + 2 * i, true),
      right: operand.getInt16(3 + 2 * i, true),
      beside: (flags & 3) === 1,
      above: aboveOf((flags >> 5) & 3),
    };
  });
}

const aboveOf = (merge: number): CellPlace['above'] =>
  merge === 1 ? 'continued' : merge === 3 ? 'restart' : undefined;

function mergeBeside({ operand }: Property, places: readonly CellPlace[]): void {
  const [first, end] = [operand.getUint8(0), operand.getUint8(1)];
  for (const place of places.slice(first + 1, end)) place.beside = true;
}

function mergeAbove({ operand }: Property, places: readonly CellPlace[]): void {
  const place = operand.byteLength >= 2 ? places[operand.getUint8(0)] : undefined;
  if (place) place.above = aboveOf(operand.getUint8(1));
}

/** A function from an edge to the number of the column that begins there: edges that are nearly the same are one. */
function columnsOf(edges: readonly number[]): (edge: number) => number {
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  const columns = new Map<number, number>();
  let column = -1;
  let first = Number.NEGATIVE_INFINITY;
  for (const edge of sorted) {
    if (edge - first > SLACK) {
      column++;
      first = edge;
    }
    columns.set(edge, column);
  }
  return (edge) => columns.get(edge)!;
}
