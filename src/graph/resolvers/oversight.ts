import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RegionLevel } from '../../plan/basis';
import { listAudit } from '../audit';
import type { GraphContext } from '../context';
import { MetricKey, RegionLevelEnum } from '../enums';
import { metricsOf } from '../measures';
import { reconcileRegion } from '../reconciliation';
import { RegionCode, Year } from '../scalars';
import { AuditConnection, type AuditEntry, AuditFilter } from '../types/audit';
import { type Connection, PageArgs } from '../types/connection';
import { DeadlineRule } from '../types/deadline';
import { FilingTable } from '../types/filing-table';
import { Reconciliation } from '../types/reconciliation';
import { YEAR } from '../types/years';

/** What an oversight office asks beside figures. */
@Resolver()
export class OversightResolver {
  @Query(() => FilingTable, {
    description:
      '发布情况表：各区划、各类机关按期、逾期、日期不详、未报的数目。 The filing table: how many bodies of each region and kind filed on time, late, on an unknown date, or not at all.',
  })
  async filing(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('within', () => RegionCode, {
      nullable: true,
      description: '辖区，默认全国。 The region; the nation unless given.',
    })
    within?: string | null,
    @Arg('level', () => RegionLevelEnum, {
      nullable: true,
      description: '各行的层级，默认为直接下级。 Level of the rows; the regions directly below unless given.',
    })
    level?: RegionLevel | null,
  ): Promise<FilingTable> {
    const { regions } = context.store;
    const top = within ? regions.required(within) : regions.nation;
    return new FilingTable(
      top,
      await context.yearOf(year),
      level ? regions.atLevel(level, top.id) : regions.children(top.id),
    );
  }

  @Query(() => [DeadlineRule], {
    description:
      '各区划另定的期限；此外依《条例》第四十九条：部门 1 月 31 日，政府 3 月 31 日。 Dates that regions set; otherwise Art. 49 holds: departments 31 January, governments 31 March.',
  })
  deadlines(
    @Ctx() context: GraphContext,
    @Arg('within', () => RegionCode, {
      nullable: true,
      description:
        '辖区：其下级所定的，及管到它的上级所定的。 A region: what is set in its subtree, and above it for it.',
    })
    within?: string | null,
  ): DeadlineRule[] {
    const { regions } = context.store;
    const top = within ? regions.required(within) : regions.nation;
    const above = new Set(regions.upwards(top.id));
    return regions.deadlines
      .all()
      .filter(({ regionId }) => above.has(regionId) || regions.within(regionId, top))
      .map((rule) => new DeadlineRule(rule));
  }

  @Query(() => Reconciliation, {
    description:
      '对账：一个区划一年的汇算、上报、择优三数并列，差额及其原因。 Reconciliation: the three totals of a region and year side by side, with the difference and its reasons.',
  })
  async reconciliation(
    @Ctx() context: GraphContext,
    @Arg('region', () => RegionCode, { description: '行政区划代码。 Code of the region.' }) region: string,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('metrics', () => [MetricKey], {
      nullable: true,
      description:
        '指标，默认为汇总报告所能有的全部。 The metrics; all that a consolidated report can have unless given.',
    })
    metrics?: string[] | null,
  ): Promise<Reconciliation> {
    const record = context.store.regions.required(region);
    const wanted = metrics ? metricsOf(metrics) : undefined;
    return new Reconciliation(await reconcileRegion(context, record, await context.yearOf(year), wanted));
  }

  @Query(() => AuditConnection, {
    description:
      '审计记录，由近及远。记录中有人员，需要 editor 令牌。 The audit trail, the latest first. It names people: needs the role editor.',
  })
  audit(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuditFilter, { nullable: true, description: '筛选。 Which ones.' })
    filter?: AuditFilter | null,
  ): Promise<Connection<AuditEntry>> {
    return listAudit(context, filter, page);
  }
}
