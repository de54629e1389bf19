/**
 * Statistics: which facts a question needs, from the roll-ups where they hold them, otherwise summed from the reports.
 */
import type { Cell } from '../form/cells';
import { EDITION_IDS } from '../form/editions';
import { addsOverYears, type Metric } from '../form/metrics';
import { Problem } from '../form/problem';
import { ALL_KINDS, type Basis, basisNumber, kindIsFolded, type RegionLevel, refuseKindsOf } from './basis';
import { editionColumn, tablesOf } from './columns';
import type { RollupKey } from './figures';
import { count, type Gap, type Holding, nothing, type Row, whole } from './holding';
import type { Range } from './lists';
import { askTable, type Condition, type Dialect, oneOf, type Statement, statement, where } from './statement';

export const DIMENSIONS = ['YEAR', 'REGION', 'DEPARTMENT', 'DEPARTMENT_KIND', 'APPLICANT'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Most groups that one question may have. */
const MAX_GROUPS = 50_000;

export interface StatisticsAsk {
  readonly basis: Basis;
  readonly groupBy: readonly Dimension[];
  readonly years: readonly number[];
  /** The regions to group by; where regions are no dimension, the one whose total it is. */
  readonly regions: readonly (Range & { readonly level: RegionLevel })[];
  /** Kinds to count; undefined is all. */
  readonly kinds?: readonly number[];
  readonly departments?: readonly number[];
}

/** What a fact is of. `region` is an id, `kind` a number. */
interface Coordinates {
  readonly year: number;
  readonly region: number;
  readonly kind: number;
  readonly department: number;
}

export interface Fact extends Coordinates {
  readonly holding: Holding;
}

/** @throws BAD_INPUT where a level at a point in time would be added over years, or kinds are asked of a filed report */
export function checkStatistics(ask: StatisticsAsk, metrics: readonly Metric[], rollup: boolean): void {
  if (ask.groupBy.includes('DEPARTMENT') || ask.groupBy.includes('DEPARTMENT_KIND') || ask.kinds || ask.departments)
    refuseKindsOf(ask.basis);
  if (new Set(ask.groupBy).size < ask.groupBy.length)
    throw new Problem('BAD_INPUT', 'groupBy 中有重复的维度', 'A dimension stands twice in groupBy');
  const level = metrics.find((metric) => !addsOverYears(metric));
  if (!level || ask.years.length < 2 || (ask.groupBy.includes('YEAR') && !rollup)) return;
  throw new Problem(
    'BAD_INPUT',
    `${level.key}（${level.zh}）是时点数，不能跨年相加：请在 groupBy 中加入 YEAR 并设 rollup: false，或只查一年`,
    `${level.key} (${level.en}) is a level at a point in time and is never added over years: group by YEAR without rollup, or ask for one year`,
  );
}

/** Whether the roll-ups hold every fact of the question. */
export function isRolledUp(ask: StatisticsAsk): boolean {
  if (ask.departments || ask.groupBy.includes('DEPARTMENT')) return false;
  const byKind = ask.kinds !== undefined || ask.groupBy.includes('DEPARTMENT_KIND');
  return !byKind || ask.regions.every((region) => kindIsFolded(region.level));
}

/** The roll-ups of a question that they answer. @throws QUERY_TOO_LARGE */
export function rollupKeysOf(ask: StatisticsAsk, kinds: readonly number[]): RollupKey[] {
  const byKind = ask.kinds !== undefined || ask.groupBy.includes('DEPARTMENT_KIND');
  const counted = byKind ? (ask.kinds ?? kinds) : [ALL_KINDS];
  refuseBeyond(ask.regions.length * ask.years.length * counted.length);
  const basis = basisNumber(ask.basis);
  const keys: RollupKey[] = [];
  for (const { low: region } of ask.regions)
    for (const year of ask.years) for (const kind of counted) keys.push({ basis, kind, year, region });
  return keys;
}

/** @throws QUERY_TOO_LARGE where there are more groups than one question may have */
export function refuseBeyond(groups: number): void {
  if (groups <= MAX_GROUPS) return;
  throw new Problem(
    'QUERY_TOO_LARGE',
    `分组超过 ${MAX_GROUPS} 个：请减少维度，或用 filter 缩小范围`,
    `More than ${MAX_GROUPS} groups: ask for fewer dimensions or narrow the filter`,
  );
}

function keysOf(ask: StatisticsAsk): { select: string[]; group: string[] } {
  const kind = ask.groupBy.includes('DEPARTMENT_KIND');
  const department = ask.groupBy.includes('DEPARTMENT');
  return {
    select: [
      'ask.region_id',
      `${kind ? 'x.kind_id' : '0'} AS kind_id`,
      `${department ? 'x.department_id' : '0'} AS department_id`,
    ],
    group: ['ask.region_id', ...(kind ? ['x.kind_id'] : []), ...(department ? ['x.department_id'] : [])],
  };
}

function filters(dialect: Dialect, ask: StatisticsAsk): Condition[] {
  return [
    ...(ask.kinds ? [oneOf(dialect, 'x.kind_id', ask.kinds)] : []),
    ...(ask.departments ? [oneOf(dialect, 'x.department_id', ask.departments)] : []),
  ];
}

const GAP_LETTERS = ['b', 'n', 'u', 'p'] as const;

function tally(condition: string): string {
  return `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
}

function sumsOf(dialect: Dialect, cells: readonly Cell[]): string[] {
  const named = (letter: string, cell: Cell): string => {
    const token = `,${letter}${cell.index.toString(36)},`;
    const find = dialect === 'sqlite' ? 'instr' : 'strpos';
    return `x.states IS NOT NULL AND ${find}(',' || x.states || ',', '${token}') > 0`;
  };
  return [
    'COUNT(*) AS reports',
    `${tally('x.filing = 1')} AS on_time`,
    `${tally('x.filing = 2')} AS late`,
    ...tablesOf(cells).flatMap((table) =>
      EDITION_IDS.map((id) => `${tally(`x.form${table} = ${id}`)} AS ${editionColumn(table, id)}`),
    ),
    ...cells.flatMap((cell) => [
      cell.kind === 'AMOUNT'
        ? `CAST(SUM(x.${cell.store}) AS TEXT) AS ${cell.store}`
        : `SUM(x.${cell.store}) AS ${cell.store}`,
      ...GAP_LETTERS.map((letter) => `${tally(named(letter, cell))} AS ${letter}${cell.index}`),
    ]),
  ];
}

/** Own reports, summed by the dimensions asked for. One row more than there may be groups shows that there are too many. */
export function planReportSums(dialect: Dialect, ask: StatisticsAsk, cells: readonly Cell[]): Statement {
  const keys = keysOf(ask);
  const filter = where([
    { sql: 'x.scope = 0 AND x.withdrawn = 0', params: [] },
    oneOf(dialect, 'x.year', ask.years),
    ...filters(dialect, ask),
  ]);
  const sql = `WITH ${askTable(dialect, ['region_id', 'high'])}
SELECT ${keys.select.join(', ')}, x.year,
  ${sumsOf(dialect, cells).join(',\n  ')}
FROM ask
JOIN report x ON x.region_id BETWEEN ask.region_id AND ask.high
${filter.sql}
GROUP BY ${keys.group.join(', ')}, x.year
LIMIT ${MAX_GROUPS + 1}`;
  return statement(dialect, sql, [regionsOf(ask), ...filter.params]);
}

/** How many bodies were expected to report, by the same dimensions; one that did is, whatever its register says. */
export function planExpectedBodies(dialect: Dialect, ask: StatisticsAsk): Statement {
  const keys = keysOf(ask);
  const filter = where(filters(dialect, ask));
  const sql = `WITH ${askTable(dialect, ['region_id', 'high'])},
years AS (${yearsTable(dialect)}),
x AS (SELECT d.id AS department_id, d.region_id, d.kind_id, d.expected_from, d.expected_to FROM department d)
SELECT ${keys.select.join(', ')}, years.year, COUNT(*) AS expected
FROM ask
JOIN x ON x.region_id BETWEEN ask.region_id AND ask.high
JOIN years ON (x.expected_from <= years.year AND (x.expected_to IS NULL OR x.expected_to >= years.year))
  OR EXISTS (SELECT 1 FROM report r
    WHERE r.department_id = x.department_id AND r.year = years.year AND r.scope = 0 AND r.withdrawn = 0)
${filter.sql}
GROUP BY ${keys.group.join(', ')}, years.year
LIMIT ${MAX_GROUPS + 1}`;
  return statement(dialect, sql, [regionsOf(ask), JSON.stringify(ask.years), ...filter.params]);
}

function regionsOf(ask: StatisticsAsk): string {
  return JSON.stringify(ask.regions.map((region) => [region.low, region.high]));
}

function yearsTable(dialect: Dialect): string {
  return dialect === 'sqlite'
    ? 'SELECT value AS year FROM json_each(?)'
    : 'SELECT value::bigint AS year FROM jsonb_array_elements_text(?::jsonb)';
}

function coordinates(row: Row): Coordinates {
  return {
    year: count(row.year),
    region: count(row.region_id),
    kind: count(row.kind_id),
    department: count(row.department_id),
  };
}

/** A row of `planReportSums` as a fact; whether bodies were expected is a fact of its own. */
export function factOfSums(row: Row, cells: readonly Cell[]): Fact {
  const editions = new Map<string, number>();
  for (const table of tablesOf(cells))
    for (const id of EDITION_IDS) editions.set(`${table}_${id}`, count(row[editionColumn(table, id)]));
  const sums = new Map<number, bigint>();
  const gaps = new Map<number, Gap>();
  for (const cell of cells) {
    const value = row[cell.store];
    if (value !== null && value !== undefined) sums.set(cell.index, whole(value));
    const [blank, notApplicable, unreadable, partial] = GAP_LETTERS.map((letter) =>
      count(row[`${letter}${cell.index}`]),
    );
    if (blank || notApplicable || unreadable || partial)
      gaps.set(cell.index, [blank!, notApplicable!, unreadable!, partial!]);
  }
  const holding: Holding = {
    ...nothing(0),
    reports: count(row.reports),
    onTime: count(row.on_time),
    late: count(row.late),
    editions,
    sums,
    gaps,
  };
  return { ...coordinates(row), holding };
}

/** A row of `planExpectedBodies` as a fact. */
export function factOfExpected(row: Row): Fact {
  return { ...coordinates(row), holding: nothing(count(row.expected)) };
}
