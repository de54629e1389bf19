/** From holdings to measures: one metric of one subject with its value, status and what is behind it. */
import type { Cell } from '../form/cells';
import { EDITION_IDS } from '../form/editions';
import {
  compareFractions,
  type FractionValue,
  statusOfRatio,
  statusOfSingle,
  statusOfSum,
  type Tally,
} from '../form/measure';
import type { Metric, Sum } from '../form/metrics';
import { type AmountUnit, fromFen, hasValue, type ValueStatus } from '../form/value';
import { type Holding } from './holding';

/** What a figure rests on. Cells are counted over the reports, so that a group of eight rows may have eight blanks a report. */
export interface Footing {
  /** Bodies expected to report, and reports there are. */
  readonly expected: number;
  readonly reporting: number;
  readonly blank: number;
  readonly notApplicable: number;
  readonly unreadable: number;
}

export interface Measured {
  readonly metric: Metric;
  readonly status: ValueStatus;
  /** Of a metric that adds up, where it has a value: a count, or 分 of an amount. */
  readonly sum?: bigint;
  /** Of a ratio, where both of its parts have a value. */
  readonly fraction?: FractionValue;
  readonly footing: Footing;
}

interface Added {
  readonly value: bigint;
  readonly status: ValueStatus;
  readonly blank: number;
  readonly notApplicable: number;
  readonly unreadable: number;
}

function filing(holding: Holding, term: 'ON_TIME' | 'EXPECTED'): Added {
  const nothing = { blank: 0, notApplicable: 0, unreadable: 0 };
  if (term === 'EXPECTED') return { value: BigInt(holding.expected), status: 'DERIVED', ...nothing };
  // A body that did not report is not on time; a report of unknown date may be.
  const unknown = holding.reports - holding.onTime - holding.late;
  return { value: BigInt(holding.onTime), status: unknown > 0 ? 'PARTIAL' : 'DERIVED', ...nothing };
}

/**
 * A signed sum of cells of a holding. A cell that is not on a report's form is no gap as long as another term of the sum is:
 * 其他处理 is one row on the form of 2019 and three on that of 2021.
 */
function add(holding: Holding, sum: Sum): Added {
  if ('filing' in sum) return filing(holding, sum.filing);
  const table = sum.cells[0]!.cell.table;
  const reportsOn = (edition: string): number => holding.editions.get(`${table}_${edition}`) ?? 0;
  const reportsWith = (cell: Cell): number =>
    cell.editions.reduce((reports, edition) => reports + reportsOn(edition), 0);
  let [value, blank, notApplicable, unreadable, partial] = [0n, 0, 0, 0, 0];
  let contributes = false;
  for (const { cell, sign } of sum.cells) {
    const gap = holding.gaps.get(cell.index) ?? [0, 0, 0, 0];
    blank += gap[0];
    notApplicable += gap[1];
    unreadable += gap[2];
    partial += gap[3];
    if (reportsWith(cell) - gap[0] - gap[1] - gap[2] <= 0) continue;
    contributes = true;
    value += BigInt(sign) * (holding.sums.get(cell.index) ?? 0n);
  }
  const onForm = EDITION_IDS.filter((id) => sum.cells.some(({ cell }) => cell.editions.includes(id))).reduce(
    (reports, id) => reports + reportsOn(id),
    0,
  );
  const withTable = EDITION_IDS.reduce((reports, id) => reports + reportsOn(id), 0);
  // Reports are tallied, not cells: where anything contributes, a gap anywhere makes the sum a lower bound.
  const tally: Tally = {
    expected: holding.expected,
    reporting: holding.reports,
    onForm,
    tableMissing: holding.reports - withTable,
    blank: contributes || blank === 0 ? 0 : onForm,
    notApplicable: contributes || notApplicable === 0 ? 0 : onForm,
    unreadable: contributes || unreadable === 0 ? 0 : onForm,
    partial: contributes ? blank + unreadable + partial : 0,
  };
  return { value, status: statusOf(holding, sum, tally), blank, notApplicable, unreadable };
}

function statusOf(holding: Holding, sum: Exclude<Sum, { filing: unknown }>, tally: Tally): ValueStatus {
  if (!holding.single) return statusOfSum(tally);
  const status = statusOfSingle(tally);
  if (status !== 'REPORTED') return status;
  const only = sum.cells.length === 1 ? sum.cells[0]! : undefined;
  return only && !holding.derived.has(only.cell.index) ? 'REPORTED' : 'DERIVED';
}

/** One metric of a holding. A ratio is made of its summed parts. */
export function measured(holding: Holding, metric: Metric): Measured {
  const parts = metric.kind === 'RATIO' ? [metric.numerator, metric.denominator] : [metric.sum];
  const [first, second] = parts.map((part) => add(holding, part));
  const footing: Footing = {
    expected: holding.expected,
    reporting: holding.reports,
    blank: first!.blank + (second?.blank ?? 0),
    notApplicable: first!.notApplicable + (second?.notApplicable ?? 0),
    unreadable: first!.unreadable + (second?.unreadable ?? 0),
  };
  if (!second) {
    const { status, value } = first!;
    return { metric, status, sum: hasValue(status) ? value : undefined, footing };
  }
  const known = hasValue(first!.status) && hasValue(second.status);
  return {
    metric,
    status: statusOfRatio(first!.status, second.status, second.value),
    fraction: known ? { numerator: first!.value, denominator: second.value } : undefined,
    footing,
  };
}

/** Value as a number: a count, an amount in the metric's unit, a ratio as a part of 1; undefined where there is none. */
export function valueIn(each: Measured): number | undefined {
  if (!hasValue(each.status)) return undefined;
  if (each.fraction) return Number(each.fraction.numerator) / Number(each.fraction.denominator);
  return each.metric.kind === 'AMOUNT' ? Number(exactOf(each)) : Number(each.sum);
}

/** Value of a metric that adds up as an exact decimal in its unit. */
export function exactOf(each: Measured): string | undefined {
  if (each.sum === undefined) return undefined;
  return each.metric.kind === 'AMOUNT' ? fromFen(each.sum, each.metric.unit as AmountUnit) : each.sum.toString();
}

/** The value as a fraction with a positive denominator, for exact comparison; undefined where there is none. */
export function fractionOf(each: Measured): FractionValue | undefined {
  if (!hasValue(each.status)) return undefined;
  if (!each.fraction) return { numerator: each.sum!, denominator: 1n };
  const { numerator, denominator } = each.fraction;
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : each.fraction;
}

/** Order of two values, exactly; those without a value come last whatever the direction (`sign` -1 is highest first). */
export function compareMeasured(a: Measured, b: Measured, sign: 1 | -1): number {
  const [left, right] = [fractionOf(a), fractionOf(b)];
  if (!left || !right) return left ? -1 : right ? 1 : 0;
  return sign * compareFractions(left, right);
}

/** Part of the expected bodies that reported; undefined where none is expected. */
export function coverageRatio(footing: Pick<Footing, 'expected' | 'reporting'>): number | undefined {
  return footing.expected === 0 ? undefined : Math.min(1, footing.reporting / footing.expected);
}
