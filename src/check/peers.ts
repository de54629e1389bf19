/** Checks across bodies: who is far out of line with the bodies of the same kind and level, by robust measures. */
import type { Cell } from '../form/cells';
import type { ReportFigures } from '../form/figures';
import { type Metric, metric, type Sum, sumsOf } from '../form/metrics';
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
/** Where more of them than this share would be out of line, there is no line. */
const LINE = 0.1;
/** What the median absolute deviation of a normal distribution is less than its standard deviation. */
const NORMAL = 1.4826;
/** Where nearly all peers are alike, the least that counts as one deviation: a factor for counts, points for ratios. */
const LEAST_DEVIATION = { count: Math.log(1.5), ratio: 0.03 };

export interface PeerGroup {
  readonly metric: Metric;
  readonly values: readonly PeerValue[];
}

const termsOf = (sum: Sum) => ('cells' in sum ? sum.cells : []);

/** The cells that the comparison reads. */
export const PEER_CELLS: readonly Cell[] = [
  ...new Set(PEER_METRICS.flatMap((each) => sumsOf(each).flatMap(termsOf)).map((term) => term.cell)),
];

/** A figure that is whole: undefined where a part of it is not printed. */
function sumOf(sum: Sum, figures: ReportFigures): number | undefined {
  let total = 0;
  let any = false;
  for (const { cell, sign } of termsOf(sum)) {
    const state = figures.states[cell.index];
    if (state === 'NOT_ON_THIS_FORM') continue;
    if (state !== 'REPORTED' && state !== 'DERIVED') return undefined;
    total += sign * figures.values[cell.index]!;
    any = true;
  }
  return any ? total : undefined;
}

/** What a body's report says of a metric; undefined where it does not, or where a ratio has no cases. */
export function peerValue(each: Metric, report: number, figures: ReportFigures): PeerValue | undefined {
  const [value, base] = sumsOf(each).map((sum) => sumOf(sum, figures));
  if (value === undefined) return undefined;
  if (each.kind !== 'RATIO') return { report, value, base: value };
  return base === undefined || base <= 0 ? undefined : { report, value: value / base, base };
}

/** Whether a finding among peers is still of what the report says. */
export function stillSays({ details, found }: Pick<Finding, 'details' | 'found'>, figures: ReportFigures): boolean {
  const each = PEER_METRICS.find(({ key }) => key === details?.metric);
  const now = each && peerValue(each, 0, figures);
  return now !== undefined && printed(each!, now.value) === found;
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

/** The outliers of a group of peers, by report. None where there are too few peers, or too unlike ones, to tell what is usual. */
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
  return outliers.size > Math.max(1, values.length * LINE) ? new Map() : outliers;
}

function printed(each: Metric, value: number): string {
  if (each.kind === 'RATIO') return `${(value * 100).toFixed(1)}%`;
  // 分 as 万元.
  return each.kind === 'AMOUNT' ? (value / 1_000_000).toFixed(4) : String(value);
}
