/** Recognised tables of which a cell is lost, printed twice, or holds what belongs to the one beside it. */
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

  test('a blank cell that lost its span is blank', async () => {
    const cells = await read({ licensing: ['行政许可', ''] });
    expect(cells('licensing', ['decisions'])).toEqual(['BLANK']);
  });

  test('beside a cell of two figures a blank one is not blank', async () => {
    const cells = await read({ regulations: ['规章', 4, '0<br>3', ''] });
    expect(cells('regulations', COLUMNS)).toEqual([4, 'UNREADABLE', 'UNREADABLE']);
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
    expect(cells('reconsideration', OUTCOMES)).toEqual([2, 0, 'BLANK', 2, 4]);
    expect(cells('directLitigation', OUTCOMES)).toEqual([6, 2, 5, 2, 15]);
    // A block may be added up wrong, so that another cell may be the one too many.
    const wrong = await read([0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    expect(wrong('directLitigation', OUTCOMES)).toEqual(['UNREADABLE', 0, 0, 'UNREADABLE', 1]);
    const unclear = await read([2, 0, '', 2, 2, 3, 6, 2, 5, 2, 15, ...LAST]);
    expect(unclear('reconsideration', OUTCOMES)).toEqual(['UNREADABLE', 'UNREADABLE', 'UNREADABLE', 2, 'UNREADABLE']);
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
