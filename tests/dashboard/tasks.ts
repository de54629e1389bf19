/** What people come for, from start to end in a real browser on the demo city. */
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { writeId } from '../../src/graph/ids';
import { type Watched, watch } from '../server/browser';
import { openAt, type Stage } from './stage';

const region = (code: string) => writeId('Region', code);
/** The policy's word for what it stopped, in the console. */
const FAILED_ON_PURPOSE = /Failed to load resource/;

export function describeTasks(stage: Stage): void {
  describe('what people come to the dashboard for', () => {
    let page: Page;
    let watched: Watched;
    beforeEach(async () => {
      page = await stage.newPage();
      watched = watch(page, stage.city.url);
    });
    afterEach(async () => {
      await page.context().close();
      const complaints = watched.complaints.filter((text) => !FAILED_ON_PURPOSE.test(text));
      expect({ ...watched, complaints }).toEqual({ elsewhere: [], complaints: [] });
    });

    const open = (path: string) => openAt(page, stage.city, path);
    const address = () => new URL(page.url());
    /** Types into a field with proposals and takes the first. */
    const pick = async (field: string, text: string) => {
      const box = page.getByRole('combobox', { name: field, exact: true });
      await box.fill(text);
      await page.locator('.proposals [role=option]').first().waitFor();
      await box.press('ArrowDown');
      await box.press('Enter');
    };

    test('from the start to the district that refuses most, whether its report agrees, and which bureau explains it', async () => {
      await open('/');
      await page.getByLabel('年度').selectOption('2024');
      await page.getByRole('link', { name: '示例市各区 2024 年不予公开率排名' }).click();
      await page.waitForURL(/metric=REFUSAL_RATE/);
      const first = page.locator('table', { hasText: '下级区划，按“不予公开率”排列' }).locator('tbody tr').first();
      expect(await first.locator('th').textContent()).toBe('雾凇区');
      expect(await first.textContent()).toContain('28.44%');
      await first.getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: /雾凇区/ }).waitFor();
      const routes = page.locator('section.routes');
      expect(await routes.textContent()).toContain('上报数与各机关之和不一致');
      expect(await routes.locator('.reasons').textContent()).toContain('漏计了雾凇区城市管理局');
      const received = routes.locator('tbody tr', { hasText: '本年新收政府信息公开申请数量' });
      expect(await received.locator('td').allTextContents()).toEqual(
        expect.arrayContaining(['674', '637', '+37', '不符']),
      );
      // The same question in the playground, and the same numbers as a file.
      const question = await page.getByRole('link', { name: '以 GraphQL 打开' }).getAttribute('href');
      const asked = new URL(question!, stage.city.url).searchParams;
      expect(JSON.parse(asked.get('variables')!)).toMatchObject({ code: '990107', year: 2024, metric: 'REFUSAL_RATE' });
      expect(asked.get('query')).toContain('query RegionPage');
      await routes.getByRole('link', { name: '全部对账' }).click();
      await page.waitForURL(/view=routes/);
      const reconciled = page.locator('a[href^="/export/reconciliation.csv"]');
      const lines = await (await fetch(stage.city.url + (await reconciled.getAttribute('href')))).text();
      expect(lines).toMatch(/RECEIVED.*674.*637/);
      await page.goBack();
      await page.goBack();
      const csv = await page.getByRole('link', { name: '下载 CSV' }).getAttribute('href');
      const file = await (await fetch(stage.city.url + csv)).text();
      expect(file.split('\n')[1]).toContain('雾凇区');
    });

    test.each([
      [/汇总报告与各机关的数相符吗/, '.outcome-DIFFERS, section p'],
      [/收到申请最多的机关/, 'table tbody tr'],
      [/未通过的校验/, '.finding'],
      [/谁按时、谁逾期、谁未报/, '.filing-MISSING, a.coverage-short'],
      [/公布前自查/, '.drop'],
    ])('the start leads on: %s', async (question, answer) => {
      await open('/?year=2024');
      await page.locator('.questions').getByRole('link', { name: question }).click();
      await page.locator(answer).first().waitFor();
      expect(address().pathname).not.toBe('/');
    });

    test.each([
      '/',
      '/region/990107',
      '/region/990100?view=trends',
      '/ranking?within=990100',
      `/compare?subjects=${region('990107')}`,
      '/findings?within=990100',
      '/filing?within=990100',
      '/search?text=公开',
    ])('%s, which names no year, is one question of the latest', async (path) => {
      const asked: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
      await open(path);
      expect(asked).toEqual([`${stage.city.url}/graphql`]);
      expect(await page.locator('main').textContent()).toContain('2024');
    });

    test('a province comes with one question, under 200 KB at the first load, and draws no chart that nobody asked for', async () => {
      const asked: string[] = [];
      const loaded: Response[] = [];
      page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
      page.on('response', (response) => response.request().method() === 'GET' && loaded.push(response));
      await open('/region/990000?year=2024');
      expect(asked).toEqual([`${stage.city.url}/graphql`]);
      const sizes = await Promise.all(loaded.map(async (response) => gzipSync(await response.body()).length));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
      expect(loaded.map((response) => response.url()).filter((url) => url.includes('charts'))).toEqual([]);
      await page.getByRole('link', { name: '历年' }).click();
      await page.locator('svg.chart').first().waitFor();
      expect(loaded.map((response) => response.url()).filter((url) => url.includes('charts'))).toHaveLength(1);
    });

    test('back, forward and a copied address show what they showed', async () => {
      await open('/region/990107?year=2024&metric=REFUSAL_RATE');
      await page.getByLabel('年度').selectOption('2023');
      await page.getByRole('heading', { name: /2023 年主要指标/ }).waitFor();
      await page.getByRole('link', { name: '历年' }).click();
      await page.locator('svg.chart').first().waitFor();
      const copied = page.url();
      await page.goBack();
      await page.getByRole('heading', { name: /2023 年主要指标/ }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: /2024 年主要指标/ }).waitFor();
      await page.goForward();
      await page.getByRole('heading', { name: /2023 年主要指标/ }).waitFor();
      await page.goto(`${copied}&of=a-later-version`);
      await page.locator('svg.chart').first().waitFor();
      expect(await page.locator('.chart-title').first().textContent()).toBe('雾凇区 · 不予公开率');
      expect(Object.fromEntries(address().searchParams)).toMatchObject({ year: '2023', view: 'trends' });
    });

    test('a trend can be read as a table and kept as a file that needs nothing beside it', async () => {
      await open('/region/990100?year=2024&view=trends&metric=REFUSAL_RATE');
      await page.locator('svg.chart').first().waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: '存为 SVG' }).click();
      const svg = await (await (await download).createReadStream()).toArray();
      const text = Buffer.concat(svg).toString('utf8');
      expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
      expect(text).not.toMatch(/class=|var\(|href/);
      expect(text).toMatch(/stroke="rgb\(\d+, \d+, \d+\)"/);
      await page.getByRole('button', { name: '看表格' }).click();
      const row = page.locator('figure tbody tr', { hasText: '2024' });
      // Bureaus of the city are missing: the table says so as the chart does.
      expect(await row.locator('td').allTextContents()).toEqual([expect.stringMatching(/^不全 \d/), '16.42%']);
    });

    test('figures that wait for the next answer stay under the year that they are of', async () => {
      await open('/region/990107?year=2024');
      const headlines = await page.locator('.headlines').textContent();
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/graphql', async (route) => {
        await held;
        await route.continue();
      });
      await page.getByLabel('年度').selectOption('2023');
      await page.locator('.answered-note').waitFor();
      await page.getByRole('heading', { name: /2024 年主要指标/ }).waitFor();
      expect(await page.locator('.headlines').textContent()).toBe(headlines);
      expect(await page.getByLabel('年度').inputValue()).toBe('2023');
      release();
      await page.getByRole('heading', { name: /2023 年主要指标/ }).waitFor();
      expect(await page.locator('.headlines').textContent()).not.toBe(headlines);
    });

    test('a slow server is waited for in words, a failing one says so and can be asked again', async () => {
      await page.route('**/graphql', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 4500));
        await route.continue();
      });
      await page.goto(`${stage.city.url}/region/990107?year=2024`);
      await page.getByRole('status').filter({ hasText: '正在读取' }).waitFor();
      await page.getByRole('status').filter({ hasText: '服务响应较慢' }).waitFor();
      await page.locator('.data-note').waitFor();
      await page.unroute('**/graphql');
      await page.route('**/graphql', (route) =>
        route.fulfill({
          status: 503,
          headers: { 'retry-after': '5', 'content-type': 'application/json' },
          body: JSON.stringify({ errors: [{ message: '服务繁忙。', extensions: { code: 'OVERLOADED' } }] }),
        }),
      );
      await page.getByLabel('年度').selectOption('2023');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.textContent()).toMatch(/服务繁忙。.*5 秒.*OVERLOADED/);
      await page.unroute('**/graphql');
      await page.route('**/graphql', (route) => route.abort());
      await page.getByRole('button', { name: '重试' }).click();
      await alert.filter({ hasText: '连接不上服务' }).waitFor();
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: '重试' }).click();
      await page.getByRole('heading', { name: /2023 年主要指标/ }).waitFor();
    });

    test('where one bureau stands among all, with ties, and who was left out and why', async () => {
      await open('/ranking?within=990100&of=DEPARTMENTS&metric=RECEIVED&year=2024&rows=10');
      await pick('以谁为中心', '雾凇区城市管理局');
      const own = page.locator('tr.row-centre');
      await own.waitFor();
      expect(await own.textContent()).toContain('雾凇区城市管理局');
      const positions = await page.locator('table').first().locator('tbody tr td:first-child').allTextContents();
      expect(positions).toHaveLength(10);
      // In the middle of its page, with the ties that there are said.
      expect(positions.indexOf((await own.locator('td').first().textContent())!)).toBeGreaterThan(2);
      await page.goto(`${stage.city.url}/ranking?within=990100&of=DEPARTMENTS&metric=RECEIVED&year=2024&rows=100`);
      await page
        .locator('tbody td', { hasText: /^\d+（并列 \d+）$/ })
        .first()
        .waitFor();
      const excluded = page.locator('table', { hasText: '未参加排名' });
      expect(await excluded.locator('tbody tr').allTextContents()).toEqual([
        expect.stringMatching(/^桂棹区审计局.*没有数值：未报告.*0\/1/),
        expect.stringMatching(/^荻浦区文化广电和旅游局.*没有数值：未报告/),
      ]);
      await open('/ranking?within=990100&metric=REFUSAL_RATE&year=2024&coverage=100');
      expect(await page.locator('table', { hasText: '未参加排名' }).textContent()).toContain('覆盖低于所求');
    });

    test('districts and bureaus are compared, with the median of their peers and a missing year named', async () => {
      await open('/compare');
      expect(await page.locator('.state-empty').textContent()).toContain('还没有选取对象');
      await pick('添加区划或机关', '雾凇区');
      await page.locator('.chips').first().getByText('雾凇区', { exact: false }).waitFor();
      await pick('添加区划或机关', '桂棹区审计局');
      await page.locator('th', { hasText: '桂棹区审计局' }).first().waitFor();
      const table = page.locator('table', { hasText: '本年新收政府信息公开申请数量' });
      const column = (await table.locator('thead th').allTextContents()).indexOf('2024');
      const cells = await table.locator('tbody tr', { hasText: '桂棹区审计局' }).locator('td').allTextContents();
      expect(cells[column - 1]).toBe('未报告');
      expect(await table.locator('.row-median').count()).toBe(2);
      await page.getByRole('link', { name: '条形' }).click();
      await page.getByLabel('年度').selectOption('2024');
      expect(await page.locator('svg.chart').first().textContent()).toContain('未报告');
      expect(address().searchParams.get('subjects')!.split(',')[0]).toBe(region('990107'));
    });

    test('a search marks what it found, and markup in a document stays text', async () => {
      await open('/search');
      await page.getByLabel('检索词').fill('加粗标记');
      await page.getByLabel('检索词').press('Enter');
      const hit = page.locator('.hits > li').first();
      await hit.waitFor();
      expect(await hit.locator('mark').first().textContent()).toBe('加粗标记');
      expect(await hit.textContent()).toContain('<b onclick="alert(1)">');
      expect(await hit.locator('b, img, script').count()).toBe(0);
      const csv = await page.getByRole('link', { name: '下载 CSV' }).getAttribute('href');
      const lines = (await (await fetch(stage.city.url + csv)).text()).split('\r\n');
      expect(lines[1]).toContain('加粗标记<b onclick=');
      await page.getByLabel('检索词').fill('没有这样的话');
      await page.getByLabel('检索词').press('Enter');
      await page.locator('.state-empty').waitFor();
    });

    test('on paper there is the content alone, black on white, whatever the screen was', async () => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await open('/region/990107?year=2024&view=form');
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      for (const hidden of ['.site-head', '.page-actions', '.controls', '.views'])
        expect(await page.locator(hidden).isVisible()).toBe(false);
      expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;
      expect(pages).toBeLessThanOrEqual(3);
    });

    test("the governments' consolidated reports have a table of their own, whose numbers lead to the governments", async () => {
      await open('/filing?within=990100&year=2024');
      const table = page.locator('table', { hasText: '各级政府的汇总报告' });
      const district = table.getByRole('row', { name: /^雾凇区/ });
      expect(await district.locator('td').first().textContent()).toBe('1');
      await district.getByRole('link').first().click();
      await page.waitForURL(/scope=CONSOLIDATED/);
      expect(await page.getByLabel('报告', { exact: true }).inputValue()).toBe('CONSOLIDATED');
      const bodies = page.locator('table.data tbody tr');
      await bodies.first().waitFor();
      expect(await bodies.locator('th').allTextContents()).toEqual(['示例市雾凇区人民政府']);
      await page.getByLabel('报告', { exact: true }).selectOption('OWN');
      await bodies.nth(1).waitFor();
      expect(address().searchParams.get('scope')).toBe(null);
      await page.goBack();
      await page.reload();
      await bodies.first().waitFor();
      expect(await bodies.count()).toBe(1);
    });

    test('the rows of the filing tables add up to their last, the bodies of the place itself among them', async () => {
      await open('/filing?within=990100&year=2024');
      const tables = await page.locator('table.data').all();
      expect(tables).toHaveLength(3);
      for (const table of tables) {
        const rows = await table.locator('tbody tr').all();
        const figures = await Promise.all(
          rows.map(async (row) => (await row.locator('td').allTextContents()).slice(0, 5).map(Number)),
        );
        const total = figures.pop()!;
        expect(total[0]).toBeGreaterThan(0);
        expect(total.map((_, at) => figures.reduce((sum, row) => sum + row[at]!, 0))).toEqual(total);
      }
    });

    test('a rate on time is told to be incomplete exactly where reports without a date are behind it', async () => {
      await open('/filing?within=990100&year=2024');
      const rows = await page.locator('table.data tbody tr').all();
      const marked = await Promise.all(
        rows.map(async (row) => {
          const cells = await row.locator('td').allTextContents();
          return { undated: Number(cells[4]) > 0, incomplete: cells[5]!.startsWith('不全') };
        }),
      );
      expect(new Set(marked.map(({ undated }) => undated))).toEqual(new Set([true, false]));
      expect(marked.filter(({ undated, incomplete }) => undated !== incomplete)).toEqual([]);
    });

    test('a chart is drawn anew for paper, no wider than the page, and for the screen again', async () => {
      await open('/region/990100?year=2024&view=trends');
      const chart = page.locator('svg.chart').first();
      const width = async () => Number(await chart.getAttribute('width'));
      // A chart is drawn first as wide as any page, and then as its own place is.
      await page.waitForFunction("document.querySelector('svg.chart')?.getAttribute('width') > 1000");
      const onScreen = await width();
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await width()).toBe(700);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await width()).toBe(onScreen);
    });

    test('the keyboard alone finds a place: skip link, field, proposals, heading', async () => {
      await open('/?year=2024');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
      const field = page.getByRole('combobox', { name: '查找区划或机关' });
      await field.focus();
      await page.keyboard.type('荻浦');
      await page.getByRole('option', { name: /荻浦区/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      expect(await field.getAttribute('aria-activedescendant')).not.toBeNull();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: /荻浦区/ }).waitFor();
      expect(address().pathname).toBe('/region/990111');
    });
  });
}
