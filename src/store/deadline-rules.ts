/** Sets when reports are due, and files again what that touches. */
import { DUE_FOR_ALL, isDueDay, isDueFor } from '../form/deadline';
import { Problem } from '../form/problem';
import { isReportYear } from '../form/year';
import { AuditTrail } from './audit-trail';
import { Deadlines, type RegionRule, readRules } from './deadlines';
import type { Author } from './input';
import type { Journal, Transaction } from './journal';
import { Refiling } from './refiling';
import type { Regions } from './regions';
import { TouchedTotals } from './rollups';

/** A rule to be set. */
export interface NewDeadline {
  /** Code of the region that sets it, for itself and all below it. */
  readonly region: string;
  /** Whom it is for: a kind's code, DEPARTMENT, GOVERNMENT or TOWNSHIP; all bodies unless given. */
  readonly for?: string;
  /** First year of the reports that it is for. */
  readonly from: number;
  /** Month and day in the year after; NONE: there is no deadline; DEFAULT: the rule is taken back. */
  readonly due: string;
  readonly basis?: string;
}

export interface DeadlinesSet {
  /** Rules that are other than before. */
  readonly rules: number;
  /** Reports that are filed otherwise than before. */
  readonly reports: number;
}

const SQL = {
  remove: 'DELETE FROM deadline WHERE region_id = ? AND due_for = ? AND from_year = ?',
  insert: 'INSERT INTO deadline (region_id, due_for, from_year, due, basis) VALUES (?, ?, ?, ?, ?)',
};

export class DeadlineRules {
  constructor(
    private readonly journal: Journal,
    private readonly regions: Regions,
  ) {}

  /**
   * Sets rules in one transaction with everything that follows from them: which reports are late, what is found of it, the
   * totals. @throws UNKNOWN_REGION, BAD_INPUT, YEAR_OUT_OF_RANGE; nothing is written then
   */
  async set(rules: readonly NewDeadline[], by: Author): Promise<DeadlinesSet> {
    const wanted = rules.map((rule) => this.ruleOf(rule));
    return this.journal.writeAlone(async (transaction) => {
      const changed: RegionRule[] = [];
      for (const rule of wanted) if (await this.setOne(transaction, rule, by)) changed.push(rule);
      if (changed.length === 0) return { rules: 0, reports: 0 };
      const deadlines = new Deadlines(this.regions, await readRules(transaction));
      const totals = new TouchedTotals(transaction, this.regions);
      const refiling = new Refiling(transaction, deadlines, totals);
      let reports = 0;
      for (const { regionId, from } of changed)
        reports += await refiling.within(regionId, this.regions.get(regionId)!.rangeEnd, from);
      await totals.recomputeAll();
      transaction.bump();
      transaction.committed(() => {
        this.regions.deadlines = deadlines;
      });
      return { rules: changed.length, reports };
    });
  }

  private ruleOf({ region, for: of = DUE_FOR_ALL, from, due, basis }: NewDeadline): WantedRule {
    if (!isDueFor(of))
      throw new Problem(
        'BAD_INPUT',
        `期限适用于“${of}”：应为机关类别代号，或 DEPARTMENT、GOVERNMENT、TOWNSHIP、ALL`,
        `A deadline for "${of}": it must be the code of a kind, DEPARTMENT, GOVERNMENT, TOWNSHIP or ALL`,
      );
    if (!isReportYear(from))
      throw new Problem('YEAR_OUT_OF_RANGE', `没有 ${from} 年度的报告`, `There are no reports for the year ${from}`);
    if (due !== 'NONE' && due !== 'DEFAULT' && !isDueDay(due))
      throw new Problem(
        'BAD_INPUT',
        `期限“${due}”应为次年的月日（如 01-20），或 NONE、DEFAULT`,
        `The deadline "${due}" must be a month and day of the year after (01-20), NONE or DEFAULT`,
      );
    return {
      regionId: this.regions.required(region).id,
      for: of,
      from,
      due: due === 'NONE' || due === 'DEFAULT' ? null : due,
      basis: basis ?? null,
      withdrawn: due === 'DEFAULT',
    };
  }

  /** @returns whether anything is different now */
  private async setOne(transaction: Transaction, rule: WantedRule, by: Author): Promise<boolean> {
    const { regionId, for: of, from, due, basis, withdrawn } = rule;
    const same = (other: RegionRule): boolean => other.regionId === regionId && other.for === of && other.from === from;
    const before = (await readRules(transaction)).find(same);
    if (withdrawn ? !before : before && before.due === due && before.basis === basis) return false;
    await transaction.run(SQL.remove, [regionId, of, from]);
    if (!withdrawn) await transaction.run(SQL.insert, [regionId, of, from, due, basis]);
    const because = { ...by, reason: basis ?? by.reason };
    const told = (each: { due: string | null } | undefined): string | null => (each ? (each.due ?? 'NONE') : null);
    await new AuditTrail(transaction).record(
      'SET_DEADLINE',
      { type: 'region', id: regionId, region: regionId },
      because,
      {
        for: of,
        from,
        basis,
        before: told(before),
        after: withdrawn ? null : told(rule),
      },
    );
    return true;
  }
}

interface WantedRule extends RegionRule {
  readonly withdrawn: boolean;
}
