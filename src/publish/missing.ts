/** Bodies that were expected to report and did not. */
import { ALL_KINDS, type Basis } from '../plan/basis';
import { planMissing, planMissingCount } from '../plan/coverage';
import type { Region, Store } from '../store';
import { type Body, bodiesOf, scanCount, scanRows } from './reading';

/** How many bodies of a region are missing from a total of a year, and the first of them, by id. */
export async function missingBodies(
  store: Store,
  region: Region,
  year: number,
  basis: Basis,
  limit: number,
): Promise<{ total: number; shown: Body[] }> {
  const ask = { basis, range: { low: region.id, high: region.rangeEnd }, kind: ALL_KINDS, year };
  const rows = await scanRows(store, planMissing(store.dialect, ask, undefined, limit));
  const ids = rows.map((row) => Number(row.id));
  const bodies = await bodiesOf(store, ids);
  return {
    total: await scanCount(store, planMissingCount(store.dialect, ask)),
    shown: ids.map((id) => bodies.get(id)!),
  };
}
