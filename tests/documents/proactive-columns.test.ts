/** Table 2 in a grid with headings that the form does not have. */
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';
import { readCells } from './read-cells';

type Text = string | number;
interface Paragraph {
  readonly number: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Text[])[];
}

const WIDTH = 4;
const cells = (texts: readonly Text[]) =>
  texts.map((text, i) => `<td${i === texts.length - 1 ? ` colspan="${WIDTH - i}"` : ''}>${text}</td>`).join('');

const FORM: Record<'one' | 'five' | 'six' | 'eight', Paragraph> = {
  one: {
    number: '一',
    headings: ['本年制发件数', '本年废止件数', '现行有效件数'],
    rows: [
      ['规章', 1, 2, 3],
      ['行政规范性文件', 4, 5, 6],
    ],
  },
  five: { number: '五', headings: ['本年处理决定数量'], rows: [['行政许可', 70]] },
  six: {
    number: '六',
    headings: ['本年处理决定数量'],
    rows: [
      ['行政处罚', 80],
      ['行政强制', 9],
    ],
  },
  eight: { number: '八', headings: ['本年收费金额（单位：万元）'], rows: [['行政事业性收费', '12.5']] },
};

/** What the table reads as with some of its paragraphs otherwise, and the notices. */
async function read(changes: Partial<Record<keyof typeof FORM, Partial<Paragraph>>>) {
  const table = (Object.keys(FORM) as (keyof typeof FORM)[])
    .map((name) => ({ ...FORM[name], ...changes[name] }))
    .flatMap(({ number, headings, rows }) => [
      `<td colspan="${WIDTH}">第二十条第（${number}）项</td>`,
      cells(['信息内容', ...headings]),
      ...rows.map(cells),
    ])
    .map((row) => `<tr>${row}</tr>`)
    .join('');
  const text = `<h1>青河县水务局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>${table}</table>`;
  const { tables, notices } = parse(await extract(Buffer.from(text), { name: 'report.html' }));
  const read2 = Object.fromEntries(
    [...tables[2]!.cells].map(([id, cell]) => [
      id,
      cell.state === 'REPORTED' ? (cell.count ?? cell.amount) : cell.state,
    ]),
  );
  return { cells: read2, notices };
}

const WHOLE = {
  'regulations.issued': 1,
  'regulations.repealed': 2,
  'regulations.inForce': 3,
  'normativeDocuments.issued': 4,
  'normativeDocuments.repealed': 5,
  'normativeDocuments.inForce': 6,
  'licensing.decisions': 70,
  'penalties.decisions': 80,
  'coercion.decisions': 9,
  'fees.amount': '12.5',
};
const REPEALED = { 'regulations.repealed': 'UNREADABLE', 'normativeDocuments.repealed': 'UNREADABLE' };

test('a figure below another heading is no figure of the form’s, and a notice names the heading', async () => {
  const { cells: read2, notices } = await read({ one: { headings: ['本年制发件数', '其中修订件数', '现行有效件数'] } });
  expect(read2).toEqual({ ...WHOLE, ...REPEALED });
  expect(notices).toContainEqual(
    expect.objectContaining({ zh: expect.stringContaining('“其中修订件数”'), cells: Object.keys(REPEALED) }),
  );
});

test('a column in another place than the form’s is of its own heading', async () => {
  const { cells: read2 } = await read({
    one: {
      headings: ['本年制发件数', '现行有效件数', '主动公开件数'],
      rows: [
        ['规章', 1, 3, 7],
        ['行政规范性文件', 4, 6, 7],
      ],
    },
  });
  expect(read2).toEqual({ ...WHOLE, ...REPEALED });
});

test('items are no money, and matters no decisions', async () => {
  const { cells: read2 } = await read({
    five: { headings: ['权力事项数量（项）'] },
    eight: { headings: ['本年收费项目数量（单位：项）'], rows: [['行政事业性收费', 6]] },
  });
  expect(read2).toEqual({ ...WHOLE, 'licensing.decisions': 'UNREADABLE', 'fees.amount': 'UNREADABLE' });
});

test('headings of the other edition are none of the paragraph’s columns', async () => {
  const { cells: read2 } = await read({
    eight: { headings: ['上一年项目数量', '本年增/减'], rows: [['行政事业性收费', 6, '']] },
  });
  expect(read2).toEqual({ ...WHOLE, 'fees.amount': 'UNREADABLE' });
});

test('the first header printed again above a row at the top of a page is not that row’s', async () => {
  const { headings, rows } = FORM.six;
  const { cells: read2 } = await read({
    six: {
      headings,
      rows: [...rows.slice(0, 1), ['第二十条第（一）项'], ['信息内容', ...FORM.one.headings], ...rows.slice(1)],
    },
    five: {
      headings: FORM.five.headings,
      rows: [['第二十条第（一）项'], ['信息内容', ...FORM.one.headings], ...FORM.five.rows],
    },
  });
  expect(read2).toEqual(WHOLE);
});

test('columns beside the form’s are left out', async () => {
  const { cells: read2 } = await read({
    five: { headings: ['上年处理决定数量', '本年处理决定数量'], rows: [['行政许可', 60, 70]] },
    six: {
      headings: ['本年处理决定数量', '其中：县本级', '备注'],
      rows: [
        ['行政处罚', 80, 20, '2件为转办'],
        ['行政强制', 9, 3, ''],
      ],
    },
    eight: { headings: ['上年数', '本年收费金额（单位：万元）'], rows: [['行政事业性收费', '11', '12.5']] },
  });
  expect(read2).toEqual(WHOLE);
});

test.each([
  ['cut', ['本年制', '本年废', '现行有效'], '决定数量', '本年收费'],
  ['short', ['制发', '废止', '有效'], '数量（件）', '金额（万元）'],
  ['bad prints', ['木年制发件救', '本年废丄件数', '现行有效件数'], '本年处哩决宝数量', '本年收费金领'],
])('headings that are %s are the form’s', async (_, one, decisions, fees) => {
  const { cells: read2 } = await read({
    one: { headings: one },
    five: { headings: [decisions] },
    six: { headings: [decisions] },
    eight: { headings: [fees] },
  });
  expect(read2).toEqual(WHOLE);
});

test('a row of text with its change among the counts is unread: its figures are in another order than their headings', async () => {
  const source = [
    '青河县水务局2020年政府信息公开工作年度报告',
    '二、主动公开政府信息情况',
    '第二十条第（五）项',
    '信息内容 上一年项目数量 本年增/减 处理决定数量',
    '行政许可 12 +3 40',
    '其他对外管理服务事项 5 0 6',
    '第二十条第（六）项',
    '信息内容 上一年项目数量 本年增/减 处理决定数量',
    '行政处罚 7 0 9',
    '行政强制 +4 0 2',
  ].join('\n');
  const cells = await readCells('report.txt', source, 2);
  const columns = ['previousItems', 'itemChange', 'decisions'];
  expect(cells('coercion', columns)).toEqual(['UNREADABLE', 'UNREADABLE', 'UNREADABLE']);
  expect(cells('licensing', columns)).toEqual([12, 3, 40]);
});
