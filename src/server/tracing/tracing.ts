/** OpenTelemetry traces: off unless the standard variables of the environment name a collector. */
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';

/** Records what requests do. Spans hold no figure, no parameter, no token and no address of a person. */
export interface Tracing {
  /** Makes a span of each request from now on. */
  watch(app: FastifyInstance): void;
  /** Makes a span of what executes a request's operation. */
  operation<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T>;
  /** A statement has run, for the request in whose course this is called. */
  statement(sql: string, way: 'read' | 'scan', ms: number): void;
  /** Trace and span of a request, for its line in the log. */
  idsOf(request: FastifyRequest): { readonly traceId: string; readonly spanId: string } | undefined;
  /** Sends what waits, for a few seconds at most. */
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the environment asks for traces. */
export function tracingAsked(environment: Environment): boolean {
  const endpoint = environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || environment.OTEL_EXPORTER_OTLP_ENDPOINT;
  const off = environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || environment.OTEL_TRACES_EXPORTER === 'none';
  return Boolean(endpoint) && !off;
}

/** Undefined, and nothing is loaded, where nobody asked for traces. @param dialect the database whose statements are traced */
export function startTracing(
  dialect: 'sqlite' | 'postgres',
  log: Pick<FastifyBaseLogger, 'warn'>,
  environment: Environment = process.env,
): Tracing | undefined {
  if (!tracingAsked(environment)) return undefined;
  const { OtlpTracing } = require('./spans') as typeof import('./spans');
  return new OtlpTracing(dialect, log);
}
