import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DUE_FOR_ALL } from '../../form/deadline';
import type { Scope } from '../../form/draft';
import type { CellState } from '../../form/value';
import { CorrectedStateEnum, ImportOutcomeEnum, ScopeEnum } from '../enums';
import { Decimal, RegionCode, Year } from '../scalars';
import { DeadlineRule } from './deadline';
import { Finding } from './finding';
import { HandedInReport } from './handed-in';
import { Report } from './report';
import { UserError } from './user-error';

const REASON = '理由，记入审计。 Why; kept in the audit trail.';
const ERRORS = '输入的问题；为空即已办理。 Problems of the input; none where it was done.';
const REPORT = '报告的现状。 The report as it is now.';

@InputType({
  description:
    '导入一份报告：给出文本或 base64 内容之一。 A report to import: its text or its content in base64, one of the two.',
})
export class ImportReportInput extends HandedInReport {}

@InputType({
  description: '更正一格：给出 value 或 status 之一。 One cell set anew: a value or a status, one of the two.',
})
export class CorrectFigureInput {
  @Field(() => ID, { description: '报告。 The report.' })
  report!: string;

  @Field(() => String, { description: '格的标识，如 "received.total"。 Id of the cell.' })
  cell!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: '数值：件数为整数，金额以指标的单位计。 The value: a whole number, or an amount in the metric’s unit.',
  })
  value?: string | null;

  @Field(() => CorrectedStateEnum, { nullable: true, description: '没有数值时，为何没有。 Why there is no value.' })
  status?: Extract<CellState, 'BLANK' | 'NOT_APPLICABLE' | 'UNREADABLE'> | null;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: '设定报告的统计范围。 The scope of a report, set by a person.' })
export class SetScopeInput {
  @Field(() => ID, { description: '报告。 The report.' })
  report!: string;

  @Field(() => ScopeEnum, { description: '统计范围。 Its scope.' })
  scope!: Scope;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: '说明一项校验结果，或撤销说明。 An explanation of a finding, or its removal.' })
export class ExplainFindingInput {
  @Field(() => ID, { description: '校验结果。 The finding.' })
  finding!: string;

  @Field(() => String, {
    nullable: true,
    description: '说明；为空则恢复为未处理。 The explanation; null opens the finding again.',
  })
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '理由，记入审计；未给出时即为说明，恢复为未处理时必填。 Why; kept in the audit trail. The note unless given; needed to open a finding again.',
  })
  reason?: string | null;
}

@InputType({
  description:
    '撤回报告，或恢复已撤回的报告；不删除任何内容。 A report to withdraw, or to bring back; nothing is deleted.',
})
export class WithdrawReportInput {
  @Field(() => ID, { description: '报告。 The report.' })
  report!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'true 撤回，false 恢复。 True withdraws, false brings back.',
  })
  withdrawn: boolean = true;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({
  description:
    '一个区划另定的期限；同一区划、适用范围与起始年度的规则由其取代。 A date that a region sets; it takes the place of the rule of the same region, bodies and first year.',
})
export class SetDeadlineInput {
  @Field(() => RegionCode, {
    description: '定此期限的区划，管本区划及其下级。 The region that sets it, for itself and all below it.',
  })
  region!: string;

  @Field(() => String, {
    defaultValue: DUE_FOR_ALL,
    description:
      '适用于谁：机关类别代号，或 DEPARTMENT、GOVERNMENT、TOWNSHIP，或 ALL。 Whom it is for: the code of a kind, DEPARTMENT, GOVERNMENT, TOWNSHIP or ALL.',
  })
  for: string = DUE_FOR_ALL;

  @Field(() => Year, { description: '自哪一年度的报告起。 First year of the reports that it is for.' })
  from!: number;

  @Field(() => String, {
    description:
      '次年的月日，如 "01-20"；NONE 为不设期限，DEFAULT 为取消此规则。 Month and day in the year after, as "01-20"; NONE: no deadline; DEFAULT: the rule is taken back.',
  })
  due!: string;

  @Field(() => String, { description: '依据或理由，记入审计。 What says so, or why; kept in the audit trail.' })
  reason!: string;
}

@ObjectType({ description: '导入的结果。 What came of an import.', simpleResolvers: true })
export class ImportReportPayload {
  @Field(() => ImportOutcomeEnum, {
    nullable: true,
    description: '结果；有问题时为空。 What came of it; null where there were problems.',
  })
  outcome?: string;

  @Field(() => Report, { nullable: true, description: REPORT })
  report?: Report;

  @Field(() => [UserError], { description: ERRORS })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: '更正的结果。 What came of a correction.', simpleResolvers: true })
export class CorrectFigurePayload {
  @Field(() => Report, { nullable: true, description: REPORT })
  report?: Report;

  @Field(() => [UserError], { description: ERRORS })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: '设定统计范围的结果。 What came of setting a scope.', simpleResolvers: true })
export class SetScopePayload {
  @Field(() => Report, { nullable: true, description: REPORT })
  report?: Report;

  @Field(() => [UserError], { description: ERRORS })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: '说明的结果。 What came of an explanation.', simpleResolvers: true })
export class ExplainFindingPayload {
  @Field(() => Finding, { nullable: true, description: '校验结果的现状。 The finding as it is now.' })
  finding?: Finding;

  @Field(() => [UserError], { description: ERRORS })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: '撤回或恢复的结果。 What came of a withdrawal.', simpleResolvers: true })
export class WithdrawReportPayload {
  @Field(() => Report, { nullable: true, description: REPORT })
  report?: Report;

  @Field(() => [UserError], { description: ERRORS })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: '设定期限的结果。 What came of setting a deadline.', simpleResolvers: true })
export class SetDeadlinePayload {
  @Field(() => [DeadlineRule], {
    nullable: true,
    description: '该区划所定的全部期限。 Every rule that the region sets now.',
  })
  deadlines?: readonly DeadlineRule[];

  @Field(() => Int, {
    nullable: true,
    description: '逾期与否因此重算的报告数。 How many reports were filed again for it.',
  })
  refiled?: number;

  @Field(() => [UserError], { description: ERRORS })
  userErrors!: readonly UserError[];
}
