/** Every page: readable for everybody, in both languages and both themes, on a desk and on a phone. */
import type { Page } from 'playwright-core';
import { writeId } from '../../src/graph/ids';
import { type Watched, watch } from '../server/browser';
import { barriers, brokenWords } from './barriers';
import { BROKEN_DRAFT } from './bureaus';
import { openAt, type Stage } from './stage';

/** Global ids of two districts. */
const DISTRICTS = ['990107', '990111'].map((code) => writeId('Region', code)).join(',');

type Served = 'city' | 'bureaus';

const PAGES: readonly (readonly [name: string, path: string, served: Served])[] = [
  ['the start', '/?year=2024', 'city'],
  ['a city', '/region/990100?year=2024&metric=REFUSAL_RATE', 'city'],
  ['a district on the form', '/region/990107?year=2024&view=form', 'city'],
  ['a city over the years', '/region/990100?year=2024&view=trends', 'city'],
  ['a district whose routes differ', '/region/990107?year=2024&view=routes', 'city'],
  ['the bodies of a district', '/region/990107?year=2024&view=bodies', 'city'],
  ['the districts ranked', '/ranking?within=990100&metric=REFUSAL_RATE&year=2024', 'city'],
  ['the bodies of a city ranked', '/ranking?of=DEPARTMENTS&within=990100&metric=RECEIVED&year=2024&rows=20', 'city'],
  ['an empty comparison', '/compare?year=2024', 'city'],
  ['districts as a table', `/compare?subjects=${DISTRICTS}&from=2023`, 'city'],
  ['districts as lines', `/compare?subjects=${DISTRICTS}&view=lines`, 'city'],
  ['districts as bars', `/compare?subjects=${DISTRICTS}&view=bars`, 'city'],
  ['districts as points', `/compare?subjects=${DISTRICTS}&view=scatter`, 'city'],
  ['a search', '/search?text=公开', 'city'],
  ['a region that is not there', '/region/123456?year=2024', 'city'],
  ['a report and one of its cells', 'REPORT?cell=received.total', 'bureaus'],
  ['the text of a report', 'REPORT?view=text', 'bureaus'],
  ['the copied text of a report', 'REPORT?view=copied', 'bureaus'],
  ['the versions of a report', 'REPORT?view=versions', 'bureaus'],
  ['the source of a report', 'REPORT?view=source', 'bureaus'],
  ['a report that is not there', '/report/none?x=1', 'bureaus'],
  ['the findings', '/findings?within=990100&year=2023', 'bureaus'],
  ['the filing table', '/filing?within=990100&year=2023', 'bureaus'],
  ['the filing list', '/filing?within=990100&year=2023&view=list', 'bureaus'],
  ['a draft', '/check?year=2024', 'bureaus'],
];

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 800 };

async function expectReadable(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual({ light: [], dark: [] });
  expect(await brokenWords(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

export function describePages(stage: Stage): void {
  describe('the pages of the dashboard', () => {
    const opened = {} as Record<Served, { readonly page: Page; readonly watched: Watched }>;

    beforeAll(async () => {
      for (const served of ['city', 'bureaus'] as const) {
        const page = await stage.newPage();
        opened[served] = { page, watched: watch(page, stage[served].url) };
      }
    });
    afterAll(async () => {
      for (const { page } of Object.values(opened)) await page.context().close();
    });

    test.each(PAGES)(
      '%s: nobody is kept out, in either language and theme, nor on a phone',
      async (_, path, served) => {
        const { page, watched } = opened[served];
        const address = path.startsWith('REPORT')
          ? path.replace('REPORT', await stage.reportOf('丑区审计局', page))
          : path;
        await page.setViewportSize(DESK);
        await openAt(page, stage[served], `${address}&lang=zh`);
        if (path.startsWith('/check')) {
          await page.locator('input[type=file]').setInputFiles(BROKEN_DRAFT);
          await page.locator('.draft').waitFor();
        }
        await expectReadable(page);
        await page.locator('a.language').click();
        await page.locator('html[lang=en]').waitFor();
        // The answer in the other language, or that there is none.
        for (const waited of ['.answered-old', '.state-loading'])
          await page.locator(waited).first().waitFor({ state: 'detached' });
        await page.setViewportSize(PHONE);
        await expectReadable(page);
        expect(watched).toEqual({ elsewhere: [], complaints: [] });
      },
    );
  });
}
