/**
 * The first of several processes: starts the others, replaces one that died, and at SIGHUP all of them, one after the other, so
 * that there is no moment without a server.
 */
import cluster, { type Worker } from 'node:cluster';
import type { Family } from './metrics';
import { type Message, readMessage } from './workers';

export interface PrimaryParts {
  readonly workers: number;
  /** Milliseconds that a worker is given to end before it is killed, beyond what it gives its requests. */
  readonly shutdownMs: number;
  /** Called once, when all workers serve. */
  readonly serving: (url: string) => void;
  /** Writes a line of the log. */
  readonly log: (level: 'info' | 'warn' | 'error', text: string, about?: object) => void;
}

/** A new worker that does not serve by then has failed. */
const START_MS = 60_000;
/** A worker that dies this soon is started again only after a pause. */
const SHORT_LIFE_MS = 5000;
const PAUSE_MS = 1000;
const GATHER_MS = 1500;
const KILL_MS = 2000;
const INTERRUPTED = 130;

type State = 'starting' | 'serving' | 'stopping';

/** Runs until a signal ends it; gives the exit code. */
export function runPrimary(parts: PrimaryParts): Promise<number> {
  return new Promise((resolve) => new Primary(parts, resolve).start());
}

class Primary {
  private readonly states = new Map<Worker, State>();
  private reloading: Promise<void> | undefined;
  private ending = false;
  private gathers = 0;

  constructor(
    private readonly parts: PrimaryParts,
    private readonly ended: (code: number) => void,
  ) {}

  start(): void {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.end());
    process.on('SIGHUP', () => this.reload());
    cluster.on('message', (worker, message) => this.told(worker, message));
    const first = Array.from({ length: this.parts.workers }, () => this.fork());
    void Promise.all(first).then(
      ([url]) => this.parts.serving(url!),
      (error: Error) => {
        this.parts.log('error', error.message);
        void this.stopAll().then(() => this.ended(1));
      },
    );
  }

  /** Starts a worker; gives its address once it serves. @throws where it ends before that, or takes too long */
  private fork(): Promise<string> {
    const worker = cluster.fork();
    const began = Date.now();
    this.states.set(worker, 'starting');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        worker.process.kill('SIGKILL');
        reject(new Error(`a worker did not serve within ${START_MS / 1000} s`));
      }, START_MS);
      worker.on('message', (given) => {
        const message = readMessage(given);
        if (message?.gongkai !== 'ready') return;
        clearTimeout(timer);
        this.states.set(worker, 'serving');
        resolve(message.url);
      });
      worker.on('exit', (code, signal) => {
        clearTimeout(timer);
        const state = this.states.get(worker);
        this.states.delete(worker);
        reject(new Error(`a worker ended before it served (${signal ?? code})`));
        if (state === 'serving' && !this.ending) this.replace(worker, code, signal, Date.now() - began);
      });
    });
  }

  private replace(dead: Worker, code: number, signal: string | null, lived: number): void {
    this.parts.log('error', 'a worker died: another one is started', { worker: dead.id, code, signal });
    const again = () => {
      if (this.ending) return;
      this.fork().catch((error: Error) => {
        this.parts.log('error', error.message);
        setTimeout(again, PAUSE_MS);
      });
    };
    setTimeout(again, lived < SHORT_LIFE_MS ? PAUSE_MS : 0);
  }

  /** Replaces every worker by a new one; the old one ends when the new one serves. Where a new one fails the old ones stay. */
  private reload(): void {
    if (this.ending) return;
    this.reloading ??= this.renew().finally(() => {
      this.reloading = undefined;
    });
  }

  private async renew(): Promise<void> {
    const old = [...this.states].filter(([, state]) => state !== 'stopping').map(([worker]) => worker);
    this.parts.log('info', 'restarting', { workers: old.length });
    for (const worker of old) {
      try {
        await this.fork();
      } catch (error) {
        this.parts.log('error', `restart given up: ${(error as Error).message}`);
        return;
      }
      if (this.ending) return;
      await this.stop(worker);
    }
    this.parts.log('info', 'restarted', { workers: old.length });
  }

  private stop(worker: Worker): Promise<void> {
    if (!this.states.has(worker)) return Promise.resolve();
    this.states.set(worker, 'stopping');
    return new Promise((resolve) => {
      const timer = setTimeout(() => worker.process.kill('SIGKILL'), this.parts.shutdownMs + KILL_MS);
      worker.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      send(worker, { gongkai: 'stop' });
    });
  }

  private async stopAll(): Promise<void> {
    this.ending = true;
    await Promise.all([...this.states.keys()].map((worker) => this.stop(worker)));
  }

  private end(): void {
    if (this.ending) {
      for (const worker of this.states.keys()) worker.process.kill('SIGKILL');
      this.ended(INTERRUPTED);
      return;
    }
    void this.stopAll().then(() => this.ended(0));
  }

  private told(asker: Worker, given: unknown): void {
    const message = readMessage(given);
    if (message?.gongkai === 'ended') send(asker, { gongkai: 'leave' });
    if (message?.gongkai !== 'gather') return;
    void this.gather().then((parts) => send(asker, { gongkai: 'gathered', id: message.id, parts }));
  }

  /** The metrics of every worker that answers. */
  private async gather(): Promise<[string, readonly Family[]][]> {
    this.gathers += 1;
    const id = this.gathers;
    const serving = [...this.states].filter(([, state]) => state === 'serving').map(([worker]) => worker);
    const parts = await Promise.all(
      serving.map(
        (worker) =>
          new Promise<[string, readonly Family[]] | undefined>((resolve) => {
            const listen = (given: unknown) => {
              const message = readMessage(given);
              if (message?.gongkai === 'families' && message.id === id) done([String(worker.id), message.families]);
            };
            const timer = setTimeout(() => done(undefined), GATHER_MS);
            const done = (part: [string, readonly Family[]] | undefined) => {
              clearTimeout(timer);
              worker.off('message', listen);
              resolve(part);
            };
            worker.on('message', listen);
            send(worker, { gongkai: 'own', id });
          }),
      ),
    );
    return parts.filter((part) => part !== undefined);
  }
}

function send(worker: Worker, message: Message): void {
  if (worker.isConnected()) worker.send(message);
}
