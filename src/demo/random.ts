/** Random choices that are the same for the same seed, and independent from stream to stream. */

/** A stream of random choices. Streams of different names are independent, so that one more choice here moves none there. */
export class Random {
  private state: number;

  constructor(
    private readonly seed: number,
    private readonly name = '',
  ) {
    this.state = hash(`${seed}/${name}`);
  }

  /** Another stream of the same seed. */
  stream(name: string): Random {
    return new Random(this.seed, `${this.name}/${name}`);
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }

  /** The place of a weight, chosen in proportion to it. */
  weighted(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((a, b) => a + b, 0);
    for (const [at, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return at;
    }
    return weights.length - 1;
  }

  /** A factor around 1: mostly within `spread` times and one over it. */
  factor(spread: number): number {
    const bell = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return spread ** bell;
  }

  /** A count of independent events of which `mean` are expected (Poisson; its normal limit above 60). */
  count(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 60) {
      const bell = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell));
    }
    const limit = Math.exp(-mean);
    let events = -1;
    for (let product = 1; product > limit; product *= this.next()) events += 1;
    return events;
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
