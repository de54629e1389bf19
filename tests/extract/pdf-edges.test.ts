/** PDF: tables that the edge of the page, or of what a program prints on, cuts off; figures that a narrow cell wraps. */
import { extract } from '../../src/extract/extract';
import { Drawing, drawTable, pdf, type TableCell } from './pdf-writer';
import { shape } from './shape';

const read = async (drawing: Drawing) => shape(await extract(pdf([drawing]), { name: 'a.pdf' }));

const YS = [100, 120, 140, 160];
const column = (at: number, texts: readonly string[]): TableCell[] =>
  texts.map((text, row) => ({ text, row, column: at }));
const CELLS = [...column(0, ['事项', '重复申请', '总计']), ...column(1, ['自然人', '3', '4'])];

function table(drawing: Drawing, xs: number[], last: readonly string[]): Drawing {
  drawTable(drawing, xs, YS, [...CELLS, ...column(2, last)], 'strokes');
  return drawing;
}

describe('what stands beyond the edge is unknown', () => {
  const wide = [400, 500, 588, 640];

  test('figures that go on there, blank cells', async () => {
    expect(await read(table(new Drawing(), wide, ['总计', '128', '']))).toEqual([
      [
        ['事项', '自然人', '总'],
        ['重复申请', '3', '\ufffd'],
        ['总计', '4', '\ufffd'],
      ],
    ]);
  });

  test('a figure that ends well before it is whole', async () => {
    const [grid] = await read(table(new Drawing(), [400, 500, 560, 640], ['总计', '7', '15']));
    expect(grid).toEqual([
      ['事项', '自然人', '总计'],
      ['重复申请', '3', '7'],
      ['总计', '4', '15'],
    ]);
  });

  test('the edge may be that of a clip', async () => {
    const drawing = table(new Drawing().raw('q 0 0 500 842 re W n'), [300, 400, 493, 540], ['总计', '128', '']);
    const [grid] = await read(drawing.raw('Q'));
    expect(grid).toEqual([
      ['事项', '自然人', '总'],
      ['重复申请', '3', '\ufffd'],
      ['总计', '4', '\ufffd'],
    ]);
  });

  test('programs may cut the rules themselves', async () => {
    const drawing = new Drawing();
    for (const y of YS) drawing.line(400, y, 595, y);
    for (const x of [400, 500, 570]) drawing.line(x, 100, x, 160);
    for (const { text, row, column: at } of CELLS) drawing.text(403 + 100 * at, 114 + 20 * row, text);
    drawing.text(573, 114, '总计').text(583, 134, '12').text(575, 154, '1');
    const [grid] = await read(drawing);
    expect(grid).toEqual([
      ['事项', '自然人', '总计'],
      ['重复申请', '3', '\ufffd'],
      ['总计', '4', '1'],
    ]);
  });

  test('at the left it is unknown where no label stands in the row', async () => {
    const drawing = new Drawing();
    const cells = [
      ...column(0, ['', '', '']),
      ...column(1, ['自然人', '3', '重复申请']),
      ...column(2, ['总计', '7', '4']),
    ];
    drawTable(drawing, [-40, 60, 160, 260], YS, cells, 'strokes');
    const [grid] = await read(drawing);
    expect(grid).toEqual([
      ['', '自然人', '总计'],
      ['\ufffd', '3', '7'],
      ['', '重复申请', '4'],
    ]);
  });

  test('a table as wide as its page is whole', async () => {
    const [grid] = await read(table(new Drawing(), [0.4, 200, 400, 594.6], ['总计', '7', '']));
    expect(grid).toEqual([
      ['事项', '自然人', '总计'],
      ['重复申请', '3', '7'],
      ['总计', '4', ''],
    ]);
  });
});

test('digits that a narrow cell wraps behind a blank are no rows of their own', async () => {
  const drawing = new Drawing();
  drawTable(
    drawing,
    [60, 85, 110, 135],
    [100, 120, 150],
    column(0, ['维持', '']).concat(column(1, ['纠正', ''])),
    'strokes',
  );
  drawing.line(135, 100, 135, 150).line(110, 100, 135, 100).line(110, 120, 135, 120).line(110, 150, 135, 150);
  for (const x of [60, 85]) drawing.text(x + 14, 132, '1').text(x + 9, 144, '0');
  expect(await read(drawing.text(112, 114, '总计').text(114, 139, '20'))).toEqual([
    [
      ['维持', '纠正', '总计'],
      ['1\n0', '1\n0', '20'],
    ],
  ]);
});
