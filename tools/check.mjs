/**
 * `npm run check`: types, lint and format, dead code, layers, and that the committed SDL is the one that the code emits.
 * Runs them all and says which failed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const bin = (name) => `node_modules/.bin/${name}`;
const STEPS = [
  ['types', bin('tsc'), ['-p', '.']],
  ['types of the dashboard', bin('tsc'), ['-p', 'src/dashboard']],
  ['queries of the dashboard', process.execPath, ['tools/dashboard-types.mjs', '--check']],
  ['lint and format', bin('biome'), ['ci', '.']],
  ['dead code', bin('knip'), []],
  ['layers', process.execPath, ['tools/layers.mjs']],
];

const failed = [];
for (const [name, command, args] of STEPS) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (status !== 0) failed.push(name);
}

const emitted = spawnSync(process.execPath, ['tools/gongkai.mjs', 'schema'], { encoding: 'utf8', maxBuffer: 1 << 26 });
const committed = readFileSync('schema/schema.graphql', 'utf8');
const same = emitted.status === 0 && emitted.stdout.trim() === committed.trim();
if (emitted.status !== 0) process.stderr.write(emitted.stderr);
console.log(`${same ? 'ok  ' : 'FAIL'} schema/schema.graphql is what the code emits`);
if (!same) failed.push('schema (run: npm run -s gongkai -- schema > schema/schema.graphql)');

if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exit(1);
}
