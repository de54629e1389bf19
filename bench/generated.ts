/**
 * The long run of `npm run accuracy -- --generated N`: made-up reports as files of every format, read and compared cell by cell.
 *
 * Files are spread evenly over the formats that this machine can make. A failure is printed with the command that makes the
 * same file again. Exit code 1 where a cell is wrong or invented.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from '../src/extract/extract';
import { TABLES } from '../src/form/editions';
import { Problem } from '../src/form/problem';
import { parse } from '../src/parse/parse';
import { truthOf } from '../tests/documents/generator/figures';
import { FORMATS, type MadeFile } from '../tests/documents/generator/files';
import { isInstalled, Printers } from '../tests/documents/generator/printers';
import { addScore, type Miss, type Score, scoreTable } from './scoring';

export interface GeneratedOptions {
  /** Files in all. */
  readonly count: number;
  readonly seed: number;
  /** Only formats whose name begins so. */
  readonly format?: string;
  /** A folder for the files that are not read in full. */
  readonly keep?: string;
  readonly json: boolean;
}

/** Files that are made at a time: a converter starts once for all of them. */
const BATCH = 20;
const SHOWN = 12;

interface FormatResult {
  readonly format: string;
  files: number;
  readonly all: Score;
  /** Of what the files show: without cells that are unread and that nothing in their file tells. */
  readonly shown: Score;
  readonly failures: string[];
  readonly unread: string[];
}

const zero = (): Score => ({ right: 0, wrong: 0, unread: 0, invented: 0 });

/** Makes and reads the files; whether no cell was wrong or invented. */
export async function readGenerated(options: GeneratedOptions): Promise<boolean> {
  const wanted = Object.entries(FORMATS).filter(([name]) => name.startsWith(options.format ?? ''));
  const able = wanted.filter(([, { needs }]) => (needs ?? []).every(isInstalled));
  const results = able.map(
    ([format]): FormatResult => ({ format, files: 0, all: zero(), shown: zero(), failures: [], unread: [] }),
  );
  const printers = new Printers();
  try {
    for (const [i, [format, { make }]] of able.entries()) {
      const share = Math.floor(options.count / able.length) + (i < options.count % able.length ? 1 : 0);
      for (let from = 0; from < share; from += BATCH) {
        const seeds = Array.from({ length: Math.min(BATCH, share - from) }, (_, k) => options.seed + from + k);
        for (const [k, file] of (await make(seeds, printers)).entries())
          await score(format, seeds[k]!, file, results[i]!, options);
      }
      if (!options.json) console.log(lineOf(results[i]!));
    }
  } finally {
    await printers.close();
  }
  report(results, wanted.length - able.length, options.json);
  return results.every(({ all }) => all.wrong + all.invented === 0);
}

async function score(
  format: string,
  seed: number,
  file: MadeFile,
  result: FormatResult,
  { keep }: GeneratedOptions,
): Promise<void> {
  const misses: Miss[] = [];
  const isShown = ({ kind, cell }: Miss) => kind === 'unread' && !file.disordered && !file.unshown?.has(cell);
  let refused: string | undefined;
  let tables: ReturnType<typeof parse>['tables'] = {};
  try {
    tables = parse(await extract(file.bytes, { name: file.name })).tables;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    refused = error.message;
  }
  for (const table of TABLES) {
    const { score: own, misses: more } = scoreTable(truthOf(file.report, table), tables[table]);
    addScore(result.all, own);
    if (!file.disordered) addScore(result.shown, { ...own, unread: more.filter(isShown).length });
    misses.push(...more);
  }
  result.files++;
  if (misses.length === 0) return;
  const told = (kind: Miss['kind'][]) => misses.filter((miss) => kind.includes(miss.kind));
  const name = `${format} seed ${seed}`;
  for (const miss of told(['wrong', 'invented']))
    result.failures.push(`${name}: ${miss.kind} ${miss.cell}: printed ${miss.truth}, read ${miss.read}`);
  const unread = told(['unread']);
  if (unread.length > 0) {
    const shown = unread.filter(isShown).length;
    const where = refused ? `refused: ${refused}` : `${unread[0]!.cell} to ${unread.at(-1)!.cell}`;
    result.unread.push(`${name}: ${unread.length} unread, ${shown} of them shown, ${where}`);
  }
  if (keep) {
    mkdirSync(keep, { recursive: true });
    writeFileSync(join(keep, `${format}-${seed}.${file.name.split('.').pop()}`), file.bytes);
    const lines = misses.map(
      (miss) =>
        `${miss.kind} ${miss.cell}: printed ${miss.truth}, read ${miss.read}${miss.kind === 'unread' && !isShown(miss) ? ' (not shown)' : ''}`,
    );
    writeFileSync(join(keep, `${format}-${seed}.misses`), `${lines.join('\n')}\n`);
  }
}

const share = ({ right, unread }: Score) => `${((100 * unread) / Math.max(1, right + unread)).toFixed(3)}%`;

function lineOf({ format, files, all, shown }: FormatResult): string {
  const ofShown = shown.right > 0 ? `; ${share(shown)} of what the files show` : '';
  return `${format.padEnd(13)} files ${files}  right ${all.right}  wrong ${all.wrong}  invented ${all.invented}  unread ${all.unread} (${share(all)}${ofShown})`;
}

function report(results: readonly FormatResult[], missing: number, json: boolean): void {
  const all: FormatResult = { format: 'in all', files: 0, all: zero(), shown: zero(), failures: [], unread: [] };
  for (const result of results) {
    all.files += result.files;
    addScore(all.all, result.all);
    addScore(all.shown, result.shown);
  }
  if (json) {
    console.log(JSON.stringify({ formats: results, files: all.files, all: all.all, shown: all.shown }, null, 1));
    return;
  }
  console.log(lineOf(all));
  if (missing > 0) console.log(`${missing} formats were left out: what makes them is not installed`);
  for (const { failures, unread, format } of results) {
    for (const each of failures.slice(0, SHOWN)) console.log(`  ${each}`);
    if (failures.length > SHOWN) console.log(`  and ${failures.length - SHOWN} more of ${format}`);
    for (const each of unread.slice(0, SHOWN)) console.log(`  ${each}`);
    if (unread.length > SHOWN) console.log(`  and ${unread.length - SHOWN} more files of ${format} with unread cells`);
  }
  if (results.some((result) => result.failures.length > 0))
    console.log('the same file again: npm run accuracy -- --generated 1 --format FORMAT --seed SEED --keep FOLDER');
}
