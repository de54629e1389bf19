/** A thread of `line-reader.ts`: reads the lines of one file, as many batches ahead as it was asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import { CELLS } from '../form/cells';
import { packStates, type ReportFigures } from '../form/figures';
import { Problem } from '../form/problem';
import type { Structured } from '../parse/structured/recognise';
import type { StructuredRecord } from '../parse/structured/record';
import { readLinesHere, type SettledLine } from './lines';
import { makeWay } from './make-way';

/** What the thread is told as it begins. */
export interface LinesJob {
  readonly path: string;
  readonly structured: Structured;
}

/** A problem without its class, which gets lost between threads. */
export type PlainProblem = Pick<Problem, 'code' | 'zh' | 'en' | 'place'>;

/** A settled line but for its values. */
export interface SettledHead extends Pick<SettledLine, 'line' | 'draft' | 'digest'> {
  readonly forms: ReportFigures['forms'];
  /** Packed. */
  readonly states: string | null;
  /** Every cell is printed as zero: it has no place among the values. */
  readonly isZero: boolean;
}

export type OtherLine =
  | Exclude<StructuredRecord, { type: 'refused' }>
  | { readonly type: 'refused'; readonly line: number; readonly problem: PlainProblem };

/** What it answers, as often as it is asked. */
export type LinesAnswer =
  | {
      /** `SettledHead[]`, as JSON: cheaper to hand over than objects. */
      readonly heads: string;
      /** The values of one after the other, by `Cell.index`; not a number where there is none. */
      readonly values: Float64Array;
      readonly others: readonly OtherLine[];
      readonly bytes: number;
    }
  | { readonly end: true; readonly bytes: number }
  | { readonly problem: PlainProblem }
  | { readonly defect: string };

const port = parentPort!;
const { path, structured } = workerData as LinesJob;
const answer = (message: LinesAnswer, transfer: readonly ArrayBuffer[] = []) => port.postMessage(message, transfer);

function plainProblem({ code, zh, en, place }: Problem): PlainProblem {
  return { code, zh, en, place };
}

function headOf({ line, draft, digest, figures }: SettledLine): SettledHead {
  const { forms, values } = figures;
  const states = packStates(figures);
  const isZero = states === null && values.every((value) => value === 0 || value === null);
  return { line, draft, digest, forms, states, isZero };
}

/** Batches that were asked for and not answered yet, and who waits for the next one to be asked for. */
let asked = 0;
let resume = () => {};
port.on('message', () => {
  asked += 1;
  resume();
});

async function turn(): Promise<void> {
  while (asked === 0)
    await new Promise<void>((resolve) => {
      resume = resolve;
    });
  asked -= 1;
}

async function readAll(): Promise<void> {
  let bytes = 0;
  await turn();
  for await (const lines of readLinesHere(path, structured, (read) => {
    bytes += read;
  })) {
    const settled = lines.filter((each) => each.type === 'settled');
    const heads = settled.map(headOf);
    const full = settled.filter((_, at) => !heads[at]!.isZero);
    const values = new Float64Array(full.length * CELLS.length);
    let at = 0;
    for (const { figures } of full) for (const value of figures.values) values[at++] = value ?? Number.NaN;
    const others = lines.flatMap((each): OtherLine[] =>
      each.type === 'settled'
        ? []
        : [each.type === 'refused' ? { ...each, problem: plainProblem(each.problem) } : each],
    );
    answer({ heads: JSON.stringify(heads), values, others, bytes }, [values.buffer]);
    bytes = 0;
    await turn();
  }
  answer({ end: true, bytes });
}

makeWay();
readAll()
  .catch((error: unknown) =>
    answer(error instanceof Problem ? { problem: plainProblem(error) } : { defect: (error as Error).message }),
  )
  .finally(() => port.close());
