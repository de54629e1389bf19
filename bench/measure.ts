/** Medians of repeated runs. The machine is shared: a single time says little, a median and a ratio in one run say more. */
import { performance } from 'node:perf_hooks';

/** Milliseconds, sorted. */
export interface Times {
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

/** Runs `work` until `runs` times are there, after a tenth as many to warm up. */
export async function timed(runs: number, work: (at: number) => unknown): Promise<Times> {
  for (let at = 0; at < Math.ceil(runs / 10); at += 1) await work(at);
  const times: number[] = [];
  for (let at = 0; at < runs; at += 1) {
    const started = performance.now();
    await work(at);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(runs / 2)]!, p95: times[Math.floor(runs * 0.95)]!, runs };
}

/** Milliseconds that one run takes. */
export async function once(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Milliseconds with three figures that matter: "0.0123 ms", "12.3 ms", "1.86 s". */
export function milliseconds(value: number): string {
  if (value >= 1000) return `${(value / 1000).toPrecision(3)} s`;
  return `${value.toPrecision(3)} ms`;
}
