/** Findings counted, and what became of each rule: it holds, it fails, or it could not be assessed. */
import { Field, ObjectType } from 'type-graphql';
import type { Reach, Severity } from '../../check/rules';
import type { Scope } from '../../form/draft';
import { FindingStatusEnum, ReachEnum, RuleOutcomeEnum, ScopeEnum, SeverityEnum } from '../enums';
import { Count, Year } from '../scalars';
import { type Connection, connectionType } from './connection';
import { Department } from './department';
import { DepartmentKind } from './kind';
import { Region } from './region';
import { RuleType } from './rule';

@ObjectType({
  description:
    '一组校验结果的数目；恰有 groupBy 所问的维度有值。 How many findings a group has; exactly the dimensions of groupBy are set.',
  simpleResolvers: true,
})
export class FindingCount {
  @Field(() => RuleType, { nullable: true, description: '规则。 The rule.' })
  rule?: RuleType;

  @Field(() => SeverityEnum, { nullable: true, description: '轻重。 Severity.' })
  severity?: Severity;

  @Field(() => ReachEnum, { nullable: true, description: '规则看什么。 What their rules look at.' })
  reach?: Reach;

  @Field(() => FindingStatusEnum, { nullable: true, description: '处理状态。 Status.' })
  status?: 'OPEN' | 'EXPLAINED';

  @Field(() => Year, { nullable: true, description: '年度。 Year.' })
  year?: number;

  @Field(() => ScopeEnum, {
    nullable: true,
    description: '报告的统计范围；未公布报告的为空。 Scope of their reports; null where there is no report.',
  })
  scope?: Scope;

  @Field(() => Region, {
    nullable: true,
    description:
      '区划，含下级；所问辖区自身的机关归入该辖区。 The region with what lies below it; bodies above its level stand under their own region.',
  })
  region?: Region;

  @Field(() => DepartmentKind, { nullable: true, description: '机关类别。 Kind of department.' })
  departmentKind?: DepartmentKind;

  @Field(() => Department, { nullable: true, description: '机关。 Department.' })
  department?: Department;

  @Field(() => Count, { description: '校验结果的数目。 How many findings.' })
  findings!: number;

  @Field(() => Count, { description: '其中未处理的。 Those that are open.' })
  open!: number;

  @Field(() => Count, { description: '其中已说明的。 Those that a person explained.' })
  explained!: number;

  @Field(() => Count, { description: '涉及的机关数。 Bodies that they are of.' })
  bodies!: number;
}

export const FindingCountConnection = connectionType('FindingCount', () => FindingCount, '计数', 'counts');
export type FindingCountConnection = Connection<FindingCount>;

export type RuleOutcome = 'PASS' | 'FAIL' | 'NOT_ASSESSABLE';

@ObjectType({
  description:
    '一条规则对一份报告的结果：“通过”与“无法校验”不同。 What became of a rule for a report; that it holds is not that it could not be assessed.',
  simpleResolvers: true,
})
export class RuleResult {
  @Field(() => RuleType, { description: '规则。 The rule.' })
  rule!: RuleType;

  @Field(() => RuleOutcomeEnum, { description: '结果。 What became of it.' })
  outcome!: RuleOutcome;

  @Field(() => Count, { description: '未通过之处的数目。 Places where it fails.' })
  findings!: number;

  @Field(() => Count, { description: '其中未处理的。 Those that are open.' })
  open!: number;
}

@ObjectType({
  description:
    '一条规则对若干报告的结果：reports = passed + failed + notAssessable。 What became of a rule for many reports.',
  simpleResolvers: true,
})
export class RuleTally {
  @Field(() => RuleType, { description: '规则。 The rule.' })
  rule!: RuleType;

  @Field(() => Count, { description: '规则所及的报告数。 Reports that it is about.' })
  reports!: number;

  @Field(() => Count, { description: '通过。 Reports for which it holds.' })
  passed!: number;

  @Field(() => Count, { description: '未通过。 Reports for which it fails.' })
  failed!: number;

  @Field(() => Count, { description: '无法校验。 Reports for which it could not be assessed.' })
  notAssessable!: number;

  @Field(() => Count, { description: '未通过之处的数目。 Places where it fails.' })
  findings!: number;
}
