/**
 * `npm run -s gongkai -- COMMAND`: the command line from the sources. Builds first where dist is missing or older than they
 * are, without a word unless the build fails.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const BUILT = join(ROOT, 'dist', '.built');
const MAIN = join(ROOT, 'dist', 'src', 'cli', 'main.js');
const SOURCES = ['src', 'migrations', 'bench', 'tools', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** When a file, or the newest file below a folder, was last changed; 0 where there is none. */
function changed(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, changed(join(path, name))), found.mtimeMs);
}

function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(stdout + stderr);
  process.exit(1);
}

const newest = Math.max(...SOURCES.map((path) => changed(join(ROOT, path))));
if (Math.min(changed(BUILT), changed(MAIN)) < newest) {
  const started = new Date();
  run([join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  run([join('tools', 'build-assets.mjs')]);
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, `${started.toISOString()}\n`);
}

const child = spawn(process.execPath, [MAIN, ...process.argv.slice(2)], { stdio: 'inherit' });
// A terminal sends SIGINT to both: the child decides when it is done. The others reach this process alone.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => {
  process.exitCode = signal ? 1 : (status ?? 1);
});
