/** Text with one cell a line in which blank cells are lines of their own: of blanks, empty, or between lines of tabs. */
import { figures, HEADER, IDS, label, NAMES, REMEDIES_HEADER, read, table } from './laid-out-rows';

type Row = readonly (number | string)[];

/** The table's figures, of which some zeros are left blank. */
const rows: Row[] = figures().map((counts, r) =>
  counts.map((count, c) => (count === 0 && (r + c) % 3 === 0 ? '' : count)),
);
const expected = rows.map((row) => row.map((count) => (count === '' ? 'BLANK' : count)));
const SPACE = '\u00a0';
const lines = (blank: string, behind: (row: number) => number = () => 0) =>
  rows.flatMap((row, r) => [
    label(r),
    ...row.map((count) => (count === '' ? blank : String(count))),
    ...new Array<string>(behind(r)).fill(''),
  ]);
const cellLines = (blank: string) => [...HEADER, ...NAMES, ...lines(blank)];
/** Where a row's cells stand among the lines. */
const start = (row: number) => HEADER.length + NAMES.length + row * 8 + 1;
const without = (all: readonly string[], at: number) => [...all.slice(0, at), ...all.slice(at + 1)];
const withLine = (all: readonly string[], at: number, line: string) => [...all.slice(0, at), line, ...all.slice(at)];
const UNREAD = new Array<string>(7).fill('UNREADABLE');
/** A row with a blank cell, and which that is. */
const ROW = 4;
const BLANK = rows[ROW]!.indexOf('');

test.each([
  ['no-break spaces', SPACE],
  ['ideographic spaces', '\u3000'],
  ['nothing', ''],
])('lines of %s are blank cells', async (_, blank) => {
  expect(read(await table(cellLines(blank)))).toEqual(expected);
});

test('every second line is empty, and blank cells are empty lines between these', async () => {
  expect(read(await table(cellLines('').flatMap((line) => [line, ''])))).toEqual(expected);
});

test('lines behind a row that cells over several rows leave are none of its cells', async () => {
  const behind = (row: number) => (/^\d/.test(label(row + 1 < IDS.length ? row + 1 : row)) ? 2 : 1);
  expect(read(await table([...HEADER, ...NAMES, ...lines('', behind)]))).toEqual(expected);
});

test('tabs on lines of their own part the cells', async () => {
  const fenced = rows.flatMap((row, r) => [
    [label(r), ...row.map((count, c) => (count === '' && c % 2 ? SPACE : String(count)))]
      .map((text) => (text === '' ? '' : `\n${text}\n`))
      .join('\n\t\n'),
    '\n',
  ]);
  expect(read(await table([...HEADER, ...NAMES, ...fenced]))).toEqual(expected);
});

test.each([
  ['its sign of a blank cell', SPACE],
  ['an empty line', ''],
])('a row that lacks %s is unread, and no other', async (_, blank) => {
  const cells = read(await table(without(cellLines(blank), start(ROW) + BLANK)));
  expect(cells[ROW]).toEqual(UNREAD);
  expect(cells.filter((_row, r) => r !== ROW)).toEqual(expected.filter((_row, r) => r !== ROW));
});

test.each([
  ['of spaces', SPACE],
  ['that are empty', ''],
])("a page's number among lines %s fills no row up, whether a blank cell is lost or not", async (_, blank) => {
  const numbered = withLine(cellLines(blank), start(ROW) + 2, '3');
  expect(read(await table(numbered))[ROW]).toEqual(UNREAD);
  const lost = withLine(without(cellLines(''), start(ROW) + BLANK), start(ROW) + 2, '3');
  expect(read(await table(lost))[ROW]).toEqual(UNREAD);
});

test('a heading that is printed again within a row leaves it as its marks show it', async () => {
  const all = cellLines(SPACE);
  const at = start(ROW) + 3;
  expect(read(await table([...all.slice(0, at), ...NAMES, ...all.slice(at)]))[ROW]).toEqual(expected[ROW]);
});

test('a blank line in front of all figures is no cell, where blank cells leave none', async () => {
  const lost = rows.flatMap((row, r) => [label(r), '', ...row.filter((count) => count !== '').map(String)]);
  const cells = read(await table([...HEADER, ...NAMES, ...lost])).flat();
  expect(cells.filter((cell, i) => cell !== 'UNREADABLE' && cell !== expected.flat()[i])).toEqual([]);
});

const HEADINGS = REMEDIES_HEADER.flatMap((line) => line.trim().split(/\s+/));
const remedies = async (cells: readonly string[], blank: string) => {
  const draft = await table([...cellLines(blank), ...HEADINGS, ...cells, '五、存在的主要问题'], 4);
  return [...draft.cells.values()].map(({ state, count }) => (state === 'REPORTED' ? count : state));
};
const outcomes = (blank: string) => [
  '1',
  blank,
  '2',
  blank,
  '3',
  '4',
  '0',
  '0',
  blank,
  '4',
  blank,
  '5',
  '6',
  '0',
  '11',
];

test.each([
  ['spaces', SPACE],
  ['nothing', ''],
])('table 4 with lines of %s for blank cells', async (_, blank) => {
  expect(await remedies(outcomes(blank), blank)).toEqual(
    outcomes('BLANK').map((text) => (text === 'BLANK' ? text : Number(text))),
  );
  const unread = new Array<string>(15).fill('UNREADABLE');
  expect(await remedies(outcomes(blank).slice(1), blank)).toEqual(unread);
  expect(await remedies(withLine(outcomes(blank).toSpliced(1, 1), 3, '7'), '')).toEqual(unread);
});

test('of sixteen figures in table 4 one beside another may be too many as well', async () => {
  const cells = ['1', '7', '10', '0', '18', '1', '0', '0', '6', '7 7', '5', '0', '3', '7', '15'];
  const draft = await table([...HEADINGS, ...cells, '五、存在的主要问题'], 4);
  expect([...draft.cells.values()].map(({ state }) => state)).toEqual(new Array(15).fill('UNREADABLE'));
});

test("a figure in the place of the only blank cell may be a page's number, and makes its row unread", async () => {
  const row = rows.findIndex((counts) => counts.filter((count) => count === '').length === 1);
  const cells = read(await table(cellLines('').with(start(row) + rows[row]!.indexOf(''), '3')));
  expect(cells[row]).toEqual(UNREAD);
});

test('empty lines are no cells where no row of table 3 shows that they are', async () => {
  const full = figures().flatMap((counts, r) => [label(r), ...counts.map(String), '']);
  // The end of a paragraph within a row.
  const lines = [...HEADER, ...NAMES, ...withLine(full, ROW * 9 + 4, '')];
  expect(read(await table(lines))).toEqual(figures());
});
