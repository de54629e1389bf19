/** Reports for the tests of the checks: given figures, and random ones whose sums hold. */
import fc from 'fast-check';
import type { CheckContext } from '../../src/check/context';
import { cell, cellsOn } from '../../src/form/cells';
import type { DraftCell, DraftTable } from '../../src/form/draft';
import { type EditionId, TABLES, type TableNumber } from '../../src/form/editions';
import { outcomeRows, type ReportFigures, settle } from '../../src/form/figures';
import { APPLICANTS, OUTCOME_COLUMNS } from '../../src/form/rows';

/** A number, null for a blank, "/" for not applicable, "?" for something unreadable; a decimal string for an amount. */
export type Printed = number | string | null;
export type Cells = Map<string, Printed>;
export type Tables = Partial<Record<TableNumber, { edition: EditionId; cells: Cells }>>;

function draftCell(id: string, printed: Printed): DraftCell {
  if (printed === null) return { state: 'BLANK' };
  if (printed === '/') return { state: 'NOT_APPLICABLE' };
  if (printed === '?') return { state: 'UNREADABLE' };
  if (cell(id).kind === 'AMOUNT') return { state: 'REPORTED', amount: String(printed), unit: '万元' };
  return { state: 'REPORTED', count: Number(printed) };
}

export function figuresOf(tables: Tables): ReportFigures {
  const drafts: Partial<Record<TableNumber, DraftTable>> = {};
  for (const table of TABLES) {
    const given = tables[table];
    if (!given) continue;
    const cells = new Map([...given.cells].map(([id, printed]) => [id, draftCell(id, printed)]));
    drafts[table] = { edition: given.edition, cells };
  }
  return settle(drafts);
}

/** A report of zeros on one edition. */
export function zeros(edition: EditionId = '2021'): Record<TableNumber, { edition: EditionId; cells: Cells }> {
  const table = (number: TableNumber) => ({
    edition,
    cells: new Map<string, Printed>(cellsOn(edition, number).map((each) => [each.id, 0])),
  });
  return { 2: table(2), 3: table(3), 4: table(4) };
}

export const COLUMNS = [...APPLICANTS, 'total'];

export function setRow(cells: Cells, row: string, values: readonly Printed[]): void {
  for (const [at, value] of values.entries()) cells.set(`${row}.${COLUMNS[at]}`, value);
}

export function setBlock(cells: Cells, block: string, values: readonly Printed[]): void {
  for (const [at, value] of values.entries()) cells.set(`${block}.${OUTCOME_COLUMNS[at]!.id}`, value);
}

export const CONTEXT: CheckContext = {
  year: 2023,
  kind: 'justice',
  scope: 'OWN',
  regionLevel: 'COUNTY',
  publishedOn: '2024-01-20',
  deadline: '2024-01-31',
};

const count = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 9 }), fc.nat({ max: 2_000_000 }));

/** A table 3 in which every sum holds. */
export function consistentTable3(edition: EditionId): fc.Arbitrary<Cells> {
  const outcomes = outcomeRows(edition);
  const column = fc.record({
    items: fc.array(count, { minLength: outcomes.length, maxLength: outcomes.length }),
    forward: count,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  return fc.array(column, { minLength: 6, maxLength: 6 }).map((columns) => {
    const cells: Cells = new Map();
    const add = (row: string, at: number, value: number) => {
      cells.set(`${row}.${APPLICANTS[at]}`, value);
      cells.set(`${row}.total`, ((cells.get(`${row}.total`) as number | undefined) ?? 0) + value);
    };
    for (const [at, { items, forward, share }] of columns.entries()) {
      const concluded = items.reduce((a, b) => a + b, 0);
      const received = Math.floor((concluded + forward) * share);
      for (const [index, row] of outcomes.entries()) add(row, at, items[index]!);
      add('concluded', at, concluded);
      add('carriedForward', at, forward);
      add('received', at, received);
      add('carriedIn', at, concluded + forward - received);
    }
    return cells;
  });
}

/** A table 4 in which every sum holds. */
export function consistentTable4(): fc.Arbitrary<Cells> {
  const blocks = ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'];
  return fc.array(fc.tuple(count, count, count, count), { minLength: 3, maxLength: 3 }).map((parts) => {
    const cells: Cells = new Map();
    for (const [at, block] of blocks.entries())
      setBlock(cells, block, [...parts[at]!, parts[at]!.reduce((a, b) => a + b, 0)]);
    return cells;
  });
}
