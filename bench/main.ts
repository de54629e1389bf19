/**
 * `npm run bench [-- --small]`: a part of the country and the whole of it (--small: a tenth of that), imported and asked. Writes
 * bench/RESULTS.md with the machine, the versions and the date.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { type Built, build } from './building';
import { milliseconds, once, type Times } from './measure';
import { execute, readNation, serveAndAsk } from './questions';

const PART = 10_000;
const TENTH = 55_000;

interface Measured {
  readonly built: Omit<Built, 'store'>;
  readonly rebuilding: number;
  readonly verifying: number;
  readonly differences: number;
  readonly rechecking: number;
  readonly nation: Times;
  readonly executed: Record<string, Times>;
  readonly served: Record<string, Times>;
}

async function measure(reports: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  try {
    const { store, ...built } = await build(folder, reports);
    console.error(`${built.reports} reports imported in ${milliseconds(built.importing)}`);
    const rebuilding = await once(() => store.rebuild());
    let differences = 0;
    const verifying = await once(async () => {
      differences = (await store.verify()).length;
    });
    const rechecking = await once(() => store.recheck());
    const nation = await readNation(store, 2000);
    const executed = await execute(store, 60);
    return {
      built,
      rebuilding,
      verifying,
      differences,
      rechecking,
      nation,
      executed,
      served: await serveAndAsk(store, 60),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(part: Measured, whole: Measured): string {
  const rows: [string, (one: Measured) => string, ((one: Measured) => number)?][] = [
    ['reports', ({ built }) => built.reports.toLocaleString('en')],
    ['bodies', ({ built }) => built.bodies.toLocaleString('en')],
    [
      'import with checks and roll-ups, reports/s',
      ({ built }) => Math.round((built.reports / built.importing) * 1000).toLocaleString('en'),
    ],
    ['size of the store, bytes a report', ({ built }) => Math.round(built.bytes / built.reports).toLocaleString('en')],
    ['rebuild of every roll-up', (one) => milliseconds(one.rebuilding)],
    ['recount of every roll-up (differences)', (one) => `${milliseconds(one.verifying)} (${one.differences})`],
    [
      'every check of every report again, reports/s',
      ({ built, rechecking }) => Math.round((built.reports / rechecking) * 1000).toLocaleString('en'),
    ],
    [
      "the nation's row of 226 sums, read in the store",
      (one) => milliseconds(one.nation.median),
      (one) => one.nation.median,
    ],
  ];
  for (const name of Object.keys(part.executed))
    rows.push([
      `${name}: executed`,
      (one) => milliseconds(one.executed[name]!.median),
      (one) => one.executed[name]!.median,
    ]);
  for (const name of Object.keys(part.served))
    rows.push([
      `${name}: over HTTP`,
      (one) => milliseconds(one.served[name]!.median),
      (one) => one.served[name]!.median,
    ]);
  const lines = rows.map(([name, tell, value]) => {
    const ratio = value ? (value(whole) / value(part)).toFixed(2) : '';
    return `| ${name} | ${tell(part)} | ${tell(whole)} | ${ratio} |`;
  });
  return ['| what (medians) | a part | the whole | ratio |', '|---|---|---|---|', ...lines].join('\n');
}

async function main(): Promise<void> {
  const small = process.argv.includes('--small');
  const part = await measure(PART);
  const whole = await measure(small ? TENTH : Number.POSITIVE_INFINITY);
  const results = `# Results

Made by \`npm run bench${small ? ' -- --small' : ''}\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.version}, ${cpus().length} cores (${cpus()[0]!.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB. The machine is
shared: trust the ratios more than the times. Both columns come from one run; the data are those of \`bench/nation.ts\`.

${table(part, whole)}
`;
  console.log(results);
  if (!small) writeFileSync(resolve(__dirname, '../../bench/RESULTS.md'), results);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
