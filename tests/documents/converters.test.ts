/** Markdown as converters of pages and Word files write it: rules below every row, blank cells and spans left out. */
import { extract } from '../../src/extract/extract';
import { APPLICANTS, OUTCOME_COLUMNS, TABLE3_ROWS, TABLE4_BLOCKS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const COLUMNS = [...APPLICANTS, 'total'];
const NAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const OUTCOMES = OUTCOME_COLUMNS.map(({ zh }) => zh);
const REMEDIES = ['', '', '14', '', '14', '', '10', '', '', '10', '3', '', '', '', '3'];

const HEADINGS: Readonly<Record<string, string>> = {
  granted: '三、本年度办理结果',
  'refused.stateSecret': '（三）不予公开',
};

/** Figures of some rows; all other cells are blank. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  received: ['237', '1', '', '', '15', '', '253'],
  granted: ['230', '1', '', '', '8', '', '239'],
  'refused.stateSecret': ['', '', '', '', '7', '', '7'],
  'unprocessed.duplicate': ['7', '', '', '', '', '', '7'],
  concluded: ['237', '1', '', '', '15', '', '253'],
};
const figuresOf = (id: string) => FIGURES[id] ?? COLUMNS.map(() => '');

async function read(...parts: readonly string[]) {
  const text = ['# 东港县水务局2023年政府信息公开工作年度报告', ...parts].join('\n\n');
  return parse(await extract(Buffer.from(text), { name: 'report.md' })).tables;
}

type Tables = Awaited<ReturnType<typeof read>>;

const shown = (tables: Tables, table: 3 | 4, id: string): string => {
  const cell = tables[table]?.cells.get(id);
  if (!cell || cell.state === 'UNREADABLE') return '?';
  return cell.state === 'REPORTED' ? String(cell.count) : '';
};
const rowOf = (tables: Tables, row: string) => COLUMNS.map((column) => shown(tables, 3, `${row}.${column}`));

test('a rule below every row is none of the table, whatever its cells hold', async () => {
  // Cells of paragraphs stand on lines of their own.
  const ruled = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => `| ${row.map((cell) => `\n\n${cell}\n\n`).join(' | ')} |\n|${row.map(() => ' --- |').join('')}`);
  const rows = ROWS.map(({ id, zh }) => [...(HEADINGS[id] ? [HEADINGS[id]!] : []), zh, ...figuresOf(id)]);
  const tables = await read(
    ruled([['申请人情况'], ['自然人', '法人或其他组织', '总计'], NAMES.slice(1, -1), ...rows]).join('\n'),
    '四、政府信息公开行政复议、行政诉讼情况',
    ruled([
      ['行政复议', '行政诉讼'],
      [...OUTCOMES, '未经复议直接起诉', '复议后起诉'],
      [...OUTCOMES, ...OUTCOMES],
      REMEDIES,
    ]).join('\n'),
  );
  for (const { id } of ROWS) expect([id, ...rowOf(tables, id)]).toEqual([id, ...figuresOf(id)]);
  const remedies = TABLE4_BLOCKS.flatMap(({ id }) =>
    OUTCOME_COLUMNS.map((column) => shown(tables, 4, `${id}.${column.id}`)),
  );
  expect(remedies).toEqual(REMEDIES);
});

describe('where blank cells are left out and rows filled up behind', () => {
  const WIDTH = 9;
  const pipes = (rows: readonly (readonly string[])[]) => {
    const filled = rows.map((row) => [...row, ...new Array<string>(WIDTH - row.length).fill('')]);
    return [filled[0]!, filled[0]!.map(() => '---'), ...filled.slice(1)]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n');
  };
  /** Rows without the first of their blank cells. */
  const left = (figures: readonly string[]) => figures.filter((text, i) => text !== '' || i !== figures.indexOf(''));

  test('a figure without a total may stand too far left, where a row with its sum does', async () => {
    const figures = (id: string) => (id === 'refused.stateSecret' ? ['', '', '', '', '7', '', ''] : figuresOf(id));
    const rows = ROWS.map(({ id, zh }) => [...(HEADINGS[id] ? [HEADINGS[id]!] : []), zh, ...left(figures(id))]);
    const tables = await read(
      pipes([['申请人情况'], ['自然人', '法人或其他组织', '总计'], NAMES.slice(1, -1), ...rows]),
    );
    for (const { id } of ROWS)
      for (const [i, cell] of rowOf(tables, id).entries())
        if (cell !== '?') expect([id, COLUMNS[i], cell]).toEqual([id, COLUMNS[i], figures(id)[i]]);
    expect(rowOf(tables, 'refused.stateSecret')).toEqual(COLUMNS.map(() => '?'));
  });

  test('a header that lost its spans names no columns of a row that lost cells', async () => {
    const row = ['', '', '', '', '', '', '14', '', '', '', '', '', '', ''];
    const width = (cells: readonly string[]) => `| ${[...cells, ...row.slice(cells.length)].join(' | ')} |`;
    const header = [
      ['行政复议', '行政诉讼'],
      [...OUTCOMES, '未经复议直接起诉', '复议后起诉'],
      [...OUTCOMES, ...OUTCOMES],
    ];
    const [first, ...rest] = header.map(width);
    const tables = await read([first, width(row.map(() => '---')), ...rest, width(row)].join('\n'));
    const cells = [...(tables[4]?.cells.values() ?? [])];
    expect(cells.filter(({ state }) => state === 'REPORTED')).toEqual([]);
  });
});
