/** The store: a database, and what is kept in memory. */
import type { DataSource } from 'typeorm';
import { Problem } from '../form/problem';
import type { Dialect } from '../plan/statement';
import type { Connection, Database, Value } from './connection';
import { DeadlineRules } from './deadline-rules';
import { Departments } from './departments';
import { Journal } from './journal';
import { MIGRATIONS } from './migrations';
import { Originals } from './originals';
import { PostgresDatabase } from './postgres/database';
import type { KeptShard } from './postgres/shards';
import { rebuildAll } from './rebuild';
import { Recheck, type RecheckProgress, type RecheckSummary } from './recheck';
import { Regions } from './regions';
import type { Mark, ServerEvent, ServerState } from './replicas';
import { Reports } from './reports';
import { Search } from './search';
import { Similar } from './similar';
import { Snapshot } from './snapshot';
import { SqliteDatabase } from './sqlite/database';
import { type Difference, verifyAll } from './verify';
import type { TableSum } from './whole/lines';
import { type OnRows, type OnTable, packed } from './whole/pack';
import { carriedTables } from './whole/tables';
import { unpack } from './whole/unpack';
import { ReportWriter } from './writer';

export interface StoreOptions {
  /** Path of a SQLite file, which is made where there is none, or `postgres://...`. */
  readonly database: string;
  /** Time that one unbounded statement may run; 5,000 ms unless given. */
  readonly sqlBudgetMs?: number;
  /** Worker threads for unbounded statements; 2 unless given. */
  readonly readers?: number;
  /** Folder in which documents are kept as they were handed in; they are not kept unless given. */
  readonly originals?: string;
  /** Milliseconds since 1970: the instants of versions. The clock unless given. */
  readonly now?: () => number;
}

const migrationNames = MIGRATIONS.map((each) => each.name);

/** A statement that was run, for whoever counts or logs them. */
export type StatementListener = (sql: string, params: readonly unknown[], way: 'read' | 'scan') => void;
type TimedListener = (sql: string, params: readonly Value[], way: 'read' | 'scan', ms: number) => void;

export class Store {
  /** Called before each read and scan. */
  onStatement: StatementListener | undefined;
  /** Told of each statement once it has run, with its time in milliseconds; that of a scan includes its wait. */
  onTimed: TimedListener | undefined;
  readonly departments: Departments;
  readonly writer: ReportWriter;
  /** Reports as they are and as they were. */
  readonly reports: Reports;
  /** Copied text. */
  readonly similar: Similar;
  /** When reports are due. */
  readonly deadlines: DeadlineRules;
  /** Full text. */
  readonly search: Search;
  private closed = false;
  /** Data version that was last told. */
  private seen = 0;

  private constructor(
    readonly database: string,
    private readonly home: Database,
    private readonly journal: Journal,
    readonly regions: Regions,
    /** The documents themselves, where they are kept. */
    readonly originals: Originals | undefined,
  ) {
    this.deadlines = new DeadlineRules(journal, regions);
    this.departments = new Departments(journal, regions, home.reader);
    journal.mend = async () => {
      await this.rebuild();
      await this.recheck();
    };
    this.writer = new ReportWriter(journal, regions, home.current);
    const read = <T>(sql: string, params: readonly Value[]) => this.read<T>(sql, params);
    const scan = <T>(sql: string, params: readonly Value[]) => this.scan<T>(sql, params);
    this.reports = new Reports(home.dialect, read, scan, regions);
    this.similar = new Similar(home.dialect, read, scan, regions);
    this.search = new Search(home.dialect, scan, regions);
  }

  /** Opens a store. @throws BAD_STORE, BAD_SETTING */
  static async open(options: StoreOptions): Promise<Store> {
    const { database, readers = 2, sqlBudgetMs = 5000 } = options;
    const kind = /^postgres(ql)?:/i.test(database) ? PostgresDatabase : SqliteDatabase;
    const home = await kind.open(database, readers, sqlBudgetMs);
    const journal = new Journal(home, options.now ?? Date.now);
    const originals = options.originals ? new Originals(options.originals) : undefined;
    return new Store(database, home, journal, await Regions.load(home.source, journal), originals);
  }

  /** Where it is, to be told to people: no password is in it. */
  get place(): string {
    return this.home.place;
  }

  /** What plans are to be written for. */
  get dialect(): Dialect {
    return this.home.dialect;
  }

  /** The TypeORM data source of the connection that writes. */
  get source(): DataSource {
    return this.home.source;
  }

  /**
   * The rows of a statement that a key bounds, run at once. It sees what is committed. A whole number above 2^53 comes
   * inexact: statements that can meet one cast it to text.
   */
  read<T>(sql: string, params: readonly Value[] = []): Promise<T[]> {
    this.onStatement?.(sql, params, 'read');
    return this.timed(sql, params, 'read', () => this.home.reader.all<T>(sql, params));
  }

  /** The rows of a statement that no key bounds, beside everything else and within its time. @throws QUERY_TOO_SLOW */
  async scan<T>(sql: string, params: readonly Value[] = []): Promise<T[]> {
    this.onStatement?.(sql, params, 'scan');
    return this.timed(sql, params, 'scan', () => this.home.scan(sql, params) as Promise<T[]>);
  }

  private async timed<T>(
    sql: string,
    params: readonly Value[],
    way: 'read' | 'scan',
    run: () => Promise<T[]>,
  ): Promise<T[]> {
    const listener = this.onTimed;
    if (!listener) return run();
    const started = performance.now();
    try {
      return await run();
    } finally {
      listener(sql, params, way, performance.now() - started);
    }
  }

  /** The state of the data now, for a reading that goes on; the caller closes it. */
  async snapshot(): Promise<Snapshot> {
    const frozen = await this.home.snapshot();
    return new Snapshot(frozen, (await settingOf(frozen, 'data_version')) ?? 0, this.regions);
  }

  /** Grows by one with each committed change, of this process or another one. */
  async dataVersion(): Promise<number> {
    return (await this.mark()).version;
  }

  /** The state that reads are of now. */
  async mark(): Promise<Mark> {
    const { replicas, reader } = this.home;
    let turn: number | undefined;
    let version: number;
    do {
      turn = replicas?.turn;
      version = (await settingOf(reader, 'data_version')) ?? 0;
    } while (replicas?.turn !== turn);
    replicas?.told(version);
    const mark = { version, turn: turn ?? 0, history: replicas?.history ?? 0 };
    if (version !== this.seen) await this.regions.refresh(reader);
    this.seen = version;
    return mark;
  }

  /**
   * From now on reads are of this data version or a later one; that of now, wherever it was written, unless one is given.
   * @throws BAD_INPUT where there is no such version; STORE_UNAVAILABLE where it is on no server that answers
   */
  async reach(version?: number): Promise<void> {
    if (version !== undefined && (await this.dataVersion()) >= version) return;
    const latest = await this.latestVersion(version);
    if (version !== undefined && latest < version)
      throw new Problem(
        'BAD_INPUT',
        `还没有数据版本 ${version}：最新的是 ${latest}`,
        `There is no data version ${version} yet: the latest one is ${latest}`,
      );
    this.home.replicas?.require(latest);
  }

  /** The data version of the primary; where that is away, the one that is asked for, if a standby has it. */
  private async latestVersion(asked: number | undefined): Promise<number> {
    try {
      return (await settingOf(this.home.current, 'data_version')) ?? 0;
    } catch (error) {
      const servers = asked === undefined ? [] : await this.servers();
      if (servers.some(({ state, dataVersion }) => state === 'standby' && dataVersion >= asked!)) return asked!;
      throw error;
    }
  }

  /** The servers that the store is on, asked now; none where it is a file. */
  async servers(): Promise<readonly ServerState[]> {
    return (await this.home.replicas?.states()) ?? [];
  }

  /** Told of each change of a server. */
  set onServer(listener: (event: ServerEvent) => void) {
    if (this.home.replicas) this.home.replicas.onChange = listener;
  }

  /** When data last changed, in ms since 1970; undefined for a store that never did. */
  async changedAt(): Promise<number | undefined> {
    return settingOf(this.home.reader, 'changed_at');
  }

  /** Compares every roll-up and expectation with a plain recount of the reports. */
  async verify(): Promise<Difference[]> {
    const frozen = await this.home.snapshot();
    try {
      return await verifyAll(frozen, this.regions);
    } finally {
      await frozen.close();
    }
  }

  /** Makes every roll-up and expectation anew from the reports. */
  async rebuild(): Promise<void> {
    await rebuildAll(this.journal, this.regions);
  }

  /** Everything in the store as lines of one state of the data, some hundreds at a time: docs/moving.md. @throws BAD_STORE */
  async *pack(onTable: OnTable, onRows?: OnRows): AsyncGenerator<string> {
    const frozen = await this.home.snapshot();
    try {
      if (await this.home.torn?.(frozen)) throw tornStore();
      yield* packed(frozen, carriedTables(this.source), migrationNames, onTable, onRows);
    } finally {
      await frozen.close();
    }
  }

  /**
   * Fills this store, which must be a new one, with what `pack` gave, in one transaction.
   * @returns what its tables come to, read again from this store
   * @throws BAD_STORE where it is not new, or another version of the program wrote the lines; DAMAGED_FILE
   */
  unpack(lines: AsyncIterable<Buffer>, onRows?: OnRows): Promise<TableSum[]> {
    return unpack(this.journal, this.regions, carriedTables(this.source), migrationNames, lines, onRows);
  }

  /** Runs every check over every report again. A server may go on beside it. */
  async recheck(onProgress?: (progress: RecheckProgress) => void): Promise<RecheckSummary> {
    await this.reach();
    return new Recheck(this.journal, this.home.current, this.regions, this.similar).run(onProgress);
  }

  /** The servers that reports are on, beside this one. @throws BAD_SETTING on SQLite */
  shards(): Promise<KeptShard[]> {
    return onPostgres(this.home).shards();
  }

  /** Moves the reports of regions to other servers; nothing else may be running. @throws BAD_SETTING */
  addShards(text: string): Promise<void> {
    return onPostgres(this.home).addShards(text);
  }

  /** Closes every connection; calling it again does nothing. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.home.close();
  }
}

function tornStore(): Problem {
  return new Problem(
    'BAD_STORE',
    '上次写入在提交时中断，各服务器上的内容可能不一致：请先运行 gongkai rebuild 或任一写入命令，再导出整库',
    'A write was interrupted while its parts were committed, and the servers may not agree: run gongkai rebuild, or any command that writes, and export again',
  );
}

function onPostgres(home: Database): PostgresDatabase {
  if (home instanceof PostgresDatabase) return home;
  throw new Problem('BAD_SETTING', '只有 PostgreSQL 数据库可以分片', 'Only a store on PostgreSQL can have shards');
}

async function settingOf(connection: Connection, key: string): Promise<number | undefined> {
  const row = await connection.get<{ value: string }>('SELECT value FROM dataset WHERE key = ?', [key]);
  return row && Number(row.value);
}

/** Opens a store, makes it where there is none, and runs the migrations that it lacks. @throws BAD_STORE, BAD_SETTING */
export function openStore(options: StoreOptions): Promise<Store> {
  return Store.open(options);
}
