/**
 * A table as one of the readers gives it, and what the readers of table 3 share: rows with one or several readings, settled
 * by the form's sums.
 */
import { cellsOn, findCell } from '../../form/cells';
import type { DraftCell, DraftNotice, DraftTable, ReadBy } from '../../form/draft';
import type { EditionId, TableNumber } from '../../form/editions';
import { outcomeRows } from '../../form/figures';
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { AmountUnit } from '../../form/value';
import { readValue, type Value } from '../printed/values';
import { proven } from './misread';
import { balance, distinct, type Reading, rowHolds } from './readings';

/** A table read, with how well it was found. */
export interface TableRead {
  readonly table: TableNumber;
  readonly draft: DraftTable;
  readonly notices: readonly DraftNotice[];
  /** Rows (of table 4: blocks) whose labels were found. */
  readonly found: number;
  /** Cells that could not be read. */
  readonly unread: number;
  /** Whether a cell of its grid holds several rows, which its text does not show. */
  readonly isTorn?: boolean;
}

/** One row as found: its possible readings, one value a column. */
export interface RowRead {
  readonly row: string;
  readonly columns: readonly string[];
  readonly readings: readonly Reading[];
  /** Figures of which it is not known in which columns they stand: the cells that these may be in are unreadable. */
  readonly isPartial?: boolean;
  /** The values of a row that lost a cell, in order. */
  readonly lost?: readonly Value[];
  readonly readBy: ReadBy;
  readonly confidence: number;
  /** What the row prints, for a row that cannot be read. */
  readonly printed: string;
  readonly line?: number;
  readonly page?: number;
}

/** The draft's cell of a value. `unit` is the unit that the column's header states. */
export function draftCell(value: Value | null, readBy: ReadBy, confidence: number, unit?: AmountUnit): DraftCell {
  if (value === null || value.state === 'BLANK') {
    const place = value ? placeOf(value) : {};
    return { state: 'BLANK', origin: { ...place, readBy, confidence } };
  }
  const origin = {
    printed: value.printed,
    ...(value.note ? { note: value.note } : {}),
    ...placeOf(value),
    readBy,
    confidence: value.state === 'UNREADABLE' ? 0 : confidence,
  };
  if (value.state !== 'REPORTED') return { state: value.state, origin };
  if (value.amount === undefined) return { state: 'REPORTED', count: value.count!, origin };
  const known = value.unit ?? unit;
  return { state: 'REPORTED', amount: value.amount, ...(known ? { unit: known } : {}), origin };
}

function placeOf(at: { page?: number; line?: number }) {
  return {
    ...(at.page === undefined ? {} : { page: at.page }),
    ...(at.line === undefined ? {} : { line: at.line }),
  };
}

function unreadCell(row: RowRead): DraftCell {
  const printed = row.printed === '' ? {} : { printed: row.printed };
  return { state: 'UNREADABLE', origin: { ...printed, ...placeOf(row), readBy: row.readBy, confidence: 0 } };
}

/**
 * Settles the rows of table 3; rows of the edition that are not given are unreadable: their label was not found. `isSummed`: the table has all
 * columns, so that what is not read may follow from its sums.
 */
export function settleRequests(rows: readonly RowRead[], form: EditionId, sure: boolean, isSummed = true): TableRead {
  const chosen = chooseReadings(rows, form, isSummed);
  if (isSummed)
    for (const [row, reading] of provenRequests(rows, chosen, form)) chosen.set(row, { reading, readBy: 'SUMS' });
  return tableRead(3, form, rows, chosen, sure);
}

/** The rows in which the sums of table 3 prove figures that were not read. */
function provenRequests(
  rows: readonly RowRead[],
  chosen: ReadonlyMap<RowRead, { reading: Reading }>,
  form: EditionId,
): [RowRead, Reading][] {
  const isUnread = (value: Value | null) => value?.state === 'UNREADABLE';
  if (!rows.some((row) => row.lost || chosen.get(row)?.reading.some(isUnread))) return [];
  const outcomes = outcomeRows(form).map((id) => ({ id, sign: 1 as const }));
  const flow = FLOW.map((id, i) => ({ id, sign: FLOW_SIGNS[i]! }));
  const counted = rows.map((row) => {
    const reading = row.lost ? undefined : chosen.get(row)?.reading;
    return { id: row.row, ...(reading ? { reading } : {}), ...(row.lost ? { lost: row.lost } : {}) };
  });
  const read = proven(counted, APPLICANT_COLUMNS.length, [flow, [...outcomes, { id: 'concluded', sign: -1 }]]);
  return rows.flatMap((row): [RowRead, Reading][] => {
    const reading = read.get(row.row);
    return reading ? [[row, reading]] : [];
  });
}

const FLOW = ['received', 'carriedIn', 'concluded', 'carriedForward'] as const;
const FLOW_SIGNS = [1, 1, -1, -1] as const;

/** A table from its rows, each with the reading chosen for it. */
export function tableRead(
  table: TableNumber,
  form: EditionId,
  rows: readonly RowRead[],
  chosen: ReadonlyMap<RowRead, { reading: Reading; readBy: ReadBy }>,
  /** The labels of the rows were found one by one, so that a row that is not given is not there. */
  sure: boolean,
  unitOf: (cellId: string) => AmountUnit | undefined = () => undefined,
): TableRead {
  const cells = new Map<string, DraftCell>();
  const notices: DraftNotice[] = [];
  for (const row of rows) {
    const choice = chosen.get(row);
    const ids = row.columns.map((column) => `${row.row}.${column}`);
    if (!choice) {
      for (const id of ids) cells.set(id, unreadCell(row));
      notices.push(ambiguous(ids, row));
      continue;
    }
    for (const [i, id] of ids.entries()) {
      const confidence = choice.readBy === 'SUMS' ? Math.min(0.8, row.confidence) : row.confidence;
      cells.set(id, draftCell(choice.reading[i] ?? null, choice.readBy, confidence, unitOf(id)));
    }
    const open = row.isPartial ? ids.filter((id) => cells.get(id)!.state === 'UNREADABLE') : [];
    if (open.length > 0) notices.push(ambiguous(open, row));
  }
  const onForm = cellsOn(form, table);
  const known = new Set(onForm.map((cell) => cell.id));
  for (const id of [...cells.keys()]) if (!known.has(id)) cells.delete(id);
  const missing = onForm.filter((cell) => !cells.has(cell.id)).map((cell) => cell.id);
  if (missing.length > 0) {
    for (const id of missing) cells.set(id, { state: 'UNREADABLE', origin: { readBy: 'LABEL', confidence: 0 } });
    notices.push(unreadNotice(missing, sure));
  }
  const strange = [...cells].filter(
    ([id, cell]) => cell.state === 'UNREADABLE' && !missing.includes(id) && cell.origin?.printed,
  );
  const inRows = new Set(notices.flatMap((notice) => notice.cells ?? []));
  const single = strange.filter(([id]) => !inRows.has(id));
  for (const [id, cell] of single) {
    const { zh, en, kind } = findCell(id)!;
    const printed = cell.origin!.printed!;
    const isFigure = readValue(printed, kind).state !== 'UNREADABLE';
    notices.push({
      code: 'CELL_UNREADABLE',
      zh: `“${zh}”印有“${printed}”，${isFigure ? '不能确定是否是本格的数字' : '无法识别为数字'}`,
      en: `${en} prints "${printed}", ${isFigure ? 'of which it is not certain that it is the figure of this cell' : 'which is not a figure'}`,
      cells: [id],
      ...(cell.origin!.line === undefined ? {} : { line: cell.origin!.line }),
    });
  }
  const unread = [...cells.values()].filter((cell) => cell.state === 'UNREADABLE').length;
  return { table, draft: { edition: form, cells }, notices, found: rows.length, unread };
}

function ambiguous(ids: readonly string[], row: RowRead): DraftNotice {
  const first = findCell(ids[0]!);
  const zh = first ? first.zh.split('·')[0] : row.row;
  const en = first ? first.en.split(':')[0] : row.row;
  return {
    code: 'READING_AMBIGUOUS',
    zh: `“${zh}”一行有多种读法，勾稽关系不能确定其一${row.printed ? `：${row.printed}` : ''}`,
    en: `The row "${en}" can be read in several ways and the sums do not decide${row.printed ? `: ${row.printed}` : ''}`,
    cells: ids,
    ...(row.line === undefined ? {} : { line: row.line }),
  };
}

function unreadNotice(missing: readonly string[], sure: boolean): DraftNotice {
  const rows = [...new Set(missing.map((id) => findCell(id)!.row))];
  const zh = rows.map((row) => findCell(missing.find((id) => findCell(id)!.row === row)!)!.zh.split('·')[0]).join('、');
  const en = rows.map((row) => findCell(missing.find((id) => findCell(id)!.row === row)!)!.en.split(':')[0]).join(', ');
  return {
    code: 'CELL_UNREADABLE',
    zh: sure ? `表中没有找到这些行：${zh}` : `表中有未能识别的内容：${zh}`,
    en: sure ? `Rows not found in the table: ${en}` : `Part of the table could not be read: ${en}`,
    cells: missing,
  };
}

/** One reading a row where there is exactly one, or where the sums of the row and of the table leave exactly one. */
function chooseReadings(
  rows: readonly RowRead[],
  form: EditionId,
  isSummed: boolean,
): Map<RowRead, { reading: Reading; readBy: ReadBy }> {
  const chosen = new Map<RowRead, { reading: Reading; readBy: ReadBy }>();
  const open = new Map<RowRead, Reading[]>();
  for (const row of rows) {
    const readings = distinct(row.readings);
    if (readings.length === 1) {
      chosen.set(row, { reading: repaired(readings[0]!), readBy: row.readBy });
      continue;
    }
    const possible = readings.filter(rowHolds);
    // Where no column was left blank, the row's own sum decides.
    const full = possible.filter((reading) => !reading.includes(null));
    if (full.length === 1 && possible.length === 1) chosen.set(row, { reading: full[0]!, readBy: 'SUMS' });
    else open.set(row, possible);
  }
  if (open.size > 0 && isSummed)
    for (const [row, reading] of balanced(rows, open, chosen, form)) chosen.set(row, { reading, readBy: 'SUMS' });
  return withLoneGapOpen(chosen, open);
}

/** The readings; where all of a table is printed but for one cell that its row was found to lack, that may be blank or lost. */
function withLoneGapOpen(
  chosen: Map<RowRead, { reading: Reading; readBy: ReadBy }>,
  open: ReadonlyMap<RowRead, readonly Reading[]>,
): Map<RowRead, { reading: Reading; readBy: ReadBy }> {
  const isGap = (value: Value | null) => value === null || value.state === 'BLANK';
  const gaps = [...chosen].flatMap(([row, { reading }]) => (reading.some(isGap) ? [row] : []));
  const [row] = gaps;
  if (gaps.length !== 1 || !row || !open.has(row)) return chosen;
  const { reading, readBy } = chosen.get(row)!;
  const lost: Value = { state: 'UNREADABLE', printed: row.printed };
  if (reading.filter(isGap).length === 1) chosen.set(row, { reading: reading.map((value) => value ?? lost), readBy });
  return chosen;
}

/**
 * Digits that white space divides are a number where the row's sum proves it. Where a whole figure is part of that sum, none of them is that of a
 * blank cell beside them.
 */
export function repaired(reading: Reading): Reading {
  if (reading.every((value) => value?.joined === undefined)) return reading;
  const isPart = reading.slice(0, -1).some((value) => value?.state === 'REPORTED' && value.count);
  const joined = reading.map((value): Value | null => {
    if (value?.joined !== undefined) return { ...value, state: 'REPORTED', count: value.joined };
    return isPart && value?.isBeside ? { state: 'BLANK', printed: '' } : value;
  });
  return joined.at(-1)?.state === 'REPORTED' && rowHolds(joined) ? joined : reading;
}

/** The open rows' readings where exactly one combination makes both identities of the form hold in every column. */
function balanced(
  rows: readonly RowRead[],
  open: ReadonlyMap<RowRead, readonly Reading[]>,
  chosen: ReadonlyMap<RowRead, { reading: Reading }>,
  form: EditionId,
): Map<RowRead, Reading> {
  const decided = new Map<RowRead, Reading>();
  const byId = new Map(rows.map((row) => [row.row, row]));
  const readingsOf = (id: string): readonly Reading[] | undefined => {
    const row = byId.get(id);
    if (!row) return undefined;
    const fixed = chosen.get(row)?.reading ?? decided.get(row);
    return fixed ? [fixed] : open.get(row);
  };
  const flow = FLOW.map(readingsOf);
  const outcomes = outcomeRows(form);
  const parts = outcomes.map(readingsOf);
  if (flow.includes(undefined) || parts.includes(undefined)) return decided;
  const flows = balance(
    flow.map((readings, i) => ({ readings: readings!, sign: FLOW_SIGNS[i]! })),
    50,
  );
  if (!flows) return decided;
  const solutions: { flow: number[]; parts: number[] }[] = [];
  for (const choice of flows) {
    const concluded = flow[2]![choice[2]!]!;
    const sums = balance(
      [{ readings: [concluded], sign: -1 }, ...parts.map((readings) => ({ readings: readings!, sign: 1 as const }))],
      2,
    );
    if (!sums) return decided;
    for (const sum of sums) solutions.push({ flow: choice, parts: sum.slice(1) });
    if (solutions.length > 1) return decided;
  }
  const only = solutions[0];
  if (!only) return decided;
  for (const [i, id] of FLOW.entries()) {
    const row = byId.get(id)!;
    if (open.has(row)) decided.set(row, flow[i]![only.flow[i]!]!);
  }
  for (const [i, id] of outcomes.entries()) {
    const row = byId.get(id)!;
    if (open.has(row)) decided.set(row, parts[i]![only.parts[i]!]!);
  }
  return decided;
}

export const APPLICANT_IDS: readonly string[] = APPLICANT_COLUMNS.map((column) => column.id);
