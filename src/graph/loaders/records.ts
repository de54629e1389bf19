/** Records by id, each kind of them in one statement a turn. */
import DataLoader from 'dataloader';
import type { Finding } from '../../check/result';
import { unpackUnassessed } from '../../check/unassessed';
import { FILINGS, type Filing } from '../../form/deadline';
import type { DraftSection, Origin, Scope } from '../../form/draft';
import { EDITION_IDS, type EditionId, type TableNumber } from '../../form/editions';
import { planKnownBodies } from '../../plan/coverage';
import { planRulesOfReports } from '../../plan/finding-counts';
import { count, type Row } from '../../plan/holding';
import {
  planDepartmentRecords,
  planFindingRecords,
  planReportOfBody,
  planReportOfRegion,
  planReportRecords,
} from '../../plan/records';
import type { Statement } from '../../plan/statement';
import type { StoredDocument } from '../../store/reports';
import { rowsByKey } from './batch';
import type { Reading } from './reading';

export interface DepartmentRecord {
  readonly id: number;
  readonly region: number;
  readonly kind: number;
  readonly name: string;
  readonly expectedFrom: number | undefined;
  readonly expectedTo: number | undefined;
  readonly registered: boolean;
}

export interface ReportRecord {
  readonly id: number;
  readonly department: number;
  readonly region: number;
  readonly kind: number;
  readonly year: number;
  readonly scope: Scope;
  readonly withdrawn: boolean;
  readonly version: number;
  readonly publishedOn: string | undefined;
  readonly filing: Filing;
  /** Edition of each table; undefined where the document lacks it. */
  readonly forms: Readonly<Record<TableNumber, EditionId | undefined>>;
  /** Ids of rules that could not be assessed. */
  readonly unassessed: readonly string[];
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly document: number | undefined;
}

export interface FindingRecord extends Finding {
  readonly id: number;
  /** Undefined where the finding is that there is none. */
  readonly report: number | undefined;
  readonly department: number;
  readonly year: number;
  readonly status: 'OPEN' | 'EXPLAINED';
  readonly note: string | undefined;
}

/** How many findings there are of a rule. */
export interface RuleFindings {
  readonly findings: number;
  readonly open: number;
}

/** What is known of the bodies of one kind in a subtree. */
export interface KnownBodies {
  readonly kind: number;
  readonly known: number;
  readonly expected: number;
  readonly registered: number;
}

function text(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function optional(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

function listed(value: unknown): string[] {
  return value ? String(value).split(',') : [];
}

function departmentOf(row: Row): DepartmentRecord {
  return {
    id: count(row.id),
    region: count(row.region_id),
    kind: count(row.kind_id),
    name: String(row.name),
    expectedFrom: optional(row.expected_from),
    expectedTo: optional(row.expected_to),
    registered: count(row.registered) === 1,
  };
}

function reportOf(row: Row): ReportRecord {
  const form = (table: TableNumber) => EDITION_IDS.find((id) => id === text(row[`form${table}`]));
  return {
    id: count(row.id),
    department: count(row.department_id),
    region: count(row.region_id),
    kind: count(row.kind_id),
    year: count(row.year),
    scope: count(row.scope) === 0 ? 'OWN' : 'CONSOLIDATED',
    withdrawn: count(row.withdrawn) === 1,
    version: count(row.version),
    publishedOn: text(row.published_on),
    filing: FILINGS[count(row.filing)]!,
    forms: { 2: form(2), 3: form(3), 4: form(4) },
    unassessed: unpackUnassessed(row.unassessed as string | null),
    recordedAt: count(row.recorded_at),
    document: optional(row.document_id),
  };
}

export function findingOf(row: Row): FindingRecord {
  return {
    id: count(row.id),
    report: optional(row.report_id),
    department: count(row.department_id),
    year: count(row.year),
    rule: String(row.rule),
    cells: listed(row.cells),
    expected: text(row.expected),
    found: text(row.found),
    difference: text(row.difference),
    details: row.details ? (JSON.parse(String(row.details)) as Record<string, string>) : undefined,
    status: row.status === 'EXPLAINED' ? 'EXPLAINED' : 'OPEN',
    note: text(row.note),
  };
}

interface YearOf {
  readonly id: number;
  readonly year: number;
}

interface KnownKey extends YearOf {
  readonly low: number;
  readonly high: number;
}

export class RecordLoader {
  readonly departments: DataLoader<number, DepartmentRecord | undefined>;
  readonly reports: DataLoader<number, ReportRecord | undefined>;
  readonly findings: DataLoader<number, FindingRecord | undefined>;
  readonly documents: DataLoader<number, StoredDocument | undefined>;
  readonly sections: DataLoader<number, readonly DraftSection[]>;
  /** Where the figures of a document stand, by cell id. */
  readonly origins: DataLoader<number, ReadonlyMap<string, Origin>>;
  /** Ids of a body's reports of a year with their scopes: own, then consolidated. */
  readonly reportsOfBody: DataLoader<YearOf, readonly Row[], string>;
  /** Of a region's government: the consolidated report first. */
  readonly reportsOfRegion: DataLoader<YearOf, readonly Row[], string>;
  /** Findings of a report by rule. */
  readonly rulesOfReport: DataLoader<number, ReadonlyMap<string, RuleFindings>>;
  /** Of a region's subtree, by kind. */
  readonly known: DataLoader<KnownKey, readonly KnownBodies[], string>;

  constructor(private readonly reading: Reading) {
    const { dialect } = reading;
    this.departments = this.byId((ids) => planDepartmentRecords(dialect, ids), departmentOf);
    this.reports = this.byId((ids) => planReportRecords(dialect, ids), reportOf);
    this.findings = this.byId((ids) => planFindingRecords(dialect, ids), findingOf);
    const { reports } = reading.store;
    this.documents = new DataLoader((ids) => reports.documents(ids));
    this.sections = new DataLoader(async (ids) => {
      const found = await reports.sections(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
    this.origins = new DataLoader(async (ids) => {
      const found = await reports.originsOf(ids);
      return ids.map((id) => found.get(id) ?? new Map());
    });
    this.reportsOfBody = this.byYear((keys) =>
      planReportOfBody(
        dialect,
        keys.map(({ id, year }) => ({ department: id, year })),
      ),
    );
    this.reportsOfRegion = this.byYear((keys) =>
      planReportOfRegion(
        dialect,
        keys.map(({ id, year }) => ({ region: id, year })),
      ),
    );
    this.rulesOfReport = new DataLoader(async (ids: readonly number[]) => {
      const told = new Map(ids.map((id) => [id, new Map<string, RuleFindings>()]));
      for (const row of await reading.byKeys(ids.length, planRulesOfReports(dialect, ids)))
        told.get(count(row.report_id))!.set(String(row.rule), { findings: count(row.findings), open: count(row.open) });
      return ids.map((id) => told.get(id)!);
    });
    this.known = new DataLoader<KnownKey, readonly KnownBodies[], string>(
      async (keys) => {
        const rows = await reading.scan<Row & { at: number }>(planKnownBodies(dialect, keys));
        return rowsByKey(rows, keys.length).map((own) =>
          own.map((row) => ({
            kind: count(row.kind_id),
            known: count(row.known),
            expected: count(row.expected),
            registered: count(row.registered),
          })),
        );
      },
      { cacheKeyFn: ({ low, high, year }) => `${low}/${high}/${year}` },
    );
  }

  private byId<T>(
    plan: (ids: readonly number[]) => Statement,
    read: (row: Row) => T,
  ): DataLoader<number, T | undefined> {
    return new DataLoader(async (ids: readonly number[]) => {
      const rows = await this.reading.byKeys(ids.length, plan(ids));
      const found = new Map(rows.map((row) => [count(row.id), read(row)]));
      return ids.map((id) => found.get(id));
    });
  }

  private byYear(plan: (keys: readonly YearOf[]) => Statement): DataLoader<YearOf, readonly Row[], string> {
    return new DataLoader<YearOf, readonly Row[], string>(
      async (keys) => {
        const rows = await this.reading.byKeys<Row & { at: number }>(keys.length, plan(keys));
        return rowsByKey(rows, keys.length);
      },
      { cacheKeyFn: ({ id, year }) => `${id}/${year}` },
    );
  }
}
