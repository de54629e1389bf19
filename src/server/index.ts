/** The server of a store: the schema of `graph/` and the pages, over HTTP. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '../config';
import { fileLimits } from '../config/documents';
import { buildGraphSchema, createContext } from '../graph';
import { ParserPool } from '../intake/parser-pool';
import { checkMigrations, type Mark, type Store } from '../store';
import type { Caller } from './caller';
import { DemoBeside, serveDemo } from './demo';
import { DraftGates } from './drafts';
import { readExamples } from './examples';
import { serveExports } from './export/routes';
import { listen, type RunningServer } from './http';
import { serveOriginals } from './originals';
import { StatementWatch } from './statements';
import { logServers, serverFamilies, tellServers } from './store-servers';
import { startTracing, type Tracing } from './tracing/tracing';
import { gathering, isWorker } from './workers';

export type { RunningServer } from './http';
export { closeOnSignals } from './signals';
export { obeyPrimary } from './workers';

/**
 * Serves a store at the configured address. The store, the threads that read documents and the demo beside it belong to the server from now on:
 * closing the server closes them, and so does a failed start (an address in use rejects with the EADDRINUSE of Node.js).
 */
export async function startServer(
  config: Config,
  store: Store,
  // A document that is handed in is read in another thread: a hostile one keeps nobody waiting.
  documents = new ParserPool({ size: parsersBeside(config), limits: fileLimits(config) }),
  demo = new DemoBeside(join(packageRoot(), 'dist', 'src', 'cli', 'main.js'), config.host),
): Promise<RunningServer> {
  const end = async () => {
    await demo.close();
    await documents.close();
    await store.close();
  };
  try {
    const schema = await buildGraphSchema();
    const root = packageRoot();
    const drafts = new DraftGates(config);
    const contextFor = (caller: Caller, mark?: Mark) => {
      const { role, actor, locale } = caller;
      return createContext({ store, role, actor, locale, mark, documents, drafts: drafts.gateFor(caller) });
    };
    let tracing: Tracing | undefined;
    return await listen({
      config,
      schema,
      contextFor,
      mark: () => store.mark(),
      reach: (version) => store.reach(version),
      tell: () => tellServers(store),
      startTracing: (log) => {
        tracing = startTracing(store.dialect, log);
        return tracing;
      },
      routes: [
        (app, metrics) => {
          const traced = tracing?.statement.bind(tracing);
          const watch = new StatementWatch(store, config.slowStatementMs, app.log, traced);
          metrics.add(() => watch.families());
          metrics.add(() => serverFamilies(store));
          logServers(store, app.log);
        },
        (app) => serveExports(app, { store, schema, contextFor, config }),
        (app) => serveOriginals(app, store),
        (app) => serveDemo(app, config, store, demo),
      ],
      ...(isWorker() ? { gather: gathering } : {}),
      checks: [
        { name: 'store', check: () => answers(store) },
        { name: 'migrations', check: () => checkMigrations(store) },
      ],
      assets: join(root, 'dist', 'assets'),
      examples: readExamples(join(root, 'schema', 'operations')),
      afterwards: end,
    });
  } catch (error) {
    await end();
    throw error;
  }
}

/** Threads that read documents in a process that serves, unless the setting says how many: a core is left to the answers. */
export function parsersBeside({ parsers }: Pick<Config, 'parsers'>): number {
  return parsers || Math.max(1, availableParallelism() - 1);
}

/** The file under an open store can be gone. */
async function answers(store: Store): Promise<void> {
  await store.read('SELECT 1');
}

/** The folder of package.json: sources and built files stand at different depths below it. */
function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`no package.json above ${__dirname}`);
    folder = above;
  }
  return folder;
}
