/** What the tests of the dashboard share: a browser, the demo city and the bureaus, each served by a server of its own. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildAssets, openBrowser } from '../server/browser';
import { serveBureaus } from './bureaus';
import { serveCity } from './city';
import type { Served } from './serve';

const DESKTOP = { width: 1280, height: 900 };
export class Stage {
  city!: Served;
  bureaus!: Served;
  private browser!: Browser;
  private readonly reports = new Map<string, string>();

  async open(): Promise<void> {
    buildAssets(join(__dirname, '..', '..', 'dist', 'assets'));
    this.browser = await openBrowser();
    this.city = await serveCity();
    this.bureaus = await serveBureaus();
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.city?.close();
    await this.bureaus?.close();
  }

  /** A page of a reader who was never here. */
  async newPage(): Promise<Page> {
    return (await this.browser.newContext({ viewport: DESKTOP })).newPage();
  }

  /** The address of a bureau's report of 2023, found as a reader would: once, it stays the same. */
  async reportOf(body: string, page: Page): Promise<string> {
    let address = this.reports.get(body);
    if (address === undefined) {
      await openAt(page, this.bureaus, '/filing?within=990100&year=2023&view=list');
      address = (await page.getByRole('link', { name: body, exact: true }).getAttribute('href'))!;
      this.reports.set(body, address);
    }
    return address;
  }
}

/** Opens an address and waits until its answer is shown. */
export async function openAt(page: Page, { url }: Served, path: string): Promise<void> {
  await page.goto(url + path);
  await page.locator('.data-note, .state-failed').waitFor();
}
