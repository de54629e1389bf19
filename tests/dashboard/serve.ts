import { rmSync } from 'node:fs';
import type { RunningServer } from '../../src/server';

/** A store that is served with its dashboard. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** A server over a store in a folder that is gone with it. */
export function servedFrom(folder: string, server: RunningServer): Served {
  return {
    url: server.url,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
