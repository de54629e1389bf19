/** Text that is drawn from cells, a Chinese character two digits wide: blank cells are blanks, and all tables show it together. */
import { extract } from '../../src/extract/extract';
import { edition } from '../../src/form/editions';
import { TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { at, REMEDIES_HEADER } from './laid-out-rows';

const ROWS = edition('2019').table3.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);

/** Table 3 whose header is of several lines; figures in the middle of columns of ten. */
const NAMES = ['自然人', '商业企业', '科研机构', '社会公益', '法律服务', '其他', '总计'];
const place = (column: number) => 60 + 10 * column;
const HEADER = [
  at([[place(2), '申请人情况']]),
  at([0, 6].map((c) => [place(c), NAMES[c]!] as const)),
  at([1, 2, 3, 4, 5].map((c) => [place(c), NAMES[c]!] as const)),
];
const row = (at3: number, counts: readonly string[] = []) =>
  at([[0, `${ROWS[at3]!.number}${ROWS[at3]!.zh}`], ...counts.map((count, c) => [place(c) + 4, count] as const)]);

const BLANKS = ROWS.map((_, r) =>
  row(r, r % 5 === 0 ? ['', '7', '', '', '', '', '7'] : ['4', '', '', '', '', '', '4']),
);
const EMPTY = ROWS.map((_, r) => row(r));

/** Table 2, its headings at the left of their columns, which are wider where there are two. */
const line2 = (label: string, ...cells: (readonly [number, string])[]) => at([[0, label], ...cells]);
const three = (label: string, ...counts: string[]) =>
  line2(label, ...counts.map((count, c) => [24 + 16 * c + 7, count] as const));
const TABLE2 = [
  '二、主动公开政府信息情况',
  line2('信息内容', [24, '本年新制作数量'], [40, '本年新公开数量'], [56, '对外公开总数量']),
  three('规章', '1', '2', '3'),
  three('规范性文件', '4', '', ''),
  line2('信息内容', [24, '上一年项目数量'], [40, '本年增/减'], [56, '处理决定数量']),
  three('行政许可', '5', '6', '7'),
  three('其他对外管理服务事项', '', '', '8'),
  line2('信息内容', [24, '上一年项目数量'], [40, '本年增/减'], [56, '处理决定数量']),
  three('行政处罚', '9', '10', '11'),
  three('行政强制', '12', '13', '14'),
  line2('信息内容', [24, '上一年项目数量'], [40, '本年增/减']),
  line2('行政事业性收费', [31, '15'], [55, '16']),
  line2('信息内容', [24, '采购项目数量'], [40, '采购总金额']),
  line2('政府集中采购', [31, ''], [55, '17']),
];

/** Table 4 of three figures, none of which a sum proves. */
const TABLE4 = [
  ...REMEDIES_HEADER,
  at([
    [17, '1'],
    [41, '2'],
    [105, '3'],
  ]),
];

async function cells(three3: readonly string[]) {
  const text = [
    '青河县水务局2020年政府信息公开工作年度报告',
    ...TABLE2,
    '三、收到和处理政府信息公开申请情况',
    ...three3,
    ...TABLE4,
  ];
  const { tables } = parse(await extract(Buffer.from(text.join('\n')), { name: 'report.txt' }));
  return (table: 2 | 3 | 4, id: string) => {
    const cell = tables[table]!.cells.get(id)!;
    return cell.state === 'REPORTED' ? (cell.count ?? cell.amount) : cell.state;
  };
}

const COUNTED: readonly string[] = ['made', 'newlyPublished', 'publishedTotal'];
const PROJECTS: readonly string[] = ['previousItems', 'itemChange', 'decisions'];

test('blank cells of table 2 are blank where rows that lack none begin behind the same headings', async () => {
  const cell = await cells([...HEADER, ...BLANKS]);
  const found = ['normativeDocuments', 'otherServices'].map((id, i) =>
    [COUNTED, PROJECTS][i]!.map((column) => cell(2, `${id}.${column}`)),
  );
  expect(found).toEqual([
    [4, 'BLANK', 'BLANK'],
    ['BLANK', 'BLANK', 8],
  ]);
  expect([cell(2, 'procurement.projects'), cell(2, 'procurement.amount')]).toEqual(['BLANK', '17']);
});

test('few figures of table 4 are of the columns that they stand in where table 3 keeps its blank cells', async () => {
  const cell = await cells([...HEADER, ...BLANKS]);
  expect(cell(4, 'reconsideration.otherOutcome')).toBe(1);
  expect(cell(4, 'directLitigation.upheld')).toBe(2);
  expect(cell(4, 'litigationAfterReconsideration.pending')).toBe(3);
  const unknown = await cells([...HEADER, ...EMPTY]);
  expect(unknown(4, 'reconsideration.otherOutcome')).toBe('UNREADABLE');
});

test('a number left of the columns of a table of labels alone is the number of a page', async () => {
  const cell = await cells([...HEADER, ...EMPTY.slice(0, 8), '2', ...HEADER, ...EMPTY.slice(8)]);
  expect(ROWS.map(({ id }) => cell(3, `${id}.total`))).toEqual(ROWS.map(() => 'BLANK'));
});
