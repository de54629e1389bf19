import { Arg, Ctx, Field, ID, InputType, ObjectType } from 'type-graphql';
import { messageOf } from '../../check/message';
import { findRule, type Reach, RULES, type Rule, type RuleBasis, reachOf, type Severity } from '../../check/rules';
import type { Scope } from '../../form/draft';
import { scopeNumber } from '../../plan/basis';
import type { FindingsAsk } from '../../plan/lists';
import type { GraphContext, Locale } from '../context';
import { FindingStatusEnum, ReachEnum, RuleBasisEnum, ScopeEnum, SeverityEnum } from '../enums';
import { kindOfId, numberOf, writeId } from '../ids';
import type { FindingRecord } from '../loaders/records';
import { yearsOf } from '../measures';
import { RegionCode, Year } from '../scalars';
import { type Connection, connectionType } from './connection';
import { Department, departmentWith } from './department';
import { Node } from './node';
import { Report, reportWith } from './report';
import { YearRange } from './years';

const LOCALE = '语言：zh 或 en，默认随请求。 zh or en; the request’s unless given.';

function spoken(context: GraphContext, locale: string | null | undefined): Locale {
  return (locale ?? context.locale) === 'en' ? 'en' : 'zh';
}

@ObjectType('Rule', { description: '校验规则。 A rule of the checks.', simpleResolvers: true })
export class RuleType {
  @Field(() => String, { description: '代号，如 "T3_BALANCE"。 Id: "T3_BALANCE".' })
  readonly id: string;

  @Field(() => SeverityEnum, { description: '轻重。 How much a finding of it matters.' })
  readonly severity: Severity;

  @Field(() => RuleBasisEnum, { description: '依据。 Where it comes from.' })
  readonly basis: RuleBasis;

  @Field(() => ReachEnum, { description: '看什么。 What it looks at.' })
  readonly reach: Reach;

  @Field(() => [String], {
    description: '涉及的格；关于文档的规则没有。 Ids of the cells that it reads; none where it is about the document.',
  })
  readonly cells: readonly string[];

  constructor(private readonly rule: Rule) {
    this.id = rule.id;
    this.severity = rule.severity;
    this.basis = rule.basis;
    this.reach = rule.reach;
    this.cells = rule.cells;
  }

  @Field(() => String, { description: '内容。 What it says.' })
  label(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, { nullable: true, description: LOCALE }) locale?: string | null,
  ): string {
    return this.rule[spoken(context, locale)];
  }
}

const RULE_TYPES = new Map<string, RuleType>(RULES.map((rule) => [rule.id, new RuleType(rule)]));

/** Every rule, in the order of the catalogue. */
export function allRules(): RuleType[] {
  return [...RULE_TYPES.values()];
}

/** The rule with this id; undefined where this version has none such. */
export function ruleType(id: string): RuleType | undefined {
  return RULE_TYPES.get(id);
}

@ObjectType({
  implements: Node,
  description:
    '一份报告未通过的一项校验，或一个未公布报告的机关；从不改动数值。 A failed check of a report, or a body that did not report; it never changes a figure.',
})
export class Finding implements Node {
  @Field(() => ID, { description: '全局标识。 Global id.' })
  readonly id: string;

  @Field(() => [String], { description: '涉及的格。 Ids of the cells that were read.' })
  readonly cells: readonly string[];

  @Field(() => Year, { description: '年度。 The year of the report, or of the one that is missing.' })
  readonly year: number;

  @Field(() => String, { nullable: true, description: '应有的值。 The value expected.' })
  readonly expected: string | undefined;

  @Field(() => String, { nullable: true, description: '所见的值。 The value found.' })
  readonly found: string | undefined;

  @Field(() => String, { nullable: true, description: '差额：所见减应有。 Found minus expected.' })
  readonly difference: string | undefined;

  @Field(() => FindingStatusEnum, { description: '处理状态。 What became of it.' })
  readonly status: 'OPEN' | 'EXPLAINED';

  @Field(() => String, { nullable: true, description: '人工说明。 A person’s explanation.' })
  readonly note: string | undefined;

  constructor(readonly record: FindingRecord) {
    this.id = writeId('Finding', record.id);
    this.cells = record.cells;
    this.year = record.year;
    this.expected = record.expected;
    this.found = record.found;
    this.difference = record.difference;
    this.status = record.status;
    this.note = record.note;
  }

  @Field(() => RuleType, {
    nullable: true,
    description: '规则；本版本已无此规则时为空。 The rule; null where this version has it no more.',
  })
  rule(): RuleType | undefined {
    return ruleType(this.record.rule);
  }

  @Field(() => String, { description: '说明文字。 What was found, in words.' })
  message(
    @Ctx() context: GraphContext,
    @Arg('locale', () => String, { nullable: true, description: LOCALE }) locale?: string | null,
  ): string {
    return messageOf(this.record, spoken(context, locale));
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
export function findingsAsk(context: GraphContext, filter?: FindingFilter | null): FindingsAsk {
  const within = filter?.within ? context.store.regions.required(filter.within) : undefined;
  if (filter?.years) yearsOf(filter.years);
  return {
    within: within && { low: within.id, high: within.rangeEnd },
    years: filter?.years ?? undefined,
    kinds: filter?.kinds?.map(kindOfId),
    departments: filter?.departments?.map((id) => numberOf('Department', id)),
    rules: reaching(filter?.reaches, rulesOf(filter?.severity, filter?.rules)),
    status: filter?.status ?? undefined,
    scope: filter?.scope ? scopeNumber(filter.scope) : undefined,
  };
}
