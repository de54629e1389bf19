import { type Answer, ask, codeOf, execute } from '../fixtures/ask';
import { CITY, PROVINCE, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const idOf = (type: string, key: string | number): string => Buffer.from(`${type}:${key}`).toString('base64url');

/** All pages of a connection; `query` has a place for the arguments of the page. */
async function pages(query: (page: string) => string, field: string, size: number): Promise<Answer[]> {
  const found: Answer[] = [];
  let after = '';
  for (;;) {
    const connection = (await ask(small.store, query(`first: ${size}${after}`)))[field];
    found.push(connection);
    if (!connection.pageInfo.hasNextPage) return found;
    after = `, after: "${connection.pageInfo.endCursor}"`;
  }
}

const PAGE = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }';

describe('a connection', () => {
  it.each([
    ['departments', ''],
    ['departments', 'orderBy: { field: NAME, direction: DESC }'],
    ['departments', `filter: { within: "${CITY}", kinds: ["justice"] }, orderBy: { field: REGION }`],
    ['reports', ''],
    ['reports', 'orderBy: { field: PUBLISHED_ON, direction: ASC }'],
    ['reports', 'orderBy: { field: REGION, direction: ASC }, filter: { scope: OWN, years: { from: 2021, to: 2023 } }'],
    ['findings', ''],
    ['regions', `level: COUNTY, within: "${PROVINCE}"`],
  ])('%s(%s) gives each item once over its pages, and counts them', async (field, args) => {
    const got = await pages((page) => `{ ${field}(${page} ${args}) { ${PAGE} } }`, field, 2);
    const ids = got.flatMap((each) => each.edges.map((edge: Answer) => edge.node.id));
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(got[0].totalCount).toBe(ids.length);
    expect(got[0].pageInfo.hasPreviousPage).toBe(false);
    expect(got.at(-1).pageInfo.hasPreviousPage).toBe(true);
    const whole = (await ask(small.store, `{ ${field}(first: 500 ${args}) { ${PAGE} } }`))[field];
    expect(whole.edges.map((edge: Answer) => edge.node.id)).toEqual(ids);
    expect(whole.pageInfo).toMatchObject({ startCursor: whole.edges[0].cursor, endCursor: whole.edges.at(-1).cursor });
  });

  it('takes cursors of its own question only', async () => {
    const { departments } = await ask(small.store, '{ departments(first: 1) { pageInfo { endCursor } } }');
    const after = `after: "${departments.pageInfo.endCursor}"`;
    expect(await codeOf(small.store, `{ departments(${after}, orderBy: { field: NAME }) { totalCount } }`)).toBe(
      'BAD_CURSOR',
    );
    expect(await codeOf(small.store, `{ reports(${after}) { totalCount } }`)).toBe('BAD_CURSOR');
    expect(await codeOf(small.store, '{ reports(after: "nonsense") { totalCount } }')).toBe('BAD_CURSOR');
    expect(await codeOf(small.store, `{ region(code: "${ZI}") { children(${after}) { totalCount } } }`)).toBe(
      'BAD_CURSOR',
    );
  });

  it('has pages of a bounded size', async () => {
    expect(await codeOf(small.store, '{ reports(first: 501) { totalCount } }')).toBe('BAD_INPUT');
    expect(await codeOf(small.store, '{ reports(first: -1) { totalCount } }')).toBe('BAD_INPUT');
    expect((await ask(small.store, '{ reports(first: 0) { nodes { id } totalCount } }')).reports).toEqual({
      nodes: [],
      totalCount: 13,
    });
  });
});

describe('filters', () => {
  const years = async (args: string): Promise<Answer> =>
    (await ask(small.store, `{ reports(${args}) { nodes { year department { name } } } }`)).reports.nodes.map(
      (each: Answer) => [each.year, each.department.name],
    );

  it('narrow reports by body, table, filing and year', async () => {
    expect(await years('filter: { lacksTable: 2 }')).toEqual([[2023, '卯区司法局']]);
    expect(await years('filter: { filing: LATE }')).toEqual([[2023, '子区公安局']]);
    expect(
      await years(`filter: { departments: ["${idOf('Department', 1)}"], years: { from: 2019, to: 2020 } }`),
    ).toEqual([
      [2020, '子区司法局'],
      [2019, '子区司法局'],
    ]);
    expect(await codeOf(small.store, '{ reports(filter: { lacksTable: 7 }) { totalCount } }')).toBe('BAD_INPUT');
    expect(await codeOf(small.store, '{ reports(filter: { years: { from: 2023, to: 2019 } }) { totalCount } }')).toBe(
      'BAD_INPUT',
    );
    expect(await codeOf(small.store, '{ reports(filter: { within: "999999" }) { totalCount } }')).toBe(
      'UNKNOWN_REGION',
    );
  });

  it('take a name as it is, not as a pattern', async () => {
    const names = async (name: string): Promise<Answer> =>
      (await ask(small.store, `{ departments(filter: { name: "${name}" }) { nodes { name } } }`)).departments.nodes;
    expect(await names('丑区')).toEqual([{ name: '丑区司法局' }]);
    expect(await names('%')).toEqual([]);
    expect(await names('_')).toEqual([]);
  });
});

describe('regions', () => {
  it('know their place; a code that is no longer in force gives the region that it became', async () => {
    const { region, old, none, nation } = await ask(
      small.store,
      `{ region(code: "${ZI}") { level fullName parent { code } ancestors { code } children { totalCount } departments { nodes { name } } }
         old: region(code: "410381") { code name } none: region(code: "999999") { code } nation { code level parent { code } } }`,
    );
    expect(region).toEqual({
      level: 'COUNTY',
      fullName: '试验省甲市子区',
      parent: { code: CITY },
      ancestors: [{ code: '000000' }, { code: PROVINCE }, { code: CITY }],
      children: { totalCount: 0 },
      departments: { nodes: [{ name: '子区司法局' }, { name: '子区公安局' }, { name: '子区人民政府' }] },
    });
    expect(old).toEqual({ code: '410307', name: '偃师区' });
    expect(none).toBeNull();
    expect(nation).toEqual({ code: '000000', level: 'NATION', parent: null });
  });

  it('have the report of their government', async () => {
    const { region } = await ask(
      small.store,
      `{ region(code: "${ZI}") { report(year: 2023) { scope department { name } } none: report(year: 2020) { id } } }`,
    );
    expect(region).toEqual({ report: { scope: 'CONSOLIDATED', department: { name: '子区人民政府' } }, none: null });
  });
});

describe('global ids', () => {
  it('give back each kind of object', async () => {
    const finding = (await ask(small.store, '{ findings(first: 1) { nodes { id } } }')).findings.nodes[0].id;
    const ids = [
      idOf('Region', ZI),
      idOf('Department', 1),
      idOf('Report', small.reports[0]!),
      idOf('Metric', 'RECEIVED'),
      idOf('DepartmentKind', 'justice'),
      finding,
    ];
    const strangers = ['nonsense', idOf('Report', 999), idOf('Report', 'x'), idOf('Region', '1'), idOf('User', 1)];
    const { nodes } = await ask(small.store, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
      variables: { ids: [...ids, ...strangers] },
    });
    expect(nodes.slice(0, 6)).toEqual(
      ids.map((id, at) => ({
        id,
        __typename: ['Region', 'Department', 'Report', 'Metric', 'DepartmentKind', 'Finding'][at],
      })),
    );
    expect(nodes.slice(6)).toEqual(strangers.map(() => null));
  });
});

describe('the catalogues', () => {
  it('define metrics in both languages, with their cells, parts and breaks', async () => {
    const { rate, fees, metrics, rules, departmentKinds } = await ask(
      small.store,
      `{ rate: metric(key: CORRECTION_RATE) { label en: label(locale: "en") kind additive numerator { key } denominator { key } polarity }
         fees: metric(key: FEES_AMOUNT) { unit kind breaks cells { id form table row column } numerator { key } }
         metrics { key } rules { id severity basis label } departmentKinds { code } }`,
    );
    expect(rate).toEqual({
      label: '复议纠错率',
      en: 'Correction rate',
      kind: 'RATIO',
      additive: false,
      numerator: [{ key: 'RECONSIDERATION_CORRECTED' }],
      denominator: [{ key: 'RECONSIDERATION_TOTAL' }, { key: 'RECONSIDERATION_PENDING' }],
      polarity: 'LOWER_IS_BETTER',
    });
    expect(fees).toEqual({
      unit: '万元',
      kind: 'AMOUNT',
      breaks: [2021],
      cells: [{ id: 'fees.amount', form: '2021', table: 2, row: 'fees', column: 'amount' }],
      numerator: null,
    });
    expect(metrics.length).toBeGreaterThan(260);
    expect(rules.map((rule: Answer) => rule.id)).toContain('T3_BALANCE');
    expect(departmentKinds.map((kind: Answer) => kind.code)).toContain('justice');
  });

  it('say what the store holds', async () => {
    const { dataset } = await ask(
      small.store,
      '{ dataset { dataVersion changedAt years departments reports openFindings } }',
    );
    expect(dataset).toMatchObject({
      years: [2019, 2020, 2021, 2022, 2023],
      departments: 9,
      reports: 13,
      changedAt: '2024-03-31T16:00:00.000Z',
    });
    expect(dataset.dataVersion).toBe(await small.store.dataVersion());
  });
});

describe('scalars', () => {
  it('refuse what they are not, before anything is read', async () => {
    const codes = [
      'region(code: "41") { id }',
      'region(code: "410307") { report(year: 20233) { id } }',
      'report(id: "x", asOf: "2024-02-30") { id }',
    ];
    for (const each of codes) {
      const { data, errors } = await execute(small.store, `{ ${each} }`);
      expect(data).toBeUndefined();
      expect(errors).toHaveLength(1);
    }
  });
});
