import { getIntrospectionQuery, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { measureQuery } from '../../src/server/limits';
import { ask, codeOf, type SmallServer, smallSchema, startSmall } from './small-server';

const schema = smallSchema();

function measure(query: string, variables: object = {}) {
  const document = parse(query);
  const operation = document.definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  return measureQuery(schema, document, operation, variables as Record<string, unknown>);
}

const MEASURE = '{ metric { key } value status coverage { expected reporting ratio } }';
/** metric, its key, value, status, coverage and its three. */
const FIELDS = 8;

describe('the cost of a query is about the number of fields in its answer', () => {
  test('a field costs 1', () => {
    expect(measure('{ hello other: hello }').cost).toBe(2);
  });

  test('a page counts as often as its first says, wherever that comes from', () => {
    const names = (first: string) => `{ regions(first: ${first}) { nodes { name } totalCount } }`;
    expect(measure(names('31')).cost).toBe(1 + 1 + 31 + 1);
    expect(measure(`query Q($n: Int) ${names('$n')}`, { n: 7 }).cost).toBe(1 + 1 + 7 + 1);
    expect(measure(`query Q($n: Int = 9) ${names('$n')}`).cost).toBe(1 + 1 + 9 + 1);
    expect(measure('{ regions { nodes { name } } }').cost).toBe(1 + 1 + 50);
    expect(measure('{ regions(first: 31) { edges { node { name } } } }').cost).toBe(1 + 1 + 31 * 2);
  });

  test('lists of metrics and spans of years in the arguments count what they ask for', () => {
    expect(measure(`{ region { measures(metrics: ["a","b","c"], year: 2023) ${MEASURE} } }`).cost).toBe(2 + 3 * FIELDS);
    expect(
      measure(`{ region { series(metric: "a", years: {from: 2019, to: 2023}) { points ${MEASURE} } } }`).cost,
    ).toBe(2 + 1 + 5 * FIELDS);
    expect(measure('{ region { series(metric: "a", years: {from: 2019, to: 2023}) { values } } }').cost).toBe(3);
    const comparison = `{ comparison(subjects: [1, 2], metrics: ["a","b","c"], years: {from: 2019, to: 2023}) { rows { measures ${MEASURE} } } }`;
    expect(measure(comparison).cost).toBe(1 + 1 + 2 * 3 * 5 * (1 + FIELDS));
  });

  test('years that only choose among the items of a page do not shorten the lists in each item', () => {
    expect(measure('{ regions(first: 5, years: {from: 2023, to: 2023}) { nodes { ancestors { name } } } }').cost).toBe(
      1 + 1 + 5 * (1 + 10),
    );
  });

  test('pages in pages multiply, through fragments and inline fragments as well', () => {
    const direct = measure('{ regions(first: 10) { nodes { children(first: 20) { nodes { name } } } } }').cost;
    const spread = measure(`{ regions(first: 10) { ...A } }
      fragment A on RegionConnection { nodes { ...B } }
      fragment B on Region { ... on Region { children(first: 20) { nodes { name } } } }`).cost;
    expect(direct).toBe(1 + 1 + 10 * (1 + 1 + 20));
    expect(spread).toBe(direct);
  });

  test('one fragment spread at pages of different sizes counts each of them', () => {
    const query = `{ a: regions(first: 2) { ...A } b: regions(first: 5) { ...A } } fragment A on RegionConnection { nodes { name } }`;
    expect(measure(query).cost).toBe(2 + 2 + 2 + 5);
  });

  test('fragments of fragments of fragments are measured in no time', () => {
    const levels = 40;
    let query = '{ region { ...F0 } }';
    for (let level = 0; level < levels; level++) {
      query += ` fragment F${level} on Region { a: parent { ...F${level + 1} } b: parent { ...F${level + 1} } }`;
    }
    query += ` fragment F${levels} on Region { name }`;
    const found = measure(query);
    expect(found.cost).toBeGreaterThan(2 ** levels);
    expect(found.depth).toBe(levels + 2);
  });
});

describe('limits, over HTTP', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmall({}, {});
  });
  afterAll(() => server.close());

  const times = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => text(i)).join(' ');
  const english = { headers: { 'accept-language': 'en' } };
  const nested = (depth: number) => `{ region ${'{ parent '.repeat(depth - 2)}{ name }${' }'.repeat(depth - 2)} }`;

  test.each([
    ['aliases', `{ ${times(31, (i) => `a${i}: __typename`)} }`, /31 aliases; the limit is 30/],
    ['fields at the top', `{ ${times(31, () => '__typename')} }`, /31 fields at its top; the limit is 30/],
    ['directives', `{ ${times(11, () => 'hello @include(if: true)')} }`, /11 directives; the limit is 10/],
    ['levels', nested(17), /17 levels of nesting; the limit is 16/],
    [
      'cost',
      '{ regions(first: 1000) { nodes { children(first: 1000) { nodes { name } } } } }',
      /1002002 fields in its answer/,
    ],
    ['tokens', `{ ${times(10_000, (i) => `a${i}: __typename`)} }`, /more than the limit of 4000 tokens/],
    ['repeats', `{ ${times(1300, () => 'x: hello')} }`, /repeat each other/],
  ])('too many %s are refused in a sentence that says what to do', async (_, query, sentence) => {
    const answer = await ask(server, query, english);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'QUERY_TOO_LARGE']);
    expect(answer.body.errors![0]!.message).toMatch(sentence);
    expect(answer.body.errors![0]!.message).toMatch(/Split the query or ask for less\.$/);
    expect(answer.body.data).toBeUndefined();
    const chinese = await ask(server, query);
    expect(chinese.body.errors![0]!.message).toMatch(/请拆分或缩小查询。$/);
  });

  test('exactly the limit is allowed', async () => {
    expect((await ask(server, `{ ${times(30, (i) => `a${i}: __typename`)} }`)).body.errors).toBeUndefined();
    const deep = await ask(server, nested(16));
    expect(codeOf(deep)).not.toBe('QUERY_TOO_LARGE');
  });

  test('aliases in a fragment count too', async () => {
    const query = `{ ...F } fragment F on Query { ${times(31, (i) => `a${i}: __typename`)} }`;
    expect(codeOf(await ask(server, query))).toBe('QUERY_TOO_LARGE');
  });

  test('the introspection of a playground passes, and so does a dashboard of the provinces', async () => {
    const introspection = getIntrospectionQuery({
      schemaDescription: true,
      inputValueDeprecation: true,
      specifiedByUrl: true,
    });
    expect((await ask(server, introspection)).body.errors).toBeUndefined();

    const metrics = times(8, (i) => `"M${i}"`);
    const years = [2019, 2020, 2021, 2022, 2023];
    const dashboard = `query Provinces { regions(level: "PROVINCE", first: 31) { nodes { name ${years
      .map(
        (year) =>
          `y${year}: measures(metrics: [${metrics}], year: ${year}) { metric { key label } value status coverage { expected reporting ratio blank } }`,
      )
      .join(' ')} } } }`;
    const { cost } = measure(dashboard);
    expect(cost).toBeGreaterThan(31 * 5 * 8 * 10 - 1);
    expect(cost).toBeLessThan(31 * 5 * 8 * 11);
    expect(codeOf(await ask(server, dashboard))).not.toBe('QUERY_TOO_LARGE');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const line = server.log.find(({ msg, operation }) => msg === 'request' && operation === 'query Provinces');
    expect(line).toMatchObject({ cost });
  });

  test('introspection of introspection of introspection is refused', async () => {
    const deep =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect((await ask(server, deep)).body.data).toBeUndefined();
  });

  test('the limits are settings', async () => {
    const strict = await startSmall({ GONGKAI_MAX_ALIASES: '0', GONGKAI_MAX_COST: '3', GONGKAI_MAX_TOKENS: '20' });
    expect(codeOf(await ask(strict, '{ a: hello }'))).toBe('QUERY_TOO_LARGE');
    expect(codeOf(await ask(strict, '{ region { name parent { name } } }'))).toBe('QUERY_TOO_LARGE');
    expect(codeOf(await ask(strict, `{ ${'hello '.repeat(20)} }`))).toBe('QUERY_TOO_LARGE');
    expect((await ask(strict, '{ hello }')).body.errors).toBeUndefined();
    await strict.close();
  });
});
