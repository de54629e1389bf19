/** Reports as they are and as they were: the reading side of one report and of a handful. */
import { inflateRawSync } from 'node:zlib';
import { checkReport } from '../check/engine';
import type { CheckResult } from '../check/result';
import { unpackUnassessed } from '../check/unassessed';
import { FILINGS, type Filing } from '../form/deadline';
import type { DraftNotice, DraftSection, Origin, Scope, SectionKey } from '../form/draft';
import { EDITION_IDS } from '../form/editions';
import { packStates, type ReportFigures, unpackFigures } from '../form/figures';
import { Problem } from '../form/problem';
import { kindOf, scopeNumber } from '../plan/basis';
import { type Dialect, inList } from '../plan/statement';
import { checkContextOf } from './check-context';
import type { Value } from './connection';
import { type Row, rowToFigures } from './figures-row';
import type { FindingRow } from './finding-rows';
import type { AuditAction, ChangeReason } from './input';
import { type CountedReport, recount, type Sum, sumKey } from './recount';
import type { Regions } from './regions';
import type { ArchivedReport, ReportMeta } from './report-rows';

/** A state of a report. */
export interface Report {
  readonly id: number;
  readonly departmentId: number;
  readonly regionId: number;
  /** Place of the kind in `KINDS`, from 1. */
  readonly kindId: number;
  readonly year: number;
  readonly scope: Scope;
  readonly withdrawn: boolean;
  /** From 1. */
  readonly version: number;
  readonly filing: Filing;
  /** ISO date. */
  readonly publishedOn?: string;
  /** Since when this is the state, in ms since 1970. */
  readonly recordedAt: number;
  readonly documentId?: number;
  /** Ids of the rules that could not be assessed. */
  readonly unassessed: readonly string[];
  readonly figures: ReportFigures;
}

/** A state of a report in its history. The current one is not superseded. */
export interface ReportVersion {
  readonly report: Report;
  readonly version: number;
  readonly recordedAt: number;
  readonly supersededAt?: number;
  /** What superseded it, who did and why. */
  readonly reason?: ChangeReason;
  readonly actor?: string;
  readonly note?: string;
}

export interface StoredDocument {
  readonly id: number;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly title?: string;
  readonly body?: string;
  readonly notices: readonly DraftNotice[];
  readonly recordedAt: number;
}

export interface StoredFinding {
  readonly id: number;
  readonly reportId: number;
  readonly rule: string;
  readonly cells: readonly string[];
  readonly expected?: string;
  readonly found?: string;
  readonly difference?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly status: 'OPEN' | 'EXPLAINED';
  readonly note?: string;
}

export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly role: string;
  readonly action: AuditAction;
  readonly reason: string;
  readonly details?: unknown;
}

export interface ReportQuery {
  readonly years?: { readonly from: number; readonly to: number };
  readonly scope?: Scope;
  /** Withdrawn ones too. */
  readonly withdrawn?: boolean;
}

/** The three totals of a region and year as of an instant; undefined where nothing had been reported. */
export interface TotalsAsOf {
  readonly computed?: Sum;
  readonly filed?: Sum;
  readonly best?: Sum;
}

type Read = <T>(sql: string, params: readonly Value[]) => Promise<T[]>;

export class Reports {
  constructor(
    private readonly dialect: Dialect,
    private readonly read: Read,
    /** For what no key bounds. */
    private readonly scan: Read,
    private readonly regions: Regions,
  ) {}

  async byId(id: number): Promise<Report | undefined> {
    return (await this.byIds([id]))[0];
  }

  /** In the order of the ids; undefined where there is none. */
  async byIds(ids: readonly number[]): Promise<(Report | undefined)[]> {
    const rows = await this.read<Row>(`SELECT * FROM report WHERE id ${inList(this.dialect)}`, [JSON.stringify(ids)]);
    const byId = new Map(rows.map((row) => [row.id as number, reportOf(row)]));
    return ids.map((id) => byId.get(id));
  }

  /** The current reports of departments, by department, year and scope. */
  async ofDepartments(departmentIds: readonly number[], query: ReportQuery = {}): Promise<Report[]> {
    const { years = { from: 0, to: 9999 }, scope } = query;
    const rows = await this.read<Row>(
      `SELECT * FROM report WHERE department_id ${inList(this.dialect)} AND year BETWEEN ? AND ? AND scope BETWEEN ? AND ? AND withdrawn <= ?
       ORDER BY department_id, year, scope`,
      [
        JSON.stringify(departmentIds),
        years.from,
        years.to,
        scope ? scopeNumber(scope) : 0,
        scope ? scopeNumber(scope) : 1,
        query.withdrawn ? 1 : 0,
      ],
    );
    return rows.map(reportOf);
  }

  /** Every state of a report, the current one last; none where there is no such report. */
  async versions(reportId: number): Promise<ReportVersion[]> {
    const current = await this.byId(reportId);
    if (!current) return [];
    const rows = await this.read<Row>('SELECT * FROM report_version WHERE report_id = ? ORDER BY version', [reportId]);
    // What was superseded since the current state was read is that very state.
    const past = rows
      .filter((row) => (row.version as number) < current.version)
      .map(
        (row): ReportVersion => ({
          report: archivedReport(reportId, row.content as string),
          version: row.version as number,
          recordedAt: row.recorded_at as number,
          supersededAt: row.superseded_at as number,
          reason: row.reason as ChangeReason,
          actor: row.actor as string,
          note: (row.note as string | null) ?? undefined,
        }),
      );
    return [...past, { report: current, version: current.version, recordedAt: current.recordedAt }];
  }

  /** The state of a report at an instant (ms since 1970); undefined before its first import. */
  async asOf(reportId: number, instant: number): Promise<Report | undefined> {
    const states = await this.versions(reportId);
    return states.find(
      ({ recordedAt, supersededAt = Number.POSITIVE_INFINITY }) => recordedAt <= instant && instant < supersededAt,
    )?.report;
  }

  /**
   * The totals of a region and year as of an instant, counted anew from the reports as they were. How many bodies are
   * expected is what is known today.
   */
  async totalsAsOf(regionId: number, year: number, instant: number): Promise<TotalsAsOf> {
    const top = this.regions.get(regionId);
    if (!top) return {};
    const current = await this.scan<Row>(
      'SELECT * FROM report WHERE year = ? AND region_id BETWEEN ? AND ? AND recorded_at <= ?',
      [year, top.id, top.rangeEnd, instant],
    );
    const past = await this.scan<{ report_id: number; content: string }>(
      `SELECT v.report_id, v.content FROM report_version v JOIN report r ON r.id = v.report_id
       WHERE r.year = ? AND v.recorded_at <= ? AND v.superseded_at > ?`,
      [year, instant, instant],
    );
    // A state that was superseded between the two statements came with both of them.
    const byId = new Map(past.map((row) => [row.report_id, archivedReport(row.report_id, row.content)]));
    for (const row of current) byId.set(row.id as number, reportOf(row));
    const states = [...byId.values()]
      .filter((report) => !report.withdrawn && this.regions.within(report.regionId, top))
      .map(counted);
    const expected = new Map(
      (
        await this.scan<{ region_id: number; expected: number }>(
          `SELECT region_id, SUM(change) AS expected FROM expectation
           WHERE kind_id = 0 AND year <= ? AND region_id BETWEEN ? AND ? GROUP BY region_id`,
          [year, top.id, top.rangeEnd],
        )
      ).map((row) => [row.region_id, row.expected]),
    );
    const sums = await recount(
      async function* () {
        yield states;
      },
      this.regions,
      (id) => expected.get(id) ?? 0,
    );
    const [computed, filed, best] = [0, 1, 2].map((basis) => sums.get(sumKey(basis, 0, regionId)));
    return { computed, filed, best };
  }

  /** Documents by id, in the order of the ids. */
  async documents(ids: readonly number[]): Promise<(StoredDocument | undefined)[]> {
    const rows = await this.read<Row>(
      `SELECT id, sha256, file_name, media_type, title, body, notices, recorded_at FROM document WHERE id ${inList(this.dialect)}`,
      [JSON.stringify(ids)],
    );
    const byId = new Map(rows.map((row) => [row.id as number, documentOf(row)]));
    return ids.map((id) => byId.get(id));
  }

  /** The narrative sections of documents, by document, in the order in which they stand. */
  async sections(documentIds: readonly number[]): Promise<Map<number, DraftSection[]>> {
    const rows = await this.read<Row>(
      `SELECT * FROM section WHERE document_id ${inList(this.dialect)} ORDER BY document_id, place`,
      [JSON.stringify(documentIds)],
    );
    const byDocument = new Map<number, DraftSection[]>();
    for (const row of rows) {
      const sections = byDocument.get(row.document_id as number) ?? [];
      sections.push({
        key: row.key as SectionKey,
        heading: row.heading as string,
        text: row.text as string,
        line: (row.line as number | null) ?? undefined,
        parts: row.parts === null ? undefined : (JSON.parse(row.parts as string) as DraftSection['parts']),
      });
      byDocument.set(row.document_id as number, sections);
    }
    return byDocument;
  }

  /** Where the figures of a document stand, by cell id. */
  async origins(documentId: number): Promise<ReadonlyMap<string, Origin>> {
    return (await this.originsOf([documentId])).get(documentId) ?? new Map();
  }

  /** The same of several documents, by document. */
  async originsOf(documentIds: readonly number[]): Promise<ReadonlyMap<number, ReadonlyMap<string, Origin>>> {
    const rows = await this.read<{ id: number; origins: string | null }>(
      `SELECT id, origins FROM document WHERE id ${inList(this.dialect)}`,
      [JSON.stringify(documentIds)],
    );
    return new Map(rows.map(({ id, origins }) => [id, unpackOrigins(origins)]));
  }

  /** The findings of reports, by report. */
  async findingsOf(reportIds: readonly number[]): Promise<Map<number, StoredFinding[]>> {
    const rows = await this.read<FindingRow & { report_id: number }>(
      `SELECT * FROM finding WHERE report_id ${inList(this.dialect)} ORDER BY report_id, id`,
      [JSON.stringify(reportIds)],
    );
    const byReport = new Map<number, StoredFinding[]>();
    for (const row of rows) {
      const findings = byReport.get(row.report_id) ?? [];
      findings.push(findingOf(row));
      byReport.set(row.report_id, findings);
    }
    return byReport;
  }

  /** The checks of one report, to be run over other figures of it. @throws NOT_FOUND */
  async checkOf(reportId: number): Promise<(figures: ReportFigures) => CheckResult> {
    const report = await this.byId(reportId);
    if (!report) throw new Problem('NOT_FOUND', `没有编号为 ${reportId} 的报告`, `There is no report ${reportId}`);
    const { departmentId, documentId, kindId, regionId, year, scope, publishedOn } = report;
    const [department] = await this.read<{ name_key: string }>('SELECT name_key FROM department WHERE id = ?', [
      departmentId,
    ]);
    const sections = documentId === undefined ? undefined : (await this.sections([documentId])).get(documentId);
    const context = checkContextOf(this.regions, {
      region: this.regions.get(regionId)!,
      kind: kindOf(kindId),
      nameKey: department!.name_key,
      year,
      scope,
      publishedOn,
      sections,
    });
    return (figures) => checkReport(figures, context);
  }

  /** What people changed of a report, a department or a finding, the latest last. */
  async audit(subject: 'report' | 'department' | 'finding', id: number): Promise<AuditEntry[]> {
    const rows = await this.read<Row>('SELECT * FROM audit WHERE subject = ? AND subject_id = ? ORDER BY id', [
      subject,
      id,
    ]);
    return rows.map((row) => ({
      id: row.id as number,
      at: row.at as number,
      actor: row.actor as string,
      role: row.role as string,
      action: row.action as AuditAction,
      reason: row.reason as string,
      details: row.details === null ? undefined : JSON.parse(row.details as string),
    }));
  }
}

function stateOf(id: number, meta: ReportMeta, figures: ReportFigures): Report {
  return {
    id,
    departmentId: meta.department_id,
    regionId: meta.region_id,
    kindId: meta.kind_id,
    year: meta.year,
    scope: meta.scope === 0 ? 'OWN' : 'CONSOLIDATED',
    withdrawn: meta.withdrawn === 1,
    version: meta.version,
    filing: FILINGS[meta.filing]!,
    publishedOn: meta.published_on ?? undefined,
    recordedAt: meta.recorded_at,
    documentId: meta.document_id ?? undefined,
    unassessed: unpackUnassessed(meta.unassessed),
    figures,
  };
}

/** A whole row of `report`. */
function reportOf(row: Row): Report {
  return stateOf(row.id as number, row as unknown as ReportMeta, rowToFigures(row));
}

function archivedReport(id: number, content: string): Report {
  const { meta, values } = JSON.parse(content) as ArchivedReport;
  const edition = (stored: number) => EDITION_IDS.find((each) => Number(each) === stored) ?? null;
  const forms = { 2: edition(meta.form2), 3: edition(meta.form3), 4: edition(meta.form4) };
  return stateOf(id, meta, unpackFigures(forms, values, meta.states));
}

function counted(report: Report): CountedReport {
  const { departmentId, regionId, kindId, figures } = report;
  return {
    departmentId,
    regionId,
    kindId,
    scope: scopeNumber(report.scope),
    filing: FILINGS.indexOf(report.filing),
    forms: [2, 3, 4].map((table) => Number(figures.forms[table as 2 | 3 | 4] ?? 0)),
    states: packStates(figures),
    values: figures.values,
  };
}

function unpackOrigins(packed: string | null): ReadonlyMap<string, Origin> {
  if (!packed) return new Map();
  const json = inflateRawSync(Buffer.from(packed, 'base64')).toString();
  return new Map(Object.entries(JSON.parse(json) as Record<string, Origin>));
}

function documentOf(row: Row): StoredDocument {
  return {
    id: row.id as number,
    sha256: row.sha256 as string,
    fileName: row.file_name as string,
    mediaType: row.media_type as string,
    title: (row.title as string | null) ?? undefined,
    body: (row.body as string | null) ?? undefined,
    notices: JSON.parse(row.notices as string) as DraftNotice[],
    recordedAt: row.recorded_at as number,
  };
}

function findingOf(row: FindingRow & { report_id: number }): StoredFinding {
  return {
    id: row.id,
    reportId: row.report_id,
    rule: row.rule,
    cells: row.cells === '' ? [] : row.cells.split(','),
    expected: row.expected ?? undefined,
    found: row.found ?? undefined,
    difference: row.difference ?? undefined,
    details: row.details === null ? undefined : (JSON.parse(row.details) as Record<string, string>),
    status: row.status === 'EXPLAINED' ? 'EXPLAINED' : 'OPEN',
    note: row.note ?? undefined,
  };
}
