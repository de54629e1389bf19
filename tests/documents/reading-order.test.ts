/** Table 3 in text in reading order: each row's figures behind its label, whatever else stands among them. */
import { generate } from './generator/document';
import { APPLICANTS, readCells } from './read-cells';

const LABELS: readonly (readonly [id: string, label: string])[] = [
  ['received', '一、本年新收政府信息公开申请数量'],
  ['carriedIn', '二、上年结转政府信息公开申请数量'],
  ['granted', '（一）予以公开'],
  ['partlyGranted', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'],
  ['refused.stateSecret', '1.属于国家秘密'],
  ['refused.forbiddenByLaw', '2.其他法律行政法规禁止公开'],
  ['refused.safetyAndStability', '3.危及“三安全一稳定”'],
  ['refused.thirdPartyRights', '4.保护第三方合法权益'],
  ['refused.internalAffairs', '5.属于三类内部事务信息'],
  ['refused.deliberativeProcess', '6.属于四类过程性信息'],
  ['refused.enforcementFile', '7.属于行政执法案卷'],
  ['refused.administrativeQuery', '8.属于行政查询事项'],
  ['unavailable.notHeld', '1.本机关不掌握相关政府信息'],
  ['unavailable.needsCreation', '2.没有现成信息需要另行制作'],
  ['unavailable.stillUnclear', '3.补正后申请内容仍不明确'],
  ['unprocessed.petition', '1.信访举报投诉类申请'],
  ['unprocessed.duplicate', '2.重复申请'],
  ['unprocessed.publishedMaterial', '3.要求提供公开出版物'],
  ['unprocessed.excessive', '4.无正当理由大量反复申请'],
  ['unprocessed.reconfirmation', '5.要求行政机关确认或重新出具已获取信息'],
  ['otherwise.unspecified', '（六）其他处理'],
  ['concluded', '（七）总计'],
  ['carriedForward', '四、结转下年度继续办理'],
];
const HEADINGS = ['自然人', '法人或其他组织', '总计', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];

type Row = readonly (number | string)[];
type Rows = Readonly<Record<string, Row>>;

/** Each row's seven figures; what comes in is granted, refused as no such information is held, or carried forward. */
const FULL: Rows = Object.fromEntries(
  LABELS.map(([id]): [string, Row] => {
    if (id === 'received') return [id, [43, 5, 0, 0, 2, 0, 50]];
    if (id === 'granted') return [id, [30, 4, 0, 0, 0, 0, 34]];
    if (id === 'unavailable.notHeld') return [id, [9, 1, 0, 0, 2, 0, 12]];
    if (id === 'concluded') return [id, [39, 5, 0, 0, 2, 0, 46]];
    if (id === 'carriedForward') return [id, [4, 0, 0, 0, 0, 0, 4]];
    return [id, [0, 0, 0, 0, 0, 0, 0]];
  }),
);

/** A line a cell: the lines of each row, as `edit` leaves them. */
function report(rows: Rows, edit: (lines: string[], id: string) => string[] = (lines) => lines): string {
  return [
    '青河县水务局2020年政府信息公开工作年度报告',
    '三、收到和处理政府信息公开申请情况',
    '申请人情况',
    ...HEADINGS,
    ...LABELS.flatMap(([id, label]) => edit([label, ...rows[id]!.map(String).filter((text) => text !== '')], id)),
    '四、政府信息公开行政复议、行政诉讼情况',
  ].join('\n');
}

async function read(source: string): Promise<Record<string, Row>> {
  const of = await readCells('report.txt', source, 3);
  return Object.fromEntries(LABELS.map(([id]) => [id, of(id, APPLICANTS) as Row]));
}

const UNREAD = APPLICANTS.map(() => 'UNREADABLE');

describe('a table of which every figure is printed', () => {
  test('is read where a label is spoilt beyond likeness, another is lost, and a page ends within a row', async () => {
    const source = report(FULL, ([label, ...figures], id) => {
      if (id === 'received') return ['到大和年说们政府信个大是申和中人', ...figures];
      if (id === 'unavailable.needsCreation') return figures;
      if (id === 'unavailable.notHeld') return [label!, ...figures.slice(0, 4), '7', ...HEADINGS, ...figures.slice(4)];
      return [label!, ...figures];
    });
    await expect(read(source)).resolves.toEqual(FULL);
  });

  test('shows which number is the page only where its sums do', async () => {
    // Either 9 may be the page's.
    const zeros = Object.fromEntries(LABELS.map(([id]): [string, Row] => [id, FULL.carriedIn!]));
    const printed = { ...zeros, granted: [0, 0, 0, 9, 0, 0, 0, 9] };
    const cells = await read(report(printed));
    expect(cells.granted).toEqual(UNREAD);
    expect(cells.received).toEqual(zeros.received);
  });

  test('is not whole where a row lacks a figure: then rows around a label that is lost are unread', async () => {
    const source = report(FULL, (lines, id) => {
      if (id === 'refused.enforcementFile') return lines.slice(1);
      return id === 'granted' ? lines.slice(0, -1) : lines;
    });
    const cells = await read(source);
    expect(cells['refused.enforcementFile']).toEqual(UNREAD);
    expect(cells['refused.deliberativeProcess']).toEqual(UNREAD);
  });
});

/** Table 2 of the form of 2021, what stands behind each label or between them, and table 4 behind it. */
const withTwo = (rows: readonly string[], rest: readonly string[] = []) =>
  [
    '青河县水务局2022年政府信息公开工作年度报告',
    '二、主动公开政府信息情况',
    '第二十条第（一）项',
    ...['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ...rows.slice(0, -4),
    '第二十条第（五）项',
    ...['信息内容', '本年处理决定数量'],
    rows.at(-4)!,
    '第二十条第（六）项',
    ...['信息内容', '本年处理决定数量'],
    ...rows.slice(-3, -1),
    '第二十条第（八）项',
    ...['信息内容', '本年收费金额（单位：万元）'],
    rows.at(-1)!,
    ...rest,
  ].join('\n');

describe('table 2', () => {
  const COLUMNS = ['issued', 'repealed', 'inForce'];
  const SINGLE = ['行政许可\n12', '行政处罚\n-', '行政强制\n0', '行政事业性收费\n12.5'];
  const rowsOf = async (...rows: string[]) => {
    const of = await readCells('report.txt', withTwo(rows), 2);
    return [of('regulations', COLUMNS), of('normativeDocuments', COLUMNS)];
  };
  const NONE = 'NOT_APPLICABLE';

  test('figures between marks are no number of a page where the table has such marks and each row is whole with them', async () => {
    const other = '行政规范性文件\n0 2 -';
    await expect(rowsOf('规章\n- 8 -', other, ...SINGLE)).resolves.toEqual([
      [NONE, 8, NONE],
      [0, 2, NONE],
    ]);
    // Two such lines that follow each other by chance begin with no first page.
    const [first] = await rowsOf(
      '规章\n- 8 -',
      '行政规范性文件\n6 4 -',
      ...SINGLE.slice(0, -1),
      `${SINGLE.at(-1)}\n- 9 -`,
    );
    expect([
      ['NOT_APPLICABLE', 8, 'NOT_APPLICABLE'],
      ['UNREADABLE', 'UNREADABLE', 'UNREADABLE'],
    ]).toContainEqual(first);
    const [of] = await rowsOf('规章\n- 8 -', '行政规范性文件\n0 2', ...SINGLE);
    expect(of).not.toContain(8);
    const [without] = await rowsOf('规章\n— 8 —', other, ...SINGLE);
    expect(without).not.toContain(8);
  });

  test('a mark may stand right behind its label', async () => {
    const single = ['行政许可12', '行政处罚/', '行政强制0', '行政事业性收费12.5'];
    await expect(rowsOf('规章/ 1 /', '行政规范性文件/ / 7', ...single)).resolves.toEqual([
      [NONE, 1, NONE],
      [NONE, NONE, 7],
    ]);
    await expect(rowsOf('规章无 1 无', '行政规范性文件2 无 7', ...single)).resolves.toEqual([
      [NONE, 1, NONE],
      [2, NONE, 7],
    ]);
  });

  test.each(['其他主动公开文件 7 8 9', '其他主动公开文件\n7 8 9'])(
    'a row that the form does not have has the only figures: %j',
    async (extra) => {
      const blank = ['行政许可', '行政处罚', '行政强制', '行政事业性收费'];
      const BLANK = COLUMNS.map(() => 'BLANK');
      await expect(rowsOf('规章', '行政规范性文件', extra, ...blank)).resolves.toEqual([BLANK, BLANK]);
    },
  );
});

test('table 4 one cell a line has an error of arithmetic where table 3 shows that no cell is lost, though a page ends within a row', async () => {
  const blocks = [1, 2, 3].flatMap(() => ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']);
  const figures = [0, 0, 18, 0, 16, 0, 0, 10, 0, 10, 0, 0, 15, 0, 15];
  const four = ['行政复议', '行政诉讼', '未经复议直接起诉', '复议后起诉', ...blocks, ...figures];
  const three = report(FULL, (lines, id) =>
    id === 'granted' ? [...lines.slice(0, 4), ...HEADINGS, ...lines.slice(4)] : lines,
  );
  const of = await readCells('report.txt', [three, ...four].join('\n'), 4);
  const columns = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
  expect(of('reconsideration', columns)).toEqual(figures.slice(0, 5));
});

describe('a table whose blank cells nothing shows', () => {
  const blanked = (rows: Rows) =>
    Object.fromEntries(Object.entries(rows).map(([id, row]): [string, Row] => [id, row.map((cell) => cell || '')]));
  /** Zeros are blank, and so are figures of two rows, one of them whole. */
  const SHORT = blanked({
    ...FULL,
    granted: [30, '', '', '', '', '', ''],
    'unavailable.notHeld': [],
    'unprocessed.duplicate': [1, '', '', '', '', '', 1],
  });
  const withFigures = ['received', 'granted', 'unprocessed.duplicate', 'concluded', 'carriedForward'];
  const others = LABELS.map(([id]) => id).filter((id) => !withFigures.includes(id));

  test('rows without figures may have lost them where the totals do not add up', async () => {
    const cells = await read(report(SHORT));
    for (const id of others) expect(cells[id]).toEqual(UNREAD);
  });

  test('nor is 总计 blank that has no figures, while outcomes have', async () => {
    const { source } = await generate(830109, 'flowed');
    const lost = source!.replace('（七）总计 290 10 12 312', '（七）总计');
    expect(lost).not.toBe(source);
    expect((await readCells('report.txt', lost, 3))('concluded', APPLICANTS)).toEqual(UNREAD);
  });

  test('nothing is blank where the text sets labels and figures apart, or figures in columns', async () => {
    const labels = report(SHORT, (lines) => [lines[0]!, ...(lines.length > 1 ? ['', lines.slice(1).join(' ')] : [])]);
    expect(Object.values(await read(labels)).flat()).not.toContain('BLANK');
    const columns = report(SHORT, (lines) => [lines[0]!, ...(lines.length > 1 ? [lines.slice(1).join('   ')] : [])]);
    expect((await read(columns))['refused.stateSecret']).toEqual(UNREAD);
  });

  test('full rows that add up are read between rows that lack some of their figures', async () => {
    const some = { ...FULL, granted: [30, '', 0, '', 0, 0, 34], 'refused.stateSecret': ['', '', 0, 0, 0, 0, ''] };
    const cells = await read(report(some));
    for (const [id] of LABELS) expect(cells[id]).toEqual(id in SHORTENED ? UNREAD : FULL[id]);
  });
  const SHORTENED = { granted: true, 'refused.stateSecret': true };
});
