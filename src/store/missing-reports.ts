/** Keeps the findings of bodies that are expected to report and did not, region by region and year by year. */
import { checkFiling, type ExpectedBody } from '../check/filing';
import { type FindingRows, reachNumber } from './finding-rows';
import type { Transaction } from './journal';

const SQL = {
  bodies: `SELECT d.id, d.registered, CASE WHEN EXISTS (
      SELECT 1 FROM report r WHERE r.department_id = d.id AND r.year = ? AND r.withdrawn = 0) THEN 1 ELSE 0 END AS filed
    FROM department d
    WHERE d.region_id = ? AND d.expected_from <= ? AND COALESCE(d.expected_to, 9999) >= ?`,
  years:
    'SELECT DISTINCT year FROM report WHERE region_id = ? UNION SELECT year FROM finding WHERE region_id = ? AND report_id IS NULL',
  told: 'SELECT DISTINCT department_id FROM finding WHERE year = ? AND region_id = ? AND reach = ? AND report_id IS NULL',
};

const FILING = reachNumber('FILING');

export class MissingReports {
  /** Years to be run again, by region; null: every year. */
  private readonly pending = new Map<number, Set<number> | null>();

  constructor(
    private readonly transaction: Transaction,
    private readonly findings: FindingRows,
  ) {}

  /** A report of a body of the region came or went. */
  touch(regionId: number, year: number): void {
    const years = this.pending.get(regionId);
    if (years === null) return;
    if (years) years.add(year);
    else this.pending.set(regionId, new Set([year]));
  }

  /** Who is expected in the region changed. */
  touchAll(regionId: number): void {
    this.pending.set(regionId, null);
  }

  /** Ids of the regions to be run again. */
  regions(): IterableIterator<number> {
    return this.pending.keys();
  }

  /** Runs the regions that are meant. @returns how many bodies have findings other than before */
  async run(isMeant: (regionId: number) => boolean = () => true): Promise<number> {
    let changed = 0;
    for (const [regionId, years] of this.pending) {
      if (!isMeant(regionId)) continue;
      for (const year of years ?? (await this.yearsOf(regionId))) changed += await this.runOne(regionId, year);
      this.pending.delete(regionId);
    }
    return changed;
  }

  private async yearsOf(regionId: number): Promise<number[]> {
    const rows = await this.transaction.all<{ year: number }>(SQL.years, [regionId, regionId]);
    return rows.map((row) => row.year);
  }

  private async runOne(regionId: number, year: number): Promise<number> {
    const bodies = await this.transaction.all<{
      id: number;
      registered: number;
      filed: number;
    }>(SQL.bodies, [year, regionId, year, year]);
    const missing = checkFiling(
      year,
      bodies.map(
        ({ id, registered, filed }): ExpectedBody => ({
          department: id,
          registered: registered === 1,
          filed: filed === 1,
        }),
      ),
    );
    const told = await this.transaction.all<{ department_id: number }>(SQL.told, [year, regionId, FILING]);
    const concerned = new Set([...missing.keys(), ...told.map((row) => row.department_id)]);
    let changed = 0;
    for (const departmentId of concerned) {
      const finding = missing.get(departmentId);
      const place = { reportId: null, departmentId, regionId, year };
      if (await this.findings.replace(place, 'FILING', finding ? [finding] : [])) changed += 1;
    }
    return changed;
  }
}
