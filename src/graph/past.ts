/** The state as of an earlier day. */
import type { Cell } from '../form/cells';
import { EDITION_IDS } from '../form/editions';
import { type Basis, basisNumber } from '../plan/basis';
import { editionColumn, tablesOf } from '../plan/columns';
import { type Holding, holdingOfRollup } from '../plan/holding';
import { TALLY_COLUMNS } from '../store/columns';
import type { Region } from '../store/regions';
import type { GraphContext } from './context';

/** Last millisecond of a day in China, where the reports are made. */
export function endOfDay(day: string): number {
  return Date.parse(`${day}T23:59:59.999+08:00`);
}

/** First millisecond of a day in China. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00.000+08:00`);
}

/** A region's total as of an instant. How many bodies are expected is what is known today. */
export async function totalsAsOf(
  context: GraphContext,
  region: Region,
  year: number,
  basis: Basis,
  instant: number,
  cells: readonly Cell[],
): Promise<Holding> {
  const [totals, today] = await Promise.all([
    context.store.reports.totalsAsOf(region.id, year, instant),
    context.figures.region(region, 0, year, 'COMPUTED', []),
  ]);
  const sum = { COMPUTED: totals.computed, FILED: totals.filed, BEST: totals.best }[basis];
  const row: Record<string, unknown> = { expected: today.expected };
  if (sum) {
    const editions = tablesOf(cells).flatMap((table) => EDITION_IDS.map((id) => editionColumn(table, id)));
    for (const column of ['reports', 'on_time', 'late', 'relieved', ...editions])
      row[column] = sum.tally[TALLY_COLUMNS.indexOf(column)];
    row.gaps = JSON.stringify(Object.fromEntries([...sum.gaps].map(([index, gap]) => [index.toString(36), gap])));
    if (basis === 'FILED') row.states = sum.states;
    for (const cell of cells) row[cell.store] = sum.value(cell.index);
  }
  return holdingOfRollup(row, basisNumber(basis), cells);
}
