/** A real browser for tests: Debian's Chromium, or the one that CHROMIUM names. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** `describe`, or where there is no browser `describe.skip` with a line that says so. With CI set there has to be one. */
export function describeInBrowser(): typeof describe | typeof describe.skip {
  if (existsSync(PROGRAM)) return describe;
  const reason = `No Chromium at ${PROGRAM}: install Debian's chromium, or set CHROMIUM to its path.`;
  if (process.env.CI) throw new Error(reason);
  console.warn(`Tests in the browser are skipped. ${reason}`);
  return describe.skip;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Watched {
  /** Addresses asked of any host but the server's. */
  readonly elsewhere: string[];
  /** What the page's console and policy complained of. */
  readonly complaints: string[];
}

/** Notes every request to another host and every complaint, from now on. */
export function watch(page: Page, origin: string): Watched {
  const watched: Watched = { elsewhere: [], complaints: [] };
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && asked !== origin) watched.elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(String(error)));
  return watched;
}

const ROOT = join(__dirname, '..', '..');
/** What the files of the pages are made of. */
const SOURCES = [
  'package-lock.json',
  'tools/build-assets.mjs',
  ...['src/dashboard', 'src/server/browser'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))),
  ),
].map((name) => join(ROOT, name));

/** Builds the files of the pages into a folder of their own, as `npm run build` does into dist/assets; not if they are newer than their sources. */
export function buildAssets(folder: string): void {
  const changedAt = (file: string) => statSync(file).mtimeMs;
  if (existsSync(join(folder, 'dashboard.html'))) {
    const built = readdirSync(folder).map((name) => changedAt(join(folder, name)));
    if (Math.min(...built) > Math.max(...SOURCES.map(changedAt))) return;
  }
  execFileSync(process.execPath, [join(ROOT, 'tools', 'build-assets.mjs'), folder], {
    stdio: 'inherit',
  });
}
