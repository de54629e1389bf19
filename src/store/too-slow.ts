import { Problem } from '../form/problem';

/** A statement ran out of its time. @param budgetMs what it had */
export function tooSlow(budgetMs: number): Problem {
  return new Problem(
    'QUERY_TOO_SLOW',
    `查询用时超过 ${budgetMs} 毫秒，请缩小范围`,
    `The query took longer than ${budgetMs} ms: ask for less`,
  );
}
