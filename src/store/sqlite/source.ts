/** Opens the database file: is it ours, does this version know it, and bring it up to date. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { Problem } from '../../form/problem';
import * as entities from '../entities';
import { MIGRATION_TABLE, MIGRATIONS } from '../migrations';

export type Handle = BetterSqlite3.Database;

/** `PRAGMA application_id` of our files: "gkai". */
const APPLICATION_ID = 0x676b6169;

/** Pages of 8 KB hold a wide roll-up row without overflow. */
const PAGE_SIZE = 8192;

function badStore(file: string, zh: string, en: string): Problem {
  return new Problem('BAD_STORE', `${zh}：${file}`, `${en}: ${file}`, { file });
}

/** Looks at a file before anything is written to it. @throws BAD_STORE where it is not one of ours, or of a newer version */
function inspect(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  if (!statSync(file).isFile()) throw badStore(file, '不是文件', 'Not a file');
  const header = Buffer.alloc(16);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, 16, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1') !== 'SQLite format 3\0') throw badStore(file, '不是数据库文件', 'Not a database file');
  let connection: Handle | undefined;
  try {
    connection = new BetterSqlite3(file, { readonly: true });
    const tables = connection
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all();
    if (tables.length === 0) return;
    if (connection.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      throw badStore(file, '这个数据库不是 gongkai 的', 'This database is not one of gongkai');
    if (!tables.some((table) => table.name === MIGRATION_TABLE)) return;
    const known = new Set(MIGRATIONS.map((each) => each.name));
    const applied = connection.prepare<[], { name: string }>(`SELECT name FROM ${MIGRATION_TABLE}`).all();
    if (applied.some((each) => !known.has(each.name)))
      throw badStore(
        file,
        '这个数据库由更新版本的 gongkai 写成，请升级程序',
        'This database was written by a newer version of gongkai: upgrade the program',
      );
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw badStore(file, '数据库文件已损坏或无法打开', 'The database file is damaged or cannot be opened');
  } finally {
    connection?.close();
  }
}

/**
 * The TypeORM data source of a database file, its migrations run; the file is made where there is none.
 * @throws BAD_STORE where the file is not ours, of a newer version or damaged; BAD_SETTING where there is no path
 */
export async function openSource(database: string): Promise<DataSource> {
  if (database === '' || database === ':memory:')
    throw new Problem('BAD_SETTING', '请给出数据库文件的路径', 'Give the path of a database file');
  inspect(database);
  const source = new DataSource({
    type: 'better-sqlite3',
    database,
    entities: Object.values(entities),
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATION_TABLE,
    enableWAL: true,
    prepareDatabase: (connection: Handle) => {
      connection.pragma(`page_size = ${PAGE_SIZE}`);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
    },
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'all' });
  } catch (error) {
    await source.destroy();
    throw error;
  }
  const connection = writingHandle(source);
  connection.pragma('synchronous = NORMAL');
  connection.pragma('temp_store = MEMORY');
  connection.pragma('cache_size = -65536');
  return source;
}

/** The one connection that writes: underneath TypeORM, for the prepared statements of hot paths. */
export function writingHandle(source: DataSource): Handle {
  return (source.driver as unknown as { databaseConnection: Handle }).databaseConnection;
}

/**
 * A connection that only reads and sees only what was committed. The file is not mapped: the system keeps it in memory anyway, reading
 * from there takes no longer, and every connection that maps it has all that it ever touched counted as the process's own.
 */
export function readingHandle(database: string): Handle {
  const connection = new BetterSqlite3(database, { readonly: true, fileMustExist: true });
  connection.pragma('cache_size = -16384');
  return connection;
}
