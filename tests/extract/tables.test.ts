/** Spreadsheets, CSV and Markdown. */
import { Workbook } from 'exceljs';
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';
import { zip } from './package';
import { grids, lines, shape } from './shape';

const text = (content: string, name?: string) => extract(Buffer.from(content), { name });

describe('XLSX', () => {
  async function written(fill: (book: Workbook) => void): Promise<Uint8Array> {
    const book = new Workbook();
    fill(book);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  test('sheets, merged cells, blanks, numbers, dates and formulas', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('表二');
      sheet.addRow(['二、主动公开']);
      sheet.addRow([]);
      sheet.addRow(['信息内容', '本年', null]);
      sheet.addRow([null, '制发', '废止']);
      sheet.mergeCells('A3:A4');
      sheet.mergeCells('B3:C3');
      sheet.addRow(['规章', 0, null]);
      sheet.addRow(['收费', 7730.28, { formula: '1+1', result: 2 }]);
      sheet.addRow([
        '日期',
        new Date('2024-01-20T00:00:00Z'),
        { richText: [{ text: '22' }, { text: '（其中修订 16 件）' }] },
      ]);
      book.addWorksheet('藏', { state: 'hidden' }).addRow(['9', '9']);
      book.addWorksheet('Sheet2').addRows([
        ['甲', 1],
        ['乙', 2],
      ]);
    });
    const document = await extract(bytes, { name: 'a.xlsx' });
    expect(document.mediaType).toMatch(/spreadsheetml/);
    expect(shape(document)).toEqual([
      '表二',
      '二、主动公开',
      [
        ['信息内容↓2', '本年→2'],
        ['制发', '废止'],
        ['规章', '0', ''],
        ['收费', '7730.28', '2'],
        ['日期', '2024-01-20', '22（其中修订 16 件）'],
      ],
      [
        ['甲', '1'],
        ['乙', '2'],
      ],
    ]);
    const at = document.blocks.map((block) => block.line);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
  });

  test('hidden rows and columns are passed over; a merge beyond the table ends with it', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('Sheet1');
      sheet.addRows([
        ['题', null, null],
        ['甲', 'x', 1],
        ['藏', 'x', 5],
        ['乙', 'x', 2],
      ]);
      sheet.mergeCells('A1:XFD1');
      sheet.getRow(3).hidden = true;
      sheet.getColumn(2).hidden = true;
    });
    expect(shape(await extract(bytes))).toEqual([[['题→2'], ['甲', '1'], ['乙', '2']]]);
  });

  const workbook = (sheetData: string, more: Record<string, string> = {}) =>
    zip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="Sheet1" r:id="r0" xmlns:r="r"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r0" Type="t/worksheet" Target="worksheets/s.xml"/><Relationship Id="r1" Type="t/sharedStrings" Target="strings.xml"/></Relationships>',
      'xl/strings.xml': '<sst><si><t>甲</t><rPh><t>jia</t></rPh></si></sst>',
      'xl/worksheets/s.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
      ...more,
    });

  test('cells without references, stored numbers of 17 digits, inline strings', async () => {
    const row =
      '<row><c t="s"><v>0</v></c><c><v>7730.2799999999997</v></c><c t="inlineStr"><is><t>乙</t></is></c><c t="e"><v>#REF!</v></c></row>';
    expect(shape(await extract(workbook(row)))).toEqual([[['甲', '7730.28', '乙', '#REF!']]]);
  });

  test.each([
    ['a string that is missing', workbook('<row><c t="s"><v>7</v></c></row>'), 'DAMAGED_FILE'],
    ['a row number that cannot be', workbook('<row r="0"><c r="A0"><v>1</v></c></row>'), 'DAMAGED_FILE'],
    [
      'a sheet that is missing',
      zip({ 'xl/workbook.xml': '<workbook><sheets><sheet/></sheets></workbook>' }),
      'DAMAGED_FILE',
    ],
    ['no sheets', zip({ 'xl/workbook.xml': '<workbook/>' }), 'DAMAGED_FILE'],
    ['nothing in it', workbook(''), 'EMPTY_FILE'],
    [
      'vast merges',
      workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>1</v></c></row>', {
        'xl/worksheets/s.xml':
          '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD900000"/></mergeCells></worksheet>',
      }),
      'TOO_LARGE',
    ],
    [
      'a vast grid',
      workbook(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>' +
          Array.from({ length: 50 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}"><v>1</v></c></row>`).join(''),
      ),
      'TOO_LARGE',
    ],
  ])('%s', async (_, bytes, code) => {
    await expect(extract(bytes)).rejects.toMatchObject({ name: 'Problem', code });
  });
});

describe('CSV', () => {
  const CONTENT = '二、主动公开,,\n\n信息内容,制发,废止\n规章,0,\n"规范性\n文件","1,035",2\n';
  const SHAPE = [
    '二、主动公开',
    [
      ['信息内容', '制发', '废止'],
      ['规章', '0', ''],
      ['规范性\n文件', '1,035', '2'],
    ],
  ];

  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${CONTENT}`)],
    ['GBK', encodeGbk(CONTENT)],
    ['UTF-16', Buffer.from(`\ufeff${CONTENT}`, 'utf16le')],
  ])('%s', async (_, bytes) => {
    const document = await extract(bytes, { name: 'a.csv' });
    expect(document.mediaType).toBe('text/csv');
    expect(shape(document)).toEqual(SHAPE);
    expect(grids(document)[0]).toMatchObject({ line: 3, rows: 3, columns: 3 });
  });

  test.each(['\t', ';', ','])('the delimiter %j is found, whatever the name', async (delimiter) => {
    const document = await text(
      ['类别', '规章', '许可', '处罚'].map((label, i) => [label, i, '', i].join(delimiter)).join('\r\n'),
      'a.txt',
    );
    expect(document.mediaType).toBe('text/csv');
    expect(grids(document)[0]).toMatchObject({ rows: 4, columns: 4 });
  });

  test('the blank row behind a table is its last one', async () => {
    const document = await text('结果维持,总计\n,\n五、存在的问题,\n人手不足,', 'a.csv');
    expect(shape(document)).toEqual([
      [
        ['结果维持', '总计'],
        ['', ''],
      ],
      '五、存在的问题',
      '人手不足',
    ]);
  });

  test('a text with commas is a text', async () => {
    const document = await text('一, 总体情况\n本局依法公开,及时,准确,完整\n共 3 条,无更正\n二, 主动公开');
    expect(document.mediaType).toBe('text/plain');
  });

  test('a quoted field that does not end', async () => {
    await expect(text('甲,乙\n"1,2\n3,4', 'a.csv')).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
  });

  test('too many cells', async () => {
    await expect(
      extract(Buffer.from('1,2\n'.repeat(50)), { name: 'a.csv', limits: { cells: 60 } }),
    ).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

describe('Markdown', () => {
  test('pipe tables, HTML tables, marks and pictures in order', async () => {
    const content = [
      '# **某局2023年年报**',
      '',
      '发布日期：2024-01-09',
      '![印章](a.png)',
      '| 信息内容 | 制发\\|件 | 废止 |',
      '|:--|--:|:-:|',
      '| 规章 | 0 |  |',
      '| 规范性<br>文件 | **12** | 3',
      '',
      '正文见[专栏](http://a.cn)。<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2<table><tr><td>内</td><td>3</td></tr></table></td></tr></table>后文&nbsp;5',
      '---',
      '- 其他',
    ].join('\n');
    const document = await text(content, 'a.md');
    expect(document).toMatchObject({ mediaType: 'text/markdown', images: 1, meta: { publishedOn: '2024-01-09' } });
    expect(shape(document)).toEqual([
      '某局2023年年报',
      '发布日期：2024-01-09',
      [
        ['信息内容', '制发|件', '废止'],
        ['规章', '0', ''],
        ['规范性\n文件', '12', '3'],
      ],
      '正文见专栏。',
      [['甲', '1']],
      '2',
      [['内', '3']],
      '后文 5',
      '其他',
    ]);
  });

  test('a table that does not end, and one that begins the file', async () => {
    expect(
      shape(await text('<table><tr><td>甲</td><td>1</td></tr></table>\n\n## 二、\n\n<table><tr><td>乙</td><td>2')),
    ).toEqual([[['甲', '1']], '二、', [['乙', '2…']]]);
  });

  test('tables with dashes over their columns, blank lines between rows of several lines, or none; such lines are no cells', async () => {
    const simple = ['  项目     一月   二月', '  -------- ------ ------', '  规章            12', '  规范性   3', ''];
    const parted = [
      '  ------------------------',
      '  项目     一月   二月',
      '  -------- ------ ------',
      '  规章            12',
      '',
      '  规范性   3',
      '  文件',
      '  ------------------------',
    ];
    const open = ['-------- ------ ------', '规章            12', '规范性   3', '-------- ------ ------'];
    const rows = [
      ['规章', '', '12'],
      ['规范性', '3', ''],
    ];
    expect(shape(await text([...simple, ...open].join('\n'), 'a.md'))).toEqual([
      [['项目', '一月', '二月'], ...rows],
      rows,
    ]);
    expect(shape(await text(parted.join('\n'), 'a.md'))).toEqual([
      [
        ['项目', '一月', '二月'],
        ['规章', '', '12'],
        ['规范性\n文件', '3', ''],
      ],
    ]);
    // Quotes that a program takes for two digits wide: a figure of the next column ends the column before it.
    const wide = ['项目     一月 二月', '-------- ---- ----', '规章文件 7    5', '“规章” 7    5'];
    expect(shape(await text(wide.join('\n'), 'a.md'))).toEqual(['项目 一月 二月', '规章文件 7 5', '“规章” 7 5']);
    // Text across the gaps: no table, and the dashes are nothing at all.
    const torn = ['项目  一月', '------ -------', '规章之外 5'];
    expect(shape(await text(torn.join('\n'), 'a.md'))).toEqual(['项目 一月', '规章之外 5']);
  });

  test('quoted tables; formulas print no white space that they do not ask for', async () => {
    const quoted = ['> | 规章 | $ 1 2 $ |', '> |---|---|', '> | 收费 | $\\bf{3 . 5}$ |', '> | 处罚 | $1\\ 2$ |'];
    expect(shape(await text(quoted.join('\n'), 'a.md'))).toEqual([
      [
        ['规章', '12'],
        ['收费', '3.5'],
        ['处罚', '1 2'],
      ],
    ]);
  });

  test('a dash in a text makes no table', async () => {
    expect(lines(await text('甲|乙\n-1 与 2\n丙', 'a.md'))).toEqual(['甲|乙', '-1 与 2', '丙']);
  });

  test.each([
    ['unclosed tables', '<table>'.repeat(20_000)],
    ['endless pipes', `|${'-|'.repeat(50_000)}\n`.repeat(2)],
    ['endless rules', `a|b\n${'-'.repeat(100_000)}x`],
    ['rules of dashes', `${'-- '.repeat(300)}--\n`.repeat(300)],
    ['rows below dashes', `-- --\n${'甲 乙\n'.repeat(30_000)}`],
    ['comments before a page', '<!--'.repeat(100_000)],
  ])('%s end in bounded time', async (_, content) => {
    const started = Date.now();
    await text(content, 'a.md').catch((problem) => expect(problem.name).toBe('Problem'));
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
