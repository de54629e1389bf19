/**
 * Builds the files that browsers load, into dist/assets: the dashboard, the playground and its workers. They hold
 * everything that they need, so that no page ever asks another host for anything.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const BROWSER = join(ROOT, 'src', 'server', 'browser');
const DASHBOARD = join(ROOT, 'src', 'dashboard');
const OUT = resolve(process.argv[2] ?? join(ROOT, 'dist', 'assets'));
const PLAIN_FILES = ['notfound.html', 'playground.html', 'icon.svg'];

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
    entryPoints: [
      { in: join(DASHBOARD, 'main.tsx'), out: 'dashboard' },
      { in: join(DASHBOARD, 'style', 'dashboard.css'), out: 'dashboard' },
    ],
    format: 'esm',
    // Each page, and what draws charts, is a file of its own that is loaded when it is first needed.
    splitting: true,
    chunkNames: 'dashboard-[name]-[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
  copyFile(join(DASHBOARD, 'dashboard.html'), join(OUT, 'dashboard.html')),
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
