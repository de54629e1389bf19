/** The enums of reconciliation, continuity, the narrative and the audit trail. */
import { CONTINUITY_CHECKS } from '../check/continuity';
import { RECONCILIATION_OUTCOMES } from '../check/reconcile';
import { checked, register } from './enums';

export const AuditActionEnum = register('AuditAction', '人工所作的改动。 What a person changed.', {
  CORRECT_FIGURE: '更正数值。 A figure was corrected.',
  SET_SCOPE: '设定统计范围。 The scope of a report was set.',
  WITHDRAW_REPORT: '撤回报告。 A report was withdrawn.',
  RESTORE_REPORT: '恢复报告。 A report was brought back.',
  MOVE_DEPARTMENT: '机关改隶其他区划。 A body was moved to another region.',
  EXPLAIN_FINDING: '说明问题，或撤销说明。 A finding was explained, or opened again.',
  SET_DEADLINE: '另定或收回期限。 A deadline was set, or taken back.',
});

export const AuditRoleEnum = register('AuditRole', '改动者的身份。 The role of who changed something.', {
  import: '导入（命令行）。 An import from the command line.',
  editor: '编辑。 Editor.',
  admin: '管理员。 Administrator.',
});

export const ReconciliationOutcomeEnum = register(
  'ReconciliationOutcome',
  '上报与汇算是否相符。 How the consolidated figure stands to the sum of the own reports.',
  checked(RECONCILIATION_OUTCOMES, {
    AGREES: '相等。 Equal.',
    DIFFERS: '各机关齐全而不相等。 Every body is in the sum, and they differ.',
    WITHIN_BOUND: '汇算不全，为下限；上报不低于它。 The sum is a lower bound, which the consolidated figure keeps.',
    BELOW_BOUND: '上报低于已知各机关之和，矛盾。 The consolidated figure is less than what is known to be in it.',
    STOCK_DIFFERS:
      '时点数（现行有效件数等）不符：联合制发等可致不同，仅作提示。 A level differs: what bodies issue together does that without any mistake; a warning only.',
    NOT_COMPARABLE:
      '不可比：一方无数值，或可增可减、比率而不全。 Not comparable: one has no value, or parts bound nothing.',
  }),
);

export const ReconciliationReasonEnum = register(
  'ReconciliationReasonKind',
  '差额的原因。 What a difference comes from.',
  {
    LEFT_OUT: '漏计的机关：其数字正是少的。 A body left out: its figures are what is too little.',
    COUNTED_TWICE: '重复计入的机关：其数字正是多的。 A body counted twice: its figures are what is too much.',
    CHILD_DISAGREES:
      '下级区划自己的汇总报告与其机关之和不符。 A region below whose own consolidated report is other than the sum of its bodies.',
    NOT_REPORTED: '没有报告的机关。 A body that did not report.',
  },
);

export const ReconciliationExtentEnum = register(
  'ReconciliationExtent',
  '原因说明多少差额。 How much of the difference a reason accounts for.',
  {
    WHOLE: '全部，逐格相等。 All of it, cell by cell.',
    TOGETHER: '与同类的其他原因合为全部。 All of it together with the others of its kind.',
    PART: '部分。 Part of it.',
  },
);

export const ContinuityCheckEnum = register(
  'ContinuityCheck',
  '与上年衔接的数。 What a report carries over from the year before.',
  checked(CONTINUITY_CHECKS, {
    CARRIED_OVER: '上年结转 = 上一年的结转下年度继续办理。 Carried in is what the year before carried forward.',
    IN_FORCE: '现行有效 = 上一年现行有效 + 制发 − 废止。 In force is what was in force, plus issued, less repealed.',
  }),
);

export const ContinuityOutcomeEnum = register('ContinuityOutcome', '是否衔接。 Whether a figure follows.', {
  HOLDS: '衔接。 It follows.',
  BROKEN: '不衔接。 It does not.',
  FORM_CHANGED:
    '两年表式不同，其一没有此格，不可比。 The form changed between the years and one of them lacks the figure.',
  NOT_ASSESSABLE: '无法校验：缺报告，或缺格。 It cannot be told: a report or a figure is missing.',
});

export const StatedOutcomeEnum = register(
  'StatedOutcome',
  '文字中的数字与表格是否相符。 Whether the tables give a figure of the text.',
  {
    MATCH: '相符。 They do, as its words mean it.',
    DEFINITION_DIFFERS: '按另一种常用口径相符。 They do by another reading that people use.',
    SCOPE_DIFFERS: '所指机关与表格不同。 It is of other bodies than the tables.',
    UNEXPLAINED: '不相符。 No reading gives it.',
    NOT_ASSESSABLE: '无法比对：所需的格缺失或不全。 It cannot be told: cells are missing, or a lower bound.',
  },
);
