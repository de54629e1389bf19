/** Holdings of regions, bodies and reports: one statement for each of the ways that the store keeps them. */
import type { Cell } from '../../form/cells';
import { ALL_KINDS, type Basis, basisNumber, kindByCode, kindIsFolded, refuseKindsOf } from '../../plan/basis';
import {
  type BodyKey,
  type KindKey,
  planBodies,
  planReports,
  planReportsOfKind,
  planRollups,
  type RollupKey,
} from '../../plan/figures';
import { addHoldings, type Holding, holdingOfReport, holdingOfRollup, nothing, type Row } from '../../plan/holding';
import type { Region } from '../../store/regions';
import { type Mark, sameMark, stateOf } from '../../store/replicas';
import { CellBatch, rowsByKey } from './batch';
import { heldOf } from './held';
import type { Reading } from './reading';
import type { DepartmentRecord } from './records';
import { sheetsOf } from './sheets';

type AskedRow = Row & { readonly at: number };

/** Keys that are not asked for together with those of other fields. */
const MANY = 2000;

const GOVERNMENT = kindByCode('government');

export class FigureLoader {
  private readonly rollups: CellBatch<RollupKey, Holding>;
  private readonly kinds: CellBatch<KindKey, Holding>;
  private readonly bodies: CellBatch<BodyKey, Holding>;
  private readonly reports: CellBatch<number, Holding>;
  private readonly state: string | undefined;

  /** @param mark the state of the data that the operation is about, where it is known: what is held of it needs no reading */
  constructor(
    private readonly reading: Reading,
    private readonly mark?: Mark,
  ) {
    this.state = mark && stateOf(mark);
    this.rollups = new CellBatch(
      (key) => `${key.basis}/${key.kind}/${key.year}/${key.region}`,
      (keys, cells) => rollupsOf(reading, keys, cells, mark),
    );
    this.kinds = new CellBatch(
      (key) => `${key.low}/${key.kind}/${key.year}`,
      async (keys, cells) => {
        const rows = await reading.byKeys<AskedRow>(keys.length, planReportsOfKind(reading.dialect, keys, cells));
        return rowsByKey(rows, keys.length).map((own) =>
          own.length === 0 ? nothing(0) : addHoldings(own.map((row) => holdingOfReport(row, cells))),
        );
      },
    );
    this.bodies = new CellBatch(
      (key) => `${key.department}/${key.year}/${key.scope}`,
      async (keys, cells) => {
        const rows = await reading.byKeys<AskedRow>(keys.length, planBodies(reading.dialect, keys, cells));
        return rowsByKey(rows, keys.length).map(([row]) => (row ? holdingOfReport(row, cells) : nothing(0)));
      },
    );
    this.reports = new CellBatch(String, async (keys, cells) => {
      const rows = await reading.byKeys<AskedRow>(keys.length, planReports(reading.dialect, keys, cells));
      return rowsByKey(rows, keys.length).map(([row]) => (row ? holdingOfReport(row, cells) : nothing(0)));
    });
  }

  /** Rows of the roll-ups. */
  rollupRows(keys: readonly RollupKey[], cells: readonly Cell[]): Promise<readonly Holding[]> {
    const held = this.heldOf(keys, cells);
    if (held) return Promise.resolve(held);
    // So many stand in sheets, which are kept: to batch them by key would take longer than to read them.
    if (keys.length > MANY) return rollupsOf(this.reading, keys, cells, this.mark);
    return this.rollups.loadAll(keys, cells);
  }

  /** Roll-ups of all of these keys, if all of them are held. */
  private heldOf(keys: readonly RollupKey[], cells: readonly Cell[]): Holding[] | undefined {
    if (this.state === undefined) return undefined;
    const held = heldOf(this.reading.store);
    const found: Holding[] = [];
    for (const key of keys) {
      const holding = held.find(this.state, key, cells);
      if (!holding) return undefined;
      found.push(holding);
    }
    return found;
  }

  /** A region's total of a year. @throws BAD_INPUT where a kind is asked of a basis that has none */
  async region(region: Region, kind: number, year: number, basis: Basis, cells: readonly Cell[]): Promise<Holding> {
    return (await this.regionYears(region, kind, [year], basis, cells))[0]!;
  }

  /** A region's totals of several years where they are held: then nothing need be waited for. */
  regionYearsHeld(
    { id, level }: Region,
    kind: number,
    years: readonly number[],
    basis: Basis,
    cells: readonly Cell[],
  ): readonly Holding[] | undefined {
    if (this.state === undefined) return undefined;
    if (kind !== ALL_KINDS && (basis !== 'COMPUTED' || !kindIsFolded(level))) return undefined;
    const number = basisNumber(basis);
    return this.heldOf(
      years.map((year) => ({ basis: number, kind, year, region: id })),
      cells,
    );
  }

  /** What is made of held totals of a region, once as long as they are held. */
  madeOfHeld<T>(id: string, make: () => T | undefined): T | undefined {
    return this.state === undefined ? undefined : heldOf(this.reading.store).made(this.state, id, make);
  }

  /** A region's totals of several years, in their order. @throws BAD_INPUT where a kind is asked of a basis that has none */
  regionYears(
    region: Region,
    kind: number,
    years: readonly number[],
    basis: Basis,
    cells: readonly Cell[],
  ): Promise<readonly Holding[]> {
    if (kind !== ALL_KINDS) refuseKindsOf(basis);
    const { id, rangeEnd } = region;
    if (kind !== ALL_KINDS && !kindIsFolded(region.level))
      return this.kinds.loadAll(
        years.map((year) => ({ low: id, high: rangeEnd, kind, year })),
        cells,
      );
    const number = basisNumber(basis);
    return this.rollups.loadAll(
      years.map((year) => ({ basis: number, kind, year, region: id })),
      cells,
    );
  }

  /** A body's report of a year: its own, its consolidated one, or for BEST the consolidated one where there is one. */
  async department(body: DepartmentRecord, year: number, basis: Basis, cells: readonly Cell[]): Promise<Holding> {
    const of = (scope: number): Promise<Holding> => this.bodies.load({ department: body.id, year, scope }, cells);
    if (basis === 'COMPUTED') return of(0);
    const [own, filed] = await Promise.all([of(0), of(1)]);
    // Only a government is expected to file for others, and whoever did.
    const consolidated = { ...filed, expected: filed.reports > 0 || body.kind === GOVERNMENT ? 1 : 0 };
    return basis === 'FILED' || filed.reports > 0 ? consolidated : own;
  }

  /** One report. */
  report(id: number, cells: readonly Cell[]): Promise<Holding> {
    return this.reports.load(id, cells);
  }
}

/** Roll-ups by key; where very many are asked of one basis, kind and year, from its sheet. */
async function rollupsOf(
  reading: Reading,
  keys: readonly RollupKey[],
  cells: readonly Cell[],
  mark: Mark | undefined,
): Promise<readonly Holding[]> {
  const found = await sheetsOf(reading.store).forKeys(reading, keys, cells);
  const others = keys.filter((_, at) => !found[at]);
  if (others.length === 0) return found as Holding[];
  const rows = await reading.byKeys<AskedRow>(others.length, planRollups(reading.dialect, others, cells));
  const holdings = rowsByKey(rows, others.length).map(([row], at) => holdingOfRollup(row!, others[at]!.basis, cells));
  // Only what was read while nothing changed is of that state.
  if (mark !== undefined && sameMark(await reading.store.mark(), mark))
    heldOf(reading.store).keep(stateOf(mark), others, cells, holdings);
  const read = holdings.values();
  return found.map((holding) => holding ?? read.next().value!);
}
