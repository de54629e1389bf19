import { Field, Float, ObjectType } from 'type-graphql';
import { Year } from '../scalars';
import { Measure } from './measure';
import { MetricType } from './metric';
import { Node } from './node';
import { PeerStatistics } from './peers';

@ObjectType({ description: '一个对象、一个指标的一行。 One subject and one metric.', simpleResolvers: true })
export class ComparisonRow {
  @Field(() => Node, { description: '区划或机关。 The region or department.' })
  subject!: Node;

  @Field(() => MetricType, { description: '指标。 The metric.' })
  metric!: MetricType;

  @Field(() => [Measure], { description: '各年度的数值，与 years 对应。 One measure a year, in step with years.' })
  measures!: readonly Measure[];

  @Field(() => [Float], {
    nullable: 'items',
    description:
      '各年度同伴的中位数（含自身）：区划为同一上级的区划，机关为上级区划内同级同类机关。 Median of its peers, itself included: regions of the same parent; bodies of the same kind and level under the parent region.',
  })
  peerMedian!: () => Promise<(number | undefined)[]>;

  @Field(() => [PeerStatistics], {
    nullable: 'items',
    description:
      '各年度在同一些同伴中的位置：四分位数、百分位、是否离群；与他者比较见 measures 的 peers。 How it stands among the same peers in each year; among others: `peers` of its measures.',
  })
  peers!: () => Promise<(PeerStatistics | undefined)[]>;
}

@ObjectType({
  description: '若干对象在若干指标、若干年度上的对照。 Subjects by metrics by years.',
  simpleResolvers: true,
})
export class Comparison {
  @Field(() => [Node], { description: '对象，次序同所问。 The subjects, in the order asked for.' })
  subjects!: readonly Node[];

  @Field(() => [MetricType], { description: '指标，次序同所问。 The metrics, in the order asked for.' })
  metrics!: readonly MetricType[];

  @Field(() => [Year], { description: '年度。 The years.' })
  years!: readonly number[];

  @Field(() => [ComparisonRow], { description: '逐对象、逐指标。 By subject, then by metric.' })
  rows!: readonly ComparisonRow[];
}
