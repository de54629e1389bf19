/** A database of a PostgreSQL server for a benchmark. */
import { Client } from 'pg';

const DATABASE = 'gongkai_bench';

/** The address of a new database, in place of that of an earlier run. @param server whose user may create databases */
export async function newBenchDatabase(server: string): Promise<string> {
  await removeBenchDatabase(server);
  await onServer(server, `CREATE DATABASE ${DATABASE} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

export function removeBenchDatabase(server: string): Promise<void> {
  return onServer(server, `DROP DATABASE IF EXISTS ${DATABASE}`);
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
