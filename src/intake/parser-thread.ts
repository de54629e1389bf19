/** A thread of the pool of `parser-pool.ts`: reads one document after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExtractLimits } from '../extract/limits';
import { Problem } from '../form/problem';
import { makeWay } from './make-way';
import { type ReadDocument, readDocument } from './reading';

/** What a thread is told as it begins. */
export interface ThreadData {
  readonly limits: Partial<ExtractLimits>;
}

/** What a thread is sent. */
export interface ReadJob {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** What a thread answers: that it can begin, then one answer a job. */
export type ReadAnswer =
  | { readonly ready: true }
  | { readonly read: ReadDocument }
  | { readonly problem: Pick<Problem, 'code' | 'zh' | 'en' | 'place'> }
  | { readonly defect: string };

async function answerTo({ bytes, fileName }: ReadJob): Promise<ReadAnswer> {
  try {
    return { read: await readDocument(bytes, fileName, limits) };
  } catch (error) {
    if (!(error instanceof Problem)) return { defect: (error as Error).message };
    const { code, zh, en, place } = error;
    return { problem: { code, zh, en, place } };
  }
}

const port = parentPort!;
const { limits } = workerData as ThreadData;
const answer = (message: ReadAnswer) => port.postMessage(message);

makeWay();
port.on('message', async (job: ReadJob) => answer(await answerTo(job)));
answer({ ready: true });
