/** Whatever is imported, corrected, withdrawn, moved or registered, every roll-up equals a plain recount. */
import fc from 'fast-check';
import { CELLS, cell, cellsOn } from '../../src/form/cells';
import type { DraftCell, Scope } from '../../src/form/draft';
import { EDITION_IDS, type EditionId } from '../../src/form/editions';
import { settle } from '../../src/form/figures';
import { findKind, KINDS } from '../../src/form/kinds';
import type { ReportInput, Store } from '../../src/store';
import { BY, CLEAN, closeAll, newStore } from '../store/opened';
import {
  FOLDED,
  Ledger,
  type LedgerBody,
  type LedgerReport,
  type LedgerTotal,
  type Tables,
  TREE,
  withCell,
} from './ledger';

afterAll(closeAll);

const YEARS = [2020, 2021, 2022];
const REGIONS = Object.keys(TREE);
/** Cells that vary: parts and totals of each table, and money. */
const VARIED = [
  'received.naturalPerson',
  'received.total',
  'granted.total',
  'licensing.decisions',
  'reconsideration.pending',
];

const cellState = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 0, max: 2_000_000_000 }).map((count): DraftCell => ({ state: 'REPORTED', count })),
  },
  { weight: 1, arbitrary: fc.constant<DraftCell>({ state: 'BLANK' }) },
  { weight: 1, arbitrary: fc.constant<DraftCell>({ state: 'NOT_APPLICABLE' }) },
  { weight: 1, arbitrary: fc.constant<DraftCell>({ state: 'UNREADABLE' }) },
);
const content = fc.record({
  form: fc.constantFrom<EditionId>('2019', '2021'),
  missing: fc.constantFrom<0 | 2 | 3 | 4>(0, 0, 0, 2, 3, 4),
  cells: fc.tuple(...VARIED.map(() => cellState)),
  fees: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
  publishedOn: fc.constantFrom(undefined, '-01-31', '-02-01', '-04-01'),
});
const pick = fc.nat(1000);
const scope = fc.constantFrom<Scope>('OWN', 'OWN', 'CONSOLIDATED');
const put = fc.record({ body: pick, year: fc.constantFrom(...YEARS), scope, content });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('put' as const), puts: fc.array(put, { minLength: 1, maxLength: 1 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('put' as const), puts: fc.array(put, { minLength: 3, maxLength: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), report: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), report: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('scope' as const), report: pick, scope }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      report: pick,
      cell: fc.nat(VARIED.length - 1),
      to: cellState,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move' as const), body: pick, region: fc.nat(REGIONS.length - 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      body: pick,
      from: fc.constantFrom(2019, 2021),
      to: fc.constantFrom(undefined, 2021),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('deadline' as const),
      region: fc.nat(REGIONS.length - 1),
      for: fc.constantFrom('ALL', 'DEPARTMENT', 'GOVERNMENT', 'TOWNSHIP', 'justice'),
      from: fc.constantFrom(2019, 2021),
      due: fc.constantFrom('01-30', '02-01', '12-31', 'NONE', 'DEFAULT'),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function tablesOf(given: typeof content extends fc.Arbitrary<infer T> ? T : never): Tables {
  const tables: Tables = {};
  for (const table of [2, 3, 4] as const) {
    if (table === given.missing) continue;
    const cells = new Map<string, DraftCell>();
    for (const each of cellsOn(given.form, table))
      cells.set(each.id, each.kind === 'AMOUNT' ? { state: 'BLANK' } : { state: 'REPORTED', count: 0 });
    VARIED.forEach((id, at) => {
      if (cell(id).table === table) cells.set(id, given.cells[at]!);
    });
    if (table === 2 && given.form === '2021' && given.fees !== null)
      cells.set('fees.amount', { state: 'REPORTED', amount: `${given.fees}.0001`, unit: '万元' });
    tables[table] = { edition: given.form, cells };
  }
  return tables;
}

const regionId = (store: Store, code: string): number => store.regions.byCode(code === '' ? '000000' : code)!.id;

async function begin(): Promise<{ store: Store; ledger: Ledger }> {
  const store = await newStore();
  await store.regions.add(REGIONS.filter((code) => code !== '').map((code) => ({ code, name: `甲${code}区` })));
  const ledger = new Ledger();
  let at = 0;
  for (const code of REGIONS)
    for (const kind of code.length === 9 ? ['township', 'justice'] : ['government', 'office', 'justice', 'police']) {
      at += 1;
      const name = `第${at}机关`;
      const { id } = await store.departments.ensure({ regionId: regionId(store, code), name, kind });
      ledger.bodies.push({ id, name, kind, region: code });
    }
  return { store, ledger };
}

async function take(store: Store, ledger: Ledger, taken: Step): Promise<void> {
  if (taken.do === 'put') return putAll(store, ledger, taken.puts);
  if (taken.do === 'deadline') return setDeadline(store, ledger, taken);
  if (taken.do === 'move' || taken.do === 'register') {
    const body = ledger.bodies[taken.body % ledger.bodies.length]!;
    if (taken.do === 'move') return move(store, body, REGIONS[taken.region]!);
    body.registered = { from: taken.from, to: taken.to };
    const region = body.region === '' ? '000000' : body.region;
    await store.departments.register([{ region, name: body.name, from: taken.from, to: taken.to }]);
    return;
  }
  const report = ledger.reports[taken.report % Math.max(1, ledger.reports.length)];
  if (!report) return;
  if (taken.do === 'withdraw') await store.writer.withdraw(report.id, BY);
  if (taken.do === 'restore') await store.writer.restore(report.id, BY);
  if (taken.do === 'withdraw' || taken.do === 'restore') report.withdrawn = taken.do === 'withdraw';
  if (taken.do === 'scope') await setScope(store, ledger, report, taken.scope);
  if (taken.do === 'correct') await correct(store, report, VARIED[taken.cell]!, taken.to);
}

async function putAll(store: Store, ledger: Ledger, puts: (Step & { do: 'put' })['puts']): Promise<void> {
  const entered = puts.map((each) => {
    const body = ledger.bodies[each.body % ledger.bodies.length]!;
    const publishedOn = each.content.publishedOn && `${each.year + 1}${each.content.publishedOn}`;
    return { body, year: each.year, scope: each.scope, tables: tablesOf(each.content), publishedOn };
  });
  const results = await store.writer.putAll(
    entered.map(
      ({ body, year, scope, tables, publishedOn }): ReportInput => ({
        departmentId: body.id,
        year,
        scope,
        figures: settle(tables),
        check: CLEAN,
        publishedOn,
      }),
    ),
  );
  entered.forEach((each, at) => {
    const known = ledger.reports.find((report) => report.id === results[at]!.reportId);
    if (!known) ledger.reports.push({ ...each, id: results[at]!.reportId, withdrawn: false });
    else if (results[at]!.outcome === 'UPDATED')
      Object.assign(known, { tables: each.tables, publishedOn: each.publishedOn, withdrawn: false });
  });
}

async function setDeadline(store: Store, ledger: Ledger, taken: Step & { do: 'deadline' }): Promise<void> {
  const { for: of, from, due } = taken;
  const region = REGIONS[taken.region]!;
  await store.deadlines.set([{ region: region === '' ? '000000' : region, for: of, from, due }], BY);
  ledger.deadlines = ledger.deadlines.filter((each) => each.region !== region || each.for !== of || each.from !== from);
  if (due !== 'DEFAULT') ledger.deadlines.push({ region, for: of, from, due: due === 'NONE' ? undefined : due });
}

async function move(store: Store, body: LedgerBody, region: string): Promise<void> {
  await store.writer.moveDepartment(body.id, regionId(store, region), BY);
  body.region = region;
}

async function setScope(store: Store, ledger: Ledger, report: LedgerReport, to: Scope): Promise<void> {
  const { body, year } = report;
  const taken = ledger.reports.some(
    (each) => each !== report && each.body === body && each.year === year && each.scope === to,
  );
  if (taken && report.scope !== to) {
    await expect(store.writer.setScope(report.id, to, BY)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    return;
  }
  await store.writer.setScope(report.id, to, BY);
  report.scope = to;
}

async function correct(store: Store, report: LedgerReport, cellId: string, to: DraftCell): Promise<void> {
  const { table } = cell(cellId);
  const change = to.state === 'REPORTED' ? { value: to.count! } : { state: to.state };
  const corrected = store.writer.correct(report.id, cellId, change, BY, () => CLEAN);
  if (!report.tables[table]) {
    await expect(corrected).rejects.toMatchObject({ code: 'BAD_FIGURE' });
    return;
  }
  await corrected;
  report.tables = withCell(report.tables, table, cellId, to);
}

/** Every roll-up of the store, by `basis/kind/year/region code`. */
async function rollups(store: Store): Promise<Map<string, LedgerTotal & { relieved: number }>> {
  const rows = await store.read<Record<string, string | number | null>>(
    `SELECT basis, kind_id, year, region_id, reports, on_time, late, relieved, gaps,
       ${[2, 3, 4].flatMap((table) => EDITION_IDS.map((id) => `t${table}_${id}`)).join(', ')},
       ${CELLS.map((each) => `CAST(${each.store} AS TEXT) AS ${each.store}`).join(', ')} FROM rollup`,
  );
  return new Map(
    rows.map((row) => {
      const forms: Record<string, number> = {};
      for (const table of [2, 3, 4])
        for (const id of EDITION_IDS)
          if (row[`t${table}_${id}`] !== 0) forms[`${table}_${id}`] = Number(row[`t${table}_${id}`]);
      const sums: Record<string, bigint> = {};
      for (const each of CELLS) if (row[each.store] !== null) sums[each.id] = BigInt(row[each.store]!);
      const gaps: Record<string, number[]> = {};
      for (const [key, gap] of Object.entries(JSON.parse((row.gaps as string) ?? '{}') as Record<string, number[]>))
        gaps[CELLS[Number.parseInt(key, 36)]!.id] = gap;
      const region = store.regions.get(row.region_id as number)!;
      const code = region.level === 'NATION' ? '' : region.code;
      const { reports, on_time: onTime, late, relieved } = row as Record<string, number>;
      return [
        `${row.basis}/${row.kind_id}/${row.year}/${code}`,
        { reports: reports!, onTime: onTime!, late: late!, forms, gaps, sums, relieved: relieved! },
      ];
    }),
  );
}

async function compare(store: Store, ledger: Ledger): Promise<void> {
  const stored = await rollups(store);
  const counted = new Map<string, LedgerTotal & { relieved: number }>();
  const enter = (key: string, total: LedgerTotal | undefined, relieved = 0): void => {
    if (total) counted.set(key, { ...total, relieved });
  };
  for (const year of YEARS)
    for (const region of REGIONS) {
      enter(`0/0/${year}/${region}`, ledger.computed(region, year));
      if (FOLDED.includes(region))
        for (const kind of KINDS)
          enter(`0/${KINDS.indexOf(kind) + 1}/${year}/${region}`, ledger.computed(region, year, kind.code));
      enter(`1/0/${year}/${region}`, ledger.filed(region, year));
      const relieved = ledger.expected(region, year) - ledger.expectedByBest(region, year);
      enter(`2/0/${year}/${region}`, ledger.best(region, year), relieved);
    }
  expect(stored).toEqual(counted);
  await compareExpectations(store, ledger);
}

async function compareExpectations(store: Store, ledger: Ledger): Promise<void> {
  const rows = await store.read<{ region_id: number; kind_id: number; year: number; change: number }>(
    'SELECT * FROM expectation',
  );
  for (const year of [2018, ...YEARS, 2023])
    for (const region of REGIONS)
      for (const kind of [undefined, 'government', 'justice', 'township']) {
        const kindId = kind ? KINDS.indexOf(findKind(kind)!) + 1 : 0;
        const expected = rows
          .filter((row) => row.region_id === regionId(store, region) && row.kind_id === kindId && row.year <= year)
          .reduce((sum, row) => sum + row.change, 0);
        expect([region, year, kind, expected]).toEqual([region, year, kind, ledger.expected(region, year, kind)]);
      }
}

test('every roll-up equals a plain recount after each of any steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const { store, ledger } = await begin();
      for (const each of steps) {
        await take(store, ledger, each);
        await compare(store, ledger);
      }
      expect(await store.verify()).toEqual([]);
      const before = await rollups(store);
      await store.rebuild();
      expect(await rollups(store)).toEqual(before);
      expect(await store.verify()).toEqual([]);
      await store.close();
    }),
    { seed: 20210307, numRuns: Number(process.env.TOTALS_RUNS ?? 25), endOnFailure: false },
  );
}, 900_000);
