/** GraphQL over HTTP: Apollo Server on fastify, with limits, status codes and a log line for each slow operation. */
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Config, Locale } from '../config';
import { PROBLEMS, Problem } from '../form/problem';
import { formatError } from '../graph/errors';
import type { Mark } from '../store';
import { Answer } from './answers/answer';
import { Answers, type Given } from './answers/serve';
import type { Caller } from './caller';
import { TrustedDocuments } from './documents';
import { problemError, RETRY_AFTER_S } from './errors';
import type { Example } from './examples';
import { checkLimits, fragmentsOf, measureQuery, tooManyRepeats, tooManyTokens } from './limits';
import { asksPosted, onlyByPost } from './posted';
import type { Tracing } from './tracing/tracing';

export const GRAPHQL_PATH = '/graphql';

export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  /** The context of one operation, which came when the data were in this state. */
  readonly contextFor: (caller: Caller, mark?: Mark) => object | Promise<object>;
  readonly config: Config;
  /** The state of what answers rest on. */
  readonly mark: () => Promise<Mark>;
  /** Operations that clients may name instead of sending them. */
  readonly examples: readonly Example[];
  readonly tracing?: Tracing | undefined;
}

export interface ServedGraphql {
  /** To be stopped at the end. */
  readonly apollo: ApolloServer<OperationContext>;
  readonly answers: Answers;
}

/** What the rest of the server learns of a request's operation. */
export interface OperationNotes {
  /** "query Name" or "mutation (anonymous)". */
  name?: string;
  cost?: number;
  /** Whether the answer was at hand, was waited for with another request, or was made. */
  how?: 'hit' | 'joined' | 'miss';
  /** Whether it asks about something that the client handed in. */
  handedIn?: boolean;
  /** Whether it is a query that gave no error and rests on nothing but the data. */
  lasting?: boolean;
  /** The store, or the server of it that takes writes, was away. */
  unavailable?: boolean;
  /** The document did not parse, did not fit the schema, or its variables did not. */
  documentFailed?: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    operation: OperationNotes;
  }
}

/** The context holds the request under a symbol, so that it cannot be mistaken for a part of the schema's own context. */
const REQUEST = Symbol('request');
interface OperationContext {
  [REQUEST]: FastifyRequest;
}

/** Serves `/graphql`. The caller of a request must have been read before. */
export async function serveGraphql(app: FastifyInstance, parts: GraphqlParts): Promise<ServedGraphql> {
  const { schema, config } = parts;
  const apollo = new ApolloServer<OperationContext>({
    schema,
    introspection: true,
    // A page on another host can send only GET or unread types of content here, and no cookie ever says who asks.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    // By hash, registered by clients; Apollo bounds what it keeps of them.
    persistedQueries: {},
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: config.maxTokens },
    validationOptions: { maxErrors: 20 },
    formatError: (formatted, error) => {
      const refusal = refusalBySize(formatted.message, config.maxTokens);
      return formatError(formatted, refusal ? problemError(refusal) : error);
    },
    logger: app.log,
    plugins: [
      operationPlugin(schema, config),
      // Each of these would otherwise be added, by default or by a variable of the environment.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  const documents = new TrustedDocuments(parts.examples);
  const answers = new Answers(config, parts.mark);
  const run = async (request: FastifyRequest): Promise<Given> => {
    const { method, headers, url, caller } = request;
    const at = url.indexOf('?');
    const { search, body } = documents.resolve({ search: at < 0 ? '' : url.slice(at), body: request.body });
    const mark = await parts.mark();
    const given = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: headersRead(headers), search, body },
      context: async () => Object.assign(await parts.contextFor(caller, mark), { [REQUEST]: request }),
    });
    const extra = Object.fromEntries(given.headers);
    const { 'content-type': mediaType = 'application/json; charset=utf-8', ...others } = extra;
    const { name: operation, cost, lasting = false, unavailable = false } = request.operation;
    const status = unavailable ? UNAVAILABLE : statusOf(request, given.status ?? 200, mediaType);
    // Nothing in the schema is delivered in parts.
    if (given.body.kind !== 'complete') throw new Error('an answer in parts');
    const answer = new Answer({
      status,
      mediaType,
      text: given.body.string,
      operation,
      cost,
      dataVersion: operation?.startsWith('mutation') ? await versionAfter(parts, mark.version) : mark.version,
    });
    if (unavailable) others['retry-after'] = RETRY_AFTER_S;
    return { answer, headers: others, lasting: lasting && status === 200 };
  };
  const { tracing } = parts;
  const traced = (request: FastifyRequest) => (tracing ? tracing.operation(request, () => run(request)) : run(request));
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: GRAPHQL_PATH,
    handler: (request, reply) => answers.serve(request, reply, () => traced(request)),
  });
  return { apollo, answers };
}

const UNAVAILABLE = PROBLEMS.STORE_UNAVAILABLE;

/** The data version that a change led to; the one before it where that can no longer be told: the change is made all the same. */
async function versionAfter({ mark }: GraphqlParts, before: number): Promise<number> {
  try {
    return (await mark()).version;
  } catch {
    return before;
  }
}

/** The headers that Apollo reads. */
function headersRead(headers: FastifyRequest['headers']): HeaderMap {
  const read = new HeaderMap();
  if (headers.accept !== undefined) read.set('accept', headers.accept);
  if (headers['content-type'] !== undefined) read.set('content-type', headers['content-type']);
  return read;
}

/**
 * GraphQL over HTTP: a document that fails is a 400 for clients that accept application/graphql-response+json, but a 200
 * for those of application/json, who cannot tell such an answer from a proxy's.
 */
function statusOf(request: FastifyRequest, status: number, mediaType: string): number {
  return request.operation.documentFailed && status === 400 && mediaType.startsWith('application/json') ? 200 : status;
}

const DOCUMENT_FAILURES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** The refusals by size that graphql-js makes itself, in its own words: as a syntax error, and from its comparison of fields. */
function refusalBySize(message: string, maxTokens: number): Problem | undefined {
  if (/^Syntax Error: Document contains more that \d+ tokens/.test(message)) return tooManyTokens(maxTokens);
  return message === 'Validation aborted.' ? tooManyRepeats() : undefined;
}

function operationPlugin(schema: GraphQLSchema, config: Config): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart(started) {
      const request = started.contextValue[REQUEST];
      const begin = performance.now();
      return {
        async didResolveOperation({ document, operation, request: asked }) {
          if (!operation) return;
          request.operation.name = `${operation.operation} ${operation.name?.value ?? '(anonymous)'}`;
          try {
            if (operation.operation === 'mutation') checkMutation(config, request.caller);
            request.operation.handedIn = asksPosted(schema, operation, fragmentsOf(document));
            if (request.operation.handedIn && request.method !== 'POST') throw onlyByPost();
            const measure = measureQuery(schema, document, operation, asked.variables ?? {});
            request.operation.cost = measure.cost;
            checkLimits(measure, config);
          } catch (error) {
            throw error instanceof Problem ? problemError(error) : error;
          }
        },
        async didEncounterErrors({ errors }) {
          const codes = errors.map((error) => String(error.extensions.code ?? ''));
          const refused = errors.some((error) => refusalBySize(error.message, config.maxTokens));
          request.operation.documentFailed = !refused && codes.every((code) => DOCUMENT_FAILURES.has(code));
          for (const error of errors) {
            const cause = unwrapResolverError(error);
            if (cause instanceof Problem && cause.code === 'STORE_UNAVAILABLE') request.operation.unavailable = true;
            if (cause instanceof Problem || error.originalError instanceof Problem || error.extensions.code) continue;
            request.log.error({ err: cause, operation: request.operation.name, path: error.path }, 'operation failed');
          }
        },
        async willSendResponse({ operation, response: { body } }) {
          if (body?.kind === 'single') {
            const { singleResult } = body;
            singleResult.errors = inLanguage(singleResult.errors, request.caller.locale);
            const { handedIn = false } = request.operation;
            request.operation.lasting = operation?.operation === 'query' && !handedIn && !singleResult.errors;
          }
          const ms = Math.round(performance.now() - begin);
          if (ms < config.slowOperationMs) return;
          request.log.warn({ operation: request.operation.name, cost: request.operation.cost, ms }, 'slow operation');
        },
      };
    },
  };
}

/** Apollo formats errors without knowing for whom; the ones that are ours hold their message in both languages. */
function inLanguage(errors: readonly GraphQLFormattedError[] | undefined, locale: Locale) {
  return errors?.map((error) => {
    const messages = error.extensions?.messages as Partial<Record<Locale, string>> | undefined;
    return { ...error, message: messages?.[locale] ?? error.message };
  });
}

/** Whether there may be any mutation; what each one asks of the role is the schema's own matter. */
function checkMutation(config: Config, caller: Caller): void {
  if (config.tokens.length === 0) {
    throw new Problem(
      'MUTATIONS_OFF',
      '本服务未配置令牌，不接受修改（见设置 GONGKAI_TOKENS）。',
      'This server has no token configured and takes no mutations (see the setting GONGKAI_TOKENS).',
    );
  }
  if (caller.role === 'reader') {
    throw new Problem(
      'UNAUTHENTICATED',
      '修改需要令牌：Authorization: Bearer 密钥。',
      'A mutation needs a token: Authorization: Bearer SECRET.',
    );
  }
}
