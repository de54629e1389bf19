/**
 * The servers of a store: which one writes go to, and which one reads go to.
 *
 * A process reads from one server at a time: a data version and the figures that are read with it are then of one server, whose
 * states follow each other. It goes to another one only where that has every data version that was told before.
 */
import type { PoolClient } from 'pg';
import type { Replicas, ServerEvent, ServerState } from '../replicas';
import { codeOf, isConflict, isLost, isNoPrimary, readsUnavailable, writesUnavailable } from './lost';
import type { Server, Taken } from './server';

/** How often every server is asked; and where reads go to the primary for want of a standby that is up to date. */
const [LOOK_MS, SOON_MS] = [1000, 200];
/** A standby that is further behind is not read while the primary answers. */
const MOST_LAG_MS = 10_000;
/** Where servers answer, and none has what must be seen, it is waited for so long. */
const [WAIT_MS, PAUSE_MS] = [3000, 50];
/** A look that found no primary need not be repeated for each write. */
const FRESH_MS = 300;
const MOST_CONFLICTS = 3;
const SAMPLES_MS = 120_000;

/** A connection that is held, and how statements are run on it. @throws STORE_UNAVAILABLE where it breaks */
export interface Held extends Taken {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export class Fleet implements Replicas {
  turn = 0;
  onChange: ((event: ServerEvent) => void) | undefined;
  /**
   * Reads may go to standbys. Where reports are on other servers, these are never as far behind as a standby of the server that
   * knows the data version: there reads stay with the primary.
   */
  readsFollow = true;
  private primary: Server | undefined;
  private reader: Server | undefined;
  /** What all servers are copies of; of the first primary that was found. */
  private system: string | undefined;
  /** The highest timeline of any primary so far. */
  private timeline = 0;
  /** Reads see at least this data version. */
  private floor = 0;
  /** Standbys have replayed the log at least up to here: tables, which have no data version. */
  private position = 0n;
  private looking: Promise<void> | undefined;
  private lookedAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  /** Where the primary was when, the oldest first. */
  private readonly samples: { readonly at: number; readonly position: bigint }[] = [];
  private readonly lastStates = new Map<Server, ServerState['state']>();
  /** Standbys in the order in which this process prefers them: another one for each process, so that these share them. */
  private readonly preferred: readonly Server[];

  private constructor(readonly servers: readonly Server[]) {
    const first = Math.floor(Math.random() * servers.length);
    this.preferred = [...servers.slice(first), ...servers.slice(0, first)];
  }

  /** Asks every server who it is. @throws the reason of the first, where none answers */
  static async open(servers: readonly Server[]): Promise<Fleet> {
    const fleet = new Fleet(servers);
    await fleet.look();
    if (servers.every((server) => server.isGone)) {
      await fleet.close();
      throw servers[0]!.trouble;
    }
    // What was committed before this process started is seen by it.
    fleet.require(fleet.primary?.version ?? 0);
    fleet.watch();
    return fleet;
  }

  /** What is committed by now is seen by reads from now on. */
  async catchUp(): Promise<void> {
    // Not one that began before.
    await this.looking;
    await this.look();
    if (this.primary) this.position = this.primary.said!.position;
    this.require(this.primary?.version ?? 0);
  }

  get history(): number {
    return this.timeline;
  }

  /** The server that writes go to. @throws STORE_UNAVAILABLE */
  async writable(): Promise<Server> {
    const stale = performance.now() - this.lookedAt > FRESH_MS;
    if (!this.primary && (stale || this.looking)) await this.look();
    if (!this.primary) throw writesUnavailable();
    return this.primary;
  }

  /** A server that can be read, the primary where there is one. */
  async any(): Promise<{ readonly server: Server; readonly writable: boolean }> {
    return this.primary ? { server: this.primary, writable: true } : { server: await this.readable(), writable: false };
  }

  /** Runs work that writes; what goes wrong with the server is one clear error. @throws STORE_UNAVAILABLE */
  async write<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const server = await this.writable();
    try {
      return await server.use(work);
    } catch (error) {
      if (!isNoPrimary(error)) throw error;
      this.leave(server, error);
      throw writesUnavailable();
    }
  }

  /** Runs work that only reads, on another server where one is lost. @throws STORE_UNAVAILABLE where none can be read */
  read<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.onReader((server) => server.use(work));
  }

  /** A connection for a reading that goes on, begun by some statements. @throws STORE_UNAVAILABLE where none can be read */
  hold(begin: readonly string[]): Promise<Held> {
    return this.onReader(async (server) => {
      const { client, release } = await server.take();
      try {
        for (const sql of begin) await client.query(sql);
      } catch (error) {
        // Whatever was begun on it ends with it.
        release(new Error('not begun', { cause: error }));
        throw error;
      }
      return { client, release, run: (work) => this.onHeld(server, work) };
    });
  }

  private async onReader<T>(attempt: (server: Server) => Promise<T>): Promise<T> {
    let conflicts = 0;
    for (let tries = 0; tries <= 2 * this.servers.length + MOST_CONFLICTS; tries += 1) {
      const server = this.reader ?? (await this.readable());
      try {
        return await attempt(server);
      } catch (error) {
        if (isConflict(error) && conflicts < MOST_CONFLICTS) conflicts += 1;
        else if (isLost(error) || isConflict(error)) this.leave(server, error);
        else throw error;
      }
    }
    throw readsUnavailable();
  }

  private async onHeld<T>(server: Server, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isLost(error)) this.leave(server, error);
      throw isLost(error) || isConflict(error) ? readsUnavailable() : error;
    }
  }

  /** The server that reads go to. @throws STORE_UNAVAILABLE */
  async readable(): Promise<Server> {
    const until = performance.now() + WAIT_MS;
    while (!this.reader) {
      await this.look();
      if (this.reader) break;
      if (this.servers.every((server) => server.isGone) || performance.now() > until) throw readsUnavailable();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return this.reader;
  }

  /** A connection to a server broke: it is not used until it answered again. */
  leave(server: Server, error: unknown): void {
    server.trouble = error as Error;
    server.rest();
    this.tell(server);
    if (this.primary === server) this.primary = undefined;
    if (this.reader === server) this.readFrom(undefined);
    void this.look();
  }

  told(version: number): void {
    if (this.reader && this.reader.version < version) this.reader.version = version;
    this.floor = Math.max(this.floor, version);
  }

  require(version: number): void {
    if (this.primary && this.primary.version < version) this.primary.version = version;
    this.floor = Math.max(this.floor, version);
    this.chooseReader();
  }

  async states(): Promise<readonly ServerState[]> {
    // Those of several are asked all the time.
    if (this.servers.length === 1) await this.look();
    return this.servers.map((server) => ({
      place: server.place,
      state: this.stateOf(server),
      reading: server === this.reader,
      lagMs: this.lagOf(server),
      dataVersion: server.version,
      rests: server.rests,
    }));
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await Promise.all(this.servers.map((server) => server.close()));
  }

  /** A single server is asked when somebody needs it. */
  private watch(): void {
    if (this.servers.length === 1 || this.closed) return;
    const wanting =
      this.reader === this.primary && this.servers.some((server) => server.said?.inRecovery && server.answers);
    this.timer = setTimeout(() => void this.look().then(() => this.watch()), wanting ? SOON_MS : LOOK_MS);
    this.timer.unref();
  }

  /** Asks every server. A reader that is wanted is taken from the first that answers; a primary only when all were asked. */
  private look(): Promise<void> {
    this.looking ??= this.lookNow().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookNow(): Promise<void> {
    const known = this.timeline > 0;
    await Promise.all(
      this.servers.map(async (server) => {
        await server.ask();
        if (known && !this.reader) this.chooseReader();
      }),
    );
    this.lookedAt = performance.now();
    if (this.closed) return;
    this.choosePrimary();
    this.chooseReader();
    for (const server of this.servers) this.tell(server);
  }

  /**
   * The primary is the server that takes writes, of the highest timeline that was ever seen: an old primary that comes back
   * after another one was promoted is none. Of two that claim the same neither is, unless one is known already.
   */
  private choosePrimary(): void {
    const open = this.servers.filter((server) => !server.isGone && !server.said!.inRecovery);
    const ours = open.filter((server) => server.said!.system === (this.system ?? server.said!.system));
    const top = Math.max(this.timeline, ...ours.map((server) => server.said!.timeline));
    const candidates = ours.filter(
      (server) => server.said!.timeline === top && (server.isBack || server === this.primary),
    );
    const next = candidates.includes(this.primary!)
      ? this.primary
      : candidates.length === 1
        ? candidates[0]
        : undefined;
    this.primary = next;
    if (!next) {
      // Until there is a primary, standbys are held against each other.
      const [standby] = this.servers.filter((server) => server.answers);
      if (this.timeline === 0 && standby)
        this.begin(standby, Math.max(...this.servers.map((each) => each.said?.timeline ?? 0)));
      return;
    }
    const { position, at } = next.said!;
    if (top > this.timeline) this.begin(next, top);
    if (next.answers) this.samples.push({ at, position });
    while (this.samples.length > 0 && this.samples[0]!.at < at - SAMPLES_MS) this.samples.shift();
  }

  /** Another history of the data begins: that of a server that was promoted. */
  private begin(server: Server, timeline: number): void {
    this.system ??= server.said!.system;
    this.samples.length = 0;
    if (this.timeline > 0 && server.version < this.floor) {
      this.onChange?.({
        place: server.place,
        state: 'lacking',
        reason: `data version ${server.version}, where ${this.floor} was told before`,
      });
      this.floor = server.version;
    }
    this.position = 0n;
    this.timeline = timeline;
    this.turn += 1;
  }

  private chooseReader(): void {
    const suits = (server: Server): boolean => this.isFit(server) && !server.isResting;
    const standby = this.preferred.find((server) => server !== this.primary && suits(server));
    const others = [this.primary, ...this.preferred].filter((server) => server !== undefined);
    const next = standby ?? others.find(suits) ?? others.find((server) => this.isFit(server) && server.isBack);
    if (next !== this.reader) this.readFrom(next);
  }

  private readFrom(server: Server | undefined): void {
    this.reader = server;
    this.turn += 1;
  }

  /** Whether what a server answers is of the history of the present primary, and no older than what was told before. */
  private isFit(server: Server): boolean {
    if (server === this.primary) return !server.isGone;
    if (!this.readsFollow || !this.follows(server) || !server.answers || this.lagsBehind(server)) return false;
    return server.version >= this.floor && server.said!.position >= this.position;
  }

  private follows({ said }: Server): boolean {
    return said?.inRecovery === true && said.system === this.system && said.timeline >= this.timeline;
  }

  private lagsBehind(server: Server): boolean {
    return this.primary?.answers === true && (this.lagOf(server) ?? 0) > MOST_LAG_MS;
  }

  private lagOf(server: Server): number | undefined {
    if (server === this.primary) return 0;
    if (!this.follows(server) || this.samples.length === 0) return undefined;
    const { position, at } = server.said!;
    const ahead = this.samples.find((sample) => sample.position > position);
    return ahead ? Math.max(0, at - ahead.at) : 0;
  }

  private stateOf(server: Server): ServerState['state'] {
    if (server.isGone) return 'down';
    const { inRecovery, system } = server.said!;
    if (system !== this.system) return 'foreign';
    if (server === this.primary) return 'primary';
    if (!inRecovery) return 'fenced';
    if (server.isResting) return 'resting';
    return this.follows(server) && !this.lagsBehind(server) ? 'standby' : 'behind';
  }

  private tell(server: Server): void {
    const state = this.stateOf(server);
    const before = this.lastStates.get(server);
    if (before === state) return;
    this.lastStates.set(server, state);
    // What still runs there must not be taken for stored.
    if (state === 'fenced') server.cut();
    if (before !== undefined) this.onChange?.({ place: server.place, state, reason: reasonOf(server.trouble) });
  }
}

function reasonOf(trouble: Error | undefined): string | undefined {
  if (!trouble) return undefined;
  return trouble.message === '' ? codeOf(trouble) : trouble.message;
}
