/** A sample of the long run (docs/accuracy.md) of formats that no other suite makes; PDF by a library takes too long for it. */
import { scoreTable } from '../../bench/scoring';
import { extract } from '../../src/extract/extract';
import { TABLES } from '../../src/form/editions';
import { parse } from '../../src/parse/parse';
import { truthOf } from './generator/figures';
import { FORMATS } from './generator/files';
import { Printers } from './generator/printers';

/** Format, files, and cells that are read in each at least. */
const SAMPLES: readonly (readonly [string, number, number])[] = [
  ['html-site', 5, 100],
  ['markdown-ocr', 6, 100],
  ['text-parted', 6, 100],
  ['markdown-parted', 6, 100],
  ['doc', 6, 100],
  ['rtf', 6, 100],
  ['docx-edited', 6, 100],
  ['html-columns', 6, 150],
  ['markdown-columns', 6, 150],
  ['html-wrapped', 4, 100],
  ['html-twice', 12, 150],
  ['docx-twice', 4, 150],
  ['text-twice', 8, 100],
];

describe.each(SAMPLES)('made-up files, %s', (format, count, least) => {
  test('no cell is wrong or invented; files that show every cell are read in full', async () => {
    const printers = new Printers();
    const seeds = Array.from({ length: count }, (_, i) => i + 1);
    const failures: string[] = [];
    let right = 0;
    try {
      for (const [i, file] of (await FORMATS[format]!.make(seeds, printers)).entries()) {
        const { tables } = parse(await extract(file.bytes, { name: file.name }));
        for (const table of TABLES) {
          const { score, misses } = scoreTable(truthOf(file.report, table), tables[table]);
          right += score.right;
          for (const miss of misses)
            if (miss.kind !== 'unread' || !file.lossy) failures.push(`seed ${seeds[i]}: ${miss.kind} ${miss.cell}`);
        }
      }
    } finally {
      await printers.close();
    }
    expect(failures).toEqual([]);
    expect(right).toBeGreaterThan(count * least);
  });
});
