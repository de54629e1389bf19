/** The first run: what an empty store says, and the demo on request. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../../src/config';
import { type RunningServer, startServer } from '../../src/server';
import { DemoBeside } from '../../src/server/demo';
import { openStore } from '../../src/store';
import { watch } from '../server/browser';
import { standingDemo } from '../server/standing-demo';
import type { Stage } from './stage';

export function describeEmpty(stage: Stage): void {
  describe('an empty store', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongkai-empty-'));
    let server: RunningServer;
    let page: Page;

    beforeAll(async () => {
      const store = await openStore({ database: join(folder, 'store.db'), readers: 1 });
      const demo = new DemoBeside(standingDemo(folder), '127.0.0.1');
      server = await startServer(readConfig({ PORT: '0', GONGKAI_LOG_LEVEL: 'silent' }), store, undefined, demo);
      page = await stage.newPage();
    });
    afterAll(async () => {
      await page?.context().close();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('says what to do next', async () => {
      const watched = watch(page, server.url);
      await page.goto(server.url);
      await page.getByRole('heading', { level: 1, name: '还没有报告' }).waitFor();
      const text = await page.locator('main').textContent();
      expect(text).toContain('npm run -s gongkai -- import');
      expect(text).toContain('npm run demo');
      expect(watched).toEqual({ elsewhere: [], complaints: [] });
    });

    test('has the demo started on request and opens it', async () => {
      await page.getByRole('button', { name: '看演示' }).click();
      await page.getByText('正在建立虚构的城市').waitFor();
      await page.getByRole('link', { name: '打开演示' }).click();
      await page.getByText('demo --host 127.0.0.1 --port 0').waitFor();
      expect(new URL(page.url()).port).not.toBe(new URL(server.url).port);
      await page.goBack();
      // It is there already.
      await page.getByRole('link', { name: '打开演示' }).waitFor();
    });
  });
}
