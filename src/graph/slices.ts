/** Long work in slices: what goes through thousands of regions must not keep cheap questions waiting. */
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';

/** Milliseconds that work goes on before everybody else has a turn. */
const SLICE_MS = 4;
/** Items that are sorted in one step. */
const RUN = 512;

/** Does work to its end, with a turn for everybody else after each slice; it may be interrupted wherever it yields. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - began < SLICE_MS) continue;
    await othersHadTheirTurn();
    began = performance.now();
  }
}

/** The items in order, those that compare equal as they were. */
export function* sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const [left, right] = [runs[at]!, runs[at + 1]];
      longer.push(right ? yield* merged(left, right, compare) : left);
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  const all: T[] = [];
  let at = 0;
  for (const item of left) {
    while (at < right.length && compare(right[at]!, item) < 0) {
      all.push(right[at]!);
      at += 1;
      if (all.length % RUN === 0) yield;
    }
    all.push(item);
    if (all.length % RUN === 0) yield;
  }
  for (; at < right.length; at += 1) all.push(right[at]!);
  return all;
}
