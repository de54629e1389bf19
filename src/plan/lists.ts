/** Lists of bodies, reports and findings: filtered, ordered, and read a page at a time from behind a key. */
import { REPORT_YEARS } from '../form/year';
import type { Key } from './cursor';
import { type Condition, type Dialect, oneOf, oneOfTexts, type Statement, statement, where } from './statement';

/** A region's subtree, as a range of region ids. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export type Sort = 'ASC' | 'DESC';

export interface DepartmentsAsk {
  readonly within?: Range;
  /** Only bodies of this very region, not of those below it. */
  readonly region?: number;
  readonly kinds?: readonly number[];
  /** Part of the name. */
  readonly name?: string;
  readonly registered?: boolean;
  readonly order: { readonly by: 'ID' | 'NAME' | 'REGION' | 'KIND'; readonly sort: Sort };
}

export interface ReportsAsk {
  readonly within?: Range;
  readonly departments?: readonly number[];
  readonly kinds?: readonly number[];
  readonly years?: { readonly from: number; readonly to: number };
  readonly scope?: number;
  /** 0 unknown, 1 on time, 2 late. */
  readonly filing?: number;
  readonly withdrawn?: boolean;
  /** Reports whose table is on that edition; 0 where it is missing. */
  readonly form?: { readonly table: number; readonly edition: number };
  readonly order: { readonly by: 'YEAR' | 'REGION' | 'PUBLISHED_ON' | 'RECORDED_AT'; readonly sort: Sort };
}

export interface FindingsAsk {
  readonly within?: Range;
  readonly report?: number;
  readonly departments?: readonly number[];
  readonly kinds?: readonly number[];
  readonly years?: { readonly from: number; readonly to: number };
  readonly rules?: readonly string[];
  readonly status?: string;
  /** Of reports of this scope. */
  readonly scope?: number;
}

/** Names stand in the order of their characters' numbers, whatever order the database has by itself. */
function departmentOrder(dialect: Dialect, by: DepartmentsAsk['order']['by']): string {
  const name = dialect === 'sqlite' ? 'd.name' : 'd.name COLLATE "C"';
  return { ID: 'd.id', NAME: name, REGION: 'd.region_id', KIND: 'd.kind_id' }[by];
}

const REPORT_ORDER = {
  YEAR: 'r.year',
  REGION: 'r.region_id',
  PUBLISHED_ON: "COALESCE(r.published_on, '')",
  RECORDED_AT: 'r.recorded_at',
} as const;

function between(column: string, range: Range): Condition {
  return { sql: `${column} BETWEEN ? AND ?`, params: [range.low, range.high] };
}

function is(column: string, value: number): Condition {
  return { sql: `${column} = ?`, params: [value] };
}

function given(conditions: readonly (Condition | undefined | false)[]): Condition[] {
  return conditions.filter((each): each is Condition => Boolean(each));
}

/** Behind the key of the last item of the page before: the ordering value, then the id. */
function behind(order: string, id: string, sort: Sort, after: Key | undefined): Condition | undefined {
  if (!after) return undefined;
  return { sql: `(${order}, ${id}) ${sort === 'ASC' ? '>' : '<'} (?, ?)`, params: [after[0]!, after[1]!] };
}

/** On a body `d`. */
export function departmentConditions(dialect: Dialect, ask: Omit<DepartmentsAsk, 'order'>): Condition[] {
  return given([
    ask.within && between('d.region_id', ask.within),
    ask.region !== undefined && is('d.region_id', ask.region),
    ask.kinds && oneOf(dialect, 'd.kind_id', ask.kinds),
    ask.name !== undefined && { sql: "d.name LIKE ? ESCAPE '!'", params: [`%${likeText(ask.name)}%`] },
    ask.registered !== undefined && is('d.registered', ask.registered ? 1 : 0),
  ]);
}

/** A text as it stands in a pattern of LIKE ... ESCAPE '!'. */
export function likeText(text: string): string {
  return text.replace(/[!%_]/g, (each) => `!${each}`);
}

/** On a report `r`. */
export function reportConditions(dialect: Dialect, ask: Omit<ReportsAsk, 'order'>): Condition[] {
  return given([
    ask.within && between('r.region_id', ask.within),
    ask.departments && oneOf(dialect, 'r.department_id', ask.departments),
    ask.kinds && oneOf(dialect, 'r.kind_id', ask.kinds),
    ask.years && between('r.year', { low: ask.years.from, high: ask.years.to }),
    ask.scope !== undefined && is('r.scope', ask.scope),
    ask.filing !== undefined && is('r.filing', ask.filing),
    is('r.withdrawn', ask.withdrawn ? 1 : 0),
    ask.form && is(`r.form${ask.form.table}`, ask.form.edition),
  ]);
}

/** A year and a region's subtree are one range of the index of places: of several years each is named. */
function findingYears(dialect: Dialect, ask: FindingsAsk): Condition | undefined {
  const { years } = ask;
  if (years && years.from === years.to) return is('f.year', years.from);
  if (!ask.within || ask.within.low === 0) return years && between('f.year', { low: years.from, high: years.to });
  const [from, to] = [
    Math.max(years?.from ?? 0, REPORT_YEARS.first),
    Math.min(years?.to ?? REPORT_YEARS.last, REPORT_YEARS.last),
  ];
  return oneOf(
    dialect,
    'f.year',
    Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at),
  );
}

/** On a finding `f`, its report `r` and, where kinds are asked for, its body `d`. */
export function findingConditions(dialect: Dialect, ask: FindingsAsk): Condition[] {
  const { within } = ask;
  return given([
    { sql: '(f.report_id IS NULL OR r.withdrawn = 0)', params: [] },
    ask.report !== undefined && is('f.report_id', ask.report),
    within && between('f.region_id', within),
    ask.departments && oneOf(dialect, 'f.department_id', ask.departments),
    ask.kinds && oneOf(dialect, 'd.kind_id', ask.kinds),
    findingYears(dialect, ask),
    ask.rules && oneOfTexts(dialect, 'f.rule', ask.rules),
    ask.status !== undefined && { sql: 'f.status = ?', params: [ask.status] },
    ask.scope !== undefined && is('r.scope', ask.scope),
  ]);
}

function page(
  dialect: Dialect,
  select: string,
  conditions: readonly Condition[],
  order: string,
  id: string,
  sort: Sort,
  limit: number,
): Statement {
  const filter = where(conditions);
  const sql = `${select}\n${filter.sql}\nORDER BY ${order} ${sort}, ${id} ${sort}\nLIMIT ?`;
  return statement(dialect, sql, [...filter.params, limit]);
}

/** A page of ids of bodies with their ordering value: columns `id`, `ordering`. Reads `limit` rows. */
export function planDepartments(
  dialect: Dialect,
  ask: DepartmentsAsk,
  after: Key | undefined,
  limit: number,
): Statement {
  const order = departmentOrder(dialect, ask.order.by);
  const conditions = given([...departmentConditions(dialect, ask), behind(order, 'd.id', ask.order.sort, after)]);
  const select = `SELECT d.id, ${order} AS ordering\nFROM department d`;
  return page(dialect, select, conditions, order, 'd.id', ask.order.sort, limit);
}

/** How many bodies there are: column `total`. */
export function planDepartmentCount(dialect: Dialect, ask: DepartmentsAsk): Statement {
  const filter = where(departmentConditions(dialect, ask));
  return statement(dialect, `SELECT COUNT(*) AS total FROM department d ${filter.sql}`, filter.params);
}

/** A page of ids of reports with their ordering value: columns `id`, `ordering`. */
export function planReportList(dialect: Dialect, ask: ReportsAsk, after: Key | undefined, limit: number): Statement {
  const order = REPORT_ORDER[ask.order.by];
  const conditions = given([...reportConditions(dialect, ask), behind(order, 'r.id', ask.order.sort, after)]);
  const select = `SELECT r.id, ${order} AS ordering\nFROM report r`;
  return page(dialect, select, conditions, order, 'r.id', ask.order.sort, limit);
}

/** How many reports there are: column `total`. */
export function planReportCount(dialect: Dialect, ask: ReportsAsk): Statement {
  const filter = where(reportConditions(dialect, ask));
  return statement(dialect, `SELECT COUNT(*) AS total FROM report r ${filter.sql}`, filter.params);
}

/** A body that did not report has a finding without a report; the place of any other one is its report's, and leads to the part that it is in. */
export function findingFrom(ask: { readonly kinds?: unknown }): string {
  const bodies = ask.kinds ? '\nJOIN department d ON d.id = f.department_id' : '';
  return `FROM finding f\nLEFT JOIN report r ON r.id = f.report_id AND r.year = f.year AND r.region_id = f.region_id${bodies}`;
}

/** A page of findings of current reports, and of missing ones, oldest id first: the columns of `finding`. */
export function planFindings(dialect: Dialect, ask: FindingsAsk, after: Key | undefined, limit: number): Statement {
  const conditions = given([...findingConditions(dialect, ask), after && { sql: 'f.id > ?', params: [after[0]!] }]);
  const filter = where(conditions);
  const sql = `SELECT f.*\n${findingFrom(ask)}\n${filter.sql}\nORDER BY f.id\nLIMIT ?`;
  return statement(dialect, sql, [...filter.params, limit]);
}

/** How many findings there are: column `total`. */
export function planFindingCount(dialect: Dialect, ask: FindingsAsk): Statement {
  const filter = where(findingConditions(dialect, ask));
  return statement(dialect, `SELECT COUNT(*) AS total\n${findingFrom(ask)}\n${filter.sql}`, filter.params);
}
