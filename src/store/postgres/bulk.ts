/** Many rows in one statement: a list a column, as arrays of PostgreSQL in text form. */
import type { InsertTable, Value } from '../connection';

/** Rows that one statement takes: more would be a text of tens of megabytes. */
const MOST = 1000;

const texts = new WeakMap<InsertTable, string>();

function insertInto(table: InsertTable): string {
  let sql = texts.get(table);
  if (!sql) {
    const { name, columns } = table;
    const lists = columns.map(({ type }, at) => `$${at + 1}::${type}[]`).join(', ');
    sql = `INSERT INTO ${name} (${columns.map((each) => each.name).join(', ')}) SELECT * FROM unnest(${lists})`;
    texts.set(table, sql);
  }
  return sql;
}

/** An array in text form. Numbers need no quotes. */
function arrayOf(values: readonly Value[], type: 'integer' | 'bigint' | 'text'): string {
  if (type !== 'text') return `{${values.map((value) => value ?? 'NULL').join()}}`;
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(String(value)))).join()}}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** The statements that put rows into a table. */
export function* insertions(
  table: InsertTable,
  rows: readonly (readonly Value[])[],
): Generator<{ readonly sql: string; readonly params: readonly string[] }> {
  for (let from = 0; from < rows.length; from += MOST) {
    const some = rows.slice(from, from + MOST);
    const params = table.columns.map(({ type }, at) =>
      arrayOf(
        some.map((row) => row[at]!),
        type,
      ),
    );
    yield { sql: insertInto(table), params };
  }
}
