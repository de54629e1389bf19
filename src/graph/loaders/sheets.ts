/**
 * Sheets of figures, kept for all operations of a store while its data stay as they are: the next data version drops them all.
 */
import type { Cell } from '../../form/cells';
import type { Metric } from '../../form/metrics';
import { ALL_KINDS, kindIsFolded } from '../../plan/basis';
import { cellsFor } from '../../plan/columns';
import type { RollupKey } from '../../plan/figures';
import type { Holding } from '../../plan/holding';
import { type Candidate, SheetCandidate } from '../../plan/ranking';
import { planSheet, planSheetExpected, Sheet, type SheetKey } from '../../plan/sheet';
import { SheetRow } from '../../plan/sheet-row';
import type { Region } from '../../store/regions';
import { type Mark, sameMark, stateOf } from '../../store/replicas';
import type { Store } from '../../store/store';
import { perStore } from './per-store';
import type { Reading } from './reading';

/** Numbers that all sheets together may hold: about 32 MB. */
const MOST = 4_000_000;
/** A store that is written without a pause is read in the state that a sheet happens to find, and the sheet is not kept. */
const ATTEMPTS = 3;

/** Fewer regions than these are read by their keys: one statement, and nothing that stays. */
const FEWEST = 200;
/** Ids of counties and above end in three zeros; only they stand in sheets. */
const TOWNSHIPS = 1000;

/** Lists of candidates that are remembered: about half a megabyte each where they are the counties. */
const MOST_RANKED = 24;

interface Ranked {
  readonly sheet: Sheet;
  readonly regions: readonly Region[];
  readonly candidates: readonly Candidate[];
}

export class Sheets {
  /** The state of the data that is kept. */
  private state: string | undefined;
  /** In the order of their use, the latest last. */
  private readonly kept = new Map<string, Sheet>();
  private readonly ranked = new Map<string, Ranked>();
  private readonly loading = new Map<string, Promise<Sheet>>();

  /** A sheet with the columns of some cells. */
  async of(reading: Reading, key: SheetKey, cells: readonly Cell[]): Promise<Sheet> {
    const { version } = await this.markOf(reading.store);
    const id = `${key.basis}/${key.kind}/${key.year}`;
    const kept = this.kept.get(id);
    const lacking = kept ? kept.lacks(cells) : [...cells];
    if (kept && lacking.length === 0) {
      this.kept.delete(id);
      this.kept.set(id, kept);
      return kept;
    }
    // Whoever asks for the same at the same time waits for the same reading.
    const task = `${version} ${id} ${lacking.map((cell) => cell.index).join()}`;
    const running = this.loading.get(task);
    if (running) return running;
    const started = this.load(reading, key, id, cells).finally(() => this.loading.delete(task));
    this.loading.set(task, started);
    return started;
  }

  /** One metric of regions that are for a sheet; the same list as long as the data stay and it is still remembered. */
  async candidates(
    reading: Reading,
    key: SheetKey,
    regions: readonly Region[],
    metric: Metric,
  ): Promise<readonly Candidate[]> {
    const sheet = await this.of(reading, key, cellsFor([metric]));
    const id = `${key.basis}/${key.kind}/${key.year}/${metric.key}`;
    const known = this.ranked.get(id);
    if (known?.sheet === sheet && known.regions === regions) return known.candidates;
    const reader = sheet.reader();
    const candidates = regions.map((region) => new SheetCandidate(region.id, reader, metric));
    this.ranked.delete(id);
    this.ranked.set(id, { sheet, regions, candidates });
    if (this.ranked.size > MOST_RANKED) this.ranked.delete(this.ranked.keys().next().value!);
    return candidates;
  }

  /** Holdings of those keys that are many of one sheet, in the order of the keys; undefined for the others. */
  async forKeys(
    reading: Reading,
    keys: readonly RollupKey[],
    cells: readonly Cell[],
  ): Promise<(Holding | undefined)[]> {
    const found = new Array<Holding | undefined>(keys.length).fill(undefined);
    if (keys.length < FEWEST) return found;
    const bySheet = new Map<number, number[]>();
    for (const [at, { basis, kind, year, region }] of keys.entries()) {
      if (region % TOWNSHIPS !== 0) continue;
      const id = (year * 256 + kind) * 4 + basis;
      const own = bySheet.get(id);
      if (own) own.push(at);
      else bySheet.set(id, [at]);
    }
    for (const own of bySheet.values()) {
      if (own.length < FEWEST) continue;
      const reader = (await this.of(reading, keys[own[0]!]!, cells)).reader();
      for (const at of own) found[at] = new SheetRow(reader, keys[at]!.region, cells);
    }
    return found;
  }

  private async load(reading: Reading, key: SheetKey, id: string, cells: readonly Cell[]): Promise<Sheet> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.markOf(reading.store);
      const kept = this.kept.get(id);
      const lacking = kept ? kept.lacks(cells) : cells;
      const { dialect } = reading;
      const [[row], due] = await Promise.all([
        reading.scan(planSheet(dialect, key, lacking)),
        kept ? [] : reading.scan(planSheetExpected(dialect, key)),
      ]);
      const same = sameMark(await this.markOf(reading.store), before);
      if (same && kept) {
        kept.take(row!, lacking);
        return kept;
      }
      if (!same && attempt < ATTEMPTS) continue;
      if (kept) continue;
      const sheet = new Sheet(key, row!, due[0]!, cells);
      if (same) this.keep(id, sheet);
      return sheet;
    }
  }

  private keep(id: string, sheet: Sheet): void {
    this.kept.set(id, sheet);
    let size = 0;
    for (const each of this.kept.values()) size += each.size;
    for (const [oldest, each] of this.kept) {
      if (size <= MOST || oldest === id) break;
      this.kept.delete(oldest);
      size -= each.size;
    }
  }

  private async markOf(store: Store): Promise<Mark> {
    const mark = await store.mark();
    const state = stateOf(mark);
    if (state !== this.state) {
      this.kept.clear();
      this.ranked.clear();
    }
    this.state = state;
    return mark;
  }
}

/** Whether figures of some regions and a kind of body stand in a sheet, and are many enough for one. */
export function isForSheet(regions: readonly Region[], kind: number): boolean {
  if (regions.length < FEWEST) return false;
  return regions.every(({ level }) => level !== 'TOWNSHIP' && (kind === ALL_KINDS || kindIsFolded(level)));
}

/** The sheets of a store, shared by all operations on it. */
export const sheetsOf = perStore(() => new Sheets());
