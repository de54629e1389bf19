/** W3C Trace Context: a request that is part of a trace says so in the log. */

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})/;

/** A trace and the span of it that calls. */
export interface CallingSpan {
  readonly traceId: string;
  readonly parentId: string;
  /** Whether the caller records it. */
  readonly sampled: boolean;
}

/** What a traceparent header says; undefined where there is none, or none that is valid. */
export function traceOf(header: unknown): CallingSpan | undefined {
  const [, traceId, parentId, flags] = (typeof header === 'string' && TRACEPARENT.exec(header)) || [];
  if (!traceId || !parentId || /^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags!, 16) & 1) === 1 };
}

/** The same for a line of the log. */
export function toldTrace(header: unknown): { readonly traceId: string; readonly parentId: string } | undefined {
  const caller = traceOf(header);
  return caller && { traceId: caller.traceId, parentId: caller.parentId };
}
