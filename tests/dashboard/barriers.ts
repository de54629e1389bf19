/** What keeps people out of a page that is open in a browser. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

async function violations(page: Page, options: axe.RunOptions): Promise<axe.Result[]> {
  const found = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as axe.AxeResults;
  return found.violations;
}

/** What axe finds in the page as it is, and in the other theme of the colours, the one thing that a theme changes. */
export async function barriers(page: Page, theme: 'light' | 'dark'): Promise<unknown[]> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(axe.source);
  const found = await violations(page, { resultTypes: ['violations'] });
  await page.emulateMedia({ colorScheme: theme === 'light' ? 'dark' : 'light' });
  found.push(...(await violations(page, { runOnly: ['color-contrast'], resultTypes: ['violations'] })));
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Words and numbers in tables and headlines that are broken in two, as they stand on the screen. */
export function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const broken = [];
    for (const place of document.querySelectorAll('table.data th, table.data td, .headlines li')) {
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        for (const { 0: word, index } of text.data.matchAll(/[\\d.,%\u2212+-]*\\d[\\d.,%-]*|[A-Za-z]{2,}/g)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
          if (lines.size > 1) broken.push(word);
        }
      }
    }
    return broken;
  })()`) as Promise<string[]>;
}
