/**
 * Keeps the findings across years: each report against that of the year before, of the same body and scope. What changes is
 * run again together with the year after it, and further on as long as findings change.
 */
import { doubtsOf } from '../check/doubt';
import type { CheckResult } from '../check/result';
import { withUnassessed } from '../check/unassessed';
import { checkYears, EARLIER_CELLS, type EarlierYear, WholeYear } from '../check/years';
import { type ReportFigures, unpackStates } from '../form/figures';
import { editionOf, type Row, rowToFigures } from './figures-row';
import type { FindingRow, FindingRows } from './finding-rows';
import type { Transaction } from './journal';
import type { StoredMeta } from './report-rows';

/** A report that is not withdrawn, as the running transaction has it. */
export interface HeldReport {
  readonly id: number;
  readonly departmentId: number;
  readonly regionId: number;
  readonly year: number;
  readonly scope: number;
  /** Its figures as the checks of the year after look at them. */
  readonly asEarlier: StoredEarlierYear;
  /** All of its figures. */
  figures(): Promise<ReportFigures>;
}

/** A year before whose figures may have to be read first. */
interface StoredEarlierYear extends EarlierYear {
  /** Reads what a comparison with these figures needs. */
  prepare(figures: ReportFigures): Promise<void>;
}

/** What a report that is about to be made is known by. */
type Coming = Pick<HeldReport, 'departmentId' | 'year' | 'scope'> & { readonly figures: ReportFigures };

/** A report whose figures are at hand. */
export type Known = Omit<HeldReport, 'asEarlier' | 'figures'> & { readonly figures: ReportFigures };

/** The first run over a report, with the report of the year before that it was run against. */
interface FirstRun {
  readonly earlier: HeldReport | undefined;
  readonly result: CheckResult;
}

/** A region and year. */
export interface Place {
  readonly regionId: number;
  readonly year: number;
}

/** Columns before the cells in a row of `SQL.report`. */
const LEADING = 6;

const SQL = {
  report: `SELECT id, region_id, form2, form3, form4, states, ${EARLIER_CELLS.map((cell) => cell.store).join(', ')}
    FROM report WHERE department_id = ? AND year = ? AND scope = ? AND withdrawn = 0`,
  whole: 'SELECT * FROM report WHERE id = ?',
  toldUnassessed: 'SELECT unassessed FROM report WHERE id = ?',
  unassessed: 'UPDATE report SET unassessed = ? WHERE id = ?',
};

/** Findings of a row, as the checks take them. */
export function toldFindings(rows: readonly Pick<FindingRow, 'rule' | 'cells' | 'details'>[]) {
  return rows.map(({ rule, cells, details }) => ({
    rule,
    cells: cells === '' ? [] : cells.split(','),
    details: details === null ? undefined : (JSON.parse(details) as Record<string, string>),
  }));
}

export class Continuity {
  private readonly held = new Map<number, HeldReport | undefined>();
  /** Reports made in this transaction, which have no findings across years yet. */
  private readonly fresh = new Map<number, FirstRun>();
  /** Keys to be run again, by year. */
  private readonly pending = new Map<number, Set<number>>();

  constructor(
    private readonly transaction: Transaction,
    private readonly findings: FindingRows,
  ) {}

  /**
   * The rules that cannot be assessed of a report that is about to be made, so that its row is written once. What comes after
   * it may change them.
   */
  async foreseen({ departmentId, year, scope, figures }: Coming): Promise<readonly string[]> {
    const earlier = await this.load(keyOf(departmentId, year - 1, scope));
    await earlier?.asEarlier.prepare(figures);
    const result = checkYears(figures, earlier?.asEarlier);
    this.fresh.set(keyOf(departmentId, year, scope), { earlier, result });
    return result.unassessed;
  }

  /** A report was made as foreseen: it and the one of the year after are run. */
  made({ figures, ...report }: Known): void {
    this.hold(report, figures);
    this.touch(report.departmentId, report.year, report.scope);
  }

  /** A report came, went or changed: it and the one of the year after are run again. */
  changed({ department_id, year, scope }: Pick<StoredMeta, 'department_id' | 'year' | 'scope'>): void {
    this.held.delete(keyOf(department_id, year, scope));
    this.fresh.delete(keyOf(department_id, year, scope));
    this.touch(department_id, year, scope);
  }

  /** A report that is as it was is run again, and it alone. */
  again({ figures, ...report }: Known): void {
    this.hold(report, figures);
    this.add(report.departmentId, report.year, report.scope);
  }

  /** What the findings of a report cast doubt on is other than before: the year after is run again. */
  doubted(departmentId: number, year: number, scope: number): void {
    this.add(departmentId, year + 1, scope);
  }

  /** Runs what is pending, earlier years first. @returns reports whose findings are other than before */
  async run(): Promise<HeldReport[]> {
    const changed: HeldReport[] = [];
    while (this.pending.size > 0) {
      const year = Math.min(...this.pending.keys());
      const keys = this.pending.get(year)!;
      this.pending.delete(year);
      for (const key of keys) {
        const report = await this.load(key);
        if (!report || !(await this.check(report))) continue;
        changed.push(report);
        this.doubted(report.departmentId, report.year, report.scope);
      }
    }
    return changed;
  }

  private touch(departmentId: number, year: number, scope: number): void {
    this.add(departmentId, year, scope);
    this.add(departmentId, year + 1, scope);
  }

  private add(departmentId: number, year: number, scope: number): void {
    let keys = this.pending.get(year);
    if (!keys) {
      keys = new Set();
      this.pending.set(year, keys);
    }
    keys.add(keyOf(departmentId, year, scope));
  }

  /** @returns whether the findings of the report are other than before */
  private async check(report: HeldReport): Promise<boolean> {
    const { id: reportId, departmentId, regionId, year, scope } = report;
    const key = keyOf(departmentId, year, scope);
    const earlier = await this.load(keyOf(departmentId, year - 1, scope));
    const first = this.fresh.get(key);
    const printed = first && first.earlier === earlier ? first.result : await this.compare(report, earlier);
    const { findings, unassessed } = await this.withDoubts(report, earlier, printed);
    if (printed !== first?.result || unassessed !== printed.unassessed) {
      // As it is now: other runs of this transaction tell theirs in the same column.
      const row = (await this.transaction.get<{ unassessed: string | null }>(SQL.toldUnassessed, [reportId]))!;
      const told = withUnassessed(row.unassessed, 'YEARS', unassessed);
      if (told !== row.unassessed) await this.transaction.run(SQL.unassessed, [told, reportId]);
    }
    const place = { reportId, departmentId, regionId, year };
    if (!this.fresh.delete(key)) return this.findings.replace(place, 'YEARS', findings);
    await this.findings.add(place, 'YEARS', findings);
    return findings.length > 0;
  }

  private async compare(report: HeldReport, earlier: HeldReport | undefined): Promise<CheckResult> {
    const figures = await report.figures();
    await earlier?.asEarlier.prepare(figures);
    return checkYears(figures, earlier?.asEarlier);
  }

  private async withDoubts(
    report: HeldReport,
    earlier: HeldReport | undefined,
    printed: CheckResult,
  ): Promise<CheckResult> {
    if (!earlier || printed.findings.length === 0) return printed;
    const doubts = doubtsOf(toldFindings(await this.findings.ofReport(earlier.id)));
    if (doubts.size === 0) return printed;
    const { findings, unassessed } = checkYears(await report.figures(), earlier.asEarlier, doubts);
    // What holds against the figures as printed holds.
    const failed = new Set(printed.findings.map(({ rule, cells }) => `${rule} ${cells.join()}`));
    return { findings: findings.filter(({ rule, cells }) => failed.has(`${rule} ${cells.join()}`)), unassessed };
  }

  private hold(report: Omit<HeldReport, 'asEarlier' | 'figures'>, figures: ReportFigures): void {
    const key = keyOf(report.departmentId, report.year, report.scope);
    this.held.set(key, { ...report, asEarlier: new HeldYear(figures), figures: async () => figures });
  }

  private async load(key: number): Promise<HeldReport | undefined> {
    if (this.held.has(key)) return this.held.get(key);
    const [departmentId, year, scope] = partsOf(key);
    const [row] = await this.transaction.lists(SQL.report, [departmentId, year, scope]);
    let report: HeldReport | undefined;
    if (row) {
      const [id, regionId] = row as [number, number];
      const whole = async () => rowToFigures((await this.transaction.get<Row>(SQL.whole, [id]))!);
      report = { id, departmentId, regionId, year, scope, asEarlier: new StoredYear(row, whole), figures: whole };
    }
    this.held.set(key, report);
    return report;
  }
}

/** Place of a cell in a row of `SQL.report`. */
const PLACE = new Map(EARLIER_CELLS.map((cell, at) => [cell.index, LEADING + at]));

/** The year before with all of its figures at hand. */
class HeldYear extends WholeYear implements StoredEarlierYear {
  async prepare(): Promise<void> {}
}

/** The year before from a few of its columns; the whole row is read only where the reports may be all alike. */
class StoredYear implements StoredEarlierYear {
  readonly forms: ReportFigures['forms'];
  private read: WholeYear | undefined;
  private readonly partial: ReadonlySet<number> | undefined;

  constructor(
    private readonly row: readonly unknown[],
    private readonly whole: () => Promise<ReportFigures>,
  ) {
    this.forms = { 2: editionOf(row[2]), 3: editionOf(row[3]), 4: editionOf(row[4]) };
    const states = row[5] as string | null;
    if (states !== null)
      this.partial = new Set(unpackStates(states).flatMap(([index, state]) => (state === 'PARTIAL' ? [index] : [])));
  }

  known(index: number): number | undefined {
    const value = this.row[PLACE.get(index)!] as number | null;
    return value === null || this.partial?.has(index) ? undefined : value;
  }

  async prepare(figures: ReportFigures): Promise<void> {
    if (!this.read && this.maybeSame(figures)) this.read = new WholeYear(await this.whole());
  }

  same(figures: ReportFigures): boolean {
    return this.maybeSame(figures) && this.read!.same(figures);
  }

  private maybeSame(figures: ReportFigures): boolean {
    for (const [index, place] of PLACE) if (this.row[place] !== figures.values[index]) return false;
    return true;
  }
}

/** One number for a body, year and scope, exact below 2^53. */
function keyOf(departmentId: number, year: number, scope: number): number {
  return (departmentId * 10_000 + year) * 2 + scope;
}

function partsOf(key: number): [departmentId: number, year: number, scope: number] {
  const scope = key % 2;
  const rest = (key - scope) / 2;
  return [Math.floor(rest / 10_000), rest % 10_000, scope];
}
