import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../context';
import {
  change,
  correctFigure,
  explainFinding,
  importReport,
  setDeadline,
  setScope,
  withdrawReport,
} from '../mutations';
import {
  CorrectFigureInput,
  CorrectFigurePayload,
  ExplainFindingInput,
  ExplainFindingPayload,
  ImportReportInput,
  ImportReportPayload,
  SetDeadlineInput,
  SetDeadlinePayload,
  SetScopeInput,
  SetScopePayload,
  WithdrawReportInput,
  WithdrawReportPayload,
} from '../types/mutation';

const INPUT = '输入。 The input.';

@Resolver()
export class MutationResolver {
  @Mutation(() => ImportReportPayload, {
    description:
      '导入一份报告，与命令行相同：识读、校验、入库。需要 editor 令牌。 Imports a report as the command line does: read, checked, stored. Needs the role editor.',
  })
  importReport(
    @Ctx() context: GraphContext,
    @Arg('input', () => ImportReportInput, { description: INPUT }) input: ImportReportInput,
  ): Promise<ImportReportPayload> {
    return change(context, 'editor', () => importReport(context, input));
  }

  @Mutation(() => CorrectFigurePayload, {
    description:
      '更正一格；原文与旧版本保留，校验重新进行。需要 editor 令牌。 Sets one cell; what was printed and the version before are kept, the checks run again. Needs the role editor.',
  })
  correctFigure(
    @Ctx() context: GraphContext,
    @Arg('input', () => CorrectFigureInput, { description: INPUT }) input: CorrectFigureInput,
  ): Promise<CorrectFigurePayload> {
    return change(context, 'editor', () => correctFigure(context, input));
  }

  @Mutation(() => SetScopePayload, {
    description:
      '设定统计范围；重新导入同一文档不会改回。需要 editor 令牌。 Sets what a report covers; importing the document again does not undo it. Needs the role editor.',
  })
  setScope(
    @Ctx() context: GraphContext,
    @Arg('input', () => SetScopeInput, { description: INPUT }) input: SetScopeInput,
  ): Promise<SetScopePayload> {
    return change(context, 'editor', () => setScope(context, input));
  }

  @Mutation(() => ExplainFindingPayload, {
    description:
      '说明一项校验结果；重新校验后说明仍在。需要 editor 令牌。 Explains a finding; a new run of the checks keeps it. Needs the role editor.',
  })
  explainFinding(
    @Ctx() context: GraphContext,
    @Arg('input', () => ExplainFindingInput, { description: INPUT }) input: ExplainFindingInput,
  ): Promise<ExplainFindingPayload> {
    return change(context, 'editor', () => explainFinding(context, input));
  }

  @Mutation(() => WithdrawReportPayload, {
    description:
      '撤回或恢复报告。需要 admin 令牌。 Takes a report out of every total, or brings it back. Needs the role admin.',
  })
  withdrawReport(
    @Ctx() context: GraphContext,
    @Arg('input', () => WithdrawReportInput, { description: INPUT }) input: WithdrawReportInput,
  ): Promise<WithdrawReportPayload> {
    return change(context, 'admin', () => withdrawReport(context, input));
  }

  @Mutation(() => SetDeadlinePayload, {
    description:
      '设定一个区划的期限；所涉报告逾期与否随即重算。需要 admin 令牌。 Sets when reports of a region are due; what that touches is filed again at once. Needs the role admin.',
  })
  setDeadline(
    @Ctx() context: GraphContext,
    @Arg('input', () => SetDeadlineInput, { description: INPUT }) input: SetDeadlineInput,
  ): Promise<SetDeadlinePayload> {
    return change(context, 'admin', () => setDeadline(context, input));
  }
}
