/** Findings with the body that they are of, in words. */
import { messageOf } from '../check/message';
import { findRule, RULES, type Severity } from '../check/rules';
import { count, type Row } from '../plan/holding';
import { type FindingsAsk, planFindingCount, planFindings } from '../plan/lists';
import type { Store } from '../store';
import { type Body, bodiesOf, scanCount, scanRows } from './reading';

export interface BodyFinding {
  readonly body: Body;
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** What was found, in words. */
  readonly zh: string;
  readonly en: string;
}

/** Ids of the rules of a severity, but for some. */
export function rulesOf(severity: Severity, except: readonly string[] = []): string[] {
  return RULES.filter((rule) => rule.severity === severity && !except.includes(rule.id)).map((rule) => rule.id);
}

/** Findings of several groups of rules, group after group: how many there are, and the first ones. */
export async function findingsInWords(
  store: Store,
  ask: FindingsAsk,
  groups: readonly (readonly string[])[],
  limit: number,
): Promise<{ total: number; shown: BodyFinding[] }> {
  const shown: BodyFinding[] = [];
  let total = 0;
  for (const rules of groups) {
    const of = { ...ask, rules };
    total += await scanCount(store, planFindingCount(store.dialect, of));
    if (shown.length === limit) continue;
    const rows = await scanRows(store, planFindings(store.dialect, of, undefined, limit - shown.length));
    shown.push(...(await inWords(store, rows)));
  }
  return { total, shown };
}

async function inWords(store: Store, rows: readonly Row[]): Promise<BodyFinding[]> {
  const bodies = await bodiesOf(store, [...new Set(rows.map((row) => count(row.department_id)))]);
  return rows.map((row) => {
    const finding = findingOf(row);
    const body = bodies.get(count(row.department_id))!;
    const { severity } = findRule(finding.rule)!;
    return { body, rule: finding.rule, severity, zh: messageOf(finding, 'zh'), en: messageOf(finding, 'en') };
  });
}

function findingOf(row: Row) {
  const text = (value: unknown): string | undefined => (value === null ? undefined : String(value));
  return {
    rule: String(row.rule),
    cells: row.cells ? String(row.cells).split(',') : [],
    expected: text(row.expected),
    found: text(row.found),
    difference: text(row.difference),
    details: row.details ? (JSON.parse(String(row.details)) as Record<string, string>) : undefined,
  };
}
