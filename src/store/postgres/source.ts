/** Opens a PostgreSQL database: can it be reached, is it ours, does this version know it, and bring it up to date. */
import { DataSource, type QueryRunner } from 'typeorm';
import { Problem } from '../../form/problem';
import * as entities from '../entities';
import { MIGRATION_TABLE, MIGRATIONS } from '../migrations';
import { toldAddress } from './address';
import { BY_KEYS } from './joins';
import { makeYears } from './years';

/** Key of the lock that lets one process at a time bring the database up to date: "gkai". */
const MIGRATING = 0x676b6169;

function badStore(address: string, zh: string, en: string): Problem {
  const told = toldAddress(address);
  return new Problem('BAD_STORE', `${zh}：${told}`, `${en}: ${told}`, { file: told });
}

/** A server that cannot be reached, or not at the moment. */
export function unreachable(address: string, { message, code }: Error & { code?: string }): Problem {
  const why = message === '' ? code : message;
  return badStore(address, `无法连接 PostgreSQL 数据库（${why}）`, `PostgreSQL cannot be reached (${why})`);
}

/**
 * Looks at a database before anything is written to it.
 * @returns the migrations that are yet to run
 * @throws BAD_STORE where it is not one of ours, or of a newer version
 */
async function inspect(runner: QueryRunner, address: string): Promise<readonly string[]> {
  const tables = (await runner.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
  )) as { name: string }[];
  const known = new Set(MIGRATIONS.map((each) => each.name));
  if (tables.length === 0) return [...known];
  if (!tables.some((table) => table.name === MIGRATION_TABLE))
    throw badStore(address, '这个数据库不是 gongkai 的', 'This database is not one of gongkai');
  const applied = (await runner.query(`SELECT name FROM ${MIGRATION_TABLE}`)) as { name: string }[];
  if (applied.some((each) => !known.has(each.name)))
    throw badStore(
      address,
      '这个数据库由更新版本的 gongkai 写成，请升级程序',
      'This database was written by a newer version of gongkai: upgrade the program',
    );
  for (const { name } of applied) known.delete(name);
  return [...known];
}

/**
 * The TypeORM data source of a database, its migrations run.
 * @param url address of the server that it is opened on
 * @param writable the server takes writes; otherwise it must have every migration already
 * @param address what is told of it
 * @throws BAD_STORE where it cannot be reached, is not ours or of a newer version, or lacks migrations that cannot run
 */
export async function openSource(url: string, writable: boolean, address: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'gongkai',
    // A connection that breaks while nobody uses it is one less.
    poolErrorHandler: () => {},
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
    throw unreachable(address, error as Error);
  }
  const runner = source.createQueryRunner('master');
  try {
    const missing = await inspect(runner, address);
    if (writable) await migrate(source, runner);
    else if (missing.length > 0)
      throw badStore(
        address,
        `数据库缺少迁移 ${missing.join('、')}，而主库无法访问`,
        `The store lacks the migrations ${missing.join(', ')}, and its primary cannot be reached`,
      );
  } catch (error) {
    await runner.release();
    await source.destroy();
    throw error;
  }
  await runner.release();
  return source;
}

async function migrate(source: DataSource, runner: QueryRunner): Promise<void> {
  await runner.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
  try {
    await source.runMigrations({ transaction: 'all' });
    await makeYears(runner);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
  }
}
