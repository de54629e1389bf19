/** The pages for browsers: the start page, the playground and their files. Nothing on them comes from another host. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Example, filesIn, playgroundAddress } from './examples';
import { fill } from './template';

/** What the start page says about the store. */
export interface StoreFacts {
  readonly dataVersion: number;
  /** ISO time of the last change; null where nothing ever changed. */
  readonly changedAt: string | null;
  readonly reports: number;
  readonly departments: number;
  /** First and last year with a report; null where there is none. */
  readonly years: readonly [from: number, to: number] | null;
  /** The data are made up. */
  readonly demo: boolean;
}

export interface PageParts {
  /** Folder that tools/build-assets.mjs has filled. */
  readonly assets: string;
  readonly examples: readonly Example[];
  readonly facts: () => Promise<StoreFacts>;
}

const COMMON_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PAGE_POLICY = `${COMMON_POLICY}; style-src 'self'; img-src 'self'`;
/** Monaco writes style elements and has fonts and images inside its style sheet. */
const PLAYGROUND_POLICY =
  `${COMMON_POLICY}; script-src 'self'; worker-src 'self'; connect-src 'self'; ` +
  "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Serves `/`, `/playground` and `/assets/`. Only files that are there at start are ever read. */
export function servePages(app: FastifyInstance, parts: PageParts): void {
  const files = new Map(filesIn(parts.assets).map((name) => [name, join(parts.assets, name)]));
  const page = (name: string): string | undefined => {
    const path = files.get(name);
    return path === undefined ? undefined : readFileSync(path, 'utf8');
  };
  const startPage = page('start.html');
  const playgroundPage = page('playground.html');
  const notFoundPage = page('notfound.html');

  app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const path = files.get(request.params.name);
    if (path === undefined) return reply.callNotFound();
    reply.type(MEDIA_TYPES[extname(path)] ?? 'application/octet-stream').header('cache-control', 'no-cache');
    return readFileSync(path);
  });

  app.get('/playground', async (_, reply) => {
    if (playgroundPage === undefined) return notBuilt(reply);
    return sendPage(reply, playgroundPage, PLAYGROUND_POLICY);
  });
  app.get('/playground/operations.json', async () => parts.examples);

  app.get('/', async (request, reply) => {
    if (startPage === undefined) return notBuilt(reply);
    const facts = await parts.facts().catch((error: unknown) => {
      request.log.error({ err: error }, 'no facts for the start page');
      return undefined;
    });
    if (facts === undefined) reply.code(503);
    return sendPage(reply, fill(startPage, filling(facts, parts.examples, request)), PAGE_POLICY);
  });

  app.setNotFoundHandler(async (request, reply) => {
    if (notFoundPage !== undefined && request.method === 'GET' && prefersHtml(request)) {
      return sendPage(reply.code(404), notFoundPage, PAGE_POLICY);
    }
    const error = Object.assign(new Error(`${request.method} ${request.url.split('?')[0]}`), { statusCode: 404 });
    throw error;
  });
}

function filling(facts: StoreFacts | undefined, examples: readonly Example[], request: FastifyRequest) {
  const whole = new Intl.NumberFormat('en-US');
  const [from, to] = facts?.years ?? [];
  return {
    demo: facts?.demo ?? false,
    unavailable: facts === undefined,
    empty: facts?.reports === 0,
    filled: (facts?.reports ?? 0) > 0,
    reports: whole.format(facts?.reports ?? 0),
    departments: whole.format(facts?.departments ?? 0),
    years: from === to ? String(from ?? '') : `${from}–${to}`,
    dataVersion: String(facts?.dataVersion ?? ''),
    changedAt: facts?.changedAt ?? '',
    asked: (facts?.reports ?? 0) > 0 && examples.length > 0,
    questions: examples.map((example) => ({ title: example.title, href: playgroundAddress(example) })),
    origin: `${request.protocol}://${request.host}`,
  };
}

function sendPage(reply: FastifyReply, html: string, policy: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-cache')
    .send(html);
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('页面尚未构建：请先运行 npm run build。\nThe pages are not built: run npm run build first.\n');
}

/** Browsers name text/html; programs ask for JSON or for anything. */
function prefersHtml(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}
