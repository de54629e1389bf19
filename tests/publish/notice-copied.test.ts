/** The notice names the reports whose text is another body's, or the body's own of the year before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importDocument } from '../../src/intake/import';
import { makeDocument } from '../../src/publish/documents';
import { draftNotice } from '../../src/publish/notice';
import { noticeArticle } from '../../src/publish/notice-article';
import { openStore, type Store } from '../../src/store';
import { textReport } from '../intake/text-report';

let directory: string;
let store: Store;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'notice-'));
  store = await openStore({ database: join(directory, 'store.db'), readers: 1 });
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const OWN = [
  '我局把政务公开同优化服务流程结合起来，在窗口设置导办台并安排专人解答。',
  '围绕群众关心的停车难问题，走访了七个街区，整理意见后逐条回复并上墙公示。',
  '夏季汛期前组织志愿者入户发放明白卡，用方言录制短音频在集市循环播放。',
  '年底邀请退休教师与个体商户组成评议团，对公开栏的易读程度打分并说明理由。',
].join('');
const OTHER = [
  '本局今年的重点是账目晒出来，把每一笔专项经费的去向画成图贴在大厅。',
  '针对企业反映的表格重复填报，合并了三套台账，减少签字环节并公布新流程。',
  '与图书馆合办周末讲堂，讲解办事指南里最难懂的条目，现场收集改写建议。',
].join('');

async function take(body: string, year: number, overview: string): Promise<void> {
  const text = textReport({ title: `${body}${year}年政府信息公开工作年度报告`, received: 1, overview });
  await importDocument(store, Buffer.from(text), `${body}${year}.txt`);
}

test('copied sections stand in a table of their own, with whose they are like and how much', async () => {
  await take('偃师区教育局', 2023, OWN);
  await take('偃师区民政局', 2023, OWN);
  await take('偃师区财政局', 2023, OTHER);
  await take('偃师区财政局', 2022, OTHER);
  const notice = await draftNotice(store, { region: '410300', year: 2023 });
  expect(notice.copied.complete).toBe(true);
  const told = notice.copied.shown.map(({ body, other, section, ownLastYear }) => [
    body.name,
    other.name,
    section,
    ownLastYear,
  ]);
  expect(told).toEqual([
    ['偃师区教育局', '偃师区民政局', 'OVERVIEW', false],
    ['偃师区财政局', '偃师区财政局', 'OVERVIEW', true],
  ]);
  for (const { similarity } of notice.copied.shown) expect(similarity).toBeGreaterThan(0.8);
  const article = noticeArticle(notice);
  const [opening] = article.blocks;
  expect(opening).toMatchObject({ text: expect.stringContaining('文字内容雷同 2 处。') });
  const at = article.blocks.findIndex((block) => block.type === 'heading' && block.text === '四、文字内容雷同的报告');
  const table = article.blocks[at + 1]!;
  if (table.type !== 'table') throw new Error('no table');
  expect(table.table.rows.map((row) => row.map(({ text }) => text)).slice(2)).toEqual([
    ['1', '河南省洛阳市偃师区', '偃师区教育局', '一、总体情况', '偃师区民政局', '100%'],
    ['2', '河南省洛阳市偃师区', '偃师区财政局', '一、总体情况', '本机关上一年度报告', '100%'],
  ]);
  const json = JSON.parse(
    (await makeDocument(store, 'notice', 'json', { region: '410300', year: 2023 })).content as string,
  );
  expect(json.copied).toMatchObject({
    complete: true,
    shown: [{ other: { name: '偃师区民政局' } }, { ownLastYear: true }],
  });
});

test('without any it says so', async () => {
  const article = noticeArticle(await draftNotice(store, { region: '410300', year: 2022 }));
  expect(article.blocks).toContainEqual({ type: 'paragraph', text: '没有文字内容雷同的报告。' });
});
