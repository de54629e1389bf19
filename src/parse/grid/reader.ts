/**
 * The three tables from the document's grids.
 */
import type { Grid, GridCell } from '../../extract/document';
import type { TableNumber } from '../../form/editions';
import { lettersOf, visible } from '../printed/characters';
import { type LabelPattern, proactiveRows, requestRows } from '../printed/labels';
import { figureOf, withOpenCells } from '../settle/open-cells';
import type { TableRead } from '../settle/table';
import { type Matrix, matrixOf, splitRow } from './matrix';
import { unnumbered } from './numbered-grid';
import { joined, pagesOf } from './over-pages';
import { withoutPageRows } from './page-number-rows';
import { readProactiveGrids } from './proactive';
import { readRemedyGrids } from './remedies';
import { readRequestGrids } from './requests';
import { straightened } from './straightened';
import { withRowsAcross } from './turned';

/** Reads those of the tables that the grids hold, each at most once. `year`: the report's, where it is known. */
export function readGrids(
  grids: readonly Grid[],
  tables: readonly TableNumber[],
  year: () => number | undefined,
): TableRead[] {
  const matrices = straightened(
    pagesOf(grids).map(joined).map(withoutPageRows).map(unnumbered).map(withRowsAcross),
  ).map(matrixOf);
  return tables
    .map((table) => {
      if (table === 2) return once(readProactiveGrids, matrices, proactiveRows());
      return table === 3 ? once(readRequestGrids, matrices, requestRows('2021')) : readRemedyGrids(matrices, year);
    })
    .filter((read) => read !== undefined);
}

/** A grid that holds this share of the rows found is the whole table, not its part on one page. */
const MOST = 0.6;

/**
 * The table, where the document prints it once. Where it is printed again with other figures (last year's beside this year's),
 * nothing says which is the report's: cells that differ are unreadable.
 */
function once(
  read: (matrices: readonly Matrix[]) => TableRead | undefined,
  matrices: readonly Matrix[],
  patterns: readonly LabelPattern[],
) {
  const table = read(matrices);
  if (!table) return undefined;
  const labels = new Set(patterns.flatMap((pattern) => pattern.letters));
  const whole = matrices.filter(
    (matrix) => matrix.grid.cells.filter((cell) => labels.has(lettersOf(cell.text))).length >= (table.found * MOST) / 2,
  );
  const again =
    whole.length < 2
      ? []
      : whole
          .map((matrix) => read([matrix]))
          .filter((each) => each !== undefined && each.found >= table.found * MOST)
          .map((each) => each!.draft.cells);
  if (again.length > 1)
    return withOpenCells(table, (id) => [
      ...new Set([table.draft.cells, ...again].map((cells) => figureOf(cells.get(id)))),
    ]);
  const repeated = repeatedRows(matrices, patterns);
  if (repeated.size < Math.max(2, table.found * REPEATED)) return table;
  return withOpenCells(table, (id) => {
    const row = id.slice(0, id.lastIndexOf('.'));
    // What differs, and what is not there again, may be of either printing.
    return repeated.get(row === 'feeItems' ? 'fees' : row) ?? [figureOf(table.draft.cells.get(id)), '?'];
  });
}

/** A table of which this share of rows is printed again is printed again. */
const REPEATED = 0.4;
/** Shorter labels stand in other tables, too. */
const SHORTEST_LABEL = 4;

/** Rows whose labels stand in several rows of the grids, with the different figures that these print, or blanks. */
function repeatedRows(matrices: readonly Matrix[], patterns: readonly LabelPattern[]): Map<string, string[]> {
  const rowOf = new Map<string, string>();
  for (const { row, letters } of patterns)
    for (const each of letters) if (each.length >= SHORTEST_LABEL) rowOf.set(each, row);
  const prints = new Map<string, Map<GridCell, string>>();
  for (const row of matrices.flatMap((matrix) => matrix.rows)) {
    const { labels, after } = splitRow(row);
    const label = labels.at(-1);
    const name = label && rowOf.get(lettersOf(label.text));
    const figures = after.map((cell) => visible(cell.text).trim()).join(' ');
    if (!name || after.length === 0) continue;
    prints.set(name, (prints.get(name) ?? new Map<GridCell, string>()).set(label, figures));
  }
  return new Map(
    [...prints].filter(([, rows]) => rows.size > 1).map(([name, rows]) => [name, [...new Set(rows.values())]]),
  );
}
