/** Ids of rows that are about to be made, so that what refers to them need not wait until they are. */
import type { Dialect } from '../plan/statement';
import type { Transaction } from './journal';

type Table = 'report' | 'department';

function nextIdsOf(dialect: Dialect, table: Table): string {
  return dialect === 'sqlite'
    ? `WITH RECURSIVE next (id) AS (
        SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '${table}'), 0) + 1 UNION ALL SELECT id + 1 FROM next LIMIT ?
      ) SELECT id FROM next`
    : `SELECT nextval(pg_get_serial_sequence('${table}', 'id')) AS id FROM generate_series(1, ?)`;
}

/** So many ids that no row of the table has had, ascending. */
export async function nextIds(transaction: Transaction, table: Table, count: number): Promise<number[]> {
  if (count <= 0) return [];
  const rows = await transaction.all<{ id: number }>(nextIdsOf(transaction.dialect, table), [count]);
  return rows.map(({ id }) => id);
}
