/**
 * Documents read in other threads: as many at once as there are threads, each within limits of time and memory. A document
 * that passes them, or that ends its thread, is refused alone; another thread takes the place of the one that is lost.
 */
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_LIMITS, type ExtractLimits, tooLarge } from '../extract/limits';
import { Problem } from '../form/problem';
import { linesInThread } from './line-reader';
import type { ReadLines } from './lines';
import type { ReadAnswer, ReadJob, ThreadData } from './parser-thread';
import type { DocumentReader, ReadDocument } from './reading';

export interface ParserPoolOptions {
  /** Threads at most; 0, which is the default, is one for each core. They start when they are needed. */
  readonly size?: number;
  /** What one document may take: time, which ends its thread where it must, and what it is made of. */
  readonly limits?: Partial<ExtractLimits>;
  /** Memory of one thread for what it reads. */
  readonly megabytes?: number;
  /** Flags of Node for the threads; those of this process unless given. */
  readonly execArgv?: readonly string[];
}

interface Job extends ReadJob {
  resolve(read: ReadDocument): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  /** Whether it has said that it can begin. */
  ready: boolean;
  job?: Job;
  /** While it reads, that of its job; while it has nothing to do, that of its end. */
  timer?: NodeJS.Timeout;
}

/** An ordinary document takes a tenth of it. */
const MEGABYTES = 512;
/** Threads that have nothing to do for so long end, and give back their memory. */
const IDLE_MS = 10_000;
/** Documents in hand for each thread: enough that a slow one at the head of the queue does not make the others wait. */
const IN_HAND = 16;

export class ParserPool implements DocumentReader {
  readonly ahead: number;
  readonly limits: Partial<ExtractLimits>;
  readonly lines: ReadLines;
  private readonly size: number;
  private readonly milliseconds: number;
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];
  /** Threads told to stop that still run. */
  private readonly stopping = new Set<Promise<unknown>>();
  private closed = false;

  constructor(private readonly options: ParserPoolOptions = {}) {
    this.size = options.size || availableParallelism();
    this.limits = options.limits ?? {};
    this.lines = linesInThread(options.execArgv);
    this.milliseconds = this.limits.milliseconds ?? DEFAULT_LIMITS.milliseconds;
    this.ahead = this.size * IN_HAND;
  }

  /** Reads a document in another thread. Throws as `readDocument`, and TOO_LARGE where it takes too much time or memory. */
  read(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
    if (this.closed) return Promise.reject(new Error('the pool is closed'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ bytes, fileName, resolve, reject });
      this.next();
    });
  }

  /** Ends all threads; documents that wait or are being read are not read. */
  async close(): Promise<void> {
    this.closed = true;
    const jobs = this.waiting.splice(0);
    for (const thread of [...this.threads]) {
      if (thread.job) jobs.push(thread.job);
      this.drop(thread);
    }
    for (const job of jobs) job.reject(new Error('the pool is closed'));
    await Promise.all(this.stopping);
  }

  /** Gives the documents that wait to threads that have nothing to do, and starts threads where there are too few. */
  private next(): void {
    if (this.closed) return;
    for (const thread of this.threads) if (thread.ready && !thread.job) this.give(thread);
    const starting = [...this.threads].filter((thread) => !thread.ready).length;
    const room = this.size - this.threads.size - this.stopping.size;
    for (let more = Math.min(room, this.waiting.length - starting); more > 0; more -= 1) this.start();
  }

  private give(thread: Thread): void {
    clearTimeout(thread.timer);
    const job = this.waiting.shift();
    if (!job) {
      thread.worker.unref();
      thread.timer = setTimeout(() => this.drop(thread), IDLE_MS).unref();
      return;
    }
    thread.job = job;
    thread.timer = setTimeout(() => this.fail(thread, tooLarge('milliseconds', this.milliseconds)), this.milliseconds);
    thread.worker.ref();
    const { bytes, fileName } = job;
    thread.worker.postMessage({ bytes, fileName } satisfies ReadJob);
  }

  private start(): void {
    const worker = new Worker(join(__dirname, `parser-thread${extname(__filename)}`), {
      workerData: { limits: this.limits } satisfies ThreadData,
      execArgv: this.options.execArgv && [...this.options.execArgv],
      resourceLimits: { maxOldGenerationSizeMb: this.options.megabytes ?? MEGABYTES },
    });
    const thread: Thread = { worker, ready: false };
    this.threads.add(thread);
    worker.on('message', (answer: ReadAnswer) => this.hear(thread, answer));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      this.fail(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory() : error),
    );
    worker.on('exit', () => this.fail(thread, new Error('a thread that reads documents ended')));
  }

  private hear(thread: Thread, answer: ReadAnswer): void {
    const { job } = thread;
    delete thread.job;
    thread.ready = true;
    if ('read' in answer) job?.resolve(answer.read);
    else if ('problem' in answer) {
      const { code, zh, en, place } = answer.problem;
      job?.reject(new Problem(code, zh, en, place));
    } else if ('defect' in answer) job?.reject(new Error(answer.defect));
    if (this.threads.has(thread)) this.give(thread);
    this.next();
  }

  /** A thread is lost, and the document that it was reading with it. */
  private fail(thread: Thread, error: Error): void {
    if (!this.threads.has(thread)) return;
    // A thread that never began takes a document with it too, or the next one would start without end.
    const job = thread.job ?? (thread.ready ? undefined : this.waiting.shift());
    this.drop(thread);
    job?.reject(error);
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

function tooMuchMemory(): Problem {
  return new Problem(
    'TOO_LARGE',
    '读取此文件所需的内存超过限制。请只保留年度报告本身后再导入。',
    'Reading this file takes more memory than is allowed. Keep only the annual report itself.',
  );
}
