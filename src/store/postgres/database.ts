/** A store in PostgreSQL: transactions on the primary, reads on the standbys where there are any. */
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Connection, Database, FrozenConnection, Value } from '../connection';
import { tooSlow } from '../too-slow';
import { PostgresConnection } from './connection';
import { ANY_WAY, FOR_MUCH } from './joins';
import { shardAway } from './shard-away';
import { addShards, isSharded, type KeptShard, keptShards, readShards } from './shards';
import { openSource, toldAddress } from './source';
import { ANNOUNCED, ANNOUNCED_DONE, announce, MENDED, MENDING } from './torn';

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
    /** Its reports are on several servers. */
    private sharded: boolean,
  ) {
    this.scans = new Turns(scans);
    this.reader = new PostgresConnection((config) =>
      withClient(this.clients.obtainSlaveConnection(), (client) => client.query(config as never)),
    );
  }

  /** Connects to a server and brings the database up to date. @throws BAD_STORE, BAD_SETTING */
  static async open(address: string, scans: number, budgetMs: number): Promise<PostgresDatabase> {
    const source = await openSource(address);
    const runner = source.createQueryRunner('master');
    const sharded = await isSharded(runner);
    await runner.release();
    return new PostgresDatabase(toldAddress(address), source, scans, budgetMs, sharded);
  }

  async transaction<T>(
    alone: boolean,
    work: (connection: Connection) => Promise<T>,
    committed: () => void,
  ): Promise<T> {
    // Keys come as one list: a plan of its own for each list would cost more than it could gain.
    const plans = `${alone ? `${ANY_WAY}; ` : ''}SET LOCAL plan_cache_mode = force_generic_plan`;
    // A shard shows all of a transaction what was there when it first asked: nobody may write what another one has read.
    const lock = `pg_advisory_xact_lock${alone || this.sharded ? '' : '_shared'}(${WRITING})`;
    const begin = `BEGIN; ${plans}; SELECT ${lock}`;
    for (let tries = 1; ; tries += 1)
      try {
        const result = await withClient(this.clients.obtainMasterConnection(), (client) =>
          within(client, begin, async () => {
            const connection = PostgresConnection.on(client);
            const done = await work(connection);
            await connection.flush();
            if (this.sharded) await this.announce(client);
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
    const begin = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.floor(this.budgetMs)}; ${FOR_MUCH}`;
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
    const [client, release] = await (this.sharded
      ? this.clients.obtainMasterConnection()
      : this.clients.obtainSlaveConnection());
    const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${FOR_MUCH}`;
    try {
      // Each shard has a state of its own from its first statement on: nobody writes until all are asked.
      if (this.sharded) await client.query(`SELECT pg_advisory_lock_shared(${WRITING})`);
      await client.query(begin);
      if (this.sharded)
        await client.query(`SELECT 1 FROM report WHERE id = 0; SELECT pg_advisory_unlock_shared(${WRITING})`);
    } catch (error) {
      release(error as Error);
      throw shardAway(error) ?? error;
    }
    return new PostgresSnapshot(client, release);
  }

  async torn(connection: Connection): Promise<boolean> {
    return this.sharded && (await connection.get(ANNOUNCED)) !== undefined;
  }

  async mending(): Promise<void> {
    await this.apart(MENDING);
  }

  async agreed(): Promise<void> {
    await this.apart(MENDED);
  }

  /** The servers that reports are on, in the order of their regions. */
  async shards(): Promise<KeptShard[]> {
    const runner = this.source.createQueryRunner('master');
    try {
      return await keptShards(runner);
    } finally {
      await runner.release();
    }
  }

  /** Moves the reports of regions to other servers. @throws BAD_SETTING */
  async addShards(text: string): Promise<void> {
    const shards = readShards(text);
    const runner = this.source.createQueryRunner('master');
    await runner.startTransaction();
    try {
      await runner.query('SELECT pg_advisory_xact_lock($1)', [WRITING]);
      await addShards(runner, shards);
      await runner.commitTransaction();
    } catch (error) {
      await runner.rollbackTransaction();
      throw shardAway(error) ?? error;
    } finally {
      await runner.release();
    }
    this.sharded ||= shards.length > 0;
  }

  close(): Promise<void> {
    return this.source.destroy();
  }

  /** A statement on a connection of its own, committed by itself. */
  private async apart(sql: string): Promise<void> {
    await withClient(this.clients.obtainMasterConnection(), (client) => client.query(sql));
  }

  /** Before the commit of a transaction over several servers that wrote something. */
  private async announce(client: PoolClient): Promise<void> {
    const { rows } = await client.query('SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote');
    if (!(rows[0] as { wrote: boolean }).wrote) return;
    await withClient(this.clients.obtainMasterConnection(), announce);
    await client.query(ANNOUNCED_DONE);
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
  try {
    await client.query('COMMIT');
  } catch (error) {
    throw shardAway(error) ?? error;
  }
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
