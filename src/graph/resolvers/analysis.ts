import { Arg, Args, Ctx, Float, ID, Query, Resolver } from 'type-graphql';
import type { Basis } from '../../plan/basis';
import type { Direction } from '../../plan/ranking';
import type { Dimension } from '../../plan/statistics';
import { comparison } from '../comparison';
import type { GraphContext } from '../context';
import { BasisEnum, DimensionEnum, DirectionEnum, MetricKey } from '../enums';
import { ranking } from '../ranking';
import { Year } from '../scalars';
import { statistics } from '../statistics';
import { Comparison } from '../types/comparison';
import { type Connection, PageArgs } from '../types/connection';
import { RankingConnection, RankingPopulation } from '../types/ranking';
import {
  HavingInput,
  MetricOrder,
  StatisticsConnection,
  StatisticsFilter,
  type StatisticsGroup,
} from '../types/statistics';
import { YEAR, YearRange } from '../types/years';

const BASIS = '口径。 The route to the total.';
const METRICS = '指标，可多个。 The metrics.';

@Resolver()
export class AnalysisResolver {
  @Query(() => StatisticsConnection, {
    description:
      '统计：按维度分组相加；时点数不跨年相加。 Statistics: added up by dimensions; levels at a point in time are never added over years.',
  })
  statistics(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('metrics', () => [MetricKey], { description: METRICS }) metrics: string[],
    @Arg('groupBy', () => [DimensionEnum], { description: '分组维度，依次序。 Dimensions, in their order.' })
    groupBy: Dimension[],
    @Arg('rollup', () => Boolean, {
      defaultValue: false,
      description:
        '是否加合计行：依次去掉最后的维度，直至总计。 Whether subtotals are added: without the last dimension, the last two, down to the grand total.',
    })
    rollup: boolean,
    @Arg('filter', () => StatisticsFilter, { nullable: true, description: '范围。 What it is about.' })
    filter?: StatisticsFilter | null,
    @Arg('having', () => [HavingInput], {
      nullable: true,
      description: '只要数值满足全部条件的分组。 Only groups whose figures meet all conditions.',
    })
    having?: HavingInput[] | null,
    @Arg('orderBy', () => MetricOrder, {
      nullable: true,
      description: '排列，默认依维度。 Order; by the dimensions unless given.',
    })
    orderBy?: MetricOrder | null,
  ): Promise<Connection<StatisticsGroup>> {
    const question = {
      metrics,
      groupBy,
      rollup,
      filter: filter ?? undefined,
      having: having ?? [],
      orderBy: orderBy ?? undefined,
    };
    return statistics(context, question, page);
  }

  @Query(() => RankingConnection, {
    description:
      '排名：精确比较，并列者名次相同；未参加者及原因见 excluded。 A ranking: compared exactly, ties share a position; excluded says who is left out and why.',
  })
  async ranking(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('metric', () => MetricKey, { description: '指标。 The metric.' }) metric: string,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('among', () => RankingPopulation, { description: '参加排名者。 Who is ranked.' }) among: RankingPopulation,
    @Arg('basis', () => BasisEnum, { defaultValue: 'COMPUTED', description: BASIS }) basis: Basis,
    @Arg('direction', () => DirectionEnum, { defaultValue: 'HIGHEST_FIRST', description: '方向。 Which end is first.' })
    direction: Direction,
    @Arg('minCoverage', () => Float, { nullable: true, description: '覆盖率下限，0 到 1。 Least coverage, 0 to 1.' })
    minCoverage?: number | null,
    @Arg('around', () => ID, {
      nullable: true,
      description: '以此区划或机关为中心的一页。 A page with this region or department in its middle.',
    })
    around?: string | null,
  ): Promise<RankingConnection> {
    const question = {
      metric,
      year: await context.yearOf(year),
      among,
      basis,
      direction,
      minCoverage: minCoverage ?? 0,
    };
    return ranking(context, question, around ?? undefined, page);
  }

  @Query(() => Comparison, {
    description:
      '对照：若干区划或机关，若干指标，若干年度，附同伴中位数。 Regions and departments side by side, with the median of their peers.',
  })
  comparison(
    @Ctx() context: GraphContext,
    @Arg('subjects', () => [ID], { description: '区划或机关的 ID。 Ids of regions and departments.' })
    subjects: string[],
    @Arg('metrics', () => [MetricKey], { description: METRICS }) metrics: string[],
    @Arg('years', () => YearRange, { description: '年度范围。 The years.' }) years: YearRange,
    @Arg('basis', () => BasisEnum, { defaultValue: 'COMPUTED', description: BASIS }) basis: Basis,
  ): Promise<Comparison> {
    return comparison(context, subjects, metrics, years, basis);
  }
}
