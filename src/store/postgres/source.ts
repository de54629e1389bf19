/** Opens a PostgreSQL database: can it be reached, is it ours, does this version know it, and bring it up to date. */
import { DataSource, type QueryRunner } from 'typeorm';
import { Problem } from '../../form/problem';
import * as entities from '../entities';
import { MIGRATION_TABLE, MIGRATIONS } from '../migrations';
import { BY_KEYS } from './joins';
import { makeYears } from './years';

/** Key of the lock that lets one process at a time bring the database up to date: "gkai". */
const MIGRATING = 0x676b6169;

/** Standbys that reads go to: `standby=host:port`, as often as there are any. */
const STANDBY = 'standby';

/** An address without its password, to be told. */
export function toldAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return 'postgres://';
  return `${url.hostname}${url.port === '' ? '' : `:${url.port}`}${url.pathname}`;
}

/** Addresses of the primary and of its standbys. @throws BAD_SETTING */
function addressesOf(address: string): { primary: string; standbys: string[] } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.pathname.length < 2)
    throw new Problem(
      'BAD_SETTING',
      'PostgreSQL 的地址应写作 postgres://用户:密码@主机:端口/数据库',
      'A PostgreSQL address is written postgres://USER:PASSWORD@HOST:PORT/DATABASE',
    );
  const standbys = url.searchParams.getAll(STANDBY).map((host) => {
    const standby = new URL(url);
    standby.searchParams.delete(STANDBY);
    standby.host = host;
    return standby.href;
  });
  url.searchParams.delete(STANDBY);
  return { primary: url.href, standbys };
}

function badStore(address: string, zh: string, en: string): Problem {
  const told = toldAddress(address);
  return new Problem('BAD_STORE', `${zh}：${told}`, `${en}: ${told}`, { file: told });
}

/** Looks at a database before anything is written to it. @throws BAD_STORE where it is not one of ours, or of a newer version */
async function inspect(runner: QueryRunner, address: string): Promise<void> {
  const tables = (await runner.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
  )) as { name: string }[];
  if (tables.length === 0) return;
  if (!tables.some((table) => table.name === MIGRATION_TABLE))
    throw badStore(address, '这个数据库不是 gongkai 的', 'This database is not one of gongkai');
  const known = new Set(MIGRATIONS.map((each) => each.name));
  const applied = (await runner.query(`SELECT name FROM ${MIGRATION_TABLE}`)) as { name: string }[];
  if (applied.some((each) => !known.has(each.name)))
    throw badStore(
      address,
      '这个数据库由更新版本的 gongkai 写成，请升级程序',
      'This database was written by a newer version of gongkai: upgrade the program',
    );
}

/**
 * The TypeORM data source of a database, its migrations run.
 * @throws BAD_STORE where it cannot be reached, is not ours or of a newer version; BAD_SETTING where the address is none
 */
export async function openSource(address: string): Promise<DataSource> {
  const { primary, standbys } = addressesOf(address);
  const source = new DataSource({
    type: 'postgres',
    ...(standbys.length === 0
      ? { url: primary }
      : { replication: { master: { url: primary }, slaves: standbys.map((url) => ({ url })), defaultMode: 'master' } }),
    applicationName: 'gongkai',
    // Rows of 240 columns take longer to compile than to read.
    extra: { options: `-c jit=off ${BY_KEYS}` },
    entities: Object.values(entities),
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATION_TABLE,
    installExtensions: false,
  });
  try {
    await source.initialize();
  } catch (error) {
    const { message } = error as Error;
    throw badStore(address, `无法连接 PostgreSQL 数据库（${message}）`, `PostgreSQL cannot be reached (${message})`);
  }
  const runner = source.createQueryRunner('master');
  try {
    await inspect(runner, address);
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    try {
      await source.runMigrations({ transaction: 'all' });
      await makeYears(runner);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
    }
  } catch (error) {
    await runner.release();
    await source.destroy();
    throw error;
  }
  await runner.release();
  return source;
}
