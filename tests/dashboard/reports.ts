/** The pages of a report, of findings, of filing and of drafts in a real browser: their main tasks from start to end. */
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { type Watched, watch } from '../server/browser';
import { BROKEN_DRAFT, draftText, EDITOR, textFile } from './bureaus';
import { openAt, type Stage } from './stage';

export function describeReports(stage: Stage): void {
  describe('reports, findings, filing and drafts', () => {
    let page: Page;
    let watched: Watched;
    beforeEach(async () => {
      page = await stage.newPage();
      watched = watch(page, stage.bureaus.url);
    });
    afterEach(async () => {
      await page.context().close();
      expect(watched).toEqual({ elsewhere: [], complaints: [] });
    });

    const open = (path: string) => openAt(page, stage.bureaus, path);
    const enterToken = async () => {
      await page.locator('.token summary').click();
      await page.locator('.token input').fill(EDITOR);
      await page.locator('.token button[type=submit]').click();
      await page.locator('.token summary').click();
    };
    const reportOf = (body: string) => stage.reportOf(body, page);

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
      const saved = page.waitForEvent('download');
      await page.getByRole('link', { name: '下载原件' }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe('report.txt');
      expect(readFileSync(await download.path(), 'utf8')).toBe(draftText('子区审计局', 2022, 8));
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
      await page.getByLabel('发布情况', { exact: true }).selectOption('LATE');
      await page.getByRole('cell', { name: '逾期' }).waitFor();
      expect(await page.locator('tbody').innerText()).toMatch(/2024-02-10\s+10/);
    });

    test('a draft: read, checked against last year and repaired; imported only with a token', async () => {
      await open('/check');
      const field = page.locator('input[type=file]');
      await field.setInputFiles([BROKEN_DRAFT, textFile('笔记.txt', '会议纪要')]);
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

      const packed = page.waitForEvent('download');
      await page.getByRole('button', { name: '存为 XLSX' }).click();
      const download = await packed;
      expect(download.suggestedFilename()).toBe('草稿.txt.xlsx');
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(await download.path());
      expect(workbook.worksheets.map(({ name }) => name)).toEqual(['校验', '三张表']);
      const cells = workbook.worksheets[1]!.getSheetValues() as unknown[][];
      expect(cells.find((row) => row?.[1] === 'concluded.total')?.slice(1)).toEqual([
        'concluded.total',
        expect.any(String),
        8,
        expect.any(String),
        '8',
      ]);

      expect(await page.getByRole('button', { name: '导入这份报告' }).count()).toBe(0);
      await enterToken();
      await page.getByRole('button', { name: '导入这份报告' }).click();
      await page.getByRole('button', { name: '确认导入' }).click();
      await page.getByRole('link', { name: '看报告' }).click();
      await page.getByRole('heading', { name: /子区审计局 2024 年度报告/ }).waitFor();
    });

    /** Files in the hand of a mouse, over the page and let go. */
    const drop = async (files: readonly ReturnType<typeof textFile>[]) => {
      const given = files.map(({ name, buffer }) => [name, buffer.toString()]);
      const dataTransfer = await page.evaluateHandle(`(() => {
        const transfer = new DataTransfer();
        for (const [name, text] of ${JSON.stringify(given)})
          transfer.items.add(new File([text], name, { type: 'text/plain' }));
        return transfer;
      })()`);
      await page.dispatchEvent('.drop', 'dragover', { dataTransfer });
      await page.locator('.drop-over').waitFor();
      await page.dispatchEvent('.drop', 'drop', { dataTransfer });
      expect(await page.locator('.drop-over').count()).toBe(0);
    };

    test('files are dropped: checked without a token, imported with one, with their progress', async () => {
      await open('/check');
      await drop([BROKEN_DRAFT]);
      await page.locator('.draft').waitFor();
      expect(await page.locator('.draft').innerText()).toMatch(/改为 6，则所涉各项合计均成立/);
      await enterToken();
      await drop([
        textFile('甲.txt', draftText('丑区水利局', 2024, 4)),
        textFile('乙.txt', draftText('丑区审计局', 2024, 5)),
      ]);
      await page.getByText('已读 3 / 3 份').waitFor();
      await page.getByRole('button', { name: '导入已识读的 3 份' }).click();
      await page.getByRole('button', { name: '确认导入' }).click();
      await page.locator('.file-DONE').nth(2).waitFor();
      await page.getByRole('link', { name: '看报告' }).nth(1).click();
      await page.getByRole('heading', { name: /丑区水利局 2024 年度报告/ }).waitFor();
    });
  });
}
