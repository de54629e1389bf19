/** Problems as answers: the GraphQL error that carries one, and the body of an answer that ends before GraphQL. */
import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { PROBLEMS, Problem } from '../form/problem';

/** Code of every failure that is ours and not the client's; its message tells nothing. */
export const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Turns any thrown error into what the client sees. The first argument is what the second looks like unchanged. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

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

/** HTTP headers that go with a problem. */
export function headersOf(problem: Problem): Record<string, string> {
  if (problem.code === 'UNAUTHENTICATED') return { 'www-authenticate': 'Bearer' };
  if (PROBLEMS[problem.code] === 503) return { 'retry-after': '5' };
  return {};
}

/** Body of an answer that no GraphQL operation gave, in the same shape as one. */
export function problemBody(problem: Problem, format: FormatError): string {
  const error = problemError(problem);
  const plain = { message: error.message, extensions: { code: problem.code } };
  return `${JSON.stringify({ errors: [format(plain, error)] })}\n`;
}

/** What a client may see of an error that is our own failure. The request id leads to its line in the log. */
export function internalError(): GraphQLFormattedError {
  return {
    message: '服务器内部错误，请凭 x-request-id 查阅日志。 Internal server error; see the log at the x-request-id.',
    extensions: { code: INTERNAL },
  };
}

/** Codes that fastify gives to what it refuses before any handler. */
const REFUSED: Readonly<Record<number, (detail: string) => Problem>> = {
  400: (detail) => new Problem('BAD_INPUT', `请求正文不是有效的 JSON：${detail}`, `The body is not valid JSON: ${detail}`),
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
