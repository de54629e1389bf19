/** One question to the API over HTTP, and the ways in which it can fail. */
import type { Language } from '../language/language';
import type { Operation } from './operation';
import { tokenOf } from './token';

/** UNREACHABLE: no answer came. UNREADABLE: what came was no answer of the API. Otherwise the API's own code. */
export class Failure extends Error {
  constructor(
    /** Of docs/errors.md, or one of the two above. */
    readonly code: string,
    /** In the language asked for; empty where the server said nothing. */
    message: string,
    /** Seconds after which the server asks to try again. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** The data version of the last change made here: whatever is asked afterwards sees it. */
let written: string | null = null;

interface AnswerBody<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/**
 * Asks, and gives the data of an answer without errors.
 * @throws Failure; AbortError where the signal ended it
 */
export async function ask<Variables, Result>(
  operation: Operation<Variables, Result>,
  variables: Variables,
  { language, signal }: { readonly language: Language; readonly signal?: AbortSignal },
): Promise<Result> {
  const token = tokenOf();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'accept-language': language,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(written === null ? {} : { 'x-data-version-at-least': written }),
    },
    body: JSON.stringify({ query: operation.text, operationName: operation.name, variables }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Failure('UNREACHABLE', '');
  });
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  const body = (await response.json().catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Failure('UNREADABLE', `HTTP ${response.status}`, retryAfter);
  })) as AnswerBody<Result>;
  const problem = body.errors?.[0];
  if (operation.text.startsWith('mutation') && body.data) written = response.headers.get('x-data-version');
  // A store that does not have it any more is another one.
  if (response.status === 400) written = null;
  if (problem) throw new Failure(problem.extensions?.code ?? 'UNREADABLE', problem.message, retryAfter);
  if (!body.data) throw new Failure('UNREADABLE', `HTTP ${response.status}`, retryAfter);
  return body.data;
}

/** The same question in the playground. */
export function playgroundAddress<Variables>(operation: Operation<Variables, unknown>, variables: Variables): string {
  const parameters = new URLSearchParams({ query: operation.text, variables: JSON.stringify(variables, undefined, 2) });
  return `/playground?${parameters}`;
}
