/**
 * `npm run bench:jit [-- REPORTS]`: the questions of `questions.ts` executed by graphql-js and by graphql-jit on the same schema and store, in
 * turn, with the document parsed and validated before, as a server that keeps documents would. Prints a table.
 */
import './production';
import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { buildGraphSchema, createContext } from '../src/graph';
import type { Store } from '../src/store';
import { build } from './building';
import { milliseconds } from './measure';
import { PEERS } from './processes';
import { QUESTIONS } from './questions';

const RUNS = 400;

interface Compiled {
  query(root: unknown, context: unknown, variables: unknown): Promise<ExecutionResult> | ExecutionResult;
}
type Compile = (schema: GraphQLSchema, document: DocumentNode, name: string, options: object) => Compiled;

/** graphql-jit, with the graphql of the project itself: a schema of another copy would be none to it. */
function loadJit(): Compile {
  const peer = createRequire(join(PEERS, 'package.json'));
  const ours = dirname(require.resolve('graphql/package.json'));
  const theirs = dirname(peer.resolve('graphql/package.json'));
  for (const path of ['index', 'error/index', 'execution/execute', 'jsutils/Path', 'utilities/index']) {
    require(join(ours, `${path}.js`));
    peer.cache[join(theirs, `${path}.js`)] = require.cache[join(ours, `${path}.js`)];
  }
  return (peer('graphql-jit') as { compileQuery: Compile }).compileQuery;
}

/** Milliseconds. */
async function ofOne(
  store: Store,
  run: (context: object) => Promise<ExecutionResult> | ExecutionResult,
  mayFail: boolean,
): Promise<number> {
  const context = createContext({ store, role: 'reader', locale: 'zh' });
  const started = performance.now();
  const { errors } = await run(context);
  const ms = performance.now() - started;
  if (errors && !mayFail) throw errors[0];
  return ms;
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1]!;

async function main(): Promise<void> {
  if (!existsSync(join(PEERS, 'node_modules/graphql-jit'))) throw new Error('npm ci --prefix bench/peers');
  const compile = loadJit();
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  const { store } = await build(folder, Number(process.argv[2] ?? 20_000));
  const rows = ['| executed, parsing aside | graphql-js | graphql-jit | | compiled once |', '|---|---|---|---|---|'];
  try {
    const schema = await buildGraphSchema();
    for (const [name, source] of Object.entries(QUESTIONS)) {
      const document = parse(source);
      if (validate(schema, document).length > 0) throw new Error(`not valid: ${name}`);
      const started = performance.now();
      const compiled = compile(schema, document, '', {});
      const compiling = performance.now() - started;
      const plain = (contextValue: object) => execute({ schema, document, contextValue });
      const jit = (context: object) => compiled.query(undefined, context, {});
      const same = await Promise.all(
        [plain, jit].map((run) => run(createContext({ store, role: 'reader', locale: 'zh' }))),
      );
      const wrong = same[1]!.errors?.[0]?.message;
      const differs = JSON.stringify(same[0]) !== JSON.stringify(same[1]) ? ` **another answer** (${wrong})` : '';
      const times: [number[], number[]] = [[], []];
      for (let at = 0; at < RUNS; at += 1) {
        times[0].push(await ofOne(store, plain, false));
        times[1].push(await ofOne(store, jit, differs !== ''));
      }
      const [js, faster] = [median(times[0]), median(times[1])];
      rows.push(
        `| ${name} | ${milliseconds(js)} | ${milliseconds(faster)} | ${(js / faster).toFixed(2)} times${differs} | ${milliseconds(compiling)} |`,
      );
      console.error(rows.at(-1));
    }
    console.log(rows.join('\n'));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
