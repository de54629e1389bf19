/** Runs the rules over one report. */
import type { ReportFigures } from '../form/figures';
import {
  blankCells,
  type CellSurvey,
  formsNotInForce,
  missingSections,
  missingTables,
  notApplicableCells,
  survey,
  unreadableCells,
} from './completeness';
import type { CheckContext, Subject } from './context';
import {
  inForceBelowIssued,
  negativeValues,
  publishedEarly,
  publishedLate,
  regulationsWithoutPower,
} from './plausibility';
import { type Repair, repairsOf } from './repair';
import type { CheckResult, Finding } from './result';
import { REPORT_RULES, type ReportRuleId } from './rule';
import { type AssessedSum, allSumsHold, assessSums, PLACE_OF, SUM_RULES, type SumRule } from './sums';
import { checkText, TEXT_RULES, type TextRule } from './text';

type FigureRule = Exclude<ReportRuleId, SumRule | TextRule>;

/** The findings of one rule, none where it holds; undefined where it could not be assessed at any place. */
type Assessment = readonly Finding[] | undefined;

const HOLDS: readonly Finding[] = [];

const ASSESSORS: Readonly<Record<FigureRule, (subject: Subject, seen: CellSurvey) => Assessment>> = {
  VALUE_NEGATIVE: (subject, seen) => (seen.anyNegative ? negativeValues(subject) : seen.anyValue ? HOLDS : undefined),
  TABLE_MISSING: missingTables,
  CELLS_BLANK: (subject, seen) => (seen.allReported && seen.anyValue ? HOLDS : blankCells(subject)),
  CELLS_UNREADABLE: (subject, seen) => (seen.allReported && seen.anyValue ? HOLDS : unreadableCells(subject)),
  CELLS_NOT_APPLICABLE: (subject, seen) => (seen.allReported && seen.anyValue ? HOLDS : notApplicableCells(subject)),
  FORM_NOT_IN_FORCE: formsNotInForce,
  SECTION_MISSING: missingSections,
  PUBLISHED_LATE: publishedLate,
  PUBLISHED_EARLY: publishedEarly,
  IN_FORCE_BELOW_ISSUED: inForceBelowIssued,
  REGULATIONS_WITHOUT_POWER: regulationsWithoutPower,
};

/**
 * Checks one report. A finding is one failed place of a rule (a column, a row, a block, a cell, a table). A rule that
 * fails somewhere is failed; one that holds wherever it could be assessed holds; one that could be assessed nowhere is in
 * `unassessed`. Findings come in the order of the catalogue.
 */
export function checkReport(figures: ReportFigures, context: CheckContext): CheckResult {
  const subject = { figures, context };
  const seen = survey(figures);
  const told: Partial<Record<ReportRuleId, Assessment>> = {
    ...checkSums(figures, 3),
    ...checkSums(figures, 4),
    ...checkText(subject),
  };
  const findings: Finding[] = [];
  const unassessed: string[] = [];
  for (const id of REPORT_RULES) {
    const assessment = isToldAlready(id) ? told[id] : ASSESSORS[id](subject, seen);
    if (!assessment) unassessed.push(id);
    else if (assessment.length > 0) findings.push(...assessment);
  }
  return { findings, unassessed };
}

const TOLD = new Set<ReportRuleId>([...SUM_RULES, ...TEXT_RULES]);

function isToldAlready(id: ReportRuleId): id is SumRule | TextRule {
  return TOLD.has(id);
}

type SumAssessments = Partial<Record<SumRule, Assessment>>;

const ALL_HOLD: Readonly<Record<3 | 4, SumAssessments>> = {
  3: { T3_BALANCE: HOLDS, T3_CONCLUDED: HOLDS, T3_ROW_TOTAL: HOLDS },
  4: { T4_TOTAL: HOLDS },
};

function checkSums(figures: ReportFigures, table: 3 | 4): SumAssessments {
  if (allSumsHold(figures, table)) return ALL_HOLD[table];
  const sums = assessSums(figures, table);
  const repairs = sums.some((sum) => sum.found !== sum.expected) ? repairsOf(figures, sums) : undefined;
  const assessments: SumAssessments = {};
  for (const sum of sums) {
    const earlier = assessments[sum.check.rule] ?? HOLDS;
    const holds = sum.found === sum.expected;
    assessments[sum.check.rule] = holds ? earlier : [...earlier, findingOf(sum, repairs?.get(sum))];
  }
  return assessments;
}

function findingOf({ check, expected, found }: AssessedSum, repair: Repair | undefined): Finding {
  return {
    rule: check.rule,
    cells: [...check.expected, ...check.found].map((each) => each.id),
    expected: String(expected),
    found: String(found),
    difference: String(found - expected),
    details: { [PLACE_OF[check.rule]]: check.place, ...(repair && detailsOf(repair)) },
  };
}

/** A repair in the details of a finding: `repairCell` and `repairValue`, or `repairRow` and its seven `repairValues`. */
function detailsOf(repair: Repair): Record<string, string> {
  return repair.kind === 'CELL'
    ? { repairCell: repair.cell, repairValue: String(repair.value) }
    : { repairRow: repair.row, repairValues: repair.values.join() };
}
