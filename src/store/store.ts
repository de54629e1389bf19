/** The store: one writing connection, reading connections of their own, and what is kept in memory. */
import type { Statement } from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { Departments } from './departments';
import { Journal } from './journal';
import { Reader, type StatementListener } from './reader';
import { rebuildAll } from './rebuild';
import { Recheck, type RecheckProgress, type RecheckSummary } from './recheck';
import { Regions } from './regions';
import { Reports } from './reports';
import { installFolding } from './rollups';
import { ScanPool } from './scan-pool';
import { Search } from './search';
import { Similar } from './similar';
import { Snapshot } from './snapshot';
import { openSource, readingConnection, writingConnection } from './source';
import { type Difference, verifyAll } from './verify';
import { ReportWriter } from './writer';

export interface StoreOptions {
  /** Path of the database file; it is made where there is none. */
  readonly database: string;
  /** Time that one unbounded statement may run; 5,000 ms unless given. */
  readonly sqlBudgetMs?: number;
  /** Worker threads for unbounded statements; 2 unless given. */
  readonly readers?: number;
  /** Milliseconds since 1970: the instants of versions. The clock unless given. */
  readonly now?: () => number;
}

export class Store {
  /** Reports as they are and as they were. */
  readonly reports: Reports;
  /** Copied text. */
  readonly similar: Similar;
  /** Full text. */
  readonly search: Search;
  private closed = false;
  /** Data version that was last told. */
  private seen = 0;
  private readonly settings: Statement<[string], { value: string }>;

  private constructor(
    readonly database: string,
    /** The TypeORM data source of the one writing connection. */
    readonly source: DataSource,
    private readonly reader: Reader,
    private readonly pool: ScanPool,
    private readonly journal: Journal,
    readonly regions: Regions,
    readonly departments: Departments,
    readonly writer: ReportWriter,
  ) {
    this.settings = reader.connection.prepare('SELECT value FROM dataset WHERE key = ?');
    this.reports = new Reports(
      (sql, params) => this.read(sql, params),
      (sql, params) => this.scan(sql, params),
      regions,
    );
    const scan = <T>(sql: string, params: readonly unknown[]) => this.scan<T>(sql, params);
    this.similar = new Similar((sql, params) => this.read(sql, params), scan, regions);
    this.search = new Search(scan, regions);
  }

  /** Opens a store. @throws BAD_STORE, BAD_SETTING */
  static async open(options: StoreOptions): Promise<Store> {
    const source = await openSource(options.database);
    const connection = writingConnection(source);
    installFolding(connection);
    const journal = new Journal(connection, options.now ?? Date.now);
    const regions = await Regions.load(source, journal);
    const reader = new Reader(readingConnection(options.database));
    const pool = new ScanPool(options.database, options.readers ?? 2, options.sqlBudgetMs ?? 5000);
    const departments = new Departments(journal, regions, reader);
    const writer = new ReportWriter(journal, regions, departments);
    return new Store(options.database, source, reader, pool, journal, regions, departments, writer);
  }

  /** Called before each read and scan. */
  get onStatement(): StatementListener | undefined {
    return this.reader.onStatement;
  }

  set onStatement(listener: StatementListener | undefined) {
    this.reader.onStatement = listener;
  }

  /**
   * The rows of a statement that a key bounds, run at once on a read-only connection. It sees what is committed. A whole
   * number above 2^53 comes inexact: statements that can meet one cast it to text.
   */
  async read<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.reader.all<T>(sql, params);
  }

  /** The rows of a statement that no key bounds, run in a worker thread. @throws QUERY_TOO_SLOW */
  async scan<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    this.reader.onStatement?.(sql, params, 'scan');
    return (await this.pool.run(sql, params)) as T[];
  }

  /** The state of the data now, for a reading that goes on; the caller closes it. */
  snapshot(): Snapshot {
    return new Snapshot(this.database, this.regions);
  }

  /** Grows by one with each committed change, of this process or another one. */
  async dataVersion(): Promise<number> {
    const version = (await this.setting('data_version')) ?? 0;
    if (version !== this.seen) this.regions.refresh();
    this.seen = version;
    return version;
  }

  /** When data last changed, in ms since 1970; undefined for a store that never did. */
  async changedAt(): Promise<number | undefined> {
    return this.setting('changed_at');
  }

  /** Compares every roll-up and expectation with a plain recount of the reports. */
  async verify(): Promise<Difference[]> {
    return verifyAll(this.reader.connection, this.regions);
  }

  /** Makes every roll-up and expectation anew from the reports. */
  async rebuild(): Promise<void> {
    rebuildAll(this.journal, this.regions);
  }

  /** Runs every check over every report again. A server may go on beside it. */
  async recheck(onProgress?: (progress: RecheckProgress) => void): Promise<RecheckSummary> {
    return new Recheck(this.journal, this.regions).run(onProgress);
  }

  /** Closes every connection; calling it again does nothing. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pool.close();
    this.reader.connection.close();
    await this.source.destroy();
  }

  private async setting(key: string): Promise<number | undefined> {
    const row = this.settings.get(key);
    return row && Number(row.value);
  }
}

/** Opens a store, makes it where there is none, and runs the migrations that it lacks. @throws BAD_STORE, BAD_SETTING */
export function openStore(options: StoreOptions): Promise<Store> {
  return Store.open(options);
}
