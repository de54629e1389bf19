/** Headers that name the total first, number the columns, and labels whose numbers have a column of their own. */
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_ROWS, TABLE4_BLOCKS } from '../../src/form/rows';
import { APPLICANTS, readCells, unread } from './read-cells';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const OUTCOMES = OUTCOME_COLUMNS.map(({ zh }) => zh);
const IDS = OUTCOME_COLUMNS.map(({ id }) => id);
const page = (rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`;
const figuresOf = (id: string) => (id === 'received' ? ['5', '', '', '', '', '', '9'] : ['', '', '', '', '', '', '']);
const moved = <T>(row: readonly T[]): T[] => [row.at(-1)!, ...row.slice(0, -1)];

test('a row below the header that numbers the columns is no row of figures', async () => {
  const rows = ROWS.map(({ id, zh }) => [zh, ...(id === 'received' ? NAMES.map(() => '') : NAMES.map(() => '0'))]);
  for (const first of ['', '甲', '栏次']) {
    const numbers = [first, ...NAMES.map((_, i) => String(i + 1))];
    const cells = await readCells('a.html', page([['项目', ...NAMES], numbers, ...rows]), 3);
    expect(cells('received', APPLICANTS)).toEqual(NAMES.map(() => 'BLANK'));
    expect(cells('carriedIn', APPLICANTS)).toEqual(NAMES.map(() => 0));
  }
});

test('the number of a label may stand in a column before it, also that of 其他, and 一', async () => {
  const group = '<td rowspan="3">（六）其他处理</td>';
  const rows = ROWS.map((row) => {
    const isOther = row.group === 'otherwise';
    const label = isOther
      ? `${row.number === '1.' ? group : ''}<td>${row.number[0]}</td><td>${row.zh}</td>`
      : row.id === 'received'
        ? `<td>一</td><td colspan="2">${row.zh}</td>`
        : `<td colspan="3">${row.number}${row.zh}</td>`;
    const own: Readonly<Record<string, readonly string[]>> = {
      received: ['3', '', '0', '0', '0', '', '3'],
      'otherwise.misc': ['4', '', '0', '0', '0', '1', '5'],
    };
    const figures = own[row.id] ?? NAMES.map(() => '0');
    return `<tr>${label}${figures.map((figure) => `<td>${figure}</td>`).join('')}</tr>`;
  });
  const header = `<tr><td colspan="3">项目</td>${NAMES.map((name) => `<td>${name}</td>`).join('')}</tr>`;
  const cells = await readCells('a.html', `<table>${header}${rows.join('')}</table>`, 3);
  expect(cells('otherwise.misc', APPLICANTS)).toEqual([4, 'BLANK', 0, 0, 0, 1, 5]);
  expect(cells('otherwise.feeUnpaid', APPLICANTS)).toEqual(NAMES.map(() => 0));
  expect(cells('received', APPLICANTS)).toEqual([3, 'BLANK', 0, 0, 0, 'BLANK', 3]);
});

test('table 3: where the total stands first, the columns are read by their names alone', async () => {
  const rows = ROWS.map(({ id, zh }) => [zh, ...moved(figuresOf(id))]);
  const named = await readCells('a.html', page([['项目', ...moved(NAMES)], ...rows]), 3);
  expect([5, 'UNREADABLE']).toContain(named('received', APPLICANTS)[0]);
  const others = ['公民', '企业', '科研单位', '公益组织', '法律机构', '其他组织'];
  const short = await readCells('a.html', page([['项目', '合计', '自然人', ...others.slice(1)], ...rows]), 3);
  expect(short('received', APPLICANTS)).toEqual(unread(7));
});

test('table 3: where a header in another order lost its spans, and the sums tell no order, the rows are unread', async () => {
  const order = [0, 1, 3, 2, 4, 5, 6];
  const header = `<tr>${order.map((column) => `<td>${NAMES[column]}</td>`).join('')}<td colspan="3"></td></tr>`;
  const figures = (id: string) => (id === 'received' ? ['4', '', '3', '', '', '', '8'] : NAMES.map(() => ''));
  const rows = ROWS.map(
    ({ id, zh }) =>
      `<tr><td colspan="3">${zh}</td>${figures(id)
        .map((text) => `<td>${text}</td>`)
        .join('')}</tr>`,
  );
  const read = await readCells('a.html', `<table>${header}${rows.join('')}</table>`, 3);
  expect(read('received', APPLICANTS)).toEqual(unread(7));
});

test('table 3: a row that stands further left than its header has the order of the header, too', async () => {
  const cells = (texts: readonly string[]) => texts.map((text) => `<td>${text}</td>`).join('');
  const rows = ROWS.map(({ id, zh }) => {
    const figures = id === 'received' ? ['9', '7', '2', '0', '0', '0', '0'] : ['1', '1', '0', '0', '0', '0', '0'];
    return `<tr><td colspan="${id === 'received' ? 2 : 3}">${zh}</td>${cells(figures)}</tr>`;
  });
  const header = `<tr><td colspan="3">项目</td>${cells(moved(NAMES))}</tr>`;
  const read = await readCells('a.html', `<table>${header}${rows.join('')}</table>`, 3);
  expect(read('received', APPLICANTS)).toEqual([7, 2, 0, 0, 0, 0, 9]);
  expect(read('carriedIn', APPLICANTS)).toEqual([1, 0, 0, 0, 0, 0, 1]);
});

describe('table 4: totals that stand first', () => {
  const figures = ['10', '1', '2', '3', '4', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0'];
  const heads = TABLE4_BLOCKS.flatMap(() => moved(OUTCOMES));
  const read = async (name: string, text: string) => (await readCells(name, text, 4))('reconsideration', IDS);

  test('below headings of which all are known', async () => {
    const blocks = TABLE4_BLOCKS.map(({ zh }) => `<td colspan="5">${zh}</td>`).join('');
    const rows = page([heads, figures]).replace('<table>', `<table><tr>${blocks}</tr>`);
    expect(await read('a.html', rows)).toEqual([1, 2, 3, 4, 10]);
  });

  test('below headings of which one is not', async () => {
    const blocks = TABLE4_BLOCKS.map(({ zh }) => `<td colspan="5">${zh}</td>`).join('');
    const rows = page([[...heads.slice(0, -1), '尚'], figures]).replace('<table>', `<table><tr>${blocks}</tr>`);
    expect(await read('a.html', rows)).toEqual(unread(5));
  });

  test('in text', async () => {
    const blocks = ['行政复议', '行政诉讼', '未经复议直接起诉', '复议后起诉'];
    const text = ['四、政府信息公开行政复议、行政诉讼情况', ...blocks, heads.join(' '), figures.join(' ')];
    expect(await read('a.txt', text.join('\n'))).toEqual(unread(5));
  });
});
