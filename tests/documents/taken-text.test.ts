/** Table 2 as programs take it out of the text of pages: it has no sums, so that only places say whose figures they are. */
import { readCells, unread } from './read-cells';

const TITLE = '青河县水务局2022年政府信息公开工作年度报告';
const FEES = [
  '第二十条第（八）项',
  '信息内容',
  '本年收费金额（单位：万元）',
  '行政事业性收费',
  '0',
  '三、收到和处理政府信息公开申请情况',
];

/** A report that prints these lines from the title of table 2 to the paragraph of the fees. */
const report = (lines: readonly string[], end: readonly string[] = FEES) =>
  [TITLE, '二、主动公开政府信息情况', ...lines, ...end].join('\n');
const readText = (lines: readonly string[]) => readCells('report.txt', report(lines), 2);

const COLUMNS = ['issued', 'repealed', 'inForce'];
const HEADINGS = ['第二十条第（一）项', '信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
const FIFTH = ['第二十条第（五）项', '信息内容', '本年处理决定数量'];
const SIXTH = ['第二十条第（六）项', '信息内容', '本年处理决定数量'];
const REST = [...FIFTH, '行政许可', '7', ...SIXTH, '行政处罚', '8', '行政强制', '9'];

test('labels that follow each other before all figures do not say whether these go by rows or by columns', async () => {
  const apart = await readText([...HEADINGS, '规章', '行政规范性文件', '1', '4', '2', '5', '3', '6', ...REST]);
  for (const row of ['regulations', 'normativeDocuments']) expect(apart(row, COLUMNS)).toEqual(unread(3));
  const inLines = await readText([...HEADINGS, '规章', '行政规范性文件', '1 2 3', '4 5 6', ...REST]);
  expect([[1, 2, 3], unread(3)]).toContainEqual(inLines('regulations', COLUMNS));
});

test('figures of a row on several lines are in no order', async () => {
  const three = '信息内容 上一年项目数量 本年增/减 处理决定数量';
  const row = await readText([
    ...[
      '第二十条第（一）项',
      '信息内容 本年新制作数量 本年新公开数量 对外公开总数量',
      '1 0 0',
      '规章',
      '2 5 6',
      '规范性文件',
    ],
    ...['第二十条第（五）项', three, '3 0 64', '行政许可', '5 +762 6', '其他对外管理服务事项'],
    ...['第二十条第（六）项', three, '0 0', '行政处罚 393（含失效2件）', '0 0', '行政强制 89（其中新立2件）'],
  ]);
  for (const each of ['penalties', 'coercion'])
    expect(row(each, ['previousItems', 'itemChange', 'decisions'])).toEqual(unread(3));
});

test('a number of a page among the rows makes up for no figure that another row lacks', async () => {
  const head = [...HEADINGS, '规章', '0', '0', '0', '行政规范性文件', '0', '5', ...FIFTH, '行政许可', '0', ...SIXTH];
  const below = await readText([...head, '行政处罚', '0', '1', '行政强制', '4']);
  expect(below('coercion', ['decisions'])).toEqual(unread(1));
  const beside = await readText([...head, '行政处罚 0', '1', '行政强制 4']);
  expect([[4], unread(1)]).toContainEqual(beside('coercion', ['decisions']));
});

test('rows that share figures without a label between, and lack one, do not say where they part', async () => {
  const head = ['第二十条第（六）项', '信息内容', '上一年项目数量', '本年增/减', '处理决定数量'];
  const first = [
    '第二十条第（一）项',
    '信息内容',
    '本年新制作数量',
    '本年新公开数量',
    '对外公开总数量',
    '规章',
    '0',
    '0',
    '0',
    '规范性文件',
    '1',
    '1',
    '1',
  ];
  const row = await readText([...first, ...head, '行政处罚', '329', '9', '行政', '0', '0', '强制']);
  for (const each of ['penalties', 'coercion'])
    expect(row(each, ['previousItems', 'itemChange', 'decisions'])).toEqual(unread(3));
});

test('figures above the headings of their paragraph are not those of the paragraph before', async () => {
  const headings = (...columns: string[]) => ['信息内容', ...columns].join(' ');
  const three = headings('上一年项目数量', '本年增/减', '处理决定数量');
  const row = await readCells(
    'report.txt',
    report(
      [
        ...[
          '0 6 0',
          '0 0 0',
          '第二十条第（一）项',
          headings('本年新制作数量', '本年新公开数量', '对外公开总数量'),
          '规章',
          '规范性文件',
        ],
        ...['4 0 1', '0 18 0', '第二十条第（五）项', three, '行政许可', '其他对外管理服务事项'],
        ...['0 0 5', '0 0 0', '第二十条第（六）项', three, '行政处罚', '行政强制'],
        ...['8 504', '第二十条第（八）项', headings('上一年项目数量', '本年增/减'), '行政事业性收费'],
        ...['0 0', '第二十条第（九）项', headings('采购项目数量', '采购总金额'), '政府集中采购'],
      ],
      ['三、收到和处理政府信息公开申请情况'],
    ),
    2,
  );
  expect(row('regulations', ['made', 'newlyPublished', 'publishedTotal'])).toEqual(unread(3));
});

test('a blank cell is where the headings show it, however wide characters are, or nowhere', async () => {
  const lines = `
                   第二十条第（一）项
     信息内容        本年新制作数量    本年新公开数量    对外公开总数量
规章                  1                    10
规范性文件               0                    3
第二十条第（五）项
信息内容           上一年项目数量    本年增/减      处理决定数量
行政许可                0         0
其他对外管理服务事项          0         0          1
第二十条第（六）项
信息内容                 上一年项目数量         本年增/减           处理决定数量
行政处罚                                        0
行政强制                        9               +49
第二十条第（八）项
信息内容                 上一年项目数量         本年增/减
行政事业性收费
第二十条第（九）项
信息内容                 采购项目数量          采购总金额
政府集中采购                      0                      0万元`.split('\n');
  const row = await readCells('report.txt', report(lines, ['三、收到和处理政府信息公开申请情况']), 2);
  expect([unread(3), [1, 'BLANK', 10]]).toContainEqual(
    row('regulations', ['made', 'newlyPublished', 'publishedTotal']),
  );
});

test('labels that stand apart from a grid of figures have no blank cells', async () => {
  const labels = [
    ...HEADINGS,
    '规章',
    '行政规范性文件',
    ...FIFTH,
    '行政许可',
    ...SIXTH,
    '行政处罚',
    '行政强制',
    ...FEES.slice(0, 4),
  ];
  const figures = Array.from({ length: 6 }, (_, i) => `<tr><td>${i}</td><td>2</td><td>3</td></tr>`).join('');
  const page = `<h1>${TITLE}</h1>${['二、主动公开政府信息情况', ...labels].map((line) => `<p>${line}</p>`).join('')}<table>${figures}</table>`;
  const row = await readCells('report.html', page, 2);
  for (const each of ['regulations', 'normativeDocuments']) expect(row(each, COLUMNS)).toEqual(unread(3));
});

test('a table with a cell a line has no blank cells beside its labels', async () => {
  const cells = [...HEADINGS, '规章', '1', '2', '3', '行政规范性文件', '4', '5', '6', ...REST];
  const wiki = ['{|', ...cells.flatMap((cell) => ['|-', `| ${cell}`]), '|}'];
  const row = await readCells('report.md', report(wiki), 2);
  expect([[1, 2, 3], unread(3)]).toContainEqual(row('regulations', COLUMNS));
  const grid = `<table>${cells.map((cell) => `<tr><td>${cell}</td></tr>`).join('')}</table>`;
  const page = await readCells('report.html', `<h1>${TITLE}</h1><p>二、主动公开政府信息情况</p>${grid}`, 2);
  expect([[1, 2, 3], unread(3)]).toContainEqual(page('regulations', COLUMNS));
});

test('figures below the wrapped header of a table 4 that is printed again are not those of the first, which is blank', async () => {
  const header = [
    '行政复议                                行政诉讼',
    '结果维  结果纠  其他结  尚未审  总计    未经复议直接起诉                        复议后起诉',
    '持      正      果      结              结果维  结果纠  其他结  尚未审  总计    结果维  结果纠  其他结  尚未审  总计',
    '                                        持      正      果      结              持      正      果      结',
  ];
  const again = [
    '行 政 复 议                             行 政 诉 讼',
    '结 果   结 果   其 他   尚 未           未 经 复 议 直 接 起 诉                 复 议 后 起 诉',
    '维 持   纠 正   结 果   审 结   总 计   结 果   结 果   其 他   尚 未           结 果   结 果   其 他   尚 未',
    '                                        维 持   纠 正   结 果   审 结   总 计   维 持   纠 正   结 果   审 结   总 计',
  ];
  const figures = ['0', '18', '0', '0', '18', '0', '0', '0', '0', '0', '0', '0', '16', '20', '36'].map((each) =>
    each.padEnd(8),
  );
  const lines = ['四、政府信息公开行政复议、行政诉讼情况', ...header, '（2021年度）', ...again, figures.join('')];
  const row = await readCells('report.txt', [TITLE, ...lines, '五、存在的主要问题及改进情况'].join('\n'), 4);
  expect(row('reconsideration', ['corrected', 'total'])).not.toContain(18);
});
