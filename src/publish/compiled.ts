/**
 * The compiled consolidated report: the three tables of a region and year filled from the reports that the store has, with what
 * they rest on. It is a draft for the office that files; it claims nothing that the reports do not say.
 */
import { CELLS, type Cell, cellsOn } from '../form/cells';
import { EDITION_IDS, type EditionId, editionInForce, TABLES, type TableNumber } from '../form/editions';
import { METRICS } from '../form/metrics';
import { Problem } from '../form/problem';
import { type AmountUnit, fromFen, hasValue, type ValueStatus } from '../form/value';
import { ALL_KINDS, type Basis, basisNumber, scopeNumber } from '../plan/basis';
import { planRollups } from '../plan/figures';
import { type Holding, holdingOfRollup } from '../plan/holding';
import { measured } from '../plan/measured';
import type { Region, Store } from '../store';
import { type BodyFinding, findingsInWords, rulesOf } from './findings';
import { missingBodies } from './missing';
import { type Body, type DataState, readRows, stateOfData } from './reading';

/** One cell of the compiled form. */
export interface CompiledCell {
  readonly cell: Cell;
  readonly status: ValueStatus;
  /** Counts, or 分 of an amount; undefined where there is no value. */
  readonly value?: bigint;
  /** Reports whose form has the cell and that leave it without a number, by reason; and those that give a lower bound. */
  readonly blank: number;
  readonly notApplicable: number;
  readonly unreadable: number;
  readonly partial: number;
}

export interface CompiledTable {
  readonly table: TableNumber;
  /** The form that most of the reports use; undefined where no report has the table. */
  readonly edition: EditionId | undefined;
  /** Reports on each edition, and those without the table. */
  readonly reports: Readonly<Record<EditionId, number>>;
  readonly lacking: number;
  /** The cells of the edition, in the order of the form. */
  readonly cells: readonly CompiledCell[];
  /** Cells with a value that the edition does not have: figures of reports on another form. */
  readonly elsewhere: readonly CompiledCell[];
}

export interface CompiledReport {
  readonly region: Region;
  readonly year: number;
  readonly basis: Basis;
  readonly expected: number;
  readonly reporting: number;
  readonly tables: readonly CompiledTable[];
  /** Bodies that did not report: the first ones, and how many there are. */
  readonly missing: { readonly total: number; readonly shown: readonly Body[] };
  /** Open findings of the reports of the region: errors first. */
  readonly findings: { readonly total: number; readonly shown: readonly BodyFinding[] };
  readonly data: DataState;
}

export interface CompileAsk {
  /** Region code. */
  readonly region: string;
  readonly year: number;
  readonly basis?: Basis;
}

/** Rows that a list of an annex shows at most: it is read on paper. */
export const ANNEX_ROWS = 300;

/** Compiles the report of a region and year. @throws UNKNOWN_REGION; NOT_FOUND where nothing was reported */
export async function compile(
  store: Store,
  { region: code, year, basis = 'COMPUTED' }: CompileAsk,
): Promise<CompiledReport> {
  const region = store.regions.required(code);
  const data = await stateOfData(store);
  const key = { basis: basisNumber(basis), kind: ALL_KINDS, year, region: region.id };
  const [row] = await readRows(store, planRollups(store.dialect, [key], CELLS));
  const holding = holdingOfRollup(row!, key.basis, CELLS);
  if (holding.reports === 0)
    throw new Problem(
      'NOT_FOUND',
      `${region.name} ${year} 年没有可汇总的报告（口径 ${basis}）`,
      `There is no report of ${region.name} for ${year} to compile (basis ${basis})`,
    );
  return {
    region,
    year,
    basis,
    expected: holding.expected,
    reporting: holding.reports,
    tables: TABLES.map((table) => compiledTable(table, holding, year)),
    missing: await missingBodies(store, region, year, basis, ANNEX_ROWS),
    findings: await findingsOf(store, region, year, basis),
    data,
  };
}

function compiledTable(table: TableNumber, holding: Holding, year: number): CompiledTable {
  const on = (id: EditionId): number => holding.editions.get(`${table}_${id}`) ?? 0;
  const reports = Object.fromEntries(EDITION_IDS.map((id) => [id, on(id)])) as Record<EditionId, number>;
  const inForce = editionInForce(year).id;
  const most = Math.max(...EDITION_IDS.map(on));
  const edition = most === 0 ? undefined : on(inForce) === most ? inForce : EDITION_IDS.find((id) => on(id) === most);
  const cells = edition ? cellsOn(edition, table) : [];
  const known = new Set(cells);
  return {
    table,
    edition,
    reports,
    lacking: holding.reports - EDITION_IDS.reduce((sum, id) => sum + on(id), 0),
    cells: cells.map((cell) => compiledCell(cell, holding)),
    elsewhere: CELLS.filter((cell) => cell.table === table && !known.has(cell))
      .map((cell) => compiledCell(cell, holding))
      .filter((each) => each.value !== undefined),
  };
}

function compiledCell(cell: Cell, holding: Holding): CompiledCell {
  const { status, sum } = measured(holding, METRIC_OF_CELL.get(cell)!);
  const [blank, notApplicable, unreadable, partial] = holding.gaps.get(cell.index) ?? [0, 0, 0, 0];
  return { cell, status, ...(hasValue(status) ? { value: sum! } : {}), blank, notApplicable, unreadable, partial };
}

const METRIC_OF_CELL = new Map(
  METRICS.flatMap((metric) =>
    metric.kind !== 'RATIO' && metric.sum.cells.length === 1 ? [[metric.sum.cells[0]!.cell, metric] as const] : [],
  ),
);

/** A compiled value as the form prints it: a count, or an amount in the unit of its cell. */
export function printedValue({ cell, value }: CompiledCell, unit: AmountUnit): string {
  return cell.kind === 'AMOUNT' ? fromFen(value!, unit) : value!.toString();
}

/** Open findings of the reports that the total is made of. */
async function findingsOf(
  store: Store,
  region: Region,
  year: number,
  basis: Basis,
): Promise<CompiledReport['findings']> {
  const high = basis === 'FILED' ? region.id : region.rangeEnd;
  const scope = basis === 'BEST' ? undefined : scopeNumber(basis === 'COMPUTED' ? 'OWN' : 'CONSOLIDATED');
  const ask = { within: { low: region.id, high }, years: { from: year, to: year }, status: 'OPEN', scope };
  return findingsInWords(store, ask, [rulesOf('ERROR'), rulesOf('WARNING'), rulesOf('INFO')], ANNEX_ROWS);
}
