export const REVIEW_WORDS = {
  needsToken: [
    '说明和更正需要编辑或管理员令牌（页首“令牌”）。',
    'Explaining and correcting need the token of an editor or administrator (Token, at the top).',
  ],
  explain: ['说明', 'Explain'],
  reopen: ['恢复为未处理', 'Open it again'],
  note: ['说明（公开显示，重新校验后仍在）', 'Explanation, shown to everybody and kept by later runs'],
  reason: ['理由（记入审计）', 'Reason, kept in the audit trail'],
  save: ['保存', 'Save'],
  cancel: ['取消', 'Cancel'],
  apply: ['采用建议的更正', 'Apply the proposed correction'],
  proposed: ['建议改为 {value}', 'proposed: {value}'],
  saving: ['正在保存……', 'Saving…'],
  refused: ['没有保存：{message}', 'Not saved: {message}'],
} as const;
