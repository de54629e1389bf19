import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditServer } from 'graphql-http';
import { readConfig } from '../../src/config';
import { type RunningServer, startServer } from '../../src/server';
import { openStore, type Store } from '../../src/store';
import { ask, codeOf } from './small-server';

describe('the server of a real store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-store-'));
  const config = (settings: Record<string, string> = {}) =>
    readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent', DATABASE_URL: join(folder, 'empty.db'), ...settings });
  let server: RunningServer;
  let store: Store;

  beforeAll(async () => {
    store = await openStore(config());
    server = await startServer(config(), store);
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers from an empty store, is ready, and passes every audit', async () => {
    const { body } = await ask(server, '{ dataset { dataVersion reports years } nation { name } }');
    expect(body).toEqual({ data: { dataset: { dataVersion: 0, reports: 0, years: [] }, nation: { name: '全国' } } });
    const ready = await fetch(`${server.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { running: 'ok', store: 'ok', migrations: 'ok' } },
    ]);
    const failed = (await auditServer({ url: `${server.url}/graphql` })).filter((result) => result.status !== 'ok');
    expect(failed.map((result) => result.name)).toEqual([]);
  });

  test('a dashboard of 31 provinces by 5 years by 8 metrics with coverage passes the limits; 10,000 aliases do not', async () => {
    const metrics =
      'RECEIVED, CARRIED_IN, GRANTED, PARTLY_GRANTED, REFUSED, CONCLUDED, DISCLOSURE_RATE, CARRIED_FORWARD';
    const years = [2019, 2020, 2021, 2022, 2023].map(
      (year) => `y${year}: measures(metrics: [${metrics}], year: ${year}) { ...M }`,
    );
    const query = `query Provinces { regions(level: PROVINCE, first: 31) { nodes { name ${years.join(' ')} } } }
      fragment M on Measure { metric { key } value status coverage { expected reporting ratio blank } }`;
    const { body } = await ask(server, query);
    expect(body.errors).toBeUndefined();
    expect((body.data as { regions: { nodes: unknown[] } }).regions.nodes).toHaveLength(31);
    const aliases = Array.from({ length: 10_000 }, (_, index) => `a${index}: nation { name }`).join(' ');
    expect(codeOf(await ask(server, `{ ${aliases} }`))).toBe('QUERY_TOO_LARGE');
  });

  test('all cells of a page of reports are counted as cells, not as a short list', async () => {
    const cells = (first: number) =>
      `{ reports(first: ${first}) { nodes { figures { cells(statuses: [BLANK]) { cell value status } } } } }`;
    expect(codeOf(await ask(server, cells(500)))).toBe('QUERY_TOO_LARGE');
    expect((await ask(server, cells(20))).body.errors).toBeUndefined();
  });

  test('an address in use fails the start, and the store is closed', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const other = await openStore({ database: join(folder, 'other.db') });
    await expect(startServer(config({ PORT: String(port) }), other)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(other.read('SELECT 1')).rejects.toThrow();
    taken.close();
  });

  test('is unready once the store has gone', async () => {
    const going = await openStore({ database: join(folder, 'going.db') });
    const running = await startServer(config(), going);
    await going.close();
    const ready = await fetch(`${running.url}/ready`);
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
    await running.close().catch(() => {});
  });
});
