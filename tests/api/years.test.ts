import { type Answer, ask, codeOf } from '../fixtures/ask';
import { CITY, type SmallStore, smallStore } from '../fixtures/small-store';

let small: SmallStore;
let none: SmallStore;
let latest: number;
beforeAll(async () => {
  [small, none] = await Promise.all([smallStore(), smallStore([])]);
  const { dataset } = await ask(small.store, '{ dataset { latestYear years } }');
  latest = dataset.latestYear;
  expect(dataset.years.at(-1)).toBe(latest);
});
afterAll(() => Promise.all([small.close(), none.close()]));

/** The same question with a year and without. */
const questions: readonly (readonly [name: string, of: (year: string, comma: string) => string])[] = [
  [
    'a region',
    (year, comma) => `region(code: "${CITY}") { measure(metric: RECEIVED${comma}${year}) { value status }
      measures(metrics: [RECEIVED, CONCLUDED]${comma}${year}) { value }
      report${year && `(${year})`} { id } timeliness${year && `(${year})`} { expected onTime late missing }
      totals${year && `(${year})`} { year coverage { expected reporting } } }`,
  ],
  [
    'a ranking',
    (year, comma) => `ranking(metric: RECEIVED, among: { within: "${CITY}" }${comma}${year}) {
      nodes { position previousPosition measure { value } } excluded { totalCount } }`,
  ],
  [
    'who filed',
    (year, comma) =>
      `filing(within: "${CITY}"${comma}${year}) { rows(first: 5) { nodes { timeliness { expected late } } } }`,
  ],
  [
    'a reconciliation',
    (year, comma) => `reconciliation(region: "${CITY}"${comma}${year}) { complete lines { discrepancy outcome } }`,
  ],
  ['the form', (year) => `form${year && `(${year})`} { edition }`],
];

test.each(questions)('%s of no year is that of the latest that there are reports of', async (_, of) => {
  const [left, right] = await Promise.all([
    ask(small.store, `{ ${of('', '')} }`),
    ask(small.store, `{ ${of(`year: ${latest}`, ', ')} }`),
  ]);
  expect(left).toEqual(right);
});

describe('a range of years', () => {
  const series = (years: string) =>
    `{ region(code: "${CITY}") { series(metric: RECEIVED, years: ${years}) { years values } } }`;
  const received = (years: string): Promise<Answer> => ask(small.store, series(years));

  test('may be the latest so many', async () => {
    expect(await received('{ latest: 2 }')).toEqual(await received(`{ from: ${latest - 1}, to: ${latest} }`));
  });

  test('may be open at either end, as far as there are reports', async () => {
    const { dataset } = await ask(small.store, '{ dataset { years } }');
    const first = dataset.years[0];
    expect(await received('{}')).toEqual(await received(`{ from: ${first}, to: ${latest} }`));
    expect(await received(`{ from: ${latest} }`)).toEqual(await received(`{ from: ${latest}, to: ${latest} }`));
    expect(await received(`{ to: ${first} }`)).toEqual(await received(`{ from: ${first}, to: ${first} }`));
    // Beyond them it is no longer than what is asked for.
    expect(await received(`{ from: ${latest + 3} }`)).toEqual(
      await received(`{ from: ${latest + 3}, to: ${latest + 3} }`),
    );
    expect(await received(`{ to: ${first - 3} }`)).toEqual(await received(`{ from: ${first - 3}, to: ${first - 3} }`));
  });

  test('narrows findings, reports and statistics in the same way', async () => {
    const of = (years: string) =>
      ask(
        small.store,
        `{ findings(filter: { years: ${years} }) { totalCount } reports(filter: { years: ${years} }) { totalCount }
        statistics(metrics: [RECEIVED], groupBy: [YEAR], filter: { years: ${years} }) { nodes { key { year } measures { value } } } }`,
      );
    expect(await of('{ latest: 1 }')).toEqual(await of(`{ from: ${latest}, to: ${latest} }`));
  });

  test.each(['{ latest: 0 }', '{ latest: 101 }', '{ latest: 2, to: 2023 }', '{ from: 1900 }'])(
    'refuses %s',
    async (years) => {
      expect(await codeOf(small.store, series(years))).toBe('BAD_INPUT');
    },
  );
});

test('without any report the year that is meant is the first of the form in force, and nothing is found', async () => {
  const answer = await ask(
    none.store,
    '{ dataset { latestYear years } nation { measure(metric: RECEIVED) { value status } series(metric: RECEIVED, years: {}) { years } } }',
  );
  expect(answer).toEqual({
    dataset: { latestYear: 2021, years: [] },
    nation: { measure: { value: null, status: 'NOT_REPORTED' }, series: { years: [2021] } },
  });
});
