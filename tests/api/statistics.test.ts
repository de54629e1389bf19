import { type Answer, ask, codeOf } from '../fixtures/ask';
import { CITY, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const KEY = 'key { year region { name } department { name } departmentKind { code } applicant rolledUp }';

async function groups(args: string, measure = 'value status coverage { expected reporting }'): Promise<Answer> {
  const { statistics } = await ask(
    small.store,
    `{ statistics(${args}) { totalCount nodes { ${KEY} measures { ${measure} } } } }`,
  );
  return statistics.nodes.map(({ key, measures }: Answer) => {
    const { rolledUp, ...coordinates } = key;
    const names = Object.values(coordinates)
      .filter(Boolean)
      .map((each: Answer) => each.name ?? each.code ?? each);
    return [...names, ...rolledUp.map((each: string) => `all of ${each}`), ...measures];
  });
}

const values = (rows: Answer[]): unknown[][] =>
  rows.map((row) => row.map((each: Answer) => each?.value ?? (typeof each === 'object' ? null : each)));

describe('statistics', () => {
  it('group by region and year, with totals that are named as rolled up', async () => {
    const rows = await groups(
      `metrics: [RECEIVED, DISCLOSURE_RATE], groupBy: [REGION, YEAR], rollup: true, filter: { within: "${CITY}", years: { from: 2022, to: 2023 } }`,
    );
    expect(values(rows)).toEqual([
      [2022, '子区', 0, null],
      [2023, '子区', 30, 14 / 25],
      ['子区', 'all of YEAR', 30, 14 / 25],
      [2023, '丑区', 30, 1],
      ['丑区', 'all of YEAR', 30, 1],
      [2022, '寅区', 12, 0.5],
      [2023, '寅区', 30, 0],
      ['寅区', 'all of YEAR', 42, 6 / 42],
      [2023, '卯区', 5, 1],
      ['卯区', 'all of YEAR', 5, 1],
      ['all of REGION', 'all of YEAR', 107, (0 + 14 + 20 + 6 + 0 + 5) / (25 + 20 + 12 + 30 + 5)],
    ]);
    // 寅区 in 2023: two bodies expected, one reported.
    expect(rows[6][2]).toEqual({ value: 30, status: 'PARTIAL', coverage: { expected: 2, reporting: 1 } });
  });

  it('group by kind and by department, from the reports where no roll-up holds them', async () => {
    const filter = `filter: { within: "${CITY}", years: { from: 2023, to: 2023 }`;
    const ofCity = await groups(`metrics: [RECEIVED], groupBy: [DEPARTMENT_KIND], ${filter} }`);
    expect(values(ofCity)).toEqual([
      ['police', 50],
      ['justice', 145],
    ]);
    const ofDistricts = await groups(
      `metrics: [RECEIVED], groupBy: [REGION, DEPARTMENT_KIND], ${filter}, level: COUNTY }`,
    );
    expect(values(ofDistricts)).toEqual([
      ['子区', 'police', 20],
      ['子区', 'justice', 10],
      ['丑区', 'justice', 30],
      ['寅区', 'police', 30],
      ['寅区', 'justice', null],
      ['卯区', 'justice', 5],
    ]);
    expect(ofDistricts[4][2].status).toBe('NOT_REPORTED');
    const bodies = await groups(
      `metrics: [RECEIVED, LICENSING_DECISIONS, CARRIED_IN_NATURAL_PERSON, FEES_AMOUNT], groupBy: [DEPARTMENT], ${filter} }, orderBy: { metric: RECEIVED }`,
      'exact status',
    );
    expect(bodies.map((row: Answer) => [row[0], row[1].exact])).toEqual([
      ['甲市司法局', '100'],
      ['丑区司法局', '30'],
      ['寅区公安局', '30'],
      ['子区公安局', '20'],
      ['子区司法局', '10'],
      ['卯区司法局', '5'],
      ['寅区司法局', null],
    ]);
    expect(bodies[1].slice(2).map((each: Answer) => each.status)).toEqual(['NOT_APPLICABLE', 'BLANK', 'DERIVED']);
    expect(bodies[3].slice(2).map((each: Answer) => each.exact)).toEqual(['3000000000', '0', '0.2']);
    expect(bodies[5][2].status).toBe('TABLE_MISSING');
  });

  it('adds up the same from the reports as from the roll-ups', async () => {
    const metrics = 'metrics: [RECEIVED, DISCLOSURE_RATE, LICENSING_DECISIONS, FEES_AMOUNT, OTHERWISE, ON_TIME_RATE]';
    const fields =
      'exact value status fraction { numerator denominator } coverage { expected reporting blank notApplicable unreadable }';
    const departments = await ask(small.store, '{ departments(first: 100) { nodes { id } } }');
    const ids = JSON.stringify(departments.departments.nodes.map((each: Answer) => each.id));
    const rolled = await groups(`${metrics}, groupBy: [YEAR], filter: { within: "${CITY}" }`, fields);
    const counted = await groups(
      `${metrics}, groupBy: [YEAR], filter: { within: "${CITY}", departments: ${ids} }`,
      fields,
    );
    expect(rolled).toHaveLength(5);
    expect(counted).toEqual(rolled);
  });

  it('count a kind once, however often and in whatever way it is named', async () => {
    const kind = Buffer.from('DepartmentKind:justice').toString('base64url');
    for (const within of [CITY, ZI]) {
      const of = (kinds: string[]) =>
        groups(
          `metrics: [RECEIVED], groupBy: [YEAR], filter: { within: "${within}", years: { from: 2023, to: 2023 }, kinds: ${JSON.stringify(kinds)} }`,
        );
      expect(await of(['justice', kind, 'justice'])).toEqual(await of(['justice']));
    }
  });

  it('group by applicant, the printed 总计 being their total', async () => {
    const rows = await groups(
      `metrics: [RECEIVED, REFUSAL_RATE], groupBy: [APPLICANT], rollup: true, filter: { within: "${ZI}", years: { from: 2023, to: 2023 } }`,
    );
    expect(values(rows).slice(0, 2)).toEqual([
      ['NATURAL_PERSON', 30, 11 / 25],
      ['COMMERCIAL_ENTERPRISE', 0, null],
    ]);
    expect(values(rows).at(-1)).toEqual(['all of APPLICANT', 30, 11 / 25]);
    expect(
      await codeOf(small.store, '{ statistics(metrics: [FEES_AMOUNT], groupBy: [APPLICANT]) { totalCount } }'),
    ).toBe('BAD_INPUT');
  });

  it('keep only groups that meet the conditions, in the order asked for', async () => {
    const rows = await groups(
      `metrics: [CONCLUDED], groupBy: [REGION], filter: { within: "${CITY}", years: { from: 2023, to: 2023 } },
       having: [{ metric: RECEIVED, op: GTE, value: 30 }, { metric: DISCLOSURE_RATE, op: GT, value: 0 }], orderBy: { metric: DISCLOSURE_RATE, direction: LOWEST_FIRST }`,
    );
    expect(values(rows)).toEqual([
      ['子区', 25],
      ['丑区', 20],
    ]);
  });

  it('never add a level at a point in time over years', async () => {
    const stock = (args: string): string =>
      `{ statistics(metrics: [CARRIED_FORWARD], ${args}) { nodes { measures { value } } } }`;
    expect(await codeOf(small.store, stock(`groupBy: [REGION], filter: { within: "${CITY}" }`))).toBe('BAD_INPUT');
    expect(await codeOf(small.store, stock('groupBy: [YEAR], rollup: true'))).toBe('BAD_INPUT');
    const one = await ask(
      small.store,
      stock(`groupBy: [REGION], filter: { within: "${CITY}", years: { from: 2023, to: 2023 } }`),
    );
    expect(one.statistics.nodes).toHaveLength(4);
    const byYear = await ask(small.store, stock(`groupBy: [YEAR], filter: { within: "${ZI}" }`));
    expect(byYear.statistics.nodes.map((each: Answer) => each.measures[0].value)).toEqual([0, 3, 0, 0, 5]);
  });

  it('refuse what would be too many groups, a kind of a filed report, and a dimension twice', async () => {
    const query = (args: string): string => `{ statistics(metrics: [RECEIVED], ${args}) { totalCount } }`;
    expect(
      await codeOf(
        small.store,
        query('groupBy: [REGION, DEPARTMENT_KIND, YEAR], filter: { level: CITY, years: { from: 2010, to: 2023 } }'),
      ),
    ).toBe('QUERY_TOO_LARGE');
    expect(await codeOf(small.store, query('groupBy: [DEPARTMENT_KIND], filter: { basis: FILED }'))).toBe('BAD_INPUT');
    expect(await codeOf(small.store, query('groupBy: [YEAR, YEAR]'))).toBe('BAD_INPUT');
    expect(await codeOf(small.store, query(`groupBy: [REGION], filter: { within: "${ZI}", level: CITY }`))).toBe(
      'BAD_INPUT',
    );
  });

  it('go on from a cursor, and only from one of the same question', async () => {
    const page = (order: string, after = ''): string =>
      `{ statistics(metrics: [RECEIVED], groupBy: [DEPARTMENT], filter: { within: "${CITY}", years: { from: 2023, to: 2023 } }, orderBy: { metric: RECEIVED, direction: ${order} }, first: 3 ${after})
         { totalCount nodes { key { department { name } } measures { coverage { missing { nodes { name } } } } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
    const first = (await ask(small.store, page('HIGHEST_FIRST'))).statistics;
    const after = `, after: "${first.pageInfo.endCursor}"`;
    const second = (await ask(small.store, page('HIGHEST_FIRST', after))).statistics;
    const third = (await ask(small.store, page('HIGHEST_FIRST', `, after: "${second.pageInfo.endCursor}"`))).statistics;
    const names = [first, second, third].flatMap((each) => each.nodes.map((node: Answer) => node.key.department.name));
    expect(names).toHaveLength(7);
    expect(new Set(names).size).toBe(7);
    expect([first, second, third].map((each) => each.pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(third.nodes[0].measures[0].coverage.missing.nodes).toEqual([{ name: '寅区司法局' }]);
    expect(await codeOf(small.store, page('LOWEST_FIRST', after))).toBe('BAD_CURSOR');
  });
});
