import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { type Reach, RULES, type Rule, type RuleBasis, type Severity } from '../../check/rules';
import type { GraphContext, Locale } from '../context';
import { ReachEnum, RuleBasisEnum, SeverityEnum } from '../enums';

/** Of an argument that chooses the language of one text. */
export const LOCALE = '语言：zh 或 en，默认随请求。 zh or en; the request’s unless given.';

/** The language asked for, otherwise that of the request. */
export function spoken(context: GraphContext, locale: string | null | undefined): Locale {
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
