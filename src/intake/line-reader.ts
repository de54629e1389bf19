/**
 * Reads the lines of large structured files in a thread beside the one that stores them: to read and settle figures takes as long as to
 * store them. They come in one piece of memory a batch, since objects would have to be copied one by one.
 */
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CELLS } from '../form/cells';
import { printedStates, unpackFigures, zeroFigures } from '../form/figures';
import { Problem } from '../form/problem';
import type { LinesAnswer, LinesJob, OtherLine, SettledHead } from './line-thread';
import type { Line, ReadLines, SettledLine } from './lines';

/** Batches that are read ahead: about as many reports as are stored in one transaction. */
const AHEAD = 8;
/** Memory of the thread. */
const MEGABYTES = 512;
/** What is read dies at once: the more of it there is room for, the less is copied. */
const YOUNG_MEGABYTES = 64;

/** @param execArgv flags of Node for the thread; those of this process unless given */
export function linesInThread(execArgv?: readonly string[]): ReadLines {
  return async function* (path, structured, onBytes) {
    const worker = new Worker(join(__dirname, `line-thread${extname(__filename)}`), {
      workerData: { path, structured } satisfies LinesJob,
      execArgv: execArgv && [...execArgv],
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    const answers = new Answers(worker);
    try {
      for (let each = 0; each < AHEAD; each += 1) worker.postMessage('next');
      for (;;) {
        const answer = await answers.next();
        worker.postMessage('next');
        if ('problem' in answer) throw problemOf(answer.problem);
        if ('defect' in answer) throw new Error(answer.defect);
        onBytes(answer.bytes);
        if ('end' in answer) return;
        yield linesOf(answer);
      }
    } finally {
      await worker.terminate();
    }
  };
}

/** The answers of a thread, one after the other. */
class Answers {
  private readonly held: LinesAnswer[] = [];
  private failure: Error | undefined;
  private wake = () => {};

  constructor(worker: Worker) {
    const fail = (error: Error) => {
      this.failure ??= error;
      this.wake();
    };
    worker.on('message', (answer: LinesAnswer) => {
      this.held.push(answer);
      this.wake();
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('a thread that reads lines ended')));
  }

  async next(): Promise<LinesAnswer> {
    for (;;) {
      const answer = this.held.shift();
      if (answer) return answer;
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

function problemOf({ code, zh, en, place }: Pick<Problem, 'code' | 'zh' | 'en' | 'place'>): Problem {
  return new Problem(code, zh, en, place);
}

/** The lines of a batch, in their order. */
function linesOf({ heads, values, others }: Extract<LinesAnswer, { heads: string }>): Line[] {
  let full = 0;
  const settled = (JSON.parse(heads) as SettledHead[]).map(({ line, draft, digest, ...head }): SettledLine => {
    const figures = head.isZero ? zeroFigures(head.forms) : figuresOf(head, values, full++);
    return { type: 'settled', line, draft, figures, digest };
  });
  if (others.length === 0) return settled;
  return [...settled, ...others.map(otherLine)].sort((a, b) => a.line - b.line);
}

function otherLine(line: OtherLine): Line {
  return line.type === 'refused' ? { ...line, problem: problemOf(line.problem) } : line;
}

/** @param at how many reports stand before it in the values */
function figuresOf({ forms, states }: Pick<SettledHead, 'forms' | 'states'>, all: Float64Array, at: number) {
  const values: (number | null)[] = new Array(CELLS.length);
  const start = at * CELLS.length;
  for (let cell = 0; cell < CELLS.length; cell += 1) {
    const value = all[start + cell]!;
    values[cell] = Number.isNaN(value) ? null : value;
  }
  return states === null ? { forms, values, states: printedStates(forms) } : unpackFigures(forms, values, states);
}
