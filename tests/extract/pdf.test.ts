/** PDF: lines, ruled tables in the ways that programs draw them, and files that are damaged, locked, scanned or hostile. */
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFNumber, rgb, StandardFonts } from 'pdf-lib';
import { extract } from '../../src/extract/extract';
import { encodeGbk } from './gbk';
import { Drawing, drawTable, hex, pdf, type Ruling, stream, type TableCell } from './pdf-writer';
import { grids, lines, rowsOf, shape } from './shape';

const read = async (...pages: (Drawing | string)[]) => shape(await extract(pdf(pages), { name: 'a.pdf' }));

const XS = [60, 120, 260, 320, 380];
const YS = [100, 120, 140, 175, 195];
const CELLS: TableCell[] = [
  { text: '结\n果', row: 0, column: 0, rowSpan: 2 },
  { text: '申请人情况', row: 0, column: 1, columnSpan: 3 },
  { text: '事项', row: 1, column: 1 },
  { text: '自然人', row: 1, column: 2 },
  { text: '总 计', row: 1, column: 3 },
  { text: '三、办', row: 2, column: 0, rowSpan: 2 },
  { text: '部分公开（区分处理的，只计\n这一情形）', row: 2, column: 1 },
  { text: '12', row: 2, column: 2 },
  { text: '', row: 2, column: 3 },
  { text: '重复申请', row: 3, column: 1 },
  { text: '0', row: 3, column: 2 },
  { text: '1035', row: 3, column: 3 },
];
const ROWS = [
  ['结\n果↓2', '申请人情况→3'],
  ['事项', '自然人', '总 计'],
  ['三、办↓2', '部分公开（区分处理的，只计\n这一情形）', '12', ''],
  ['重复申请', '0', '1035'],
];

/** A grey picture. */
const picture = stream(
  '/Type /XObject /Subtype /Image /Width 200 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceGray',
  Buffer.alloc(40_000, 200),
);

describe('ruled tables', () => {
  test.each<Ruling>(['strokes', 'boxes', 'fills'])('drawn by %s', async (ruling) => {
    const drawing = new Drawing().text(60, 80, '一、前文').text(60, 215, '后文');
    drawTable(drawing, XS, YS, CELLS, ruling);
    expect(await read(drawing)).toEqual(['一、前文', ROWS, '后文']);
  });

  test('places: pages, lines, rows', async () => {
    const [first, second] = [new Drawing().text(60, 60, '甲'), new Drawing().text(60, 60, '丁')];
    drawTable(first, XS, YS, CELLS, 'strokes');
    first.text(280, 800, '- 1 -');
    const document = await extract(pdf([first, second]));
    expect(document.pages).toBe(2);
    expect(document.blocks.map((block) => [block.type, block.page, block.line])).toEqual([
      ['line', 1, 1],
      ['grid', 1, 2],
      ['line', 1, 6],
      ['line', 2, 7],
    ]);
    expect(grids(document)[0]!.cells.map((cell) => cell.line)).toEqual([2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5]);
    expect(grids(document)[0]!.cells.every((cell) => cell.page === 1)).toBe(true);
  });

  test('a table that is open at its sides and goes on over a page break', async () => {
    const drawing = new Drawing();
    for (const y of [100, 120, 140]) drawing.line(60, y, 300, y);
    // The last row has no rule below, the first column none at its left.
    for (const x of [180, 240]) drawing.line(x, 100, x, 160);
    for (const [i, y] of [115, 135, 155].entries())
      drawing
        .text(70, y, `行${i}`)
        .text(190, y, `${i}`)
        .text(250, y, `${i + 5}`);
    expect(await read(drawing)).toEqual([
      [
        ['行0', '0', '5'],
        ['行1', '1', '6'],
        ['行2', '2', '7'],
      ],
    ]);
  });

  test('rules in pieces that do not quite meet, and double rules', async () => {
    const drawing = new Drawing();
    for (const y of [100, 120, 140]) drawing.line(60, y, 118, y).line(121, y + 0.4, 180, y + 0.4);
    for (const x of [60, 120, 180]) drawing.line(x, 102, x, 139).line(x + 1.5, 101, x + 1.5, 138);
    drawing.text(70, 114, '甲').text(130, 114, '1').text(70, 134, '乙').text(130, 134, '2');
    expect(await read(drawing)).toEqual([
      [
        ['甲', '1'],
        ['乙', '2'],
      ],
    ]);
  });

  test('rules of dots, and a dot that is none', async () => {
    const drawing = new Drawing().rectangle(400, 400, 1, 1, 'f');
    for (let x = 60; x <= 180; x += 2) for (const y of [100, 120]) drawing.rectangle(x, y, 1, 1, 'f');
    for (let y = 100; y <= 120; y += 2) for (const x of [60, 100, 180]) drawing.rectangle(x, y, 1, 1, 'f');
    drawing.text(65, 114, '甲').text(110, 114, '6');
    expect(await read(drawing)).toEqual([[['甲', '6']]]);
  });

  test('one string over several columns comes apart at its spaces', async () => {
    const drawing = new Drawing();
    drawTable(
      drawing,
      [60, 100, 140, 180],
      [100, 120],
      [0, 1, 2].map((column) => ({ text: '', row: 0, column })),
      'strokes',
    );
    drawing.text(65, 113, '21      3       108', 10);
    expect(await read(drawing)).toEqual([[['21', '3', '108']]]);
  });

  test('letters one below the other, and vertical writing', async () => {
    const drawing = new Drawing();
    drawTable(
      drawing,
      [60, 90, 120, 200],
      [100, 200],
      [
        { text: '办\n理\n结\n果', row: 0, column: 0 },
        { text: '', row: 0, column: 1 },
        { text: '7', row: 0, column: 2 },
      ],
      'strokes',
    );
    drawing.text(112, 110, '本年度', 9, 'V').text(100, 110, '办理', 9, 'V');
    expect(await read(drawing)).toEqual([[['办\n理\n结\n果', '本年度\n办理', '7']]]);
  });

  test('text turned by a quarter', async () => {
    const drawing = new Drawing();
    drawTable(
      drawing,
      [60, 90, 150],
      [100, 200],
      [
        { text: '', row: 0, column: 0 },
        { text: '7', row: 0, column: 1 },
      ],
      'strokes',
    );
    drawing.raw(`BT /H 9 Tf 0 1 -1 0 80 ${842 - 180} Tm <${hex('不予处理')}> Tj ET`);
    expect(await read(drawing)).toEqual([[['不予处理', '7']]]);
  });

  test('a table within a form with its own coordinates, on a page that is turned', async () => {
    const inner = new Drawing();
    drawTable(
      inner,
      [10, 50, 90],
      [10, 30],
      [
        { text: '甲', row: 0, column: 0 },
        { text: '5', row: 0, column: 1 },
      ],
      'strokes',
      6,
    );
    const form = stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [2 0 0 2 0 -842] /Resources << /Font << /H 6 0 R >> >>',
      String(inner),
    );
    const bytes = pdf([new Drawing().raw('q 1 0 0 1 30 -40 cm /X Do Q')], { objects: [form], page: '/Rotate 180' });
    // Turned by half, a page of so little text is read from what is then its top: the form's text stands upside down.
    const turned = grids(await extract(bytes))[0]!;
    expect(rowsOf(turned)).toEqual([['5', '甲']]);
    const upright = pdf([new Drawing().raw('q 1 0 0 1 30 -40 cm /X Do Q')], { objects: [form] });
    expect(shape(await extract(upright))).toEqual([[['甲', '5']]]);
  });

  test.each([90, 180, 270])('a page that is set turned by %i degrees is read upright', async (rotation) => {
    const drawing = new Drawing().text(60, 80, '一、前文').text(60, 215, '后文');
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    const document = await extract(pdf([drawing], { page: `/Rotate ${rotation}` }));
    expect(shape(document)).toEqual(['一、前文', ROWS, '后文']);
  });

  test('raised digits behind a figure of a cell are the mark of a note', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing.text(341, 186, '12', 5);
    const rows = (await read(drawing))[0] as string[][];
    expect(rows[3]!.slice(1)).toEqual(['0', '1035（注12）']);
  });

  test('light text over a table is a watermark; on a dark ground it is plain to see', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing.raw('0.9 g').text(100, 169, '样稿 2023-01-12 样稿 2023-01-12').raw('0 g');
    drawing.raw('0.1 0.2 0.5 rg').rectangle(60, 220, 200, 20, 'f').raw('0.9 g').text(70, 233, '第1表').raw('0 g');
    expect(await read(drawing)).toEqual([ROWS, '第1表']);
  });

  describe('digits that nobody sees beside a figure are not read', () => {
    const nine = (text = '9') => new Drawing().text(350, 189, text);
    const options = {
      objects: ['<< /Type /OCG /Name (off) >>'],
      catalogue: '/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >>',
      resources: '/ExtGState << /G << /ca 0 >> >> /Properties << /L 100 0 R >>',
    };
    const cases: [string, Drawing][] = [
      ['white', new Drawing().raw(`1 g ${nine()} 0 g`)],
      ['white for print', new Drawing().raw(`0 0 0 0 k ${nine()} 0 g`)],
      ['white outlines', new Drawing().raw(`q 1 G 1 Tr ${nine()} Q`)],
      ['set to be invisible', new Drawing().raw(`q 3 Tr ${nine()} Q`)],
      ['only clipping', new Drawing().raw(`q 7 Tr ${nine()} Q`)],
      ['covering nothing', new Drawing().raw(`q /G gs ${nine()} Q`)],
      ['of half a point', new Drawing().text(350, 189, '9', 0.5)],
      ['drawn together to nothing', new Drawing().raw(`q 0 Tz ${nine()} Q`)],
      ['clipped away', new Drawing().raw(`q 10 10 20 20 re W n ${nine()} Q`)],
      ['in a layer that is switched off', new Drawing().raw(`/OC /L BDC ${nine()} EMC`)],
      ['outside the page', new Drawing().text(-335, 189, '9')],
      ['black on black', new Drawing().rectangle(349, 178, 8, 14, 'f').text(350, 189, '9')],
    ];
    test.each(cases)('%s', async (_, hidden) => {
      const drawing = new Drawing();
      drawTable(drawing, XS, YS, CELLS, 'strokes');
      const document = await extract(pdf([drawing.raw(String(hidden))], options));
      expect(shape(document)).toEqual([ROWS]);
    });

    test('painted over', async () => {
      const drawing = new Drawing().text(322, 189, '8888').raw('1 g').rectangle(320, 175, 60, 20, 'f').raw('0 g');
      drawTable(drawing, XS, YS, CELLS, 'strokes');
      expect(await read(drawing)).toEqual([ROWS]);
    });
  });

  test('what is painted over only in part, or lets through what is below, is seen', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing
      .raw('q 60 647 320 3 re W n 1 g')
      .rectangle(60, 175, 320, 20, 'f')
      .raw('Q q /M gs 1 1 0 rg')
      .rectangle(60, 140, 320, 55, 'f')
      .raw('Q');
    const bytes = pdf([drawing], { resources: '/ExtGState << /M << /BM /Multiply >> >>' });
    expect(shape(await extract(bytes))).toEqual([ROWS]);
  });

  test('rules that are pictures stretched to lines', async () => {
    const drawing = new Drawing();
    for (const y of [100, 120, 140]) drawing.raw(`q 120 0 0 0.7 60 ${842 - y} cm /X Do Q`);
    for (const x of [60, 120, 180]) drawing.raw(`q 0.7 0 0 40 ${x} 702 cm /X Do Q`);
    drawing.text(70, 114, '甲').text(130, 114, '1').text(70, 134, '乙').text(130, 134, '2');
    const dot = '/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray';
    expect(shape(await extract(pdf([drawing], { objects: [stream(dot, Buffer.alloc(4))] })))).toEqual([
      [
        ['甲', '1'],
        ['乙', '2'],
      ],
    ]);
  });

  test('a figure with a line through it is struck out; a line below it, or a rule through it, strikes nothing', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing.text(350, 189, '97').line(349.6, 186, 359.2, 186).line(322, 191, 340, 191);
    expect(await read(drawing)).toEqual([ROWS]);
    const crossed = new Drawing().text(62, 122.5, '12').text(122, 114, '3').text(122, 134, '4');
    for (const y of [100, 120, 140]) crossed.line(60, y, 180, y);
    for (const x of [60, 120, 180]) crossed.line(x, 100, x, 140);
    expect((await read(crossed)).flat(2).join(' ')).toContain('12');
  });

  test('a figure that an annotation strikes out is no figure', async () => {
    const drawing = new Drawing();
    const cells = ['规章', '9 12'].map((text, column) => ({ text, row: 0, column }));
    drawTable(drawing, [60, 120, 180], [100, 120], cells, 'strokes', 6);
    const objects = [
      '<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [120 725 128 740] /QuadPoints [120 740 128 740 120 725 128 725] /AP << /N 101 0 R >> >>',
      // A digit of this size is narrower than a dash.
      stream('/Type /XObject /Subtype /Form /BBox [0 0 8 15]', '0.6 w 2 6 m 5 6 l S'),
    ];
    const file = pdf([drawing], { objects, page: '/Annots [100 0 R]' });
    expect(shape(await extract(file, { name: 'a.pdf' }))).toEqual([[['规章', '12']]]);
  });

  test('large type that lies across the cells of a table is a watermark', async () => {
    const drawing = new Drawing().text(60, 80, '公开', 24);
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing.raw('1 0.6 0.6 rg').text(100, 193, '公开20240115', 30);
    // The same in a cell that is high enough, and shown as a string of its own.
    drawing.text(330, 172, '15', 30);
    expect(await read(drawing)).toEqual(['公开', ROWS]);
  });

  test('text across the page is a watermark', async () => {
    const drawing = new Drawing().text(60, 215, '后文');
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing.raw(`BT /H 30 Tf 0.8 0.6 -0.6 0.8 120 600 Tm <${hex('样稿2023')}> Tj ET`);
    expect(await read(drawing)).toEqual([ROWS, '后文']);
  });

  test('bold type that is drawn twice is read once, equal figures beside each other stay', async () => {
    const drawing = new Drawing().text(60, 100, '11').text(60.3, 100.1, '11').text(90, 100, '11');
    expect(await read(drawing)).toEqual(['11    11']);
  });

  test('a frame around the page and an underline are no tables', async () => {
    const drawing = new Drawing()
      .rectangle(30, 30, 500, 700)
      .text(60, 100, '正文')
      .line(60, 104, 200, 104)
      .text(60, 130, '再文');
    expect(await read(drawing)).toEqual(['正文', '再文']);
  });

  test('the frame of a stamp over a table is no rule of it, and neither is what an annotation draws', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    drawing.rectangle(290, 126, 60, 62).rectangle(292, 128, 56, 58);
    const objects = [
      '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [70 600 350 720] /AP << /N 101 0 R >> >>',
      stream('/Type /XObject /Subtype /Form /BBox [0 0 280 120]', '0 50 m 280 50 l 200 0 m 200 120 l S'),
    ];
    const file = pdf([drawing], { objects, page: '/Annots [100 0 R]' });
    expect(shape(await extract(file, { name: 'a.pdf' }))).toEqual([ROWS]);
  });

  test('boxes around figures are marks: no cells, and no lines through the figures above', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'boxes');
    // One with two sides near those of its cell, one whose upper side goes through a figure of the row above.
    drawing.rectangle(321, 141, 40, 24).rectangle(262, 157.5, 6, 33);
    expect(await read(drawing)).toEqual([ROWS]);
  });

  test('digits over each other are not known; a small picture that hides what is below it hides figures', async () => {
    const table = (draw: (drawing: Drawing) => Drawing) => {
      const drawing = new Drawing();
      drawTable(
        drawing,
        [60, 120, 180],
        [100, 120],
        [
          { text: '规章等办理', row: 0, column: 0 },
          { text: '', row: 0, column: 1 },
        ],
        'strokes',
      );
      return pdf([draw(drawing.text(130, 113, '27', 9))], { objects: [picture] });
    };
    const shown = async (draw: (drawing: Drawing) => Drawing) => {
      const [grid] = grids(await extract(table(draw), { name: 'a.pdf' }));
      return rowsOf(grid!)[0]![1];
    };
    expect(await shown((drawing) => drawing.text(131, 113, '41', 9))).toMatch(/\ufffd/);
    expect(await shown((drawing) => drawing.raw('q 14 0 0 12 128 726 cm /X Do Q').text(131, 113, '41', 9))).toBe('41');
    expect(await shown((drawing) => drawing.text(140, 113, '41', 9))).toBe('2741');
  });

  test('rules as thick as a border may be', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS.slice(1), 'none');
    for (const y of [100, 120, 140, 175, 195]) drawing.raw(`4 w 120 ${842 - y} m 380 ${842 - y} l S`);
    for (const x of [120, 260, 320, 380])
      drawing.raw(`4.5 w ${x} ${842 - (x === 260 || x === 320 ? 120 : 100)} m ${x} 647 l S`);
    const [grid] = (await read(drawing)) as unknown as string[][][];
    expect(grid?.at(-1)?.slice(-3)).toEqual(['重复申请', '0', '1035']);
  });

  test('between rules down and none across are columns, and no cells: their rows are lines', async () => {
    const drawing = new Drawing().line(60, 100, 300, 100).line(60, 180, 300, 180);
    for (const x of [60, 140, 220, 300]) drawing.line(x, 100, x, 180);
    for (const [i, y] of [115, 135, 155, 175].entries())
      drawing
        .text(62, y, `第${i}行`)
        .text(170, y, `${i}`)
        .text(250, y, `${12 * i}`);
    const found = await read(drawing);
    expect(found.map((line) => String(line).replace(/ +/g, ' '))).toEqual([
      '第0行 0 0',
      '第1行 1 12',
      '第2行 2 24',
      '第3行 3 36',
    ]);
  });

  test('figures that a narrow column wraps leave their row one', async () => {
    const drawing = new Drawing();
    const cells = ['规章', '12345\n678', '23456\n7', ''].map((text, column) => ({ text, row: 0, column }));
    drawTable(drawing, [60, 120, 145, 170, 195], [100, 140], cells, 'strokes', 8);
    expect(await read(drawing)).toEqual([[['规章', '12345\n678', '23456\n7', '']]]);
  });

  test('of two columns the left one comes first; text and figures beside each other are no columns', async () => {
    const text = '本机关按照条例的要求编制本报告';
    const drawing = new Drawing();
    for (const [i, y] of [60, 80, 100].entries()) drawing.text(30, y, `左${i}${text}`).text(320, y, `右${i}${text}`);
    const cells = (figure: string) =>
      ['规章', figure, '件', figure].map((cell, i) => ({ text: cell, row: i >> 1, column: i % 2 }));
    drawTable(drawing, [30, 120, 260], [120, 140, 160], cells('1'), 'strokes');
    drawTable(drawing, [320, 400, 540], [140, 160, 180], cells('2'), 'strokes');
    const table = (figure: string) => [
      ['规章', figure],
      ['件', figure],
    ];
    const left = [0, 1, 2].map((i) => `左${i}${text}`);
    const right = [0, 1, 2].map((i) => `右${i}${text}`);
    expect(await read(drawing.text(290, 800, '- 1 -'))).toEqual([...left, table('1'), ...right, table('2'), '- 1 -']);

    const single = new Drawing()
      .text(30, 60, `${text}${text}`)
      .text(30, 80, `${text}${text}`)
      .text(30, 100, `${text}${text}`);
    drawTable(single, [30, 120, 260], [120, 140, 160], cells('1'), 'strokes');
    single.text(320, 155, '见附件');
    expect((await read(single)).length).toBe(5);
  });

  test('shading is no rule, and neither is a curve', async () => {
    const drawing = new Drawing()
      .raw('0.8 g')
      .rectangle(60, 90, 200, 30, 'f')
      .rectangle(60, 120, 200, 30, 'f')
      .raw('0 g 60 700 m 100 720 150 720 200 700 c S');
    expect(await read(drawing.text(70, 110, '甲'))).toEqual(['甲']);
  });
});

describe('text', () => {
  test('columns without rules are lines whose gaps are spaces', async () => {
    const drawing = new Drawing().text(60, 100, '行政许可').text(200, 100, '15').text(260, 101, '0');
    expect(await read(drawing)).toEqual([expect.stringMatching(/^行政许可 {10,}15 {5,}0$/)]);
  });

  test('what stands between two rules across is one line, unless there are two of them', async () => {
    const drawing = new Drawing().line(60, 90, 300, 90).line(120, 108, 300, 108).line(60, 126, 300, 126);
    drawing.text(130, 106, '重复申请').text(200, 99, '15').text(130, 124, '公开出版物').text(200, 117, '220');
    // A group beside both rows, and a label over two lines.
    drawing.text(62, 111, '不予处理').line(60, 150, 300, 150);
    drawing.text(62, 138, '其他').text(62, 148, '处理').text(200, 143, '7');
    expect(lines(await extract(pdf([drawing]))).map((line) => line.replace(/ +/, ' '))).toEqual([
      '重复申请 15',
      '不予处理',
      '公开出版物 220',
      '其他',
      '7',
      '处理',
    ]);
  });

  test.each([0.008, -0.012])(
    'lines that lean by %d, on a page that was scanned askew, are set upright',
    async (lean) => {
      const rows = Array.from({ length: 14 }, (_, i) => `第${i + 10}行政信息公开办理结果`);
      const drawing = new Drawing().raw(`1 ${lean} ${-lean} 1 0 0 cm`);
      for (const [i, label] of rows.entries())
        drawing
          .text(60, 100 + 12 * i, label)
          .text(300, 100 + 12 * i, `${i}`)
          .text(500, 100 + 12 * i, `${7 * i}`);
      const found = await read(drawing);
      expect(found.map((line) => String(line).replace(/ +/g, ' '))).toEqual(
        rows.map((label, i) => `${label} ${i} ${7 * i}`),
      );
    },
  );

  test('underlined words stay on the line that they are a part of', async () => {
    const drawing = new Drawing().text(60, 100, '全年收到申请').text(120, 100, '75').text(132, 100, '件');
    drawing.text(60, 128, '其中自然人共').text(120, 128, '70').text(132, 128, '件');
    drawing.line(120, 102, 132, 102).line(120, 130, 132, 130);
    expect(await read(drawing)).toEqual(['全年收到申请75件', '其中自然人共70件']);
  });

  test('a note that a column wraps stands beside its figure, on the line of its row', async () => {
    const drawing = new Drawing().text(60, 112, '部分公开').text(200, 112, '3').text(260, 112, '15');
    for (const [i, part] of ['12（含自', '然失效 2', '9件）'].entries()) drawing.text(140, 100 + 12 * i, part, 9);
    drawing.text(60, 160, '其他（含').text(60, 172, '7项）');
    expect((await read(drawing)).map((line) => String(line).replace(/ +/g, ' '))).toEqual([
      '部分公开 12（含自然失效29件） 3 15',
      '其他（含',
      '7项）',
    ]);
  });

  test('radicals that a font gives are the characters', async () => {
    expect(await read(new Drawing().text(60, 100, '⾏政⻔户⻚'))).toEqual(['行政门户页']);
  });

  test.each([
    ['UniGB-UCS2-H', hex('规章，许可 12')],
    ['GBK-EUC-H', Buffer.from(encodeGbk('规章，许可 12')).toString('hex')],
  ])('characters by the encoding %s that is not embedded', async (encoding, codes) => {
    const bytes = pdf([new Drawing().raw(`BT /V 10 Tf 1 0 0 1 60 700 Tm <${codes}> Tj ET`)], {
      named: [encoding, 'GB1'],
    });
    expect(lines(await extract(bytes)).map((line) => line.replace(/ +/, ' '))).toEqual(['规章，许可 12']);
  });

  test('the value of a form field that has no looks is seen, unless it is hidden', async () => {
    const form = await PDFDocument.load(pdf([new Drawing().text(60, 100, '行政许可')]));
    for (const [name, value, hidden] of [
      ['a', '12', 0],
      ['b', '7', 2],
    ] as const) {
      const field = form.getForm().createTextField(name);
      field.setText(value);
      field.addToPage(form.getPage(0), { x: 200, y: 734, width: 60, height: 14, borderWidth: 0 });
      const [widget] = field.acroField.getWidgets();
      widget!.dict.delete(PDFName.of('AP'));
      widget!.dict.set(PDFName.of('F'), PDFNumber.of(4 | hidden));
    }
    const bytes = await form.save({ updateFieldAppearances: false });
    expect(lines(await extract(bytes))).toEqual([expect.stringMatching(/^行政许可 +12$/)]);
  });

  test('digits of a font that does not say what its codes stand for are unknown: neither blank nor other characters', async () => {
    const drawing = new Drawing().text(60, 100, '行政许可').raw('BT /V 10 Tf 1 0 0 1 200 742 Tm <001100310032> Tj ET');
    const [line] = lines(await extract(pdf([drawing], { named: ['Identity-H', 'Identity'] })));
    expect(line).toMatch(/^行政许可 +\ufffd{3}$/);
  });

  test('an encoding that is not known is refused, not read in part', async () => {
    const drawing = new Drawing().text(60, 100, '规章').raw('BT /V 10 Tf 1 0 0 1 60 700 Tm <a440> Tj ET');
    await expect(extract(pdf([drawing], { named: ['ETen-B5-H', 'CNS1'] }))).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
      en: expect.stringContaining('ETen-B5-H'),
    });
  });

  test('information of the document', async () => {
    const bytes = pdf([new Drawing().text(60, 100, '文').text(60, 120, '发布日期：2024年2月1日')], {
      information: `/Title <feff${hex('某区年报')}> /CreationDate (D:20240115093000+08'00')`,
    });
    expect((await extract(bytes)).meta).toMatchObject({
      title: '某区年报',
      createdOn: '2024-01-15',
      publishedOn: '2024-02-01',
    });
  });

  test('a document of a library', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage([400, 300]);
    const font = await document.embedFont(StandardFonts.Helvetica);
    page.drawText('Received 12', { x: 50, y: 250, size: 12, font });
    for (const [x, width] of [
      [50, 60],
      [110, 60],
    ] as const)
      page.drawRectangle({ x, y: 200, width, height: 20, borderWidth: 1, borderColor: rgb(0, 0, 0) });
    page.drawText('a b', { x: 55, y: 205, size: 12, font });
    page.drawText('3', { x: 115, y: 205, size: 12, font });
    expect(shape(await extract(await document.save()))).toEqual(['Received 12', [['a b', '3']]]);
  });
});

describe('files that are refused', () => {
  const good = pdf([new Drawing().text(60, 100, '文')]);
  const scan = pdf([new Drawing().raw('500 0 0 700 40 40 cm /X Do')], { objects: [picture] });
  const locked = pdf([new Drawing().text(60, 100, '文')], {
    objects: [`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`],
    trailer: '/Encrypt 100 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]',
  });
  const packed = deflateSync(Buffer.from(String(new Drawing().text(60, 100, '文'.repeat(400)))));
  const broken = Buffer.from(packed);
  broken[broken.length >> 1]! ^= 0xff;
  const form = '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode';
  const bomb = deflateSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 });
  const cases: [string, Buffer, string][] = [
    ['a scan', scan, 'NO_TEXT'],
    ['a page without anything', pdf(['']), 'NO_TEXT'],
    ['characters without a meaning', pdf([new Drawing().text(60, 100, '\ue001\ue002\ue003\ue004')]), 'NO_TEXT'],
    ['a file with a password', locked, 'ENCRYPTED_FILE'],
    ['cut in the middle', good.subarray(0, good.length >> 1), 'DAMAGED_FILE'],
    ['cut before its end mark', good.subarray(0, -8), 'DAMAGED_FILE'],
    ['an update that was cut', Buffer.concat([good, Buffer.from('9 0 obj\n<< /Type')]), 'DAMAGED_FILE'],
    ['a header only', Buffer.from('%PDF-1.4\n%%EOF\n'), 'DAMAGED_FILE'],
    ['a stream that is broken', pdf([new Drawing().raw('/X Do')], { objects: [stream(form, broken)] }), 'DAMAGED_FILE'],
    [
      'a stream that unpacks to too much',
      pdf([new Drawing().raw('/X Do')], { objects: [stream(form, bomb)] }),
      'TOO_LARGE',
    ],
  ];
  test.each(cases)('%s', async (_, bytes, code) => {
    await expect(extract(bytes, { name: 'a.pdf' })).rejects.toMatchObject({
      name: 'Problem',
      code,
      place: { file: 'a.pdf' },
    });
  });

  test('limits of pages, characters and rules, cells and time', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    const bytes = pdf([drawing, drawing]);
    await expect(extract(bytes, { limits: { pages: 1 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(extract(bytes, { limits: { cells: 20 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(extract(bytes, { limits: { elements: 10 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(extract(bytes, { limits: { milliseconds: 0 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  test('a page that says it is wider than any takes no more memory', async () => {
    const drawing = new Drawing();
    drawTable(drawing, XS, YS, CELLS, 'strokes');
    const bytes = pdf([drawing], { page: '/MediaBox [0 0 90000000 842]' });
    expect(grids(await extract(bytes))).toHaveLength(1);
  });

  test('invisible text on the picture of a page is text that was recognised; beside text that is seen it is nothing', async () => {
    const page = 'q 595 0 0 842 0 0 cm /X Do Q';
    const seen = new Drawing().text(60, 100, '看得见的文字');
    const read = async (drawing: Drawing) => {
      const document = await extract(pdf([seen, drawing], { objects: [picture] }));
      return [lines(document), document.recognised];
    };
    expect(await read(new Drawing().raw(`${page} 3 Tr`).text(60, 100, '许可 12'))).toEqual([
      ['看得见的文字', '许可 12'],
      [2],
    ]);
    expect(await read(new Drawing().text(60, 100, '许可 12').raw(page))).toEqual([['看得见的文字', '许可 12'], [2]]);
    expect(await read(new Drawing().raw(page).text(60, 100, '许可 12').raw('3 Tr').text(60, 120, '9'))).toEqual([
      ['看得见的文字', '许可 12'],
      undefined,
    ]);
    expect(await read(new Drawing().raw('3 Tr').text(60, 100, '许可 12'))).toEqual([['看得见的文字'], undefined]);
  });

  test('pictures beside text are counted', async () => {
    const document = await extract(
      pdf([new Drawing().text(60, 60, '表如图').raw('q 500 0 0 700 40 40 cm /X Do Q')], { objects: [picture] }),
    );
    expect([lines(document), document.images]).toEqual([['表如图'], 1]);
  });

  test('forms within forms end in bounded time', async () => {
    const self = stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 100 0 R >> >>',
      '/X Do /X Do /X Do',
    );
    await expect(
      extract(pdf([new Drawing().text(60, 60, '文').raw('/X Do')], { objects: [self] }), {
        limits: { milliseconds: 5000 },
      }).then(lines, (problem) => problem.code),
    ).resolves.toBeDefined();
  });

  test('a page of a hundred thousand rules is a drawing', async () => {
    const drawing = new Drawing().text(60, 60, '图');
    for (let i = 0; i < 50_000; i++) drawing.raw(`${i % 595} 0 m ${i % 595} 842 l S 0 ${i % 842} m 595 ${i % 842} l S`);
    expect(await read(drawing)).toEqual(['图']);
  });
});
