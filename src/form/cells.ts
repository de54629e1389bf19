/**
 * Every cell that any edition of the form has: the coordinate system of the whole product. A cell's id is `row.column`
 * ("received.total"), its column in the store the same in snake case ("received_total"), its index the place in `CELLS`.
 *
 * The order of `CELLS` is append-only: stored states name cells by index.
 */
import { cellsOfTable, EDITIONS, type EditionId, TABLES, type TableNumber } from './editions';
import {
  APPLICANT_COLUMNS,
  type ColumnKind,
  OUTCOME_COLUMNS,
  TABLE2_COLUMNS,
  TABLE2_ROWS,
  TABLE3_ROWS,
  TABLE4_BLOCKS,
} from './rows';

export interface Cell {
  readonly index: number;
  /** `row.column`, "refused.stateSecret.naturalPerson" */
  readonly id: string;
  readonly table: TableNumber;
  readonly row: string;
  readonly column: string;
  /** Name in the store, "refused_state_secret_natural_person". */
  readonly store: string;
  readonly kind: ColumnKind;
  /** Editions whose table has this cell. */
  readonly editions: readonly EditionId[];
  readonly zh: string;
  readonly en: string;
}

/** "refused.stateSecret" as "refused_state_secret". */
export function snake(id: string): string {
  return id.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function describe(table: TableNumber, row: string, column: string): { kind: ColumnKind; zh: string; en: string } {
  const rows = table === 2 ? TABLE2_ROWS : table === 3 ? TABLE3_ROWS : TABLE4_BLOCKS;
  const columns = table === 2 ? TABLE2_COLUMNS : table === 3 ? APPLICANT_COLUMNS : OUTCOME_COLUMNS;
  const r = rows.find((each) => each.id === row);
  const c = columns.find((each) => each.id === column);
  if (!r || !c) throw new Error(`the form names ${row}.${column}, which has no definition`);
  // A backlog is a level at a point in time: it adds up over bodies, never over years.
  const kind = table === 3 && (row === 'carriedIn' || row === 'carriedForward') ? 'STOCK' : c.kind;
  const columnZh = row === 'procurement' && column === 'amount' ? '采购总金额' : c.zh;
  return { kind, zh: `${r.zh}·${columnZh}`, en: `${r.en}: ${c.en}` };
}

function collect(): Cell[] {
  const cells = new Map<string, Cell>();
  // The form in force comes first, so that its cells have the low indexes.
  for (const table of TABLES)
    for (const form of [...EDITIONS].reverse())
      for (const [row, column] of cellsOfTable(form, table)) {
        const id = `${row}.${column}`;
        if (cells.has(id)) continue;
        const editions = EDITIONS.filter((each) =>
          cellsOfTable(each, table).some(([r, c]) => r === row && c === column),
        ).map((each) => each.id);
        cells.set(id, {
          index: cells.size,
          id,
          table,
          row,
          column,
          store: snake(id),
          editions,
          ...describe(table, row, column),
        });
      }
  return [...cells.values()];
}

export const CELLS: readonly Cell[] = collect();

const byId = new Map(CELLS.map((cell) => [cell.id, cell]));

/** The cell with this id, or undefined. */
export function findCell(id: string): Cell | undefined {
  return byId.get(id);
}

/** The cell with this id. Throws on an id that is none: for ids written in code. */
export function cell(id: string): Cell {
  const found = byId.get(id);
  if (!found) throw new Error(`the form has no cell ${id}`);
  return found;
}

/** The cells of one table of one edition, in reading order. */
export function cellsOn(form: EditionId, table: TableNumber): readonly Cell[] {
  return onForm.get(`${form}/${table}`)!;
}

const onForm = new Map(
  EDITIONS.flatMap((form) =>
    TABLES.map(
      (table) => [`${form.id}/${table}`, cellsOfTable(form, table).map(([r, c]) => byId.get(`${r}.${c}`)!)] as const,
    ),
  ),
);
