/** When reports are due: the dates that regions set, all in memory, and those of the law where none does. */
import { type DueRule, dueOn, lawfulDeadline, ruleFor } from '../form/deadline';
import type { KindDef } from '../form/kinds';
import type { Connection } from './connection';

/** A rule with the region that sets it. */
export interface RegionRule extends DueRule {
  readonly regionId: number;
}

export interface Deadline {
  /** ISO date; undefined where there is no deadline. */
  readonly date?: string;
  /** The rule that says so; none for that of the law. */
  readonly rule?: RegionRule;
}

/** Where a region lies. */
interface Tree {
  /** The region itself, then those around it up to the nation. */
  upwards(regionId: number): Iterable<number>;
}

export class Deadlines {
  private readonly byRegion = new Map<number, RegionRule[]>();

  constructor(
    private readonly tree: Tree,
    rules: readonly RegionRule[] = [],
  ) {
    for (const rule of rules) {
      const own = this.byRegion.get(rule.regionId);
      if (own) own.push(rule);
      else this.byRegion.set(rule.regionId, [rule]);
    }
  }

  /** When a body's report of a year is due: the nearest region that says something of such a body settles it. */
  of(regionId: number, kind: KindDef, year: number): Deadline {
    if (this.byRegion.size > 0)
      for (const at of this.tree.upwards(regionId)) {
        const rules = this.byRegion.get(at);
        const rule = rules && (ruleFor(rules, kind, year) as RegionRule | undefined);
        if (rule) return { rule, date: rule.due === null ? undefined : dueOn(rule.due, year) };
      }
    return { date: lawfulDeadline(kind, year) };
  }

  /** ISO date until which a body's report of a year is due; undefined where there is no deadline. */
  dateOf(regionId: number, kind: KindDef, year: number): string | undefined {
    return this.of(regionId, kind, year).date;
  }

  /** Every rule, by region, whom it is for, and year. */
  all(): readonly RegionRule[] {
    return [...this.byRegion.values()]
      .flat()
      .sort((a, b) => a.regionId - b.regionId || (a.for < b.for ? -1 : a.for > b.for ? 1 : a.from - b.from));
  }
}

/** The rules that the connection sees. */
export function readRules(connection: Connection): Promise<RegionRule[]> {
  return connection.all<RegionRule>(
    'SELECT region_id AS "regionId", due_for AS "for", from_year AS "from", due, basis FROM deadline',
  );
}
