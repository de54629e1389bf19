import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildAssets, describeInBrowser, openBrowser, type Watched, watch } from './browser';
import { type SmallServer, startSmall } from './small-server';

const EXAMPLES = [
  {
    name: 'greeting',
    title: '问候 A greeting',
    query: '# 问候\nquery Greeting($name: String!) {\n  hello(name: $name)\n}\n',
    variables: '{ "name": "公开" }',
  },
  { name: 'language', title: '语言 The language', query: 'query Language {\n  language\n}\n', variables: undefined },
];

describeInBrowser()('the playground in a browser', () => {
  const assets = mkdtempSync(join(tmpdir(), 'gongkai-assets-'));
  let server: SmallServer;
  let browser: Browser;
  let page: Page;
  let watched: Watched;

  beforeAll(async () => {
    buildAssets(assets);
    server = await startSmall({}, { assets, examples: EXAMPLES });
    browser = await openBrowser();
  });
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    watched = watch(page, server.url);
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched).toEqual({ elsewhere: [], complaints: [] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(assets, { recursive: true, force: true });
  });

  /** For a person to look at; only where a folder for it is named. */
  const screenshot = async (name: string) => {
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`) });
  };
  const run = () => page.getByRole('button', { name: /^Execute query/ }).click();

  test('has the examples as tabs and answers a query', async () => {
    await page.goto(`${server.url}/playground`);
    await expect(page.getByRole('tab', { name: 'Greeting' }).waitFor()).resolves.toBeUndefined();
    await page.getByRole('tab', { name: 'Language' }).waitFor();
    await run();
    await page.locator('.graphiql-response').getByText('hello 公开').waitFor();
    await screenshot('playground');
  });

  test('knows the schema: its workers run, completion offers fields, an unknown field is marked', async () => {
    await page.goto(`${server.url}/playground?query=${encodeURIComponent('{ nonsense }')}`);
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('{ whoA');
    await page.locator('.suggest-widget').getByText('whoAmI').first().waitFor();
    await screenshot('completion');
  });

  test('opens with the query and variables of its address filled in', async () => {
    const { query, variables } = EXAMPLES[0]!;
    await page.goto(`${server.url}/playground?${new URLSearchParams({ query, variables: variables! })}`);
    await run();
    await page.locator('.graphiql-response').getByText('hello 公开').waitFor();
  });

  test('shows a question even where tabs of an earlier visit are kept', async () => {
    await page.goto(`${server.url}/playground`);
    await page.getByRole('tab', { name: 'Greeting' }).waitFor();
    await page.goto(`${server.url}/playground?query=${encodeURIComponent('query Who { whoAmI }')}`);
    await page.getByRole('tab', { name: 'Who', selected: true }).waitFor();
    await run();
    await page.locator('.graphiql-response').getByText('"reader"').waitFor();
  });
});
