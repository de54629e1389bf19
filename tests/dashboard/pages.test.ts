/** Every page of the dashboard in a real browser: readable for everybody, from this server alone, under a strict policy. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeId } from '../../src/graph/ids';
import { buildAssets, describeInBrowser, openBrowser, type Watched, watch } from '../server/browser';
import { barriers, brokenWords } from './barriers';
import { type CityServer, STARTING_MS, serveCity } from './city';

/** Global ids of two districts. */
const DISTRICTS = ['990107', '990111'].map((code) => writeId('Region', code)).join(',');

const PAGES: readonly (readonly [name: string, path: string])[] = [
  ['the start', '/?year=2024'],
  ['a city', '/region/990100?year=2024&metric=REFUSAL_RATE'],
  ['a district on the form', '/region/990107?year=2024&view=form'],
  ['a city over the years', '/region/990100?year=2024&view=trends'],
  ['a district whose routes differ', '/region/990107?year=2024&view=routes'],
  ['the bodies of a district', '/region/990107?year=2024&view=bodies'],
  ['the districts ranked', '/ranking?within=990100&metric=REFUSAL_RATE&year=2024'],
  ['the bodies of a city ranked', '/ranking?of=DEPARTMENTS&within=990100&metric=RECEIVED&year=2024&rows=20'],
  ['an empty comparison', '/compare?year=2024'],
  ['districts as a table', `/compare?subjects=${DISTRICTS}&from=2023`],
  ['districts as lines', `/compare?subjects=${DISTRICTS}&view=lines`],
  ['districts as bars', `/compare?subjects=${DISTRICTS}&view=bars`],
  ['districts as points', `/compare?subjects=${DISTRICTS}&view=scatter`],
  ['a search', '/search?text=公开'],
  ['a region that is not there', '/region/123456?year=2024'],
];

describeInBrowser()('the pages of the dashboard', () => {
  let city: CityServer;
  let browser: Browser;
  let page: Page;
  let watched: Watched;

  beforeAll(async () => {
    buildAssets(join(__dirname, '..', '..', 'dist', 'assets'));
    [city, browser] = await Promise.all([serveCity(), openBrowser()]);
  }, STARTING_MS);
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    watched = watch(page, city.url);
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched).toEqual({ elsewhere: [], complaints: [] });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  /** Opens an address and waits until its answer is shown. */
  const open = async (path: string) => {
    await page.goto(city.url + path);
    await page.locator('.data-note, .state-failed').waitFor();
  };

  test.each(PAGES)('%s: nobody is kept out, in either language and theme, nor on a phone', async (_, path) => {
    for (const [language, theme, width] of [
      ['zh', 'light', 1280],
      ['en', 'dark', 360],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await open(`${path}&lang=${language}`);
      expect(await barriers(page, theme)).toEqual([]);
      expect(await brokenWords(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });
});
