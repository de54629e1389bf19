/**
 * Keeps the findings across years: each report against that of the year before, of the same body and scope. What changes is
 * run again together with the year after it, and further on as long as findings change.
 */
import { doubtsOf } from '../check/doubt';
import type { CheckResult } from '../check/result';
import { withUnassessed } from '../check/unassessed';
import { checkYears, EARLIER_CELLS, type EarlierYear, WholeYear } from '../check/years';
import { type ReportFigures, unpackStates } from '../form/figures';
import { inList } from '../plan/statement';
import { type BodyYear, reportsOfBodies } from './body-years';
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
  readonly asEarlier: EarlierYear;
  /** All of its figures, where they have been read. */
  figures(): ReportFigures;
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

/** A report against the one of the year before. */
interface Comparison {
  readonly report: HeldReport;
  /** What was foreseen of it, where that holds. */
  readonly first: CheckResult | undefined;
  readonly result: CheckResult;
}

/** A region and year. */
export interface Place {
  readonly regionId: number;
  readonly year: number;
}

/** Columns before the cells in a row of `held`. */
const LEADING = 9;

/** Columns of a report as the checks of the year after look at it. */
const HELD = [
  ...['department_id', 'year', 'scope', 'id', 'region_id', 'form2', 'form3', 'form4', 'states'],
  ...EARLIER_CELLS.map((cell) => cell.store),
]
  .map((column) => `r.${column}`)
  .join(', ');

const SQL = {
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

  /** Reads at once what many reports that are about to be made are compared with. */
  async expect(coming: readonly Coming[]): Promise<void> {
    const around = coming.flatMap(({ departmentId, year, scope }) =>
      [year - 1, year + 1].map((each) => keyOf(departmentId, each, scope)),
    );
    await this.loadAll(around);
    await this.prepareAll(
      coming.map(({ departmentId, year, scope, figures }) => ({
        earlier: this.held.get(keyOf(departmentId, year - 1, scope)),
        figures,
      })),
    );
  }

  /**
   * The rules that cannot be assessed of a report that is about to be made, so that its row is written once. What comes after
   * it may change them.
   */
  async foreseen({ departmentId, year, scope, figures }: Coming): Promise<readonly string[]> {
    const earlier = await this.load(keyOf(departmentId, year - 1, scope));
    await this.prepareAll([{ earlier, figures }]);
    const result = checkYears(figures, earlier?.asEarlier);
    this.fresh.set(keyOf(departmentId, year, scope), { earlier, result });
    return result.unassessed;
  }

  /** A report was made as foreseen: it and the one of the year after are run. */
  made(report: Known): void {
    this.hold(report, report.figures);
    this.touch(report.departmentId, report.year, report.scope);
  }

  /** A report came, went or changed: it and the one of the year after are run again. */
  changed({ department_id, year, scope }: Pick<StoredMeta, 'department_id' | 'year' | 'scope'>): void {
    this.held.delete(keyOf(department_id, year, scope));
    this.fresh.delete(keyOf(department_id, year, scope));
    this.touch(department_id, year, scope);
  }

  /** A report that is as it was is run again, and it alone. */
  again(report: Known): void {
    this.hold(report, report.figures);
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
      const keys = [...this.pending.get(year)!];
      this.pending.delete(year);
      for (const comparison of await this.compare(keys)) {
        if (!(await this.write(comparison))) continue;
        const { report } = comparison;
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

  /** Compares the reports of a year, as far as there are any, each with the one before it. */
  private async compare(keys: readonly number[]): Promise<Comparison[]> {
    await this.loadAll([...keys, ...keys.map(keyBefore)]);
    const reports = keys.flatMap((key) => this.held.get(key) ?? []);
    const earlierOf = (report: HeldReport) => this.held.get(keyOf(report.departmentId, report.year - 1, report.scope));
    const known = reports.map((report) => {
      const earlier = earlierOf(report);
      const first = this.fresh.get(keyOf(report.departmentId, report.year, report.scope));
      return { report, earlier, first: first && first.earlier === earlier ? first.result : undefined };
    });
    const unknown = known.filter(({ first }) => !first);
    await this.readWhole(unknown.map(({ report }) => report));
    await this.prepareAll(unknown.map(({ report, earlier }) => ({ earlier, figures: report.figures() })));
    const printed = known.map(({ report, earlier, first }) => ({
      report,
      earlier,
      first,
      printed: first ?? checkYears(report.figures(), earlier?.asEarlier),
    }));
    const failed = printed.filter((each) => each.earlier && each.printed.findings.length > 0);
    await this.readWhole(failed.map(({ report }) => report));
    const findings = await this.findings.ofReports(failed.map(({ earlier }) => earlier!.id));
    return printed.map(({ report, earlier, first, printed: result }) => ({
      report,
      first,
      result: withDoubts(report, earlier, result, findings),
    }));
  }

  /** @returns whether the findings of the report are other than before */
  private async write({ report, first, result }: Comparison): Promise<boolean> {
    const { id: reportId, departmentId, regionId, year, scope } = report;
    const { findings, unassessed } = result;
    if (!first || unassessed !== first.unassessed) {
      // As it is now: other runs of this transaction tell theirs in the same column.
      const row = (await this.transaction.get<{ unassessed: string | null }>(SQL.toldUnassessed, [reportId]))!;
      const told = withUnassessed(row.unassessed, 'YEARS', unassessed);
      if (told !== row.unassessed) await this.transaction.run(SQL.unassessed, [told, reportId]);
    }
    const place = { reportId, departmentId, regionId, year };
    if (!this.fresh.delete(keyOf(departmentId, year, scope))) return this.findings.replace(place, 'YEARS', findings);
    await this.findings.add(place, 'YEARS', findings);
    return findings.length > 0;
  }

  private hold(report: Known, figures: ReportFigures): void {
    const key = keyOf(report.departmentId, report.year, report.scope);
    this.held.set(key, { ...report, asEarlier: new WholeYear(figures), figures: () => figures });
  }

  private async load(key: number): Promise<HeldReport | undefined> {
    await this.loadAll([key]);
    return this.held.get(key);
  }

  /** Reads reports that are not held yet, or that there are not. */
  private async loadAll(keys: readonly number[]): Promise<void> {
    const asked = new Set(keys.filter((key) => !this.held.has(key)));
    if (asked.size === 0) return;
    for (const key of asked) this.held.set(key, undefined);
    const bodyYears = [...asked].map(partsOf);
    const rows = await reportsOfBodies(this.transaction, HELD, bodyYears, (sql, params) =>
      this.transaction.lists(`${sql} AND r.withdrawn = 0`, params),
    );
    for (const row of rows) {
      const [departmentId, year, scope, id, regionId] = row as [number, number, number, number, number];
      if (!asked.has(keyOf(departmentId, year, scope))) continue;
      const whole: WholeFigures = {};
      const asEarlier = new StoredYear(row, whole);
      this.held.set(keyOf(departmentId, year, scope), {
        id,
        departmentId,
        regionId,
        year,
        scope,
        asEarlier,
        figures: () => whole.figures!,
      });
    }
  }

  /** Reads the figures of the years before that may be the same as those of the years after. */
  private async prepareAll(
    pairs: readonly { readonly earlier: HeldReport | undefined; readonly figures: ReportFigures }[],
  ): Promise<void> {
    await this.readWhole(
      pairs.flatMap(({ earlier, figures }) =>
        earlier && earlier.asEarlier instanceof StoredYear && earlier.asEarlier.maybeSame(figures) ? [earlier] : [],
      ),
    );
  }

  /** Reads all figures of reports of which only a few are known. */
  private async readWhole(reports: readonly HeldReport[]): Promise<void> {
    const stored = new Map<number, StoredYear>();
    for (const { id, asEarlier } of reports)
      if (asEarlier instanceof StoredYear && !asEarlier.whole.figures) stored.set(id, asEarlier);
    if (stored.size === 0) return;
    const sql = `SELECT * FROM report WHERE id ${inList(this.transaction.dialect)}`;
    for (const row of await this.transaction.all<Row & { id: number }>(sql, [JSON.stringify([...stored.keys()])]))
      stored.get(row.id)!.whole.figures = rowToFigures(row);
  }
}

/** What holds against the figures as printed, where it holds against what they should be, too. */
function withDoubts(
  report: HeldReport,
  earlier: HeldReport | undefined,
  printed: CheckResult,
  findings: ReadonlyMap<number, readonly FindingRow[]>,
): CheckResult {
  if (!earlier || printed.findings.length === 0) return printed;
  const doubts = doubtsOf(toldFindings(findings.get(earlier.id) ?? []));
  if (doubts.size === 0) return printed;
  const { findings: doubted, unassessed } = checkYears(report.figures(), earlier.asEarlier, doubts);
  const failed = new Set(printed.findings.map(({ rule, cells }) => `${rule} ${cells.join()}`));
  return { findings: doubted.filter(({ rule, cells }) => failed.has(`${rule} ${cells.join()}`)), unassessed };
}

/** Place of a cell in a row of `heldReports`. */
const PLACE = new Map(EARLIER_CELLS.map((cell, at) => [cell.index, LEADING + at]));

/** The whole row of a report, once it is read. */
interface WholeFigures {
  figures?: ReportFigures;
}

/** The year before from a few of its columns; the whole row is read only where the reports may be all alike. */
class StoredYear implements EarlierYear {
  readonly forms: ReportFigures['forms'];
  private readonly partial: ReadonlySet<number> | undefined;

  constructor(
    private readonly row: readonly unknown[],
    readonly whole: WholeFigures,
  ) {
    this.forms = { 2: editionOf(row[5]), 3: editionOf(row[6]), 4: editionOf(row[7]) };
    const states = row[8] as string | null;
    if (states !== null)
      this.partial = new Set(unpackStates(states).flatMap(([index, state]) => (state === 'PARTIAL' ? [index] : [])));
  }

  known(index: number): number | undefined {
    const value = this.row[PLACE.get(index)!] as number | null;
    return value === null || this.partial?.has(index) ? undefined : value;
  }

  /** The whole row must have been read where the few columns are alike. */
  same(figures: ReportFigures): boolean {
    return this.maybeSame(figures) && new WholeYear(this.whole.figures!).same(figures);
  }

  maybeSame(figures: ReportFigures): boolean {
    for (const [index, place] of PLACE) if (this.row[place] !== figures.values[index]) return false;
    return true;
  }
}

/** One number for a body, year and scope, exact below 2^53. */
function keyOf(departmentId: number, year: number, scope: number): number {
  return (departmentId * 10_000 + year) * 2 + scope;
}

function partsOf(key: number): BodyYear {
  const rest = (key - (key % 2)) / 2;
  return { departmentId: Math.floor(rest / 10_000), year: rest % 10_000 };
}

/** The key of the year before. */
function keyBefore(key: number): number {
  return key - 2;
}
