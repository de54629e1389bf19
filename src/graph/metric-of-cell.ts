/** The metric that is one cell of the form. */
import { CELLS } from '../form/cells';
import { METRICS, type Metric } from '../form/metrics';

const METRIC_OF_CELL: readonly Metric[] = CELLS.map(
  (cell) => METRICS.find((metric) => metric.kind !== 'RATIO' && metric.sum.cells[0]!.cell === cell)!,
);

/** By the cell's index. */
export function metricOfCell(index: number): Metric {
  return METRIC_OF_CELL[index]!;
}
