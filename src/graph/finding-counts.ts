/** Findings counted by anything, regions folded into those of the level asked for. */
import { REACHES, RULES, type Severity } from '../check/rules';
import { Problem } from '../form/problem';
import { kindOf, type RegionLevel } from '../plan/basis';
import { identityOf, pageOfList } from '../plan/cursor';
import { type FindingDimension, planFindingCounts, tooManyCounts } from '../plan/finding-counts';
import { count, type Row } from '../plan/holding';
import type { FindingsAsk } from '../plan/lists';
import type { Region as StoredRegion } from '../store/regions';
import type { GraphContext } from './context';
import { type Connection, connectionOf, type PageArgs } from './types/connection';
import { Department } from './types/department';
import type { FindingCount } from './types/finding-counts';
import { kindType } from './types/kind';
import { Region } from './types/region';
import { ruleType } from './types/rule';

const SEVERITIES: readonly Severity[] = ['ERROR', 'WARNING', 'INFO'];
const BY_SEVERITY = SEVERITIES.map((severity) => ({
  severity,
  rules: RULES.filter((rule) => rule.severity === severity).map((rule) => rule.id),
}));

export interface FindingCountsQuestion {
  readonly ask: FindingsAsk;
  readonly groupBy: readonly FindingDimension[];
  /** Level of the regions that are grouped by: the direct children of the region asked for unless given. */
  readonly level?: RegionLevel;
}

interface Group {
  readonly row: Row;
  readonly region?: StoredRegion;
  findings: number;
  open: number;
  bodies: number;
}

/** Groups, those with most findings first. @throws QUERY_TOO_LARGE */
export async function findingCounts(
  context: GraphContext,
  question: FindingCountsQuestion,
  page: PageArgs,
): Promise<Connection<FindingCount>> {
  const identity = identityOf(['finding counts', question]);
  const groups = await context.once(identity, () => groupsOf(context, question));
  const places = new Map(groups.map((group, at) => [group, at]));
  const shown = pageOfList(
    groups,
    page,
    identity,
    (group) => [places.get(group)!],
    (group, [last]) => places.get(group)! > Number(last),
  );
  const items = await Promise.all(shown.items.map((group) => countOf(context, question, group)));
  return connectionOf(
    { ...shown, items },
    (item) => item,
    () => groups.length,
  );
}

async function groupsOf(context: GraphContext, { ask, groupBy, level }: FindingCountsQuestion): Promise<Group[]> {
  const { reading, store } = context;
  const rows = await reading.scan(
    planFindingCounts(reading.dialect, { ...ask, groupBy: [...new Set(groupBy)], severities: BY_SEVERITY }),
  );
  if (tooManyCounts(rows))
    throw new Problem(
      'QUERY_TOO_LARGE',
      '分组过多：请减少维度，或用 filter 缩小范围',
      'Too many groups: ask for fewer dimensions or narrow the filter',
    );
  const byRegion = groupBy.includes('REGION');
  const top = store.regions.get(ask.within?.low ?? 0)!;
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { findings, open, bodies, region_id: regionId, ...key } = row;
    const region = byRegion ? heading(context, store.regions.get(count(regionId))!, top, level) : undefined;
    const id = JSON.stringify([region?.id, ...Object.values(key)]);
    let group = groups.get(id);
    if (!group) {
      group = { row, region, findings: 0, open: 0, bodies: 0 };
      groups.set(id, group);
    }
    // A body lies in one region, so that bodies of different regions add up.
    group.findings += count(findings);
    group.open += count(open);
    group.bodies += count(bodies);
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.findings - one.findings || (a < b ? -1 : 1))
    .map(([, each]) => each);
}

/** The region under which those of another one stand. */
function heading(
  { store }: GraphContext,
  region: StoredRegion,
  top: StoredRegion,
  level: RegionLevel | undefined,
): StoredRegion {
  if (region.id === top.id) return region;
  const chain = [...store.regions.ancestors(region.id), region];
  const found = level ? chain.find((each) => each.level === level) : chain.find((each) => each.parentId === top.id);
  return found ?? region;
}

async function countOf(
  context: GraphContext,
  { groupBy }: FindingCountsQuestion,
  { row, region, findings, open, bodies }: Group,
): Promise<FindingCount> {
  const has = (dimension: FindingDimension): boolean => groupBy.includes(dimension);
  const department = has('DEPARTMENT') ? await context.records.departments.load(count(row.department_id)) : undefined;
  return {
    rule: has('RULE') ? ruleType(String(row.rule)) : undefined,
    severity: has('SEVERITY') ? ((row.severity ?? undefined) as Severity | undefined) : undefined,
    reach: has('REACH') ? REACHES[count(row.reach)] : undefined,
    status: has('STATUS') ? (row.status as 'OPEN' | 'EXPLAINED') : undefined,
    year: has('YEAR') ? count(row.year) : undefined,
    scope: has('SCOPE') && row.scope !== null ? (count(row.scope) === 0 ? 'OWN' : 'CONSOLIDATED') : undefined,
    region: region && new Region(region),
    departmentKind: has('DEPARTMENT_KIND') ? kindType(kindOf(count(row.kind_id))) : undefined,
    department: department && new Department(department),
    findings,
    open,
    explained: findings - open,
    bodies,
  };
}
