/** The pages for browsers: the dashboard, the playground and their files. Nothing on them comes from another host. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentHash } from './documents';
import { type Example, filesIn } from './examples';

export interface PageParts {
  /** Folder that tools/build-assets.mjs has filled. */
  readonly assets: string;
  readonly examples: readonly Example[];
}

/** Addresses of the views of the dashboard: all of them are one page, whose own router has the same (a test compares them). */
export const DASHBOARD_PATHS = [
  '/',
  '/region/:code',
  '/compare',
  '/ranking',
  '/report/:id',
  '/findings',
  '/filing',
  '/search',
  '/check',
] as const;

const COMMON_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PAGE_POLICY = `${COMMON_POLICY}; style-src 'self'; img-src 'self'`;
const DASHBOARD_POLICY = `${PAGE_POLICY}; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'`;
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

/** A name with a digest of what is in the file: the same name is always the same file. */
const DIGESTED = /-[A-Z0-9]{8}\.\w+$/;

/** Serves the dashboard, `/playground` and `/assets/`. Only files that are there at start are ever read. */
export function servePages(app: FastifyInstance, parts: PageParts): void {
  const files = new Map(filesIn(parts.assets).map((name) => [name, join(parts.assets, name)]));
  const page = (name: string): string | undefined => {
    const path = files.get(name);
    return path === undefined ? undefined : readFileSync(path, 'utf8');
  };
  const dashboardPage = page('dashboard.html');
  const playgroundPage = page('playground.html');
  const notFoundPage = page('notfound.html');

  app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const { name } = request.params;
    const path = files.get(name);
    if (path === undefined) return reply.callNotFound();
    reply
      .type(MEDIA_TYPES[extname(path)] ?? 'application/octet-stream')
      .header('cache-control', DIGESTED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
    return readFileSync(path);
  });

  app.get('/playground', async (_, reply) => {
    if (playgroundPage === undefined) return notBuilt(reply);
    return sendPage(reply, playgroundPage, PLAYGROUND_POLICY);
  });
  app.get('/playground/operations.json', async () =>
    parts.examples.map((example) => ({ ...example, id: `sha256:${documentHash(example.query)}` })),
  );

  for (const path of DASHBOARD_PATHS) {
    app.get(path, async (_, reply) => {
      if (dashboardPage === undefined) return notBuilt(reply);
      return sendPage(reply, dashboardPage, DASHBOARD_POLICY);
    });
  }

  app.setNotFoundHandler(async (request, reply) => {
    if (notFoundPage !== undefined && request.method === 'GET' && prefersHtml(request)) {
      return sendPage(reply.code(404), notFoundPage, PAGE_POLICY);
    }
    const error = Object.assign(new Error(`${request.method} ${request.url.split('?')[0]}`), { statusCode: 404 });
    throw error;
  });
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
