/** Reads that no key bounds: worker threads with read-only connections, each statement within a budget of time. */
import { Worker } from 'node:worker_threads';
import { tooSlow } from '../too-slow';
import { SCAN_WORKER } from './scan-worker';

interface Job {
  readonly sql: string;
  readonly params: readonly unknown[];
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  job?: Job;
  timer?: NodeJS.Timeout;
}

export class ScanPool {
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];
  /** Workers told to stop that still run: SQLite ends a step before it lets go of its thread. */
  private readonly stopping = new Set<Promise<unknown>>();
  private closed = false;

  /**
   * @param size threads at most; they start when they are needed
   * @param budgetMs time that one statement may run, its wait for a thread aside
   */
  constructor(
    private readonly database: string,
    private readonly size: number,
    private readonly budgetMs: number,
  ) {}

  /** The rows of a statement. @throws QUERY_TOO_SLOW where it ran out of its time */
  run(sql: string, params: readonly unknown[]): Promise<unknown[]> {
    if (this.closed) return Promise.reject(new Error('the store is closed'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ sql, params, resolve, reject });
      this.next();
    });
  }

  /** Ends all threads; statements that wait or run fail. */
  async close(): Promise<void> {
    this.closed = true;
    for (const job of this.waiting.splice(0)) job.reject(new Error('the store is closed'));
    for (const thread of [...this.threads]) {
      thread.job?.reject(new Error('the store is closed'));
      this.drop(thread);
    }
    await Promise.all(this.stopping);
  }

  private next(): void {
    if (this.waiting.length === 0 || this.closed) return;
    let idle = [...this.threads].find((thread) => !thread.job);
    // Threads that are still stopping count: runaway statements never take more than the pool's share of the machine.
    if (!idle && this.threads.size + this.stopping.size < this.size) idle = this.start();
    if (!idle) return;
    const thread = idle;
    const job = this.waiting.shift()!;
    thread.job = job;
    thread.timer = setTimeout(() => {
      this.drop(thread);
      job.reject(tooSlow(this.budgetMs));
    }, this.budgetMs);
    thread.worker.ref();
    thread.worker.postMessage({ sql: job.sql, params: job.params });
  }

  private start(): Thread {
    const worker = new Worker(SCAN_WORKER, {
      eval: true,
      workerData: { database: this.database, driver: require.resolve('better-sqlite3') },
    });
    const thread: Thread = { worker };
    this.threads.add(thread);
    worker.unref();
    worker.on('message', (answer: { rows?: unknown[]; error?: string }) => {
      const job = this.settle(thread);
      if (answer.rows) job?.resolve(answer.rows);
      else job?.reject(new Error(`the store could not run a statement: ${answer.error}`));
      this.next();
    });
    worker.on('error', (error) => {
      const job = this.settle(thread);
      this.drop(thread);
      job?.reject(error);
    });
    return thread;
  }

  private settle(thread: Thread): Job | undefined {
    clearTimeout(thread.timer);
    const { job } = thread;
    delete thread.job;
    thread.worker.unref();
    return job;
  }

  private drop(thread: Thread): void {
    clearTimeout(thread.timer);
    if (!this.threads.delete(thread)) return;
    const stopped = thread.worker.terminate().finally(() => {
      this.stopping.delete(stopped);
      this.next();
    });
    this.stopping.add(stopped);
  }
}
