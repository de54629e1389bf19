/** Text with one cell a line: blank cells that signs between the cells show, and one that nothing shows. */
import { figures, HEADER, label, NAMES, read, table } from './laid-out-rows';

const all = figures();
const parted = (rows: readonly (readonly (number | string)[])[]) => [
  ...HEADER,
  ...NAMES.flatMap((name) => [name, '|']),
  ...rows.flatMap((counts, r) => [label(r), ...counts].flatMap((cell) => [String(cell), '|'])),
];
const expected = (rows: readonly (readonly (number | string)[])[]) =>
  rows.map((row) => row.map((count) => (count === '' ? 'BLANK' : count)));

test('rows with blank totals, and blank cells in their sums, are read as they stand', async () => {
  const open = all.map((row, r) => row.map((count, c) => (c === 6 || (r + c) % 4 === 0 ? '' : count)));
  expect(read(await table(parted(open)))).toEqual(expected(open));
});

test('without any blank cell, rows that contradict themselves and the table are in doubt', async () => {
  const wrong = all.map((row, r) => (r > 4 && r < 9 ? [...row.slice(1), 77] : row));
  expect(read(await table(parted(wrong)))[6]).toEqual(wrong[6]!.map(() => 'UNREADABLE'));
});

test('where every other cell is printed, one that its row lacks may be blank, or lost', async () => {
  const row = all.findIndex((counts, r) => r > 2 && counts.at(-1)! > 0);
  const lines = all.map((counts, r) => [label(r), ...(r === row ? counts.slice(0, -1) : counts)].join('\n\n'));
  const cells = read(await table([...HEADER, ...NAMES, ...lines]));
  expect(cells[row]!.at(-1)).toBe('UNREADABLE');
  expect(cells.filter((_, r) => r !== row)).toEqual(all.filter((_, r) => r !== row));
});
