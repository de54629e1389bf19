/** Tables in other shapes than the form's: blocks below each other, headings apart, rows in another order, numbers before the labels. */
import { extract } from '../../src/extract/extract';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS, TABLE4_BLOCKS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

type Row = readonly string[];

const OUTCOMES = OUTCOME_COLUMNS.map(({ zh }) => zh);
const BLOCKS = ['行政复议', '未经复议直接起诉', '复议后起诉'];
const FIGURES = [
  ['1', '2', '', '4', '7'],
  ['0', '5', '6', '', '11'],
  ['3', '', '', '', '3'],
];

const table = (rows: readonly string[]) => `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
const cells = (row: Row) => row.map((text) => `<td>${text}</td>`).join('');
const wide = (text: string, columns: number) => `<td colspan="${columns}">${text}</td>`;
const pipes = (rows: readonly Row[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');

async function read(name: string, ...parts: readonly string[]) {
  const text = ['# 东港县水务局2023年政府信息公开工作年度报告', ...parts].join('\n\n');
  return parse(await extract(Buffer.from(text), { name })).tables;
}

type Tables = Awaited<ReturnType<typeof read>>;

const printed = (tables: Tables, number: 2 | 3 | 4, row: string, columns: readonly string[]) =>
  columns.map((column) => {
    const cell = tables[number]?.cells.get(`${row}.${column}`);
    return cell?.state === 'REPORTED' ? String(cell.count ?? cell.amount) : cell?.state === 'BLANK' ? '' : cell?.state;
  });

const remedies = (tables: Tables) =>
  TABLE4_BLOCKS.map(({ id }) =>
    printed(
      tables,
      4,
      id,
      OUTCOME_COLUMNS.map((column) => column.id),
    ),
  );

describe('table 4', () => {
  test('its blocks one below the other in one grid, with spans and without', async () => {
    const spans = [0, 1, 2].flatMap((i) => [
      ...(i === 1 ? [wide('行政诉讼', 5)] : []),
      wide(BLOCKS[i]!, 5),
      cells(OUTCOMES),
      cells(FIGURES[i]!),
    ]);
    expect(remedies(await read('report.md', table(spans)))).toEqual(FIGURES);
    const rows = [0, 1, 2].flatMap((i) => [[BLOCKS[i]!, '', '', '', ''], OUTCOMES, FIGURES[i]!]);
    expect(remedies(await read('report.md', pipes(rows)))).toEqual(FIGURES);
  });

  test('a figure that another table has blank is said to be in doubt, not to be none', async () => {
    const figures = [...FIGURES[0]!.slice(0, -1), '7件'];
    const one = (row: Row) => table([wide(BLOCKS[0]!, 5), cells(OUTCOMES), cells(row)]);
    const source = ['# 东港县水务局2023年政府信息公开工作年度报告', one(figures.map(() => '')), one(figures)].join(
      '\n\n',
    );
    const { tables, notices } = parse(await extract(Buffer.from(source), { name: 'report.md' }));
    expect(tables[4]!.cells.get('reconsideration.total')!.state).toBe('UNREADABLE');
    const said = notices.find(({ cells: ids }) => ids?.includes('reconsideration.total'))!;
    expect(said.zh).toContain('“7件”，不能确定');
    expect(said.en).toContain('"7件", of which it is not certain');
  });

  test('from top to bottom', async () => {
    const rows = [0, 1, 2].flatMap((i) =>
      OUTCOMES.map((outcome, k) => {
        const block = `<td rowspan="5"${i === 0 ? ' colspan="2"' : ''}>${BLOCKS[i]}</td>`;
        const above = k > 0 ? '' : `${i === 1 ? '<td rowspan="10">行政诉讼</td>' : ''}${block}`;
        return `${above}${cells([outcome, FIGURES[i]![k]!])}`;
      }),
    );
    expect(remedies(await read('report.md', table(rows)))).toEqual(FIGURES);
  });

  test('its blocks beside each other, their outcomes below them', async () => {
    const rows = OUTCOMES.map((outcome, k) => [outcome, ...FIGURES.map((block) => block[k]!)]);
    const names = ['行政复议', '行政诉讼(未经复议直接起诉)', '行政诉讼-复议后起诉'];
    expect(remedies(await read('report.md', pipes([['结果', ...names], ...rows])))).toEqual(FIGURES);
  });

  test('its header and its figures in two grids', async () => {
    const header = [
      `${wide('行政复议', 5)}${wide('行政诉讼', 10)}`,
      `${OUTCOMES.map((outcome) => `<td rowspan="2">${outcome}</td>`).join('')}${wide(BLOCKS[1]!, 5)}${wide(BLOCKS[2]!, 5)}`,
      cells([...OUTCOMES, ...OUTCOMES]),
    ];
    const figures = table([cells(FIGURES.flat())]);
    expect(remedies(await read('report.md', table(header), '- 4 -', figures))).toEqual(FIGURES);
  });

  test('its header cut by a page above the outcomes of litigation', async () => {
    const upper = [wide('行政复议', 5) + wide('行政诉讼', 2), cells([...OUTCOMES, BLOCKS[1]!, BLOCKS[2]!])];
    const lower = [cells([...OUTCOMES.map(() => ''), ...OUTCOMES, ...OUTCOMES]), cells(FIGURES.flat())];
    const tables = await read('report.html', table(upper), '<p>— 3 —</p>', table(lower));
    expect(remedies(tables)).toEqual(FIGURES);
  });

  test('its rows and columns numbered by a program', async () => {
    const rows = [
      ['', ...Array.from({ length: 15 }, (_, i) => String(i))],
      ['0', ...BLOCKS.flatMap((block) => [block, '', '', '', ''])],
      ['1', ...OUTCOMES, ...OUTCOMES, ...OUTCOMES],
      ['2', ...FIGURES.flat()],
    ];
    expect(remedies(await read('report.md', pipes(rows)))).toEqual(FIGURES);
  });

  test('numbered under a heading, above a note and a blank row', async () => {
    const rows = [
      ['序号', ...BLOCKS.flatMap((block) => [block, '', '', '', ''])],
      ['序号', ...OUTCOMES, ...OUTCOMES, ...OUTCOMES],
      ['1', ...FIGURES.flat()],
      ['注：截至12月31日', ...new Array<string>(15).fill('')],
      new Array<string>(16).fill(''),
    ];
    expect(remedies(await read('report.md', pipes(rows)))).toEqual(FIGURES);
    // Figures that cannot be read are not blank, whatever stands below them.
    const torn = rows.map((row, i) => (i === 2 ? ['', '7', ...FIGURES.flat()] : [...row, '']));
    expect(remedies(await read('report.md', pipes(torn))).flat()).not.toContain('');
  });

  test('a blank cell behind figures whose headings lost their spans', async () => {
    const rows = [
      ['行政复议', '行政诉讼', ''],
      [BLOCKS[1]!, BLOCKS[2]!, ''],
      [...OUTCOMES, ...OUTCOMES, ...OUTCOMES, ''],
    ];
    const figures = cells([...FIGURES.flat(), '']);
    expect(remedies(await read('report.md', table([...rows.map(cells), figures])))).toEqual(FIGURES);
  });
});

const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const COLUMN_IDS = APPLICANT_COLUMNS.map(({ id }) => id);

test('rows of table 3 in another order, one label spoilt: no figure goes to another row, though all sums hold', async () => {
  const counts: Readonly<Record<string, string>> = {
    received: '17',
    'unprocessed.duplicate': '6',
    'unprocessed.publishedMaterial': '11',
    concluded: '17',
  };
  const rows = TABLE3_ROWS.filter(({ id }) => !/^otherwise\.(?!unspecified)/.test(id)).map(({ id, number, zh }) => {
    const count = counts[id] ?? '0';
    return cells([`${number}${zh.replace('重复申请', '重夏申请')}`, count, '0', '0', '0', '0', '0', count]);
  });
  const at = rows.findIndex((row) => row.includes('重夏'));
  [rows[at], rows[at + 1]] = [rows[at + 1]!, rows[at]!];
  const tables = await read('report.md', '三、收到和处理政府信息公开申请情况', table(rows));
  expect(printed(tables, 3, 'unprocessed.publishedMaterial', ['total'])).toEqual(['11']);
  expect(printed(tables, 3, 'unprocessed.duplicate', ['total'])).not.toEqual(['11']);
});

test('a heading of the labels that is written out over figures makes no other columns of theirs', async () => {
  const rows = TABLE3_ROWS.filter(({ id }) => id !== 'otherwise.unspecified').map(({ zh }, i) => {
    const figures = [i, 2, 3, 0, 4, 5, i + 14].map(String);
    return [zh, ...figures, '', ''];
  });
  const tables = await read('report.md', pipes([['事项', '事项', '事项', ...NAMES], ...rows]));
  expect(printed(tables, 3, 'granted', COLUMN_IDS)).not.toContain('3');
});

test('table 2 with its paragraphs in another order', async () => {
  const rows = [
    ['第二十条第（八）项', '', '', ''],
    ['信息内容', '本年收费金额（单位：万元）', '', ''],
    ['行政事业性收费', '1.5', '', ''],
    ['第二十条第（六）项', '', '', ''],
    ['信息内容', '本年处理决定数量', '', ''],
    ['行政处罚', '4', '', ''],
    ['行政强制', '', '', ''],
    ['第二十条第（五）项', '', '', ''],
    ['信息内容', '本年处理决定数量', '', ''],
    ['行政许可', '61', '', ''],
    ['第二十条第（一）项', '', '', ''],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '', '1', '2'],
    ['行政规范性文件', '0', '', '12'],
  ];
  const tables = await read('report.md', pipes(rows));
  const decided = ['penalties', 'coercion', 'licensing'].map((row) => printed(tables, 2, row, ['decisions'])[0]);
  expect(decided).toEqual(['4', '', '61']);
  expect(printed(tables, 2, 'fees', ['amount'])).toEqual(['1.5']);
  expect(printed(tables, 2, 'normativeDocuments', ['issued', 'repealed', 'inForce'])).toEqual(['0', '', '12']);
});

test('table 3 with the numbers of its labels in a column of their own', async () => {
  const rows = TABLE3_ROWS.filter(({ id }) => id !== 'otherwise.unspecified').map(({ id, number, zh, group }) => {
    const figures = ['received', 'refused.thirdPartyRights', 'concluded'].includes(id) ? '8' : '0';
    const before = TABLE3_GROUPS.find((each) => each.id === group);
    return [before ? before.number + before.zh : '', number, zh, figures, '', '0', '0', '0', '0', figures].map((text) =>
      text.replace(/^(\d)\.$/, '$1'),
    );
  });
  const tables = await read('report.md', pipes([['', '', '项目', ...NAMES], ...rows]));
  expect(printed(tables, 3, 'refused.thirdPartyRights', COLUMN_IDS)).toEqual(['8', '', '0', '0', '0', '0', '8']);
});

test('table 3 with its rows as columns; labels that stand above each other show no columns', async () => {
  const rows = TABLE3_ROWS.filter(({ id }) => id !== 'otherwise.unspecified');
  const labels = rows.map(({ number, zh }) => `${number}${zh}`);
  const figures = rows.map((_, i) => [String(3 * i), '0', '0', '2', '0', '0', String(3 * i + 2)]);
  const applicants = APPLICANT_COLUMNS.map(({ zh }, column) => [zh, ...figures.map((row) => row[column]!)]);
  const tables = await read('report.md', pipes([['申请人情况', ...labels], ...applicants]));
  const columns = APPLICANT_COLUMNS.map(({ id }) => id);
  for (const [i, { id }] of rows.entries()) expect(printed(tables, 3, id, columns)).toEqual(figures[i]);
  const short = [['', ...labels.slice(0, 4)], labels.slice(4, 15), labels.slice(15), ...applicants];
  const lines = short.map((row) => `| ${row.join(' | ')} |`).join('\n');
  const unspread = await read('report.md', '三、收到和处理政府信息公开申请情况', lines);
  expect(printed(unspread, 3, 'refused.thirdPartyRights', columns)).not.toContain('2');
});
