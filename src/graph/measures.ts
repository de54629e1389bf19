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

/** A range as it is asked for: either end may be left out, or it is the latest so many years. */
interface AskedYears {
  readonly from?: number | null;
  readonly to?: number | null;
  readonly latest?: number | null;
}

/** Goes on with what is at hand, or on its way: a promise for each of many subjects costs more than what is done with it. */
export function onceKnown<T, R>(given: T | Promise<T>, use: (known: T) => R | Promise<R>): R | Promise<R> {
  return given instanceof Promise ? given.then(use) : use(given);
}

/** The range that is meant. @throws BAD_INPUT as yearsOf does, and where latest stands beside an end */
export function spanOf(context: GraphContext, { from, to, latest }: AskedYears): Years | Promise<Years> {
  const span = latest == null ? betweenEnds(context, from, to) : latestYears(context, latest, from ?? to);
  return onceKnown(span, (known) => {
    yearsOf(known);
    return known;
  });
}

function betweenEnds(context: GraphContext, from?: number | null, to?: number | null): Years | Promise<Years> {
  return from != null && to != null ? { from, to } : openRange(context, from, to);
}

async function openRange(context: GraphContext, from?: number | null, to?: number | null): Promise<Years> {
  const known = await context.years();
  const last = to ?? Math.max(await context.yearOf(known.at(-1)), from ?? 0);
  return { from: from ?? Math.min(known[0] ?? last, last), to: last };
}

async function latestYears(context: GraphContext, count: number, end: number | null | undefined): Promise<Years> {
  if (end != null || count < 1 || count > MAX_YEARS)
    throw new Problem(
      'BAD_INPUT',
      `latest 应为 1 到 ${MAX_YEARS}，且不与 from、to 并用`,
      `latest must be from 1 to ${MAX_YEARS}, and not stand beside from or to`,
    );
  const to = await context.latestYear();
  return { from: to - count + 1, to };
}

/** The metrics with these keys, which the schema has checked. */
export function metricsOf(keys: readonly string[]): Metric[] {
  return keys.map((key) => metric(key));
}

/** The measures of a subject, in the order of the metrics. */
export function measuresOf(
  context: GraphContext,
  subject: MeasurableSubject,
  metrics: readonly Metric[],
  year: number,
  basis: Basis,
): Measure[] | Promise<Measure[]> {
  const cells = cellsFor(metrics);
  const held = heldOf(context, subject, [year], basis, cells);
  if (held) return measuresIn(held[0]!, subject, metrics, year, basis);
  return holdingOf(context, subject, year, basis, cells).then((holding) =>
    measuresIn(holding, subject, metrics, year, basis),
  );
}

function measuresIn(
  holding: Holding,
  subject: MeasurableSubject,
  metrics: readonly Metric[],
  year: number,
  basis: Basis,
): Measure[] {
  return metrics.map((each) => new Measure(subject, year, basis, measured(holding, each), holding.report));
}

/** A metric of a subject over years. */
export function seriesFor(
  context: GraphContext,
  subject: MeasurableSubject,
  of: Metric,
  years: AskedYears,
  basis: Basis,
): Series | Promise<Series> {
  return onceKnown(spanOf(context, years), (span) => seriesOver(context, subject, of, span, basis));
}

function seriesOver(
  context: GraphContext,
  subject: MeasurableSubject,
  of: Metric,
  years: Years,
  basis: Basis,
): Series | Promise<Series> {
  if (subject.type === 'region') {
    const id = `${subject.region.id}/${subject.kind}/${basis}/${of.key}/${years.from}-${years.to}`;
    const made = context.figures.madeOfHeld(id, () => heldSeries(context, subject, of, years, basis));
    if (made) return made;
  }
  const asked = yearsOf(years);
  const cells = cellsFor([of]);
  return holdingsOf(context, subject, asked, basis, cells).then((holdings) =>
    seriesOf(subject, basis, of, asked, holdings),
  );
}

function heldSeries(
  context: GraphContext,
  subject: MeasurableSubject,
  of: Metric,
  years: Years,
  basis: Basis,
): Series | undefined {
  const asked = yearsOf(years);
  const held = heldOf(context, subject, asked, basis, cellsFor([of]));
  return held && seriesOf(subject, basis, of, asked, held);
}

/** Holdings that are at hand: a promise for each of many subjects costs more than what is done with it. */
function heldOf(
  context: GraphContext,
  subject: MeasurableSubject,
  years: readonly number[],
  basis: Basis,
  cells: readonly Cell[],
): readonly Holding[] | undefined {
  if (subject.type !== 'region') return undefined;
  return context.figures.regionYearsHeld(subject.region, subject.kind, years, basis, cells);
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
