/**
 * The order in which transactions that run at once on PostgreSQL wait for each other (docs/architecture.md says why it makes
 * them exact): bodies first, then regions from the lowest level up, the nation last. SQLite lets one write at a time and needs
 * none of it.
 */
import { askTable } from '../plan/statement';
import type { Transaction } from './journal';
import type { Regions } from './regions';

/** Namespace of the locks of regions among all advisory locks of the database. */
const REGION = 0x676b0001;

/** Cities with all that lies in them are one lock, so that a national batch holds hundreds of locks and not thousands. */
const CITY_SPAN = 100_000;

/** What is locked together: cities and below, provinces, the nation. */
type Stage = 0 | 1 | 2;
const STAGES: readonly Stage[] = [0, 1, 2];

/** The stage whose locks a level of regions needs, by the place of the level. */
function stageOf(level: number): Stage {
  return level >= 2 ? 0 : level === 1 ? 1 : 2;
}

export class RegionLocks {
  private readonly wanted: readonly Set<number>[] = STAGES.map(() => new Set());
  private readonly held = new Set<number>();

  constructor(
    private readonly transaction: Transaction,
    private readonly regions: Regions,
  ) {}

  /** These regions, and all around them, are going to be written. */
  want(regionIds: Iterable<number>): void {
    if (this.transaction.dialect === 'sqlite') return;
    for (const id of regionIds)
      for (const region of [...this.regions.ancestors(id), this.regions.get(id)!])
        if (region.level === 'NATION') this.wanted[2]!.add(0);
        // A province's number stands for no city, whatever lies in it.
        else if (region.level === 'PROVINCE') this.wanted[1]!.add(-region.id);
        else this.wanted[0]!.add(region.id - (region.id % CITY_SPAN));
  }

  /** Waits for the locks that a level needs. Levels come from the townships up. */
  async takeFor(level: number): Promise<void> {
    const wanted = [...this.wanted[stageOf(level)]!].filter((key) => !this.held.has(key)).sort((a, b) => a - b);
    if (wanted.length === 0) return;
    for (const key of wanted) this.held.add(key);
    const list = JSON.stringify(wanted.map((key) => [key]));
    await this.transaction.all(
      `WITH ${askTable('postgres', ['key'])} SELECT pg_advisory_xact_lock(${REGION}, ask.key::int) FROM ask`,
      [list],
    );
  }

  /** Waits for all that is wanted. */
  async takeAll(): Promise<void> {
    for (const level of [2, 1, 0]) await this.takeFor(level);
  }
}
