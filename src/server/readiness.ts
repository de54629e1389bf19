/** Whether this process can answer: `/health` while it runs, `/ready` while it should be sent requests. */
import type { FastifyInstance } from 'fastify';
import { RETRY_AFTER_S } from './errors';

/** Something that must hold for answers to be right; `check` rejects where it does not. */
export interface HealthCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** A check that has not answered by then has failed: a probe would give up as well. */
const CHECK_MS = 2000;

export interface Readiness {
  /** From now on `/ready` answers 503. */
  stopping(): void;
}

/**
 * Serves `/health` and `/ready`. The answers name the checks that failed; why stands in the log.
 * @param tell what `/ready` says beside them; it decides nothing
 */
export function serveHealth(
  app: FastifyInstance,
  checks: readonly HealthCheck[],
  tell: () => Promise<object> = async () => ({}),
): Readiness {
  let stopping = false;
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (request, reply) => {
    const results: Record<string, 'ok' | 'failed'> = { running: stopping ? 'failed' : 'ok' };
    await Promise.all(
      checks.map(async (item) => {
        try {
          await inTime(item.check());
          results[item.name] = 'ok';
        } catch (error) {
          results[item.name] = 'failed';
          request.log.error({ err: error, check: item.name }, 'not ready');
        }
      }),
    );
    const ready = Object.values(results).every((result) => result === 'ok');
    if (!ready) reply.code(503).header('retry-after', RETRY_AFTER_S);
    const told = await inTime(tell()).catch(() => ({}));
    return { status: ready ? 'ready' : 'unavailable', checks: results, ...told };
  });
  return {
    stopping: () => {
      stopping = true;
    },
  };
}

async function inTime<T>(check: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_MS} ms`)), CHECK_MS);
  });
  try {
    return await Promise.race([check, late]);
  } finally {
    clearTimeout(timer);
  }
}
