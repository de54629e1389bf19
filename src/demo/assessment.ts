/** How well the checks find what is wrong with the demo city: precision and recall, with the planted list as truth. */
import { findRule, type Severity } from '../check/rules';
import type { Store } from '../store';
import type { PlantedFault } from './city';

/** A rule that failed of one report, or of a body that has none. */
export interface Failure {
  readonly rule: string;
  readonly body: string;
  readonly year: number;
}

/** What the rules of one severity found. */
export interface Precision {
  readonly found: number;
  /** Those of a planted fault. */
  readonly planted: number;
  readonly others: readonly Failure[];
}

export interface Assessment {
  readonly precision: Readonly<Record<Severity, Precision>>;
  /** Pairs of a fault and a rule that must find it. */
  readonly meant: number;
  readonly missed: readonly Failure[];
}

interface FailureRow {
  readonly rule: string;
  readonly name: string;
  readonly code: string;
  readonly year: number;
  readonly scope: number | null;
}

const FAILURES = `SELECT DISTINCT f.rule, d.name, g.code, f.year, r.scope
  FROM finding f JOIN department d ON d.id = f.department_id JOIN region g ON g.id = d.region_id
  LEFT JOIN report r ON r.id = f.report_id WHERE COALESCE(r.withdrawn, 0) = 0 ORDER BY f.year, d.id, f.rule`;

const keyOf = (region: string, body: string, year: number, scope: number) => `${region} ${body} ${year} ${scope}`;

/** Compares every finding of a store that holds the demo city with what was planted in it. */
export async function assessDemo(store: Store, planted: readonly PlantedFault[]): Promise<Assessment> {
  const rows = await store.read<FailureRow>(FAILURES);
  const faults = new Map(
    planted.map((fault) => [keyOf(fault.region, fault.body, fault.year, fault.scope === 'OWN' ? 0 : 1), fault]),
  );
  const found = new Map<PlantedFault, Set<string>>();
  const counted: Record<Severity, { found: number; planted: number; others: Failure[] }> = {
    ERROR: { found: 0, planted: 0, others: [] },
    WARNING: { found: 0, planted: 0, others: [] },
    INFO: { found: 0, planted: 0, others: [] },
  };
  for (const { rule, name: body, code, year, scope } of rows) {
    const count = counted[findRule(rule)?.severity ?? 'INFO'];
    count.found += 1;
    // A body that did not report has no scope; its own report is what was expected.
    const fault = faults.get(keyOf(code, body, year, scope ?? 0));
    if (fault && ([...fault.rules, ...fault.also] as readonly string[]).includes(rule)) {
      count.planted += 1;
      found.set(fault, (found.get(fault) ?? new Set()).add(rule));
    } else count.others.push({ rule, body, year });
  }
  const meant = planted.flatMap((fault) => fault.rules.map((rule) => ({ rule, fault })));
  const missed = meant
    .filter(({ rule, fault }) => !found.get(fault)?.has(rule))
    .map(({ rule, fault: { body, year } }) => ({ rule, body, year }));
  return { precision: counted, meant: meant.length, missed };
}
