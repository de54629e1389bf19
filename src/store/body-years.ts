/**
 * Reports of many bodies and years at once. PostgreSQL is asked year by year: each year is a table of its own, and to find that table for
 * each single key takes longer than to read the report.
 */
import { askTable, inList, orderedJoin } from '../plan/statement';
import type { Value } from './connection';
import type { Transaction } from './journal';

/** A body's year. */
export interface BodyYear {
  readonly departmentId: number;
  readonly year: number;
}

/**
 * @param columns of the report `r`
 * @param read asks the transaction in the form in which rows are wanted; it may add a condition at the end
 */
export async function reportsOfBodies<R>(
  { dialect }: Transaction,
  columns: string,
  asked: readonly BodyYear[],
  read: (sql: string, params: readonly Value[]) => Promise<R[]>,
): Promise<R[]> {
  if (asked.length === 0) return [];
  if (dialect === 'sqlite')
    return read(
      `WITH ${askTable(dialect, ['department_id', 'year'])} SELECT ${columns}
      FROM ask ${orderedJoin(dialect)} report r ON r.department_id = ask.department_id AND r.year = ask.year WHERE true`,
      [JSON.stringify(asked.map(({ departmentId, year }) => [departmentId, year]))],
    );
  const byYear = new Map<number, number[]>();
  for (const { departmentId, year } of asked) {
    const ids = byYear.get(year);
    if (ids) ids.push(departmentId);
    else byYear.set(year, [departmentId]);
  }
  const sql = `SELECT ${columns} FROM report r WHERE r.year = ? AND r.department_id ${inList(dialect)}`;
  const rows: R[] = [];
  for (const [year, ids] of byYear) rows.push(...(await read(sql, [year, JSON.stringify(ids)])));
  return rows;
}
