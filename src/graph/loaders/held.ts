/**
 * Roll-ups that some operation read by their keys, kept for the operations after it while the data stay as they are: dashboards ask
 * for the same few regions and years in ever other shapes.
 */
import type { Cell } from '../../form/cells';
import type { RollupKey } from '../../plan/figures';
import type { Holding } from '../../plan/holding';
import { perStore } from './per-store';

/** Sums that all of them together may hold: about 20 MB. */
const MOST = 200_000;

interface Held {
  readonly holding: Holding;
  readonly cells: ReadonlySet<number>;
  /** Lists of cells that were found to be all here: there are few, and each is asked for often. */
  readonly lists: WeakSet<readonly Cell[]>;
}

/** Series made of them that are remembered: about 10 MB. */
const MOST_SERIES = 20_000;

export class HeldRollups {
  private state: string | undefined;
  private readonly series = new Map<string, unknown>();
  /** By `idOf`, the one that was read first at the start. */
  private readonly held = new Map<number, Held>();
  private size = 0;

  /** A roll-up as it was in a state of the data; undefined where it is not here, or not with all of these cells. */
  find(state: string, key: RollupKey, cells: readonly Cell[]): Holding | undefined {
    if (state !== this.state) return undefined;
    const found = this.held.get(idOf(key));
    if (!found) return undefined;
    if (found.lists.has(cells)) return found.holding;
    for (const cell of cells) if (!found.cells.has(cell.index)) return undefined;
    found.lists.add(cells);
    return found.holding;
  }

  /** What was made of held roll-ups of this state, by what it is; made by `make` where it is not here, from roll-ups that are. */
  made<T>(state: string, id: string, make: () => T | undefined): T | undefined {
    if (state !== this.state) return undefined;
    const known = this.series.get(id) as T | undefined;
    if (known !== undefined) return known;
    const made = make();
    if (made === undefined) return undefined;
    if (this.series.size >= MOST_SERIES) this.series.delete(this.series.keys().next().value!);
    this.series.set(id, made);
    return made;
  }

  /** Keeps roll-ups that were read in this state of the data, which is the present one. */
  keep(state: string, keys: readonly RollupKey[], cells: readonly Cell[], holdings: readonly Holding[]): void {
    if (state !== this.state) {
      this.state = state;
      this.held.clear();
      this.series.clear();
      this.size = 0;
    }
    const indexes = new Set(cells.map((cell) => cell.index));
    for (const [at, key] of keys.entries()) {
      const id = idOf(key);
      const before = this.held.get(id);
      if (before) {
        this.held.delete(id);
        this.size -= before.cells.size;
      }
      const all = before ? new Set([...before.cells, ...indexes]) : indexes;
      const holding = before ? joined(before.holding, holdings[at]!) : holdings[at]!;
      this.held.set(id, { holding, cells: all, lists: new WeakSet([cells]) });
      this.size += all.size;
    }
    for (const [id, { cells: gone }] of this.held) {
      if (this.size <= MOST) break;
      this.held.delete(id);
      this.size -= gone.size;
    }
  }
}

/** One number for a key, exact in a double: ids of regions are below 10^9, years and kinds below what they are given here. */
function idOf({ basis, kind, year, region }: RollupKey): number {
  return ((region * 4096 + year) * 256 + kind) * 4 + basis;
}

/** Two readings of one roll-up in one state, each with other cells. */
function joined(one: Holding, other: Holding): Holding {
  return {
    ...one,
    editions: new Map([...one.editions, ...other.editions]),
    gaps: new Map([...one.gaps, ...other.gaps]),
    sums: new Map([...one.sums, ...other.sums]),
  };
}

/** What is held of a store, shared by all operations on it. */
export const heldOf = perStore(() => new HeldRollups());
