/** Text in the order of poppler's `pdftotext`: cells in stretches between blank lines, which follow the flow of the page. */
import { APPLICANTS, readCells, unread } from './read-cells';

const read = (source: string, table: 2 | 3 | 4) => readCells('report.txt', source, table);
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

  test('labels may come in stretches of any order, but in the order of the form within each', async () => {
    const figures = [0, 1, 2, 3, 4, 5, 6].map((column) => columns(column));
    const [first, middle, last] = [LABELS.slice(0, 16), LABELS.slice(16, 20), LABELS.slice(20)];
    await expect(received(first, last, middle, ...figures)).resolves.toEqual(ROWS[0]);
    await expect(received(first, middle.toReversed(), last, ...figures)).resolves.toEqual(unread(7));
  });

  test('zeros of the table behind it fill no blank cells', async () => {
    const zeros = (count: number) => new Array<number>(count).fill(0);
    const rows = LABELS.map((label, i) => [label, ...zeros(i === 5 || i === 11 ? 6 : 7)]);
    const row = await read(`${report(rows.flat())}\n${zeros(15).join('\n')}`, 3);
    expect(row('refused.forbiddenByLaw', APPLICANTS)).toEqual(unread(7));
  });

  test('figures of table 2 may follow the heading of the section', async () => {
    await expect(received(['对外公开总数量', 3, 0], ['4'], LABELS, columns(0, 7))).resolves.toEqual(ROWS[0]);
  });

  describe('where the columns are parted at a row', () => {
    /** The rows above the last four, and these. */
    const [above, below] = [ROWS.slice(0, -4), ROWS.slice(-4)];
    const TOP = [
      ['自然人', ...columns(0, 1, above)],
      ['商业企业', ...columns(1, 2, above)],
      ['其他', ...columns(5, 6, above)],
      ['总计'],
      columns(6, 7, above),
    ];
    const MIDDLE = ['科研机构 社会公益组织 法律服务机构', ...columns(2, 5, above)];
    const rows = async (...stretches: readonly (readonly (string | number)[])[]) => {
      const row = await read(report(LABELS, ...stretches), 3);
      return ['received', 'unavailable.notHeld', 'concluded', 'carriedForward'].map((id) => row(id, APPLICANTS));
    };
    const READ = [ROWS[0], ROWS[12], ROWS.at(-2), ROWS.at(-1)];

    test('the sums tell whose the lower parts are, whichever comes first, and behind another stretch', async () => {
      const lower = [0, 6, 4, 1, 5, 3].map((column) => columns(column, column + 1, below));
      await expect(rows(...TOP, [...MIDDLE, ...columns(2, 3, below)], ...lower)).resolves.toEqual(READ);
      await expect(rows(...lower, ...TOP, [...MIDDLE, ...columns(2, 3, below)])).resolves.toEqual(READ);
    });

    test('the number of a page may follow the upper part', async () => {
      const lower = [0, 1, 2, 3, 4, 5, 6].map((column) => columns(column, column + 1, below));
      await expect(rows(...TOP, [...MIDDLE, 3], ...lower)).resolves.toEqual(READ);
    });

    test('an error of arithmetic is read where one way alone has it', async () => {
      const wrong = below.map((row, at) => (at === 2 ? [...row.slice(0, -1), 47] : row));
      const lower = [0, 1, 2, 3, 4, 5, 6].map((column) => columns(column, column + 1, wrong));
      const [received, notHeld, , left] = READ;
      await expect(rows(...TOP, MIDDLE, ...lower)).resolves.toEqual([received, notHeld, wrong.at(-2), left]);
    });

    test('cells of applicants whose parts may be each other’s are unread, the others are read', async () => {
      // Both have the same number of applications, and what became of them stands in the lower part.
      const same = LABELS.map((label) => {
        if (label.startsWith('一')) return [5, 5, 0, 0, 0, 0, 10];
        if (label.includes('（六）')) return [5, 0, 0, 0, 0, 0, 5];
        if (label.includes('（七）')) return [5, 0, 0, 0, 0, 0, 5];
        if (label.startsWith('四')) return [0, 5, 0, 0, 0, 0, 5];
        return [0, 0, 0, 0, 0, 0, 0];
      });
      const [upper, lower] = [same.slice(0, -4), same.slice(-4)];
      const part = (column: number) => columns(column, column + 1, upper);
      const row = await read(
        report(
          LABELS,
          ['自然人', ...part(0)],
          ['商业企业', ...part(1)],
          ['科研机构 社会公益组织 法律服务机构', ...columns(2, 5, upper)],
          ['其他', ...part(5)],
          ['总计'],
          part(6),
          ...[6, 1, 5, 4, 3, 2, 0].map((column) => columns(column, column + 1, lower)),
        ),
        3,
      );
      expect(row('received', APPLICANTS)).toEqual(same[0]);
      expect(row('concluded', APPLICANTS)).toEqual([...unread(2), 0, 0, 0, 0, 5]);
      expect(row('carriedForward', APPLICANTS)).toEqual([...unread(2), 0, 0, 0, 0, 5]);
    });

    test('applicants that no heading names are not told apart', async () => {
      const row = await read(
        report(
          LABELS,
          ...[1, 0, 2, 3, 4, 5, 6].map((column) => columns(column, column + 1, above)),
          ...[6, 0, 1, 2, 3, 4, 5].map((column) => columns(column, column + 1, below)),
        ),
        3,
      );
      expect(row('received', APPLICANTS)).toEqual([...unread(6), 50]);
    });
  });

  test('a table of zeros is read in any order; a figure among them is no page number where zeros may be of another table', async () => {
    const zeros = (count: number) => new Array<readonly number[]>(count).fill([0]);
    await expect(received(LABELS, ...zeros(161))).resolves.toEqual(new Array(7).fill(0));
    const row = await read(report(LABELS, ...zeros(160), [6], [0]), 3);
    expect(row('carriedForward', APPLICANTS)).not.toContain(0);
  });

  test('a figure among zeros is no error of arithmetic where the last zeros stand behind the next heading', async () => {
    const zeros = (count: number) => new Array<readonly number[]>(count).fill([0]);
    const row = await read(`${report(LABELS, ...zeros(70), [43], ...zeros(89))}\n\n0\n\n0\n\n43`, 3);
    expect(row('refused.enforcementFile', APPLICANTS)).toEqual(unread(7));
  });

  test('a total of which the next line may have the last digit is unread', async () => {
    const left = LABELS.at(-1)!;
    // 二、上年结转 is blank in a column, so that not every figure is printed.
    const lines = LABELS.map((label, at) => `${label} ${ROWS[at]!.slice(0, at === 1 ? 6 : 7).join(' ')}`);
    const row = await read(report([...lines.slice(0, -1), `${left} 12 0 0 0 2 0 1`, '4']), 3);
    expect(row('carriedForward', APPLICANTS)).toEqual(unread(7));
    expect(row('concluded', APPLICANTS)).toEqual(ROWS.at(-2));
  });

  test('where two rows are printed over each other, the figures that do not show it are unread as well', async () => {
    const lines = LABELS.flatMap((label, at) => {
      if (label.includes('不掌握')) return [label];
      if (label.includes('没有现成')) return [`${label} 09 01 00 00 02 00 120`];
      return [label, ROWS[at]!.join(' ')];
    });
    const row = await read(report(lines), 3);
    expect(row('unavailable.needsCreation', APPLICANTS)).toEqual(unread(7));
  });
});

describe('table 2', () => {
  const section = (...stretches: readonly (readonly (string | number)[])[]) =>
    flow(
      ['青河县水务局2022年政府信息公开工作年度报告'],
      ['二、主动公开政府信息情况'],
      ...stretches,
      ['三、收到和处理政府信息公开申请情况'],
      ['一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1', '二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0'],
      ['（一）予以公开 1 0 0 0 0 0 1', '1.属于国家秘密 0 0 0 0 0 0 0', '2.其他法律行政法规禁止公开 0 0 0 0 0 0 0'],
      ['3.危及“三安全一稳定” 0 0 0 0 0 0 0', '4.保护第三方合法权益 0 0 0 0 0 0 0'],
    );
  const LABELS = ['信息内容', '规章', '行政规范性文件', '行政许可', '行政处罚', '行政强制', '行政事业性收费'];
  const cells = async (...stretches: readonly (readonly (string | number)[])[]) => {
    const row = await read(section(LABELS, ...stretches), 2);
    return [
      ...['regulations', 'normativeDocuments'].flatMap((id) => row(id, ['issued', 'repealed', 'inForce'])),
      ...['licensing', 'penalties', 'coercion'].flatMap((id) => row(id, ['decisions'])),
      ...row('fees', ['amount']),
    ];
  };
  const REST = ['本年处理决定数量', 5, '本年处理决定数量', 6, 7, '本年收费金额（单位：万元）', '8.5'];

  test('columns that are named above as many figures as they have rows are read', async () => {
    await expect(
      cells(['本年制发件数', 3, 4], ['第二十条第（一）项'], ['本年废止件数', 0, 1], ['现行有效件数', 9, 2], REST),
    ).resolves.toEqual([3, 0, 9, 4, 1, 2, 5, 6, 7, '8.5']);
    await expect(cells(['本年制发件数', '本年废止件数', '3 0', '4 1'], ['现行有效件数', 9, 2], REST)).resolves.toEqual([
      3,
      0,
      9,
      4,
      1,
      2,
      5,
      6,
      7,
      '8.5',
    ]);
  });

  test('so are columns and their headings in turns, and cells one by one that are the same by rows and by columns', async () => {
    await expect(
      cells([3, 4], ['本年制发件数'], ['第二十条第（一）项', 0, 1], ['本年废止件数'], [9, 2], ['现行有效件数'], REST),
    ).resolves.toEqual([3, 0, 9, 4, 1, 2, 5, 6, 7, '8.5']);
    await expect(
      cells(['本年制发件数'], ['本年废止件数'], ['现行有效件数'], [3], [0], [0], [0], [0], [2], REST),
    ).resolves.toEqual([3, 0, 0, 0, 0, 2, 5, 6, 7, '8.5']);
  });

  test('cells one by one are unread where it matters whether a program took them by rows or by columns', async () => {
    await expect(
      cells(['本年制发件数'], ['本年废止件数'], ['现行有效件数'], [3], [0], [9], [4], [1], [2], REST),
    ).resolves.toEqual([...unread(6), 5, 6, 7, '8.5']);
  });

  test('figures below the line of a row and its figure are unread where others are left over', async () => {
    const draft = await read(
      section(
        ['第二十条第（五）项', '信息内容', '上一年项目数量', '本年增/减', '处理决定数量', '497', '0', '行政许可'],
        ['其他对外管理服务事项 7'],
        [0],
        [9],
        ['第二十条第（六）项', '行政处罚', '行政强制', '1041', '5', '3', '309'],
      ),
      2,
    );
    expect(draft('otherServices', ['previousItems', 'itemChange', 'decisions'])).toEqual(unread(3));
  });

  test('headings that stand above other columns, or figures in an order that nothing shows, leave it unread', async () => {
    for (const first of [
      [
        ['本年制发件数', '本年废止件数', 3, 0, 4, 1],
        ['现行有效件数', 9, 2],
      ],
      [['本年制发件数'], ['本年废止件数', 3, 4], ['现行有效件数', 0, 1], [9, 2]],
      [['本年制发件数'], ['本年废止件数'], ['现行有效件数'], [0, 1], [3, 4], [9, 2]],
      [['本年制发件数', '本年废止件数'], ['现行有效件数'], [3], [9], [0], [4], [1], [2]],
      [['本年制发件数'], ['本年废止件数'], ['现行有效件数'], [3], [0], [9], [4], [1], [2]],
    ])
      expect((await cells(...first, REST)).slice(0, 6)).toEqual(unread(6));
  });

  test('a page number among the figures leaves it unread', async () => {
    const read = await cells(['本年制发件数', 3, 4], ['2'], ['本年废止件数', 0, 1], ['现行有效件数', 9, 2], REST).catch(
      () => [],
    );
    for (const [at, cell] of read.entries())
      expect(['UNREADABLE', [3, 0, 9, 4, 1, 2, 5, 6, 7, '8.5'][at]]).toContain(cell);
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

  test('where the letters of headings are mixed, their figures may stand in any order', async () => {
    const first = ['行政复议', '结果维持 结果纠正 其他结果 尚未审结 总计', 3, 0, 1, 0, 4];
    const last = ['复议后起诉', '结果维持 结果纠正 其他结果 尚未审结 总计', 0, 0, 0, 6, 6];
    await expect(
      blocks(
        first,
        ['行政诉讼', '未经复议直接起诉', '结', '结', '果', '果', '纠', '维', '正', '持', 23, 11],
        ['其他结果', 8],
        ['尚未审结', 28],
        ['总计', 70],
        last,
      ),
    ).resolves.toEqual([3, 0, 1, 0, 4, ...unread(2), 8, 28, 70, 0, 0, 0, 6, 6]);
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
    ).resolves.toEqual([...unread(4), 24, 0, 16, 7, 0, 23, 17, 17, 0, 22, 56]);
  });

  test('so may figures behind headings that the text comes to from right to left', async () => {
    const first = ['行政复议', '结果维持 结果纠正 其他结果 尚未审结 总计', 3, 0, 1, 0, 4];
    const second = ['行政诉讼', '未经复议直接起诉', '结果维持 结果纠正 其他结果 尚未审结 总计', 0, 0, 0, 0, 0];
    const rest = [
      ['其他结果', 14],
      ['尚未审结', 0],
      ['总计', 22],
    ];
    await expect(blocks(first, second, ['复议后起诉', '结 纠 维 正 持', 0, 8], ...rest)).resolves.toEqual([
      3,
      0,
      1,
      0,
      4,
      0,
      0,
      0,
      0,
      0,
      ...unread(2),
      14,
      0,
      22,
    ]);
  });

  test('a figure right below several labels may be of any of these', async () => {
    const apart = (label: string, ...figures: readonly number[]) => [[label], ...(figures.length > 0 ? [figures] : [])];
    const litigation = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const cells = await blocks(
      ['行政复议', '行政诉讼'],
      ...apart('结果维持'),
      ['结果纠正', 19],
      ...apart('其他结果'),
      ...apart('尚未审结'),
      ['总计', 19],
      ['结果维持'],
      ['未经复议直接起诉', '结果纠正', '其他结果', '尚未审结', 11],
      ['总计', 11],
      ['结果维持', 26],
      ...litigation.slice(1, 4).flatMap((label) => apart(label)),
      ['复议后起诉', '总计', 26],
    );
    expect(cells[8]).not.toBe(11);
    expect(cells[6]).not.toBe('BLANK');
  });

  test('they are read where every order that adds up has the same figure', async () => {
    const first = ['行政复议', '结果维持 结果纠正 其他结果 尚未审结 总计', 3, 0, 1, 0, 4];
    const [second, third] = ['未经复议直接起诉', '复议后起诉'];
    await expect(
      blocks(
        first,
        ['行政诉讼', second, '结果维持', 2],
        ['结果纠正'],
        ['其他结果 尚未审结', 0, 0, 0],
        ['总计', 2],
        [third, '结果维持 结果纠正'],
        ['其他结果', '尚未审结', 5, 6, 0, 0],
        ['总计', 11],
      ),
    ).resolves.toEqual([3, 0, 1, 0, 4, 2, 0, 0, 0, 2, ...unread(4), 11]);
  });
});
