/** Reports that are due on another day than before: whether they are late, what is found of it, and the totals that count it. */
import { publishedLate } from '../check/plausibility';
import { REPORT_RULES } from '../check/rule';
import { unpackUnassessed, withUnassessed } from '../check/unassessed';
import { FILINGS, filingOf } from '../form/deadline';
import { kindOf } from '../plan/basis';
import type { Deadlines } from './deadlines';
import { FindingRows, findingOf, reachNumber } from './finding-rows';
import type { Transaction } from './journal';
import type { StoredMeta } from './report-rows';
import type { TouchedTotals } from './rollups';

/** What of a report settles when it is due. */
type DueReport = Pick<
  StoredMeta,
  | 'id'
  | 'department_id'
  | 'region_id'
  | 'kind_id'
  | 'year'
  | 'scope'
  | 'withdrawn'
  | 'filing'
  | 'published_on'
  | 'unassessed'
>;

const COLUMNS = 'id, department_id, region_id, kind_id, year, scope, withdrawn, filing, published_on, unassessed';
/** Reports that are read at a time. */
const CHUNK = 5000;

const SQL = {
  update: 'UPDATE report SET filing = ?, unassessed = ? WHERE id = ?',
  within: `SELECT ${COLUMNS} FROM report WHERE id > ? AND region_id BETWEEN ? AND ? AND year >= ? ORDER BY id LIMIT ${CHUNK}`,
  ofBody: `SELECT ${COLUMNS} FROM report WHERE department_id = ?`,
};

const RULE = 'PUBLISHED_LATE';
const LATE = FILINGS.indexOf('LATE');
const REPORT = reachNumber('REPORT');

export class Refiling {
  private readonly findings: FindingRows;
  private changed = 0;

  constructor(
    private readonly transaction: Transaction,
    private readonly deadlines: Deadlines,
    private readonly totals: TouchedTotals,
  ) {
    this.findings = new FindingRows(transaction);
  }

  /** Files the reports of a range of regions again, from a year on. @returns how many are filed otherwise than before */
  async within(low: number, high: number, from: number): Promise<number> {
    const before = this.changed;
    for (let last = 0; ; ) {
      const reports = await this.transaction.all<DueReport>(SQL.within, [last, low, high, from]);
      for (const report of reports) await this.file(report);
      if (reports.length < CHUNK) return this.changed - before;
      last = reports.at(-1)!.id;
    }
  }

  /** Files the reports of a body again. */
  async ofBody(departmentId: number): Promise<void> {
    for (const report of await this.transaction.all<DueReport>(SQL.ofBody, [departmentId])) await this.file(report);
  }

  private async file(report: DueReport): Promise<void> {
    const { id, region_id: regionId, kind_id: kindId, year, scope, withdrawn } = report;
    const publishedOn = report.published_on ?? undefined;
    const deadline = this.deadlines.dateOf(regionId, kindOf(kindId), year);
    const filing = FILINGS.indexOf(filingOf(publishedOn, deadline));
    const late = publishedLate({ context: { publishedOn, deadline } });
    const told = new Set(unpackUnassessed(report.unassessed));
    if (late) told.delete(RULE);
    else told.add(RULE);
    const own = REPORT_RULES.filter((rule) => told.has(rule));
    const unassessed = withUnassessed(report.unassessed, 'REPORT', own);
    const found = await this.findLate(report, late ?? []);
    if (filing === report.filing && unassessed === report.unassessed && !found) return;
    this.changed += 1;
    await this.transaction.run(SQL.update, [filing, unassessed, id]);
    if (filing === report.filing || withdrawn === 1) return;
    if (scope === 0) this.totals.own(regionId, year, kindId);
    else this.totals.filed(regionId, year);
  }

  /** What the report is found to be late takes the place of what it was; its other findings stay. */
  private async findLate(report: DueReport, late: NonNullable<ReturnType<typeof publishedLate>>): Promise<boolean> {
    // Most reports are on time, and were: nothing was found of them.
    if (late.length === 0 && report.filing !== LATE) return false;
    const { id: reportId, department_id: departmentId, region_id: regionId, year } = report;
    const before = (await this.findings.ofReport(reportId)).filter((row) => row.reach === REPORT).map(findingOf);
    const after = [...before.filter(({ rule }) => rule !== RULE), ...late];
    const place = (rule: string): number => (REPORT_RULES as readonly string[]).indexOf(rule);
    after.sort((a, b) => place(a.rule) - place(b.rule));
    return this.findings.replace({ reportId, departmentId, regionId, year }, 'REPORT', after);
  }
}
