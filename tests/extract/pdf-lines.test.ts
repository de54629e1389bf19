/** PDF: which characters of a table without rules stand on one line. */
import { extract } from '../../src/extract/extract';
import { Drawing, pdf } from './pdf-writer';
import { lines } from './shape';

const LABELS = [
  '属于国家秘密',
  '重复申请',
  '保护第三方合法权益',
  '行政执法案卷',
  '行政查询事项',
  '没有现成信息',
  '公开出版物',
  '其他',
];
const top = (row: number) => 200 + 17 * row;

/** Labels with two figures each, which stand so much higher. */
function table(higher: number, drawing = new Drawing()): Drawing {
  for (const [row, label] of LABELS.entries()) {
    drawing
      .text(180, top(row), label)
      .text(400, top(row) - higher, String(row + 10))
      .text(450, top(row) - higher, '0');
  }
  return drawing;
}

const read = async (drawing: Drawing) =>
  lines(await extract(pdf([drawing]), { name: 'a.pdf' })).map((line) => line.replace(/ +/g, ' '));
const ROWS = LABELS.map((label, row) => `${label} ${row + 10} 0`);

test('a figure is on the line that is nearest', async () => {
  const above = new Drawing().text(100, top(0) - 7, '不予').text(100, top(1) - 7, '公开');
  expect(await read(table(3, above))).toEqual(['不予', ROWS[0], '公开', ...ROWS.slice(1)]);
});

test('figures that all stand a little higher than their labels are on the lines of these', async () => {
  const above = new Drawing().text(100, top(2) - 7, '不予').text(100, top(5) - 7, '提供');
  const rows = [...ROWS.slice(0, 2), '不予', ...ROWS.slice(2, 5), '提供', ...ROWS.slice(5)];
  expect(await read(table(4, above))).toEqual(rows);
});

test('words whose characters stand below each other beside the rows are on none of their lines', async () => {
  const drawing = new Drawing();
  for (const [i, character] of [...'三、本年度办理结果'].entries()) drawing.text(72, top(0) + 12.5 * i, character);
  const found = await read(table(3, drawing));
  expect(found.filter((line) => !ROWS.includes(line))).toEqual(['三、本年度办理结果']);
  expect(found.filter((line) => ROWS.includes(line))).toEqual(ROWS);
});

test('characters of any size take no time', async () => {
  const drawing = table(0);
  const size = 1_000_000;
  drawing.text(300 - size / 2, 400 + 0.36 * size, '果', size);
  expect((await read(drawing)).filter((line) => ROWS.includes(line))).toEqual(ROWS);
});
