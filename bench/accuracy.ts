/**
 * How many cells of known documents are read right: `npm run accuracy -- DIR [--json]`.
 *
 * For each `DIR/truth/NAME.json` the document that it names is parsed and compared cell by cell. `table2` is by `row.column`;
 * `table3` by row, the applicant columns in the form's order; `table4` by block, the outcomes in order. A number is a figure as
 * printed (amounts as a string of digits), null a blank cell, `{"unknown": true}` is not scored. A cell is wrong where another
 * figure was read, invented where a figure was read and none is printed, unread where the reading says that it could not read
 * or found nothing. Exit code 1 where a cell is wrong or invented.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { extract } from '../src/extract/extract';
import type { DraftCell, DraftTable, ReportDraft } from '../src/form/draft';
import { TABLES, type TableNumber } from '../src/form/editions';
import { Problem } from '../src/form/problem';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS } from '../src/form/rows';
import { parse } from '../src/parse/parse';

type Printed = number | string | null | { readonly unknown: true };

/** What a reader of the document sees. */
export interface Truth {
  readonly document: string;
  readonly body?: string;
  readonly year?: number;
  readonly publishedOn?: string;
  readonly forms?: Readonly<Partial<Record<`table${TableNumber}`, string>>>;
  readonly table2?: Readonly<Record<string, Printed>>;
  readonly table3?: Readonly<Record<string, readonly Printed[]>>;
  readonly table4?: Readonly<Record<string, readonly Printed[]>>;
}

export interface Score {
  right: number;
  wrong: number;
  unread: number;
  invented: number;
}

/** A cell that was not read right. */
export interface Miss {
  readonly cell: string;
  readonly kind: 'wrong' | 'unread' | 'invented';
  readonly truth: string;
  readonly read: string;
}

/** The cells of one table of a truth, by cell id. */
export function truthCells(truth: Truth, table: TableNumber): Map<string, Printed> {
  if (table === 2) return new Map(Object.entries(truth.table2 ?? {}));
  const columns = table === 3 ? APPLICANT_COLUMNS : OUTCOME_COLUMNS;
  const rows = (table === 3 ? truth.table3 : truth.table4) ?? {};
  return new Map(
    Object.entries(rows).flatMap(([row, values]) =>
      values.map((value, i) => [`${row}.${columns[i]!.id}`, value] as const),
    ),
  );
}

/** Compares one table as read with the truth. A table that is not in the truth must not be read. */
export function scoreTable(
  truth: ReadonlyMap<string, Printed>,
  table: DraftTable | undefined,
): { score: Score; misses: Miss[] } {
  const score: Score = { right: 0, wrong: 0, unread: 0, invented: 0 };
  const misses: Miss[] = [];
  const note = (cell: string, kind: Miss['kind'], printed: Printed | undefined, read: DraftCell | undefined) => {
    score[kind]++;
    misses.push({
      cell,
      kind,
      truth: JSON.stringify(printed ?? null),
      read: read
        ? `${read.state} ${read.count ?? read.amount ?? ''} ${JSON.stringify(read.origin?.printed ?? '')}`.trim()
        : 'absent',
    });
  };
  for (const [id, printed] of truth) {
    if (printed !== null && typeof printed === 'object') continue;
    const read = table?.cells.get(id);
    const value = read?.state === 'REPORTED' ? (read.amount ?? read.count) : undefined;
    if (printed === null) {
      if (value !== undefined) note(id, 'invented', printed, read);
      else if (read?.state === 'BLANK' || read?.state === 'NOT_APPLICABLE') score.right++;
      else note(id, 'unread', printed, read);
    } else if (value === undefined) {
      // A printed figure that is said to be blank is a loss, not a reading.
      note(id, read && read.state !== 'UNREADABLE' ? 'wrong' : 'unread', printed, read);
    } else if (sameFigure(printed, value)) score.right++;
    else note(id, 'wrong', printed, read);
  }
  for (const [id, read] of table?.cells ?? [])
    if (!truth.has(id) && read.state === 'REPORTED') note(id, 'invented', undefined, read);
  return { score, misses };
}

function sameFigure(printed: number | string, read: number | string): boolean {
  const plain = (figure: number | string) =>
    String(figure)
      .replaceAll(',', '')
      .replace(/^\+/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return plain(printed) === plain(read);
}

/** Adds a score to another. */
export function addScore(sum: Score, more: Score): void {
  for (const key of ['right', 'wrong', 'unread', 'invented'] as const) sum[key] += more[key];
}

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
  const json = process.argv.includes('--json');
  const directory = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  if (!directory) {
    console.error('usage: npm run accuracy -- DIR [--json]');
    process.exitCode = 2;
    return;
  }
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

if (require.main === module) void main();
