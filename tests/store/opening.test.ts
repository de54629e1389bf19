import { writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { openStore, type Store } from '../../src/store';
import { newDatabase, newFile, ON_POSTGRES, ON_SHARDS } from '../fixtures/databases';
import { closeAll, newStore, report } from './opened';

afterAll(closeAll);

const refusal = (database: string) =>
  openStore({ database }).then(
    () => undefined,
    (error) => error,
  );

test('a file that is not ours is refused and left as it is', async () => {
  const text = newFile();
  writeFileSync(text, 'not a database, but long enough to look at');
  expect(await refusal(text)).toMatchObject({ code: 'BAD_STORE' });

  const other = newFile();
  const connection = new BetterSqlite3(other);
  connection.exec('CREATE TABLE cats (name TEXT)');
  connection.close();
  expect(await refusal(other)).toMatchObject({ code: 'BAD_STORE' });
  const again = new BetterSqlite3(other, { readonly: true });
  expect(again.prepare('SELECT name FROM sqlite_master').all()).toEqual([{ name: 'cats' }]);
  again.close();
});

test('a store of a newer version is refused', async () => {
  const store = await newStore();
  await store.source.query(
    "INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')",
  );
  expect(await refusal(store.database)).toMatchObject({ code: 'BAD_STORE', message: expect.stringContaining('newer') });
});

test('a damaged store is refused', async () => {
  const file = newFile();
  writeFileSync(file, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4000, 7)]));
  expect(await refusal(file)).toMatchObject({ code: 'BAD_STORE' });
});

test('a PostgreSQL address that leads nowhere is refused with a clear word, without its password', async () => {
  const nowhere = await refusal('postgres://zhang:geheim@127.0.0.1:1/gongkai');
  expect(nowhere).toMatchObject({ code: 'BAD_STORE', message: expect.stringContaining('127.0.0.1:1/gongkai') });
  expect(nowhere.message).not.toContain('geheim');
  expect(await refusal('postgres://')).toMatchObject({ code: 'BAD_SETTING' });
});

test('an empty database is filled, and one that is not ours is refused and left as it is', async () => {
  const database = await newDatabase();
  const store = await openStore({ database });
  expect(store.regions.byCode('410307')?.name).toBe('偃师区');
  await store.source.query('DROP TABLE migration');
  await store.close();
  if (ON_POSTGRES) expect(await refusal(database)).toMatchObject({ code: 'BAD_STORE' });
});

test('a store is opened again with what it holds', async () => {
  const database = await newDatabase();
  const first = await openStore({ database });
  await first.regions.add([{ code: '990000', name: '虚构省' }]);
  const version = await first.dataVersion();
  await first.close();
  const second = await openStore({ database });
  expect(second.regions.byCode('990000')?.name).toBe('虚构省');
  expect(await second.dataVersion()).toBe(version);
  await second.close();
});

test('two processes on one database see what the other one adds', async () => {
  const database = await newDatabase();
  const [one, other] = [await openStore({ database }), await openStore({ database })];
  await one.regions.add([{ code: '990000', name: '虚构省' }]);
  const { id } = await one.departments.ensure({ regionId: 990000000, name: '虚构省司法厅' });
  await other.writer.put(report(id));
  expect(await one.read('SELECT reports FROM rollup WHERE basis = 0 AND kind_id = 0')).toHaveLength(2);
  await one.regions.add([{ code: '980000', name: '另一省' }]);
  expect(other.regions.byCode('980000')).toBeUndefined();
  expect(await other.dataVersion()).toBe(await one.dataVersion());
  expect(other.regions.byCode('980000')?.name).toBe('另一省');
  for (const store of [one, other]) await store.close();
});

/** The primary key of a table that consists of years holds the year, for which TypeORM would make it and its indexes anew. */
const OF_PARTS = /"(report|finding)_pkey"|INDEX .*"(report|finding)_of_/;

(ON_SHARDS ? test.skip : test)('the migrations make exactly the tables that the entities describe', async () => {
  const store = await newStore();
  const { upQueries } = await store.source.driver.createSchemaBuilder().log();
  const queries = upQueries.map((each) => each.query);
  expect(ON_POSTGRES ? queries.filter((query) => !OF_PARTS.test(query)) : queries).toEqual([]);
});

describe('scans', () => {
  /** A single row that takes long: the thread cannot be stopped before it is found. */
  const ONE_STEP =
    'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) SELECT SUM(i % 7) AS sum FROM n';
  const LONG = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT ?';
  let store: Store;
  beforeAll(async () => {
    store = await newStore({ sqlBudgetMs: 400, readers: 2 });
  });

  /** Rows of a quick statement, however long a busy machine takes to start a thread for it. */
  const served = async (sql: string): Promise<unknown> => {
    for (;;) {
      const rows = await store.scan(sql).catch((error) => error);
      if (rows.code !== 'QUERY_TOO_SLOW') return rows;
    }
  };

  test('run in threads of their own, one after the other where there are more than threads', async () => {
    const asked = [1, 2, 3, 4, 5].map((n) => store.scan<{ n: number }>('SELECT CAST(? AS INTEGER) AS n', [n]));
    expect((await Promise.all(asked)).map((rows) => rows[0]!.n)).toEqual([1, 2, 3, 4, 5]);
  });

  test('beyond their time are given up, and the next one is served', async () => {
    await expect(store.scan(LONG, [1_000_000_000])).rejects.toMatchObject({ code: 'QUERY_TOO_SLOW' });
    expect(await served('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('leave the main thread free', async () => {
    const ended: unknown[] = [];
    const slow = store.scan(LONG, [1_000_000_000]).catch((error) => ended.push(error.code));
    await store.read('SELECT 1 AS one').then((rows) => ended.push(rows));
    await slow;
    expect(ended).toEqual([[{ one: 1 }], 'QUERY_TOO_SLOW']);
  });

  test('that write or are wrong fail and the thread goes on', async () => {
    await expect(store.scan('DELETE FROM region')).rejects.toThrow(/read-?only|does not return data/);
    await expect(store.scan('SELECT name FROM nowhere')).rejects.toThrow('nowhere');
    expect(await store.scan('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });

  test('statements are counted', async () => {
    const seen: string[] = [];
    store.onStatement = (sql, _params, way) => seen.push(`${way} ${sql}`);
    await store.read('SELECT 1');
    await store.scan('SELECT 2');
    store.onStatement = undefined;
    expect(seen).toEqual(['read SELECT 1', 'scan SELECT 2']);
  });

  test('that cannot be stopped at once are given up all the same, and do not take all threads', async () => {
    await expect(store.scan(ONE_STEP)).rejects.toMatchObject({ code: 'QUERY_TOO_SLOW' });
    expect(await served('SELECT 3 AS three')).toEqual([{ three: 3 }]);
  });
});
