/** Problems as GraphQL errors: a stable code, the message in the asker's language and in both. What fails inside is masked. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Problem } from '../form/problem';
import type { Locale } from './context';

/** Code of an error that is our own failure. */
export const INTERNAL_CODE = 'INTERNAL_SERVER_ERROR';

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/**
 * What a client sees of an error. A `Problem` keeps its code and has its message in both languages in
 * `extensions.messages`; errors of GraphQL itself (syntax, validation, variables) stay as they are; any other failure is masked.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  locale: Locale = 'zh',
): GraphQLFormattedError {
  const cause = causeOf(error);
  if (cause instanceof Problem) {
    const messages = { zh: cause.zh, en: cause.en };
    const { stacktrace: _, ...extensions } = { ...formatted.extensions } as Record<string, unknown>;
    return { ...formatted, message: messages[locale], extensions: { ...extensions, code: cause.code, messages } };
  }
  const code = formatted.extensions?.code;
  const ofGraphql = cause instanceof GraphQLError || (code !== undefined && code !== INTERNAL_CODE);
  if (ofGraphql) return formatted;
  const messages = { zh: '服务器内部错误', en: 'Internal server error' };
  return {
    message: messages[locale],
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: INTERNAL_CODE, messages },
  };
}
