/** Every change of a report: one transaction with its superseded state, its findings and the roll-ups that follow from it. */
import type { CheckResult } from '../check/result';
import { PEERS_RULES, TEXTS_RULES } from '../check/rule';
import { packUnassessed, withUnassessed } from '../check/unassessed';
import { findCell } from '../form/cells';
import { FILINGS, filingOf } from '../form/deadline';
import type { Scope } from '../form/draft';
import type { ReportFigures } from '../form/figures';
import { Problem } from '../form/problem';
import { isReportYear } from '../form/year';
import { kindOf, scopeNumber } from '../plan/basis';
import { AuditTrail, auditedReport } from './audit-trail';
import type { Connection } from './connection';
import { correctCell } from './correction';
import { type Department, DepartmentRows, departmentByKey } from './department-rows';
import { contentDigest, figuresToColumns, type Row, rowToFigures, sameContent } from './figures-row';
import type { AuditAction, Author, CellCorrection, ChangeReason, PutResult, ReportInput } from './input';
import type { Journal, Transaction } from './journal';
import { keyOf } from './names';
import { TouchedNarratives } from './narratives';
import { OwnChecks } from './own-checks';
import { Refiling } from './refiling';
import type { Regions } from './regions';
import { type ReportMeta, ReportRows, recallReading, type StoredMeta, valuesOf } from './report-rows';
import { newUnsettled, settle, type Unsettled } from './settle';

/** The author of what an import changes that nobody stands for. */
const IMPORT: Author = { actor: 'import', role: 'import', reason: '' };

/** What one transaction has changed so far. */
interface Changes extends Unsettled {
  readonly transaction: Transaction;
  readonly rows: ReportRows;
  readonly bodies: DepartmentRows;
  readonly audit: AuditTrail;
  readonly narratives: TouchedNarratives;
  /** Departments whose own reports came or went. */
  readonly departments: Set<number>;
  changed: boolean;
}

export class ReportWriter {
  constructor(
    private readonly journal: Journal,
    private readonly regions: Regions,
    /** Sees what is committed. */
    private readonly reader: Connection,
  ) {}

  /**
   * Stores a report: a new one, a new version of one, or nothing where it says what was imported last or what a later import
   * has superseded. New content of a withdrawn report brings it back.
   * @param by who handed it in
   * @throws NOT_FOUND (its department), YEAR_OUT_OF_RANGE
   */
  async put(input: ReportInput, by?: Author): Promise<PutResult> {
    return (await this.putAll([input], by))[0]!;
  }

  /** Stores a batch in one transaction: all of it or, where one cannot be stored, nothing. */
  async putAll(inputs: readonly ReportInput[], by: Author = IMPORT): Promise<PutResult[]> {
    return this.transaction(async (changes) => {
      await this.expect(inputs, changes);
      const results: PutResult[] = [];
      for (const input of inputs) {
        const put = await this.store(input, by, changes);
        if (input.document) await changes.rows.remember(input.document, put.reportId);
        results.push(put);
      }
      return results;
    });
  }

  /** The report that a file with these bytes gave, if it was last read in this manner: nothing in it is new. */
  async recall(sha256: string, manner: string): Promise<PutResult | undefined> {
    const known = await recallReading(this.reader, sha256, manner);
    return known && { outcome: 'UNCHANGED', reportId: known.id, version: known.version };
  }

  /** Takes a report out of every total; it stays, with all of its versions. @throws NOT_FOUND */
  async withdraw(reportId: number, by: Author): Promise<PutResult> {
    return this.setWithdrawn(reportId, 1, 'WITHDRAWAL', 'WITHDRAW_REPORT', by);
  }

  /** Brings a withdrawn report back. @throws NOT_FOUND */
  async restore(reportId: number, by: Author): Promise<PutResult> {
    return this.setWithdrawn(reportId, 0, 'RESTORATION', 'RESTORE_REPORT', by);
  }

  /**
   * Sets whether a report is the body's own or a consolidated one; importing the same document again does not undo it.
   * @throws NOT_FOUND; BAD_INPUT where the body has a report of that scope already
   */
  async setScope(reportId: number, scope: Scope, by: Author): Promise<PutResult> {
    return this.transaction(async (changes) => {
      const row = await this.locked(reportId, changes);
      const number = scopeNumber(scope);
      if (row.scope === number) return unchanged(row);
      await this.refuseTaken(changes.rows, row.department_id, row.year, number);
      await changes.audit.record('SET_SCOPE', auditedReport(row), by, { before: row.scope, after: number });
      return this.change(row, { scope: number }, 'SCOPE', by, changes);
    });
  }

  /**
   * Sets one figure. What was printed stays in the document's origins and in the version before. Totals that the document
   * left blank are derived anew, and the checks run again.
   * @param check runs the checks over the corrected figures
   * @throws NOT_FOUND, BAD_INPUT, BAD_FIGURE
   */
  async correct(
    reportId: number,
    cellId: string,
    change: CellCorrection,
    by: Author,
    check: (figures: ReportFigures) => CheckResult,
  ): Promise<PutResult> {
    return this.transaction(async (changes) => {
      const row = await this.locked(reportId, changes);
      const before = rowToFigures(row);
      const after = correctCell(before, cellId, change);
      const cell = findCell(cellId)!.index;
      if (before.values[cell] === after.values[cell] && before.states[cell] === after.states[cell])
        return unchanged(row);
      const result = check(after);
      const { states, values } = figuresToColumns(after);
      await changes.audit.record('CORRECT_FIGURE', auditedReport(row), by, {
        cell: cellId,
        before: { value: before.values[cell], state: before.states[cell] },
        after: { value: after.values[cell], state: after.states[cell] },
      });
      const put = await this.change(
        row,
        { states, unassessed: withUnassessed(row.unassessed, 'REPORT', result.unassessed) },
        'CORRECTION',
        by,
        changes,
        values,
      );
      const { department_id: departmentId, region_id: regionId, year } = row;
      await changes.rows.findings.replace({ reportId, departmentId, regionId, year }, 'REPORT', result.findings);
      return put;
    });
  }

  /** Gives a body, with all of its reports, another region. @throws NOT_FOUND, UNKNOWN_REGION; BAD_INPUT where that region has such a body */
  async moveDepartment(departmentId: number, regionId: number, by: Author): Promise<Department> {
    return this.transaction(async (changes) => {
      await changes.bodies.lock([departmentId]);
      const department = await changes.bodies.required(departmentId);
      const region = this.regions.get(regionId);
      if (!region)
        throw new Problem('UNKNOWN_REGION', `没有编号为 ${regionId} 的区划`, `There is no region ${regionId}`);
      if (department.regionId === regionId) return department;
      await lockRegions([department.regionId, regionId], changes);
      const nameKey = keyOf(department.name, region, this.regions);
      const key = nameKey === department.name ? department.nameKey : nameKey;
      if (await departmentByKey(changes.transaction, regionId, key))
        throw new Problem(
          'BAD_INPUT',
          `${region.fullName}已有“${department.name}”`,
          `${region.fullName} has a body named "${department.name}" already`,
        );
      const subject = { type: 'department', id: departmentId, department: departmentId, region: regionId } as const;
      await changes.audit.record('MOVE_DEPARTMENT', subject, by, { before: department.regionId, after: regionId });
      const moved = await changes.bodies.change(department, { regionId, nameKey: key }, changes.expectations);
      const reports = 'SELECT id FROM report WHERE department_id = ?';
      for (const { id } of await changes.transaction.all<{ id: number }>(reports, [departmentId]))
        await this.change(await changes.rows.required(id), { region_id: regionId }, 'MOVE', by, changes);
      await new Refiling(changes.transaction, this.regions.deadlines, changes.totals).ofBody(departmentId);
      await new OwnChecks(changes.transaction, changes.rows.findings, this.regions).ofBody(departmentId, key);
      changes.changed = true;
      return moved;
    });
  }

  /** Marks a finding as explained, or with a note of null as open again. A new run of the checks keeps it. @throws NOT_FOUND */
  async explainFinding(findingId: number, note: string | null, by: Author): Promise<void> {
    await this.transaction(async (changes) => {
      const { findings } = changes.rows;
      const told = await findings.byId(findingId);
      if (!told) throw new Problem('NOT_FOUND', `没有编号为 ${findingId} 的问题`, `There is no finding ${findingId}`);
      await findings.explain(findingId, note);
      const { rule, cells, report_id: report, department_id: department, region_id: region, year } = told;
      const subject = { type: 'finding', id: findingId, report, department, region } as const;
      await changes.audit.record('EXPLAIN_FINDING', subject, by, { rule, cells, year, before: told.note, after: note });
      changes.changed = true;
    });
  }

  private transaction<T>(work: (changes: Changes) => Promise<T>): Promise<T> {
    return this.journal.write(async (transaction) => {
      const unsettled = newUnsettled(transaction, this.regions);
      const changes: Changes = {
        transaction,
        ...unsettled,
        rows: new ReportRows(transaction, unsettled.findings),
        bodies: new DepartmentRows(transaction),
        audit: new AuditTrail(transaction),
        narratives: new TouchedNarratives(transaction, this.regions),
        departments: new Set(),
        changed: false,
      };
      const result = await work(changes);
      if (!changes.changed) return result;
      for (const regionId of await changes.bodies.expectFromFirstReports(
        [...changes.departments],
        changes.expectations,
      ))
        changes.oversight.expected(regionId);
      await changes.bodies.expectBeside([...changes.departments], changes.expectations);
      await settle(transaction, changes);
      await changes.narratives.write();
      transaction.bump();
      return result;
    });
  }

  /** Reads at once what storing a batch looks at, and waits for whoever writes the same. */
  private async expect(inputs: readonly ReportInput[], changes: Changes): Promise<void> {
    await changes.bodies.lock([...new Set(inputs.map((input) => input.departmentId))]);
    await changes.rows.expect(inputs);
    const fresh: (Omit<ReportInput, 'scope'> & { scope: number })[] = [];
    for (const input of inputs) {
      const scope = scopeNumber(input.scope);
      if (!(await changes.rows.find(input.departmentId, input.year, scope))) fresh.push({ ...input, scope });
    }
    await changes.oversight.expect(fresh);
    // With some of the locks of regions taken now, all of them are: later ones would come out of their order.
    if (changes.rows.existing().some(({ scope }) => scope === 1)) await lockRegions(changes.bodies.regions(), changes);
  }

  private async store(input: ReportInput, by: Author, changes: Changes): Promise<PutResult> {
    const { rows } = changes;
    const { departmentId, year, figures, publishedOn, document } = input;
    if (!isReportYear(year))
      throw new Problem('YEAR_OUT_OF_RANGE', `没有 ${year} 年度的报告`, `There are no reports for the year ${year}`);
    const scope = scopeNumber(input.scope);
    const digest = input.digest ?? contentDigest(figures, publishedOn, document);
    const existing = await rows.find(departmentId, year, scope);
    if (existing && (await saysNothingNew(rows, existing, digest))) return unchanged(existing);
    if (!existing && document) {
      const other = await rows.find(departmentId, year, 1 - scope);
      if (other?.digest === digest) return this.rescope(other, scope, by, changes);
      if (other && (await rows.wasSuperseded(other.id, digest))) return unchanged(other);
    }
    const { forms, states, values } = figuresToColumns(figures);
    const { regionId, kindId } = await changes.bodies.required(departmentId);
    const { check } = input;
    const unassessed = existing
      ? withUnassessed(withUnassessed(existing.unassessed, 'REPORT', check.unassessed), 'TEXTS', TEXTS_RULES)
      : packUnassessed([
          ...check.unassessed,
          ...(await changes.oversight.foreseen({ departmentId, year, scope, figures })),
          ...PEERS_RULES,
          ...TEXTS_RULES,
        ]);
    const meta: ReportMeta = {
      department_id: departmentId,
      region_id: regionId,
      kind_id: kindId,
      year,
      scope,
      withdrawn: 0,
      version: (existing?.version ?? 0) + 1,
      filing: FILINGS.indexOf(filingOf(publishedOn, this.regions.deadlines.dateOf(regionId, kindOf(kindId), year))),
      form2: forms[0],
      form3: forms[1],
      form4: forms[2],
      published_on: publishedOn ?? null,
      states,
      unassessed,
      recorded_at: changes.transaction.now(),
      document_id: document ? await rows.addDocument(document, regionId) : null,
      digest,
    };
    if (!existing) {
      const reportId = await rows.insert(meta, values);
      const place = { reportId, departmentId, regionId, year };
      await rows.findings.add(place, 'REPORT', check.findings);
      changes.oversight.made({ ...place, id: reportId, scope, figures });
      changes.changed = true;
      changes.departments.add(departmentId);
      if (scope === 0) changes.totals.added(meta, values);
      else changes.totals.filed(regionId, year);
      changes.narratives.touch(reportId, undefined, meta);
      return { outcome: 'IMPORTED', reportId, version: 1 };
    }
    const put = await this.change(await rows.required(existing.id), meta, 'IMPORT', by, changes, values);
    await rows.findings.replace({ reportId: existing.id, departmentId, regionId, year }, 'REPORT', check.findings);
    return put;
  }

  /** The same document was read with another scope: the importer's word counts unless a person has set it. */
  private async rescope(stored: StoredMeta, scope: number, by: Author, changes: Changes): Promise<PutResult> {
    if (await changes.rows.scopeWasSet(stored.id)) return unchanged(stored);
    return this.change(await changes.rows.required(stored.id), { scope }, 'IMPORT', by, changes);
  }

  private setWithdrawn(
    reportId: number,
    withdrawn: 0 | 1,
    reason: ChangeReason,
    action: AuditAction,
    by: Author,
  ): Promise<PutResult> {
    return this.transaction(async (changes) => {
      const row = await this.locked(reportId, changes);
      if (row.withdrawn === withdrawn) return unchanged(row);
      await changes.audit.record(action, auditedReport(row), by, { before: row.withdrawn, after: withdrawn });
      return this.change(row, { withdrawn }, reason, by, changes);
    });
  }

  /** A report that is about to be changed, when nobody else changes anything of its body. @throws NOT_FOUND */
  private async locked(reportId: number, changes: Changes): Promise<Row & StoredMeta> {
    const { department_id, region_id, scope } = await changes.rows.required(reportId);
    await changes.bodies.lock([department_id]);
    if (scope === 1) await lockRegions([region_id], changes);
    return changes.rows.required(reportId);
  }

  /** Puts another state in the place of the current one, which is kept as a version. */
  private async change(
    row: Row & StoredMeta,
    next: Partial<ReportMeta>,
    reason: ChangeReason,
    by: Author,
    changes: Changes,
    values: readonly (number | null)[] = valuesOf(row),
  ): Promise<PutResult> {
    const at = Math.max(changes.transaction.now(), row.recorded_at);
    await changes.rows.archive(row, at, reason, by.actor, by.reason === '' ? null : by.reason);
    const meta: ReportMeta = { ...(row as ReportMeta), ...next, version: row.version + 1, recorded_at: at };
    await changes.rows.update(row, meta, values);
    this.touch(row, changes);
    this.touch(meta, changes);
    changes.narratives.touch(row.id, row, meta);
    await changes.oversight.changed(row, meta);
    return { outcome: 'UPDATED', reportId: row.id, version: meta.version };
  }

  private touch(meta: ReportMeta, changes: Changes): void {
    changes.changed = true;
    changes.departments.add(meta.department_id);
    if (meta.withdrawn === 1) return;
    if (meta.scope === 0) changes.totals.own(meta.region_id, meta.year, meta.kind_id);
    else changes.totals.filed(meta.region_id, meta.year);
  }

  private async refuseTaken(rows: ReportRows, departmentId: number, year: number, scope: number): Promise<void> {
    const taken = await rows.find(departmentId, year, scope);
    if (!taken) return;
    const zh = scope === 0 ? '本机关' : '汇总';
    throw new Problem(
      'BAD_INPUT',
      `该机关 ${year} 年度已有一份${zh}报告（编号 ${taken.id}）`,
      `The body has ${scope === 0 ? 'an own' : 'a consolidated'} report for ${year} already (${taken.id})`,
    );
  }
}

/** A first version that is imported again after its correction does not take its place back. */
async function saysNothingNew(rows: ReportRows, stored: StoredMeta, digest: string): Promise<boolean> {
  return sameContent(stored.digest, digest) || (stored.version > 1 && (await rows.wasSuperseded(stored.id, digest)));
}

/**
 * Those who check the consolidated reports of regions write to these under the locks of the regions: whoever is about to change
 * such a report takes the locks first.
 */
async function lockRegions(regionIds: Iterable<number>, { locks }: Changes): Promise<void> {
  locks.want(regionIds);
  await locks.takeAll();
}

function unchanged(meta: StoredMeta): PutResult {
  return { outcome: 'UNCHANGED', reportId: meta.id, version: meta.version };
}
