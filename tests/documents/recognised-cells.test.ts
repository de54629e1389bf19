/** Recognised tables of which a cell is lost, printed twice, or holds what belongs to the one beside it. */
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';
import { tokenise } from '../../src/parse/printed/tokens';
import { readCells } from './read-cells';

const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
const NAMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

const row = (cells: readonly (string | number)[]) =>
  `<tr>${cells.map((cell) => (String(cell).startsWith('<') ? cell : `<td>${cell}</td>`)).join('')}</tr>`;
const report = (section: string, table: string) =>
  `# 青河县水务局2022年政府信息公开工作年度报告\n\n${section}\n\n${table}\n`;

describe('table 2', () => {
  const read = (rows: Readonly<Record<string, readonly (string | number)[]>>) =>
    readCells(
      'report.md',
      report(
        '二、主动公开政府信息情况',
        `<table>${[
          ['<td colspan="4">第二十条第（一）项</td>'],
          ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
          rows.regulations ?? ['规章', 0, 0, 3],
          rows.normativeDocuments ?? ['行政规范性文件', 2, 0, 7],
          ['<td colspan="4">第二十条第（五）项</td>'],
          ['信息内容', '<td colspan="3">本年处理决定数量</td>'],
          rows.licensing ?? ['行政许可', '<td colspan="3">12</td>'],
          ['<td colspan="4">第二十条第（六）项</td>'],
          ['信息内容', '<td colspan="3">本年处理决定数量</td>'],
          ['行政处罚', '<td colspan="3">5</td>'],
          ['行政强制', '<td colspan="3"></td>'],
        ]
          .map(row)
          .join('')}</table>`,
      ),
      2,
    );
  const COLUMNS = ['issued', 'repealed', 'inForce'];

  test('a row without the cell of its figure lost it; a cell that is there and blank is blank', async () => {
    const cells = await read({ licensing: ['行政许可'] });
    expect(cells('licensing', ['decisions'])).toEqual(['UNREADABLE']);
    expect(cells('coercion', ['decisions'])).toEqual(['BLANK']);
  });

  test('a label that ends with a figure, while none stands behind it, may have that of its row', async () => {
    const cells = await read({ licensing: ['行政许可 12', '<td colspan="3"></td>'] });
    expect(cells('licensing', ['decisions'])).toEqual(['UNREADABLE']);
  });

  test('a row shorter than its header in a table with a place for each cell lost one, whatever figures it has', async () => {
    const lines = [
      '|内容|上一年项目数量|本年增/减|处理决定数量|',
      '|---|---|---|---|',
      '|行政许可|1|0|3|',
      '|行政处罚|2|7|4|',
    ];
    const more = ['|行政强制|1|0||', '|内容|上一年项目数量|本年增/减||', '|行政事业性收费|3||'];
    const cells = await readCells('report.md', report('二、主动公开政府信息情况', [...lines, ...more].join('\n')), 2);
    expect(cells('feeItems', ['previousItems', 'itemChange'])).toEqual(['UNREADABLE', 'UNREADABLE']);
  });

  test('a blank cell that lost its span is blank', async () => {
    const cells = await read({ licensing: ['行政许可', ''] });
    expect(cells('licensing', ['decisions'])).toEqual(['BLANK']);
  });

  test('a row with a cell more than its header, one of them blank: nothing says which is too many', async () => {
    const cells = await read({ regulations: ['规章', 4, '', 3, 3] });
    expect(cells('regulations', COLUMNS)).toEqual(new Array(3).fill('UNREADABLE'));
  });

  test('the heading of a paragraph before the name of each column; a span written out beside a blank cell', async () => {
    const table = (names: readonly string[]) =>
      [
        [
          '第二十条第（一）项.信息内容',
          '第二十条第（一）项.本年新制作数量',
          '第二十条第（一）项.本年新公开数量',
          '第二十条第（一）项.对外公开总数量',
        ],
        ['规章', 4, '', 3],
        ['规范性文件', 2, '', 7],
        names,
        ['行政事业性收费', '', 15, 15],
      ]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
    const read = (names: readonly string[]) =>
      readCells('report.md', report('二、主动公开政府信息情况', table(names)), 2);
    const cells = await read([
      '第（八）项.信息内容',
      '第二十条第（八）项.上一年项目数量',
      '第二十条第（八）项.本年增/减',
      '第二十条第（八）项.本年增/减',
    ]);
    expect(cells('regulations', ['made', 'newlyPublished', 'publishedTotal'])).toEqual([4, 'BLANK', 3]);
    expect(cells('feeItems', ['previousItems', 'itemChange'])).toEqual(['BLANK', 15]);
    const nameless = await read(['第二十条第（八）项', '', '', '']);
    expect(nameless('feeItems', ['previousItems', 'itemChange'])).toEqual(['UNREADABLE', 'UNREADABLE']);
  });

  test('a label over two rows, whose first part is a label as well, has the figures of the second', async () => {
    const lines = [
      ['内容', '上一年项目数量', '本年增/减', '处理决定数量'],
      ['行政许可', 4, 2, 9],
      ['其他对外管理服务', '', '', ''],
      ['事项', 1, 0, 6],
      ['行政处罚', 3, 0, ''],
    ].map((cells) => `| ${cells.join(' | ')} |`);
    const cells = await readCells('report.md', report('二、主动公开政府信息情况', lines.join('\n')), 2);
    const columns = ['previousItems', 'itemChange', 'decisions'];
    expect(cells('otherServices', columns)).toEqual(['UNREADABLE', 'UNREADABLE', 'UNREADABLE']);
    expect(cells('penalties', columns)).toEqual([3, 0, 'BLANK']);
  });

  test('beside a cell of two figures a blank one is not blank', async () => {
    const cells = await read({ regulations: ['规章', 4, '0<br>3', ''] });
    expect(cells('regulations', COLUMNS)).toEqual([4, 'UNREADABLE', 'UNREADABLE']);
    for (const figures of ['4 0 3[^1]', '4 0<sup>①</sup> 3']) {
      const all = await read({ regulations: ['规章', figures, '', ''] });
      expect(all('regulations', COLUMNS)).toEqual(new Array(3).fill('UNREADABLE'));
    }
  });

  test('a blank row of a table whose rows end behind what is printed is blank', async () => {
    const table = ['|内容|本年制发件数|本年废止件数|现行有效件数|', '|---|---|---|---|', '|规章|1|0|3|'];
    const more = ['|行政规范性文件|', '|内容|本年处理决定数量|', '|行政许可|5|', '|行政处罚|5|'];
    const cells = await readCells('report.md', report('二、主动公开政府信息情况', [...table, ...more].join('\n')), 2);
    expect(cells('normativeDocuments', COLUMNS)).toEqual(['BLANK', 'BLANK', 'BLANK']);
  });

  test('the heading of a column behind a figure is no label with a number', async () => {
    const lines = ['行政许可', '其他对外管理服务事项', '行政处罚', '行政强制'].map(
      (label, i) => `${label}：上一年项目数量 115${i + 1}、本年增/减 0、处理决定数量 23548`,
    );
    const cells = await readCells('report.md', report('二、主动公开政府信息情况', lines.join('\n')), 2);
    expect(cells('penalties', ['previousItems'])).not.toEqual([115]);
  });
});

test('table 3: the number of a page in a row of its own, with the labels that go over it, is none of the table', async () => {
  const rows = [
    ['', '', '', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'],
    ['一、本年新收政府信息公开申请数量', 2],
    ['二、上年结转政府信息公开申请数量', 0],
    ['（一）予以公开', 2],
    ['（二）部分公开', 0],
    ['1.信访举报投诉类申请', ''],
    ['2.重复申请', ''],
    ['- 4 -', '- 4 -'],
    ['3.要求提供公开出版物', ''],
    ['4.无正当理由大量反复申请', ''],
    ['5.要求行政机关确认或重新出具已获取信息', 0],
    ['四、结转下年度继续办理', 0],
  ].map((cells) => {
    const [label, figure] = cells;
    if (cells.length > 2) return cells;
    const group = /^[一二四]/.test(String(label)) ? label : '三、本年度办理结果';
    const own = /^[-\d]/.test(String(label)) ? '（五）不予处理' : label;
    const zero = typeof figure === 'number' ? 0 : figure;
    return [group, own, label, figure, ...new Array(5).fill(zero), figure];
  });
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  const table = [lines[0], `|${'---|'.repeat(10)}`, ...lines.slice(1)].join('\n');
  const cells = await readCells('report.md', report('三、收到和处理政府信息公开申请情况', table), 3);
  for (const id of ['unprocessed.duplicate', 'unprocessed.publishedMaterial'])
    expect(cells(id, ['naturalPerson', 'total'])).toEqual(['BLANK', 'BLANK']);
});

describe('table 4', () => {
  const read = (figures: readonly (string | number)[]) =>
    readCells(
      'report.md',
      report(
        '四、政府信息公开行政复议、行政诉讼情况',
        `<table>${[
          ['<td colspan="5">行政复议</td>', '<td colspan="10">行政诉讼</td>'],
          [
            ...NAMES.map((name) => `<td rowspan="2">${name}</td>`),
            '<td colspan="5">未经复议直接起诉</td>',
            '<td colspan="5">复议后起诉</td>',
          ],
          [...NAMES, ...NAMES],
          figures,
        ]
          .map(row)
          .join('')}</table>`,
      ),
      4,
    );
  const LAST = [4, 8, 1, 10, 23];

  test('of sixteen cells the one that is printed twice is left out, as far as the sums tell which', async () => {
    const cells = await read([2, 0, '', 2, 2, 4, 6, 2, 5, 2, 15, ...LAST]);
    // A lone blank one may have been overlooked.
    expect(cells('reconsideration', OUTCOMES)).toEqual([2, 0, 'UNREADABLE', 2, 4]);
    expect(cells('directLitigation', OUTCOMES)).toEqual([6, 2, 5, 2, 15]);
    // A block may be added up wrong, so that another cell may be the one too many.
    const wrong = await read([0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    expect(wrong('directLitigation', OUTCOMES)).toEqual(['UNREADABLE', 0, 0, 'UNREADABLE', 1]);
    const unclear = await read([2, 0, '', 2, 2, 3, 6, 2, 5, 2, 15, ...LAST]);
    expect(unclear('reconsideration', OUTCOMES)).toEqual(['UNREADABLE', 'UNREADABLE', 'UNREADABLE', 2, 'UNREADABLE']);
    // A blank one may have been put in.
    const spare = await read([0, 0, 0, 6, 6, 7, 22, 0, 0, 29, 0, 0, 0, 24, '', 24]);
    expect(spare('litigationAfterReconsideration', OUTCOMES)).toEqual([0, 0, 'UNREADABLE', 'UNREADABLE', 24]);
  });

  test('a page break parts the header, or its last row, from the figures', async () => {
    const blocks = ['行政复议', '未经复议直接起诉', '复议后起诉'].flatMap((name) => new Array(5).fill(name));
    const names = [...NAMES, ...NAMES, '结果缍持', ...NAMES.slice(1)];
    const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
    const figures = [2, 0, 0, 2, 4, 6, 2, 5, 2, 15, ...LAST];
    const section = '四、政府信息公开行政复议、行政诉讼情况';
    for (const lines of [
      [line(blocks), line(names), '', '- 5 -', '', line(figures)],
      [line(blocks), line(new Array(15).fill('')), '', '<!-- PageBreak -->', '', line(names), line(figures)],
    ]) {
      const cells = await readCells('report.md', report(section, lines.join('\n')), 4);
      expect(cells('reconsideration', OUTCOMES)).toEqual([2, 0, 0, 2, 4]);
      expect(cells('litigationAfterReconsideration', OUTCOMES)).toEqual(LAST);
    }
  });

  test('a figure over two columns is of neither', async () => {
    const cells = await read([2, 0, 0, 2, 4, 6, 2, 5, '<td colspan="2">215</td>', ...LAST]);
    expect(cells('directLitigation', OUTCOMES)).toEqual([6, 2, 5, 'UNREADABLE', 'UNREADABLE']);
    expect(cells('litigationAfterReconsideration', OUTCOMES)).toEqual(LAST);
  });

  test('a row with a figure over two columns that ends before its table lost a cell', async () => {
    const cells = await read([2, 0, 0, 2, 4, '6<br>2', 5, 2, '<td colspan="2">15<br>4</td>', ...LAST.slice(1)]);
    expect(cells('litigationAfterReconsideration', OUTCOMES)).toEqual(new Array(5).fill('UNREADABLE'));
  });
});

describe('table 3: labels', () => {
  const names = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const labels = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '（二）部分公开',
  ];
  const more = ['1.信访举报投诉类申请', '（七）总计', '四、结转下年度继续办理'];
  const read = (rows: readonly string[]) => {
    const lines = [['', ...names], ...rows.map((label, i) => [label, 2 * i, 0, 0, 0, 0, 0, 2 * i])].map(row);
    return readCells('report.md', report('三、收到和处理政府信息公开申请情况', `<table>${lines.join('')}</table>`), 3);
  };

  test('two labels in one cell have the figures of neither, also where the second may be longer', async () => {
    const cells = await read([...labels.slice(0, 2), '（一）予以公开<br>（二）部分公开', ...more]);
    expect(cells('partlyGranted', ['naturalPerson', 'total'])).toEqual(['UNREADABLE', 'UNREADABLE']);
  });

  test('a row of two rows, with their numbers in a column of their own, is read nowhere else', async () => {
    const lines = [
      ['', '', ...names],
      ...labels.map((label, i) => ['', label, 7 - i, 0, 0, 0, 0, 0, 7 - i]),
      ['（六）<br>（七）', '其他处理<br>总计', '0<br>36', '0<br>5', ...new Array(4).fill('0<br>0'), '0<br>41'],
      ['四、', '结转下年度继续办理', 1, 4, 0, 0, 0, 0, 5],
    ].map((cells) => `| ${cells.join(' | ')} |`);
    const cells = await readCells('report.md', report('三、收到和处理政府信息公开申请情况', lines.join('\n')), 3);
    for (const id of ['otherwise.unspecified', 'concluded'])
      expect(cells(id, ['naturalPerson', 'total'])).toEqual(['UNREADABLE', 'UNREADABLE']);
    expect(cells('carriedForward', ['naturalPerson', 'total'])).toEqual([1, 5]);
  });

  test('the figures of a row in one cell: nothing is blank beside it', async () => {
    for (const fill of [[], new Array(6).fill('')]) {
      const rows = [...labels, ...more].map((label, i) => [label, `${i}件 0件 0件 0件 0件 0件 ${i}件`, ...fill]);
      const lines = [['', ...names], ...rows].map((cells) => `| ${cells.join(' | ')} |`);
      const cells = await readCells('report.md', report('三、收到和处理政府信息公开申请情况', lines.join('\n')), 3);
      expect(cells('granted', ['commercialEnterprise', 'total'])).toEqual(['UNREADABLE', 'UNREADABLE']);
    }
  });

  test('a header that stands above labels names no columns', async () => {
    const groups: (string | number)[][] = [
      ['<td rowspan="2">（四）无法提供</td>', '1.本机关不掌握相关政府信息'],
      ['2.没有现成信息需要另行制作'],
      ['<td rowspan="4">（五）不予处理</td>', '1.信访举报投诉类申请'],
      ['2.重复申请'],
      ['3.要求提供公开出版物'],
      ['4.无正当理由大量反复申请'],
    ];
    const lines = [
      ['<td rowspan="3"></td>', '', '申请人情况', '', '', '', '', '', ''],
      ['<td rowspan="2">自然人</td>', '法人或其他组织', '', '', '', '', '<td rowspan="2">总计</td>'],
      names.slice(1, 6),
      ...labels.map((label, i) => [label, '', 0, 0, 0, 0, 0, 0, i < 2 ? 0 : '']),
      ...groups.map((group) => [...group, 0, 0, 0, 0, 0, 0, '']),
    ].map(row);
    const source = report('三、收到和处理政府信息公开申请情况', `<table>${lines.join('')}</table>`);
    const cells = await readCells('report.md', source, 3);
    for (const id of ['granted', 'unprocessed.duplicate'])
      expect(cells(id, ['naturalPerson', 'otherOrganisation', 'total'])).toEqual([0, 0, 'BLANK']);
  });

  test('the third of the rows that only the form of 2021 has tells it, where the others are lost', async () => {
    const cells = await read([...labels, ...more.slice(0, 1), '3.其他', ...more.slice(1)]);
    expect(cells('otherwise.misc', ['naturalPerson', 'total'])).toEqual([10, 10]);
    const of2019 = await read([...labels, ...more.slice(0, 1), '（六）其他', ...more.slice(1)]);
    expect(of2019('otherwise.unspecified', ['naturalPerson', 'total'])).toEqual([10, 10]);
  });
});

test('lists: a figure in front of the next heading is no numbering', () => {
  const text = '1.重复申请：自然人 2、商业企业 0、科研机构 4、社会公益组织 0、法律服务机构 3、其他 7、总计 16';
  const figures = tokenise([{ type: 'line', line: 1, text }]).filter(({ type }) => type === 'figure');
  expect(figures.map((figure) => figure.text)).toEqual(['2', '0', '4', '0', '3', '7', '16']);
});

test('lists: a comma before the next heading is none of the figure', async () => {
  const names = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const labels = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '（二）部分公开',
  ];
  const lines = [...labels, '四、结转下年度继续办理'].map(
    (label, i) => `- ${label}：${names.map((name, k) => `${name} ${k === 0 || k === 6 ? 2 * i : 0}`).join('，')}`,
  );
  const cells = await readCells('report.md', report('三、收到和处理政府信息公开申请情况', lines.join('\n')), 3);
  expect(cells('granted', ['naturalPerson', 'commercialEnterprise', 'total'])).toEqual([4, 0, 4]);
  const figures = tokenise([{ type: 'line', line: 1, text: '行政许可 1,234, 5' }]).filter(
    ({ type }) => type === 'figure',
  );
  expect(figures.map(({ text }) => text)).toEqual(['1,234,', '5']);
});

describe('what was cut off', () => {
  const zeros = new Array(7).fill(0);
  const requests = `<table>${[
    [
      '<td rowspan="2" colspan="2"></td>',
      '<td rowspan="2">自然人</td>',
      '<td colspan="5">法人或其他组织</td>',
      '<td rowspan="2">总计</td>',
    ],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
    ['<td colspan="2">一、本年新收政府信息公开申请数量</td>', ...zeros],
    ['<td colspan="2">二、上年结转政府信息公开申请数量</td>', ...zeros],
    ['<td rowspan="4">三、本年度办理结果</td>', '（一）予以公开', ...zeros],
    ['（二）部分公开', ...zeros],
    ['（五）不予处理 1.信访举报投诉类申请', ...zeros],
  ]
    .map(row)
    .join('')}`;
  const remedies = `<table>${[
    ['<td colspan="5">行政复议</td>', '<td colspan="10">行政诉讼</td>'],
    [
      ...NAMES.map((name) => `<td rowspan="2">${name}</td>`),
      '<td colspan="5">未经复议直接起诉</td>',
      '<td colspan="5">复议后起诉</td>',
    ],
    [...NAMES, ...NAMES],
  ]
    .map(row)
    .join('')}`;
  const read = async (three: string, four: string) => {
    const text = `三、收到和处理政府信息公开申请情况\n\n${three}\n\n四、政府信息公开行政复议、行政诉讼情况\n\n${four}`;
    const source = report('二、主动公开政府信息情况', `${text}\n\n五、存在的主要问题及改进情况\n\n不足。`);
    const { tables } = parse(await extract(Buffer.from(source), { name: 'report.md' }));
    return (table: 3 | 4, id: string) => tables[table]?.cells.get(id);
  };

  test('table 4 without a row below its header is not blank; with a row of blank cells it is', async () => {
    const cut = await read(`${requests}</table>`, `${remedies}<tr><td`);
    expect(cut(4, 'reconsideration.total')).toBeUndefined();
    const blank = await read(`${requests}</table>`, `${remedies}${row(new Array(15).fill(''))}</table>`);
    expect(blank(4, 'reconsideration.total')?.state).toBe('BLANK');
  });

  test('table 3 in a row: what the row has not is not blank, and its last figure may have gone on', async () => {
    const figures = `${remedies}${row(new Array(15).fill(1))}</table>`;
    for (const end of ['', '<td>1', '<td>1</td><td']) {
      const state = await read(`${requests}<tr><td>2.重复申请</td>${end}`, figures);
      for (const column of ['naturalPerson', 'researchInstitution', 'total'])
        expect(state(3, `unprocessed.duplicate.${column}`)?.state).toBe('UNREADABLE');
      expect(state(3, 'unprocessed.petition.total')?.state).toBe('REPORTED');
      expect(state(4, 'reconsideration.total')?.state).toBe('REPORTED');
    }
  });

  test('the header of table 4, whose last heading is 总计, is no row of table 3', async () => {
    const blanks = (count: number) => new Array<string>(count).fill('');
    const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
    const header = ['', '', '', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const labels = [
      '一、本年新收政府信息公开申请数量',
      '二、上年结转政府信息公开申请数量',
      '（一）予以公开',
      '（二）部分公开',
      '（三）不予公开 | 1.属于国家秘密',
    ];
    const three = [
      header,
      ...labels.map((label) =>
        [...(/^（/.test(label) ? ['', ...label.split(' | ')] : [label]), '', ''].slice(0, 3).concat(zeros),
      ),
    ]
      .map(line)
      .join('\n');
    const four = [
      ['行政复议', ...blanks(4), '行政诉讼', ...blanks(9)],
      [...NAMES, '未经复议直接起诉', ...blanks(4), '复议后起诉', ...blanks(4)],
      [...blanks(5), ...NAMES, ...NAMES],
      new Array(15).fill(0),
    ];
    const state = await read(three, four.map(line).join('\n'));
    expect(state(3, 'concluded.total')?.origin?.printed ?? '').not.toContain('起诉');
    expect(state(4, 'reconsideration.total')?.state).toBe('REPORTED');
  });
});
