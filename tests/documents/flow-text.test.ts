/** Text in the order of poppler's `pdftotext`: cells in stretches between blank lines, which follow the flow of the page. */
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';

async function read(source: string, table: 2 | 3 | 4) {
  const { cells } = parse(await extract(Buffer.from(source), { name: 'report.txt' })).tables[table]!;
  return (row: string, columns: readonly string[]) =>
    columns.map((column) => {
      const cell = cells.get(`${row}.${column}`)!;
      if (cell.state !== 'REPORTED') return cell.state;
      return cell.count ?? cell.amount;
    });
}

const APPLICANTS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganisation',
  'legalServiceOrganisation',
  'otherOrganisation',
  'total',
];
const unread = (count: number) => new Array(count).fill('UNREADABLE');
/** Stretches as the text has them: a line a cell, blank lines between. */
const flow = (...stretches: readonly (readonly (string | number)[])[]) =>
  stretches.map((stretch) => stretch.join('\n')).join('\n\n');

describe('table 3', () => {
  const LABELS = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    '1.属于国家秘密',
    '2.其他法律行政法规禁止公开',
    '3.危及“三安全一稳定”',
    '4.保护第三方合法权益',
    '5.属于三类内部事务信息',
    '6.属于四类过程性信息',
    '7.属于行政执法案卷',
    '8.属于行政查询事项',
    '1.本机关不掌握相关政府信息',
    '2.没有现成信息需要另行制作',
    '3.补正后申请内容仍不明确',
    '1.信访举报投诉类申请',
    '2.重复申请',
    '3.要求提供公开出版物',
    '4.无正当理由大量反复申请',
    '5.要求行政机关确认或重新出具已获取信息',
    '（六）其他处理',
    '（七）总计',
    '四、结转下年度继续办理',
  ];
  /** Each row's seven figures; what comes in is granted, refused as no such information is held, or carried forward. */
  const ROWS = LABELS.map((label) => {
    if (label.startsWith('一')) return [43, 5, 0, 0, 2, 0, 50];
    if (label.startsWith('（一）')) return [30, 4, 0, 0, 0, 0, 34];
    if (label.includes('不掌握')) return [9, 1, 0, 0, 2, 0, 12];
    if (label.includes('（七）')) return [39, 5, 0, 0, 2, 0, 46];
    if (label.startsWith('四')) return [4, 0, 0, 0, 0, 0, 4];
    return [0, 0, 0, 0, 0, 0, 0];
  });
  const columns = (from: number, to = from + 1, rows = ROWS) => rows.flatMap((row) => row.slice(from, to));
  const report = (...stretches: readonly (readonly (string | number)[])[]) =>
    flow(
      ['青河县水务局2020年政府信息公开工作年度报告'],
      ['三、收到和处理政府信息公开申请情况', '申请人情况', '法人或其他组织'],
      ...stretches,
      ['四、政府信息公开行政复议、行政诉讼情况'],
    );
  const received = async (...stretches: readonly (readonly (string | number)[])[]) =>
    (await read(report(...stretches), 3))('received', APPLICANTS);

  test('a column is the one that is named above its figures, whichever comes first', async () => {
    await expect(
      received(
        ['自然人'],
        LABELS,
        ['商业企业', ...columns(1)],
        columns(0),
        ['科研机构', ...columns(2)],
        ['社会公益组织', ...columns(3)],
        ['法律服务机构', ...columns(4)],
        ['其他', ...columns(5)],
        ['总计'],
        columns(6),
      ),
    ).resolves.toEqual(ROWS[0]);
  });

  test('so are columns that are named together', async () => {
    await expect(
      received(
        LABELS,
        ['科研机构 社会公益组织 法律服务机构', ...columns(2, 5)],
        ['自然人 商业企业', ...columns(0, 2)],
        ['其他 总计', ...columns(5, 7)],
      ),
    ).resolves.toEqual(ROWS[0]);
  });

  test('figures of the column beside it may follow the heading of the total', async () => {
    await expect(
      received(
        LABELS,
        ['自然人', ...columns(0)],
        ['商业企业'],
        columns(1),
        ['科研机构 社会公益组织 法律服务机构', ...columns(2, 5)],
        ['其他'],
        ['总计', ...columns(5)],
        columns(6),
      ),
    ).resolves.toEqual(ROWS[0]);
  });

  test('cells one by one, row by row, are told from numbers of labels and pages among them', async () => {
    const cells = (rows: readonly number[][]) => rows.flat().map((figure) => [figure]);
    await expect(
      received(
        LABELS,
        ...cells(ROWS.slice(0, 12)),
        ['2'],
        ...cells(ROWS.slice(12, 18)),
        ['1'],
        ...cells(ROWS.slice(18)),
      ),
    ).resolves.toEqual(ROWS[0]);
  });

  test('where two rows are printed over each other, the figures that do not show it are unread as well', async () => {
    const lines = LABELS.map((label, at) => {
      if (label.includes('不掌握')) return label;
      if (label.includes('没有现成')) return `${label} 09 01 00 00 02 00 120`;
      return `${label} ${ROWS[at]!.join(' ')}`;
    });
    const row = await read(report(lines), 3);
    expect(row('unavailable.needsCreation', APPLICANTS)).toEqual(unread(7));
    expect(row('received', APPLICANTS)).toEqual(ROWS[0]);
  });
});

describe('table 4', () => {
  const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
  const BLOCKS = ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'];
  const blocks = async (...stretches: readonly (readonly (string | number)[])[]) => {
    const text = flow(
      ['青河县水务局2020年政府信息公开工作年度报告'],
      ['四、政府信息公开行政复议、行政诉讼情况'],
      ...stretches,
    );
    const row = await read(text, 4);
    return BLOCKS.flatMap((block) => row(block, OUTCOMES));
  };

  test('as many figures as headings follow these, some behind the text of the next section and a page number', async () => {
    await expect(
      blocks(
        ['行政复议', '结果维持 结果纠正 其他结果 尚未审结', '3'],
        [0],
        [1],
        [0],
        ['总计', '4'],
        ['行政诉讼', '未经复议直接起诉', '结果维持', '0'],
        ['结果纠正 其他结果', '2', '0'],
        ['尚未审结', '7'],
        ['五、存在的主要问题及改进情况', '公开内容还不够细，队伍需要加强。'],
        [5],
        ['总计', '9'],
        ['复议后起诉', '结果维持', '0'],
        ['结果纠正', '0'],
        ['其他结果', '0'],
        ['尚未审结', '6'],
        ['总计', '6'],
      ),
    ).resolves.toEqual([3, 0, 1, 0, 4, 0, 2, 0, 7, 9, 0, 0, 0, 6, 6]);
  });

  test('where a heading is parted from the others, figures one by one may stand in another order', async () => {
    const rest = ['行政诉讼', '未经复议直接起诉', '复议后起诉', '结果维持 结果纠正 其他结果 尚未审结 总计 '.repeat(2)];
    await expect(
      blocks(
        ['行政复议', '结果维持 结果纠正 其他结果 尚未审结'],
        ['总计'],
        [0],
        [24],
        [0],
        [0],
        [24],
        [...rest, 0, 16, 7, 0, 23, 17, 17, 0, 22, 56],
      ),
    ).resolves.toEqual(unread(15));
  });
});
