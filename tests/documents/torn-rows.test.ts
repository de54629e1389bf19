/** Rows of pipes and tabs that lack a separator, or have a cell too few: where that is, nothing says. */
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { APPLICANTS, readCells, unread } from './read-cells';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const TITLE = '青河县民政局2023年政府信息公开工作年度报告';
const HEADING = '三、收到和处理政府信息公开申请情况';

const ZEROS = ['0', '0', '0', '0', '0', '0', '0'];
const figuresOf = (id: string): readonly string[] =>
  /^(?:received|concluded|granted)$/.test(id) ? ['163', '66', '0', '3', '24', '21', '277'] : ZEROS;
const numbers = (cells: readonly string[]) => cells.map((cell) => (cell === '' ? 'BLANK' : Number(cell)));

const pipes = (rows: readonly (readonly string[])[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`);
/** So many lines of text that the tables are not all of the file. */
const OVERVIEW = Array.from({ length: 9 }, (_, i) => `本单位公开信息工作的第${i + 1}个方面进展平稳。`);
const read = (name: string, lines: readonly string[]) =>
  readCells(name, [TITLE, ...OVERVIEW, HEADING, '', ...lines].join('\n'), 3);

describe('a cell of two figures in a row that has one less', () => {
  test('is no figure, and a blank cell of the label is none of the first applicant', async () => {
    // The row spans of the groups are lost, so that rows differ in length.
    const rows = ROWS.map(({ id, zh, group }) => {
      const label = group ? [zh] : id === 'granted' ? ['三、本年度办理结果', zh, ''] : [zh, ''];
      const balance = /^(?:received|carried)/.test(id) ? [''] : [];
      return [...label, ...balance, ...figuresOf(id)];
    });
    const at = rows.findIndex((row) => row[0] === '总计');
    rows[at] = ['（七）总计', '', '163', '66', '0', '3', '24 21', '277'];
    const row = await read('report.md', pipes([['项目', '', '', ...NAMES], ...rows]));
    expect(row('concluded', APPLICANTS)).toEqual(unread(7));
    for (const id of ['received', 'granted', 'unprocessed.duplicate'])
      expect(row(id, APPLICANTS)).toEqual(numbers(figuresOf(id)));
  });

  test('is no figure beside a column of the organisations together', async () => {
    const rows = ROWS.map(({ id, zh }) => [zh, figuresOf(id)[0]!, '', ...figuresOf(id).slice(1)]);
    const at = ROWS.findIndex(({ id }) => id === 'unprocessed.petition');
    rows[at] = [ROWS[at]!.zh, '0', '', '0', '0', '1', '2', '3  6'];
    const header = ['项目', NAMES[0]!, '法人或其他组织', ...NAMES.slice(1)];
    const row = await read('report.md', pipes([header, ...rows]));
    expect(row('unprocessed.petition', APPLICANTS)).toEqual(unread(7));
    expect(row('received', APPLICANTS)).toEqual(numbers(figuresOf('received')));
  });
});

test('a row that lacks a cell where another column stands among those of the figures is unread, whatever it adds up to', async () => {
  const sum = (figures: readonly string[]) =>
    String(figures.slice(1, 6).reduce((so, figure) => so + Number(figure), 0));
  const rows = ROWS.map(({ id, zh }) => [zh, figuresOf(id)[0]!, sum(figuresOf(id)), ...figuresOf(id).slice(1)]);
  const at = ROWS.findIndex(({ id }) => id === 'refused.stateSecret');
  // 20, 12 of organisations, 12 of businesses; 32 in all is lost.
  rows[at] = [ROWS[at]!.zh, '20', '12', '12', '0', '0', '0', '0'];
  const header = ['项目', NAMES[0]!, '法人或其他组织小计', ...NAMES.slice(1)];
  const row = await read('report.md', pipes([header, ...rows]));
  expect(row('refused.stateSecret', APPLICANTS)).toEqual(unread(7));
});

describe('rows of tabs in which each column has its place', () => {
  const labelOf = ({ id, zh, group }: (typeof ROWS)[number]) =>
    /^(?:received|carried)/.test(id) ? [zh, '', ''] : group ? ['', '', zh] : ['', zh, ''];
  const FIGURES: Readonly<Record<string, readonly string[]>> = {
    received: ['144', '23', '2', '4', '22', '15', '210'],
    granted: ['0', '', '', '', '', '', ''],
    'refused.stateSecret': ['0', '17', '', '', '6', '0', '23'],
    'refused.internalAffairs': ['11', '', '', '', '', '0', '11'],
    'refused.enforcementFile': ['8', '', '', '', '5', '', '13'],
    'unprocessed.petition': ['4', '1', '', '', '', '0', '5'],
    'unavailable.notHeld': ['0', '', '0', '', '', '0', '0'],
    'unavailable.needsCreation': ['23', '0', '', '0', '6', '6', '35'],
    concluded: ['138', '34', '3', '4', '23', '16', '218'],
  };
  const sheet = (changed: Readonly<Record<string, readonly string[]>>) => {
    const figures = { ...FIGURES, ...changed };
    const header = [
      ['', '', '', '申请人情况', '', '', '', '', '', ''],
      ['', '', '', ...NAMES],
    ];
    return [
      ...header,
      ...ROWS.map((row) => [...labelOf(row), ...(figures[row.id] ?? ['0', '', '', '0', '', '', '0'])]),
    ];
  };
  const tabs = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join('\t'));

  test.each([
    ['concluded', ['138', '34  3', '4', '23', '16', '218']],
    ['unavailable.notHeld', ['0', '', '0', '', '0', '0']],
    ['unavailable.needsCreation', ['23', '0', '', '0', '6', '35']],
  ])('a row that lost one (%s) keeps no figure in another column', async (id, damaged) => {
    const row = await read('report.txt', tabs(sheet({ [id]: damaged })));
    const cells = row(id, APPLICANTS);
    const printed = numbers(FIGURES[id]!);
    expect(cells.map((cell, i) => (cell === 'UNREADABLE' ? printed[i] : cell))).toEqual(printed);
    expect(row('received', APPLICANTS)).toEqual(numbers(FIGURES.received!));
    expect(row('refused.internalAffairs', APPLICANTS)).toEqual(numbers(FIGURES['refused.internalAffairs']!));
  });

  test('a row without a total is in doubt where its last figure may be the total of what it lost, though blank cells at ends are cut off', async () => {
    const lines = tabs(sheet({ 'unavailable.needsCreation': ['23', '0', '', '0', '6', '35'] }));
    const row = await read(
      'report.txt',
      lines.map((line) => line.trimEnd()),
    );
    expect(row('unavailable.needsCreation', APPLICANTS)).toEqual(unread(7));
    expect(row('refused.stateSecret', APPLICANTS)).toEqual(numbers(FIGURES['refused.stateSecret']!));
  });
});

test.each(['0.', '12.', '5.'])(
  'a figure with a speck behind it (%s) is unread, and its cell is not blank',
  async (printed) => {
    const header = ['信息内容', '本年处理决定数量', '', ''];
    const rows = [
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '1', '0', '6'],
      ['行政规范性文件', '2', '0', '4'],
      header,
      ['行政许可', '36', '', ''],
      header,
      ['行政处罚', '7', '', ''],
      ['行政强制', printed, '', ''],
    ];
    const cells = await readCells('report.md', [TITLE, '', ...pipes(rows)].join('\n'), 2);
    expect(cells('coercion', ['decisions'])).toEqual(['UNREADABLE']);
    expect(cells('penalties', ['decisions'])).toEqual([7]);
  },
);

test('rows that end with their label are unread', async () => {
  const parts = ROWS.filter(({ group }) => group);
  const groups: Readonly<Record<string, string>> = { 'unavailable.notHeld': '（四）无法提供' };
  const lines = parts.map(({ id, number, zh }) => `,${groups[id] ?? ''},${number}${zh}`);
  const row = await readCells('report.csv', [TITLE, HEADING, ...lines].join('\n'), 3);
  for (const { id } of parts) expect(row(id, APPLICANTS)).toEqual(unread(7));
});
