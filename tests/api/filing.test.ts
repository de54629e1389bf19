import { ask, codeOf } from '../fixtures/ask';
import { CHOU, CITY, MAO, PROVINCE, put, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

let small: SmallStore;
beforeAll(async () => {
  small = await smallStore();
});
afterAll(() => small.close());

const ENTRIES = 'totalCount nodes { status deadline publishedOn daysLate department { name } report { year } }';

describe('timeliness', () => {
  it('lists the bodies of each status with deadline, date and days late', async () => {
    const { region } = await ask(
      small.store,
      `{ region(code: "${CITY}") { timeliness(year: 2023) {
        expected onTime late missing unknown onTimeRate
        late_: entries(status: LATE) { ${ENTRIES} }
        gone: entries(status: MISSING) { ${ENTRIES} }
        onTime_: entries(status: ON_TIME) { ${ENTRIES} }
        unknown_: entries(status: UNKNOWN) { totalCount }
        all: entries(first: 3) { totalCount nodes { department { name } } pageInfo { hasNextPage endCursor } }
      } } }`,
    );
    const { timeliness } = region;
    expect(timeliness).toMatchObject({ expected: 7, onTime: 1, late: 1, missing: 1, unknown: 4, onTimeRate: 1 / 7 });
    expect(timeliness.late_).toEqual({
      totalCount: 1,
      nodes: [
        {
          status: 'LATE',
          deadline: '2024-01-31',
          publishedOn: '2024-02-10',
          daysLate: 10,
          department: { name: '子区公安局' },
          report: { year: 2023 },
        },
      ],
    });
    expect(timeliness.gone.nodes).toEqual([
      {
        status: 'MISSING',
        deadline: '2024-01-31',
        publishedOn: null,
        daysLate: null,
        department: { name: '寅区司法局' },
        report: null,
      },
    ]);
    expect(timeliness.onTime_.nodes.map((each: { department: object }) => each.department)).toEqual([
      { name: '子区司法局' },
    ]);
    expect(timeliness.unknown_.totalCount).toBe(4);
    expect(timeliness.all.totalCount).toBe(7);
    const seen = timeliness.all.nodes.map((each: { department: { name: string } }) => each.department.name);
    const { region: more } = await ask(
      small.store,
      `query ($after: String) { region(code: "${CITY}") { timeliness(year: 2023) {
        entries(first: 500, after: $after) { nodes { department { name } } } } } }`,
      { variables: { after: timeliness.all.pageInfo.endCursor } },
    );
    const rest = more.timeliness.entries.nodes.map((each: { department: { name: string } }) => each.department.name);
    expect(new Set([...seen, ...rest]).size).toBe(7);
    expect([...seen, ...rest][0]).toBe('甲市司法局');
  });

  it('counts one kind, as the list does', async () => {
    const { region } = await ask(
      small.store,
      `{ region(code: "${YIN}") { timeliness(year: 2023, kind: "justice") { expected missing entries { nodes { status department { name } } } } } }`,
    );
    expect(region.timeliness).toEqual({
      expected: 1,
      missing: 1,
      entries: { nodes: [{ status: 'MISSING', department: { name: '寅区司法局' } }] },
    });
  });

  it('refuses to look for missing reports among the reports', async () => {
    expect(await codeOf(small.store, '{ reports(filter: { filing: MISSING }) { totalCount } }')).toBe('BAD_INPUT');
  });
});

describe('the filing table', () => {
  it('has regions by kinds, whose sums are the whole', async () => {
    const COUNTS = 'expected onTime late missing unknown';
    const { filing } = await ask(
      small.store,
      `{ filing(year: 2023, within: "${PROVINCE}", level: COUNTY) {
        total { region { code } timeliness { ${COUNTS} } kinds { kind { code } timeliness { ${COUNTS} } } }
        rows(first: 10) { totalCount nodes { region { code } timeliness { ${COUNTS} } kinds { kind { code } timeliness { ${COUNTS} } } } }
      } }`,
    );
    expect(filing.total.timeliness).toEqual({ expected: 8, onTime: 1, late: 1, missing: 1, unknown: 5 });
    expect(filing.rows.totalCount).toBe(5);
    const zi = filing.rows.nodes.find((row: { region: { code: string } }) => row.region.code === ZI);
    expect(zi.kinds).toEqual([
      { kind: { code: 'police' }, timeliness: { expected: 1, onTime: 0, late: 1, missing: 0, unknown: 0 } },
      { kind: { code: 'justice' }, timeliness: { expected: 1, onTime: 1, late: 0, missing: 0, unknown: 0 } },
    ]);
    type Counts = Record<string, number>;
    const add = (rows: { timeliness: Counts }[]): Counts =>
      Object.fromEntries(
        Object.keys(zi.timeliness).map((key) => [key, rows.reduce((sum, row) => sum + row.timeliness[key]!, 0)]),
      );
    for (const row of [filing.total, ...filing.rows.nodes]) expect(add(row.kinds)).toEqual(row.timeliness);
    // The city's own justice bureau belongs to no county.
    expect(add(filing.rows.nodes).expected).toBe(7);
  });

  it('has the regions directly below unless a level is given', async () => {
    const { filing } = await ask(
      small.store,
      `{ filing(year: 2023, within: "${CITY}") { rows { nodes { region { name } } } } }`,
    );
    expect(filing.rows.nodes.map((row: { region: { name: string } }) => row.region.name)).toEqual([
      '子区',
      '丑区',
      '寅区',
      '卯区',
    ]);
  });
});

describe('the consolidated reports of governments', () => {
  let other: SmallStore;
  const COUNTS = 'expected onTime late unknown missing';
  const file = (region: string, body: string, year: number, publishedOn?: string) =>
    put(other.store, { region, body, year, publishedOn, scope: 'CONSOLIDATED' });
  beforeAll(async () => {
    other = await smallStore();
    // 子区 has filed for 2023. 丑区 did for 2022 and is late; 寅区 for 2022 and not again; of 卯区 a register expects one; the office of 甲市
    // spoke for it in 2022, the government now.
    await file(CHOU, '丑区人民政府', 2022, '2023-03-01');
    await file(CHOU, '丑区人民政府', 2023, '2024-04-02');
    await file(YIN, '寅区人民政府', 2022, '2023-03-01');
    await other.store.departments.register([{ region: MAO, name: '卯区人民政府' }]);
    await file(CITY, '甲市人民政府办公室', 2022, '2023-03-01');
    await file(CITY, '甲市人民政府', 2023, '2024-03-31');
    // Consolidated, but of nobody's region.
    await file(ZI, '子区公安局', 2023, '2024-01-01');
  });
  afterAll(() => other.close());

  it('are a part of the table of their own, and a list', async () => {
    const { filing, region } = await ask(
      other.store,
      `{ filing(year: 2023, within: "${CITY}") {
          total { consolidated { ${COUNTS} } }
          rows { nodes { region { name } consolidated { ${COUNTS} onTimeRate } } } }
        region(code: "${CITY}") { timeliness(year: 2023, scope: CONSOLIDATED) { ${COUNTS} entries { totalCount nodes {
          status deadline publishedOn daysLate department { name } report { scope } } } } } }`,
    );
    const whole = { expected: 5, onTime: 2, late: 1, unknown: 0, missing: 2 };
    expect(filing.total.consolidated).toEqual(whole);
    const one = { expected: 1, onTime: 0, late: 0, unknown: 0, missing: 0, onTimeRate: 0 };
    expect(filing.rows.nodes).toEqual([
      { region: { name: '子区' }, consolidated: { ...one, onTime: 1, onTimeRate: 1 } },
      { region: { name: '丑区' }, consolidated: { ...one, late: 1 } },
      { region: { name: '寅区' }, consolidated: { ...one, missing: 1 } },
      { region: { name: '卯区' }, consolidated: { ...one, missing: 1 } },
    ]);
    const { entries, ...counts } = region.timeliness;
    expect(counts).toEqual(whole);
    expect(entries.totalCount).toBe(5);
    const deadline = '2024-03-31';
    const filed = { deadline, daysLate: null, report: { scope: 'CONSOLIDATED' } };
    const missing = { status: 'MISSING', deadline, publishedOn: null, daysLate: null, report: null };
    expect(entries.nodes).toEqual([
      { ...filed, status: 'ON_TIME', publishedOn: '2024-03-31', department: { name: '甲市人民政府' } },
      { ...filed, status: 'ON_TIME', publishedOn: '2024-03-15', department: { name: '子区人民政府' } },
      { ...filed, status: 'LATE', publishedOn: '2024-04-02', daysLate: 2, department: { name: '丑区人民政府' } },
      { ...missing, department: { name: '寅区人民政府' } },
      { ...missing, department: { name: '卯区人民政府' } },
    ]);
  });

  it('are of nobody where nobody filed one and no register asks for one', async () => {
    const { region } = await ask(
      small.store,
      `{ region(code: "${YIN}") { timeliness(year: 2023, scope: CONSOLIDATED) { ${COUNTS} onTimeRate entries { totalCount } } } }`,
    );
    const none = { expected: 0, onTime: 0, late: 0, unknown: 0, missing: 0 };
    expect(region.timeliness).toEqual({ ...none, onTimeRate: null, entries: { totalCount: 0 } });
  });

  it('the one that counts as filed is the region’s report', async () => {
    await file(CITY, '甲市人民政府办公室', 2023, '2024-03-01');
    const { region } = await ask(
      other.store,
      `{ region(code: "${CITY}") { report(year: 2023) { department { name } } } }`,
    );
    expect(region.report.department.name).toBe('甲市人民政府');
    const { region: filed } = await ask(
      other.store,
      `{ region(code: "${CITY}") { timeliness(year: 2023, scope: CONSOLIDATED) { ${COUNTS} entries { nodes { department { name } } } } } }`,
    );
    // As before: that of the office stands beside it and is nobody else's.
    expect(filed.timeliness).toMatchObject({ expected: 5, onTime: 2, late: 1, unknown: 0, missing: 2 });
    const names = filed.timeliness.entries.nodes.map((each: { department: { name: string } }) => each.department.name);
    expect(names).not.toContain('甲市人民政府办公室');
  });
});

describe('a report of a body that its register does not expect', () => {
  let other: SmallStore;
  beforeAll(async () => {
    other = await smallStore();
    await other.store.departments.register([
      // The one was to report until 2022, and did for 2023; the other was to report for 2023, and did not.
      { region: ZI, name: '子区公安局', to: 2022 },
      { region: ZI, name: '子区司法局' },
      { region: ZI, name: '子区水利局', from: 2023 },
    ]);
  });
  afterAll(() => other.close());

  it('hides no body that is missing, neither in status nor in counts nor in lists', async () => {
    const { region } = await ask(
      other.store,
      `{ region(code: "${ZI}") {
        measure(metric: RECEIVED, year: 2023) { value status coverage { expected reporting ratio missing { nodes { name } } } }
        timeliness(year: 2023) { expected onTime late unknown missing entries { totalCount nodes { status department { name } } } }
        police: timeliness(year: 2023, kind: "police") { expected late missing }
      } }`,
    );
    expect(region.measure).toEqual({
      value: 30,
      status: 'PARTIAL',
      coverage: { expected: 3, reporting: 2, ratio: 2 / 3, missing: { nodes: [{ name: '子区水利局' }] } },
    });
    expect(region.timeliness).toMatchObject({ expected: 3, onTime: 1, late: 1, unknown: 0, missing: 1 });
    expect(region.timeliness.entries).toEqual({
      totalCount: 3,
      nodes: [
        { status: 'ON_TIME', department: { name: '子区司法局' } },
        { status: 'LATE', department: { name: '子区公安局' } },
        { status: 'MISSING', department: { name: '子区水利局' } },
      ],
    });
    expect(region.police).toEqual({ expected: 1, late: 1, missing: 0 });
    const { statistics } = await ask(
      other.store,
      `{ statistics(metrics: [RECEIVED], groupBy: [DEPARTMENT], filter: { within: "${ZI}", years: { from: 2023, to: 2023 } }) {
        nodes { key { department { name } } measures { status coverage { expected reporting } } } } }`,
    );
    type Group = { key: { department: { name: string } }; measures: { coverage: object }[] };
    const police = statistics.nodes.find((each: Group) => each.key.department.name === '子区公安局');
    expect(police.measures[0].coverage).toEqual({ expected: 1, reporting: 1 });
    expect(await other.store.verify()).toEqual([]);
  });

  it('is expected no more once it is withdrawn, or once the register says so', async () => {
    const by = { actor: 'admin', role: 'admin', reason: '试验' };
    const expected = async (): Promise<number> =>
      (await ask(other.store, `{ region(code: "${ZI}") { timeliness(year: 2023) { expected } } }`)).region.timeliness
        .expected;
    await other.store.writer.withdraw(other.reports[1]!, by);
    expect(await expected()).toBe(2);
    await other.store.writer.restore(other.reports[1]!, by);
    expect(await expected()).toBe(3);
    await other.store.departments.register([{ region: ZI, name: '子区公安局' }]);
    expect(await expected()).toBe(3);
    expect(await other.store.verify()).toEqual([]);
    await other.store.rebuild();
    expect(await other.store.verify()).toEqual([]);
  });
});
