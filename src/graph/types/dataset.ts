import { Field, ObjectType } from 'type-graphql';
import { count } from '../../plan/holding';
import { planDataset } from '../../plan/records';
import type { GraphContext } from '../context';
import { Count, DateTime, Year } from '../scalars';

@ObjectType({ description: '数据的整体情况。 What the store holds.', simpleResolvers: true })
export class Dataset {
  @Field(() => Count, {
    description:
      '数据版本：每次写入加一；相同则答案相同。 Grows by one with each change; the same version gives the same answers.',
  })
  dataVersion!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: '最近一次改动；空库没有。 When data last changed; null for an empty store.',
  })
  changedAt?: number;

  @Field(() => [Year], { description: '有报告的年度。 Years that any report is of.' })
  years!: readonly number[];

  @Field(() => Year, {
    description:
      '最近一个有报告的年度：未给年度时即指这一年；空库为现行表式的首年。 The latest year that any report is of, which is meant where no year is given; of an empty store the first year of the form in force.',
  })
  latestYear!: number;

  @Field(() => Count, { description: '机关数。 Departments known.' })
  departments!: number;

  @Field(() => Count, { description: '现行报告数，不含已撤回的。 Current reports, those withdrawn aside.' })
  reports!: number;

  @Field(() => Count, { description: '未处理的校验结果数。 Open findings.' })
  openFindings!: number;

  @Field(() => Boolean, {
    description:
      '是否含有虚构的演示数据：代码为 99xxxx 的区划，国家标准未使用。 Whether made-up data are in it: regions whose codes are 99xxxx, which the standard leaves free.',
  })
  fictitious!: boolean;
}

export async function readDataset(context: GraphContext): Promise<Dataset> {
  const { reading, store } = context;
  const [[row], dataVersion, changedAt, years, latestYear] = await Promise.all([
    reading.scan(planDataset(reading.dialect)),
    store.dataVersion(),
    store.changedAt(),
    context.years(),
    context.latestYear(),
  ]);
  return {
    dataVersion,
    changedAt,
    years,
    latestYear,
    departments: count(row!.departments),
    reports: count(row!.reports),
    openFindings: count(row!.findings),
    fictitious: Boolean(row!.fictitious),
  };
}
