/** Documents made of a store whose reports are given by hand: the figures, what they rest on, and the notice. */
import { extract } from '../../src/extract/extract';
import { settle } from '../../src/form/figures';
import { parse } from '../../src/parse/parse';
import { type CompiledReport, compile } from '../../src/publish/compiled';
import { compiledArticle } from '../../src/publish/compiled-article';
import { makeDocument } from '../../src/publish/documents';
import { draftNotice } from '../../src/publish/notice';
import { noticeArticle } from '../../src/publish/notice-article';
import { CHOU, CITY, put, type SmallStore, smallStore, ZI } from '../fixtures/small-store';

let small: SmallStore;

beforeAll(async () => {
  small = await smallStore();
  // A body of the same year on the form of 2019, with figures that the form of 2021 has no cells for.
  await put(small.store, {
    region: CHOU,
    body: '丑区财政局',
    year: 2023,
    form: '2019',
    cells: { 'procurement.amount': '251000', 'otherwise.unspecified.total': 3, 'concluded.total': 3 },
  });
});

afterAll(() => small.close());

const cellOf = (report: CompiledReport, id: string) =>
  report.tables.flatMap(({ cells }) => cells).find(({ cell }) => cell.id === id)!;

test('COMPUTED: sums of own reports, exact, lower bounds marked, never with a consolidated report', async () => {
  const report = await compile(small.store, { region: CITY, year: 2023 });
  expect(report).toMatchObject({ basis: 'COMPUTED', expected: 8, reporting: 7 });
  // 10 + 20 + 30 + 30 + 5 + 100; the 32 of the government of 子区 are these bureaus' once more.
  expect(cellOf(report, 'received.total')).toMatchObject({ value: 195n, status: 'PARTIAL' });
  expect(cellOf(report, 'licensing.decisions')).toMatchObject({ value: 3_011_398_889n, notApplicable: 1 });
  // 0.1 + 0.2 万元 is 300,000 分.
  expect(cellOf(report, 'fees.amount')).toMatchObject({ value: 300_000n, status: 'PARTIAL' });
  expect(cellOf(report, 'carriedIn.naturalPerson')).toMatchObject({ blank: 1, value: 0n, status: 'PARTIAL' });
  // Of that report the total is known only from its other columns.
  expect(cellOf(report, 'carriedIn.total')).toMatchObject({ blank: 0, partial: 1 });
  expect(report.missing).toMatchObject({ total: 1, shown: [{ name: '寅区司法局' }] });
});

test('the form of most reports is filled; figures of the other form are told apart, not added', async () => {
  const report = await compile(small.store, { region: CITY, year: 2023 });
  const [two, three] = report.tables;
  expect(two).toMatchObject({ edition: '2021', reports: { 2019: 1, 2021: 5 }, lacking: 1 });
  expect(three).toMatchObject({ edition: '2021', reports: { 2019: 1, 2021: 6 }, lacking: 0 });
  const elsewhere = (id: string) => report.tables.flatMap((each) => each.elsewhere).find(({ cell }) => cell.id === id);
  expect(elsewhere('procurement.amount')).toMatchObject({ value: 25_100_000n });
  expect(elsewhere('otherwise.unspecified.total')).toMatchObject({ value: 3n });
});

test('FILED is the consolidated report alone; BEST takes it where there is one', async () => {
  const filed = await compile(small.store, { region: ZI, year: 2023, basis: 'FILED' });
  expect(filed).toMatchObject({ expected: 1, reporting: 1 });
  expect(cellOf(filed, 'received.total')).toMatchObject({ value: 32n, status: 'REPORTED' });
  const best = await compile(small.store, { region: CITY, year: 2023, basis: 'BEST' });
  expect(cellOf(best, 'received.total')).toMatchObject({ value: 197n });
});

test('nothing reported is a clear error, not an empty form', async () => {
  await expect(compile(small.store, { region: CITY, year: 2018 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(compile(small.store, { region: '123456', year: 2023 })).rejects.toMatchObject({
    code: 'UNKNOWN_REGION',
  });
});

test('the compiled document of each region, year and basis, settled as an import does, holds the same figures', async () => {
  for (const [region, year, basis] of [
    [CITY, 2023, 'COMPUTED'],
    [CITY, 2023, 'BEST'],
    [ZI, 2023, 'FILED'],
    [ZI, 2020, 'COMPUTED'],
    [ZI, 2021, 'COMPUTED'],
  ] as const) {
    const report = await compile(small.store, { region, year, basis });
    const { content } = await makeDocument(small.store, 'compiled', 'docx', { region, year, basis });
    const draft = parse(await extract(content as Uint8Array, { name: 'compiled.docx' }));
    expect(draft.year).toBe(year);
    const figures = settle(draft.tables);
    for (const { cells, edition, table } of report.tables) {
      expect(figures.forms[table]).toBe(edition ?? null);
      for (const { cell, value } of cells) {
        const read = figures.values[cell.index] ?? null;
        expect({ id: cell.id, value: read === null ? undefined : BigInt(read) }).toEqual({ id: cell.id, value });
      }
    }
  }
});

test('the annex names who is missing and what was found', async () => {
  const article = compiledArticle(await compile(small.store, { region: CITY, year: 2023 }));
  const texts = article.blocks.flatMap((block) =>
    block.type === 'table' ? block.table.rows.flat().map(({ text }) => text) : [block.text],
  );
  expect(texts).toEqual(expect.arrayContaining(['附表一　应报未报的机关（共 1 项）', '寅区司法局', '卯区司法局']));
  expect(texts.join('\n')).toContain('应报 8 份，已有 7 份。尚有 1 个机关未报，汇总数为下限。');
});

test('the notice: late by how many days, missing, failing', async () => {
  const notice = await draftNotice(small.store, { region: CITY, year: 2023 });
  expect(notice).toMatchObject({ expected: 8, reporting: 7, onTime: 1, unknown: 5 });
  expect(notice.late).toMatchObject({
    total: 1,
    shown: [
      {
        body: { name: '子区公安局' },
        scope: 'OWN',
        publishedOn: '2024-02-10',
        deadline: '2024-01-31',
        daysLate: 10,
      },
    ],
  });
  expect(notice.missing.shown.map(({ name }) => name)).toEqual(['寅区司法局']);
  // In 2021 the outcomes of 子区司法局 are 8 + 3, its total 8.
  const failing = await draftNotice(small.store, { region: CITY, year: 2021 });
  expect(failing.failing.shown.map(({ body }) => body.name)).toEqual(['子区司法局']);
  expect(failing.failing.shown[0]!.errors.map(({ rule }) => rule)).toContain('T3_CONCLUDED');
  expect(failing.failing.total).toBe(failing.failing.shown[0]!.errors.length);
});

test('the notice tells in words what its tables hold', async () => {
  const { title, blocks } = noticeArticle(await draftNotice(small.store, { region: CITY, year: 2023 }));
  expect(title).toBe('关于甲市2023年度政府信息公开工作年度报告发布情况的通报');
  expect(blocks[0]).toMatchObject({
    text: expect.stringContaining('应发布本级年度报告的机关 8 个，已发布 7 个，其中按期发布 1 个'),
  });
});

test('documents as JSON have the same figures; a missing one is null', async () => {
  const ask = { region: CITY, year: 2023 };
  const compiled = JSON.parse((await makeDocument(small.store, 'compiled', 'json', ask)).content as string);
  const cells = compiled.tables.flatMap((table: { cells: object[] }) => table.cells) as { id: string }[];
  expect(cells.find(({ id }) => id === 'received.total')).toMatchObject({ value: 195, status: 'PARTIAL' });
  expect(cells.find(({ id }) => id === 'fees.amount')).toMatchObject({ value: '0.3', unit: '万元' });
  expect(compiled.coverage).toEqual({ expected: 8, reporting: 7 });
  const notice = JSON.parse((await makeDocument(small.store, 'notice', 'json', ask)).content as string);
  expect(notice.late.shown[0]).toMatchObject({ body: { name: '子区公安局', kind: 'police' }, daysLate: 10 });
});
