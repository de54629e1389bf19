export const CHART_WORDS = {
  formChanged: ['表式改变', 'form changed'],
} as const;
