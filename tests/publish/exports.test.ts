/** Exports over HTTP: the API's own answers as files, each figure with its status, and every cell as one table. */
import { parse as parseCsv } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { readConfig } from '../../src/config';
import { cellsOn } from '../../src/form/cells';
import { buildGraphSchema, createContext } from '../../src/graph';
import { type RunningServer, startServer } from '../../src/server';
import { READER } from '../../src/server/caller';
import { Asking } from '../../src/server/export/asking';
import { prepareAddress } from '../../src/server/export/local';
import { type Answer, ask } from '../fixtures/ask';
import { CITY, MAO, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;
let server: RunningServer;

beforeAll(async () => {
  small = await smallStore();
  server = await startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), small.store);
});

afterAll(async () => {
  await server.close();
  await small.close();
});

type Line = Record<string, string>;

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/export/${address}`, { headers });
}

/** The rows of a CSV export, under the ids of its columns. */
async function rows(address: string): Promise<Line[]> {
  const response = await get(`${address}&headings=ids`);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(text);
  expect(text.startsWith('\ufeff')).toBe(true);
  return parseCsv(text, { bom: true, columns: true });
}

const STATISTICS = 'statistics.csv?metrics=RECEIVED,DISCLOSURE_RATE,FEES_AMOUNT&groupBy=REGION&year=2023';

describe('findings counted and results of rules', () => {
  test('say what the API says', async () => {
    const { findingCounts, ruleResults } = await ask(
      small.store,
      `{ findingCounts(groupBy: [REGION, RULE], filter: { within: "${CITY}", severity: ERROR }, first: 100) {
          nodes { region { code } rule { id } findings open bodies } }
        ruleResults(filter: { within: "${CITY}" }) { rule { id } reports passed failed notAssessable } }`,
    );
    const counted = await rows(`finding-counts.csv?groupBy=REGION,RULE&within=${CITY}&severity=ERROR`);
    expect(counted.map((line) => [line.region, line.rule, line.findings, line.open, line.bodies])).toEqual(
      findingCounts.nodes.map(({ region, rule, ...each }: Answer) =>
        [region.code, rule.id, each.findings, each.open, each.bodies].map(String),
      ),
    );
    expect(counted.length).toBeGreaterThan(1);
    const results = await rows(`rule-results.csv?within=${CITY}`);
    expect(results.map((line) => [line.rule, line.reports, line.passed, line.failed, line.not_assessable])).toEqual(
      ruleResults.map(({ rule, ...each }: Answer) =>
        [rule.id, each.reports, each.passed, each.failed, each.notAssessable].map(String),
      ),
    );
  });
});

describe('statistics', () => {
  test('each figure stands with its status and coverage; a missing one is empty, never 0', async () => {
    const lines = await rows(`${STATISTICS}&within=${CITY}`);
    const zi = lines.find(({ region }) => region === ZI)!;
    expect(zi).toMatchObject({
      region_name: '试验省甲市子区',
      RECEIVED: '30',
      'RECEIVED.status': 'DERIVED',
      'RECEIVED.expected': '2',
      'RECEIVED.reporting': '2',
      'RECEIVED.coverage': '1',
      'DISCLOSURE_RATE.numerator': '14',
      'DISCLOSURE_RATE.denominator': '25',
      FEES_AMOUNT: '0.3',
    });
    const mao = lines.find(({ region }) => region === MAO)!;
    expect(mao).toMatchObject({ RECEIVED: '5', FEES_AMOUNT: '', 'FEES_AMOUNT.status': 'TABLE_MISSING' });
  });

  test('an export says what the API says', async () => {
    const query = `{ statistics(metrics: [LICENSING_DECISIONS, ON_TIME_RATE], groupBy: [YEAR, DEPARTMENT_KIND], rollup: true,
      filter: { within: "${CITY}", years: { from: 2021, to: 2023 } }, orderBy: { metric: LICENSING_DECISIONS }, first: 500)
      { nodes { key { year departmentKind { code } rolledUp } measures { value exact status } } } }`;
    const { statistics } = await ask(small.store, query);
    const lines = await rows(
      `statistics.csv?metrics=LICENSING_DECISIONS,ON_TIME_RATE&groupBy=YEAR,DEPARTMENT_KIND&rollup=true&within=${CITY}&years=2021-2023&orderBy=LICENSING_DECISIONS`,
    );
    expect(lines.length).toBeGreaterThan(5);
    expect(
      lines.map((line) => [
        line.year,
        line.kind,
        line.rolled_up,
        line.LICENSING_DECISIONS,
        line['ON_TIME_RATE.status'],
      ]),
    ).toEqual(
      statistics.nodes.map(({ key, measures }: never) => {
        const { year, departmentKind, rolledUp } = key as {
          year: number | null;
          departmentKind: { code: string } | null;
          rolledUp: string[];
        };
        const [first, second] = measures as { exact: string | null; status: string }[];
        return [String(year ?? ''), departmentKind?.code ?? '', rolledUp.join(' '), first!.exact ?? '', second!.status];
      }),
    );
  });

  test('conditions and orders are written in the address', async () => {
    const lines = await rows(
      `${STATISTICS}&within=${CITY}&having=RECEIVED>=30,RECEIVED<100&orderBy=RECEIVED:LOWEST_FIRST`,
    );
    expect(lines.map(({ RECEIVED }) => RECEIVED)).toEqual(['30', '30', '30']);
  });

  test('a small limit on cost makes more pages of the same rows', async () => {
    const config = readConfig({ GONGKAI_MAX_COST: '60' });
    const address = 'statistics.csv?metrics=RECEIVED&groupBy=DEPARTMENT&year=2023';
    const text = async (settings: typeof config) => {
      const { content } = await (await prepareAddress(settings, small.store, 'zh', address)).body();
      let whole = '';
      for await (const piece of content as AsyncIterable<Buffer>) whole += piece;
      return whole;
    };
    const whole = await text(readConfig({}));
    expect(whole.split('\r\n').length).toBeGreaterThan(8);
    expect(await text(config)).toBe(whole);
  });
});

test('data that change between two pages end the export: its parts would not fit together', async () => {
  const config = readConfig({});
  const schema = await buildGraphSchema();
  const contextFor = () => createContext({ store: small.store, role: 'reader', locale: 'zh' });
  const version = await small.store.dataVersion();
  const asking = new Asking({ store: small.store, schema, contextFor, config }, { ...READER, locale: 'zh' }, version);
  expect(await asking.ask('dataset', {}, 'departments')).toEqual({ departments: expect.any(Number) });
  await put(small.store, { region: MAO, body: '卯区司法局', year: 2017 });
  await expect(asking.ask('dataset', {}, 'departments')).rejects.toMatchObject({ code: 'DATA_CHANGED' });
});

test('data that change between the name of the file and its rows end the export too', async () => {
  const address = 'statistics.csv?metrics=RECEIVED&groupBy=YEAR';
  const prepared = await prepareAddress(readConfig({}), small.store, 'zh', address);
  await put(small.store, { region: MAO, body: '卯区司法局', year: 2016 });
  await expect(prepared.body()).rejects.toMatchObject({ code: 'DATA_CHANGED' });
});

test('a ranking ends with those left out and why', async () => {
  const lines = await rows(`ranking.csv?metric=FEES_AMOUNT&year=2023&within=${CITY}`);
  expect(lines[0]).toMatchObject({ position: '1', region: ZI, FEES_AMOUNT: '0.3' });
  expect(lines.at(-1)).toMatchObject({
    position: '',
    region: MAO,
    excluded: 'NO_VALUE',
    FEES_AMOUNT: '',
    'FEES_AMOUNT.status': 'TABLE_MISSING',
  });
});

test('a comparison takes regions by their codes: one row a subject, metric and year', async () => {
  const lines = await rows(`comparison.csv?subjects=${ZI},${MAO}&metrics=RECEIVED,FEES_AMOUNT&years=2022-2023`);
  expect(lines.map(({ region, metric, year, value }) => [region, metric, year, value])).toEqual([
    [ZI, 'RECEIVED', '2022', '0'],
    [ZI, 'RECEIVED', '2023', '30'],
    [ZI, 'FEES_AMOUNT', '2022', '7730.2801'],
    [ZI, 'FEES_AMOUNT', '2023', '0.3'],
    [MAO, 'RECEIVED', '2022', ''],
    [MAO, 'RECEIVED', '2023', '5'],
    [MAO, 'FEES_AMOUNT', '2022', ''],
    [MAO, 'FEES_AMOUNT', '2023', ''],
  ]);
});

test('findings with body, rule and words', async () => {
  const lines = await rows(`findings.csv?within=${ZI}&year=2021&severity=ERROR&locale=en`);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.map(({ body }) => body)).toEqual(lines.map(() => '子区司法局'));
  expect(lines.map(({ rule }) => rule)).toContain('T3_CONCLUDED');
});

test('filing: in time, late by days, unknown and missing', async () => {
  const lines = await rows(`filing.csv?within=${CITY}&year=2023`);
  const of = (name: string) => lines.find(({ body }) => body === name)!;
  expect(of('子区公安局')).toMatchObject({
    filing: 'LATE',
    deadline: '2024-01-31',
    published_on: '2024-02-10',
    days_late: '10',
  });
  expect(of('子区司法局')).toMatchObject({ filing: 'ON_TIME', days_late: '' });
  expect(of('丑区司法局')).toMatchObject({ filing: 'UNKNOWN', published_on: '' });
  expect(of('寅区司法局')).toMatchObject({ scope: 'OWN', filing: 'MISSING', deadline: '2024-01-31' });
  const missing = await rows(`filing.csv?within=${CITY}&year=2023&filing=MISSING`);
  expect(missing.map(({ body }) => body)).toEqual(['寅区司法局']);
});

describe('every cell', () => {
  test('of every report, with its state: a blank is not a zero, an absent table is said to be absent', async () => {
    const lines = await rows(`cells.csv?within=${CITY}&year=2023`);
    const perReport = cellsOn('2021', 2).length + cellsOn('2021', 3).length + cellsOn('2021', 4).length;
    expect(lines).toHaveLength(7 * perReport);
    const of = (body: string, cell: string) => lines.find((line) => line.body === body && line.cell === cell)!;
    expect(of('子区公安局', 'licensing.decisions')).toMatchObject({
      state: 'REPORTED',
      value: '3000000000',
      unit: '件',
    });
    expect(of('子区司法局', 'fees.amount')).toMatchObject({ value: '0.1', unit: '万元', printed: '0.1' });
    expect(of('丑区司法局', 'carriedIn.naturalPerson')).toMatchObject({ state: 'BLANK', value: '' });
    expect(of('丑区司法局', 'licensing.decisions')).toMatchObject({ state: 'NOT_APPLICABLE', value: '' });
    expect(of('卯区司法局', 'fees.amount')).toMatchObject({ state: 'TABLE_MISSING', value: '', form: '' });
    expect(of('子区人民政府', 'received.total')).toMatchObject({ scope: 'CONSOLIDATED', value: '32' });
  });

  test('chosen by year, scope, kind, table and cell', async () => {
    const lines = await rows('cells.csv?years=2019-2023&scope=OWN&kinds=justice&cells=received.total');
    expect(lines.map(({ body, year, value }) => `${body}${year}:${value}`).sort()).toEqual(
      [
        '丑区司法局2023:30',
        '卯区司法局2023:5',
        '子区司法局2019:4',
        '子区司法局2020:6',
        '子区司法局2021:8',
        '子区司法局2022:0',
        '子区司法局2023:10',
        '寅区司法局2022:12',
        '甲市司法局2023:100',
        '辰县司法局2023:7',
      ].sort(),
    );
    expect(await rows(`cells.csv?within=${ZI}&year=2020&tables=4`)).toHaveLength(cellsOn('2019', 4).length);
  });
});

test('the same answer as XLSX and JSON, with what was asked of which data', async () => {
  const json = (await (await get(STATISTICS.replace('.csv', '.json'))).json()) as Answer;
  expect(json).toMatchObject({
    export: 'statistics',
    filters: { metrics: 'RECEIVED,DISCLOSURE_RATE,FEES_AMOUNT', groupBy: 'REGION', year: '2023' },
    dataVersion: await small.store.dataVersion(),
    dataOn: '2024-04-01',
  });
  const csv = await rows(STATISTICS);
  expect(json.rows).toHaveLength(csv.length);
  expect(json.rows.map((row: { RECEIVED: number | null }) => String(row.RECEIVED ?? ''))).toEqual(
    csv.map(({ RECEIVED }) => RECEIVED),
  );
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await (await get(STATISTICS.replace('.csv', '.xlsx'))).arrayBuffer()) as never);
  expect(workbook.worksheets[0]!.rowCount).toBe(csv.length + 1);
});

describe('as HTTP', () => {
  test('an ETag by data version: 304 until the data change, whatever the order of the parameters', async () => {
    const address = `statistics.csv?metrics=RECEIVED&groupBy=YEAR&within=${ZI}`;
    const first = await get(address);
    const etag = first.headers.get('etag')!;
    const again = await get(`statistics.csv?within=${ZI}&groupBy=YEAR&metrics=RECEIVED`, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect((await get(`${address}&locale=en`, { 'if-none-match': etag })).status).toBe(200);
    await put(small.store, { region: MAO, body: '卯区公安局', year: 2018 });
    const changed = await get(address, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(Number(changed.headers.get('x-data-version'))).toBe(await small.store.dataVersion());
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test('the name of the file says what, which data and when', async () => {
    const { headers } = await get('cells.csv?year=2019');
    const version = await small.store.dataVersion();
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="cells-v${version}-\\d{4}-\\d\\d-\\d\\d\\.csv"`),
    );
  });

  test.each([
    ['nothing.csv?x=1', 404, 'NOT_FOUND'],
    ['cells.xlsx?year=2023', 404, 'NOT_FOUND'],
    ['statistics.csv?groupBy=REGION', 400, 'BAD_INPUT'],
    ['statistics.csv?metrics=NO_SUCH&groupBy=REGION', 400, 'BAD_INPUT'],
    ['statistics.csv?metrics=RECEIVED&groupBy=REGION&colour=red', 400, 'BAD_INPUT'],
    ['statistics.csv?metrics=RECEIVED&groupBy=REGION&year=20233', 400, 'BAD_INPUT'],
    ['statistics.csv?metrics=RECEIVED&groupBy=REGION&within=123456', 404, 'UNKNOWN_REGION'],
    ['statistics.csv?metrics=RECEIVED&groupBy=REGION&kinds=nonsense', 404, 'UNKNOWN_KIND'],
    ['statistics.csv?metrics=RECEIVED&groupBy=REGION&having=RECEIVED~3', 400, 'BAD_INPUT'],
    ['ranking.csv?metric=RECEIVED', 400, 'BAD_INPUT'],
    ['comparison.csv?subjects=zz&metrics=RECEIVED&year=2023', 400, 'BAD_INPUT'],
    ['filing.csv?within=990100', 400, 'BAD_INPUT'],
    ['filing.csv?within=123456&year=2023', 404, 'UNKNOWN_REGION'],
    ['cells.csv?within=123456', 404, 'UNKNOWN_REGION'],
    ['cells.csv?tables=5', 400, 'BAD_INPUT'],
    ['cells.csv?cells=nothing', 400, 'BAD_INPUT'],
    ['compiled.docx?region=990100', 400, 'BAD_INPUT'],
    ['compiled.docx?region=990100&year=1999', 422, 'YEAR_OUT_OF_RANGE'],
    ['compiled.docx?region=990100&year=2010', 404, 'NOT_FOUND'],
    ['notice.html?region=123456&year=2023', 404, 'UNKNOWN_REGION'],
  ])('%s is refused with %i %s, in both languages and as the asker reads', async (address, status, code) => {
    const response = await get(address);
    expect(response.status).toBe(status);
    const [error] = ((await response.json()) as Answer).errors;
    expect(error.extensions).toMatchObject({
      code,
      messages: { zh: expect.stringMatching(/[一-鿿]/), en: expect.any(String) },
    });
    expect(response.headers.get('etag')).toBeNull();
    const text = await get(address, { accept: 'text/html,*/*' });
    expect(text.status).toBe(status);
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await text.text()).toBe(`${error.extensions.messages.zh}\n${error.extensions.messages.en}\n[${code}]\n`);
  });

  test('documents: a page for the browser under a policy that lets nothing else in, a file for Word', async () => {
    const page = await get(`compiled.html?region=${CITY}&year=2023&basis=BEST`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<title>甲市人民政府2023年政府信息公开工作年度报告（汇总稿）</title>');
    const file = await get(`notice.docx?region=${CITY}&year=2023`);
    expect(decodeURIComponent(file.headers.get('content-disposition')!)).toContain(
      '关于甲市2023年度政府信息公开工作年度报告发布情况的通报.docx',
    );
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });
});
