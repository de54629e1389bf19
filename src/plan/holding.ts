/**
 * What the store gave for one subject and year: sums of cells with the reports behind them. Holdings add up, over bodies,
 * regions and years; everything that is served is made of them.
 */
import type { Cell } from '../form/cells';
import { CELLS } from '../form/cells';
import { FILINGS, type Filing } from '../form/deadline';
import { EDITION_IDS, TABLES } from '../form/editions';
import { packStates, type ReportFigures, unpackStates } from '../form/figures';
import { editionColumn, tablesOf } from './columns';

/** Reports with the cell on their form that have, for it: nothing, a not-applicable mark, something unreadable, a lower bound. */
export type Gap = readonly [blank: number, notApplicable: number, unreadable: number, partial: number];

/**
 * What figures are added up from: the sums of one subject with the reports behind them. A holding is one; so is a row of a
 * sheet, which is read in place.
 */
export interface FigureSource {
  readonly expected: number;
  readonly reports: number;
  readonly onTime: number;
  readonly late: number;
  readonly single: boolean;
  /** Reports on an edition of a table, by "3_2021". */
  reportsOn(edition: string): number;
  gap(index: number): Gap | undefined;
  /** Sum of a cell; undefined where nothing contributes. */
  sum(index: number): number | bigint | undefined;
  derived(index: number): boolean;
}

export interface Holding {
  /** Bodies expected to report. */
  readonly expected: number;
  readonly reports: number;
  /** Reports published by their deadline, and after it; of the rest it is not known. */
  readonly onTime: number;
  readonly late: number;
  /** Reports by edition of a table, "3_2021". */
  readonly editions: ReadonlyMap<string, number>;
  /** By cell index; a cell without gaps is not named. */
  readonly gaps: ReadonlyMap<number, Gap>;
  /** By cell index: counts, 分 for amounts. */
  readonly sums: ReadonlyMap<number, bigint>;
  /** By cell index: totals of a single report that were left blank and derived from their parts. */
  readonly derived: ReadonlySet<number>;
  /** Whether this is one report, read, and not a sum of reports. */
  readonly single: boolean;
  /** Id of the report, where this is one. */
  readonly report?: number;
  /** Where the same figures are read without the maps above, if they are; good until the next one is asked for. */
  readonly source?: FigureSource;
  /** With maps of its own, where these are made each time that they are asked for. */
  unpacked?(): Holding;
}

export type Row = Readonly<Record<string, unknown>>;

/** A subject that nothing is known of but how many bodies should have reported. */
export function nothing(expected: number): Holding {
  return {
    expected,
    reports: 0,
    onTime: 0,
    late: 0,
    editions: new Map(),
    gaps: new Map(),
    sums: new Map(),
    derived: new Set(),
    single: false,
  };
}

/** A count of the store as a number; null is 0. */
export function count(value: unknown): number {
  return value === null || value === undefined ? 0 : Number(value);
}

/** A sum of the store, exactly. @throws where the driver gave a number that a double does not hold exactly */
export function whole(value: unknown): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`a sum of the store left it inexact: ${value}`);
  return BigInt(value as number | string | bigint);
}

function sumsOfRow(row: Row, cells: readonly Cell[]): Map<number, bigint> {
  const sums = new Map<number, bigint>();
  for (const cell of cells) {
    const value = row[cell.store];
    if (value !== null && value !== undefined) sums.set(cell.index, whole(value));
  }
  return sums;
}

/**
 * A row of `rollup` joined with how many bodies were expected. FILED expects exactly one, and of its report `states` say which
 * totals were derived.
 */
export function holdingOfRollup(row: Row, basis: number, cells: readonly Cell[]): Holding {
  const expected = basis === 1 ? 1 : count(row.expected) - (basis === 2 ? count(row.relieved) : 0);
  if (row.reports === null || row.reports === undefined) return nothing(expected);
  const editions = new Map<string, number>();
  for (const table of tablesOf(cells))
    for (const id of EDITION_IDS) editions.set(`${table}_${id}`, count(row[editionColumn(table, id)]));
  const gaps = new Map<number, Gap>();
  if (row.gaps) {
    const packed = JSON.parse(row.gaps as string) as Record<string, Gap>;
    for (const cell of cells) {
      const gap = packed[cell.index.toString(36)];
      if (gap) gaps.set(cell.index, gap);
    }
  }
  return {
    expected,
    reports: count(row.reports),
    onTime: count(row.on_time),
    late: count(row.late),
    editions,
    gaps,
    sums: sumsOfRow(row, cells),
    derived: derivedIn(row.states as string | null | undefined),
    single: basis === 1,
  };
}

/** Indexes of the totals that a report left blank and that follow from their parts. */
export function derivedIn(states: string | null | undefined): Set<number> {
  return new Set(unpackStates(states ?? null).flatMap(([index, state]) => (state === 'DERIVED' ? [index] : [])));
}

const GAP_OF: Readonly<Record<string, Gap>> = {
  BLANK: [1, 0, 0, 0],
  NOT_APPLICABLE: [0, 1, 0, 0],
  UNREADABLE: [0, 0, 1, 0],
  PARTIAL: [0, 0, 0, 1],
};

/** A row of `report`; a row without a report (`report_id` null) is a body that did not report. */
export function holdingOfReport(row: Row, cells: readonly Cell[]): Holding {
  const expected = count(row.expected);
  if (row.report_id === null || row.report_id === undefined) return nothing(expected);
  const editions = new Map<string, number>();
  for (const table of tablesOf(cells)) {
    const edition = row[`form${table}`];
    // 0 where the document lacks the table.
    if (edition) editions.set(`${table}_${edition}`, 1);
  }
  const states = row.states as string | null;
  const gaps = new Map<number, Gap>();
  for (const [index, state] of unpackStates(states)) {
    const gap = GAP_OF[state];
    if (gap) gaps.set(index, gap);
  }
  return {
    expected,
    reports: 1,
    onTime: row.filing === 1 ? 1 : 0,
    late: row.filing === 2 ? 1 : 0,
    editions,
    gaps,
    sums: sumsOfRow(row, cells),
    derived: derivedIn(states),
    single: true,
    report: Number(row.report_id),
  };
}

/** The figures of an earlier state of a report, and how it was filed. It names no report: that has another state now. */
export function holdingOfFigures(figures: ReportFigures, filing: Filing = 'UNKNOWN'): Holding {
  const states = packStates(figures);
  const row: Record<string, unknown> = { report_id: 0, expected: 1, filing: FILINGS.indexOf(filing), states };
  for (const table of TABLES) row[`form${table}`] = figures.forms[table];
  for (const cell of CELLS) row[cell.store] = figures.values[cell.index];
  return { ...holdingOfReport(row, CELLS), report: undefined };
}

/** The sum of holdings: of other bodies, other regions or other years, never of a report and what it contains. */
export function addHoldings(parts: readonly Holding[]): Holding {
  const sums = new Map<number, bigint>();
  const gaps = new Map<number, Gap>();
  const editions = new Map<string, number>();
  const total = { expected: 0, reports: 0, onTime: 0, late: 0 };
  for (const given of parts) {
    const part = given.unpacked?.() ?? given;
    total.expected += part.expected;
    total.reports += part.reports;
    total.onTime += part.onTime;
    total.late += part.late;
    for (const [edition, reports] of part.editions) editions.set(edition, (editions.get(edition) ?? 0) + reports);
    for (const [index, value] of part.sums) sums.set(index, (sums.get(index) ?? 0n) + value);
    for (const [index, gap] of part.gaps) {
      const before = gaps.get(index) ?? [0, 0, 0, 0];
      gaps.set(index, [before[0] + gap[0], before[1] + gap[1], before[2] + gap[2], before[3] + gap[3]]);
    }
  }
  return { ...total, editions, gaps, sums, derived: new Set(), single: false };
}
