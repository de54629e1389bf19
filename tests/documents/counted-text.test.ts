/**
 * Text that a program took from the pages of a PDF, with blank cells: it sets each page and each line by itself, and each
 * character is as wide as a digit. What is not plain is unread, never another cell's.
 */
import { extract } from '../../src/extract/extract';
import { edition } from '../../src/form/editions';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

async function cellsOf(table: 2 | 3, lines: readonly string[]): Promise<(row: string) => unknown[]> {
  const text = ['青河县水务局2020年政府信息公开工作年度报告', ...lines].join('\n');
  const { tables } = parse(await extract(Buffer.from(text), { name: 'report.txt' }));
  return (row) =>
    [...(tables[table]?.cells ?? [])]
      .filter(([id]) => id.startsWith(`${row}.`))
      .map(([, cell]) => (cell.state === 'REPORTED' ? cell.count : cell.state));
}

const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);
/** Texts from their places on; a Chinese character is as wide as a digit, or as two. */
const placed = (places: readonly [number, string][], width: (text: string) => number) =>
  places.reduce((line, [place, text]) => line + ' '.repeat(Math.max(0, place - width(line))) + text, '');
const at = (...places: [number, string][]) => placed(places, widthOf);
const counted = (...places: [number, string][]) => placed(places, (text) => text.length);
const UNREAD = 'UNREADABLE';

describe('table 2 with blank cells', () => {
  const one = [
    '第二十条第（一）项',
    at([2, '信息内容'], [20, '本年新制作数量'], [40, '本年新公开数量'], [60, '对外公开总数量']),
  ];
  const five = [
    '第二十条第（五）项',
    at([2, '信息内容'], [20, '上一年项目数量'], [40, '本年增/减'], [60, '处理决定数量']),
  ];
  const rest = (licensing: string) => [
    ...five,
    licensing,
    at([0, '其他对外管理服务事项'], [23, '4'], [42, '0'], [63, '6']),
    '三、收到和处理政府信息公开申请情况',
  ];
  const own = at([0, '规章'], [23, '1'], [43, '2'], [63, '3']);
  const some = at([0, '规范性文件'], [63, '9']);
  const licensing = at([0, '行政许可'], [23, '7'], [63, '8']);

  test('is read below the headings where whole rows stand there', async () => {
    const read = await cellsOf(2, ['二、主动公开政府信息情况', ...one, own, some, ...rest(licensing)]);
    expect(read('normativeDocuments')).toEqual(['BLANK', 'BLANK', 9]);
    expect(read('licensing')).toEqual([7, 'BLANK', 8]);
  });

  test('is unread where a whole row stands elsewhere', async () => {
    const aside = at([0, '规章'], [38, '1'], [58, '2'], [78, '3']);
    const read = await cellsOf(2, ['二、主动公开政府信息情况', ...one, aside, some, ...rest(licensing)]);
    expect(read('regulations')).toEqual([1, 2, 3]);
    expect(read('normativeDocuments')).toEqual([UNREAD, UNREAD, UNREAD]);
    expect(read('licensing')).toEqual([UNREAD, UNREAD, UNREAD]);
  });

  test('is unread where its headings stand on the page before', async () => {
    const read = await cellsOf(2, ['二、主动公开政府信息情况', ...one, own, `\f${some}`, ...rest(licensing)]);
    expect(read('regulations')).toEqual([1, 2, 3]);
    expect(read('normativeDocuments')).toEqual([UNREAD, UNREAD, UNREAD]);
    expect(read('licensing')).toEqual([7, 'BLANK', 8]);
  });

  test('the stroke of a heading whose letters are spaced is no mark of a cell', async () => {
    const spaced = rest(licensing).map((line) => line.replace('增/减', '增 / 减'));
    const short = at([0, '其他对外管理服务事项'], [23, '4'], [63, '6']);
    const lines = spaced.map((line) => (line.startsWith('其他') ? short : line));
    const next = [
      '第二十条第（六）项',
      at([2, '信息内容'], [20, '上一年项目数量'], [40, '本年增 / 减'], [60, '处理决定数量']),
    ];
    const read = await cellsOf(2, [
      '二、主动公开政府信息情况',
      ...one,
      own,
      ...lines.slice(0, -1),
      ...next,
      lines.at(-1)!,
    ]);
    expect(read('otherServices')).not.toContain('NOT_APPLICABLE');
    expect(read('otherServices')).not.toContain(6);
  });
});

describe('table 3 with blank cells', () => {
  const IDS = edition('2019').table3;
  const labels = IDS.map((id) => TABLE3_ROWS.find((row) => row.id === id)!).map(({ number, zh }) => `${number}${zh}`);
  const place = (column: number) => 60 + 5 * column;
  const header = [
    '三、收到和处理政府信息公开申请情况',
    '申请人情况',
    counted(...APPLICANT_COLUMNS.map(({ zh }, c): [number, string] => [place(c), zh.slice(0, 2)])),
  ];
  const row = (r: number, figures: Record<number, string>) =>
    counted([0, labels[r]!], ...Object.entries(figures).map(([c, text]): [number, string] => [place(Number(c)), text]));

  test('a row without figures is unread beside one that lacks some', async () => {
    const lines = IDS.map((_, r) =>
      row(r, r === 0 ? { 0: '9', 1: '6' } : r === 12 ? { 1: '6' } : r === 4 ? { 0: '9' } : {}),
    );
    const read = await cellsOf(3, [...header, ...lines]);
    for (const r of [3, 5, 11, 13]) expect(read(IDS[r]!)).toEqual(new Array(7).fill(UNREAD));
  });

  const zeros = '0 0 0 0 0 0 0';
  test.each([
    ['two zeros that run together', { 5: '0 0 0 0 0 00' }],
    ['a zero between two rows that lack one', { 4: '0 0 0 0 0 0', 5: '0 0 0 0 0 0' }],
  ])('%s among zeros prove no cell', async (_, short: Readonly<Record<number, string>>) => {
    const lines = labels.flatMap((label, r) => [
      ...(r === 5 && short[4] ? ['0'] : []),
      `${label} ${short[r] ?? zeros}`,
    ]);
    const read = await cellsOf(3, [...header.slice(0, 2), ...lines]);
    expect(read(IDS[5]!)).toEqual(new Array(7).fill(UNREAD));
    expect(read(IDS[9]!)).toEqual(new Array(7).fill(0));
  });

  test('zeros before and behind the line of a label prove no cell', async () => {
    const half = Math.ceil(labels[5]!.length / 2);
    const lines = labels.flatMap((label, r) => {
      if (r === 4) return ['0 0 0 0 0', label];
      if (r === 5) return ['0', '0', label.slice(0, half), ...'00000', label.slice(half)];
      return r > 12 ? [label] : [label, ...'0000000'];
    });
    const read = await cellsOf(3, [...header.slice(0, 2), ...lines]);
    expect(read(IDS[5]!)).toEqual(new Array(7).fill(UNREAD));
  });

  test('figures between two labels of a table without others are nobody knows whose', async () => {
    const lines = labels.flatMap((label, r) => (r === 1 ? ['9 0 0 0 0 0 9', label] : [label]));
    const read = await cellsOf(3, [...header.slice(0, 2), ...lines]);
    for (const r of [0, 1]) expect(read(IDS[r]!)).toEqual(new Array(7).fill(UNREAD));
  });
});
