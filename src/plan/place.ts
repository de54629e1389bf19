/** Values in their order, exactly and without an object more than needed: what rankings of thousands sort by. */
import { compareFractions } from '../form/measure';
import type { Metric, Sum } from '../form/metrics';
import { addUp } from './adding';
import type { FigureSource } from './holding';
import { fractionOf, type Measured } from './measured';

/** A value in the order of values, exactly: a fraction with a positive denominator, and the double nearest to it. */
export interface Place {
  readonly numerator: number | bigint;
  readonly denominator: number | bigint;
  readonly nearest: number;
}

/** Value of a sum, where it has one; which is all that the order of many subjects needs. */
function valueOfSum(source: FigureSource, sum: Sum): number | bigint | undefined {
  if ('filing' in sum) return sum.filing === 'EXPECTED' ? source.expected : source.onTime;
  const { contributes, value } = addUp(source, sum);
  return contributes && source.reports > 0 ? value : undefined;
}

/** Where a subject stands by a metric, without its status: the same as `placeOf` of what is `measured`. */
export function placeIn(source: FigureSource, metric: Metric): Place | undefined {
  if (metric.kind !== 'RATIO') {
    const value = valueOfSum(source, metric.sum);
    return value === undefined ? undefined : placeAt(value, 1);
  }
  const denominator = valueOfSum(source, metric.denominator);
  if (denominator === undefined || denominator <= 0) return undefined;
  const numerator = valueOfSum(source, metric.numerator);
  return numerator === undefined ? undefined : placeAt(numerator, denominator);
}

function placeAt(numerator: number | bigint, denominator: number | bigint): Place {
  return { numerator, denominator, nearest: Number(numerator) / Number(denominator) };
}

/** Where a measured figure stands; undefined where it has no value. */
export function placeOf(each: Measured): Place | undefined {
  const fraction = fractionOf(each);
  return fraction && placeAt(fraction.numerator, fraction.denominator);
}

/** Order of two values, exactly. */
export function comparePlaces(a: Place, b: Place): number {
  if (
    typeof a.numerator === 'number' &&
    typeof b.numerator === 'number' &&
    typeof a.denominator === 'number' &&
    typeof b.denominator === 'number'
  ) {
    // Rounding keeps the order: doubles that differ differ the right way.
    if (a.nearest !== b.nearest) return a.nearest < b.nearest ? -1 : 1;
    const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
    if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  }
  return compareFractions(
    { numerator: BigInt(a.numerator), denominator: BigInt(a.denominator) },
    { numerator: BigInt(b.numerator), denominator: BigInt(b.denominator) },
  );
}
