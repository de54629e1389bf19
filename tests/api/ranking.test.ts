import { type Answer, ask, codeOf } from '../fixtures/ask';
import { CHOU, CITY, MAO, PROVINCE, put, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
  // Nearly a third, and a third: equal as floating point numbers of a few digits, not as fractions.
  await put(small.store, {
    region: ZI,
    body: '子区财政局',
    year: 2023,
    cells: { 'granted.total': 333_333_333_333, 'concluded.total': 1_000_000_000_000 },
  });
  await put(small.store, {
    region: CHOU,
    body: '丑区财政局',
    year: 2023,
    cells: { 'granted.total': 1, 'concluded.total': 3 },
  });
  await put(small.store, {
    region: YIN,
    body: '寅区财政局',
    year: 2023,
    cells: { 'granted.total': 2, 'concluded.total': 6 },
  });
  await put(small.store, {
    region: ZI,
    body: '子区财政局',
    year: 2022,
    cells: { 'granted.total': 1, 'concluded.total': 1 },
  });
  await put(small.store, {
    region: CHOU,
    body: '丑区财政局',
    year: 2022,
    cells: { 'granted.total': 0, 'concluded.total': 1 },
  });
});
afterAll(() => small.close());

const idOf = (type: string, key: string): string => Buffer.from(`${type}:${key}`).toString('base64url');
const SUBJECT = 'subject { ... on Region { name } ... on Department { name } }';

async function ranked(args: string): Promise<Answer> {
  const query = `{ ranking(${args}) { totalCount pageInfo { endCursor hasNextPage hasPreviousPage }
    nodes { ${SUBJECT} position tied percentile previousPosition measure { value status } }
    excluded { totalCount nodes { ${SUBJECT} reason measure { status coverage { ratio } } } } } }`;
  return (await ask(small.store, query)).ranking;
}

const places = (ranking: Answer): unknown[] => ranking.nodes.map((each: Answer) => [each.subject.name, each.position]);

describe('a ranking', () => {
  it('shares a rank among ties and skips the next', async () => {
    const ranking = await ranked(`metric: RECEIVED, year: 2023, among: { within: "${CITY}", level: COUNTY }`);
    expect(places(ranking)).toEqual([
      ['子区', 1],
      ['丑区', 1],
      ['寅区', 1],
      ['卯区', 4],
    ]);
    expect(ranking.nodes.map((each: Answer) => each.tied)).toEqual([3, 3, 3, 1]);
  });

  it('compares ratios exactly', async () => {
    const ranking = await ranked(
      `metric: DISCLOSURE_RATE, year: 2023, among: { of: DEPARTMENTS, within: "${CITY}", kind: "finance" }`,
    );
    expect(places(ranking)).toEqual([
      ['丑区财政局', 1],
      ['寅区财政局', 1],
      ['子区财政局', 3],
    ]);
    expect(ranking.nodes.map((each: Answer) => each.previousPosition)).toEqual([2, null, 1]);
  });

  it('leaves out a ratio whose figures contradict each other, instead of a rate below zero', async () => {
    await put(small.store, {
      region: MAO,
      body: '卯区财政局',
      year: 2024,
      cells: { 'reconsideration.corrected': 1, 'reconsideration.pending': 3, 'reconsideration.total': 2 },
    });
    await put(small.store, {
      region: YIN,
      body: '寅区财政局',
      year: 2024,
      cells: { 'reconsideration.corrected': 1, 'reconsideration.pending': 0, 'reconsideration.total': 4 },
    });
    const ranking = await ranked(
      `metric: CORRECTION_RATE, year: 2024, among: { of: DEPARTMENTS, within: "${CITY}", kind: "finance" }`,
    );
    expect(places(ranking)).toEqual([['寅区财政局', 1]]);
    expect(ranking.excluded.nodes).toContainEqual({
      subject: { name: '卯区财政局' },
      reason: 'NO_VALUE',
      measure: { status: 'UNDEFINED_RATIO', coverage: { ratio: 1 } },
    });
  });

  it('names those left out, and why', async () => {
    const ranking = await ranked(
      `metric: RECEIVED, year: 2023, among: { within: "${PROVINCE}", level: COUNTY, kind: "justice" }, direction: LOWEST_FIRST`,
    );
    expect(places(ranking)).toEqual([
      ['卯区', 1],
      ['辰县', 2],
      ['子区', 3],
      ['丑区', 4],
    ]);
    expect(ranking.excluded).toEqual({
      totalCount: 1,
      nodes: [
        { subject: { name: '寅区' }, reason: 'NO_VALUE', measure: { status: 'NOT_REPORTED', coverage: { ratio: 0 } } },
      ],
    });
    const covered = await ranked(
      `metric: RECEIVED, year: 2023, among: { within: "${CITY}", level: COUNTY }, minCoverage: 0.9`,
    );
    expect(covered.excluded.nodes).toEqual([
      { subject: { name: '寅区' }, reason: 'COVERAGE', measure: { status: 'PARTIAL', coverage: { ratio: 2 / 3 } } },
    ]);
  });

  it('has no previous position over a break of the form', async () => {
    const { nodes } = await ranked(`metric: FEES_AMOUNT, year: 2021, among: { within: "${CITY}", level: COUNTY }`);
    expect(nodes).toMatchObject([{ subject: { name: '子区' }, position: 1, previousPosition: null }]);
  });

  it('centres a page on one subject', async () => {
    const among = `metric: RECEIVED, year: 2023, among: { of: DEPARTMENTS, within: "${CITY}", kind: "justice" }`;
    const all = await ranked(among);
    expect(places(all)).toEqual([
      ['甲市司法局', 1],
      ['丑区司法局', 2],
      ['子区司法局', 3],
      ['卯区司法局', 4],
    ]);
    const [department] = (await ask(small.store, `{ departments(filter: { name: "丑区司法" }) { nodes { id } } }`))
      .departments.nodes;
    const page = await ranked(`${among}, first: 2, around: "${department.id}"`);
    expect(places(page)).toEqual([
      ['甲市司法局', 1],
      ['丑区司法局', 2],
    ]);
    const last = (await ask(small.store, `{ departments(filter: { name: "卯区司法" }) { nodes { id } } }`)).departments
      .nodes[0];
    const end = await ranked(`${among}, first: 2, around: "${last.id}"`);
    expect(places(end)).toEqual([
      ['子区司法局', 3],
      ['卯区司法局', 4],
    ]);
    expect(end.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    const missing = (await ask(small.store, `{ departments(filter: { name: "寅区司法" }) { nodes { id } } }`))
      .departments.nodes[0];
    expect(await codeOf(small.store, `{ ranking(${among}, around: "${missing.id}") { totalCount } }`)).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf(small.store, `{ ranking(${among}, around: "${idOf('Region', MAO)}") { totalCount } }`)).toBe(
      'BAD_INPUT',
    );
  });

  it('goes on from a cursor, and only from one of the same question', async () => {
    const among = `among: { within: "${CITY}", level: COUNTY }, first: 3`;
    const first = await ranked(`metric: RECEIVED, year: 2023, ${among}`);
    const after = `after: "${first.pageInfo.endCursor}"`;
    expect(places(await ranked(`metric: RECEIVED, year: 2023, ${among}, ${after}`))).toEqual([['卯区', 4]]);
    expect(
      await codeOf(small.store, `{ ranking(metric: GRANTED, year: 2023, ${among}, ${after}) { totalCount } }`),
    ).toBe('BAD_CURSOR');
    const [version, identity] = JSON.parse(Buffer.from(first.pageInfo.endCursor, 'base64url').toString('utf8'));
    for (const key of [['x', '1', 1], [null, null, null], [], [{}, {}, {}]]) {
      const written = Buffer.from(JSON.stringify([version, identity, ...key])).toString('base64url');
      const query = `{ ranking(metric: RECEIVED, year: 2023, ${among}, after: "${written}") { totalCount } }`;
      expect(await codeOf(small.store, query)).toBe('BAD_CURSOR');
    }
  });
});

describe('a rank among peers', () => {
  it('is among those asked for', async () => {
    const query = `{ departments(filter: { name: "子区司法局" }) { nodes { measure(metric: RECEIVED, year: 2023) {
      siblings: rank { position of } level: rank(among: SAME_LEVEL) { position of }
      kind: rank(among: SAME_KIND_IN_REGION) { position of } nationwide: rank(among: SAME_KIND_NATIONWIDE) { position of } } } } }`;
    const [{ measure }] = (await ask(small.store, query)).departments.nodes;
    expect(measure).toEqual({
      siblings: { position: 2, of: 3 },
      level: { position: 4, of: 9 },
      kind: { position: 2, of: 3 },
      nationwide: { position: 2, of: 4 },
    });
  });

  it('by BEST has the governments that filed for others alone, whatever coverage is asked for', async () => {
    const args = `metric: RECEIVED, year: 2023, among: { of: DEPARTMENTS, within: "${ZI}" }`;
    const best = await ranked(`${args}, basis: BEST, minCoverage: 1`);
    expect(places(best)).toEqual([
      ['子区人民政府', 1],
      ['子区公安局', 2],
      ['子区司法局', 3],
      ['子区财政局', 4],
    ]);
    expect(places(await ranked(`${args}, basis: FILED, minCoverage: 1`))).toEqual([['子区人民政府', 1]]);
    const query = `{ departments(filter: { name: "子区人民政府" }) { nodes { measure(metric: RECEIVED, year: 2023, basis: BEST) { rank { position of } } } } }`;
    const [{ measure }] = (await ask(small.store, query)).departments.nodes;
    expect(measure.rank).toEqual({ position: 1, of: 4 });
  });

  it('is read in one statement for all populations, years and metrics', async () => {
    const statements: string[] = [];
    small.store.onStatement = (sql) => statements.push(sql);
    await ask(
      small.store,
      `{ departments(filter: { within: "${CITY}" }) { nodes { a: measures(metrics: [RECEIVED, GRANTED], year: 2023) { rank { of } kind: rank(among: SAME_KIND_IN_REGION) { of } }
         b: measures(metrics: [RECEIVED, GRANTED], year: 2022) { rank(among: SAME_LEVEL) { of } } } } }`,
    );
    small.store.onStatement = undefined;
    // The list, its records, their figures, the figures of all peers.
    expect(statements).toHaveLength(4);
  });
});

describe('a comparison', () => {
  it('puts subjects side by side, with the median of their peers', async () => {
    const query = `query ($subjects: [ID!]!) { comparison(subjects: $subjects, metrics: [RECEIVED, FEES_AMOUNT], years: { from: 2022, to: 2023 }) {
      subjects { id } metrics { key } years rows { ${SUBJECT} metric { key } measures { value status } peerMedian } } }`;
    const subjects = [idOf('Region', ZI), idOf('Region', MAO)];
    const { comparison } = await ask(small.store, query, { variables: { subjects } });
    expect(comparison.subjects.map((each: Answer) => each.id)).toEqual(subjects);
    expect(comparison.years).toEqual([2022, 2023]);
    const rows = comparison.rows.map((row: Answer) => [
      row.subject.name,
      row.metric.key,
      row.measures.map((each: Answer) => each.value),
      row.peerMedian,
    ]);
    expect(rows).toEqual([
      ['子区', 'RECEIVED', [0, 30], [0, 30]],
      ['子区', 'FEES_AMOUNT', [7730.2801, 0.3], [0, 0]],
      ['卯区', 'RECEIVED', [null, 5], [0, 30]],
      ['卯区', 'FEES_AMOUNT', [null, null], [0, 0]],
    ]);
    expect(await codeOf(small.store, query, { variables: { subjects: [idOf('Metric', 'RECEIVED')] } })).toBe(
      'BAD_INPUT',
    );
  });
});
