/** What the checks look at besides the figures. */
import type { DraftSection, Scope } from '../form/draft';
import type { ReportFigures } from '../form/figures';

/** Level of the administrative division that a body belongs to. */
export type BodyLevel = 'NATION' | 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWNSHIP';

/** What is known of a report beside its figures. A rule that needs what is undefined here is not assessable. */
export interface CheckContext {
  readonly year: number;
  /** Code of the kind of department, "justice". */
  readonly kind: string;
  readonly scope: Scope;
  readonly regionLevel?: BodyLevel;
  /** ISO date. */
  readonly publishedOn?: string;
  /** ISO date until which the report is due; undefined where no deadline is set for such a body. */
  readonly deadline?: string;
  /** The narrative; undefined or empty where the source has none (structured files). */
  readonly sections?: readonly Pick<DraftSection, 'key' | 'text' | 'parts'>[];
  /** The body: its name without the region's (司法局), and the names of its region and of those that it lies in. */
  readonly body?: { readonly name: string; readonly places: readonly string[] };
}

/** One report under check. */
export interface Subject {
  readonly figures: ReportFigures;
  readonly context: CheckContext;
}
