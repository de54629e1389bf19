/**
 * A plain model of the store: what is current, kept in lists, and every total counted by its definition. It shares no code
 * with the store's roll-ups.
 */
import { CELLS } from '../../src/form/cells';
import { filingOf } from '../../src/form/deadline';
import type { DraftCell, DraftTable, Scope } from '../../src/form/draft';
import { type ReportFigures, settle } from '../../src/form/figures';

export type Tables = Partial<Record<2 | 3 | 4, DraftTable>>;

export interface LedgerReport {
  readonly id: number;
  readonly body: LedgerBody;
  readonly year: number;
  scope: Scope;
  tables: Tables;
  publishedOn?: string;
  withdrawn: boolean;
}

export interface LedgerBody {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  /** Region code. */
  region: string;
  registered?: { from: number; to?: number };
}

/** A date that a region sets: month and day, or none. */
export interface LedgerDeadline {
  readonly region: string;
  readonly for: string;
  readonly from: number;
  readonly due: string | undefined;
}

/** A total as text, so that it compares cell by cell. */
export interface LedgerTotal {
  reports: number;
  onTime: number;
  late: number;
  /** By "3_2021". */
  forms: Record<string, number>;
  /** By cell id: blank, not applicable, unreadable, partial. */
  gaps: Record<string, number[]>;
  /** By cell id; a cell that no report contributes to is not there. */
  sums: Record<string, bigint>;
}

/** Region code → code of its parent; the nation is "". */
export const TREE: Readonly<Record<string, string>> = {
  '': '-',
  '990000': '',
  '990100': '990000',
  '990101': '990100',
  '990102': '990100',
  '990101101': '990101',
  '990200': '990000',
  '990201': '990200',
  '999001': '990000',
};
export const FOLDED: readonly string[] = ['', '990000', '990100', '990200'];
const childrenOf = (code: string): string[] => Object.keys(TREE).filter((each) => TREE[each] === code);

function inSubtree(code: string, top: string): boolean {
  for (let at = code; at !== '-'; at = TREE[at]!) if (at === top) return true;
  return false;
}

export class Ledger {
  readonly bodies: LedgerBody[] = [];
  readonly reports: LedgerReport[] = [];
  deadlines: LedgerDeadline[] = [];

  current(): LedgerReport[] {
    return this.reports.filter((each) => !each.withdrawn);
  }

  computed(region: string, year: number, kind?: string): LedgerTotal | undefined {
    return this.total(
      this.current().filter(
        (each) =>
          each.scope === 'OWN' &&
          each.year === year &&
          inSubtree(each.body.region, region) &&
          (kind === undefined || each.body.kind === kind),
      ),
    );
  }

  filed(region: string, year: number): LedgerTotal | undefined {
    const report = this.filedReport(region, year);
    return report && this.total([report]);
  }

  best(region: string, year: number): LedgerTotal | undefined {
    return this.total(this.bestReports(region, year));
  }

  /** Bodies of the subtree that are expected to report for themselves. */
  expected(region: string, year: number, kind?: string): number {
    return this.expectedBodies(year).filter(
      (body) => inSubtree(body.region, region) && (kind === undefined || body.kind === kind),
    ).length;
  }

  /** Reports that BEST expects: one where a consolidated report stands for all. */
  expectedByBest(region: string, year: number): number {
    if (this.filedReport(region, year)) return 1;
    const own = this.expectedBodies(year).filter((body) => body.region === region).length;
    return childrenOf(region).reduce((sum, child) => sum + this.expectedByBest(child, year), own);
  }

  private expectedBodies(year: number): LedgerBody[] {
    return this.bodies.filter((body) => {
      const reported = this.current().some((each) => each.body === body && each.scope === 'OWN' && each.year === year);
      // Whatever the register says: a body that reported would otherwise hide one that did not.
      if (body.registered) return reported || (year >= body.registered.from && year <= (body.registered.to ?? 9999));
      return this.current().some((each) => each.body === body && each.scope === 'OWN' && each.year <= year);
    });
  }

  private filedReport(region: string, year: number): LedgerReport | undefined {
    const order = region.length === 9 ? ['government', 'township', 'office'] : ['government', 'office'];
    return this.current()
      .filter((each) => each.scope === 'CONSOLIDATED' && each.year === year && each.body.region === region)
      .filter((each) => order.includes(each.body.kind))
      .sort((a, b) => order.indexOf(a.body.kind) - order.indexOf(b.body.kind) || a.body.id - b.body.id)[0];
  }

  private bestReports(region: string, year: number): LedgerReport[] {
    const filed = this.filedReport(region, year);
    if (filed) return [filed];
    const own = this.current().filter(
      (each) => each.scope === 'OWN' && each.year === year && each.body.region === region,
    );
    return [...own, ...childrenOf(region).flatMap((child) => this.bestReports(child, year))];
  }

  private total(reports: readonly LedgerReport[]): LedgerTotal | undefined {
    return total(reports, (body, year) => this.deadline(body, year));
  }

  /** The nearest region that says something of such a body; of its rules the narrowest, then the latest; else Art. 49, written out. */
  private deadline({ region, kind }: LedgerBody, year: number): string | undefined {
    const part = kind === 'government' ? 'GOVERNMENT' : kind === 'township' ? 'TOWNSHIP' : 'DEPARTMENT';
    for (let at = region; at !== '-'; at = TREE[at]!)
      for (const group of [kind, part, 'ALL']) {
        const [rule] = this.deadlines
          .filter((each) => each.region === at && each.for === group && each.from <= year)
          .sort((a, b) => b.from - a.from);
        if (rule) return rule.due && `${year + 1}-${rule.due}`;
      }
    if (part === 'TOWNSHIP') return undefined;
    return part === 'GOVERNMENT' ? `${year + 1}-03-31` : `${year + 1}-01-31`;
  }
}

const GAP: Readonly<Record<string, number>> = { BLANK: 0, NOT_APPLICABLE: 1, UNREADABLE: 2, PARTIAL: 3 };

function total(
  reports: readonly LedgerReport[],
  deadline: (body: LedgerBody, year: number) => string | undefined,
): LedgerTotal | undefined {
  if (reports.length === 0) return undefined;
  const sum: LedgerTotal = { reports: reports.length, onTime: 0, late: 0, forms: {}, gaps: {}, sums: {} };
  for (const { tables, year, body, publishedOn } of reports) {
    const figures: ReportFigures = settle(tables);
    const filing = filingOf(publishedOn, deadline(body, year));
    if (filing === 'ON_TIME') sum.onTime += 1;
    if (filing === 'LATE') sum.late += 1;
    for (const table of [2, 3, 4] as const) {
      const form = figures.forms[table];
      if (form) sum.forms[`${table}_${form}`] = (sum.forms[`${table}_${form}`] ?? 0) + 1;
    }
    for (const cell of CELLS) {
      const value = figures.values[cell.index];
      if (value !== null && value !== undefined) sum.sums[cell.id] = (sum.sums[cell.id] ?? 0n) + BigInt(value);
      const gap = GAP[figures.states[cell.index]!];
      if (gap === undefined) continue;
      sum.gaps[cell.id] ??= [0, 0, 0, 0];
      sum.gaps[cell.id]![gap]! += 1;
    }
  }
  return sum;
}

/** The tables with one cell set. */
export function withCell(tables: Tables, table: 2 | 3 | 4, cellId: string, cell: DraftCell): Tables {
  const before = tables[table]!;
  return { ...tables, [table]: { ...before, cells: new Map([...before.cells, [cellId, cell]]) } };
}
