/** Many clients for a while, one question in twenty a heavy one, an import running beside them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as later } from 'node:timers/promises';
import { type LoadResult, runLoad } from './load';
import { milliseconds } from './measure';
import { bureausOf, linesOf, seeded } from './nation';
import { post } from './over-http';
import { gongkai, ROOT } from './processes';
import { CHEAP, HEAVY } from './questions';
import { megabytes, type Row, times } from './rows';

const CLIENTS = 64;
/** Of 64 clients: those that ask heavy questions, one in twenty. */
const HEAVY_CLIENTS = 3;
/** Between an answer and the next question: dashboards that are used, not a flood that only shows how fast the machine is. */
const PAUSE_MS = 100;
const IDLE_MS = 5000;
const IMPORTED_BODIES = 34;

/** Reports of some counties. */
async function writeLines(
  file: string,
  counties: readonly { code: string; name: string }[],
  seed: number,
): Promise<void> {
  const out = createWriteStream(file);
  const random = seeded(seed);
  for (const county of counties)
    for (const body of bureausOf(county, IMPORTED_BODIES))
      for (const line of linesOf(body, [2020, 2021, 2022, 2023, 2024], random)) out.write(`${line}\n`);
  out.end();
  await finished(out);
}

/** Corrects the reports of some counties over and over, as an importing process beside the server does, until it is told to stop. */
function importing(
  database: string,
  files: readonly string[],
): { stop(): Promise<void>; failed(): boolean; runs(): number } {
  let child: ChildProcess | undefined;
  let stopping = false;
  let failed = false;
  let runs = 0;
  const run = async (): Promise<void> => {
    while (!stopping) {
      child = spawn(
        process.execPath,
        [join(ROOT, 'dist/src/cli/main.js'), 'import', files[runs % files.length]!, '--database', database],
        {
          stdio: 'ignore',
        },
      );
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0 && !stopping) failed = true;
      runs += 1;
    }
  };
  const running = run();
  return {
    failed: () => failed,
    runs: () => runs,
    async stop() {
      stopping = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}

/**
 * @param database a store that may be changed
 * @param counties whose reports are imported meanwhile
 * @param ms how long
 */
export async function soak(
  database: string,
  counties: readonly { code: string; name: string }[],
  folder: string,
  ms: number,
): Promise<Row[]> {
  mkdirSync(folder, { recursive: true });
  // The same document twice changes nothing: two, each of which corrects the other.
  const files = [1, 2].map((at) => join(folder, `imported-${at}.jsonl`));
  for (const [at, file] of files.entries()) await writeLines(file, counties, Date.now() + at);
  const server = await gongkai(database);
  const { port } = server;
  const cheap = CHEAP.map(post);
  const heavy = HEAVY.map(post);
  const load = (clients: number, requests: readonly string[], duration: number): Promise<LoadResult> =>
    runLoad({ port, clients, requests, ms: duration, pause: PAUSE_MS });
  try {
    await load(4, cheap, IDLE_MS);
    const idle = await load(4, cheap, IDLE_MS);
    const before = server.memory().own;
    const beside = importing(database, files);
    const memories: number[] = [];
    let watching = true;
    const watch = (async () => {
      while (watching) {
        memories.push(server.memory().own);
        await later(500);
      }
    })();
    const [all, heavies] = await Promise.all([
      load(CLIENTS - HEAVY_CLIENTS, cheap, ms),
      load(HEAVY_CLIENTS, heavy, ms),
    ]);
    watching = false;
    await watch;
    await beside.stop();
    const failures = (result: LoadResult): number =>
      result.errors + Object.entries(result.statuses).reduce((sum, [status, n]) => sum + (status === '200' ? 0 : n), 0);
    const errors = failures(all) + failures(heavies) + (beside.failed() ? 1 : 0);
    const refusals = (all.statuses['503'] ?? 0) + (heavies.statuses['503'] ?? 0);
    const ratio = all.p99 / idle.p99;
    // Warm by the middle: what it grows from there on would go on growing.
    const late = memories.slice(memories.length >> 1);
    const [middle, end] = [Math.max(...late.slice(0, late.length >> 1)), Math.max(...late.slice(late.length >> 1))];
    const growth = end / middle;
    const duration = `${CLIENTS} clients for ${Math.round(ms / 1000)} s, one in twenty heavy, an import beside them`;
    return [
      {
        what: `${duration}: errors`,
        aim: 'none',
        measured: `${errors}${refusals > 0 ? ` (of these ${refusals} told to come later)` : ''} in ${(all.answers + heavies.answers).toLocaleString('en')} answers (${heavies.answers} heavy ones, p50 ${milliseconds(heavies.p50)}; ${beside.runs()} imports of ${counties.length * IMPORTED_BODIES * 5} reports)`,
        met: errors === 0,
      },
      {
        what: 'p99 of the cheap questions against their idle p99',
        aim: 'under 10 times',
        measured: `${times(ratio)} (${milliseconds(all.p99)} against ${milliseconds(idle.p99)}; p50 ${milliseconds(all.p50)} against ${milliseconds(idle.p50)})`,
        met: ratio < 10,
      },
      {
        what: 'memory meanwhile, mapped files aside',
        aim: 'flat',
        measured: `${megabytes(before)} idle, most ${megabytes(Math.max(...memories))}; last quarter ${times(growth)} the one before`,
        met: Number.isNaN(growth) ? undefined : growth < 1.1,
      },
    ];
  } finally {
    await server.stop();
    for (const file of files) rmSync(file, { force: true });
  }
}
