/** Who is out of line: robust deviations of counts, amounts and ratios, with guards for few peers and few cases. */
import { ascending, quantile, robustDeviations } from '../form/distribution';
import type { MetricKind } from '../form/metrics';

/** A figure of one metric with what it rests on. */
export interface Based {
  /** A count, an amount in 分, or a ratio as a part of 1. */
  readonly value: number;
  /** The count or amount itself, or the denominator of a ratio. */
  readonly base: number;
}

/**
 * - `HIGH`, `LOW`: out of line.
 * - `NONE`: in line.
 * - `TOO_FEW_PEERS`: fewer than say what is usual.
 * - `TOO_FEW_CASES`: far away, but resting on so few cases that it may be chance.
 * - `NO_LINE`: far away, as so many others are that there is no line to be out of.
 */
export type OutlierVerdict = 'HIGH' | 'LOW' | 'NONE' | 'TOO_FEW_PEERS' | 'TOO_FEW_CASES' | 'NO_LINE';

export interface OutlierStanding {
  /** Robust standard deviations from the median; undefined where there are too few peers. */
  readonly deviations: number | undefined;
  readonly verdict: OutlierVerdict;
}

/** Fewer peers than these say nothing of what is usual. */
export const PEERS_AT_LEAST = 8;
/** A figure that rests on fewer cases than these is chance: applications, decisions, 元 of fees in 分. */
const CASES_AT_LEAST = 50;
const FEN_AT_LEAST = 100_000_000;
/** Robust standard deviations that are out of line. */
const DEVIATIONS = 5;
/** Where more of them than this share would be out of line, there is no line. */
const LINE = 0.1;
/** Where nearly all peers are alike, the least that counts as one deviation: a factor for counts, points for ratios. */
const LEAST_DEVIATION = { count: Math.log(1.5), ratio: 0.03 };

/** Counts are compared by their logarithms, since they differ by factors; ratios as they are. */
function scaled(kind: MetricKind, value: number): number {
  if (kind === 'RATIO') return value;
  const cases = Math.abs(value) / (kind === 'AMOUNT' ? FEN_AT_LEAST / CASES_AT_LEAST : 1);
  return Math.sign(value) * Math.log1p(cases);
}

/** How each of a group of peers stands among them, in their order. */
export function standingsAmong(kind: MetricKind, peers: readonly Based[]): OutlierStanding[] {
  if (peers.length < PEERS_AT_LEAST) return peers.map(() => ({ deviations: undefined, verdict: 'TOO_FEW_PEERS' }));
  const least = kind === 'RATIO' ? LEAST_DEVIATION.ratio : LEAST_DEVIATION.count;
  const needed = kind === 'AMOUNT' ? FEN_AT_LEAST : CASES_AT_LEAST;
  const deviations = robustDeviations(
    peers.map(({ value }) => scaled(kind, value)),
    least,
  );
  const usual = quantile(ascending(peers.map(({ value }) => value)), 0.5);
  const standings = peers.map(({ base }, at): OutlierStanding => {
    const away = deviations[at]!;
    if (Math.abs(away) < DEVIATIONS) return { deviations: away, verdict: 'NONE' };
    // What is far below its peers rests on what they have.
    const rests = kind === 'RATIO' ? base : Math.max(base, usual);
    if (rests < needed) return { deviations: away, verdict: 'TOO_FEW_CASES' };
    return { deviations: away, verdict: away > 0 ? 'HIGH' : 'LOW' };
  });
  const out = standings.filter(isOut).length;
  if (out <= Math.max(1, peers.length * LINE)) return standings;
  return standings.map((each) => (isOut(each) ? { ...each, verdict: 'NO_LINE' } : each));
}

/** Whether somebody is out of line. */
export function isOut({ verdict }: OutlierStanding): boolean {
  return verdict === 'HIGH' || verdict === 'LOW';
}
