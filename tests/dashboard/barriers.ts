/** What keeps people out of a page that is open in a browser. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules that look at colours, the one thing that a theme changes. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds in the page: by every rule in the light theme, by those that look at colours in the dark one. */
export async function barriers(page: Page): Promise<Record<'light' | 'dark', unknown[]>> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const found = async (theme: 'light' | 'dark', options: axe.RunOptions) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    const asked = { resultTypes: ['violations'], preload: false, ...options };
    const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(asked)})`)) as axe.AxeResults;
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  };
  return { light: await found('light', {}), dark: await found('dark', { runOnly: OF_COLOURS }) };
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
