/**
 * The programs that make or read documents beside us: a browser, LibreOffice, poppler's pdftotext. What is not installed is not
 * used, and the formats that need it are left out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { LIBRARY_FONTS } from './library-pdf';
import type { PrintedPage } from './printed';

export type Program = 'browser' | 'office' | 'pdftotext' | 'fonts';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const OFFICE = process.env.SOFFICE ?? '/usr/bin/soffice';
const PDFTOTEXT = process.env.PDFTOTEXT ?? '/usr/bin/pdftotext';

export function isInstalled(program: Program): boolean {
  const files = { browser: [BROWSER], office: [OFFICE], pdftotext: [PDFTOTEXT], fonts: LIBRARY_FONTS }[program];
  return files.every((file) => existsSync(file));
}

export class Printers {
  private browser: Browser | undefined;
  private page: Page | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'printers-'));

  /** A page as the browser prints it. */
  async print({ html, options }: PrintedPage): Promise<Buffer> {
    this.browser ??= await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
    this.page ??= await this.browser.newPage();
    await this.page.setContent(html);
    return Buffer.from(await this.page.pdf(options));
  }

  /** Files as LibreOffice writes them in another format ("pdf", "docx", "html"), in the same order. */
  convert(files: readonly Uint8Array[], from: string, to: string): Buffer[] {
    const folder = mkdtempSync(join(this.folder, 'convert-'));
    const names = files.map((bytes, i) => {
      writeFileSync(join(folder, `${i}.${from}`), bytes);
      return join(folder, `${i}.${from}`);
    });
    const writer = from === 'html' ? ['--infilter=HTML (StarWriter)'] : [];
    const profile = `-env:UserInstallation=file://${this.folder}/profile`;
    execFileSync(
      OFFICE,
      [profile, '--headless', ...writer, '--convert-to', to, '--outdir', join(folder, 'out'), ...names],
      {
        stdio: 'ignore',
        timeout: 30_000 + files.length * 10_000,
      },
    );
    const made = files.map((_, i) => readFileSync(join(folder, 'out', `${i}.${to}`)));
    rmSync(folder, { recursive: true, force: true });
    return made;
  }

  /** The text of a PDF as poppler gives it: with its layout kept, or in the order of the content. */
  textOf(pdf: Uint8Array, manner: '-layout' | '-raw' | '-nopgbrk'): Buffer {
    return execFileSync(PDFTOTEXT, [manner, '-enc', 'UTF-8', '-', '-'], {
      input: pdf,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  }

  async close(): Promise<void> {
    await this.browser?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
