/** The HTTP server as a whole: who asks, what is logged, how errors look, and an end that loses no running request. */
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { PROBLEMS } from '../form/problem';
import { answerAhead } from './answers/ahead';
import type { Answers } from './answers/serve';
import { readAtLeast } from './at-least';
import { identityReader, localeOf, READER } from './caller';
import { errorBody, headersOf, problemOf } from './errors';
import { GRAPHQL_PATH, type GraphqlParts, serveGraphql } from './graphql';
import { counter, counters, type Family, gauge, Metrics, serveMetrics } from './metrics';
import { type PageParts, servePages } from './pages';
import { type HealthCheck, serveHealth } from './readiness';
import { idOf, SECURITY_HEADERS } from './sent';
import { type Shedding, shedLoad } from './shedding';
import { toldTrace } from './trace';
import type { Tracing } from './tracing/tracing';

export interface ServerParts extends GraphqlParts, PageParts {
  readonly checks: readonly HealthCheck[];
  /** What `/ready` says beside the checks. */
  readonly tell?: () => Promise<object>;
  /** Waits until reads are of a data version. */
  readonly reach: (version: number) => Promise<void>;
  /** What adds further addresses. */
  readonly routes?: readonly ((app: FastifyInstance, metrics: Metrics) => void)[];
  /** The metrics of every process behind the port, given those of this one; this one's unless given. */
  readonly gather?: (own: () => Promise<readonly Family[]>) => () => Promise<readonly Family[]>;
  /** Begun before the server listens, where traces are asked for. */
  readonly startTracing?: (log: FastifyBaseLogger) => Tracing | undefined;
  /** Runs once, after the last request has ended. */
  readonly afterwards: () => Promise<void>;
  /** Where log lines go; standard output where it is not given. */
  readonly logTo?: { write(line: string): void };
}

export interface RunningServer {
  /** Without a slash at the end: http://127.0.0.1:4000 */
  readonly url: string;
  /** Lets running requests end, for as long as the setting shutdownMs says, then ends everything. May be called twice. */
  close(): Promise<void>;
}

/** A client that takes longer to send a request is not worth its connection. */
const REQUEST_MS = 30_000;

/** Builds the server and listens at the configured address. Where it cannot, everything is closed as at the end. */
export async function listen(parts: ServerParts): Promise<RunningServer> {
  const { config } = parts;
  const app = Fastify({
    bodyLimit: config.maxBodyBytes,
    requestTimeout: REQUEST_MS,
    // What still comes on an open connection is answered: it is told that the connection closes.
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: config.logLevel, ...(parts.logTo ? { stream: parts.logTo } : {}) },
    genReqId: ({ headers }) => idOf(headers),
  });
  // With a body of text/plain, a form on any page could send requests here.
  app.removeContentTypeParser('text/plain');
  const tracing = parts.startTracing?.(app.log);
  addHooks(app, parts, tracing);
  tracing?.watch(app);
  const shedding = shedLoad(app, config);
  addErrors(app);
  readAtLeast(app, parts.reach);
  const metrics = new Metrics();
  const own = () => metrics.families();
  serveMetrics(app, metrics, parts.gather?.(own) ?? own);
  const readiness = serveHealth(app, parts.checks, parts.tell);
  servePages(app, parts);
  for (const serve of parts.routes ?? []) serve(app, metrics);
  const { apollo, answers } = await serveGraphql(app, { ...parts, tracing });
  metrics.add(() => loadFamilies(shedding, answers, parts));
  let closing: Promise<void> | undefined;
  app.addHook('onSend', (_, reply, __, done) => {
    // A connection that stays open for a next request would hold up the end.
    if (closing) reply.header('connection', 'close');
    done();
  });
  // What is answered before the framework has no span.
  if (!tracing)
    answerAhead(app.server, {
      path: GRAPHQL_PATH,
      locale: config.locale,
      answers,
      metrics,
      log: app.log,
      closing: () => closing !== undefined,
    });
  const close = async () => {
    readiness.stopping();
    const timer = setTimeout(() => app.server.closeAllConnections(), config.shutdownMs);
    try {
      await app.close();
      await apollo.stop();
    } finally {
      metrics.close();
      await tracing?.close();
      clearTimeout(timer);
      await parts.afterwards();
    }
  };
  const closeOnce = () => {
    closing ??= close();
    return closing;
  };
  try {
    return { url: await app.listen({ host: config.host, port: config.port }), close: closeOnce };
  } catch (error) {
    await closeOnce();
    throw error;
  }
}

async function loadFamilies(
  { inFlight, refused }: Shedding,
  { counts, cache }: Answers,
  { mark }: ServerParts,
): Promise<Family[]> {
  const { hits, joined, misses, notModified } = counts;
  return [
    gauge('gongkai_requests_in_flight', 'Requests being answered.', inFlight),
    counters('gongkai_requests_refused_total', 'Requests refused because of the load.', 'reason', refused),
    counters('gongkai_answers_total', 'Questions by how they were answered.', 'how', { hits, joined, misses }),
    counter('gongkai_answers_not_modified_total', 'Answers of which the client had the bytes already.', notModified),
    gauge('gongkai_answer_cache_bytes', 'Bytes of the answers that are kept.', cache.size),
    gauge('gongkai_answer_cache_entries', 'Answers that are kept.', cache.count),
    ...(await dataVersionFamily(mark)),
  ];
}

/** Nothing where the store is away: the metrics say so otherwise. */
async function dataVersionFamily(mark: ServerParts['mark']): Promise<Family[]> {
  try {
    return [gauge('gongkai_data_version', 'Data version of the store.', (await mark()).version)];
  } catch {
    return [];
  }
}

function addHooks(app: FastifyInstance, { config }: ServerParts, tracing: Tracing | undefined): void {
  const identify = identityReader(config.tokens);
  app.decorateRequest('caller');
  app.decorateRequest('operation');
  // None of the hooks waits for anything: promises for each request would cost more than what they do.
  app.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    const locale = localeOf((request.query as { locale?: unknown }).locale, headers['accept-language'], config.locale);
    request.operation = {};
    // Also where the token is wrong there is somebody to tell.
    request.caller = { ...READER, locale, address: request.ip };
    reply.headers({ 'x-request-id': request.id, ...SECURITY_HEADERS });
    if (headers.authorization !== undefined) {
      try {
        request.caller = { ...request.caller, ...identify(headers.authorization) };
      } catch (error) {
        done(error as Error);
        return;
      }
    }
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    tell(request, reply, tracing);
    done();
  });
}

/** A line of the log for each request. */
function tell(request: FastifyRequest, reply: FastifyReply, tracing: Tracing | undefined): void {
  const { name, cost, how } = request.operation;
  request.log.info(
    {
      method: request.method,
      // Without what follows the question mark, which may hold a whole query.
      path: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(name === undefined ? {} : { operation: name, cost, how }),
      ...toldTrace(request.headers.traceparent),
      ...tracing?.idsOf(request),
    },
    'request',
  );
}

function addErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error);
    if (problem === undefined) request.log.error({ err: error }, 'request failed');
    return reply
      .code(problem ? PROBLEMS[problem.code] : 500)
      .headers(problem ? headersOf(problem) : {})
      .type(request.url.startsWith(GRAPHQL_PATH) ? mediaTypeOfErrors(request.headers.accept) : JSON_TYPE)
      .send(errorBody(problem ?? error, request.caller.locale));
  });
}

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json';

function mediaTypeOfErrors(accept: string | undefined): string {
  return accept?.includes(RESPONSE_TYPE) ? `${RESPONSE_TYPE}; charset=utf-8` : JSON_TYPE;
}
