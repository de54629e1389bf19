/**
 * `npm run bench:moving [-- REPORTS]`: how fast a whole store goes into a file and from there into an empty store, in SQLite and, with
 * `BENCH_POSTGRES=postgres://...`, in a new database of that server, and back. Checksums are compared on the way. Prints a table.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, readWhole, type Store, sumOfAll, type TableSum, writeWhole } from '../src/store';
import { build } from './building';
import { once } from './measure';
import { newBenchDatabase, removeBenchDatabase } from './postgres';

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  const built = await build(join(folder, 'nation'), Number(process.argv[2] ?? 100_000), 0.02);
  const rows = ['| what | seconds | reports/s |', '|---|---|---|'];
  const tell = (what: string, ms: number): void => {
    rows.push(`| ${what} | ${(ms / 1000).toFixed(1)} | ${Math.round((built.reports / ms) * 1000)} |`);
    console.error(rows.at(-1));
  };
  const file = join(folder, 'whole.gongkai');
  let expected: string | undefined;
  const compare = (sums: readonly TableSum[]): void => {
    expected ??= sumOfAll(sums);
    if (sumOfAll(sums) !== expected) throw new Error('the checksums differ');
  };
  const out = async (store: Store): Promise<number> => {
    const sums: TableSum[] = [];
    const ms = await once(() => writeWhole(store, file, (sum) => sums.push(sum)));
    compare(sums);
    await store.close();
    return ms;
  };
  const into = async (database: string): Promise<{ store: Store; ms: number }> => {
    const store = await openStore({ database });
    const ms = await once(async () => compare(await readWhole(store, file)));
    return { store, ms };
  };
  try {
    tell('SQLite → file', await out(built.store));
    tell(
      `the file is ${(statSync(file).size / 1e6).toFixed(1)} MB; its import as reports, for comparison`,
      built.importing,
    );
    const sqlite = await into(join(folder, 'back.db'));
    tell('file → SQLite', sqlite.ms);
    await sqlite.store.close();
    if (process.env.BENCH_POSTGRES) {
      const postgres = await into(await newBenchDatabase(process.env.BENCH_POSTGRES));
      tell('file → PostgreSQL', postgres.ms);
      tell('PostgreSQL → file', await out(postgres.store));
      await removeBenchDatabase(process.env.BENCH_POSTGRES);
    }
    console.log(rows.join('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
