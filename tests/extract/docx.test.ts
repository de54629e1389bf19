/** DOCX: tables, revisions, lists, text boxes, and packages that are damaged or hostile. */
import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx';
import { strToU8, zipSync } from 'fflate';
import { extract } from '../../src/extract/extract';
import { docx, p, r, tbl, tc, tr, zip } from './package';
import { lines, shape } from './shape';

const cell = (text: string, options = {}) =>
  new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)), ...options });

describe('a document of a library', () => {
  const made = () =>
    new Document({
      title: '临江区统计局2022年度报告',
      sections: [
        {
          children: [
            new Paragraph('前言'),
            new Table({
              rows: [
                new TableRow({ children: [cell('结果\n维持', { rowSpan: 2 }), cell('行政诉讼', { columnSpan: 2 })] }),
                new TableRow({ children: [cell('直接'), cell('')] }),
                new TableRow({
                  children: [
                    cell('1'),
                    cell(' 2 '),
                    new TableCell({
                      children: [
                        new Table({ rows: [new TableRow({ children: [cell('内'), cell('7')] })] }),
                        new Paragraph(''),
                      ],
                    }),
                  ],
                }),
              ],
            }),
            new Paragraph('后记'),
          ],
        },
      ],
    });

  test('text, spans and nested tables in order', async () => {
    const document = await extract(await Packer.toBuffer(made()), { name: 'a.docx' });
    expect(shape(document)).toEqual([
      '前言',
      [
        ['结果\n维持↓2', '行政诉讼→2'],
        ['直接', ''],
      ],
      '1',
      '2',
      [['内', '7']],
      '后记',
    ]);
    expect(document.meta).toMatchObject({ title: '临江区统计局2022年度报告' });
    expect(document.mediaType).toMatch(/wordprocessingml/);
  });

  test('merged cells by the library', async () => {
    const table = new Table({
      rows: [
        new TableRow({ children: [cell('甲', { verticalMerge: VerticalMergeType.RESTART }), cell('1')] }),
        new TableRow({ children: [cell('', { verticalMerge: VerticalMergeType.CONTINUE }), cell('2')] }),
        new TableRow({ children: [cell('乙', { verticalMerge: VerticalMergeType.RESTART }), cell('3')] }),
      ],
    });
    const document = await extract(await Packer.toBuffer(new Document({ sections: [{ children: [table] }] })));
    expect(shape(document)).toEqual([[['甲↓2', '1'], ['2'], ['乙', '3']]]);
  });
});

describe('the XML of Word', () => {
  const read = async (body: string, numbering?: string) => shape(await extract(docx(body, numbering)));

  test('revisions are read as accepted', async () => {
    const deleted = `<w:del><w:r><w:delText>9</w:delText></w:r></w:del>`;
    const body =
      p(
        `${r('收到')}${deleted}<w:ins>${r('12')}</w:ins>${r('件')}<w:moveFrom>${r('旧')}</w:moveFrom><w:moveTo>${r('新')}</w:moveTo>`,
      ) +
      p(r('上半'), '<w:rPr><w:del/></w:rPr>') +
      p(r('下半')) +
      tbl(
        tr(tc(p(r('a'))), tc(p(`${deleted}${r('3')}`))),
        `<w:tr><w:trPr><w:del/></w:trPr>${tc(p(r('删')))}${tc(p(r('8')))}</w:tr>`,
      );
    expect(await read(body)).toEqual(['收到12件新', '上半下半', [['a', '3']]]);
  });

  test('hidden text, fields, breaks, tabs and symbols', async () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const body = p(
      `${r('甲')}${r('隐', '<w:vanish/>')}${r('显', '<w:vanish w:val="0"/>')}<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:sym w:char="221A"/></w:r>${field}${r('5')}`,
    );
    expect(await read(body)).toEqual(['甲显 乙', '丙√5']);
  });

  test('text that is struck out, and raised marks of notes in cells', async () => {
    const raised = '<w:vertAlign w:val="superscript"/>';
    const struck = r('9', '<w:strike/>') + r('8', '<w:dstrike/>');
    expect(
      await read(p(r('面积5m') + r('2', raised)) + tbl(tr(tc(p(struck + r('12') + r('1', raised))) + tc(p(r('0')))))),
    ).toEqual(['面积5m2', [['12（注1）', '0']]]);
  });

  test('marks of notes that styles raise; a paragraph whose style raises all of it is a figure', async () => {
    const style = (id: string, looks: string, more = '') =>
      `<w:style w:styleId="${id}">${more}<w:rPr>${looks}</w:rPr></w:style>`;
    const up = '<w:vertAlign w:val="superscript"/>';
    const styles = [
      style('up', up),
      style('up2', '<w:b/>', '<w:basedOn w:val="up"/>'),
      style('high', '<w:position w:val="8"/>'),
      style('ref', '', '<w:name w:val="footnote reference"/>'),
    ].join('');
    const mark = (id: string) => `<w:rStyle w:val="${id}"/>`;
    const base = '<w:vertAlign w:val="baseline"/>';
    const raised = '<w:pStyle w:val="up2"/>';
    const cells = [
      p(r('12') + r('1', mark('up'))),
      p(r('12') + r('1', mark('up2'))),
      p(r('12') + r('3', mark('up') + base)),
      p(r('12') + r('1', mark('high'))),
      p(r('12') + r('1', mark('ref'))),
      p(r('1') + r('2'), raised),
      p(r('12', base) + r('1'), raised),
      p(r('12') + r('1', '<w:vertAlign w:val="subscript"/>')),
    ];
    const document = docx(tbl(tr(...cells.map((each) => tc(each)))), '', {
      'word/styles.xml': `<w:styles xmlns:w="w">${styles}</w:styles>`,
    });
    const [row] = shape(await extract(document, { name: 'a.docx' }));
    const noted = '12（注1）';
    expect(row).toEqual([[noted, noted, '123', noted, noted, '12', noted, '12\ufffd1']]);
  });

  test('a number that stands higher than the text before it is the mark of a note, and none where all of the figure does', async () => {
    const at = (position: number) => `<w:position w:val="${position}"/>`;
    const cells = [
      r('12') + r('3', at(8)),
      r('12', at(8)) + r('3', at(8)),
      r('12', at(-2)) + r('3'),
      r('7', at(6)),
      r('12') + r('3', at(2)),
    ];
    expect(await read(tbl(tr(...cells.map((cell) => tc(p(cell))))))).toEqual([
      [['12（注3）', '123', '123', '7', '123']],
    ]);
  });

  test('pages that the file holds as they are stand where the text has them', async () => {
    const page = '<html><body><p>前文</p><table><tr><td>规章</td><td>12</td></tr></table></body></html>';
    const saved = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="x"',
      '',
      '--x',
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: 8bit',
      '',
      page,
      '--x--',
      '',
    ].join('\r\n');
    for (const chunk of [page, saved]) {
      const body = `${p(r('甲'))}${'<w:altChunk xmlns:r="urn:r" r:id="r2"/>'.repeat(2)}${p(r('乙'))}`;
      const document = await extract(docx(body, '', { 'word/chunk.mht': chunk }), { name: 'a.docx' });
      expect(shape(document)).toEqual(['甲', '前文', [['规章', '12']], '乙']);
    }
  });

  test('text that styles hide or strike out, white text on white, and type of a point', async () => {
    const style = (id: string, type: string, properties: string) =>
      `<w:style w:type="${type}" w:styleId="${id}">${properties}</w:style>`;
    const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${
      style('h', 'character', '<w:rPr><w:vanish/></w:rPr>') +
      style('s', 'character', '<w:basedOn w:val="t"/>') +
      style('t', 'character', '<w:rPr><w:strike/></w:rPr>') +
      style('p', 'paragraph', '<w:rPr><w:vanish/></w:rPr>') +
      style('g', 'table', '<w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr>')
    }</w:styles>`;
    const white = '<w:color w:val="FFFFFF"/>';
    const hidden =
      r('1', '<w:rStyle w:val="h"/>') + r('2', '<w:rStyle w:val="s"/>') + r('3', white) + r('4', '<w:sz w:val="2"/>');
    const shown =
      r('5', '<w:rStyle w:val="h"/><w:vanish w:val="0"/>') + r('6', `${white}<w:shd w:val="clear" w:fill="000000"/>`);
    const body =
      tbl(
        tr(tc(p(hidden + shown)), tc(p(r('7')) + p(r('8'), '<w:pStyle w:val="p"/>'))),
        tr(tc(p(r('9', white)), '<w:shd w:val="clear" w:fill="C00000"/>'), tc(p(r('0', white)))),
      ) + tbl(tr(tc(p(r('甲', white))))).replace('<w:tblPr/>', '<w:tblPr><w:tblStyle w:val="g"/></w:tblPr>');
    expect(shape(await extract(docx(body, '', { 'word/styles.xml': styles })))).toEqual([
      [
        ['56', '7'],
        ['9', ''],
      ],
      '甲',
    ]);
  });

  test('codes of fields, also fields in them, are not shown; nor is what asks for the content of a control', async () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const inner = `${mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${mark('separate')}${r('3')}${mark('end')}`;
    const field = `${mark('begin')}${r('=2*')}${inner}${mark('separate')}${r('6')}${mark('end')}`;
    const asks = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('输入数字1')}</w:sdtContent></w:sdt>`;
    expect(await read(p(`${r('第')}${field}${r('页')}`) + tbl(tr(tc(p(asks)), tc(p(r('4'))))))).toEqual([
      '第6页',
      [['', '4']],
    ]);
  });

  test('symbols of fonts: digits are digits, others in a cell are no blank', async () => {
    const symbol = (font: string, char: string) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`;
    const digits = symbol('Symbol', 'F031') + symbol('宋体', 'F032');
    const table = tbl(tr(tc(p(digits)), tc(p(symbol('Wingdings', 'F081')))));
    expect(await read(p(symbol('Wingdings', 'F06C') + r('甲')) + table)).toEqual(['甲', [['12', '\ufffd']]]);
  });

  test('a text box with a few words over a cell is a note, what is read out above characters is no part of them', async () => {
    const box = `<w:r><w:pict><w:txbxContent>${p(r('12'))}</w:txbxContent></w:pict></w:r>`;
    const ruby = `<w:r><w:ruby><w:rt>${r('1')}</w:rt><w:rubyBase>${r('5')}</w:rubyBase></w:ruby></w:r>`;
    expect(await read(tbl(tr(tc(p(r('7') + box)), tc(p(box)), tc(p(ruby)))))).toEqual([
      [['7\n（注：12）', '（注：12）', '5']],
    ]);
  });

  test('cells merged down and across in the manner of old files', async () => {
    const across = (value: string) => `<w:hMerge w:val="${value}"/>`;
    const down = (value: string) => `<w:vMerge w:val="${value}"/>`;
    const empty = (properties: string) => tc(p(''), properties);
    const body = tbl(
      tr(
        tc(p(r('甲')), across('restart') + down('restart')),
        empty(across('continue') + down('restart')),
        tc(p(r('1'))),
      ),
      tr(empty(across('restart') + down('continue')), empty(across('continue') + down('continue')), tc(p(r('2')))),
      tr(tc(p(r('3'))), tc(p(r('4'))), tc(p(r('5')))),
    );
    expect(await read(body)).toEqual([[['甲→2↓2', '1'], ['2'], ['3', '4', '5']]]);
  });

  test('numbers of lists are printed before their paragraphs', async () => {
    const level = (i: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="5">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCountingThousand', '（%2）')}${level(2, 'decimal', '%3.')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>`;
    const item = (text: string, i: number) =>
      p(r(text), `<w:numPr><w:ilvl w:val="${i}"/><w:numId w:val="1"/></w:numPr>`);
    const body =
      item('甲', 0) +
      item('子', 1) +
      item('丑', 1) +
      item('细', 2) +
      p(r('乙'), '<w:pStyle w:val="二"/>') +
      item('寅', 1) +
      p(r('无'), '<w:pStyle w:val="一"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(await read(body, numbering)).toEqual(['一、甲', '（一）子', '（二）丑', '1.细', '二、乙', '（一）寅', '无']);
  });

  test('text boxes come once, after their paragraph', async () => {
    const box = (text: string) =>
      `<w:txbxContent>${p(r(text))}${tbl(tr(tc(p(r('框'))), tc(p(r('1')))))}</w:txbxContent>`;
    const body = p(
      `${r('段')}<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>${box('新框')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('旧框')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    );
    expect(await read(body)).toEqual(['段', '新框', [['框', '1']]]);
  });

  test('content controls around rows and cells, columns skipped at the start of a row', async () => {
    const body = tbl(
      tr(tc(p(r('题')), '<w:gridSpan w:val="3"/>')),
      `<w:sdt><w:sdtContent>${tr(tc(p(r('甲'))), `<w:sdt><w:sdtContent>${tc(p(r('1')))}</w:sdtContent></w:sdt>`, tc(p('')))}</w:sdtContent></w:sdt>`,
      `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${tc(p(r('2')))}</w:tr>`,
    );
    const document = await extract(docx(body));
    expect(shape(document)).toEqual([[['题→3'], ['甲', '1', ''], ['2']]]);
    expect(document.blocks[0]).toMatchObject({
      cells: expect.arrayContaining([expect.objectContaining({ text: '2', row: 2, column: 2 })]),
    });
  });

  test('a vMerge goes on only in its own column', async () => {
    const merge = (value?: string) => (value ? `<w:vMerge w:val="${value}"/>` : '<w:vMerge/>');
    const body = tbl(
      tr(tc(p(r('甲')), merge('restart')), tc(p(r('1')))),
      tr(tc(p(''), merge()), tc(p(''), merge())),
      tr(tc(p(r('乙'))), tc(p(r('2')))),
    );
    expect(await read(body)).toEqual([[['甲↓2', '1'], [''], ['乙', '2']]]);
  });

  test('pictures are counted', async () => {
    expect((await extract(docx(p('<w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r>')))).images).toBe(1);
  });

  test('any prefix of the namespace', async () => {
    const main =
      '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>文</x:t></x:r></x:p></x:body></x:document>';
    expect(lines(await extract(zip({ 'word/document.xml': main })))).toEqual(['文']);
  });
});

describe('packages that are refused', () => {
  const good = docx(p(r('文'.repeat(200))));
  const flipped = Uint8Array.from(good);
  // A byte within the packed text of the main part.
  flipped[good.indexOf(0x50, 400) - 60]! ^= 0x10;
  const withFlag = Uint8Array.from(good);
  for (let i = 0; i + 10 < withFlag.length; i++)
    if (withFlag[i] === 0x50 && withFlag[i + 1] === 0x4b && withFlag[i + 2] === 1 && withFlag[i + 3] === 2)
      withFlag[i + 8]! |= 1;

  const cases: [string, Uint8Array, string][] = [
    ['cut in the middle', good.subarray(0, good.length >> 1), 'DAMAGED_FILE'],
    ['cut at the end', good.subarray(0, -10), 'DAMAGED_FILE'],
    ['a changed byte', flipped, 'DAMAGED_FILE'],
    ['an encrypted part', withFlag, 'ENCRYPTED_FILE'],
    ['XML that is not well-formed', zip({ 'word/document.xml': '<w:document><w:body></w:document>' }), 'DAMAGED_FILE'],
    ['XML that ends early', zip({ 'word/document.xml': '<w:document><w:body><w:p>' }), 'DAMAGED_FILE'],
    ['no body', zip({ 'word/document.xml': '<document/>' }), 'DAMAGED_FILE'],
    ['nothing in it', docx(p('')), 'EMPTY_FILE'],
    [
      'entities that grow',
      zip({
        'word/document.xml':
          '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><document><body><p><r><t>&c;</t></r></p></body></document>',
      }),
      'DAMAGED_FILE',
    ],
    [
      'an entity of a file',
      zip({ 'word/document.xml': '<!DOCTYPE a SYSTEM "file:///etc/passwd"><document/>' }),
      'DAMAGED_FILE',
    ],
    ['another archive', zip({ 'a.txt': 'x' }), 'UNSUPPORTED_FORMAT'],
    ['OFD', zip({ 'OFD.xml': '<ofd/>' }), 'UNSUPPORTED_FORMAT'],
    ['ODF', zip({ 'content.xml': '<a/>', mimetype: 'application/vnd.oasis.opendocument.text' }), 'UNSUPPORTED_FORMAT'],
    [
      'a zip bomb',
      zipSync({ 'word/document.xml': new Uint8Array(60 * 1024 * 1024).fill(0x20) }, { level: 9 }),
      'TOO_LARGE',
    ],
    ['deep nesting', docx('<w:sdt>'.repeat(50_000)), 'TOO_LARGE'],
    ['an empty archive', Uint8Array.from([0x50, 0x4b, 5, 6, ...new Uint8Array(18)]), 'UNSUPPORTED_FORMAT'],
  ];
  test.each(cases)('%s', async (_, bytes, code) => {
    const started = Date.now();
    await expect(extract(bytes, { name: 'a.docx' })).rejects.toMatchObject({
      name: 'Problem',
      code,
      place: { file: 'a.docx' },
    });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('a part that states a smaller size than it has', async () => {
    const big = zipSync({ 'word/document.xml': strToU8(' '.repeat(5_000_000)) }, { level: 9 });
    const view = new DataView(big.buffer, big.byteOffset);
    for (let i = 0; i + 30 < big.length; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 1000, true);
    await expect(extract(big)).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
  });

  test('limits can be set', async () => {
    const bytes = docx(tbl(tr(tc(p(r('1'))), tc(p(r('2'))))));
    await expect(extract(bytes, { limits: { cells: 1 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(extract(bytes, { limits: { inflatedBytes: 100 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(extract(bytes, { limits: { elements: 5 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
