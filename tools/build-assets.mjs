/**
 * Builds the files that browsers load, into dist/assets: the start page, the playground and its workers. They hold
 * everything that they need, so that no page ever asks another host for anything.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const BROWSER = join(ROOT, 'src', 'server', 'browser');
const OUT = resolve(process.argv[2] ?? join(ROOT, 'dist', 'assets'));
const PLAIN_FILES = ['start.html', 'start.css', 'notfound.html', 'playground.html', 'icon.svg'];

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const shared = {
  bundle: true,
  minify: true,
  outdir: OUT,
  absWorkingDir: ROOT,
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
};
await Promise.all([
  build({
    ...shared,
    entryPoints: { playground: join(BROWSER, 'playground.mjs') },
    format: 'esm',
    loader: { '.ttf': 'dataurl' },
  }),
  build({
    ...shared,
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    format: 'iife',
  }),
  ...PLAIN_FILES.map((name) => copyFile(join(BROWSER, name), join(OUT, name))),
]);
