import { Field, InputType, Int } from 'type-graphql';
import { Year } from '../scalars';

/** Of an argument of one year, which may be left out (`GraphContext.yearOf`). */
export const YEAR =
  '年度，默认为最近一个有报告的年度（Dataset.latestYear）。 The year; the latest that any report is of unless given: Dataset.latestYear.';

@InputType({
  description:
    '年度范围，含两端；或用 latest 指最近若干年，如 { latest: 1 }。 A range of years, both ends included; or the latest so many: { latest: 1 }.',
})
export class YearRange {
  @Field(() => Year, {
    nullable: true,
    description: '起，默认为最早有报告的年度。 First year; the first that any report is of unless given.',
  })
  from?: number | null;

  @Field(() => Year, {
    nullable: true,
    description: '止，默认为最近有报告的年度。 Last year; the latest that any report is of unless given.',
  })
  to?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      '至最近有报告的年度为止的若干年；不与 from、to 并用。 So many years up to the latest that any report is of; not together with from or to.',
  })
  latest?: number | null;
}
