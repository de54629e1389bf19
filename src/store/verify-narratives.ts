/** Compares the marks and terms of the narratives with the texts that they were made from. */
import { inList } from '../plan/statement';
import type { Connection } from './connection';
import { entriesOf, type NarrativeEntries, narratedReports, textsOf } from './narratives';
import type { Regions } from './regions';
import { type OnTermDifference, termIndexOf } from './term-index';
import type { Difference } from './verify';

type OnDifference = (difference: Difference) => void;

/** @param connection a state of the store that stays as it is; it may be one that only reads */
export async function verifyNarratives(connection: Connection, regions: Regions, found: OnDifference): Promise<void> {
  const counts = new Map<string, number>();
  let marks = 0;
  const index = termIndexOf(connection);
  const foundTerms: OnTermDifference = (reportId, column, stored, counted) =>
    found({ table: 'search', key: reportId === undefined ? {} : { report_id: reportId }, column, stored, counted });
  for await (const states of narratedReports(connection))
    for (const state of states) {
      const entries = entriesOf(regions, state, await textsOf(connection, state));
      marks += new Set(entries.marks).size;
      for (const section of entries.sections) increase(counts, `${state.year}/${section}`);
      await compareMarks(connection, state.id, entries, found);
      await index.compare(state.id, entries, foundTerms);
    }
  const { total } = (await connection.get<{ total: number }>('SELECT COUNT(*) AS total FROM sentence_mark'))!;
  if (total !== marks)
    found({ table: 'sentence_mark', key: {}, column: 'rows', stored: String(total), counted: String(marks) });
  await compareCounts(connection, counts, found);
  await index.compareAll(foundTerms);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function compareMarks(
  connection: Connection,
  id: number,
  { marks }: NarrativeEntries,
  found: OnDifference,
): Promise<void> {
  const rows = await connection.all<{ mark: number }>(
    `SELECT mark FROM sentence_mark WHERE report_id = ? AND mark ${inList(connection.dialect)}`,
    [id, JSON.stringify(marks)],
  );
  const stored = new Set(rows.map((row) => row.mark));
  for (const mark of marks)
    if (!stored.has(mark))
      found({ table: 'sentence_mark', key: { report_id: id }, column: 'mark', stored: null, counted: String(mark) });
}

async function compareCounts(connection: Connection, counts: Map<string, number>, found: OnDifference): Promise<void> {
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
  const rows = await connection.all<Record<string, number>>('SELECT year, section, reports FROM narrative_count');
  for (const { year, section, reports } of rows) {
    const key = `${year}/${section}`;
    const counted = counts.get(key) ?? null;
    if (counted !== reports) difference(key, reports!, counted);
    counts.delete(key);
  }
  for (const [key, counted] of counts) difference(key, null, counted);
}
