/**
 * The sums that the form promises, as data: for each edition the cells whose sum is expected and the cells where it is
 * found. Sums are assessed over printed figures only; a blank is never a zero.
 */
import { type Cell, cell, cellsOn } from '../form/cells';
import { EDITION_IDS, type EditionId } from '../form/editions';
import { outcomeRows, type ReportFigures } from '../form/figures';
import { APPLICANT_COLUMNS, APPLICANTS, OUTCOME_COLUMNS } from '../form/rows';

export const SUM_RULES = ['T3_BALANCE', 'T3_CONCLUDED', 'T3_ROW_TOTAL', 'T4_TOTAL'] as const;
export type SumRule = (typeof SUM_RULES)[number];

/** Which places a rule holds at: one sum for each column or row of table 3, or each block of table 4. */
export const PLACE_OF: Readonly<Record<SumRule, 'column' | 'row' | 'block'>> = {
  T3_BALANCE: 'column',
  T3_CONCLUDED: 'column',
  T3_ROW_TOTAL: 'row',
  T4_TOTAL: 'block',
};

/** One sum: the figures in `found` together must be those in `expected` together. */
export interface SumCheck {
  readonly rule: SumRule;
  readonly table: 3 | 4;
  /** Id of the column, row or block that it holds at. */
  readonly place: string;
  readonly expected: readonly Cell[];
  readonly found: readonly Cell[];
}

/** The sums of table 3 on an edition, columns before rows, or of table 4. */
function collect(form: EditionId, table: 3 | 4): SumCheck[] {
  if (table === 4) {
    const parts = OUTCOME_COLUMNS.slice(0, 4);
    return [...new Set(cellsOn(form, 4).map((each) => each.row))].map((block) => ({
      rule: 'T4_TOTAL',
      table: 4,
      place: block,
      expected: parts.map((part) => cell(`${block}.${part.id}`)),
      found: [cell(`${block}.total`)],
    }));
  }
  const columns = APPLICANT_COLUMNS.map((column) => column.id);
  const rows = [...new Set(cellsOn(form, 3).map((each) => each.row))];
  const outcomes = outcomeRows(form);
  return [
    ...columns.map(
      (column): SumCheck => ({
        rule: 'T3_BALANCE',
        table: 3,
        place: column,
        expected: [cell(`received.${column}`), cell(`carriedIn.${column}`)],
        found: [cell(`concluded.${column}`), cell(`carriedForward.${column}`)],
      }),
    ),
    ...columns.map(
      (column): SumCheck => ({
        rule: 'T3_CONCLUDED',
        table: 3,
        place: column,
        expected: outcomes.map((row) => cell(`${row}.${column}`)),
        found: [cell(`concluded.${column}`)],
      }),
    ),
    ...rows.map(
      (row): SumCheck => ({
        rule: 'T3_ROW_TOTAL',
        table: 3,
        place: row,
        expected: APPLICANTS.map((applicant) => cell(`${row}.${applicant}`)),
        found: [cell(`${row}.total`)],
      }),
    ),
  ];
}

interface TableSums {
  readonly checks: readonly SumCheck[];
  /** The same by cell index, for the fast way. */
  readonly indexed: readonly { readonly expected: readonly number[]; readonly found: readonly number[] }[];
  readonly cells: readonly number[];
  /** What a blank 总计 is derived from, by the index of its cell. */
  readonly parts: ReadonlyMap<number, readonly Cell[]>;
}

function prepare(form: EditionId, table: 3 | 4): TableSums {
  const checks = collect(form, table);
  const indexes = (cells: readonly Cell[]) => cells.map((each) => each.index);
  const parts = new Map<number, readonly Cell[]>();
  // 总计 of a row is derived from its applicants; 总计 of the outcomes, of an applicant, from its column.
  for (const check of checks)
    if (check.rule !== 'T3_BALANCE' && !(check.rule === 'T3_CONCLUDED' && check.place === 'total'))
      parts.set(check.found[0]!.index, check.expected);
  return {
    checks,
    indexed: checks.map((check) => ({ expected: indexes(check.expected), found: indexes(check.found) })),
    cells: indexes(cellsOn(form, table)),
    parts,
  };
}

const PREPARED = new Map(
  EDITION_IDS.flatMap((form) => ([3, 4] as const).map((table) => [`${form}/${table}`, prepare(form, table)] as const)),
);

/** A sum over the printed figures of one report. */
export interface AssessedSum {
  readonly check: SumCheck;
  readonly expected: number;
  readonly found: number;
  /**
   * How found - expected depends on each printed figure, by cell index: 1, -1, or more where a figure stands behind several
   * derived ones.
   */
  readonly weights: ReadonlyMap<number, number>;
}

/** Adds what a cell is worth to one side: derived totals by their parts. False where a needed figure is not there. */
function addCell(
  each: Cell,
  sign: 1 | -1,
  figures: ReportFigures,
  parts: TableSums['parts'],
  weights: Map<number, number>,
): boolean {
  const state = figures.states[each.index];
  if (state === 'NOT_APPLICABLE') return true;
  if (state === 'REPORTED') {
    weights.set(each.index, (weights.get(each.index) ?? 0) + sign);
    return true;
  }
  if (state !== 'DERIVED') return false;
  return parts.get(each.index)!.every((part) => addCell(part, sign, figures, parts, weights));
}

function sideOf(cells: readonly Cell[], figures: ReportFigures): number | undefined {
  let sum: number | undefined;
  for (const each of cells) {
    const value = figures.values[each.index];
    if (value !== null && value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** One sum assessed; undefined where a figure is missing or where the total was derived from these very parts. */
function assess(check: SumCheck, figures: ReportFigures, parts: TableSums['parts']): AssessedSum | undefined {
  const weights = new Map<number, number>();
  if (!check.found.every((each) => addCell(each, 1, figures, parts, weights))) return undefined;
  if (!check.expected.every((each) => addCell(each, -1, figures, parts, weights))) return undefined;
  const expected = sideOf(check.expected, figures);
  const found = sideOf(check.found, figures);
  if (expected === undefined || found === undefined) return undefined;
  for (const [index, weight] of weights) if (weight === 0) weights.delete(index);
  return weights.size > 0 ? { check, expected, found, weights } : undefined;
}

/**
 * The assessable sums of a table of a report. A sum of 总计 figures of which some were derived says nothing beyond the sums
 * of the six applicants where all of those could be assessed: it is left out, so that one wrong figure is found once.
 */
export function assessSums(figures: ReportFigures, table: 3 | 4): AssessedSum[] {
  const form = figures.forms[table];
  if (form === null) return [];
  const { checks, parts } = PREPARED.get(`${form}/${table}`)!;
  const assessed: AssessedSum[] = [];
  const ofApplicants = new Map<SumRule, number>();
  for (const check of checks) {
    const isColumn = PLACE_OF[check.rule] === 'column';
    if (isColumn && check.place === 'total' && ofApplicants.get(check.rule) === APPLICANTS.length) {
      const derived = [...check.expected, ...check.found].some((each) => figures.states[each.index] === 'DERIVED');
      if (derived) continue;
    }
    const sum = assess(check, figures, parts);
    if (!sum) continue;
    assessed.push(sum);
    if (isColumn) ofApplicants.set(check.rule, (ofApplicants.get(check.rule) ?? 0) + 1);
  }
  return assessed;
}

/** Whether every cell of the table is printed as a number and every sum holds: the usual report, told fast. */
export function allSumsHold(figures: ReportFigures, table: 3 | 4): boolean {
  const form = figures.forms[table];
  if (form === null) return false;
  const { cells, indexed } = PREPARED.get(`${form}/${table}`)!;
  const { values, states } = figures;
  let nonZero = false;
  for (const index of cells) {
    if (states[index] !== 'REPORTED') return false;
    if (values[index] !== 0) nonZero = true;
  }
  if (!nonZero) return true;
  for (const { expected, found } of indexed) {
    let difference = 0;
    for (const index of found) difference += values[index]!;
    for (const index of expected) difference -= values[index]!;
    if (difference !== 0) return false;
  }
  return true;
}
