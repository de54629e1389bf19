/**
 * What a structured file gives, line by line: reports, bodies of the register, regions, deadlines, and lines that are refused. The
 * schema is documented in docs/import.md.
 */
import type { ReportDraft } from '../../form/draft';
import type { ReportFigures } from '../../form/figures';
import type { Problem } from '../../form/problem';

/** One body of the register: who is expected to report, and in which years. */
export interface BodyRecord {
  /** Code of the region that the body belongs to. */
  readonly region: string;
  readonly name: string;
  /** Code of its kind; where undefined, classified from the name. */
  readonly kind?: string;
  /** First and last year in which a report is expected; open where undefined. */
  readonly from?: number;
  readonly to?: number;
}

/** A region that the store does not bring along: a township, a development zone, a made-up region. */
export interface RegionRecord {
  readonly code: string;
  readonly name: string;
  /** Code of the region that it belongs to; where undefined, the smallest one whose code encloses it. */
  readonly parent?: string;
}

/** When reports are due by a rule of a region. */
export interface DeadlineRecord {
  /** Code of the region that sets it. */
  readonly region: string;
  /** Whom it is for: a kind's code, a part of Art. 49, or everybody where undefined. */
  readonly for?: string;
  /** First year of the reports that it is for. */
  readonly from: number;
  /** Month and day in the year after, or NONE, or DEFAULT. */
  readonly due: string;
  /** What says so. */
  readonly basis?: string;
}

/** A report that is nothing but figures, settled already: no title, no narrative. */
export interface PlainRecord {
  readonly type: 'plain';
  readonly line: number;
  readonly draft: Omit<ReportDraft, 'tables'>;
  readonly figures: ReportFigures;
}

export type StructuredRecord =
  | { readonly type: 'report'; readonly line: number; readonly draft: ReportDraft }
  | { readonly type: 'body'; readonly line: number; readonly body: BodyRecord }
  | { readonly type: 'region'; readonly line: number; readonly region: RegionRecord }
  | { readonly type: 'deadline'; readonly line: number; readonly deadline: DeadlineRecord }
  | { readonly type: 'refused'; readonly line: number; readonly problem: Problem };

export type StructuredFormat = 'JSON_LINES' | 'CSV';

/** What the lines of a file are, as its first line says; a JSON Lines file may go on with others. */
export type RecordType = 'report' | 'body' | 'region' | 'deadline';
