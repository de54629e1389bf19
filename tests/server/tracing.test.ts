/** Traces, sent to a collector that listens here as a real one would. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { readConfig } from '../../src/config';
import { type RunningServer, startServer } from '../../src/server';
import { tracingAsked } from '../../src/server/tracing/tracing';
import { type SmallStore, smallStore } from '../fixtures/small-store';

interface Sent {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: { key: string; value: Record<string, unknown> }[];
  readonly status: { code?: number };
}

const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
let collector: Server;
let small: SmallStore;
let server: RunningServer;

const VARIABLES = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_BSP_SCHEDULE_DELAY',
  'OTEL_SERVICE_NAME',
];

beforeAll(async () => {
  collector = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const body = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
      received.push({ path: request.url!, headers: request.headers, body });
      answer.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  process.env.OTEL_EXPORTER_OTLP_HEADERS = 'x-tenant=gongkai';
  process.env.OTEL_SERVICE_NAME = 'figures';
  process.env.OTEL_BSP_SCHEDULE_DELAY = '20';
  small = await smallStore();
  const config = readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent', GONGKAI_TOKENS: 'editor:the-secret-of-zhang' });
  server = await startServer(config, small.store);
});
afterAll(async () => {
  await server.close();
  await small.close();
  await new Promise((resolve) => collector.close(resolve));
  for (const name of VARIABLES) delete process.env[name];
});

const spansOf = (body: string): Sent[] =>
  JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Sent[] }[] }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  );
const attribute = (span: Sent, key: string): unknown =>
  Object.values(span.attributes.find((each) => each.key === key)?.value ?? {})[0];

/** The spans of a trace, once that of the request itself has come: it ends last, so that the others are there. */
async function trace(traceId: string): Promise<Sent[]> {
  const until = Date.now() + 10_000;
  for (;;) {
    const spans = received.flatMap(({ body }) => spansOf(body)).filter((span) => span.traceId === traceId);
    if (spans.some((span) => span.kind === 2)) return spans;
    if (Date.now() > until) throw new Error(`no span of the request came: ${JSON.stringify(spans)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

let traces = 0;
function asked(
  query: string,
  headers: Record<string, string> = {},
  flags = '01',
): { traceId: string; answer: Promise<Response> } {
  traces += 1;
  const traceId = traces.toString(16).padStart(32, 'a');
  const traceparent = `00-${traceId}-${'b'.repeat(16)}-${flags}`;
  const url = `${server.url}/graphql?${new URLSearchParams({ query })}`;
  return { traceId, answer: fetch(url, { headers: { traceparent, ...headers } }) };
}

const TOTAL = 'query Total { region(code: "990101") { name measure(metric: RECEIVED, year: 2023) { value } } }';

test('a request continues the trace that it comes with: request, operation and statements, one within the other', async () => {
  const { traceId, answer } = asked(TOTAL);
  expect(await (await answer).json()).toMatchObject({ data: { region: { measure: { value: 30 } } } });
  const spans = await trace(traceId);
  const request = spans.find(({ kind }) => kind === 2)!;
  expect(request).toMatchObject({ name: 'GET /graphql', parentSpanId: 'b'.repeat(16) });
  expect(attribute(request, 'http.response.status_code')).toBe(200);
  expect(attribute(request, 'gongkai.answer')).toBe('miss');
  const operation = spans.find(({ name }) => name === 'query Total')!;
  expect(operation.parentSpanId).toBe(request.spanId);
  expect(attribute(operation, 'graphql.operation.name')).toBe('Total');
  expect(attribute(operation, 'gongkai.cost')).toEqual(expect.any(Number));
  const statements = spans.filter((span) => span.kind === 3 && span.parentSpanId === operation.spanId);
  expect(statements.length).toBeGreaterThan(0);
  expect(spans).toHaveLength(2 + spans.filter(({ kind }) => kind === 3).length);
  for (const statement of statements) {
    expect(statement.name).toMatch(/^(SELECT|WITH)$/);
    expect(attribute(statement, 'db.system.name')).toBe(small.store.dialect === 'sqlite' ? 'sqlite' : 'postgresql');
    expect(attribute(statement, 'db.query.text')).toEqual(expect.stringContaining('FROM'));
    expect(BigInt(statement.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(statement.startTimeUnixNano));
  }
});

test('an answer that is at hand has no operation; a failed one is marked', async () => {
  const again = asked(TOTAL);
  await again.answer;
  const [request, ...others] = (await trace(again.traceId)).filter(({ kind }) => kind !== 3);
  expect(attribute(request!, 'gongkai.answer')).toBe('hit');
  expect(others).toEqual([]);
  const broken = asked('{ noSuchField }');
  await broken.answer;
  const operation = (await trace(broken.traceId)).find(({ kind }) => kind === 1)!;
  expect(operation.status.code).toBe(2);
});

test('what the caller does not record is not recorded here', async () => {
  const quiet = asked('{ nation { name } }', {}, '00');
  await quiet.answer;
  const loud = asked('{ nation { code } }');
  await loud.answer;
  await trace(loud.traceId);
  const ids = received.flatMap(({ body }) => spansOf(body)).map((span) => span.traceId);
  expect(ids).not.toContain(quiet.traceId);
});

test('requests beside each other keep their statements apart', async () => {
  const codes = ['990101', '990102', '990103', '990104'];
  const NAMES = 'ABCD';
  const all = codes.map((code) =>
    asked(
      `query In${NAMES[codes.indexOf(code)]} { region(code: "${code}") { measure(metric: CONCLUDED, year: 2023) { value } } }`,
    ),
  );
  await Promise.all(all.map(({ answer }) => answer));
  for (const [at, { traceId }] of all.entries()) {
    const spans = await trace(traceId);
    const operation = spans.find(({ name }) => name === `query In${NAMES[at]}`)!;
    expect(spans.some((span) => span.kind === 3 && span.parentSpanId === operation.spanId)).toBe(true);
  }
});

test('no figure, parameter, token or name leaves with a span; the standard variables are obeyed', async () => {
  const { traceId, answer } = asked(
    'query Found { search(text: "司法局") { totalCount } departments(filter: { name: "子区公安局" }) { totalCount } }',
    { authorization: 'Bearer the-secret-of-zhang', 'user-agent': 'browser-of-zhang' },
  );
  await answer;
  await trace(traceId);
  const sent = received.map(({ body }) => body).join('\n');
  const hidden = ['the-secret', 'zhang', '司法局', '公安局', '990101'];
  expect(hidden.filter((each) => sent.includes(each))).toEqual([]);
  expect(received.every(({ path, headers }) => path === '/v1/traces' && headers['x-tenant'] === 'gongkai')).toBe(true);
  const { resource } = JSON.parse(received[0]!.body).resourceSpans[0];
  expect(resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'figures' } });
});

test('traces are off unless a collector is named', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  expect(tracingAsked({})).toBe(false);
  expect(tracingAsked({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBe(false);
  expect(tracingAsked({ OTEL_SERVICE_NAME: 'gongkai' })).toBe(false);
  expect(tracingAsked(endpoint)).toBe(true);
  expect(tracingAsked({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' })).toBe(true);
  expect(tracingAsked({ ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBe(false);
  expect(tracingAsked({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBe(false);
});
