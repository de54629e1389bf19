/** Tables that a report prints beside those of the form, with some of their rows. */
import { extract } from '../../src/extract/extract';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

type Row = readonly string[];

const OUTCOMES = OUTCOME_COLUMNS.map(({ zh }) => zh);
const pipes = (rows: readonly Row[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');

const PROACTIVE = pipes([
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', '0', '0', '0'],
  ['行政规范性文件', '1', '2', '9'],
  ['信息内容', '本年处理决定数量', '', ''],
  ['行政许可', '61', '', ''],
  ['行政处罚', '4', '', ''],
  ['行政强制', '5', '', ''],
  ['信息内容', '本年收费金额（单位：万元）', '', ''],
  ['行政事业性收费', '1.5', '', ''],
]);
const REQUESTS = pipes([
  ['项目', ...APPLICANT_COLUMNS.map(({ zh }) => zh)],
  ...TABLE3_ROWS.filter(({ id }) => id !== 'otherwise.unspecified').map(({ id, zh }) => {
    const count = /^(?:received|granted|concluded)$/.test(id) ? '5' : '0';
    return [zh, count, '0', '0', '0', '0', '0', count];
  }),
]);
const REMEDIES = pipes([
  ['行政复议', '未经复议直接起诉', '复议后起诉'].flatMap((block) => [block, '', '', '', '']),
  [...OUTCOMES, ...OUTCOMES, ...OUTCOMES],
  ['1', '2', '3', '4', '10', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0'],
]);

/** What offices print besides. */
const BY_FIELD = pipes([
  ['领域', '公开数量', '其他'],
  ...['行政许可', '行政处罚', '行政强制', '行政事业性收费', '政府集中采购'].map((row, i) => [row, `7${i}`, `8${i}`]),
]);
const BY_YEAR = pipes([
  ['办理结果', '2022年', '2023年'],
  ...['予以公开', '部分公开', '其他处理', '结转下年度继续办理'].map((row, i) => [row, `7${i}`, `8${i}`]),
]);
const REASONS = pipes([
  ['原因', '件数'],
  ...TABLE3_ROWS.filter(({ id }) => id.startsWith('refused.')).map(({ zh }, i) => [zh, `7${i}`]),
]);
const ENDED = pipes([
  ['类型', ...OUTCOMES],
  ['行政复议', '71', '72', '73', '74', '290'],
  ['行政诉讼', '75', '76', '77', '78', '306'],
]);
const PICTURE = '![](a.png)';

async function read(...parts: readonly string[]) {
  const [title, overview] = ['# 东港县水务局2023年政府信息公开工作年度报告', '一、总体情况'];
  const headings = [
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
  ];
  const text = [title, overview, ...headings.flatMap((heading, i) => [heading, parts[i]!])].join('\n\n');
  return parse(await extract(Buffer.from(text), { name: 'report.md' })).tables;
}

const figures = (table: { readonly cells: ReadonlyMap<string, { readonly state: string }> } | undefined) =>
  [...(table?.cells.values() ?? [])].filter(({ state }) => state === 'REPORTED').length;

test('the form’s tables are read among statistics with some of their rows', async () => {
  const tables = await read(
    `${BY_FIELD}\n\n${PROACTIVE}`,
    `${BY_YEAR}\n\n${REQUESTS}\n\n${REASONS}`,
    `${ENDED}\n\n${REMEDIES}`,
  );
  expect(tables[2]?.cells.get('licensing.decisions')).toMatchObject({ count: 61 });
  expect(tables[3]?.cells.get('granted.total')).toMatchObject({ count: 5 });
  expect(tables[4]?.cells.get('reconsideration.total')).toMatchObject({ count: 10 });
  expect([figures(tables[2]), figures(tables[3]), figures(tables[4])]).toEqual([10, 175, 15]);
});

test('where table 2 is a picture, statistics by field are not it; its next page is of it', async () => {
  expect(figures((await read(`${BY_FIELD}\n\n${PICTURE}`, REQUESTS, REMEDIES))[2])).toBe(0);
  const lines = PROACTIVE.split('\n');
  const parted = [...lines.slice(0, 7), '', lines[7]!, lines[1]!, ...lines.slice(8)].join('\n');
  expect(figures((await read(parted, REQUESTS, REMEDIES))[2])).toBe(10);
  // Its headings may stand above it, in no table.
  const headed = [
    '第二十条第（一）项',
    '信息内容 本年制发件数 本年废止件数 现行有效件数',
    '',
    '|  |  |  |  |',
    ...lines.slice(1),
  ];
  expect(figures((await read(headed.join('\n'), REQUESTS, REMEDIES))[2])).toBe(10);
});

test('two rows alone on the next page, their heading last on the page before, are of table 2', async () => {
  const lines = PROACTIVE.split('\n');
  const headed = [...lines.slice(0, 5), '| 行政许可 | 61 | | |', '| 信息内容 | 本年处理决定数量 | | |'];
  const next = ['| 行政处罚 | 4 |', '| --- | --- |', '| 行政强制 | 5 |'];
  const { 2: table } = await read([...headed, '', ...next].join('\n'), REQUESTS, REMEDIES);
  expect(table?.cells.get('penalties.decisions')).toMatchObject({ count: 4 });
  expect(table?.cells.get('coercion.decisions')).toMatchObject({ count: 5 });
});

const OWN = [
  '第二十条第（一）项',
  '信息内容 本年制发件数 本年废止件数 现行有效件数',
  '规章 0 0 1',
  '行政规范性文件 1 2 9',
  '第二十条第（五）项',
  '信息内容 本年处理决定数量',
  '行政许可 61',
  '第二十条第（六）项',
  '信息内容 本年处理决定数量',
  '行政处罚 4',
  '行政强制 5',
  '第二十条第（八）项',
  '信息内容 本年收费金额（单位：万元）',
  '行政事业性收费 1.5',
];
async function readText(lines: readonly string[]) {
  const text = ['青河县2023年政府信息公开工作年度报告', '一、总体情况', ...lines].join('\n');
  return parse(await extract(Buffer.from(text), { name: 'report.txt' })).tables[2];
}

test('a list in text has the rows of two paragraphs without a heading between them', async () => {
  const list = ['类别 数量', '规章 21', '行政规范性文件 22', '行政许可 23', '行政处罚 24', '其他 25'];
  for (const lines of [
    [...list, '二、主动公开政府信息情况', ...OWN],
    [...OWN, '三、其他情况', ...list],
  ]) {
    const table = await readText(lines);
    expect(figures(table)).toBe(10);
    expect(table?.cells.get('licensing.decisions')).toMatchObject({ count: 61 });
    expect(table?.cells.get('normativeDocuments.inForce')).toMatchObject({ count: 9 });
  }
});

test('of rows that stand in text a second time, those of the form’s table are not left out', async () => {
  const list = ['规章 21', '行政规范性文件 22', '其中', '行政许可 23', '其中', '行政处罚 25'];
  const table = await readText([...list, '二、主动公开政府信息情况', ...OWN]);
  expect(table!.cells.get('licensing.decisions')?.count ?? 61).toBe(61);
  expect(table!.cells.get('penalties.decisions')?.count ?? 4).toBe(4);
});
