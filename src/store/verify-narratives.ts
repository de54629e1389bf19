/** Compares the marks and terms of the narratives with the texts that they were made from. */
import type { Statement } from 'better-sqlite3';
import { entriesOf, type NarrativeEntries, narratedReports, textsOf } from './narratives';
import type { Regions } from './regions';
import type { Connection } from './source';
import type { Difference } from './verify';

const COLUMNS = ['title', 'body', 'text', 'place'] as const;

/** Within a transaction of the connection, which may be one that only reads. */
export function verifyNarratives(
  connection: Connection,
  regions: Regions,
  found: (difference: Difference) => void,
): void {
  const kept = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const statement = kept.get(sql) ?? connection.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  const counts = new Map<string, number>();
  const sums = COLUMNS.map(() => 0);
  let [marks, texts] = [0, 0];
  for (const states of narratedReports(prepare))
    for (const state of states) {
      const entries = entriesOf(regions, state, textsOf(prepare, state));
      marks += entries.marks.length;
      texts += 1;
      for (const section of entries.sections) increase(counts, `${state.year}/${section}`);
      compareMarks(prepare, state.id, entries, found);
      compareSizes(prepare, state.id, entries, found);
      COLUMNS.forEach((column, at) => {
        for (const term of termsOf(entries[column])) sums[at] = (sums[at]! + checksum(term)) >>> 0;
      });
    }
  compareTotal(prepare, 'sentence_mark', 'SELECT COUNT(*) AS total FROM sentence_mark', marks, found);
  compareTotal(prepare, 'search', 'SELECT COUNT(*) AS total FROM search_docsize', texts, found);
  compareCounts(prepare, counts, found);
  compareTerms(connection, sums, found);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function termsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ').filter((term) => term !== '');
}

/** FNV-1a over the term as SQLite keeps it, in UTF-8. */
function checksum(term: string): number {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(term)) state = Math.imul(state ^ byte, 0x01000193);
  return state >>> 0;
}

type Prepare = (sql: string) => Statement;
type OnDifference = (difference: Difference) => void;

function compareMarks(prepare: Prepare, id: number, { marks }: NarrativeEntries, found: OnDifference): void {
  const one = prepare('SELECT 1 FROM sentence_mark WHERE mark = ? AND report_id = ?');
  for (const mark of marks)
    if (!one.get(mark, id))
      found({ table: 'sentence_mark', key: { report_id: id }, column: 'mark', stored: null, counted: String(mark) });
}

/** The index keeps how many terms each column of a report has. */
function compareSizes(prepare: Prepare, id: number, entries: NarrativeEntries, found: OnDifference): void {
  const row = prepare('SELECT sz FROM search_docsize WHERE id = ?').get(id) as { sz: Buffer } | undefined;
  const stored = row ? varints(row.sz).join() : null;
  const counted = COLUMNS.map((column) => termsOf(entries[column]).length).join();
  if (stored !== counted) found({ table: 'search', key: { report_id: id }, column: 'terms', stored, counted });
}

/** SQLite's numbers of variable length: seven bits a byte, the highest first. */
function varints(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}

function compareTotal(
  prepare: Prepare,
  table: 'sentence_mark' | 'search',
  sql: string,
  counted: number,
  found: OnDifference,
): void {
  const { total } = prepare(sql).get() as { total: number };
  if (total !== counted) found({ table, key: {}, column: 'rows', stored: String(total), counted: String(counted) });
}

function compareCounts(prepare: Prepare, counts: Map<string, number>, found: OnDifference): void {
  const difference = (key: string, stored: number | null, counted: number | null): void => {
    const [year, section] = key.split('/').map(Number) as [number, number];
    found({
      table: 'narrative_count',
      key: { year, section },
      column: 'reports',
      stored: stored === null ? null : String(stored),
      counted: counted === null ? null : String(counted),
    });
  };
  const rows = prepare('SELECT year, section, reports FROM narrative_count').all() as Record<string, number>[];
  for (const { year, section, reports } of rows) {
    const key = `${year}/${section}`;
    const counted = counts.get(key) ?? null;
    if (counted !== reports) difference(key, reports!, counted);
    counts.delete(key);
  }
  for (const [key, counted] of counts) difference(key, null, counted);
}

/** All terms of a column in one sum: the index lists each term with how often it stands. */
function compareTerms(connection: Connection, sums: readonly number[], found: OnDifference): void {
  connection.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, 'col')");
  const stored = COLUMNS.map(() => 0);
  const rows = connection.prepare('SELECT term, col, cnt FROM temp.search_terms').raw().iterate();
  for (const [term, column, count] of rows as IterableIterator<[string, (typeof COLUMNS)[number], number]>) {
    const at = COLUMNS.indexOf(column);
    stored[at] = (stored[at]! + Math.imul(checksum(term), count)) >>> 0;
  }
  COLUMNS.forEach((column, at) => {
    if (stored[at] !== sums[at])
      found({ table: 'search', key: {}, column, stored: String(stored[at]), counted: String(sums[at]) });
  });
}
