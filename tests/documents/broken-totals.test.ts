/** Totals that their column was too narrow for: the last digits stand alone on the line below. */
import { at, COLUMNS, figures, HEADER, label, laidOut, NAMES, place, read, table } from './laid-out-rows';

const all = figures();
const UNREAD = COLUMNS.map(() => 'UNREADABLE');
const onPaper = [...HEADER, at(NAMES.map((name, c) => [place(c), name.slice(0, 2)]))];

/** The rows, the totals of some broken: their last digits on lines of their own, as `below` sets them. */
const broken = (rows: readonly number[], below: (digits: string) => string, row = laidOut) =>
  all.flatMap((counts, r) => {
    const total = String(counts.at(-1));
    if (!rows.includes(r)) return [row(r, counts)];
    return [row(r, [...counts.slice(0, -1), total.slice(0, -1)]), below(total.slice(-1))];
  });

const WIDE = all.flatMap((counts, r) => (counts.at(-1)! > 9 ? [r] : []));
const inFlow = (r: number, counts: readonly (number | string)[]) => `${label(r)} ${counts.join(' ')}`;

test('in text that keeps its layout', async () => {
  expect(WIDE.length).toBeGreaterThan(5);
  expect(read(await table([...onPaper, ...broken(WIDE, (digits) => at([[place(6), digits]]))]))).toEqual(all);
});

test('in text in reading order, where they begin a line', async () => {
  expect(read(await table([...HEADER, ...NAMES, ...broken(WIDE, (digits) => digits, inFlow)]))).toEqual(all);
});

test('one of a single figure may be printed wrong above the number of a page', async () => {
  const row = all.findIndex((counts) => counts.at(-1)! > 9 && counts.filter((count) => count > 0).length === 2);
  const one = read(await table([...HEADER, ...NAMES, ...broken([row], (digits) => digits, inFlow)]))[row];
  expect([UNREAD, all[row]]).toContainEqual(one);
  const wrong = broken([row], () => '7', inFlow);
  expect(read(await table([...HEADER, ...NAMES, ...wrong]))[row]![6]).not.toBe(
    Number(`${String(all[row]!.at(-1)).slice(0, -1)}7`),
  );
});

test("table 4: the last total's, where all blocks add up with them only", async () => {
  const names = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  const blocks = ['行政复议', '行政诉讼', '未经复议直接起诉', '复议后起诉'];
  const header = ['四、政府信息公开行政复议、行政诉讼情况', ...blocks, ...names, ...names, ...names];
  const totals = async (...lines: readonly string[]) => {
    const draft = await table([...header, ...lines], 4);
    return ['directLitigation.total', 'litigationAfterReconsideration.total'].map((id) => draft.cells.get(id)?.count);
  };
  await expect(totals('0 0 0 0 0 3 0 0 0 3 5 8 26 3 4', '2')).resolves.toEqual([3, 42]);
  await expect(totals('0 0 0 0 0 3 0 0 0 3 5 8 26 3 4', '3')).resolves.not.toContain(43);
});
