/** A store filled by the command that users give, and served over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import type { ImportSummary } from '../../src/intake/summary';
import { type RunningServer, startServer } from '../../src/server';
import { openStore, type Store } from '../../src/store';
import { gongkai } from '../cli/run';
import type { Answer } from '../fixtures/ask';
import { dropDatabase, newStoreDatabase } from '../fixtures/databases';

export interface Served {
  readonly folder: string;
  readonly store: Store;
  readonly server: RunningServer;
  readonly summary: ImportSummary;
  /** The data of a query over HTTP that must not fail. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The whole answer of one that may. */
  answer(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

/** Imports what `pathsIn` puts into a new folder, or names, and serves it. */
export async function serve(pathsIn: (folder: string) => readonly string[]): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-e2e-'));
  const database = await newStoreDatabase();
  const paths = pathsIn(folder);
  const { stdout, stderr } = await gongkai(
    ['import', ...paths, '--json', '--nice', '0', '--database', database],
    folder,
  );
  if (stdout === '') throw new Error(stderr);
  const summary: ImportSummary = JSON.parse(stdout);
  const store = await openStore({ database });
  const config = readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' });
  const server = await startServer(config, store);
  const answer = async (query: string, variables?: Record<string, unknown>): Promise<Answer> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
  return {
    folder,
    store,
    server,
    summary,
    answer,
    async ask(query, variables) {
      const { data, errors } = await answer(query, variables);
      if (errors) throw new Error(JSON.stringify(errors, undefined, 1));
      return data;
    },
    async close() {
      await server.close();
      await dropDatabase(database);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
