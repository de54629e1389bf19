/**
 * Table 3 with blank cells in the text of a program that takes it from pages, where no row of a page is whole: which columns its figures are of.
 */
import { figures, label, NAMES, read, table } from './laid-out-rows';

type Row = readonly (number | string)[];
const UNREAD = new Array<string>(7).fill('UNREADABLE');
const FIRST = 44;
const counted = (places: readonly (readonly [number, string])[]) =>
  places.reduce((line, [place, text]) => line + ' '.repeat(Math.max(0, place - line.length)) + text, '');
const line = (text: string, row: Row, places: readonly number[]) =>
  counted([
    [0, text],
    ...row.flatMap((cell, c): [number, string][] => (cell === '' ? [] : [[places[c]!, String(cell)]])),
  ]);
const every = (width: number, from = FIRST) => NAMES.map((_, c) => from + width * c);
/** A blank line between rows shows that no figure was pulled down to the next. */
const spaced = (rows: readonly Row[], places: readonly number[]) =>
  rows.map((row, r) => `${line(label(r), row, places)}\n`);
const TITLE = ['三、收到和处理政府信息公开申请情况', '申请人情况'];
const headings = (places: readonly number[], names: readonly string[] = NAMES.map((name) => name.slice(0, 3))) =>
  counted(names.map((name, c): [number, string] => [places[c]!, name]));
const expected = (rows: readonly Row[]) => rows.map((row) => row.map((cell) => (cell === '' ? 'BLANK' : cell)));

/** Natural persons, commercial enterprises and totals; zeros are blank. */
const few: Row[] = figures().map((row) => row.map((cell) => (cell === 0 ? '' : cell)));
const page = 10;

describe('table 3 with blank cells in text of pages', () => {
  test('figures that the program moved right of their headings are of these, as the first columns and the totals show', async () => {
    // Each four digits behind its heading, the words of organisations one blank apart.
    const names = [44, 54, 58, 62, 66, 74, 84];
    const places = [48, 55, 60, 65, 70, 78, 88];
    const rows = few.map((row) => row.map((cell, c) => (c < 2 || c === 6 ? cell : '')));
    expect(read(await table([...TITLE, headings(names), ...spaced(rows, places), '\f']))).toEqual(expected(rows));
  });

  test('figures of one column between words of a line, which stand closer together than on paper, are unread', async () => {
    const names = [44, 54, 58, 62, 66, 74, 84];
    const rows = few.map((row) => [row[0]!, '', '', row[1]!, '', '', row[6]!]);
    const places = [45, 0, 0, 60, 0, 0, 85];
    const cells = read(await table([...TITLE, headings(names), ...spaced(rows, places), '\f']));
    const isWithout = (r: number) => rows[r]![3] === '';
    for (const [r, row] of rows.entries()) expect(cells[r]).toEqual(isWithout(r) ? expected([row])[0] : UNREAD);
  });

  test('headings in two lines, of which the upper one has a single letter', async () => {
    const names = ['自然', '商业', '科研', '社会', '法律', '其', '总'];
    const below = ['人', '企业', '机构', '公益', '服务', '他', '计'];
    const places = every(7);
    const header = [headings(places, names), headings(places, below)];
    expect(read(await table([...TITLE, ...header, ...spaced(few, places), '\f']))).toEqual(expected(few));
  });

  test('the next page has the same columns where what came in equals what went out in each', async () => {
    const pages = [
      ...spaced(few, every(7)).slice(0, page),
      `\f${spaced(few, every(5, 50)).slice(page)[0]}`,
      ...spaced(few, every(5, 50)).slice(page + 1),
    ];
    expect(read(await table([...TITLE, headings(every(7)), ...pages]))).toEqual(expected(few));
  });

  const some: Row[] = figures().map((row, r) => row.map((cell, c) => (r % 3 === 1 && c === r % 6 ? '' : cell)));

  test('figures of one column in two places side by side, as whole rows show', async () => {
    const [left, right] = [every(7), every(7).map((place, c) => (c === 2 ? place + 1 : place))];
    const text = some.map((row, r) => line(label(r), row, r % 2 === 0 ? left : right));
    const cells = read(await table([...TITLE, headings(left), ...text, '\f']));
    expect(cells).toEqual(expected(some));
  });

  test('figures that whole rows have as words of a line, one blank apart, show no places', async () => {
    const places = [44, 51, 58, 62, 64, 66, 68];
    const text = few.map((_, r) => line(label(r), [0, 0, 0, 0, 0, 0, 0], places));
    // The sixth figure of this row stands in its place, where the seventh of the others does.
    text[9] = line(label(9), [0, 0, 0, 0, '', '', 0], places);
    const cells = read(await table([...TITLE, headings(every(7)), ...text, '\f']));
    expect(cells[9]).toEqual(UNREAD);
    expect(cells[10]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('a page without totals and headings: six figures in a row, the last of which is no sum', async () => {
    const rows: Row[] = some.map((row, r) => (r < page || r > 20 ? row : row.map((cell, c) => (c === 6 ? '' : cell))));
    const [first, second] = [spaced(rows, every(7)), spaced(rows, every(4, 50))];
    const third = spaced(rows, every(6, 46));
    const pages = [...first.slice(0, page), `\f${second[page]}`, ...second.slice(page + 1, 21)];
    const text = [...TITLE, headings(every(7)), ...pages, `\f${third[21]}`, ...third.slice(22)];
    expect(read(await table(text))).toEqual(expected(rows));
  });

  test('a number that a label lost its sign of is no figure of a column', async () => {
    // No row of the second page has both the sixth column and a total.
    const rows: Row[] = some.map((row, r) =>
      r < page ? row : [0, 0, 0, 0, 0, r % 2 === 0 ? 0 : '', r % 2 === 0 ? '' : 0],
    );
    const second = spaced(rows, every(4, 50));
    const [upper, lower] = [label(13).slice(2, 8), label(13).slice(8)];
    const figuresOf13 = line('', rows[13]!, every(4, 50)).replace(/^ {7}/, '      2');
    const numbered = [`      、${upper}`, figuresOf13, `      ${lower}`, ''];
    const text = [...spaced(rows, every(7)).slice(0, page), `\f${second[page]}`, ...second.slice(page + 1, 13)];
    const cells = read(await table([...TITLE, headings(every(7)), ...text, ...numbered, ...second.slice(14), '\f']));
    for (const r of [13, 14, 15, 16]) expect([UNREAD, expected(rows)[r]]).toContainEqual(cells[r]);
  });

  test('two rows that the program set cell by cell are no sign that the text lost its layout', async () => {
    const text = some.map((row, r) => line(label(r), row, every(7)));
    const cell = (r: number, c: number) =>
      line(
        '',
        NAMES.map((_, i) => (i === c ? some[r]![c]! : '')),
        every(7),
      );
    const torn = [8, 9, 14, 15].map((r) => [label(r), ...NAMES.flatMap((_, c) => cell(r, c) || [])].join('\n'));
    for (const [i, r] of [8, 9, 14, 15].entries()) text[r] = torn[i]!;
    const cells = read(await table([...TITLE, headings(every(7)), ...text, '\f']));
    for (const r of [1, 4, 19, 22]) expect(cells[r]).toEqual(expected(some)[r]);
  });

  test('where figures of two columns run together, those of other rows may do so, too', async () => {
    const rows: Row[] = few.map((row) => row.map((cell, c) => (c < 4 && cell === '' ? 0 : cell)));
    const text = spaced(rows, every(7));
    text[3] = `${line(label(3), [5, '00', '', 0, '', '', ''], every(7))}\n`;
    text[8] = `${line(label(8), [0, '40', '', 0, '', '', ''], every(7))}\n`;
    const cells = read(await table([...TITLE, headings(every(7)), ...text, '\f']));
    expect(cells[8]).toEqual(UNREAD);
  });

  test('a row whose figures are more than its total is unread where they are known by their places', async () => {
    const rows: Row[] = few.map((row, r) => (r === 12 ? [8, 5, '', '', '', '', 7] : row));
    const cells = read(await table([...TITLE, headings(every(7)), ...spaced(rows, every(7)), '\f']));
    expect(cells[12]).toEqual(UNREAD);
  });

  test('figures on the line of the row below, and so on down to a row that has none', async () => {
    // Rows 4 to 6 have figures, which stand a line lower; rows 7 and 11 have none.
    const rows: Row[] = few.map((row, r) =>
      r < 4 || r > 11 ? row : r < 7 ? [r, '', '', '', '', '', r] : row.map(() => ''),
    );
    const moved = rows.map((row, r) => (r > 3 && r < 8 ? rows[r === 4 ? 7 : r - 1]! : row));
    const text = moved.map((row, r) => line(`${r > 3 && r < 9 ? '不予公开' : ''}${label(r)}`, row, every(7)));
    const cells = read(
      await table([
        ...TITLE,
        headings(every(7)),
        ...text.map((each, r) => (r < 4 || r > 8 ? `${each}\n` : each)),
        '\f',
      ]),
    );
    for (const r of [4, 5, 6, 7]) expect([UNREAD, expected(rows)[r]]).toContainEqual(cells[r]);
  });
});
