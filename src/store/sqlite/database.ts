/** A store in a SQLite file: one connection that writes, behind a queue, and others that only read. */
import type { DataSource } from 'typeorm';
import type { Connection, Database, FrozenConnection } from '../connection';
import { Checkpoints } from './checkpoints';
import { SqliteConnection, SqliteSnapshot } from './connection';
import { installFolding } from './folding';
import { ScanPool } from './scan-pool';
import { openSource, readingHandle, writingHandle } from './source';

export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';
  readonly reader: SqliteConnection;
  readonly current: SqliteConnection;
  private readonly writer: SqliteConnection;
  private readonly pool: ScanPool;
  private readonly checkpoints: Checkpoints;
  /** Settles when the last transaction that was asked for has ended. */
  private queue: Promise<void> = Promise.resolve();

  private constructor(
    readonly place: string,
    readonly source: DataSource,
    readers: number,
    budgetMs: number,
  ) {
    this.writer = new SqliteConnection(writingHandle(source));
    installFolding(this.writer.handle);
    this.reader = new SqliteConnection(readingHandle(place));
    this.current = this.reader;
    this.pool = new ScanPool(place, readers, budgetMs);
    this.checkpoints = new Checkpoints(place, this.writer.handle);
  }

  /** Opens a file and brings it up to date. @throws BAD_STORE, BAD_SETTING */
  static async open(file: string, readers: number, budgetMs: number): Promise<SqliteDatabase> {
    return new SqliteDatabase(file, await openSource(file), readers, budgetMs);
  }

  /** Every transaction is alone. */
  async transaction<T>(
    _alone: boolean,
    work: (connection: Connection) => Promise<T>,
    committed: () => void,
  ): Promise<T> {
    const before = this.queue;
    let end = () => {};
    this.queue = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    const { handle } = this.writer;
    try {
      handle.exec('BEGIN IMMEDIATE');
      const result = await work(this.writer);
      handle.exec('COMMIT');
      committed();
      await this.checkpoints.committed();
      return result;
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK');
      throw error;
    } finally {
      end();
    }
  }

  scan(sql: string, params: readonly unknown[]): Promise<unknown[]> {
    return this.pool.run(sql, params);
  }

  async snapshot(): Promise<FrozenConnection> {
    return new SqliteSnapshot(readingHandle(this.place));
  }

  async close(): Promise<void> {
    await this.pool.close();
    await this.queue;
    await this.checkpoints.close();
    this.reader.handle.close();
    await this.source.destroy();
  }
}
