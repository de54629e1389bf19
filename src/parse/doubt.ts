/**
 * Doubt about rows of running text. Where a label or figures are lost and figures stand on lines of their own, the rows beside
 * the loss may have each other's figures; where the form's sums fail as well, all of them may. Such rows are unread.
 */
import { APPLICANT_COLUMNS } from '../form/rows';
import type { LabelPattern } from './labels';
import type { LineRow } from './line-rows';
import type { Figure } from './tokens';
import { readValue } from './values';

/** The rows, those in doubt marked ambiguous. `patterns` are the rows of the table in order. */
export function doubt(rows: readonly LineRow[], patterns: readonly LabelPattern[]): LineRow[] {
  const byId = new Map(rows.map((row) => [row.row, row]));
  const lost = patterns.map((pattern) => {
    const row = byId.get(pattern.row);
    return row === undefined || row.ambiguous || (row.readBy === 'POSITION' && row.confidence < 0.6);
  });
  const partial = rows.some((row) => row.figures.length !== APPLICANT_COLUMNS.length || isTorn(row));
  if (!lost.includes(true) && !partial) return [...rows];
  const all = sumsFail(byId, patterns);
  return rows.map((row) => {
    const at = patterns.findIndex((pattern) => pattern.row === row.row);
    const beside = lost[at - 1] || lost[at + 1];
    const doubtful = row.apart && (all || (beside && row.figures.length > 0));
    return doubtful || (all && isTorn(row)) ? { ...row, ambiguous: true } : row;
  });
}

/** Figures on several lines that do not add up: some may be another row's, or none's. */
function isTorn(row: LineRow): boolean {
  const lines = new Set(row.figures.map((figure) => figure.row)).size;
  if (lines === 1 || lines === APPLICANT_COLUMNS.length) return false;
  return !addsUp(row.figures);
}

/** Whether seven figures are six and their sum. */
export function addsUp(figures: readonly Figure[]): boolean {
  const counts = countsOf(figures);
  if (!counts) return false;
  return counts.slice(0, -1).reduce((sum, count) => sum + count, 0) === counts.at(-1);
}

const OTHER_ROWS: readonly string[] = ['received', 'carriedIn', 'concluded', 'carriedForward'];

/** Whether the rows that were read contradict 总计 of the table in more columns than a slip of arithmetic would. */
function sumsFail(rows: ReadonlyMap<string, LineRow>, patterns: readonly LabelPattern[]): boolean {
  const flow = ['received', 'carriedIn', 'carriedForward'].map((id) => countsOf(rows.get(id)?.figures));
  const [received, carriedIn, carriedForward] = flow;
  const inFlow =
    received && carriedIn && carriedForward
      ? received.map((count, column) => count + carriedIn[column]! - carriedForward[column]!)
      : undefined;
  const concluded = countsOf(rows.get('concluded')?.figures) ?? inFlow;
  if (!concluded) return [...rows.values()].some(isTorn);
  const parts = patterns
    .filter((pattern) => !OTHER_ROWS.includes(pattern.row))
    .map((each) => countsOf(rows.get(each.row)?.figures));
  const whole = !parts.includes(undefined);
  let failed = 0;
  for (let column = 0; column < APPLICANT_COLUMNS.length; column++) {
    const sum = parts.reduce((total, counts) => total + (counts?.[column] ?? 0), 0);
    // What is read of the parts may be less than the total where a part is unread, never more.
    const split = sum > concluded[column]! || (whole && sum !== concluded[column]);
    const kept = inFlow === undefined || inFlow[column] === concluded[column];
    if (split || !kept) failed++;
  }
  return failed >= 2;
}

function countsOf(figures: readonly Figure[] | undefined): number[] | undefined {
  if (figures?.length !== APPLICANT_COLUMNS.length) return undefined;
  return figures.map((figure) => readValue(figure.text, 'COUNT').count ?? 0);
}
