/** Questions of one kind that are asked at the same time become one statement. */
import type { Cell } from '../../form/cells';

/** Runs when everything that is now ready to ask has asked: after the promises of this turn, as DataLoader does. */
function whenAllAsked(run: () => void): void {
  void Promise.resolve().then(() => process.nextTick(run));
}

type Answers<V> = ReadonlyMap<string, V>;

interface Asked<K, V> {
  readonly keys: readonly K[];
  readonly ids: readonly string[];
  readonly cells: readonly Cell[];
  readonly resolve: (values: Answers<V>) => void;
  readonly reject: (error: unknown) => void;
}

interface Kept<V> {
  readonly cells: ReadonlySet<number>;
  readonly answers: Promise<Answers<V>>;
}

/**
 * Batches questions for the cells of a subject: one call of `run` for all keys asked at a time, with the union of their cells.
 * An answer is kept for the request and serves later questions for cells that it holds. Whoever has many keys asks for them
 * together: it is one promise for all of them.
 */
export class CellBatch<K, V> {
  private queue: Asked<K, V>[] = [];
  private readonly kept = new Map<string, Kept<V>>();

  constructor(
    private readonly idOf: (key: K) => string,
    private readonly run: (keys: readonly K[], cells: readonly Cell[]) => Promise<readonly V[]>,
  ) {}

  async load(key: K, cells: readonly Cell[]): Promise<V> {
    const ids = [this.idOf(key)];
    return (await this.answersTo([key], ids, cells)).get(ids[0]!)!;
  }

  /** The answers to several keys, in their order. */
  async loadAll(keys: readonly K[], cells: readonly Cell[]): Promise<V[]> {
    const ids = keys.map(this.idOf);
    const answers = await this.answersTo(keys, ids, cells);
    return ids.map((id) => answers.get(id)!);
  }

  private answersTo(keys: readonly K[], ids: readonly string[], cells: readonly Cell[]): Promise<Answers<V>> {
    const kept = this.keptFor(ids, cells);
    if (kept) return kept;
    return new Promise((resolve, reject) => {
      if (this.queue.length === 0) whenAllAsked(() => void this.flush());
      this.queue.push({ keys, ids, cells, resolve, reject });
    });
  }

  /** The one earlier answer that has all of these. */
  private keptFor(ids: readonly string[], cells: readonly Cell[]): Promise<Answers<V>> | undefined {
    const first = ids[0] === undefined ? undefined : this.kept.get(ids[0]);
    if (!first || !cells.every((cell) => first.cells.has(cell.index))) return undefined;
    return ids.every((id) => this.kept.get(id)?.answers === first.answers) ? first.answers : undefined;
  }

  private async flush(): Promise<void> {
    const asked = this.queue;
    this.queue = [];
    const cells = new Map<number, Cell>();
    const keys = new Map<string, K>();
    for (const each of asked) {
      for (const [at, id] of each.ids.entries()) keys.set(id, each.keys[at]!);
      for (const cell of each.cells) cells.set(cell.index, cell);
    }
    const union = [...cells.values()].sort((a, b) => a.index - b.index);
    const indexes = new Set(cells.keys());
    const ids = [...keys.keys()];
    const answers = this.run([...keys.values()], union).then(
      (values): Answers<V> => new Map(ids.map((id, at) => [id, values[at]!])),
    );
    for (const id of ids) this.kept.set(id, { cells: indexes, answers });
    try {
      const values = await answers;
      for (const each of asked) each.resolve(values);
    } catch (error) {
      for (const each of asked) each.reject(error);
    }
  }
}

/** Rows by the key that asked for them, in the order of the keys; `at` of a row is its key's place. */
export function rowsByKey<R extends { readonly at: number }>(rows: readonly R[], keys: number): R[][] {
  const found: R[][] = Array.from({ length: keys }, () => []);
  for (const row of rows) found[Number(row.at)]!.push(row);
  return found;
}
