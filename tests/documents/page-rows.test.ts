/**
 * Table 3 with blank cells in the text of a program that takes it from pages, each character as wide as a digit and each page set by itself:
 * rows that it tore are unread, the others are read.
 */
import { figures, IDS, label, NAMES, read, table } from './laid-out-rows';

const BLANK = new Array<string>(7).fill('BLANK');
const UNREAD = new Array<string>(7).fill('UNREADABLE');
const counted = (places: readonly (readonly [number, string])[]) =>
  places.reduce((line, [place, text]) => line + ' '.repeat(Math.max(0, place - line.length)) + text, '');
type Row = readonly (number | string)[];
const FIRST = 44;
const line = (text: string, row: Row, from = FIRST) =>
  counted([
    [0, text],
    ...row.flatMap((cell, c): [number, string][] => (cell === '' ? [] : [[from + 7 * c, String(cell)]])),
  ]);
const header = (from = FIRST) => [
  '申请人情况',
  counted(NAMES.map((name, c): [number, string] => [from + 7 * c - 1, name.slice(0, 3)])),
];
const HEAD = ['三、收到和处理政府信息公开申请情况', ...header()];
/** Zeros are printed; a cell of every third row is blank. */
const some: Row[] = figures().map((row, r) => row.map((cell, c) => (r % 3 === 1 && c === r % 6 ? '' : cell)));
const expected = (rows: readonly Row[]) => rows.map((row) => row.map((cell) => (cell === '' ? 'BLANK' : cell)));
const lines = (rows: readonly Row[]) => rows.map((row, r) => line(label(r), row));

describe('table 3 with blank cells in text of pages', () => {
  test('a row that is torn is unread, and the others are read', async () => {
    const text = lines(some);
    text[12] = `${label(12)}\n${' '.repeat(FIRST)}0\n${' '.repeat(FIRST + 7)}0`;
    const cells = read(await table([...HEAD, ...text]));
    expect(cells[12]).toEqual(UNREAD);
    const others = [...IDS.keys()].filter((r) => r < 11 || r > 13);
    expect(others.map((r) => cells[r])).toEqual(others.map((r) => expected(some)[r]));
  });

  test('a row of which digits set apart make up for a blank cell is not read as a whole one', async () => {
    const text = lines(some);
    const [first, ...rest] = ['8', '3', '0', '0', '7'];
    text[1] = counted([
      [0, label(1)],
      [FIRST, first!],
      ...[1, 3, 4, 5].map((c, i): [number, string] => [FIRST + 7 * c, rest[i]!]),
      [FIRST + 42, '1 8'],
    ]);
    const cells = read(await table([...HEAD, ...text]));
    expect([UNREAD, [8, 3, 'BLANK', 0, 0, 7, 18]]).toContainEqual(cells[1]);
  });

  test('labels before figures that stand beside none of them are no blank rows, whatever other rows show', async () => {
    const figures = some.slice(0, 17).flatMap((row) => row.filter((cell) => cell !== '').map(String));
    const text = lines(some.map((row, r) => (r < 18 ? [] : row)));
    const cells = read(await table([...HEAD, ...text.slice(0, 18), ...figures, ...text.slice(18), '\f']));
    expect(cells.slice(0, 16).flat()).not.toContain('BLANK');
  });

  test('rows between one without figures and figures without a row may have those of others', async () => {
    const text = lines(some);
    const moved = [5, 6, 7].map((r) => line(label(r), some[r - 1]!));
    text.splice(4, 4, label(4), ...moved, line('', some[7]!));
    const cells = read(await table([...HEAD, ...text]));
    for (const r of [4, 5, 6, 7]) expect(cells[r]).toEqual(UNREAD);
    expect(cells[14]).toEqual(expected(some)[14]);
  });

  test('figures stand on any line of their label, with more letters above and below', async () => {
    const text = some.map((row, r) => {
      const [a, b] = [label(r).slice(0, 4), label(r).slice(4)];
      return r < 2 ? [a, line('', row), b].join('\n') : line(label(r), row);
    });
    expect(read(await table([...HEAD, ...text]))).toEqual(expected(some));
  });

  test("a label's number on the line of the figures is none of them, where the total is blank", async () => {
    const rows = some.map((row) => row.map((cell, c) => (c === 6 ? '' : cell)));
    const text = rows.map((row, r) => {
      const [, number, words] = /^(\d+\.)(.*)/.exec(label(r)) ?? [];
      return number && words
        ? [
            `   ${words}`,
            counted([
              [0, number],
              [0, line('', row)],
            ]),
          ].join('\n')
        : line(label(r), row);
    });
    const cells = read(await table([...HEAD, ...text, '\f']));
    for (const [r, row] of expected(rows).entries()) expect([UNREAD, row]).toContainEqual(cells[r]);
  });

  test('columns stand elsewhere on each page', async () => {
    const text = lines(some);
    const next = some.map((row, r) => line(label(r), row, FIRST + 4));
    const pages = [...text.slice(0, 10), `\f${next[10]!}`, ...next.slice(11)];
    expect(read(await table([...HEAD, ...pages]))).toEqual(expected(some));
  });

  describe('where zeros are blank', () => {
    const few: Row[] = figures().map((row) => row.map((cell) => (cell === 0 ? '' : cell)));

    // A blank line between rows shows that no figure was pulled down to the next.
    const spaced = (rows: readonly Row[]) => lines(rows).map((text) => `${text}\n`);

    test('figures are read below the headings of their page', async () => {
      const cells = read(await table([...HEAD, ...spaced(few), '\f']));
      expect(cells).toEqual(expected(few));
      expect(cells).toContainEqual(BLANK);
    });

    test('figures right below a row without any may be its own', async () => {
      const cells = read(await table([...HEAD, ...lines(few), '\f']));
      const bare = few.findIndex((row, r) => /^（/.test(label(r)) && row.every((cell) => cell === ''));
      expect([cells[bare], cells[bare + 1]]).toEqual([UNREAD, UNREAD]);
    });

    test('but not where the program set these apart from the rows', async () => {
      const [first, ...rest] = HEAD;
      const apart = [first!, ...rest.slice(0, -1), ...header(FIRST - 7).slice(1)];
      const cells = read(await table([...apart, ...spaced(few), '\f']));
      expect(cells[0]).toEqual(UNREAD);
    });

    test('nor on a page without headings of which the sums do not show that it has the same columns', async () => {
      const other = few.map((row, r) => (r < few.length - 2 ? row : row.map((cell, c) => (c < 2 ? 77 : cell))));
      const next = other.map((row, r) => `${line(label(r), row, FIRST + 4)}\n`);
      const cells = read(await table([...HEAD, ...spaced(few).slice(0, 10), `\f${next[10]!}`, ...next.slice(11)]));
      expect(cells.slice(0, 9)).toEqual(expected(few).slice(0, 9));
      expect(
        cells
          .slice(10)
          .flat()
          .every((cell) => typeof cell === 'string'),
      ).toBe(true);
    });
  });
});

test.each([
  ['-', '0', '-'],
  ['-', '7', '-'],
])('marks and a figure in columns of table 2 (%s %s %s) are no number of a page', async (...row: string[]) => {
  const texts = (cells: readonly string[]) =>
    counted(cells.map((text, i): [number, string] => [[0, 22, 36, 52][i]!, text]));
  const draft = await table(
    [
      '二、主动公开政府信息情况',
      '第二十条第（五）项',
      texts(['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']),
      texts(['行政许可', '9', '3', '2']),
      texts(['其他对外管理服务事项', '83', '1', '5']),
      '第二十条第（六）项',
      texts(['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']),
      `行政处\n${texts(['', ...row])}\n罚`,
      texts(['行政强制', '0', '-', '4']),
    ],
    2,
  );
  const states = ['previousItems', 'itemChange', 'decisions'].map((id) => draft.cells.get(`penalties.${id}`)!);
  expect(states.map(({ state, count }) => count ?? state)).toEqual([
    'NOT_APPLICABLE',
    Number(row[1]),
    'NOT_APPLICABLE',
  ]);
});

test('a row of table 2 beside figures of no row is unread', async () => {
  const texts = (...cells: readonly string[]) =>
    counted(cells.map((text, i): [number, string] => [[0, 22, 36, 52][i]!, text]));
  const headings = texts('信息内容', '上一年项目数量', '本年增/减', '处理决定数量');
  const draft = await table(
    [
      '二、主动公开政府信息情况',
      '第二十条第（五）项',
      headings,
      texts('', '8（其中新立2', '850（其中新立3'),
      texts('行政许可', '    件）', '    件）', '0'),
      texts('其他对外管理服务事项', '9', '1', '5'),
      '第二十条第（六）项',
      headings,
      texts('行政处罚', '9', '3', '2'),
      texts('行政强制', '83', '1', '5'),
      '\f',
    ],
    2,
  );
  expect(draft.cells.get('licensing.previousItems')!.state).not.toBe('BLANK');
});
