/** Roll-ups of the touched regions and years, made anew level by level from reports and the roll-ups of the level below. */

import { findKind } from '../form/kinds';
import { ALL_KINDS, basisNumber, kindIsFolded, kindNumber, REGION_LEVELS } from '../plan/basis';
import { REPORT_PART, REPORT_SUMS, ROLLUP_COLUMNS, ROLLUP_PART, SUMS } from './columns';
import type { ExpectationChanges } from './expectations';
import type { Transaction } from './journal';
import type { Region, Regions } from './regions';

const COMPUTED = basisNumber('COMPUTED');
const FILED = basisNumber('FILED');
const BEST = basisNumber('BEST');

/**
 * Order in which the kinds of body speak for their region, in SQL over a report `r`: a government's consolidated report is
 * the region's; otherwise that of its general office, or of the township that is the region. Others speak only for themselves.
 */
export const SPEAKERS: readonly number[] = ['government', 'township', 'office'].map((code) =>
  kindNumber(findKind(code)!),
);

/**
 * The one consolidated report that is the filed one of a region and year, however many there are. A township body of a
 * county does not speak for the county.
 */
export function filedReport(columns: string): string {
  const rank = SPEAKERS.map((kind, at) => `WHEN ${kind} THEN ${at}`).join(' ');
  return `SELECT ${columns} FROM report r
    WHERE r.region_id = ? AND r.year = ? AND r.scope = 1 AND r.withdrawn = 0 AND r.kind_id IN (${SPEAKERS.join(', ')})
      AND (r.kind_id <> ${SPEAKERS[1]} OR r.region_id % 1000 <> 0)
    ORDER BY CASE r.kind_id ${rank} END, r.department_id LIMIT 1`;
}

/** SQL over `region_id, year` that says whether a consolidated report of a kind counts for its region. */
export function speaks(kindId: number, region: Region): boolean {
  return SPEAKERS.includes(kindId) && (kindId !== SPEAKERS[1] || region.id % 1000 !== 0);
}

const OWN = 'r.scope = 0 AND r.withdrawn = 0';

/**
 * SQL of the best total of a region without its own consolidated report: own reports of its bodies, and the best of each child.
 * Parameters: region, year, year, region.
 */
export function bestWithoutFiled(): string {
  return `SELECT ${SUMS} FROM (
      SELECT ${REPORT_PART} FROM report r WHERE r.region_id = ? AND r.year = ? AND ${OWN}
      UNION ALL
      SELECT ${ROLLUP_PART} FROM region c CROSS JOIN rollup u
        ON u.basis = ${BEST} AND u.kind_id = ${ALL_KINDS} AND u.year = ? AND u.region_id = c.id WHERE c.parent_id = ?
    ) HAVING SUM(reports) > 0`;
}

const INSERT = `INSERT INTO rollup (basis, kind_id, year, region_id, ${ROLLUP_COLUMNS.join(', ')})`;

const SQL = {
  remove: 'DELETE FROM rollup WHERE basis = ? AND kind_id = ? AND year = ? AND region_id = ?',
  /** Own reports of the bodies of a region without children. */
  computedOfLeaf: `${INSERT} SELECT ?, ?, ?, ?, ${REPORT_SUMS} FROM report r
    WHERE r.region_id = ? AND r.year = ? AND ${OWN} HAVING COUNT(*) > 0`,
  /** Own reports of the region's bodies and the children's sums. */
  computed: `${INSERT} SELECT ?, ?, ?, ?, ${SUMS} FROM (
      SELECT ${REPORT_PART} FROM report r WHERE r.region_id = ? AND r.year = ? AND ${OWN}
      UNION ALL
      SELECT ${ROLLUP_PART} FROM region c CROSS JOIN rollup u
        ON u.basis = ${COMPUTED} AND u.kind_id = ${ALL_KINDS} AND u.year = ? AND u.region_id = c.id WHERE c.parent_id = ?
    ) HAVING SUM(reports) > 0`,
  /** The same of one kind for a city: below it there are no sums by kind, so the reports of its subtree are read. */
  computedOfKindInCity: `${INSERT} SELECT ?, ?, ?, ?, ${REPORT_SUMS} FROM report r
    WHERE r.kind_id = ? AND r.year = ? AND r.region_id BETWEEN ? AND ? AND ${OWN} HAVING COUNT(*) > 0`,
  /** The same for what is above: sums of cities and provinces, and the reports of what belongs to no city. */
  computedOfKind: `${INSERT} SELECT ?, ?, ?, ?, ${SUMS} FROM (
      SELECT ${REPORT_PART} FROM report r WHERE r.kind_id = ? AND r.year = ? AND r.region_id = ? AND ${OWN}
      UNION ALL
      SELECT ${REPORT_PART} FROM region c CROSS JOIN report r
        ON r.kind_id = ? AND r.year = ? AND r.region_id BETWEEN c.id AND c.range_end AND ${OWN}
        WHERE c.parent_id = ? AND c.level > 2
      UNION ALL
      SELECT ${ROLLUP_PART} FROM region c CROSS JOIN rollup u
        ON u.basis = ${COMPUTED} AND u.kind_id = ? AND u.year = ? AND u.region_id = c.id WHERE c.parent_id = ? AND c.level <= 2
    ) HAVING SUM(reports) > 0`,
  filed: `${INSERT} SELECT ?, ?, ?, ?, ${SUMS} FROM (${filedReport(REPORT_PART)}) HAVING SUM(reports) > 0`,
  best: `${INSERT} ${bestWithoutFiled().replace('SELECT', 'SELECT ?, ?, ?, ?,')}`,
  copy: `${INSERT} SELECT ${BEST}, u.kind_id, u.year, u.region_id, ${ROLLUP_PART} FROM rollup u
      WHERE u.basis = ? AND u.kind_id = ${ALL_KINDS} AND u.year = ? AND u.region_id = ?`,
  relieve: `UPDATE rollup SET relieved = COALESCE((SELECT SUM(x.change) FROM expectation x
      WHERE x.region_id = rollup.region_id AND x.kind_id = ${ALL_KINDS} AND x.year <= rollup.year), 0) - 1
      WHERE basis = ${BEST} AND kind_id = ${ALL_KINDS} AND year = ? AND region_id = ?`,
  filedWithin: `SELECT 1 FROM rollup
      WHERE basis = ${FILED} AND kind_id = ${ALL_KINDS} AND year = ? AND region_id BETWEEN ? AND ? LIMIT 1`,
  yearsFiled: `SELECT DISTINCT year FROM rollup WHERE basis = ${FILED} AND kind_id = ${ALL_KINDS}`,
};

interface Entry {
  readonly region: Region;
  readonly year: number;
  /** Own reports of these kinds changed. */
  readonly kinds: Set<number>;
  /** Its consolidated reports changed. */
  filed: boolean;
}

/** What one transaction changed, and the roll-ups that follow from it. */
export class TouchedTotals {
  private readonly byLevel: Map<number, Entry>[] = REGION_LEVELS.map(() => new Map());

  constructor(
    private readonly transaction: Transaction,
    private readonly regions: Regions,
  ) {}

  /** An own report of a body of the region came, went or changed. */
  own(regionId: number, year: number, kindId: number): void {
    this.entry(this.regions.get(regionId)!, year).kinds.add(kindId);
  }

  /** A consolidated report of the region came, went or changed. */
  filed(regionId: number, year: number): void {
    this.entry(this.regions.get(regionId)!, year).filed = true;
  }

  /** Expectations changed: what BEST is relieved of, wherever a consolidated report stands for bodies, changes with them. */
  async expected(changes: ExpectationChanges): Promise<void> {
    if (changes.regions.size === 0) return;
    const years = (await this.transaction.all<{ year: number }>(SQL.yearsFiled)).map((row) => row.year);
    for (const [regionId, from] of changes.regions)
      for (const year of years) {
        if (year < from || !(await this.anyFiled(year, regionId, regionId))) continue;
        this.entry(this.regions.get(regionId)!, year);
      }
  }

  /** Every region and year that was touched, those above included once they are made anew. */
  *places(): Generator<{ readonly regionId: number; readonly year: number }> {
    for (const entries of this.byLevel)
      for (const { region, year } of entries.values()) yield { regionId: region.id, year };
  }

  /** Writes the roll-ups of everything touched, from the townships up to the nation. */
  async recompute(): Promise<void> {
    for (let level = REGION_LEVELS.length - 1; level >= 0; level -= 1)
      for (const entry of this.byLevel[level]!.values()) {
        await this.fold(entry);
        const parent = this.regions.parent(entry.region.id);
        if (!parent) continue;
        const above = this.entry(parent, entry.year);
        for (const kind of entry.kinds) above.kinds.add(kind);
      }
  }

  private entry(region: Region, year: number): Entry {
    const entries = this.byLevel[REGION_LEVELS.indexOf(region.level)]!;
    const key = region.id * 10_000 + year;
    const kept = entries.get(key);
    if (kept) return kept;
    const entry: Entry = { region, year, kinds: new Set(), filed: false };
    entries.set(key, entry);
    return entry;
  }

  private async fold({ region, year, kinds, filed }: Entry): Promise<void> {
    const { id, rangeEnd } = region;
    const key = [COMPUTED, ALL_KINDS, year, id];
    if (kinds.size > 0 && this.regions.children(id).length === 0)
      await this.replace(SQL.computedOfLeaf, key, [id, year]);
    else if (kinds.size > 0) await this.replace(SQL.computed, key, [id, year, year, id]);
    if (region.level === 'CITY')
      for (const kind of kinds)
        await this.replace(SQL.computedOfKindInCity, [COMPUTED, kind, year, id], [kind, year, id, rangeEnd]);
    else if (kindIsFolded(region.level))
      for (const kind of kinds)
        await this.replace(
          SQL.computedOfKind,
          [COMPUTED, kind, year, id],
          [kind, year, id, kind, year, id, kind, year, id],
        );
    if (filed) await this.replace(SQL.filed, [FILED, ALL_KINDS, year, id], [id, year]);
    await this.foldBest(region, year);
  }

  private async foldBest({ id, rangeEnd }: Region, year: number): Promise<void> {
    const key = [BEST, ALL_KINDS, year, id];
    if (await this.anyFiled(year, id, id)) {
      await this.transaction.run(SQL.remove, key);
      await this.transaction.run(SQL.copy, [FILED, year, id]);
      await this.transaction.run(SQL.relieve, [year, id]);
    } else if (await this.anyFiled(year, id, rangeEnd)) {
      await this.replace(SQL.best, key, [id, year, year, id]);
    } else {
      // Without a consolidated report in the subtree, the best is the computed total.
      await this.transaction.run(SQL.remove, key);
      await this.transaction.run(SQL.copy, [COMPUTED, year, id]);
    }
  }

  private async anyFiled(year: number, from: number, to: number): Promise<boolean> {
    return (await this.transaction.get(SQL.filedWithin, [year, from, to])) !== undefined;
  }

  private async replace(sql: string, key: readonly number[], params: readonly number[]): Promise<void> {
    await this.transaction.run(SQL.remove, key);
    await this.transaction.run(sql, [...key, ...params]);
  }
}
