/** What makes two requests the same question, so that one answer does for both. */
import type { FastifyRequest } from 'fastify';

/** Longer questions are asked once: their keys would take more room than their answers. */
const LONGEST_KEY = 16_384;

/**
 * A key of all that the answer depends on, the data version apart; undefined where the request is none whose answer can be
 * kept. Whether it is a query is known only later: the answer to a mutation is never kept.
 */
export function questionKey(request: FastifyRequest): string | undefined {
  const { caller, headers, method } = request;
  const asked = method === 'GET' ? request.url : method === 'POST' ? bodyText(request.body) : undefined;
  if (asked === undefined) return undefined;
  // The headers that Apollo reads: they choose the media type of the answer, or that there is none.
  const key = `${method} ${caller.role} ${caller.locale}\n${headers.accept ?? ''}\n${headers['content-type'] ?? ''}\n${asked}`;
  return key.length > LONGEST_KEY ? undefined : key;
}

function bodyText(body: unknown): string | undefined {
  return body !== null && typeof body === 'object' ? JSON.stringify(body) : undefined;
}
