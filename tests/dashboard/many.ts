/** A store with 100,000 bodies in all counties of the country: what the pickers look among. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Store } from '../../src/store';

export const BODIES = 100_000;

/** One statement: importing so many would take a minute, and the pickers look at names alone. */
const FILL = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
  INSERT INTO department (region_id, kind_id, name, name_key, registered)
  SELECT region.id, 1 + n.i % 20, region.name || '第' || n.i || '事务所', '第' || n.i || '事务所', 0
  FROM n CROSS JOIN region WHERE region.level = 3 ORDER BY n.i, region.id LIMIT ${BODIES}`;

export async function fillMany(_: Store, folder: string): Promise<void> {
  const file = new Database(join(folder, 'store.db'));
  expect(file.prepare(FILL).run().changes).toBe(BODIES);
  file.close();
}
