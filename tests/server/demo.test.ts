/** The demo beside an empty store: started by who may, once, and gone with the server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { type RunningServer, startServer } from '../../src/server';
import { DemoBeside, type DemoStatus } from '../../src/server/demo';
import { openStore, type Store } from '../../src/store';
import { dropDatabases, newStoreDatabase } from '../fixtures/databases';
import { put } from '../fixtures/small-store';
import { standingDemo } from './standing-demo';

const folder = mkdtempSync(join(tmpdir(), 'gongkai-demo-'));
const main = standingDemo(folder);
const broken = join(folder, 'broken.js');
writeFileSync(broken, 'process.exit(1);');
const JSON_TYPE = { 'content-type': 'application/json' };
const TOKEN = { authorization: 'Bearer 12345678' };

let store: Store;
let server: RunningServer;

async function serve(file: string, settings: Record<string, string> = {}): Promise<void> {
  store = await openStore({ database: await newStoreDatabase(), readers: 1 });
  const config = readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent', GONGKAI_TOKENS: 'editor:12345678', ...settings });
  server = await startServer(config, store, undefined, new DemoBeside(file, '127.0.0.1'));
}

afterEach(async () => {
  await server.close();
  await dropDatabases();
});
afterAll(() => rmSync(folder, { recursive: true }));

const status = async (headers: Record<string, string> = {}): Promise<DemoStatus> =>
  (await fetch(`${server.url}/demo`, { headers })).json() as Promise<DemoStatus>;
const start = (headers: Record<string, string> = {}, body: string | null = '{}') =>
  fetch(`${server.url}/demo`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });

async function until(state: DemoStatus['state']): Promise<DemoStatus> {
  for (;;) {
    const now = await status();
    if (now.state === state) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('is started once, says where it is, and ends with the server', async () => {
  await serve(main);
  expect(await status()).toEqual({ offered: true, state: 'NONE' });
  expect((await start()).status).toBe(202);
  expect((await start()).status).toBe(202);
  const { port } = await until('SERVING');
  const address = `http://127.0.0.1:${port}/`;
  expect(await (await fetch(address)).text()).toBe('demo --host 127.0.0.1 --port 0');
  await server.close();
  await expect(fetch(address)).rejects.toThrow();
});

test('says that it failed, and may be started again', async () => {
  await serve(broken);
  await start();
  expect(await until('FAILED')).toEqual({ offered: true, state: 'FAILED' });
  expect((await start()).status).toBe(202);
  await until('FAILED');
});

test.each([
  ['through a proxy', { 'x-forwarded-for': '192.0.2.1' }, {}, '{}'],
  ['as a form of another page', { 'content-type': 'application/x-www-form-urlencoded' }, {}, 'a=b'],
  ['where several processes serve', {}, { GONGKAI_WORKERS: '2' }, '{}'],
])('is not started %s', async (_, headers, settings, body) => {
  await serve(main, settings as Record<string, string>);
  const refused = await start(headers as Record<string, string>, body);
  expect([403, 415]).toContain(refused.status);
  expect((await status()).state).toBe('NONE');
});

test('a token counts where the address does not; beside reports there is none', async () => {
  await serve(main);
  const proxied = { 'x-forwarded-for': '192.0.2.1' };
  expect(await status(proxied)).toMatchObject({ offered: false });
  expect(await status({ ...proxied, ...TOKEN })).toMatchObject({ offered: true });
  await put(store, { region: '410307', body: '偃师区司法局', year: 2023 });
  expect(await status(TOKEN)).toMatchObject({ offered: false });
  expect((await start(TOKEN)).status).toBe(403);
});
