/** Files as large and as awkward as the limits allow are read in bounded time; what is beyond them is refused. */

import { SETTINGS } from '../../src/config';
import { DEFAULT_LIMITS, type ExtractLimits, tooLarge } from '../../src/extract/limits';
import { IN_THIS_THREAD, readDocument, readerFor } from '../../src/intake/reading';

const read = (text: string, limits?: Partial<ExtractLimits>) =>
  readDocument(Buffer.from(text), 'report.html', limits).catch((error) => error);
const page = (rows: number) => {
  const row = (label: string) => `<tr><td>${label}</td>${'<td>1</td>'.repeat(7)}</tr>`;
  return `<html><body><p>三、收到和处理政府信息公开申请情况</p><table>${row('其他').repeat(rows)}</table></body></html>`;
};

test('words and figures on one line without end', async () => {
  for (const words of ['总计 其他 1 ', '约1 '])
    await expect(read(words.repeat(25_000))).resolves.toMatchObject({ code: 'NO_TABLES' });
});

test('words without a figure, without end', async () => {
  await expect(read('中 文 词 语\n'.repeat(10_000))).resolves.toMatchObject({ code: 'NO_TABLES' });
});

test.each([
  ['report.txt', '发布日期', 'x'],
  ['report.md', '# 1', 'x'],
])('blanks in a line of %s, without end', async (name, before, after) => {
  const text = `${before}${' '.repeat(300_000)}${after}`;
  await expect(readDocument(Buffer.from(text), name).catch((error) => error)).resolves.toMatchObject({
    code: 'NO_TABLES',
  });
});

test('more words and figures in turn than any table has rows', async () => {
  const started = Date.now();
  await read(
    [
      '一、本年新收政府信息公开申请数量',
      ...Array.from({ length: 1200 }, (_, at) => `项目${at % 7} ${at}`),
      '四、结转下年度继续办理 1 2 3 4 5 6 7',
    ].join('\n'),
  );
  expect(Date.now() - started).toBeLessThan(30_000);
});

test('rows beyond the limit are refused in both languages with the setting that raises it', async () => {
  const problem = await read(page(DEFAULT_LIMITS.rows + 1));
  expect(problem).toMatchObject({ code: 'TOO_LARGE' });
  expect(problem.zh).toContain('GONGKAI_MAX_FILE_ROWS');
  expect(problem.en).toContain('GONGKAI_MAX_FILE_ROWS');
  await expect(read(page(100), { rows: 99 })).resolves.toMatchObject({ code: 'TOO_LARGE' });
});

test('every setting that a message names is one', () => {
  const known = Object.values(SETTINGS).map(({ env }) => env as string);
  const named = Object.keys(DEFAULT_LIMITS).flatMap(
    (limit) => tooLarge(limit as keyof ExtractLimits, 1).en.match(/GONGKAI_\w+/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(known).toContain(name);
});

test('a large file is never read in the thread that asks', () => {
  const other = { ahead: 9, read: readDocument };
  expect(readerFor([{ bytes: 1000 }], other).ahead).toBe(1);
  expect(readerFor([{ bytes: 1_000_000 }], other)).toBe(other);
  expect(readerFor([{ bytes: 1 }, { bytes: 1 }, { bytes: 1 }], other)).toBe(other);
  expect(readerFor([{ bytes: 1 }], IN_THIS_THREAD).ahead).toBe(1);
});

describe('a report whose tables are pictures', () => {
  const title = '青河县水务局2023年政府信息公开工作年度报告';
  const sections = [
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '五、存在的主要问题及改进情况',
  ];
  const html = `<html><body><h1>${title}</h1>${sections.map((each) => `<p>${each}</p><p>按要求开展工作。</p><p><img src="a.png" width="800" height="500"></p>`).join('')}</body></html>`;

  test('has no table: never zeros, and a notice says so in both languages', async () => {
    const { draft } = await read(html);
    expect(draft).toMatchObject({ body: '青河县水务局', year: 2023, tables: {} });
    const notices = draft.notices.filter((notice: { code: string }) => notice.code === 'TABLE_MISSING');
    expect(notices).toHaveLength(3);
    expect(notices[0].zh).toContain('图片');
    expect(notices[0].en).toContain('picture');
  });

  test('a page with pictures that is no report is refused', async () => {
    await expect(
      read('<html><body><p>工作动态</p><img src="a.png" width="800" height="500"></body></html>'),
    ).resolves.toMatchObject({ code: 'NO_TABLES' });
  });
});
