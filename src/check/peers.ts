/** Checks across bodies: who is far out of line with the bodies of the same kind and level, by robust measures. */
import type { Cell } from '../form/cells';
import { ascending, quantile } from '../form/distribution';
import type { ReportFigures } from '../form/figures';
import { type Metric, metric, type Sum, sumsOf } from '../form/metrics';
import { type Based, isOut, standingsAmong } from './outliers';
import type { Finding } from './result';
import { isUnitSlip } from './unit';

/** A body's figure of one metric, for the comparison with its peers. */
export interface PeerValue extends Based {
  readonly report: number;
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

/** Its outliers are told apart: some are no more than a wrong unit. */
export const FEES = 'FEES_AMOUNT';

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

/** The outliers of a group of peers, by report. None where there are too few peers, or too unlike ones, to tell what is usual. */
export function checkPeers({ metric: each, values }: PeerGroup): Map<number, Finding> {
  const outliers = new Map<number, Finding>();
  const standings = standingsAmong(each.kind, values);
  if (!standings.some(isOut)) return outliers;
  const usual = quantile(ascending(values.map(({ value }) => value)), 0.5);
  for (const [at, standing] of standings.entries()) {
    if (!isOut(standing)) continue;
    const { report, value } = values[at]!;
    const slipped = each.key === FEES && isUnitSlip(usual, value);
    outliers.set(report, {
      rule: slipped ? 'FEES_UNIT_OF_PEERS' : 'PEER_OUTLIER',
      cells: slipped ? ['fees.amount'] : [],
      expected: printed(each, usual),
      found: printed(each, value),
      details: { metric: each.key, peers: String(values.length), deviations: standing.deviations!.toFixed(1) },
    });
  }
  return outliers;
}

function printed(each: Metric, value: number): string {
  if (each.kind === 'RATIO') return `${(value * 100).toFixed(1)}%`;
  // 分 as 万元.
  return each.kind === 'AMOUNT' ? (value / 1_000_000).toFixed(4) : String(value);
}
