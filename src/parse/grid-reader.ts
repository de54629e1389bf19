/**
 * The three tables from the document's grids.
 */
import type { Grid } from '../extract/document';
import { readProactiveGrids } from './grid-proactive';
import { readRemedyGrids } from './grid-remedies';
import { readRequestGrids } from './grid-requests';
import { matrixOf } from './matrix';
import type { TableRead } from './table';

/** A grid that goes on at the top of the next page with the same columns is one grid. */
function overPages(grids: readonly Grid[]): Grid[] {
  const joined: Grid[] = [];
  let page: number | undefined;
  for (const grid of grids) {
    const last = joined.at(-1);
    if (last && page !== undefined && grid.page === page + 1 && grid.columns === last.columns)
      joined[joined.length - 1] = below(last, grid);
    else joined.push(grid);
    page = grid.page;
  }
  return joined;
}

function below(upper: Grid, lower: Grid): Grid {
  const cells = lower.cells.map((cell) => ({
    ...cell,
    row: cell.row + upper.rows,
    line: cell.line ?? lower.line,
    ...(lower.page === undefined ? {} : { page: cell.page ?? lower.page }),
  }));
  return { ...upper, cells: [...upper.cells, ...cells], rows: upper.rows + lower.rows };
}

/** Reads the tables that the grids hold, each at most once. */
export function readGrids(grids: readonly Grid[]): TableRead[] {
  const matrices = overPages(grids).map(matrixOf);
  return [readProactiveGrids(matrices), readRequestGrids(matrices), readRemedyGrids(matrices)].filter(
    (read) => read !== undefined,
  );
}
