import { Arg, Args, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import { daysLate } from '../../form/deadline';
import { FILING_STATES, type FilingAsk, type FilingState } from '../../plan/filing';
import { count, type Holding, type Row } from '../../plan/holding';
import type { Region as RegionRecord } from '../../store/regions';
import type { GraphContext } from '../context';
import { FilingStatusEnum } from '../enums';
import { listFilings } from '../filing';
import type { DepartmentRecord } from '../loaders/records';
import { Count, DateScalar, Year } from '../scalars';
import { type Connection, connectionType, PageArgs } from './connection';
import { Department } from './department';
import type { Ref } from './node';
import { Report, reportWith } from './report';

@ObjectType('Filing', {
  description:
    '一个应报告的机关一年的发布情况。 How a body that is expected to report for a year did, of itself or for its region.',
})
export class FilingEntry {
  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => FilingStatusEnum, { description: '发布情况。 On time, late, on an unknown date, or missing.' })
  readonly status: FilingState;

  @Field(() => DateScalar, {
    nullable: true,
    description: '期限；未规定的机关没有。 The deadline; none where none is set for it.',
  })
  readonly deadline: string | undefined;

  @Field(() => DateScalar, { nullable: true, description: '发布日期。 When the report was published.' })
  readonly publishedOn: string | undefined;

  @Field(() => Int, { nullable: true, description: '逾期天数；未逾期的没有。 Days late; null unless it is.' })
  readonly daysLate: number | undefined;

  constructor(
    row: Row,
    year: number,
    private readonly body: DepartmentRecord,
    deadline: string | undefined,
  ) {
    const report = row.report_id === null ? undefined : count(row.report_id);
    this.year = year;
    this.status = report === undefined ? 'MISSING' : FILING_STATES[count(row.filing)]!;
    this.deadline = deadline;
    this.publishedOn = row.published_on === null ? undefined : String(row.published_on);
    this.daysLate = this.status === 'LATE' ? daysLate(this.publishedOn!, this.deadline!) : undefined;
    this.reportId = report;
  }

  private readonly reportId: number | undefined;

  @Field(() => Department, { description: '机关。 The body.' })
  department(): Ref<Department> {
    return new Department(this.body);
  }

  @Field(() => Report, {
    nullable: true,
    description: '其报告；未报则为空。 The report; null where it is missing.',
  })
  async report(@Ctx() context: GraphContext): Promise<Ref<Report> | undefined> {
    return this.reportId === undefined ? undefined : reportWith(context, this.reportId);
  }
}

export const FilingConnection = connectionType('Filing', () => FilingEntry, '发布情况', 'filings');
export type FilingConnection = Connection<FilingEntry>;

@ObjectType({
  description:
    '发布是否及时：应报 = 按期 + 逾期 + 日期不详 + 未报。 Who published in time: expected = on time + late + unknown + missing.',
  simpleResolvers: true,
})
export class Timeliness {
  @Field(() => Year, { description: '年度。 The year.' })
  readonly year: number;

  @Field(() => Count, { description: '应报告的机关数。 Bodies expected to report.' })
  readonly expected: number;

  @Field(() => Count, { description: '按期发布。 Published by their deadline.' })
  readonly onTime: number;

  @Field(() => Count, { description: '逾期发布。 Published late.' })
  readonly late: number;

  @Field(() => Count, { description: '未报告。 Did not report.' })
  readonly missing: number;

  @Field(() => Count, {
    description: '已报告，发布日期不详或未规定期限。 Reported, but the date is unknown or no deadline is set.',
  })
  readonly unknown: number;

  @Field(() => Float, {
    nullable: true,
    description:
      '按时发布率：按期 ÷ 应报；本级报告的即指标 ON_TIME_RATE；无应报机关时为空。 On time over expected, of own reports the metric ON_TIME_RATE; null where none is expected.',
  })
  readonly onTimeRate: number | undefined;

  /** Reports there are. */
  readonly reports: number;

  constructor(
    private readonly region: RegionRecord,
    private readonly of: Pick<FilingAsk, 'kind' | 'year' | 'scope'>,
    { expected, reports, onTime, late }: Pick<Holding, 'expected' | 'reports' | 'onTime' | 'late'>,
  ) {
    this.year = of.year;
    this.expected = expected;
    this.onTime = onTime;
    this.late = late;
    this.missing = Math.max(0, expected - reports);
    this.unknown = reports - onTime - late;
    this.reports = reports;
    this.onTimeRate = expected === 0 ? undefined : onTime / expected;
  }

  @Field(() => FilingConnection, {
    description: '逐个机关的发布情况，按区划；可只看一种。 Body by body, by region; of one status where it is given.',
  })
  entries(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('status', () => FilingStatusEnum, { nullable: true, description: '发布情况。 Of which status.' })
    status?: FilingState | null,
  ): Promise<Connection<FilingEntry>> {
    const { id, rangeEnd } = this.region;
    const { kind, year, scope } = this.of;
    const range = { low: id, high: rangeEnd };
    return listFilings(context, { range, kind, year, scope, state: status ?? undefined }, page);
  }
}
