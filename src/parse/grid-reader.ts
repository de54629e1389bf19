/**
 * The three tables from the document's grids.
 */
import type { Grid } from '../extract/document';
import { readProactiveGrids } from './grid-proactive';
import { readRemedyGrids } from './grid-remedies';
import { readRequestGrids } from './grid-requests';
import { matrixOf } from './matrix';
import type { TableRead } from './table';

/** Reads the tables that the grids hold, each at most once. */
export function readGrids(grids: readonly Grid[]): TableRead[] {
  const matrices = grids.map(matrixOf);
  return [readProactiveGrids(matrices), readRequestGrids(matrices), readRemedyGrids(matrices)].filter(
    (read) => read !== undefined,
  );
}
