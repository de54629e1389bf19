/**
 * The columns of a page that does not show its own, as where table 3 goes on on the next page without its header: as many groups of figures stand
 * there as on the pages that are known, and what came in equals what went out in each.
 */
import type { Figure } from '../printed/tokens';
import { readValue } from '../printed/values';
import type { Group, PageColumns } from './page-columns';

/** Groups of which the sums show that they are those of known columns. */
const FEWEST_TIES = 2;
/** Groups between these that nothing but their order ties. */
const MOST_OPEN = 1;
const INFLOW = ['received', 'carriedIn'];
const OUTFLOW = ['concluded', 'carriedForward'];

/** A row's figure in a column of the pages that are known or in a group; undefined where it is blank, null where nobody knows. */
export type KnownCells = (row: string, column: number, group: Group) => Figure | undefined | null;

/** The columns of the groups of a page, of which the pages that are known have `columns`; `areTotals`: the sums show that the last are totals. */
export function columnsTied(
  groups: readonly Group[],
  columns: readonly number[],
  areTotals: boolean,
  cells: KnownCells,
): PageColumns | undefined {
  if (groups.length !== columns.length) return undefined;
  const ties = groups.map((group, i) => tie((row) => cells(row, columns[i]!, group)));
  const open = ties.filter((each, i) => each === 'OPEN' && !(areTotals && i === groups.length - 1)).length;
  if (ties.includes('FAILS') || ties.filter((each) => each === 'HOLDS').length < FEWEST_TIES || open > MOST_OPEN)
    return undefined;
  return new Map(groups.map((group, i) => [group, columns[i]!]));
}

/** Whether what came in is what went out; what is blank may be any number where they differ. */
function tie(cell: (row: string) => Figure | undefined | null): 'HOLDS' | 'FAILS' | 'OPEN' {
  const [inflow, outflow] = [INFLOW, OUTFLOW].map((rows) => rows.map(cell)) as [
    (Figure | undefined | null)[],
    (Figure | undefined | null)[],
  ];
  if ([...inflow, ...outflow].includes(null)) return 'OPEN';
  const [a, b] = [sumOf(inflow), sumOf(outflow)];
  if (a === b) return a > 0 ? 'HOLDS' : 'OPEN';
  return (a < b ? inflow : outflow).includes(undefined) ? 'OPEN' : 'FAILS';
}

const sumOf = (figures: readonly (Figure | undefined | null)[]): number =>
  figures.reduce((sum, figure) => sum + (figure ? (readValue(figure.text, 'COUNT').count ?? Number.NaN) : 0), 0);
