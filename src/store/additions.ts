/**
 * What new reports add to the computed sums of regions, years and kinds: added up in memory over a whole transaction, so that
 * each sum is read and written once, however many reports are behind it.
 */
import { CELLS } from '../form/cells';
import { EDITION_IDS, TABLES } from '../form/editions';
import { askTable, type Dialect, orderedJoin } from '../plan/statement';
import { CELL_BLOCKS, ROLLUP_COLUMNS, TALLY_COLUMNS } from './columns';
import type { Connection, InsertTable, Value } from './connection';
import { type FoldKey, removeSums } from './fold';
import { addGaps, addStates, type Gaps, mergeGaps, packGaps } from './gaps';
import type { ReportMeta } from './report-rows';

/** What a report is counted by. */
type Counted = Pick<ReportMeta, 'filing' | 'form2' | 'form3' | 'form4' | 'states'>;

const KEY_COLUMNS = ['basis', 'kind_id', 'year', 'region_id'];

const EDITIONS = EDITION_IDS.map(Number);
const FIRST_FORM = TALLY_COLUMNS.indexOf(`t${TABLES[0]}_${EDITION_IDS[0]}`);
const GAPS = ROLLUP_COLUMNS.indexOf('gaps');

/** Rows of `rollup`. */
const ROLLUP: InsertTable = {
  name: 'rollup',
  columns: [...KEY_COLUMNS, ...ROLLUP_COLUMNS].map((name) => ({ name, type: name === 'gaps' ? 'text' : 'bigint' })),
  blocks: CELL_BLOCKS.map((cells) => cells.map((cell) => KEY_COLUMNS.length + GAPS + 1 + cell)),
};

/** A sum over reports, exact as long as `isExact`. */
export class Addition {
  /** By `TALLY_COLUMNS`. */
  private readonly tally: number[] = TALLY_COLUMNS.map(() => 0);
  private readonly gaps: Gaps = new Map();
  private readonly values = new Float64Array(CELLS.length);
  /** Whether any report contributes to a cell. */
  private readonly present = new Uint8Array(CELLS.length);
  /** False once a sum is beyond what a double holds: it is left to the database then. */
  isExact = true;

  /** @param values by `Cell.index` */
  addReport(report: Counted, values: readonly (number | null)[]): void {
    const { tally } = this;
    tally[0]! += 1;
    if (report.filing > 0) tally[report.filing]! += 1;
    this.addForm(0, report.form2);
    this.addForm(1, report.form3);
    this.addForm(2, report.form4);
    if (report.states !== null) addStates(this.gaps, report.states);
    for (let cell = 0; cell < values.length; cell += 1) {
      const value = values[cell];
      if (value !== null) this.addValue(cell, value!);
    }
  }

  addAll(other: Addition): void {
    for (const [at, count] of other.tally.entries()) this.tally[at]! += count;
    mergeGaps(this.gaps, other.gaps);
    for (let cell = 0; cell < CELLS.length; cell += 1)
      if (other.present[cell] === 1) this.addValue(cell, other.values[cell]!);
    this.isExact &&= other.isExact;
  }

  /** A row by `ROLLUP_COLUMNS`. */
  addRow(row: readonly unknown[]): void {
    for (let at = 0; at < GAPS; at += 1) this.tally[at]! += row[at] as number;
    const gaps = row[GAPS] as string | null;
    if (gaps !== null) addGaps(this.gaps, gaps);
    for (let cell = 0; cell < CELLS.length; cell += 1) {
      const value = row[GAPS + 1 + cell];
      if (value === null) continue;
      if (Number.isSafeInteger(value)) this.addValue(cell, value as number);
      else this.isExact = false;
    }
  }

  /** The row by `ROLLUP_COLUMNS`. */
  row(): Value[] {
    const row: Value[] = [...this.tally, packGaps(this.gaps)];
    for (let cell = 0; cell < CELLS.length; cell += 1) row.push(this.present[cell] === 1 ? this.values[cell]! : null);
    return row;
  }

  private addForm(table: number, edition: number): void {
    const at = EDITIONS.indexOf(edition);
    if (at >= 0) this.tally[FIRST_FORM + table * EDITIONS.length + at]! += 1;
  }

  private addValue(cell: number, value: number): void {
    this.present[cell] = 1;
    if (value === 0) return;
    const sum = this.values[cell]! + value;
    this.values[cell] = sum;
    if (sum > Number.MAX_SAFE_INTEGER || sum < -Number.MAX_SAFE_INTEGER) this.isExact = false;
  }
}

/** A sum that grows, or has grown. */
export interface Grown {
  readonly key: FoldKey;
  readonly sum: Addition;
  /** There is no such sum yet. */
  readonly isNew?: boolean;
}

function storedSums(dialect: Dialect, basis: number): string {
  const columns = ROLLUP_COLUMNS.map((column) => `u.${column}`).join(', ');
  const matches = `u.basis = ${basis} AND u.kind_id = ask.kind_id AND u.year = ask.year AND u.region_id = ask.region_id`;
  // Of a store that is being filled the planner of PostgreSQL knows nothing yet, and would keep all sums of the basis aside to compare each
  // with each; OFFSET has it look up every key by itself.
  const stored =
    dialect === 'postgres'
      ? `CROSS JOIN LATERAL (SELECT * FROM rollup u WHERE ${matches} OFFSET 0) u`
      : `${orderedJoin(dialect)} rollup u ON ${matches}`;
  return `WITH ${askTable(dialect, ['at', 'kind_id', 'year', 'region_id'])}
    SELECT ask.at, ${columns} FROM ask ${stored}`;
}

/** The sums of a basis as they are with what they grow by, in their order. */
export async function grownSums(connection: Connection, basis: number, growing: readonly Grown[]): Promise<Grown[]> {
  const grown = growing.map(({ key, sum }): Grown => ({ key, sum, isNew: true }));
  if (grown.length === 0) return grown;
  const list = JSON.stringify(growing.map(({ key }, at) => [at, key.kind, key.year, key.region]));
  for (const [at, ...row] of await connection.lists(storedSums(connection.dialect, basis), [list])) {
    const { key, sum } = growing[at as number]!;
    // What it grows by is still to be added further up.
    const whole = new Addition();
    whole.addAll(sum);
    whole.addRow(row);
    grown[at as number] = { key, sum: whole };
  }
  return grown;
}

/** Puts sums in the place of those that are stored. */
export async function putSums(connection: Connection, basis: number, sums: readonly Grown[]): Promise<void> {
  if (sums.length === 0) return;
  const stored = sums.filter(({ isNew }) => !isNew).map(({ key }) => key);
  if (stored.length > 0) await removeSums(connection, basis, stored);
  const rows = sums.map(({ key, sum }) => [basis, key.kind, key.year, key.region, ...sum.row()]);
  await connection.insertAll(ROLLUP, rows);
}
