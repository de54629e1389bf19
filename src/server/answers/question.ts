/** What makes two requests the same question, so that one answer does for both. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../config';
import type { Role } from '../caller';

/** Longer questions are asked once: their keys would take more room than their answers. */
const LONGEST_KEY = 16_384;

/**
 * A key of all that the answer depends on, the data version apart; undefined where the request is none whose answer can be
 * kept. Whether it is a query is known only later: the answer to a mutation is never kept.
 */
export function questionKey(request: FastifyRequest): string | undefined {
  const { caller, headers, method } = request;
  if (method === 'GET') return keyOfGet(caller.role, caller.locale, headers, request.url);
  const asked = method === 'POST' ? bodyText(request.body) : undefined;
  return asked === undefined ? undefined : keyOf(`POST ${caller.role} ${caller.locale}`, headers, asked);
}

/** The key of a question by GET, whose address holds all of it. */
export function keyOfGet(role: Role, locale: Locale, headers: IncomingHttpHeaders, url: string): string | undefined {
  return keyOf(`GET ${role} ${locale}`, headers, url);
}

function keyOf(by: string, headers: IncomingHttpHeaders, asked: string): string | undefined {
  // The headers that Apollo reads: they choose the media type of the answer, or that there is none.
  const key = `${by}\n${headers.accept ?? ''}\n${headers['content-type'] ?? ''}\n${asked}`;
  return key.length > LONGEST_KEY ? undefined : key;
}

function bodyText(body: unknown): string | undefined {
  return body !== null && typeof body === 'object' ? JSON.stringify(body) : undefined;
}
