/** Table 3 of a page without rules, whose figures stand at one edge of their columns and the headings fill these, or stand in their middle. */
import { parse } from '../../src/parse/parse';
import { COLUMNS, figures, IDS, label, NAMES, read, width } from './laid-out-rows';

type Piece = readonly [place: number, text: string];

/** Where a page sets things: at parts of a digit. */
const left = (column: number) => 90.4 + 7.6 * column;
const right = (column: number) => left(column) + 6.2;

/** A line of a page with the places of its letters, Chinese ones so many digits wide. */
function line(pieces: readonly Piece[], at: number, han: number) {
  const width = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? han : 1), 0);
  const letters = pieces.flatMap(([place, text]) =>
    [...text].map((letter, i) => ({ letter, place: place + width(text.slice(0, i)) })),
  );
  const ends = pieces.map(([place, text]) => place + width(text));
  const text = pieces.map(([, each]) => each).join('  ');
  const places: number[] = [];
  for (const [i, [, each]] of pieces.entries()) {
    if (i > 0) places.push(ends[i - 1]!, ends[i - 1]!);
    places.push(...letters.splice(0, each.length).map(({ place }) => place));
  }
  return { type: 'line' as const, text, places: [...places, ends.at(-1)!], line: at + 1, page: 1 };
}

const all: (number | string)[][] = figures().map((row) => row.map((count) => (count === 0 ? '' : count)));
const expected = all.map((row) => row.map((count) => (count === '' ? 'BLANK' : count)));
const short = NAMES.map((name) => name.slice(0, name.length > 2 ? 3 : 1));

/** The table, each figure set by its column; headings begin at the left of their columns, or stand in their middle. */
const tableOf = (
  place: (column: number, figure: string) => number,
  heading: (column: number) => number,
  rows = all,
  han = 2,
) => {
  const texts = [
    [[20.2, '青河县水务局2020年政府信息公开工作年度报告']],
    [[4.2, '三、收到和处理政府信息公开申请情况']],
    [[100.2, '申请人情况']],
    short.map((name, c): Piece => [heading(c), name]),
    ...rows.map((row, r) => [
      [4.2, label(r)],
      ...row.flatMap((count, c) => (count === '' ? [] : [[place(c, String(count)), String(count)]])),
    ]),
  ] as (readonly Piece[])[];
  const blocks = texts.map((pieces, at) => line(pieces, at, han));
  return parse({ mediaType: 'application/pdf', blocks, pages: 1, meta: {}, images: 0 }).tables[3]!;
};

test('at the left of columns that headings fill', () => {
  expect(
    read(
      tableOf(
        (c) => left(c),
        (c) => left(c) + (c === 6 ? 0.9 : 0.6),
      ),
    ),
  ).toEqual(expected);
});

test('at their right', () => {
  const heading = (c: number) => right(c) - width(short[c]!) - 0.4;
  expect(read(tableOf((c, figure) => right(c) - figure.length, heading))).toEqual(expected);
});

describe('at the right of columns of several widths, right before the next headings', () => {
  const ends = [97.1, 106.4, 116.2, 127.3, 137.9, 145.2, 154.6];
  const heading = (c: number) => (c === 0 ? 91.2 : ends[c - 1]! + 1.4);

  test('where figures of several lengths end at one place', () => {
    expect(read(tableOf((c, figure) => ends[c]! - figure.length, heading, all, 1.8))).toEqual(expected);
  });

  test('not where they do not', () => {
    const cells = read(tableOf((c, figure) => ends[c]! - 1 - figure.length / 2, heading, all, 1.8)).flat();
    const printed = expected.flat();
    for (const [i, cell] of cells.entries()) expect(['UNREADABLE', printed[i]]).toContain(cell);
  });
});

describe('in columns so narrow that figures nearly touch', () => {
  const end = (c: number) => 96.3 + 4.2 * c;
  // A program that leaves blank cells out would set the figures of a row in the first columns.
  const some = figures().map((row, r) => row.map((count, c) => (count === 0 && (r + c) % 4 === 1 ? '' : count)));
  const heading = (c: number) => end(c) - 2.3;

  test('at their right', () => {
    const cells = tableOf((c, figure) => end(c) - figure.length, heading, some, 1.2);
    expect(read(cells)).toEqual(some.map((row) => row.map((count) => (count === '' ? 'BLANK' : count))));
  });

  test('in their middle, among marks that there is none', () => {
    const rows = some.map((row, r) => row.map((count, c) => (count === 0 && (r + c) % 3 === 1 ? '—' : count)));
    const long = (figure: string) => (figure === '—' ? 1.2 : figure.length);
    const cells = tableOf((c, figure) => end(c) - 1.5 - long(figure) / 2, heading, rows, 1.2);
    const states: Readonly<Record<string, string>> = { '': 'BLANK', '—': 'NOT_APPLICABLE' };
    expect(read(cells)).toEqual(rows.map((row) => row.map((count) => states[count] ?? count)));
  });
});

test('between the lines of their own label', () => {
  const [before, behind] = [label(19).slice(0, 9), label(19).slice(9)];
  const texts = [
    short.map((name, c): Piece => [left(c), name]),
    ...all.flatMap((row, r): (readonly Piece[])[] => {
      const figures = row.flatMap((count, c): Piece[] =>
        count === '' ? [] : [[left(c) + 3.1 - String(count).length / 2, String(count)]],
      );
      return r === 19 ? [[[4.2, before]], figures, [[4.2, behind]]] : [[[4.2, label(r)], ...figures]];
    }),
  ];
  const head: (readonly Piece[])[] = [
    [[20.2, '青河县水务局2020年政府信息公开工作年度报告']],
    [[4.2, '三、收到和处理政府信息公开申请情况']],
    [[100.2, '申请人情况']],
  ];
  const blocks = [...head, ...texts].map((pieces, at) => line(pieces, at, 2));
  expect(read(parse({ mediaType: 'application/pdf', blocks, pages: 1, meta: {}, images: 0 }).tables[3]!)).toEqual(
    expected,
  );
});

test('table 4 at the right of columns whose headings begin at their left', () => {
  const place = (c: number) => 16.2 + 10.4 * c + (c > 4 ? 3.6 : 0);
  const names = Array.from({ length: 3 }, () => ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']).flat();
  const read = (counts: readonly (number | string)[], end: (c: number) => number) => {
    const figures = counts.flatMap((count, c): Piece[] =>
      count === '' ? [] : [[end(c) - String(count).length, String(count)]],
    );
    const texts: (readonly Piece[])[] = [
      [[20.2, '青河县水务局2020年政府信息公开工作年度报告']],
      [[4.2, '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况']],
      [
        [place(0), '行政复议'],
        [place(5), '行政诉讼'],
      ],
      [
        [place(5), '未经复议直接起诉'],
        [place(10), '复议后起诉'],
      ],
      names.map((name, c): Piece => [place(c), name]),
      figures,
    ];
    const blocks = texts.map((pieces, at) => line(pieces, at, 1.9));
    const { cells } = parse({ mediaType: 'application/pdf', blocks, pages: 1, meta: {}, images: 0 }).tables[4]!;
    return [...cells.values()].map(({ state, count }) => (state === 'REPORTED' ? count : state));
  };
  const counts = [3, 0, 0, 15, 18, 9, 0, 0, 26, '', 0, 0, 4, 0, 4];
  const shown = counts.map((count) => (count === '' ? 'BLANK' : count));
  expect(read(counts, (c) => place(c) + 9.5)).toEqual(shown);
  // Each some other way behind its heading, they show no edge.
  for (const cell of read(counts, (c) => place(c) + 9 + (c % 3) / 2)) expect(cell).toBe('UNREADABLE');
});

test('not where they stand a column further right than they seem to', () => {
  const rows = all.map((row) => [...row.slice(0, 6), '']);
  const cells = read(
    tableOf(
      (c) => left(c + 1) - 1.3,
      (c) => left(c),
      rows,
    ),
  );
  for (const [r, id] of IDS.entries())
    if (rows[r]!.some((count) => count !== ''))
      expect([id, ...cells[r]!]).toEqual([id, ...COLUMNS.map(() => 'UNREADABLE')]);
});

test('in the middle, also where digits are wide', () => {
  for (const han of [2, 1.4]) {
    const heading = (c: number) => left(c) + 3.1 - (short[c]!.length * han) / 2;
    const cells = tableOf((c, figure) => left(c) + 3.1 - figure.length / 2, heading, all, han);
    expect(read(cells)).toEqual(expected);
  }
});
