/** Turns of the event loop: whoever shares the process with what writes is never kept waiting for long. */
import { setImmediate as immediate } from 'node:timers/promises';

/** Milliseconds that work may keep the event loop for itself. */
const TURN = 1;

export class Turns {
  private since = performance.now();

  /** Whether this one took long enough. */
  get due(): boolean {
    return performance.now() - this.since >= TURN;
  }

  /** To be awaited between pieces of work: gives the others their turn where it is due. */
  async give(): Promise<void> {
    if (!this.due) return;
    await immediate();
    this.since = performance.now();
  }
}
