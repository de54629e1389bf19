/** Outliers among bodies of the same kind and level, over the whole store at once. */
import { PEERS_AT_LEAST } from '../check/outliers';
import { checkPeers, FEES, PEER_CELLS, PEER_METRICS, type PeerValue, peerValue } from '../check/peers';
import type { Finding } from '../check/result';
import { PEERS_RULES } from '../check/rule';
import { withUnassessed } from '../check/unassessed';
import { CELLS } from '../form/cells';
import { unpackStates } from '../form/figures';
import { findKind } from '../form/kinds';
import type { CellState } from '../form/value';
import { kindNumber } from '../plan/basis';
import type { Connection } from './connection';
import { type FindingRows, reachNumber } from './finding-rows';
import type { Transaction } from './journal';
import type { Regions } from './regions';

const COLUMNS = PEER_CELLS.map((cell) => cell.store).join(', ');
const OTHER = kindNumber(findKind('other')!);
const PROVINCE = 10_000_000;

const SQL = {
  reports: `SELECT id, department_id, region_id, kind_id, unassessed, states, ${COLUMNS} FROM report
    WHERE year = ? AND scope = 0 AND withdrawn = 0`,
  told: `SELECT DISTINCT report_id FROM finding WHERE year = ? AND reach = ${reachNumber('PEERS')}`,
  unassessed: 'UPDATE report SET unassessed = ? WHERE id = ?',
};

interface Compared {
  readonly departmentId: number;
  readonly regionId: number;
  readonly unassessed: string | null;
  readonly findings: Finding[];
  /** It was compared by one metric at least; by its fees. */
  assessed: boolean;
  fees: boolean;
}

/** The years that there are own reports of. */
export async function yearsOfPeers(connection: Connection): Promise<number[]> {
  const rows = await connection.all<{ year: number }>(
    'SELECT DISTINCT year FROM report WHERE scope = 0 AND withdrawn = 0 ORDER BY year',
  );
  return rows.map((row) => row.year);
}

/** Runs the comparison anew, a year at a time, each in a transaction. @returns how many reports have findings other than before */
export class PeerGroups {
  constructor(
    private readonly transaction: Transaction,
    private readonly regions: Regions,
    private readonly findings: FindingRows,
  ) {}

  /** Within a transaction. */
  async run(year: number): Promise<number> {
    const reports = new Map<number, Compared>();
    const groups = await this.groups(year, reports);
    for (const [key, values] of groups) {
      const metric = PEER_METRICS[Number(key.slice(0, key.indexOf('/')))]!;
      if (values.length >= PEERS_AT_LEAST) this.assessed(metric.key === FEES, values, reports);
      for (const [report, finding] of checkPeers({ metric, values })) reports.get(report)!.findings.push(finding);
    }
    return this.write(year, reports);
  }

  private assessed(fees: boolean, values: readonly PeerValue[], reports: ReadonlyMap<number, Compared>): void {
    for (const { report } of values) {
      const compared = reports.get(report)!;
      compared.assessed = true;
      compared.fees ||= fees;
    }
  }

  /** Bodies of a kind and level in a province; those of the nation where a province has too few. */
  private async groups(year: number, reports: Map<number, Compared>): Promise<Map<string, PeerValue[]>> {
    const groups = new Map<string, PeerValue[]>();
    const values: (number | null)[] = new Array(CELLS.length).fill(null);
    const states: CellState[] = new Array(CELLS.length).fill('BLANK');
    const figures = { forms: { 2: null, 3: null, 4: null }, values, states };
    for (const row of await this.transaction.lists(SQL.reports, [year])) {
      const [id, departmentId, regionId, kindId, unassessed, packed] = row as [
        number,
        number,
        number,
        number,
        string | null,
        string | null,
      ];
      reports.set(id, { departmentId, regionId, unassessed, findings: [], assessed: false, fees: false });
      if (kindId === OTHER) continue;
      for (const [at, { index }] of PEER_CELLS.entries()) {
        values[index] = row[6 + at] as number | null;
        states[index] = values[index] === null ? 'BLANK' : 'REPORTED';
      }
      for (const [index, state] of unpackStates(packed)) states[index] = state;
      const level = this.regions.get(regionId)!.level;
      const province = Math.floor(regionId / PROVINCE);
      for (const [at, metric] of PEER_METRICS.entries()) {
        const value = peerValue(metric, id, figures);
        if (!value) continue;
        const key = `${at}/${kindId}/${level}/${province}`;
        const group = groups.get(key);
        if (group) group.push(value);
        else groups.set(key, [value]);
      }
    }
    return widened(groups);
  }

  private async write(year: number, reports: ReadonlyMap<number, Compared>): Promise<number> {
    const told = await this.transaction.all<{ report_id: number }>(SQL.told, [year]);
    const before = new Set(told.map((row) => row.report_id));
    let changed = 0;
    for (const [reportId, { departmentId, regionId, unassessed, findings, ...compared }] of reports) {
      const open = PEERS_RULES.filter((rule) => !(rule === 'FEES_UNIT_OF_PEERS' ? compared.fees : compared.assessed));
      const now = withUnassessed(unassessed, 'PEERS', open);
      if (now !== unassessed) await this.transaction.run(SQL.unassessed, [now, reportId]);
      if (findings.length === 0 && !before.has(reportId)) continue;
      if (await this.findings.replace({ reportId, departmentId, regionId, year }, 'PEERS', findings)) changed += 1;
    }
    return changed;
  }
}

function widened(groups: ReadonlyMap<string, PeerValue[]>): Map<string, PeerValue[]> {
  const all = new Map<string, PeerValue[]>();
  for (const [key, values] of groups) {
    const nation = key.slice(0, key.lastIndexOf('/'));
    const wide = values.length >= PEERS_AT_LEAST ? key : nation;
    const group = all.get(wide);
    if (group) group.push(...values);
    else all.set(wide, values);
  }
  return all;
}
