export const CHART_WORDS = {
  formChanged: ['表式改变', 'form changed'],
  hollow: ['空心或斜线：不完整，实际值至少如此。', 'Hollow or hatched: incomplete, the true value is at least this.'],
  gaps: ['没有数值：', 'No value: '],
} as const;
