import { setTimeout as later } from 'node:timers/promises';
import { Ahead } from '../../src/intake/ahead';

const all = async <T, R>(ahead: Ahead<T, R>, count: number) => {
  const results = [];
  for (let at = 0; at < count; at += 1) results.push(await ahead.next().catch((error: Error) => error.message));
  return results;
};

test('results come in the order of the items, whichever is done first', async () => {
  const items = [30, 5, 20, 1, 10];
  const done: number[] = [];
  const work = async (item: number) => {
    await later(item);
    done.push(item);
    return item;
  };
  const ahead = new Ahead(items, work, () => 1, { items: 5, weight: 5 });
  expect(await all(ahead, 5)).toEqual(items);
  expect(done).not.toEqual(items);
});

test.each([
  ['so many items', { items: 3, weight: 100 }, 3],
  ['so much weight', { items: 10, weight: 25 }, 2],
  ['one item, however heavy', { items: 10, weight: 5 }, 1],
])('never more is in hand than %s', async (_, limits, most) => {
  let started = 0;
  const work = async (item: number) => {
    started += 1;
    await later(1);
    return item;
  };
  const ahead = new Ahead([1, 2, 3, 4, 5, 6], work, () => 10, limits);
  expect(started).toBe(0);
  for (let taken = 1; taken <= 6; taken += 1) {
    expect(await ahead.next()).toBe(taken);
    await later(3);
    expect(started).toBe(Math.min(6, taken + most));
  }
});

test('what one item throws is thrown in its turn, and the others go on', async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error('two');
    return item;
  };
  const ahead = new Ahead([1, 2, 3], work, () => 1, { items: 3, weight: 3 });
  expect(await ahead.next()).toBe(1);
  // Long enough that a rejection nobody looks at would end the process.
  await later(5);
  expect(await all(ahead, 2)).toEqual(['two', 3]);
  await expect(ahead.next()).rejects.toThrow('every result');
});
