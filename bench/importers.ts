/**
 * `BENCH_POSTGRES=postgres://... npm run bench:importers [-- REPORTS]`: how many reports a second one, two and four importers take at once,
 * each a process of its own with other regions, in new databases of that server; and one importer into a SQLite file beside them.
 * What they leave is compared with a recount. Prints a table.
 */
import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '../src/store';
import { writeParts } from './building';
import { once } from './measure';
import { newBenchDatabase, removeBenchDatabase } from './postgres';

const server = process.env.BENCH_POSTGRES;
const IMPORTERS = [1, 2, 4];

function imports(file: string, database: string): Promise<void> {
  const main = resolve(__dirname, '../src/cli/main.js');
  const child = spawn(process.execPath, [main, 'import', file, '--database', database], { stdio: 'ignore' });
  return new Promise((done, fail) => {
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`the import of ${file} ended with ${code}`))));
  });
}

/** Milliseconds that the files take at once, each in its process. */
async function measure(database: string, files: readonly string[]): Promise<number> {
  await (await openStore({ database })).close();
  const time = await once(() => Promise.all(files.map((file) => imports(file, database))));
  const store = await openStore({ database });
  const differences = await store.verify();
  await store.close();
  if (differences.length > 0) throw new Error(`${differences.length} totals differ from a recount`);
  return time;
}

async function main(): Promise<void> {
  if (!server)
    throw new Error('BENCH_POSTGRES must be the address of a PostgreSQL server whose user may create databases');
  const reports = Number(process.argv[2] ?? 20_000);
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  const rows = ['| store, importers at once | reports | seconds | reports/s |', '|---|---|---|---|'];
  const tell = (name: string, written: number, time: number) => {
    rows.push(`| ${name} | ${written} | ${(time / 1000).toFixed(1)} | ${Math.round((written / time) * 1000)} |`);
    console.error(rows.at(-1));
  };
  try {
    const [whole] = await writeParts(join(folder, 'sqlite'), reports, 1);
    tell('SQLite, 1', whole!.reports, await measure(join(folder, 'store.db'), [whole!.file]));
    for (const importers of IMPORTERS) {
      const parts = await writeParts(join(folder, String(importers)), reports, importers);
      const database = await newBenchDatabase(server);
      const files = parts.map((part) => part.file);
      const written = parts.reduce((sum, part) => sum + part.reports, 0);
      tell(`PostgreSQL, ${importers}`, written, await measure(database, files));
    }
    await removeBenchDatabase(server);
    console.log(rows.join('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
