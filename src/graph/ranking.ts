/** Rankings and comparisons: populations, positions and medians as the schema shows them. */
import type { Ranked } from '../form/measure';
import { percentile } from '../form/measure';
import { breaksBetween, type Metric, metric } from '../form/metrics';
import { Problem } from '../form/problem';
import { ALL_KINDS, type Basis, refuseKindsOf } from '../plan/basis';
import { identityOf, pageOfList, pageSize } from '../plan/cursor';
import { type Candidate, type Direction, followsKey, keyOfCandidate, rank, type Standing } from '../plan/ranking';
import type { GraphContext } from './context';
import { kindOfId, readId } from './ids';
import type { Population } from './loaders/standings';
import { groupOf, type PeerGroup, standingIn } from './peers';
import type { MeasurableSubject } from './subject';
import { type Connection, connectionOf, type PageArgs } from './types/connection';
import { Department } from './types/department';
import { Measure } from './types/measure';
import type { Node } from './types/node';
import { RankingConnection, type RankingEntry, type RankingExclusion, type RankingPopulation } from './types/ranking';
import { Region } from './types/region';

export interface RankingQuestion {
  readonly metric: string;
  readonly year: number;
  readonly among: RankingPopulation;
  readonly basis: Basis;
  readonly direction: Direction;
  readonly minCoverage: number;
}

function populationOf(context: GraphContext, { among, basis }: RankingQuestion): Population {
  const { regions } = context.store;
  const top = among.within ? regions.required(among.within) : regions.nation;
  const kind = among.kind ? kindOfId(among.kind) : ALL_KINDS;
  const level = among.level ?? undefined;
  if (among.of === 'DEPARTMENTS')
    return { of: 'DEPARTMENTS', bodies: { low: top.id, high: top.rangeEnd, kind, level } };
  if (kind !== ALL_KINDS) refuseKindsOf(basis);
  const members = level ? regions.atLevel(level, top.id) : regions.children(top.id);
  return { of: 'REGIONS', name: `ranking/${top.id}/${level}`, regions: members, kind };
}

/** What is shown of a member of a population. */
interface Member {
  readonly node: Node;
  readonly subject: MeasurableSubject;
}

async function membersOf(
  context: GraphContext,
  population: Population,
  ids: readonly number[],
): Promise<Map<number, Member>> {
  if (population.of === 'REGIONS') {
    const { kind } = population;
    return new Map(
      ids.map((id) => {
        const region = context.store.regions.get(id)!;
        return [id, { node: new Region(region), subject: { type: 'region', region, kind } }];
      }),
    );
  }
  const bodies = await Promise.all(ids.map((id) => context.records.departments.load(id)));
  return new Map(
    bodies.map((body) => [body!.id, { node: new Department(body!), subject: { type: 'department', body: body! } }]),
  );
}

/** The number by which a population knows the subject of an id. @throws BAD_INPUT */
function memberOf(context: GraphContext, population: Population, id: string): number {
  const read = readId(id);
  if (population.of === 'REGIONS' && read?.type === 'Region') return context.store.regions.byCode(read.key)?.id ?? -1;
  if (population.of === 'DEPARTMENTS' && read?.type === 'Department') return Number(read.key);
  throw new Problem(
    'BAD_INPUT',
    `around 须是参加排名者的 ID，“${id}”不是`,
    `around must be the id of one of those that are ranked; "${id}" is not`,
  );
}

/** Where a page of `size` begins that has this member in its middle. @throws NOT_FOUND where it is not ranked */
function startAround(standing: Standing, member: number, size: number): number {
  const at = standing.ranked.findIndex(({ item }) => item.id === member);
  if (at < 0) {
    const out = standing.excluded.some(({ candidate }) => candidate.id === member);
    throw new Problem(
      'NOT_FOUND',
      out ? 'around 所指者未参加排名：原因见 excluded' : 'around 所指者不在排名范围内',
      out ? 'What around names is not ranked: excluded says why' : 'What around names is not in the population',
    );
  }
  return Math.max(0, Math.min(at - Math.floor(size / 2), standing.ranked.length - size));
}

/** @throws BAD_INPUT, BAD_CURSOR, NOT_FOUND, UNKNOWN_REGION, UNKNOWN_KIND */
export async function ranking(
  context: GraphContext,
  question: RankingQuestion,
  around: string | undefined,
  page: PageArgs,
): Promise<RankingConnection> {
  const { year, basis, direction, minCoverage } = question;
  const of = metric(question.metric);
  const population = populationOf(context, question);
  const identity = identityOf(['ranking', { ...question, among: { ...question.among } }]);
  const standing = await context.once(identity, async () =>
    rank(await context.standings.candidatesOf(population, of, year, basis), direction, minCoverage),
  );
  const size = pageSize(page.first);
  const start = around && !page.after ? startAround(standing, memberOf(context, population, around), size) : 0;
  const shown = pageOfList(
    start > 0 ? standing.ranked.slice(start) : standing.ranked,
    page,
    identity,
    ({ item }) => keyOfCandidate(item),
    ({ item }, after) => followsKey(item, after, direction),
  );
  const members = await membersOf(
    context,
    population,
    shown.items.map(({ item }) => item.id),
  );
  const before = () => context.once(`${identity} before`, () => previousPositions(context, population, of, question));
  const entry = ({ item, position, tied }: Ranked<Candidate>): RankingEntry => {
    const { node, subject } = members.get(item.id)!;
    return {
      subject: node,
      position,
      tied,
      percentile: percentile(position, standing.ranked.length),
      previousPosition: async () => (await before())?.get(item.id),
      measure: new Measure(subject, year, basis, item.measured),
      peers: () => standingIn(groupRanked(standing, of), item),
    };
  };
  const total = standing.ranked.length;
  const entries = connectionOf({ ...shown, hasPreviousPage: shown.hasPreviousPage || start > 0 }, entry, () => total);
  return new RankingConnection(
    entries,
    total,
    () => groupRanked(standing, of).distribution,
    (asked) => exclusions(context, population, standing, question, asked),
  );
}

/** Those ranked, as peers of each other; made once for a standing. */
const rankedGroups = new WeakMap<Standing, PeerGroup>();

function groupRanked(standing: Standing, of: Metric): PeerGroup {
  let group = rankedGroups.get(standing);
  if (!group) {
    group = groupOf(
      standing.ranked.map(({ item }) => item),
      of,
    );
    rankedGroups.set(standing, group);
  }
  return group;
}

/** Positions of the year before; none where the form changed between the years. */
async function previousPositions(
  context: GraphContext,
  population: Population,
  of: Metric,
  { year, basis, direction, minCoverage }: RankingQuestion,
): Promise<ReadonlyMap<number, number> | undefined> {
  if (breaksBetween(of, year - 1, year)) return undefined;
  const candidates = await context.standings.candidatesOf(population, of, year - 1, basis);
  return new Map(rank(candidates, direction, minCoverage).ranked.map(({ item, position }) => [item.id, position]));
}

async function exclusions(
  context: GraphContext,
  population: Population,
  { excluded }: Standing,
  question: RankingQuestion,
  page: PageArgs,
): Promise<Connection<RankingExclusion>> {
  const shown = pageOfList(
    excluded,
    page,
    identityOf(['excluded', { ...question, among: { ...question.among } }]),
    ({ candidate }) => [candidate.id],
    ({ candidate }, [last]) => candidate.id > Number(last),
  );
  const members = await membersOf(
    context,
    population,
    shown.items.map(({ candidate }) => candidate.id),
  );
  return connectionOf(
    shown,
    ({ candidate, reason }) => {
      const { node, subject } = members.get(candidate.id)!;
      return {
        subject: node,
        reason,
        measure: new Measure(subject, question.year, question.basis, candidate.measured),
      };
    },
    () => excluded.length,
  );
}
