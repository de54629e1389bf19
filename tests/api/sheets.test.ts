/** Figures of thousands of regions are read as columns: they must be what the keyed read of each region gives. */
import { CELLS } from '../../src/form/cells';
import { METRICS } from '../../src/form/metrics';
import { Reading } from '../../src/graph/loaders/reading';
import { sheetsOf } from '../../src/graph/loaders/sheets';
import { planRollups } from '../../src/plan/figures';
import { holdingOfRollup, type Row } from '../../src/plan/holding';
import { measured, measuredIn } from '../../src/plan/measured';
import { placeIn, placeOf } from '../../src/plan/place';
import type { Sheet } from '../../src/plan/sheet';
import { ask } from '../fixtures/ask';
import { MAO, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
let reading: Reading;
beforeAll(async () => {
  small = await smallStore();
  reading = new Reading(small.store);
  await put(small.store, {
    region: MAO,
    body: '卯区人民政府',
    year: 2023,
    scope: 'CONSOLIDATED',
    cells: { 'received.total': 1_000_000_000_000, 'fees.amount': '123456789012345.6789', 'granted.total': 'BLANK' },
  });
});
afterAll(() => small.close());

/** Regions with and without reports, at every level down to the county. */
const regionsAsked = () => [
  small.store.regions.nation,
  ...small.store.regions.atLevel('PROVINCE').slice(-2),
  ...small.store.regions.atLevel('CITY').slice(-3),
  ...small.store.regions.atLevel('COUNTY').slice(-8),
];

describe('a sheet', () => {
  it.each([0, 1, 2].flatMap((basis) => [2020, 2022, 2023, 2030].map((year) => [basis, year] as const)))(
    'of basis %i and year %i holds what each region holds by its key',
    async (basis, year) => {
      const sheet = await sheetsOf(small.store).of(reading, { basis, kind: 0, year }, CELLS);
      const reader = sheet.reader();
      for (const { id } of regionsAsked()) {
        const { sql, params } = planRollups(small.store.dialect, [{ basis, kind: 0, year, region: id }], CELLS);
        const [row] = await small.store.read<Row>(sql, params);
        const byKey = holdingOfRollup(row!, basis, CELLS);
        const expected = METRICS.map((metric) => measured(byKey, metric));
        expect(METRICS.map((metric) => measuredIn(reader.on(id), metric))).toEqual(expected);
        const holding = reader.on(id).holding(CELLS);
        expect(METRICS.map((metric) => measured(holding, metric))).toEqual(expected);
        const placed = METRICS.map((metric) => placeIn(reader.on(id), metric));
        expect(placed.map((place) => place && [BigInt(place.numerator), BigInt(place.denominator)])).toEqual(
          expected.map((each) => placeOf(each)).map((place) => place && [place.numerator, place.denominator]),
        );
      }
    },
  );

  it('is read again once the data have changed, and only then', async () => {
    const key = { basis: 0, kind: 0, year: 2023 };
    const of = () => sheetsOf(small.store).of(reading, key, CELLS);
    const before = await of();
    expect(await of()).toBe(before);
    await put(small.store, { region: ZI, body: '子区民政局', year: 2023, cells: { 'received.total': 9 } });
    const after = await of();
    expect(after).not.toBe(before);
    const region = small.store.regions.required(ZI).id;
    const received = METRICS.find((each) => each.key === 'RECEIVED')!;
    const of2023 = (sheet: Sheet) => measuredIn(sheet.reader().on(region), received).sum;
    expect(of2023(after)! - of2023(before)!).toBe(9n);
  });

  it('serves those who ask at the same time with one reading, and takes further cells on', async () => {
    const ways: string[] = [];
    small.store.onStatement = (_sql, _params, way) => ways.push(way);
    const key = { basis: 0, kind: 0, year: 2021 };
    const sheets = sheetsOf(small.store);
    const [a, b] = await Promise.all([
      sheets.of(reading, key, CELLS.slice(0, 3)),
      sheets.of(reading, key, CELLS.slice(0, 3)),
    ]);
    expect(a).toBe(b);
    expect(ways).toEqual(['scan', 'scan']);
    const { size } = a;
    expect(await sheets.of(reading, key, CELLS.slice(0, 5))).toBe(a);
    small.store.onStatement = undefined;
    expect(ways).toEqual(['scan', 'scan', 'scan']);
    expect(a.size).toBeGreaterThan(size);
  });
});

describe('the counties of the country', () => {
  it('are ranked and grouped in the same way from a sheet as from keys', async () => {
    const answer = await ask(
      small.store,
      `{ ranking(metric: RECEIVED, year: 2023, among: { level: COUNTY }) { totalCount
           nodes { position tied previousPosition subject { ... on Region { name } } measure { value status } }
           excluded(first: 1) { totalCount } }
         statistics(metrics: [RECEIVED], groupBy: [REGION], filter: { level: COUNTY, years: { from: 2023, to: 2023 } }) {
           nodes { key { region { name } } measures { value status coverage { expected reporting } } } } }`,
    );
    const { nodes, totalCount, excluded } = answer.ranking;
    expect(nodes[0]).toMatchObject({ position: 1, tied: 1, measure: { value: 39, status: 'DERIVED' } });
    expect(nodes[0].subject.name).toBe('子区');
    expect(totalCount).toBe(5);
    expect(excluded.totalCount).toBe(small.store.regions.atLevel('COUNTY').length - totalCount);
    const grouped = answer.statistics.nodes.map((each: typeof answer) => [
      each.key.region.name,
      each.measures[0].value,
    ]);
    const rankedBy = nodes.map((each: typeof answer) => [each.subject.name, each.measure.value]);
    expect(new Map(grouped)).toEqual(new Map(rankedBy));
  });
});
