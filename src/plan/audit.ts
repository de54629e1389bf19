/** The audit trail: what people changed, the latest first. */
import type { Key } from './cursor';
import type { Range } from './lists';
import { type Condition, type Dialect, oneOfTexts, type Statement, statement, where } from './statement';

export interface AuditAsk {
  /** Of bodies of a region's subtree, and of rules of its regions. */
  readonly within?: Range;
  readonly report?: number;
  readonly department?: number;
  readonly actions?: readonly string[];
  readonly roles?: readonly string[];
  readonly actor?: string;
  /** Instants in ms since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
}

function conditions(dialect: Dialect, ask: AuditAsk): Condition[] {
  const { within } = ask;
  const given: (Condition | undefined | false)[] = [
    within && { sql: 'a.region_id BETWEEN ? AND ?', params: [within.low, within.high] },
    ask.report !== undefined && { sql: 'a.report_id = ?', params: [ask.report] },
    ask.department !== undefined && { sql: 'a.department_id = ?', params: [ask.department] },
    ask.actions && oneOfTexts(dialect, 'a.action', ask.actions),
    ask.roles && oneOfTexts(dialect, 'a.role', ask.roles),
    ask.actor !== undefined && { sql: 'a.actor = ?', params: [ask.actor] },
    ask.from !== undefined && { sql: 'a.at >= ?', params: [ask.from] },
    ask.to !== undefined && { sql: 'a.at <= ?', params: [ask.to] },
  ];
  return given.filter((each): each is Condition => Boolean(each));
}

/** A page of the trail, the latest entry first: the columns of `audit`. */
export function planAudit(dialect: Dialect, ask: AuditAsk, after: Key | undefined, limit: number): Statement {
  const behind = after ? [{ sql: 'a.id < ?', params: [after[0]!] }] : [];
  const filter = where([...conditions(dialect, ask), ...behind]);
  return statement(dialect, `SELECT a.*\nFROM audit a\n${filter.sql}\nORDER BY a.id DESC\nLIMIT ?`, [
    ...filter.params,
    limit,
  ]);
}

/** How many entries there are: column `total`. */
export function planAuditCount(dialect: Dialect, ask: AuditAsk): Statement {
  const filter = where(conditions(dialect, ask));
  return statement(dialect, `SELECT COUNT(*) AS total FROM audit a ${filter.sql}`, filter.params);
}
