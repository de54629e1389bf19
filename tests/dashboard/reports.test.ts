/** The pages of a report, of findings, of filing and of drafts in a real browser: their main tasks from start to end. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildAssets, describeInBrowser, openBrowser, type Watched, watch } from '../server/browser';
import { barriers, brokenWords } from './barriers';
import { draftText, EDITOR, serveBureaus } from './bureaus';
import type { CityServer } from './city';

const BROKEN = draftText('子区审计局', 2024, 6).replace('（七）总计 6 0 0 0 0 0 6', '（七）总计 6 0 0 0 0 0 8');
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describeInBrowser()('reports, findings, filing and drafts', () => {
  let bureaus: CityServer;
  let browser: Browser;
  let page: Page;
  let watched: Watched;

  beforeAll(async () => {
    buildAssets(join(__dirname, '..', '..', 'dist', 'assets'));
    [bureaus, browser] = await Promise.all([serveBureaus(), openBrowser()]);
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    watched = watch(page, bureaus.url);
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched).toEqual({ elsewhere: [], complaints: [] });
  });
  afterAll(async () => {
    await browser?.close();
    await bureaus?.close();
  });

  const open = async (path: string) => {
    await page.goto(bureaus.url + path);
    await page.locator('.data-note, .state-failed').waitFor();
  };
  const enterToken = async () => {
    await page.locator('.token summary').click();
    await page.locator('.token input').fill(EDITOR);
    await page.locator('.token button[type=submit]').click();
    await page.locator('.token summary').click();
  };
  const addresses = new Map<string, string>();
  /** The address of a body's report, found as a reader would: once, it stays the same. */
  const reportOf = async (body: string): Promise<string> => {
    const known = addresses.get(body);
    if (known) return known;
    await open('/filing?within=990100&year=2023&view=list');
    const found = (await page.getByRole('link', { name: body, exact: true }).getAttribute('href'))!;
    addresses.set(body, found);
    return found;
  };

  test('a report: a cell tells where it was read and what is wrong with it, a figure of the text leads to its cell', async () => {
    await open(await reportOf('子区审计局'));
    await page.locator('[data-cell="concluded.total"] button').click();
    const panel = page.locator('.cell-panel');
    await panel.waitFor();
    expect(await panel.innerText()).toContain('11');
    expect(await panel.innerText()).toMatch(/第 \d+ 行/);
    expect(await panel.locator('.finding-ERROR').count()).toBeGreaterThan(0);
    // The address holds what is looked at.
    expect(new URL(page.url()).searchParams.get('cell')).toBe('concluded.total');
    await page.reload();
    await panel.waitFor();
    await page.locator('[data-cell="concluded.total"] button').press('ArrowLeft');
    expect(await page.evaluate("document.activeElement.closest('td').dataset.cell")).toBe(
      'concluded.otherOrganisation',
    );

    await page.getByRole('link', { name: '文字', exact: true }).click();
    await page.locator('.narrative h2').first().waitFor();
    // Those that are a table have no heading without a text.
    for (const written of await page.locator('.narrative-text').allTextContents()) expect(written).not.toBe('');
    await page.locator('.narrative a').first().click();
    await page.locator('td.cell-selected[data-cell="received.total"]').waitFor();

    await page.getByRole('link', { name: '雷同文字' }).click();
    await page.locator('.copied').waitFor();
    expect(await page.locator('.copied').innerText()).toContain('丑区审计局');

    await page.getByRole('link', { name: '2022', exact: true }).click();
    await page.getByRole('link', { name: '历次版本' }).click();
    const changes = page.locator('.version').first();
    await changes.getByRole('row').first().waitFor();
    expect(await changes.innerText()).toMatch(/7\s+8/);

    await page.getByRole('link', { name: '来源' }).click();
    await page.getByText('原始文件没有保存', { exact: false }).waitFor();
  });

  test('a report that holds markup shows it as text, and nothing of it runs', async () => {
    await open(`${await reportOf('丑区水利局')}?view=text`);
    expect(await page.locator('.narrative').innerText()).toContain('<script>window.ran = true</script><img');
    expect(await page.locator('.narrative script, .narrative img').count()).toBe(0);
    expect(await page.evaluate('window.ran')).toBeUndefined();
  });

  test('findings: narrowed down by links, explained and corrected with a token', async () => {
    await open('/findings?within=990100&year=2023');
    await page.locator('.facet').getByRole('link', { name: '子区' }).click();
    await page.waitForURL(/within=990101/);
    await page.locator('.tallies .severity-text-ERROR').click();
    await page.waitForURL(/severity=ERROR/);
    const errors = page.locator('.finding');
    await page.getByText('未公布报告').waitFor();
    expect(await page.locator('.finding button').count()).toBe(0);
    const askedAgain = page.waitForRequest('**/graphql');
    await enterToken();
    expect((await askedAgain).headers().authorization).toBe(`Bearer ${EDITOR}`);
    expect(await page.evaluate('Object.keys(localStorage).some((key) => localStorage[key].includes("secret"))')).toBe(
      false,
    );
    expect(page.url()).not.toContain('secret');

    const missing = errors.filter({ hasText: '未公布报告' });
    await missing.getByRole('button', { name: '说明' }).click();
    await missing.getByRole('textbox').fill('机关已撤并');
    await missing.getByRole('button', { name: '保存' }).click();
    await missing.getByText('机关已撤并').waitFor();

    const before = await errors.count();
    const sum = errors.filter({ hasText: 'T3_CONCLUDED' }).first();
    await sum.getByRole('button', { name: '采用建议的更正' }).click();
    await sum.getByRole('textbox').fill('核对原件');
    await sum.getByRole('button', { name: '采用建议的更正' }).click();
    await page.waitForFunction(`document.querySelectorAll('.finding').length < ${before}`);
  });

  test('filing: the table leads to the bodies behind a number', async () => {
    await open('/filing?within=990100&year=2023');
    await page.getByRole('row', { name: /^子区/ }).locator('a.coverage-short').click();
    await page.getByRole('cell', { name: '未报' }).waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('MISSING');
    expect(await page.locator('tbody').innerText()).toContain('教育局');
    expect(await page.getByRole('link', { name: '通报稿 DOCX' }).getAttribute('href')).toMatch(
      /^\/export\/notice\.docx\?region=990101&year=2023/,
    );
    await page.locator('main select').nth(2).selectOption('LATE');
    await page.getByRole('cell', { name: '逾期' }).waitFor();
    expect(await page.locator('tbody').innerText()).toMatch(/2024-02-10\s+10/);
  });

  test('a draft: read, checked against last year and repaired; imported only with a token', async () => {
    await open('/check');
    const field = page.locator('input[type=file]');
    await field.setInputFiles([file('草稿.txt', BROKEN), file('笔记.txt', '会议纪要')]);
    await page.locator('.draft').waitFor();
    expect(await page.locator('.draft').innerText()).toMatch(/改为 6，则所涉各项合计均成立/);
    expect(await page.locator('.draft .finding-ERROR').count()).toBeGreaterThan(0);
    await page.locator('.file-REFUSED').waitFor();
    expect(await page.locator('.data tbody tr').count()).toBe(9);
    await page.locator('[data-cell="concluded.total"] button').click();
    expect(await page.locator('.cell-panel').innerText()).toContain('8');

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '校验存为 CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('草稿.txt-findings.csv');

    expect(await page.getByRole('button', { name: '导入这份报告' }).count()).toBe(0);
    await enterToken();
    await page.getByRole('button', { name: '导入这份报告' }).click();
    await page.getByRole('button', { name: '确认导入' }).click();
    await page.getByRole('link', { name: '看报告' }).click();
    await page.getByRole('heading', { name: /子区审计局 2024 年度报告/ }).waitFor();
  });

  test.each([
    ['REPORT', '?cell=received.total'],
    ['REPORT', '?view=text'],
    ['REPORT', '?view=copied'],
    ['REPORT', '?view=versions'],
    ['REPORT', '?view=source'],
    ['/report/none', '?x=1'],
    ['/findings', '?within=990100&year=2023'],
    ['/filing', '?within=990100&year=2023'],
    ['/filing', '?within=990100&year=2023&view=list'],
    ['/check', '?year=2024'],
  ])('nobody is kept out of %s%s, in either language and theme, nor on a phone', async (place, parameters) => {
    const path = place === 'REPORT' ? await reportOf('丑区审计局') : place;
    for (const [language, theme, width] of [
      ['zh', 'light', 1280],
      ['en', 'dark', 360],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await open(`${path}${parameters}&lang=${language}`);
      if (place === '/check') {
        await page.locator('input[type=file]').setInputFiles(file('草稿.txt', BROKEN));
        await page.locator('.draft').waitFor();
      }
      expect(await barriers(page, theme)).toEqual([]);
      expect(await brokenWords(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });
});
