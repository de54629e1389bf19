/** From holdings to measures: one metric of one subject with its value, status and what is behind it. */
import { type FractionValue, statusOfRatio, statusOfSingle, statusOfSum, type Tally } from '../form/measure';
import type { Metric, Sum } from '../form/metrics';
import { type AmountUnit, fromFen, hasValue, type ValueStatus } from '../form/value';
import { addUp, type CellSum, sourceOf } from './adding';
import type { FigureSource, Holding } from './holding';

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
  readonly value: number | bigint;
  readonly status: ValueStatus;
  readonly blank: number;
  readonly notApplicable: number;
  readonly unreadable: number;
}

function filing(source: FigureSource, term: 'ON_TIME' | 'EXPECTED'): Added {
  const nothing = { blank: 0, notApplicable: 0, unreadable: 0 };
  if (term === 'EXPECTED') return { value: source.expected, status: 'DERIVED', ...nothing };
  // A body that did not report is not on time; a report of unknown date may be.
  const unknown = source.reports - source.onTime - source.late;
  return { value: source.onTime, status: unknown > 0 ? 'PARTIAL' : 'DERIVED', ...nothing };
}

/**
 * A signed sum of cells of a subject. A cell that is not on a report's form is no gap as long as another term of the sum is:
 * 其他处理 is one row on the form of 2019 and three on that of 2021.
 */
function add(source: FigureSource, sum: Sum): Added {
  if ('filing' in sum) return filing(source, sum.filing);
  const { contributes, value, blank, notApplicable, unreadable, partial, onForm, withTable } = addUp(source, sum);
  // Reports are tallied, not cells: where anything contributes, a gap anywhere makes the sum a lower bound.
  const tally: Tally = {
    expected: source.expected,
    reporting: source.reports,
    onForm,
    tableMissing: source.reports - withTable,
    blank: contributes || blank === 0 ? 0 : onForm,
    notApplicable: contributes || notApplicable === 0 ? 0 : onForm,
    unreadable: contributes || unreadable === 0 ? 0 : onForm,
    partial: contributes ? blank + unreadable + partial : 0,
  };
  return { value, status: statusOf(source, sum, tally), blank, notApplicable, unreadable };
}

function statusOf(source: FigureSource, sum: CellSum, tally: Tally): ValueStatus {
  if (!source.single) return statusOfSum(tally);
  const status = statusOfSingle(tally);
  if (status !== 'REPORTED') return status;
  const only = sum.cells.length === 1 ? sum.cells[0]! : undefined;
  return only && !source.derived(only.cell.index) ? 'REPORTED' : 'DERIVED';
}

/** One metric of a holding. A ratio is made of its summed parts. */
export function measured(holding: Holding, metric: Metric): Measured {
  return measuredIn(sourceOf(holding), metric);
}

/** One metric of a source of figures. */
export function measuredIn(source: FigureSource, metric: Metric): Measured {
  const ratio = metric.kind === 'RATIO';
  const first = add(source, ratio ? metric.numerator : metric.sum);
  const second = ratio ? add(source, metric.denominator) : undefined;
  const footing: Footing = {
    expected: source.expected,
    reporting: source.reports,
    blank: first.blank + (second?.blank ?? 0),
    notApplicable: first.notApplicable + (second?.notApplicable ?? 0),
    unreadable: first.unreadable + (second?.unreadable ?? 0),
  };
  if (!second) {
    const { status, value } = first;
    return { metric, status, sum: hasValue(status) ? BigInt(value) : undefined, footing };
  }
  const known = hasValue(first.status) && hasValue(second.status);
  const denominator = BigInt(second.value);
  return {
    metric,
    status: statusOfRatio(first.status, second.status, denominator),
    fraction: known ? { numerator: BigInt(first.value), denominator } : undefined,
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

/** One value less another in the metric's unit, as a number; undefined where either has none. Money is subtracted in 分. */
export function differenceOf(one: Measured, other: Measured): number | undefined {
  if (one.sum !== undefined && other.sum !== undefined) return valueIn({ ...one, sum: one.sum - other.sum });
  const [left, right] = [valueIn(one), valueIn(other)];
  return left === undefined || right === undefined ? undefined : left - right;
}

/** The value as a fraction with a positive denominator, for exact comparison; undefined where there is none. */
export function fractionOf(each: Measured): FractionValue | undefined {
  if (!hasValue(each.status)) return undefined;
  return each.fraction ?? { numerator: each.sum!, denominator: 1n };
}

/** Part of the expected bodies that reported; undefined where none is expected. */
export function coverageRatio(footing: Pick<Footing, 'expected' | 'reporting'>): number | undefined {
  return footing.expected === 0 ? undefined : Math.min(1, footing.reporting / footing.expected);
}
