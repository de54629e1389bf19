import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RegionLevel } from '../../plan/basis';
import type { FindingDimension } from '../../plan/finding-counts';
import type { GraphContext } from '../context';
import { FindingDimensionEnum, RegionLevelEnum } from '../enums';
import { findingCounts } from '../finding-counts';
import { listFindings } from '../lists';
import { resultsOf, tallies } from '../rule-results';
import { type Connection, PageArgs } from '../types/connection';
import { Department } from '../types/department';
import { type Finding, FindingConnection, FindingFilter, findingsAsk } from '../types/finding';
import { type FindingCount, FindingCountConnection, RuleResult, RuleTally } from '../types/finding-counts';
import { Region } from '../types/region';
import { Report } from '../types/report';
import { ReportFilter, reportsAsk } from '../types/report-filter';

const FILTER = '筛选。 Which ones.';

@Resolver()
export class FindingsResolver {
  @Query(() => FindingCountConnection, {
    description:
      '校验结果的数目，按任意维度分组，多的在前；不给维度则为总数。 Findings counted by any dimensions, most first; in all where none is given.',
  })
  async findingCounts(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('groupBy', () => [FindingDimensionEnum], { description: '分组维度。 Dimensions.' })
    groupBy: FindingDimension[],
    @Arg('filter', () => FindingFilter, { nullable: true, description: FILTER }) filter?: FindingFilter | null,
    @Arg('level', () => RegionLevelEnum, {
      nullable: true,
      description:
        '按 REGION 分组时的层级，默认辖区的直接下级。 Level of the regions to group by; the direct children of filter.within unless given.',
    })
    level?: RegionLevel | null,
  ): Promise<Connection<FindingCount>> {
    return findingCounts(
      context,
      { ask: await findingsAsk(context, filter), groupBy, level: level ?? undefined },
      page,
    );
  }

  @Query(() => [RuleTally], {
    description:
      '每条规则通过、未通过、无法校验的报告各有多少；未公布报告者不在其中。 Of each rule, how many reports it holds for, fails for, and could not be assessed for; bodies that did not report are not among them.',
  })
  async ruleResults(
    @Ctx() context: GraphContext,
    @Arg('filter', () => ReportFilter, { nullable: true, description: FILTER }) filter?: ReportFilter | null,
  ): Promise<RuleTally[]> {
    return tallies(context, await reportsAsk(context, filter));
  }
}

@Resolver(() => Report)
export class ReportFindingsResolver {
  @FieldResolver(() => [RuleResult], {
    description:
      '每条与之有关的规则的结果：通过、未通过或无法校验。 What became of each rule that is about it: it holds, fails, or could not be assessed.',
  })
  ruleResults(@Root() report: Report, @Ctx() context: GraphContext): Promise<RuleResult[]> {
    return resultsOf(context, report);
  }
}

@Resolver(() => Department)
export class DepartmentFindingsResolver {
  @FieldResolver(() => FindingConnection, {
    description: '其各年报告未通过的校验，及未公布的年度。 Failed checks of its reports, and years without one.',
  })
  async findings(
    @Root() { record }: Department,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => FindingFilter, { nullable: true, description: FILTER }) filter?: FindingFilter | null,
  ): Promise<Connection<Finding>> {
    const ask = { ...(await findingsAsk(context, filter)), departments: [record.id] };
    // Its region and the years make one range of an index of each year.
    return listFindings(context, { ...ask, within: { low: record.region, high: record.region } }, page);
  }
}

@Resolver(() => Region)
export class RegionFindingsResolver {
  @FieldResolver(() => FindingConnection, {
    description:
      '辖区（含下级）各机关未通过的校验。 Failed checks of the bodies of its subtree, or of a region within it that the filter names.',
  })
  async findings(
    @Root() { record }: Region,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => FindingFilter, { nullable: true, description: FILTER }) filter?: FindingFilter | null,
  ): Promise<Connection<Finding>> {
    const ask = await findingsAsk(context, filter);
    const low = Math.max(record.id, ask.within?.low ?? 0);
    const high = Math.min(record.rangeEnd, ask.within?.high ?? record.rangeEnd);
    return listFindings(context, { ...ask, within: { low, high } }, page);
  }
}
