import { ask, codeOf } from '../fixtures/ask';
import { CHOU, CITY, MAO, PROVINCE, put, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const received = (code: string, basis: string, year = 2023): string =>
  `{ region(code: "${code}") { totals(year: ${year}, basis: ${basis}) {
    figures { requests { received { naturalPerson total } } }
    coverage { expected reporting ratio blank expectation missing { nodes { name } totalCount } absentKinds { code } } } } }`;

describe('a region-wide total', () => {
  it('adds up the own reports of the whole subtree, from bureaus to the province', async () => {
    const city = await ask(small.store, received(CITY, 'COMPUTED'));
    expect(city.region.totals.figures.requests.received).toEqual({ naturalPerson: 195, total: 195 });
    const province = await ask(small.store, received(PROVINCE, 'COMPUTED'));
    expect(province.region.totals.figures.requests.received.total).toBe(202);
  });

  it('never adds a consolidated report to the reports it contains', async () => {
    const computed = await ask(small.store, received(ZI, 'COMPUTED'));
    const filed = await ask(small.store, received(ZI, 'FILED'));
    const best = await ask(small.store, received(ZI, 'BEST'));
    expect(computed.region.totals.figures.requests.received.total).toBe(30);
    expect(filed.region.totals.figures.requests.received.total).toBe(32);
    expect(best.region.totals.figures.requests.received.total).toBe(32);
    const city = await ask(small.store, received(CITY, 'BEST'));
    expect(city.region.totals.figures.requests.received.total).toBe(195 - 30 + 32);
  });

  it('names the bodies that are missing, and the kinds of which none is known', async () => {
    const { region } = await ask(small.store, received(YIN, 'COMPUTED'));
    const { coverage } = region.totals;
    expect(coverage).toMatchObject({ expected: 2, reporting: 1, ratio: 0.5, expectation: 'DERIVED' });
    expect(coverage.missing).toEqual({ nodes: [{ name: '寅区司法局' }], totalCount: 1 });
    const absent = coverage.absentKinds.map((kind: { code: string }) => kind.code);
    expect(absent).toContain('education');
    expect(absent).not.toContain('police');
    expect(absent).not.toContain('gardens');
  });

  it('says what is missing of a filed total: the government itself', async () => {
    const { region } = await ask(small.store, received(CHOU, 'FILED'));
    expect(region.totals.figures.requests.received.total).toBeNull();
    expect(region.totals.coverage).toMatchObject({
      expected: 1,
      reporting: 0,
      ratio: 0,
      missing: { totalCount: 0 },
      // No government of 丑区 is known that could be named: the kind is.
      absentKinds: [{ code: 'government' }],
    });
    const { region: known } = await ask(small.store, received(ZI, 'FILED').replace('2023', '2022'));
    // That of 子区 is known, filed nothing for 2022, and is named.
    expect(known.totals.coverage).toMatchObject({ missing: { nodes: [{ name: '子区人民政府' }] }, absentKinds: [] });
  });

  it('names no government as missing where its office filed for the region, and the township where that is the region', async () => {
    const own = await smallStore([
      { region: ZI, body: '子区人民政府', year: 2022, scope: 'CONSOLIDATED' },
      { region: ZI, body: '子区人民政府办公室', year: 2023, scope: 'CONSOLIDATED' },
    ]);
    await own.store.regions.add([{ code: `${ZI}001`, name: '甲镇' }]);
    const town = `${ZI}001`;
    await put(own.store, { region: town, body: '甲镇人民政府', year: 2023, cells: { 'received.total': 4 } });
    const { region } = await ask(own.store, received(ZI, 'FILED'));
    expect(region.totals.coverage).toMatchObject({
      expected: 1,
      reporting: 1,
      missing: { totalCount: 0 },
      absentKinds: [],
    });
    const { region: township } = await ask(own.store, received(town, 'FILED'));
    expect(township.totals.coverage).toMatchObject({ missing: { nodes: [{ name: '甲镇人民政府' }] }, absentKinds: [] });
    const { region: reporting } = await ask(
      own.store,
      `{ region(code: "${town}") { report(year: 2023) { scope measures(metrics: [RECEIVED]) { value } } } }`,
    );
    expect(reporting.report).toEqual({ scope: 'OWN', measures: [{ value: 4 }] });
    await own.close();
  });

  it('that was filed says which of its figures were left blank and derived, however it is read', async () => {
    const cells = { 'received.naturalPerson': 5, 'received.total': 'BLANK' } as const;
    const own = await smallStore([{ region: ZI, body: '子区人民政府', year: 2023, scope: 'CONSOLIDATED', cells }]);
    const measure = 'value status';
    const asked = `{ region(code: "${ZI}") { measure(metric: RECEIVED, year: 2023, basis: FILED) { ${measure} }
      totals(year: 2023, basis: FILED, asOf: "2024-04-20") { figures { cells { cell status } } } }
      ranking(metric: RECEIVED, year: 2023, among: { of: REGIONS, level: COUNTY }, basis: FILED) { nodes { measure { ${measure} } } } }`;
    const { region, ranking } = await ask(own.store, asked);
    await own.close();
    expect(region.measure).toEqual({ value: 5, status: 'DERIVED' });
    expect(ranking.nodes[0].measure).toEqual(region.measure);
    const status = new Map(
      region.totals.figures.cells.map((each: { cell: string; status: string }) => [each.cell, each.status]),
    );
    expect([status.get('received.total'), status.get('received.naturalPerson')]).toEqual(['DERIVED', 'REPORTED']);
  });

  it('is of one kind where one is asked for, at any level', async () => {
    const query = `{ region(code: "${CITY}") {
      totals(year: 2023, kind: "justice") { figures { requests { received { total } } } coverage { expected reporting } }
      children { nodes { name totals(year: 2023, kind: "justice") {
        figures { requests { received { total } } } coverage { expected reporting missing { nodes { name } } } } } } } }`;
    const { region } = await ask(small.store, query);
    expect(region.totals).toEqual({
      figures: { requests: { received: { total: 145 } } },
      coverage: { expected: 5, reporting: 4 },
    });
    const children = region.children.nodes.map(
      (each: { name: string; totals: { figures: { requests: { received: object } } } }) => [
        each.name,
        each.totals.figures.requests.received,
      ],
    );
    expect(children).toEqual([
      ['子区', { total: 10 }],
      ['丑区', { total: 30 }],
      ['寅区', { total: null }],
      ['卯区', { total: 5 }],
    ]);
    expect(region.children.nodes[2].totals.coverage).toEqual({
      expected: 1,
      reporting: 0,
      missing: { nodes: [{ name: '寅区司法局' }] },
    });
  });

  it('refuses a kind of a basis that has none', async () => {
    expect(
      await codeOf(
        small.store,
        `{ region(code: "${CITY}") { totals(year: 2023, kind: "justice", basis: FILED) { figures { requests { received { total } } } } } }`,
      ),
    ).toBe('BAD_INPUT');
    expect(
      await codeOf(
        small.store,
        `{ region(code: "${CITY}") { measure(metric: RECEIVED, year: 2023, kind: "justice", basis: BEST) { value } } }`,
      ),
    ).toBe('BAD_INPUT');
    expect(
      await codeOf(small.store, `{ region(code: "${CITY}") { totals(year: 2023, kind: "wizards") { year } } }`),
    ).toBe('UNKNOWN_KIND');
  });

  it('keeps blank, not applicable, an absent table and a zero apart', async () => {
    const cells = `{ cells(statuses: [BLANK, NOT_APPLICABLE, TABLE_MISSING]) { cell status value } }`;
    const query = `{ chou: region(code: "${CHOU}") { totals(year: 2023) { figures ${cells} coverage { blank notApplicable } } }
      mao: region(code: "${MAO}") { totals(year: 2023) { figures ${cells} } measure(metric: CARRIED_IN, year: 2023) { value status } } }`;
    const { chou, mao } = await ask(small.store, query);
    expect(chou.totals.figures.cells).toEqual([
      { cell: 'licensing.decisions', status: 'NOT_APPLICABLE', value: null },
      { cell: 'carriedIn.naturalPerson', status: 'BLANK', value: null },
    ]);
    expect(chou.totals.coverage).toMatchObject({ notApplicable: 1 });
    expect(mao.totals.figures.cells.map((cell: { status: string }) => cell.status)).toEqual(
      expect.arrayContaining(['TABLE_MISSING']),
    );
    expect(mao.measure).toEqual({ value: 0, status: 'DERIVED' });
  });

  it('is exact beyond 2^31, and money to the last place', async () => {
    const query = `{ region(code: "${CITY}") { totals(year: 2023) { figures { proactive { licensing { decisions } fees { amount } } } }
      measures(metrics: [LICENSING_DECISIONS, FEES_AMOUNT], year: 2023) { value exact status metric { unit } } } }`;
    const { region } = await ask(small.store, query);
    expect(region.totals.figures.proactive).toEqual({
      licensing: { decisions: 3_011_398_889 },
      fees: { amount: '0.3' },
    });
    expect(region.measures).toEqual([
      { value: 3_011_398_889, exact: '3011398889', status: 'PARTIAL', metric: { unit: '件' } },
      { value: 0.3, exact: '0.3', status: 'PARTIAL', metric: { unit: '万元' } },
    ]);
  });
});
