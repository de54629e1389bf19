/** Table 3 with a column that the form does not have, where neither its place nor the header alone says which it is. */
import { edition } from '../../src/form/editions';
import { TABLE3_ROWS } from '../../src/form/rows';
import { APPLICANTS, readCells } from './read-cells';

const ORGANISATIONS = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];
const IDS = edition('2019').table3;
const LABELS = IDS.map((id) => {
  const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
  return number + zh;
});

/** Figures that add up: what comes in is granted or carried forward. Sums of nothing are left blank. */
const figuresOf = (id: string): (number | '')[] => {
  if (id === 'received') return [9, 0, 2, 0, '', 0, 11];
  if (id === 'granted' || id === 'concluded') return [8, 0, 2, 0, '', 0, 10];
  return id === 'carriedForward' ? [1, 0, 0, 0, '', 0, 1] : ['', 0, 0, 0, '', 0, ''];
};
const EXPECTED = IDS.map((id) => figuresOf(id).map((figure) => (figure === '' ? 'BLANK' : figure)));

type Text = string | number;
const cells = (texts: readonly Text[]) => texts.map((text) => `<td>${text}</td>`).join('');
const headed = (before: string, behind: string, applicants = 7) =>
  `<tr><td rowspan="3" colspan="2">（勾稽关系）</td>${before}<td colspan="${applicants}">申请人情况</td>${behind}</tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr>${cells(ORGANISATIONS)}</tr>`;
const NOTE = '<td rowspan="3">备注</td>';

/** A row; a label that spans both columns of labels. */
const row = (i: number, texts: readonly Text[], span = 2) =>
  `<tr><td colspan="${span}">${LABELS[i]}</td>${cells(texts)}</tr>`;
const rows = (change: (figures: readonly Text[], i: number) => readonly Text[], from = 0, to = IDS.length) =>
  IDS.slice(from, to).map((id, k) => row(from + k, change(figuresOf(id), from + k)));

async function read(name: string, ...tables: readonly string[]): Promise<unknown[][]> {
  const title = '青河县水务局2020年政府信息公开工作年度报告';
  const text = name.endsWith('.md')
    ? [`# ${title}`, '三、收到和处理政府信息公开申请情况', ...tables].join('\n\n')
    : `<h1>${title}</h1><p>三、收到和处理政府信息公开申请情况</p>${tables.map((table) => `<table>${table}</table>`).join('<p></p>')}`;
  const at = await readCells(name, text, 3);
  return IDS.map((id) => at(id, APPLICANTS));
}

test('the part of the table behind a page break has the columns of the part that has the header', async () => {
  const lastYear = (figures: readonly Text[], i: number) => [...figures, i % 7];
  const first = headed('', '<td rowspan="3">上年</td>') + rows(lastYear, 0, 4).join('');
  // No label of the first part stands in the second column alone.
  const second = `<tr><td rowspan="3"></td><td>${LABELS[4]}</td>${cells(lastYear(figuresOf(IDS[4]!), 4))}</tr>
<tr><td>${LABELS[5]}</td>${cells(lastYear(figuresOf(IDS[5]!), 5))}</tr>
<tr><td>${LABELS[6]}</td>${cells(lastYear(figuresOf(IDS[6]!), 6))}</tr>${rows(lastYear, 7).join('')}`;
  expect(await read('report.html', first, second)).toEqual(EXPECTED);
});

test('a label that spans a column too many moves all of its row', async () => {
  const noted = rows((figures) => [...figures, '无']);
  noted[0] = row(0, [...figuresOf(IDS[0]!), '无'], 3);
  expect(await read('report.html', headed('', NOTE) + noted.join(''))).toEqual(EXPECTED);
});

test('a heading that the one before it moved among the form’s says nothing of the columns', async () => {
  const read9 = await read('report.html', headed('', NOTE, 6) + rows((figures) => [...figures, '']).join(''));
  expect(read9[0]).toEqual(APPLICANTS.map(() => 'UNREADABLE'));
});

test('numbers of lines are told by their order where the header names no columns', async () => {
  const header = headed('<td rowspan="3">行次</td>', '').replace('<td rowspan="2">自然人', '<td>自然人');
  expect(await read('report.html', header + rows((figures, i) => [i + 1, ...figures]).join(''))).toEqual(EXPECTED);
});

describe('a sum of the organisations whose heading stands behind that of the total', () => {
  const header = headed('', '', 8).replace('<td>其他</td>', '<td>其他</td><td>小计</td>');
  const summed = (figures: readonly Text[]) => {
    const sum = figures.slice(1, 6).reduce<number>((total, each) => total + Number(each), 0);
    return [...figures.slice(0, 6), sum, figures[6]!];
  };

  test('is told by the sums of the rows', async () => {
    expect(await read('report.html', header + rows(summed).join(''))).toEqual(EXPECTED);
  });

  test('a blank one of them is not the same as a mark', async () => {
    const open = await read('report.html', header + rows((figures) => [...figures.slice(0, 6), '', '/']).join(''));
    expect(open[0]).toEqual(APPLICANTS.map(() => 'UNREADABLE'));
  });

  test('nothing tells it where each row is one of them only', async () => {
    const few = await read('report.html', header + rows((figures) => [0, ...figures.slice(1, 6), '', '1']).join(''));
    expect(few[0]).toEqual(APPLICANTS.map(() => 'UNREADABLE'));
  });
});

test('shares beside blank cells are no part of the label', async () => {
  const isBlank = (i: number) => figuresOf(IDS[i]!)[0] === '';
  const shared = rows((figures, i) => [...(isBlank(i) ? APPLICANTS.map(() => '') : figures), i > 0 ? '12.5%' : '']);
  shared[2] = `<tr><td rowspan="21">三、本年度办理结果</td>${shared[2]!.replace('<tr><td colspan="2">', '<td>')}`;
  for (let i = 3; i < IDS.length - 1; i++) shared[i] = shared[i]!.replace(' colspan="2"', '');
  expect(await read('report.html', headed('', '<td rowspan="3">占比</td>') + shared.join(''))).toEqual(
    EXPECTED.map((expected, i) => (isBlank(i) ? APPLICANTS.map(() => 'BLANK') : expected)),
  );
});

test.each([
  ['at the end', ['申请人情况', '备注'], ORGANISATIONS, (figures: readonly Text[]) => [...figures, '']],
  [
    'of a sum of the organisations',
    ['申请人情况'],
    [...ORGANISATIONS, '合计'],
    (figures: readonly Text[]) => [
      ...figures.slice(0, 6),
      figures.slice(1, 6).reduce<number>((sum, each) => sum + Number(each), 0),
      figures[6]!,
    ],
  ],
] as const)(
  'a header whose names do not stand above their columns has them in their order: %s',
  async (_, top, organisations, change) => {
    const line = (texts: readonly Text[]) => `| ${texts.join(' | ')} |`;
    const table = [
      line(['（勾稽关系）', ...top]),
      line(['---', ...top.map(() => '---')]),
      line(['自然人', '法人或其他组织', '总计']),
      line(organisations),
      ...IDS.map((id, i) => line([LABELS[i]!, ...change(figuresOf(id))])),
    ];
    expect(await read('report.md', table.join('\n'))).toEqual(EXPECTED);
  },
);

test('a sum of the organisations behind a page break is no total where the totals, blank, are cut off', async () => {
  const line = (texts: readonly Text[]) => `| ${texts.join(' | ')} |`;
  const blank = (figures: readonly Text[]) => [...figures.slice(0, 6), 0, ''];
  const header = [
    line(['（勾稽关系）', '申请人情况']),
    line(['---', '---']),
    line(['自然人', '法人或其他组织', '总计']),
    line([...ORGANISATIONS, '合计']),
  ];
  const rowsOf = (from: number, to: number, cut: number) =>
    IDS.slice(from, to).map((id, i) => line([LABELS[from + i]!, ...blank(figuresOf(id)).slice(0, cut)]));
  const second = [line(rowsOf(4, 5, 7)[0]!.split('|').slice(1, -1)), line(['---']), ...rowsOf(5, IDS.length, 7)];
  const cut = await read('report.md', [...header, ...rowsOf(0, 4, 8)].join('\n'), second.join('\n'));
  expect(cut.slice(4).map((each) => each.at(-1))).not.toContain(0);
});
