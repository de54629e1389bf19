/** The pickers among 100,000 bodies: what fits is found by a part of its name, and nothing else is sent or drawn. */
import type { Page } from 'playwright-core';
import { type Watched, watch } from '../server/browser';
import { BODIES, serveMany } from './many';
import type { Served } from './serve';
import { openAt, type Stage } from './stage';

/** One of the last that were put in. */
const BODY = '雁塔区第17事务所';
/** What one question of a picker gives at most: regions and bodies. */
const PROPOSALS = 20;

export function describePickers(stage: Stage): void {
  describe('pickers among 100,000 bodies', () => {
    let many: Served;
    let page: Page;
    let watched: Watched;
    beforeAll(async () => {
      many = await serveMany();
    });
    beforeEach(async () => {
      page = await stage.newPage();
      watched = watch(page, many.url);
    });
    afterEach(async () => {
      await page.context().close();
      expect(watched).toEqual({ elsewhere: [], complaints: [] });
    });
    afterAll(() => many?.close());

    const type = async (field: string, text: string) => {
      const answer = page.waitForResponse(
        (response) => response.request().postData()?.includes('FindSubjects') ?? false,
      );
      await page.getByRole('combobox', { name: field, exact: true }).fill(text);
      const { data } = await (await answer).json();
      const options = page.locator('.proposals [role=option]');
      await options.first().waitFor();
      expect(await options.count()).toBe((data.regions?.nodes.length ?? 0) + (data.departments?.nodes.length ?? 0));
      expect(await options.count()).toBeLessThanOrEqual(PROPOSALS);
      return options;
    };

    test('a comparison takes one body of all of them, found by a part of its name', async () => {
      await openAt(page, many, '/compare');
      const counted = await fetch(`${many.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ dataset { departments } }' }),
      });
      expect(await counted.json()).toEqual({ data: { dataset: { departments: BODIES } } });
      // A name that thousands have is cut off, not drawn.
      await type('添加区划或机关', '第17事务所');
      const options = await type('添加区划或机关', BODY);
      await options.filter({ hasText: BODY }).first().click();
      await page.locator('.chips').first().getByText(BODY).waitFor();
    });

    test('the field in the head leads to a body, by the keyboard alone', async () => {
      await openAt(page, many, '/check');
      await type('检索', BODY);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.hits > li', { hasText: BODY }).waitFor();
    });

    test('a ranking centred on a body that has no report says so, and leads to the whole of it', async () => {
      await openAt(page, many, '/ranking?of=DEPARTMENTS&within=610113&metric=RECEIVED&year=2024');
      await (await type('以谁为中心', BODY)).first().click();
      await page.getByText('不在这项排名中').waitFor();
      await page.getByRole('link', { name: '看全部排名和未参加者' }).click();
      await page.locator('.controls').waitFor();
      expect(new URL(page.url()).searchParams.get('around')).toBeNull();
    });
  });
}
