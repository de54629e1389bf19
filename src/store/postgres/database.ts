/** A store in PostgreSQL: transactions on the primary, reads on a standby where there is one. */
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { Problem } from '../../form/problem';
import type { Connection, Database, FrozenConnection, Value } from '../connection';
import { tooSlow } from '../too-slow';
import { serversOf, toldAddress } from './address';
import { PostgresConnection } from './connection';
import { Fleet, type Held } from './fleet';
import { ANY_WAY, FOR_MUCH } from './joins';
import { codeOf, commitUnknown } from './lost';
import { Server } from './server';
import { shardAway } from './shard-away';
import { addShards, isSharded, type KeptShard, keptShards, readShards } from './shards';
import { openSource, unreachable } from './source';
import { ANNOUNCED, ANNOUNCED_DONE, announce, MENDED, MENDING } from './torn';

/** Key of the lock that every writer holds together with others, and one that writes alone holds by itself: "gkaw". */
const WRITING = 0x676b6177;

const FROZEN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${FOR_MUCH}`;
const CANCELLED = '57014';
/** Another transaction was in the way, and the same work may well succeed now: a deadlock, or the same row made at once. */
const AGAIN = new Set(['40P01', '40001', '23505']);
const MOST_TRIES = 5;

export class PostgresDatabase implements Database {
  readonly dialect = 'postgres';
  readonly reader: Connection;
  readonly current: Connection;
  private readonly scans: Turns;

  private constructor(
    readonly place: string,
    readonly source: DataSource,
    readonly replicas: Fleet,
    scans: number,
    private readonly budgetMs: number,
    /** Its reports are on several servers. */
    private sharded: boolean,
  ) {
    this.scans = new Turns(scans);
    this.reader = new PostgresConnection((config) => replicas.read((client) => client.query(config as never)));
    this.current = new PostgresConnection((config) => replicas.write((client) => client.query(config as never)));
  }

  /** Connects to a server and brings the database up to date. @throws BAD_STORE, BAD_SETTING */
  static async open(address: string, scans: number, budgetMs: number): Promise<PostgresDatabase> {
    const named = serversOf(address);
    const servers = named.map((each) => new Server(each, named.length > 1));
    const fleet = await Fleet.open(servers).catch((error: Error) => {
      throw unreachable(address, error);
    });
    try {
      const { server, writable } = await fleet.any();
      const source = await openSource(server.url, writable, address);
      const runner = source.createQueryRunner('master');
      const sharded = await isSharded(runner);
      await runner.release();
      fleet.readsFollow = !sharded;
      // Tables that were just made are there for reads as well.
      await fleet.catchUp();
      return new PostgresDatabase(toldAddress(address), source, fleet, scans, budgetMs, sharded);
    } catch (error) {
      await fleet.close();
      throw error;
    }
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
    for (let tries = 1; ; tries += 1) {
      let ending = false;
      try {
        const result = await this.replicas.write(async (client) => {
          const done = await begun(client, begin, async () => {
            const connection = PostgresConnection.on(client);
            const made = await work(connection);
            await connection.flush();
            if (this.sharded) await this.announce(client);
            return made;
          });
          ending = true;
          await commit(client);
          return done;
        });
        committed();
        return result;
      } catch (error) {
        if (ending && error instanceof Problem && error.code === 'STORE_UNAVAILABLE') throw commitUnknown();
        if (tries >= MOST_TRIES || !AGAIN.has(codeOf(error) ?? '')) throw error;
      }
    }
  }

  scan(sql: string, params: readonly Value[]): Promise<unknown[]> {
    const begin = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.floor(this.budgetMs)}; ${FOR_MUCH}`;
    return this.scans.take(async () => {
      try {
        return await this.replicas.read(async (client) => {
          const rows = await begun(client, begin, () => PostgresConnection.on(client).all<unknown>(sql, params));
          await client.query('COMMIT');
          return rows;
        });
      } catch (error) {
        throw codeOf(error) === CANCELLED ? tooSlow(this.budgetMs) : error;
      }
    });
  }

  /** On one connection to one server: where it breaks, the reading ends. */
  async snapshot(): Promise<FrozenConnection> {
    // Each shard has a state of its own from its first statement on: nobody writes until all are asked.
    const begin = this.sharded
      ? [
          `SELECT pg_advisory_lock_shared(${WRITING})`,
          FROZEN,
          `SELECT 1 FROM report WHERE id = 0; SELECT pg_advisory_unlock_shared(${WRITING})`,
        ]
      : [FROZEN];
    try {
      return new PostgresSnapshot(await this.replicas.hold(begin));
    } catch (error) {
      throw shardAway(error) ?? error;
    }
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
    this.replicas.readsFollow = !this.sharded;
    await this.replicas.catchUp();
  }

  async close(): Promise<void> {
    await this.replicas.close();
    await this.source.destroy();
  }

  /** A statement on a connection of its own, committed by itself. */
  private async apart(sql: string): Promise<void> {
    await this.replicas.write((client) => client.query(sql));
  }

  /** Before the commit of a transaction over several servers that wrote something. */
  private async announce(client: PoolClient): Promise<void> {
    const { rows } = await client.query('SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote');
    if (!(rows[0] as { wrote: boolean }).wrote) return;
    await this.replicas.write(announce);
    await client.query(ANNOUNCED_DONE);
  }
}

class PostgresSnapshot extends PostgresConnection implements FrozenConnection {
  constructor(private readonly held: Held) {
    super((config) => held.run(() => held.client.query(config as never)));
  }

  async close(): Promise<void> {
    try {
      await this.held.client.query('COMMIT');
      this.held.release();
    } catch (error) {
      this.held.release(error as Error);
    }
  }
}

/** Runs work in a transaction and leaves it open; what the work throws rolls it back. */
async function begun<T>(client: PoolClient, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    return await work();
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function commit(client: PoolClient): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (error) {
    throw shardAway(error) ?? error;
  }
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
