/**
 * Runs every check over every report again: after a new version of the program brought or changed rules, and for what only a
 * look at all bodies can tell. It goes on in steps of one transaction each, so that others can read and write between them,
 * and writes only what is other than before: one that was broken off is simply run again.
 */
import { type ReportFigures, unpackFigures } from '../form/figures';
import { REGION_LEVELS } from '../plan/basis';
import { CELL_COLUMNS, REPORT_COLUMNS } from './columns';
import type { Connection } from './connection';
import { Consolidation } from './consolidation';
import { Continuity } from './continuity';
import { CopiedTexts, writeCopied } from './copied-texts';
import { editionOf, type Row, rowToFigures } from './figures-row';
import { FindingRows, reachNumber } from './finding-rows';
import type { Journal, Transaction } from './journal';
import { MissingReports } from './missing-reports';
import { OwnChecks } from './own-checks';
import { PeerGroups, yearsOfPeers } from './peer-groups';
import type { Regions } from './regions';
import type { StoredMeta } from './report-rows';
import type { Similar } from './similar';

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
  private reports = 0;
  private changed = 0;

  constructor(
    private readonly journal: Journal,
    /** Sees what is committed. */
    private readonly reader: Connection,
    private readonly regions: Regions,
    private readonly similar: Similar,
  ) {}

  /** Runs step by step; what others do between two steps keeps its own findings. */
  async run(onProgress: (progress: RecheckProgress) => void = () => {}): Promise<RecheckSummary> {
    // An own report contains nobody, whatever an earlier version of the program thought of it.
    await this.step(async (transaction) => {
      this.changed += await transaction.run(SQL.sweep);
    });
    const { n: total } = (await this.reader.get<{ n: number }>(SQL.total))!;
    for (let last = 0; ; ) {
      const next = await this.step((transaction) => this.runBodies(transaction, last));
      onProgress({ reports: this.reports, total });
      await breathe();
      if (next === undefined) break;
      last = next;
    }
    for (let level = REGION_LEVELS.length - 1; level >= 0; level -= 1) {
      const places = await this.reader.all<{ region_id: number; year: number }>(SQL.consolidated, [level]);
      await this.steps(places, (transaction, some) => this.runRegions(transaction, some));
    }
    const bodies = await this.reader.all<{ department_id: number }>(SQL.consolidatedBodies);
    await this.steps(bodies, (transaction, some) => this.runConsolidatedYears(transaction, some));
    const regions = await this.reader.all<{ region_id: number }>(SQL.regions);
    await this.steps(regions, (transaction, some) => this.runMissing(transaction, some));
    for (const year of await yearsOfPeers(this.reader)) {
      await breathe();
      await this.step(async (transaction) => {
        const peers = new PeerGroups(transaction, this.regions, new FindingRows(transaction));
        this.changed += await peers.run(year);
      });
    }
    await this.runTexts();
    return { reports: this.reports, changed: this.changed };
  }

  private async steps<T>(
    items: readonly T[],
    work: (transaction: Transaction, some: readonly T[]) => Promise<void>,
  ): Promise<void> {
    for (let at = 0; at < items.length; at += STEP) {
      await this.step((transaction) => work(transaction, items.slice(at, at + STEP)));
      await breathe();
    }
  }

  /** One transaction. It counts as a change of the data where findings are other than before. */
  private step<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.journal.writeAlone(async (transaction) => {
      const before = this.changed;
      const result = await work(transaction);
      if (this.changed > before) transaction.bump();
      return result;
    });
  }

  /** @returns the last body that was run; undefined where there was none */
  private async runBodies(transaction: Transaction, after: number): Promise<number | undefined> {
    const findings = new FindingRows(transaction);
    const bodies = await transaction.all<{ id: number; name_key: string }>(SQL.bodies, [after, STEP]);
    const last = bodies.at(-1);
    if (!last) return undefined;
    const names = new Map(bodies.map((body) => [body.id, body.name_key]));
    const checks = new OwnChecks(transaction, findings, this.regions);
    const continuity = new Continuity(transaction, findings);
    for (const row of await transaction.lists(SQL.reports, [bodies[0]!.id, last.id])) {
      const { meta, figures } = reportOf(row);
      const { id, department_id: departmentId, region_id: regionId, year, scope } = meta;
      if (await checks.run(meta, figures, names.get(departmentId)!)) this.changed += 1;
      this.reports += 1;
      if (scope === 0) continuity.again({ id, departmentId, regionId, year, scope, figures });
    }
    this.changed += (await continuity.run()).length;
    return last.id;
  }

  private async runRegions(
    transaction: Transaction,
    places: readonly { region_id: number; year: number }[],
  ): Promise<void> {
    const consolidation = new Consolidation(transaction, this.regions, new FindingRows(transaction));
    for (const { region_id, year } of places) this.changed += (await consolidation.run(region_id, year)).length;
  }

  /** After the regions: what a consolidated report is found to lack is no fault of the year after. */
  private async runConsolidatedYears(
    transaction: Transaction,
    bodies: readonly { department_id: number }[],
  ): Promise<void> {
    const findings = new FindingRows(transaction);
    for (const { department_id: departmentId } of bodies) {
      const continuity = new Continuity(transaction, findings);
      for (const row of await transaction.all<ReportRow>(SQL.consolidatedReports, [departmentId])) {
        const { id, region_id: regionId, year } = row;
        continuity.again({ id, departmentId, regionId, year, scope: 1, figures: rowToFigures(row) });
      }
      this.changed += (await continuity.run()).length;
    }
  }

  /** Texts are compared before the step that writes what was found, so that nobody waits for it. */
  private async runTexts(): Promise<void> {
    const texts = new CopiedTexts(this.reader, this.similar);
    for (let last = 0; ; ) {
      const compared = await texts.compare(last);
      if (compared.length === 0) return;
      last = compared.at(-1)!.row.id;
      await this.step(async (transaction) => {
        for (const each of compared) if (await writeCopied(transaction, each)) this.changed += 1;
      });
    }
  }

  private async runMissing(transaction: Transaction, regions: readonly { region_id: number }[]): Promise<void> {
    const missing = new MissingReports(transaction, new FindingRows(transaction));
    for (const { region_id } of regions) missing.touchAll(region_id);
    this.changed += await missing.run();
  }
}

/** Lets whatever waits run: a server beside the recheck goes on answering. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
