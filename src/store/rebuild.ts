/** Makes every expectation, every roll-up and every index of the narratives anew from departments and reports. */
import { ExpectationChanges } from './expectations';
import type { Journal } from './journal';
import { rebuildNarratives } from './narratives';
import type { Regions } from './regions';
import { TouchedTotals } from './rollups';

/** In one transaction: whoever reads sees the old state until it is done. */
export function rebuildAll(journal: Journal, regions: Regions): void {
  journal.write(() => {
    journal.prepare('DELETE FROM rollup').run();
    journal.prepare('DELETE FROM expectation').run();
    journal
      .prepare(
        `UPDATE department SET expected_from = f.first FROM (
           SELECT d.id, MIN(r.year) AS first FROM department d
           LEFT JOIN report r ON r.department_id = d.id AND r.scope = 0 AND r.withdrawn = 0
           WHERE d.registered = 0 GROUP BY d.id
         ) f WHERE f.id = department.id AND department.expected_from IS NOT f.first`,
      )
      .run();
    const expectations = new ExpectationChanges(regions);
    const departments = journal
      .prepare('SELECT region_id, kind_id, expected_from, expected_to FROM department WHERE expected_from IS NOT NULL')
      .all() as { region_id: number; kind_id: number; expected_from: number; expected_to: number | null }[];
    for (const { region_id, kind_id, expected_from, expected_to } of departments)
      expectations.replace(undefined, { regionId: region_id, kindId: kind_id, from: expected_from, to: expected_to });
    expectations.write(journal);
    const totals = new TouchedTotals(journal, regions);
    const reports = journal
      .prepare('SELECT DISTINCT region_id, year, kind_id, scope FROM report WHERE withdrawn = 0')
      .all() as { region_id: number; year: number; kind_id: number; scope: number }[];
    for (const { region_id, year, kind_id, scope } of reports)
      if (scope === 0) totals.own(region_id, year, kind_id);
      else totals.filed(region_id, year);
    totals.recompute();
    rebuildNarratives(journal, regions);
    journal.bump();
  });
}
