/** Lines of structured files as an import takes them: read, and settled where they are nothing but figures. */
import { type ReportFigures, settle } from '../form/figures';
import type { Structured } from '../parse/structured/recognise';
import type { PlainRecord, StructuredRecord } from '../parse/structured/record';
import { contentDigest } from '../store/figures-row';
import { isDocument } from './filing';
import type { DraftParticulars } from './particulars';
import { readSettledFile } from './reading';

/** A report without a title or a narrative: there is nothing to keep beside its figures. */
export interface SettledLine {
  readonly type: 'settled';
  readonly line: number;
  readonly draft: DraftParticulars;
  readonly figures: ReportFigures;
  /** What is compared to tell whether it is new. */
  readonly digest: string;
}

export type Line = StructuredRecord | SettledLine;

/** The lines of a structured file, some at a time; `onBytes` hears how many bytes were read. Throws a Problem that refuses the file. */
export type ReadLines = (
  path: string,
  structured: Structured,
  onBytes: (bytes: number) => void,
) => AsyncIterable<readonly Line[]>;

/** Reads them in the thread that asks. */
export const readLinesHere: ReadLines = async function* (path, structured, onBytes) {
  for await (const records of readSettledFile(path, structured, onBytes)) yield records.map(lineOf);
};

function lineOf(record: StructuredRecord | PlainRecord): Line {
  if (record.type === 'plain') return settledLine(record.line, record.draft, record.figures);
  if (record.type !== 'report' || isDocument(record.draft)) return record;
  const { tables, ...draft } = record.draft;
  return settledLine(record.line, draft, settle(tables));
}

function settledLine(line: number, draft: DraftParticulars, figures: ReportFigures): SettledLine {
  return { type: 'settled', line, draft, figures, digest: contentDigest(figures, draft.publishedOn, undefined) };
}
