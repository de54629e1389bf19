/**
 * Brings what was committed from the log (WAL) into the database file, in a thread with a connection of its own: that waits for the disk, some ten to
 * fifty milliseconds each time, and SQLite by itself does it within a commit, where everybody who shares the writer's thread waits with it.
 */
import { Worker } from 'node:worker_threads';
import type { Statement } from 'better-sqlite3';
import type { Handle } from './source';

/** Pages in the log from which on they are brought into the file. */
const ENOUGH = 1000;
/**
 * With so many the writer does it itself, within its commit: one that writes so much without a pause that the thread never finds the log at its end
 * waits for the disk rather than have the log grow without bounds.
 */
const TOO_MANY = 8000;
/** A thread that has had nothing to do for so long ends, and gives back its memory. */
const IDLE_MS = 10_000;

/** As text, so that it is the same from the compiled program and from the sources. It is sent anything and answers anything. */
const CHECKPOINT_WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.driver);
const connection = new Database(workerData.database, { fileMustExist: true });
const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');
parentPort.on('message', () => {
  try {
    checkpoint.all();
  } catch {
    // What stays in the log is as safe there, and the next one finds it.
  }
  parentPort.postMessage(null);
});
`;

interface LogState {
  readonly log: number;
  readonly checkpointed: number;
}

export class Checkpoints {
  private readonly state: Statement;
  private worker: Worker | undefined;
  private busy = false;
  /** Ends with what the thread is at, and what ends it. */
  private running: Promise<void> = Promise.resolve();
  private ended: () => void = () => {};
  private timer: NodeJS.Timeout | undefined;
  /** The end of threads that were told to stop. */
  private stopping: Promise<unknown> = Promise.resolve();

  /** @param writer the connection whose commits fill the log */
  constructor(
    private readonly database: string,
    writer: Handle,
  ) {
    writer.pragma(`wal_autocheckpoint = ${TOO_MANY}`);
    this.state = writer.prepare('PRAGMA wal_checkpoint(NOOP)');
  }

  /**
   * To be awaited after each commit, before the next one begins: waits only for a thread that is at a log of too many pages, which the writer
   * cannot empty meanwhile. Never fails, as what was committed is.
   */
  async committed(): Promise<void> {
    try {
      const { log, checkpointed } = this.state.get() as LogState;
      if (this.busy) {
        if (log >= TOO_MANY) await this.running;
        return;
      }
      // With too many it is the writer's turn: a thread that is at it would be in its way.
      if (log - checkpointed < ENOUGH || log >= TOO_MANY) return;
      clearTimeout(this.timer);
      this.worker ??= this.start();
      this.busy = true;
      this.running = new Promise((resolve) => {
        this.ended = resolve;
      });
      this.worker.postMessage(null);
    } catch {
      // A machine that can start no thread: the writer does it itself, later.
    }
  }

  /** Ends the thread; what is still in the log is brought into the file when the last connection is closed. */
  async close(): Promise<void> {
    // None is begun from now on.
    this.busy = true;
    this.stop();
    await this.stopping;
  }

  private start(): Worker {
    const worker = new Worker(CHECKPOINT_WORKER, {
      eval: true,
      workerData: { database: this.database, driver: require.resolve('better-sqlite3') },
    });
    worker.unref();
    worker.on('message', () => {
      if (this.worker !== worker) return;
      this.busy = false;
      this.ended();
      this.timer = setTimeout(() => this.stop(), IDLE_MS).unref();
    });
    // Still busy: no other one is started, and the writer does it itself, later.
    worker.on('error', () => this.stop());
    return worker;
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.ended();
    const { worker } = this;
    this.worker = undefined;
    if (worker) this.stopping = Promise.all([this.stopping, worker.terminate()]);
  }
}
