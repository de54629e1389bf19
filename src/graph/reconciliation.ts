/** A region's three totals of a year metric by metric, and the bodies that the difference consists of. */
import {
  differingCells,
  explainGap,
  type Gap,
  type GapPart,
  type ReconciliationOutcome,
  reconcile,
} from '../check/reconcile';
import { isStock } from '../check/region';
import { CELLS, type Cell } from '../form/cells';
import { cellsOf, METRICS, type Metric, sumsOf } from '../form/metrics';
import { ALL_KINDS, type Basis } from '../plan/basis';
import { planMissing } from '../plan/coverage';
import { count, type Holding, holdingOfReport } from '../plan/holding';
import { type Measured, measured } from '../plan/measured';
import { planOwnReports, planUnregistered } from '../plan/reconciliation';
import type { Region } from '../store/regions';
import type { GraphContext } from './context';
import { metricOfCell } from './metric-of-cell';

/** The three totals of one metric. */
export interface ReconciledLine {
  readonly metric: Metric;
  readonly computed: Measured;
  readonly filed: Measured;
  readonly best: Measured;
  readonly outcome: ReconciliationOutcome;
}

export interface Reconciled {
  readonly region: Region;
  readonly year: number;
  readonly computed: Holding;
  readonly filed: Holding;
  /** Every body of the region is named by a register and has reported. */
  readonly whole: boolean;
  readonly lines: readonly ReconciledLine[];
}

/** What a body or a region below has to do with the difference. */
export interface Reason {
  readonly kind: 'LEFT_OUT' | 'COUNTED_TWICE' | 'CHILD_DISAGREES' | 'NOT_REPORTED';
  readonly extent: 'WHOLE' | 'TOGETHER' | 'PART';
  readonly department?: number;
  readonly region?: Region;
  readonly report?: number;
  /** By cell index: how much of the difference, filed minus computed, it accounts for. */
  readonly amounts: Gap;
}

const flow = (cell: Cell): boolean => !isStock(cell);

/** Metrics that a consolidated report has a figure of. */
const COMPARED = METRICS.filter((metric) => sumsOf(metric).every((sum) => 'cells' in sum));

/** @param metrics all that either route has a figure of, unless given */
export async function reconcileRegion(
  context: GraphContext,
  region: Region,
  year: number,
  metrics: readonly Metric[] | undefined,
): Promise<Reconciled> {
  const { reading } = context;
  const of = (basis: Basis): Promise<Holding> => context.figures.region(region, ALL_KINDS, year, basis, CELLS);
  const [computed, filed, best, hidden] = await Promise.all([
    of('COMPUTED'),
    of('FILED'),
    of('BEST'),
    reading.scan(planUnregistered(reading.dialect, { low: region.id, high: region.rangeEnd }, year)),
  ]);
  const whole = hidden.length === 0 && computed.reports >= computed.expected;
  const line = (metric: Metric): ReconciledLine => {
    const [left, right] = [measured(computed, metric), measured(filed, metric)];
    return {
      metric,
      computed: left,
      filed: right,
      best: measured(best, metric),
      outcome: outcomeOf(metric, left, right, whole),
    };
  };
  const lines = (metrics ?? COMPARED).map(line);
  const there = ({ status }: Measured): boolean => status !== 'NOT_ON_THIS_FORM' && status !== 'NOT_REPORTED';
  const shown = metrics ? lines : lines.filter((each) => there(each.computed) || there(each.filed));
  return { region, year, computed, filed, whole, lines: shown };
}

function outcomeOf(metric: Metric, computed: Measured, filed: Measured, whole: boolean): ReconciliationOutcome {
  const cells = cellsOf(metric);
  const signed = metric.kind === 'RATIO' || cells.some((cell) => cell.kind === 'SIGNED');
  const stock = cells.some(isStock);
  // Ratios are compared crosswise, exactly.
  const [left, right] = [computed.fraction, filed.fraction];
  const crossed = left && right;
  return reconcile({
    computed: crossed ? left.numerator * right.denominator : (computed.sum ?? null),
    filed: crossed ? right.numerator * left.denominator : (filed.sum ?? null),
    computedStatus: computed.status,
    filedStatus: filed.status,
    stock,
    signed,
    whole,
  });
}

/** How much more the consolidated report has of each flow, as far as that says anything. */
function gapOf(computed: Holding, filed: Holding, whole: boolean): Map<number, bigint> {
  const gap = new Map<number, bigint>();
  for (const cell of CELLS.filter(flow)) {
    const metric = metricOfCell(cell.index);
    const [left, right] = [measured(computed, metric), measured(filed, metric)];
    if (left.sum === undefined || right.sum === undefined || right.status === 'PARTIAL') continue;
    const difference = right.sum - left.sum;
    // What exceeds a lower bound is what is missing from it.
    if (difference > 0n && (!whole || left.status === 'PARTIAL')) continue;
    gap.set(cell.index, difference);
  }
  return gap;
}

/** Reports that are looked through at once; in larger regions only those that hold the largest difference are. */
const MOST_REPORTS = 5000;
/** Reports with the same figure, and bodies without a report, that are named. */
const MOST_NAMED = 50;

/** The reasons for the difference, those that account for all of it first. */
export async function reasonsOf(context: GraphContext, reconciled: Reconciled): Promise<Reason[]> {
  const { computed, filed, whole } = reconciled;
  if (filed.reports === 0) return [];
  const gap = gapOf(computed, filed, whole);
  const [bodies, children, missing] = await Promise.all([
    bodiesIn(context, reconciled, gap),
    childrenIn(context, reconciled, gap),
    missingIn(context, reconciled),
  ]);
  const order = ['WHOLE', 'TOGETHER', 'PART'];
  return [...bodies, ...children, ...missing].sort((a, b) => order.indexOf(a.extent) - order.indexOf(b.extent));
}

async function bodiesIn(context: GraphContext, { region, year }: Reconciled, gap: Gap): Promise<Reason[]> {
  const differing = differingCells(gap);
  if (differing.length === 0) return [];
  const parts = await partsOf(context, region, year, differing, gap.get(differing[0]!)!);
  const reasons: Reason[] = [];
  for (const { cause, parts: items, cells, whole } of explainGap(gap, parts)) {
    const together = items.length > 1;
    for (const { department, report, value } of items) {
      const sign = cause === 'LEFT_OUT' ? -1n : 1n;
      const amounts = new Map(cells.map((cell) => [cell, sign * value(cell)]));
      reasons.push({
        kind: cause,
        extent: together ? 'TOGETHER' : whole ? 'WHOLE' : 'PART',
        department,
        report,
        amounts,
      });
    }
  }
  return reasons.slice(0, MOST_NAMED);
}

interface OwnReport {
  readonly department: number;
  readonly report: number;
  readonly value: (cell: number) => bigint;
}

/** Own reports of the subtree that may be the gap. */
async function partsOf(
  context: GraphContext,
  region: Region,
  year: number,
  differing: readonly number[],
  largest: bigint,
): Promise<GapPart<OwnReport>[]> {
  const { reading } = context;
  const cells = differing.map((index) => CELLS[index]!);
  const range = { low: region.id, high: region.rangeEnd };
  const large = region.level === 'NATION' || region.level === 'PROVINCE';
  const holding = { cell: cells[0]!, value: largest < 0n ? -largest : largest };
  const ask = large ? { range, year, holding } : { range, year };
  const rows = await reading.scan(planOwnReports(reading.dialect, ask, cells, large ? MOST_NAMED : MOST_REPORTS));
  return rows.map((row) => {
    const { sums } = holdingOfReport(row, cells);
    const value = (cell: number): bigint => sums.get(cell) ?? 0n;
    return { item: { department: count(row.department_id), report: count(row.report_id), value }, value };
  });
}

/** Regions directly below whose own consolidated report is other than the sum of their bodies. */
async function childrenIn(context: GraphContext, { region, year }: Reconciled, gap: Gap): Promise<Reason[]> {
  const differing = differingCells(gap);
  if (differing.length === 0) return [];
  const cells = differing.map((index) => CELLS[index]!);
  const reasons: Reason[] = [];
  const together = new Map<number, bigint>();
  await Promise.all(
    context.store.regions.children(region.id).map(async (child) => {
      const [computed, filed] = await Promise.all(
        (['COMPUTED', 'FILED'] as const).map((basis) => context.figures.region(child, ALL_KINDS, year, basis, cells)),
      );
      if (filed!.reports === 0) return;
      const amounts = new Map<number, bigint>();
      for (const cell of differing) {
        const [left, right] = [measured(computed!, metricOfCell(cell)).sum, measured(filed!, metricOfCell(cell)).sum];
        if (left === undefined || right === undefined || left === right) continue;
        amounts.set(cell, right - left);
        together.set(cell, (together.get(cell) ?? 0n) + right - left);
      }
      if (amounts.size === 0) return;
      const whole = differing.every((cell) => amounts.get(cell) === gap.get(cell));
      reasons.push({
        kind: 'CHILD_DISAGREES',
        extent: whole ? 'WHOLE' : 'PART',
        region: child,
        report: filed!.report,
        amounts,
      });
    }),
  );
  const all = reasons.length > 1 && differing.every((cell) => together.get(cell) === gap.get(cell));
  return reasons
    .map((reason): Reason => (all && reason.extent === 'PART' ? { ...reason, extent: 'TOGETHER' } : reason))
    .sort((a, b) => a.region!.id - b.region!.id);
}

async function missingIn(context: GraphContext, { region, year, computed }: Reconciled): Promise<Reason[]> {
  if (computed.expected === 0) return [];
  const { reading } = context;
  const ask = { basis: 'COMPUTED', range: { low: region.id, high: region.rangeEnd }, kind: ALL_KINDS, year } as const;
  const rows = await reading.scan(planMissing(reading.dialect, ask, undefined, MOST_NAMED));
  return rows.map((row) => ({
    kind: 'NOT_REPORTED',
    extent: 'PART',
    department: count(row.id),
    amounts: new Map<number, bigint>(),
  }));
}
