/** Runs the statements of plans on the store. */
import { count, type Row } from '../../plan/holding';
import { planYears } from '../../plan/records';
import type { Dialect, Statement } from '../../plan/statement';
import type { Store } from '../../store/store';

/** More keys than this are not read beside other requests but in a worker. */
const BOUNDED_KEYS = 2000;

export class Reading {
  readonly dialect: Dialect;

  constructor(readonly store: Store) {
    this.dialect = store.dialect;
  }

  /** Rows of a read that its keys bound. */
  async read<R = Row>({ sql, params }: Statement): Promise<R[]> {
    return (await this.store.read(sql, [...params])) as R[];
  }

  /** Rows of a read that goes through much of a table: off the main thread, within the budget of time. */
  async scan<R = Row>({ sql, params }: Statement): Promise<R[]> {
    return (await this.store.scan(sql, [...params])) as R[];
  }

  /** Rows of a read by keys: where there are many, as a scan. */
  byKeys<R = Row>(keys: number, statement: Statement): Promise<R[]> {
    return keys > BOUNDED_KEYS ? this.scan<R>(statement) : this.read<R>(statement);
  }

  /** Years that any current report is of, in order. */
  async yearsKnown(): Promise<readonly number[]> {
    const rows = await this.read(planYears(this.dialect));
    return rows.map((row) => count(row.year));
  }
}
