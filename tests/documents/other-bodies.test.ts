/** Tables of the form that are not the report's own: of its departments and towns, of quarters and years. */
import { extract } from '../../src/extract/extract';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_ROWS, TABLE4_BLOCKS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const OUTCOMES = OUTCOME_COLUMNS.map(({ zh }) => zh);
const BLOCKS = TABLE4_BLOCKS.flatMap(({ zh }) => [zh, '', '', '', '']);

type Row = readonly string[];

const pipes = (rows: readonly Row[]) =>
  [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The rows of table 3, with some applications that were granted. */
const rowsWith = (persons: number, columns = NAMES.length): Row[] =>
  ROWS.map(({ id, zh }) => {
    const count = /^(?:received|granted|concluded)$/.test(id) ? String(persons) : '0';
    return [zh, count, ...new Array<string>(columns - 2).fill('0'), count];
  });
const requests = (persons: number) => pipes([['项目', ...NAMES], ...rowsWith(persons)]);

async function read(...parts: readonly string[]) {
  const text = ['# 东港县水务局2023年政府信息公开工作年度报告', '三、收到和处理政府信息公开申请情况', ...parts].join(
    '\n\n',
  );
  return parse(await extract(Buffer.from(text), { name: 'report.md' }));
}

type Draft = Awaited<ReturnType<typeof read>>;

const granted = ({ tables }: Draft) => {
  const cell = tables[3]!.cells.get('granted.total')!;
  return cell.state === 'REPORTED' ? cell.count : cell.state;
};
const figures = ({ tables }: Draft, table: 3 | 4) =>
  [...(tables[table]?.cells.values() ?? [])].filter(({ state }) => state === 'REPORTED').length;

const REMEDIES = pipes([BLOCKS, new Array<string[]>(3).fill(OUTCOMES).flat(), new Array<string>(15).fill('0')]);

test('tables below captions with the names of other bodies are not the report’s', async () => {
  const others = ['附表1：县公安局', requests(7), '（二）石门镇人民政府', requests(9)];
  const draft = await read(requests(5), ...others);
  expect(granted(draft)).toBe(5);
  expect(draft.notices.filter(({ code }) => code === 'PRINTING_CHOSEN')).toHaveLength(1);
  // A whole report of another body behind it.
  expect(granted(await read(requests(5), '东港县财政局2023年政府信息公开工作年度报告', requests(7)))).toBe(5);
  // The report's own may stand last, where its caption says so.
  expect(granted(await read(...others, '县水务局', requests(5)))).toBe(5);
  expect(granted(await read(...others, requests(5)))).not.toBe(9);
});

test('where all tables are of other bodies, what they have alike is not the report’s', async () => {
  const draft = await read('县公安局', requests(7), '县民政局', requests(7), REMEDIES);
  expect([figures(draft, 3), figures(draft, 4)]).toEqual([0, 15]);
  const asked = await read('填报单位：县公安局', requests(7), '填报单位：县民政局', requests(8));
  expect(figures(asked, 3)).toBe(0);
});

test('a table of several bodies is not the report’s, whether they have columns or rows', async () => {
  const bodies = ['县公安局', '县民政局', '县教育局', '县司法局', '石门镇', '白沙镇', '合计'];
  const across = pipes([['项目', ...bodies], ...rowsWith(7)]);
  expect(figures(await read(across, REMEDIES), 3)).toBe(0);
  expect(granted(await read(requests(5), across))).toBe(5);

  const band = (body: string) => [[body, ...NAMES.map(() => '')], ...rowsWith(7)];
  const below = pipes([['项目', ...NAMES], ...band('县公安局'), ...band('县民政局')]);
  expect(figures(await read(below, REMEDIES), 3)).toBe(0);

  const row = (body: string) => [body, ...new Array<string>(15).fill('0')];
  const outcomes = ['', ...new Array<string[]>(3).fill(OUTCOMES).flat()];
  const remedies = pipes([['单位', ...BLOCKS], outcomes, row('县公安局'), row('县民政局')]);
  expect(figures(await read(requests(5), remedies), 4)).toBe(0);
});

test('bodies that a page names around the report’s own table are not bodies of the table', async () => {
  const line = (...texts: readonly string[]) => [...texts, ...new Array<string>(8 - texts.length).fill('')];
  const sheet = pipes([
    line('东港县水务局2023年政府信息公开工作年度报告'),
    line('发布机构', '县政府办公室', '浏览', '120'),
    line('来源', '县水务局', '责任科室', '县信息中心'),
    line('县政府办公室'),
    ['项目', ...NAMES],
    ...rowsWith(5),
  ]);
  expect(granted(await read(sheet))).toBe(5);
});

test('columns of quarters or years are no applicants', async () => {
  const quarters = ['一季度', '二季度', '三季度', '四季度', '上半年', '下半年', '全年'];
  const years = NAMES.map((_, i) => `${2017 + i}年`);
  for (const columns of [quarters, years])
    expect(figures(await read(pipes([['项目', ...columns], ...rowsWith(7)])), 3)).toBe(0);
  // Without a header the form's columns are taken.
  expect(granted(await read(pipes(rowsWith(7))))).toBe(7);
});

test('a table that leaves out a column has no seven figures, though a blank cell of its labels makes it as wide', async () => {
  const six = NAMES.filter((name) => name !== '社会公益组织');
  const rows = rowsWith(7, 6).map(([label, ...own]) => [label!, '', ...own]);
  const draft = await read(pipes([['项目', '', ...six], ...rows]));
  expect(granted(draft)).toBe('UNREADABLE');
});
