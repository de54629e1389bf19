/** Measures of subjects, each metric in one shape. */
import type { Cell } from '../form/cells';
import { type Metric, metric } from '../form/metrics';
import { Problem } from '../form/problem';
import type { Basis } from '../plan/basis';
import { cellsFor } from '../plan/columns';
import type { Holding } from '../plan/holding';
import { measured } from '../plan/measured';
import type { GraphContext } from './context';
import { holdingOf, type MeasurableSubject } from './subject';
import { Measure, type Series, seriesOf } from './types/measure';

/** Most years that one series may have. */
const MAX_YEARS = 100;

export interface Years {
  readonly from: number;
  readonly to: number;
}

/** The years of a range, in order. @throws BAD_INPUT where it ends before it begins, or is too long */
export function yearsOf({ from, to }: Years): number[] {
  if (to < from || to - from >= MAX_YEARS)
    throw new Problem(
      'BAD_INPUT',
      `年度范围 ${from}—${to} 无效：应从早到晚，至多 ${MAX_YEARS} 年`,
      `The range of years ${from} to ${to} is not valid: from the earlier to the later, at most ${MAX_YEARS} years`,
    );
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** The metrics with these keys, which the schema has checked. */
export function metricsOf(keys: readonly string[]): Metric[] {
  return keys.map((key) => metric(key));
}

/** The measures of a subject, in the order of the metrics. */
export async function measuresOf(
  context: GraphContext,
  subject: MeasurableSubject,
  metrics: readonly Metric[],
  year: number,
  basis: Basis,
): Promise<Measure[]> {
  const holding = await holdingOf(context, subject, year, basis, cellsFor(metrics));
  return metrics.map((each) => new Measure(subject, year, basis, measured(holding, each), holding.report));
}

/** A metric of a subject over years. */
export async function seriesFor(
  context: GraphContext,
  subject: MeasurableSubject,
  of: Metric,
  years: Years,
  basis: Basis,
): Promise<Series> {
  const asked = yearsOf(years);
  const holdings = await holdingsOf(context, subject, asked, basis, cellsFor([of]));
  return seriesOf(subject, basis, of, asked, holdings);
}

function holdingsOf(
  context: GraphContext,
  subject: MeasurableSubject,
  years: readonly number[],
  basis: Basis,
  cells: readonly Cell[],
): Promise<readonly Holding[]> {
  if (subject.type === 'region') return context.figures.regionYears(subject.region, subject.kind, years, basis, cells);
  return Promise.all(years.map((year) => holdingOf(context, subject, year, basis, cells)));
}
