/** One of several processes behind a port: what it tells the first process, and what it is told. */
import cluster from 'node:cluster';
import type { RunningServer } from './http';
import { type Family, together } from './metrics';

/** Between the first process and the others. */
export type Message =
  | { readonly gongkai: 'ready'; readonly url: string }
  | { readonly gongkai: 'stop' }
  /** A worker has answered all that it was given and takes no more; it leaves when it is told to. */
  | { readonly gongkai: 'ended' }
  | { readonly gongkai: 'leave' }
  /** A worker asks for the metrics of all; the first process asks each for its own. */
  | { readonly gongkai: 'gather'; readonly id: number }
  | { readonly gongkai: 'own'; readonly id: number }
  | { readonly gongkai: 'families'; readonly id: number; readonly families: readonly Family[] }
  | { readonly gongkai: 'gathered'; readonly id: number; readonly parts: readonly [string, readonly Family[]][] };

/** A message of ours, of all that processes send each other. */
export function readMessage(message: unknown): Message | undefined {
  return typeof message === 'object' && message !== null && 'gongkai' in message ? (message as Message) : undefined;
}

/** Longer than the others need to answer; what is there by then is shown. */
const GATHER_MS = 2000;

export function isWorker(): boolean {
  return cluster.isWorker;
}

/** The metrics of all processes, asked of the first one; this one's own where it does not answer. */
export function gathering(own: () => Promise<readonly Family[]>): () => Promise<readonly Family[]> {
  const waiting = new Map<number, (families: readonly Family[]) => void>();
  let last = 0;
  process.on('message', (given) => {
    const message = readMessage(given);
    if (message?.gongkai === 'own')
      void own().then((families) => tell({ gongkai: 'families', id: message.id, families }));
    if (message?.gongkai === 'gathered') {
      waiting.get(message.id)?.(together(new Map(message.parts)));
      waiting.delete(message.id);
    }
  });
  return () =>
    new Promise((resolve) => {
      last += 1;
      const id = last;
      const timer = setTimeout(() => {
        waiting.delete(id);
        void own().then(resolve);
      }, GATHER_MS);
      waiting.set(id, (families) => {
        clearTimeout(timer);
        resolve(families);
      });
      tell({ gongkai: 'gather', id });
    });
}

/**
 * Lets the first process end this one. Signals of a terminal reach every process of its group, so a worker leaves SIGINT and
 * SIGHUP to the first; should that one be gone, it ends by itself.
 */
export function obeyPrimary(server: RunningServer): void {
  let code = 0;
  const leave = () => process.exit(code);
  // A connection that the first process was handing over meanwhile comes before its word to leave, and is handed back: a
  // worker that left without it would take that client along.
  const end = () =>
    void server
      .close()
      .catch((error: unknown) => {
        console.error(error);
        code = 1;
      })
      .then(() => (process.connected ? tell({ gongkai: 'ended' }) : leave()));
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
  process.on('message', (message) => {
    const asked = readMessage(message)?.gongkai;
    if (asked === 'stop') end();
    if (asked === 'leave') leave();
  });
  tell({ gongkai: 'ready', url: server.url });
}

function tell(message: Message): void {
  if (process.connected) process.send!(message);
}
