/** Every cell as one table: of one state of the data, however long the reading takes. */
import { readdirSync } from 'node:fs';
import { cellsTable } from '../../src/publish/cells';
import type { FlatValue } from '../../src/publish/flat';
import { put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;

beforeAll(async () => {
  small = await smallStore([]);
  // More reports than are read at a time.
  for (let at = 0; at < 230; at++)
    await put(small.store, { region: ZI, body: `子区第${at}局`, year: 2023, cells: { 'received.total': at } });
});

afterAll(() => small.close());

const ask = { years: { from: 2023, to: 2023 }, cells: ['received.total'] };

test('what is written while the table is read is not seen by it', async () => {
  const { columns, batches } = cellsTable(small.store, ask, 'zh');
  const iterator = batches[Symbol.asyncIterator]();
  const read: (readonly FlatValue[])[] = [...(await iterator.next()).value];
  await put(small.store, { region: ZI, body: '子区第229局', year: 2023, cells: { 'received.total': 7777 } });
  await put(small.store, { region: ZI, body: '子区新局', year: 2023, cells: { 'received.total': 8888 } });
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) read.push(...next.value);
  const value = columns.findIndex(({ id }) => id === 'value');
  expect(read.map((row) => row[value])).toEqual(Array.from({ length: 230 }, (_, at) => at));
});

/** What a process holds open can be counted there. */
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a reader that stops early leaves nothing open', async () => {
  const before = openFiles();
  for (let times = 0; times < 20; times++)
    for await (const batch of cellsTable(small.store, ask, 'zh').batches) if (batch.length > 0) break;
  expect(openFiles()).toBe(before);
});

/** Files that this process holds open. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}
