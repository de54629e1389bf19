/** A thread of `bench/fuzz.ts`: tries the inputs that it is told to, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { FuzzInputs } from '../tests/documents/fuzzing/inputs';
import { type Outcome, tryInput } from '../tests/documents/fuzzing/trial';

/** What a thread says: that it begins with an input, and what became of it. */
export type FuzzWord =
  | { readonly begins: number }
  | { readonly ended: number; readonly kind: string; readonly outcome: Outcome; readonly milliseconds: number }
  | { readonly ended: number; readonly kind: string; readonly defect: string };

const port = parentPort!;
const inputs = new FuzzInputs((workerData as { seed: number }).seed);
const say = (word: FuzzWord) => port.postMessage(word);

async function tryOne(number: number): Promise<void> {
  const input = await inputs.make(number);
  say({ begins: number });
  const started = performance.now();
  try {
    const outcome = await tryInput(input);
    say({ ended: number, kind: input.kind, outcome, milliseconds: performance.now() - started });
  } catch (error) {
    say({ ended: number, kind: input.kind, defect: (error as Error).stack ?? String(error) });
  }
}

port.on('message', (number: number) => void tryOne(number));
