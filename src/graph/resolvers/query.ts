import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { editionInForce, TABLES } from '../../form/editions';
import { KINDS } from '../../form/kinds';
import { METRICS, metric } from '../../form/metrics';
import type { RegionLevel } from '../../plan/basis';
import type { GraphContext } from '../context';
import { MetricKey, RegionLevelEnum } from '../enums';
import { numberOf } from '../ids';
import { listDepartments, listFindings, listReports } from '../lists';
import { nodeWith } from '../nodes';
import { endOfDay } from '../past';
import { DateScalar, RegionCode, Year } from '../scalars';
import { type Connection, PageArgs } from '../types/connection';
import { Dataset, readDataset } from '../types/dataset';
import { Department, DepartmentConnection, departmentWith } from '../types/department';
import { Finding, FindingConnection, FindingFilter, findingsAsk } from '../types/finding';
import { FormTable, formTableOf } from '../types/form-layout';
import { DepartmentKind, kindType } from '../types/kind';
import { MetricType, typeOf } from '../types/metric';
import { Node } from '../types/node';
import {
  DepartmentFilter,
  DepartmentOrder,
  departmentsAsk,
  listRegions,
  Region,
  RegionConnection,
} from '../types/region';
import { Report, ReportConnection, reportAsOf, reportWith } from '../types/report';
import { ReportFilter, ReportOrder, reportsAsk } from '../types/report-filter';
import { allRules, RuleType } from '../types/rule';
import { YEAR } from '../types/years';

const FILTER = '筛选。 Which ones.';
const ORDER = '排列。 Their order.';

@Resolver()
export class QueryResolver {
  @Query(() => Node, { nullable: true, description: '按全局标识取对象。 The object with this global id.' })
  node(
    @Ctx() context: GraphContext,
    @Arg('id', () => ID, { description: '全局标识。 Global id.' }) id: string,
  ): Promise<Node | undefined> {
    return nodeWith(context, id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      '按全局标识取多个对象，次序不变；没有的为空。 Objects by their global ids, in that order; null where there is none.',
  })
  nodes(
    @Ctx() context: GraphContext,
    @Arg('ids', () => [ID], { description: '全局标识。 Global ids.' }) ids: string[],
  ): Promise<(Node | undefined)[]> {
    return Promise.all(ids.map((id) => nodeWith(context, id)));
  }

  @Query(() => Region, { description: '全国。 The nation.' })
  nation(@Ctx() context: GraphContext): Region {
    return new Region(context.store.regions.nation);
  }

  @Query(() => Region, {
    nullable: true,
    description:
      '按代码取区划；已改的旧代码得到现在的区划。 The region with this code; a code no longer in force gives the region that it became.',
  })
  region(
    @Ctx() context: GraphContext,
    @Arg('code', () => RegionCode, { description: '行政区划代码。 Its code.' }) code: string,
  ): Region | undefined {
    const found = context.store.regions.byCode(code);
    return found && new Region(found);
  }

  @Query(() => RegionConnection, {
    description:
      '区划列表：按层级、辖区、名称；有名称时按符合程度排列。 Regions by level, within a region, by name; by name the best match comes first.',
  })
  regions(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('level', () => RegionLevelEnum, { nullable: true, description: '层级。 Level.' }) level?: RegionLevel | null,
    @Arg('within', () => RegionCode, {
      nullable: true,
      description: '辖区，含其自身。 In the subtree of a region, itself included.',
    })
    within?: string | null,
    @Arg('name', () => String, { nullable: true, description: '名称或全称包含的文字。 Part of the name or full name.' })
    name?: string | null,
  ): Connection<Region> {
    const { regions } = context.store;
    const top = within ? regions.required(within) : regions.nation;
    const found = name
      ? regions.search(name)
      : level
        ? regions.atLevel(level, top.id)
        : [top, ...regions.children(top.id)];
    const chosen = found.filter((each) => regions.within(each.id, top) && (!level || each.level === level));
    return listRegions(chosen, page, ['all', level, top.id, name]);
  }

  @Query(() => Department, { nullable: true, description: '按标识取机关。 The department with this id.' })
  department(
    @Ctx() context: GraphContext,
    @Arg('id', () => ID, { description: '全局标识。 Global id.' }) id: string,
  ): Promise<Department | undefined> {
    return departmentWith(context, numberOf('Department', id));
  }

  @Query(() => DepartmentConnection, { description: '机关列表。 Departments.' })
  departments(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => DepartmentFilter, { nullable: true, description: FILTER }) filter?: DepartmentFilter | null,
    @Arg('orderBy', () => DepartmentOrder, { nullable: true, description: ORDER }) orderBy?: DepartmentOrder | null,
  ): Promise<Connection<Department>> {
    return listDepartments(context, departmentsAsk(context, filter, orderBy), page);
  }

  @Query(() => [DepartmentKind], { description: '全部机关类别。 Every kind of department.' })
  departmentKinds(): DepartmentKind[] {
    return KINDS.map(kindType);
  }

  @Query(() => Report, { nullable: true, description: '按标识取报告。 The report with this id.' })
  report(
    @Ctx() context: GraphContext,
    @Arg('id', () => ID, { description: '全局标识。 Global id.' }) id: string,
    @Arg('asOf', () => DateScalar, {
      nullable: true,
      description: '截至某日的状态；当时尚无则为空。 The state at the end of a day; null where it was not there yet.',
    })
    asOf?: string | null,
  ): Promise<Report | undefined> {
    const number = numberOf('Report', id);
    return asOf ? reportAsOf(context, number, endOfDay(asOf)) : reportWith(context, number);
  }

  @Query(() => ReportConnection, { description: '报告列表。 Reports.' })
  async reports(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ReportFilter, { nullable: true, description: FILTER }) filter?: ReportFilter | null,
    @Arg('orderBy', () => ReportOrder, { nullable: true, description: ORDER }) orderBy?: ReportOrder | null,
  ): Promise<Connection<Report>> {
    return listReports(context, await reportsAsk(context, filter, orderBy), page);
  }

  @Query(() => [MetricType], {
    description: '全部指标，依表格次序，比率在后。 Every metric, in the order of the form, the ratios last.',
  })
  metrics(): MetricType[] {
    return METRICS.map(typeOf);
  }

  @Query(() => MetricType, { description: '一个指标。 One metric.' })
  metric(@Arg('key', () => MetricKey, { description: '指标代号。 Its key.' }) key: string): MetricType {
    return typeOf(metric(key));
  }

  @Query(() => [FormTable], {
    description:
      '某年度所用表式的三张表及其版面；一份报告所用的见 Report.forms。 The three tables of the form in force for a year, as they are laid out; those of a report are in Report.forms.',
  })
  async form(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
  ): Promise<FormTable[]> {
    const { id } = editionInForce(await context.yearOf(year));
    return TABLES.map((table) => formTableOf(table, id));
  }

  @Query(() => [RuleType], { description: '全部校验规则。 Every rule of the checks.' })
  rules(): RuleType[] {
    return allRules();
  }

  @Query(() => FindingConnection, { description: '现行报告未通过的校验。 Failed checks of current reports.' })
  async findings(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => FindingFilter, { nullable: true, description: FILTER }) filter?: FindingFilter | null,
  ): Promise<Connection<Finding>> {
    return listFindings(context, await findingsAsk(context, filter), page);
  }

  @Query(() => Dataset, { description: '数据的整体情况。 What the store holds.' })
  dataset(@Ctx() context: GraphContext): Promise<Dataset> {
    return readDataset(context);
  }
}
