/**
 * Trusted documents: operations that the server knows by name and by hash, so that a client need not send their text. A request
 * that names one becomes the request that holds its text.
 */
import { createHash } from 'node:crypto';
import { Problem } from '../form/problem';
import type { Example } from './examples';

/** A request as Apollo takes it: what follows the address of a GET, or the body of a POST. */
export interface Asking {
  readonly search: string;
  readonly body: unknown;
}

/** SHA-256 of the text of a document, in hexadecimal. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export class TrustedDocuments {
  private readonly texts = new Map<string, string>();

  /** @param operations known by the names of their files and by `sha256:` with the hash of their text */
  constructor(operations: readonly Pick<Example, 'name' | 'query'>[]) {
    for (const { name, query } of operations) {
      this.texts.set(name, query);
      this.texts.set(`sha256:${documentHash(query)}`, query);
    }
  }

  /**
   * The request with the text of the document that it names by `documentId`, or by the hash of an automatic persisted query.
   * Another request is given back as it is. @throws NOT_FOUND, BAD_INPUT
   */
  resolve(asking: Asking): Asking {
    if (asking.search.includes('documentId') || asking.search.includes('persistedQuery')) {
      const parameters = new URLSearchParams(asking.search);
      const query = this.queryFor({
        documentId: parameters.get('documentId') ?? undefined,
        query: parameters.get('query') ?? undefined,
        hash: hashIn(parameters.get('extensions')),
      });
      if (query === undefined) return asking;
      parameters.delete('documentId');
      parameters.set('query', query);
      return { ...asking, search: `?${parameters}` };
    }
    const body = asking.body as Record<string, unknown> | null | undefined;
    if (typeof body !== 'object' || !body || (body.documentId === undefined && body.extensions === undefined))
      return asking;
    const { documentId, ...rest } = body;
    const query = this.queryFor({
      documentId: documentId === undefined ? undefined : String(documentId),
      query: rest.query,
      hash: (rest.extensions as PersistedExtension | undefined)?.persistedQuery?.sha256Hash,
    });
    return query === undefined ? asking : { ...asking, body: { ...rest, query } };
  }

  private queryFor({ documentId, query, hash }: Named): string | undefined {
    if (documentId !== undefined) {
      if (query !== undefined)
        throw new Problem('BAD_INPUT', 'documentId 与 query 只能给出一个', 'Give either documentId or query, not both');
      const found = this.texts.get(documentId);
      if (found !== undefined) return found;
      throw new Problem(
        'NOT_FOUND',
        `没有 ID 为“${documentId}”的查询文档：可用的见 /playground/operations.json`,
        `There is no document with the id "${documentId}": those that there are stand in /playground/operations.json`,
      );
    }
    return query === undefined && hash !== undefined ? this.texts.get(`sha256:${hash}`) : undefined;
  }
}

interface Named {
  readonly documentId: string | undefined;
  readonly query: unknown;
  /** Of an automatic persisted query; those that are not known here are Apollo's. */
  readonly hash: unknown;
}

interface PersistedExtension {
  readonly persistedQuery?: { readonly sha256Hash?: unknown };
}

function hashIn(extensions: string | null): unknown {
  if (extensions === null) return undefined;
  try {
    return (JSON.parse(extensions) as PersistedExtension | null)?.persistedQuery?.sha256Hash;
  } catch {
    // Apollo says what is wrong with them.
    return undefined;
  }
}
