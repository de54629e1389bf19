/**
 * The layer rules of docs/architecture.md: imports run one way, and a library that belongs to one layer stays in it.
 * Prints each breach as `file:line` and exits 1 where there is one.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Layer → the layers it may import, itself aside. */
const MAY = {
  form: [],
  extract: ['form'],
  narrative: ['form'],
  parse: ['form', 'extract', 'narrative'],
  check: ['form', 'narrative'],
  plan: ['form'],
  store: ['form', 'narrative', 'check', 'plan'],
  intake: ['form', 'extract', 'parse', 'narrative', 'check', 'store'],
  demo: ['form', 'check', 'store', 'intake'],
  graph: ['form', 'extract', 'parse', 'narrative', 'check', 'plan', 'store', 'intake'],
  publish: ['form', 'check', 'plan', 'store'],
  server: ['form', 'check', 'store', 'intake', 'graph', 'publish', 'config'],
  // The pages for browsers know nothing but the schema that is emitted.
  dashboard: [],
  config: ['form'],
  cli: [
    'form',
    'extract',
    'parse',
    'narrative',
    'check',
    'store',
    'intake',
    'demo',
    'graph',
    'publish',
    'server',
    'config',
  ],
};

/** Layer → its folders, each of which may import those before it; what stands in none of them may import all. */
const PARTS = {
  parse: ['printed', 'settle', 'lines', 'paper', 'flow', 'text', 'grid', 'printings', 'heading'],
};

/** Package → the only folders that may import it. */
const ONLY = {
  typeorm: ['src/store', 'migrations'],
  'better-sqlite3': ['src/store', 'migrations', 'bench'],
  pg: ['src/store', 'migrations', 'bench'],
  'type-graphql': ['src/graph'],
  fastify: ['src/server', 'bench'],
  '@opentelemetry/api': ['src/server/tracing'],
  '@opentelemetry/exporter-trace-otlp-http': ['src/server/tracing'],
  '@opentelemetry/resources': ['src/server/tracing'],
  '@opentelemetry/sdk-trace-base': ['src/server/tracing'],
  unpdf: ['src/extract'],
  commander: ['src/cli'],
  preact: ['src/dashboard'],
};

const MAX_LINES = 400;
const DUMPING_GROUNDS = /(^|\/)(utils?|helpers?|common|misc)(\.ts|\/)/;

function* sources(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (path.endsWith('.ts') || path.endsWith('.tsx')) yield path;
  }
}

const partOf = (path) => /^src\/[^/]+\/([^/]+)\//.exec(path)?.[1];
/** Whether an import within a layer goes from one of its folders to one behind it, or to what may import all. */
const isBackward = (layer, from, to) => {
  const [own, other] = [PARTS[layer]?.indexOf(partOf(from)) ?? -1, PARTS[layer]?.indexOf(partOf(to)) ?? -1];
  return own >= 0 && (other < 0 || other > own);
};
const layerOf = (path) => /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1];
const breaches = [];
for (const folder of ['src', 'migrations']) {
  for (const file of sources(folder)) {
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    if (lines.length > MAX_LINES + 1) breaches.push(`${file}: ${lines.length} lines, over ${MAX_LINES}`);
    if (DUMPING_GROUNDS.test(file)) breaches.push(`${file}: a name that gathers everything`);
    const from = layerOf(file);
    if (from && !(from in MAY)) breaches.push(`${file}: no layer is called ${from}`);
    lines.forEach((line, at) => {
      const target = /(?:from|import|require\()\s*['"]([^'"]+)['"]/.exec(line)?.[1];
      if (!target) return;
      const place = `${file}:${at + 1}`;
      if (target.startsWith('.')) {
        const path = relative('.', resolve(dirname(file), target));
        const to = layerOf(path);
        if (to === from && isBackward(from, file, path))
          breaches.push(`${place}: ${partOf(file)} may not import ${path}`);
        if (from && to && to !== from && !MAY[from]?.includes(to))
          breaches.push(`${place}: ${from} may not import ${to}`);
        return;
      }
      const name = target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
      const only = ONLY[name];
      if (only && !only.some((each) => file.startsWith(each)))
        breaches.push(`${place}: ${name} belongs to ${only.join(', ')}`);
    });
  }
}
for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exit(1);
console.log('layers: every import runs one way');
