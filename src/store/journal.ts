/**
 * The one way to write: transactions on the one writing connection. A transaction is a plain function without `await`, so
 * that nothing can run between its statements; it is committed whole or not at all.
 */
import type { Statement } from 'better-sqlite3';
import type { Connection } from './source';

export class Journal {
  private readonly statements = new Map<string, Statement>();
  private readonly afterCommit: (() => void)[] = [];
  private bumped = false;
  /** Data version after the last transaction. */
  private seen: string | undefined;
  /** Called within a transaction, before its work, when another process has written since the last one. */
  onForeignChange: (() => void) | undefined;

  constructor(
    private readonly connection: Connection,
    /** Milliseconds since 1970. */
    readonly now: () => number,
  ) {}

  /** Runs one transaction. What it throws rolls it back and is thrown on. */
  write<T>(transaction: () => T): T {
    this.bumped = false;
    this.afterCommit.length = 0;
    this.connection.exec('BEGIN IMMEDIATE');
    let result: T;
    try {
      if (this.version() !== this.seen) this.onForeignChange?.();
      result = transaction();
      this.seen = this.version();
      this.connection.exec('COMMIT');
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
      throw error;
    }
    for (const action of this.afterCommit.splice(0)) action();
    return result;
  }

  /** A prepared statement of the writing connection, kept by its text. */
  prepare(sql: string): Statement {
    const kept = this.statements.get(sql);
    if (kept) return kept;
    const statement = this.connection.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private version(): string | undefined {
    const row = this.prepare("SELECT value FROM dataset WHERE key = 'data_version'").get() as
      | { value: string }
      | undefined;
    return row?.value;
  }

  /** Registers what is to be done in memory once the running transaction is committed. */
  committed(action: () => void): void {
    this.afterCommit.push(action);
  }

  /** Lets the data version grow by one with the running transaction, however often it is called in it. */
  bump(): void {
    if (this.bumped) return;
    this.bumped = true;
    this.prepare(
      `INSERT INTO dataset (key, value) VALUES ('data_version', '1')
       ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(dataset.value AS INTEGER) + 1 AS TEXT)`,
    ).run();
    this.prepare(
      "INSERT INTO dataset (key, value) VALUES ('changed_at', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ).run(String(this.now()));
  }
}
