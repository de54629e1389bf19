/** Tables in text and Markdown whose cells are parted by bars, tabs or frames. */
import { extract } from '../../src/extract/extract';
import { shape } from './shape';

const shapeOf = async (lines: readonly string[], name = 'a.txt') =>
  shape(await extract(Buffer.from(lines.join('\n')), { name }));

/** The sign of a blank cell. */
const BLANK = '␢';

test('bars behind each cell: rows as lines with their blank cells; bars that fill up a row are none', async () => {
  expect(await shapeOf(['二、情况', '规章 | 0 | | 3 |', '许可 | 12 |||', '甲 | 乙 | |', '| 丙类 | 5 | 6 |'])).toEqual([
    '二、情况',
    `规章 0 ${BLANK} 3`,
    '许可 12',
    `甲 乙 ${BLANK}`,
    '丙类 5 6',
  ]);
});

test('a row of figures alone keeps its blank first cell', async () => {
  expect(await shapeOf(['维持 | 纠正 | 总计 |', '| 2 | 2 |', '甲 | 乙 | 丙 |'])).toEqual([
    '维持 纠正 总计',
    `${BLANK} 2 2`,
    '甲 乙 丙',
  ]);
});

test('a bar on a line of its own behind each cell', async () => {
  const cells = ['规章', '0', '', '3', '行政', '许可', '1', '2', '3', '4'];
  expect(await shapeOf(['二、情况', ...cells.flatMap((cell) => [cell, '|']), '三、后文'])).toEqual([
    '二、情况',
    '规章',
    '0',
    BLANK,
    ...cells.slice(3),
    '三、后文',
  ]);
});

test('tabs: rows alike are a grid, others lines', async () => {
  const alike = await extract(Buffer.from(['文', '甲\t乙\t\t丁', '1\t\t3\t4', '5\t6\t7\t8', '完'].join('\n')));
  expect(shape(alike)).toEqual([
    '文',
    [
      ['甲', '乙', '', '丁'],
      ['1', '', '3', '4'],
      ['5', '6', '7', '8'],
    ],
    '完',
  ]);
  expect(alike.blocks[1]).toMatchObject({ line: 2 });
  expect(await shapeOf(['甲\t乙', '规章\t1\t\t3', '合计\t', '后文'])).toEqual([
    '甲 乙',
    `规章 1 ${BLANK} 3`,
    '合计 ␢',
    '后文',
  ]);
});

test('bars between cells only: rows alike are a grid, whatever cells are blank at their ends', async () => {
  const content = ['文', '甲 | 乙 | ', ' | 1 | 2', '3 |  | 4', '完'];
  const rows = [
    ['甲', '乙', ''],
    ['', '1', '2'],
    ['3', '', '4'],
  ];
  expect(await shapeOf(content)).toEqual(['文', rows, '完']);
  expect(await shapeOf(['# 文', ...content.slice(1)])).toEqual(['文', rows, '完']);
  const blank = [
    ['甲', '1', ''],
    ['乙', '2', ''],
    ['丙', '', ''],
  ];
  expect(await shapeOf(blank.map((row) => row.join(' | ')))).toEqual([blank]);
});

test('a text with a bar or a tab here and there is no table', async () => {
  expect(await shapeOf(['\t一、情况', '地址：路1号 | 电话：2', '\t二、其他', '后文'])).toEqual([
    '\t一、情况',
    '地址：路1号 | 电话：2',
    '\t二、其他',
    '后文',
  ]);
});

test('Markdown without bars at the ends of rows has blank first and last cells', async () => {
  expect(
    await shapeOf(['第一项 ', '---|---|---', '内容 | 甲 | 乙 ', ' | 1 | ', '单', '', '后文 | 甲'], 'a.md'),
  ).toEqual([[['第一项'], ['内容', '甲', '乙'], ['', '1', ''], ['单']], '后文 | 甲']);
});

test('Markdown whose cells go over lines', async () => {
  const rows = [
    ['内容', '制发', '废止'],
    ['规章', '0', ''],
    ['规范性文件', '12', '3'],
  ];
  const lines = rows.map((row) => `| ${row.map((cell) => `\n\n${cell}\n\n |`).join(' ')}`);
  const ruled = [lines[0]!, '| --- | --- | --- |', ...lines.slice(1), '', '后文'].join('\n').split('\n');
  expect(await shapeOf(ruled, 'a.md')).toEqual([rows, '后文']);
});

test('frames: cells span rows and columns where no line parts them', async () => {
  const frame = [
    '前文',
    '+------+------+------+',
    '| 甲   | 申请人      |',
    '|      +------+------+',
    '| 乙   | 自然 | 总计 |',
    '|      | 人   |      |',
    '+------+------+------+',
    '| 新收 | 3    | -    |',
    '+------+------+------+',
    '后文',
  ];
  for (const name of ['a.txt', 'a.md']) {
    const document = await extract(Buffer.from(frame.join('\n')), { name });
    expect(shape(document)).toEqual([
      '前文',
      [
        ['甲\n乙↓2', '申请人→2'],
        ['自然\n人', '总计'],
        ['新收', '3', '-'],
      ],
      '后文',
    ]);
  }
  const boxed = ['┌──┬──┐', '│甲│1 │', '└──┴──┘'];
  expect(await shapeOf(boxed)).toEqual([[['甲', '1']]]);
  // A frame right below another is a table of its own.
  const next = ['┌─┬────┐', '│2│乙  │', '└─┴────┘'];
  expect(await shapeOf([...boxed, ...next])).toEqual([[['甲', '1']], [['2', '乙']]]);
});

test('frames whose walls stand by the number of characters, or nowhere: each line has a bar for each wall', async () => {
  const expected = [
    ['新收\n申请', '3', ''],
    ['-', '-', '-'],
  ];
  const rule = '+------+---+---+';
  for (const rows of [
    ['| 新收   | 3 |   |', '| 申请   |   |   |', rule, '| -    | - | - |'],
    ['| 新收 | 3 | |', '| 申请 | | |', rule, '| - | - | - |'],
  ])
    expect(await shapeOf([rule, ...rows, rule], 'a.md')).toEqual([expected]);
});

test('a frame whose lines have fewer bars than walls, which do not stand below each other, is text', async () => {
  const document = await extract(Buffer.from(['+---+---+', '| 甲 1 |', '+---+---+'].join('\n')), { name: 'a.md' });
  expect(document.blocks.every((block) => block.type === 'line')).toBe(true);
});

test('tables of LaTeX', async () => {
  const content = [
    '# 报告',
    '\\begin{tabular}{|c|c|p{2cm}|}',
    '\\hline \\multirow{2}{*}{甲} & \\multicolumn{2}{c|}{申请人} \\\\ \\cline{2-3}',
    ' & 自然人 & \\textbf{总计} \\\\ \\hline',
    '新收 & $3$ & \\\\ \\hline',
    '\\end{tabular}',
    '后文',
  ];
  expect(await shapeOf(content, 'a.md')).toEqual([
    '报告',
    [
      ['甲↓2', '申请人→2'],
      ['自然人', '总计'],
      ['新收', '3', ''],
    ],
    '后文',
  ]);
});

test('tables of LaTeX: tables in cells and stacks only break lines, letters of any look are letters', async () => {
  const content = [
    '\\begin{tabular}{|l|l|} \\hline',
    '\\begin{tabular}{l} 商业 \\\\ 企业 \\end{tabular} & \\multicolumn{1}{p{2cm}|}{\\makecell[l]{科研 \\\\ 机构}} \\\\ \\hline',
    '\\textbf{\\makecell{新 \\\\ 收}} & $\\mathbf{12}$ \\\\ \\hline 结转 & \\mathrm{3} \\\\',
    '\\end{tabular}',
    '后文',
  ];
  expect(await shapeOf(content, 'a.md')).toEqual([
    [
      ['商业\n企业', '科研\n机构'],
      ['新\n收', '12'],
      ['结转', '3'],
    ],
    '后文',
  ]);
});

test('frames: marks of Markdown in cells are not printed', async () => {
  const content = ['+--------+------+', '| **甲** | $12$ |', '+--------+------+'];
  expect(await shapeOf(content, 'a.md')).toEqual([[['甲', '12']]]);
});

test('tables whose tags are written with entities', async () => {
  const content = [
    '# 报告',
    '&lt;table border=&quot;1&quot;&gt;&lt;tr&gt;&lt;td colspan=&quot;2&quot;&gt;甲&amp;nbsp;乙&lt;/td&gt;&lt;/tr&gt;',
    '&lt;tr&gt;&lt;td&gt;1&lt;/td&gt;&lt;td&gt;2&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;',
    '1 &lt; 2',
  ];
  expect(await shapeOf(content, 'a.txt')).toEqual(['报告', [['甲 乙→2'], ['1', '2']], '1 < 2']);
});

test.each([
  ['bars', '|\n'.repeat(60_000)],
  ['cells and bars', '甲\n|\n'.repeat(60_000)],
  ['rows of tabs', '甲\t乙\n丙\t\t丁\n'.repeat(30_000)],
  ['frames', '+---+\n|'.repeat(30_000)],
  ['tables of LaTeX', '\\begin{tabular}{c}'.repeat(5_000)],
  ['stacks', `\\begin{tabular}{c}${'\\makecell{'.repeat(30_000)}`],
  ['tags written with entities', '&lt;table&gt;'.repeat(10_000)],
])('endless %s end in bounded time', async (_, content) => {
  const started = Date.now();
  await extract(Buffer.from(content), { name: 'a.md' }).catch((problem) => expect(problem.name).toBe('Problem'));
  await extract(Buffer.from(content), { name: 'a.txt' }).catch((problem) => expect(problem.name).toBe('Problem'));
  expect(Date.now() - started).toBeLessThan(20_000);
});

describe('tables that models write in ways of their own', () => {
  test('tags for each place, which begin a cell or go on with one; text before and behind', async () => {
    const table =
      '<otsl><loc_1><loc_9><ched>甲<ched>乙<lcel><nl><fcel>丙<br>丁<fcel>1<ecel><nl><ucel><fcel>2<fcel>3<nl></otsl>';
    const rows = [
      ['甲', '乙→2'],
      ['丙\n丁↓2', '1', ''],
      ['2', '3'],
    ];
    expect(await shapeOf(['前文', '', `${table}后文`], 'a.md')).toEqual(['前文', rows, '后文']);
    expect(await shapeOf(['<fcel>甲<fcel>乙<nl>', '<fcel>1<fcel>2<nl>', '后文'])).toEqual([
      [
        ['甲', '乙'],
        ['1', '2'],
      ],
      '后文',
    ]);
  });

  test('blocks of code: CSV, whose rows of another length are a cell; tabs', async () => {
    const csv = ['```csv', '项目,数量,金额', '甲,1,"1,200"', '乙,1,200,3', '丙,5,6', '丁,7,8', '```', '后文'];
    expect(await shapeOf(csv, 'a.md')).toEqual([
      [
        ['项目', '数量', '金额'],
        ['甲', '1', '1,200'],
        ['乙,1,200,3', '…', '…'],
        ['丙', '5', '6'],
        ['丁', '7', '8'],
      ],
      '后文',
    ]);
    expect(await shapeOf(['```', '甲\t乙\t丙', '\t1\t2', '```'], 'a.md')).toEqual([
      [
        ['甲', '乙', '丙'],
        ['', '1', '2'],
      ],
    ]);
    expect(await shapeOf(['```text', '一是甲，二是乙', '```'], 'a.md')).toEqual(['一是甲，二是乙']);
  });

  test('cells that are emphasised as a whole; underlined figures in formulas', async () => {
    expect(
      await shapeOf(['| *甲* | ***乙*** | _3_ |', '|---|---|---|', '| $\\underline{4}$ | 5* | *6 |'], 'a.md'),
    ).toEqual([
      [
        ['甲', '乙', '3'],
        ['4', '5*', '*6'],
      ],
    ]);
    const tags = '<table><tr><td>_甲_</td><td>**1**</td></tr><tr><td>a_b_c</td><td>`2`</td></tr></table>';
    expect(await shapeOf([tags], 'a.md')).toEqual([
      [
        ['甲', '1'],
        ['a_b_c', '2'],
      ],
    ]);
  });

  test('marks of lists before labels in cells', async () => {
    expect(await shapeOf(['| - 1.甲类 | - |', '|---|---|', '| • 乙类 | -5 |'], 'a.md')).toEqual([
      [
        ['1.甲类', '-'],
        ['乙类', '-5'],
      ],
    ]);
  });
});
