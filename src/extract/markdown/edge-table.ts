/**
 * Tables whose rows say where their cells begin and end on paper, and which of them are merged (Word 97 to 2003, RTF). Such a
 * table has no grid of its own; its columns are the places at which cells of any of its rows begin.
 */
import type { Flow, FlowCell, FlowTable } from '../flow';

/** Where a cell of a row lies, and what it is merged with. */
export interface CellPlace {
  /** In twentieths of a point. */
  readonly left: number;
  readonly right: number;
  /** It belongs to the cell before it. */
  readonly beside: boolean;
  /** It goes on from the cell above, or cells below may go on from it. */
  readonly above: 'continued' | 'restart' | undefined;
}

export interface EdgedRow {
  readonly cells: readonly (readonly Flow[])[];
  /** One for each cell; undefined where the row does not say where they are. */
  readonly places: readonly CellPlace[] | undefined;
}

/** Edges of one column differ by so much from row to row, in twentieths of a point: less than a millimetre. */
const SLACK = 40;
const FEWEST_EDGES = 3;

/** The tables of these rows: two that follow each other are one to these formats, and their columns tell them apart. */
export function tablesOf(rows: readonly EdgedRow[]): FlowTable[] {
  const tables: EdgedRow[][] = [];
  let edges: number[] = [];
  for (const row of rows) {
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

const innerEdges = ({ places }: EdgedRow): number[] => places?.slice(1).map(({ left }) => left) ?? [];

/** Of so many edges between cells hardly any is where the rows above have one. */
function isOtherTable({ places }: EdgedRow, own: readonly number[], above: readonly number[]): boolean {
  if (own.length < FEWEST_EDGES || above.length === 0 || places?.some((place) => place.above === 'continued'))
    return false;
  const shared = own.filter((edge) => above.some((each) => Math.abs(each - edge) <= SLACK));
  return shared.length <= own.length / 4;
}

function tableOf(rows: readonly EdgedRow[]): FlowTable {
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
