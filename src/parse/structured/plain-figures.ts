/**
 * The figures of an ordinary report of a bulk load straight from JSON: every cell of its tables a number. Anything else (a blank, a
 * cell that is not there, a figure that is refused) is left to `readReport` and `settle`, which this gives the same as.
 */
import { CELLS, type Cell, cellsOn } from '../../form/cells';
import { EDITION_IDS, type EditionId, TABLES, type TableNumber } from '../../form/editions';
import { printedStates, type ReportFigures } from '../../form/figures';
import { MAX_CELL_COUNT, toFen, unitOfAmount } from '../../form/value';
import { EXACT_NUMBER } from './figure';

type Json = Readonly<Record<string, unknown>>;
type Values = (number | null)[];

/** A table of an edition. */
interface Form {
  readonly edition: EditionId;
  readonly table: TableNumber;
  readonly byId: ReadonlyMap<string, Cell>;
  readonly byRow: ReadonlyMap<string, readonly Cell[]>;
}

function formOf(edition: EditionId, table: TableNumber): Form {
  const cells = cellsOn(edition, table);
  const rows = [...new Set(cells.map(({ row }) => row))];
  return {
    edition,
    table,
    byId: new Map(cells.map((each) => [each.id, each])),
    byRow: new Map(rows.map((row) => [row, cells.filter((each) => each.row === row)])),
  };
}

const FORMS: ReadonlyMap<string, Form> = new Map(
  EDITION_IDS.flatMap((edition) => TABLES.map((table) => [`${edition}/${table}`, formOf(edition, table)] as const)),
);
const KEYS: Readonly<Record<TableNumber, { readonly table: string; readonly rows?: string }>> = {
  2: { table: 'table2' },
  3: { table: 'table3', rows: 'rows' },
  4: { table: 'table4', rows: 'blocks' },
};
const MAX_FEN = BigInt(Number.MAX_SAFE_INTEGER);

/** The figures of `tables` of a report; undefined where they are not plain. */
export function plainFigures(tables: unknown): ReportFigures | undefined {
  if (!isJson(tables)) return undefined;
  const values: Values = new Array(CELLS.length).fill(null);
  const forms: Record<TableNumber, EditionId | null> = { 2: null, 3: null, 4: null };
  let read = 0;
  for (const table of TABLES) {
    const { table: key, rows } = KEYS[table];
    const given = tables[key];
    if (given === undefined) continue;
    read += 1;
    if (!isJson(given)) return undefined;
    const form = FORMS.get(`${String(given.edition)}/${table}`);
    if (!form || given.edition !== form.edition || !readTable(given, rows, form, values)) return undefined;
    forms[table] = form.edition;
  }
  // A key of another name is refused elsewhere.
  if (read === 0 || Object.keys(tables).length !== read) return undefined;
  return { forms, values, states: printedStates(forms) };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Puts the figures of a table in their places. @returns whether each of its cells is there, once */
function readTable(given: Json, rowsKey: string | undefined, form: Form, values: Values): boolean {
  let read = 0;
  for (const key in given) {
    if (key === 'edition') continue;
    const part = given[key];
    if (!isJson(part)) return false;
    if (key === 'cells')
      for (const id in part) {
        const cell = form.byId.get(id);
        if (!cell || !put(cell, part[id], values)) return false;
        read += 1;
      }
    else if (key === rowsKey)
      for (const row in part) {
        const cells = form.byRow.get(row);
        const figures = part[row];
        if (!cells || !Array.isArray(figures) || figures.length !== cells.length) return false;
        for (let at = 0; at < cells.length; at += 1) if (!put(cells[at]!, figures[at], values)) return false;
        read += cells.length;
      }
    else return false;
  }
  return read === form.byId.size;
}

function put({ index, kind, row }: Cell, raw: unknown, values: Values): boolean {
  if (values[index] !== null) return false;
  if (kind === 'AMOUNT') {
    const text = typeof raw === 'number' && Math.abs(raw) < EXACT_NUMBER ? String(raw) : raw;
    const fen = typeof text === 'string' ? toFen(text, unitOfAmount(row)) : undefined;
    if (fen === undefined || fen < 0n || fen > MAX_FEN) return false;
    values[index] = Number(fen);
    return true;
  }
  if (typeof raw !== 'number' || !Number.isInteger(raw)) return false;
  if ((raw < 0 && kind !== 'SIGNED') || Math.abs(raw) > MAX_CELL_COUNT) return false;
  // -0 and 0 are the same figure.
  values[index] = raw + 0;
  return true;
}
