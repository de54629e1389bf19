/**
 * Kept answers, sent before the framework sees the request: its routing, hooks and reply cost several times what sending the bytes
 * does. Whatever is not plainly a question that was answered before goes on to the framework, which answers it the same way.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { Locale } from '../../config';
import { AT_LEAST } from '../at-least';
import { localeOf } from '../caller';
import { matchesTag } from '../etag';
import type { Metrics } from '../metrics';
import { idOf, SECURITY_HEADERS } from '../sent';
import { toldTrace } from '../trace';
import type { Answer, Encoding } from './answer';
import { keyOfGet } from './question';
import { type Answers, lastingHeaders } from './serve';

export interface AheadParts {
  readonly path: string;
  /** The language of those who ask for none. */
  readonly locale: Locale;
  readonly answers: Answers;
  readonly metrics: Metrics;
  readonly log: FastifyBaseLogger;
  /** Whether the server is ending: then the framework closes the connections. */
  readonly closing: () => boolean;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers what is kept before the listeners that a server has, which get the rest. */
export function answerAhead(server: Server, parts: AheadParts): void {
  const others = server.listeners('request') as Listener[];
  const goOn: Listener = (request, response) => {
    for (const listener of others) listener.call(server, request, response);
  };
  const start = `${parts.path}?`;
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const { method, url = '', headers } = request;
    // A token says what may be seen, and a data version may have to be waited for: that is the framework's matter.
    const { authorization, [AT_LEAST]: atLeast } = headers;
    const open = authorization === undefined && atLeast === undefined;
    const plain = method === 'GET' && open && url.startsWith(start) && !parts.closing();
    const key = plain ? keyOf(request, url, parts.locale) : undefined;
    if (key === undefined || !parts.answers.cache.has(key)) goOn(request, response);
    else void answer(request, response, key, parts, goOn);
  });
}

/**
 * The key of a question of a reader. The language is that of the header alone: where the address names one, an answer in another is
 * never kept under it.
 */
function keyOf({ headers }: IncomingMessage, url: string, fallback: Locale): string | undefined {
  const locale = localeOf(undefined, headers['accept-language'], fallback);
  return keyOfGet('reader', locale, headers, url);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  key: string,
  parts: AheadParts,
  goOn: Listener,
): Promise<void> {
  const started = performance.now();
  let kept: Answer | undefined;
  try {
    kept = await parts.answers.find(key);
  } catch {
    // The framework meets the same failure and tells it.
  }
  const { headers } = request;
  const encoding = kept?.encodingFor(headers['accept-encoding'] as string | undefined);
  const body = encoding && kept?.ready(encoding);
  if (!kept || !encoding || !body) {
    goOn(request, response);
    return;
  }
  const etag = kept.etag(encoding);
  const unchanged = matchesTag(headers['if-none-match'], etag);
  const status = unchanged ? 304 : kept.status;
  const id = idOf(headers);
  response.writeHead(status, [...headersOf(kept, encoding, body, unchanged, parts.answers.shared), 'x-request-id', id]);
  response.end(unchanged ? undefined : body);
  parts.answers.gave(unchanged);
  const ms = performance.now() - started;
  parts.metrics.answered(parts.path, 'GET', status, ms);
  tell(parts, request, id, status, ms, kept);
}

/** Names and values in turn, made once for each way in which an answer is sent. */
const made = new WeakMap<Answer, Map<string, readonly string[]>>();

function headersOf(
  answer: Answer,
  encoding: Encoding,
  body: Buffer,
  unchanged: boolean,
  cacheControl: string,
): readonly string[] {
  let ways = made.get(answer);
  if (!ways) {
    ways = new Map();
    made.set(answer, ways);
  }
  const way = unchanged ? `${encoding}, unchanged` : encoding;
  let headers = ways.get(way);
  if (!headers) {
    headers = Object.entries({
      ...SECURITY_HEADERS,
      ...lastingHeaders(answer, answer.etag(encoding), cacheControl),
      ...(unchanged ? {} : { 'content-type': answer.mediaType, 'content-length': String(body.length) }),
      ...(unchanged || encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    }).flat();
    ways.set(way, headers);
  }
  return headers;
}

/** The line that the framework's hook writes for every other request. */
function tell(
  { log, path }: AheadParts,
  { method, headers }: IncomingMessage,
  reqId: string,
  status: number,
  ms: number,
  { operation, cost }: Answer,
): void {
  const about = { reqId, method, path, status, ms: Math.round(ms), operation, cost, how: 'hit' };
  log.info(headers.traceparent === undefined ? about : { ...about, ...toldTrace(headers.traceparent) }, 'request');
}
