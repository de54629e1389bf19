/**
 * The text of a worker thread that runs reads on a read-only connection of its own. It is given as text, so that it is the
 * same from the compiled program and from the sources. It is sent `{ sql, params }` and answers `{ rows }` or `{ error }`.
 */
export const SCAN_WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.driver);
const connection = new Database(workerData.database, { readonly: true, fileMustExist: true });
connection.pragma('cache_size = -8192');
const statements = new Map();
function prepared(sql) {
  const kept = statements.get(sql);
  if (kept) return kept;
  if (statements.size >= 200) statements.delete(statements.keys().next().value);
  const statement = connection.prepare(sql);
  statements.set(sql, statement);
  return statement;
}
parentPort.on('message', ({ sql, params }) => {
  if (sql === undefined) {
    connection.close();
    parentPort.close();
    return;
  }
  try {
    const rows = [];
    // Row by row, so that a worker that is told to stop does so at the next row.
    for (const row of prepared(sql).iterate(...params)) rows.push(row);
    parentPort.postMessage({ rows });
  } catch (error) {
    parentPort.postMessage({ error: String(error && error.message) });
  }
});
`;
