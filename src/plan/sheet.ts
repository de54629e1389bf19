/**
 * Figures of all regions of the country for one basis, kind and year, down to the counties, as columns: what rankings and
 * statistics over thousands of regions go through. Townships are read by key.
 */
import { CELLS, type Cell } from '../form/cells';
import { EDITION_IDS, TABLES } from '../form/editions';
import { basisNumber } from './basis';
import { editionColumn, exactFigure } from './columns';
import { derivedIn, type FigureSource, type Gap, type Holding, nothing, type Row } from './holding';
import { filedReport } from './speakers';
import { columnOf, type Dialect, type Statement, statement } from './statement';

const FILED = basisNumber('FILED');

export interface SheetKey {
  readonly basis: number;
  readonly kind: number;
  readonly year: number;
}

/** Editions of tables, "3_2021", with their columns of `rollup`. */
const EDITIONS = TABLES.flatMap((table) =>
  EDITION_IDS.map((id) => ({ key: `${table}_${id}`, column: editionColumn(table, id) })),
);
const FOOTING = ['reports', 'on_time', 'late', 'relieved', 'gaps', ...EDITIONS.map(({ column }) => column)];
/** Codes of counties and above end in three zeros (they have six digits; ids have nine). */
const NO_TOWNSHIP = 'region_id % 1000 = 0';

/**
 * One row: `regions`, the columns of what is behind the figures, and one of each cell, each as a JSON list in step with `regions`;
 * of FILED also the `states` of each report, which alone tell what was derived.
 */
export function planSheet(dialect: Dialect, key: SheetKey, cells: readonly Cell[]): Statement {
  const read = [...FOOTING, ...cells.map((cell) => cell.store)];
  const footing = [...FOOTING];
  if (key.basis === FILED) {
    read.push(`(${filedReport('r.states', 'rollup.region_id', 'rollup.year')}) AS states`);
    footing.push('states');
  }
  const lists = [
    ...footing.map((name) => [`r.${name}`, name]),
    ...cells.map((cell) => [exactFigure('r', cell), cell.store]),
  ];
  // Columns by their names: of a `*` SQLite would carry all 240 of every row.
  const sql = `SELECT ${columnOf(dialect, 'r.region_id')} AS regions,
  ${lists.map(([from, name]) => `${columnOf(dialect, from!)} AS ${name}`).join(', ')}
FROM (SELECT region_id, ${read.join(', ')} FROM rollup
  WHERE basis = ? AND kind_id = ? AND year = ? AND ${NO_TOWNSHIP} ORDER BY region_id) r`;
  return statement(dialect, sql, [key.basis, key.kind, key.year]);
}

/** One row: `regions` and `expected` of those where bodies of a kind were expected in a year, as JSON lists. */
export function planSheetExpected(dialect: Dialect, { kind, year }: SheetKey): Statement {
  const sql = `SELECT ${columnOf(dialect, 'x.region_id')} AS regions, ${columnOf(dialect, 'x.expected')} AS expected
FROM (SELECT region_id, SUM(change) AS expected FROM expectation
  WHERE kind_id = ? AND year <= ? AND ${NO_TOWNSHIP} GROUP BY region_id) x`;
  return statement(dialect, sql, [kind, year]);
}

type Column = readonly (number | null)[];

function listIn<T>(row: Row, name: string): T[] {
  const text = row[name];
  // PostgreSQL gives null for the list of no rows.
  return text === null || text === undefined ? [] : (JSON.parse(text as string) as T[]);
}

export class Sheet {
  private readonly places: ReadonlyMap<number, number>;
  private readonly regions: readonly number[];
  private readonly due: ReadonlyMap<number, number>;
  private readonly footing: ReadonlyMap<string, Column>;
  private readonly editions: ReadonlyMap<string, Column>;
  /** As the store packs them: most are never asked for. */
  private readonly gaps: readonly (string | null)[];
  private readonly derivedTotals: readonly ReadonlySet<number>[];
  private readonly cells = new Map<number, readonly (number | bigint | null)[]>();

  /** @param row of planSheet for `cells` @param due row of planSheetExpected */
  constructor(
    readonly key: SheetKey,
    row: Row,
    due: Row,
    cells: readonly Cell[],
  ) {
    this.regions = listIn(row, 'regions');
    this.places = new Map(this.regions.map((region, at) => [region, at]));
    const expected = listIn<number>(due, 'expected');
    this.due = new Map(listIn<number>(due, 'regions').map((region, at) => [region, Number(expected[at])]));
    const column = (name: string): [string, Column] => [name, listIn(row, name)];
    this.footing = new Map(['reports', 'on_time', 'late', 'relieved'].map(column));
    this.editions = new Map(EDITIONS.map(({ key: edition, column: name }) => [edition, listIn(row, name)]));
    this.gaps = listIn(row, 'gaps');
    this.derivedTotals = listIn<string | null>(row, 'states').map(derivedIn);
    this.take(row, cells);
  }

  /** Adds the columns of further cells, of the same state of the data. */
  take(row: Row, cells: readonly Cell[]): void {
    const regions = listIn<number>(row, 'regions');
    if (regions.length !== this.regions.length || regions.some((region, at) => region !== this.regions[at]))
      throw new Error('the regions of a sheet changed while it was read');
    for (const cell of cells) {
      const list = listIn<number | string | null>(row, cell.store);
      this.cells.set(cell.index, cell.kind === 'AMOUNT' ? list.map(exactly) : list.map(safely));
    }
  }

  /** Those of some cells whose columns are not here. */
  lacks(cells: readonly Cell[]): Cell[] {
    return cells.filter((cell) => !this.cells.has(cell.index));
  }

  /** Numbers held: what a bound on memory counts. */
  get size(): number {
    return this.regions.length * (this.cells.size + FOOTING.length + 2);
  }

  /** A reader of rows, to be moved from region to region. */
  reader(): SheetReader {
    const { key, places, due, footing, editions, gaps, derivedTotals, cells } = this;
    return new SheetReader(key.basis, places, due, footing, editions, gaps, derivedTotals, cells);
  }
}

/** By cell: its key among packed gaps, which hold no other quotes. */
const GAP_KEYS = CELLS.map(({ index }) => `"${index.toString(36)}"`);

/** The gap of one cell among packed ones, without unpacking the others. */
function gapIn(packed: string | null | undefined, index: number): Gap | undefined {
  if (!packed) return undefined;
  const key = GAP_KEYS[index]!;
  const at = packed.indexOf(key);
  return at < 0 ? undefined : (JSON.parse(packed.slice(packed.indexOf('[', at), packed.indexOf(']', at) + 1)) as Gap);
}

function exactly(value: number | string | null): number | bigint | null {
  if (value === null) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function safely(value: number | string | null): number | null {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`a sum of the store left it inexact: ${value}`);
  return value as number | null;
}

/** The row of one region at a time. A region without a row has no report; how many were expected is known all the same. */
export class SheetReader implements FigureSource {
  private region = 0;
  private at: number | undefined;
  private readonly reported: Column;
  private readonly inTime: Column;
  private readonly delayed: Column;
  private readonly relieved: Column;

  constructor(
    private readonly basis: number,
    private readonly places: ReadonlyMap<number, number>,
    private readonly due: ReadonlyMap<number, number>,
    footing: ReadonlyMap<string, Column>,
    private readonly editions: ReadonlyMap<string, Column>,
    private readonly gaps: readonly (string | null)[],
    private readonly derivedTotals: readonly ReadonlySet<number>[],
    private readonly cells: ReadonlyMap<number, readonly (number | bigint | null)[]>,
  ) {
    this.reported = footing.get('reports')!;
    this.inTime = footing.get('on_time')!;
    this.delayed = footing.get('late')!;
    this.relieved = footing.get('relieved')!;
  }

  /** Moves to a region. */
  on(region: number): this {
    this.region = region;
    this.at = this.places.get(region);
    return this;
  }

  /** FILED expects exactly one; BEST relieves bodies for which a consolidated report stands. */
  get expected(): number {
    if (this.basis === FILED) return 1;
    const due = this.due.get(this.region) ?? 0;
    return this.basis === 2 ? due - this.of(this.relieved) : due;
  }
  get reports(): number {
    return this.of(this.reported);
  }
  get onTime(): number {
    return this.of(this.inTime);
  }
  get late(): number {
    return this.of(this.delayed);
  }
  get single(): boolean {
    return this.basis === FILED && this.at !== undefined;
  }
  reportsOn(edition: string): number {
    return this.of(this.editions.get(edition)!);
  }
  gap(index: number): Gap | undefined {
    return this.at === undefined ? undefined : gapIn(this.gaps[this.at], index);
  }
  sum(index: number): number | bigint | undefined {
    return this.at === undefined ? undefined : (this.cells.get(index)![this.at] ?? undefined);
  }
  /** Of a filed report; a sum is derived as a whole. */
  derived(index: number): boolean {
    return this.derivedHere?.has(index) ?? false;
  }

  private get derivedHere(): ReadonlySet<number> | undefined {
    return this.at === undefined ? undefined : this.derivedTotals[this.at];
  }

  /** The region's figures of some cells as a holding of its own. */
  holding(cells: readonly Cell[]): Holding {
    if (this.at === undefined) return nothing(this.expected);
    const sums = new Map<number, bigint>();
    const gaps = new Map<number, Gap>();
    for (const { index } of cells) {
      const sum = this.sum(index);
      if (sum !== undefined) sums.set(index, BigInt(sum));
      const gap = this.gap(index);
      if (gap) gaps.set(index, gap);
    }
    const editions = new Map(EDITIONS.map(({ key }) => [key, this.reportsOn(key)]));
    const { expected, reports, onTime, late, single } = this;
    const derived = this.derivedHere ?? new Set<number>();
    return { expected, reports, onTime, late, editions, gaps, sums, derived, single };
  }

  private of(column: Column): number {
    return this.at === undefined ? 0 : Number(column[this.at]);
  }
}
