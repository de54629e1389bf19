/** Flat tables on their way to CSV, XLSX and JSON: columns with ids that stay, rows as they come. */
import type { Locale } from '../check/message';

/** A number is a number, or an exact decimal as text where a double would not hold it; null is an empty cell. */
export type FlatValue = string | number | null;

export interface FlatColumn {
  /** Stable: "RECEIVED.status". */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly type: 'text' | 'number';
}

export type FlatRow = readonly FlatValue[];

export interface FlatTable {
  readonly columns: readonly FlatColumn[];
  /** The rows in batches, as they come. */
  readonly batches: AsyncIterable<readonly FlatRow[]>;
}

/** What an export says of itself. */
export interface ExportFacts {
  /** "statistics" */
  readonly name: string;
  /** What was asked, by parameter. */
  readonly filters: Readonly<Record<string, string>>;
  /** Path with the same question, its parameters in order. */
  readonly address: string;
  readonly dataVersion: number;
  /** ISO date of the last change of the data; null where nothing ever changed. */
  readonly dataOn: string | null;
  /** ISO date of the export. */
  readonly exportedOn: string;
}

export interface Labelling {
  /** Language of the headings. */
  readonly locale: Locale;
  /** Headings are labels for people, or the ids of the columns. */
  readonly headings: 'labels' | 'ids';
}

export function headingOf(column: FlatColumn, { locale, headings }: Labelling): string {
  return headings === 'ids' ? column.id : column[locale];
}

/** Pieces of text gathered into chunks that are worth a write. */
export async function* chunked(pieces: AsyncIterable<string>, size = 65_536): AsyncGenerator<string> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < size) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
