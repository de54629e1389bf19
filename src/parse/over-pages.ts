/**
 * Grids that go on over pages.
 */
import type { Grid } from '../extract/document';

/** The grids, those together that go on at the top of the next page with the same columns. */
export function pagesOf(grids: readonly Grid[]): Grid[][] {
  const found: Grid[][] = [];
  let page: number | undefined;
  for (const grid of grids) {
    const last = found.at(-1);
    if (last && page !== undefined && grid.page === page + 1 && grid.columns === last[0]!.columns) last.push(grid);
    else found.push([grid]);
    page = grid.page;
  }
  return found;
}

/** Grids of several pages as one. */
export function joined(pages: readonly Grid[]): Grid {
  return pages.reduce(below);
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
