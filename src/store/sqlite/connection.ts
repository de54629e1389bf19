/** A connection to a SQLite file, its prepared statements kept. */
import type { Statement } from 'better-sqlite3';
import type { Connection, FrozenConnection, InsertTable, Value } from '../connection';
import { Inserts } from './inserts';
import type { Handle } from './source';

/** Prepared statements that are kept of each form of rows. */
const KEPT = 400;
/** Rows that a walk gives at a time. */
const WALKED = 500;

/** Statements by their text; the one that was prepared first gives way. */
class Prepared {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly prepare: (sql: string) => Statement) {}

  of(sql: string): Statement {
    const kept = this.statements.get(sql);
    if (kept) return kept;
    if (this.statements.size >= KEPT) this.statements.delete(this.statements.keys().next().value!);
    const statement = this.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

export class SqliteConnection implements Connection {
  readonly dialect = 'sqlite';
  private readonly plain: Prepared;
  private readonly raw: Prepared;
  private readonly wholes: Prepared;
  private readonly tables = new Map<InsertTable, Inserts>();

  constructor(readonly handle: Handle) {
    this.plain = new Prepared((sql) => handle.prepare(sql));
    this.raw = new Prepared((sql) => handle.prepare(sql).raw(true));
    this.wholes = new Prepared((sql) => handle.prepare(sql).raw(true).safeIntegers(true));
  }

  async all<T>(sql: string, params: readonly Value[] = []): Promise<T[]> {
    return this.plain.of(sql).all(params) as T[];
  }

  async get<T>(sql: string, params: readonly Value[] = []): Promise<T | undefined> {
    return this.plain.of(sql).get(params) as T | undefined;
  }

  async lists(sql: string, params: readonly Value[] = []): Promise<unknown[][]> {
    return this.raw.of(sql).all(params) as unknown[][];
  }

  async exact(sql: string, params: readonly Value[] = []): Promise<(bigint | string | null)[][]> {
    return this.wholes.of(sql).all(params) as (bigint | string | null)[][];
  }

  async run(sql: string, params: readonly Value[] = []): Promise<number> {
    return this.plain.of(sql).run(params).changes;
  }

  async insert(table: InsertTable, row: readonly Value[]): Promise<void> {
    this.inserts(table).run(row);
  }

  async insertAll(table: InsertTable, rows: readonly (readonly Value[])[]): Promise<void> {
    const inserts = this.inserts(table);
    for (const row of rows) inserts.run(row);
  }

  async *walk(sql: string): AsyncGenerator<(bigint | string | null)[][]> {
    let rows: (bigint | string | null)[][] = [];
    for (const row of this.wholes.of(sql).iterate() as IterableIterator<(bigint | string | null)[]>) {
      rows.push(row);
      if (rows.length < WALKED) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }

  private inserts(table: InsertTable): Inserts {
    let inserts = this.tables.get(table);
    if (!inserts) {
      inserts = new Inserts(this.handle, table);
      this.tables.set(table, inserts);
    }
    return inserts;
  }
}

/** A read transaction sees the state of its first read to its end. */
export class SqliteSnapshot extends SqliteConnection implements FrozenConnection {
  constructor(handle: Handle) {
    super(handle);
    handle.exec('BEGIN');
  }

  async close(): Promise<void> {
    this.handle.close();
  }
}
