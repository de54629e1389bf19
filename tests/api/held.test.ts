/** Roll-ups are held from operation to operation as long as the data stay: answers must be those of the store. */
import { ask } from '../fixtures/ask';
import { CITY, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

/** Statements that an operation runs on the roll-ups. */
async function statementsOf(run: () => Promise<unknown>): Promise<number> {
  let statements = 0;
  small.store.onStatement = (sql) => {
    if (/\brollup\b/.test(sql)) statements += 1;
  };
  await run();
  small.store.onStatement = undefined;
  return statements;
}

const series = (code: string, metric: string): string =>
  `{ region(code: "${code}") { series(metric: ${metric}, years: { from: 2020, to: 2024 }) {
    years values statuses points { year value exact status } } } }`;
const measures = (code: string, metrics: string): string =>
  `{ region(code: "${code}") { measures(metrics: [${metrics}], year: 2023) { value exact status fraction { numerator denominator } } } }`;

it('a question that was answered before takes no statement, in this shape or another one, and is answered the same', async () => {
  const first = await ask(small.store, series(CITY, 'RECEIVED'));
  expect(first.region.series.values[3]).toBe(195);
  let again: unknown;
  expect(await statementsOf(async () => (again = await ask(small.store, series(CITY, 'RECEIVED'))))).toBe(0);
  expect(again).toEqual(first);
  const point = first.region.series.points[3];
  let one: Record<string, unknown> = {};
  expect(await statementsOf(async () => (one = await ask(small.store, measures(CITY, 'RECEIVED'))))).toBe(0);
  expect(one).toMatchObject({
    region: { measures: [{ value: point.value, exact: point.exact, status: point.status }] },
  });
});

it('what is lacking is read, and what is there stays', async () => {
  await ask(small.store, series(ZI, 'RECEIVED'));
  const both = await ask(small.store, measures(ZI, 'RECEIVED, DISCLOSURE_RATE, FEES_AMOUNT'));
  const apart: unknown[] = [];
  for (const metric of ['RECEIVED', 'DISCLOSURE_RATE', 'FEES_AMOUNT'])
    expect(
      await statementsOf(async () => apart.push((await ask(small.store, measures(ZI, metric))).region.measures[0])),
    ).toBe(0);
  expect(apart).toEqual(both.region.measures);
});

it('a change of the data is seen by the next operation', async () => {
  const before = await ask(small.store, series(ZI, 'RECEIVED'));
  await put(small.store, { region: ZI, body: '子区水利局', year: 2023, cells: { 'received.total': 5 } });
  const after = await ask(small.store, series(ZI, 'RECEIVED'));
  expect(after.region.series.values[3]).toBe(before.region.series.values[3] + 5);
  expect((await ask(small.store, measures(ZI, 'RECEIVED'))).region.measures[0].value).toBe(
    after.region.series.values[3],
  );
});

it('an operation that came before a change is answered from the store, and what it read is not held', async () => {
  const present = await small.store.mark();
  const mark = { ...present, version: present.version - 1 };
  const now = await ask(small.store, series(ZI, 'CONCLUDED'));
  const run = async () => expect(await ask(small.store, series(ZI, 'CONCLUDED'), { mark })).toEqual(now);
  expect(await statementsOf(run)).toBe(1);
  expect(await statementsOf(run)).toBe(1);
});
