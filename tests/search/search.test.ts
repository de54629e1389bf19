import type { DraftSection } from '../../src/form/draft';
import type { Store } from '../../src/store';
import { foundTexts } from '../../src/store/search';
import { narrated } from '../similarity/corpus';
import { closeAll, newStore } from '../store/opened';

afterAll(closeAll);

const overview = (text: string): DraftSection[] => [{ key: 'OVERVIEW', heading: '一、总体情况', text }];

/** Name of the body, region, year and text. */
const REPORTS = [
  ['甲区司法局', '990101', 2022, '本年度行政复议案件两件，均已审\n结。联系电话 12348，平台为 Gov Portal。'],
  ['甲区司法局', '990101', 2023, '全年办理行政复议三件，行政复议答复期限已公示。'],
  ['甲区教育局', '990101', 2023, '公布义务教育招生片区。收费目录100%公开，“阳光招生”栏目访问 12件。'],
  ['乙区教育局', '990102', 2023, '招生政策问答上线，由水利局配合。'],
  ['乙区水利局', '990102', 2022, '饮用水源监测结果每周公布。_下划线_与\'引号"都在。'],
] as const;

let store: Store;
const ids: number[] = [];
beforeAll(async () => {
  store = await newStore();
  await store.regions.add([
    { code: '990000', name: '试验省' },
    { code: '990100', name: '虚构市' },
    { code: '990101', name: '甲区' },
    { code: '990102', name: '乙区' },
  ]);
  for (const [name, code, year, text] of REPORTS) {
    const { id } = await store.departments.ensure({ regionId: store.regions.required(code).id, name });
    ids.push((await store.writer.put(narrated(id, name, overview(text), { year }))).reportId);
  }
});

const range = (code: string) => {
  const { id, rangeEnd } = store.regions.required(code);
  return { low: id, high: rangeEnd };
};
/** Places in `REPORTS` of what was found, most relevant first. */
async function found(text: string, filter: Parameters<Store['search']['reports']>[1] = {}): Promise<number[]> {
  const rows = await store.search.reports(text, filter, undefined, 50);
  expect(await store.search.countReports(text, filter)).toBe(rows.length);
  return rows.map(({ id }) => ids.indexOf(id));
}

describe('search', () => {
  test.each([
    ['行政复议', [1, 0]],
    ['复议', [1, 0]],
    ['招生', [2, 3]],
    ['审结', [0]],
    ['行政复议答复期限', [1]],
    ['12348', [0]],
    ['123', [0]],
    ['gov portal', [0]],
    ['GOV', [0]],
    ['１２３４８', [0]],
    ['栏', [2]],
    ['司法局', [1, 0]],
    ['教育局 招生', [3, 2]],
    ['教育局 问答', [3]],
    ['虚构市甲区教育局', [2]],
    ['乙区水利局2022年政府信息公开', [4]],
    ['复议招生', []],
    ['复议 招生', []],
    ['目录100%公开', [2]],
    ['饮用水源，监测', [4]],
    ['水 利', [4, 3]],
  ])('%s', async (text, expected) => {
    expect((await found(text)).sort()).toEqual([...expected].sort());
  });

  test('a word that a text repeats, and one in a title, weighs more', async () => {
    expect(await found('行政复议')).toEqual([1, 0]);
    expect(await found('水利局')).toEqual([4, 3]);
  });

  test('operators, quotes and wildcards are text like any other', async () => {
    for (const text of [
      '复议 OR 招生',
      '复议 AND NOT 招生',
      'title:复议',
      'NEAR(复议 三件)',
      '复议"',
      '"复议',
      "复议';--",
    ])
      expect(await found(text).catch((error) => error)).toEqual(/"|;/.test(text) ? [1, 0] : []);
    expect(await found('复*')).toEqual([1, 0]);
    expect(await found('%复议_')).toEqual([1, 0]);
    for (const text of ['', '  ', '"', '***', '（）', '-'])
      await expect(store.search.reports(text, {}, undefined, 5)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(store.search.reports('复'.repeat(201), {}, undefined, 5)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('region, kind, year and scope narrow it', async () => {
    expect(await found('招生', { within: range('990102') })).toEqual([3]);
    expect(await found('招生', { within: range('990000') })).toHaveLength(2);
    expect(await found('招生', { within: range('410307') })).toEqual([]);
    expect(await found('复议', { years: { from: 2023, to: 2024 } })).toEqual([1]);
    expect(await found('复议', { years: { from: 1900, to: 9999 }, within: range('990101') })).toEqual([1, 0]);
    expect(await found('公布', { departments: [(await store.reports.byId(ids[4]!))!.departmentId] })).toEqual([4]);
    expect(await found('公布', { scope: 1 })).toEqual([]);
  });

  test('pages follow one another', async () => {
    const all = await store.search.reports('公开', {}, undefined, 50);
    expect(all).toHaveLength(5);
    const paged: number[] = [];
    let after: [number, number] | undefined;
    for (;;) {
      const [next] = await store.search.reports('公开', {}, after, 1);
      if (!next) break;
      paged.push(next.id);
      after = [next.ordering, next.id];
    }
    expect(paged).toEqual(all.map(({ id }) => id));
  });
});

describe('bodies', () => {
  const names = async (text: string, filter: Parameters<Store['search']['bodies']>[1] = {}): Promise<string[]> => {
    const rows = await store.search.bodies(text, filter, undefined, 50);
    expect(await store.search.countBodies(text, filter)).toBe(rows.length);
    const departments = await store.departments.get(rows.map(({ id }) => id));
    return departments.map((each) => each!.name);
  };

  test.each([
    ['教育局', ['甲区教育局', '乙区教育局']],
    ['教育', ['甲区教育局', '乙区教育局']],
    ['虚构市乙区教育', ['乙区教育局']],
    ['乙区 教育', ['乙区教育局']],
    ['试验省 水利', ['乙区水利局']],
    ['甲区', ['甲区司法局', '甲区教育局']],
    ['%', undefined],
    ['教%局', []],
  ])('%s', async (text, expected) => {
    if (expected === undefined) await expect(names(text)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    else expect(await names(text)).toEqual(expected);
  });

  test('region narrows it', async () => {
    expect(await names('教育局', { within: range('990102') })).toEqual(['乙区教育局']);
  });
});

describe('what is shown of a find', () => {
  const report = {
    title: '甲区司法局2023年报告',
    body: '甲区司法局',
    sections: overview(`${'前文'.repeat(40)}行政复\n议<b>三件</b>，${'后文'.repeat(40)}`),
  };

  test('excerpts are plain text with the places of what was found', () => {
    const texts = foundTexts('行政复议 司法', report);
    expect(texts.map(({ field }) => field)).toEqual(['TITLE', 'BODY', 'SECTION']);
    for (const { snippet } of texts)
      for (const { start, end } of snippet.marks)
        expect(['行政复议', '司法']).toContain(snippet.text.slice(start, end));
    const { snippet, section } = texts[2]!;
    expect(section).toBe('OVERVIEW');
    expect(snippet.text).toContain('行政复议<b>三件</b>');
    expect(snippet.text.length).toBeLessThan(90);
    expect(report.sections[0]!.text.slice(snippet.from, snippet.to).replace(/\s/g, '')).toBe(snippet.text);
  });

  test('a word wrapped over lines or pages is found, one over a full stop is not', () => {
    expect(foundTexts('复议', { body: '', sections: overview('行政复\n\n- 3 -\n\n议三件') })).toHaveLength(1);
    expect(foundTexts('复议', { body: '', sections: overview('复\n 议') })).toHaveLength(1);
    expect(foundTexts('复议', { body: '', sections: overview('复。议') })).toHaveLength(0);
  });
});
