/** A state of the data that stays as it is while it is read, however long that takes and whatever is written beside it. */
import type { FrozenConnection, Value } from './connection';
import type { Regions } from './regions';
import { Reports } from './reports';

export class Snapshot {
  readonly reports: Reports;

  constructor(
    private readonly connection: FrozenConnection,
    /** The data version whose state this is. */
    readonly dataVersion: number,
    regions: Regions,
  ) {
    const read = <T>(sql: string, params: readonly Value[]) => this.read<T>(sql, params);
    this.reports = new Reports(connection.dialect, read, read, regions);
  }

  /** The rows of a statement that a key bounds. */
  read<T>(sql: string, params: readonly Value[] = []): Promise<T[]> {
    return this.connection.all<T>(sql, params);
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
