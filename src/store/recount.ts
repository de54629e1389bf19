/**
 * Totals counted plainly, report by report, without roll-ups: what the roll-ups are compared with, and what the totals as of
 * an earlier date are made of.
 */
import { CELLS } from '../form/cells';
import { EDITION_IDS, TABLES } from '../form/editions';
import { ALL_KINDS, basisNumber, kindIsFolded } from '../plan/basis';
import { SPEAKERS, speaks } from '../plan/speakers';
import { TALLY_COLUMNS } from './columns';
import { addStates, type Gaps } from './gaps';
import type { Region, Regions } from './regions';

/** One current report that is not withdrawn. */
export interface CountedReport {
  readonly departmentId: number;
  readonly regionId: number;
  readonly kindId: number;
  /** 0 own, 1 consolidated. */
  readonly scope: number;
  readonly filing: number;
  /** Editions of tables 2, 3 and 4; 0 where there is none. */
  readonly forms: readonly number[];
  /** Packed. */
  readonly states: string | null;
  /** By cell index. */
  readonly values: ArrayLike<number | null>;
}

/** Beyond this a sum in a double is carried over into a whole number of any size. */
const CARRY = 2 ** 52;

/** A sum over reports, exact at any size. */
export class Sum {
  /** By `TALLY_COLUMNS`. */
  readonly tally: number[] = TALLY_COLUMNS.map(() => 0);
  readonly gaps: Gaps = new Map();
  /** Packed states of the report, where it is a single one. */
  states: string | null = null;
  private readonly low = new Float64Array(CELLS.length);
  private readonly high = new Map<number, bigint>();
  private readonly contributing = new Uint32Array(CELLS.length);

  add(report: CountedReport): void {
    const { tally } = this;
    tally[0]! += 1;
    if (report.filing === 1) tally[1]! += 1;
    if (report.filing === 2) tally[2]! += 1;
    for (let table = 0; table < TABLES.length; table += 1) {
      const edition = EDITION_IDS.findIndex((id) => Number(id) === report.forms[table]);
      if (edition >= 0) tally[3 + table * EDITION_IDS.length + edition]! += 1;
    }
    this.states = tally[0] === 1 ? report.states : null;
    if (report.states) addStates(this.gaps, report.states);
    for (let cell = 0; cell < this.low.length; cell += 1) {
      const value = report.values[cell];
      if (value !== null && value !== undefined) this.addValue(cell, value);
    }
  }

  /** What BEST expects fewer than COMPUTED. */
  relieve(bodies: number): void {
    this.tally[TALLY_COLUMNS.length - 1]! += bodies;
  }

  /** The sum of a cell; null where no report contributes. */
  value(cell: number): bigint | null {
    if (this.contributing[cell] === 0) return null;
    return BigInt(this.low[cell]!) + (this.high.get(cell) ?? 0n);
  }

  private addValue(cell: number, value: number): void {
    this.contributing[cell]! += 1;
    if (value === 0) return;
    if (Math.abs(value) > CARRY) {
      this.high.set(cell, (this.high.get(cell) ?? 0n) + BigInt(value));
      return;
    }
    const sum = this.low[cell]! + value;
    if (Math.abs(sum) <= CARRY) {
      this.low[cell] = sum;
      return;
    }
    this.high.set(cell, (this.high.get(cell) ?? 0n) + BigInt(sum));
    this.low[cell] = 0;
  }
}

/** Key of a sum: `basis/kind/region`. */
export function sumKey(basis: number, kindId: number, regionId: number): string {
  return `${basis}/${kindId}/${regionId}`;
}

const COMPUTED = basisNumber('COMPUTED');
const FILED = basisNumber('FILED');
const BEST = basisNumber('BEST');

/**
 * Every sum of one year, by `sumKey`.
 * @param reports some at a time, read twice: the filed ones must be known before the others are counted
 * @param expected bodies of a region's subtree that are expected to report in the year
 */
export async function recount(
  reports: () => AsyncIterable<readonly CountedReport[]>,
  regions: Regions,
  expected: (regionId: number) => number,
): Promise<Map<string, Sum>> {
  const filedOf = new Map<number, { departmentId: number; rank: number }>();
  for await (const some of reports())
    for (const report of some) {
      if (report.scope === 0 || !speaks(report.kindId, regions.get(report.regionId)!)) continue;
      const rank = SPEAKERS.indexOf(report.kindId);
      const other = filedOf.get(report.regionId);
      if (other && (other.rank < rank || (other.rank === rank && other.departmentId < report.departmentId))) continue;
      filedOf.set(report.regionId, { departmentId: report.departmentId, rank });
    }

  const sums = new Map<string, Sum>();
  const at = (basis: number, kindId: number, regionId: number): Sum => {
    const key = sumKey(basis, kindId, regionId);
    const kept = sums.get(key);
    if (kept) return kept;
    const sum = new Sum();
    sums.set(key, sum);
    return sum;
  };
  for await (const some of reports())
    for (const report of some) {
      const region = regions.get(report.regionId)!;
      const upwards = [region, ...[...regions.ancestors(region.id)].reverse()];
      if (report.scope === 0) {
        for (const each of upwards) {
          at(COMPUTED, ALL_KINDS, each.id).add(report);
          if (kindIsFolded(each.level)) at(COMPUTED, report.kindId, each.id).add(report);
        }
        for (const each of untilFiled(upwards, filedOf)) at(BEST, ALL_KINDS, each.id).add(report);
      } else if (filedOf.get(region.id)?.departmentId === report.departmentId) {
        at(FILED, ALL_KINDS, region.id).add(report);
        for (const each of [region, ...untilFiled(upwards.slice(1), filedOf)]) {
          const sum = at(BEST, ALL_KINDS, each.id);
          sum.add(report);
          sum.relieve(expected(region.id) - 1);
        }
      }
    }
  return sums;
}

/** The regions below the first one whose consolidated report stands for all that is in it. */
function untilFiled(upwards: readonly Region[], filedOf: ReadonlyMap<number, unknown>): readonly Region[] {
  const end = upwards.findIndex((region) => filedOf.has(region.id));
  return end < 0 ? upwards : upwards.slice(0, end);
}
