/**
 * The figures of one report, settled: every cell of `CELLS` with its value and state, totals that were left blank derived
 * from their parts. This is what is checked, stored and summed.
 */
import { CELLS, type Cell, cell, cellsOn } from './cells';
import type { DraftTable } from './draft';
import { EDITION_IDS, type EditionId, TABLES, type TableNumber } from './editions';
import { APPLICANTS, OUTCOME_COLUMNS } from './rows';
import { type CellState, MAX_CELL_COUNT, toFen } from './value';

export interface ReportFigures {
  /** Edition of each table; null where the document lacks the table. */
  readonly forms: Readonly<Record<TableNumber, EditionId | null>>;
  /** By `Cell.index`: a count, or 分 for an amount; null where there is no value. Whole numbers below 2^53. */
  readonly values: readonly (number | null)[];
  /** By `Cell.index`. */
  readonly states: readonly CellState[];
}

/** Largest amount that one cell may hold, in 分: 90 trillion yuan, exact as a number. */
const MAX_FEN = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Settles a draft's tables. A cell that its table does not name is blank. An amount without a unit, finer than one 分 or
 * beyond any real sum, and a count beyond any real count are unreadable: kept in the draft, never added up.
 */
export function settle(tables: Readonly<Partial<Record<TableNumber, DraftTable>>>): ReportFigures {
  const values: (number | null)[] = new Array(CELLS.length).fill(null);
  const states: CellState[] = CELLS.map((each) => (tables[each.table] ? 'NOT_ON_THIS_FORM' : 'TABLE_MISSING'));
  for (const table of TABLES) {
    const read = tables[table];
    if (!read) continue;
    for (const each of cellsOn(read.edition, table)) {
      const found = read.cells.get(each.id);
      states[each.index] = found?.state ?? 'BLANK';
      if (found?.state !== 'REPORTED') continue;
      const value = each.kind === 'AMOUNT' ? amountOf(found.amount, found.unit) : countOf(found.count);
      if (value === undefined) states[each.index] = 'UNREADABLE';
      else values[each.index] = value;
    }
  }
  const forms = { 2: tables[2]?.edition ?? null, 3: tables[3]?.edition ?? null, 4: tables[4]?.edition ?? null };
  for (const table of TABLES)
    if (forms[table])
      for (const [total, parts] of totals.get(`${forms[table]}/${table}`)!) derive(total, parts, values, states);
  return { forms, values, states };
}

function countOf(count: number | undefined): number | undefined {
  return count !== undefined && Number.isSafeInteger(count) && Math.abs(count) <= MAX_CELL_COUNT ? count : undefined;
}

function amountOf(amount: string | undefined, unit: Parameters<typeof toFen>[1] | undefined): number | undefined {
  if (amount === undefined || unit === undefined) return undefined;
  const fen = toFen(amount, unit);
  if (fen === undefined || fen > MAX_FEN || fen < -MAX_FEN) return undefined;
  return Number(fen);
}

type Values = (number | null)[];

/** Fills a blank total from the printed parts: DERIVED where all are printed, PARTIAL where some, still blank where none. */
function derive(total: Cell, parts: readonly Cell[], values: Values, states: CellState[]): void {
  if (states[total.index] !== 'BLANK') return;
  // A part that is not applicable has nothing to add; one that is blank or unreadable may have.
  const printed = parts.filter((part) => values[part.index] !== null);
  if (printed.length === 0) return;
  const whole = parts.every(
    (part) =>
      states[part.index] === 'NOT_APPLICABLE' || (values[part.index] !== null && states[part.index] !== 'PARTIAL'),
  );
  values[total.index] = printed.reduce((sum, part) => sum + values[part.index]!, 0);
  states[total.index] = whole ? 'DERIVED' : 'PARTIAL';
}

/** Ids of the rows whose sum is （七）总计 of table 3, on an edition. */
export function outcomeRows(form: EditionId): string[] {
  const rows = new Set(cellsOn(form, 3).map((each) => each.row));
  for (const other of ['received', 'carriedIn', 'concluded', 'carriedForward']) rows.delete(other);
  return [...rows];
}

/** The totals of a table that follow from other cells, with these parts, in the order in which they are derived. */
function totalsOf(form: EditionId, table: TableNumber): (readonly [total: Cell, parts: readonly Cell[]])[] {
  const rows = [...new Set(cellsOn(form, table).map((each) => each.row))];
  const across = (columns: readonly string[]) =>
    rows.map((row) => [cell(`${row}.total`), columns.map((column) => cell(`${row}.${column}`))] as const);
  if (table === 2) return [];
  if (table === 4) return across(OUTCOME_COLUMNS.slice(0, 4).map((column) => column.id));
  const outcomes = outcomeRows(form);
  const down = APPLICANTS.map(
    (applicant) => [cell(`concluded.${applicant}`), outcomes.map((row) => cell(`${row}.${applicant}`))] as const,
  );
  return [...down, ...across(APPLICANTS)];
}

/** Looked up for each report that is read: naming the cells anew would take most of the time of settling. */
const totals = new Map(
  EDITION_IDS.flatMap((form) => TABLES.map((table) => [`${form}/${table}`, totalsOf(form, table)] as const)),
);

const LETTER: Partial<Record<CellState, string>> = {
  BLANK: 'b',
  NOT_APPLICABLE: 'n',
  UNREADABLE: 'u',
  DERIVED: 'd',
  PARTIAL: 'p',
};
const STATE = new Map(Object.entries(LETTER).map(([state, letter]) => [letter, state as CellState]));

/** The states that do not follow from value and edition, as the store keeps them: "b2f,d31"; null where there are none. */
export function packStates({ states }: ReportFigures): string | null {
  let packed = '';
  for (let index = 0; index < states.length; index += 1) {
    const state = states[index]!;
    if (state === 'REPORTED' || state === 'NOT_ON_THIS_FORM' || state === 'TABLE_MISSING') continue;
    packed += `${packed === '' ? '' : ','}${LETTER[state]!}${index.toString(36)}`;
  }
  return packed === '' ? null : packed;
}

/** `[index, state]` of each packed state. */
export function unpackStates(packed: string | null): [index: number, state: CellState][] {
  if (!packed) return [];
  return packed.split(',').map((entry) => [Number.parseInt(entry.slice(1), 36), STATE.get(entry[0]!)!]);
}

const allPrinted = new Map<string, ReportFigures['states']>();

/** The states of figures on these editions that are all printed: one list for all such reports. */
export function printedStates(forms: ReportFigures['forms']): ReportFigures['states'] {
  const name = `${forms[2]}/${forms[3]}/${forms[4]}`;
  let states = allPrinted.get(name);
  if (!states) {
    states = unpackFigures(forms, [], null).states;
    allPrinted.set(name, states);
  }
  return states;
}

const allZero = new Map<string, ReportFigures>();

/** Figures on these editions of which each is printed as zero, as most reports have them: the same object for all. */
export function zeroFigures(forms: ReportFigures['forms']): ReportFigures {
  const name = `${forms[2]}/${forms[3]}/${forms[4]}`;
  let figures = allZero.get(name);
  if (!figures) {
    const states = printedStates(forms);
    figures = { forms, values: states.map((state) => (state === 'REPORTED' ? 0 : null)), states };
    allZero.set(name, figures);
  }
  return figures;
}

/** Figures from what the store keeps of them. */
export function unpackFigures(
  forms: ReportFigures['forms'],
  values: readonly (number | null)[],
  packed: string | null,
): ReportFigures {
  const states: CellState[] = CELLS.map((each) => {
    const form = forms[each.table];
    if (form === null) return 'TABLE_MISSING';
    return each.editions.includes(form) ? 'REPORTED' : 'NOT_ON_THIS_FORM';
  });
  for (const [index, state] of unpackStates(packed)) states[index] = state;
  return { forms, values, states };
}
