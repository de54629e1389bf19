import { Arg, Ctx, Field, ID, InterfaceType } from 'type-graphql';
import { ALL_KINDS, type Basis } from '../../plan/basis';
import type { GraphContext } from '../context';
import { BasisEnum, MetricKey } from '../enums';
import { kindOfId } from '../ids';
import { measuresOf, metricsOf, onceKnown, seriesFor } from '../measures';
import { Year } from '../scalars';
import type { MeasurableSubject } from '../subject';
import { Measure, Series } from './measure';
import { Node } from './node';
import { YEAR, YearRange } from './years';

const KIND =
  '只计某一类机关（ID 或代号，如 "justice"）；仅用于区划的 COMPUTED。 Only bodies of a kind (its id, or its code: "justice"); of a region, COMPUTED only.';
const BASIS = '口径。 The route to the total.';
const METRIC = '指标。 The metric.';

@InterfaceType({ implements: Node, description: '一切有数值的对象。 Anything that has numbers.' })
export abstract class Measurable extends Node {
  /** What is measured; `kind` narrows a region to the bodies of a kind. */
  abstract subject(kind: number): MeasurableSubject;

  @Field(() => Measure, { description: '一个指标在一年的数值。 One metric of a year.' })
  measure(
    @Ctx() context: GraphContext,
    @Arg('metric', () => MetricKey, { description: METRIC }) metric: string,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('basis', () => BasisEnum, { defaultValue: 'COMPUTED', description: BASIS }) basis: Basis,
    @Arg('kind', () => ID, { nullable: true, description: KIND }) kind?: string | null,
  ): Measure | Promise<Measure> {
    const measures = onceKnown(context.yearOf(year), (known) =>
      measuresOf(context, this.subject(kindGiven(kind)), metricsOf([metric]), known, basis),
    );
    return onceKnown(measures, ([measure]) => measure!);
  }

  @Field(() => [Measure], {
    description: '若干指标在一年的数值，次序同 metrics。 Metrics of a year, in the order asked for.',
  })
  measures(
    @Ctx() context: GraphContext,
    @Arg('metrics', () => [MetricKey], { description: '指标，可多个。 The metrics.' }) metrics: string[],
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('basis', () => BasisEnum, { defaultValue: 'COMPUTED', description: BASIS }) basis: Basis,
    @Arg('kind', () => ID, { nullable: true, description: KIND }) kind?: string | null,
  ): Measure[] | Promise<Measure[]> {
    return onceKnown(context.yearOf(year), (known) =>
      measuresOf(context, this.subject(kindGiven(kind)), metricsOf(metrics), known, basis),
    );
  }

  @Field(() => Series, { description: '一个指标在若干年度的序列。 A metric over years.' })
  series(
    @Ctx() context: GraphContext,
    @Arg('metric', () => MetricKey, { description: METRIC }) metric: string,
    @Arg('years', () => YearRange, { description: '年度范围。 The years.' }) years: YearRange,
    @Arg('basis', () => BasisEnum, { defaultValue: 'COMPUTED', description: BASIS }) basis: Basis,
    @Arg('kind', () => ID, { nullable: true, description: KIND }) kind?: string | null,
  ): Series | Promise<Series> {
    return seriesFor(context, this.subject(kindGiven(kind)), metricsOf([metric])[0]!, years, basis);
  }
}

/** The number of the kind asked for, or of all kinds. */
export function kindGiven(kind: string | null | undefined): number {
  return kind ? kindOfId(kind) : ALL_KINDS;
}
