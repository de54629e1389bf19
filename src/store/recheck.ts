/**
 * Runs every check over every report again: after a new version of the program brought or changed rules, and for what only a
 * look at all bodies can tell. It goes on in steps of one transaction each, so that others can read and write between them,
 * and writes only what is other than before: one that was broken off is simply run again.
 */
import { checkReport } from '../check/engine';
import { withUnassessed } from '../check/unassessed';
import type { DraftSection, SectionKey } from '../form/draft';
import { type ReportFigures, unpackFigures } from '../form/figures';
import { kindOf, REGION_LEVELS } from '../plan/basis';
import { checkContextOf } from './check-context';
import { CELL_COLUMNS, REPORT_COLUMNS } from './columns';
import { Consolidation } from './consolidation';
import { Continuity, type Known } from './continuity';
import { editionOf, type Row, rowToFigures } from './figures-row';
import { FindingRows, reachNumber } from './finding-rows';
import type { Journal } from './journal';
import { MissingReports } from './missing-reports';
import { PeerGroups } from './peer-groups';
import type { Regions } from './regions';
import type { StoredMeta } from './report-rows';

export interface RecheckProgress {
  /** Reports that were run again. */
  readonly reports: number;
  readonly total: number;
}

export interface RecheckSummary {
  readonly reports: number;
  /** Reports, and bodies without one, whose findings are other than before. */
  readonly changed: number;
}

/** Bodies (with their reports of all years, so that each meets the one before it) or regions of one step. */
const STEP = 200;

const SQL = {
  total: 'SELECT COUNT(*) AS n FROM report WHERE withdrawn = 0',
  bodies: 'SELECT id, name_key FROM department WHERE id > ? ORDER BY id LIMIT ?',
  reports:
    'SELECT * FROM report WHERE department_id BETWEEN ? AND ? AND withdrawn = 0 ORDER BY department_id, scope, year',
  sections: 'SELECT key, heading, text, parts FROM section WHERE document_id = ? ORDER BY rowid',
  unassessed: 'UPDATE report SET unassessed = ? WHERE id = ?',
  consolidated: `SELECT DISTINCT r.region_id, r.year FROM region g JOIN report r
    ON r.region_id = g.id AND r.scope = 1 AND r.withdrawn = 0 WHERE g.level = ? ORDER BY r.region_id, r.year`,
  consolidatedBodies: 'SELECT DISTINCT department_id FROM report WHERE scope = 1 AND withdrawn = 0',
  consolidatedReports: 'SELECT * FROM report WHERE department_id = ? AND scope = 1 AND withdrawn = 0 ORDER BY year',
  sweep: `DELETE FROM finding WHERE reach = ${reachNumber('REGION')} AND report_id IN (SELECT id FROM report WHERE scope = 0)`,
  regions: 'SELECT DISTINCT region_id FROM department ORDER BY region_id',
};

type ReportRow = Row & StoredMeta;

const META_COLUMNS = ['id', ...REPORT_COLUMNS.slice(0, REPORT_COLUMNS.length - CELL_COLUMNS.length)];

/** A report from its columns in the order of `REPORT_COLUMNS`. */
function reportOf(row: readonly unknown[]): { meta: StoredMeta; figures: ReportFigures } {
  const meta = Object.fromEntries(META_COLUMNS.map((name, at) => [name, row[at]])) as unknown as StoredMeta;
  const values = row.slice(META_COLUMNS.length) as (number | null)[];
  const forms = { 2: editionOf(meta.form2), 3: editionOf(meta.form3), 4: editionOf(meta.form4) };
  return { meta, figures: unpackFigures(forms, values, meta.states) };
}

export class Recheck {
  private readonly findings: FindingRows;
  private reports = 0;
  private changed = 0;

  constructor(
    private readonly journal: Journal,
    private readonly regions: Regions,
  ) {
    this.findings = new FindingRows(journal);
  }

  /** Runs step by step; what others do between two steps keeps its own findings. */
  async run(onProgress: (progress: RecheckProgress) => void = () => {}): Promise<RecheckSummary> {
    // An own report contains nobody, whatever an earlier version of the program thought of it.
    this.step(() => {
      this.changed += this.journal.prepare(SQL.sweep).run().changes;
    });
    const { n: total } = this.journal.prepare(SQL.total).get() as { n: number };
    for (let last = 0; ; ) {
      const next = this.step(() => this.runBodies(last));
      onProgress({ reports: this.reports, total });
      await breathe();
      if (next === undefined) break;
      last = next;
    }
    for (let level = REGION_LEVELS.length - 1; level >= 0; level -= 1) {
      const places = this.journal.prepare(SQL.consolidated).all(level) as { region_id: number; year: number }[];
      await this.steps(places, (some) => this.runRegions(some));
    }
    const bodies = this.journal.prepare(SQL.consolidatedBodies).all() as { department_id: number }[];
    await this.steps(bodies, (some) => this.runConsolidatedYears(some));
    const regions = this.journal.prepare(SQL.regions).all() as { region_id: number }[];
    await this.steps(regions, (some) => this.runMissing(some));
    const peers = new PeerGroups(this.journal, this.regions, this.findings);
    for (const year of peers.years()) {
      await breathe();
      this.step(() => {
        this.changed += peers.run(year);
      });
    }
    return { reports: this.reports, changed: this.changed };
  }

  private async steps<T>(items: readonly T[], work: (some: readonly T[]) => void): Promise<void> {
    for (let at = 0; at < items.length; at += STEP) {
      this.step(() => work(items.slice(at, at + STEP)));
      await breathe();
    }
  }

  /** One transaction. It counts as a change of the data where findings are other than before. */
  private step<T>(work: () => T): T {
    return this.journal.write(() => {
      const before = this.changed;
      const result = work();
      if (this.changed > before) this.journal.bump();
      return result;
    });
  }

  /** @returns the last body that was run; undefined where there was none */
  private runBodies(after: number): number | undefined {
    const bodies = this.journal.prepare(SQL.bodies).all(after, STEP) as { id: number; name_key: string }[];
    const last = bodies.at(-1);
    if (!last) return undefined;
    const names = new Map(bodies.map((body) => [body.id, body.name_key]));
    const continuity = new Continuity(this.journal, this.findings);
    for (const row of this.journal.prepare(SQL.reports).raw(true).all(bodies[0]!.id, last.id) as unknown[][]) {
      const { meta, figures } = reportOf(row);
      const held = this.runReport(meta, figures, names.get(meta.department_id)!);
      if (meta.scope === 0) continuity.again(held);
    }
    this.changed += continuity.run().length;
    return last.id;
  }

  private runReport(row: StoredMeta, figures: ReportFigures, nameKey: string): Known {
    const { id, department_id: departmentId, region_id: regionId, year, scope } = row;
    const context = checkContextOf(this.regions, {
      region: this.regions.get(regionId)!,
      kind: kindOf(row.kind_id),
      nameKey,
      year,
      scope: scope === 0 ? 'OWN' : 'CONSOLIDATED',
      publishedOn: row.published_on ?? undefined,
      sections: row.document_id === null ? undefined : this.sections(row.document_id),
    });
    const check = checkReport(figures, context);
    const told = withUnassessed(row.unassessed, 'REPORT', check.unassessed);
    const unassessed = scope === 0 ? withUnassessed(told, 'REGION', []) : told;
    if (unassessed !== row.unassessed) this.journal.prepare(SQL.unassessed).run(unassessed, id);
    const place = { reportId: id, departmentId, regionId, year };
    if (this.findings.replace(place, 'REPORT', check.findings)) this.changed += 1;
    this.reports += 1;
    return { id, departmentId, regionId, year, scope, figures };
  }

  private sections(documentId: number): DraftSection[] {
    const rows = this.journal.prepare(SQL.sections).all(documentId) as {
      key: SectionKey;
      heading: string;
      text: string;
      parts: string | null;
    }[];
    return rows.map(({ key, heading, text, parts }) => ({
      key,
      heading,
      text,
      ...(parts === null ? {} : { parts: JSON.parse(parts) as DraftSection['parts'] }),
    }));
  }

  private runRegions(places: readonly { region_id: number; year: number }[]): void {
    const consolidation = new Consolidation(this.journal, this.regions, this.findings);
    for (const { region_id, year } of places) this.changed += consolidation.run(region_id, year).length;
  }

  /** After the regions: what a consolidated report is found to lack is no fault of the year after. */
  private runConsolidatedYears(bodies: readonly { department_id: number }[]): void {
    for (const { department_id: departmentId } of bodies) {
      const continuity = new Continuity(this.journal, this.findings);
      for (const row of this.journal.prepare(SQL.consolidatedReports).all(departmentId) as ReportRow[]) {
        const { id, region_id: regionId, year } = row;
        continuity.again({ id, departmentId, regionId, year, scope: 1, figures: rowToFigures(row) });
      }
      this.changed += continuity.run().length;
    }
  }

  private runMissing(regions: readonly { region_id: number }[]): void {
    const missing = new MissingReports(this.journal, this.findings);
    for (const { region_id } of regions) missing.touchAll(region_id);
    this.changed += missing.run();
  }
}

/** Lets whatever waits run: a server beside the recheck goes on answering. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
