/** The index of the terms of narratives: each database keeps one in a way of its own. */
import type { Connection } from './connection';
import type { NarrativeEntries } from './narratives';
import { PostgresTerms } from './postgres/terms';
import { SqliteTerms } from './sqlite/terms';

/** What the index holds of one report. */
export type TermEntries = Pick<NarrativeEntries, 'title' | 'body' | 'text' | 'place'>;

/** Told of each number of the index that does not follow from the texts. */
export type OnTermDifference = (
  reportId: number | undefined,
  column: string,
  stored: string | null,
  counted: string | null,
) => void;

export interface TermIndex {
  add(reportId: number, entries: TermEntries): Promise<void>;
  remove(reportId: number): Promise<void>;
  /** Takes everything out. */
  clear(): Promise<void>;
  /** After everything was put in. */
  settle(): Promise<void>;
  /** Compares the index with what it should hold: called for each report, then once at the end. */
  compare(reportId: number, entries: TermEntries, found: OnTermDifference): Promise<void>;
  compareAll(found: OnTermDifference): Promise<void>;
}

export function termIndexOf(connection: Connection): TermIndex {
  return connection.dialect === 'sqlite' ? new SqliteTerms(connection) : new PostgresTerms(connection);
}
