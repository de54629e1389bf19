import { Field, Float, ObjectType } from 'type-graphql';
import { OutlierEnum } from '../enums';
import { Count } from '../scalars';

@ObjectType({
  description:
    '数值的分布，单位同指标；四分位数在相邻两数之间线性内插。 How values are spread, in the unit of the metric; quartiles by linear interpolation.',
  simpleResolvers: true,
})
export class Distribution {
  @Field(() => Count, { description: '有数值者的数目。 How many have a value.' })
  count!: number;

  @Field(() => Float, { description: '最小值。 The least.' })
  minimum!: number;

  @Field(() => Float, { description: '下四分位数。 Lower quartile.' })
  lowerQuartile!: number;

  @Field(() => Float, { description: '中位数。 Median.' })
  median!: number;

  @Field(() => Float, { description: '上四分位数。 Upper quartile.' })
  upperQuartile!: number;

  @Field(() => Float, { description: '最大值。 The greatest.' })
  maximum!: number;
}

export type Outlier =
  | 'HIGH'
  | 'LOW'
  | 'NONE'
  | 'TOO_FEW_PEERS'
  | 'TOO_FEW_CASES'
  | 'NO_LINE'
  | 'LOWER_BOUND'
  | 'NO_VALUE';

@ObjectType({
  description:
    '在同伴（含自身）中的位置。离群以中位数和绝对中位差衡量：件数和金额取对数，须偏离 5 个稳健标准差以上。 How a figure stands among its peers, itself included. Out of line is 5 robust standard deviations (median absolute deviation) from the median, counts and amounts by their logarithms.',
  simpleResolvers: true,
})
export class PeerStatistics {
  @Field(() => Distribution, {
    nullable: true,
    description: '同伴数值的分布；皆无数值时为空。 How the values of the peers are spread; null where none has one.',
  })
  distribution?: Distribution;

  @Field(() => Count, { description: '没有数值的同伴数目。 Peers without a value.' })
  withoutValue!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      '百分位：数值较低的同伴所占比例，相同者计一半；自身没有数值时为空。 Share of the peers that are lower, plus half of those equal; null without a value of its own.',
  })
  percentile?: number;

  @Field(() => Float, {
    nullable: true,
    description:
      '与中位数相距多少个稳健标准差，低者为负；同伴不足时为空。 Robust standard deviations from the median, negative below it; null where peers are too few.',
  })
  deviations?: number;

  @Field(() => OutlierEnum, { description: '是否离群。 Whether it is out of line.' })
  outlier!: Outlier;
}
