/**
 * What is known of each grid of table 3 before its rows are read: the columns that its header names and their order, and where labels end.
 */

import type { Matrix } from './matrix';
import { lacksColumns } from './request-header';
import { isUsual, orderOf } from './request-order';
import type { NamedRow } from './rows';

export interface RequestGrid {
  /** The rows of the form that stand in it. */
  readonly rows: readonly NamedRow[];
  /** The grid columns of the seven applicants in the form's order; undefined where no header names them, or the sums contradict it. */
  readonly header?: readonly number[];
  /** The header names columns in another order than the form's, and neither sums nor places tell which of the two is right. */
  readonly isDisputed: boolean;
  /** Its header names some applicants, and there are fewer columns than seven. */
  readonly isCut: boolean;
  /** The grid column that the longest label ends before. */
  readonly labelsEnd: number;
}

export type RequestGrids = ReadonlyMap<Matrix, RequestGrid>;

/** Where the labels of each grid's rows end. */
export function labelsEndsOf(rows: readonly NamedRow[]): ReadonlyMap<Matrix, number> {
  const ends = new Map<Matrix, number>();
  for (const { labels, at } of rows) {
    const { column, columnSpan } = labels.at(-1)!;
    ends.set(at.matrix, Math.max(ends.get(at.matrix) ?? 0, column + columnSpan));
  }
  return ends;
}

export function gridsOf(
  named: readonly NamedRow[],
  headers: ReadonlyMap<Matrix, readonly number[] | undefined>,
  labelsEnds: ReadonlyMap<Matrix, number>,
): RequestGrids {
  const grids = new Map<Matrix, RequestGrid>();
  for (const [matrix, header] of headers) {
    const rows = named.filter(({ at }) => at.matrix === matrix);
    const labelsEnd = labelsEnds.get(matrix)!;
    const order = header ? orderOf(rows, header) : 'USUAL';
    const names = header && (order === 'USUAL' ? lastColumns(header, matrix, labelsEnds.get(matrix)!) : header);
    const isOver = names !== undefined && isOverLabels(rows, names);
    grids.set(matrix, {
      rows,
      ...(names && !isOver ? { header: names } : {}),
      // Of a header above the labels its order is all that is known: it has to be the form's.
      isDisputed: order === 'NEITHER' || (isOver && !isUsual(names)),
      isCut: !header && lacksColumns(rows[0]!.at),
      labelsEnd,
    });
  }
  return grids;
}

/** The columns of a header whose names stand over each other's, where these are the grid's last seven, right of all labels. */
function lastColumns(header: readonly number[], { grid }: Matrix, labelsEnd: number): number[] | undefined {
  const columns = [...header].sort((a, b) => a - b);
  const areLast = columns.every((column, i) => column === grid.columns - columns.length + i);
  return areLast && columns[0]! >= labelsEnd ? columns : undefined;
}

/** Whether the first of a header's columns stands above the labels of most rows: its spans are lost, and each name is left of its column. */
function isOverLabels(rows: readonly NamedRow[], [first]: readonly number[]): boolean {
  const reaches = ({ labels }: NamedRow) => labels.at(-1)!.column + labels.at(-1)!.columnSpan > first!;
  return 2 * rows.filter(reaches).length > rows.length;
}
