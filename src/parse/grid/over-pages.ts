/**
 * Grids that go on over pages.
 */
import type { Grid, GridCell } from '../../extract/document';

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
  const [first] = pages;
  if (pages.length === 1) return first!;
  let rows = 0;
  const cells = pages.flatMap((page) => {
    const above = rows;
    rows += page.rows;
    return page === first ? page.cells : page.cells.map((cell) => movedBelow(cell, above, page));
  });
  return { ...first!, cells, rows };
}

function movedBelow(cell: GridCell, rows: number, { line, page }: Grid): GridCell {
  const place = page === undefined ? {} : { page: cell.page ?? page };
  return { ...cell, row: cell.row + rows, line: cell.line ?? line, ...place };
}
