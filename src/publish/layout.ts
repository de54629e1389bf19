/** A document on its way to paper: headings, paragraphs and tables with merged cells, before it is DOCX or HTML. */

/** What a cell is, which settles how it is set. */
export type CellRole = 'HEADER' | 'LABEL' | 'FIGURE' | 'TEXT';

export interface LaidCell {
  readonly text: string;
  /** Set small behind the text. */
  readonly mark?: string;
  readonly role: CellRole;
  /** From 1; 1 unless given. */
  readonly rowSpan?: number;
  /** From 1; 1 unless given. */
  readonly columnSpan?: number;
  /** Set from top to bottom, one character a line. */
  readonly vertical?: boolean;
}

export interface LaidTable {
  /** Widths of the columns, as parts of their sum. */
  readonly widths: readonly number[];
  /** The cells that start in each row, from left to right. */
  readonly rows: readonly (readonly LaidCell[])[];
  /** Rows that are repeated on each page. */
  readonly headerRows: number;
}

export type ArticleBlock =
  | { readonly type: 'heading'; readonly text: string /** Starts a page. */; readonly newPage?: boolean }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'table'; readonly table: LaidTable /** Starts a page. */; readonly newPage?: boolean };

export interface Article {
  readonly title: string;
  /** Under the title. */
  readonly subtitle?: string;
  readonly blocks: readonly ArticleBlock[];
}

/** A cell that starts in a row, with its first column. */
export interface PlacedCell extends LaidCell {
  readonly column: number;
}

/**
 * For each row of a table and each of its columns, the cell that starts there, or the cell of a row above that grows into it
 * (`grown`). A cell stands once a row, at its first column.
 */
export function placeCells(table: LaidTable): { readonly cell: PlacedCell; readonly grown: boolean }[][] {
  /** By column: the cell that grows down, and how many more rows it takes. */
  const growing = new Map<number, { cell: PlacedCell; rows: number }>();
  return table.rows.map((row) => {
    const placed: { cell: PlacedCell; grown: boolean }[] = [];
    const waiting = [...row];
    for (let column = 0; column < table.widths.length; ) {
      const above = growing.get(column);
      if (above) {
        placed.push({ cell: above.cell, grown: true });
        above.rows -= 1;
        if (above.rows === 0) growing.delete(column);
        column += above.cell.columnSpan ?? 1;
        continue;
      }
      const next = waiting.shift();
      if (!next) throw new Error(`a row of a table ends at column ${column} of ${table.widths.length}`);
      const cell = { ...next, column };
      if ((cell.rowSpan ?? 1) > 1) growing.set(column, { cell, rows: cell.rowSpan! - 1 });
      placed.push({ cell, grown: false });
      column += cell.columnSpan ?? 1;
    }
    if (waiting.length > 0) throw new Error(`a row of a table has ${waiting.length} cells too many`);
    return placed;
  });
}

/** A plain table: a caption over all columns, a row of headers, rows of text; numbers are set as figures. */
export function plainTable(
  caption: string,
  columns: readonly (readonly [header: string, width: number])[],
  rows: readonly (readonly (string | number)[])[],
): LaidTable {
  return {
    widths: columns.map(([, width]) => width),
    headerRows: 2,
    rows: [
      [{ text: caption, role: 'HEADER', columnSpan: columns.length }],
      columns.map(([text]): LaidCell => ({ text, role: 'HEADER' })),
      ...rows.map((row) =>
        row.map((value): LaidCell => ({ text: String(value), role: typeof value === 'number' ? 'FIGURE' : 'TEXT' })),
      ),
    ],
  };
}
