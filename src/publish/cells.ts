/** Every cell of every report as one tidy table: a row is one cell of one report, with its state, so that a gap is never a zero. */
import { setImmediate } from 'node:timers/promises';
import type { Locale } from '../check/message';
import { CELLS, type Cell, cellsOn } from '../form/cells';
import type { Origin, Scope } from '../form/draft';
import { editionInForce, TABLES, type TableNumber } from '../form/editions';
import { METRICS } from '../form/metrics';
import { fromFen, unitOfAmount } from '../form/value';
import { kindByCode, kindOf, scopeNumber } from '../plan/basis';
import { count, type Row } from '../plan/holding';
import { planReportList, type ReportsAsk } from '../plan/lists';
import { planDepartmentRecords } from '../plan/records';
import type { Snapshot, Store } from '../store';
import type { FlatColumn, FlatRow, FlatTable } from './flat';

export interface CellsAsk {
  /** Code of the region whose subtree is meant; the nation unless given. */
  readonly within?: string;
  readonly years?: { readonly from: number; readonly to: number };
  /** Codes of kinds. */
  readonly kinds?: readonly string[];
  readonly scope?: Scope;
  readonly tables?: readonly TableNumber[];
  /** Ids of cells. */
  readonly cells?: readonly string[];
}

const text = (id: string, zh: string, en: string): FlatColumn => ({ id, zh, en, type: 'text' });
const number = (id: string, zh: string, en: string): FlatColumn => ({ id, zh, en, type: 'number' });

export const CELL_TABLE: readonly FlatColumn[] = [
  text('region', '区划代码', 'Region code'),
  text('region_name', '区划', 'Region'),
  text('body', '机关', 'Body'),
  text('kind', '类别', 'Kind'),
  number('year', '年度', 'Year'),
  text('scope', '口径', 'Scope'),
  number('version', '版本', 'Version'),
  number('table', '表', 'Table'),
  text('form', '表式', 'Form'),
  text('row', '行', 'Row'),
  text('column', '列', 'Column'),
  text('cell', '格', 'Cell'),
  text('label', '名称', 'Label'),
  text('state', '状态', 'State'),
  number('value', '数值', 'Value'),
  text('unit', '单位', 'Unit'),
  text('printed', '原文', 'Printed'),
];

/** Reports that are read at a time, and those that are written out before others get their turn. */
const PAGE = 200;
const TURN = 20;

/**
 * The cells of the current reports, by region, then by report; of a table that a report lacks, the cells of the form in force
 * with the state TABLE_MISSING. All of it is of one state of the data, that of the first row; a few reports are held at a time.
 * The rows fail with UNKNOWN_REGION or UNKNOWN_KIND.
 */
export function cellsTable(store: Store, ask: CellsAsk, locale: Locale): FlatTable {
  return { columns: CELL_TABLE, batches: batchesOf(store, ask, locale) };
}

async function* batchesOf(store: Store, ask: CellsAsk, locale: Locale): AsyncGenerator<FlatRow[]> {
  const wanted = new Set(
    CELLS.filter((cell) => (ask.tables?.includes(cell.table) ?? true) && (ask.cells?.includes(cell.id) ?? true)),
  );
  const snapshot = await store.snapshot();
  try {
    for await (const ids of reportIds(store, snapshot, ask))
      for (let at = 0; at < ids.length; at += TURN) {
        yield await cellsOfReports(store, snapshot, ids.slice(at, at + TURN), wanted, locale);
        await setImmediate();
      }
  } finally {
    await snapshot.close();
  }
}

/** Pages of ids of reports by region and id. The range begins at the last region: what lies before is not looked at again. */
async function* reportIds(store: Store, snapshot: Snapshot, ask: CellsAsk): AsyncGenerator<readonly number[]> {
  const top = ask.within === undefined ? store.regions.nation : store.regions.required(ask.within);
  const common = {
    years: ask.years,
    kinds: ask.kinds?.map(kindByCode),
    scope: ask.scope && scopeNumber(ask.scope),
    order: { by: 'REGION', sort: 'ASC' },
  } as const;
  let after: [number, number] | undefined;
  for (;;) {
    const page: ReportsAsk = { ...common, within: { low: after?.[0] ?? top.id, high: top.rangeEnd } };
    const { sql, params } = planReportList(store.dialect, page, after, PAGE);
    const rows = await snapshot.read<Row>(sql, params);
    if (rows.length > 0) yield rows.map((row) => count(row.id));
    if (rows.length < PAGE) return;
    const last = rows.at(-1)!;
    after = [count(last.ordering), count(last.id)];
  }
}

async function cellsOfReports(
  store: Store,
  snapshot: Snapshot,
  ids: readonly number[],
  wanted: ReadonlySet<Cell>,
  locale: Locale,
): Promise<FlatRow[]> {
  const rows: FlatRow[] = [];
  const reports = (await snapshot.reports.byIds(ids)).map((report) => report!);
  const { sql, params } = planDepartmentRecords(store.dialect, [
    ...new Set(reports.map((report) => report.departmentId)),
  ]);
  const names = new Map((await snapshot.read<Row>(sql, params)).map((row) => [count(row.id), String(row.name)]));
  const origins = await snapshot.reports.originsOf(reports.flatMap((report) => report.documentId ?? []));
  for (const report of reports) {
    const region = store.regions.get(report.regionId)!;
    const { figures, year } = report;
    const printed: ReadonlyMap<string, Origin> | undefined =
      report.documentId === undefined ? undefined : origins.get(report.documentId);
    const head = [
      region.code,
      region.fullName,
      names.get(report.departmentId)!,
      kindOf(report.kindId).code,
      year,
      report.scope,
      report.version,
    ];
    for (const table of TABLES) {
      const form = figures.forms[table];
      for (const cell of cellsOn(form ?? editionInForce(year).id, table)) {
        if (!wanted.has(cell)) continue;
        const value = figures.values[cell.index] ?? null;
        rows.push([
          ...head,
          table,
          form,
          cell.row,
          cell.column,
          cell.id,
          cell[locale],
          figures.states[cell.index]!,
          value === null || cell.kind !== 'AMOUNT' ? value : fromFen(BigInt(value), unitOfAmount(cell.row)),
          UNITS.get(cell)!,
          printed?.get(cell.id)?.printed ?? null,
        ]);
      }
    }
  }
  return rows;
}

const UNITS = new Map<Cell, string>(
  METRICS.flatMap((metric) =>
    metric.kind !== 'RATIO' && metric.sum.cells.length === 1 ? [[metric.sum.cells[0]!.cell, metric.unit] as const] : [],
  ),
);
