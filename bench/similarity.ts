/**
 * Copied text and full text at national size: 100,000 bodies of a year with made-up narratives, one in a hundred of them a 70%
 * copy of another. Prints what imports cost, what the indexes weigh, and how long candidates, verification and searches take.
 *
 *   npm run bench:similarity -- [reports] [folder]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellsOn } from '../src/form/cells';
import { TABLES } from '../src/form/editions';
import { settle } from '../src/form/figures';
import { openStore, type ReportInput, type Store } from '../src/store';
import { milliseconds, once, timed } from './measure';
import { copied, type OwnSentences, ownSentences, sectionsOf } from './narratives';
import { bureausOf, seeded } from './nation';

const SEED = 20240131;
const YEAR = 2023;
const BUREAUS = 34;
const BATCH = 5000;
/** One report in so many is a copy of the one so many before it. */
const COPIES = 100;
const BACK = 57;
const SHARE = 0.7;
/** Reports of each sort that are asked about. */
const ASKED = 500;
/** What is new in a copy may be longer than what it replaced, so that less than 70% of it is copied. */
const LEAST = 0.5;
const SEARCHES = ['复议', '饮用水源', '政府信息公开', '办公室逐项梳理', '饮用水源 学习 培训', '招'];

const ZEROS = settle(
  Object.fromEntries(
    TABLES.map((table) => {
      const cells = new Map(
        cellsOn('2021', table).map(({ id, kind }) => [
          id,
          kind === 'AMOUNT'
            ? ({ state: 'REPORTED', amount: '0', unit: '元' } as const)
            : ({ state: 'REPORTED', count: 0 } as const),
        ]),
      );
      return [table, { edition: '2021' as const, cells }];
    }),
  ),
);

interface Planted {
  readonly copy: number;
  readonly source: number;
}

/** Writes the reports; gives ids of the planted copies and of their sources. */
async function fill(store: Store, reports: number): Promise<{ ids: number[]; planted: Planted[]; characters: number }> {
  const random = seeded(SEED);
  const counties = store.regions.atLevel('COUNTY').slice(0, Math.ceil(reports / BUREAUS));
  const bodies = counties.flatMap(({ id, code, fullName }) =>
    bureausOf({ code, name: fullName }, BUREAUS).map(({ name, kind }) => ({ regionId: id, name, kind })),
  );
  const departments = await store.departments.ensureAll(bodies.slice(0, reports));
  const recent: OwnSentences[] = [];
  const ids: number[] = [];
  let characters = 0;
  for (let from = 0; from < departments.length; from += BATCH) {
    const inputs = departments.slice(from, from + BATCH).map((department, index): ReportInput => {
      const at = from + index;
      const fresh = ownSentences(random);
      const isCopy = at >= BACK && at % COPIES === 0;
      const own = isCopy ? { ...fresh, overview: copied(recent[BACK - 1]!.overview, SHARE, random) } : fresh;
      recent.unshift(own);
      recent.length = Math.min(recent.length, BACK);
      const sections = sectionsOf(department.name, YEAR, own, random);
      for (const { text } of sections) characters += text.length;
      return {
        departmentId: department.id,
        year: YEAR,
        scope: 'OWN',
        figures: ZEROS,
        check: { findings: [], unassessed: [] },
        document: {
          sha256: String(at).padStart(64, '0'),
          fileName: `${at}.txt`,
          mediaType: 'text/plain',
          title: `${department.name}${YEAR}年政府信息公开工作年度报告`,
          body: department.name,
          origins: new Map(),
          notices: [],
          sections,
        },
      };
    });
    for (const { reportId } of await store.writer.putAll(inputs)) ids.push(reportId);
  }
  const planted = ids.flatMap((copy, at) =>
    at >= BACK && at % COPIES === 0 ? [{ copy, source: ids[at - BACK]! }] : [],
  );
  return { ids, planted, characters };
}

/** Bytes of tables and indexes whose names begin so. */
async function bytesOf(store: Store, like: string): Promise<number> {
  const [row] = await store.source.query('SELECT SUM(pgsize) AS bytes FROM dbstat WHERE name LIKE ?', [like]);
  return row.bytes as number;
}

/** Recall: planted copies whose source is found. False positives: whoever else is found, of copies and of reports that are none. */
async function askForCopies(store: Store, ids: readonly number[], planted: readonly Planted[]): Promise<void> {
  const asked = every(planted, ASKED);
  const pairs = new Set(planted.flatMap(({ copy, source }) => [`${copy}/${source}`, `${source}/${copy}`]));
  let found = 0;
  let others = 0;
  const ask = async (id: number): Promise<readonly number[]> => {
    const similar = await store.similar.of(id, { minSimilarity: LEAST });
    const reports = [...new Set(similar.map((one) => one.reportId))];
    others += reports.filter((report) => !pairs.has(`${id}/${report}`)).length;
    return reports;
  };
  const copies = await timed(asked.length, async (at) => {
    const { copy, source } = asked[at]!;
    if ((await ask(copy)).includes(source)) found += 1;
  });
  const looked = asked.length + Math.ceil(asked.length / 10);
  console.log(
    `recall: ${found} of ${looked} copies, ${milliseconds(copies.median)} each with verification and passages, p95 ${milliseconds(copies.p95)}; ${others} others found with them`,
  );
  others = 0;
  const touched = new Set(planted.flatMap(({ copy, source }) => [copy, source]));
  const innocent = every(
    ids.filter((id) => !touched.has(id)),
    ASKED,
  );
  const any = await timed(innocent.length, (at) => ask(innocent[at]!));
  console.log(
    `false positives: ${others} of ${innocent.length + Math.ceil(innocent.length / 10)} reports that are no copies, ${milliseconds(any.median)} each, p95 ${milliseconds(any.p95)}`,
  );
}

/** So many of a list, evenly over it. */
function every<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(list.length / most));
  return list.filter((_, at) => at % step === 0).slice(0, most);
}

async function measure(store: Store, reports: number): Promise<void> {
  let filled!: Awaited<ReturnType<typeof fill>>;
  const idle = process.cpuUsage();
  const importing = await once(async () => {
    filled = await fill(store, reports);
  });
  // The machine may be shared: what it took of a processor says more than the clock.
  const busy = process.cpuUsage(idle).user / 1000;
  const { ids, planted, characters } = filled;
  const each = (value: number): string => (value / ids.length).toFixed(0);
  console.log(`${ids.length} reports of ${each(characters)} characters, ${planted.length} of them 70% copies`);
  console.log(
    `import with narratives: ${(ids.length / (importing / 1000)).toFixed(0)} reports/s, ${(busy / ids.length).toFixed(2)} ms of processor each`,
  );
  for (const [name, like] of [
    ['texts', 'section%'],
    ['marks of sentences', 'sentence_mark%'],
    ['terms', 'search%'],
  ] as const)
    console.log(`${name}: ${each(await bytesOf(store, like))} bytes a report`);
  console.log(`rebuild: ${milliseconds(await once(() => store.rebuild()))}`);
  console.log(`terms after rebuild: ${each(await bytesOf(store, 'search%'))} bytes a report`);

  await askForCopies(store, ids, planted);

  for (const text of SEARCHES) {
    const count = await store.search.countReports(text, {});
    const page = await timed(10, () => store.search.reports(text, {}, undefined, 21));
    const county = store.regions.atLevel('COUNTY')[7]!;
    const within = { low: county.id, high: county.rangeEnd };
    const narrowed = await timed(10, () => store.search.reports(text, { within }, undefined, 21));
    console.log(
      `search ${text}: ${count} found, a page in ${milliseconds(page.median)}, of one county in ${milliseconds(narrowed.median)}`,
    );
  }
  for (const text of ['司法局', '教育', '没有的局']) {
    const page = await timed(10, () => store.search.bodies(text, {}, undefined, 21));
    console.log(`body ${text}: a page in ${milliseconds(page.median)}`);
  }
}

async function main(): Promise<void> {
  const [reports = '100000', given] = process.argv.slice(2);
  const folder = given ?? mkdtempSync(join(tmpdir(), 'gongkai-similarity-'));
  mkdirSync(folder, { recursive: true });
  const store = await openStore({ database: join(folder, 'store.db'), sqlBudgetMs: 60_000 });
  try {
    await measure(store, Number(reports));
  } finally {
    await store.close();
    if (!given) rmSync(folder, { recursive: true });
  }
}

void main();
