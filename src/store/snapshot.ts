/** A state of the data that stays as it is while it is read, however long that takes and whatever is written beside it. */

import { Reader } from './reader';
import type { Regions } from './regions';
import { Reports } from './reports';
import { readingConnection } from './source';

export class Snapshot {
  readonly reports: Reports;
  /** The data version whose state this is. */
  readonly dataVersion: number;
  private readonly reader: Reader;

  /** Opens a connection of its own; `close` must be called. */
  constructor(database: string, regions: Regions) {
    this.reader = new Reader(readingConnection(database));
    // A read transaction sees the state of its first read to its end.
    this.reader.connection.exec('BEGIN');
    const [row] = this.reader.all<{ value: string }>("SELECT value FROM dataset WHERE key = 'data_version'", []);
    this.dataVersion = Number(row?.value ?? 0);
    const read = <T>(sql: string, params: readonly unknown[]) => this.read<T>(sql, params);
    this.reports = new Reports(read, read, regions);
  }

  /** The rows of a statement that a key bounds. */
  async read<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.reader.all<T>(sql, params);
  }

  close(): void {
    this.reader.connection.close();
  }
}
