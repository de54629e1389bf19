/**
 * A primary and two standbys, each a real server: one that lags, one that is killed, the primary killed and a standby promoted, the
 * old primary back, while importers and readers go on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { readConfig } from '../../src/config';
import { Problem } from '../../src/form/problem';
import { writeId } from '../../src/graph/ids';
import { type RunningServer, startServer } from '../../src/server';
import { openStore, type ServerState, type Store } from '../../src/store';
import { ON_POSTGRES } from '../fixtures/databases';
import { type PostgresServer, postgresPrograms, startPostgres } from '../fixtures/postgres-server';
import { BY, bodiesOf, figures, report, stored } from './opened';

const programs = postgresPrograms();
const here = ON_POSTGRES && programs !== undefined;
const onServers = here ? describe : describe.skip;
const reason = here ? '' : ' (left out: TEST_DATABASE is not postgres, or PostgreSQL is not installed)';

/** Nothing is flushed to the disk: processes are killed, not the machine. */
const SETTINGS = ['fsync=off', 'full_page_writes=off'];
const TOKEN = 'secret-of-the-tests';
const NATION = '000000';
const QUERY = '{ dataset { reports dataVersion } nation { measure(metric: RECEIVED, year: 2023) { value } } }';

let primary: PostgresServer;
let standbys: PostgresServer[] = [];
const stores: Store[] = [];

const on = (server: PostgresServer, database = 'gongkai'): string =>
  `postgres://gongkai@${encodeURIComponent(server.folder)}/${database}`;

/** All three in one address, as an office would name them. */
function addressOfAll(): string {
  const hosts = [primary, ...standbys].map(({ folder }) => encodeURIComponent(folder));
  return `postgres://gongkai@${hosts[0]},${hosts[1]}/gongkai?standby=${hosts[2]}`;
}

async function opened(database: string): Promise<Store> {
  const store = await openStore({ database });
  stores.push(store);
  return store;
}

async function run(server: PostgresServer, sql: string, database = 'gongkai'): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: on(server, database) });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** Waits until something holds; what it is stands in the error where it never does. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds().catch(() => false)) return;
    await pause(50);
  }
  throw new Error(`never: ${what}`);
}

async function stateOf(store: Store, server: PostgresServer): Promise<ServerState> {
  return (await store.servers()).find(({ place }) => place === server.folder)!;
}

const stateIs = (store: Store, server: PostgresServer, state: ServerState['state']): Promise<void> =>
  until(`${server.folder} ${state}`, async () => (await stateOf(store, server)).state === state);

/** Does something while no standby takes up what the primary writes. */
async function whileBehind(work: () => Promise<void>): Promise<void> {
  for (const each of standbys) await run(each, 'SELECT pg_wal_replay_pause()');
  try {
    await work();
  } finally {
    for (const each of standbys) await run(each, 'SELECT pg_wal_replay_resume()');
  }
}

const received = (count: number) => figures({ 'received.naturalPerson': count, 'received.total': count });

beforeAll(async () => {
  if (!here) return;
  primary = await startPostgres(programs!, SETTINGS);
  await run(primary, 'CREATE DATABASE gongkai', 'postgres');
  await (await openStore({ database: on(primary) })).close();
  standbys = [await primary.follow('s1'), await primary.follow('s2')];
}, 120_000);

afterAll(async () => {
  for (const store of stores) await store.close();
  for (const server of [primary, ...standbys]) await server?.stop();
}, 60_000);

onServers(`a store on a primary and two standbys${reason}`, () => {
  let server: RunningServer;
  let store: Store;
  let writer: Store;
  let bodies: number[];

  const get = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(QUERY)}`, { headers });
    const body = (await response.json()) as {
      data?: { dataset: { reports: number; dataVersion: number }; nation: { measure: { value: number } } };
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, headers: response.headers, ...body };
  };

  beforeAll(async () => {
    store = await openStore({ database: addressOfAll() });
    server = await startServer(
      readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent', GONGKAI_TOKENS: `admin:${TOKEN}` }),
      store,
    );
    writer = await opened(on(primary));
    bodies = await bodiesOf(writer, '410307', '司法局', '公安局', '教育局', '民政局');
    await writer.writer.put(report(bodies[0]!, { figures: received(1) }));
  }, 60_000);

  afterAll(() => server?.close());

  test('reads go to a standby, writes to the primary, and both are told', async () => {
    await until('a standby is read', async () =>
      (await store.servers()).some(({ reading, state }) => reading && state === 'standby'),
    );
    const ready = (await (await fetch(`${server.url}/ready`)).json()) as { writes: string; servers: object[] };
    expect(ready).toMatchObject({ status: 'ready', writes: 'ok' });
    expect(ready.servers).toHaveLength(3);
    expect(ready.servers[0]).toMatchObject({ server: 1, state: 'primary' });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('gongkai_store_server_primary{server="1"} 1');
    expect(metrics).toContain('gongkai_store_server_up{server="3"} 1');
  });

  test('a standby that lags answers what it says, and never one who has seen or written more', async () => {
    const version = await writer.dataVersion();
    await until('all have it', async () => (await get({ 'x-data-version-at-least': String(version) })).status === 200);
    await until('a standby is read', async () =>
      (await store.servers()).some(
        ({ reading, state, dataVersion }) => reading && state === 'standby' && dataVersion === version,
      ),
    );
    let fresh: Awaited<ReturnType<typeof get>>;
    await whileBehind(async () => {
      await writer.writer.put(report(bodies[1]!, { figures: received(10) }));

      const old = await get();
      expect(old).toMatchObject({ status: 200, data: { dataset: { reports: 1, dataVersion: version } } });
      expect(old.data!.nation.measure.value).toBe(1);
      expect(old.headers.get('x-data-version')).toBe(String(version));
      fresh = await get({ 'x-data-version-at-least': String(version + 1) });
      expect(fresh.data).toMatchObject({
        dataset: { reports: 2, dataVersion: version + 1 },
        nation: { measure: { value: 11 } },
      });
      // The process has told the new one: it does not go back to the old one, and neither does what it keeps.
      expect((await get()).data).toEqual(fresh.data);
      const never = await get({ 'x-data-version-at-least': String(version + 99) });
      expect(never).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_INPUT' } }] });
    });
    await until('a standby is read again', async () =>
      (await store.servers()).some(({ reading, state }) => reading && state === 'standby'),
    );
    expect((await get()).data).toEqual(fresh!.data);
  });

  test('whoever changes something sees it, and the answer says from which version on', async () => {
    const [{ id }] = (await writer.read<{ id: number }>('SELECT MAX(id) AS id FROM report')) as [{ id: number }];
    await whileBehind(async () => {
      const mutation = `mutation { withdrawReport(input: { report: "${writeId('Report', id)}", withdrawn: true, reason: "a test" }) { userErrors { message } } }`;
      const changed = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ query: mutation }),
      });
      const version = await writer.dataVersion();
      expect(await changed.json()).toEqual({ data: { withdrawReport: { userErrors: [] } } });
      expect(changed.headers.get('x-data-version')).toBe(String(version));
      expect((await get()).data).toMatchObject({ dataset: { reports: 1, dataVersion: version } });
    });
    await writer.writer.restore(id, BY);
  });

  test('servers are lost and promoted under load: nothing acknowledged is lost, nothing is counted twice', async () => {
    const importer = await opened(addressOfAll());
    for (const each of [primary, ...standbys]) {
      await run(each, `ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (s1, s2)'`);
      await run(each, 'SELECT pg_reload_conf()');
    }
    /** By body and year, what was acknowledged. */
    const acknowledged = new Map<string, number>();
    const failures: unknown[] = [];
    const readFailures: unknown[] = [];
    let [writes, reads, going, highest] = [0, 0, true, 0];
    const importing = async (): Promise<void> => {
      for (let at = 0; going; at += 1) {
        const [body, year] = [bodies[at % bodies.length]!, 2019 + (Math.floor(at / bodies.length) % 5)];
        const input = report(body, { year, figures: received(1000 + at) });
        // The same import again until it is acknowledged, as whoever is told to try again does.
        for (let done = false; !done; )
          try {
            await importer.writer.putAll([input]);
            acknowledged.set(`${body}/${year}`, 1000 + at);
            [done, writes] = [true, writes + 1];
          } catch (error) {
            failures.push(error);
            await pause(50);
          }
      }
    };
    const reading = async (): Promise<void> => {
      while (going) {
        const answer = await get();
        if (answer.status !== 200 || answer.errors) readFailures.push(answer.errors ?? answer.status);
        else {
          expect(answer.data!.dataset.dataVersion).toBeGreaterThanOrEqual(highest);
          highest = Math.max(highest, answer.data!.dataset.dataVersion);
        }
        reads += 1;
        await pause(5);
      }
    };
    const more = (count: () => number): Promise<void> => {
      const before = count();
      return until('it goes on', async () => count() > before + 5);
    };
    const load = Promise.all([importing(), reading(), reading()]);
    try {
      await more(() => writes);

      // A standby that is read is killed: nobody notices.
      const states = await store.servers();
      const read =
        standbys.find(({ folder }) => states.some(({ place, reading: is }) => is && place === folder)) ?? standbys[0]!;
      await read.kill();
      await more(() => reads);
      await more(() => writes);
      expect(failures).toEqual([]);
      await stateIs(store, read, 'down');
      await read.resume();
      await stateIs(store, read, 'standby');

      // The primary is killed: writes fail at once and clearly, reads go on.
      await primary.kill();
      await more(() => failures.length);
      await more(() => reads);
      const told = async () =>
        (await (await fetch(`${server.url}/ready`)).json()) as { status: string; writes: string };
      await until('writes are unavailable', async () => (await told()).writes === 'unavailable');
      expect((await told()).status).toBe('ready');
      const refused = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({
          query: 'mutation { explainFinding(input: { finding: "x", note: "y" }) { userErrors { code } } }',
        }),
      });
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('5');
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'STORE_UNAVAILABLE' } }] });

      // The standby that has more is promoted, and the other one follows it.
      const received = await Promise.all(
        standbys.map(
          async (each) => (await run(each, "SELECT pg_last_wal_receive_lsn() - '0/0' AS at"))[0]!.at as string,
        ),
      );
      const [next, other] = Number(received[0]) >= Number(received[1]) ? standbys : [...standbys].reverse();
      next!.promote();
      next!.lead(other!, other === standbys[0] ? 's1' : 's2');
      await more(() => writes);
      await stateIs(store, next!, 'primary');
      await stateIs(store, other!, 'standby');

      // The old primary comes back as one, and is none.
      await primary.resume();
      await stateIs(store, primary, 'fenced');
      await more(() => writes);
      await more(() => reads);
      going = false;
      await load;
      expect(await run(primary, 'SELECT pg_is_in_recovery() AS standby')).toEqual([{ standby: false }]);

      expect(readFailures).toEqual([]);
      for (const failure of failures) expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(failures.every((failure) => failure instanceof Problem)).toBe(true);
      const left = await opened(on(next!));
      expect(await left.verify()).toEqual([]);
      const rows = await left.read<{ department_id: number; year: number; received_total: number }>(
        'SELECT department_id, year, received_total FROM report WHERE withdrawn = 0 AND received_total >= 1000',
      );
      const found = new Map(rows.map((row) => [`${row.department_id}/${row.year}`, row.received_total]));
      expect(rows).toHaveLength(found.size);
      for (const [key, value] of acknowledged) expect(found.get(key)).toBe(value);
      const sum = rows.filter(({ year }) => year === 2022).reduce((total, row) => total + row.received_total, 0);
      expect(await stored(left, 'COMPUTED', NATION, 'received_total', 2022)).toBe(String(sum));
      expect(await store.verify()).toEqual([]);
    } finally {
      going = false;
      await load.catch(() => {});
    }
  }, 120_000);
});
