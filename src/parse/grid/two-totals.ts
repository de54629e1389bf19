/**
 * Table 3 with a sum of the organisations beside the total, where a span that is not drawn puts the name of the one above the other: the
 * sums of the rows tell which is which.
 */
import type { GridCell } from '../../extract/document';
import { cellValue, isBlankCell } from './matrix';
import type { NamedRow } from './rows';

/** Fewer sums than this may hold by chance. */
const FEWEST_PROOFS = 2;

/** The rows of a header with their total in its last column; `second` is the column behind it that is called a sum, too. */
export function withOneTotal(rows: readonly NamedRow[], header: readonly number[], second: number): NamedRow[] {
  const first = header.at(-1)!;
  const cells = rows.map((row) => cellsOf(row, [...header, second]));
  let [proofs, contradictions] = [0, 0];
  for (const [i, own] of cells.entries()) {
    if (!own) continue;
    const [natural, ...organisations] = own.slice(0, -2).map((cell) => countOf(rows[i]!, cell) ?? 0);
    const sum = organisations.reduce((total, count) => total + count, 0);
    const [a, b] = own.slice(-2).map((cell) => countOf(rows[i]!, cell));
    if (a === b) continue;
    if (a === sum && b === natural! + sum) proofs++;
    if (b === sum && a === natural! + sum) contradictions++;
  }
  const isSecond = proofs >= FEWEST_PROOFS && contradictions === 0;
  const isFirst = contradictions >= FEWEST_PROOFS && proofs === 0;
  return rows.map((row, i) => {
    const own = cells[i];
    const [a, b] = own?.slice(-2) ?? [];
    if (!own || !(isFirst || isSecond || isSame(row, a!, b!))) return { ...row, isUnclear: true };
    const total = isSecond ? { ...b!, column: first } : a!;
    return { ...row, after: [...own.slice(0, -2), total] };
  });
}

/** A row's cells in columns, each its own; undefined where it has others. */
function cellsOf({ after }: NamedRow, columns: readonly number[]): readonly GridCell[] | undefined {
  const isWhole = after.length === columns.length && after.every(({ column }, i) => column === columns[i]);
  return isWhole ? after : undefined;
}

/** Whether two cells print the same: a blank one is no mark, and a mark no word. */
function isSame(row: NamedRow, a: GridCell, b: GridCell): boolean {
  const count = countOf(row, a);
  return count === undefined ? a.text.trim() === b.text.trim() : count === countOf(row, b);
}

function countOf({ at }: NamedRow, cell: GridCell): number | undefined {
  return isBlankCell(cell) ? undefined : cellValue(cell, at, 'COUNT').count;
}
