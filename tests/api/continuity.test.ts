import { type Answer, ask } from '../fixtures/ask';
import { CITY, type GivenReport, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

const report = (year: number, cells: GivenReport['cells'], region: string = ZI, body = '子区司法局'): GivenReport => ({
  region,
  body,
  year,
  cells,
});
const carried = (into: number, forward: number): GivenReport['cells'] => ({
  'carriedIn.naturalPerson': into,
  'carriedIn.total': into,
  'carriedForward.naturalPerson': forward,
  'carriedForward.total': forward,
});
const documents = (issued: number, repealed: number, inForce: number): GivenReport['cells'] => ({
  'normativeDocuments.issued': issued,
  'normativeDocuments.repealed': repealed,
  'normativeDocuments.inForce': inForce,
});

const GIVEN: readonly GivenReport[] = [
  // On the form of 2019 there is no number in force; what is carried over goes on.
  report(2020, carried(0, 2)),
  report(2021, { ...carried(2, 3), ...documents(1, 0, 5) }),
  report(2022, { ...carried(4, 1), ...documents(2, 1, 6) }),
  // No report of 2023.
  report(2024, { ...carried(1, 0), ...documents(0, 0, 6) }),
  report(2022, carried(0, 7), YIN, '寅区公安局'),
  report(2023, { ...carried(7, 0), ...documents(0, 1, 0) }, YIN, '寅区公安局'),
  // A sum that is a lower bound proves nothing.
  report(
    2022,
    { 'carriedForward.total': 'BLANK', 'carriedForward.naturalPerson': 1, 'carriedForward.otherOrganisation': 'BLANK' },
    YIN,
    '寅区司法局',
  ),
  report(
    2023,
    { 'carriedIn.total': 5, 'carriedIn.naturalPerson': 1, 'carriedIn.otherOrganisation': 4 },
    YIN,
    '寅区司法局',
  ),
];

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore(GIVEN);
});
afterAll(() => small.close());

describe('continuity of a body', () => {
  let years: Record<number, Answer>;
  beforeAll(async () => {
    const { departments } = await ask(
      small.store,
      `{ departments(filter: { within: "${ZI}" }) { nodes { continuity(years: { from: 2020, to: 2025 }) {
        year scope broken
        lines { check row column outcome expected difference before { value status year } added { value } removed { value } found { value } }
      } } } }`,
    );
    years = Object.fromEntries(departments.nodes[0].continuity.map((each: Answer) => [each.year, each]));
  });
  const line = (year: number, check: string, place: string): Answer =>
    years[year].lines.find((each: Answer) => each.check === check && [each.row, each.column].includes(place));

  it('has every column carried over and what is in force, for each year asked for', () => {
    expect(Object.keys(years).map(Number)).toEqual([2020, 2021, 2022, 2023, 2024, 2025]);
    for (const each of Object.values(years)) expect(each.lines).toHaveLength(9);
  });

  it('goes on over the change of the form where the figures compare, and marks where they do not', () => {
    expect(line(2021, 'CARRIED_OVER', 'total')).toMatchObject({ outcome: 'HOLDS', expected: 2, difference: 0 });
    expect(line(2021, 'IN_FORCE', 'normativeDocuments')).toMatchObject({
      outcome: 'FORM_CHANGED',
      expected: null,
      before: { value: null, status: 'NOT_ON_THIS_FORM', year: 2020 },
      found: { value: 5 },
    });
  });

  it('tells what does not follow, with the figures that it is made of', () => {
    expect(years[2022].broken).toBe(2);
    expect(line(2022, 'CARRIED_OVER', 'naturalPerson')).toMatchObject({
      outcome: 'BROKEN',
      expected: 3,
      difference: 1,
    });
    expect(line(2022, 'CARRIED_OVER', 'commercialEnterprise')).toMatchObject({ outcome: 'HOLDS', expected: 0 });
    expect(line(2022, 'IN_FORCE', 'normativeDocuments')).toMatchObject({
      outcome: 'HOLDS',
      expected: 6,
      before: { value: 5 },
      added: { value: 2 },
      removed: { value: 1 },
      found: { value: 6 },
    });
  });

  it('holds nothing against a year without a report before it', () => {
    for (const year of [2023, 2024, 2025]) {
      expect(years[year].broken).toBe(0);
      for (const each of years[year].lines) expect(each).toMatchObject({ outcome: 'NOT_ASSESSABLE', expected: null });
    }
    expect(line(2024, 'CARRIED_OVER', 'total').before.status).toBe('NOT_REPORTED');
  });
});

describe('breaks in a region', () => {
  const breaks = async (page: string): Promise<Answer> => {
    const { region } = await ask(
      small.store,
      `{ region(code: "${CITY}") { continuityBreaks(years: { from: 2019, to: 2024 }${page}) {
        totalCount nodes { year broken department { name } lines(outcomes: [BROKEN]) { check column difference } } pageInfo { hasNextPage endCursor }
      } } }`,
    );
    return region.continuityBreaks;
  };

  it('are listed body by body, and only those beyond doubt', async () => {
    const { totalCount, nodes } = await breaks('');
    expect(totalCount).toBe(2);
    expect(nodes).toEqual([
      {
        year: 2022,
        broken: 2,
        department: { name: '子区司法局' },
        lines: [
          { check: 'CARRIED_OVER', column: 'naturalPerson', difference: 1 },
          { check: 'CARRIED_OVER', column: 'total', difference: 1 },
        ],
      },
      {
        year: 2023,
        broken: 1,
        department: { name: '寅区公安局' },
        lines: [{ check: 'IN_FORCE', column: 'inForce', difference: 1 }],
      },
    ]);
  });

  it('go on page by page', async () => {
    const first = await breaks(', first: 1');
    expect(first.nodes).toHaveLength(1);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await breaks(`, first: 1, after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes[0].department.name).toBe('寅区公安局');
    expect(second.pageInfo.hasNextPage).toBe(false);
  });
});
