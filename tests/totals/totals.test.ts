import { cell } from '../../src/form/cells';
import type { CellState } from '../../src/form/value';
import type { Store } from '../../src/store';
import { BY, bodiesOf, closeAll, figures, newStore, report, stored } from '../store/opened';

afterAll(closeAll);

let store: Store;
beforeEach(async () => {
  store = await newStore();
});
afterEach(() => store.close());

const gapsOf = async (code: string, id: string) => {
  const packed = await stored(store, 'COMPUTED', code, 'gaps');
  return packed ? (JSON.parse(packed) as Record<string, number[]>)[id] : undefined;
};

test('a sum over bureaus, districts and cities reaches the nation', async () => {
  const [a, b] = await bodiesOf(store, '410307', '司法局', '公安局');
  const [c] = await bodiesOf(store, '410308', '司法局');
  const [d] = await bodiesOf(store, '410300', '司法局');
  await store.writer.putAll(
    [a, b, c, d].map((id, at) => report(id!, { figures: figures({ 'received.total': 10 ** at }) })),
  );
  expect(await stored(store, 'COMPUTED', '410307', 'received_total')).toBe('11');
  expect(await stored(store, 'COMPUTED', '410300', 'received_total')).toBe('1111');
  expect(await stored(store, 'COMPUTED', '410300', 'received_total', 2023, 11)).toBe('1101');
  for (const code of ['410000', '000000']) expect(await stored(store, 'COMPUTED', code, 'reports')).toBe('4');
});

test('a consolidated report is never added to the reports that it contains', async () => {
  const [justice, government] = await bodiesOf(store, '410307', '偃师区司法局', '偃师区人民政府');
  const [other] = await bodiesOf(store, '410308', '司法局');
  await store.writer.putAll([
    report(justice!, { figures: figures({ 'received.total': 3 }) }),
    report(government!, { figures: figures({ 'received.total': 100 }), scope: 'CONSOLIDATED' }),
    report(other!, { figures: figures({ 'received.total': 7 }) }),
  ]);
  expect(await stored(store, 'COMPUTED', '410307', 'received_total')).toBe('3');
  expect(await stored(store, 'FILED', '410307', 'received_total')).toBe('100');
  expect(await stored(store, 'BEST', '410307', 'received_total')).toBe('100');
  expect(await stored(store, 'COMPUTED', '410300', 'received_total')).toBe('10');
  expect(await stored(store, 'BEST', '410300', 'received_total')).toBe('107');
  expect(await stored(store, 'FILED', '410300', 'received_total')).toBeUndefined();
});

test('of two consolidated reports of a region one is filed: the government’s, of two governments the first', async () => {
  const [office, first, second] = await bodiesOf(
    store,
    '410307',
    '偃师区人民政府办公室',
    '偃师区人民政府',
    '老偃师人民政府',
  );
  const put = (id: number, n: number) =>
    store.writer.put(report(id, { figures: figures({ 'received.total': n }), scope: 'CONSOLIDATED' }));
  await put(office!, 1);
  expect(await stored(store, 'FILED', '410307', 'received_total')).toBe('1');
  await put(second!, 2);
  expect(await stored(store, 'FILED', '410307', 'received_total')).toBe('2');
  await put(first!, 3);
  expect(await stored(store, 'FILED', '410307', 'received_total')).toBe('3');
  expect(await stored(store, 'BEST', '000000', 'received_total')).toBe('3');
  expect(await store.verify()).toEqual([]);
});

test('a blank is never a zero', async () => {
  const [a, b, c] = await bodiesOf(store, '410307', '司法局', '公安局', '财政局');
  const with3 = (what: number | CellState) => figures({ 'regulations.issued': what });
  await store.writer.put(report(a!, { figures: with3('BLANK') }));
  expect(await stored(store, 'COMPUTED', '410307', 'regulations_issued')).toBeNull();
  expect(await gapsOf('410307', '0')).toEqual([1, 0, 0, 0]);
  await store.writer.put(report(b!, { figures: with3('NOT_APPLICABLE') }));
  expect(await stored(store, 'COMPUTED', '410307', 'regulations_issued')).toBeNull();
  await store.writer.put(report(c!, { figures: with3(0) }));
  expect(await stored(store, 'COMPUTED', '410307', 'regulations_issued')).toBe('0');
  expect(await gapsOf('000000', '0')).toEqual([1, 1, 0, 0]);
});

test('the editions of the form do not mix: a figure of one is not on the other', async () => {
  const [a, b] = await bodiesOf(store, '410307', '司法局', '公安局');
  await store.writer.put(report(a!, { figures: figures({ 'regulations.made': 5 }, '2019') }));
  await store.writer.put(report(b!, { figures: figures({ 'regulations.issued': 2 }, '2021') }));
  expect(await stored(store, 'COMPUTED', '410307', 'regulations_made')).toBe('5');
  expect(await stored(store, 'COMPUTED', '410307', 't2_2019')).toBe('1');
  expect(await stored(store, 'COMPUTED', '410307', 't2_2021')).toBe('1');
});

test.each([2 ** 31, 2 ** 32 + 1, 10 ** 12])('counts of %d add up exactly', async (count) => {
  const ids = await bodiesOf(store, '410307', '司法局', '公安局', '财政局');
  await store.writer.putAll(ids.map((id) => report(id, { figures: figures({ 'licensing.decisions': count }) })));
  expect(await stored(store, 'COMPUTED', '000000', 'licensing_decisions')).toBe(String(3n * BigInt(count)));
});

test('money is exact to one 分, and beyond what a double holds', async () => {
  const ids = await bodiesOf(store, '410307', '司法局', '公安局', '财政局');
  const largest = Number.MAX_SAFE_INTEGER;
  const amounts = [largest, largest, 1];
  await store.writer.putAll(ids.map((id, at) => report(id, { figures: figures({ 'fees.amount': amounts[at]! }) })));
  const exact = String(2n * BigInt(largest) + 1n);
  expect(await stored(store, 'COMPUTED', '410307', 'fees_amount')).toBe(exact);
  expect(await stored(store, 'COMPUTED', '000000', 'fees_amount')).toBe(exact);
  expect(await store.verify()).toEqual([]);
  await store.source.query(
    'UPDATE rollup SET fees_amount = fees_amount + 1 WHERE region_id = 0 AND basis = 0 AND kind_id = 0',
  );
  expect(await store.verify()).toMatchObject([{ column: 'fees_amount', counted: exact }]);
});

test('a body is expected from its first own report on, or by the register', async () => {
  const expected = async (code: string, year: number) =>
    (
      await store.read<{ n: number }>(
        'SELECT COALESCE(SUM(change), 0) AS n FROM expectation WHERE region_id = ? AND kind_id = 0 AND year <= ?',
        [store.regions.byCode(code)!.id, year],
      )
    )[0]!.n;
  const [justice] = await bodiesOf(store, '410307', '偃师区司法局');
  await store.writer.put(report(justice!, { year: 2022 }));
  expect([await expected('410307', 2021), await expected('000000', 2022), await expected('000000', 2030)]).toEqual([
    0, 1, 1,
  ]);
  await store.departments.register([
    { region: '410307', name: '洛阳市偃师区司法局', from: 2019, to: 2022 },
    { region: '410300', name: '偃师区公安局' },
  ]);
  expect([await expected('410307', 2018), await expected('410307', 2022), await expected('410307', 2023)]).toEqual([
    1, 2, 1,
  ]);
  await expect(
    store.departments.register([
      { region: '410307', name: '教育局' },
      { region: '999999', name: '司法局' },
    ]),
  ).rejects.toMatchObject({ code: 'UNKNOWN_REGION' });
  expect(await store.departments.find({ name: '教育局' })).toEqual([]);
});

test('what a consolidated report stands for is not expected beside it', async () => {
  const [justice, police, government] = await bodiesOf(store, '410307', '司法局', '公安局', '人民政府');
  const [other] = await bodiesOf(store, '410308', '司法局');
  await store.writer.putAll([report(justice!), report(police!), report(other!)]);
  await store.writer.put(report(government!, { scope: 'CONSOLIDATED' }));
  expect(await stored(store, 'BEST', '410307', 'relieved')).toBe('1');
  expect(await stored(store, 'BEST', '000000', 'relieved')).toBe('1');
  // A body that is registered later is relieved as well, in years that no report of it touches.
  await store.departments.register([{ region: '410307', name: '财政局' }]);
  expect(await stored(store, 'BEST', '000000', 'relieved')).toBe('2');
});

test('reports are on time, late or of unknown date, by the deadline of their kind', async () => {
  const ids = await bodiesOf(store, '410307', '司法局', '公安局', '人民政府', '财政局', '城关镇人民政府');
  const dates = ['2024-01-31', '2024-02-01', '2024-03-31', undefined, '2024-01-01'];
  await store.writer.putAll(ids.map((id, at) => report(id, { publishedOn: dates[at] })));
  const count = (column: string) => stored(store, 'COMPUTED', '410307', column);
  expect([await count('reports'), await count('on_time'), await count('late')]).toEqual(['5', '2', '1']);
});

test('single kinds are folded down to the city, also of counties that belong to no city', async () => {
  const [city] = await bodiesOf(store, '410307', '司法局');
  const [county] = await bodiesOf(store, '419001', '济源市司法局');
  const [province] = await bodiesOf(store, '410000', '河南省司法厅');
  await store.writer.putAll(
    [city, county, province].map((id) => report(id!, { figures: figures({ 'received.total': 1 }) })),
  );
  const { kindId } = (await store.departments.get([city!]))[0]!;
  expect(await stored(store, 'COMPUTED', '410300', 'received_total', 2023, kindId)).toBe('1');
  expect(await stored(store, 'COMPUTED', '410000', 'received_total', 2023, kindId)).toBe('3');
  expect(await stored(store, 'COMPUTED', '410307', 'received_total', 2023, kindId)).toBeUndefined();
});

test('a difference between roll-ups and reports is found, and rebuilding mends it', async () => {
  const ids = await bodiesOf(store, '410307', '司法局', '公安局');
  await store.writer.putAll(
    ids.map((id) => report(id, { figures: figures({ 'granted.total': 2, 'received.total': 'BLANK' }) })),
  );
  await store.writer.withdraw((await store.reports.ofDepartments([ids[0]!]))[0]!.id, BY);
  expect(await store.verify()).toEqual([]);
  await store.source.query(
    'UPDATE rollup SET granted_total = 5, gaps = NULL WHERE region_id = 410307000 AND basis = 2',
  );
  await store.source.query('DELETE FROM rollup WHERE region_id = 0 AND basis = 0 AND kind_id = 0');
  await store.source.query('UPDATE expectation SET change = 9 WHERE region_id = 410000000 AND kind_id = 0');
  const differences = await store.verify();
  expect(differences.map((each) => `${each.table} ${each.column} ${each.stored} ${each.counted}`).sort()).toEqual(
    [
      'expectation change 9 1',
      `rollup gaps null {"${cell('received.total').index.toString(36)}":[1,0,0,0]}`,
      'rollup granted_total 5 2',
      'rollup reports null 1',
    ].sort(),
  );
  await store.rebuild();
  expect(await store.verify()).toEqual([]);
});
