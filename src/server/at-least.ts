/**
 * Whoever wrote sees it: an answer to a change says by `X-Data-Version` what it led to, and a request that gives this back as
 * `X-Data-Version-At-Least` is answered from no older state, by whichever process and server.
 */
import type { FastifyInstance } from 'fastify';
import { Problem } from '../form/problem';

export const AT_LEAST = 'x-data-version-at-least';

/** @param reach waits until reads are of a data version */
export function readAtLeast(app: FastifyInstance, reach: (version: number) => Promise<void>): void {
  app.addHook('preHandler', async ({ headers }) => {
    const given = headers[AT_LEAST];
    if (given === undefined) return;
    if (typeof given !== 'string' || !/^\d{1,15}$/.test(given))
      throw new Problem(
        'BAD_INPUT',
        `${AT_LEAST} 应为数据版本（整数）`,
        `${AT_LEAST} must be a data version: a whole number`,
      );
    await reach(Number(given));
  });
}
