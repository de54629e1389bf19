/** Answers that are kept, their tags and encodings, and operations that are known by name or hash. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readConfig } from '../../src/config';
import { startServer } from '../../src/server';
import { Answer } from '../../src/server/answers/answer';
import { AnswerCache } from '../../src/server/answers/cache';
import { openStore } from '../../src/store';
import { put, ZI } from '../fixtures/small-store';
import { ask, type SmallServer, smallSchema, startSmall } from './small-server';

interface Got {
  readonly status: number;
  readonly headers: Record<string, string | undefined>;
  readonly bytes: Buffer;
}

/** A GET whose body is left as it came over the wire. */
function get(url: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers as Got['headers'],
          bytes: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('answers', () => {
  let server: SmallServer;
  let version = 1;
  let asked = 0;
  const known = '# The known question\nquery Known($name: String) { hello(name: $name) }\n';
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

  beforeAll(async () => {
    const schema = smallSchema();
    const { hello } = schema.getQueryType()!.getFields();
    const resolve = hello!.resolve!;
    hello!.resolve = (...args) => {
      asked += 1;
      return resolve(...args);
    };
    server = await startSmall(
      { GONGKAI_TOKENS: 'editor:12345678' },
      {
        schema,
        mark: async () => ({ version, history: 0, turn: 0 }),
        examples: [{ name: '01-known', title: 'known', query: known, variables: undefined }],
      },
    );
  });
  afterAll(() => server.close());
  beforeEach(() => {
    version += 1;
    asked = 0;
  });

  const graphql = (parameters: Record<string, string>) => `${server.url}/graphql?${new URLSearchParams(parameters)}`;

  test('a question is answered once for each state of the data', async () => {
    const url = graphql({ query: '{ hello }' });
    const first = await get(url);
    const second = await get(url);
    expect(asked).toBe(1);
    expect(second.bytes).toEqual(first.bytes);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect(first.headers.etag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers['x-data-version']).toBe(String(version));
    version += 1;
    const later = await get(url);
    expect(asked).toBe(2);
    // The same bytes under another version: whoever has them need not fetch them again.
    expect(later.headers.etag).toBe(first.headers.etag);
    expect(later.headers['x-data-version']).toBe(String(version));
  });

  test('questions asked at the same time are answered together', async () => {
    const url = graphql({ query: '{ slowly(ms: 50) hello }' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(url)));
    expect(asked).toBe(1);
    expect(new Set(answers.map(({ bytes }) => bytes.toString())).size).toBe(1);
  });

  test('an answer is not kept where the data changed while it was made', async () => {
    const url = graphql({ query: '{ slowly(ms: 100) hello }' });
    const running = get(url);
    await new Promise((resolve) => setTimeout(resolve, 30));
    version += 1;
    const answer = await running;
    expect(answer.headers.etag).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
    await get(url);
    expect(asked).toBe(2);
  });

  test('variables, language, role and media type are parts of a question', async () => {
    const token = { authorization: 'Bearer 12345678' };
    const named = (name: string) => ({
      query: 'query($name: String) { hello(name: $name) }',
      variables: JSON.stringify({ name }),
    });
    const texts = [
      await get(graphql(named('甲'))),
      await get(graphql(named('乙'))),
      await get(graphql({ query: '{ whoAmI language }' })),
      await get(graphql({ query: '{ whoAmI language }' }), token),
      await get(graphql({ query: '{ whoAmI language }' }), { 'accept-language': 'en' }),
    ].map(({ bytes }) => bytes.toString());
    expect(texts).toEqual(
      [
        { data: { hello: 'hello 甲' } },
        { data: { hello: 'hello 乙' } },
        { data: { whoAmI: 'reader', language: 'zh' } },
        { data: { whoAmI: 'editor', language: 'zh' } },
        { data: { whoAmI: 'reader', language: 'en' } },
      ].map((body) => `${JSON.stringify(body)}\n`),
    );
    const media = { accept: 'application/graphql-response+json' };
    expect((await get(graphql({ query: '{ hello }' }), media)).headers['content-type']).toContain(media.accept);
    expect((await get(graphql({ query: '{ hello }' }))).headers['content-type']).toContain('application/json');
    const own = await get(graphql({ query: '{ whoAmI }' }), token);
    expect(own.headers['cache-control']).toBe('private, max-age=0, must-revalidate');
    expect(own.headers.vary).toBe('accept, accept-encoding, accept-language, authorization');
    expect((await get(graphql({ query: '{ whoAmI }' }))).headers['cache-control']).toBe(
      'public, max-age=0, must-revalidate',
    );
  });

  test('who has an answer is told that it still holds', async () => {
    const url = graphql({ query: '{ hello }' });
    const { headers } = await get(url);
    for (const tag of [headers.etag!, `"x", W/${headers.etag}`, '*']) {
      const again = await get(url, { 'if-none-match': tag });
      expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
      expect(again.headers['cache-control']).toBe(headers['cache-control']);
    }
    expect((await get(url, { 'if-none-match': '"other"' })).status).toBe(200);
    // A server that has only just started, or forgot, tells the same.
    version += 1;
    expect((await get(url, { 'if-none-match': headers.etag! })).status).toBe(304);
  });

  test('errors and mutations are never kept', async () => {
    const mistaken = await get(graphql({ query: '{ hello refuses }' }));
    expect(mistaken.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(mistaken.headers.etag).toBeUndefined();
    await get(graphql({ query: '{ hello refuses }' }));
    expect(asked).toBe(2);
    const rename = () =>
      ask(server, 'mutation { rename(name: "x") }', { headers: { authorization: 'Bearer 12345678' } });
    const answers = [await rename(), await rename()];
    for (const answer of answers) {
      expect(answer.body).toEqual({ data: { rename: 'x' } });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('a POST is answered from what is kept, and stands in no cache on the way', async () => {
    const first = await ask(server, '{ hello }');
    const second = await ask(server, '{ hello }');
    expect(asked).toBe(1);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('cache-control')).toBe('no-store');
    expect(second.headers.get('etag')).toBeNull();
  });

  test('a long answer is compressed as the client likes, with a tag of its own', async () => {
    const url = graphql({ query: `{ hello(name: "${'公开'.repeat(800)}") }` });
    const plain = await get(url);
    const br = await get(url, { 'accept-encoding': 'gzip, deflate, br' });
    const gz = await get(url, { 'accept-encoding': 'gzip;q=1.0, br;q=0.5' });
    expect([br.headers['content-encoding'], gz.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes);
    expect(gunzipSync(gz.bytes)).toEqual(plain.bytes);
    expect(new Set([plain, br, gz].map(({ headers }) => headers.etag)).size).toBe(3);
    expect(asked).toBe(1);
    for (const refusing of ['identity', 'br;q=0, gzip;q=0', '*;q=0'])
      expect((await get(url, { 'accept-encoding': refusing })).headers['content-encoding']).toBeUndefined();
    expect((await get(graphql({ query: '{ hello }' }), { 'accept-encoding': 'br' })).headers['content-encoding']).toBe(
      undefined,
    );
  });

  test('a trusted document is asked by its name or its hash', async () => {
    for (const documentId of ['01-known', `sha256:${hashOf(known)}`]) {
      const variables = JSON.stringify({ name: '公开' });
      expect(JSON.parse((await get(graphql({ documentId, variables }))).bytes.toString())).toEqual({
        data: { hello: 'hello 公开' },
      });
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ documentId, variables: { name: '公开' } }),
      });
      expect(await response.json()).toEqual({ data: { hello: 'hello 公开' } });
    }
    const unknown = await get(graphql({ documentId: '99-unknown' }), { 'accept-language': 'en' });
    expect(unknown.status).toBe(404);
    expect(unknown.bytes.toString()).toContain('There is no document with the id');
    const both = await get(graphql({ documentId: '01-known', query: '{ hello }' }));
    expect([both.status, JSON.parse(both.bytes.toString()).errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
  });

  test('a persisted query is asked by its hash once somebody has sent it; trusted ones at once', async () => {
    const extensionsOf = (text: string) => JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
    const query = '{ hello(name: "persisted") }';
    const bare = graphql({ extensions: extensionsOf(query) });
    const unknown = await get(bare);
    expect(JSON.parse(unknown.bytes.toString()).errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await get(graphql({ query, extensions: extensionsOf(query) }))).status).toBe(200);
    const found = await get(bare);
    expect(JSON.parse(found.bytes.toString())).toEqual({ data: { hello: 'hello persisted' } });
    expect(found.headers.etag).toBeDefined();
    const trusted = await get(graphql({ extensions: extensionsOf(known) }));
    expect(JSON.parse(trusted.bytes.toString())).toEqual({ data: { hello: 'hello world' } });
    const wrong = await get(graphql({ query: '{ language }', extensions: extensionsOf(query) }));
    expect(wrong.status).toBe(400);
  });

  test('the playground lists the documents with their ids', async () => {
    const [listed] = JSON.parse((await get(`${server.url}/playground/operations.json`)).bytes.toString());
    expect(listed).toMatchObject({ name: '01-known', id: `sha256:${hashOf(known)}` });
  });
});

describe('the cache', () => {
  const answerOf = (text: string) =>
    new Answer({ status: 200, mediaType: 'x', text, operation: undefined, cost: undefined, dataVersion: 1 });

  test('never holds more than its bytes, and gives only what was kept last under a key in this version', () => {
    const operations = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd'),
        version: fc.integer({ min: 1, max: 2 }),
        length: fc.integer({ min: 0, max: 1500 }),
      }),
    );
    fc.assert(
      fc.property(operations, (steps) => {
        const cache = new AnswerCache(8000);
        let held = new Map<string, string>();
        let current = 0;
        for (const { key, version, length } of steps) {
          if (version !== current) held = new Map();
          current = version;
          const before = cache.find(String(version), key)?.body('identity').toString();
          expect(before === undefined || before === held.get(key)).toBe(true);
          const text = `${key}${version}${'x'.repeat(length)}`;
          cache.keep(String(version), key, answerOf(text));
          if (cache.find(String(version), key)) held.set(key, text);
          expect(cache.size).toBeLessThanOrEqual(8000);
        }
      }),
    );
  });

  test('counts compressed forms too', async () => {
    const cache = new AnswerCache(100_000);
    const answer = answerOf(Array.from({ length: 2000 }, (_, at) => at).join());
    cache.keep('1', 'a', answer);
    const before = cache.size;
    const bytes = await answer.body('br');
    expect(cache.size).toBe(before + bytes.length);
    await answer.body('br');
    expect(cache.size).toBe(before + bytes.length);
    cache.keep('2', 'b', answerOf('x'));
    expect(cache.size).toBeLessThan(before);
  });
});

describe('a store that another process writes', () => {
  test('gives its new figures at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongkai-answers-'));
    const database = join(folder, 'store.db');
    const server = await startServer(
      readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }),
      await openStore({ database }),
    );
    // A store of its own, as another process would open it: the server hears nothing of what it does.
    const other = await openStore({ database });
    await other.regions.add([
      { code: '990000', name: '试验省' },
      { code: '990100', name: '甲市' },
      { code: ZI, name: '子区' },
    ]);
    const received = async () => {
      const { body } = await ask(
        server,
        `{ region(code: "${ZI}") { measure(metric: RECEIVED, year: 2023) { value } } }`,
      );
      return (body.data as { region: { measure: { value: number | null } } }).region.measure.value;
    };
    try {
      expect(await received()).toBeNull();
      for (const [at, count] of [3, 5, 8].entries()) {
        await put(other, { region: ZI, body: '子区司法局', year: 2023, cells: { 'received.total': count } });
        expect([at, await received(), await received()]).toEqual([at, count, count]);
      }
    } finally {
      await other.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
