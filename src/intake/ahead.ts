/** Work on a list of items that runs ahead of whoever takes its results, which come in the order of the items. */

/** Bytes of files that are held at once. */
export const BYTES_AHEAD = 64 * 1024 * 1024;

export interface AheadLimits {
  /** Items that are worked on or wait to be taken, at most. */
  readonly items: number;
  /** Their weight in all, at most; a single item may be heavier. */
  readonly weight: number;
}

interface Started<R> {
  readonly result: Promise<R>;
  readonly weight: number;
}

export class Ahead<T, R> {
  private readonly started: Started<R>[] = [];
  private at = 0;
  private weight = 0;

  /** Nothing is worked on before the first result is asked for. */
  constructor(
    private readonly items: readonly T[],
    private readonly work: (item: T) => Promise<R>,
    private readonly weightOf: (item: T) => number,
    private readonly limits: AheadLimits,
  ) {}

  /** The result of the next item, or what its work threw; more work is started as results are taken. */
  async next(): Promise<R> {
    this.fill();
    const first = this.started[0];
    if (!first) throw new Error('every result was taken');
    try {
      return await first.result;
    } finally {
      this.started.shift();
      this.weight -= first.weight;
      this.fill();
    }
  }

  private fill(): void {
    while (this.at < this.items.length && this.started.length < this.limits.items) {
      const item = this.items[this.at]!;
      const weight = this.weightOf(item);
      if (this.started.length > 0 && this.weight + weight > this.limits.weight) return;
      this.at += 1;
      this.weight += weight;
      const result = this.work(item);
      // Whoever asks for this result hears of it; until then it is nobody's failure.
      result.catch(() => {});
      this.started.push({ result, weight });
    }
  }
}
