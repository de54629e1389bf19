/** PDF: tables with rules across and none down, each cell with its own. */
import { extract } from '../../src/extract/extract';
import { Drawing, drawTable, pdf, type TableCell } from './pdf-writer';
import { grids, shape } from './shape';

const XS = [60, 120, 260, 320, 380, 440];
const YS = [100, 120, 140, 160, 180];
const CELLS: TableCell[] = [
  { text: '事项', row: 0, column: 0, rowSpan: 2, columnSpan: 2 },
  { text: '申请人情况', row: 0, column: 2, columnSpan: 3 },
  { text: '自然人', row: 1, column: 2 },
  { text: '商业企业', row: 1, column: 3 },
  { text: '总计', row: 1, column: 4 },
  { text: '办理结果', row: 2, column: 0, rowSpan: 2 },
  { text: '重复申请', row: 2, column: 1 },
  { text: '', row: 2, column: 2 },
  { text: '7', row: 2, column: 3 },
  { text: '7', row: 2, column: 4 },
  { text: '其他', row: 3, column: 1 },
  { text: '25', row: 3, column: 2 },
  { text: '', row: 3, column: 3 },
  { text: '', row: 3, column: 4 },
];
const ROWS = [
  ['事项→2↓2', '申请人情况→3'],
  ['自然人', '商业企业', '总计'],
  ['办理结果↓2', '重复申请', '', '7', '7'],
  ['其他', '25', '', ''],
];

const table = (cells = CELLS, ys = YS): Drawing => {
  const drawing = new Drawing();
  drawTable(drawing, XS, ys, cells, 'across');
  return drawing;
};
const read = async (...pages: Drawing[]) => shape(await extract(pdf(pages), { name: 'a.pdf' }));
const gridsOf = async (...pages: Drawing[]) => grids(await extract(pdf(pages))).length;

/** The same table with one rule where cells meet, cut where a column ends. */
function shared(): Drawing {
  const drawing = new Drawing();
  drawTable(drawing, XS, YS, CELLS, 'none');
  for (const [i, y] of YS.entries()) {
    const [first, skipped] = [i === 1 ? 2 : 0, i === 3 ? 0 : -1];
    for (let column = first; column < 5; column++)
      if (column !== skipped) drawing.line(XS[column]!, y, XS[column + 1]!, y);
  }
  return drawing;
}

test('columns are where the rules of cells end', async () => {
  expect(await read(table().text(60, 80, '前文').text(60, 215, '后文'))).toEqual(['前文', ROWS, '后文']);
});

test('a row alone on the next page, a cell over rows that began on the page before, and a line of the page', async () => {
  const row = [
    { text: '结转', row: 0, column: 0, columnSpan: 2 },
    ...['4', '', '4'].map((text, i) => ({ text, row: 0, column: 2 + i })),
  ];
  expect((await read(table(), table(row, [60, 80]).line(60, 40, 440, 40)))[1]).toEqual([['结转', '4', '', '4']]);
  // Nothing shows that a row alone is drawn so.
  expect(await gridsOf(table(row, [60, 80]))).toBe(0);
  const rest = table(
    [...CELLS.slice(6, 14).map((cell) => ({ ...cell, row: cell.row - 2 })), { ...row[0]!, row: 2 }],
    [60, 80, 100, 120],
  );
  rest.line(XS[0]!, 100, XS[1]!, 100);
  for (let column = 2; column < 5; column++) for (const y of [100, 120]) rest.line(XS[column]!, y, XS[column + 1]!, y);
  expect((await read(rest))[0]).toEqual([
    ['↓2', '重复申请', '', '7', '7'],
    ['其他', '25', '', ''],
    ['结转→2', '', '', ''],
  ]);
});

test('rules that cells share, text over the end of a rule, and a table that is not drawn so, leave lines', async () => {
  expect(await gridsOf(shared())).toBe(0);
  expect(await gridsOf(table().text(300, 113, '法人或其他组织'))).toBe(1);
  expect(await gridsOf(table().text(300, 153, '法人或其他组织'))).toBe(0);
  expect(await gridsOf(table(), shared())).toBe(0);
  // Two pieces of a row in one cell.
  const merged = CELLS.filter(({ row, column }) => row < 2 || column < 2);
  const wide = [2, 3].map((row) => ({ text: '25                3', row, column: 2, columnSpan: 3 }));
  expect(await gridsOf(table([...merged, ...wide]))).toBe(0);
});
