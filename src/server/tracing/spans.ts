/** Spans of requests, operations and statements, sent by OTLP over HTTP. The packages read the other OTEL_ variables themselves. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { traceOf } from '../trace';
import type { Tracing } from './tracing';

/** Longest that the end of the server waits for what is still to be sent. */
const CLOSE_MS = 3000;
const LONGEST_STATEMENT = 4000;
const NAMES = { sqlite: 'sqlite', postgres: 'postgresql' } as const;

export class OtlpTracing implements Tracing {
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;
  private readonly spans = new WeakMap<FastifyRequest, Span>();
  /** The innermost span in whose course something happens. */
  private readonly current = new AsyncLocalStorage<Context>();

  constructor(
    private readonly dialect: 'sqlite' | 'postgres',
    log: Pick<FastifyBaseLogger, 'warn'>,
  ) {
    const warn = (message: string): void => log.warn({ reason: reasonOf(message) }, 'traces cannot be sent');
    const silent = (): void => {};
    diag.setLogger(
      { error: warn, warn: silent, info: silent, debug: silent, verbose: silent },
      { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
    );
    const resource = defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'gongkai', 'process.pid': process.pid }))
      .merge(detectResources({ detectors: [envDetector] }));
    const spanProcessors = [new BatchSpanProcessor(new OTLPTraceExporter())];
    this.provider = new BasicTracerProvider({ resource, spanProcessors });
    this.tracer = this.provider.getTracer('gongkai');
  }

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', (request, _, done) => {
      const { method } = request;
      const route = request.routeOptions.url;
      const attributes = { 'http.request.method': method, ...(route === undefined ? {} : { 'http.route': route }) };
      const name = route === undefined ? method : `${method} ${route}`;
      this.spans.set(request, this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, callerOf(request)));
      done();
    });
    // After the body was read: what reads it goes on in the course of its connection.
    app.addHook('preHandler', (request, _, done) => {
      const span = this.spans.get(request);
      if (span) this.current.run(trace.setSpan(ROOT_CONTEXT, span), done);
      else done();
    });
    app.addHook('onResponse', (request, { statusCode }, done) => {
      const span = this.spans.get(request);
      const { name, how } = request.operation;
      span?.setAttributes({
        'http.response.status_code': statusCode,
        ...(name === undefined ? {} : { 'gongkai.operation': name }),
        ...(how === undefined ? {} : { 'gongkai.answer': how }),
      });
      if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
      done();
    });
    // A client that went away gets no answer.
    app.addHook('onRequestAbort', async (request) => {
      this.spans.get(request)?.setAttribute('error.type', 'aborted').end();
    });
  }

  async operation<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    const around = this.current.getStore();
    if (!around) return work();
    const span = this.tracer.startSpan('graphql', {}, around);
    try {
      return await this.current.run(trace.setSpan(around, span), work);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      const { name, cost, lasting, handedIn, documentFailed } = request.operation;
      const [type = '', called = ''] = name?.split(' ') ?? [];
      if (name !== undefined) {
        span.updateName(name);
        span.setAttribute('graphql.operation.type', type);
        if (called !== '(anonymous)') span.setAttribute('graphql.operation.name', called);
      }
      if (cost !== undefined) span.setAttribute('gongkai.cost', cost);
      // A query that lasts not, though it rests on nothing but the data, gave an error.
      if (documentFailed || (type === 'query' && !handedIn && lasting === false))
        span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }
  }

  statement(sql: string, way: 'read' | 'scan', ms: number): void {
    const around = this.current.getStore();
    if (!around) return;
    const endTime = Date.now();
    const [verb = ''] = sql.trimStart().split(/\s/, 1);
    const attributes = {
      'db.system.name': NAMES[this.dialect],
      'db.operation.name': verb.toUpperCase(),
      'db.query.text': sql.slice(0, LONGEST_STATEMENT),
      'gongkai.way': way,
    };
    this.tracer
      .startSpan(verb.toUpperCase(), { kind: SpanKind.CLIENT, attributes, startTime: endTime - ms }, around)
      .end(endTime);
  }

  idsOf(request: FastifyRequest): { traceId: string; spanId: string } | undefined {
    const span = this.spans.get(request)?.spanContext();
    return span && { traceId: span.traceId, spanId: span.spanId };
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    // What cannot be sent was told by then.
    await Promise.race([this.provider.shutdown().catch(() => {}), late]);
    clearTimeout(timer);
    diag.disable();
  }
}

/** What failed, of an error with its stack as JSON, which the packages tell. */
function reasonOf(message: string): string {
  try {
    return String((JSON.parse(message) as { message?: unknown }).message);
  } catch {
    return message;
  }
}

/** The span that a request was sent from, where it says so. */
function callerOf({ headers }: FastifyRequest): Context {
  const caller = traceOf(headers.traceparent);
  if (!caller) return ROOT_CONTEXT;
  const { traceId, parentId: spanId, sampled } = caller;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
