/**
 * Roll-ups of the touched regions and years. What only grew by new reports is added up in memory; everything else is made anew level by
 * level from reports and the roll-ups of the level below.
 */

import { ALL_KINDS, basisNumber, kindIsFolded, REGION_LEVELS } from '../plan/basis';
import { filedReport } from '../plan/speakers';
import { askTable, type Dialect, orderedJoin } from '../plan/statement';
import { Addition, type Grown, grownSums, putSums } from './additions';
import { REPORT_PART, REPORT_SUMS, ROLLUP_PART, SUMS } from './columns';
import type { ExpectationChanges } from './expectations';
import { Fold, type FoldKey, type FoldQuestion, filedStates } from './fold';
import type { Transaction } from './journal';
import type { Region, Regions } from './regions';
import type { ReportMeta } from './report-rows';

const COMPUTED = basisNumber('COMPUTED');
const FILED = basisNumber('FILED');
const BEST = basisNumber('BEST');

const OWN = 'r.scope = 0 AND r.withdrawn = 0';

/** Sums of the own reports of a region's bodies, and of the roll-ups of each child. */
function ownAndChildren(basis: number, part: (name: 'region' | 'year') => string, dialect: Dialect): string {
  return `SELECT ${SUMS} FROM (
      SELECT ${REPORT_PART} FROM report r WHERE r.region_id = ${part('region')} AND r.year = ${part('year')} AND ${OWN}
      UNION ALL
      SELECT ${ROLLUP_PART} FROM region c ${orderedJoin(dialect)} rollup u
        ON u.basis = ${basis} AND u.kind_id = ${ALL_KINDS} AND u.year = ${part('year')} AND u.region_id = c.id
        WHERE c.parent_id = ${part('region')}
    ) AS parts HAVING SUM(reports) > 0`;
}

/**
 * SQL of the best total of a region without its own consolidated report: own reports of its bodies, and the best of each child.
 * Parameters: region, year, year, region.
 */
export function bestWithoutFiled(dialect: Dialect): string {
  return ownAndChildren(BEST, () => '?', dialect);
}

const copied =
  (basis: number): FoldQuestion =>
  (part) =>
    `SELECT ${ROLLUP_PART} FROM rollup u WHERE u.basis = ${basis} AND u.kind_id = ${ALL_KINDS}
      AND u.year = ${part('year')} AND u.region_id = ${part('region')}`;

const FOLDS = {
  /** Own reports of the bodies of a region without children. */
  computedOfLeaf: new Fold(
    COMPUTED,
    (part) => `SELECT ${REPORT_SUMS} FROM report r
      WHERE r.region_id = ${part('region')} AND r.year = ${part('year')} AND ${OWN} HAVING COUNT(*) > 0`,
  ),
  /** Own reports of the region's bodies and the children's sums. */
  computed: new Fold(COMPUTED, (part, dialect) => ownAndChildren(COMPUTED, part, dialect)),
  /** The same of one kind for a city: below it there are no sums by kind, so the reports of its subtree are read. */
  computedOfKindInCity: new Fold(
    COMPUTED,
    (part) => `SELECT ${REPORT_SUMS} FROM report r WHERE r.kind_id = ${part('kind')} AND r.year = ${part('year')}
      AND r.region_id BETWEEN ${part('region')} AND ${part('end')} AND ${OWN} HAVING COUNT(*) > 0`,
  ),
  /** The same for what is above: sums of cities and provinces, and the reports of what belongs to no city. */
  computedOfKind: new Fold(
    COMPUTED,
    (part, dialect) => `SELECT ${SUMS} FROM (
      SELECT ${REPORT_PART} FROM report r
        WHERE r.kind_id = ${part('kind')} AND r.year = ${part('year')} AND r.region_id = ${part('region')} AND ${OWN}
      UNION ALL
      SELECT ${REPORT_PART} FROM region c ${orderedJoin(dialect)} report r
        ON r.kind_id = ${part('kind')} AND r.year = ${part('year')} AND r.region_id BETWEEN c.id AND c.range_end AND ${OWN}
        WHERE c.parent_id = ${part('region')} AND c.level > 2
      UNION ALL
      SELECT ${ROLLUP_PART} FROM region c ${orderedJoin(dialect)} rollup u
        ON u.basis = ${COMPUTED} AND u.kind_id = ${part('kind')} AND u.year = ${part('year')} AND u.region_id = c.id
        WHERE c.parent_id = ${part('region')} AND c.level <= 2
    ) AS parts HAVING SUM(reports) > 0`,
  ),
  filed: new Fold(
    FILED,
    (part) =>
      `SELECT ${SUMS} FROM (${filedReport(REPORT_PART, part('region'), part('year'))}) AS filed HAVING SUM(reports) > 0`,
  ),
  best: new Fold(BEST, (part, dialect) => ownAndChildren(BEST, part, dialect)),
  bestIsFiled: new Fold(BEST, copied(FILED)),
  bestIsComputed: new Fold(BEST, copied(COMPUTED)),
};

const YEARS_FILED = `SELECT DISTINCT year FROM rollup WHERE basis = ${FILED} AND kind_id = ${ALL_KINDS}`;

/** What the expected bodies of regions lose where a consolidated report stands for them. */
function relieve(dialect: Dialect): string {
  return `WITH ${askTable(dialect, ['year', 'region_id'])}
    UPDATE rollup SET relieved = COALESCE((SELECT SUM(x.change) FROM expectation x
      WHERE x.region_id = rollup.region_id AND x.kind_id = ${ALL_KINDS} AND x.year <= rollup.year), 0) - 1
    FROM ask WHERE rollup.basis = ${BEST} AND rollup.kind_id = ${ALL_KINDS}
      AND rollup.year = ask.year AND rollup.region_id = ask.region_id`;
}

interface Entry {
  readonly region: Region;
  readonly year: number;
  /** Kinds whose sums are made anew: own reports changed. `ALL_KINDS`, where only the sum of all kinds is. */
  readonly kinds: Set<number>;
  /** What the sums grow by where they are not made anew, by kind. */
  readonly additions: Map<number, Addition>;
  /** Its consolidated reports changed. */
  filed: boolean;
}

/** What one transaction changed, and the roll-ups that follow from it. */
export class TouchedTotals {
  private readonly byLevel: Map<number, Entry>[] = REGION_LEVELS.map(() => new Map());

  constructor(
    private readonly transaction: Transaction,
    private readonly regions: Regions,
  ) {}

  /** An own report of a body of the region came, went or changed. */
  own(regionId: number, year: number, kindId: number): void {
    this.entry(this.regions.get(regionId)!, year).kinds.add(kindId);
  }

  /** A new own report came. @param values by `Cell.index` */
  added(report: ReportMeta, values: readonly (number | null)[]): void {
    const { region_id: regionId, year, kind_id: kindId } = report;
    const region = this.regions.get(regionId)!;
    const entry = this.entry(region, year);
    additionTo(entry, ALL_KINDS).addReport(report, values);
    // Below the city nothing is kept by kind.
    let folded = region;
    while (!kindIsFolded(folded.level)) folded = this.regions.parent(folded.id)!;
    additionTo(this.entry(folded, year), kindId).addReport(report, values);
  }

  /** A consolidated report of the region came, went or changed. */
  filed(regionId: number, year: number): void {
    this.entry(this.regions.get(regionId)!, year).filed = true;
  }

  /**
   * Expectations of regions of a level changed: what BEST is relieved of changes with them, wherever a consolidated report
   * stands for bodies.
   */
  async expected(changes: ExpectationChanges, level: number): Promise<void> {
    const changed = [...changes.regions].flatMap(([id, from]) => {
      const region = this.regions.get(id)!;
      return REGION_LEVELS.indexOf(region.level) === level ? [{ region, from }] : [];
    });
    if (changed.length === 0) return;
    const years = (await this.transaction.all<{ year: number }>(YEARS_FILED)).map((row) => row.year);
    const places = changed.flatMap(({ region, from }) =>
      years.filter((year) => year >= from).map((year) => ({ region: region.id, year, end: region.id })),
    );
    const states = await filedStates(this.transaction, places);
    for (const [at, { region, year }] of places.entries())
      if (states[at]!.own) this.entry(this.regions.get(region)!, year);
  }

  /** The regions and years of a level that were touched. */
  placesOf(level: number): { readonly regionId: number; readonly year: number }[] {
    return [...this.byLevel[level]!.values()].map(({ region, year }) => ({ regionId: region.id, year }));
  }

  /** Every region and year that was touched. */
  places(): { readonly regionId: number; readonly year: number }[] {
    return this.byLevel.flatMap((_, level) => this.placesOf(level));
  }

  /** Writes the roll-ups of what was touched of a level, and touches what is above. Levels come from the townships up. */
  async recompute(level: number): Promise<void> {
    const entries = [...this.byLevel[level]!.values()];
    await this.fold(entries);
    for (const { region, year, kinds, additions } of entries) {
      const parent = this.regions.parent(region.id);
      if (!parent) continue;
      const above = this.entry(parent, year);
      for (const kind of kinds) above.kinds.add(kind);
      for (const [kind, addition] of additions) additionTo(above, kind).addAll(addition);
    }
  }

  /** The same of all levels, where nothing else is to be done between them. */
  async recomputeAll(): Promise<void> {
    for (let level = REGION_LEVELS.length - 1; level >= 0; level -= 1) await this.recompute(level);
  }

  private entry(region: Region, year: number): Entry {
    const entries = this.byLevel[REGION_LEVELS.indexOf(region.level)]!;
    const key = placeOf(region.id, year);
    const kept = entries.get(key);
    if (kept) return kept;
    const entry: Entry = { region, year, kinds: new Set(), additions: new Map(), filed: false };
    entries.set(key, entry);
    return entry;
  }

  private async fold(entries: readonly Entry[]): Promise<void> {
    const { transaction } = this;
    const grown = await this.grow(entries);
    const own = entries.filter(({ kinds }) => kinds.size > 0);
    const isLeaf = ({ region }: Entry) => this.regions.children(region.id).length === 0;
    await FOLDS.computedOfLeaf.run(transaction, own.filter(isLeaf).map(keyOf));
    await FOLDS.computed.run(transaction, own.filter((entry) => !isLeaf(entry)).map(keyOf));
    const ofKinds = (some: readonly Entry[]) =>
      some.flatMap((entry) =>
        [...entry.kinds].filter((kind) => kind !== ALL_KINDS).map((kind) => ({ ...keyOf(entry), kind })),
      );
    const isCity = ({ region }: Entry) => region.level === 'CITY';
    const above = own.filter((entry) => kindIsFolded(entry.region.level) && !isCity(entry));
    await FOLDS.computedOfKindInCity.run(transaction, ofKinds(own.filter(isCity)));
    await FOLDS.computedOfKind.run(transaction, ofKinds(above));
    await FOLDS.filed.run(transaction, entries.filter(({ filed }) => filed).map(keyOf));
    await this.foldBest(entries, grown);
  }

  /**
   * Writes the sums that grew; those that are beyond what is added up in memory are made anew with the others.
   * @returns the sums of all kinds that were written
   */
  private async grow(entries: readonly Entry[]): Promise<Grown[]> {
    const { transaction } = this;
    const growing: (Grown & { readonly entry: Entry })[] = [];
    for (const entry of entries)
      for (const [kind, sum] of entry.additions)
        if (kind === ALL_KINDS ? entry.kinds.size === 0 : !entry.kinds.has(kind))
          growing.push({ key: { ...keyOf(entry), kind }, sum, entry });
    const exact: Grown[] = [];
    for (const [at, grown] of (await grownSums(transaction, COMPUTED, growing)).entries())
      if (grown.sum.isExact) exact.push(grown);
      else growing[at]!.entry.kinds.add(grown.key.kind);
    await putSums(transaction, COMPUTED, exact);
    return exact.filter(({ key }) => key.kind === ALL_KINDS);
  }

  private async foldBest(entries: readonly Entry[], grown: readonly Grown[]): Promise<void> {
    const { transaction } = this;
    const keys = entries.map(keyOf);
    const states = await filedStates(transaction, keys);
    const filed = keys.filter((_, at) => states[at]!.own);
    await FOLDS.bestIsFiled.run(transaction, filed);
    if (filed.length > 0)
      await transaction.run(relieve(transaction.dialect), [JSON.stringify(filed.map((key) => [key.year, key.region]))]);
    await FOLDS.best.run(
      transaction,
      keys.filter((_, at) => states[at]!.within && !states[at]!.own),
    );
    // Without a consolidated report in the subtree, the best is the computed total.
    const computed = entries.filter((_, at) => !states[at]!.within);
    const known = new Map(grown.map((each) => [placeOf(each.key.region, each.key.year), each]));
    const sums = computed.flatMap(({ region, year }) => known.get(placeOf(region.id, year)) ?? []);
    // The best may have been one without own reports until now.
    await putSums(
      transaction,
      BEST,
      sums.map(({ key, sum }) => ({ key, sum })),
    );
    const others = computed.filter(({ region, year }) => !known.has(placeOf(region.id, year)));
    await FOLDS.bestIsComputed.run(transaction, others.map(keyOf));
  }
}

/** One number for a region and year. */
function placeOf(regionId: number, year: number): number {
  return regionId * 10_000 + year;
}

function additionTo({ additions }: Entry, kind: number): Addition {
  let addition = additions.get(kind);
  if (!addition) {
    addition = new Addition();
    additions.set(kind, addition);
  }
  return addition;
}

function keyOf({ region, year }: Entry): FoldKey {
  return { kind: ALL_KINDS, year, region: region.id, end: region.rangeEnd };
}
