/**
 * Serialised answers, kept as long as the data that they rest on: an answer depends on nothing but the data version, the
 * operation, its variables, the language and the role.
 */
import type { Answer } from './answer';

/** What an entry takes beside its bytes: objects, and its place in the map. */
const OVERHEAD = 400;
/** One answer may take this part of the whole. */
const LARGEST_PART = 1 / 8;

export class AnswerCache {
  /** In the order of their use, the latest last. */
  private readonly entries = new Map<string, Answer>();
  private state: string | undefined;
  private bytes = 0;

  /** @param capacity bytes of all entries; 0 keeps none */
  constructor(private readonly capacity: number) {}

  /** Bytes that the entries take, about. */
  get size(): number {
    return this.bytes;
  }

  get count(): number {
    return this.entries.size;
  }

  /** Whether there may be an answer to a question: it is of the state of the data that was last asked for. */
  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** The answer to a question in a state of the data. Answers of any other state are dropped. */
  find(state: string, key: string): Answer | undefined {
    this.turnTo(state);
    const found = this.entries.get(key);
    if (found) {
      this.entries.delete(key);
      this.entries.set(key, found);
    }
    return found;
  }

  /** Keeps an answer that was given in this state of the data; not one that is too large. */
  keep(state: string, key: string, answer: Answer): void {
    this.turnTo(state);
    this.drop(key);
    const taken = sizeOf(key, answer);
    if (taken > this.capacity * LARGEST_PART) return;
    this.entries.set(key, answer);
    this.bytes += taken;
    // A compressed form is made when it is first asked for, and counts from then on.
    answer.onGrowth = (more) => {
      if (this.entries.get(key) !== answer) return;
      this.bytes += more;
      this.shrink();
    };
    this.shrink();
  }

  private shrink(): void {
    for (const key of this.entries.keys()) {
      if (this.bytes <= this.capacity) return;
      this.drop(key);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= sizeOf(key, entry);
  }

  private turnTo(state: string): void {
    if (state === this.state) return;
    this.state = state;
    this.entries.clear();
    this.bytes = 0;
  }
}

function sizeOf(key: string, answer: Answer): number {
  return OVERHEAD + 2 * key.length + answer.bytes;
}
