import { Field, ObjectType } from 'type-graphql';
import type { Holding } from '../../plan/holding';
import { Count, Year } from '../scalars';

@ObjectType({
  description:
    '发布是否及时（按本级报告计）；逾期的报告见 reports(filter: { filing: LATE })，未报的机关见 coverage.missing。 Who published in time, by own reports; late ones are in reports(filter: { filing: LATE }), missing bodies in coverage.missing.',
  simpleResolvers: true,
})
export class Timeliness {
  @Field(() => Year, { description: '年度。 The year.' })
  year!: number;

  @Field(() => Count, { description: '应报告的机关数。 Bodies expected to report.' })
  expected!: number;

  @Field(() => Count, { description: '按期发布。 Published by their deadline.' })
  onTime!: number;

  @Field(() => Count, { description: '逾期发布。 Published late.' })
  late!: number;

  @Field(() => Count, { description: '未报告。 Did not report.' })
  missing!: number;

  @Field(() => Count, {
    description: '已报告，发布日期不详或未规定期限。 Reported, but the date is unknown or no deadline is set.',
  })
  unknown!: number;
}

/** How a region's bodies filed, from its total. */
export function timelinessOf(holding: Holding, year: number): Timeliness {
  const { expected, reports, onTime, late } = holding;
  return { year, expected, onTime, late, missing: Math.max(0, expected - reports), unknown: reports - onTime - late };
}
