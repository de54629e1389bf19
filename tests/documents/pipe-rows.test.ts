/** Tables of pipes as programs write them otherwise than Markdown has them: labels as paths, rows apart, marks around figures, rows on one line. */
import { APPLICANT_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS } from '../../src/form/rows';
import { APPLICANTS, readCells } from './read-cells';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const TITLE = '# 青河县民政局2023年政府信息公开工作年度报告';
const OUTCOMES = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];
const BLOCKS = ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'];

const figuresOf = (id: string): readonly number[] =>
  /^(?:received|concluded|otherwise\.misc)$/.test(id) ? [31, 0, 0, 2, 0, 0, 33] : [0, 0, 0, 0, 0, 0, 0];
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const ruled = (rows: readonly (readonly (string | number)[])[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map(row);

const PROACTIVE = [
  ['第二十条第（一）项', '', '', ''],
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', 8, 14, 41],
  ['行政规范性文件', 0, 9, 20],
  ['第二十条第（五）项', '', '', ''],
  ['信息内容', '本年处理决定数量', '', ''],
  ['行政许可', 1081, '', ''],
];
const REMEDIES = [
  ['行政复议', '', '', '', '', '行政诉讼', '', '', '', '', '', '', '', '', ''],
  [
    '结果维持',
    '结果纠正',
    '其他结果',
    '尚未审结',
    '总计',
    '未经复议直接起诉',
    '',
    '',
    '',
    '',
    '复议后起诉',
    '',
    '',
    '',
    '',
  ],
  ['', '', '', '', '', ...[1, 2].flatMap(() => ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'])],
  [6, 11, 0, 4, 21, 0, 5, 0, 3, 8, 6, 12, 13, 0, 31],
];

const read = (table: 2 | 3 | 4, lines: readonly string[], name = 'report.md') =>
  readCells(name, [TITLE, '', ...lines].join('\n'), table);

async function expectProactive(lines: readonly string[]) {
  const cells = await read(2, lines);
  expect(cells('regulations', ['issued', 'repealed', 'inForce'])).toEqual([8, 14, 41]);
  expect(cells('normativeDocuments', ['issued', 'repealed', 'inForce'])).toEqual([0, 9, 20]);
  expect(cells('licensing', ['decisions'])).toEqual([1081]);
}

async function expectRemedies(lines: readonly string[], figures: readonly (number | string)[], name?: string) {
  const cells = await read(4, lines, name);
  expect(BLOCKS.flatMap((block) => cells(block, OUTCOMES))).toEqual(figures);
}

test.each([' — ', ' - ', ' – ', ' / ', '：'])(
  'a label that is written out with its groups (%s) is the row of its last part',
  async (sign) => {
    const labelOf = ({ id, number, zh, group }: (typeof ROWS)[number]) => {
      const own = TABLE3_GROUPS.find((each) => each.id === group);
      const path = /^(?:received|carried)/.test(id)
        ? []
        : ['三、本年度办理结果', ...(own ? [own.number + own.zh] : [])];
      return [...path, number + zh].join(sign);
    };
    const cells = await read(
      3,
      ruled([['项目', ...NAMES], ...ROWS.map((each) => [labelOf(each), ...figuresOf(each.id)])]),
    );
    for (const { id } of ROWS) expect([id, ...cells(id, APPLICANTS)]).toEqual([id, ...figuresOf(id)]);
  },
);

describe('rows of pipes', () => {
  const open = (lines: readonly string[]) => lines.map((line) => line.replace(/ \|$/, ''));
  const apart = (lines: readonly string[]) => lines.flatMap((line) => [line, '']);

  test('with a blank line between each two, and between the header and its rule, are one table', async () => {
    await expectProactive(apart(ruled(PROACTIVE)));
    await expectRemedies(apart(ruled(REMEDIES)), REMEDIES[3]!);
  });

  test('without a bar at their ends do not go on in the next', () => expectProactive(open(ruled(PROACTIVE))));

  test('apart and without a bar at their ends are read as well', async () => {
    await expectProactive(apart(open(ruled(PROACTIVE))));
    await expectRemedies(apart(open(ruled(REMEDIES))), REMEDIES[3]!);
  });

  test('apart from each other end where the header of another table begins', async () => {
    const two = [...apart(ruled(PROACTIVE.slice(0, 4))), ...apart(ruled(PROACTIVE.slice(4)))];
    await expectProactive(two);
  });
});

test.each(['\\_\\_', '\\_', '\\*\\*', '\\$'])('marks that are escaped (%s) around a figure are none of it', (mark) =>
  expectProactive(
    ruled(PROACTIVE.map((cells) => cells.map((cell) => (typeof cell === 'number' ? mark + cell + mark : cell)))),
  ),
);

test('a star behind a figure is its note, not a mark around it', async () => {
  const rows = PROACTIVE.map((cells) => cells.map((cell) => (cell === 41 ? '41\\*' : cell)));
  await expectProactive(ruled(rows));
});

describe('a table on one line, each cell with a bar behind it and each row with one more', () => {
  const names = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  const line = (figures: readonly (number | string)[]) =>
    `${[...names, '未经复议直接起诉', '复议后起诉'].join(' |')} | | | | | | |${[...names, ...names].join(' |')} | |${figures.join(' |')} | |五、存在的主要问题及改进情况`;
  /** What is left of table 3, whose header ends with a total as well. */
  const before = ['|项目 |自然人 |法人或其他组织 |总计 |', '|     |       |               |     |', ''];
  const figures = [12, ' ', 10, 7, 29, 2, ' ', 14, 13, 29, 13, 10, 14, 5, 42];

  test('has its figures and its blank cells', () =>
    expectRemedies(
      [...before, line(figures)],
      figures.map((figure) => (figure === ' ' ? 'BLANK' : figure)),
      'report.txt',
    ));
});
