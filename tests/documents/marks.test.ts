/** What offices and converters write beside figures or in place of blank cells. */
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { APPLICANTS, readCells, unread } from './read-cells';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);

const pipes = (rows: readonly (readonly string[])[], rule = true) =>
  [rows[0]!, ...(rule ? [rows[0]!.map(() => '---')] : []), ...rows.slice(1)]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
const zeros = NAMES.map(() => '0');

test.each(['①', '*', '＊', '[1]', '〔2〕', '【注3】', '※'])(
  'the mark of a note behind a figure is no part of it: %s',
  async (mark) => {
    const fees = pipes([
      ['第二十条第（一）项', '', '', ''],
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '0', '0', '0'],
      ['行政规范性文件', '2', '0', `8${mark}`],
      ['第二十条第（五）项', '', '', ''],
      ['信息内容', '本年处理决定数量', '', ''],
      ['行政许可', `31${mark}`, '', ''],
      ['第二十条第（六）项', '', '', ''],
      ['信息内容', '本年处理决定数量', '', ''],
      ['行政处罚', '5', '', ''],
      ['行政强制', '0', '', ''],
      ['第二十条第（八）项', '', '', ''],
      ['信息内容', '本年收费金额（单位：万元）', '', ''],
      ['行政事业性收费', `0${mark}`, '', ''],
    ]);
    const cells = await readCells('report.md', fees, 2);
    expect(cells('fees', ['amount'])).toEqual(['0']);
    expect(cells('licensing', ['decisions'])).toEqual([31]);

    const rows = ROWS.map(({ id, zh }) => [zh, ...(id === 'granted' ? [`12${mark}`, ...zeros.slice(2), '12'] : zeros)]);
    const read = await readCells('report.md', pipes([['项目', ...NAMES], ...rows]), 3);
    expect(read('granted', APPLICANTS)).toEqual([12, 0, 0, 0, 0, 0, 12]);
  },
);

test('a number in round brackets may be a figure of its own', async () => {
  const rows = ROWS.map(({ id, zh }) => [zh, ...(id === 'granted' ? ['12(1)', ...zeros.slice(1)] : zeros)]);
  const read = await readCells('report.md', pipes([['项目', ...NAMES], ...rows]), 3);
  expect(read('granted', ['naturalPerson'])).toEqual(['UNREADABLE']);
});

test('what a converter of spreadsheets writes for blank cells and nameless columns is nothing', async () => {
  const rows = ROWS.map(({ id, zh }) => [zh, 'NaN', ...(id === 'granted' ? ['4', ...zeros.slice(2), '4'] : zeros)]);
  const blank = [
    ...rows.slice(0, -1),
    [...rows.at(-1)!.slice(0, 3), 'NaN', 'NaN', 'NaN', 'NaN', ...rows.at(-1)!.slice(7)],
  ];
  const head = ['项目', 'Unnamed: 1', ...NAMES];
  const read = await readCells('report.md', pipes([head, ...blank]), 3);
  expect(read('granted', APPLICANTS)).toEqual([4, 0, 0, 0, 0, 0, 4]);
  expect(read('carriedForward', APPLICANTS.slice(0, 3))).toEqual([0, 'BLANK', 'BLANK']);
});

test('a row of a pipe table may go on over lines, and its first digits are no numbering', async () => {
  const rows = ROWS.map(({ id, zh }, i) => [
    i === 2 ? '三\n、\n本\n年\n度\n办\n理\n结\n果' : '',
    zh,
    ...(id === 'carriedForward' ? ['1', '2', '0', '0', '0', '4', '7'] : zeros),
  ]);
  const read = await readCells('report.md', pipes([['项目', '', ...NAMES], ...rows]), 3);
  expect(read('carriedForward', APPLICANTS)).toEqual([1, 2, 0, 0, 0, 4, 7]);
  expect(read('granted', APPLICANTS)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('a change in the number of items may be printed with the places of amounts', async () => {
  const text = pipes([
    ['第二十条第（五）项', '', '', ''],
    ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'],
    ['行政许可', '40.00', '-5.00', '9.00'],
    ['其他对外管理服务事项', '3.00', '+2.0', '1.00'],
    ['第二十条第（六）项', '', '', ''],
    ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'],
    ['行政处罚', '0.00', '0.00', '0.00'],
    ['行政强制', '0.00', '0.00', '0.00'],
  ]);
  const cells = await readCells('report.md', text, 2);
  expect(cells('licensing', ['previousItems', 'itemChange', 'decisions'])).toEqual([40, -5, 9]);
  expect(cells('otherServices', ['itemChange'])).toEqual([2]);
});

test('figures of which digits are unknown, and marks of words, are told from figures in text', async () => {
  const text = [
    '第二十条第（一）项',
    '信息内容 本年制发件数 本年废止件数 现行有效件数',
    '规章 0 不涉及 12\ufffd',
    '行政规范性文件 3□ 1',
    '第二十条第（五）项',
    '信息内容 本年处理决定数量',
    '行政许可 4',
    '第二十条第（六）项',
    '信息内容 本年处理决定数量',
    '行政处罚 0',
    '行政强制 不涉及',
    '第二十条第（八）项',
    '信息内容 本年收费金额（单位：万元）',
    '行政事业性收费 无。',
  ].join('\n');
  const cells = await readCells('report.txt', text, 2);
  const columns = ['issued', 'repealed', 'inForce'];
  expect(cells('regulations', columns)).toEqual([0, 'NOT_APPLICABLE', 'UNREADABLE']);
  expect(cells('normativeDocuments', columns)).toEqual(unread(3));
  expect(cells('licensing', ['decisions'])).toEqual([4]);
  expect(cells('coercion', ['decisions'])).toEqual(['NOT_APPLICABLE']);
  expect(cells('fees', ['amount'])).toEqual(['NOT_APPLICABLE']);
});
