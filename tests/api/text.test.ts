/** Copied text and full text over GraphQL. */
import { copied, ownSentences, sectionsOf } from '../../bench/narratives';
import { seeded } from '../../bench/nation';
import type { Store } from '../../src/store';
import { type Answer, ask, codeOf } from '../fixtures/ask';
import { addBureaus, addDistricts, narrated } from '../similarity/corpus';
import { closeAll, newStore } from '../store/opened';

afterAll(closeAll);

const NAMES = ['甲甲区司法局', '甲甲区教育局', '甲甲区民政局'];
const idOf = (type: string, key: string | number): string => Buffer.from(`${type}:${key}`).toString('base64url');

let store: Store;
/** Of 2023, by the place in `NAMES`; the last one is the first body's of 2022. */
const ids: string[] = [];
beforeAll(async () => {
  store = await newStore();
  const bodies = await addBureaus(store, await addDistricts(store, 1));
  const random = seeded(12);
  const first = ownSentences(random);
  // The second copies all of the first's section 一, the third half of it.
  const own = [
    first,
    { ...ownSentences(random), overview: copied(first.overview, 1, random) },
    { ...ownSentences(random), overview: copied(first.overview, 0.5, random) },
  ];
  for (const [at, name] of NAMES.entries()) {
    const put = await store.writer.put(narrated(bodies[at]!, name, sectionsOf(name, 2023, own[at]!, random, 0)));
    ids.push(idOf('Report', put.reportId));
  }
  const earlier = sectionsOf(NAMES[0]!, 2022, first, random, 0);
  const put = await store.writer.put(narrated(bodies[0]!, NAMES[0]!, earlier, { year: 2022 }));
  ids.push(idOf('Report', put.reportId));
});

const similar = async (args: string, fields: string): Promise<Answer> =>
  (await ask(store, `{ report(id: "${ids[0]}") { similar${args} { ${fields} } } }`)).report.similar;

describe('Report.similar', () => {
  it('gives the most similar first, with the words that are the same', async () => {
    const { totalCount, nodes } = await similar(
      '(minSimilarity: 0.4, section: OVERVIEW)',
      `totalCount nodes { report { id } section similarity rawSimilarity otherSimilarity ownLastYear
         passages { text start end otherText otherStart otherEnd } }`,
    );
    expect(totalCount).toBe(3);
    expect(nodes.map((node: Answer) => node.report.id)).toEqual([ids[3], ids[1], ids[2]]);
    expect(nodes.map((node: Answer) => node.ownLastYear)).toEqual([true, false, false]);
    expect(nodes[1].similarity).toBeGreaterThan(0.97);
    expect(nodes[2].similarity).toBeLessThan(0.75);
    const words = (text: string): string => text.replace(/[\s\d，。]/g, '');
    for (const { text, otherText } of nodes[1].passages) expect(words(text)).toContain(words(otherText).slice(10, 30));
    expect(nodes[1].passages.length).toBeGreaterThan(0);
  });

  it('keeps to what is asked for', async () => {
    const reports = async (args: string): Promise<string[]> =>
      (await similar(args, 'nodes { report { id } }')).nodes.map((node: Answer) => node.report.id);
    expect(new Set(await reports(''))).toEqual(new Set([ids[1], ids[3]]));
    expect(await reports('(section: PROBLEMS)')).toEqual([ids[3]]);
    expect(await reports('(section: REMEDIES)')).toEqual([]);
  });

  it('goes on from a cursor', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = await similar(
        `(minSimilarity: 0.4, first: 1${after})`,
        'pageInfo { hasNextPage endCursor } nodes { report { id } section }',
      );
      seen.push(...page.nodes.map((node: Answer) => `${node.report.id} ${node.section}`));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it('refuses what cannot be, and more than a server should do at a time', async () => {
    for (const least of [0, -1, 1.01])
      expect(
        await codeOf(store, `{ report(id: "${ids[0]}") { similar(minSimilarity: ${least}) { totalCount } } }`),
      ).toBe('BAD_INPUT');
    const many = Array.from({ length: 26 }, (_, at) => `r${at}: similar(first: ${at}) { totalCount }`).join(' ');
    expect(await codeOf(store, `{ report(id: "${ids[0]}") { ${many} } }`)).toBe('QUERY_TOO_LARGE');
  });
});

describe('Query.search', () => {
  const HIT = 'department { name } report { id year } texts { field section text offset marks { start end } }';
  const search = async (args: string, fields = `totalCount nodes { ${HIT} }`): Promise<Answer> =>
    (await ask(store, `{ search(${args}) { ${fields} } }`)).search;

  it('gives bodies by name, then reports', async () => {
    const { totalCount, nodes } = await search('text: "司法局"');
    expect(totalCount).toBe(3);
    expect(nodes.map((node: Answer) => [node.department.name, node.report?.year])).toEqual([
      ['甲甲区司法局', undefined],
      ['甲甲区司法局', expect.any(Number)],
      ['甲甲区司法局', expect.any(Number)],
    ]);
    expect(nodes[0].texts).toEqual([
      { field: 'BODY', section: null, text: '甲甲区司法局', offset: 0, marks: [{ start: 3, end: 6 }] },
    ]);
    expect(nodes[1].texts.map((each: Answer) => each.field)).toEqual(['TITLE', 'BODY', 'SECTION']);
  });

  it('marks what was found in the narrative', async () => {
    const { nodes } = await search('text: "编制 年度报告"');
    expect(nodes.length).toBeGreaterThan(2);
    for (const { texts } of nodes)
      for (const { field, section, text, marks } of texts) {
        expect(section).toBe(field === 'SECTION' ? 'OVERVIEW' : null);
        expect(marks.length).toBeGreaterThan(0);
        for (const { start, end } of marks) expect(['编制', '年度报告']).toContain(text.slice(start, end));
      }
  });

  it('filters, and goes on from a cursor from bodies to reports', async () => {
    expect((await search('text: "司法局", filter: { years: { from: 2022, to: 2022 } }')).nodes).toMatchObject([
      { report: { id: ids[3] } },
    ]);
    expect((await search('text: "司法局", filter: { kinds: ["education"] }')).totalCount).toBe(0);
    expect((await search('text: "区", filter: { within: "410307" }')).totalCount).toBe(0);
    const seen: Answer[] = [];
    for (let after = ''; ; ) {
      const page = await search(
        `text: "甲甲区", first: 3${after}`,
        `pageInfo { hasNextPage endCursor } nodes { ${HIT} }`,
      );
      seen.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    const whole = await search('text: "甲甲区", first: 500');
    expect(seen).toEqual(whole.nodes);
    expect(whole.totalCount).toBe(seen.length);
    expect(seen.filter((each) => each.report === null)).toHaveLength(10);
    expect(seen.filter((each) => each.report !== null)).toHaveLength(4);
  });

  it('refuses nothing to search for, and a cursor of another search', async () => {
    expect(await codeOf(store, '{ search(text: " * ") { totalCount } }')).toBe('BAD_INPUT');
    const { pageInfo } = await search('text: "司法局", first: 1', 'pageInfo { endCursor }');
    expect(await codeOf(store, `{ search(text: "教育局", after: "${pageInfo.endCursor}") { totalCount } }`)).toBe(
      'BAD_CURSOR',
    );
  });
});
