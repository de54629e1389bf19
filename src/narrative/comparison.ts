/** Figures of the narrative against the tables of the same report (check 10): with a reason where they differ. */

import { cell } from '../form/cells';
import type { Scope } from '../form/draft';
import type { ReportFigures } from '../form/figures';
import type { CountFigure, NarrativeFigure, PercentFigure, Qualifier } from './figure';
import { type Reading, readingsOf } from './readings';

/**
 * - `MATCH`: the tables give the figure, as its words mean it.
 * - `DEFINITION_DIFFERS`: they give it by another reading that people use, which is named.
 * - `SCOPE_DIFFERS`: it is of other bodies than the tables.
 * - `UNEXPLAINED`: no reading gives it.
 * - `NOT_ASSESSABLE`: the cells that could give it are missing, or are only a lower bound.
 */
export type ComparisonOutcome = 'MATCH' | 'DEFINITION_DIFFERS' | 'SCOPE_DIFFERS' | 'UNEXPLAINED' | 'NOT_ASSESSABLE';

export interface Comparison {
  readonly figure: NarrativeFigure;
  readonly outcome: ComparisonOutcome;
  /** The reading that gives the figure: "received+carriedIn", "granted@naturalPerson", "refused/concluded" of a percentage. */
  readonly reading?: string;
  /** What the tables have for the words: a count, or a percentage with two decimals more than the printed one. */
  readonly expected?: string;
  /** Whether `expected` is only a lower bound, because cells that it needs are blank. */
  readonly partial: boolean;
  /** Ids of the cells behind `expected`, or behind the reading where there is one. */
  readonly cells: readonly string[];
}

interface Sum {
  readonly value: number;
  /** A cell that could add to it is blank or unreadable. */
  readonly partial: boolean;
  readonly cells: readonly string[];
}

/** The sum of cells; undefined where none of them has a value. */
function sumOf(ids: readonly string[], figures: ReportFigures): Sum | undefined {
  let value = 0;
  let partial = false;
  let any = false;
  const cells: string[] = [];
  for (const id of ids) {
    const { index } = cell(id);
    const state = figures.states[index]!;
    if (state === 'NOT_ON_THIS_FORM' || state === 'NOT_APPLICABLE') continue;
    const found = figures.values[index];
    if (found === null || found === undefined) partial = true;
    else {
      any = true;
      value += found;
      cells.push(id);
    }
    if (state === 'PARTIAL') partial = true;
  }
  return any ? { value, partial, cells } : undefined;
}

/** One unit of the lowest digit that is printed: 360 余 is less than 370. */
function grain(value: number): number {
  let unit = 1;
  while (value > 0 && value % (unit * 10) === 0) unit *= 10;
  return unit;
}

/** Whether a table's value is what the figure says, with 余, 近 and 约 as they are meant. */
function says(figure: Pick<CountFigure, 'value' | 'precision'>, value: number): boolean {
  const { value: stated, precision } = figure;
  const unit = grain(stated);
  if (precision === 'AT_LEAST') return value >= stated && value < stated + unit;
  if (precision === 'AT_MOST') return value <= stated && value > stated - unit;
  if (precision === 'ABOUT') return Math.abs(value - stated) < unit;
  return value === stated;
}

/** Whether a figure is said of bodies that the tables are not of, or may not be of. */
function otherBodies(whose: Qualifier['whose'], scope: Scope | undefined): boolean {
  if (whose === undefined) return false;
  if (whose === 'OWN') return scope !== 'OWN';
  return whose !== 'ALL' || scope !== 'CONSOLIDATED';
}

function compareCount(figure: CountFigure, figures: ReportFigures, scope: Scope | undefined): Comparison | undefined {
  const readings = readingsOf(figure.measure, figure.qualifier);
  if (readings.length === 0) return undefined;
  const [first] = readings.map((reading) => sumOf(reading.cells, figures));
  const base = {
    figure,
    partial: first?.partial ?? false,
    cells: first?.cells ?? [],
    ...(first ? { expected: String(first.value) } : {}),
  };
  for (const reading of readings) {
    const sum = sumOf(reading.cells, figures);
    // A zero is in some column of every table: it is explained by what the words mean alone.
    if (!sum || !says(figure, sum.value) || (reading.fit !== 'MATCH' && figure.value === 0)) continue;
    return { ...base, outcome: reading.fit, reading: reading.id, cells: sum.cells };
  }
  if (otherBodies(figure.qualifier.whose, scope)) return { ...base, outcome: 'SCOPE_DIFFERS' };
  const open = readings.some((reading) => {
    const sum = reading.fit === 'MATCH' ? sumOf(reading.cells, figures) : undefined;
    return reading.fit === 'MATCH' && (!sum || (sum.partial && figure.value > sum.value));
  });
  return { ...base, outcome: open ? 'NOT_ASSESSABLE' : 'UNEXPLAINED' };
}

/** Digits behind the point. */
function decimals(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}

/**
 * Whether numerator / denominator prints as the percentage, rounded or cut off at its last decimal: a difference of less than
 * one unit there. 约 allows one percentage point.
 */
function printsAs(figure: PercentFigure, numerator: number, denominator: number): boolean {
  const places = decimals(figure.value);
  const scale = 10n ** BigInt(places);
  const printed = BigInt(figure.value.replace('.', ''));
  const difference = 100n * BigInt(numerator) * scale - printed * BigInt(denominator);
  const tolerance = BigInt(denominator) * (figure.precision === 'EXACT' ? 1n : scale);
  return (difference < 0n ? -difference : difference) < tolerance;
}

/** numerator / denominator in percent, cut off after some decimals. */
function percent(numerator: number, denominator: number, places: number): string {
  const digits = ((100n * BigInt(numerator) * 10n ** BigInt(places)) / BigInt(denominator)).toString();
  const padded = digits.padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

const WHOLES: Readonly<Record<'RECEIVED' | 'ANSWERED' | 'ANY', readonly Reading[]>> = (() => {
  const whole = (id: string, rows: readonly string[]): Reading => ({
    id,
    fit: 'MATCH',
    cells: rows.map((row) => `${row}.total`),
  });
  const received = whole('received', ['received']);
  const both = whole('received+carriedIn', ['received', 'carriedIn']);
  const concluded = whole('concluded', ['concluded']);
  return { RECEIVED: [received, both], ANSWERED: [concluded], ANY: [concluded, received, both] };
})();

function comparePercent(
  figure: PercentFigure,
  figures: ReportFigures,
  scope: Scope | undefined,
): Comparison | undefined {
  const { of } = figure;
  const parts = readingsOf(of.measure, of.qualifier);
  const remedy = of.measure === 'RECONSIDERATION' || of.measure === 'LITIGATION';
  if (remedy || (parts.length === 0 && of.value === undefined)) return undefined;
  const wholes = WHOLES[figure.base ?? 'ANY'];
  const own: Reading | undefined =
    of.value === undefined ? undefined : { id: 'stated', fit: 'DEFINITION_DIFFERS', cells: [] };
  let expected: string | undefined;
  let cells: readonly string[] = [];
  let partial = false;
  let assessed = false;
  for (const part of own ? [...parts, own] : parts) {
    const numerator = part === own ? { value: of.value!, partial: false, cells: [] } : sumOf(part.cells, figures);
    if (!numerator) continue;
    for (const whole of wholes) {
      const denominator = sumOf(whole.cells, figures);
      if (!denominator || denominator.value === 0) continue;
      assessed = true;
      const behind = [...numerator.cells, ...denominator.cells];
      if (expected === undefined) {
        expected = percent(numerator.value, denominator.value, decimals(figure.value) + 2);
        cells = behind;
        partial = numerator.partial || denominator.partial;
      }
      if (!printsAs(figure, numerator.value, denominator.value)) continue;
      if (part.fit !== 'MATCH' && Number(figure.value) === 0) continue;
      // A channel has no numerator in the tables: its own figure is the right one.
      const fit = parts.length === 0 ? 'MATCH' : part.fit;
      return { figure, outcome: fit, reading: `${part.id}/${whole.id}`, expected, partial, cells: behind };
    }
  }
  const base = { figure, partial, cells, ...(expected !== undefined ? { expected } : {}) };
  if (otherBodies(of.qualifier.whose, scope)) return { ...base, outcome: 'SCOPE_DIFFERS' };
  return { ...base, outcome: assessed && !partial ? 'UNEXPLAINED' : 'NOT_ASSESSABLE' };
}

/**
 * Compares each figure that the tables can give with them. Figures of another year, money, items published, notices and counts
 * by channel have no counterpart and are left out. `scope` is the report's, where it is known.
 */
export function compareWithTables(
  narrative: readonly NarrativeFigure[],
  figures: ReportFigures,
  scope?: Scope,
): Comparison[] {
  const compared: Comparison[] = [];
  for (const figure of narrative) {
    if (figure.qualifier.year !== undefined || figure.measure === 'PROCESSING_FEE') continue;
    const comparison =
      figure.measure === 'PERCENTAGE' ? comparePercent(figure, figures, scope) : compareCount(figure, figures, scope);
    if (comparison) compared.push(comparison);
  }
  return compared;
}
