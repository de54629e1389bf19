/** A store with 100,000 bodies in all counties of the country, served with the dashboard: what the pickers look among. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readConfig } from '../../src/config';
import { startServer } from '../../src/server';
import { openStore } from '../../src/store';
import { type Served, servedFrom } from './serve';

export const BODIES = 100_000;

/** One statement: importing so many would take a minute, and the pickers look at names alone. */
const FILL = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
  INSERT INTO department (region_id, kind_id, name, name_key, registered)
  SELECT region.id, 1 + n.i % 20, region.name || '第' || n.i || '事务所', '第' || n.i || '事务所', 0
  FROM n CROSS JOIN region WHERE region.level = 3 ORDER BY n.i, region.id LIMIT ${BODIES}`;

export async function serveMany(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-many-'));
  const database = join(folder, 'store.db');
  const store = await openStore({ database });
  const file = new Database(database);
  file.exec(FILL);
  file.close();
  const server = await startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), store);
  return servedFrom(folder, server);
}
