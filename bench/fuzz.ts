/**
 * `npm run fuzz [-- --inputs 100000 --seed 1 --from 0 --threads 2 --save DIR]`: hostile inputs by number through extractors,
 * parser and checks. Each must be read or refused by a known problem, within time and memory. One that is not is printed with
 * its seed and number and saved; `--from NUMBER --inputs 1` tries it again. Exit code 1 where there was any.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { FuzzInputs } from '../tests/documents/fuzzing/inputs';
import type { FuzzWord } from './fuzz-thread';

/** Of one input, as for a document of an import; a whole report takes a thousandth of it. */
const MILLISECONDS = 60_000;
/** Of one thread; the same as an import allows for a document. */
const MEGABYTES = 512;
const TELL_EVERY = 5000;

interface Ask {
  readonly seed: number;
  readonly from: number;
  readonly inputs: number;
  readonly threads: number;
  readonly save: string;
}

class FuzzRun {
  private next: number;
  private done = 0;
  private failures = 0;
  private readonly outcomes = new Map<string, Map<string, number>>();
  private readonly milliseconds = new Map<string, number>();
  private slowest = { number: 0, kind: '', milliseconds: 0 };
  private readonly started = Date.now();

  constructor(private readonly ask: Ask) {
    this.next = ask.from;
  }

  async run(): Promise<number> {
    await Promise.all(Array.from({ length: this.ask.threads }, () => this.thread()));
    this.tell();
    return this.failures;
  }

  /** Keeps one thread busy until no input is left; one that is lost is replaced. */
  private async thread(): Promise<void> {
    while (this.next < this.ask.from + this.ask.inputs) await this.untilLost();
  }

  private untilLost(): Promise<void> {
    return new Promise((resolve) => {
      const { seed, from, inputs } = this.ask;
      const worker = new Worker(join(__dirname, 'fuzz-thread.js'), {
        workerData: { seed },
        resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
      });
      let current = -1;
      let timer: NodeJS.Timeout | undefined;
      const give = () => {
        if (this.next >= from + inputs) {
          void worker.terminate().then(() => resolve());
          return;
        }
        current = this.next;
        this.next += 1;
        worker.postMessage(current);
      };
      const lost = (why: string) => {
        clearTimeout(timer);
        worker.removeAllListeners();
        void this.fail(current, 'lost', why)
          .then(() => worker.terminate())
          .then(() => resolve());
      };
      worker.on('message', (word: FuzzWord) => {
        clearTimeout(timer);
        if ('begins' in word) {
          timer = setTimeout(() => lost(`took more than ${MILLISECONDS} ms`), MILLISECONDS);
          return;
        }
        void this.hear(word).then(give);
      });
      worker.on('error', (error) => lost(`ended its thread: ${error.message}`));
      give();
    });
  }

  private async hear(word: Exclude<FuzzWord, { begins: number }>): Promise<void> {
    if ('defect' in word) await this.fail(word.ended, word.kind, word.defect);
    else {
      this.count(word.kind, word.outcome);
      this.milliseconds.set(word.kind, (this.milliseconds.get(word.kind) ?? 0) + word.milliseconds);
      if (word.milliseconds > this.slowest.milliseconds) this.slowest = { ...word, number: word.ended };
    }
    this.done += 1;
    if (this.done % TELL_EVERY === 0)
      console.log(`${this.done} inputs in ${this.seconds()} s, ${this.failures} failures`);
  }

  private count(kind: string, outcome: string): void {
    const counts = this.outcomes.get(kind) ?? new Map<string, number>();
    this.outcomes.set(kind, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }

  private async fail(number: number, kind: string, why: string): Promise<void> {
    const { seed, save } = this.ask;
    this.failures += 1;
    this.count(kind, 'FAILED');
    const input = await new FuzzInputs(seed).make(number);
    mkdirSync(save, { recursive: true });
    const path = join(save, `${seed}-${number}-${'name' in input ? input.name : 'blocks.json'}`);
    writeFileSync(path, 'bytes' in input ? input.bytes : JSON.stringify(input.document, null, 1));
    console.log(`FAILED seed ${seed} number ${number} (${input.kind}), saved as ${path}\n${why}`);
  }

  private seconds(): number {
    return Math.round((Date.now() - this.started) / 1000);
  }

  private tell(): void {
    for (const [kind, counts] of [...this.outcomes].sort()) {
      const tried = [...counts.values()].reduce((a, b) => a + b, 0);
      const each = ((this.milliseconds.get(kind) ?? 0) / tried).toFixed(1);
      const told = [...counts].sort().map(([outcome, count]) => `${outcome} ${count}`);
      console.log(`${kind}: ${tried} of ${each} ms; ${told.join(', ')}`);
    }
    const { number, kind, milliseconds } = this.slowest;
    console.log(`slowest: ${Math.round(milliseconds)} ms, number ${number} (${kind})`);
    console.log(`most memory of the process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
    console.log(`${this.done} inputs of seed ${this.ask.seed} in ${this.seconds()} s: ${this.failures} failures`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      threads: { type: 'string', default: String(availableParallelism()) },
      save: { type: 'string', default: 'fuzz-failures' },
    },
  });
  const { inputs, seed, from, threads } = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number(value)]),
  ) as Record<'inputs' | 'seed' | 'from' | 'threads', number>;
  const failures = await new FuzzRun({ inputs, seed, from, threads, save: values.save }).run();
  process.exitCode = failures > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
