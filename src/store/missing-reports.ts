/** Keeps the findings of bodies that are expected to report and did not, region by region and year by year. */
import { checkFiling, type ExpectedBody } from '../check/filing';
import { type FindingRows, reachNumber } from './finding-rows';
import type { Journal } from './journal';

const SQL = {
  bodies: `SELECT d.id, d.registered, EXISTS (
      SELECT 1 FROM report r WHERE r.department_id = d.id AND r.year = ? AND r.withdrawn = 0) AS filed
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
    private readonly journal: Journal,
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

  /** @returns how many bodies have findings other than before */
  run(): number {
    let changed = 0;
    for (const [regionId, years] of this.pending)
      for (const year of years ?? this.yearsOf(regionId)) changed += this.runOne(regionId, year);
    this.pending.clear();
    return changed;
  }

  private yearsOf(regionId: number): number[] {
    const rows = this.journal.prepare(SQL.years).all(regionId, regionId) as { year: number }[];
    return rows.map((row) => row.year);
  }

  private runOne(regionId: number, year: number): number {
    const bodies = this.journal.prepare(SQL.bodies).all(year, regionId, year, year) as {
      id: number;
      registered: number;
      filed: number;
    }[];
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
    const told = this.journal.prepare(SQL.told).all(year, regionId, FILING) as { department_id: number }[];
    const concerned = new Set([...missing.keys(), ...told.map((row) => row.department_id)]);
    let changed = 0;
    for (const departmentId of concerned) {
      const finding = missing.get(departmentId);
      const place = { reportId: null, departmentId, regionId, year };
      if (this.findings.replace(place, 'FILING', finding ? [finding] : [])) changed += 1;
    }
    return changed;
  }
}
