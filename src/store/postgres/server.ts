/** One PostgreSQL server: its connections, and what it last said of itself. */
import type { Duplex } from 'node:stream';
import { Client, type ClientConfig, Pool, type PoolClient } from 'pg';
import type { NamedServer } from './address';
import { BY_KEYS } from './joins';
import { codeOf, endsConnection } from './lost';

/** Longest time for a new connection. A statement that waits for one of the pool may wait longer. */
const CONNECT_MS = 3000;
/** A server that does not say in this time who it is does not answer; one that does not twice in a row is gone. */
const ASK_MS = 2000;
/** What still runs is given this time when everything is closed. */
const CLOSE_MS = 5000;
/** Rests get longer as long as they follow each other. */
const [FIRST_REST_MS, LONGEST_REST_MS, SOON_MS] = [1000, 30_000, 60_000];

const UNDEFINED_TABLE = '42P01';

/** Who a server is, in one statement that any user may run. A standby's timeline is the newest that it is known to have followed. */
const WHO = `SELECT pg_is_in_recovery() AS "inRecovery",
  (SELECT system_identifier::text FROM pg_control_system()) AS system,
  CASE WHEN pg_is_in_recovery() THEN
    greatest((SELECT timeline_id FROM pg_control_checkpoint()), (SELECT min_recovery_end_timeline FROM pg_control_recovery()),
      (SELECT received_tli FROM pg_stat_wal_receiver))
  ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END AS timeline,
  (coalesce(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0') - '0/0')::text AS position`;
const VERSION = "SELECT value FROM dataset WHERE key = 'data_version'";

/** What a server says of itself. */
export interface Said {
  readonly inRecovery: boolean;
  /** Servers of one system are copies of one another. */
  readonly system: string;
  /** Grows by one with each promotion. */
  readonly timeline: number;
  /** Bytes of the log that are written or, on a standby, replayed. */
  readonly position: bigint;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

/** A connection, and how it is given back. */
export interface Taken {
  readonly client: PoolClient;
  release(failure?: unknown): void;
}

/** A connection has its own bound; a wait for one of the pool has none. */
class BoundedClient extends Client {
  constructor(config: ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
  }
}

export class Server {
  readonly place: string;
  readonly url: string;
  /** Undefined until it first answered. */
  said: Said | undefined;
  /** The latest data version that it is known to have. */
  version = 0;
  /** Why it did not answer the last time. */
  trouble: Error | undefined;
  /** How often it was left because a connection broke. */
  rests = 0;
  private closed = false;
  private misses = 0;
  private restedAt = -Infinity;
  private restMs = 0;
  private asking: Promise<void> | undefined;
  private watcher: Client | undefined;
  private readonly config: ClientConfig;
  private readonly pool: Pool;
  private readonly open = new Set<Client>();

  /** @param watched it is asked again and again, on a connection that stays open for it */
  constructor(
    { place, url }: NamedServer,
    private readonly watched: boolean,
  ) {
    this.place = place;
    this.url = url;
    this.config = {
      connectionString: url,
      application_name: 'gongkai',
      // Rows of 240 columns take longer to compile than to read.
      options: `-c jit=off ${BY_KEYS}`,
      keepAlive: true,
    };
    this.pool = new Pool({ ...this.config, Client: BoundedClient as never });
    // A connection that breaks while nobody uses it is one less.
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => this.open.add(client as unknown as Client));
    this.pool.on('remove', (client) => this.open.delete(client as unknown as Client));
  }

  /** It answered when it was last asked. */
  get answers(): boolean {
    return this.said !== undefined && this.misses === 0;
  }

  /** It refuses connections, or did not answer twice in a row. */
  get isGone(): boolean {
    return this.said === undefined || this.misses > 1;
  }

  get isResting(): boolean {
    return performance.now() < this.restedAt + this.restMs;
  }

  /** It answered since it was left. */
  get isBack(): boolean {
    return this.answers && this.said!.at > this.restedAt;
  }

  /** Nothing is asked of it for a while, where another one can be asked. */
  rest(): void {
    const now = performance.now();
    // Whatever runs on it breaks at the same time, and is one reason.
    if (this.isResting) return;
    const soon = now < this.restedAt + this.restMs + SOON_MS;
    this.restMs = soon ? Math.min(LONGEST_REST_MS, Math.max(FIRST_REST_MS, 2 * this.restMs)) : FIRST_REST_MS;
    this.restedAt = now;
    this.rests += 1;
  }

  /** Runs work on one of its connections. One that broke is not used again. */
  async use<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { client, release } = await this.take();
    let failure: unknown;
    try {
      return await work(client);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      release(failure);
    }
  }

  /** One of its connections, until it is given back, with what failed on it. */
  async take(): Promise<Taken> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A connection that breaks between two statements tells it to nobody else; the next statement fails.
    const onBreak = (error: Error): void => {
      broken = error;
    };
    client.on('error', onBreak);
    const release = (failure?: unknown): void => {
      client.off('error', onBreak);
      client.release(broken ?? (failure !== undefined && endsConnection(failure)));
    };
    return { client, release };
  }

  /** Asks who it is; what came of it stands in `said`, `answers` and `trouble`. */
  async ask(): Promise<void> {
    this.asking ??= this.askNow().finally(() => {
      this.asking = undefined;
    });
    const late = new Error(`no answer within ${ASK_MS} ms`);
    try {
      await within(ASK_MS, this.asking, late);
    } catch (error) {
      this.trouble = error as Error;
      // Nobody answers there: that need not be asked twice.
      this.misses = error === late ? this.misses + 1 : 2;
      // What waits for an answer that never comes is told.
      if (this.misses > 1) this.cut();
    }
  }

  private async askNow(): Promise<void> {
    const client = this.watcher ?? (await this.watch());
    try {
      const { rows } = await client.query<Omit<Said, 'position' | 'at'> & { position: string }>(WHO);
      const [{ position, ...who }] = rows as [(typeof rows)[0]];
      const before = this.version;
      const version = await versionOn(client);
      // Who read from it meanwhile may have seen a later one.
      this.version = this.version === before ? version : Math.max(version, this.version);
      this.said = { ...who, position: BigInt(position), at: performance.now() };
      this.misses = 0;
      this.trouble = undefined;
      if (!this.watched) {
        this.watcher = undefined;
        await client.end();
      }
    } catch (error) {
      this.watcher = undefined;
      destroy(client);
      throw error;
    }
  }

  private async watch(): Promise<Client> {
    const client = new BoundedClient(this.config);
    client.on('error', () => {
      if (this.watcher === client) this.watcher = undefined;
    });
    await client.connect();
    if (this.closed) {
      destroy(client);
      throw new Error('closed');
    }
    this.watcher = client;
    return client;
  }

  /** Breaks every connection to it: what waits on one fails at once. */
  cut(): void {
    for (const client of this.open) destroy(client);
    if (this.watcher) destroy(this.watcher);
    this.watcher = undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    const late = new Error('still in use');
    const ended = Promise.all([this.pool.end(), this.watcher?.end()]);
    await within(CLOSE_MS, ended, late).catch(() => this.cut());
  }
}

async function versionOn(client: Client): Promise<number> {
  try {
    const { rows } = await client.query<{ value: string }>(VERSION);
    return Number(rows[0]?.value ?? 0);
  } catch (error) {
    if (codeOf(error) === UNDEFINED_TABLE) return 0;
    throw error;
  }
}

/** Ends a connection without a word: a server that does not answer would not answer that either. */
function destroy(client: Client): void {
  (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
}

async function within<T>(ms: number, work: Promise<T>, late: Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
