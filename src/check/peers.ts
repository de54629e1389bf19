/** Checks across bodies: who is far out of line with the bodies of the same kind and level, by robust measures. */
import { type Metric, metric } from '../form/metrics';
import type { Finding } from './result';

/** A body's figure of one metric, for the comparison with its peers. */
export interface PeerValue {
  readonly report: number;
  readonly value: number;
  /** What the value rests on: the count itself, or the denominator of a ratio. */
  readonly base: number;
}

/** Metrics that are compared among peers. */
export const PEER_METRICS: readonly Metric[] = [
  'RECEIVED',
  'LICENSING_DECISIONS',
  'PENALTIES_DECISIONS',
  'COERCION_DECISIONS',
  'FEES_AMOUNT',
  'RECONSIDERATION_TOTAL',
  'REFUSAL_RATE',
  'CARRY_OVER_RATE',
].map(metric);

/** Fewer peers than these say nothing of what is usual. */
export const PEERS_AT_LEAST = 8;
/** A figure that rests on fewer cases than these is chance: applications, decisions, 元 of fees in 分. */
const CASES_AT_LEAST = 50;
const FEN_AT_LEAST = 100_000_000;
/** Robust standard deviations that are out of line. */
const DEVIATIONS = 5;
/** What the median absolute deviation of a normal distribution is less than its standard deviation. */
const NORMAL = 1.4826;
/** Where nearly all peers are alike, the least that counts as one deviation: a factor for counts, points for ratios. */
const LEAST_DEVIATION = { count: Math.log(1.5), ratio: 0.03 };

export interface PeerGroup {
  readonly metric: Metric;
  readonly values: readonly PeerValue[];
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** Counts are compared by their logarithms, since they differ by factors; ratios as they are. */
function scaled(each: Metric, value: number): number {
  return each.kind === 'RATIO'
    ? value
    : Math.log1p(value / (each.kind === 'AMOUNT' ? FEN_AT_LEAST / CASES_AT_LEAST : 1));
}

/** The outliers of a group of peers, by report. None where there are too few peers to tell what is usual. */
export function checkPeers({ metric: each, values }: PeerGroup): Map<number, Finding> {
  const outliers = new Map<number, Finding>();
  if (values.length < PEERS_AT_LEAST) return outliers;
  const points = values.map(({ value }) => scaled(each, value));
  const centre = median(ascending(points));
  const spread = median(ascending(points.map((point) => Math.abs(point - centre)))) * NORMAL;
  const least = each.kind === 'RATIO' ? LEAST_DEVIATION.ratio : LEAST_DEVIATION.count;
  const deviation = Math.max(spread, least);
  const usual = median(ascending(values.map(({ value }) => value)));
  const needed = each.kind === 'AMOUNT' ? FEN_AT_LEAST : CASES_AT_LEAST;
  for (const [at, { report, value, base }] of values.entries()) {
    const away = (points[at]! - centre) / deviation;
    // What is far below its peers rests on what they have.
    const rests = each.kind === 'RATIO' ? base : Math.max(base, usual);
    if (Math.abs(away) < DEVIATIONS || rests < needed) continue;
    outliers.set(report, {
      rule: 'PEER_OUTLIER',
      cells: [],
      expected: printed(each, usual),
      found: printed(each, value),
      details: { metric: each.key, peers: String(values.length), deviations: away.toFixed(1) },
    });
  }
  return outliers;
}

function printed(each: Metric, value: number): string {
  if (each.kind === 'RATIO') return `${(value * 100).toFixed(1)}%`;
  // 分 as 万元.
  return each.kind === 'AMOUNT' ? (value / 1_000_000).toFixed(4) : String(value);
}
