/** Questions of one kind that are asked at the same time become one statement. */
import type { Cell } from '../../form/cells';

/** Runs when everything that is now ready to ask has asked: after the promises of this turn, as DataLoader does. */
function whenAllAsked(run: () => void): void {
  void Promise.resolve().then(() => process.nextTick(run));
}

interface Asked<K, V> {
  readonly key: K;
  readonly id: string;
  readonly cells: readonly Cell[];
  readonly resolve: (value: V) => void;
  readonly reject: (error: unknown) => void;
}

interface Kept<V> {
  readonly cells: ReadonlySet<number>;
  readonly value: Promise<V>;
}

/**
 * Batches questions for the cells of a subject: one call of `run` for all keys asked at a time, with the union of their cells.
 * An answer is kept for the request and serves later questions for cells that it holds.
 */
export class CellBatch<K, V> {
  private queue: Asked<K, V>[] = [];
  private readonly kept = new Map<string, Kept<V>>();

  constructor(
    private readonly idOf: (key: K) => string,
    private readonly run: (keys: readonly K[], cells: readonly Cell[]) => Promise<readonly V[]>,
  ) {}

  load(key: K, cells: readonly Cell[]): Promise<V> {
    const id = this.idOf(key);
    const kept = this.kept.get(id);
    if (kept && cells.every((cell) => kept.cells.has(cell.index))) return kept.value;
    const value = new Promise<V>((resolve, reject) => {
      if (this.queue.length === 0) whenAllAsked(() => void this.flush());
      this.queue.push({ key, id, cells, resolve, reject });
    });
    return value;
  }

  private async flush(): Promise<void> {
    const asked = this.queue;
    this.queue = [];
    const cells = new Map<number, Cell>();
    const keys = new Map<string, K>();
    for (const each of asked) {
      keys.set(each.id, each.key);
      for (const cell of each.cells) cells.set(cell.index, cell);
    }
    const union = [...cells.values()].sort((a, b) => a.index - b.index);
    const indexes = new Set(cells.keys());
    const ids = [...keys.keys()];
    const answer = this.run([...keys.values()], union).then(
      (values) => new Map(ids.map((id, at) => [id, values[at]!])),
    );
    for (const id of ids) {
      const value = answer.then((values) => values.get(id)!);
      // Every asker sees a failure below; the kept promise must not count as unhandled beside it.
      value.catch(() => undefined);
      this.kept.set(id, { cells: indexes, value });
    }
    try {
      const values = await answer;
      for (const each of asked) each.resolve(values.get(each.id)!);
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
