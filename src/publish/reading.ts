/** What documents and exports read of the store. */
import { type KindDef } from '../form/kinds';
import { count, type Row } from '../plan/holding';
import type { Statement } from '../plan/statement';
import type { Region, Store } from '../store';

/** Rows of a statement that a key bounds. */
export async function readRows(store: Store, { sql, params }: Statement): Promise<Row[]> {
  return store.read<Row>(sql, params);
}

/** Rows of a statement that goes through much of a table: off the main thread. @throws QUERY_TOO_SLOW */
export async function scanRows(store: Store, { sql, params }: Statement): Promise<Row[]> {
  return store.scan<Row>(sql, params);
}

/** The one number of a counting statement (column `total`). */
export async function scanCount(store: Store, statement: Statement): Promise<number> {
  return count((await scanRows(store, statement))[0]?.total);
}

/** A body that files, with where it belongs. */
export interface Body {
  readonly id: number;
  readonly name: string;
  readonly kind: KindDef;
  readonly region: Region;
}

/** Bodies by id. Every id must be of one that there is. */
export async function bodiesOf(store: Store, ids: readonly number[]): Promise<ReadonlyMap<number, Body>> {
  const unique = [...new Set(ids)];
  const found = await store.departments.get(unique);
  return new Map(
    found.map((department, at) => {
      const { name, kind, regionId } = department!;
      return [unique[at]!, { id: unique[at]!, name, kind, region: store.regions.get(regionId)! }];
    }),
  );
}

/** From where data are: what a document says of its own state. */
export interface DataState {
  readonly dataVersion: number;
  /** ISO date of the last change; undefined where nothing ever changed. */
  readonly dataOn: string | undefined;
}

/** The state of the data now. */
export async function stateOfData(store: Store): Promise<DataState> {
  const dataVersion = await store.dataVersion();
  const changedAt = await store.changedAt();
  return { dataVersion, dataOn: changedAt === undefined ? undefined : dayIn(changedAt) };
}

const CHINA_MS = 8 * 3_600_000;

/** The day of an instant (ms since 1970) in China, as an ISO date. */
export function dayIn(instant: number): string {
  return new Date(instant + CHINA_MS).toISOString().slice(0, 10);
}
