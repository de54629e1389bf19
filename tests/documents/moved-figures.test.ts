/** Figures that stand where another cell's could: unread unless the sums prove the place, never another cell's figure. */
import { APPLICANTS, readCells as read, unread } from './read-cells';

const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
const HEADER = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

describe('table 4 as text', () => {
  const text = (figures: string) => `青河县水务局2022年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
未经复议直接起诉 复议后起诉
${[...HEADER, ...HEADER, ...HEADER].join(' ')}
${figures}
五、存在的主要问题及改进情况`;
  const inTurn = '3 0 1 0 4 0 0 2 0 2 0 0 0 5 5';
  const blocks = async (figures: string) => {
    const row = await read('report.txt', text(figures), 4);
    return ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'].flatMap((each) =>
      row(each, OUTCOMES),
    );
  };

  test('a figure a line is read in the order of the form where every block adds up', async () => {
    await expect(blocks(inTurn.replaceAll(' ', '\n'))).resolves.toEqual(inTurn.split(' ').map(Number));
  });

  test('a figure a line that was taken out of its order leaves the table unread', async () => {
    await expect(blocks('0 1 0 4 0 0 2 0 2 0 0 0 5 5 3'.replaceAll(' ', '\n'))).resolves.toEqual(unread(15));
  });

  test('an error of arithmetic on one line is read as it is printed', async () => {
    await expect(blocks('3 0 1 0 9 0 0 2 0 2 0 0 0 5 5')).resolves.toEqual([
      3, 0, 1, 0, 9, 0, 0, 2, 0, 2, 0, 0, 0, 5, 5,
    ]);
  });
});

test('a first figure that recognition took for letters does not move the rest of a row that lost a cell', async () => {
  const cells = (texts: readonly (string | number)[]) => `<tr>${texts.map((each) => `<td>${each}</td>`).join('')}</tr>`;
  const row = await read(
    'report.html',
    `<h1>青河县水务局2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>
<tr>${HEADER.map((each) => `<td rowspan="2">${each}</td>`).join('')}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>
${cells([...HEADER, ...HEADER])}${cells(['丨7', 0, 0, 0, 17, 0, 0, 27, 27, 0, 0, 21, 0, 21])}</table>`,
    4,
  );
  expect(row('reconsideration', OUTCOMES).slice(1)).toEqual([0, 0, 0, 17]);
  expect(row('directLitigation', OUTCOMES).slice(2)).not.toContain(0);
  expect(row('litigationAfterReconsideration', OUTCOMES)).toEqual([0, 0, 21, 0, 21]);
});

describe('in recognised tables that leave out blank cells at the end of rows', () => {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

  const blocksOf = async (figures: readonly (string | number)[]) => {
    const row = await read(
      'report.md',
      `# 青河县水务局2022年政府信息公开工作年度报告\n\n## 四、政府信息公开行政复议、行政诉讼情况\n
${line([...new Array(5).fill('行政复议'), ...new Array(10).fill('行政诉讼')])}
${line([...HEADER, ...new Array(5).fill('未经复议直接起诉'), ...new Array(5).fill('复议后起诉')])}
${line([...HEADER, ...HEADER, ...HEADER])}
${line(figures)}\n`,
      4,
    );
    return ['reconsideration', 'directLitigation'].flatMap((block) => row(block, OUTCOMES));
  };

  test('table 4: blocks that add up are read', async () => {
    const figures = ['', 9, '', '', 9, '', 2, 3, '', 5];
    expect(await blocksOf(figures)).toEqual(figures.map((each) => (each === '' ? 'BLANK' : each)));
  });

  test('table 4: two equal figures at the end of a row may be a total and the first figure of the next block', async () => {
    expect(await blocksOf(['', 9, '', '', 9, '', '', '', 3, 3])).toEqual(unread(10));
  });

  test('table 4: a total that stands too far left is no pending case', async () => {
    expect(await blocksOf(['', 9, '', 9, '', '', '', '', '', '', '', '', 26])).toEqual(unread(10));
  });

  test('table 4: a lost cell may be of any block whose total is blank', async () => {
    expect((await blocksOf([0, 0, 0, 0, 0, 6, 0, 13, 0, '', 0, 0, '', 0])).slice(5)).toContain('UNREADABLE');
    expect((await blocksOf([0, 0, 0, 0, 0, 6, 0, 13, 0, '', 0, 0, '', 0])).slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  test('table 3: a total that stands a column too far left is no figure of other organisations', async () => {
    const label = (text: string) => [text, text, text];
    const row = await read(
      'report.md',
      `# 青河县水务局2022年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n
${line([...label('（勾稽关系）'), ...new Array(7).fill('申请人情况')])}
${line([...label('（勾稽关系）'), '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'])}
${line([...label('一、本年新收政府信息公开申请数量'), 269, 3, '', '', '', '', 272])}
${line([...label('二、上年结转政府信息公开申请数量'), '', '', '', '', '', 9])}
${['（一）予以公开', '（二）部分公开', '1、属于国家秘密', '4、保护第三方合法权益'].map((each) => line(label(each))).join('\n')}
${line([...label('（七）总计'), 275, 3, '', '', '', '', 278])}
${line([...label('四、结转下年度继续办理'), 1, '', '', '', '', '', 1])}\n`,
      3,
    );
    expect(row('received', APPLICANTS)).toEqual([269, 3, 'BLANK', 'BLANK', 'BLANK', 'BLANK', 272]);
    const carriedIn = row('carriedIn', APPLICANTS);
    expect(carriedIn).not.toContain('BLANK');
    expect(carriedIn[5]).toBe('UNREADABLE');
    expect(row('carriedForward', APPLICANTS)).toEqual([1, 'BLANK', 'BLANK', 'BLANK', 'BLANK', 'BLANK', 1]);
  });
});

test('table 3: a row drawn two columns too far left, its last cell as wide as the span that its label lost', async () => {
  const cells = (texts: readonly string[]) => texts.map((text) => `<td>${text}</td>`).join('');
  const labelled = (label: string, figures: readonly string[]) =>
    `<tr><td colspan=3>${label}</td>${cells(figures)}</tr>`;
  const row = await read(
    'report.html',
    `<h1>青河县水务局2022年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>
<tr><td colspan=3 rowspan=3>（勾稽关系）</td><td colspan=7>申请人情况</td></tr>
<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>
<tr>${cells(['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'])}</tr>
${labelled('一、本年新收政府信息公开申请数量', ['261', '1', '', '', '', '', '262'])}
${labelled('二、上年结转政府信息公开申请数量', ['4', '', '', '', '', '', '4'])}
${['（一）予以公开', '（二）部分公开', '1.属于国家秘密', '2.其他法律行政法规禁止公开', '4.保护第三方合法权益', '5.属于三类内部事务信息', '2.重复申请'].map((label) => labelled(label, new Array(7).fill(''))).join('')}
${labelled('（七）总计', ['265', '1', '', '', '', '', '266'])}
<tr><td>四、结转下年度继续办理</td>${cells(['', '', '', '', '1', '', '1'])}<td colspan=2></td></tr></table>`,
    3,
  );
  expect(row('received', APPLICANTS)).toEqual([261, 1, 'BLANK', 'BLANK', 'BLANK', 'BLANK', 262]);
  const carriedForward = row('carriedForward', APPLICANTS);
  expect(carriedForward[2]).not.toBe(1);
  expect(carriedForward[6]).not.toBe('BLANK');
});

describe('table 3', () => {
  const LABELS = [
    '（一）予以公开',
    '（二）部分公开',
    '1、属于国家秘密',
    '2、其他法律行政法规禁止公开',
    '3、危及“三安全一稳定”',
    '4、保护第三方合法权益',
    '5、属于三类内部事务信息',
    '6、属于四类过程性信息',
    '7、属于行政执法案卷',
    '8、属于行政查询事项',
  ];

  describe('under a header that lost its spans, so that 总计 stands over the organisations', () => {
    const cells = (texts: readonly (string | number)[]) => texts.map((each) => `<td>${each}</td>`).join('');
    const page = (rows: readonly (readonly [string, ...(number | string)[]])[]) =>
      `<h1>青河县水务局2022年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>
<tr><td rowspan="3">（勾稽关系）</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td>法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr>${cells(['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'])}</tr>
${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</table>`;
    const blanks = ['', '', '', '', '', '', ''];
    const rest = LABELS.slice(2).map((label): [string, ...string[]] => [label, ...blanks]);

    test('the sums prove the order of the form', async () => {
      const row = await read(
        'report.html',
        page([
          ['一、本年新收政府信息公开申请数量', 128, 5, 5, '', 16, '', 154],
          ['二、上年结转政府信息公开申请数量', '', 2, 5, '', '', '', 7],
          ['（一）予以公开', 3, '', '', '', 1, '', ''],
          ...rest,
        ]),
        3,
      );
      expect(row('received', APPLICANTS)).toEqual([128, 5, 5, 'BLANK', 16, 'BLANK', 154]);
      expect(row('carriedIn', APPLICANTS)).toEqual(['BLANK', 2, 5, 'BLANK', 'BLANK', 'BLANK', 7]);
      expect(row('granted', APPLICANTS)).toEqual([3, 'BLANK', 'BLANK', 'BLANK', 1, 'BLANK', 'BLANK']);
    });

    test('where no sum tells, nothing is read', async () => {
      const row = await read(
        'report.html',
        page([
          ['一、本年新收政府信息公开申请数量', 128, 5, 5, '', 16, '', ''],
          ['（一）予以公开', 3, '', '', '', 1, '', ''],
          ...rest,
        ]),
        3,
      );
      expect(row('received', APPLICANTS)).toEqual(unread(7));
      expect(row('granted', APPLICANTS)).toEqual(unread(7));
    });
  });

  test('as text under a header whose labels are torn: their pieces are no order of columns', async () => {
    const figures = (each: readonly number[]) => each.join('\n');
    const row = await read(
      'report.txt',
      `青河县水务局2022年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
申请人情况
法人或其他组织
（本列数据的勾稽关系为：第一项加第二项之和， 自 然
社会 法律
等于第三项加第四项之和）
人 商业 科研 公益 服务 其他 总计
企业 机构 组织 机构
一、本年新收政府信息公开申请数量
${figures([134, 17, 9, 0, 15, 0, 175])}
二、上年结转政府信息公开申请数量
${figures([2, 0, 7, 0, 4, 0, 13])}
${LABELS.map((label) => `${label}\n${figures([0, 1, 0, 0, 2, 0, 3])}`).join('\n')}`,
      3,
    );
    const allowed = (of: string, printed: readonly number[]) => {
      for (const [at, cell] of row(of, APPLICANTS).entries()) expect(['UNREADABLE', printed[at]]).toContain(cell);
    };
    allowed('received', [134, 17, 9, 0, 15, 0, 175]);
    allowed('carriedIn', [2, 0, 7, 0, 4, 0, 13]);
    allowed('granted', [0, 1, 0, 0, 2, 0, 3]);
  });

  test('as text whose last column was taken out: a row does not add up with a figure of the row above', async () => {
    const zeros = '0\n0\n0\n0\n0';
    const row = await read(
      'report.txt',
      `青河县水务局2022年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
7
${zeros}
二、上年结转政府信息公开申请数量
0
${zeros}
（一）予以公开
3
${zeros}
（二）部分公开（区分处理的，只计这一情形， 1
${zeros}
不计其他情形）
${LABELS.slice(2)
  .map((label) => `${label}\n0\n${zeros}`)
  .join('\n')}
（七）总计
4
${zeros}
四、结转下年度继续办理
3
${zeros}
总计
7
0
3
1`,
      3,
    );
    for (const figure of row('partlyGranted', APPLICANTS)) expect(['UNREADABLE', 'BLANK', 1, 0]).toContain(figure);
    expect(row('partlyGranted', APPLICANTS)[0]).not.toBe(0);
    expect(row('partlyGranted', APPLICANTS)[1]).not.toBe(1);
  });

  test('in a grid: a row whose label lost its span and whose first cell is blank', async () => {
    const cells = (label: string, figures: readonly (string | number)[], span: number) =>
      `<tr><td colspan="${span}">${label}</td>${figures.map((each) => `<td>${each}</td>`).join('')}</tr>`;
    const row = (concluded: string) =>
      read(
        'report.html',
        `<h1>青河县水务局2022年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>
<tr><td colspan="2" rowspan="3"></td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>
${cells('一、本年新收政府信息公开申请数量', [1, 6, 5, 0, 0, 0, 12], 2)}${LABELS.map((label) => cells(label, [0, 0, 0, 0, 0, 0, 0], 2)).join('')}
${concluded}</table>`,
        3,
      );
    const moved = await row(cells('（七）总计', ['', 6, 5, 0, 0, 0, 208, ''], 1));
    expect(moved('concluded', APPLICANTS)).toEqual(unread(7));
    const whole = await row(cells('（七）总计', ['', 6, 5, 0, 0, 0, 208], 2));
    expect(whole('concluded', APPLICANTS)).toEqual(['BLANK', 6, 5, 0, 0, 0, 208]);
  });

  /** Table 3 of the 2019 form as a layout keeps it: 21 labels of rows, each with its figures. */
  const drawn = (header: readonly string[], lines: readonly string[]) => `青河县水务局2020年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
${header.join('\n')}
${lines.join('\n')}
四、政府信息公开行政复议、行政诉讼情况`;
  const ROWS = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    ...LABELS,
    '1、本机关不掌握相关政府信息',
    '2、没有现成信息需要另行制作',
    '3、补正后申请内容仍不明确',
    '1、信访举报投诉类申请',
    '2、重复申请',
    '3、要求提供公开出版物',
    '4、无正当理由大量反复申请',
    '5、要求行政机关确认或重新出具已获取信息',
    '（六）其他处理',
    '（七）总计',
    '四、结转下年度继续办理',
  ];
  const wide = (label: string, figures: readonly string[]) =>
    `${label}${' '.repeat(46 - 2 * label.length)}${figures.map((each) => each.padEnd(9)).join('')}`.trimEnd();
  const figuresOf = (label: string) => {
    if (/^一|总计/.test(label)) return ['4', '0', '7', '0', '0', '0', '11'];
    if (label.includes('不掌握')) return ['4', '0', '7', '0', '0', '0', '11'];
    return new Array<string>(7).fill('0');
  };

  test('drawn, with a header of which only some labels are wrapped: the columns are in the order of the paper', async () => {
    const column = (texts: Readonly<Record<number, string>>) =>
      [0, 1, 2, 3, 4, 5, 6].reduce((line, i) => {
        const at = 46 + 9 * i - (line.match(/[一-鿿]/g)?.length ?? 0);
        return texts[i] ? line.padEnd(at) + texts[i] : line;
      }, '');
    const header = [
      column({ 3: '社会', 4: '法律' }),
      column({ 0: '自然人', 1: '商业', 2: '科研', 3: '公益', 4: '服务', 5: '其他', 6: '总计' }),
      column({ 1: '企业', 2: '机构', 3: '组织', 4: '机构' }),
    ];
    const row = await read(
      'report.txt',
      drawn(
        header,
        ROWS.map((label) => wide(label, figuresOf(label))),
      ),
      3,
    );
    expect(row('received', APPLICANTS)).toEqual([4, 0, 7, 0, 0, 0, 11]);
  });

  test('drawn, with the figures of two rows on one line: neither row is read', async () => {
    const lines = ROWS.flatMap((label) => {
      if (label.includes('不掌握')) return [];
      if (!label.includes('现成')) return [wide(label, figuresOf(label))];
      return [wide(label, ['40', '00', '70', '00', '00', '00', '110']), '1、本机关不掌握相关政府信息'];
    });
    const row = await read(
      'report.txt',
      drawn(['自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计'], lines),
      3,
    );
    for (const each of ['unavailable.notHeld', 'unavailable.needsCreation'])
      expect(row(each, APPLICANTS)).toEqual(unread(7));
    expect(row('received', APPLICANTS)).toEqual([4, 0, 7, 0, 0, 0, 11]);
  });

  test('drawn, with the end of a row in the place of the next one: neither row is read', async () => {
    const lines = ROWS.map((label) => {
      if (label.includes('公开出版物')) return wide(label, ['164', '0']);
      if (label.includes('无正当理由')) return wide(label, ['0', '0', '0', '0', '0', '0', '164']);
      return wide(label, figuresOf(label));
    });
    const row = await read(
      'report.txt',
      drawn(['自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计'], lines),
      3,
    );
    expect(row('unprocessed.excessive', APPLICANTS)).toEqual(unread(7));
  });

  // Labels of columns, which are two wide a letter, each above its figures.
  const aligned = ['自然人', '商业', '科研', '社会', '法律', '其他', '总计'].reduce((line, label, i) => {
    const letters = line.match(/[一-鿿]/g)?.length ?? 0;
    return line.padEnd(46 + 9 * i - letters) + label;
  }, '');

  test('drawn, with blank cells and a blank column: each figure is of the column that it stands in', async () => {
    const lines = ROWS.map((label) =>
      wide(
        label,
        figuresOf(label).map((figure) => (figure === '0' ? '' : figure)),
      ),
    );
    const row = await read('report.txt', drawn(['申请人情况', aligned], lines), 3);
    expect(row('received', APPLICANTS)).toEqual([4, 'BLANK', 7, 'BLANK', 'BLANK', 'BLANK', 11]);
    expect(row('unavailable.notHeld', APPLICANTS)).toEqual([4, 'BLANK', 7, 'BLANK', 'BLANK', 'BLANK', 11]);
    expect(row('granted', APPLICANTS)).toEqual(new Array(7).fill('BLANK'));
  });

  const withoutZeros = (label: string) => figuresOf(label).map((figure) => (figure === '0' ? '' : figure));

  test('drawn, with blank cells and a garbled label: the other rows are read, but for blank ones beside it', async () => {
    const lines = ROWS.map((label) => wide(label.includes('行政查询') ? '我有为于国在和' : label, withoutZeros(label)));
    const row = await read('report.txt', drawn(['申请人情况', aligned], lines), 3);
    expect(row('received', APPLICANTS)).toEqual([4, 'BLANK', 7, 'BLANK', 'BLANK', 'BLANK', 11]);
    expect(row('unavailable.notHeld', APPLICANTS)).toEqual([4, 'BLANK', 7, 'BLANK', 'BLANK', 'BLANK', 11]);
    expect(row('granted', APPLICANTS)).toEqual(new Array(7).fill('BLANK'));
    expect(row('refused.administrativeQuery', APPLICANTS)).toEqual(unread(7));
    expect(row('refused.enforcementFile', APPLICANTS)).toEqual(unread(7));
  });

  test('drawn, with a 无 of an upright label left of the figures: it is none of them', async () => {
    const lines = ROWS.flatMap((label) => {
      const line = wide(`  ${label}`, figuresOf(label));
      return label.includes('现成') ? [' 無', line] : [line];
    });
    const row = await read('report.txt', drawn(['申请人情况', aligned], lines), 3);
    expect(row('unavailable.needsCreation', APPLICANTS)).toEqual(new Array(7).fill(0));
  });

  test('drawn, with the last digit of a total on the line below: it is no smaller total', async () => {
    const lines = ROWS.flatMap((label) => {
      if (/^一/.test(label)) return [wide(label, ['4', '', '7', '', '', '', '11'])];
      if (!/^四/.test(label)) return [wide(label, withoutZeros(label))];
      return [wide(label, ['5', '3', '0', '3', '0', '0', '1']), wide('', ['', '', '', '', '', '', '1'])];
    });
    const row = await read('report.txt', drawn(['申请人情况', aligned], lines), 3);
    expect([11, 'UNREADABLE']).toContain(row('carriedForward', APPLICANTS)[6]);
  });
});
