/**
 * Refuses requests while there are more than can be answered in time: a client that is told at once to come again later is better
 * served than one that waits for everybody before it.
 */
import type { FastifyInstance } from 'fastify';
import { Problem } from '../form/problem';

export interface LoadLimits {
  /** Most requests at the same time; 0: any number. */
  readonly maxInFlight: number;
  /** Longest delay of the event loop that may last, in milliseconds; 0: any. */
  readonly maxDelayMs: number;
}

/** How often the delay of the event loop is looked at, in milliseconds. */
const LOOK_MS = 100;
/** Whoever watches the server is answered whatever its load. */
const ALWAYS = new Set(['/health', '/ready', '/metrics']);

export interface Shedding {
  readonly inFlight: number;
  readonly refused: Readonly<Record<'in_flight' | 'delay', number>>;
}

/** Counts requests from here on, and refuses those that are too many. Refusals are OVERLOADED. */
export function shedLoad(app: FastifyInstance, { maxInFlight, maxDelayMs }: LoadLimits): Shedding {
  const refused = { in_flight: 0, delay: 0 };
  let inFlight = 0;
  // How late the last look was, and the one before it.
  let last = 0;
  let before = 0;
  let looked = performance.now();
  const lateness = (): number => performance.now() - looked - LOOK_MS;
  const timer = setInterval(() => {
    before = last;
    last = lateness();
    looked = performance.now();
  }, LOOK_MS);
  timer.unref();
  app.addHook('onRequest', (request, reply, done) => {
    inFlight += 1;
    // However it ends, also where the client went away.
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
    const reason = maxInFlight > 0 && inFlight > maxInFlight ? 'in_flight' : tooLate() ? 'delay' : undefined;
    if (!reason || ALWAYS.has(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    refused[reason] += 1;
    done(new Problem('OVERLOADED', '服务器繁忙，请稍后再试', 'The server has more to do than it can: try again later'));
  });
  app.addHook('onClose', async () => clearInterval(timer));
  // Twice in a row: once one long task is over, nobody waits for anything any more.
  const tooLate = (): boolean => maxDelayMs > 0 && Math.min(last, Math.max(before, lateness())) > maxDelayMs;
  return {
    get inFlight() {
      return inFlight;
    },
    refused,
  };
}
