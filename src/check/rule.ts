/** What a rule of the catalogue is. Numbers of the checks and their sources: docs/rules.md. */
import type { Term } from '../form/rows';

/**
 * - `ERROR`: the report contradicts itself, another report, the form or the law.
 * - `WARNING`: most probably wrong, or incomplete.
 * - `INFO`: worth knowing.
 */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

/** Where a rule comes from: printed on the form, the law, what a 总计 means, or experience. */
export type RuleBasis = 'FORM' | 'LAW' | 'ARITHMETIC' | 'HEURISTIC';

/**
 * What a rule looks at, and so what has to change for it to be run again.
 * - `REPORT`: one report.
 * - `YEARS`: a report and that of the year before, of the same body and scope.
 * - `REGION`: a region's consolidated report and the reports that it contains.
 * - `FILING`: the bodies of a region that are expected to report; its findings have no report.
 * - `PEERS`: bodies of the same kind and level; run as a whole by `gongkai recheck`.
 * - `TEXTS`: the texts of all bodies of the year and of the body's last one; run as a whole by `gongkai recheck`.
 */
export const REACHES = ['REPORT', 'YEARS', 'REGION', 'FILING', 'PEERS', 'TEXTS'] as const;
export type Reach = (typeof REACHES)[number];

export interface Rule {
  /** Stable, "T3_BALANCE". */
  readonly id: RuleId;
  readonly severity: Severity;
  readonly basis: RuleBasis;
  readonly reach: Reach;
  readonly zh: string;
  readonly en: string;
  /** Template of the message of a finding: figures in braces are `{expected}`, `{found}`, `{difference}` and its details. */
  readonly message: Term;
  /** Ids of the cells that the rule reads; none where it is about the document. */
  readonly cells: readonly string[];
}

export const REPORT_RULES = [
  'T3_BALANCE',
  'T3_CONCLUDED',
  'T3_ROW_TOTAL',
  'T4_TOTAL',
  'VALUE_NEGATIVE',
  'TABLE_MISSING',
  'CELLS_BLANK',
  'CELLS_UNREADABLE',
  'CELLS_NOT_APPLICABLE',
  'FORM_NOT_IN_FORCE',
  'SECTION_MISSING',
  'PUBLISHED_LATE',
  'PUBLISHED_EARLY',
  'IN_FORCE_BELOW_ISSUED',
  'REGULATIONS_WITHOUT_POWER',
  'TOPIC_MISSING',
  'PERIOD_DIFFERS',
  'OTHER_YEAR_LEFT',
  'PROBLEMS_EMPTY',
  'NARRATIVE_UNEXPLAINED',
  'NARRATIVE_READING',
  'FEE_PARTS_DIFFER',
  'OTHER_BODY_NAMED',
] as const;
export const YEARS_RULES = [
  'CARRIED_IN_DIFFERS',
  'IN_FORCE_DIFFERS',
  'FIGURES_REPEATED',
  'FEES_UNIT_SLIP',
  'PENDING_VANISHED',
  'JUMP',
] as const;
export const REGION_RULES = ['CONSOLIDATED_DIFFERS', 'CONSOLIDATED_BELOW_PARTS', 'CONSOLIDATED_STOCK_DIFFERS'] as const;
export const FILING_RULES = ['NOT_FILED', 'NOT_FILED_AGAIN'] as const;
export const PEERS_RULES = ['PEER_OUTLIER', 'FEES_UNIT_OF_PEERS'] as const;
export const TEXTS_RULES = ['TEXT_OF_ANOTHER_BODY', 'TEXT_OF_LAST_YEAR'] as const;

/** Every rule, in the order of the catalogue. */
export const RULE_IDS = [
  ...REPORT_RULES,
  ...YEARS_RULES,
  ...REGION_RULES,
  ...FILING_RULES,
  ...PEERS_RULES,
  ...TEXTS_RULES,
] as const;

export type ReportRuleId = (typeof REPORT_RULES)[number];
export type RuleId = (typeof RULE_IDS)[number];
