/** How many findings there are, by anything that they can be asked by; and what became of each rule, by report. */
import { type FindingsAsk, findingConditions, findingFrom, type ReportsAsk, reportConditions } from './lists';
import {
  type Condition,
  type Dialect,
  oneOf,
  oneOfTexts,
  type Param,
  type Statement,
  statement,
  where,
} from './statement';

export const FINDING_DIMENSIONS = [
  'RULE',
  'SEVERITY',
  'REACH',
  'STATUS',
  'YEAR',
  'SCOPE',
  'REGION',
  'DEPARTMENT_KIND',
  'DEPARTMENT',
] as const;
export type FindingDimension = (typeof FINDING_DIMENSIONS)[number];

/** Rows that one question may read: regions are folded into those asked for afterwards. */
const MOST_ROWS = 200_000;

export interface FindingCountsAsk extends FindingsAsk {
  readonly groupBy: readonly FindingDimension[];
  /** The rules of each severity, where it is grouped by. */
  readonly severities: readonly { readonly severity: string; readonly rules: readonly string[] }[];
}

const COLUMNS: Readonly<Record<Exclude<FindingDimension, 'SEVERITY'>, readonly [name: string, sql: string]>> = {
  RULE: ['rule', 'f.rule'],
  REACH: ['reach', 'f.reach'],
  STATUS: ['status', 'f.status'],
  YEAR: ['year', 'f.year'],
  SCOPE: ['scope', 'r.scope'],
  REGION: ['region_id', 'f.region_id'],
  DEPARTMENT_KIND: ['kind_id', 'd.kind_id'],
  DEPARTMENT: ['department_id', 'f.department_id'],
};

/**
 * A row a group: the columns of its dimensions (`severity`, `rule`, `reach`, `status`, `year`, `scope`, `region_id`: the body's
 * own region, `kind_id`, `department_id`), `findings`, `open` and `bodies`. One row more than there may be shows that there are
 * too many.
 */
export function planFindingCounts(dialect: Dialect, ask: FindingCountsAsk): Statement {
  const keys = ask.groupBy.map((dimension) => (dimension === 'SEVERITY' ? severity(dialect, ask) : column(dimension)));
  const filter = where(findingConditions(dialect, ask));
  const select = ['f.status AS state', 'f.department_id AS body', ...keys.map((key) => key.sql)].join(', ');
  const names = keys.map((key) => key.name);
  const from = findingFrom({ kinds: ask.kinds !== undefined || ask.groupBy.includes('DEPARTMENT_KIND') });
  const sql = `SELECT ${[...names, 'COUNT(*) AS findings', "SUM(CASE WHEN state = 'OPEN' THEN 1 ELSE 0 END) AS open"].join(', ')},
  COUNT(DISTINCT body) AS bodies
FROM (SELECT ${select}
${from}
${filter.sql}) AS told${names.length > 0 ? `\nGROUP BY ${names.join(', ')}` : ''}
LIMIT ${MOST_ROWS + 1}`;
  return statement(dialect, sql, [...keys.flatMap((key) => key.params), ...filter.params]);
}

/** Whether a question read more rows than it may. */
export function tooManyCounts(rows: readonly unknown[]): boolean {
  return rows.length > MOST_ROWS;
}

interface KeyColumn extends Condition {
  readonly name: string;
}

function column(dimension: Exclude<FindingDimension, 'SEVERITY'>): KeyColumn {
  const [name, sql] = COLUMNS[dimension];
  return { name, sql: `${sql} AS ${name}`, params: [] };
}

function severity(dialect: Dialect, { severities }: FindingCountsAsk): KeyColumn {
  const params: Param[] = [];
  const cases = severities.map(({ severity: name, rules }) => {
    const among = oneOfTexts(dialect, 'f.rule', rules);
    params.push(...among.params, name);
    return `WHEN ${among.sql} THEN ${dialect === 'sqlite' ? '?' : '?::text'}`;
  });
  return { name: 'severity', sql: `CASE ${cases.join(' ')} END AS severity`, params };
}

/** Reports by scope and by the rules that could not be assessed of them: `scope`, `unassessed` as the store keeps it, `reports`. */
export function planUnassessed(dialect: Dialect, ask: Omit<ReportsAsk, 'order'>): Statement {
  const filter = where(reportConditions(dialect, ask));
  const sql = `SELECT r.scope, r.unassessed, COUNT(*) AS reports
FROM report r
${filter.sql}
GROUP BY r.scope, r.unassessed`;
  return statement(dialect, sql, filter.params);
}

/** Reports that fail each rule: `rule`, `scope`, `reports`, `findings`. */
export function planFailed(dialect: Dialect, ask: Omit<ReportsAsk, 'order'>): Statement {
  const { within, years } = ask;
  const filter = where([...findingConditions(dialect, { within, years }), ...reportConditions(dialect, ask)]);
  const sql = `SELECT f.rule, r.scope, COUNT(DISTINCT f.report_id) AS reports, COUNT(*) AS findings
FROM finding f
JOIN report r ON r.id = f.report_id AND r.year = f.year AND r.region_id = f.region_id
${filter.sql}
GROUP BY f.rule, r.scope`;
  return statement(dialect, sql, filter.params);
}

/** Findings of single reports by rule: `report_id`, `rule`, `findings`, `open`. */
export function planRulesOfReports(dialect: Dialect, reports: readonly number[]): Statement {
  const filter = where([oneOf(dialect, 'report_id', reports)]);
  const sql = `SELECT report_id, rule, COUNT(*) AS findings, SUM(CASE WHEN status = 'OPEN' THEN 1 ELSE 0 END) AS open
FROM finding
${filter.sql}
GROUP BY report_id, rule`;
  return statement(dialect, sql, filter.params);
}
