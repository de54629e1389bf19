/**
 * Transactions over several servers are committed one server after the other, the coordinator last: where that is interrupted,
 * shards hold what the coordinator does not know of. So each such transaction is announced before it is committed; an
 * announcement that is still there when the next one begins says that something was left half done.
 *
 * Shards are never behind the coordinator. What they hold is true, then, and all that follows from it is made anew.
 */
import type { PoolClient } from 'pg';

const KEY = 'torn';

/** Announces that a transaction is about to be committed. To be sent on a connection of its own. */
export async function announce(client: PoolClient): Promise<void> {
  await client.query(`INSERT INTO dataset (key, value) VALUES ('${KEY}', 'committing') ON CONFLICT DO NOTHING`);
}

/** As the last statement of that transaction: once it is committed everywhere, nothing is announced any more. */
export const ANNOUNCED_DONE = `DELETE FROM dataset WHERE key = '${KEY}' AND value = 'committing'`;

/** What was left half done is being mended: the transactions that do so leave the announcement. */
export const MENDING = `UPDATE dataset SET value = 'mending' WHERE key = '${KEY}'`;
export const MENDED = `DELETE FROM dataset WHERE key = '${KEY}'`;

export const ANNOUNCED = `SELECT 1 AS announced FROM dataset WHERE key = '${KEY}'`;
