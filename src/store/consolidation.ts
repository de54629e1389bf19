/** Keeps the findings of consolidated reports: each against the reports that it contains, by the routes that lead to its total. */
import { DOUBTING_RULES, type Doubts, doubtsOf } from '../check/doubt';
import {
  checkRegion,
  compareRegion,
  type DoubtfulPart,
  type Explanation,
  explains,
  type Mismatch,
  type Route,
  withoutDoubts,
} from '../check/region';
import { REGION_RULES } from '../check/rule';
import { withUnassessed } from '../check/unassessed';
import { CELLS } from '../form/cells';
import { EDITION_IDS, TABLES } from '../form/editions';
import { ALL_KINDS, basisNumber } from '../plan/basis';
import { EXPECTED } from '../plan/coverage';
import { UNREGISTERED } from '../plan/reconciliation';
import { filedReport } from '../plan/speakers';
import { askTable } from '../plan/statement';
import { CELL_COLUMNS, ROLLUP_COLUMNS } from './columns';
import { type Place, toldFindings } from './continuity';
import { type Row, rowToFigures } from './figures-row';
import { type FindingRow, type FindingRows, reachNumber } from './finding-rows';
import { addGaps, type Gaps } from './gaps';
import type { Transaction } from './journal';
import type { Region, Regions } from './regions';
import type { StoredMeta } from './report-rows';
import { bestWithoutFiled } from './rollups';

const COMPUTED = basisNumber('COMPUTED');
const FILED = basisNumber('FILED');

const SQL = {
  consolidated: `SELECT id, department_id, region_id, year, unassessed FROM report
    WHERE region_id = ? AND year = ? AND scope = 1 AND withdrawn = 0`,
  filed: filedReport('r.*'),
  unassessed: 'UPDATE report SET unassessed = ? WHERE id = ?',
  /** The sum over all own reports, and how many bodies are expected. */
  computed: `SELECT ${ROLLUP_COLUMNS.join(', ')} FROM rollup
    WHERE basis = ${COMPUTED} AND kind_id = ${ALL_KINDS} AND year = ? AND region_id = ?`,
  expected: `SELECT COALESCE(SUM(change), 0) AS expected FROM expectation
    WHERE region_id = ? AND kind_id = ${ALL_KINDS} AND year <= ?`,
  /** The sum over what BEST is made of where the region's own consolidated report is left aside. */
  parts: { sqlite: bestWithoutFiled('sqlite'), postgres: bestWithoutFiled('postgres') },
  /** A region of the subtree of which no register says who is expected, or a body that no register names. */
  unregistered: UNREGISTERED,
  /** Bodies of the very region that are expected: how many a register names, and how many have reported. */
  direct: `SELECT COUNT(*) AS expected, COALESCE(SUM(d.registered), 0) AS registered, COUNT(f.department_id) AS filed
    FROM department d LEFT JOIN report f ON f.department_id = d.id AND f.year = ? AND f.scope = 0 AND f.withdrawn = 0
    WHERE d.region_id = ? AND ${EXPECTED}`,
  childWithoutFiled: `SELECT 1 FROM region c WHERE c.parent_id = ? AND NOT EXISTS (
      SELECT 1 FROM rollup u WHERE u.basis = ${FILED} AND u.kind_id = ${ALL_KINDS} AND u.year = ? AND u.region_id = c.id) LIMIT 1`,
  filedWithin: `SELECT region_id FROM rollup
    WHERE basis = ${FILED} AND kind_id = ${ALL_KINDS} AND year = ? AND region_id BETWEEN ? AND ?`,
  doubtful: `SELECT f.report_id, f.rule, f.cells, f.details, r.scope, r.region_id
    FROM finding f JOIN report r ON r.id = f.report_id AND r.year = f.year AND r.region_id = f.region_id AND r.withdrawn = 0
    WHERE f.year = ? AND f.region_id BETWEEN ? AND ? AND f.rule IN (${DOUBTING_RULES.map((rule) => `'${rule}'`).join()})`,
  report: 'SELECT * FROM report WHERE id = ?',
  department: 'SELECT name FROM department WHERE id = ?',
};

/** Own reports of the subtree in which a cell holds a value. */
const WITH_VALUE = CELL_COLUMNS.map(
  (column) => `SELECT * FROM report
    WHERE region_id BETWEEN ? AND ? AND year = ? AND scope = 0 AND withdrawn = 0 AND ${column} = ?
    ORDER BY id LIMIT 20`,
);

interface Doubtful extends Pick<FindingRow, 'rule' | 'cells' | 'details'> {
  readonly report_id: number;
  readonly scope: number;
  readonly region_id: number;
}

/** A report of the subtree with what its findings cast doubt on. */
interface Part extends DoubtfulPart {
  readonly regionId: number;
  readonly consolidated: boolean;
}

export class Consolidation {
  constructor(
    private readonly transaction: Transaction,
    private readonly regions: Regions,
    private readonly findings: FindingRows,
  ) {}

  /** Those of some regions and years that have consolidated reports. */
  async among(places: readonly Place[]): Promise<Place[]> {
    if (places.length === 0) return [];
    const rows = await this.transaction.all<{ at: number }>(
      `WITH ${askTable(this.transaction.dialect, ['at', 'region_id', 'year'])}
      SELECT ask.at FROM ask WHERE EXISTS (SELECT 1 FROM report r
        WHERE r.region_id = ask.region_id AND r.year = ask.year AND r.scope = 1 AND r.withdrawn = 0) ORDER BY ask.at`,
      [JSON.stringify(places.map(({ regionId, year }, at) => [at, regionId, year]))],
    );
    return rows.map(({ at }) => places[at]!);
  }

  /**
   * Runs the check of a region and year.
   * @returns the bodies whose consolidated reports have findings other than before
   */
  async run(regionId: number, year: number): Promise<number[]> {
    const reports = await this.transaction.all<StoredMeta>(SQL.consolidated, [regionId, year]);
    if (reports.length === 0) return [];
    const filed = await this.transaction.get<Row & StoredMeta>(SQL.filed, [regionId, year]);
    const changed: number[] = [];
    for (const report of reports) {
      // Of several the one that stands for the region is compared; the others contain nobody knows what.
      const result =
        report.id === filed?.id
          ? await this.compare(filed, this.regions.get(regionId)!)
          : { findings: [], unassessed: [...REGION_RULES] };
      const told = withUnassessed(report.unassessed, 'REGION', result.unassessed);
      if (told !== report.unassessed) await this.transaction.run(SQL.unassessed, [told, report.id]);
      const place = { reportId: report.id, departmentId: report.department_id, regionId, year };
      if (await this.findings.replace(place, 'REGION', result.findings)) changed.push(report.department_id);
    }
    return changed;
  }

  /** A report is no longer a consolidated one: an own report contains nobody. */
  async leave(reportId: number): Promise<void> {
    const row = await this.transaction.get<Row & StoredMeta>(SQL.report, [reportId]);
    if (!row) return;
    const { department_id: departmentId, region_id: regionId, year } = row;
    await this.findings.replace({ reportId, departmentId, regionId, year }, 'REGION', []);
    await this.transaction.run(SQL.unassessed, [withUnassessed(row.unassessed, 'REGION', []), reportId]);
  }

  private async compare(filed: Row & StoredMeta, region: Region) {
    const { year } = filed;
    const figures = rowToFigures(filed);
    const bodies = await this.bodies(region, year);
    let compared = compareRegion(figures, [bodies]);
    const whole = bodies.complete.some(Boolean) && compared.mismatches.length === 0;
    if (!whole) {
      const parts = this.regions.children(region.id).length > 0 ? await this.parts(region, year) : undefined;
      const routes = parts ? [bodies, parts] : [bodies];
      compared = compareRegion(figures, routes);
      if (compared.mismatches.length > 0) {
        const doubtful = await this.doubtful(region, year, compared.mismatches);
        const own = ownRepairs(await this.findings.ofReport(filed.id));
        const settled = [
          withoutDoubts(
            bodies,
            doubtful.filter((part) => !part.consolidated),
          ),
        ];
        if (parts) settled.push(withoutDoubts(parts, await this.within(doubtful, region, year)));
        compared = compareRegion(figures, settled, own);
      }
    }
    return checkRegion(compared, await this.explanation(region, year, compared.mismatches));
  }

  /** The route over every single body. It is whole where a register names them all, and all have reported. */
  private async bodies(region: Region, year: number): Promise<Route> {
    const { id, rangeEnd } = region;
    const row = await this.sums(SQL.computed, [year, id]);
    const { expected } = (await this.transaction.get<{ expected: number }>(SQL.expected, [id, year]))!;
    const span = [id, rangeEnd, year, year];
    const whole =
      row !== undefined &&
      Number(row[0]) === expected &&
      (await this.transaction.get(SQL.unregistered, [...span, ...span])) === undefined;
    return routeOf(row, whole);
  }

  /** The route over the region's own bodies and the best that is known of each region below it. */
  private async parts({ id }: Region, year: number): Promise<Route> {
    const row = await this.sums(SQL.parts[this.transaction.dialect], [id, year, year, id]);
    const direct = (await this.transaction.get<{
      expected: number;
      registered: number;
      filed: number;
    }>(SQL.direct, [year, id, year, year]))!;
    const { expected, registered, filed } = direct;
    const whole =
      expected > 0 &&
      registered === expected &&
      filed === expected &&
      (await this.transaction.get(SQL.childWithoutFiled, [id, year])) === undefined;
    return routeOf(row, whole);
  }

  private async sums(sql: string, params: readonly number[]): Promise<Sums | undefined> {
    return (await this.transaction.exact(sql, params))[0];
  }

  /** Reports of the subtree whose findings cast doubt on cells that do not fit. The region's own consolidated report is not one. */
  private async doubtful({ id, rangeEnd }: Region, year: number, mismatches: readonly Mismatch[]): Promise<Part[]> {
    const rows = await this.transaction.all<Doubtful>(SQL.doubtful, [year, id, rangeEnd]);
    const byReport = new Map<number, Doubtful[]>();
    for (const row of rows) {
      if (row.scope === 1 && row.region_id === id) continue;
      byReport.set(row.report_id, [...(byReport.get(row.report_id) ?? []), row]);
    }
    const concerned = new Set(mismatches.map((each) => each.cell.index));
    const parts: Part[] = [];
    for (const [reportId, found] of byReport) {
      const doubts = doubtsOf(toldFindings(found));
      if (![...doubts.keys()].some((index) => concerned.has(index))) continue;
      const figures = rowToFigures((await this.transaction.get<Row>(SQL.report, [reportId]))!);
      parts.push({ figures, doubts, regionId: found[0]!.region_id, consolidated: found[0]!.scope === 1 });
    }
    return parts;
  }

  /** Those of the reports that the route over the parts adds up: no consolidated report below the region stands for them. */
  private async within(parts: readonly Part[], region: Region, year: number): Promise<Part[]> {
    const rows = await this.transaction.all<{ region_id: number }>(SQL.filedWithin, [year, region.id, region.rangeEnd]);
    const filed = new Set(rows.map((row) => row.region_id));
    return parts.filter(({ regionId, consolidated }) => {
      const above = this.regions.ancestors(regionId).map((each) => each.id);
      const below = [...above.slice(above.indexOf(region.id) + 1), regionId].filter((each) => each !== region.id);
      const standing = below.filter((each) => filed.has(each));
      return consolidated ? standing.length === 1 && standing[0] === regionId : standing.length === 0;
    });
  }

  /** A body whose figures are just the difference, looked for where bodies are few enough to look at. */
  private async explanation({ id, rangeEnd, level }: Region, year: number, mismatches: readonly Mismatch[]) {
    const flows = mismatches.filter((each) => each.rule === 'CONSOLIDATED_DIFFERS');
    if (flows.length === 0 || level === 'NATION' || level === 'PROVINCE') return undefined;
    const gap = ({ expected, found }: Mismatch) => {
      const difference = BigInt(found) - expected;
      return difference < 0n ? -difference : difference;
    };
    const largest = flows.reduce((one, other) => (gap(other) > gap(one) ? other : one));
    const sql = WITH_VALUE[largest.cell.index]!;
    for (const row of await this.transaction.all<Row & StoredMeta>(sql, [id, rangeEnd, year, gap(largest)])) {
      const how = explains(rowToFigures(row), flows);
      if (!how) continue;
      const { name } = (await this.transaction.get<{ name: string }>(SQL.department, [row.department_id]))!;
      return { how, body: name, department: row.department_id } satisfies Explanation;
    }
    return undefined;
  }
}

/** A row of sums by `ROLLUP_COLUMNS`. */
type Sums = readonly (bigint | string | null)[];

const REPORTS = ROLLUP_COLUMNS.indexOf('reports');
const GAPS = ROLLUP_COLUMNS.indexOf('gaps');
const FIRST_CELL = ROLLUP_COLUMNS.indexOf(CELL_COLUMNS[0]!);
const EDITION_AT = new Map(
  TABLES.flatMap((table) =>
    EDITION_IDS.map((edition) => [`${table}/${edition}`, ROLLUP_COLUMNS.indexOf(`t${table}_${edition}`)] as const),
  ),
);

/** @param whole every body that is expected is in the sums; a cell of theirs may still be blank or not on their form */
function routeOf(row: Sums | undefined, whole: boolean): Route {
  if (!row || Number(row[REPORTS]) === 0) return { sums: CELLS.map(() => null), complete: CELLS.map(() => false) };
  const gaps: Gaps = new Map();
  if (row[GAPS]) addGaps(gaps, row[GAPS] as string);
  const reports = Number(row[REPORTS]);
  return {
    sums: CELLS.map((each) => (row[FIRST_CELL + each.index] ?? null) as bigint | null),
    complete: CELLS.map((each) => {
      const counted = each.editions.reduce((sum, id) => sum + Number(row[EDITION_AT.get(`${each.table}/${id}`)!]), 0);
      // "/" says that there is nothing; it leaves no gap.
      const [blank, , unreadable, partial] = gaps.get(each.index) ?? [0, 0, 0, 0];
      return whole && counted === reports && blank + unreadable + partial === 0;
    }),
  };
}

/** What the consolidated report's own sums would have its figures be. */
function ownRepairs(rows: readonly FindingRow[]): Doubts {
  const own = rows.filter((row) => row.reach === reachNumber('REPORT'));
  return new Map([...doubtsOf(toldFindings(own))].filter(([, repaired]) => repaired !== undefined));
}
