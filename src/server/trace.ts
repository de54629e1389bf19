/** W3C Trace Context: a request that is part of a trace says so in the log. */

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}/;

/** Trace and calling span of a traceparent header; undefined where there is none, or none that is valid. */
export function traceOf(header: unknown): { readonly traceId: string; readonly parentId: string } | undefined {
  const [, traceId, parentId] = (typeof header === 'string' && TRACEPARENT.exec(header)) || [];
  if (!traceId || !parentId || /^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return { traceId, parentId };
}
