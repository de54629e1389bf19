/**
 * A row of table 4 with a cell more than its header has columns: recognition wrote one of them twice. The sums of the blocks say which.
 */
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import type { Value } from '../printed/values';
import { type Reading, rowHolds, sameReading } from '../settle/readings';
import { isFigureCell, type MatrixRow } from './matrix';

const OUTCOMES = OUTCOME_COLUMNS.length;
const ALL = TABLE4_BLOCKS.length * OUTCOMES;

/** Whether a row has sixteen cells of figures, the last of them behind all that stands above it from the row `header` on. */
export function hasDouble(row: MatrixRow, header: number): boolean {
  if (row.cells.length !== ALL + 1 || !row.cells.every((cell) => cell.columnSpan === 1 && isFigureCell(cell)))
    return false;
  return row.matrix.rows
    .slice(header, row.index)
    .every((above) => above.cells.every((cell) => cell.column + cell.columnSpan <= ALL));
}

/** A report may add up one of its blocks wrong. */
const MOST_FAILURES = 1;

/**
 * The fifteen values of such a row: what all ways to leave out one that is printed twice have in common, of those in which two blocks add up at
 * least; where in none of them all do, what all ways to leave out any have.
 */
export function withoutDouble(values: readonly Value[]): Reading {
  const without = (at: number) => values.toSpliced(at, 1);
  const doubles = values.flatMap(({ printed }, at) => (printed === values[at + 1]?.printed ? [without(at)] : []));
  // A blank one among figures may have been put in.
  const blanks = values.flatMap(({ state }, at) => (state === 'BLANK' ? [at] : []));
  const spare = blanks.length === 1 ? [without(blanks[0]!)].filter((reading) => failuresOf(reading) === 0) : [];
  const possible = [...doubles, ...spare].some((reading) => failuresOf(reading) === 0)
    ? [...doubles.filter((reading) => failuresOf(reading) <= MOST_FAILURES), ...spare]
    : values.map((_, at) => without(at));
  const lost: Value = { state: 'UNREADABLE', printed: values.map(({ printed }) => printed).join(' ') };
  return Array.from({ length: ALL }, (_, i) => {
    const first = possible[0]![i]!;
    return possible.every((reading) => sameReading([reading[i]!], [first])) ? first : lost;
  });
}

/** How many blocks of a reading do not add up. */
function failuresOf(reading: Reading): number {
  return TABLE4_BLOCKS.filter((_, block) => {
    const own = reading.slice(block * OUTCOMES, (block + 1) * OUTCOMES);
    const isBlank = own.every((value) => value!.state === 'BLANK');
    return !isBlank && (own.at(-1)!.state === 'BLANK' || !rowHolds(own));
  }).length;
}
