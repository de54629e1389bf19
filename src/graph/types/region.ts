import { Arg, Args, Ctx, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Scope } from '../../form/draft';
import type { Basis, RegionLevel } from '../../plan/basis';
import { identityOf, type Page, pageOfList } from '../../plan/cursor';
import { count } from '../../plan/holding';
import type { DepartmentsAsk } from '../../plan/lists';
import type { Region as RegionRecord } from '../../store/regions';
import type { GraphContext } from '../context';
import { listBreaks } from '../continuity';
import { BasisEnum, DepartmentOrderFieldEnum, RegionLevelEnum, ScopeEnum, SortEnum } from '../enums';
import { consolidatedTimeliness, timelinessOf } from '../filing';
import { kindsOfIds, writeId } from '../ids';
import { listDepartments } from '../lists';
import { onceKnown, spanOf } from '../measures';
import { DateScalar, RegionCode, Year } from '../scalars';
import type { MeasurableSubject } from '../subject';
import { type Connection, connectionOf, connectionType, PageArgs } from './connection';
import { ContinuityConnection, type ContinuityYear } from './continuity';
import { Department, DepartmentConnection } from './department';
import { kindGiven, Measurable } from './measurable';
import { Node, type Ref } from './node';
import { Report, reportWith } from './report';
import { Timeliness } from './timeliness';
import { RegionTotals } from './totals';
import { YEAR, YearRange } from './years';

@InputType({ description: '筛选机关。 Which departments.' })
export class DepartmentFilter {
  @Field(() => RegionCode, { nullable: true, description: '辖区（含下级）。 In the subtree of a region.' })
  within?: string | null;

  @Field(() => [ID], { nullable: true, description: '类别（ID 或代号）。 Of these kinds, by id or code.' })
  kinds?: string[] | null;

  @Field(() => String, { nullable: true, description: '名称包含的文字。 Part of the name.' })
  name?: string | null;

  @Field(() => Boolean, { nullable: true, description: '是否来自机关名录。 Whether from an imported register.' })
  registered?: boolean | null;
}

@InputType({ description: '机关的排列。 Order of departments.' })
export class DepartmentOrder {
  @Field(() => DepartmentOrderFieldEnum, { defaultValue: 'ID', description: '按何排列。 By what.' })
  field: DepartmentsAsk['order']['by'] = 'ID';

  @Field(() => SortEnum, { defaultValue: 'ASC', description: '方向。 Direction.' })
  direction: 'ASC' | 'DESC' = 'ASC';
}

/** What a filter and an order ask for. @throws UNKNOWN_REGION, UNKNOWN_KIND */
export function departmentsAsk(
  context: GraphContext,
  filter?: DepartmentFilter | null,
  order?: DepartmentOrder | null,
): DepartmentsAsk {
  const within = filter?.within ? context.store.regions.required(filter.within) : undefined;
  return {
    within: within && { low: within.id, high: within.rangeEnd },
    kinds: filter?.kinds ? kindsOfIds(filter.kinds) : undefined,
    name: filter?.name ?? undefined,
    registered: filter?.registered ?? undefined,
    order: { by: order?.field ?? 'ID', sort: order?.direction ?? 'ASC' },
  };
}

@ObjectType({ implements: [Node, Measurable], description: '行政区划。 An administrative division.' })
export class Region extends Measurable {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  override readonly id: string;

  @Field(() => RegionCode, { description: '行政区划代码。 Its code.' })
  readonly code: string;

  @Field(() => String, { description: '名称。 Name.' })
  readonly name: string;

  @Field(() => String, { description: '全称，含上级。 Full name, with those above it.' })
  readonly fullName: string;

  @Field(() => RegionLevelEnum, { description: '层级。 Level.' })
  readonly level: RegionLevel;

  constructor(readonly record: RegionRecord) {
    super();
    this.id = writeId('Region', record.code);
    this.code = record.code;
    this.name = record.name;
    this.fullName = record.fullName;
    this.level = record.level;
  }

  override subject(kind: number): MeasurableSubject {
    return { type: 'region', region: this.record, kind };
  }

  @Field(() => Region, { nullable: true, description: '上级区划；全国没有。 The region above; the nation has none.' })
  parent(@Ctx() context: GraphContext): Region | undefined {
    const parent = context.store.regions.parent(this.record.id);
    return parent && new Region(parent);
  }

  @Field(() => [Region], { description: '各上级，自全国而下。 The regions above, from the nation down.' })
  ancestors(@Ctx() context: GraphContext): Region[] {
    return context.store.regions.ancestors(this.record.id).map((each) => new Region(each));
  }

  @Field(() => RegionConnection, { description: '直接下级区划，按代码。 The regions directly below, by code.' })
  children(@Ctx() context: GraphContext, @Args(() => PageArgs) page: PageArgs): Connection<Region> {
    return listRegions(context.store.regions.children(this.record.id), page, ['children', this.record.id]);
  }

  @Field(() => DepartmentConnection, {
    description:
      '机关，默认只列本区划自身的，不含下级。 Its bodies: those of this very region unless the filter names one to look within.',
  })
  departments(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => DepartmentFilter, { nullable: true, description: '筛选。 Which ones.' })
    filter?: DepartmentFilter | null,
    @Arg('orderBy', () => DepartmentOrder, { nullable: true, description: '排列。 Their order.' })
    orderBy?: DepartmentOrder | null,
  ): Promise<Connection<Department>> {
    const ask = departmentsAsk(context, filter, orderBy);
    return listDepartments(context, ask.within ? ask : { ...ask, region: this.record.id }, page);
  }

  @Field(() => RegionTotals, {
    description:
      '辖区合计，以表格的形式给出。 Region-wide total over every body of the subtree, in the shape of the form.',
  })
  totals(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('basis', () => BasisEnum, { defaultValue: 'COMPUTED', description: '口径。 The route to the total.' })
    basis: Basis,
    @Arg('kind', () => ID, {
      nullable: true,
      description: '只计某一类机关（ID 或代号）；仅用于 COMPUTED。 Only bodies of a kind (id or code); COMPUTED only.',
    })
    kind?: string | null,
    @Arg('asOf', () => DateScalar, {
      nullable: true,
      description: '截至某日的状态：当日结束时已入库者。 The state at the end of a day: what was recorded by then.',
    })
    asOf?: string | null,
  ): Ref<RegionTotals> | Promise<Ref<RegionTotals>> {
    return onceKnown(
      context.yearOf(year),
      (known) => new RegionTotals(this, known, basis, kindGiven(kind), asOf ?? undefined),
    );
  }

  @Field(() => Timeliness, { description: '发布是否及时。 Who published in time.' })
  async timeliness(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('kind', () => ID, {
      nullable: true,
      description: '只计某一类机关（ID 或代号）。 Only bodies of a kind (id or code).',
    })
    kind?: string | null,
    @Arg('scope', () => ScopeEnum, {
      defaultValue: 'OWN',
      description:
        '本级报告，或各级政府的汇总报告。 Own reports, or the consolidated ones of the governments of the region and below.',
    })
    scope: Scope = 'OWN',
  ): Promise<Timeliness> {
    const timeliness = scope === 'OWN' ? timelinessOf : consolidatedTimeliness;
    return timeliness(context, this.record, kindGiven(kind), await context.yearOf(year));
  }

  @Field(() => ContinuityConnection, {
    description:
      '辖区内与上年不衔接的报告，按区划、机关、年度。 Reports of the subtree that do not follow on from the year before, by region, body and year.',
  })
  async continuityBreaks(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('years', () => YearRange, { description: '年度范围。 The years.' }) years: YearRange,
    @Arg('scope', () => ScopeEnum, { defaultValue: 'OWN', description: '统计范围。 The scope.' }) scope: Scope,
    @Arg('kind', () => ID, {
      nullable: true,
      description: '只看某一类机关（ID 或代号）。 Only bodies of a kind (id or code).',
    })
    kind?: string | null,
  ): Promise<Connection<ContinuityYear>> {
    const span = await spanOf(context, years);
    const range = { low: this.record.id, high: this.record.rangeEnd };
    return listBreaks(context, { range, years: span, scope, kind: kindGiven(kind) }, page);
  }

  @Field(() => Report, {
    nullable: true,
    description:
      '本级政府某年的报告：有汇总报告取汇总，否则取政府自身的。 The government’s report of a year: the consolidated one, otherwise its own.',
  })
  async report(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
  ): Promise<Report | undefined> {
    const [first] = await context.records.reportsOfRegion.load({
      id: this.record.id,
      year: await context.yearOf(year),
    });
    return first && reportWith(context, count(first.id));
  }
}

export const RegionConnection = connectionType('Region', () => Region, '区划', 'regions');
export type RegionConnection = Connection<Region>;

/** A page of regions that are known in memory. `question` is what they were asked by. */
export function pageOfRegions(regions: readonly RegionRecord[], page: PageArgs, question: unknown): Page<RegionRecord> {
  const positions = new Map(regions.map((region, at) => [region.id, at]));
  return pageOfList(
    regions,
    page,
    identityOf(['regions', question]),
    ({ id }) => [id],
    ({ id }, [last]) => (positions.get(id) ?? 0) > (positions.get(Number(last)) ?? -1),
  );
}

/** A connection of such regions. */
export function listRegions(regions: readonly RegionRecord[], page: PageArgs, question: unknown): Connection<Region> {
  return connectionOf(
    pageOfRegions(regions, page, question),
    (region) => new Region(region),
    () => regions.length,
  );
}
