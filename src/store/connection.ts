/**
 * What the store needs of a database, whichever it is: statements with `?` for each parameter, and transactions. A whole number
 * that a double does not hold exactly comes inexact from SQLite and as text from PostgreSQL: statements that can meet one cast
 * it to text, or ask for it by `exact`.
 */
import type { DataSource } from 'typeorm';
import type { Dialect } from '../plan/statement';
import type { Replicas } from './replicas';

export type Value = number | string | bigint | null;

/** A table with the columns that rows are put in by, in their order. */
export interface InsertTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'integer' | 'bigint' | 'text' }[];
  /** Places of columns that are often zero or null together. */
  readonly blocks?: readonly (readonly number[])[];
}

/** Something that statements are run on: within a transaction, or one after the other on what is committed. */
export interface Connection {
  readonly dialect: Dialect;
  /** The rows of a statement, by the names of their columns. */
  all<T>(sql: string, params?: readonly Value[]): Promise<T[]>;
  /** The first of them. */
  get<T>(sql: string, params?: readonly Value[]): Promise<T | undefined>;
  /** The rows as lists, in the order of their columns. */
  lists(sql: string, params?: readonly Value[]): Promise<unknown[][]>;
  /** The same, whole numbers exact. */
  exact(sql: string, params?: readonly Value[]): Promise<(bigint | string | null)[][]>;
  /** @returns how many rows were written */
  run(sql: string, params?: readonly Value[]): Promise<number>;
  /** Puts a row into a table: at once, or together with others before the next statement. */
  insert(table: InsertTable, row: readonly Value[]): Promise<void>;
  /** Puts rows into a table at once. */
  insertAll(table: InsertTable, rows: readonly (readonly Value[])[]): Promise<void>;
  /**
   * The rows of a statement however many they are, some hundreds at a time, whole numbers exact: as bigint or in decimals. Only within
   * a transaction or a frozen state, and while it goes on nothing else runs on this connection.
   */
  walk(sql: string): AsyncIterable<readonly (bigint | string | null)[][]>;
}

/** A state of the data that stays as it is while it is read; `close` must be called. */
export interface FrozenConnection extends Connection {
  close(): Promise<void>;
}

/** A database that a store lives in. */
export interface Database {
  readonly dialect: Dialect;
  readonly source: DataSource;
  /** Where it is, to be told to people: no password is in it. */
  readonly place: string;
  /** Reads that a key bounds. It sees what is committed; what another process committed just now perhaps a moment later. */
  readonly reader: Connection;
  /** Reads where writes go. */
  readonly current: Connection;
  /** The servers that it is on; a file is on none. */
  readonly replicas?: Replicas;
  /**
   * Runs one transaction. What it throws rolls it back and is thrown on; where another one was in the way, it is run again.
   * @param alone while nobody else writes
   * @param committed is called once it is committed, before another one sees what it left in memory
   */
  transaction<T>(alone: boolean, work: (connection: Connection) => Promise<T>, committed: () => void): Promise<T>;
  /**
   * What it consists of may not agree: a transaction was interrupted while its parts were being committed. Only a store on
   * several servers knows this state; its totals are to be made anew then, which `agreed` ends.
   */
  torn?(connection: Connection): Promise<boolean>;
  /** They are being made anew: until `agreed`, no transaction ends that state. */
  mending?(): Promise<void>;
  agreed?(): Promise<void>;
  /** The rows of a statement that no key bounds, within a budget of time. @throws QUERY_TOO_SLOW */
  scan(sql: string, params: readonly unknown[]): Promise<unknown[]>;
  /** The state of the data now. */
  snapshot(): Promise<FrozenConnection>;
  close(): Promise<void>;
}
