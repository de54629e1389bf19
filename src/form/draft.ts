/**
 * A report as read from a document or from another system, before it is stored: the one type between reading and storing.
 */
import type { EditionId, TableNumber } from './editions';
import type { AmountUnit, CellState } from './value';

/** OWN: the body itself. CONSOLIDATED: a government's report that already contains its departments and lower governments. */
export type Scope = 'OWN' | 'CONSOLIDATED';

/** How a cell came to its reading. */
export type ReadBy =
  | 'STRUCTURED' // given by id, in JSON Lines or CSV
  | 'LABEL' // from the row that its label names
  | 'POSITION' // from its place among labelled neighbours
  | 'SUMS' // of several readings, the one whose sums hold
  | 'CORRECTION'; // set by a person

/** Where a figure stands in its document. */
export interface Origin {
  /** The printed text, "22（其中修订 16 件）". */
  readonly printed?: string;
  /** What is printed beside the number, "其中修订 16 件". */
  readonly note?: string;
  /** From 1. */
  readonly page?: number;
  /** From 1: the line of the text, or of the structured file. */
  readonly line?: number;
  readonly readBy: ReadBy;
  /** 0 to 1; 1 where label and position agree. */
  readonly confidence: number;
}

/** One cell as read: never DERIVED or PARTIAL (those are made from it) and never an absent table (that is the table's). */
export interface DraftCell {
  readonly state: Extract<CellState, 'REPORTED' | 'BLANK' | 'NOT_APPLICABLE' | 'UNREADABLE'>;
  /** A count (an integer); for an amount undefined. */
  readonly count?: number;
  /** An amount exactly as printed ("7730.28") and the unit it was printed in, where one was. */
  readonly amount?: string;
  readonly unit?: AmountUnit;
  readonly origin?: Origin;
}

/** One table as read: the edition that its labels show, and its cells by cell id. */
export interface DraftTable {
  readonly edition: EditionId;
  readonly cells: ReadonlyMap<string, DraftCell>;
}

/** The six sections of a report, in order. */
export const SECTIONS = ['OVERVIEW', 'PROACTIVE', 'REQUESTS', 'REMEDIES', 'PROBLEMS', 'OTHER'] as const;
export type SectionKey = (typeof SECTIONS)[number];

/** The parts of section 一, where the report has them. */
export const OVERVIEW_PARTS = [
  'PROACTIVE_DISCLOSURE',
  'ON_REQUEST',
  'INFORMATION_MANAGEMENT',
  'PLATFORMS',
  'SUPERVISION',
] as const;
export type OverviewPartKey = (typeof OVERVIEW_PARTS)[number];

export interface DraftSection {
  readonly key: SectionKey;
  /** As printed, "五、存在的主要问题及改进情况". */
  readonly heading: string;
  /** Text without the tables. */
  readonly text: string;
  readonly line?: number;
  readonly parts?: readonly {
    readonly key: OverviewPartKey;
    readonly heading: string;
    readonly text: string;
    readonly line?: number;
  }[];
}

/** Something about the reading that a person should know; never an error of the report itself. */
export interface DraftNotice {
  readonly code:
    | 'TABLE_MISSING'
    | 'CELL_UNREADABLE'
    | 'READING_AMBIGUOUS'
    /** Which columns a table's header does not name, and which it has beyond the form's. */
    | 'COLUMNS_DIFFER'
    /** Which of several printings of a table is the report's, and what says so. */
    | 'PRINTING_CHOSEN'
    /** Figures are read from text that a program recognised in pictures of the document. */
    | 'TEXT_RECOGNISED'
    | 'HEADING_MISSING'
    | 'YEAR_CONFLICT'
    | 'BODY_UNCERTAIN'
    | 'LABEL_UNKNOWN'
    /** What the scope was read from. */
    | 'SCOPE_READ'
    /** What speaks for one scope, and what for the other. */
    | 'SCOPE_OPEN';
  readonly zh: string;
  readonly en: string;
  readonly cells?: readonly string[];
  readonly line?: number;
}

/** A value that was settled, and the words that settled it. */
export interface Evidenced<T> {
  readonly value: T;
  /** The words of the document, or "given" where the caller said it. */
  readonly evidence: string;
}

/**
 * A report as read. What could not be found is undefined: it is asked for, not guessed. `tables` lacks a table that the
 * document does not have.
 */
export interface ReportDraft {
  readonly title?: string;
  /** The body's name as printed, "偃师区司法局". */
  readonly body?: string;
  /** A region code, where the source gives one. */
  readonly region?: string;
  /** Code of the kind of department, where the source gives one. */
  readonly kind?: string;
  readonly year?: number;
  readonly scope?: Evidenced<Scope>;
  /** ISO date, "2024-01-20". */
  readonly publishedOn?: string;
  readonly tables: Readonly<Partial<Record<TableNumber, DraftTable>>>;
  readonly sections: readonly DraftSection[];
  readonly notices: readonly DraftNotice[];
}
