/** Statistics: the facts of a question read in one way, its groups as connections. */

import { snake } from '../form/cells';
import { KINDS } from '../form/kinds';
import type { Metric } from '../form/metrics';
import { Problem } from '../form/problem';
import { ALL_KINDS, kindNumber, kindOf, REGION_LEVELS } from '../plan/basis';
import { cellsFor } from '../plan/columns';
import { identityOf, pageOfList } from '../plan/cursor';
import {
  compareGroups,
  comparePlacesInList,
  type Group,
  type GroupOrder,
  groupOfKey,
  groupsOf,
  type Having,
  keyOfGroup,
  metricsToRead,
  passes,
} from '../plan/groups';
import {
  checkStatistics,
  type Dimension,
  type Fact,
  factOfExpected,
  factOfSums,
  isRolledUp,
  planExpectedBodies,
  planReportSums,
  refuseBeyond,
  rollupKeysOf,
  type StatisticsAsk,
} from '../plan/statistics';
import type { Region as RegionRecord } from '../store/regions';
import type { GraphContext } from './context';
import { kindsOfIds, numberOf } from './ids';
import { metricsOf, spanOf, yearsOf } from './measures';
import { inSlices, sorted } from './slices';
import type { Subject } from './subject';
import { type Connection, connectionOf, type PageArgs } from './types/connection';
import { Department } from './types/department';
import { kindType } from './types/kind';
import { Measure } from './types/measure';
import { Region } from './types/region';
import type { HavingInput, MetricOrder, StatisticsFilter, StatisticsGroup } from './types/statistics';

export interface StatisticsQuestion {
  readonly metrics: readonly string[];
  readonly groupBy: readonly Dimension[];
  readonly filter: StatisticsFilter | undefined;
  readonly having: readonly HavingInput[];
  readonly rollup: boolean;
  readonly orderBy: MetricOrder | undefined;
}

function regionsToGroup(
  context: GraphContext,
  top: RegionRecord,
  filter: StatisticsFilter | undefined,
): readonly RegionRecord[] {
  const { regions } = context.store;
  if (!filter?.level) return regions.children(top.id);
  if (REGION_LEVELS.indexOf(filter.level) < REGION_LEVELS.indexOf(top.level))
    throw new Problem(
      'BAD_INPUT',
      `${top.fullName}之内没有 ${filter.level} 级区划`,
      `There are no regions of the level ${filter.level} within ${top.fullName}`,
    );
  return regions.atLevel(filter.level, top.id);
}

async function askOf(context: GraphContext, question: StatisticsQuestion, top: RegionRecord): Promise<StatisticsAsk> {
  const { filter, groupBy } = question;
  const regions = groupBy.includes('REGION') ? regionsToGroup(context, top, filter) : [top];
  return {
    basis: filter?.basis ?? 'COMPUTED',
    groupBy,
    years: filter?.years ? yearsOf(await spanOf(context, filter.years)) : await context.years(),
    regions: regions.map(({ id, rangeEnd, level }) => ({ low: id, high: rangeEnd, level })),
    kinds: filter?.kinds ? kindsOfIds(filter.kinds) : undefined,
    departments: filter?.departments?.map((id) => numberOf('Department', id)),
  };
}

async function factsOf(context: GraphContext, ask: StatisticsAsk, metrics: readonly Metric[]): Promise<Fact[]> {
  const cells = cellsFor(metrics);
  if (isRolledUp(ask)) {
    const keys = rollupKeysOf(ask, KINDS.map(kindNumber));
    const holdings = await context.figures.rollupRows(keys, cells);
    return keys.map(({ year, region, kind }, at) => ({ year, region, kind, department: 0, holding: holdings[at]! }));
  }
  const { reading } = context;
  const [sums, expected] = await Promise.all([
    reading.scan(planReportSums(reading.dialect, ask, cells)),
    reading.scan(planExpectedBodies(reading.dialect, ask)),
  ]);
  refuseBeyond(Math.max(sums.length, expected.length));
  return [...sums.map((row) => factOfSums(row, cells)), ...expected.map(factOfExpected)];
}

/** Metrics that are shown, then those that only conditions and orders need. */
function metricsOfQuestion({ metrics, having, orderBy }: StatisticsQuestion): readonly string[] {
  const others = [...having.map((each) => each.metric), ...(orderBy?.metric ? [orderBy.metric] : [])];
  return [...metrics, ...new Set(others.filter((key) => !metrics.includes(key)))];
}

function orderOf({ orderBy, groupBy }: StatisticsQuestion, keys: readonly string[]): GroupOrder | undefined {
  if (!orderBy) return undefined;
  const { metric, key, direction } = orderBy;
  if (Boolean(metric) === Boolean(key) || (key && !groupBy.includes(key)))
    throw new Problem(
      'BAD_INPUT',
      'orderBy 须给出 metric 或 key 之一，且 key 须在 groupBy 中',
      'orderBy needs either a metric or a key, and the key must stand in groupBy',
    );
  return { by: metric ? keys.indexOf(metric) : key!, direction };
}

/** @throws BAD_INPUT, QUERY_TOO_LARGE, UNKNOWN_REGION, UNKNOWN_KIND, BAD_CURSOR */
export async function statistics(
  context: GraphContext,
  question: StatisticsQuestion,
  page: PageArgs,
): Promise<Connection<StatisticsGroup>> {
  const { regions } = context.store;
  const top = question.filter?.within ? regions.required(question.filter.within) : regions.nation;
  const keys = metricsOfQuestion(question);
  const metrics = metricsOf(keys);
  const ask = await askOf(context, question, top);
  checkStatistics(ask, metrics, question.rollup);
  const { groupBy } = ask;
  const order = orderOf(question, keys);
  const having: Having[] = question.having.map(({ metric, op, value }) => ({
    metric: keys.indexOf(metric),
    op,
    value,
  }));
  const compare = compareGroups(groupBy, order);
  const identity = identityOf(['statistics', { ...question, filter: { ...question.filter } }, ask]);
  const groups = await context.once(identity, async () => {
    const facts = await factsOf(context, ask, metricsToRead(metrics, groupBy));
    const all = await inSlices(groupsOf(facts, isRolledUp(ask), groupBy, metrics, question.rollup));
    const passing = having.length === 0 ? all : all.filter((group) => passes(group, having));
    const places = await inSlices(
      sorted([...passing.keys()], await inSlices(comparePlacesInList(passing, groupBy, order))),
    );
    return places.map((at) => passing[at]!);
  });
  const shown = pageOfList(
    groups,
    page,
    identity,
    (group) => keyOfGroup(group, groupBy, order),
    (group, after) => compare(group, groupOfKey(after, groupBy, order, metrics)) > 0,
  );
  const ids = shown.items.map((group) => group.coordinate('DEPARTMENT')).filter((id) => id !== undefined);
  const bodies = await Promise.all(ids.map((id) => context.records.departments.load(Number(id))));
  const departments = new Map(bodies.map((body) => [body!.id, new Department(body!)]));
  return connectionOf(
    shown,
    (group) => groupShown(context, group, ask, top, departments, question.metrics.length),
    () => groups.length,
  );
}

function groupShown(
  context: GraphContext,
  group: Group,
  ask: StatisticsAsk,
  top: RegionRecord,
  departments: ReadonlyMap<number, Department>,
  shown: number,
): StatisticsGroup {
  const number = (dimension: Dimension): number | undefined => group.coordinate(dimension) as number | undefined;
  const [kind, region] = [number('DEPARTMENT_KIND'), number('REGION')];
  const department = departments.get(number('DEPARTMENT') ?? -1);
  const applicant = group.coordinate('APPLICANT') as string | undefined;
  const year = number('YEAR') ?? (ask.years.length === 1 ? ask.years[0] : undefined);
  const record = region === undefined ? top : context.store.regions.get(region)!;
  const subject = subjectOf(group, ask, record, department, kind, year);
  return {
    key: {
      year: number('YEAR'),
      region: region === undefined ? undefined : new Region(record),
      department,
      departmentKind: kind === undefined ? undefined : kindType(kindOf(kind)),
      applicant: applicant && snake(applicant).toUpperCase(),
      rolledUp: group.rolledUp,
    },
    measures: Array.from({ length: shown }, (_, at) => new Measure(subject, year, ask.basis, group.measure(at))),
  };
}

/** The one region or body that a group stands for, so that it has a change, a rank and a share; otherwise a group. */
function subjectOf(
  group: Group,
  ask: StatisticsAsk,
  region: RegionRecord,
  department: Department | undefined,
  kind: number | undefined,
  year: number | undefined,
): Subject {
  const ofKind = kind ?? (ask.kinds?.length === 1 ? ask.kinds[0]! : ALL_KINDS);
  const whole = group.coordinate('APPLICANT') === undefined && year !== undefined;
  if (whole && department) return { type: 'department', body: department.record };
  const someKinds = ask.kinds !== undefined && ask.kinds.length > 1 && kind === undefined;
  const unnamedRegions = group.rolledUp.includes('REGION');
  if (whole && !department && !someKinds && !ask.departments && !unnamedRegions)
    return { type: 'region', region, kind: ofKind };
  const listed = year !== undefined && !department && !someKinds && !ask.departments && !unnamedRegions;
  const range = { low: region.id, high: region.rangeEnd };
  return {
    type: 'group',
    region,
    kind: ofKind,
    missing: listed ? { basis: ask.basis, range, kind: ofKind, year } : undefined,
  };
}
