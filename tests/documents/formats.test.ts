import type { Browser } from 'playwright-core';
import { addScore, type Score, scoreTable } from '../../bench/scoring';
import { extract } from '../../src/extract/extract';
import { TABLES } from '../../src/form/editions';
import { parse } from '../../src/parse/parse';
import { describeInBrowser, openBrowser } from '../server/browser';
import { type Report, truthOf } from './generator/figures';
import { csvFile, wordFile, workbookFile } from './generator/office';
import { makePieces } from './generator/pieces';
import { printedPage } from './generator/printed';
import { Random } from './generator/random';

/** Documents a format: a sample here, thousands in the long run. */
const COUNT = Number(process.env.GONGKAI_DOCUMENTS ?? 10);
const FIRST = Number(process.env.GONGKAI_FIRST_SEED ?? 1);

interface Sample {
  readonly report: Report;
  readonly bytes: Uint8Array;
  /** Blank cells that the file does not show. */
  readonly lossy?: boolean;
}

/** Reads a file a seed and scores it: nothing wrong, nothing invented, nearly nothing unread. */
async function measure(name: string, make: (random: Random) => Promise<Sample>): Promise<void> {
  const all: Score = { right: 0, wrong: 0, unread: 0, invented: 0 };
  const plain: Score = { right: 0, wrong: 0, unread: 0, invented: 0 };
  const failures: string[] = [];
  const unread: string[] = [];
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const sample = await make(new Random(seed));
    const draft = parse(await extract(sample.bytes, { name }));
    expect({ seed, year: draft.year }).toEqual({ seed, year: sample.report.year });
    for (const table of TABLES) {
      const { score, misses } = scoreTable(truthOf(sample.report, table), draft.tables[table]);
      addScore(all, score);
      if (!sample.lossy) addScore(plain, score);
      for (const miss of misses) {
        const line = `seed ${seed}: ${miss.kind} ${miss.cell}: printed ${miss.truth}, read ${miss.read}`;
        (miss.kind === 'unread' ? unread : failures).push(line);
      }
    }
  }
  if (process.env.GONGKAI_DOCUMENTS) console.log(name, JSON.stringify(all), `\n${unread.slice(0, 40).join('\n')}`);
  expect(failures.slice(0, 20)).toEqual([]);
  expect(all.right).toBeGreaterThan(COUNT * 100);
  expect(plain.unread / (plain.right + plain.unread)).toBeLessThan(0.005);
}

const LONG = 60_000 + COUNT * 3_000;

describe('made-up reports as files of office programs', () => {
  test(
    'Word documents with merged cells',
    () =>
      measure('report.docx', async (random) => {
        const pieces = makePieces(random, random.chance(0.4));
        return { report: pieces.report, bytes: await wordFile(random, pieces) };
      }),
    LONG,
  );

  test(
    'workbooks',
    () =>
      measure('report.xlsx', async (random) => {
        const pieces = makePieces(random, random.chance(0.4));
        return { report: pieces.report, bytes: await workbookFile(random, pieces) };
      }),
    LONG,
  );

  test(
    'CSV',
    () =>
      measure('report.csv', async (random) => {
        const pieces = makePieces(random, random.chance(0.4));
        return { report: pieces.report, bytes: csvFile(random, pieces) };
      }),
    LONG,
  );
});

describeInBrowser()('made-up reports printed by a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test(
    'PDF on paper of several sizes, with and without rules',
    async () => {
      const page = await browser.newPage();
      await measure('report.pdf', async (random) => {
        const printed = printedPage(random);
        await page.setContent(printed.html);
        return { report: printed.report, bytes: await page.pdf(printed.options), lossy: printed.lossy };
      });
    },
    LONG,
  );
});
