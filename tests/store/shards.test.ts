/** Reports on two other servers, each a real one: what is written, interrupted between commits, away and back. */
import { Client } from 'pg';
import { openStore, type Store } from '../../src/store';
import { ON_POSTGRES } from '../fixtures/databases';
import { type PostgresServer, postgresPrograms, startPostgres } from '../fixtures/postgres-server';
import { BY, bodiesOf, CLEAN, closeAll, document, figures, newStore, report, stored } from './opened';

const programs = postgresPrograms();
const here = ON_POSTGRES && programs !== undefined;
const onShards = here ? test : test.skip;
const reason = here ? '' : ' (left out: TEST_DATABASE is not postgres, or PostgreSQL is not installed)';

/** 河南 is on one shard, 上海 on the other one, the nation on neither. */
const RANGES = ['41-65', '11-37'];
const [HENAN, SHANGHAI, NATION] = ['410307', '310101', '000000'];

/** A commit that fails, on each shard once. */
const FAIL =
  "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''failed''; END'";
const FAILING = [
  { table: 'report_s41', year: 2021 },
  { table: 'report_s11', year: 2019 },
];

let shards: PostgresServer[] = [];
let store: Store;
/** Bodies: two in 河南, two in 上海, one of the nation. */
let bodies: number[];

beforeAll(async () => {
  if (!here) return;
  shards = await Promise.all(RANGES.map(() => startPostgres(programs!)));
});
afterAll(async () => {
  await closeAll();
  for (const shard of shards) await shard.stop();
});

const received = (count: number) => figures({ 'received.naturalPerson': count, 'received.total': count });

async function onShard(at: number, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: shards[at]!.address });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** How many reports each shard holds, counted there. */
async function counted(): Promise<number[]> {
  const tables = ['report_s41', 'report_s11'];
  const rows = await Promise.all(tables.map((table, at) => onShard(at, `SELECT COUNT(*)::int AS n FROM ${table}`)));
  return rows.map(([row]) => row!.n as number);
}

const total = (): Promise<string | null | undefined> => stored(store, 'COMPUTED', NATION, 'received_total');

describe(`reports on shards${reason}`, () => {
  onShards('are moved there with what hangs on them, and every total stays', async () => {
    store = await newStore();
    bodies = [
      ...(await bodiesOf(store, HENAN, '司法局', '公安局')),
      ...(await bodiesOf(store, SHANGHAI, '司法局', '公安局')),
      ...(await bodiesOf(store, NATION, '司法部')),
    ];
    for (const [at, id] of bodies.entries())
      await store.writer.put(report(id, { figures: received(at + 1), document: document({ sha256: `${at}` }) }));
    await store.writer.put(report(bodies[0]!, { figures: received(6), document: document({ sha256: 'again' }) }));
    const before = await store.reports.documents([1, 2, 3, 4, 5]);
    await store.addShards(RANGES.map((range, at) => `${range}=${shards[at]!.address}`).join(' '));
    expect(await counted()).toEqual([2, 2]);
    expect(await onShard(0, 'SELECT report_id, version FROM report_version_s41')).toEqual([
      { report_id: 1, version: 1 },
    ]);
    expect((await store.shards()).map(({ first, last, reports }) => [first, last, reports])).toEqual([
      [11, 37, 2],
      [41, 65, 2],
    ]);
    expect(await store.reports.documents([1, 2, 3, 4, 5])).toEqual(before);
    expect(await total()).toBe('20');
    expect(await store.verify()).toEqual([]);
    await store.addShards(`11-37=${shards[1]!.address}`);
    await expect(store.addShards(`11-45=${shards[1]!.address}`)).rejects.toMatchObject({ code: 'BAD_SETTING' });
  });

  onShards('are imported, corrected, withdrawn, and moved from one to the other', async () => {
    const [put] = await store.writer.putAll(
      bodies.map((id, at) => report(id, { year: 2022, figures: received(10 + at) })),
    );
    expect(await counted()).toEqual([4, 4]);
    await store.writer.correct(put!.reportId, 'received.naturalPerson', { value: 100 }, BY, () => CLEAN);
    await store.writer.withdraw(put!.reportId, BY);
    await store.writer.restore(put!.reportId, BY);
    const shanghai = store.regions.byCode(SHANGHAI)!.id;
    await store.departments.ensure({ regionId: shanghai, name: '教育局' });
    const [moving] = await bodiesOf(store, HENAN, '体育局');
    await store.writer.put(report(moving!, { figures: received(7) }));
    await store.writer.moveDepartment(moving!, shanghai, BY);
    expect(await counted()).toEqual([4, 5]);
    expect(await store.verify()).toEqual([]);
    expect(await store.reports.documents([1, 2, 3, 4, 5])).toHaveLength(5);
  });

  onShards(
    'agree with their totals again once an import that was interrupted between commits is run again',
    async () => {
      const batchOf = (year: number) =>
        [0, 1, 2, 3, 4].map((at) => report(bodies[at]!, { year, figures: received(at + 1) }));
      // Whichever shard is committed first, one of the two failures comes after a commit.
      let torn = 0;
      for (const [at, { table, year }] of FAILING.entries()) {
        await onShard(at, FAIL);
        await onShard(
          at,
          `CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()`,
        );
        await expect(store.writer.putAll(batchOf(year))).rejects.toThrow('failed');
        await onShard(at, `DROP TRIGGER failing ON ${table}`);
        const [left] = await store.read<{ n: number }>('SELECT COUNT(*) AS n FROM report WHERE year = ?', [year]);
        expect(await stored(store, 'COMPUTED', NATION, 'received_total', year)).toBeUndefined();
        if (left!.n > 0) {
          torn += 1;
          expect(await store.verify()).not.toEqual([]);
          // Whoever writes next makes everything agree, whatever it writes.
          await bodiesOf(store, SHANGHAI, `水务局${year}`);
          expect(await store.verify()).toEqual([]);
        }
        await store.writer.putAll(batchOf(year));
        expect(await stored(store, 'COMPUTED', NATION, 'received_total', year)).toBe('15');
        expect(await store.verify()).toEqual([]);
      }
      expect(torn).toBe(1);
      expect(await store.read('SELECT * FROM dataset WHERE key = ?', ['torn'])).toEqual([]);
      // What the reports here were said to be checked for themselves is made up.
      const findings = `SELECT report_id, department_id, year, rule, cells, found, status FROM finding
        WHERE reach > 0 AND rule NOT LIKE 'PEER%' ORDER BY department_id, year, rule, cells`;
      const found = await store.read(findings);
      await store.recheck();
      expect(await store.read(findings)).toEqual(found);
    },
  );

  onShards(
    'cannot be read while their server is away, which is said; totals can, and nothing is lost or counted twice',
    async () => {
      const before = await total();
      const [there] = await store.read<{ id: number }>(
        'SELECT id FROM report WHERE department_id = ? AND year = 2023',
        [bodies[2]!],
      );
      await shards[1]!.pause();
      const away = { code: 'SHARD_AWAY' };
      await expect(store.read('SELECT * FROM report WHERE id = ?', [there!.id])).rejects.toMatchObject(away);
      await expect(store.scan('SELECT COUNT(*) AS n FROM report')).rejects.toMatchObject(away);
      await expect(store.verify()).rejects.toMatchObject(away);
      const late = report(bodies[3]!, { year: 2020, figures: received(9) });
      await expect(store.writer.put(late)).rejects.toMatchObject(away);
      expect(await total()).toBe(before);
      expect((await store.shards()).map(({ first, reports }) => [first, reports !== undefined])).toEqual([
        [11, false],
        [41, true],
      ]);
      const second = await openStore({ database: store.database });
      expect(await second.read('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await second.close();
      await shards[1]!.resume();
      expect(await store.read('SELECT id FROM report WHERE id = ?', [there!.id])).toEqual([there]);
      expect((await store.writer.put(late)).outcome).toBe('IMPORTED');
      expect(await stored(store, 'COMPUTED', NATION, 'received_total', 2020)).toBe('9');
      expect(await store.verify()).toEqual([]);
    },
  );
});
