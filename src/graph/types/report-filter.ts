import { Field, ID, InputType, Int } from 'type-graphql';
import { FILINGS, type Filing } from '../../form/deadline';
import type { Scope } from '../../form/draft';
import { Problem } from '../../form/problem';
import { scopeNumber } from '../../plan/basis';
import type { ReportsAsk, Sort } from '../../plan/lists';
import type { GraphContext } from '../context';
import { FilingStatusEnum, ReportOrderFieldEnum, ScopeEnum, SortEnum } from '../enums';
import { kindsOfIds, numberOf } from '../ids';
import { spanOf } from '../measures';
import { RegionCode } from '../scalars';
import { YearRange } from './years';

@InputType({ description: '筛选报告。 Which reports.' })
export class ReportFilter {
  @Field(() => RegionCode, { nullable: true, description: '辖区（含下级）。 In the subtree of a region.' })
  within?: string | null;

  @Field(() => [ID], { nullable: true, description: '机关。 Of these departments.' })
  departments?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '机关类别（ID 或代号）。 Of these kinds, by id or code.' })
  kinds?: string[] | null;

  @Field(() => YearRange, { nullable: true, description: '年度范围。 The years.' })
  years?: YearRange | null;

  @Field(() => ScopeEnum, { nullable: true, description: '统计范围。 The scope.' })
  scope?: Scope | null;

  @Field(() => FilingStatusEnum, {
    nullable: true,
    description: '发布是否及时。 Whether it was published by its deadline.',
  })
  filing?: Filing | 'MISSING' | null;

  @Field(() => Boolean, {
    nullable: true,
    description: '改查已撤回的报告。 Withdrawn reports instead of current ones.',
  })
  withdrawn?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: '文档中没有这张表的报告：2、3 或 4。 Reports whose document lacks this table: 2, 3 or 4.',
  })
  lacksTable?: number | null;
}

@InputType({ description: '报告的排列。 Order of reports.' })
export class ReportOrder {
  @Field(() => ReportOrderFieldEnum, { defaultValue: 'YEAR', description: '按何排列。 By what.' })
  field: ReportsAsk['order']['by'] = 'YEAR';

  @Field(() => SortEnum, { defaultValue: 'DESC', description: '方向。 Direction.' })
  direction: Sort = 'DESC';
}

/** What a filter and an order ask for. @throws BAD_INPUT, UNKNOWN_REGION, UNKNOWN_KIND */
export async function reportsAsk(
  context: GraphContext,
  filter?: ReportFilter | null,
  order?: ReportOrder | null,
): Promise<ReportsAsk> {
  const within = filter?.within ? context.store.regions.required(filter.within) : undefined;
  const table = filter?.lacksTable ?? undefined;
  if (table !== undefined && ![2, 3, 4].includes(table))
    throw new Problem(
      'BAD_INPUT',
      `没有表 ${table}：表号为 2、3 或 4`,
      `There is no table ${table}: tables are 2, 3 and 4`,
    );
  if (filter?.filing === 'MISSING')
    throw new Problem(
      'BAD_INPUT',
      '没有“未报”的报告：未报的机关见 timeliness 的 entries(status: MISSING)',
      'No report is missing: bodies without one are in timeliness, entries(status: MISSING)',
    );
  return {
    within: within && { low: within.id, high: within.rangeEnd },
    departments: filter?.departments?.map((id) => numberOf('Department', id)),
    kinds: filter?.kinds ? kindsOfIds(filter.kinds) : undefined,
    years: filter?.years ? await spanOf(context, filter.years) : undefined,
    scope: filter?.scope ? scopeNumber(filter.scope) : undefined,
    filing: filter?.filing ? FILINGS.indexOf(filter.filing) : undefined,
    withdrawn: filter?.withdrawn ?? undefined,
    form: table === undefined ? undefined : { table, edition: 0 },
    order: { by: order?.field ?? 'YEAR', sort: order?.direction ?? 'DESC' },
  };
}
