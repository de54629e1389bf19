/** Compares the roll-ups and expectations of a store with a plain recount of its reports, and its indexes with the texts. */
import { CELLS } from '../form/cells';
import { FILINGS, filingOf } from '../form/deadline';
import { ALL_KINDS, kindOf } from '../plan/basis';
import { CELL_COLUMNS, TALLY_COLUMNS } from './columns';
import type { Connection } from './connection';
import { BESIDE, yearsBeside } from './department-rows';
import { ExpectationChanges } from './expectations';
import { packGaps } from './gaps';
import { type CountedReport, recount, type Sum, sumKey } from './recount';
import type { Regions } from './regions';
import { verifyNarratives } from './verify-narratives';

/** A number of the store that does not follow from its reports. */
export interface Difference {
  readonly table: 'report' | 'rollup' | 'expectation' | 'department' | 'sentence_mark' | 'narrative_count' | 'search';
  /** Names and values of the row's key. */
  readonly key: Readonly<Record<string, number>>;
  readonly column: string;
  readonly stored: string | null;
  readonly counted: string | null;
}

/** Differences that are listed at most. */
const MOST = 1000;

const CHUNK = 2000;

const REPORTS = `SELECT id, department_id, region_id, kind_id, scope, filing, form2, form3, form4, states, ${CELL_COLUMNS.join(', ')}
  FROM report WHERE id > ? AND year = ? AND withdrawn = 0 ORDER BY id LIMIT ${CHUNK}`;

/** A few at a time. */
async function* reportsOfYear(connection: Connection, year: number): AsyncGenerator<CountedReport[]> {
  for (let last = 0; ; ) {
    const rows = await connection.lists(REPORTS, [last, year]);
    yield rows.map((row): CountedReport => {
      const [, departmentId, regionId, kindId, scope, filing, form2, form3, form4] = row as number[];
      return {
        departmentId: departmentId!,
        regionId: regionId!,
        kindId: kindId!,
        scope: scope!,
        filing: filing!,
        forms: [form2!, form3!, form4!],
        states: row[9] as string | null,
        values: row.slice(10) as (number | null)[],
      };
    });
    if (rows.length < CHUNK) return;
    last = rows.at(-1)![0] as number;
  }
}

/** Bodies expected in a region's subtree in a year, by the store. */
async function expectedIn(connection: Connection, year: number): Promise<(regionId: number) => number> {
  const rows = await connection.all<{ region_id: number; expected: number }>(
    'SELECT region_id, SUM(change) AS expected FROM expectation WHERE kind_id = ? AND year <= ? GROUP BY region_id',
    [ALL_KINDS, year],
  );
  const byRegion = new Map(rows.map((row) => [row.region_id, row.expected]));
  return (regionId) => byRegion.get(regionId) ?? 0;
}

/**
 * The differences, 1,000 at most; none where everything agrees.
 * @param connection a state of the store that stays as it is
 */
export async function verifyAll(connection: Connection, regions: Regions): Promise<Difference[]> {
  const differences: Difference[] = [];
  const found = (difference: Difference): void => {
    if (differences.length < MOST) differences.push(difference);
  };
  await compareDepartments(connection, found);
  await compareBeside(connection, found);
  await compareExpectations(connection, regions, found);
  await compareFilings(connection, regions, found);
  const years = await connection.all<{ year: number }>('SELECT year FROM report UNION SELECT year FROM rollup');
  for (const { year } of years) await compareYear(connection, regions, year, found);
  await verifyNarratives(connection, regions, found);
  return differences;
}

async function compareDepartments(connection: Connection, found: (difference: Difference) => void): Promise<void> {
  const rows = await connection.all<{ id: number; expected_from: number | null; first: number | null }>(
    `SELECT d.id, d.expected_from, f.first FROM department d
     LEFT JOIN (SELECT department_id, MIN(year) AS first FROM report WHERE scope = 0 AND withdrawn = 0 GROUP BY department_id) f
       ON f.department_id = d.id
     WHERE d.registered = 0 AND COALESCE(d.expected_from, 0) <> COALESCE(f.first, 0)`,
  );
  for (const { id, expected_from, first } of rows)
    found({
      table: 'department',
      key: { id },
      column: 'expected_from',
      stored: text(expected_from),
      counted: text(first),
    });
  const strays = await connection.all<{ id: number; region_id: number; own: number }>(
    `SELECT r.id, r.region_id, d.region_id AS own FROM report r JOIN department d ON d.id = r.department_id
     WHERE r.region_id <> d.region_id OR r.kind_id <> d.kind_id`,
  );
  for (const { id, region_id, own } of strays)
    found({
      table: 'department',
      key: { report: id },
      column: 'region_id',
      stored: text(region_id),
      counted: text(own),
    });
}

/** Which registered bodies reported in years in which they are not expected. */
async function compareBeside(connection: Connection, found: (difference: Difference) => void): Promise<void> {
  const counted = new Map<number, number[]>();
  const reported = await connection.all<{ id: number; year: number }>(
    `SELECT d.id, r.year FROM department d JOIN report r ON r.department_id = d.id AND ${BESIDE} ORDER BY d.id, r.year`,
  );
  for (const { id, year } of reported) counted.set(id, [...(counted.get(id) ?? []), year]);
  const stored = await connection.all<{ id: number; reported_beside: string }>(
    'SELECT id, reported_beside FROM department WHERE reported_beside IS NOT NULL',
  );
  const differ = (id: number, was: string | null, is: string | null): void =>
    found({ table: 'department', key: { id }, column: 'reported_beside', stored: was, counted: is });
  for (const { id, reported_beside: was } of stored) {
    const is = counted.get(id)?.join() ?? null;
    counted.delete(id);
    if (was !== is) differ(id, was, is);
  }
  for (const [id, years] of counted) differ(id, null, years.join());
}

/** Whether each report is on time or late follows from its date and its deadline. */
async function compareFilings(
  connection: Connection,
  regions: Regions,
  found: (difference: Difference) => void,
): Promise<void> {
  for (let last = 0; ; ) {
    const rows = await connection.all<FiledReport>(FILED_REPORTS, [last]);
    for (const { id, region_id, kind_id, year, published_on, filing } of rows) {
      const deadline = regions.deadlines.dateOf(region_id, kindOf(kind_id), year);
      const counted = FILINGS.indexOf(filingOf(published_on ?? undefined, deadline));
      if (counted !== filing)
        found({ table: 'report', key: { id }, column: 'filing', stored: text(filing), counted: text(counted) });
    }
    if (rows.length < FILED_CHUNK) return;
    last = rows.at(-1)!.id;
  }
}

interface FiledReport {
  readonly id: number;
  readonly region_id: number;
  readonly kind_id: number;
  readonly year: number;
  readonly published_on: string | null;
  readonly filing: number;
}

const FILED_CHUNK = 10_000;
const FILED_REPORTS = `SELECT id, region_id, kind_id, year, published_on, filing FROM report
  WHERE id > ? ORDER BY id LIMIT ${FILED_CHUNK}`;

async function compareExpectations(
  connection: Connection,
  regions: Regions,
  found: (difference: Difference) => void,
): Promise<void> {
  const changes = new ExpectationChanges(regions);
  const departments = (await connection.lists(
    'SELECT region_id, kind_id, expected_from, expected_to, reported_beside FROM department',
  )) as [number, number, number | null, number | null, string | null][];
  for (const [regionId, kindId, from, to, beside] of departments)
    changes.replace(undefined, { regionId, kindId, from, to, beside: yearsBeside(beside) });
  const counted = new Map(changes.list().map((each) => [`${each.regionId}/${each.kindId}/${each.year}`, each.change]));
  const stored = await connection.lists('SELECT region_id, kind_id, year, change FROM expectation');
  const difference = (key: string, was: number | null, is: number | null): void => {
    const [region_id, kind_id, year] = key.split('/').map(Number) as [number, number, number];
    found({
      table: 'expectation',
      key: { region_id, kind_id, year },
      column: 'change',
      stored: text(was),
      counted: text(is),
    });
  };
  for (const [regionId, kindId, year, change] of stored as [number, number, number, number][]) {
    const key = `${regionId}/${kindId}/${year}`;
    const is = counted.get(key) ?? null;
    counted.delete(key);
    if (is !== change) difference(key, change, is);
  }
  for (const [key, change] of counted) difference(key, null, change);
}

async function compareYear(
  connection: Connection,
  regions: Regions,
  year: number,
  found: (difference: Difference) => void,
): Promise<void> {
  const sums = await recount(() => reportsOfYear(connection, year), regions, await expectedIn(connection, year));
  const stored = await connection.exact(
    `SELECT basis, kind_id, region_id, ${[...TALLY_COLUMNS, 'gaps', ...CELL_COLUMNS].join(', ')} FROM rollup WHERE year = ?`,
    [year],
  );
  for (const row of stored) {
    const [basis, kind_id, region_id] = row.slice(0, 3).map(Number) as [number, number, number];
    const key = { basis, kind_id, year, region_id };
    const sum = sums.get(sumKey(basis, kind_id, region_id));
    sums.delete(sumKey(basis, kind_id, region_id));
    compareRow(key, row.slice(3), sum, found);
  }
  for (const [key, sum] of sums) {
    const [basis, kind_id, region_id] = key.split('/').map(Number) as [number, number, number];
    found({
      table: 'rollup',
      key: { basis, kind_id, year, region_id },
      column: 'reports',
      stored: null,
      counted: text(sum.tally[0]!),
    });
  }
}

function compareRow(
  key: Difference['key'],
  row: readonly (bigint | string | null)[],
  sum: Sum | undefined,
  found: (difference: Difference) => void,
): void {
  if (!sum) {
    found({ table: 'rollup', key, column: 'reports', stored: text(row[0]!), counted: null });
    return;
  }
  const compare = (column: string, stored: bigint | string | null, counted: bigint | string | null): void => {
    if (stored !== counted) found({ table: 'rollup', key, column, stored: text(stored), counted: text(counted) });
  };
  for (const [at, column] of TALLY_COLUMNS.entries()) compare(column, row[at]!, BigInt(sum.tally[at]!));
  compare('gaps', row[TALLY_COLUMNS.length]!, packGaps(sum.gaps));
  const first = TALLY_COLUMNS.length + 1;
  for (const cell of CELLS) compare(cell.store, row[first + cell.index]!, sum.value(cell.index));
}

function text(value: bigint | number | string | null): string | null {
  return value === null ? null : String(value);
}
