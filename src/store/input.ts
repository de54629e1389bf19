/** What is written to the store, by whom, and what comes of it. */
import type { CheckResult } from '../check/result';
import type { DraftNotice, DraftSection, Origin, Scope } from '../form/draft';
import type { ReportFigures } from '../form/figures';
import type { CellState } from '../form/value';

/** The document that a report was read from. */
export interface DocumentInput {
  readonly sha256: string;
  /** What beside its bytes settles how a file is read: the same bytes in the same manner are the same report. */
  readonly manner?: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly title?: string;
  /** The body's name as printed. */
  readonly body?: string;
  /** By cell id. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly notices: readonly DraftNotice[];
  readonly sections: readonly DraftSection[];
}

/** One body's report of one year and scope. */
export interface ReportInput {
  readonly departmentId: number;
  readonly year: number;
  readonly scope: Scope;
  readonly figures: ReportFigures;
  readonly check: CheckResult;
  /** ISO date. */
  readonly publishedOn?: string;
  /** None for figures of a structured file. */
  readonly document?: DocumentInput;
  /** `contentDigest` of these figures, date and document, where it is known already. */
  readonly digest?: string;
}

export interface PutResult {
  readonly outcome: 'IMPORTED' | 'UPDATED' | 'UNCHANGED';
  readonly reportId: number;
  readonly version: number;
}

/** Who changes something, in which role and why. */
export interface Author {
  readonly actor: string;
  readonly role: string;
  readonly reason: string;
}

/** What made a state of a report give way to the next. */
export type ChangeReason = 'IMPORT' | 'CORRECTION' | 'SCOPE' | 'WITHDRAWAL' | 'RESTORATION' | 'MOVE';

export type AuditAction =
  | 'CORRECT_FIGURE'
  | 'SET_SCOPE'
  | 'WITHDRAW_REPORT'
  | 'RESTORE_REPORT'
  | 'MOVE_DEPARTMENT'
  | 'EXPLAIN_FINDING'
  | 'SET_DEADLINE';

/** What a cell should hold: a whole number, an amount as a decimal in `unitOfAmount` of its row, or no number. */
export type CellCorrection =
  | { readonly value: number | string }
  | { readonly state: Extract<CellState, 'BLANK' | 'NOT_APPLICABLE' | 'UNREADABLE'> };
