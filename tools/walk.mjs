/**
 * The walk of docs/walk.md in a real browser, and its pictures: `node tools/walk.mjs`, after `npm run build`. Serves the demo
 * city, or walks through the server whose address is given. Ends with an error where the city no longer answers as the walk says.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PICTURES = join(ROOT, 'docs', 'walk');
const PORT = 4797;
const STARTING_MS = 300_000;
/** Of a picture: they are kept with the sources. */
const MOST_BYTES = 100_000;

/** The demo city at an address of its own, until `stop`. */
async function serveDemo() {
  const main = join(ROOT, 'dist', 'src', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, 'demo', '--port', String(PORT), '--log-level', 'silent'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const url = `http://127.0.0.1:${PORT}`;
  const until = Date.now() + STARTING_MS;
  while (Date.now() < until && child.exitCode === null) {
    if (
      await fetch(`${url}/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, stop: () => child.kill() };
    await new Promise((wake) => setTimeout(wake, 500));
  }
  child.kill();
  throw new Error('the demo city did not start');
}

const given = process.argv[2];
const { url, stop } = given ? { url: given, stop: () => {} } : await serveDemo();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  mkdirSync(PICTURES, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 900, height: 480 }, colorScheme: 'light' });
  /** A picture of the window, with `at` at its top. */
  const picture = async (name, at) => {
    // What is waited for is no part of it.
    await page.locator('.answered-old').waitFor({ state: 'detached' });
    if (at) await at.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    const bytes = await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    if (bytes.length > MOST_BYTES) throw new Error(`the picture ${name} has ${bytes.length} bytes`);
  };
  const shown = async (locator, text) => {
    await locator.filter({ hasText: text }).first().waitFor();
  };

  await page.goto(url);
  await page.getByLabel('年度').selectOption('2024');
  const question = page.getByRole('link', { name: '示例市各区 2024 年不予公开率排名' });
  await question.waitFor();
  await picture('1-start', page.locator('main h2').first());

  await question.click();
  const ranking = page.locator('table', { hasText: '下级区划，按“不予公开率”排列' });
  await shown(ranking.locator('tbody tr').first(), '雾凇区');
  await picture('2-ranking', ranking);

  await ranking.getByRole('link', { name: '雾凇区' }).click();
  const routes = page.locator('section.routes');
  await shown(routes, '漏计了雾凇区城市管理局');
  await picture('3-routes', routes);

  await routes.getByRole('link', { name: '全部对账' }).click();
  await shown(page.locator('.reasons'), '雾凇区城市管理局');
  await shown(page.locator('.filing-line'), '不符 71');
  await picture('4-reconciliation');
} finally {
  await browser.close();
  stop();
}
