/**
 * The first river as a whole: files are read, checked and stored. Regions come first, then deadlines, then the register, then reports, so
 * that a folder that holds all of them can be given as it is.
 */
import { basename } from 'node:path';
import { Problem } from '../form/problem';
import type { Structured } from '../parse/structured/recognise';
import type { RecordType, StructuredRecord } from '../parse/structured/record';
import type { Author, PutResult, Store } from '../store';
import { Turns } from '../store/turns';
import { Ahead, BYTES_AHEAD } from './ahead';
import { DocumentDesk, type PreparedDocument } from './documents';
import { type Filing, FilingClerk, lineAsDocument } from './filing';
import { type Line, readLinesHere } from './lines';
import type { IntakeOptions } from './particulars';
import { type DocumentReader, IN_THIS_THREAD, readBytes, readerFor, recogniseFile } from './reading';
import { expandSources, type SourceFile } from './sources';
import { type ImportSummary, type OnProgress, type Refusal, refusalOf } from './summary';

/** Reports that are stored in one transaction: a crash costs at most these, and a re-run brings them. */
const BATCH = 5000;

/** From here on the lines of a file are worth a thread: to start one takes as long as to read some hundreds. */
const THREAD_BYTES = 4 * 1024 * 1024;

const ORDER: readonly RecordType[] = ['region', 'deadline', 'body', 'report'];
const MEDIA_TYPES = { JSON_LINES: 'application/x-ndjson', CSV: 'text/csv' } as const;

/**
 * Imports every file below the paths. A file or line that cannot be taken is refused and the rest goes on; nothing is thrown
 * for it, but for STORE_UNAVAILABLE. The same report again changes nothing, so that an interrupted import is simply run again; documents that are stored
 * are known by their bytes and not read a second time.
 * @param reader who reads the documents, where there are more than a few; they are stored in the order of the files
 */
export async function importPaths(
  store: Store,
  paths: readonly string[],
  options: IntakeOptions = {},
  onProgress: OnProgress = () => {},
  reader: DocumentReader = IN_THIS_THREAD,
): Promise<ImportSummary> {
  const { files, problems } = await expandSources(paths);
  const run = new ImportRun(store, options, files, onProgress, reader);
  for (const problem of problems) run.refuse(problem, problem.place.file!);
  await run.importAll();
  return run.summary();
}

/**
 * Reads, checks and stores one document. Throws the problem of one that cannot be read or filed; nothing is stored then.
 * @param fileName for messages, and kept with the document
 */
export async function importDocument(
  store: Store,
  bytes: Uint8Array,
  fileName: string,
  options: IntakeOptions = {},
  reader: DocumentReader = IN_THIS_THREAD,
  by?: Author,
): Promise<PutResult> {
  const desk = new DocumentDesk(store, new FilingClerk(store, options), reader, options, by);
  return desk.put(await desk.prepare(bytes, fileName));
}

/** A file and what it is; undefined for a document. */
interface Recognised extends SourceFile {
  readonly structured?: Structured;
}

interface Lined {
  readonly line: number;
}

type RecordOf<T extends RecordType> = Extract<StructuredRecord, { type: T }>;

/** The documents of an import, and who stores them. */
interface PreparedDocuments {
  readonly desk: DocumentDesk;
  readonly queue: Ahead<SourceFile, PreparedDocument>;
}

/** Lines of one type that are stored together. */
class Batch {
  readonly regions: RecordOf<'region'>[] = [];
  readonly bodies: RecordOf<'body'>[] = [];
  readonly deadlines: RecordOf<'deadline'>[] = [];
  readonly filings: (Filing & Lined)[] = [];

  get size(): number {
    return this.regions.length + this.deadlines.length + this.bodies.length + this.filings.length;
  }

  /** Whether the batch holds lines of another type, which must be stored before one of this type is looked at. */
  isBefore(read: Line['type']): boolean {
    const type = read === 'settled' ? 'report' : read;
    const { regions: region, deadlines: deadline, bodies: body, filings: report } = this;
    const lists: Readonly<Record<RecordType, readonly unknown[]>> = { region, deadline, body, report };
    const held = ORDER.find((each) => lists[each].length > 0);
    return held !== undefined && type !== 'refused' && type !== held;
  }
}

/** The store is away: what was stored is stored, and the same import again brings the rest. */
function isAway(error: unknown): boolean {
  return error instanceof Problem && error.code === 'STORE_UNAVAILABLE';
}

class ImportRun {
  private readonly clerk: FilingClerk;
  private readonly refused: Refusal[] = [];
  private readonly outcomes: Record<PutResult['outcome'], number> = { IMPORTED: 0, UPDATED: 0, UNCHANGED: 0 };
  private bodies = 0;
  private regions = 0;
  private deadlines = 0;
  private filesDone = 0;
  private bytesDone = 0;
  private reportsDone = 0;
  private readonly totalBytes: number;
  private readonly turns = new Turns();

  constructor(
    private readonly store: Store,
    private readonly options: IntakeOptions,
    private readonly files: readonly SourceFile[],
    private readonly onProgress: OnProgress,
    private readonly reader: DocumentReader,
  ) {
    this.clerk = new FilingClerk(store, options);
    this.totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  refuse(error: unknown, file: string, line?: number): void {
    this.refused.push(refusalOf(error, file, line));
  }

  summary(): ImportSummary {
    const { IMPORTED: imported, UPDATED: updated, UNCHANGED: unchanged } = this.outcomes;
    return {
      imported,
      updated,
      unchanged,
      bodies: this.bodies,
      regions: this.regions,
      deadlines: this.deadlines,
      refused: this.refused,
    };
  }

  async importAll(): Promise<void> {
    const recognised: Recognised[] = [];
    for (const file of this.files)
      await this.guard(file, async () => {
        recognised.push({ ...file, structured: await recogniseFile(file.path) });
      });
    const placeOf = ({ structured }: Recognised) => ORDER.indexOf(structured?.type ?? 'report');
    // A stable sort: within a step, files stay in the order given.
    recognised.sort((a, b) => placeOf(a) - placeOf(b));
    const documents = this.documentsAhead(recognised.filter(({ structured }) => !structured));
    for (const file of recognised) {
      const before = this.bytesDone;
      const told = this.refused.length;
      await this.guard(file, () =>
        file.structured ? this.importStructured(file, file.structured) : this.importDocument(documents),
      );
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
      // Nothing else can be stored either.
      if (isAway(error)) throw error;
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

  /** Documents are read ahead, as many at once as the reader has use for, and stored in their turn. */
  private documentsAhead(files: readonly SourceFile[]): PreparedDocuments {
    const reader = readerFor(files, this.reader);
    const desk = new DocumentDesk(this.store, this.clerk, reader, this.options);
    const prepare = async ({ path }: SourceFile) => desk.prepare(await readBytes(path, reader), basename(path));
    const limits = { items: reader.ahead, weight: BYTES_AHEAD };
    return { desk, queue: new Ahead(files, prepare, ({ bytes }) => bytes, limits) };
  }

  private async importDocument({ desk, queue }: PreparedDocuments): Promise<void> {
    this.reportsDone += 1;
    await this.turns.give();
    const { outcome } = await desk.put(await queue.next());
    this.outcomes[outcome] += 1;
  }

  private async importStructured({ path, bytes }: SourceFile, structured: Structured): Promise<void> {
    const countBytes = (read: number) => {
      this.bytesDone += read;
      this.progress();
    };
    const batch = new Batch();
    const take = async () => {
      await this.takeRegions(path, batch.regions.splice(0));
      await this.takeDeadlines(path, batch.deadlines.splice(0));
      await this.takeBodies(path, batch.bodies.splice(0));
      await this.takeFilings(path, batch.filings.splice(0));
    };
    try {
      const read = (bytes >= THREAD_BYTES && this.reader.lines) || readLinesHere;
      for await (const records of read(path, structured, countBytes))
        for (const record of records) {
          await this.turns.give();
          if (batch.size >= BATCH || batch.isBefore(record.type)) await take();
          await this.read(path, structured, record, batch);
        }
    } finally {
      // Also where the file turns out to be damaged further down: what was read before is good.
      await take();
    }
  }

  /** Puts a record into the batch; a report as it will be stored, which takes a tenth of the memory of its draft. */
  private async read(path: string, { format }: Structured, record: Line, batch: Batch): Promise<void> {
    const { type, line } = record;
    if (type === 'region') batch.regions.push(record);
    else if (type === 'body') batch.bodies.push(record);
    else if (type === 'deadline') batch.deadlines.push(record);
    else {
      this.reportsDone += 1;
      try {
        if (type === 'refused') throw record.problem;
        const filing =
          record.type === 'settled'
            ? await this.clerk.fileSettled(record.draft, record.figures, { digest: record.digest })
            : await this.clerk.file(
                record.draft,
                lineAsDocument(record.draft, `${basename(path)}:${line}`, MEDIA_TYPES[format]),
              );
        batch.filings.push({ ...filing, line });
      } catch (error) {
        if (isAway(error)) throw error;
        this.refuse(error, path, line);
      }
    }
  }

  private async takeRegions(path: string, records: RecordOf<'region'>[]): Promise<void> {
    if (records.length === 0) return;
    // By code, so that a parent comes before what lies in it.
    const sorted = records.sort((a, b) => (a.region.code < b.region.code ? -1 : 1));
    this.regions += await this.takeAll(path, sorted, (each) =>
      this.store.regions.add(each.map(({ region }) => region)),
    );
    this.clerk.forget();
  }

  private async takeDeadlines(path: string, records: readonly RecordOf<'deadline'>[]): Promise<void> {
    if (records.length === 0) return;
    const by = { actor: 'import', role: 'import', reason: basename(path) };
    this.deadlines += await this.takeAll(path, records, (each) =>
      this.store.deadlines.set(
        each.map(({ deadline }) => deadline),
        by,
      ),
    );
  }

  private async takeBodies(path: string, records: readonly RecordOf<'body'>[]): Promise<void> {
    if (records.length === 0) return;
    this.bodies += await this.takeAll(path, records, (each) =>
      this.store.departments.register(each.map(({ body }) => body)),
    );
    this.clerk.forget();
  }

  private async takeFilings(path: string, filings: readonly (Filing & Lined)[]): Promise<void> {
    if (filings.length === 0) return;
    await this.takeAll(path, filings, async (each) => {
      const inputs = await this.clerk.inputs(each);
      for (const { outcome } of await this.store.writer.putAll(inputs)) this.outcomes[outcome] += 1;
    });
  }

  /** Takes lines together; where the store refuses them, one by one, to refuse only those at fault. Gives how many were taken. */
  private async takeAll<T extends Lined>(
    path: string,
    lines: readonly T[],
    write: (lines: readonly T[]) => Promise<unknown>,
  ): Promise<number> {
    try {
      await write(lines);
      return lines.length;
    } catch (error) {
      if (isAway(error)) throw error;
      if (lines.length === 1) {
        this.refuse(error, path, lines[0]!.line);
        return 0;
      }
    }
    let taken = 0;
    for (const line of lines) taken += await this.takeAll(path, [line], write);
    return taken;
  }
}
