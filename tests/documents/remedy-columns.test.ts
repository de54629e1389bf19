/** Table 4 in a grid with columns and rows that the form does not have. */
import { extract } from '../../src/extract/extract';
import { parse } from '../../src/parse/parse';
import { readCells, unread } from './read-cells';

const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
const BLOCKS = ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'];
const LABELS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const blank = (count: number) => new Array(count).fill('BLANK');

type Text = string | number;
/** One figure of the last block is not printed. */
const OPEN: Text[] = [3, 1, 2, 4, 10, 2, 0, 5, 1, 8, 6, '', 7, 2, 15];
const READ = [
  [3, 1, 2, 4, 10],
  [2, 0, 5, 1, 8],
  [6, 'BLANK', 7, 2, 15],
];
/** Another row's, with other figures throughout. */
const BEFORE: Text[] = [4, 2, 3, 5, 14, 1, 1, 6, 2, 10, 7, 9, 8, 3, 27];

const cells = (texts: readonly Text[], attributes = '') =>
  texts.map((text) => `<td${attributes}>${text}</td>`).join('');
const row = (texts: readonly Text[]) => `<tr>${cells(texts)}</tr>`;
/** The header, between headings that stand beside it, with other outcomes where these are given. */
const header = (before = '', behind = '', labels = LABELS) =>
  `<tr>${before}<td colspan="5">行政复议</td><td colspan="10">行政诉讼</td>${behind}</tr>
<tr>${cells(labels, ' rowspan="2"')}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>${row([...labels, ...labels])}`;
const beside = (text: string) => `<td rowspan="3">${text}</td>`;
const report = (...rows: readonly string[]) =>
  `<h1>青河县水务局2023年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table>${rows.join('')}</table>`;

async function read(...rows: readonly string[]): Promise<unknown[][]> {
  const at = await readCells('report.html', report(...rows), 4);
  return BLOCKS.map((block) => at(block, OUTCOMES));
}

describe('a column beside the fifteen', () => {
  test.each(['备注', '其中：败诉', '案件总数', '合计', ''])('is left out where it is called "%s"', async (name) => {
    expect(await read(header('', beside(name)), row([...OPEN, 0]))).toEqual(READ);
    expect(await read(header(beside(name)), row([1, ...OPEN]))).toEqual(READ);
  });

  test('is left out where it has the year', async () => {
    expect(await read(header(beside('年度')), row([2023, ...OPEN]))).toEqual(READ);
  });

  test('that nothing is named above takes no figure of a blank cell', async () => {
    const bare = [LABELS, LABELS, LABELS].flat();
    expect(await read(row([...bare, '']), row([...OPEN, 0]))).toEqual([unread(5), unread(5), unread(5)]);
  });
});

test('a figure below a heading that is none of the form’s is of none of its columns', async () => {
  const labels = LABELS.map((label) => (label === '其他结果' ? '终止审理' : label));
  const rows = [header('', '', labels), row(OPEN)];
  expect(await read(...rows)).toEqual(READ.map((own) => own.with(2, 'UNREADABLE')));
  const { notices } = parse(await extract(Buffer.from(report(...rows)), { name: 'report.html' }));
  expect(notices).toContainEqual(
    expect.objectContaining({
      code: 'COLUMNS_DIFFER',
      zh: expect.stringContaining('“终止审理”'),
      cells: BLOCKS.map((id) => `${id}.otherOutcome`),
    }),
  );
});

test('bad prints and pieces of the form’s headings are headings of the form', async () => {
  const labels = ['结果维持', '结呆纠正', '其地结果', '尚未审结', '总'];
  expect(await read(header('', '', labels), row(OPEN))).toEqual(READ);
});

test('so are those of two columns that a page set in one, and none in the other', async () => {
  const labels = ['', '结结果果维纠持正', '', '其尚他未结审果结', '总计'];
  const last = row([...LABELS, ...labels]);
  const rows = [header().replace(row([...LABELS, ...LABELS]), last), row(OPEN)];
  expect(rows[0]).toContain('结结果果');
  expect(await read(...rows)).toEqual(READ);
});

test('what a sheet has below its table is no row of it', async () => {
  const texts = ['五、存在的主要问题及改进情况', '本年度收取信息处理费0元。'].map((text) =>
    row([text, ...new Array(15).fill('')]),
  );
  expect(await read(header(beside('')), row(['', ...OPEN]), ...texts)).toEqual(READ);
  const empty = row(new Array(16).fill(''));
  expect(await read(header(beside('')), empty, ...texts)).toEqual([blank(5), blank(5), blank(5)]);
});

test('a row without cells in the header is none of it', async () => {
  const document = await extract(Buffer.from(report(header(), row(OPEN))), { name: 'report.html' });
  const blocks = document.blocks.map((block) => {
    if (block.type !== 'grid') return block;
    const cells = block.cells.map((cell) => (cell.row < 3 ? cell : { ...cell, row: cell.row + 1 }));
    return { ...block, rows: block.rows + 1, cells };
  });
  const { cells } = parse({ ...document, blocks }).tables[4]!;
  expect(cells.get('reconsideration.total')).toMatchObject({ count: 10 });
});

describe('of several rows of figures', () => {
  const titled = header(beside('年度'));
  const own = ['2023年', '2023', '本年'].map((label) => [label, ...OPEN]);
  test.each([
    ...own.map((each) => [[each, ['2022年', ...BEFORE]]] as const),
    [
      [
        ['上年', ...BEFORE],
        ['本年度', ...OPEN],
      ],
    ] as const,
    [
      [
        ['2022', ...BEFORE],
        ['2023', ...OPEN],
      ],
    ] as const,
    [
      [
        ['全县', ...OPEN],
        ['其中：县政府', ...BEFORE],
      ],
    ] as const,
    [
      [
        ['', ...OPEN],
        ['同比增减', ...BEFORE],
      ],
    ] as const,
    [
      [
        ['2022年结转', ...BEFORE],
        ['2023年新收', ...BEFORE],
        ['合计', ...OPEN],
      ],
    ] as const,
  ])('the report’s is read, and its blanks are blank: %#', async (rows) => {
    expect(await read(titled, ...rows.map(row))).toEqual(READ);
  });

  test('one behind a caption of its own is not the report’s', async () => {
    const caption = '<tr><td colspan="15">上年同期：</td></tr>';
    expect(await read(header(), row(OPEN), caption, row(BEFORE))).toEqual(READ);
  });

  test('one of the report’s year may have nothing', async () => {
    const nothing = new Array(15).fill('');
    expect(await read(titled, row(['2023年', ...nothing]), row(['2022年', ...BEFORE]))).toEqual([
      blank(5),
      blank(5),
      blank(5),
    ]);
  });

  test('none is read where none is said to be the report’s', async () => {
    const none = [unread(5), unread(5), unread(5)];
    expect(await read(titled, row(['2021年', ...OPEN]), row(['2022年', ...BEFORE]))).toEqual(none);
    expect(await read(header(), row(OPEN), row(BEFORE))).toEqual(none);
    // Each part has the same figures, which are those of neither.
    expect(await read(titled, row(['上半年', ...OPEN]), row(['下半年', ...OPEN]))).toEqual(none);
    expect(await read(titled, row(['2023年上半年', ...OPEN]), row(['2023年下半年', ...OPEN]))).toEqual(none);
  });

  test('an empty one without a label says nothing', async () => {
    expect(await read(header(), row(OPEN), row(new Array(15).fill('')))).toEqual(READ);
  });
});
