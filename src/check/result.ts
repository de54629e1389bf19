/** What a run of the checks gives: the one type between checking and storing. */

/** A failed check of one report. A finding never changes a figure and never blocks a document. */
export interface Finding {
  /** Id of the rule, "T3_BALANCE". */
  readonly rule: string;
  /** Ids of the cells that the rule read. */
  readonly cells: readonly string[];
  /** Where the rule compares two values: decimals as strings, in the cells' unit. */
  readonly expected?: string;
  readonly found?: string;
  /** found - expected */
  readonly difference?: string;
  /** What the message of the rule names beside the figures. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Ids of the rules that could not be assessed, because a cell or a text that they need is not there. */
  readonly unassessed: readonly string[];
}
