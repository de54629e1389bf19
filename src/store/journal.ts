/** The one way to write: transactions, each committed whole or not at all, with the data version that counts them. */
import type { Connection, Database, InsertTable, Value } from './connection';
import { Turns } from './turns';

/** A running transaction. */
export interface Transaction extends Connection {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The transaction changes the data: the data version grows by one with it, however often this is called. */
  bump(): void;
  /** Registers what is to be done in memory once the transaction is committed. */
  committed(action: () => void): void;
}

const SQL = {
  version: "SELECT value FROM dataset WHERE key = 'data_version'",
  raise: `INSERT INTO dataset (key, value) VALUES ('data_version', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(dataset.value AS BIGINT) + 1 AS TEXT)`,
  changedAt:
    "INSERT INTO dataset (key, value) VALUES ('changed_at', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
};

export class Journal {
  /** Data version after the last transaction. */
  private seen: string | undefined;
  /** Called within a transaction, before its work, when another process has written since the last one. */
  onForeignChange: ((connection: Connection) => Promise<void>) | undefined;
  /** Makes everything anew that follows from reports, after a transaction that was interrupted between its commits. */
  mend: (() => Promise<void>) | undefined;
  private isMending = false;

  constructor(
    private readonly database: Database,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** Runs one transaction. What it throws rolls it back and is thrown on. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run(work, false);
  }

  /** The same, while nobody else writes: for what looks at everything, or takes many steps that must not be in the way. */
  writeAlone<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run(work, true);
  }

  private async run<T>(work: (transaction: Transaction) => Promise<T>, alone: boolean): Promise<T> {
    for (;;)
      try {
        return await this.once(work, alone);
      } catch (error) {
        if (!(error instanceof Torn)) throw error;
        await this.mendAll();
      }
  }

  /** Where two find it at once, both do: what comes out is the same. */
  private async mendAll(): Promise<void> {
    this.isMending = true;
    try {
      await this.database.mending?.();
      await this.mend?.();
      await this.database.agreed?.();
    } finally {
      this.isMending = false;
    }
  }

  private once<T>(work: (transaction: Transaction) => Promise<T>, alone: boolean): Promise<T> {
    const afterwards: (() => void)[] = [];
    let version: string | undefined;
    return this.database.transaction(
      alone,
      async (connection) => {
        afterwards.length = 0;
        if (!this.isMending && (await this.database.torn?.(connection))) throw new Torn();
        version = await versionOf(connection);
        if (version !== this.seen) await this.onForeignChange?.(connection);
        const transaction = new RunningTransaction(connection, this.now, afterwards);
        const result = await work(transaction);
        if (transaction.changed) version = await raise(connection, this.now());
        return result;
      },
      () => {
        this.seen = version;
        // Whoever wrote sees it from now on.
        if (version !== undefined) this.database.replicas?.require(Number(version));
        for (const action of afterwards) action();
      },
    );
  }
}

/** Ends a transaction before its work. */
class Torn extends Error {}

async function versionOf(connection: Connection): Promise<string | undefined> {
  return (await connection.get<{ value: string }>(SQL.version))?.value;
}

/** Comes last in a transaction: all others wait for the row until it is committed. */
async function raise(connection: Connection, now: number): Promise<string | undefined> {
  await connection.run(SQL.raise);
  await connection.run(SQL.changedAt, [String(now)]);
  return versionOf(connection);
}

class RunningTransaction implements Transaction {
  readonly dialect;
  changed = false;
  /** SQLite runs statements in this thread, and a transaction of many would keep everybody else waiting to its end. */
  private readonly turns = new Turns();

  constructor(
    private readonly connection: Connection,
    readonly now: () => number,
    private readonly afterwards: (() => void)[],
  ) {
    this.dialect = connection.dialect;
  }

  all<T>(sql: string, params?: readonly Value[]): Promise<T[]> {
    return this.inTurn(() => this.connection.all(sql, params));
  }

  get<T>(sql: string, params?: readonly Value[]): Promise<T | undefined> {
    return this.inTurn(() => this.connection.get(sql, params));
  }

  lists(sql: string, params?: readonly Value[]): Promise<unknown[][]> {
    return this.inTurn(() => this.connection.lists(sql, params));
  }

  exact(sql: string, params?: readonly Value[]): Promise<(bigint | string | null)[][]> {
    return this.connection.exact(sql, params);
  }

  run(sql: string, params?: readonly Value[]): Promise<number> {
    return this.inTurn(() => this.connection.run(sql, params));
  }

  insert(table: InsertTable, row: readonly Value[]): Promise<void> {
    return this.connection.insert(table, row);
  }

  insertAll(table: InsertTable, rows: readonly (readonly Value[])[]): Promise<void> {
    return this.connection.insertAll(table, rows);
  }

  walk(sql: string): AsyncIterable<readonly (bigint | string | null)[][]> {
    return this.connection.walk(sql);
  }

  /** Without a further promise where no turn is due. */
  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    return this.turns.due ? this.turns.give().then(run) : run();
  }

  bump(): void {
    this.changed = true;
  }

  committed(action: () => void): void {
    this.afterwards.push(action);
  }
}
