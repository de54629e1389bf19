/** Writes a whole store as lines: docs/moving.md describes the file. */
import type { Connection } from '../connection';
import { lastIds } from './ids';
import { BEGINNING, FORMAT, lineOf, type Manifest, Summing, sumOfAll, type TableSum } from './lines';
import { type CarriedTable, rowsInOrder } from './tables';

/** Told of each table once it is through. */
export type OnTable = (sum: TableSum) => void;

/** Told how many rows of how many are through. */
export type OnRows = (rows: number, total: number) => void;

/** The lines, some hundreds at a time. @param connection a state of the store that stays as it is */
export async function* packed(
  connection: Connection,
  tables: readonly CarriedTable[],
  migrations: readonly string[],
  onTable: OnTable,
  onRows: OnRows = () => {},
): AsyncGenerator<string> {
  const manifest: Manifest = {
    gongkai: 'store',
    format: FORMAT,
    migrations,
    tables: await counted(connection, tables),
    lastIds: await lastIds(connection, tables),
  };
  const head = JSON.stringify(manifest);
  if (!head.startsWith(BEGINNING)) throw new Error('the manifest begins otherwise');
  yield `${head}\n`;
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  const sums: TableSum[] = [];
  let through = 0;
  for (const table of tables) {
    const summing = new Summing(table.name);
    for await (const rows of connection.walk(rowsInOrder(table, connection.dialect))) {
      const text = rows.map((row) => lineOf(table, row)).join('');
      summing.add(text, rows.length);
      through += rows.length;
      onRows(through, total);
      yield text;
    }
    const sum = summing.sum();
    sums.push(sum);
    onTable(sum);
    yield `${JSON.stringify(sum)}\n`;
  }
  yield `${JSON.stringify({ end: sumOfAll(sums) })}\n`;
}

async function counted(connection: Connection, tables: readonly CarriedTable[]): Promise<Manifest['tables']> {
  const listed: { name: string; columns: string[]; rows: number }[] = [];
  for (const { name, columns } of tables) {
    const { rows } = (await connection.get<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${name}`))!;
    listed.push({ name, columns: columns.map((column) => column.name), rows });
  }
  return listed;
}

/** What each table of a store comes to. */
export async function summed(connection: Connection, tables: readonly CarriedTable[]): Promise<TableSum[]> {
  const sums: TableSum[] = [];
  for (const table of tables) {
    const summing = new Summing(table.name);
    for await (const rows of connection.walk(rowsInOrder(table, connection.dialect)))
      summing.add(rows.map((row) => lineOf(table, row)).join(''), rows.length);
    sums.push(summing.sum());
  }
  return sums;
}
