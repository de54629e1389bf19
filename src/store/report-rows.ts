/** Rows of `report` as transactions read and write them, with their findings, documents and superseded states. */
import { deflateRawSync } from 'node:zlib';
import { Problem } from '../form/problem';
import { type BodyYear, reportsOfBodies } from './body-years';
import { CELL_BLOCKS, CELL_COLUMNS, REPORT_COLUMNS } from './columns';
import type { Connection, InsertTable } from './connection';
import { type Row, sameContent } from './figures-row';
import type { FindingRow, FindingRows } from './finding-rows';
import type { ChangeReason, DocumentInput } from './input';
import type { Transaction } from './journal';
import { nextIds } from './next-ids';

/** The columns of a report that are not cells. */
export interface ReportMeta {
  readonly department_id: number;
  readonly region_id: number;
  readonly kind_id: number;
  readonly year: number;
  readonly scope: number;
  readonly withdrawn: number;
  readonly version: number;
  readonly filing: number;
  readonly form2: number;
  readonly form3: number;
  readonly form4: number;
  readonly published_on: string | null;
  readonly states: string | null;
  readonly unassessed: string | null;
  readonly recorded_at: number;
  readonly document_id: number | null;
  readonly digest: string;
}

export interface StoredMeta extends ReportMeta {
  readonly id: number;
}

/** A superseded state, as `report_version.content` keeps it. */
export interface ArchivedReport {
  readonly meta: ReportMeta;
  /** By cell index. */
  readonly values: readonly (number | null)[];
  readonly findings: readonly FindingRow[];
}

const META_COLUMNS = REPORT_COLUMNS.slice(0, REPORT_COLUMNS.length - CELL_COLUMNS.length) as (keyof ReportMeta)[];

const TEXTS = new Set<string>(['published_on', 'states', 'unassessed', 'digest']);

const REPORT: InsertTable = {
  name: 'report',
  columns: [
    { name: 'id', type: 'integer' },
    ...META_COLUMNS.map((name) => ({ name, type: TEXTS.has(name) ? ('text' as const) : ('bigint' as const) })),
    ...CELL_COLUMNS.map((name) => ({ name, type: 'bigint' as const })),
  ],
  blocks: CELL_BLOCKS.map((cells) => cells.map((cell) => 1 + META_COLUMNS.length + cell)),
};

const METAS = ['id', ...META_COLUMNS].map((name) => `r.${name}`).join(', ');

const SQL = {
  meta: `SELECT id, ${META_COLUMNS.join(', ')} FROM report WHERE department_id = ? AND year = ? AND scope = ?`,
  row: 'SELECT * FROM report WHERE id = ?',
  update: `UPDATE report SET ${REPORT_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ? AND region_id = ?`,
  remove: 'DELETE FROM report WHERE id = ? AND region_id = ?',
  archive: `INSERT INTO report_version (report_id, version, recorded_at, superseded_at, reason, actor, note, content, region_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  scopeWasSet: "SELECT 1 FROM report_version WHERE report_id = ? AND reason = 'SCOPE' LIMIT 1",
  superseded: 'SELECT content FROM report_version WHERE report_id = ?',
  remember: `INSERT INTO reading (sha256, manner, report_id) VALUES (?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET manner = excluded.manner, report_id = excluded.report_id`,
  recall: `SELECT report.id, report.version FROM reading JOIN report ON report.id = reading.report_id
    WHERE reading.sha256 = ? AND reading.manner = ?`,
  insertDocument: `INSERT INTO document (sha256, file_name, media_type, title, body, origins, notices, recorded_at, region_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  insertSection:
    'INSERT INTO section (document_id, key, place, heading, text, line, parts, region_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
};

export class ReportRows {
  /** What is known of a body's year: its reports by scope. */
  private readonly known = new Map<string, (StoredMeta | undefined)[]>();
  private readonly ids: number[] = [];

  constructor(
    private readonly transaction: Transaction,
    readonly findings: FindingRows,
  ) {}

  /** Reads what there is of many reports that are about to be looked for, and sets aside ids for those that there are not. */
  async expect(coming: readonly BodyYear[]): Promise<void> {
    for (const each of coming) this.known.set(yearKey(each), []);
    const rows = await reportsOfBodies(this.transaction, METAS, coming, (sql, params) =>
      this.transaction.all<StoredMeta>(sql, params),
    );
    for (const row of rows)
      this.known.get(yearKey({ departmentId: row.department_id, year: row.year }))![row.scope] = row;
    await this.takeIds(coming.length - [...this.known.values()].flat().length);
  }

  /** What there is of a body's report, its cells aside. */
  async find(departmentId: number, year: number, scope: number): Promise<StoredMeta | undefined> {
    const known = this.known.get(yearKey({ departmentId, year }));
    return known ? known[scope] : this.transaction.get<StoredMeta>(SQL.meta, [departmentId, year, scope]);
  }

  /** The reports that are expected to be there already. */
  existing(): StoredMeta[] {
    return [...this.known.values()].flat().filter((each) => each !== undefined);
  }

  /** The whole row. @throws NOT_FOUND */
  async required(id: number): Promise<Row & StoredMeta> {
    const row = await this.transaction.get<Row & StoredMeta>(SQL.row, [id]);
    if (row) return row;
    throw new Problem('NOT_FOUND', `没有编号为 ${id} 的报告`, `There is no report ${id}`);
  }

  /** @returns the id of the new report */
  async insert(meta: ReportMeta, values: readonly (number | null)[]): Promise<number> {
    if (this.ids.length === 0) await this.takeIds(1);
    const id = this.ids.shift()!;
    await this.transaction.insert(REPORT, [id, ...META_COLUMNS.map((name) => meta[name]), ...values]);
    const known = this.known.get(yearKey({ departmentId: meta.department_id, year: meta.year }));
    if (known) known[meta.scope] = { id, ...meta };
    return id;
  }

  /** @param before its state until now: a row cannot be changed into another shard, and goes there as a new one */
  async update(before: StoredMeta, meta: ReportMeta, values: readonly (number | null)[]): Promise<void> {
    const { id, region_id } = before;
    // Its scope or region may be another one now: from here on it is looked for in the table.
    this.known.delete(yearKey({ departmentId: meta.department_id, year: meta.year }));
    const row = [...META_COLUMNS.map((name) => meta[name]), ...values];
    if (meta.region_id === region_id) await this.transaction.run(SQL.update, [...row, id, region_id]);
    else {
      await this.transaction.run(SQL.remove, [id, region_id]);
      await this.transaction.insert(REPORT, [id, ...row]);
    }
  }

  private async takeIds(count: number): Promise<void> {
    if (count <= 0) return;
    for (const id of await nextIds(this.transaction, 'report', count)) this.ids.push(id);
  }

  /** Keeps the current state of a report before another one takes its place. */
  async archive(
    row: Row & StoredMeta,
    at: number,
    reason: ChangeReason,
    actor: string,
    note: string | null,
  ): Promise<void> {
    const content: ArchivedReport = {
      meta: Object.fromEntries(META_COLUMNS.map((name) => [name, row[name]])) as unknown as ReportMeta,
      values: valuesOf(row),
      findings: await this.findings.ofReport(row.id),
    };
    await this.transaction.run(SQL.archive, [
      row.id,
      row.version,
      row.recorded_at,
      at,
      reason,
      actor,
      note,
      JSON.stringify(content),
      row.region_id,
    ]);
  }

  /** Whether a person ever set the scope of this report. */
  async scopeWasSet(id: number): Promise<boolean> {
    return (await this.transaction.get(SQL.scopeWasSet, [id])) !== undefined;
  }

  /** Whether an import said this before, and something else took its place. */
  async wasSuperseded(id: number, digest: string): Promise<boolean> {
    const versions = await this.transaction.all<{ content: string }>(SQL.superseded, [id]);
    return versions.some(({ content }) => sameContent((JSON.parse(content) as ArchivedReport).meta.digest, digest));
  }

  /** Keeps which report a file gave, for `recall`. */
  async remember({ sha256, manner }: DocumentInput, reportId: number): Promise<void> {
    if (manner !== undefined) await this.transaction.run(SQL.remember, [sha256, manner, reportId]);
  }

  /** @param regionId that its report is filed in
   * @returns the id of the new document */
  async addDocument(document: DocumentInput, regionId: number): Promise<number> {
    const { sha256, fileName, mediaType, title, body, origins, notices, sections } = document;
    const packed =
      origins.size === 0 ? null : deflateRawSync(JSON.stringify(Object.fromEntries(origins))).toString('base64');
    const row = await this.transaction.get<{ id: number }>(SQL.insertDocument, [
      sha256,
      fileName,
      mediaType,
      title ?? null,
      body ?? null,
      packed,
      JSON.stringify(notices),
      this.transaction.now(),
      regionId,
    ]);
    const { id } = row!;
    for (const [place, { key, heading, text, line, parts }] of sections.entries())
      await this.transaction.run(SQL.insertSection, [
        id,
        key,
        place,
        heading,
        text,
        line ?? null,
        parts && parts.length > 0 ? JSON.stringify(parts) : null,
        regionId,
      ]);
    return id;
  }
}

/** The report that these bytes gave when they were last read, if it was in this manner. */
export function recallReading(
  connection: Connection,
  sha256: string,
  manner: string,
): Promise<{ readonly id: number; readonly version: number } | undefined> {
  return connection.get(SQL.recall, [sha256, manner]);
}

function yearKey({ departmentId, year }: BodyYear): string {
  return `${departmentId}/${year}`;
}

/** The cells of a whole row, by `Cell.index`. */
export function valuesOf(row: Row): (number | null)[] {
  return CELL_COLUMNS.map((column) => (row[column] ?? null) as number | null);
}
