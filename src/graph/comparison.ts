/** Subjects side by side, with the median of their peers. */
import { Problem } from '../form/problem';
import type { Basis } from '../plan/basis';
import type { GraphContext } from './context';
import { measuresOf, metricsOf, spanOf, yearsOf } from './measures';
import { nodeWith } from './nodes';
import { peerStatistics, usualPeers } from './peers';
import { type MeasurableSubject, peersOf } from './subject';
import type { Comparison, ComparisonRow } from './types/comparison';
import { Department } from './types/department';
import { kindGiven } from './types/measurable';
import { typeOf } from './types/metric';
import { Region } from './types/region';
import type { YearRange } from './types/years';

/** Most subjects that stand side by side. */
const MAX_SUBJECTS = 100;

async function subjectWith(context: GraphContext, id: string): Promise<Region | Department> {
  const node = await nodeWith(context, id);
  if (node instanceof Region || node instanceof Department) return node;
  throw new Problem('BAD_INPUT', `“${id}”不是区划或机关的 ID`, `"${id}" is not the id of a region or a department`);
}

async function medians(
  context: GraphContext,
  subject: MeasurableSubject,
  key: string,
  years: readonly number[],
  basis: Basis,
): Promise<(number | undefined)[]> {
  const peers = peersOf(context, subject, usualPeers(subject));
  const [metric] = metricsOf([key]);
  return Promise.all(years.map((year) => peers && context.standings.medianOf(peers.population, metric!, year, basis)));
}

/** @throws BAD_INPUT */
export async function comparison(
  context: GraphContext,
  ids: readonly string[],
  keys: readonly string[],
  range: YearRange,
  basis: Basis,
): Promise<Comparison> {
  if (ids.length > MAX_SUBJECTS)
    throw new Problem(
      'BAD_INPUT',
      `一次至多对照 ${MAX_SUBJECTS} 个对象`,
      `At most ${MAX_SUBJECTS} subjects can be compared at a time`,
    );
  const years = yearsOf(await spanOf(context, range));
  const metrics = metricsOf(keys);
  const subjects = await Promise.all(ids.map((id) => subjectWith(context, id)));
  const rows = await Promise.all(
    subjects.map(async (node): Promise<ComparisonRow[]> => {
      const subject = node.subject(kindGiven(undefined));
      const byYear = await Promise.all(years.map((year) => measuresOf(context, subject, metrics, year, basis)));
      return metrics.map((metric, at) => ({
        subject: node,
        metric: typeOf(metric),
        measures: byYear.map((measures) => measures[at]!),
        peerMedian: () => medians(context, subject, metric.key, years, basis),
        peers: () =>
          Promise.all(
            years.map((year, index) =>
              peerStatistics(context, subject, byYear[index]![at]!.measured, year, basis, undefined),
            ),
          ),
      }));
    }),
  );
  return { subjects, metrics: metrics.map(typeOf), years, rows: rows.flat() };
}
