import { addScore, type Score, scoreTable } from '../../bench/scoring';
import { TABLES } from '../../src/form/editions';
import { parse } from '../../src/parse/parse';
import { generate, LAYOUTS, type Layout } from './generator/document';
import { truthOf } from './generator/figures';

/** Documents a layout: a sample here, thousands in the long run. */
const COUNT = Number(process.env.GONGKAI_DOCUMENTS ?? 14);
const FIRST = Number(process.env.GONGKAI_FIRST_SEED ?? 1);

const zero = (): Score => ({ right: 0, wrong: 0, unread: 0, invented: 0 });

async function measure(layout: Layout): Promise<{ all: Score; plain: Score; failures: string[] }> {
  const all = zero();
  // Documents whose layout shows every cell: the ones that can be read in full.
  const plain = zero();
  const failures: string[] = [];
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const made = await generate(seed, layout);
    const draft = parse(made.document);
    for (const table of TABLES) {
      const { score, misses } = scoreTable(truthOf(made.report, table), draft.tables[table]);
      addScore(all, score);
      if (!made.lossy) addScore(plain, score);
      for (const miss of misses)
        if (miss.kind !== 'unread')
          failures.push(`seed ${seed}: ${miss.kind} ${miss.cell}: printed ${miss.truth}, read ${miss.read}`);
    }
  }
  return { all, plain, failures };
}

describe.each(LAYOUTS)('made-up reports, %s', (layout) => {
  test(
    'no cell is read wrong or invented, and nearly none is unread',
    async () => {
      const { all, plain, failures } = await measure(layout);
      expect(failures.slice(0, 20)).toEqual([]);
      expect(all.right).toBeGreaterThan(COUNT * 100);
      const total = plain.right + plain.unread;
      expect(plain.unread / total).toBeLessThan(0.005);
    },
    60_000 + COUNT * 2_000,
  );
});
