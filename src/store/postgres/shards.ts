/**
 * Reports, and what hangs on them, on several servers. The tables of the store are divided by ranges of regions: each range is a
 * table of another server (postgres_fdw), and what no range names stays here. Roll-ups, registers, indexes of the narratives and the
 * audit trail stay here whole.
 *
 * The tables on a shard are plain ones: rows are changed by their place in a table, which says nothing about a table of several parts.
 */
import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { Problem } from '../../form/problem';

/** Tables by region; those of a shard are named after the first province of its range: `report_s41`. */
const TABLES = ['report', 'finding', 'document', 'section', 'report_version'] as const;

/** What is left of a table by region on the coordinator. */
export const here = (table: string): string => `${table}_here`;

const SERVER = /^gongkai_s(\d\d)$/;
const PROVINCE_SPAN = 10_000_000;
/** Seconds after which a server that does not answer is away. */
const CONNECT_TIMEOUT = 5;

const SETTINGS = {
  // Joins of tables that are divided alike are left to the shards.
  enable_partitionwise_join: 'on',
  enable_partitionwise_aggregate: 'on',
};

/** A range of provinces, by the first two digits of their codes, and the server that keeps their reports. */
export interface Shard {
  readonly first: number;
  readonly last: number;
  /** `postgres://...` */
  readonly address: string;
}

/** A shard as it is set up. */
export interface KeptShard {
  readonly first: number;
  readonly last: number;
  /** Host, port and database. */
  readonly place: string;
  /** How many reports it holds; undefined where it cannot be reached. */
  readonly reports: number | undefined;
}

function badShards(zh: string, en: string): Problem {
  return new Problem('BAD_SETTING', zh, en);
}

/** `11-37=postgres://... 41=postgres://...`, parts by spaces. @throws BAD_SETTING; no message repeats an address */
export function readShards(text: string): Shard[] {
  const shards = text
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, first, last, address] = /^(\d\d)(?:-(\d\d))?=(postgres(?:ql)?:\/\/.+)$/i.exec(part) ?? [];
      if (!first || !address || !URL.canParse(address) || new URL(address).pathname.length < 2)
        throw badShards(
          'GONGKAI_SHARDS 应写作 11-37=postgres://用户@主机/数据库，各项以空格分开；数字是省级代码的前两位',
          'GONGKAI_SHARDS is written 11-37=postgres://USER@HOST/DATABASE, parts by spaces; the numbers are the first two digits of provinces',
        );
      return { first: Number(first), last: Number(last ?? first), address };
    });
  shards.sort((a, b) => a.first - b.first);
  for (const [at, { first, last }] of shards.entries())
    if (first > last || (at > 0 && shards[at - 1]!.last >= first))
      throw badShards(
        `GONGKAI_SHARDS 中的区划范围 ${first}-${last} 有误或与另一项重叠`,
        `The range ${first}-${last} in GONGKAI_SHARDS runs backwards or overlaps another one`,
      );
  return shards;
}

/** Whether the reports of a store are on several servers. */
export async function isSharded(runner: QueryRunner): Promise<boolean> {
  return (await servers(runner)).length > 0;
}

async function servers(runner: QueryRunner): Promise<{ name: string; options: string[] }[]> {
  const rows = (await runner.query('SELECT srvname AS name, srvoptions AS options FROM pg_foreign_server')) as {
    name: string;
    options: string[];
  }[];
  return rows.filter(({ name }) => SERVER.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The shards of a store. */
export async function keptShards(runner: QueryRunner): Promise<KeptShard[]> {
  const kept: KeptShard[] = [];
  for (const { name, options } of await servers(runner)) {
    const first = Number(SERVER.exec(name)![1]);
    const part = `report_s${first}`;
    const [{ bound }] = (await runner.query(
      'SELECT pg_get_expr(relpartbound, oid) AS bound FROM pg_class WHERE oid = $1::regclass',
      [part],
    )) as [{ bound: string }];
    const end = Number(/TO \('?(\d+)/.exec(bound)![1]);
    const told = Object.fromEntries(options.map((option) => option.split(/=(.*)/s))) as Record<string, string>;
    kept.push({
      first,
      last: end / PROVINCE_SPAN - 1,
      place: `${told.host}${told.port === undefined ? '' : `:${told.port}`}/${told.dbname}`,
      reports: await countOf(runner, part),
    });
  }
  return kept;
}

async function countOf(runner: QueryRunner, part: string): Promise<number | undefined> {
  try {
    const [{ reports }] = (await runner.query(`SELECT COUNT(*)::int AS reports FROM ${part}`)) as [{ reports: number }];
    return reports;
  } catch {
    return undefined;
  }
}

/**
 * Sets up the shards that are not there yet and moves to each the reports of its regions. To be called within a transaction, while
 * nobody else writes. @throws BAD_SETTING where a shard is there with another range, or its database holds such tables already
 */
export async function addShards(runner: QueryRunner, shards: readonly Shard[]): Promise<void> {
  const kept = await keptShards(runner);
  const fresh = shards.filter(({ first }) => !kept.some((each) => each.first === first));
  for (const { first, last } of shards) {
    const other = kept.find((each) => each.first <= last && each.last >= first);
    if (other && (other.first !== first || other.last !== last))
      throw badShards(
        `分片 ${other.first}-${other.last} 已存在，不能改为 ${first}-${last}`,
        `There is a shard of ${other.first}-${other.last}; it cannot become one of ${first}-${last}`,
      );
  }
  if (fresh.length === 0) return;
  await runner.query('CREATE EXTENSION IF NOT EXISTS postgres_fdw');
  if (kept.length === 0) await divide(runner);
  for (const shard of fresh) {
    await makeTables(runner, shard);
    await connect(runner, shard);
  }
  const [{ name }] = (await runner.query('SELECT current_database() AS name')) as [{ name: string }];
  for (const [setting, value] of Object.entries(SETTINGS))
    await runner.query(`ALTER DATABASE ${quotedName(name)} SET ${setting} = ${value}`);
}

/** Puts each table under one that is divided by region, as what no range names. */
async function divide(runner: QueryRunner): Promise<void> {
  for (const table of TABLES) {
    await runner.query(`ALTER TABLE ${table} RENAME TO ${here(table)}`);
    await runner.query(`CREATE TABLE ${table} (LIKE ${here(table)} INCLUDING DEFAULTS) PARTITION BY RANGE (region_id)`);
    const [{ sequence }] = (await runner.query('SELECT pg_get_serial_sequence($1, $2) AS sequence', [
      here(table),
      (await columnsOf(runner, table))[0]!.name,
    ])) as [{ sequence: string | null }];
    if (sequence !== null) await runner.query(`ALTER SEQUENCE ${sequence} OWNED BY ${table}.id`);
    await runner.query(`ALTER TABLE ${table} ATTACH PARTITION ${here(table)} DEFAULT`);
  }
}

interface ColumnOf {
  readonly name: string;
  readonly definition: string;
}

function columnsOf(runner: QueryRunner, table: string): Promise<ColumnOf[]> {
  return runner.query(
    `SELECT attname AS name, format('%I %s%s', attname, format_type(atttypid, atttypmod),
       CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END) AS definition
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
}

/** The tables of a shard on its server, with the indexes that they have here. */
async function makeTables(runner: QueryRunner, shard: Shard): Promise<void> {
  const statements: string[] = [];
  for (const table of TABLES) {
    const part = partOf(table, shard);
    const columns = (await columnsOf(runner, table)).map(({ definition }) => definition);
    const [low, end] = boundsOf(shard);
    statements.push(`CREATE TABLE ${part} (${columns.join(', ')}, CHECK (region_id >= ${low} AND region_id < ${end}))`);
    const indexes = (await runner.query(
      'SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index WHERE indrelid = $1::regclass',
      [here(table)],
    )) as { definition: string }[];
    for (const { definition } of indexes)
      statements.push(definition.replace(/ INDEX \S+ ON (ONLY )?\S+ USING/, ` INDEX ON ${part} USING`));
  }
  const client = new Client({ connectionString: shard.address, connectionTimeoutMillis: CONNECT_TIMEOUT * 1000 });
  const told = `${shard.first}-${shard.last}`;
  try {
    await client.connect();
    await client.query(`BEGIN; ${statements.join('; ')}; COMMIT`);
  } catch (error) {
    const { message } = error as Error;
    throw badShards(
      `无法在分片 ${told} 上建表（${message}）`,
      `The tables of the shard ${told} cannot be made (${message})`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** Names the tables of a shard here, and moves to them what is theirs. */
async function connect(runner: QueryRunner, shard: Shard): Promise<void> {
  const url = new URL(shard.address);
  const server = `gongkai_s${shard.first}`;
  const options: Record<string, string> = {
    host: decodeURIComponent(url.hostname),
    ...(url.port === '' ? {} : { port: url.port }),
    ...Object.fromEntries(url.searchParams),
    dbname: decodeURIComponent(url.pathname.slice(1)),
    connect_timeout: String(CONNECT_TIMEOUT),
    // Without it a shard is never asked for single rows of a join, but for all of its rows.
    use_remote_estimate: 'true',
    fdw_startup_cost: '10',
    async_capable: 'true',
    fetch_size: '1000',
    batch_size: '200',
  };
  const listed = (given: Record<string, string>): string =>
    Object.entries(given)
      .map(([name, value]) => `${name} ${quoted(value)}`)
      .join(', ');
  await runner.query(`CREATE SERVER ${server} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (${listed(options)})`);
  const user: Record<string, string> = {
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
  };
  await runner.query(`CREATE USER MAPPING FOR CURRENT_USER SERVER ${server} OPTIONS (${listed(user)})`);
  const [low, end] = boundsOf(shard);
  const range = `region_id >= ${low} AND region_id < ${end}`;
  for (const table of TABLES) {
    const part = partOf(table, shard);
    const columns = (await columnsOf(runner, table)).map(({ definition }) => definition);
    await runner.query(`CREATE FOREIGN TABLE ${part} (${columns.join(', ')}) SERVER ${server}`);
    await runner.query(`INSERT INTO ${part} SELECT * FROM ${here(table)} WHERE ${range}`);
    await runner.query(`DELETE FROM ${here(table)} WHERE ${range}`);
    await runner.query(`ALTER TABLE ${table} ATTACH PARTITION ${part} FOR VALUES FROM (${low}) TO (${end})`);
  }
}

function partOf(table: string, { first }: Shard): string {
  return `${table}_s${first}`;
}

/** The first region of a range, and the first one after it. */
function boundsOf({ first, last }: Shard): readonly [number, number] {
  return [first * PROVINCE_SPAN, (last + 1) * PROVINCE_SPAN];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
