/** Recognised tables whose rows look whole, and of which only sums show that cells were lost, doubled, moved or overlooked. */
import { APPLICANTS, readCells, unread } from './read-cells';

const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
type Figures = readonly (string | number)[];
const line = (cells: Figures) => `| ${cells.join(' | ')} |`;
const pipes = ([head, ...rows]: readonly Figures[]) =>
  [line(head!), `|${' --- |'.repeat(head!.length)}`, ...rows.map(line)].join('\n');
const report = (section: string, table: string) =>
  `# 青河县水务局2022年政府信息公开工作年度报告\n\n${section}\n\n${table}\n`;

const NONE = new Array<number>(7).fill(0);
const WHOLE: readonly (readonly [string, string, Figures])[] = [
  ['received', '一、本年新收政府信息公开申请数量', [29, 7, 0, 0, 0, 4, 40]],
  ['carriedIn', '二、上年结转政府信息公开申请数量', [1, 0, 0, 0, 0, 0, 1]],
  ['granted', '（一）予以公开', [18, 5, 0, 0, 0, 4, 27]],
  ['partlyGranted', '（二）部分公开', [9, 0, 0, 0, 0, 0, 9]],
  ['refused.stateSecret', '1.属于国家秘密', NONE],
  ['refused.forbiddenByLaw', '2.其他法律行政法规禁止公开', NONE],
  ['refused.safetyAndStability', '3.危及“三安全一稳定”', NONE],
  ['refused.thirdPartyRights', '4.保护第三方合法权益', NONE],
  ['refused.internalAffairs', '5.属于三类内部事务信息', NONE],
  ['refused.deliberativeProcess', '6.属于四类过程性信息', NONE],
  ['refused.enforcementFile', '7.属于行政执法案卷', NONE],
  ['refused.administrativeQuery', '8.属于行政查询事项', NONE],
  ['unavailable.notHeld', '1.本机关不掌握相关政府信息', [0, 2, 0, 0, 0, 0, 2]],
  ['unavailable.needsCreation', '2.没有现成信息需要另行制作', NONE],
  ['unavailable.stillUnclear', '3.补正后申请内容仍不明确', NONE],
  ['unprocessed.petition', '1.信访举报投诉类申请', [3, 0, 0, 0, 0, 0, 3]],
  ['unprocessed.duplicate', '2.重复申请', NONE],
  ['unprocessed.publishedMaterial', '3.要求提供公开出版物', NONE],
  ['unprocessed.excessive', '4.无正当理由大量反复申请', NONE],
  ['unprocessed.reconfirmation', '5.要求行政机关确认或重新出具已获取信息', NONE],
  ['otherwise.unspecified', '（六）其他处理', NONE],
  ['concluded', '（七）总计', [30, 7, 0, 0, 0, 4, 41]],
  ['carriedForward', '四、结转下年度继续办理', NONE],
];

function requests(changed: Readonly<Record<string, Figures>>, name = 'report.md') {
  const head = ['项目', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const rows = WHOLE.map(([row, label, figures]) => [label, ...(changed[row] ?? figures)]);
  return readCells(name, report('三、收到和处理政府信息公开申请情况', pipes([head, ...rows])), 3);
}

function remedies(figures: Figures) {
  const names = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  const blocks = ['行政复议', '未经复议直接起诉', '复议后起诉'].flatMap((name) => new Array<string>(5).fill(name));
  const table = pipes([blocks, [...names, ...names, ...names], figures]);
  return readCells('report.md', report('四、政府信息公开行政复议、行政诉讼情况', table), 4);
}

describe('table 3', () => {
  test('a lone blank cell of a table that prints its zeros may be one that was overlooked', async () => {
    const cells = await requests({ 'refused.stateSecret': [0, 0, '', 0, 0, 0, 0], granted: [18, '', 0, 0, 0, 4, 27] });
    expect(cells('refused.stateSecret', APPLICANTS)).toEqual([0, 0, 'UNREADABLE', 0, 0, 0, 0]);
    // What the columns ask for stands in all other cells.
    expect(cells('granted', APPLICANTS)).toEqual([18, 'UNREADABLE', 0, 0, 0, 4, 27]);
    const moved = await requests({ granted: ['', 18, 5, 0, 0, 4, 27], partlyGranted: [0, 9, '', 0, 0, 0, 9] });
    expect(moved('partlyGranted', APPLICANTS)).toEqual([0, 9, 'UNREADABLE', 0, 0, 0, 9]);
  });

  test('blank cells that are many are blank', async () => {
    const blank = new Array<string>(7).fill('');
    const cells = await requests({
      'refused.stateSecret': [0, ...blank.slice(1)],
      granted: [18, 5, '', '', '', 4, 27],
    });
    expect(cells('refused.stateSecret', APPLICANTS)).toEqual([0, ...new Array(6).fill('BLANK')]);
    expect(cells('granted', APPLICANTS)).toEqual([18, 5, 'BLANK', 'BLANK', 'BLANK', 4, 27]);
  });

  test('a figure lost and another printed twice: the columns show between which cells', async () => {
    const cells = await requests({ granted: [5, 0, 0, 0, 4, 4, 27], carriedIn: [0, 1, 0, 0, 0, 0, 1] });
    expect(cells('carriedIn', APPLICANTS)).toEqual([...unread(2), 0, 0, 0, 0, 1]);
    const moved = await requests({ 'unavailable.notHeld': [0, 0, 2, 0, 0, 0, 0] });
    expect(moved('unavailable.notHeld', APPLICANTS)).toEqual([0, ...unread(2), 0, 0, 0, 'UNREADABLE']);
  });

  test('a figure that its row and its column contradict alike; a total that is added up wrong is printed so', async () => {
    const cells = await requests({ granted: [13, 5, 0, 0, 0, 4, 27], 'unavailable.notHeld': [0, 2, 0, 0, 0, 0, 9] });
    expect(cells('granted', APPLICANTS)).toEqual(['UNREADABLE', 5, 0, 0, 0, 4, 27]);
    expect(cells('unavailable.notHeld', APPLICANTS)).toEqual([0, 2, 0, 0, 0, 0, 9]);
  });

  test('a column that is lost: no totals, and under the last applicants what all others are together', async () => {
    const without = (figures: Figures) => [...figures.slice(0, 3), ...figures.slice(4), ''];
    const rows = WHOLE.map(([row, , figures]) => [
      row,
      figures.some(Boolean) ? without(figures) : new Array(7).fill(''),
    ]);
    const cells = await requests(Object.fromEntries(rows));
    expect(cells('received', APPLICANTS)).toEqual(unread(7));
    const blank = WHOLE.map(([row, , figures]) => [row, [...figures.slice(0, 6), '']]);
    const whole = await requests(Object.fromEntries(blank));
    expect(whole('received', APPLICANTS)).toEqual([29, 7, 0, 0, 0, 4, 'BLANK']);
  });

  test('other files print what their authors wrote', async () => {
    const source = WHOLE.map(([row, label, figures]) => [
      label,
      ...(row === 'granted' ? [13, 5, 0, 0, 0, 4, 27] : figures),
    ]);
    const head = ['项目', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const cells = await readCells('report.csv', [head, ...source].map((cells) => cells.join(',')).join('\n'), 3);
    expect(cells('granted', APPLICANTS)).toEqual([13, 5, 0, 0, 0, 4, 27]);
  });
});

describe('table 4', () => {
  test('blocks that would add up if a cell were left out and one put in', async () => {
    const cells = await remedies([2, 0, 0, 0, 0, 2, 4, 6, 2, 5, 1, 0, 0, 0, 1]);
    expect(cells('reconsideration', OUTCOMES)).toEqual([2, ...unread(4)]);
    expect(cells('directLitigation', OUTCOMES)).toEqual(unread(5));
  });

  test('a block alone that does not add up is printed so, unless it begins with a figure twice', async () => {
    const wrong = await remedies([10, 1, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
    expect(wrong('reconsideration', OUTCOMES)).toEqual([10, 1, 0, 0, 0]);
    const doubled = await remedies([0, 0, 0, 0, 0, 40, 2, 0, 0, 42, 42, 0, 0, 26, 6]);
    expect(doubled('directLitigation', OUTCOMES)).toEqual([40, 2, 0, 0, 'UNREADABLE']);
    expect(doubled('litigationAfterReconsideration', OUTCOMES)).toEqual(unread(5));
  });

  test('a lone blank cell, and what would add up without it', async () => {
    const alone = await remedies([2, 0, '', 0, 2, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
    expect(alone('reconsideration', OUTCOMES)).toEqual([2, 0, 'UNREADABLE', 0, 2]);
    const moved = await remedies([2, 0, 0, 0, 2, '', 4, 0, 0, 0, 4, 0, 0, 0, 0]);
    expect(moved('reconsideration', OUTCOMES)).toEqual([2, 0, 0, 0, 2]);
    expect(moved('directLitigation', OUTCOMES)).toEqual(unread(5));
  });

  test('a report that leaves many cells blank may leave a total blank', async () => {
    const cells = await remedies(['', '', '', '', 4, '', 11, 27, 2, 40, '', '', '', 20, '']);
    expect(cells('directLitigation', OUTCOMES)).toEqual(['BLANK', 11, 27, 2, 40]);
    expect(cells('litigationAfterReconsideration', ['pending', 'total'])).toEqual([20, 'BLANK']);
  });

  test('several blank cells in a row that does not add up', async () => {
    const cells = await remedies([4, 10, 0, 16, 10, 0, 0, 10, 0, 0, 0, 0, '', '', '']);
    for (const block of ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'])
      expect(cells(block, OUTCOMES)).toEqual(unread(5));
  });
});
