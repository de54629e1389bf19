/** Tables of recognition and converters whose rows hold other rows, lost cells or spans, or have figures under other columns than their own. */
import { extract } from '../../src/extract/extract';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const REMEDIES = [10, 1, 0, 0, 11, 2, 0, 3, 0, 5, 0, 0, 3, 4, 7];

/** Sums that hold in every row and column. */
const figuresOf = (id: string): number[] => {
  if (id === 'granted') return [4, 0, 0, 0, 1, 0, 5];
  if (id === 'refused.stateSecret') return [8, 3, 0, 0, 0, 0, 11];
  return /^(?:received|concluded)$/.test(id) ? [12, 3, 0, 0, 1, 0, 16] : [0, 0, 0, 0, 0, 0, 0];
};
const blankZeros = (figures: readonly number[]) => figures.map((figure) => (figure === 0 ? '' : String(figure)));

const rowsOf = (cells: (id: string) => readonly string[]) => ROWS.map((row) => [row.zh, ...cells(row.id)]);

const pipes = (rows: readonly (readonly string[])[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');

async function read(...tables: readonly string[]) {
  const text = ['# 东港县水务局2023年政府信息公开工作年度报告', ...tables].join('\n\n');
  return parse(await extract(Buffer.from(text), { name: 'report.md' })).tables;
}

/** Every cell of table 3 that is read with a figure has its own, and blank ones have none. */
function expectNoError(tables: Awaited<ReturnType<typeof read>>, isBlank = false) {
  for (const row of ROWS)
    for (const [i, column] of APPLICANT_COLUMNS.entries()) {
      const cell = tables[3]?.cells.get(`${row.id}.${column.id}`);
      const figure = figuresOf(row.id)[i]!;
      const printed = isBlank && figure === 0 ? undefined : figure;
      if (cell && cell.state !== 'UNREADABLE') expect([row.id, i, cell.count]).toEqual([row.id, i, printed]);
    }
}

const stateOf = (tables: Awaited<ReturnType<typeof read>>, id: string) => tables[3]!.cells.get(id)!.state;

test('two labels in one cell: the figures beside them are of neither', async () => {
  const rows = rowsOf((id) => figuresOf(id).map(String));
  const at = ROWS.findIndex((row) => row.id === 'refused.stateSecret');
  const torn = [...rows];
  torn[at] = [`${rows[at]![0]}<br>${rows[at + 1]![0]}`, ...rows[at]!.slice(1)];
  torn[at + 1] = ['', ...rows[at + 1]!.slice(1)];
  const tables = await read(pipes([['项目', ...NAMES], ...torn]));
  expectNoError(tables);
  expect(stateOf(tables, 'refused.forbiddenByLaw.total')).toBe('UNREADABLE');
  expect(stateOf(tables, 'granted.total')).toBe('REPORTED');

  const joined = rows.map((row, i) =>
    row.map((text, column) => (i === at ? `${text}<br>${rows[at + 1]![column]}` : text)),
  );
  joined.splice(at + 1, 1);
  expectNoError(await read(pipes([['项目', ...NAMES], ...joined])));
});

test('a figure in the row below a label is no other row, and the label is not blank', async () => {
  const rows = ROWS.flatMap((row) => [
    [row.zh, '', '', '', '', '', '', ''],
    ['', ...(row.id === 'granted' ? ['3', '', '', '', '', '', ''] : blankZeros(figuresOf(row.id)))],
  ]);
  expect(stateOf(await read(pipes([['项目', ...NAMES], ...rows])), 'granted.naturalPerson')).toBe('UNREADABLE');
});

test('rows of groups whose cells say that they have no figures leave the rows beside them alone', async () => {
  const rows = ROWS.flatMap((row, i) => [
    ...(row.group && row.group !== ROWS[i - 1]?.group ? [['（三）不予公开', '—', '—', '—', '—', '—', '—', '—']] : []),
    [row.zh, ...blankZeros(figuresOf(row.id))],
  ]);
  const tables = await read(pipes([['项目', ...NAMES], ...rows]));
  expectNoError(tables, true);
  expect([...tables[3]!.cells.values()].filter(({ state }) => state === 'UNREADABLE')).toEqual([]);
});

describe('figures pushed to the left', () => {
  test.each([
    [
      'a column is lost, and rows are filled up',
      (cells: readonly string[]) => [...cells.filter((_, i) => i !== 3), ''],
    ],
    ['a column is lost', (cells: readonly string[]) => cells.filter((_, i) => i !== 3)],
    [
      'blank cells are left out',
      (cells: readonly string[]) => {
        const figures = cells.filter((text) => text !== '');
        return [...figures, ...new Array<string>(7 - figures.length).fill('')];
      },
    ],
  ])('are unread where %s', async (_, push) => {
    expectNoError(await read(pipes([['项目', ...NAMES], ...rowsOf((id) => push(figuresOf(id).map(String)))])));
    expectNoError(await read(pipes([['项目', ...NAMES], ...rowsOf((id) => push(blankZeros(figuresOf(id))))])), true);
  });

  test('of one row are unread, the others are read', async () => {
    const cells = (id: string) => (id === 'granted' ? ['4', '', '', '1', '', '5', ''] : blankZeros(figuresOf(id)));
    const tables = await read(pipes([['项目', ...NAMES], ...rowsOf(cells)]));
    expectNoError(tables, true);
    expect(stateOf(tables, 'granted.total')).toBe('UNREADABLE');
    expect(stateOf(tables, 'refused.stateSecret.total')).toBe('REPORTED');
  });

  test('of table 4 are unread where they add up further right', async () => {
    const figures = ['', '', '5', '', '5', '', '2', '', '', '2', '3', '', '', '', '3'];
    const header = [new Array(15).fill('').map((_, i) => OUTCOMES[i % 5]!)];
    const states = async (row: readonly string[]) =>
      new Set([...(await read(pipes([...header, row])))[4]!.cells.values()].map(({ state }) => state));
    for (const lost of [0, 3, 5])
      expect(await states([...figures.filter((_, i) => i !== lost), ''])).toEqual(new Set(['UNREADABLE']));
    expect(await states(figures)).toEqual(new Set(['BLANK', 'REPORTED']));
  });
});

test('rows without totals are read where a page draws all their cells, though their last figure is the sum of the others', async () => {
  const rows = rowsOf((id) => {
    if (id === 'granted') return ['', '1', '1', '', '', '', ''];
    if (id === 'unprocessed.petition') return ['2', '', '', '2', '', '', ''];
    return /^(?:received|concluded)$/.test(id) ? ['2', '1', '1', '2', '', '', '6'] : new Array<string>(7).fill('');
  });
  const row = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const header = `<tr><td rowspan="2">项目</td><td colspan="7">申请人情况</td></tr>${row(NAMES)}`;
  const tables = await read(`<table>${header}${rows.map(row).join('')}</table>`);
  const cells = (id: string) => APPLICANT_COLUMNS.map((column) => tables[3]!.cells.get(`${id}.${column.id}`)!.count);
  expect(cells('granted')).toEqual([undefined, 1, 1, undefined, undefined, undefined, undefined]);
  expect(cells('unprocessed.petition')).toEqual([2, undefined, undefined, 2, undefined, undefined, undefined]);
  expect(stateOf(tables, 'granted.total')).toBe('BLANK');
});

test('a row of the balance that ends early is unread where the balance fails for several applicants', async () => {
  const figures = (id: string) => (id === 'received' ? ['3', '', '', '1', ''] : figuresOf(id).map(String));
  const rows = rowsOf(figures).map((row) => (row[0] === ROWS[0]!.zh ? row.slice(0, -1) : row));
  const tables = await read(pipes([['项目', ...NAMES], ...rows]));
  expectNoError(tables);
  expect(stateOf(tables, 'received.naturalPerson')).toBe('UNREADABLE');
  expect(stateOf(tables, 'concluded.naturalPerson')).toBe('REPORTED');
});

test('the one row that ends early and without its total may have lost a cell, also of zeros and where others have blank cells', async () => {
  const cells = (id: string) => {
    if (id === 'refused.administrativeQuery') return ['1'];
    if (id === 'carriedIn') return ['0', '', '0', '0'];
    return blankZeros(figuresOf(id));
  };
  const trimmed = (row: readonly string[]) => row.slice(0, row.findLastIndex((text) => text !== '') + 1);
  const tables = await read(pipes([['项目', ...NAMES], ...rowsOf(cells).map(trimmed)]));
  for (const row of ['refused.administrativeQuery', 'carriedIn'])
    for (const column of ['naturalPerson', 'total']) expect(stateOf(tables, `${row}.${column}`)).toBe('UNREADABLE');
  expect(stateOf(tables, 'granted.total')).toBe('REPORTED');
  expect(stateOf(tables, 'unprocessed.petition.total')).toBe('BLANK');
});

test('a label below the name of an applicant has no figures below the others', async () => {
  const rows = rowsOf((id) => figuresOf(id).map(String)).map((row) =>
    row[0] === '予以公开' ? ['三、本年度办理结果', `（一）${row[0]}`, ...row.slice(1, -1), ''] : row,
  );
  const tables = await read(pipes([['项目', ...NAMES], ...rows]));
  expectNoError(tables);
  expect(stateOf(tables, 'granted.total')).toBe('UNREADABLE');
});

test('a sum of table 4 that blank parts leave open does not say which block lost a cell', async () => {
  const figures = ['0', '', '0', '0', '', '0', '0', '0', '', '30', '', '0', '', '0', '11'];
  const header = [...OUTCOMES, ...OUTCOMES, ...OUTCOMES];
  const row = figures.filter((_, i) => i !== 9);
  const { 4: table } = await read(
    `<table>${[header, row].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
  );
  expect(table!.cells.get('directLitigation.total')!.state).toBe('UNREADABLE');
});

test('a sum that is less than its parts may be added up wrong, and does not say which cell of a row is lost', async () => {
  const header = [...OUTCOMES, ...OUTCOMES, ...OUTCOMES];
  const row = [...new Array(10).fill('0'), '28', '0', '15', '5'];
  const cells = (texts: readonly string[]) => texts.map((text): [string] => [text]);
  const { 4: table } = await read(html([header, row].map(cells)));
  expect(table!.cells.get('litigationAfterReconsideration.pending')!.state).toBe('UNREADABLE');
});

test('two years side by side are not one', async () => {
  const rows = rowsOf((id) => figuresOf(id).flatMap((figure) => ['0', blankZeros([figure])[0]!]));
  const { 3: table } = await read(
    pipes([['项目', ...NAMES.flatMap((name) => [`${name}2022年`, `${name}2023年`])], ...rows]),
  );
  expect([...(table?.cells.values() ?? [])].filter(({ state }) => state === 'REPORTED')).toEqual([]);
});

test.each([
  ['whole ones', 7],
  ['rows without totals', 6],
])('a row that ends early among %s lost cells, and has no blank ones', async (_, length) => {
  const isWhole = (id: string) => /^(?:received|carried|concluded)/.test(id);
  const end = (id: string) => (isWhole(id) ? 7 : id === 'refused.thirdPartyRights' ? 5 : length);
  const tables = await read(
    pipes([['项目', ...NAMES], ...rowsOf((id) => figuresOf(id).map(String).slice(0, end(id)))]),
  );
  expect(stateOf(tables, 'refused.thirdPartyRights.otherOrganisation')).toBe('UNREADABLE');
  expect(stateOf(tables, 'refused.stateSecret.naturalPerson')).toBe('REPORTED');
});

test('a blank cell of a row that lost one may stand where the sums ask for a figure', async () => {
  const cells = (id: string) =>
    id === 'refused.stateSecret' ? ['8', '', '0', '0', '0', '11'] : figuresOf(id).map(String);
  const html = [['项目', ...NAMES], ...rowsOf(cells)]
    .map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    .join('');
  const tables = await read(`<table>${html}</table>`);
  const known = ['commercialEnterprise', 'researchInstitution'].map((column) =>
    stateOf(tables, `refused.stateSecret.${column}`),
  );
  expect(known).not.toContain('BLANK');
});

test('a header of table 4 that lost its spans down the rows does not move its blocks', async () => {
  const cell = (text: string | number, span = 1) => `<td colspan="${span}">${text}</td>`;
  const rows = [
    [cell('行政复议', 5), cell('行政诉讼', 10)],
    [cell('未经复议直接起诉', 5), cell('复议后起诉', 5)],
    [...OUTCOMES, ...OUTCOMES, ...OUTCOMES].map((text) => cell(text)),
    REMEDIES.map((figure) => cell(figure)),
  ];
  const { 4: table } = await read(`<table>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</table>`);
  expect([...table!.cells.values()].map(({ count }) => count)).toEqual(REMEDIES);
});

test('a header that lost its spans is known by the rows that add up, though others do not', async () => {
  const cells = (id: string) =>
    id === 'unprocessed.duplicate' ? ['2', '0', '0', '0', '0', '0', '5'] : figuresOf(id).map(String);
  const row = (texts: readonly string[], attributes = '') =>
    `<tr>${texts.map((text, i) => `<td${i === 0 ? attributes : ''}>${text}</td>`).join('')}</tr>`;
  const header = [
    row(['项目', '申请人情况'], ' rowspan="3"'),
    '<tr><td rowspan="2">自然人</td><td>法人或其他组织</td><td rowspan="2">总计</td></tr>',
    row(NAMES.slice(1, -1)),
  ];
  const { 3: table } = await read(`<table>${[...header, ...rowsOf(cells).map((each) => row(each))].join('')}</table>`);
  expect(table!.cells.get('refused.stateSecret.commercialEnterprise')!.count).toBe(3);
  expect(table!.cells.get('unprocessed.duplicate.total')!.count).toBe(5);
});

test('the rule of a table has all its columns, where blank cells at the ends of all rows are left out', async () => {
  const header = [
    '| | | 申请人情况 |',
    `|${' --- |'.repeat(10)}`,
    `| | | | 自然人 | ${NAMES.slice(1, -1).join(' | ')} |`,
  ];
  const rows = ROWS.map((row) => (row.group ? `| | | ${row.zh} |` : `| ${row.zh} |`));
  const tables = await read([...header, ...rows].join('\n'));
  expect(new Set([...tables[3]!.cells.values()].map(({ state }) => state))).toEqual(new Set(['BLANK']));
});

test('totals that stand first, where no header says so, are no figures of natural persons', async () => {
  const { 3: table } = await read(
    pipes(rowsOf((id) => [figuresOf(id).at(-1)!, ...figuresOf(id).slice(0, -1)].map(String))),
  );
  expect([...(table?.cells.values() ?? [])].filter(({ count }) => count)).toEqual([]);
});

/** A table of a page: each row as texts with the columns that they go over. */
const html = (rows: readonly (readonly (readonly [text: string, columns?: number])[])[]) =>
  `<table>${rows.map((row) => `<tr>${row.map(([text, columns = 1]) => `<td colspan="${columns}">${text}</td>`).join('')}</tr>`).join('')}</table>`;

test('the last row of table 2 is no upper half of a first row of table 3 whose label is garbled', async () => {
  const rows = rowsOf((id) => (id === 'received' ? new Array<string>(7).fill('') : blankZeros(figuresOf(id))));
  rows[0]![0] = '一们本年新收和府信息公们申请数是';
  const plainly = (texts: readonly string[]) => texts.map((text): [string] => [text]);
  const tables = await read(
    html([
      [['信息内容'], ['采购项目数量', 3], ['采购总金额', 4]],
      [['政府集中采购'], ['7', 3], ['85286', 4]],
    ]),
    html([['项目', ...NAMES], ...rows].map(plainly)),
  );
  for (const { id } of APPLICANT_COLUMNS) expect(stateOf(tables, `received.${id}`)).toBe('BLANK');
});

test('a figure over several columns is of none of them, also where the sums ask for what it prints', async () => {
  const rows = rowsOf((id) => figuresOf(id).map(String)).map((row) => row.map((text): [string, number?] => [text]));
  const at = ROWS.findIndex(({ id }) => id === 'unprocessed.petition');
  rows[at] = [[ROWS[at]!.zh], ['0', 3], [''], [''], [''], ['0']];
  const tables = await read(html([['项目', ...NAMES].map((text): [string] => [text]), ...rows]));
  expect(stateOf(tables, 'unprocessed.petition.naturalPerson')).toBe('UNREADABLE');
  expect(stateOf(tables, 'unprocessed.petition.total')).toBe('REPORTED');
});

test('a row whose label lost its span and whose blank cells at the end are one is unread, on a page without other labels like it', async () => {
  const header: [string, number?][] = [['勾稽关系', 3], ...NAMES.map((name): [string] => [name])];
  const whole = ROWS.slice(0, -1).map(({ id, zh }): [string, number?][] => [
    [zh, 3],
    ...figuresOf(id).map((figure): [string] => [String(figure)]),
  ]);
  const last = ROWS.at(-1)!;
  const texts: [string, number?][] = [last.zh, '', '', '0', '0', '0', '0', '7'].map((text) => [text]);
  const tables = await read(html([header, ...whole.slice(0, 6)]), html([...whole.slice(6), [...texts, ['', 2]]]));
  for (const { id } of APPLICANT_COLUMNS) expect(stateOf(tables, `${last.id}.${id}`)).toBe('UNREADABLE');
  expect(stateOf(tables, 'concluded.total')).toBe('REPORTED');
});

test('rows whose labels lost their spans end early and have all their cells', async () => {
  const rows = ROWS.map(({ id, zh }, i): [string, number?][] => [
    [zh, i % 7 === 3 ? 1 : 3],
    ...figuresOf(id).map((figure): [string] => [String(figure)]),
  ]);
  const header: [string, number?][] = [['勾稽关系', 3], ...NAMES.map((name): [string] => [name])];
  const tables = await read(html([header, ...rows]));
  expectNoError(tables);
  expect(stateOf(tables, `${ROWS.find(({ id }) => id === 'refused.stateSecret')!.id}.total`)).toBe('REPORTED');
  expect(stateOf(tables, `${ROWS[3]!.id}.total`)).toBe('REPORTED');
});

describe('where rows end anywhere', () => {
  /** The cells behind each label, "." for a blank one. */
  const PRINTED: Readonly<Record<string, string>> = {
    received: '3...007',
    carriedIn: '4...0.5',
    granted: '.0000',
    partlyGranted: '.00000',
    'refused.forbiddenByLaw': '.000.0',
    'refused.safetyAndStability': '.00000',
    'refused.thirdPartyRights': '22000',
    'refused.internalAffairs': '000.00',
    'refused.deliberativeProcess': '.0..0',
    'refused.enforcementFile': '2000',
    'refused.administrativeQuery': '0.0000',
    'unavailable.notHeld': '000.0',
    'unavailable.needsCreation': '100.0',
    'unavailable.stillUnclear': '030.00',
    'unprocessed.petition': '00.000',
    'unprocessed.duplicate': '000.00',
    'unprocessed.excessive': '100000',
    'otherwise.unspecified': '00.00',
    concluded: '65000.*',
    carriedForward: '1000',
  };
  // As on the form of 2019.
  const form = TABLE3_ROWS.filter(({ id }) => !id.startsWith('otherwise.') || id === 'otherwise.unspecified');
  const readCut = (printed: Readonly<Record<string, string>>) => {
    const lines = form.map(({ id, zh, group }) => {
      const labels =
        group && id !== 'otherwise.unspecified'
          ? ['', '', zh]
          : /^(?:received|carried)/.test(id)
            ? [zh, '', '']
            : ['', zh, ''];
      return [...labels, ...[...(printed[id] ?? '000000')].map((text) => ({ '.': '', '*': '11' })[text] ?? text)];
    });
    const half = form.findIndex(({ id }) => id === 'refused.administrativeQuery');
    const header = ['', '', '', ...NAMES];
    return read(pipes([header, ...lines.slice(0, half)]), '![](2.jpg)', pipes(lines.slice(half)));
  };

  test('a short one may have lost a cell, though the sums say where its figures stand', async () => {
    const tables = await readCut(PRINTED);
    for (const id of ['refused.thirdPartyRights', 'unavailable.needsCreation'])
      expect(stateOf(tables, `${id}.otherOrganisation`)).toBe('UNREADABLE');
    expect(stateOf(tables, 'concluded.total')).toBe('REPORTED');
  });

  test('a row of the balance has its total like the longest of them', async () => {
    const short = ['0', '0', '0', '', '', '0'];
    const rows = rowsOf((id) => (id === 'received' ? ['0', '0', '0', '0', '0', '0', '0'] : short));
    const tables = await read(pipes([['项目', ...NAMES], ...rows]));
    expect(stateOf(tables, 'received.total')).toBe('REPORTED');
    for (const id of ['concluded', 'carriedIn', 'carriedForward'])
      for (const column of ['publicWelfareOrganisation', 'total'])
        expect(stateOf(tables, `${id}.${column}`)).toBe('UNREADABLE');
  });
});
