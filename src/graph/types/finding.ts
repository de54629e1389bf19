import { Ctx, Field, ID, InputType, ObjectType } from 'type-graphql';
import { findRule, type Reach, RULES, reachOf, type Severity } from '../../check/rules';
import type { Scope } from '../../form/draft';
import { scopeNumber } from '../../plan/basis';
import type { FindingsAsk } from '../../plan/lists';
import type { GraphContext } from '../context';
import { FindingStatusEnum, ReachEnum, ScopeEnum, SeverityEnum } from '../enums';
import { kindsOfIds, numberOf, writeId } from '../ids';
import type { FindingRecord } from '../loaders/records';
import { spanOf } from '../measures';
import { RegionCode, Year } from '../scalars';
import { type Connection, connectionType } from './connection';
import { Department, departmentWith } from './department';
import { FailedCheck } from './failed-check';
import { Node } from './node';
import { Report, reportWith } from './report';
import { YearRange } from './years';

@ObjectType({
  implements: [Node, FailedCheck],
  description:
    '一份报告未通过的一项校验，或一个未公布报告的机关；从不改动数值。 A failed check of a report, or a body that did not report; it never changes a figure.',
})
export class Finding extends FailedCheck implements Node {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  readonly id: string;

  @Field(() => Year, { description: '年度。 The year of the report, or of the one that is missing.' })
  readonly year: number;

  @Field(() => FindingStatusEnum, { description: '处理状态。 What became of it.' })
  readonly status: 'OPEN' | 'EXPLAINED';

  @Field(() => String, { nullable: true, description: '人工说明。 A person’s explanation.' })
  readonly note: string | undefined;

  constructor(readonly record: FindingRecord) {
    super(record);
    this.id = writeId('Finding', record.id);
    this.year = record.year;
    this.status = record.status;
    this.note = record.note;
  }

  @Field(() => Report, {
    nullable: true,
    description: '所属报告；未公布报告的，为空。 The report; null where the finding is that there is none.',
  })
  async report(@Ctx() context: GraphContext): Promise<Report | undefined> {
    return this.record.report === undefined ? undefined : reportWith(context, this.record.report);
  }

  @Field(() => Department, { description: '机关。 The body.' })
  async department(@Ctx() context: GraphContext): Promise<Department> {
    return (await departmentWith(context, this.record.department))!;
  }
}

export const FindingConnection = connectionType('Finding', () => Finding, '校验结果', 'findings');
export type FindingConnection = Connection<Finding>;

@InputType({ description: '筛选校验结果。 Which findings.' })
export class FindingFilter {
  @Field(() => RegionCode, { nullable: true, description: '辖区（含下级）。 In the subtree of a region.' })
  within?: string | null;

  @Field(() => YearRange, { nullable: true, description: '年度范围。 The years.' })
  years?: YearRange | null;

  @Field(() => [ID], { nullable: true, description: '机关类别（ID 或代号）。 Kinds of department, by id or code.' })
  kinds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: '机关。 Departments.' })
  departments?: string[] | null;

  @Field(() => [String], { nullable: true, description: '规则代号。 Ids of rules.' })
  rules?: string[] | null;

  @Field(() => SeverityEnum, { nullable: true, description: '轻重。 Severity.' })
  severity?: Severity | null;

  @Field(() => [ReachEnum], { nullable: true, description: '规则看什么。 What their rules look at.' })
  reaches?: Reach[] | null;

  @Field(() => FindingStatusEnum, { nullable: true, description: '处理状态。 Status.' })
  status?: 'OPEN' | 'EXPLAINED' | null;

  @Field(() => ScopeEnum, {
    nullable: true,
    description: '报告的统计范围；未公布报告的不在其中。 Scope of their reports; those without a report are left out.',
  })
  scope?: Scope | null;
}

/** Rules of a severity, among those given or all. */
export function rulesOf(
  severity: Severity | null | undefined,
  among?: readonly string[] | null,
): readonly string[] | undefined {
  if (!severity) return among ?? undefined;
  return (among ?? RULES.map((rule) => rule.id)).filter((id) => findRule(id)?.severity === severity);
}

/** Rules that look at one of some things, among those given or all. */
function reaching(
  reaches: readonly Reach[] | null | undefined,
  among: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!reaches) return among;
  return (among ?? RULES.map((rule) => rule.id)).filter((id) => reaches.includes(reachOf(id)));
}

/** What a filter asks for. @throws BAD_INPUT, UNKNOWN_REGION, UNKNOWN_KIND */
export async function findingsAsk(context: GraphContext, filter?: FindingFilter | null): Promise<FindingsAsk> {
  const within = filter?.within ? context.store.regions.required(filter.within) : undefined;
  return {
    within: within && { low: within.id, high: within.rangeEnd },
    years: filter?.years ? await spanOf(context, filter.years) : undefined,
    kinds: filter?.kinds ? kindsOfIds(filter.kinds) : undefined,
    departments: filter?.departments?.map((id) => numberOf('Department', id)),
    rules: reaching(filter?.reaches, rulesOf(filter?.severity, filter?.rules)),
    status: filter?.status ?? undefined,
    scope: filter?.scope ? scopeNumber(filter.scope) : undefined,
  };
}
