/** Table 3 whose header names some of the form's columns only: a figure is of the column that it stands under. */
import { extract } from '../../src/extract/extract';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { kindOf } from '../../src/parse/grid/heading-kinds';
import { parse } from '../../src/parse/parse';
import { APPLICANTS, readCells, unread } from './read-cells';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const RESEARCH = 2;

/** Figures that add up, none of research institutions. */
const figuresOf = (id: string): number[] => {
  if (id === 'received') return [20, 4, 0, 3, 2, 1, 30];
  if (id === 'granted' || id === 'concluded') return [18, 4, 0, 2, 2, 1, 27];
  return id === 'carriedForward' ? [2, 0, 0, 1, 0, 0, 3] : [0, 0, 0, 0, 0, 0, 0];
};

/** A column: one of the form's, by its place there, or another one with its heading and what it prints in a row. */
type Column = number | { readonly heading: string; readonly text: (row: number) => string | number };
const note = (heading: string): Column => ({ heading, text: () => '' });
const without = (...columns: readonly number[]): Column[] =>
  NAMES.flatMap((_, column) => (columns.includes(column) ? [] : [column]));

const cells = (texts: readonly (string | number)[]) => texts.map((text) => `<td>${text}</td>`).join('');
const headOf = (columns: readonly Column[]) =>
  `<tr><td>项目</td>${cells(columns.map((column) => (typeof column === 'number' ? NAMES[column]! : column.heading)))}</tr>`;
const rowsOf = (columns: readonly Column[], figures: (id: string) => readonly number[] = figuresOf) =>
  ROWS.map(({ id, zh }, row) => {
    const texts = columns.map((column) => (typeof column === 'number' ? figures(id)[column]! : column.text(row)));
    return `<tr><td>${zh}</td>${cells(texts)}</tr>`;
  });
const tableOf = (columns: readonly Column[], figures?: (id: string) => readonly number[]) =>
  `<table>${headOf(columns)}${rowsOf(columns, figures).join('')}</table>`;

const read = async (source: string) => (await readCells('a.html', source, 3))('received', APPLICANTS);
const named = (...missing: readonly number[]) =>
  figuresOf('received').map((figure, column) => (missing.includes(column) ? 'UNREADABLE' : figure));

test('a column that is left out moves none of the others, with a blank one at the end that makes seven', async () => {
  expect(await read(tableOf([...without(RESEARCH), note('备注')]))).toEqual(named(RESEARCH));
  expect(await read(tableOf([...without(RESEARCH), note('')]))).toEqual(named(RESEARCH));
});

test.each([
  ['numbers of lines', { heading: '行次', text: (row: number) => row + 1 }, 0],
  ['last year', { heading: '上年总计', text: (row: number) => row % 4 }, 6],
  ['a sum of some', { heading: '小计', text: () => 3 }, 3],
  ['what is counted', { heading: '单位', text: () => '件' }, 0],
  ['shares', { heading: '占比', text: (row: number) => `${row}%` }, 2],
  ['a change', { heading: '较上年增减', text: (row: number) => `+${row}` }, 6],
] as const)('so with a column of %s', async (_, column, at) => {
  expect(await read(tableOf(without(RESEARCH).toSpliced(at, 0, column)))).toEqual(named(RESEARCH));
});

test('the header has two rows, and the part behind a page break none', async () => {
  const columns = [...without(RESEARCH), note('备注')];
  const rows = rowsOf(columns).map((row) => row.replace('<td>', '<td colspan="2">'));
  const header = `<tr><td rowspan="3" colspan="2">项目</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="4">法人或其他组织</td><td rowspan="2">总计</td><td rowspan="2">备注</td></tr>
<tr>${cells(['商业企业', '社会公益组织', '法律服务机构', '其他'])}</tr>`;
  const table = `<table>${header}${rows.slice(0, 9).join('')}</table><p></p><table>${rows.slice(9).join('')}</table>`;
  const at = await readCells('a.html', table, 3);
  expect(at('received', APPLICANTS)).toEqual(named(RESEARCH));
  expect(at('carriedForward', APPLICANTS)).toEqual([2, 0, 'UNREADABLE', 1, 0, 0, 3]);
});

test('what stands under another name is of none of the form’s columns, and is said', async () => {
  const figures = (id: string) => (id === 'received' ? [20, 4, 9, 3, 2, 1, 39] : figuresOf(id));
  const other: Column = { heading: '个体工商户', text: (row) => (row === 0 ? 9 : 0) };
  const source = tableOf(without(RESEARCH).toSpliced(RESEARCH, 0, other), figures);
  expect(await read(source)).toEqual([20, 4, 'UNREADABLE', 3, 2, 1, 39]);
  const { notices } = parse(await extract(Buffer.from(source), { name: 'a.html' }));
  const said = notices.filter(({ code }) => code === 'COLUMNS_DIFFER');
  expect(said).toHaveLength(1);
  expect(said[0]!.cells).toHaveLength(ROWS.length);
  for (const text of ['科研机构', '个体工商户']) expect(said[0]!.zh).toContain(text);
});

test('a table without a column, and none in its place, is read by its header', async () => {
  for (const column of [0, RESEARCH, 5, 6]) expect(await read(tableOf(without(column)))).toEqual(named(column));
});

test('a heading that is lost or damaged is the form’s at its place', async () => {
  for (const heading of ['', '科妍杌构', '科研', '研机', '机构'])
    expect(await read(tableOf(without(RESEARCH).toSpliced(RESEARCH, 0, { heading, text: () => 0 })))).toEqual(named());
});

test('nothing is proven where the header names fewer than a table has, or the rows contradict it', async () => {
  // Two cells under names that are lost: which of them are the form's?
  const lost = [0, 1, { heading: '', text: () => 0 }, 5, 6, note('备注')] as const;
  expect(await read(tableOf(lost, () => [0, 0, 0, 0, 0, 0, 0]))).toEqual(unread(7));
  // More than the total.
  const more = (id: string) => (figuresOf(id)[6] ? [9, 9, 0, 9, 9, 9, 5] : [0, 0, 0, 0, 0, 0, 0]);
  expect(await read(tableOf([...without(RESEARCH), note('备注')], more))).toEqual(unread(7));
  // The total under the name of an applicant.
  const last = (id: string) => figuresOf(id).toSpliced(5, 1, figuresOf(id)[6]! - figuresOf(id)[5]!);
  expect(await read(tableOf(without(6), last))).toEqual(unread(7));
});

test('a header that lost its spans does not tell which cell is of another column', async () => {
  const line = (texts: readonly (string | number)[]) => `| ${texts.join(' | ')} |`;
  const header = [
    ['项目', '申请人情况'],
    ['自然人', '法人或其他组织', '总计', '上年总计'],
    ['商业企业', '社会公益组织', '法律服务机构', '其他'],
  ];
  const rows = ROWS.map(({ id, zh }, row) => [zh, ...without(RESEARCH).map((at) => figuresOf(id)[at as number]!), row]);
  const text = [line(header[0]!), '|---|---|', ...[...header.slice(1), ...rows].map(line)].join('\n');
  expect((await readCells('a.md', text, 3))('received', APPLICANTS)).toEqual(unread(7));
});

test('figures of another year are no totals', async () => {
  const lastYear: Column = { heading: '上年总计', text: (row) => row + 40 };
  expect(await read(tableOf([...without(6), lastYear]))).toEqual(named(6));
});

test.each([
  ['自然人', 'OWN'],
  ['商亚企业', 'OWN'],
  ['公民', 'LIKE'],
  ['企业', 'LIKE'],
  ['科研院所', 'LIKE'],
  ['公益组织', 'LIKE'],
  ['法律机构', 'LIKE'],
  ['其他组织', 'LIKE'],
  ['法', 'LIKE'],
  ['', 'OPEN'],
  ['§', 'OPEN'],
  ['法人或其他组织', 'OPEN'],
  ['个体工商户', 'FOREIGN'],
  ['村民委员会', 'FOREIGN'],
  ['新闻媒体', 'FOREIGN'],
  ['事业单位', 'FOREIGN'],
  ['国有企业', 'FOREIGN'],
  ['医疗机构', 'FOREIGN'],
  ['学校', 'FOREIGN'],
  ['备注', 'FOREIGN'],
  ['去年合计', 'FOREIGN'],
] as const)('the heading %s is %s', (heading, type) => {
  expect(kindOf(heading).type).toBe(type);
});
