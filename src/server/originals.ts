/** `/documents/SHA256`: the documents that reports were read from, where they are kept. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../form/problem';
import type { Store } from '../store';
import { matchesTag } from './etag';

export const DOCUMENTS_PATH = '/documents';
/** What these bytes are never changes; whether they are to be had may. */
const CACHING = 'public, max-age=3600';
/** A document may be a page with scripts: a browser saves it, and runs nothing of it where it is opened after all. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

interface Named {
  readonly file_name: string;
  readonly media_type: string;
}

/** Serves the originals of a store. Only documents of reports are, and only to be saved. */
export function serveOriginals(app: FastifyInstance, store: Store): void {
  app.get<{ Params: { sha256: string } }>(`${DOCUMENTS_PATH}/:sha256`, async (request, reply) => {
    const { sha256 } = request.params;
    const path = await store.originals?.find(sha256);
    const [named] = path
      ? await store.read<Named>(
          'SELECT file_name, media_type FROM document WHERE sha256 = ? ORDER BY id DESC LIMIT 1',
          [sha256],
        )
      : [];
    if (path === undefined || named === undefined)
      throw new Problem('NOT_FOUND', '没有保存这份原件', 'This document is not kept here');
    const etag = `"${sha256}"`;
    reply.headers({ etag, 'cache-control': CACHING, 'content-security-policy': POLICY });
    if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const { size } = await stat(path);
    return reply
      .headers({
        'content-type': named.media_type,
        'content-length': size,
        'content-disposition': `attachment; filename="${sha256.slice(0, 12)}"; filename*=UTF-8''${encodeURIComponent(named.file_name)}`,
      })
      .send(createReadStream(path));
  });
}
