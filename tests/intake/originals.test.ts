/** The documents themselves: kept as they were handed in where a folder is given, and to be had again by nobody's guess. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { importDocument, importPaths } from '../../src/intake/import';
import { type RunningServer, startServer } from '../../src/server';
import { openStore, type Store } from '../../src/store';
import { dropDatabases, newStoreDatabase } from '../fixtures/databases';
import { ask } from '../server/small-server';
import { textReport } from './text-report';

const folder = mkdtempSync(join(tmpdir(), 'gongkai-originals-'));
const originals = join(folder, 'originals');
const name = '偃师区审计局2023.html';
const bytes = Buffer.from(
  textReport({
    title: '偃师区审计局2023年政府信息公开工作年度报告',
    received: 3,
    overview: '<script>alert(1)</script>本局按规定公开。',
  }),
);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const SOURCE = '{ reports { nodes { id source { url sha256 fileName } } } }';
const BATCH = { region: '410307', scope: 'OWN' } as const;

let database: string;
let store: Store;
let server: RunningServer;

const opened = (keep: string | undefined) => openStore({ database, readers: 1, originals: keep });
const serve = async () => startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), store);
const files = () => (existsSync(originals) ? readdirSync(originals, { recursive: true, withFileTypes: true }) : []);
const kept = () => files().filter((entry) => entry.isFile());

beforeAll(async () => {
  database = await newStoreDatabase();
  store = await opened(undefined);
  await importDocument(store, bytes, name, BATCH);
  server = await serve();
});

afterAll(async () => {
  await server.close();
  await dropDatabases();
  rmSync(folder, { recursive: true });
});

test('without a folder nothing is kept, and the report says so', async () => {
  const { body } = await ask(server, SOURCE);
  expect(body.data).toEqual({
    reports: { nodes: [{ id: expect.any(String), source: { url: null, sha256, fileName: name } }] },
  });
  expect((await fetch(`${server.url}/documents/${sha256}`)).status).toBe(404);
});

describe('with a folder', () => {
  beforeAll(async () => {
    await server.close();
    store = await opened(originals);
    const path = join(folder, name);
    writeFileSync(path, bytes);
    // Known to the store since before there was a folder: it is kept now.
    expect(await importPaths(store, [path], BATCH)).toMatchObject({ unchanged: 1, refused: [] });
    server = await serve();
  });

  test('a document is had again byte by byte, to be saved and never to be run', async () => {
    const { body } = await ask(server, SOURCE);
    const { url } = (body.data as { reports: { nodes: { source: { url: string } }[] } }).reports.nodes[0]!.source;
    expect(url).toBe(`/documents/${sha256}`);
    const answer = await fetch(server.url + url);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\//),
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      etag: `"${sha256}"`,
    });
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    expect(headers['content-disposition']).toContain(encodeURIComponent(name));
    expect(headers['content-security-policy']).toMatch(/^sandbox;/);
    const again = await fetch(server.url + url, { headers: { 'if-none-match': headers.etag! } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await fetch(server.url + url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  test('the same document is kept once, and nothing unfinished stays', async () => {
    await importDocument(store, bytes, 'the same.txt', BATCH);
    await Promise.all([1, 2, 3].map(() => store.originals!.keep(sha256, bytes)));
    expect(kept().map((entry) => entry.name)).toEqual([sha256]);
  });

  test('the document of a report that was withdrawn is to be had as the report is: nothing is deleted', async () => {
    const [report] = await store.read<{ id: number }>('SELECT id FROM report');
    const why = { actor: 'editor', role: 'editor', reason: '重报' } as const;
    await store.writer.withdraw(report!.id, why);
    const { body } = await ask(
      server,
      '{ reports(filter: { withdrawn: true }) { nodes { withdrawn source { url } } } }',
    );
    expect(body.data).toEqual({ reports: { nodes: [{ withdrawn: true, source: { url: `/documents/${sha256}` } }] } });
    expect((await fetch(`${server.url}/documents/${sha256}`)).status).toBe(200);
    await store.writer.restore(report!.id, why);
  });

  test('what cannot be filed is not kept', async () => {
    const nameless = Buffer.from(textReport({ title: '2023年政府信息公开工作年度报告', received: 1 }));
    await expect(importDocument(store, nameless, 'x.txt')).rejects.toMatchObject({ code: 'BODY_MISSING' });
    expect(kept()).toHaveLength(1);
  });

  test.each([
    ['another digest', '0'.repeat(64)],
    ['a path', '..%2f..%2fstore.db'],
    ['a part of a digest', sha256.slice(0, 2)],
    ['capitals', sha256.toUpperCase()],
  ])('%s gives nothing', async (_, address) => {
    const answer = await fetch(`${server.url}/documents/${address}`);
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code).toBe(
      'NOT_FOUND',
    );
  });

  test('a file in the folder that no report was read from gives nothing', async () => {
    const stray = Buffer.from('stray');
    const digest = createHash('sha256').update(stray).digest('hex');
    await store.originals!.keep(digest, stray);
    expect((await fetch(`${server.url}/documents/${digest}`)).status).toBe(404);
  });

  test('where it cannot be kept the report is stored all the same, and another import keeps it', async () => {
    const other = Buffer.from(textReport({ title: '偃师区司法局2023年政府信息公开工作年度报告', received: 4 }));
    const digest = createHash('sha256').update(other).digest('hex');
    const [first] = [digest.slice(0, 2)];
    // A file stands where a folder is to be made.
    rmSync(join(originals, first!), { recursive: true, force: true });
    writeFileSync(join(originals, first!), '');
    await expect(importDocument(store, other, 'justice.txt', BATCH)).rejects.toMatchObject({ code: 'BAD_STORE' });
    expect((await ask(server, '{ reports { totalCount } }')).body.data).toEqual({ reports: { totalCount: 2 } });
    rmSync(join(originals, first!));
    expect(await importDocument(store, other, 'justice.txt', BATCH)).toMatchObject({ outcome: 'UNCHANGED' });
    expect(readFileSync((await store.originals!.find(digest))!)).toEqual(other);
  });
});
