/** Makes every expectation, every roll-up and every index of the narratives anew from departments and reports. */
import { REGION_LEVELS } from '../plan/basis';
import { BESIDE, yearsBeside } from './department-rows';
import type { Journal, Transaction } from './journal';
import { rebuildNarratives } from './narratives';
import { Refiling } from './refiling';
import type { Regions } from './regions';
import { newUnsettled } from './settle';

const SQL = {
  /** A body that no register names is expected from its first own report on. */
  expected: `UPDATE department SET expected_from = f.first FROM (
      SELECT d.id, MIN(r.year) AS first FROM department d
      LEFT JOIN report r ON r.department_id = d.id AND r.scope = 0 AND r.withdrawn = 0
      WHERE d.registered = 0 GROUP BY d.id
    ) f WHERE f.id = department.id AND COALESCE(department.expected_from, 0) <> COALESCE(f.first, 0)`,
  departments: `SELECT region_id, kind_id, expected_from, expected_to, reported_beside FROM department
    WHERE expected_from IS NOT NULL OR reported_beside IS NOT NULL`,
  besideNothing: 'UPDATE department SET reported_beside = NULL WHERE reported_beside IS NOT NULL',
  beside: `SELECT d.id, r.year FROM department d JOIN report r ON r.department_id = d.id AND ${BESIDE} ORDER BY d.id, r.year`,
  setBeside: 'UPDATE department SET reported_beside = ? WHERE id = ?',
  reports: 'SELECT DISTINCT region_id, year, kind_id, scope FROM report WHERE withdrawn = 0',
};

/** In one transaction: whoever reads sees the old state until it is done. */
export function rebuildAll(journal: Journal, regions: Regions): Promise<void> {
  return journal.writeAlone(async (transaction) => {
    await transaction.run('DELETE FROM rollup');
    await transaction.run('DELETE FROM expectation');
    await transaction.run(SQL.expected);
    await findBeside(transaction);
    const { expectations, totals } = newUnsettled(transaction, regions);
    const departments = await transaction.all<{
      region_id: number;
      kind_id: number;
      expected_from: number | null;
      expected_to: number | null;
      reported_beside: string | null;
    }>(SQL.departments);
    for (const { region_id, kind_id, expected_from, expected_to, reported_beside } of departments)
      expectations.replace(undefined, {
        regionId: region_id,
        kindId: kind_id,
        from: expected_from,
        to: expected_to,
        beside: yearsBeside(reported_beside),
      });
    for (let level = 0; level < REGION_LEVELS.length; level += 1) await expectations.write(transaction, level);
    const reports = await transaction.all<{ region_id: number; year: number; kind_id: number; scope: number }>(
      SQL.reports,
    );
    for (const { region_id, year, kind_id, scope } of reports)
      if (scope === 0) totals.own(region_id, year, kind_id);
      else totals.filed(region_id, year);
    await new Refiling(transaction, regions.deadlines, totals).within(0, regions.nation.rangeEnd, 0);
    await totals.recomputeAll();
    await rebuildNarratives(transaction, regions);
    transaction.bump();
  });
}

/** The years in which bodies reported although no register expects them. */
async function findBeside(transaction: Transaction): Promise<void> {
  await transaction.run(SQL.besideNothing);
  const years = new Map<number, number[]>();
  for (const { id, year } of await transaction.all<{ id: number; year: number }>(SQL.beside))
    years.set(id, [...(years.get(id) ?? []), year]);
  for (const [id, beside] of years) await transaction.run(SQL.setBeside, [beside.join(), id]);
}
