/** Turns of the event loop: whoever shares the process with an import is never kept waiting for long. */
import { setImmediate as immediate } from 'node:timers/promises';

/** Milliseconds that work may keep the event loop for itself. */
const TURN = 4;

export class Turns {
  private since = performance.now();

  /** To be awaited between pieces of work: gives the others their turn where this one took long enough. */
  async give(): Promise<void> {
    if (performance.now() - this.since < TURN) return;
    await immediate();
    this.since = performance.now();
  }
}
