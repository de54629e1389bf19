/**
 * What one transaction changed, and the findings across reports that follow from it: across years, of consolidated reports
 * over the region's chain, and of who did not file. They are run at the end of the transaction, so that they are exact at all
 * times and written or lost with it.
 */
import { stillSays } from '../check/peers';
import { REGION_LEVELS } from '../plan/basis';
import { Consolidation } from './consolidation';
import { Continuity, type Known, type Place } from './continuity';
import { type Row, rowToFigures } from './figures-row';
import type { FindingRows } from './finding-rows';
import type { Transaction } from './journal';
import { MissingReports } from './missing-reports';
import type { Region, Regions } from './regions';
import type { ReportMeta, StoredMeta } from './report-rows';
import type { TouchedTotals } from './rollups';

const REPORT = 'SELECT * FROM report WHERE id = ?';

export class Oversight {
  private readonly own: Continuity;
  private readonly consolidated: Continuity;
  private readonly consolidation: Consolidation;
  private readonly missing: MissingReports;
  /** Region and year whose consolidated reports are run again, by level. */
  private readonly regionYears: Map<string, Place>[] = REGION_LEVELS.map(() => new Map());
  /** Reports that changed. */
  private readonly altered = new Set<number>();

  constructor(
    private readonly transaction: Transaction,
    private readonly tree: Regions,
    private readonly findings: FindingRows,
  ) {
    this.own = new Continuity(transaction, findings);
    this.consolidated = new Continuity(transaction, findings);
    this.consolidation = new Consolidation(transaction, tree, findings);
    this.missing = new MissingReports(transaction, findings);
  }

  /** Many reports are about to be made: what they are compared with is read at once. */
  async expect(reports: readonly Pick<Known, 'departmentId' | 'year' | 'scope' | 'figures'>[]): Promise<void> {
    await this.own.expect(reports.filter(({ scope }) => scope === 0));
    await this.consolidated.expect(reports.filter(({ scope }) => scope === 1));
  }

  /** The rules across years that cannot be assessed of a report that is about to be made. */
  foreseen(report: Pick<Known, 'departmentId' | 'year' | 'scope' | 'figures'>): Promise<readonly string[]> {
    return (report.scope === 0 ? this.own : this.consolidated).foreseen(report);
  }

  /** A report was made. */
  made(report: Known): void {
    (report.scope === 0 ? this.own : this.consolidated).made(report);
    this.missing.touch(report.regionId, report.year);
  }

  /** A report changed from one state to another. */
  async changed(before: StoredMeta, after: ReportMeta): Promise<void> {
    for (const meta of [before, after]) {
      (meta.scope === 0 ? this.own : this.consolidated).changed(meta);
      this.missing.touch(meta.region_id, meta.year);
    }
    if (before.region_id !== after.region_id) {
      await this.findings.move(before.id, after.region_id);
      for (const { region_id } of [before, after]) this.missing.touchAll(region_id);
    }
    if (before.scope === 1 && after.scope === 0) await this.consolidation.leave(before.id);
    if (before.document_id !== after.document_id) await this.forgetTexts(before.id, after);
    this.altered.add(before.id);
  }

  /** Whose words stand in a text is told as of the last recheck, but never of another text. */
  private async forgetTexts(reportId: number, { department_id, region_id: regionId, year }: ReportMeta): Promise<void> {
    await this.findings.replace({ reportId, departmentId: department_id, regionId, year }, 'TEXTS', []);
  }

  /** Who is expected to report in a region changed, or by what authority. Consolidated reports follow with the totals. */
  expected(regionId: number): void {
    this.missing.touchAll(regionId);
  }

  /** Runs what looks at own reports one by one. It needs nothing but the bodies themselves. */
  async runYears(): Promise<void> {
    for (const { regionId, year } of await this.own.run())
      for (const region of this.chain(regionId)) this.touchRegion({ regionId: region.id, year });
    for (const reportId of this.altered) await this.keepPeers(reportId);
  }

  /** Ids of the regions that are going to be looked at. */
  regions(): number[] {
    return [
      ...this.regionYears.flatMap((places) => [...places.values()].map((place) => place.regionId)),
      ...this.missing.regions(),
    ];
  }

  /**
   * Runs what looks at the regions of a level: their consolidated reports, and who is missing. What a consolidated report is
   * found to lack matters to those that contain it, so levels come from the townships up.
   * @param totals the roll-ups, made anew up to this level
   */
  async runLevel(level: number, totals: TouchedTotals): Promise<void> {
    for (const place of totals.placesOf(level)) this.touchRegion(place);
    for (const { regionId, year } of await this.consolidation.among([...this.regionYears[level]!.values()])) {
      const changed = await this.consolidation.run(regionId, year);
      for (const departmentId of changed) this.consolidated.doubted(departmentId, year, 1);
      if (changed.length > 0)
        for (const above of this.tree.ancestors(regionId)) this.touchRegion({ regionId: above.id, year });
    }
    await this.missing.run((regionId) => levelOf(this.tree.get(regionId)!) === level);
  }

  /** Runs what rests on the findings of consolidated reports: the years that follow. */
  async finish(): Promise<void> {
    await this.consolidated.run();
  }

  /** How a report stands among its peers is told as of the last recheck, but never of a figure that it no longer has. */
  private async keepPeers(reportId: number): Promise<void> {
    const row = (await this.transaction.get<Row & StoredMeta>(REPORT, [reportId]))!;
    const { department_id: departmentId, region_id: regionId, year, scope } = row;
    const figures = rowToFigures(row);
    const place = { reportId, departmentId, regionId, year };
    await this.findings.keep(place, 'PEERS', (finding) => scope === 0 && stillSays(finding, figures));
  }

  /** From the nation down to the region itself. */
  private chain(regionId: number): readonly Region[] {
    return [...this.tree.ancestors(regionId), this.tree.get(regionId)!];
  }

  private touchRegion({ regionId, year }: Place): void {
    this.regionYears[levelOf(this.tree.get(regionId)!)]!.set(`${regionId}/${year}`, { regionId, year });
  }
}

function levelOf({ level }: Region): number {
  return REGION_LEVELS.indexOf(level);
}
