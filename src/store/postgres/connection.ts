/** Statements on PostgreSQL: placeholders and rows as the store has them, statements prepared once a connection. */
import type { PoolClient, QueryArrayConfig, QueryConfig, QueryResult } from 'pg';
import { statement } from '../../plan/statement';
import type { Connection, InsertTable, Value } from '../connection';
import { insertions } from './bulk';
import { shardAway } from './shard-away';

/** Prepared statements that are kept: those that come later are sent with their text each time. */
const KEPT = 500;
/** Rows that a walk gives at a time. */
const WALKED = 500;

const names = new Map<string, { readonly name: string | undefined; readonly text: string }>();

function prepared(sql: string): { readonly name: string | undefined; readonly text: string } {
  const kept = names.get(sql);
  if (kept) return kept;
  const { sql: text } = statement('postgres', sql, []);
  if (names.size >= KEPT) return { name: undefined, text };
  const made = { name: `g${names.size}`, text };
  names.set(sql, made);
  return made;
}

const [INT2, INT4, INT8, NUMERIC] = [21, 23, 20, 1700];
const WHOLE = new Set([INT2, INT4, INT8, NUMERIC]);
const FLOATS = new Set([700, 701]);
const BOOLEAN = 16;

type Parser = (text: string) => unknown;

/** A whole number, where a double holds it; otherwise its text. */
function numberOf(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) || text.includes('.') ? number : text;
}

const asIs: Parser = (text) => text;
const truth: Parser = (text) => (text === 't' ? 1 : 0);

const PLAIN = {
  getTypeParser: (oid: number): Parser =>
    WHOLE.has(oid) ? numberOf : FLOATS.has(oid) ? Number : oid === BOOLEAN ? truth : asIs,
};
const EXACT = {
  getTypeParser: (oid: number): Parser => (WHOLE.has(oid) ? BigInt : oid === BOOLEAN ? truth : asIs),
};
const TEXTS = { getTypeParser: (): Parser => asIs };

/** Sends a statement to whichever client it is to run on. */
type Send = (config: QueryConfig | QueryArrayConfig) => Promise<QueryResult>;

export class PostgresConnection implements Connection {
  readonly dialect = 'postgres';

  private readonly later = new Map<InsertTable, (readonly Value[])[]>();

  constructor(private readonly given: Send) {}

  /** Statements on one client. */
  static on(client: PoolClient): PostgresConnection {
    return new PostgresConnection((config) => client.query(config as QueryConfig));
  }

  async all<T>(sql: string, params: readonly Value[] = []): Promise<T[]> {
    return (await this.send({ ...prepared(sql), values: [...params], types: PLAIN as never })).rows as T[];
  }

  async get<T>(sql: string, params: readonly Value[] = []): Promise<T | undefined> {
    return (await this.all<T>(sql, params))[0];
  }

  async lists(sql: string, params: readonly Value[] = []): Promise<unknown[][]> {
    const config = { ...prepared(sql), values: [...params], types: PLAIN as never, rowMode: 'array' as const };
    return (await this.send(config)).rows as unknown[][];
  }

  async exact(sql: string, params: readonly Value[] = []): Promise<(bigint | string | null)[][]> {
    const config = { ...prepared(sql), values: [...params], types: EXACT as never, rowMode: 'array' as const };
    return (await this.send(config)).rows as (bigint | string | null)[][];
  }

  async run(sql: string, params: readonly Value[] = []): Promise<number> {
    return (await this.send({ ...prepared(sql), values: [...params] })).rowCount ?? 0;
  }

  async insert(table: InsertTable, row: readonly Value[]): Promise<void> {
    const rows = this.later.get(table);
    if (rows) rows.push(row);
    else this.later.set(table, [row]);
  }

  async insertAll(table: InsertTable, rows: readonly (readonly Value[])[]): Promise<void> {
    if (this.later.size > 0) await this.flush();
    for (const { sql, params } of insertions(table, rows))
      await this.sendNow({ ...prepared(sql), values: [...params] });
  }

  async *walk(sql: string): AsyncGenerator<(string | null)[][]> {
    await this.send({ text: `DECLARE walk NO SCROLL CURSOR FOR ${sql}` });
    const fetch = { text: `FETCH ${WALKED} FROM walk`, types: TEXTS as never, rowMode: 'array' as const };
    for (;;) {
      const { rows } = await this.send(fetch);
      if (rows.length > 0) yield rows as unknown as (string | null)[][];
      if (rows.length < WALKED) break;
    }
    await this.send({ text: 'CLOSE walk' });
  }

  /** Puts in what waits. */
  async flush(): Promise<void> {
    for (const [table, rows] of this.later) {
      this.later.delete(table);
      for (const { sql, params } of insertions(table, rows))
        await this.sendNow({ ...prepared(sql), values: [...params] });
    }
  }

  private async sendNow(config: QueryConfig | QueryArrayConfig): Promise<QueryResult> {
    try {
      return await this.given(config);
    } catch (error) {
      throw shardAway(error) ?? error;
    }
  }

  private async send(config: QueryConfig | QueryArrayConfig): Promise<QueryResult> {
    if (this.later.size > 0) await this.flush();
    return this.sendNow(config);
  }
}
