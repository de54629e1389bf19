/** What oversight offices ask, of the demo city: filled through the normal import and asked over HTTP. */
import { join } from 'node:path';
import { demoCity } from '../../src/demo/city';
import { writeDemo } from '../../src/demo/write';
import { type Served, serve } from './served';

const city = demoCity();
const codeOf = (name: string): string => city.regions.find((region) => region.name === name)!.code;
const CITY = codeOf('示例市');
const FOG = codeOf('雾凇区');

interface Part {
  numerator: number;
  denominator: number;
}
interface Totals {
  status: string;
  value: number | null;
  coverage: { expected: number; reporting: number; blank: number; missing: { nodes: { name: string }[] } };
}

let served: Served;
beforeAll(async () => {
  served = await serve((folder) => {
    const demo = join(folder, 'demo');
    writeDemo(demo);
    return [demo];
  });
}, 900_000);
afterAll(() => served.close());

const MEASURE = 'value status coverage { expected reporting blank missing(first: 50) { nodes { name } } }';

/** Own (or consolidated) reports of a region and year in the generator's own data, current versions only. */
function reportsOf(region: string, year: number, scope: 'OWN' | 'CONSOLIDATED' = 'OWN') {
  const all = city.reports.filter(
    (report) => report.body.region === region && report.year === year && report.scope === scope,
  );
  return all.filter((report) => !all.some((other) => other.body === report.body && other.version > report.version));
}

const printed = (reports: ReturnType<typeof reportsOf>, table: 2 | 3 | 4, cell: string): number =>
  reports.reduce((sum, report) => sum + Number(report.tables[table]?.cells.get(cell) ?? 0), 0);

test('everything is imported, and every total is what a recount gives', async () => {
  expect(served.summary.refused).toEqual([]);
  expect(served.summary.imported).toBeGreaterThan(2500);
  expect(await served.store.verify()).toEqual([]);
});

test('a district has three totals; the discrepancy comes with its reason', async () => {
  const { region } = await served.ask(
    `query ($code: RegionCode!) { region(code: $code) {
      computed: measure(metric: RECEIVED, year: 2024) { ${MEASURE} discrepancy }
      filed: measure(metric: RECEIVED, year: 2024, basis: FILED) { ${MEASURE} }
      best: measure(metric: RECEIVED, year: 2024, basis: BEST) { ${MEASURE} }
    } }`,
    { code: FOG },
  );
  const own = reportsOf(FOG, 2024);
  const [filed] = reportsOf(FOG, 2024, 'CONSOLIDATED');
  expect(region.computed).toMatchObject({ value: printed(own, 3, 'received.total'), status: 'DERIVED' });
  expect(region.computed.coverage).toMatchObject({ expected: own.length, reporting: own.length, blank: 0 });
  expect(region.filed).toMatchObject({
    value: filed!.tables[3]!.cells.get('received.total'),
    status: 'REPORTED',
  });
  expect(region.best.value).toBe(region.filed.value);
  expect(region.computed.discrepancy).toBe(region.computed.value - region.filed.value);
  // With every bureau there, the difference is not one of coverage: the urban management bureau was left out.
  const left = own.filter((report) => report.body.kind === 'urbanManagement');
  expect(region.computed.discrepancy).toBe(printed(left, 3, 'received.total'));
});

test('the reconciliation of a district names the bureau that its consolidated report left out', async () => {
  const { reconciliation } = await served.ask(
    `query ($code: RegionCode!) { reconciliation(region: $code, year: 2024, metrics: [RECEIVED]) {
      complete
      lines { outcome discrepancy computed { value } filed { value } }
      reasons { kind extent department { name kind { code } } amounts { metric { key } amount } }
    } }`,
    { code: FOG },
  );
  expect(reconciliation.complete).toBe(true);
  expect(reconciliation.lines).toEqual([
    { outcome: 'DIFFERS', discrepancy: 37, computed: { value: 674 }, filed: { value: 637 } },
  ]);
  expect(reconciliation.reasons).toHaveLength(1);
  const [reason] = reconciliation.reasons;
  expect(reason).toMatchObject({
    kind: 'LEFT_OUT',
    extent: 'WHOLE',
    department: { name: '雾凇区城市管理局', kind: { code: 'urbanManagement' } },
  });
  expect(reason.amounts).toContainEqual({ metric: { key: 'RECEIVED' }, amount: '-37' });
});

test('a total with a missing bureau is a lower bound that names it', async () => {
  const missing = city.planted.filter((fault) => fault.trouble === 'NOT_FILED');
  expect(missing.length).toBeGreaterThan(3);
  for (const fault of missing) {
    const { region } = await served.ask(
      `query ($code: RegionCode!, $year: Year!) { region(code: $code) { measure(metric: RECEIVED, year: $year) { ${MEASURE} } } }`,
      { code: fault.region, year: fault.year },
    );
    const { status, coverage } = region.measure as Totals;
    expect(status).toBe('PARTIAL');
    expect(coverage.reporting).toBeLessThan(coverage.expected);
    expect(coverage.missing.nodes.map((body) => body.name)).toContain(fault.body);
  }
});

test('a government is never counted with its bureaus: the city is the sum of its own bodies and its districts', async () => {
  const { region } = await served.ask(
    `query ($code: RegionCode!) { region(code: $code) {
      measure(metric: RECEIVED, year: 2023) { value }
      children(first: 50) { nodes { code measure(metric: RECEIVED, year: 2023) { value } } }
    } }`,
    { code: CITY },
  );
  const districts = region.children.nodes as { code: string; measure: { value: number } }[];
  expect(districts).toHaveLength(12);
  const direct = printed(reportsOf(CITY, 2023), 3, 'received.total');
  expect(region.measure.value).toBe(districts.reduce((sum, each) => sum + each.measure.value, direct));
  for (const each of districts)
    expect(each.measure.value).toBe(printed(reportsOf(each.code, 2023), 3, 'received.total'));
});

test('a blank is never a zero: it is counted in the coverage, and the total is partial', async () => {
  const blanks = city.planted.filter((fault) => fault.trouble === 'CELLS_BLANK' && fault.region !== CITY);
  for (const fault of blanks.slice(0, 3)) {
    const { reports } = await served.ask(
      `query ($code: RegionCode!, $year: Year!) { reports(filter: { within: $code, years: { from: $year, to: $year } }, first: 500) {
        nodes { department { name } measures(metrics: [RECEIVED_OTHER_ORGANISATION, REFUSED_STATE_SECRET_OTHER_ORGANISATION]) { value status } } } }`,
      { code: fault.region, year: fault.year },
    );
    const report = reports.nodes.find((each: { department: { name: string } }) => each.department.name === fault.body);
    for (const measure of report.measures) if (measure.status === 'BLANK') expect(measure.value).toBeNull();
  }
  const column = city.planted.find(
    (fault) => fault.trouble === 'CELLS_BLANK' && fault.cells.includes('received.otherOrganisation'),
  )!;
  const { region } = await served.ask(
    `query ($code: RegionCode!, $year: Year!) { region(code: $code) { measure(metric: RECEIVED_OTHER_ORGANISATION, year: $year) { ${MEASURE} } } }`,
    { code: column.region, year: column.year },
  );
  expect(region.measure).toMatchObject({ status: 'PARTIAL', coverage: { blank: 1 } });
});

test('a ratio of the city is the ratio of the sums, not a mean of ratios', async () => {
  const { region } = await served.ask(
    `query ($code: RegionCode!) { region(code: $code) {
      rate: measure(metric: DISCLOSURE_RATE, year: 2022) { value fraction { numerator denominator } }
      parts: measures(metrics: [GRANTED, PARTLY_GRANTED, CONCLUDED], year: 2022) { value }
      children(first: 50) { nodes { measure(metric: DISCLOSURE_RATE, year: 2022) { value fraction { numerator denominator } } } }
    } }`,
    { code: CITY },
  );
  const [granted, partly, concluded] = region.parts.map((part: { value: number }) => part.value);
  expect(region.rate.fraction).toEqual({ numerator: granted + partly, denominator: concluded });
  expect(region.rate.value).toBeCloseTo((granted + partly) / concluded, 12);
  const parts = region.children.nodes.map((each: { measure: { fraction: Part } }) => each.measure.fraction) as Part[];
  expect(parts.reduce((sum, part) => sum + part.numerator, 0)).toBeLessThanOrEqual(region.rate.fraction.numerator);
  const mean =
    region.children.nodes.reduce((sum: number, each: { measure: { value: number } }) => sum + each.measure.value, 0) /
    12;
  expect(Math.abs(mean - region.rate.value)).toBeGreaterThan(1e-6);
});

test('rankings have every district once, and shares add up to what the districts have of the city', async () => {
  const { ranking, region } = await served.ask(
    `query ($code: RegionCode!) {
      ranking(metric: REFUSAL_RATE, year: 2024, among: { level: COUNTY, within: $code }, first: 50) {
        totalCount nodes { position tied previousPosition subject { ... on Region { name } } measure { value } }
      }
      region(code: $code) {
        measure(metric: RECEIVED, year: 2024) { value }
        children(first: 50) { nodes { measure(metric: RECEIVED, year: 2024) { value shareOfParent rank { position of } } } }
      }
    }`,
    { code: CITY },
  );
  expect(ranking.totalCount).toBe(12);
  expect(ranking.nodes[0]).toMatchObject({ position: 1, subject: { name: '雾凇区' } });
  const values = ranking.nodes.map((each: { measure: { value: number } }) => each.measure.value);
  expect(values).toEqual([...values].sort((a: number, b: number) => b - a));
  const children = region.children.nodes.map((each: { measure: Totals & { shareOfParent: number } }) => each.measure);
  const inDistricts = children.reduce((sum: number, each: Totals) => sum + each.value!, 0);
  const shares = children.reduce((sum: number, each: { shareOfParent: number }) => sum + each.shareOfParent, 0);
  expect(shares).toBeCloseTo(inDistricts / region.measure.value, 9);
});

test('fees with four decimals add up exactly', async () => {
  const { region } = await served.ask(
    `query ($code: RegionCode!) { region(code: $code) { measure(metric: FEES_AMOUNT, year: 2023) { exact } } }`,
    { code: FOG },
  );
  const tenThousandths = reportsOf(FOG, 2023).reduce((sum, report) => {
    const printedAmount = report.tables[2]?.cells.get('fees.amount');
    const amount = typeof printedAmount === 'string' && printedAmount !== '/' ? printedAmount : '0';
    const [whole, fraction = ''] = amount.split('.');
    return sum + BigInt(whole!) * 10_000n + BigInt(fraction.padEnd(4, '0'));
  }, 0n);
  const [whole, fraction = ''] = region.measure.exact.split('.');
  expect(BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'))).toBe(tenThousandths);
});

test('a series breaks where the forms do not compare, and goes on where they do', async () => {
  const { region } = await served.ask(
    `query ($code: RegionCode!) { region(code: $code) {
      fees: series(metric: FEES_AMOUNT, years: { from: 2019, to: 2022 }) { years statuses points { change { status } } }
      received: series(metric: RECEIVED, years: { from: 2019, to: 2022 }) { points { status change { status } } }
    } }`,
    { code: CITY },
  );
  expect(region.fees.statuses.slice(0, 2)).toEqual(['NOT_ON_THIS_FORM', 'NOT_ON_THIS_FORM']);
  expect(region.fees.points[2].change.status).toBe('BREAK_IN_SERIES');
  expect(region.received.points[2].change.status).toBe('NORMAL');
});

test.each([
  ['an unknown region code', '{ region(code: "419999") { name } }', undefined],
  ['a code that is none', '{ region(code: "41x") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a year that cannot be',
    `{ region(code: "${CITY}") { measure(metric: RECEIVED, year: 20233) { value } } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    '10,000 aliases',
    `{ ${Array.from({ length: 10_000 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
    'QUERY_TOO_LARGE',
  ],
])('%s gets a clear answer', async (_case, query, code) => {
  const { data, errors } = await served.answer(query);
  if (code === undefined) expect(data.region).toBeNull();
  else {
    expect(errors[0].extensions.code).toBe(code);
    expect(errors[0].message).toMatch(/[a-z]/);
  }
});

test('a cursor of another query is refused', async () => {
  const { regions } = await served.ask('{ regions(level: CITY, first: 2) { pageInfo { endCursor } } }');
  const { errors } = await served.answer(
    'query ($after: String) { regions(level: COUNTY, first: 2, after: $after) { totalCount } }',
    {
      after: regions.pageInfo.endCursor,
    },
  );
  expect(errors[0].extensions.code).toBe('BAD_CURSOR');
});
