import { cell } from '../../src/form/cells';
import type { Value } from '../../src/store/connection';
import { Reports } from '../../src/store/reports';
import { ask, codeOf } from '../fixtures/ask';
import { CHOU, CITY, PROVINCE, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const onRegion = async (code: string, fields: string) =>
  (await ask(small.store, `{ region(code: "${code}") { ${fields} } }`)).region;

describe('a measure', () => {
  it('of a ratio is the ratio of the sums, never a mean of ratios', async () => {
    const { measure, children } = await onRegion(
      CITY,
      `measure(metric: DISCLOSURE_RATE, year: 2023) { value exact status fraction { numerator denominator } }
       children { nodes { measure(metric: DISCLOSURE_RATE, year: 2023) { value } } }`,
    );
    // granted 4+10+20+0+5+50, concluded 5+20+20+30+5+75
    expect(measure).toEqual({
      value: 89 / 155,
      exact: null,
      status: 'PARTIAL',
      fraction: { numerator: 89, denominator: 155 },
    });
    const values = children.nodes.map((each: { measure: { value: number } }) => each.measure.value);
    expect(values).toEqual([14 / 25, 1, 0, 1]);
    expect(measure.value).not.toBeCloseTo(values.reduce((sum: number, each: number) => sum + each, 0) / 4);
  });

  it('has status, change, share, discrepancy and rank', async () => {
    const { children } = await onRegion(
      CITY,
      `children { nodes { measure(metric: RECEIVED, year: 2023) {
        value status change { from base absolute relative status } shareOfParent discrepancy
        rank { position of tied percentile } low: rank(direction: LOWEST_FIRST) { position } } } }`,
    );
    const [zi, chou, yin, mao] = children.nodes.map((each: { measure: object }) => each.measure);
    expect(zi).toMatchObject({ value: 30, status: 'DERIVED', shareOfParent: 30 / 195, discrepancy: -2 });
    expect(zi.change).toEqual({ from: 2022, base: 0, absolute: 30, relative: null, status: 'BASE_ZERO' });
    expect(yin).toMatchObject({ value: 30, status: 'PARTIAL', discrepancy: null });
    expect(yin.change).toEqual({ from: 2022, base: 12, absolute: 18, relative: 1.5, status: 'NORMAL' });
    expect(chou.change).toMatchObject({ base: null, status: 'BASE_MISSING' });
    // Three districts have 30, one has 5: they share the first place and the next is the fourth.
    expect([zi, chou, yin, mao].map((each) => each.rank)).toEqual([
      ...Array(3).fill({ position: 1, of: 4, tied: 3, percentile: 1 }),
      { position: 4, of: 4, tied: 1, percentile: 0.25 },
    ]);
    expect(mao.low.position).toBe(1);
  });

  it('of money has exact differences: a change and a discrepancy are no remainders of doubles', async () => {
    const cells = { 'fees.amount': '0.1' };
    const own = await smallStore([
      { region: ZI, body: '子区司法局', year: 2023, cells: { 'fees.amount': '0.3' } },
      { region: ZI, body: '子区司法局', year: 2022, cells },
      { region: ZI, body: '子区人民政府', year: 2023, scope: 'CONSOLIDATED', cells },
    ]);
    const { region, reconciliation } = await ask(
      own.store,
      `{ region(code: "${ZI}") { measure(metric: FEES_AMOUNT, year: 2023) { discrepancy change { absolute relative } } }
         reconciliation(region: "${ZI}", year: 2023, metrics: [FEES_AMOUNT]) { lines { discrepancy exactDiscrepancy } } }`,
    );
    await own.close();
    expect(region.measure).toEqual({ discrepancy: 0.2, change: { absolute: 0.2, relative: 0.2 / 0.1 } });
    expect(reconciliation.lines).toEqual([{ discrepancy: 0.2, exactDiscrepancy: '0.2' }]);
  });

  it('of OTHERWISE counts one row of the form of 2019 and three of that of 2021 alike', async () => {
    const { series } = await onRegion(
      ZI,
      'series(metric: OTHERWISE, years: { from: 2019, to: 2021 }) { values statuses breaks }',
    );
    expect(series).toEqual({ values: [2, 0, 3], statuses: ['DERIVED', 'DERIVED', 'DERIVED'], breaks: [] });
  });

  it('says why it has no value', async () => {
    const { chou, mao, none } = await ask(
      small.store,
      `{ chou: region(code: "${CHOU}") { measures(metrics: [LICENSING_DECISIONS, CARRIED_IN_NATURAL_PERSON, PROCUREMENT_AMOUNT, CORRECTION_RATE], year: 2023) { value status } }
         mao: region(code: "990104") { measure(metric: LICENSING_DECISIONS, year: 2023) { value status } }
         none: region(code: "990200") { measure(metric: RECEIVED, year: 2020) { value status } } }`,
    );
    expect(chou.measures).toEqual([
      { value: null, status: 'NOT_APPLICABLE' },
      { value: null, status: 'BLANK' },
      { value: null, status: 'NOT_ON_THIS_FORM' },
      { value: null, status: 'UNDEFINED_RATIO' },
    ]);
    expect(mao.measure).toEqual({ value: null, status: 'TABLE_MISSING' });
    expect(none.measure).toEqual({ value: null, status: 'NOT_REPORTED' });
  });

  it('of a report is read, with its place in the document', async () => {
    const { node } = await ask(
      small.store,
      `query ($id: ID!) { node(id: $id) { ... on Department { kind { code label(locale: "en") } region { name }
        report(year: 2023) { publishedOn deadline filing title forms { table edition }
          measures(metrics: [RECEIVED, FEES_AMOUNT, REFUSED]) { value exact status source { table row column printed line } rank(among: SAME_KIND_IN_REGION) { position of } shareOfParent }
          figures { requests { refused { stateSecret { total } total { naturalPerson } } } } } } } }`,
      { variables: { id: Buffer.from('Department:1').toString('base64url') } },
    );
    expect(node).toMatchObject({ kind: { code: 'justice', label: 'Justice' }, region: { name: '子区' } });
    expect(node.report).toMatchObject({
      publishedOn: '2024-01-20',
      deadline: '2024-01-31',
      filing: 'ON_TIME',
      title: '子区司法局2023年政府信息公开工作年度报告',
      figures: { requests: { refused: { stateSecret: { total: 1 }, total: { naturalPerson: 1 } } } },
    });
    expect(node.report.measures[0]).toEqual({
      value: 10,
      exact: '10',
      status: 'REPORTED',
      source: { table: 3, row: 'received', column: 'total', printed: '10', line: 1 },
      rank: { position: 2, of: 3 },
      shareOfParent: 10 / 30,
    });
    expect(node.report.measures[1]).toMatchObject({ value: 0.1, exact: '0.1', source: { printed: '0.1' } });
    expect(node.report.measures[2]).toMatchObject({ value: 1, status: 'DERIVED', source: null });
  });

  it('of the on-time rate counts a late and a missing body against, and an unknown date as a lower bound', async () => {
    const { region } = await ask(
      small.store,
      `{ region(code: "${ZI}") { measure(metric: ON_TIME_RATE, year: 2023) { status fraction { numerator denominator } } } }`,
    );
    expect(region.measure).toEqual({ status: 'DERIVED', fraction: { numerator: 1, denominator: 2 } });
    const chou = await onRegion(
      CHOU,
      'measure(metric: ON_TIME_RATE, year: 2023) { status fraction { numerator denominator } }',
    );
    expect(chou.measure).toEqual({ status: 'PARTIAL', fraction: { numerator: 0, denominator: 1 } });
  });
});

describe('timeliness', () => {
  it('counts who published in time, late, at an unknown date or not at all', async () => {
    const fields =
      'timeliness(year: 2023) { expected onTime late missing unknown } justice: timeliness(year: 2023, kind: "justice") { expected missing }';
    expect(await onRegion(CITY, fields)).toEqual({
      timeliness: { expected: 7, onTime: 1, late: 1, missing: 1, unknown: 4 },
      justice: { expected: 5, missing: 1 },
    });
  });
});

describe('a series', () => {
  it('breaks where the form changes, and goes on where it does not', async () => {
    const { fees, received } = await onRegion(
      ZI,
      `fees: series(metric: FEES_AMOUNT, years: { from: 2020, to: 2022 }) { years values statuses breaks points { exact change { status absolute } } }
       received: series(metric: RECEIVED, years: { from: 2020, to: 2021 }) { values breaks points { change { status absolute } } }`,
    );
    expect(fees).toMatchObject({
      years: [2020, 2021, 2022],
      values: [null, 7730.28, 7730.2801],
      statuses: ['NOT_ON_THIS_FORM', 'DERIVED', 'DERIVED'],
      breaks: [2021],
    });
    expect(fees.points[1].change).toEqual({ status: 'BREAK_IN_SERIES', absolute: null });
    expect(fees.points[2]).toMatchObject({ exact: '7730.2801', change: { status: 'NORMAL' } });
    expect(received).toMatchObject({ values: [6, 8], breaks: [] });
    expect(received.points[1].change).toEqual({ status: 'NORMAL', absolute: 2 });
  });
});

describe('one request', () => {
  it('asks one statement for each kind of question, however many measures, changes, shares and ranks', async () => {
    const statements: string[] = [];
    small.store.onStatement = (sql) => statements.push(sql);
    const metrics = 'RECEIVED CARRIED_IN GRANTED PARTLY_GRANTED REFUSED CONCLUDED DISCLOSURE_RATE FEES_AMOUNT'.split(
      ' ',
    );
    const years = [2019, 2020, 2021, 2022, 2023];
    const alias = (year: number) =>
      `y${year}: measures(metrics: [${metrics}], year: ${year}) { value status coverage { ratio } change { relative } shareOfParent rank { position } discrepancy }`;
    const query = `{ regions(level: PROVINCE, first: 40) { nodes { name ${years.map(alias).join('\n')} } } }`;
    const { regions } = await ask(small.store, query);
    small.store.onStatement = undefined;
    expect(regions.nodes.length).toBeGreaterThan(31);
    // The figures; then, together, those of earlier years, parents and other bases that the first did not hold.
    expect(statements).toHaveLength(2);
    expect(statements.every((sql) => sql.includes('FROM ask'))).toBe(true);
  });

  it('reads only the columns that are asked for', async () => {
    const statements: string[] = [];
    small.store.onStatement = (sql) => statements.push(sql);
    await ask(
      small.store,
      `query ($no: Boolean = false) { region(code: "${PROVINCE}") { totals(year: 2023) { figures { ...R requests { received @include(if: $no) { total } } } } } }
      fragment R on Figures { requests { granted { total } } }`,
    );
    small.store.onStatement = undefined;
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('r.granted_total');
    expect(statements[0]).not.toContain('received');
  });
});

describe('as of an earlier day', () => {
  it('a report and the totals are what they were', async () => {
    const own = await smallStore([]);
    const first = await put(own.store, { region: ZI, body: '子区司法局', year: 2023, cells: { 'received.total': 10 } });
    own.clock.now = Date.parse('2024-05-02T12:00:00+08:00');
    await put(own.store, {
      region: ZI,
      body: '子区司法局',
      year: 2023,
      cells: { 'received.total': 11, 'fees.amount': '1.5' },
    });
    const id = Buffer.from(`Report:${first}`).toString('base64url');
    const figures = 'figures { requests { received { total } } proactive { fees { amount } } }';
    const { then, before, now, region } = await ask(
      own.store,
      `{ then: report(id: "${id}", asOf: "2024-05-01") { version ${figures} } before: report(id: "${id}", asOf: "2024-03-01") { version }
         now: report(id: "${id}") { version ${figures} versions { version reason report { ${figures} measures(metrics: [RECEIVED]) { value status } } } }
         region(code: "${CITY}") { then: totals(year: 2023, asOf: "2024-05-01") { ${figures} coverage { expected reporting } } now: totals(year: 2023) { ${figures} } } }`,
    );
    await own.close();
    expect(then).toEqual({
      version: 1,
      figures: { requests: { received: { total: 10 } }, proactive: { fees: { amount: '0' } } },
    });
    expect(before).toBeNull();
    expect(now).toMatchObject({
      version: 2,
      figures: { requests: { received: { total: 11 } }, proactive: { fees: { amount: '1.5' } } },
    });
    expect(now.versions).toMatchObject([
      { version: 1, reason: 'IMPORT', report: { measures: [{ value: 10, status: 'REPORTED' }] } },
      { version: 2, reason: null, report: { measures: [{ value: 11 }] } },
    ]);
    expect(region.then).toEqual({ ...then, version: undefined, coverage: { expected: 1, reporting: 1 } });
    expect(region.now.figures.requests.received.total).toBe(11);
  });

  it('a report was filed when it was, and nobody is named as missing who has reported since', async () => {
    const own = await smallStore([
      { region: ZI, body: '子区司法局', year: 2023, publishedOn: '2024-01-20', cells: { 'received.total': 10 } },
      { region: ZI, body: '子区公安局', year: 2022 },
    ]);
    own.clock.now = Date.parse('2024-05-02T12:00:00+08:00');
    await put(own.store, { region: ZI, body: '子区司法局', year: 2023, publishedOn: '2024-01-20' });
    await put(own.store, { region: ZI, body: '子区公安局', year: 2023 });
    const id = Buffer.from(`Report:${own.reports[0]}`).toString('base64url');
    const then = (field: string) => `{ region(code: "${ZI}") { totals(year: 2023, asOf: "2024-04-20") { ${field} } } }`;
    const { report } = await ask(
      own.store,
      `{ report(id: "${id}", asOf: "2024-04-20") { version filing measures(metrics: [ON_TIME_RATE]) { value status } } }`,
    );
    expect(report).toEqual({ version: 1, filing: 'ON_TIME', measures: [{ value: 1, status: 'DERIVED' }] });
    const { region } = await ask(own.store, then('coverage { expected reporting missing { totalCount } }'));
    expect(region.totals.coverage).toEqual({ expected: 2, reporting: 1, missing: null });
    expect(await codeOf(own.store, then('findings { totalCount }'))).toBe('BAD_INPUT');
    await own.close();
  });

  it('nothing is there twice that was superseded while it was read', async () => {
    const own = await smallStore([{ region: ZI, body: '子区司法局', year: 2023, cells: { 'received.total': 10 } }]);
    const instant = own.clock.now;
    own.clock.now += 1000;
    let written = false;
    let received = 10;
    const change = () => {
      received += 1;
      return put(own.store, { region: ZI, body: '子区司法局', year: 2023, cells: { 'received.total': received } });
    };
    // A change comes right behind the first statement of each reading.
    const between =
      (read: <T>(sql: string, params: readonly Value[]) => Promise<T[]>) =>
      async <T>(sql: string, params: readonly Value[]): Promise<T[]> => {
        const rows = await read<T>(sql, params);
        if (written) return rows;
        written = true;
        await change();
        return rows;
      };
    const { dialect, regions } = own.store;
    const read = between((sql, params) => own.store.read(sql, params));
    const scan = between((sql, params) => own.store.scan(sql, params));
    const reports = new Reports(dialect, read, scan, regions);
    const totals = await reports.totalsAsOf(regions.required(ZI).id, 2023, instant);
    expect(totals.computed!.tally[0]).toBe(1);
    expect(totals.computed!.value(cell('received.total').index)).toBe(10n);
    written = false;
    own.clock.now += 1000;
    await change();
    const versions = await reports.versions(own.reports[0]!);
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3]);
    await own.close();
  });
});
