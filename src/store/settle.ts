/**
 * All that follows from what a transaction wrote: findings across years, then from the townships up what is expected, the
 * roll-ups and the findings of consolidated and missing reports.
 */
import { REGION_LEVELS } from '../plan/basis';
import { ExpectationChanges } from './expectations';
import { FindingRows } from './finding-rows';
import type { Transaction } from './journal';
import { RegionLocks } from './locks';
import { Oversight } from './oversight';
import type { Regions } from './regions';
import { TouchedTotals } from './rollups';

export interface Unsettled {
  readonly findings: FindingRows;
  readonly expectations: ExpectationChanges;
  readonly totals: TouchedTotals;
  readonly oversight: Oversight;
  readonly locks: RegionLocks;
}

/** Of a transaction that begins. */
export function newUnsettled(transaction: Transaction, regions: Regions): Unsettled {
  const findings = new FindingRows(transaction);
  return {
    findings,
    expectations: new ExpectationChanges(regions),
    totals: new TouchedTotals(transaction, regions),
    oversight: new Oversight(transaction, regions, findings),
    locks: new RegionLocks(transaction, regions),
  };
}

export async function settle(transaction: Transaction, unsettled: Unsettled): Promise<void> {
  const { expectations, totals, oversight, locks } = unsettled;
  await oversight.runYears();
  locks.want(expectations.regions.keys());
  locks.want(totals.places().map((place) => place.regionId));
  locks.want(oversight.regions());
  for (let level = REGION_LEVELS.length - 1; level >= 0; level -= 1) {
    await locks.takeFor(level);
    await expectations.write(transaction, level);
    await totals.expected(expectations, level);
    await totals.recompute(level);
    await oversight.runLevel(level, totals);
  }
  await oversight.finish();
}
