/** PDF: figures too wide for their cell, over whose side they go on. */
import { extract } from '../../src/extract/extract';
import { Drawing, drawTable, pdf, type TableCell } from './pdf-writer';
import { shape } from './shape';

const read = async (drawing: Drawing) => shape(await extract(pdf([drawing]), { name: 'a.pdf' }));

const XS = [100, 200, 220, 240];
const HEADINGS = ['事项', '甲', '乙'];

/** A table with a row that is empty but for what is drawn over it; digits are half as wide as `SIZE`. */
function table(draw: (drawing: Drawing) => Drawing): Drawing {
  const drawing = new Drawing();
  const cells = HEADINGS.map((text, column): TableCell => ({ text, row: 0, column }));
  drawTable(
    drawing,
    XS,
    [100, 120, 140],
    [...cells, ...XS.slice(1).map((_, column) => ({ text: '', row: 1, column }))],
    'strokes',
  );
  return draw(drawing);
}

const SIZE = 12;
const ROW = 134;

test.each([
  ['into a blank cell', 208, ['', '307', '']],
  ['out of the table', 233, ['', '', '307']],
  ['from a blank cell', 216.5, ['', '', '307']],
])('a figure that goes on %s is one', async (_, left, row) => {
  expect(await read(table((drawing) => drawing.text(left, ROW, '307', SIZE)))).toEqual([[HEADINGS, row]]);
});

test('so is one whose digits are each a string of its own', async () => {
  const drawing = table((drawing) =>
    drawing.text(210, ROW, '5', SIZE).text(216, ROW, '7', SIZE).text(222, ROW, '1', SIZE),
  );
  expect(await read(drawing)).toEqual([[HEADINGS, ['', '571', '']]]);
});

test('the next cell keeps its own figure', async () => {
  const drawing = table((drawing) => drawing.text(212, ROW, '30', SIZE).text(224.3, ROW, '4', SIZE));
  expect(await read(drawing)).toEqual([[HEADINGS, ['', '30', '4']]]);
  const narrow = table((drawing) => drawing.text(208, ROW, '307', SIZE).text(226.1, ROW, '42', SIZE));
  expect(await read(narrow)).toEqual([[HEADINGS, ['', '307', '42']]]);
});

test('one that is as much in the one cell as in the other is not known', async () => {
  expect(await read(table((drawing) => drawing.text(214, ROW, '57', SIZE)))).toEqual([
    [HEADINGS, ['', '\ufffd', '\ufffd']],
  ]);
});
