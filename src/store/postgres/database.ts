/** A store in PostgreSQL: transactions on the primary, reads on the standbys where there are any. */
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Connection, Database, FrozenConnection, Value } from '../connection';
import { tooSlow } from '../too-slow';
import { PostgresConnection } from './connection';
import { openSource, toldAddress } from './source';

/** A client, and how it is given back; one that failed is not used again. */
type Taken = readonly [client: PoolClient, release: (error?: Error) => void];

/** What TypeORM's driver has its clients taken by. */
interface Clients {
  obtainMasterConnection(): Promise<Taken>;
  obtainSlaveConnection(): Promise<Taken>;
}

/** Key of the lock that every writer holds together with others, and one that writes alone holds by itself: "gkaw". */
const WRITING = 0x676b6177;

const CANCELLED = '57014';
/** Another transaction was in the way, and the same work may well succeed now: a deadlock, or the same row made at once. */
const AGAIN = new Set(['40P01', '40001', '23505']);
const MOST_TRIES = 5;

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}

export class PostgresDatabase implements Database {
  readonly dialect = 'postgres';
  readonly reader: Connection;
  private readonly scans: Turns;

  private constructor(
    readonly place: string,
    readonly source: DataSource,
    scans: number,
    private readonly budgetMs: number,
  ) {
    this.scans = new Turns(scans);
    this.reader = new PostgresConnection((config) =>
      withClient(this.clients.obtainSlaveConnection(), (client) => client.query(config as never)),
    );
  }

  /** Connects to a server and brings the database up to date. @throws BAD_STORE, BAD_SETTING */
  static async open(address: string, scans: number, budgetMs: number): Promise<PostgresDatabase> {
    return new PostgresDatabase(toldAddress(address), await openSource(address), scans, budgetMs);
  }

  async transaction<T>(
    alone: boolean,
    work: (connection: Connection) => Promise<T>,
    committed: () => void,
  ): Promise<T> {
    // Keys come as one list: a plan of its own for each list would cost more than it could gain.
    const lock = `pg_advisory_xact_lock${alone ? '' : '_shared'}(${WRITING})`;
    const begin = `BEGIN; SET LOCAL plan_cache_mode = force_generic_plan; SELECT ${lock}`;
    for (let tries = 1; ; tries += 1)
      try {
        const result = await withClient(this.clients.obtainMasterConnection(), (client) =>
          within(client, begin, async () => {
            const connection = PostgresConnection.on(client);
            const done = await work(connection);
            await connection.flush();
            return done;
          }),
        );
        committed();
        return result;
      } catch (error) {
        if (tries >= MOST_TRIES || !AGAIN.has(codeOf(error) ?? '')) throw error;
      }
  }

  scan(sql: string, params: readonly Value[]): Promise<unknown[]> {
    const begin = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.floor(this.budgetMs)}`;
    return this.scans.take(async () => {
      try {
        return await withClient(this.clients.obtainSlaveConnection(), (client) =>
          within(client, begin, () => PostgresConnection.on(client).all<unknown>(sql, params)),
        );
      } catch (error) {
        throw codeOf(error) === CANCELLED ? tooSlow(this.budgetMs) : error;
      }
    });
  }

  async snapshot(): Promise<FrozenConnection> {
    const [client, release] = await this.clients.obtainSlaveConnection();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    } catch (error) {
      release(error as Error);
      throw error;
    }
    return new PostgresSnapshot(client, release);
  }

  close(): Promise<void> {
    return this.source.destroy();
  }

  private get clients(): Clients {
    return this.source.driver as unknown as Clients;
  }
}

class PostgresSnapshot extends PostgresConnection implements FrozenConnection {
  constructor(
    client: PoolClient,
    private readonly release: (error?: Error) => void,
  ) {
    super((config) => client.query(config as never));
    this.end = () => client.query('COMMIT');
  }

  private readonly end: () => Promise<unknown>;

  async close(): Promise<void> {
    try {
      await this.end();
      this.release();
    } catch (error) {
      this.release(error as Error);
    }
  }
}

async function withClient<T>(taking: Promise<Taken>, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const [client, release] = await taking;
  let broken: Error | undefined;
  // A connection that breaks between two statements tells it to nobody else; the next statement fails.
  const onBreak = (error: Error): void => {
    broken = error;
  };
  client.on('error', onBreak);
  try {
    return await work(client);
  } catch (error) {
    // An error of the server has a state and leaves the connection as it was; any other one is of the connection itself.
    if (!/^[0-9A-Z]{5}$/.test(codeOf(error) ?? '') || codeOf(error)!.startsWith('57P')) broken = error as Error;
    throw error;
  } finally {
    client.off('error', onBreak);
    release(broken);
  }
}

async function within<T>(client: PoolClient, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
  await client.query('COMMIT');
  return result;
}

/** Lets a few run at a time. */
class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) await new Promise<void>((go) => this.waiting.push(go));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
