/** What became of each rule: for one report, and counted over many. */
import { appliesTo } from '../check/applies';
import { RULES, type Rule } from '../check/rules';
import { unpackUnassessed } from '../check/unassessed';
import type { Scope } from '../form/draft';
import { planFailed, planUnassessed } from '../plan/finding-counts';
import { count } from '../plan/holding';
import type { ReportsAsk } from '../plan/lists';
import type { GraphContext } from './context';
import type { RuleResult, RuleTally } from './types/finding-counts';
import type { Report } from './types/report';
import { ruleType } from './types/rule';

/** Every rule that is about the report, in the order of the catalogue. */
export async function resultsOf(context: GraphContext, { record }: Report): Promise<RuleResult[]> {
  const told = await context.records.rulesOfReport.load(record.id);
  const unassessed = new Set(record.unassessed);
  return RULES.filter((rule) => appliesTo(rule.reach, record.scope)).map((rule) => {
    const { findings, open } = told.get(rule.id) ?? { findings: 0, open: 0 };
    const outcome = findings > 0 ? 'FAIL' : unassessed.has(rule.id) ? 'NOT_ASSESSABLE' : 'PASS';
    return { rule: ruleType(rule.id)!, outcome, findings, open };
  });
}

interface Tally {
  failed: number;
  findings: number;
  notAssessable: number;
}

/** The rules that are about reports at all, in the order of the catalogue. */
export async function tallies(context: GraphContext, ask: ReportsAsk): Promise<RuleTally[]> {
  const { reading } = context;
  const { order: _, withdrawn: __, ...filter } = ask;
  const [unassessed, failed] = await Promise.all([
    reading.scan(planUnassessed(reading.dialect, filter)),
    reading.scan(planFailed(reading.dialect, filter)),
  ]);
  const reports: Record<Scope, number> = { OWN: 0, CONSOLIDATED: 0 };
  const tally = new Map<string, Tally>(RULES.map((rule) => [rule.id, { failed: 0, findings: 0, notAssessable: 0 }]));
  for (const row of unassessed) {
    reports[scopeOf(row.scope)] += count(row.reports);
    for (const id of unpackUnassessed(row.unassessed as string | null)) {
      const rule = RULES.find((each) => each.id === id);
      if (rule && appliesTo(rule.reach, scopeOf(row.scope))) tally.get(id)!.notAssessable += count(row.reports);
    }
  }
  for (const row of failed) {
    const of = tally.get(String(row.rule));
    if (!of) continue;
    of.failed += count(row.reports);
    of.findings += count(row.findings);
  }
  return RULES.filter((rule) => rule.reach !== 'FILING').map((rule) => tallied(rule, reports, tally.get(rule.id)!));
}

const scopeOf = (scope: unknown): Scope => (count(scope) === 0 ? 'OWN' : 'CONSOLIDATED');

function tallied(
  rule: Rule,
  reports: Readonly<Record<Scope, number>>,
  { failed, findings, notAssessable }: Tally,
): RuleTally {
  const about = (['OWN', 'CONSOLIDATED'] as const)
    .filter((scope) => appliesTo(rule.reach, scope))
    .reduce((sum, scope) => sum + reports[scope], 0);
  return {
    rule: ruleType(rule.id)!,
    reports: about,
    passed: about - failed - notAssessable,
    failed,
    notAssessable,
    findings,
  };
}
