/** Reports whose text gives one cell a line, or tears labels over rows of a table. */
import type { Document, Grid } from '../../src/extract/document';
import { extract } from '../../src/extract/extract';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { HEADER_WORDS } from './generator/document';
import { Random } from './generator/random';

const HEAD = ['东港县水务局2023年政府信息公开工作年度报告', '二、主动公开政府信息情况'];
const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');

const figuresOf = (id: string) =>
  /^(?:received|granted|concluded)$/.test(id) ? [4, 0, 0, 0, 1, 0, 5] : [0, 0, 0, 0, 0, 0, 0];

function cellByCell(remedies: readonly number[]): string {
  return [
    ...HEAD,
    '三、收到和处理政府信息公开申请情况',
    ...HEADER_WORDS,
    ...ROWS.flatMap((row) => [row.zh, ...figuresOf(row.id).map(String)]),
    '四、政府信息公开行政复议、行政诉讼情况',
    ...['行政复议', '行政诉讼', ...OUTCOMES, '未经复议直接起诉', '复议后起诉', ...OUTCOMES, ...OUTCOMES],
    ...remedies.map(String),
    '五、存在的主要问题及改进情况',
  ].join('\n');
}

const REMEDIES = [10, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 3, 0, 3];

test('a table 4 that does not add up is read as printed, where the whole text is one cell a line', async () => {
  const { tables } = parse(await extract(Buffer.from(cellByCell(REMEDIES))));
  expect([...tables[4]!.cells.values()].map((cell) => cell.count)).toEqual(REMEDIES);
});

test('with a cell more or less, it is unread', async () => {
  for (const figures of [REMEDIES.slice(1), [...REMEDIES, 7]]) {
    const { tables } = parse(await extract(Buffer.from(cellByCell(figures))));
    expect([...tables[4]!.cells.values()].map((cell) => cell.state)).toEqual(new Array(15).fill('UNREADABLE'));
  }
});

const textOf = (lines: readonly (string | number)[]): Document => ({
  mediaType: 'text/plain',
  blocks: lines.map((text, i) => ({ type: 'line', text: String(text), line: i + 1 })),
  meta: {},
  images: 0,
});

/** A grid of rows, every cell in one row and column. */
function gridDocument(rows: readonly (readonly string[])[]): Document {
  const columns = Math.max(...rows.map((row) => row.length));
  const grid: Grid = {
    type: 'grid',
    rows: rows.length,
    columns,
    line: 1,
    cells: rows.flatMap((row, index) =>
      row.map((text, column) => ({ text, row: index, column, rowSpan: 1, columnSpan: 1 })),
    ),
  };
  const lines = HEAD.map((text, i) => ({ type: 'line' as const, text, line: i + 1 }));
  return { mediaType: 'text/plain', blocks: [...lines, grid], meta: {}, images: 0 };
}

test('labels torn over rows: a row beside figures of nobody is never blank, the first of three rows never the one of 2019', () => {
  const torn = ROWS.flatMap((row) => {
    const figures = figuresOf(row.id).map(String);
    const pieces = row.zh.match(/.{1,5}/gu)!;
    return pieces.map((piece, i) => [
      row.zh.startsWith('1.申请人') && i === 0 ? '（六）其他处理' : '',
      piece,
      ...(i === 0 ? figures : ['', '', '', '', '', '', '']),
    ]);
  });
  const { tables } = parse(gridDocument(torn));
  for (const [id, cell] of tables[3]!.cells) {
    expect(cell.state).not.toBe('BLANK');
    const [, row, column] = /^(.*)\.(\w+)$/.exec(id)!;
    const at = ['naturalPerson', '', '', '', 'legalServiceOrganisation', '', 'total'].indexOf(column!);
    if (cell.state === 'REPORTED') expect(cell.count).toBe(at < 0 ? 0 : figuresOf(row!)[at]);
  }
});

test('a header of table 4 that lost its spans does not name the block of fifteen figures', () => {
  const { tables } = parse(
    gridDocument([
      ['行政复议', '行政诉讼'],
      [...OUTCOMES, '未经复议直接起诉', '复议后起诉'],
      [...OUTCOMES, ...OUTCOMES],
      REMEDIES.map(String),
    ]),
  );
  expect([...tables[4]!.cells.values()].map((cell) => cell.count)).toEqual(REMEDIES);
});

test.each([
  ['12.00', 12],
  ['0.0', 0],
  ['零', 0],
])('a count printed as %s is %i', (printed, count) => {
  const { tables } = parse(gridDocument(ROWS.map((row) => [row.zh, ...new Array<string>(7).fill(printed)])));
  expect([...tables[3]!.cells.values()].map((cell) => cell.count)).toEqual(new Array(ROWS.length * 7).fill(count));
});

test.each(['null', '不涉及', '无此项', '一', '一一'])('%s is a mark, never a figure or a blank', (printed) => {
  const { tables } = parse(gridDocument(ROWS.map((row) => [row.zh, ...new Array<string>(7).fill(printed)])));
  expect(new Set([...tables[3]!.cells.values()].map((cell) => cell.state))).toEqual(new Set(['NOT_APPLICABLE']));
});

test('a header of table 2 whose names are cut names no other columns; words under that of table 4 are no blanks', async () => {
  const { tables } = parse(
    gridDocument([
      ['信息内容', '本年新', '本年新', '对外公开总数量'],
      ['规章', '1', '2', '3'],
      ['规范性文件', '4', '5', '6'],
      ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'],
      ['行政许可', '7', '-8', '9'],
    ]),
  );
  const read = ['made', 'newlyPublished', 'publishedTotal'].map(
    (column) => tables[2]!.cells.get(`normativeDocuments.${column}`)!.count,
  );
  expect(read).toEqual([4, 5, 6]);
  const words = cellByCell([]).replace('\n五、', `${'\n暂无'.repeat(15)}\n五、`);
  const remedies = parse(await extract(Buffer.from(words))).tables[4];
  expect([...(remedies?.cells.values() ?? [])].filter((cell) => cell.state !== 'UNREADABLE')).toEqual([]);
});

test('a table whose last column is cut off is not read one column to the right', () => {
  const rows = ROWS.map((row) => {
    const figures = figuresOf(row.id).map(String).slice(0, -1);
    return row.group ? ['', row.zh, ...figures] : [row.zh, '', ...figures];
  });
  const { tables } = parse(gridDocument(rows));
  for (const [id, cell] of tables[3]!.cells)
    if (cell.count) expect(`${id} ${cell.count}`).toMatch(/naturalPerson 4|legalServiceOrganisation 1/);
});

describe('rows without spans, drawn as they come', () => {
  /** Labels that span rows or columns stand once; the row that has the longest ones has a cell more than the others. */
  const drawn = (figures: (id: string) => readonly string[], header: readonly (readonly string[])[]) =>
    parse(
      gridDocument([
        ...header,
        ...ROWS.map((row) => [
          ...(/refused.stateSecret|granted/.test(row.id) ? ['三'] : []),
          row.zh,
          ...figures(row.id),
        ]),
      ]),
    ).tables[3]!;
  const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
  const HEADER = [['申请人情况'], ['自然人', '法人或其他组织', '总计'], NAMES.slice(1, -1)];
  const BLANK = ['', '', '', '', '', '', ''];
  /** Adds up nowhere. */
  const wrong = (id: string) => (id === 'refused.deliberativeProcess' ? ['', '', '', '', '', '', '14'] : BLANK);

  test.each([
    ['its header names all columns, though not above them', HEADER, wrong],
    [
      'other rows have figures in the first column that add up',
      [],
      (id: string) => (id === 'received' ? ['8', '9', '', '', '', '', '17'] : wrong(id)),
    ],
  ])('show that blank cells are blank, whatever the sums say, where %s', (_, header, figures) => {
    const { cells } = drawn(figures, header);
    expect(
      ROWS.flatMap(({ id }) => APPLICANT_COLUMNS.map((column) => cells.get(`${id}.${column.id}`)!.count ?? null)),
    ).toEqual(ROWS.flatMap(({ id }) => figures(id).map((text) => (text === '' ? null : Number(text)))));
    expect([...cells.values()].filter(({ state }) => state === 'UNREADABLE')).toEqual([]);
  });

  test('leave open whether the first blank cell is of the label where nothing shows it', () => {
    const { cells } = drawn(wrong, []);
    expect(cells.get('refused.deliberativeProcess.total')!.state).toBe('UNREADABLE');
  });

  test('have a blank total where its cell is drawn, whatever the balance of the table asks for', () => {
    const figures = (id: string) => (/^(?:granted|concluded)$/.test(id) ? ['5', '', '', '', '', '', '5'] : BLANK);
    const { cells } = drawn((id) => (id === 'received' ? ['5', '', '', '', '', '', ''] : figures(id)), HEADER);
    expect(cells.get('received.total')!.state).toBe('BLANK');
  });
});

test("rows in another order than the form's, one cell a line with signs between, keep their own figures or are unread", async () => {
  const others = ROWS.map((row, i) => ({
    row,
    total: i === 9 ? 3 : i === 10 ? 8 : /^(?:received|concluded)$/.test(row.id) ? 11 : 0,
  }));
  [others[9], others[10]] = [others[10]!, others[9]!];
  const cells = others.flatMap(({ row, total }) =>
    [row.zh, total, 0, 0, 0, 0, 0, total].flatMap((cell) => [cell, '|']),
  );
  const { tables } = parse(
    await extract(Buffer.from([...HEAD, '三、收到和处理政府信息公开申请情况', ...cells].join('\n')), {
      name: 'report.txt',
    }),
  );
  for (const [at, total] of [
    [9, 3],
    [10, 8],
  ] as const) {
    const cell = tables[3]!.cells.get(`${ROWS[at]!.id}.total`)!;
    if (cell.state === 'REPORTED') expect(cell.count).toBe(total);
  }
});

test.each([1, 2, 3, 4])(
  'rows of tabs whose blank cells at the end are cut off have no figure in another column (%i)',
  async (seed) => {
    const random = new Random(seed);
    const printed = new Map(ROWS.map(({ id }) => [id, APPLICANT_COLUMNS.map(() => (random.chance(0.4) ? '' : 0))]));
    const lines = ROWS.map(({ id, zh, group }) => {
      const isBalance = /^(?:received|carried)/.test(id);
      const label = isBalance ? [zh, '', ''] : group ? ['', '', zh] : ['', zh, ''];
      return [...label, ...printed.get(id)!].join('\t').trimEnd();
    });
    const names = APPLICANT_COLUMNS.map((column) => column.zh).join('\t');
    const source = [...HEAD, '三、收到和处理政府信息公开申请情况', `\t\t\t${names}`, ...lines].join('\n');
    const { cells } = parse(await extract(Buffer.from(source), { name: 'report.txt' })).tables[3]!;
    const states = (id: string) => APPLICANT_COLUMNS.map((column) => cells.get(`${id}.${column.id}`)!.state);
    const isRead = (id: string) => !states(id).includes('UNREADABLE');
    expect(ROWS.filter(({ id }) => isRead(id)).length).toBeGreaterThan(5);
    for (const { id } of ROWS)
      if (isRead(id))
        expect([id, states(id)]).toEqual([id, printed.get(id)!.map((text) => (text === '' ? 'BLANK' : 'REPORTED'))]);
  },
);

test('tables of different widths one behind the other, each with tabs for all of its places', async () => {
  const wide = (cells: readonly (string | number)[], width: number) =>
    [...cells, ...new Array<string>(width - cells.length).fill('')].join('\t');
  const figures = (id: string) => (id === 'unavailable.notHeld' ? ['4', '', '7', '0', '', '', ''] : figuresOf(id));
  const three = ROWS.map(({ id, zh, group }) => wide([...(group ? ['', '', zh] : [zh, '', '']), ...figures(id)], 10));
  const header = wide(['', '', '', ...APPLICANT_COLUMNS.map(({ zh }) => zh)], 10);
  const four = [
    ['行政复议', '', '', '', '', '行政诉讼'],
    [...OUTCOMES, '未经复议直接起诉', '', '', '', '', '复议后起诉'],
    ['', '', '', '', '', ...OUTCOMES, ...OUTCOMES],
    REMEDIES,
  ].map((cells) => wide(cells, 15));
  const one = [
    '第二十条第（一）项',
    '信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量',
    '规章\t1\t\t2',
    '规范性文件\t0\t7\t',
  ];
  const source = [
    ...HEAD,
    ...one.map((line) => wide(line.split('\t'), 4)),
    wide([], 4),
    wide(['三、收到和处理政府信息公开申请情况'], 10),
    header,
    ...three,
    wide([], 10),
    wide(['四、因政府信息公开工作被申请行政复议、提起行政诉讼情况'], 10),
    ...four,
  ].join('\n');
  const { tables } = parse(await extract(Buffer.from(source), { name: 'report.txt' }));
  expect([...tables[4]!.cells.values()].map(({ count }) => count)).toEqual(REMEDIES);
  for (const { id } of ROWS)
    for (const [i, column] of APPLICANT_COLUMNS.entries())
      expect([id, tables[3]!.cells.get(`${id}.${column.id}`)!.count ?? '']).toEqual([
        id,
        figures(id)[i] === '' ? '' : Number(figures(id)[i]),
      ]);
});

test('rows of which each cell ends with a tab go over the ends of lines within a cell', async () => {
  const figures = (id: string) => (id === 'unavailable.notHeld' ? ['4', '', '7', '0', '', '', ''] : figuresOf(id));
  const broken = (text: string) => `${text.slice(0, 3)}\n${text.slice(3)}`;
  const lines = ROWS.map(({ id, zh, group }, i) => {
    const label = group ? ['', '', i % 2 ? broken(zh) : zh] : [broken(zh)];
    return `${[...label, ...figures(id)].join('\t')}\t`;
  });
  const names = APPLICANT_COLUMNS.map((column) => column.zh).join('\t');
  const rows = ['规章\t无\t\t0\t', '规范\n性文件\t7\t无\t\t'];
  const rest = [
    '第二十条第（五）项\t',
    '信息内容\t上一年项目数量\t本年增/减\t处理\n决定数量\t',
    '行政许可\t1\t\t2\t',
    '其他对外管理\n服务事项\t0\t0\t9\t',
  ];
  const one = '第二十条第（一）项\t\n信息内容\t本年新制作数量\t本年新\n公开数量\t对外公开总数量\t';
  const source = [
    ...HEAD,
    one,
    ...rows,
    '',
    ...rest,
    '',
    '三、收到和处理政府信息公开申请情况',
    `\t${names}\t`,
    ...lines,
  ].join('\n');
  const { tables } = parse(await extract(Buffer.from(source), { name: 'report.txt' }));
  const shown = (table: 2 | 3, row: string, columns: readonly string[]) =>
    columns.map((column) => {
      const cell = tables[table]!.cells.get(`${row}.${column}`)!;
      return cell.state === 'REPORTED' ? String(cell.count) : cell.state;
    });
  const columns = APPLICANT_COLUMNS.map(({ id }) => id);
  for (const { id } of ROWS)
    expect([id, ...shown(3, id, columns)]).toEqual([
      id,
      ...figures(id).map((text) => (text === '' ? 'BLANK' : String(text))),
    ]);
  const made = ['made', 'newlyPublished', 'publishedTotal'];
  expect(shown(2, 'regulations', made)).toEqual(['NOT_APPLICABLE', 'BLANK', '0']);
  expect(shown(2, 'normativeDocuments', made)).toEqual(['7', 'NOT_APPLICABLE', 'BLANK']);
});

describe('a row that the form of table 2 does not have, one cell a line', () => {
  const rows = (inOrder: (label: string, figures: readonly number[]) => readonly (string | number)[]) =>
    parse(
      textOf([
        ...HEAD,
        '第二十条第（一）项',
        '信息内容 本年制发件数 本年废止件数 现行有效件数',
        ...inOrder('规章', [3, 252, 0]),
        ...inOrder('行政规范性文件', [2, 0, 5]),
        ...inOrder('其他主动公开文件', [7, 8, 9]),
        '第二十条第（五）项',
        '信息内容 本年处理决定数量',
        ...inOrder('行政许可', [134]),
        '第二十条第（六）项',
        '信息内容 本年处理决定数量',
        ...inOrder('行政处罚', [318]),
        ...inOrder('行政强制', [1]),
        '第二十条第（八）项',
        '信息内容 本年收费金额（单位：万元）',
        ...inOrder('行政事业性收费', [74]),
      ]),
    ).tables[2]!;

  test.each([
    ['behind', (label: string, figures: readonly number[]) => [label, ...figures]],
    ['before', (label: string, figures: readonly number[]) => [figures.join(' '), label]],
  ])('has its own figures, %s its label', (_, inOrder) => {
    const cells = [...rows(inOrder).cells.values()].map((cell) => cell.count ?? cell.amount);
    expect(cells).toEqual([3, 252, 0, 2, 0, 5, 134, 318, 1, '74']);
  });
});

test("rows printed in another order than the form's keep their own figures, or are unread", async () => {
  const rows = ROWS.map((row, i) =>
    [row.zh, i === 9 ? '3 0 0 0 0 0 3' : i === 10 ? '8 0 0 0 0 0 8' : '0 0 0 0 0 0 0'].join(' '),
  );
  [rows[9], rows[10]] = [rows[10]!, rows[9]!];
  rows[rows.length - 2] = `${ROWS.at(-2)!.zh} 11 0 0 0 0 0 11`;
  rows[0] = `${ROWS[0]!.zh} 11 0 0 0 0 0 11`;
  const { tables } = parse(
    await extract(Buffer.from([...HEAD, '三、收到和处理政府信息公开申请情况', ...rows].join('\n'))),
  );
  for (const [at, total] of [
    [9, 3],
    [10, 8],
  ] as const) {
    const cell = tables[3]!.cells.get(`${ROWS[at]!.id}.total`)!;
    if (cell.state === 'REPORTED') expect(cell.count).toBe(total);
  }
});

test('a row that lost a cell and was filled up with a blank one is unread', () => {
  const rows = ROWS.map((row) => [row.zh, ...figuresOf(row.id).map(String)]);
  rows[2] = [ROWS[2]!.zh, '4', '0', '0', '0', '1', '5', ''];
  const { tables } = parse(gridDocument(rows));
  const states = ['naturalPerson', 'otherOrganisation', 'total'].map(
    (id) => tables[3]!.cells.get(`granted.${id}`)!.state,
  );
  expect(states).toEqual(['UNREADABLE', 'UNREADABLE', 'UNREADABLE']);
  expect(tables[3]!.cells.get('received.total')!.count).toBe(5);

  const remedies = [10, 1, 0, 0, 11, 2, 0, 0, 2, 0, 0, 3, 0, 3].map(String);
  const read = parse(
    gridDocument([
      ['行政复议', '行政诉讼'],
      [...OUTCOMES, '未经复议直接起诉', '复议后起诉'],
      [...OUTCOMES, ...OUTCOMES],
      [...remedies, ''],
    ]),
  ).tables[4]!;
  for (const [i, cell] of [...read.cells.values()].entries())
    if (cell.state !== 'UNREADABLE')
      expect([i, cell.count]).toEqual([i, [10, 1, 0, 0, 11, 2, 0, 0, 0, 2, 0, 0, 3, 0, 3][i]]);
});

test('a row that lost a cell and is added up wrong is not read as one without a total', () => {
  const rows = ROWS.map((row) => [row.zh, ...figuresOf(row.id).map(String)]);
  rows[0] = [ROWS[0]!.zh, '212', '18', '0', '0', '19', '230'];
  const { cells } = parse(gridDocument(rows)).tables[3]!;
  const states = ['legalServiceOrganisation', 'otherOrganisation', 'total'].map(
    (id) => cells.get(`received.${id}`)!.state,
  );
  expect(states).not.toContain('REPORTED');
});

test('figures behind a blank cell, of a row that ends early, are under their names or a span further right: neither is taken', () => {
  const wide = (label: string, figures: readonly string[]) => [label, '', '', ...figures];
  const rows = ROWS.map((row) => wide(row.zh, figuresOf(row.id).map(String)));
  rows[1] = wide(ROWS[1]!.zh, ['', '1', '0', '0', '1']);
  const { cells } = parse(
    gridDocument([
      wide(
        '',
        APPLICANT_COLUMNS.map(({ zh }) => zh),
      ),
      ...rows,
    ]),
  ).tables[3]!;
  const known = APPLICANT_COLUMNS.map(({ id }) => cells.get(`carriedIn.${id}`)!).filter(
    ({ state }) => state === 'REPORTED',
  );
  expect(known).toEqual([]);
});

test('a table without figures is not blank where the text lost those of the tables beside it', async () => {
  const labels = ROWS.map((row) => row.zh);
  const two = [
    '信息内容',
    '本年制发件数',
    '本年废止件数',
    '现行有效件数',
    '规章',
    '0',
    '行政规范性文件',
    '行政许可',
    '行政处罚',
    '行政强制',
  ];
  const text = [
    ...HEAD,
    ...two,
    '三、收到和处理政府信息公开申请情况',
    '申请人情况',
    '自然人',
    ...labels,
    '五、存在的主要问题及改进情况',
  ];
  const { tables } = parse(await extract(Buffer.from(text.join('\n'))));
  expect([...tables[3]!.cells.values()].filter((cell) => cell.state !== 'UNREADABLE')).toEqual([]);
});
