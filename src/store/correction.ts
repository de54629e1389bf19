/** One figure set by a person: what follows for the totals that were derived from it. */
import { CELLS, findCell } from '../form/cells';
import type { DraftCell, DraftTable } from '../form/draft';
import { type EditionId, TABLES } from '../form/editions';
import { type ReportFigures, settle } from '../form/figures';
import { Problem } from '../form/problem';
import { fromFen, MAX_CELL_COUNT, toFen, unitOfAmount } from '../form/value';
import type { CellCorrection } from './input';

/** The figures with one cell set anew: totals that the document left blank are derived again. @throws BAD_INPUT, BAD_FIGURE */
export function correctCell(figures: ReportFigures, cellId: string, change: CellCorrection): ReportFigures {
  const cell = findCell(cellId);
  if (!cell) throw new Problem('BAD_INPUT', `表格中没有“${cellId}”这一格`, `The form has no cell "${cellId}"`);
  const form = figures.forms[cell.table];
  if (form === null || !cell.editions.includes(form))
    throw new Problem(
      'BAD_FIGURE',
      `这份报告的表格中没有“${cell.zh}”一格`,
      `This report's form has no cell "${cell.en}"`,
    );
  const tables: Partial<Record<2 | 3 | 4, DraftTable>> = {};
  for (const table of TABLES) {
    const edition = figures.forms[table];
    if (edition !== null) tables[table] = { edition, cells: new Map(printedCells(figures, table, edition)) };
  }
  (tables[cell.table]!.cells as Map<string, DraftCell>).set(cell.id, cellOf(cell, change));
  return settle(tables);
}

/** The cells of a table as they were before totals were derived. */
function* printedCells(figures: ReportFigures, table: number, edition: EditionId): Generator<[string, DraftCell]> {
  for (const cell of CELLS) {
    if (cell.table !== table || !cell.editions.includes(edition)) continue;
    const state = figures.states[cell.index]!;
    const value = figures.values[cell.index];
    if (state === 'REPORTED' && value !== null && value !== undefined)
      yield [cell.id, reported(cell.kind, cell.row, value)];
    else if (state === 'NOT_APPLICABLE' || state === 'UNREADABLE') yield [cell.id, { state }];
    else yield [cell.id, { state: 'BLANK' }];
  }
}

function reported(kind: string, row: string, value: number): DraftCell {
  if (kind !== 'AMOUNT') return { state: 'REPORTED', count: value };
  const unit = unitOfAmount(row);
  return { state: 'REPORTED', amount: fromFen(BigInt(value), unit), unit };
}

function cellOf(cell: { kind: string; row: string; zh: string; en: string }, change: CellCorrection): DraftCell {
  if ('state' in change) return { state: change.state };
  const refused = (zh: string, en: string): Problem =>
    new Problem(
      'BAD_FIGURE',
      `“${cell.zh}”不能是 ${change.value}：${zh}`,
      `"${cell.en}" cannot be ${change.value}: ${en}`,
    );
  if (cell.kind === 'AMOUNT') {
    const unit = unitOfAmount(cell.row);
    const fen = toFen(String(change.value), unit);
    if (fen === undefined || fen < 0n || fen > BigInt(Number.MAX_SAFE_INTEGER))
      throw refused(
        `应为以${unit}计、精确到分的非负金额`,
        `an amount in ${unit}, not negative, exact to one 分, is needed`,
      );
    return { state: 'REPORTED', amount: String(change.value), unit };
  }
  const count = Number(change.value);
  if (!Number.isSafeInteger(count) || Math.abs(count) > MAX_CELL_COUNT || String(change.value).trim() === '')
    throw refused('应为整数', 'a whole number is needed');
  if (count < 0 && cell.kind !== 'SIGNED') throw refused('不能为负数', 'it cannot be negative');
  return { state: 'REPORTED', count };
}
