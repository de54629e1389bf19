/**
 * How many cells of known documents are read right: `npm run accuracy -- DIR [--json]`; and of made-up ones:
 * `npm run accuracy -- --generated N [--seed S] [--format NAME] [--keep FOLDER] [--json]` (see generated.ts).
 *
 * For each `DIR/truth/NAME.json` the document that it names is parsed and compared cell by cell. `table2` is by `row.column`;
 * `table3` by row, the applicant columns in the form's order; `table4` by block, the outcomes in order. A number is a figure as
 * printed (amounts as a string of digits), null a blank cell, `{"unknown": true}` is not scored. A cell is wrong where another
 * figure was read, invented where a figure was read and none is printed, unread where the reading says that it could not read
 * or found nothing. Exit code 1 where a cell is wrong or invented.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { extract } from '../src/extract/extract';
import type { ReportDraft } from '../src/form/draft';
import { TABLES, type TableNumber } from '../src/form/editions';
import { Problem } from '../src/form/problem';
import { parse } from '../src/parse/parse';
import { addScore, type Miss, type Score, scoreTable, type Truth, truthCells } from './scoring';

interface DocumentResult {
  readonly document: string;
  readonly problem?: string;
  readonly tables: Partial<Record<TableNumber, Score>>;
  readonly misses: readonly Miss[];
  /** Facts of the heading that differ: the form of a table, the year, the date. */
  readonly differences: readonly string[];
}

async function measure(directory: string, truth: Truth): Promise<DocumentResult> {
  let draft: ReportDraft | undefined;
  let problem: string | undefined;
  try {
    const bytes = await readFile(path.join(directory, truth.document));
    draft = parse(await extract(bytes, { name: truth.document }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problem = `${error.code}: ${error.message}`;
  }
  const tables: Partial<Record<TableNumber, Score>> = {};
  const misses: Miss[] = [];
  for (const table of TABLES) {
    const result = scoreTable(truthCells(truth, table), draft?.tables[table]);
    tables[table] = result.score;
    misses.push(...result.misses);
  }
  return {
    document: truth.document,
    ...(problem ? { problem } : {}),
    tables,
    misses,
    differences: draft ? differencesOf(truth, draft) : [],
  };
}

function differencesOf(truth: Truth, draft: ReportDraft): string[] {
  const found: string[] = [];
  const compare = (name: string, expected: unknown, read: unknown) => {
    if (expected !== undefined && expected !== read) found.push(`${name}: ${String(expected)}, read ${String(read)}`);
  };
  compare('year', truth.year, draft.year);
  compare('publishedOn', truth.publishedOn, draft.publishedOn);
  // One name may leave out the city that the other has: 偃师区司法局, 洛阳市偃师区司法局.
  if (truth.body && !(draft.body && (truth.body.endsWith(draft.body) || draft.body.endsWith(truth.body))))
    compare('body', truth.body, draft.body);
  for (const table of TABLES) {
    // Table 4 is the same on both editions.
    if (table !== 4) compare(`form of table ${table}`, truth.forms?.[`table${table}`], draft.tables[table]?.edition);
  }
  return found;
}

const line = (name: string, score: Score) =>
  `${name.padEnd(14)} right ${score.right}  wrong ${score.wrong}  unread ${score.unread}  invented ${score.invented}`;

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (!options) {
    console.error('usage: npm run accuracy -- DIR [--json]');
    console.error('       npm run accuracy -- --generated N [--seed S] [--format NAME] [--keep FOLDER] [--json]');
    process.exitCode = 2;
    return;
  }
  const { json } = options;
  if (options.count !== undefined) {
    // Loaded only where it is asked for: it brings the libraries that make documents.
    const { readGenerated } = await import('./generated.js');
    if (!(await readGenerated({ ...options, count: options.count }))) process.exitCode = 1;
    return;
  }
  const directory = options.directory!;
  const names = (await readdir(path.join(directory, 'truth'))).filter((name) => name.endsWith('.json')).sort();
  const results: DocumentResult[] = [];
  for (const name of names) {
    const truth = JSON.parse(await readFile(path.join(directory, 'truth', name), 'utf8')) as Truth;
    results.push(await measure(directory, truth));
  }
  const zero = (): Score => ({ right: 0, wrong: 0, unread: 0, invented: 0 });
  const byTable: Record<TableNumber, Score> = { 2: zero(), 3: zero(), 4: zero() };
  const all = zero();
  for (const result of results)
    for (const table of TABLES) {
      addScore(byTable[table], result.tables[table]!);
      addScore(all, result.tables[table]!);
    }
  if (json) console.log(JSON.stringify({ documents: results, tables: byTable, all }, null, 1));
  else {
    for (const result of results) {
      console.log(result.document);
      if (result.problem) console.log(`  ${result.problem}`);
      for (const table of TABLES) console.log(`  ${line(`table ${table}`, result.tables[table]!)}`);
      // A table that was not read at all would fill the screen.
      const unread = result.misses.filter((miss) => miss.kind === 'unread');
      for (const miss of [...result.misses.filter((each) => each.kind !== 'unread'), ...unread.slice(0, 10)])
        console.log(`    ${miss.kind}: ${miss.cell}: printed ${miss.truth}, read ${miss.read}`);
      if (unread.length > 10) console.log(`    and ${unread.length - 10} more unread`);
      for (const difference of result.differences) console.log(`    differs: ${difference}`);
    }
    console.log('all');
    for (const table of TABLES) console.log(`  ${line(`table ${table}`, byTable[table])}`);
    console.log(line('in all', all));
  }
  if (all.wrong + all.invented > 0) process.exitCode = 1;
}

interface Options {
  readonly directory?: string;
  readonly count?: number;
  readonly seed: number;
  readonly format?: string;
  readonly keep?: string;
  readonly json: boolean;
}

/** Undefined where neither a folder nor a number of documents is given, or what is given is not understood. */
function optionsOf(args: string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        generated: { type: 'string' },
        seed: { type: 'string', default: '1' },
        format: { type: 'string' },
        keep: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [count, seed] = [Number(values.generated), Number(values.seed)];
    const { format, keep, json } = values;
    if (values.generated === undefined)
      return positionals.length === 1 ? { directory: positionals[0]!, seed, json } : undefined;
    if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) return undefined;
    return { count, seed, json, ...(format ? { format } : {}), ...(keep ? { keep } : {}) };
  } catch {
    return undefined;
  }
}

if (require.main === module) void main();
