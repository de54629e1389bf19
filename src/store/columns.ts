/** The wide columns of `report` and `rollup`, and the SQL that folds the ones into the others. */
import { CELLS } from '../form/cells';
import { EDITION_IDS, TABLES } from '../form/editions';

/** One column a cell, by `Cell.index`. */
export const CELL_COLUMNS: readonly string[] = CELLS.map((cell) => cell.store);

const byBlock = new Map<string, number[]>();
for (const { index, table, column, editions } of CELLS) {
  const name = `${table}/${table === 3 ? column : ''}/${editions.join()}`;
  byBlock.set(name, [...(byBlock.get(name) ?? []), index]);
}

/** The cells by their tables and editions, those of table 3 by their applicants too: often nothing is printed in one but zeros. */
export const CELL_BLOCKS: readonly (readonly number[])[] = [...byBlock.values()];

/** Columns of `rollup` that count reports. */
export const TALLY_COLUMNS: readonly string[] = [
  'reports',
  'on_time',
  'late',
  ...TABLES.flatMap((table) => EDITION_IDS.map((edition) => `t${table}_${edition}`)),
  'relieved',
];

const TALLY_OF_REPORT: readonly string[] = [
  '1',
  'CASE WHEN r.filing = 1 THEN 1 ELSE 0 END',
  'CASE WHEN r.filing = 2 THEN 1 ELSE 0 END',
  ...TABLES.flatMap((table) => EDITION_IDS.map((edition) => `CASE WHEN r.form${table} = ${edition} THEN 1 ELSE 0 END`)),
  '0',
];

/** What one report `r` adds to a roll-up. */
export const REPORT_PART: string = [
  ...TALLY_OF_REPORT.map((value, at) => `${value} AS ${TALLY_COLUMNS[at]}`),
  'r.states AS gaps',
  ...CELL_COLUMNS.map((column) => `r.${column}`),
].join(', ');

/** What another roll-up `u` adds to one. */
export const ROLLUP_PART: string = [...TALLY_COLUMNS, 'gaps', ...CELL_COLUMNS]
  .map((column) => `u.${column}`)
  .join(', ');

/** Columns of `rollup` but its key. */
export const ROLLUP_COLUMNS: readonly string[] = [...TALLY_COLUMNS, 'gaps', ...CELL_COLUMNS];

/** The sums over reports `r` alone: without the detour over parts, twice as fast. */
export const REPORT_SUMS: string = [
  ...TALLY_OF_REPORT.map((value) => `SUM(${value})`),
  'fold_gaps(r.states) FILTER (WHERE r.states IS NOT NULL)',
  ...CELL_COLUMNS.map((column) => `SUM(r.${column})`),
].join(', ');

/** The sums over parts. */
export const SUMS: string = [
  ...TALLY_COLUMNS.map((column) => `SUM(${column})`),
  'fold_gaps(gaps) FILTER (WHERE gaps IS NOT NULL)',
  ...CELL_COLUMNS.map((column) => `SUM(${column})`),
].join(', ');

/** Columns of `report` but its id, in the order in which they are written. */
export const REPORT_COLUMNS: readonly string[] = [
  'department_id',
  'region_id',
  'kind_id',
  'year',
  'scope',
  'withdrawn',
  'version',
  'filing',
  'form2',
  'form3',
  'form4',
  'published_on',
  'states',
  'unassessed',
  'recorded_at',
  'document_id',
  'digest',
  ...CELL_COLUMNS,
];
