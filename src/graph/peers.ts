/** How figures stand among those of their peers. */
import { type Based, type OutlierStanding, standingsAmong } from '../check/outliers';
import { ascending, type Distribution, distributionOf, percentileIn } from '../form/distribution';
import type { Metric } from '../form/metrics';
import type { Basis } from '../plan/basis';
import { type Measured, valueIn } from '../plan/measured';
import type { Candidate } from '../plan/ranking';
import type { GraphContext } from './context';
import type { Peers } from './loaders/peers';
import { peersOf, type Subject } from './subject';
import type { PeerStatistics } from './types/peers';

/** Those who are compared with each other by one metric. */
export interface PeerGroup {
  readonly distribution: Distribution | undefined;
  readonly withoutValue: number;
  /** Ascending, in the unit of the metric. */
  readonly sorted: readonly number[];
  readonly standings: ReadonlyMap<number, OutlierStanding>;
}

/** What the value of a measure is and rests on; undefined where it has none. */
function basedOn({ sum, fraction }: Measured): Based | undefined {
  if (fraction) {
    const base = Number(fraction.denominator);
    return base === 0 ? undefined : { value: Number(fraction.numerator) / base, base };
  }
  return sum === undefined ? undefined : { value: Number(sum), base: Number(sum) };
}

/** A group of candidates of one metric. */
export function groupOf(candidates: readonly Candidate[], metric: Metric): PeerGroup {
  const ids: number[] = [];
  const based: Based[] = [];
  const values: number[] = [];
  for (const { id, measured } of candidates) {
    const value = valueIn(measured);
    const rests = basedOn(measured);
    if (value === undefined || rests === undefined) continue;
    ids.push(id);
    based.push(rests);
    values.push(value);
  }
  const sorted = ascending(values);
  const standings = standingsAmong(metric.kind, based);
  return {
    distribution: distributionOf(sorted),
    withoutValue: candidates.length - values.length,
    sorted,
    standings: new Map(ids.map((id, at) => [id, standings[at]!])),
  };
}

/** How a member of a group stands in it. */
export function standingIn(group: PeerGroup, { id, measured }: Candidate): PeerStatistics {
  const { distribution, withoutValue, sorted, standings } = group;
  const value = valueIn(measured);
  const standing = standings.get(id);
  if (value === undefined || !standing) return { distribution, withoutValue, outlier: 'NO_VALUE' };
  const { deviations, verdict } = standing;
  return {
    distribution,
    withoutValue,
    percentile: percentileIn(sorted, value),
    deviations,
    // Of a lower bound only this much is known: it is no lower.
    outlier: verdict === 'LOW' && measured.status === 'PARTIAL' ? 'LOWER_BOUND' : verdict,
  };
}

/** Made once for the list of candidates that an operation read. */
const groups = new WeakMap<readonly Candidate[], PeerGroup>();

/** The usual peers of a subject. */
export function usualPeers(subject: Subject): Peers {
  return subject.type === 'region' ? 'SIBLINGS' : 'SAME_KIND_IN_REGION';
}

/** How a figure of a subject stands among its peers; undefined where it has no such peers. */
export async function peerStatistics(
  context: GraphContext,
  subject: Subject,
  measured: Measured,
  year: number,
  basis: Basis,
  among: Peers | undefined,
): Promise<PeerStatistics | undefined> {
  const peers = peersOf(context, subject, among ?? usualPeers(subject));
  if (!peers) return undefined;
  const candidates = await context.standings.candidatesOf(peers.population, measured.metric, year, basis);
  let group = groups.get(candidates);
  if (!group) {
    group = groupOf(candidates, measured.metric);
    groups.set(candidates, group);
  }
  return standingIn(group, { id: peers.member, measured });
}
