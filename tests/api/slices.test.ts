import fc from 'fast-check';
import { inSlices, sorted } from '../../src/graph/slices';

it('sorts in slices as a list sorts itself, equal items in their order', async () => {
  const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), id: fc.integer() }), {
    maxLength: 3000,
    size: 'max',
  });
  const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
  await fc.assert(
    fc.asyncProperty(items, async (list) => {
      expect(await inSlices(sorted(list, compare))).toEqual([...list].sort(compare));
    }),
    { numRuns: 30 },
  );
});

it('gives others a turn before long work is done', async () => {
  const turns: string[] = [];
  function* long(): Generator<void, string> {
    for (const until = performance.now() + 40; performance.now() < until; ) yield;
    turns.push('done');
    return 'result';
  }
  setImmediate(() => turns.push('other'));
  expect(await inSlices(long())).toBe('result');
  expect(turns).toEqual(['other', 'done']);
});
