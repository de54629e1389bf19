/** Flat tables as JSON: what was asked and of which data, the columns, then one object a row. */
import type { ExportFacts, FlatColumn, FlatTable, FlatValue } from './flat';

/** The file as text, in pieces. Numbers are exact decimals, also where a double would not hold them. */
export async function* jsonOf({ columns, batches }: FlatTable, facts: ExportFacts): AsyncGenerator<string> {
  const { name, ...rest } = facts;
  const head = JSON.stringify({ export: name, ...rest, columns }, null, 1);
  yield `${head.slice(0, -2)},\n "rows": [`;
  let separator = '\n';
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    const objects = batch.map((row) => `{${columns.map((column, at) => member(column, row[at]!)).join(',')}}`);
    yield separator + objects.join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

function member({ id, type }: FlatColumn, value: FlatValue): string {
  const written = value === null ? 'null' : type === 'number' ? String(value) : JSON.stringify(value);
  return `${JSON.stringify(id)}:${written}`;
}
