import { copied, ownSentences, sectionsOf } from '../../bench/narratives';
import { seeded } from '../../bench/nation';
import type { Store } from '../../src/store';
import { BY, closeAll, newStore } from '../store/opened';
import { addBureaus, addDistricts, type Corpus, fill, narrated } from './corpus';

afterAll(closeAll);

/** Every tenth body from the 50th on copies a share of the sentences of the body 45 before it, which copied nothing. */
const SHARES = [0.3, 0.5, 0.7, 0.9, 1];
const isCopy = (at: number): boolean => at >= 50 && at % 10 === 0;
const shareOf = (at: number): number => SHARES[Math.floor(at / 10) % SHARES.length]!;

/** Share by letters of the sentences that stand in another text, figures aside. */
function shareTaken(sentences: readonly string[], from: readonly string[]): number {
  const letters = (text: string): string => text.replace(/[\d，。]+/g, '');
  const known = new Set(from.map(letters));
  const all = sentences.map(letters);
  const length = (list: readonly string[]): number => list.join('').length;
  return length(all.filter((each) => known.has(each))) / length(all);
}

describe('a corpus of 300 bodies', () => {
  let store: Store;
  let reports: Corpus['reports'];
  beforeAll(async () => {
    store = await newStore();
    const bodies = await addBureaus(store, await addDistricts(store, 30));
    const random = seeded(7);
    reports = await fill(store, bodies, 11, (at, earlier, own) =>
      isCopy(at) ? { ...own, overview: copied(earlier[at - 45]!.overview, shareOf(at), random) } : own,
    );
  });

  const planted = () => reports.map((_, at) => at).filter(isCopy);

  test('a copy of a share of sentences is found with that share, figures and names aside', async () => {
    const seen = new Set<number>();
    for (const at of planted()) {
      const found = await store.similar.of(reports[at]!.id, { minSimilarity: 0.2, section: 'OVERVIEW' });
      const source = found.find((each) => each.reportId === reports[at - 45]!.id);
      // A clause may be the same by chance, so that a little more is found than was taken.
      const excess = (source?.similarity ?? 0) - shareTaken(reports[at]!.own.overview, reports[at - 45]!.own.overview);
      expect(excess).toBeGreaterThan(-0.02);
      expect(excess).toBeLessThan(0.12);
      expect(source!.rawSimilarity).toBeLessThanOrEqual(source!.similarity);
      expect(source).toMatchObject({ section: 'OVERVIEW', ownLastYear: false, year: 2023 });
      seen.add(shareOf(at));
    }
    expect([...seen].sort()).toEqual(SHARES);
  });

  test('bodies that copied nothing resemble nobody', async () => {
    for (let at = 0; at < 50; at += 3) {
      const found = await store.similar.of(reports[at]!.id, { minSimilarity: 0.5 });
      const copies = planted().filter((copy) => copy - 45 === at);
      expect(found.filter((each) => !copies.some((copy) => reports[copy]!.id === each.reportId))).toEqual([]);
    }
  });

  test('passages name the same words in both texts', async () => {
    const at = planted().find((each) => shareOf(each) === 0.7)!;
    const [best] = await store.similar.of(reports[at]!.id, { minSimilarity: 0.5, section: 'OVERVIEW' });
    const texts = await Promise.all(
      [reports[at]!.id, best!.reportId].map(async (id) => {
        const report = (await store.reports.byId(id))!;
        return (await store.reports.sections([report.documentId!])).get(report.documentId!)![0]!.text;
      }),
    );
    // Names and figures aside, and what of the law's title is no letter.
    const words = (text: string): string => text.replace(/[\s\d，。《》]|..区..局/g, '');
    expect(best!.passages.length).toBeGreaterThan(0);
    for (const { start, end, otherStart, otherEnd } of best!.passages)
      expect(words(texts[0]!.slice(start, end))).toBe(words(texts[1]!.slice(otherStart, otherEnd)));
  });

  test('the pairs of a region and year are listed once, page by page', async () => {
    const within = store.regions.byCode('990100')!.id;
    const pages: string[] = [];
    let after: { regionId: number; reportId: number } | undefined;
    do {
      const page = await store.similar.pairs({ year: 2023, within, minSimilarity: 0.85, first: 2, after });
      pages.push(...page.pairs.map(({ of, reportId }) => [of, reportId].sort((a, b) => a - b).join('-')));
      after = page.next;
    } while (after);
    const expected = planted()
      .filter((at) => shareOf(at) === 1)
      .map((at) => `${reports[at - 45]!.id}-${reports[at]!.id}`);
    expect(expected.length).toBeGreaterThan(2);
    for (const pair of expected) expect(pages.filter((each) => each === pair)).toHaveLength(1);
  });
});

test('templates do not count: neither what many share nor what the law and the form say', async () => {
  const store = await newStore();
  const bodies = await addBureaus(store, await addDistricts(store, 4));
  const random = seeded(3);
  const shared = ownSentences(random).overview;
  // Of 40 bodies all have the same text, which makes it a template; two of them add the same sentences of their own.
  const added = ownSentences(random).overview;
  const departments = await store.departments.get(bodies);
  const put = await store.writer.putAll(
    departments.map((department, at) => {
      const overview = at < 2 ? [...shared, ...added] : [...shared, ...ownSentences(random).overview];
      return narrated(
        department!.id,
        department!.name,
        sectionsOf(department!.name, 2023, { overview, problems: [] }, random, 0),
      );
    }),
  );
  const [one, other, third] = put.map(({ reportId }) => reportId);
  expect(await store.similar.of(one!, { minSimilarity: 0.3 })).toMatchObject([{ reportId: other, similarity: 1 }]);
  expect(await store.similar.of(third!, { minSimilarity: 0.3 })).toEqual([]);
});

test('the law and the form are nobody’s text, in a store of two reports as well', async () => {
  const store = await newStore();
  const bodies = await addBureaus(store, await addDistricts(store, 1));
  const text =
    '行政机关公开政府信息，应当坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。本年度没有其他需要报告的事项。';
  const sections = [{ key: 'OVERVIEW', heading: '一、总体情况', text } as const];
  const [one] = await store.writer.putAll(bodies.slice(0, 2).map((id) => narrated(id, '某局', sections)));
  expect(await store.similar.of(one!.reportId, { minSimilarity: 0.1 })).toEqual([]);
});

describe('one body over the years', () => {
  test('its own last year is compared, and figures aside it is the same', async () => {
    const store = await newStore();
    const [id] = await addBureaus(store, await addDistricts(store, 1));
    const random = seeded(5);
    const own = ownSentences(random);
    const name = '甲甲区司法局';
    const years = [2021, 2022, 2023].map((year) =>
      narrated(id!, name, sectionsOf(name, year, { ...own, overview: copied(own.overview, 1, random) }, random, 0), {
        year,
      }),
    );
    const put = await store.writer.putAll(years);
    const found = await store.similar.of(put[2]!.reportId, { section: 'OVERVIEW' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ reportId: put[1]!.reportId, ownLastYear: true, year: 2022, similarity: 1 });
    expect(found[0]!.rawSimilarity).toBeLessThan(1);
  });

  test('a withdrawn or superseded text is found no more', async () => {
    const store = await newStore();
    const [one, other] = await addBureaus(store, await addDistricts(store, 1));
    const random = seeded(6);
    const own = ownSentences(random);
    const sections = (name: string) => sectionsOf(name, 2023, own, random, 0);
    const first = await store.writer.put(narrated(one!, '甲甲区司法局', sections('甲甲区司法局')));
    const second = await store.writer.put(narrated(other!, '甲甲区教育局', sections('甲甲区教育局')));
    const similar = async () => (await store.similar.of(first.reportId)).map(({ reportId }) => reportId);
    expect(new Set(await similar())).toEqual(new Set([second.reportId]));
    await store.writer.withdraw(second.reportId, BY);
    expect(await similar()).toEqual([]);
    await store.writer.restore(second.reportId, BY);
    expect(new Set(await similar())).toEqual(new Set([second.reportId]));
    const rewritten = sectionsOf('甲甲区教育局', 2023, ownSentences(random), random, 0);
    await store.writer.put(narrated(other!, '甲甲区教育局', rewritten));
    expect(await similar()).toEqual([]);
    expect(await store.verify()).toEqual([]);
  });
});
