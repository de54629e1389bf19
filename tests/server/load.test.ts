/** A server under load and under watch: metrics, refusals, slow statements, readiness, traces. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { startServer } from '../../src/server';
import { StatementWatch } from '../../src/server/statements';
import { openStore, type Store } from '../../src/store';
import { ask, codeOf, type SmallServer, startSmall } from './small-server';

/** Value of a sample of a text of Prometheus; undefined where it is not there. */
const sample = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
};

describe('metrics', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmall({}, { mark: async () => ({ version: 42, history: 0, turn: 0 }) });
  });
  afterAll(() => server.close());
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();

  test('count what was answered, how, and in what time', async () => {
    await ask(server, '{ hello }');
    await ask(server, '{ hello }');
    await ask(server, '{ nothing }');
    const text = await metrics();
    const route = 'method="POST",route="/graphql",status="200"';
    expect(sample(text, `gongkai_request_seconds_count{${route}}`)).toBe(3);
    expect(sample(text, `gongkai_request_seconds_bucket{${route},le="+Inf"}`)).toBe(3);
    expect(sample(text, `gongkai_request_seconds_bucket{${route},le="10"}`)).toBe(3);
    expect(sample(text, `gongkai_request_seconds_sum{${route}}`)).toBeGreaterThan(0);
    expect(sample(text, 'gongkai_answers_total{how="hits"}')).toBe(1);
    expect(sample(text, 'gongkai_answers_total{how="misses"}')).toBe(2);
    expect(sample(text, 'gongkai_answer_cache_entries')).toBe(1);
    expect(sample(text, 'gongkai_data_version')).toBe(42);
    expect(sample(text, 'gongkai_requests_in_flight')).toBe(1);
    expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });

  test('are a text that Prometheus reads: each family once, with its type, samples in the right form', async () => {
    const lines = (await metrics()).trimEnd().split('\n');
    const types = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]!);
    expect(new Set(types).size).toBe(types.length);
    for (const line of lines.filter((each) => !each.startsWith('#'))) {
      expect(line).toMatch(/^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[\d.e+-]+$/);
      const name = /^[a-z_]+/.exec(line)![0];
      expect(types.some((type) => name === type || name.replace(/_(bucket|sum|count)$/, '') === type)).toBe(true);
    }
  });
});

describe('more requests than can be answered', () => {
  test('are refused at once, with when to come again; who watches is not', async () => {
    const server = await startSmall({ GONGKAI_MAX_IN_FLIGHT: '3' });
    try {
      const slow = Array.from({ length: 3 }, (_, at) => ask(server, `{ slowly(ms: ${400 + at}) }`));
      await new Promise((resolve) => setTimeout(resolve, 150));
      const refused = await ask(server, '{ hello }', { headers: { 'accept-language': 'en' } });
      expect([refused.status, codeOf(refused), refused.headers.get('retry-after')]).toEqual([503, 'OVERLOADED', '5']);
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      const text = await (await fetch(`${server.url}/metrics`)).text();
      expect(sample(text, 'gongkai_requests_refused_total{reason="in_flight"}')).toBe(1);
      expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200, 200]);
      expect((await ask(server, '{ hello }')).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  test('clients that went away are not counted', async () => {
    const server = await startSmall({ GONGKAI_MAX_IN_FLIGHT: '2' });
    try {
      for (let at = 0; at < 5; at += 1) {
        const leaving = new AbortController();
        const gone = fetch(`${server.url}/graphql?query={slowly(ms:${2000 + at})}`, { signal: leaving.signal });
        await new Promise((resolve) => setTimeout(resolve, 40));
        leaving.abort();
        await expect(gone).rejects.toThrow();
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      expect((await ask(server, '{ hello }')).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  test('a process that cannot keep up refuses until it can', async () => {
    const server = await startSmall({ GONGKAI_MAX_DELAY_MS: '200' });
    try {
      const working = setInterval(() => holdUp(500), 1);
      let refused = await ask(server, '{ hello }');
      for (let tries = 0; tries < 20 && refused.status === 200; tries += 1) refused = await ask(server, '{ hello }');
      expect([refused.status, codeOf(refused)]).toEqual([503, 'OVERLOADED']);
      clearInterval(working);
      for (let tries = 0; tries < 50 && (await ask(server, '{ hello }')).status === 503; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await ask(server, '{ hello }')).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  test('one long task that is over refuses nobody', async () => {
    const server = await startSmall({ GONGKAI_MAX_DELAY_MS: '200' });
    try {
      await new Promise((resolve) => setTimeout(resolve, 250));
      holdUp(700);
      expect((await ask(server, '{ hello }')).status).toBe(200);
    } finally {
      await server.close();
    }
  });
});

/** Keeps the event loop from everything else for a time. */
function holdUp(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

describe('a log', () => {
  test('names the trace that a request is part of, and how it was answered', async () => {
    const server = await startSmall({ GONGKAI_LOG_LEVEL: 'info' });
    const traceId = 'a'.repeat(32);
    for (const traceparent of [`00-${traceId}-${'b'.repeat(16)}-01`, `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`, 'x'])
      await ask(server, '{ hello }', { headers: { traceparent } });
    await server.close();
    const lines = server.log.filter(({ msg }) => msg === 'request');
    expect(lines.map((line) => [line.traceId, line.how])).toEqual([
      [traceId, 'miss'],
      [undefined, 'hit'],
      [undefined, 'hit'],
    ]);
    expect(lines[0]).toMatchObject({ parentId: 'b'.repeat(16), operation: 'query (anonymous)' });
  });
});

describe('a store under a server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-load-'));
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ database: join(folder, 'store.db') });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has its slow statements logged with their plan, without their parameters', async () => {
    const lines: { sql: string; plan: string[]; way: string }[] = [];
    const watch = new StatementWatch(store, 0, { warn: ((line: never) => lines.push(line)) as never });
    await store.read('SELECT name FROM region WHERE id = ?', [123_456_000]);
    await store.scan("SELECT COUNT(*) AS n FROM region WHERE name LIKE ? || '%'", ['secret']);
    await new Promise((resolve) => setTimeout(resolve, 50));
    store.onTimed = undefined;
    expect(lines.map(({ sql, way, plan }) => [sql.slice(0, 12), way, plan?.join()])).toEqual([
      ['SELECT name ', 'read', 'SEARCH region USING INTEGER PRIMARY KEY (rowid=?)'],
      ['SELECT COUNT', 'scan', 'SCAN region'],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/secret|123456000/);
    const [statements] = watch.families();
    // The plans themselves are reads too.
    expect(statements!.samples.map(({ labels, value }) => [labels.way, value])).toEqual([
      ['read', 3],
      ['scan', 1],
    ]);
  });

  test('is not ready once another program has migrated it', async () => {
    const server = await startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), store);
    const ready = async () => {
      const response = await fetch(`${server.url}/ready`);
      return [response.status, ((await response.json()) as { checks: Record<string, string> }).checks.migrations];
    };
    expect(await ready()).toEqual([200, 'ok']);
    await store.source.query("INSERT INTO migration (timestamp, name) VALUES (1, 'Future1')");
    expect(await ready()).toEqual([503, 'failed']);
    await store.source.query("DELETE FROM migration WHERE name = 'Future1'");
    await store.source.query("UPDATE migration SET name = 'Other' WHERE name LIKE 'Initial%'");
    expect(await ready()).toEqual([503, 'failed']);
    await server.close();
  });
});
