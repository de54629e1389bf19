/** The highest ids that a database has given out, which it goes on from. */
import type { Connection } from '../connection';
import type { CarriedTable } from './tables';

/** By table; 0 where none was ever given. */
export async function lastIds(
  connection: Connection,
  tables: readonly CarriedTable[],
): Promise<Record<string, number>> {
  const ids: Record<string, number> = {};
  for (const { name, counted } of tables) {
    if (counted === undefined) continue;
    const sql =
      connection.dialect === 'sqlite'
        ? 'SELECT seq AS last FROM sqlite_sequence WHERE name = ?'
        : `SELECT pg_sequence_last_value(pg_get_serial_sequence(?, '${counted}')::regclass) AS last`;
    const given = await connection.get<{ last: number | null }>(sql, [name]);
    const held = await connection.get<{ last: number | null }>(`SELECT MAX(${counted}) AS last FROM ${name}`);
    ids[name] = Math.max(given?.last ?? 0, held?.last ?? 0);
  }
  return ids;
}

/** Lets a database go on from these. On PostgreSQL this stays even where the transaction is rolled back, and does no harm. */
export async function continueFrom(
  connection: Connection,
  tables: readonly CarriedTable[],
  ids: Readonly<Record<string, number>>,
): Promise<void> {
  for (const { name, counted } of tables) {
    const last = ids[name] ?? 0;
    if (counted === undefined || last === 0) continue;
    if (connection.dialect === 'sqlite') {
      await connection.run('DELETE FROM sqlite_sequence WHERE name = ?', [name]);
      await connection.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [name, last]);
    } else await connection.all(`SELECT setval(pg_get_serial_sequence(?, '${counted}'), ?)`, [name, last]);
  }
}
