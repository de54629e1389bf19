/**
 * Checks across bodies: a region's consolidated report against the reports that it contains. Where all of those are known the
 * figures are equal; where only some are, their sum is a lower bound.
 */
import { CELLS, type Cell } from '../form/cells';
import type { ReportFigures } from '../form/figures';
import { fromFen, hasValue, unitOfAmount } from '../form/value';
import { type Doubts, NO_DOUBTS } from './doubt';
import { explainGap, type GapCause } from './reconcile';
import type { CheckResult, Finding } from './result';
import { REGION_RULES } from './rule';

/** One way to a region's total without its consolidated report: over every single body, or over consolidated reports below it. */
export interface Route {
  /** By cell index: the sum of what is known, null where nothing is. Amounts in 分. */
  readonly sums: readonly (bigint | null)[];
  /** By cell index: whether every part of the sum is known. */
  readonly complete: readonly boolean[];
}

/** A report that a route adds up, with what its findings cast doubt on. */
export interface DoubtfulPart {
  readonly figures: ReportFigures;
  readonly doubts: Doubts;
}

/**
 * A route without the figures that are in doubt: one whose sums say what it should be counts as that; any other one is left
 * out, and what remains is a lower bound.
 */
export function withoutDoubts(route: Route, parts: readonly DoubtfulPart[]): Route {
  const sums = [...route.sums];
  const complete = [...route.complete];
  for (const { figures, doubts } of parts)
    for (const [index, repaired] of doubts) {
      const printed = figures.values[index];
      const sum = sums[index];
      if (printed === null || printed === undefined || sum === null || sum === undefined) continue;
      sums[index] = sum + BigInt((repaired ?? 0) - printed);
      if (repaired === undefined) complete[index] = false;
    }
  return { sums, complete };
}

type RegionRule = (typeof REGION_RULES)[number];

/** Levels of table 2: what bodies issue together or repeal at once makes them differ without any mistake. */
export function isStock(each: Cell): boolean {
  return each.table === 2 && (each.kind === 'STOCK' || each.kind === 'SIGNED');
}

/** A figure of the consolidated report that does not fit. */
export interface Mismatch {
  readonly cell: Cell;
  readonly rule: RegionRule;
  readonly expected: bigint;
  readonly found: number;
}

interface Compared {
  readonly mismatches: readonly Mismatch[];
  readonly assessed: ReadonlySet<RegionRule>;
}

/** Compares figure by figure. @param doubts what the findings of the consolidated report itself cast doubt on */
export function compareRegion(filed: ReportFigures, routes: readonly Route[], doubts: Doubts = NO_DOUBTS): Compared {
  const mismatches: Mismatch[] = [];
  const assessed = new Set<RegionRule>();
  for (const each of CELLS) {
    const { index } = each;
    const state = filed.states[index]!;
    const found = doubts.has(index)
      ? doubts.get(index)
      : hasValue(state) && state !== 'PARTIAL'
        ? filed.values[index]!
        : undefined;
    if (found === undefined) continue;
    const known = routes.filter((route) => route.sums[index] !== null && route.sums[index] !== undefined);
    if (known.length === 0) continue;
    const stock = isStock(each);
    const whole = known.filter((route) => route.complete[index]);
    if (whole.length > 0) {
      assessed.add(stock ? 'CONSOLIDATED_STOCK_DIFFERS' : 'CONSOLIDATED_DIFFERS');
      if (!stock) assessed.add('CONSOLIDATED_BELOW_PARTS');
      if (whole.some((route) => route.sums[index] === BigInt(found))) continue;
      const rule = stock ? 'CONSOLIDATED_STOCK_DIFFERS' : 'CONSOLIDATED_DIFFERS';
      mismatches.push({ cell: each, rule, expected: whole[0]!.sums[index]!, found });
      continue;
    }
    // A change up or down of parts that are not known bounds nothing.
    if (each.kind === 'SIGNED') continue;
    const rule = stock ? 'CONSOLIDATED_STOCK_DIFFERS' : 'CONSOLIDATED_BELOW_PARTS';
    assessed.add(rule);
    const most = known.reduce((high, route) => (route.sums[index]! > high ? route.sums[index]! : high), 0n);
    if (BigInt(found) < most) mismatches.push({ cell: each, rule, expected: most, found });
  }
  return { mismatches, assessed };
}

function printed(each: Cell, value: bigint): string {
  return each.kind === 'AMOUNT' ? fromFen(value, unitOfAmount(each.row)) : String(value);
}

/** One finding for each row of the form and rule: it stands for the row's 总计 where that differs, else for its first figure. */
function findingsOf(mismatches: readonly Mismatch[], details: Readonly<Record<string, string>>): Finding[] {
  const rows = new Map<string, Mismatch[]>();
  for (const mismatch of mismatches) {
    const key = `${mismatch.rule} ${mismatch.cell.table} ${mismatch.cell.row}`;
    rows.set(key, [...(rows.get(key) ?? []), mismatch]);
  }
  const order = (each: Mismatch[]) => REGION_RULES.indexOf(each[0]!.rule);
  return [...rows.values()]
    .sort((a, b) => order(a) - order(b))
    .map((row) => {
      const { cell, rule, expected, found } = row.find((each) => each.cell.column === 'total') ?? row[0]!;
      return {
        rule,
        cells: row.map((each) => each.cell.id),
        expected: printed(cell, expected),
        found: printed(cell, BigInt(found)),
        difference: printed(cell, BigInt(found) - expected),
        details: { [cell.table === 4 ? 'block' : 'row']: cell.row, ...details },
      };
    });
}

/** A body of the region whose figures are just what is too little or too much. */
export interface Explanation {
  readonly how: GapCause;
  readonly body: string;
  readonly department: number;
}

/**
 * Checks a consolidated report against the routes to the same total. A rule is not assessable where no route leads to any of
 * its figures.
 */
export function checkRegion({ mismatches, assessed }: Compared, explanation?: Explanation): CheckResult {
  const details = explanation && {
    how: explanation.how,
    body: explanation.body,
    department: String(explanation.department),
  };
  return {
    findings: findingsOf(mismatches, details ?? {}),
    unassessed: REGION_RULES.filter((rule) => !assessed.has(rule)),
  };
}

/**
 * Whether a body's figures are just what a consolidated report has too little of (it was left out) or too much (counted twice);
 * undefined where they are neither.
 */
export function explains(figures: ReportFigures, mismatches: readonly Mismatch[]): Explanation['how'] | undefined {
  const flows = mismatches.filter((each) => each.rule === 'CONSOLIDATED_DIFFERS');
  const gap = new Map(flows.map(({ cell, expected, found }) => [cell.index, BigInt(found) - expected]));
  const part = { item: figures, value: (index: number) => BigInt(figures.values[index] ?? 0) };
  return explainGap(gap, [part]).find((each) => each.whole)?.cause;
}
