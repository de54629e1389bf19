/** The store: one writing connection, reading connections of their own, and what is kept in memory. */
import type { Statement } from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { Departments } from './departments';
import { Journal } from './journal';
import { rebuildAll } from './rebuild';
import { Regions } from './regions';
import { Reports } from './reports';
import { installFolding } from './rollups';
import { ScanPool } from './scan-pool';
import { type Connection, openSource, readingConnection, writingConnection } from './source';
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

/** A statement that was run, for whoever counts or logs them. */
export type StatementListener = (sql: string, params: readonly unknown[], way: 'read' | 'scan') => void;

/** Prepared reading statements that are kept. */
const KEPT_STATEMENTS = 400;

export class Store {
  /** Reports as they are and as they were. */
  readonly reports: Reports;
  /** Called before each read and scan. */
  onStatement: StatementListener | undefined;
  private readonly statements = new Map<string, Statement>();
  private closed = false;

  private constructor(
    readonly database: string,
    /** The TypeORM data source of the one writing connection. */
    readonly source: DataSource,
    private readonly reader: Connection,
    private readonly pool: ScanPool,
    private readonly journal: Journal,
    readonly regions: Regions,
    readonly departments: Departments,
    readonly writer: ReportWriter,
  ) {
    this.reports = new Reports(
      (sql, params) => this.read(sql, params),
      (sql, params) => this.scan(sql, params),
      regions,
    );
  }

  /** Opens a store. @throws BAD_STORE, BAD_SETTING */
  static async open(options: StoreOptions): Promise<Store> {
    const source = await openSource(options.database);
    const connection = writingConnection(source);
    installFolding(connection);
    const journal = new Journal(connection, options.now ?? Date.now);
    const regions = await Regions.load(source, journal);
    const reader = readingConnection(options.database);
    const pool = new ScanPool(options.database, options.readers ?? 2, options.sqlBudgetMs ?? 5000);
    const departments = new Departments(journal, regions, reader);
    const writer = new ReportWriter(journal, regions, departments);
    return new Store(options.database, source, reader, pool, journal, regions, departments, writer);
  }

  /**
   * The rows of a statement that a key bounds, run at once on a read-only connection. It sees what is committed. A whole
   * number above 2^53 comes inexact: statements that can meet one cast it to text.
   */
  async read<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    this.onStatement?.(sql, params, 'read');
    return this.prepared(sql).all(...params) as T[];
  }

  /** The rows of a statement that no key bounds, run in a worker thread. @throws QUERY_TOO_SLOW */
  async scan<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    this.onStatement?.(sql, params, 'scan');
    return (await this.pool.run(sql, params)) as T[];
  }

  /** Grows by one with each committed change. */
  async dataVersion(): Promise<number> {
    const row = this.prepared("SELECT value FROM dataset WHERE key = 'data_version'").get() as { value: string } | undefined;
    return row ? Number(row.value) : 0;
  }

  /** When data last changed, in ms since 1970; undefined for a store that never did. */
  async changedAt(): Promise<number | undefined> {
    const row = this.prepared("SELECT value FROM dataset WHERE key = 'changed_at'").get() as { value: string } | undefined;
    return row ? Number(row.value) : undefined;
  }

  /** Compares every roll-up and expectation with a plain recount of the reports. */
  async verify(): Promise<Difference[]> {
    return verifyAll(this.reader, this.regions);
  }

  /** Makes every roll-up and expectation anew from the reports. */
  async rebuild(): Promise<void> {
    rebuildAll(this.journal, this.regions);
  }

  /** Closes every connection; calling it again does nothing. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pool.close();
    this.reader.close();
    await this.source.destroy();
  }

  private prepared(sql: string): Statement {
    const kept = this.statements.get(sql);
    if (kept) return kept;
    if (this.statements.size >= KEPT_STATEMENTS) this.statements.delete(this.statements.keys().next().value!);
    const statement = this.reader.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

/** Opens a store, makes it where there is none, and runs the migrations that it lacks. @throws BAD_STORE, BAD_SETTING */
export function openStore(options: StoreOptions): Promise<Store> {
  return Store.open(options);
}
