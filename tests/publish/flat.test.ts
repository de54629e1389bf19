/** Flat tables as files: nothing is run as a formula, no figure loses a digit, nothing missing becomes a zero. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { csvField, csvOf } from '../../src/publish/csv';
import type { ExportFacts, FlatTable, FlatValue } from '../../src/publish/flat';
import { jsonOf } from '../../src/publish/json';
import { xlsxOf } from '../../src/publish/xlsx';

const ROWS: readonly FlatValue[][] = [
  ['=HYPERLINK("http://a")', 0, 'REPORTED'],
  ['甲,"乙"\n丙', null, 'BLANK'],
  ['+1036', '90071992547409931.0001', 'DERIVED'],
  ['-', -8, 'REPORTED'],
];

async function* given(rows: readonly FlatValue[][]) {
  yield rows.slice(0, 1);
  yield rows.slice(1);
}

const table = (rows: readonly FlatValue[][] = ROWS): FlatTable => ({
  columns: [
    { id: 'body', zh: '机关', en: 'Body', type: 'text' },
    { id: 'RECEIVED', zh: '新收', en: 'Received', type: 'number' },
    { id: 'RECEIVED.status', zh: '新收：状态', en: 'Received: status', type: 'text' },
  ],
  batches: given(rows),
});

const FACTS: ExportFacts = {
  name: 'statistics',
  filters: { year: '2023', within: '410300' },
  address: '/export/statistics.csv?within=410300&year=2023',
  dataVersion: 57,
  dataOn: '2024-05-01',
  exportedOn: '2024-05-02',
};
const ZH = { locale: 'zh', headings: 'labels' } as const;

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

test('CSV has a byte order mark, quotes what needs it, and keeps a missing figure empty', async () => {
  expect(await whole(csvOf(table(), ZH))).toBe(
    '\ufeff机关,新收,新收：状态\r\n' +
      `"'=HYPERLINK(""http://a"")",0,REPORTED\r\n` +
      '"甲,""乙""\n丙",,BLANK\r\n' +
      '+1036,90071992547409931.0001,DERIVED\r\n' +
      '-,-8,REPORTED\r\n',
  );
  const ids = await whole(csvOf(table([]), { locale: 'zh', headings: 'ids' }));
  expect(ids).toBe('\ufeffbody,RECEIVED,RECEIVED.status\r\n');
});

test.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '＝1', '\t=1', ' =1', '\r1', '--2+3'])(
  'text %j is no formula in a spreadsheet',
  (text) => {
    expect(csvField(text, 'text').replace(/^"/, '')).toMatch(/^'/);
  },
);

test.each(['-8', '+1036', '-0.5', '-', '—', '甲=乙', 'a@b', '22（其中修订 16 件）'])(
  'text %j stays as it is',
  (text) => {
    expect(csvField(text, 'text')).toBe(text);
  },
);

test('JSON says what was asked of which data; figures stay exact and missing ones are null', async () => {
  const json = await whole(jsonOf(table(), FACTS));
  const read = JSON.parse(json);
  expect(read).toMatchObject({
    export: 'statistics',
    filters: FACTS.filters,
    dataVersion: 57,
    dataOn: '2024-05-01',
    exportedOn: '2024-05-02',
  });
  expect(read.columns.map((column: { id: string }) => column.id)).toEqual(['body', 'RECEIVED', 'RECEIVED.status']);
  expect(read.rows[0]).toEqual({ body: '=HYPERLINK("http://a")', RECEIVED: 0, 'RECEIVED.status': 'REPORTED' });
  expect(read.rows[1].RECEIVED).toBeNull();
  expect(json).toContain('"RECEIVED":90071992547409931.0001');
  expect(JSON.parse(await whole(jsonOf(table([]), FACTS))).rows).toEqual([]);
});

test('XLSX keeps text as text and says on a sheet of its own what it is', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await buffer(Readable.from(xlsxOf(table(), FACTS, ZH)))) as never);
  const [data, about] = workbook.worksheets;
  const values = (row: number) => [1, 2, 3].map((column) => data!.getCell(row, column).value);
  expect(data!.name).toBe('数据');
  expect(values(1)).toEqual(['机关', '新收', '新收：状态']);
  expect(values(2)).toEqual(['=HYPERLINK("http://a")', 0, 'REPORTED']);
  expect(values(3)).toEqual(['甲,"乙"\n丙', null, 'BLANK']);
  // Excel has 15 digits: what has more stays text.
  expect(values(4)).toEqual(['+1036', '90071992547409931.0001', 'DERIVED']);
  expect(values(5)[1]).toBe(-8);
  const said = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((row) => [about!.getCell(row, 1).value, about!.getCell(row, 2).value]),
  );
  expect(said).toEqual({
    导出: 'statistics',
    地址: FACTS.address,
    '条件 year': '2023',
    '条件 within': '410300',
    数据版本: '57',
    数据截至: '2024-05-01',
    导出日期: '2024-05-02',
  });
});

test('an XLSX of many rows waits for its reader', async () => {
  let made = 0;
  async function* many(): AsyncGenerator<FlatValue[][]> {
    for (let row = 0; row < 60_000; row++) {
      made += 1;
      yield [[`机关${row}`, row, 'REPORTED']];
    }
  }
  const stream = Readable.from(xlsxOf({ ...table([]), batches: many() }, FACTS, ZH), { objectMode: false });
  await new Promise((resolve) => stream.once('readable', resolve));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(made).toBeLessThan(30_000);
  let bytes = 0;
  for await (const piece of stream) bytes += (piece as Uint8Array).length;
  expect(made).toBe(60_000);
  expect(bytes).toBeLessThan(2_000_000);
});
