/** Rows of `finding`: what each run of checks found, with what people said about it. */
import type { Finding } from '../check/result';
import { REACHES, type Reach } from '../check/rule';
import { inList } from '../plan/statement';
import type { InsertTable } from './connection';
import type { Transaction } from './journal';

export interface FindingRow {
  readonly id: number;
  /** Place in `REACHES`. */
  readonly reach: number;
  readonly rule: string;
  readonly cells: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly difference: string | null;
  readonly details: string | null;
  readonly status: string;
  readonly note: string | null;
}

/** Columns that say what a finding is of. */
interface PlaceRow {
  readonly report_id: number | null;
  readonly department_id: number;
  readonly region_id: number;
  readonly year: number;
}

/** What a finding is of. A body that did not report has none. */
export interface FindingPlace {
  readonly reportId: number | null;
  readonly departmentId: number;
  readonly regionId: number;
  readonly year: number;
}

/** Number of a reach in `finding.reach`. */
export function reachNumber(reach: Reach): number {
  return REACHES.indexOf(reach);
}

const COLUMNS = 'id, reach, rule, cells, expected, found, difference, details, status, note';

const FINDING: InsertTable = {
  name: 'finding',
  columns: [
    ...['report_id', 'department_id', 'region_id', 'year', 'reach'].map((name) => ({ name, type: 'integer' as const })),
    ...['rule', 'cells', 'expected', 'found', 'difference', 'details', 'status', 'note'].map((name) => ({
      name,
      type: 'text' as const,
    })),
  ],
};

const NAMES = FINDING.columns.map(({ name }) => name);

const SQL = {
  ofReport: `SELECT ${COLUMNS} FROM finding WHERE report_id = ? ORDER BY id`,
  ofReach: `SELECT ${COLUMNS} FROM finding WHERE report_id = ? AND reach = ? ORDER BY id`,
  ofBody: `SELECT ${COLUMNS} FROM finding
    WHERE year = ? AND region_id = ? AND department_id = ? AND report_id IS NULL AND reach = ? ORDER BY id`,
  remove: 'DELETE FROM finding WHERE id = ?',
  move: {
    sqlite: 'UPDATE finding SET region_id = ? WHERE report_id = ?',
    // As new rows with their ids: a row cannot be changed into another shard.
    postgres: `WITH told AS (SELECT ?::integer AS region_id),
      moved AS (DELETE FROM finding WHERE report_id = ? RETURNING *)
      INSERT INTO finding (id, ${NAMES.join(', ')})
      SELECT moved.id, ${NAMES.map((name) => `${name === 'region_id' ? 'told' : 'moved'}.${name}`).join(', ')} FROM moved, told`,
  },
  byId: 'SELECT * FROM finding WHERE id = ?',
  explain: 'UPDATE finding SET status = ?, note = ? WHERE id = ?',
};

/** What makes a finding of a new run the same as one of an earlier run: an explanation stays with it. */
function identity(row: Pick<FindingRow, 'rule' | 'cells' | 'expected' | 'found'>): string {
  return `${row.rule} ${row.cells} ${row.expected ?? ''} ${row.found ?? ''}`;
}

type Told = Pick<FindingRow, 'rule' | 'cells' | 'expected' | 'found' | 'difference' | 'details'>;

function told({ rule, cells, expected, found, difference, details }: Finding): Told {
  return {
    rule,
    cells: cells.join(),
    expected: expected ?? null,
    found: found ?? null,
    difference: difference ?? null,
    details: details && Object.keys(details).length > 0 ? JSON.stringify(details) : null,
  };
}

/** A row as the checks give it. */
export function findingOf(row: FindingRow): Finding {
  return {
    rule: row.rule,
    cells: row.cells === '' ? [] : row.cells.split(','),
    expected: row.expected ?? undefined,
    found: row.found ?? undefined,
    difference: row.difference ?? undefined,
    details: row.details === null ? undefined : (JSON.parse(row.details) as Record<string, string>),
  };
}

function same(row: Told, other: Told): boolean {
  return identity(row) === identity(other) && row.difference === other.difference && row.details === other.details;
}

export class FindingRows {
  constructor(private readonly transaction: Transaction) {}

  ofReport(reportId: number): Promise<FindingRow[]> {
    return this.transaction.all<FindingRow>(SQL.ofReport, [reportId]);
  }

  /** The same of many reports, by report. */
  async ofReports(reportIds: readonly number[]): Promise<ReadonlyMap<number, FindingRow[]>> {
    const byReport = new Map<number, FindingRow[]>();
    if (reportIds.length === 0) return byReport;
    const rows = await this.transaction.all<FindingRow & { report_id: number }>(
      `SELECT report_id, ${COLUMNS} FROM finding WHERE report_id ${inList(this.transaction.dialect)} ORDER BY id`,
      [JSON.stringify(reportIds)],
    );
    for (const row of rows) byReport.set(row.report_id, [...(byReport.get(row.report_id) ?? []), row]);
    return byReport;
  }

  /** A finding with its place; undefined where there is none. */
  byId(id: number): Promise<(FindingRow & PlaceRow) | undefined> {
    return this.transaction.get(SQL.byId, [id]);
  }

  /** A person's note on a finding; null opens it again. */
  async explain(id: number, note: string | null): Promise<void> {
    await this.transaction.run(SQL.explain, [note === null ? 'OPEN' : 'EXPLAINED', note, id]);
  }

  /** Of the findings of a report those stay that still hold. */
  async keep(
    place: FindingPlace & { readonly reportId: number },
    reach: Reach,
    holds: (finding: Finding) => boolean,
  ): Promise<void> {
    const before = (await this.held(place, reach)).map(findingOf);
    const after = before.filter(holds);
    if (after.length < before.length) await this.replace(place, reach, after);
  }

  /** Adds the findings of a report that has none of this reach. */
  async add(place: FindingPlace, reach: Reach, findings: readonly Finding[]): Promise<void> {
    for (const finding of findings) await this.insert(place, reach, told(finding), null);
  }

  /**
   * The findings of a new run take the place of those of the last one of the same reach; where rule, cells and values are the
   * same, an explanation stays.
   * @returns whether anything is different now
   */
  async replace(place: FindingPlace, reach: Reach, findings: readonly Finding[]): Promise<boolean> {
    const before = await this.held(place, reach);
    if (before.length === 0 && findings.length === 0) return false;
    const after = findings.map(told);
    if (before.length === after.length && before.every((row, at) => same(row, after[at]!))) return false;
    const notes = new Map(
      before.filter((row) => row.status === 'EXPLAINED').map((row) => [identity(row), row.note ?? '']),
    );
    for (const { id } of before) await this.transaction.run(SQL.remove, [id]);
    for (const each of after) await this.insert(place, reach, each, notes.get(identity(each)) ?? null);
    return true;
  }

  /** The report's findings belong to another region. */
  async move(reportId: number, regionId: number): Promise<void> {
    await this.transaction.run(SQL.move[this.transaction.dialect], [regionId, reportId]);
  }

  private held({ reportId, departmentId, regionId, year }: FindingPlace, reach: Reach): Promise<FindingRow[]> {
    const number = reachNumber(reach);
    // Whoever is about to explain one of them is waited for.
    const lock = this.transaction.dialect === 'postgres' ? ' FOR UPDATE' : '';
    return reportId === null
      ? this.transaction.all(SQL.ofBody + lock, [year, regionId, departmentId, number])
      : this.transaction.all(SQL.ofReach + lock, [reportId, number]);
  }

  private async insert(place: FindingPlace, reach: Reach, each: Told, note: string | null): Promise<void> {
    const { reportId, departmentId, regionId, year } = place;
    await this.transaction.insert(FINDING, [
      reportId,
      departmentId,
      regionId,
      year,
      reachNumber(reach),
      each.rule,
      each.cells,
      each.expected,
      each.found,
      each.difference,
      each.details,
      note === null ? 'OPEN' : 'EXPLAINED',
      note,
    ]);
  }
}
