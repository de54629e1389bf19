/**
 * The first river as a whole: files are read, checked and stored. Regions come first, then the register, then reports, so
 * that a folder that holds all of them can be given as it is.
 */
import { basename } from 'node:path';
import type { Structured } from '../parse/structured/recognise';
import type { RecordType, StructuredRecord } from '../parse/structured/record';
import type { PutResult, ReportInput } from '../store/input';
import type { Store } from '../store/store';
import { documentInput, type Filing, FilingClerk, lineAsDocument, reportInput } from './filing';
import type { IntakeOptions } from './particulars';
import { readDocumentFile, readStructuredFile, recogniseFile } from './reading';
import { expandSources, type SourceFile } from './sources';
import { type ImportSummary, type OnProgress, type Refusal, refusalOf } from './summary';

/** Reports that are stored in one transaction: a crash costs at most these, and a re-run brings them. */
const BATCH = 2000;

const ORDER: readonly RecordType[] = ['region', 'body', 'report'];
const MEDIA_TYPES = { JSON_LINES: 'application/x-ndjson', CSV: 'text/csv' } as const;

/**
 * Imports every file below the paths. A file or line that cannot be taken is refused and the rest goes on; nothing is thrown
 * for it. The same report again changes nothing, so that an interrupted import is simply run again.
 */
export async function importPaths(
  store: Store,
  paths: readonly string[],
  options: IntakeOptions = {},
  onProgress: OnProgress = () => {},
): Promise<ImportSummary> {
  const { files, problems } = await expandSources(paths);
  const run = new ImportRun(store, options, files, onProgress);
  for (const problem of problems) run.refuse(problem, problem.place.file!);
  await run.importAll();
  return run.summary();
}

/** A file and what it is; undefined for a document. */
interface Recognised extends SourceFile {
  readonly structured?: Structured;
}

type ReportRecord = Extract<StructuredRecord, { type: 'report' }>;
type Taken = Exclude<StructuredRecord, { type: 'refused' }>;

class ImportRun {
  private readonly clerk: FilingClerk;
  private readonly refused: Refusal[] = [];
  private readonly outcomes: Record<PutResult['outcome'], number> = { IMPORTED: 0, UPDATED: 0, UNCHANGED: 0 };
  private bodies = 0;
  private regions = 0;
  private filesDone = 0;
  private bytesDone = 0;
  private reportsDone = 0;
  private readonly totalBytes: number;

  constructor(
    private readonly store: Store,
    options: IntakeOptions,
    private readonly files: readonly SourceFile[],
    private readonly onProgress: OnProgress,
  ) {
    this.clerk = new FilingClerk(store, options);
    this.totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  refuse(error: unknown, file: string, line?: number): void {
    this.refused.push(refusalOf(error, file, line));
  }

  summary(): ImportSummary {
    const { IMPORTED: imported, UPDATED: updated, UNCHANGED: unchanged } = this.outcomes;
    return { imported, updated, unchanged, bodies: this.bodies, regions: this.regions, refused: this.refused };
  }

  async importAll(): Promise<void> {
    const recognised: Recognised[] = [];
    for (const file of this.files)
      await this.guard(file, async () => {
        recognised.push({ ...file, structured: await recogniseFile(file.path) });
      });
    const placeOf = ({ structured }: Recognised) => ORDER.indexOf(structured?.type ?? 'report');
    // A stable sort: within a step, files stay in the order given.
    for (const file of recognised.sort((a, b) => placeOf(a) - placeOf(b))) {
      const before = this.bytesDone;
      const told = this.refused.length;
      await this.guard(file, () => this.importFile(file));
      // Lines that cannot be read are known before those, further up, that the store refuses.
      this.refused.push(...this.refused.splice(told).sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity)));
      this.filesDone += 1;
      this.bytesDone = before + file.bytes;
      this.progress();
    }
  }

  /** Whatever goes wrong with one file never stops the others. */
  private async guard({ path }: SourceFile, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.refuse(error, path);
    }
  }

  private progress(): void {
    this.onProgress({
      files: this.filesDone,
      totalFiles: this.files.length,
      bytes: this.bytesDone,
      totalBytes: this.totalBytes,
      reports: this.reportsDone,
    });
  }

  private importFile(file: Recognised): Promise<void> {
    return file.structured ? this.importStructured(file.path, file.structured) : this.importDocument(file.path);
  }

  private async importDocument(path: string): Promise<void> {
    this.reportsDone += 1;
    const read = await readDocumentFile(path);
    const filing = await this.clerk.file(read.draft);
    await this.clerk.makeDepartments([filing]);
    const { outcome } = await this.store.writer.put(reportInput(filing, documentInput(read.draft, read)));
    this.outcomes[outcome] += 1;
  }

  private async importStructured(path: string, structured: Structured): Promise<void> {
    const countBytes = (bytes: number) => {
      this.bytesDone += bytes;
      this.progress();
    };
    let pending: Taken[] = [];
    const take = async () => {
      const batch = pending;
      pending = [];
      await this.take(path, structured, batch);
    };
    try {
      for await (const records of readStructuredFile(path, structured, countBytes))
        for (const record of records) {
          if (record.type === 'refused') {
            this.refuse(record.problem, path, record.line);
            this.reportsDone += 1;
            continue;
          }
          if (pending.length >= BATCH || (pending[0] && pending[0].type !== record.type)) await take();
          pending.push(record);
        }
    } finally {
      // Also where the file turns out to be damaged further down: what was read before is good.
      await take();
    }
  }

  /** Stores a batch of records of one type. */
  private async take(path: string, structured: Structured, batch: readonly Taken[]): Promise<void> {
    const reports = batch.filter((record) => record.type === 'report');
    const bodies = batch.filter((record) => record.type === 'body');
    const regions = batch.filter((record) => record.type === 'region');
    if (reports.length > 0) await this.takeReports(path, structured, reports);
    if (bodies.length > 0) {
      const taken = await this.takeAll(path, bodies, (each) =>
        this.store.departments.register(each.map(({ body }) => body)),
      );
      this.bodies += taken;
      this.clerk.forget();
    }
    if (regions.length > 0) {
      // By code, so that a parent comes before what lies in it.
      const sorted = regions.sort((a, b) => (a.region.code < b.region.code ? -1 : 1));
      this.regions += await this.takeAll(path, sorted, (each) =>
        this.store.regions.add(each.map(({ region }) => region)),
      );
      this.clerk.forget();
    }
  }

  /** Takes lines together; where the store refuses them, one by one, to refuse only those at fault. Gives how many were taken. */
  private async takeAll<T extends { readonly line: number }>(
    path: string,
    lines: readonly T[],
    write: (lines: readonly T[]) => Promise<unknown>,
  ): Promise<number> {
    try {
      await write(lines);
      return lines.length;
    } catch (error) {
      if (lines.length === 1) {
        this.refuse(error, path, lines[0]!.line);
        return 0;
      }
    }
    let taken = 0;
    for (const line of lines) taken += await this.takeAll(path, [line], write);
    return taken;
  }

  private async takeReports(path: string, { format }: Structured, records: readonly ReportRecord[]): Promise<void> {
    const filings: (Filing & { readonly line: number })[] = [];
    for (const { draft, line } of records) {
      this.reportsDone += 1;
      try {
        filings.push({ ...(await this.clerk.file(draft)), line });
      } catch (error) {
        this.refuse(error, path, line);
      }
    }
    await this.clerk.makeDepartments(filings);
    const inputs = filings.map((filing): ReportInput & { readonly line: number } => {
      const document = lineAsDocument(filing.draft, `${basename(path)}:${filing.line}`, MEDIA_TYPES[format]);
      return { ...reportInput(filing, document), line: filing.line };
    });
    await this.takeAll(path, inputs, async (each) => {
      for (const { outcome } of await this.store.writer.putAll(each)) this.outcomes[outcome] += 1;
    });
  }
}
