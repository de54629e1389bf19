/** What an oversight office asks, as files over HTTP: the API's own answers. */
import { parse as parseCsv } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { readConfig } from '../../src/config';
import { type RunningServer, startServer } from '../../src/server';
import { type Answer, ask } from '../fixtures/ask';
import { CITY, put, type SmallStore, smallStore, YIN, ZI } from '../fixtures/small-store';

const SECRET = 'editor-secret-of-the-test';
let small: SmallStore;
let server: RunningServer;

beforeAll(async () => {
  small = await smallStore();
  await put(small.store, {
    region: YIN,
    body: '寅区公安局',
    year: 2024,
    cells: { 'carriedIn.total': 4, 'carriedIn.naturalPerson': 4, 'normativeDocuments.inForce': 3 },
  });
  await small.store.writer.withdraw(small.reports[4]!, { actor: 'editor', role: 'editor', reason: '=重报' });
  const env = { PORT: '0', GONGKAI_LOG_LEVEL: 'silent', GONGKAI_TOKENS: `editor:${SECRET}` };
  server = await startServer(readConfig(env), small.store);
});
afterAll(async () => {
  await server.close();
  await small.close();
});

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/export/${address}`, { headers });
}

async function rows(address: string, headers: Record<string, string> = {}): Promise<Record<string, string>[]> {
  const response = await get(`${address}&headings=ids`, headers);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(text);
  expect(text.startsWith('\ufeff')).toBe(true);
  return parseCsv(text, { bom: true, columns: true });
}

const told = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

test('the filing table: of each region a row of all kinds, one a kind, and one of the consolidated reports', async () => {
  const lines = await rows(`filing-table.csv?within=${CITY}&year=2023`);
  const { filing } = await ask(
    small.store,
    `{ filing(year: 2023, within: "${CITY}") { rows(first: 100) { nodes { region { code }
      timeliness { expected onTime late unknown missing } kinds { kind { code } timeliness { expected onTime late unknown missing } }
      consolidated { expected onTime late unknown missing } } } } }`,
  );
  const expected = filing.rows.nodes.flatMap(({ region, timeliness, kinds, consolidated }: Answer) =>
    [
      { kind: { code: '' }, timeliness },
      ...kinds,
      { scope: 'CONSOLIDATED', kind: { code: '' }, timeliness: consolidated },
    ].map((of: Answer) => [
      region.code,
      of.scope ?? 'OWN',
      of.kind.code,
      ...['expected', 'onTime', 'late', 'unknown', 'missing'].map((name) => told(of.timeliness[name])),
    ]),
  );
  expect(
    lines.map((line) => [
      line.region,
      line.scope,
      line.kind,
      line.expected,
      line.on_time,
      line.late,
      line.unknown,
      line.missing,
    ]),
  ).toEqual(expected);
  expect(lines[0]).toMatchObject({ region: ZI, kind: '', expected: '2', on_time: '1', late: '1', on_time_rate: '0.5' });
});

test('a reconciliation: the three totals of each metric, and the reasons in a table of their own', async () => {
  const lines = await rows(`reconciliation.csv?region=${ZI}&year=2023`);
  expect(lines.length).toBeGreaterThan(200);
  expect(lines.find((line) => line.metric === 'RECEIVED')).toMatchObject({
    computed: '30',
    filed: '32',
    'filed.status': 'REPORTED',
    best: '32',
    discrepancy: '-2',
    outcome: 'WITHIN_BOUND',
    missing_at_most: '2',
    complete: 'false',
    expected: '2',
    reporting: '2',
  });
  // Money is exact, and a missing figure is empty with its status beside it.
  expect(lines.find((line) => line.metric === 'FEES_AMOUNT')).toMatchObject({
    computed: '0.3',
    filed: '0',
    unit: '万元',
  });
  const asked = await rows(`reconciliation.csv?region=${YIN}&year=2023&metrics=RECEIVED,CONCLUDED`);
  expect(asked).toMatchObject([
    { metric: 'RECEIVED', filed: '', 'filed.status': 'NOT_REPORTED', outcome: 'NOT_COMPARABLE' },
    { metric: 'CONCLUDED' },
  ]);
  const reasons = await rows(`reconciliation-reasons.csv?region=${ZI}&year=2023`);
  const { reconciliation } = await ask(
    small.store,
    `{ reconciliation(region: "${ZI}", year: 2023) { reasons { kind message amounts { amount } } } }`,
  );
  expect(reasons).toHaveLength(
    reconciliation.reasons.reduce((sum: number, each: Answer) => sum + Math.max(1, each.amounts.length), 0),
  );
  expect(reasons.every((line) => line.reason === 'LEFT_OUT' || line.reason === 'NOT_REPORTED')).toBe(true);
});

test('continuity: a row a body, year and line that is broken', async () => {
  const lines = await rows(`continuity.csv?region=${CITY}&years=2022-2024`);
  const police = lines.filter((line) => line.body === '寅区公安局');
  expect(
    police.map(({ year, check, cell, before, expected, found, difference }) => [
      year,
      check,
      cell,
      before,
      expected,
      found,
      difference,
    ]),
  ).toEqual([
    ['2024', 'CARRIED_OVER', 'carriedIn.naturalPerson', '0', '0', '4', '4'],
    ['2024', 'CARRIED_OVER', 'carriedIn.total', '0', '0', '4', '4'],
    ['2024', 'IN_FORCE', 'normativeDocuments.inForce', '0', '0', '3', '3'],
  ]);
  expect(await rows(`continuity.csv?region=${CITY}&year=2024&kind=justice`)).toEqual([]);
});

test('the audit trail is for those with a token', async () => {
  expect((await get('audit.csv')).status).toBe(401);
  const lines = await rows(`audit.csv?within=${CITY}`, { authorization: `Bearer ${SECRET}` });
  expect(lines).toMatchObject([
    // No formula for a spreadsheet to run.
    {
      action: 'WITHDRAW_REPORT',
      role: 'editor',
      body: '卯区司法局',
      before: 'CURRENT',
      after: 'WITHDRAWN',
      reason: "'=重报",
    },
  ]);
});

test('each is there as XLSX and JSON too, with its address, filters, data version and date', async () => {
  const version = await small.store.dataVersion();
  for (const address of [
    `filing-table.xlsx?within=${CITY}&year=2023`,
    `reconciliation.xlsx?region=${ZI}&year=2023`,
    `continuity.xlsx?region=${CITY}&years=2022-2024`,
  ]) {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-data-version')).toBe(String(version));
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`-v${version}-\\d{4}-\\d{2}-\\d{2}\\.xlsx`));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(await response.arrayBuffer()) as never);
    const about = JSON.stringify(book.worksheets[1]!.getSheetValues());
    expect(about).toContain(String(version));
    expect(about).toContain('year');
  }
  const json = (await (await get(`reconciliation.json?region=${ZI}&year=2023&metrics=RECEIVED`)).json()) as Answer;
  expect(json).toMatchObject({ dataVersion: version, filters: { region: ZI, year: '2023' } });
  expect(json.rows[0]).toMatchObject({ metric: 'RECEIVED', computed: 30, outcome: 'WITHIN_BOUND' });
});

test.each([
  ['filing-table.csv?within=990100', 400, 'BAD_INPUT'],
  ['reconciliation.csv?region=123456&year=2023', 404, 'UNKNOWN_REGION'],
  ['continuity.csv?region=990100', 400, 'BAD_INPUT'],
  ['continuity.csv?region=990100&year=2023&colour=red', 400, 'BAD_INPUT'],
  ['continuity.csv?region=123456&year=2023', 404, 'UNKNOWN_REGION'],
])('%s is refused with %i %s', async (address, status, code) => {
  const response = await get(address);
  expect([response.status, JSON.stringify(await response.json())]).toEqual([status, expect.stringContaining(code)]);
});

test('a search: a row for each place in which a hit was found, bodies by their names included', async () => {
  const lines = await rows(`search.csv?text=${encodeURIComponent('子区')}&within=${CITY}`);
  const { search } = await ask(
    small.store,
    `{ search(text: "子区", filter: { within: "${CITY}" }, first: 100) { totalCount nodes {
      department { name region { code } } report { id year } texts { field section text } } } }`,
  );
  expect(search.totalCount).toBeGreaterThan(0);
  const places = search.nodes.flatMap(({ department, report, texts }: Answer) =>
    (texts.length > 0 ? texts : [{}]).map(({ field, section, text }: Answer) =>
      [department.region.code, department.name, report?.year, report?.id, field, section, text].map(told),
    ),
  );
  expect(
    lines.map((line) => [line.region, line.body, line.year, line.report, line.field, line.section, line.text]),
  ).toEqual(places);
  expect((await get('search.xlsx?within=990100')).status).toBe(400);
});
