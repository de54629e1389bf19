/** Several importers at once: what they leave is what one after the other would have left. */
import { checkReport } from '../../src/check/engine';
import { openStore, type ReportInput, type Store } from '../../src/store';
import { checkContextOf } from '../../src/store/check-context';
import type { Department } from '../../src/store/department-rows';
import { dropDatabases, newStoreDatabase, ON_POSTGRES } from '../fixtures/databases';
import { BY, figures } from './opened';

afterAll(dropDatabases);

/** Two districts of one city, one of another, and the city itself. */
const REGIONS = ['410307', '410306', '410103', '410300'];
const YEARS = [2020, 2021, 2022, 2023];
const IMPORTERS = 4;

/** Numbers from 0 to 1, the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A report with figures that often break with those of the years around and of the bodies below. */
function reportOf(store: Store, body: Department, year: number, random: () => number): ReportInput {
  const scope = body.kind.code === 'government' ? 'CONSOLIDATED' : 'OWN';
  const [received, forward] = [Math.floor(random() * 4), Math.floor(random() * 2)];
  const of = figures({
    'received.naturalPerson': received,
    'received.total': received,
    'carriedIn.total': Math.floor(random() * 2),
    'carriedForward.total': forward,
    ...(random() < 0.2 ? { 'granted.total': 'BLANK' as const } : {}),
  });
  const region = store.regions.get(body.regionId)!;
  const context = checkContextOf(store.regions, { region, kind: body.kind, nameKey: body.nameKey, year, scope });
  return { departmentId: body.id, year, scope, figures: of, check: checkReport(of, context) };
}

/** What is found across reports, peers aside, and what could not be assessed. */
async function findings(store: Store): Promise<unknown> {
  const found = await store.read(
    `SELECT report_id, department_id, region_id, year, reach, rule, cells, expected, found, difference, details
     FROM finding WHERE rule NOT LIKE 'PEER%' ORDER BY department_id, year, report_id, reach, rule, cells, found`,
  );
  const unassessed = await store.read('SELECT id, unassessed FROM report WHERE withdrawn = 0 ORDER BY id');
  return { found, unassessed };
}

test('importers over the same regions and bodies leave exact totals and findings, and never block each other for good', async () => {
  const database = await newStoreDatabase();
  const stores = [await openStore({ database })];
  // A SQLite file has one writer in a process; there the importers share it.
  while (stores.length < IMPORTERS) stores.push(ON_POSTGRES ? await openStore({ database }) : stores[0]!);
  const [first] = stores;
  const names = ['人民政府', '司法局', '公安局', '教育局', '民政局'];
  const bodies = await first!.departments.ensureAll(
    REGIONS.flatMap((code) => {
      const region = first!.regions.required(code);
      return names.map((name) => ({ regionId: region.id, name: `${region.name}${name}` }));
    }),
  );
  await first!.departments.register([
    { region: '410307', name: '偃师区司法局', from: 2020 },
    { region: '410307', name: '偃师区档案局', from: 2021 },
  ]);

  /** Bodies and years overlap between importers, in another order in each of them. */
  const importer = async (store: Store, seed: number): Promise<void> => {
    const random = seeded(seed);
    for (let batch = 0; batch < 4; batch += 1) {
      const inputs = Array.from({ length: 8 }, () => {
        const body = bodies[Math.floor(random() * bodies.length)]!;
        return reportOf(store, body, YEARS[Math.floor(random() * YEARS.length)]!, random);
      });
      const results = await store.writer.putAll(inputs);
      const { reportId } = results[Math.floor(random() * results.length)]!;
      const draw = random();
      if (draw < 0.3) await store.writer.withdraw(reportId, BY);
      else if (draw < 0.6) await store.writer.restore(reportId, BY);
      else if (draw < 0.8) {
        const check = await store.reports.checkOf(reportId);
        await store.writer.correct(reportId, 'carriedIn.total', { value: Math.floor(random() * 3) }, BY, check);
      }
    }
  };
  await Promise.all(stores.map((store, at) => importer(store, 7000 + at)));

  expect(await first!.verify()).toEqual([]);
  const left = await findings(first!);
  await first!.recheck();
  const { found, unassessed } = (await findings(first!)) as { found: unknown[]; unassessed: { unassessed: string }[] };
  expect((left as { found: unknown[] }).found).toEqual(found);
  expect(found.length).toBeGreaterThan(20);
  expect(unassessed.length).toBeGreaterThan(20);
  if (ON_POSTGRES)
    expect(await first!.read('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')).toEqual([
      { deadlocks: 0 },
    ]);
  for (const store of new Set(stores)) await store.close();
}, 300_000);
