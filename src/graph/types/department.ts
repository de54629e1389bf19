import { Arg, Args, Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { Scope } from '../../form/draft';
import { Problem } from '../../form/problem';
import { ALL_KINDS, kindOf } from '../../plan/basis';
import { count } from '../../plan/holding';
import type { GraphContext } from '../context';
import { ScopeEnum } from '../enums';
import { writeId } from '../ids';
import { listReports } from '../lists';
import type { DepartmentRecord } from '../loaders/records';
import { spanOf, yearsOf } from '../measures';
import { Year } from '../scalars';
import type { MeasurableSubject } from '../subject';
import { type Connection, connectionType, PageArgs } from './connection';
import { ContinuityYear } from './continuity';
import { DeadlineType } from './deadline';
import { DepartmentKind, kindType } from './kind';
import { Measurable } from './measurable';
import { Node, type Ref } from './node';
import { Region } from './region';
import { Report, ReportConnection, reportWith } from './report';
import { YEAR, YearRange } from './years';

@ObjectType({
  implements: [Node, Measurable],
  description: '行政机关：发布年度报告的主体。 A body that files annual reports.',
})
export class Department extends Measurable {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  override readonly id: string;

  @Field(() => String, { description: '名称。 Name.' })
  readonly name: string;

  @Field(() => Boolean, { description: '是否来自导入的机关名录。 Whether it comes from an imported register.' })
  readonly registered: boolean;

  @Field(() => Year, {
    nullable: true,
    description: '自何年起应有本机关报告。 First year in which its own report is expected.',
  })
  readonly expectedFrom: number | undefined;

  @Field(() => Year, { nullable: true, description: '至何年止；仍在则为空。 Last such year; null while it goes on.' })
  readonly expectedTo: number | undefined;

  constructor(readonly record: DepartmentRecord) {
    super();
    this.id = writeId('Department', record.id);
    this.name = record.name;
    this.registered = record.registered;
    this.expectedFrom = record.expectedFrom;
    this.expectedTo = record.expectedTo;
  }

  /** @throws BAD_INPUT where a kind is asked of a body, which has one */
  override subject(kind: number): MeasurableSubject {
    if (kind === ALL_KINDS) return { type: 'department', body: this.record };
    throw new Problem('BAD_INPUT', 'kind 只用于区划：机关只有一个类别', 'kind is for regions: a body is of one kind');
  }

  @Field(() => DepartmentKind, { description: '类别。 Kind.' })
  kind(): DepartmentKind {
    return kindType(kindOf(this.record.kind));
  }

  @Field(() => Region, { description: '所属区划。 The region it belongs to.' })
  region(@Ctx() context: GraphContext): Ref<Region> {
    return new Region(context.store.regions.get(this.record.region)!);
  }

  @Field(() => Report, {
    nullable: true,
    description:
      '某年的报告：未指定 scope 时先取本级，再取汇总。 Its report of a year: unless a scope is asked for, its own, otherwise the consolidated one.',
  })
  async report(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
    @Arg('scope', () => ScopeEnum, { nullable: true, description: '统计范围。 The scope.' }) scope?: Scope | null,
  ): Promise<Report | undefined> {
    const found = await context.records.reportsOfBody.load({ id: this.record.id, year: await context.yearOf(year) });
    const wanted = scope ? found.filter((row) => count(row.scope) === (scope === 'OWN' ? 0 : 1)) : found;
    return wanted[0] && reportWith(context, count(wanted[0].id));
  }

  @Field(() => DeadlineType, { description: '某年报告的期限。 When its report of a year is due.' })
  async deadline(
    @Ctx() context: GraphContext,
    @Arg('year', () => Year, { nullable: true, description: YEAR }) year: number | null | undefined,
  ): Promise<Ref<DeadlineType>> {
    const { region, kind } = this.record;
    return new DeadlineType(context.store.regions.deadlines.of(region, kindOf(kind), await context.yearOf(year)));
  }

  @Field(() => [ContinuityYear], {
    description:
      '各年与上年的衔接：结转，及现行有效件数。 How its reports follow on from one another, year by year: what was carried over, and what is in force.',
  })
  async continuity(
    @Ctx() context: GraphContext,
    @Arg('years', () => YearRange, { description: '年度范围。 The years.' }) years: YearRange,
    @Arg('scope', () => ScopeEnum, { defaultValue: 'OWN', description: '统计范围。 The scope.' }) scope: Scope,
  ): Promise<Ref<ContinuityYear>[]> {
    return yearsOf(await spanOf(context, years)).map((year) => new ContinuityYear(this.record, year, scope));
  }

  @Field(() => ReportConnection, { description: '历年报告，由近及远。 Its reports, newest year first.' })
  async reports(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('years', () => YearRange, { nullable: true, description: '年度范围。 The years.' }) years?: YearRange | null,
  ): Promise<Connection<Report>> {
    const order = { by: 'YEAR', sort: 'DESC' } as const;
    return listReports(
      context,
      { departments: [this.record.id], years: years ? await spanOf(context, years) : undefined, order },
      page,
    );
  }
}

export const DepartmentConnection = connectionType('Department', () => Department, '机关', 'departments');
export type DepartmentConnection = Connection<Department>;

/** The department with this number, or undefined. */
export async function departmentWith(context: GraphContext, id: number): Promise<Department | undefined> {
  const record = await context.records.departments.load(id);
  return record && new Department(record);
}
