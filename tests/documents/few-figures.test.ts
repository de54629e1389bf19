/** Table 3 that prints one figure only, in text that keeps its layout: its place and its label alone tell whose it is. */
import { at, COLUMNS, HEADER, IDS, label, NAMES, REMEDIES_HEADER, read, table, width } from './laid-out-rows';

/** Places of the headings, which begin at the left of their columns; two letters are four digits wide. */
const left = (column: number) => 90 + 10 * column;
const header = [...HEADER, at(NAMES.map((name, c) => [left(c), name.slice(0, 2)]))];
const UNREAD = COLUMNS.map(() => 'UNREADABLE');

/** The table with one figure at a place of a row. */
const withOne = (row: number, place: number, lines: (line: string, r: number) => string[] = (line) => [line]) => [
  ...header,
  ...IDS.flatMap((_, r) =>
    lines(
      r === row
        ? at([
            [0, label(r)],
            [place, '7'],
          ])
        : label(r),
      r,
    ),
  ),
];
const only = (row: number, column: number) =>
  IDS.map((_, r) => COLUMNS.map((_, c) => (r === row && c === column ? 7 : 'BLANK')));

/** Table 4 with figures in the middle of some columns. */
const remedies = (columns: readonly number[]) => [
  ...REMEDIES_HEADER,
  at(columns.map((column) => [column * 8 + 2, '4'])),
];

test.each([
  ['the middle of its heading', 2],
  ['the middle of its column', 4],
])('a figure in %s, behind blank cells, is its', async (_, off) => {
  for (const [row, column] of [
    [0, 2],
    [9, 6],
    [20, 4],
  ] as const)
    expect(read(await table(withOne(row, left(column) + off)))).toEqual(only(row, column));
});

test('a figure between two columns is not read', async () => {
  expect(read(await table(withOne(9, left(2) - 3)))[9]).toEqual(UNREAD);
});

test('a figure where its heading begins may be set there by a tab', async () => {
  expect(read(await table(withOne(9, left(3))))[9]).toEqual(UNREAD);
});

test('a figure beside a part of its label may be of the row that is printed beside the rest', async () => {
  const inTwo = (line: string, r: number) =>
    r === 9
      ? [label(r).slice(0, 6), line.replace(label(r).slice(0, 6), ' '.repeat(width(label(r).slice(0, 6))))]
      : [line];
  expect(read(await table(withOne(9, left(3) + 2, inTwo)))[9]).toEqual(UNREAD);
});

describe('a figure in the first column may stand behind blank cells that the text left out', () => {
  const lines = withOne(9, left(0) + 2);

  test('so that it is not read', async () => {
    expect(read(await table(lines))[9]).toEqual(UNREAD);
  });

  test('unless table 4 shows that the text keeps them', async () => {
    expect(read(await table([...lines, ...remedies([1, 4, 8, 9])]))).toEqual(only(9, 0));
    expect(read(await table([...lines, ...remedies([0, 1, 2, 3])]))[9]).toEqual(UNREAD);
  });

  test('as a table 4 of another year does', async () => {
    const whole = remedies(Array.from({ length: 15 }, (_, i) => i));
    expect(read(await table([...lines, ...whole, ...remedies([1, 4, 8, 9])]))).toEqual(only(9, 0));
  });
});
