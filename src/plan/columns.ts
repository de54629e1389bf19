/** The columns that a question needs: of the cells of its metrics, and nothing else. */
import type { Cell } from '../form/cells';
import { EDITION_IDS } from '../form/editions';
import { cellsOf, type Metric } from '../form/metrics';

/** The distinct cells of some metrics, in the order of the form. */
export function cellsFor(metrics: readonly Metric[]): readonly Cell[] {
  if (metrics.length === 1) return cellsOfOne(metrics[0]!);
  return cellsOfAll(metrics);
}

/** Of one metric, which is asked for each subject of an answer: the list is kept. */
const sortedByMetric = new WeakMap<Metric, readonly Cell[]>();

function cellsOfOne(metric: Metric): readonly Cell[] {
  let cells = sortedByMetric.get(metric);
  if (!cells) {
    cells = cellsOfAll([metric]);
    sortedByMetric.set(metric, cells);
  }
  return cells;
}

function cellsOfAll(metrics: readonly Metric[]): readonly Cell[] {
  const cells = new Map<number, Cell>();
  for (const metric of metrics) for (const cell of cellsOf(metric)) cells.set(cell.index, cell);
  return [...cells.values()].sort((a, b) => a.index - b.index);
}

/** An amount leaves the store as text: a sum of 分 may pass what a double holds exactly. */
function figure(alias: string, cell: Cell): string {
  return cell.kind === 'AMOUNT' ? `${exactFigure(alias, cell)} AS ${cell.store}` : exactFigure(alias, cell);
}

/** The same without a name of its own. */
export function exactFigure(alias: string, cell: Cell): string {
  const column = `${alias}.${cell.store}`;
  return cell.kind === 'AMOUNT' ? `CAST(${column} AS TEXT)` : column;
}

/** Tables of the form that some cells stand in. */
export function tablesOf(cells: readonly Cell[]): readonly number[] {
  return [...new Set(cells.map((cell) => cell.table))].sort();
}

/** Column of `rollup` that counts the reports whose table is on an edition, "t2_2019". */
export function editionColumn(table: number, edition: string): string {
  return `t${table}_${edition}`;
}

/** What `rollup` must give for some cells. */
export function rollupColumns(alias: string, cells: readonly Cell[]): string[] {
  const editions = tablesOf(cells).flatMap((table) => EDITION_IDS.map((id) => `${alias}.${editionColumn(table, id)}`));
  return [
    ...['reports', 'on_time', 'late', 'gaps', 'relieved'].map((column) => `${alias}.${column}`),
    ...editions,
    ...cells.map((cell) => figure(alias, cell)),
  ];
}

/** What `report` must give for some cells. */
export function reportColumns(alias: string, cells: readonly Cell[]): string[] {
  return [
    ...['filing', 'states'].map((column) => `${alias}.${column}`),
    ...tablesOf(cells).map((table) => `${alias}.form${table}`),
    ...cells.map((cell) => figure(alias, cell)),
  ];
}
