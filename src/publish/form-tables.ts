/** The three tables of the form in their official layout, filled. */
import type { Cell } from '../form/cells';
import type { EditionId, TableNumber } from '../form/editions';
import { formLayout } from '../form/layout';
import type { LaidTable } from './layout';

/** What stands in a cell of the form, with a mark behind it. */
export interface PrintedFigure {
  readonly text: string;
  readonly mark?: string;
}

export type FigureOf = (cell: Cell) => PrintedFigure;

/** One table of an edition, in Chinese as the form is. */
export function formTable(table: TableNumber, form: EditionId, figureOf: FigureOf): LaidTable {
  const { widths, headerRows, rows } = formLayout(table, form);
  return {
    widths,
    headerRows,
    rows: rows.map((row) =>
      row.map(({ text, cell, ...laid }) => ({ ...laid, ...(cell ? figureOf(cell) : { text: text!.zh }) })),
    ),
  };
}
