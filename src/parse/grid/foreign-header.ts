/**
 * Tables with the rows of table 3 whose columns are no applicants: months, quarters, years, ways of applying.
 */
import { lettersOf } from '../printed/characters';
import { isFurniture } from '../printed/labels';
import { cellAt, isBlankCell, isFigureCell, type Matrix } from './matrix';
import type { NamedRow } from './rows';

/** A word of each of the header's own labels, of which bad prints leave some. */
const OWN = /自然|商业|企业|科研|机构|公益|社会|法律|服务|法人|组织|申请/;
/** Rows of a header. */
const HEADER_ROWS = 4;
/** Fewer names of columns may be notes or a title. */
const FEWEST = 3;

/** Whether the header above the first of a grid's rows names columns that the form does not have, and none that it has. */
export function namesOthers(matrix: Matrix, named: readonly NamedRow[]): boolean {
  const first = named.find(({ at }) => at.matrix === matrix);
  if (!first) return false;
  const names = new Set<string>();
  for (let index = first.at.index - 1; index >= Math.max(0, first.at.index - HEADER_ROWS); index--) {
    const row = matrix.rows[index]!;
    if (row.cells.some((cell) => !isBlankCell(cell) && isFigureCell(cell))) break;
    if (row.cells.some((cell) => OWN.test(lettersOf(cell.text)))) return false;
    for (const { column } of first.after) {
      const cell = cellAt(row, column);
      if (cell && (/\d/.test(cell.text) || !isFurniture(lettersOf(cell.text), 3))) names.add(cell.text.trim());
    }
  }
  return names.size >= FEWEST;
}
