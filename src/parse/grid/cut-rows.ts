/**
 * Rows of table 3 that end before others of their kind: blank cells at their ends were not written out, or a cell was lost and what is behind it
 * stands under other applicants.
 */

import { APPLICANT_COLUMNS } from '../../form/rows';
import type { RowRead } from '../settle/table';
import { endOf } from './losses';
import { hasSpans } from './matrix';
import type { NamedRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** Rows whose totals are printed where those of all others are not: the rows of the balance. */
const WITH_TOTALS: ReadonlySet<string> = new Set(['received', 'carriedIn', 'concluded', 'carriedForward']);

/** The rows as read, those with figures unread that end before most rows of their kind do. */
export function withoutCut(reads: readonly RowRead[], named: readonly NamedRow[]): RowRead[] {
  // How many columns of its grid a row with figures leaves open.
  const open = new Map<RowRead, number>();
  for (const [at, read] of reads.entries()) {
    const { at: row } = named[at]!;
    const isPrinted = read.readings.length === 1 && read.readings[0]!.some((value) => value && value.state !== 'BLANK');
    if (isPrinted) open.set(read, row.matrix.grid.columns - endOf(row));
  }
  const kinds = [true, false].map((isKind) => [...open.keys()].filter(({ row }) => WITH_TOTALS.has(row) === isKind));
  const usualOf = (kind: readonly RowRead[]) => majority(kind.map((read) => open.get(read)!));
  const overall = usualOf([...open.keys()]);
  // Where cells span, a row has a cell for each column that none from above goes over.
  const cut = new Set(reads.filter((_, at) => named[at]!.after.length === 0 && hasSpans(named[at]!.at.matrix)));
  for (const kind of kinds) {
    // Where rows end anywhere, only the longest surely lack nothing; of so few as those of the balance none is usual.
    const longest = Math.min(...kind.map((read) => open.get(read)!));
    const usual = kind.length <= WITH_TOTALS.size ? longest : (usualOf(kind) ?? overall ?? longest);
    for (const read of kind) if (open.get(read)! > usual) cut.add(read);
  }
  // A row that has all its cells only lacks a span.
  const isWhole = (at: number) => named[at]!.after.length >= COLUMNS;
  return reads.map((read, at) => (cut.has(read) && !isWhole(at) ? { ...read, readings: [] } : read));
}

/** What more than half of the numbers are; undefined where none is. */
function majority(numbers: readonly number[]): number | undefined {
  return numbers.find((each) => 2 * numbers.filter((other) => other === each).length > numbers.length);
}
