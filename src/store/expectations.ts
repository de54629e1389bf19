/**
 * How many bodies of a region's subtree are expected to report, kept as its changes by year: expected(Y) is the sum of the
 * changes up to Y.
 */
import { ALL_KINDS, REGION_LEVELS } from '../plan/basis';
import { askTable, type Dialect } from '../plan/statement';
import type { Connection } from './connection';
import type { Regions } from './regions';

/** The years in which a body's own report is expected. */
export interface Span {
  readonly regionId: number;
  readonly kindId: number;
  /** Null: in none. */
  readonly from: number | null;
  /** Null: open-ended. */
  readonly to: number | null;
  /** Years outside of these in which it reported all the same, and counts as expected for that. */
  readonly beside: readonly number[];
}

/** A change at a year in how many bodies are expected. */
interface Change {
  readonly regionId: number;
  readonly kindId: number;
  readonly year: number;
  change: number;
}

const COLUMNS = ['region_id', 'kind_id', 'year', 'change'];

function upsert(dialect: Dialect): string {
  return `WITH ${askTable(dialect, COLUMNS)} INSERT INTO expectation (${COLUMNS.join(', ')})
    SELECT ${COLUMNS.join(', ')} FROM ask WHERE true
    ON CONFLICT (region_id, kind_id, year) DO UPDATE SET change = expectation.change + excluded.change`;
}

function sweep(dialect: Dialect): string {
  return `WITH ${askTable(dialect, COLUMNS)} DELETE FROM expectation
    WHERE change = 0 AND (region_id, kind_id, year) IN (SELECT region_id, kind_id, year FROM ask)`;
}

/** The changes that one transaction makes. */
export class ExpectationChanges {
  private readonly changes = new Map<string, Change>();
  /** Regions whose expectation changes, with the first year that it does. */
  readonly regions = new Map<number, number>();

  constructor(private readonly tree: Regions) {}

  /** A body's span becomes another one. */
  replace(before: Span | undefined, after: Span | undefined): void {
    if (before) this.enter(before, -1);
    if (after) this.enter(after, 1);
  }

  /** The changes that are left, one for each region, kind and year. */
  list(): Readonly<Change>[] {
    return [...this.changes.values()].filter((each) => each.change !== 0);
  }

  /** Writes the changes of the regions of a level, in the order of their keys: others may be about to write the same ones. */
  async write(connection: Connection, level: number): Promise<void> {
    const changes = this.list().filter(
      ({ regionId }) => REGION_LEVELS.indexOf(this.tree.get(regionId)!.level) === level,
    );
    if (changes.length === 0) return;
    changes.sort((a, b) => a.regionId - b.regionId || a.kindId - b.kindId || a.year - b.year);
    const list = JSON.stringify(changes.map((each) => [each.regionId, each.kindId, each.year, each.change]));
    await connection.run(upsert(connection.dialect), [list]);
    await connection.run(sweep(connection.dialect), [list]);
  }

  private enter({ regionId, kindId, from, to, beside }: Span, sign: 1 | -1): void {
    if (from !== null) this.enterYears(regionId, kindId, from, to, sign);
    for (const year of beside) this.enterYears(regionId, kindId, year, year, sign);
  }

  private enterYears(regionId: number, kindId: number, from: number, to: number | null, sign: 1 | -1): void {
    for (const at of [...this.tree.ancestors(regionId).map((region) => region.id), regionId]) {
      this.regions.set(at, Math.min(from, this.regions.get(at) ?? from));
      for (const kind of [ALL_KINDS, kindId]) {
        this.add(at, kind, from, sign);
        if (to !== null) this.add(at, kind, to + 1, -sign);
      }
    }
  }

  private add(regionId: number, kindId: number, year: number, change: number): void {
    const key = `${regionId}/${kindId}/${year}`;
    const entry = this.changes.get(key);
    if (entry) entry.change += change;
    else this.changes.set(key, { regionId, kindId, year, change });
  }
}
