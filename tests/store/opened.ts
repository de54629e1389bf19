/** Stores in temporary files, and reports to put into them. */
import type { CheckResult } from '../../src/check/result';
import { CELLS, cell, cellsOn } from '../../src/form/cells';
import type { EditionId } from '../../src/form/editions';
import type { ReportFigures } from '../../src/form/figures';
import type { CellState } from '../../src/form/value';
import {
  type Author,
  type DocumentInput,
  openStore,
  type ReportInput,
  type Store,
  type StoreOptions,
} from '../../src/store';
import { dropDatabases, newStoreDatabase } from '../fixtures/databases';

const stores: Store[] = [];

/** A new store on the database that the tests run on. */
export async function newStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ database: options.database ?? (await newStoreDatabase()), ...options });
  stores.push(store);
  return store;
}

/** To be called after each test file. */
export async function closeAll(): Promise<void> {
  for (const store of stores.splice(0)) await store.close();
  await dropDatabases();
}

/** Clean figures on one edition: zeros, but for the given values by cell id, and states for cells without a number. */
export function figures(
  given: Readonly<Record<string, number | CellState>> = {},
  form: EditionId = '2021',
): ReportFigures {
  const values: (number | null)[] = new Array(CELLS.length).fill(null);
  const states: CellState[] = new Array(CELLS.length).fill('NOT_ON_THIS_FORM');
  for (const table of [2, 3, 4] as const)
    for (const each of cellsOn(form, table)) {
      values[each.index] = 0;
      states[each.index] = 'REPORTED';
    }
  for (const [id, what] of Object.entries(given)) {
    const { index } = cell(id);
    values[index] = typeof what === 'number' ? what : null;
    states[index] = typeof what === 'number' ? 'REPORTED' : what;
  }
  return { forms: { 2: form, 3: form, 4: form }, values, states };
}

export const CLEAN: CheckResult = { findings: [], unassessed: [] };
export const BY: Author = { actor: 'zhang', role: 'editor', reason: 'a test' };

export function report(departmentId: number, more: Partial<ReportInput> = {}): ReportInput {
  return { departmentId, year: 2023, scope: 'OWN', figures: figures(), check: CLEAN, ...more };
}

export function document(more: Partial<DocumentInput> = {}): DocumentInput {
  return {
    sha256: 'a'.repeat(64),
    fileName: 'report.txt',
    mediaType: 'text/plain',
    title: '年度报告',
    body: '偃师区司法局',
    origins: new Map([['received.total', { printed: '3', line: 12, readBy: 'LABEL', confidence: 1 }]]),
    notices: [],
    sections: [{ key: 'OVERVIEW', heading: '一、总体情况', text: '虚构的正文。', line: 3 }],
    ...more,
  };
}

/** The district of 偃师 and some of its bodies. */
export async function bodiesOf(store: Store, code: string, ...names: string[]): Promise<number[]> {
  const region = store.regions.byCode(code)!;
  const made = await store.departments.ensureAll(names.map((name) => ({ regionId: region.id, name })));
  return made.map((each) => each.id);
}

/** One stored sum, exactly; undefined where there is no such roll-up. */
export async function stored(
  store: Store,
  basis: 'COMPUTED' | 'FILED' | 'BEST',
  code: string,
  column: string,
  year = 2023,
  kindId = 0,
): Promise<string | null | undefined> {
  const region = store.regions.byCode(code)!;
  const rows = await store.read<{ value: string | null }>(
    `SELECT CAST(${column} AS TEXT) AS value FROM rollup WHERE basis = ? AND kind_id = ? AND year = ? AND region_id = ?`,
    [['COMPUTED', 'FILED', 'BEST'].indexOf(basis), kindId, year, region.id],
  );
  return rows[0]?.value;
}
