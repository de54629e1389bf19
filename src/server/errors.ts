/** Problems as answers: the GraphQL error that carries one, and the body of an answer that never came to GraphQL. */
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Locale } from '../config';
import { PROBLEMS, Problem } from '../form/problem';
import { formatError, INTERNAL_CODE } from '../graph/errors';

/** A problem as a GraphQL error that Apollo answers with the problem's HTTP status. */
export function problemError(problem: Problem): GraphQLError {
  return new GraphQLError(problem.message, {
    originalError: problem,
    extensions: {
      code: problem.code,
      http: { status: PROBLEMS[problem.code], headers: new HeaderMap(Object.entries(headersOf(problem))) },
    },
  });
}

/** When to try again, in seconds. */
export const RETRY_AFTER_S = '5';

/** HTTP headers that go with a problem. */
export function headersOf(problem: Problem): Record<string, string> {
  if (problem.code === 'UNAUTHENTICATED') return { 'www-authenticate': 'Bearer' };
  if (PROBLEMS[problem.code] === 503) return { 'retry-after': RETRY_AFTER_S };
  return {};
}

/** Body of an answer that no GraphQL operation gave, in the same shape as one. An error that is no problem is masked. */
export function errorBody(error: unknown, locale: Locale): string {
  const code = error instanceof Problem ? error.code : INTERNAL_CODE;
  const shown = formatError({ message: '', extensions: { code } }, error, locale);
  return `${JSON.stringify({ errors: [shown] })}\n`;
}

/** What fastify refuses before any handler, by HTTP status. */
const REFUSED: Readonly<Record<number, (detail: string) => Problem>> = {
  400: (detail) =>
    new Problem('BAD_INPUT', `请求正文不是有效的 JSON：${detail}`, `The body is not valid JSON: ${detail}`),
  404: (detail) => new Problem('NOT_FOUND', `没有这个地址：${detail}`, `There is nothing at this address: ${detail}`),
  413: () => new Problem('TOO_LARGE', '请求正文过大。', 'The body of the request is too large.'),
  415: () =>
    new Problem(
      'UNSUPPORTED_FORMAT',
      '请求的 Content-Type 应为 application/json。',
      'The Content-Type of the request must be application/json.',
    ),
};

/** The problem that an error of the HTTP layer stands for; undefined where it is our own failure. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return undefined;
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return REFUSED[status]?.(error.message);
}
