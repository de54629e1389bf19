/** Table 3 in text that a program took from a page, counting characters, where labels and headings are wrapped: every figure is printed. */
import { extract } from '../../src/extract/extract';
import { edition } from '../../src/form/editions';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

const IDS = edition('2019').table3;
const ROWS = IDS.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);
const COLUMNS = APPLICANT_COLUMNS.map((column) => column.id);

/** Figures whose sums hold: natural persons and commercial enterprises. */
const all = (() => {
  const outcomes = IDS.slice(2, -2).map((_, i) => [i % 3 === 0 ? 3 * i : 0, i % 4 === 1 ? i : 0, 0, 0, 0, 0]);
  const concluded = outcomes[0]!.map((_, c) => outcomes.reduce((sum, row) => sum + row[c]!, 0));
  const received = concluded.map((count, c) => count + [2, 1][c]! || 0);
  const rows = [received, [0, 0, 0, 0, 0, 0], ...outcomes, concluded, [2, 1, 0, 0, 0, 0]];
  return rows.map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
})();

const place = (column: number) => 50 + 6 * column;
/** Pieces of a line at their places, each character as wide as a digit. */
const at = (pieces: readonly (readonly [number, string])[]) =>
  pieces.reduce((line, [from, text]) => `${line.padEnd(from)}${text}`, '');
const label = (row: number) => `${ROWS[row]!.number}${ROWS[row]!.zh}`;
const counts = (row: number) => all[row]!.map((count, c) => [place(c), String(count)] as const);
const line = (row: number) => at([[0, `${label(row)} `], ...counts(row)]);

const HEADER = [
  at(APPLICANT_COLUMNS.map(({ zh }, c) => [place(c), `${zh.slice(0, 2)} `] as const)),
  at(APPLICANT_COLUMNS.flatMap(({ zh }, c) => (zh.length > 2 ? [[place(c), `${zh.slice(2)} `] as const] : []))),
];

async function table2(lines: readonly string[]) {
  const rows = all.map((_, row) => line(row));
  const { tables } = await draft([
    ...TABLE2,
    ...lines,
    '三、收到和处理政府信息公开申请情况',
    '申请人情况',
    ...HEADER,
    ...rows,
  ]);
  return tables[2]!.cells;
}

async function draft(lines: readonly string[]) {
  const text = ['青河县水务局2020年政府信息公开工作年度报告', ...lines];
  return parse(await extract(Buffer.from(text.join('\n')), { name: 'report.txt' }));
}

/** Table 2 up to its last row. */
const TABLE2 = [
  '二、主动公开政府信息情况',
  '信息内容          本年新制作数量      本年新公开数量      对外公开总数量',
  '规章                 1            2             3',
  '规范性文件              4            5             6',
  '信息内容          上一年项目数量      本年增/减         处理决定数量',
  '行政许可               7            8             9',
  '其他对外管理服务事项          1            2             3',
  '信息内容          上一年项目数量      本年增/减         处理决定数量',
  '行政处罚               7            8             9',
  '行政强制               1            2             3',
  '信息内容          上一年项目数量      本年增/减',
  '行政事业性收费            4            5',
  '信息内容          采购项目数量       采购总金额',
];

async function table(rows: readonly string[], header: readonly string[] = HEADER) {
  const { tables } = await draft(['三、收到和处理政府信息公开申请情况', '申请人情况', ...header, ...rows]);
  const { cells } = tables[3]!;
  return IDS.map((id) =>
    COLUMNS.map((column) => {
      const cell = cells.get(`${id}.${column}`)!;
      return cell.state === 'REPORTED' ? cell.count : cell.state;
    }),
  );
}

const rowsBut = (others: Readonly<Record<number, readonly string[]>>) =>
  all.flatMap((_, row) => others[row] ?? [line(row)]);

describe('headings whose lines are out of their order', () => {
  const upper = (names: readonly [number, string][]) => at(names.map(([c, text]) => [place(c), text]));
  const wrapped = (third: string) => [
    // Moved to the left, as such programs do.
    upper([
      [-1, '人'],
      [0, '企业'],
      [1, third],
      [2, '社会公益'],
    ]),
    upper([
      [1, '商业'],
      [2, '科研'],
      [4, '法律服务'],
      [5, '其'],
      [6, '总计'],
    ]),
    upper([
      [3, '组织'],
      [4, '机构'],
      [5, '他'],
    ]),
  ];

  test('one order of columns only agrees with what stands on each line', async () => {
    expect(await table(rowsBut({}), wrapped('机构'))).toEqual(all);
  });

  test("a line that could be a page's number is none of its letters", async () => {
    const [first, ...others] = wrapped('机构');
    expect(await table(rowsBut({}), [first!, '- 4 -', ...others])).toEqual(all);
  });

  test('without one of its letters no order is known', async () => {
    const read = await table(rowsBut({}), wrapped('机'));
    expect(new Set(read.flat())).toEqual(new Set(['UNREADABLE']));
  });
});

test('a letter of an upright label beside the label of a group is no text of another row', async () => {
  const rows = rowsBut({
    12: [label(12)],
    13: [at([[0, `年提供    ${label(13)} `], ...counts(12)]), at(counts(13))],
  });
  expect(await table(rows)).toEqual(all);
});

test("numbers of labels left of the figures' columns are no figures", async () => {
  const row = 13;
  const [first, ...others] = counts(row);
  const split = [`${ROWS[row]!.zh} ${first![1]}`, at([[20, ROWS[row]!.number], ...others])];
  // Rows by whose figures it is seen that the others are in their order.
  const apart = { 15: [label(15)], 16: [at([[0, `${label(16)} `], ...counts(15)]), at(counts(16))] };
  expect(await table(rowsBut({ [row]: split, ...apart }))).toEqual(all);
});

test('figures behind a label that runs into the columns are of the columns that are left', async () => {
  const row = 3;
  const parts = counts(row);
  const pushed = parts.slice(0, 3).map(([, text]) => text);
  const rows = rowsBut({
    [row]: [`${label(row).slice(0, 22)} ${pushed.join(' ')}`, at([[0, `${label(row).slice(22)} `], ...parts.slice(3)])],
  });
  expect(await table(rows)).toEqual(all);
});

describe('two rows whose figures stand below each other, column by column', () => {
  const [upper, lower] = [15, 16];
  const spread = (counted: readonly (readonly number[])[]) =>
    rowsBut({
      [upper]: [label(upper)],
      [lower]: [label(lower), ...COLUMNS.flatMap((_, c) => counted.map((row) => at([[place(c), String(row[c])]])))],
    });

  test('are read as they are printed where one does not add up', async () => {
    const counted = [all[upper]!, [...all[lower]!.slice(0, -1), 99]];
    const read = await table(spread(counted));
    expect([read[upper], read[lower]]).toEqual(counted);
  });

  test('are unread where a figure stands between two columns', async () => {
    const counted = [all[upper]!, [...all[lower]!.slice(0, -1), 99]];
    const lines = spread(counted).map((each) => (each === at([[place(6), '99']]) ? at([[place(6) - 3, '99']]) : each));
    expect((await table(lines))[lower]).toEqual(COLUMNS.map(() => 'UNREADABLE'));
  });
});

test('blanks around the comma of a figure of full-width digits part no figures', async () => {
  const cells = await table2(['政府集中采购             ７            １７ , ８５８']);
  expect(cells.get('procurement.amount')).toMatchObject({ amount: '17858' });
  const apart = await table2(['政府集中采购             ７            １７ , ８５']);
  expect(apart.get('procurement.amount')!.state).not.toBe('REPORTED');
});

describe('the unit of an amount', () => {
  test.each([
    [
      'on the line of the label',
      ['政府集中采购             6            万元', '                                   12'],
    ],
    ['just above it', ['政府集中采购             6                   元', '                                      12']],
    ['below the amount', ['政府集中采购             6            12', '                                  万元']],
  ])('%s', async (_, lines) => {
    const cells = await table2(lines);
    expect(cells.get('procurement.projects')!.count).toBe(6);
    expect(cells.get('procurement.amount')).toMatchObject({
      amount: '12',
      unit: lines.join('').includes('万元') ? '万元' : '元',
    });
  });
});

test('a row whose label stands behind the next one is known by its place, as every figure is printed', async () => {
  const [upper, lower] = [15, 16];
  const torn = [`${ROWS[upper]!.number}${label(lower)}`, `  ${ROWS[upper]!.zh}`, at(counts(upper)), at(counts(lower))];
  expect(await table(rowsBut({ [upper]: torn, [lower]: [] }))).toEqual(all);
});

test('columns that are as narrow as their figures are columns where the rows stand below each other', async () => {
  const narrow = (row: number) => all[row]!.map((count, c) => [50 + 4 * c, String(count).padStart(3)] as const);
  const rows = all.flatMap((_, row) => {
    if (row === 15) return [label(15)];
    if (row === 16) return [at([[0, `${label(16)} `], ...narrow(15)]), at(narrow(16))];
    return [at([[0, `${label(row)} `], ...narrow(row)])];
  });
  expect(await table(rows)).toEqual(all);
});

test('where they do, wrapped headings that stand on lines in no order name the columns that they stand above', async () => {
  const narrow = all.map((_, row) =>
    at([[0, `${label(row)} `], ...all[row]!.map((count, c) => [50 + 4 * c, String(count)] as const)]),
  );
  const above = (...columns: readonly (readonly [number, string])[]) =>
    at(columns.map(([c, text]) => [50 + 4 * c, text]));
  const header = [
    above([0, '自然人'], [3, '社会'], [4, '法律'], [6, '总计']),
    above([1, '商业'], [2, '科研']),
    above([3, '公益'], [4, '服务'], [5, '其他']),
    above([1, '企业'], [2, '机构']),
    above([3, '组织'], [4, '机构']),
  ];
  expect(await table(narrow, header)).toEqual(all);
});

test('digits of table 4 that narrow columns broke are joined where the sums of all blocks prove it', async () => {
  const remedies = async (below: readonly (readonly [number, string])[]) => {
    const names = (three: readonly string[]) => [0, 1, 2].flatMap(() => three).join(' ');
    const { tables } = await draft([
      '三、收到和处理政府信息公开申请情况',
      '申请人情况',
      ...HEADER,
      ...all.map((_, row) => line(row)),
      '四、政府信息公开行政复议、行政诉讼情况',
      '行政复议 行政诉讼',
      '未经复议直接起诉 复议后起诉',
      names(['结果', '结果', '其他', '尚未', '总计']),
      names(['维持', '纠正', '结果', '审结']),
      '0 6 0 18 2 0 0 6 14 2 0 0 0 0 0',
      at(below),
    ]);
    return ['reconsideration', 'directLitigation'].map((block) => tables[4]!.cells.get(`${block}.total`)!.count);
  };
  expect(
    await remedies([
      [9, '4'],
      [21, '0'],
    ]),
  ).toEqual([24, 20]);
  expect(
    await remedies([
      [9, '5'],
      [21, '0'],
    ]),
  ).toEqual([undefined, undefined]);
});

test('a digit below a figure of table 2, in a row that lacks one, is what its column broke off', async () => {
  const broken = ['规章                 1            1134525', '                                   2'];
  const lines = [...TABLE2.slice(0, 2), ...broken, ...TABLE2.slice(3), '政府集中采购             6            12'];
  const { cells } = (await draft(lines)).tables[2]!;
  expect(cells.get('regulations.newlyPublished')!.state).toBe('UNREADABLE');
  expect(cells.get('regulations.publishedTotal')!.state).toBe('UNREADABLE');
  expect(cells.get('normativeDocuments.made')!.count).toBe(4);
});
