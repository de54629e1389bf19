/**
 * What every extractor gives and the parser reads: the document as lines of text and as grids of cells, in reading order,
 * with their places. It knows no form.
 */

/** Stands in a line of text for a cell of a table that the text shows to be blank. */
export const BLANK_CELL = '\u2422';

/** In text that is no table, it shows that cells of the row beside it are lost or too many: nothing tells in which cells its figures are. */
export const LOST_CELL = '\u2421';

/** A line of running text. */
export interface TextLine {
  readonly type: 'line';
  readonly text: string;
  /** From 1, where the format has pages. */
  readonly page?: number;
  /** From 1: line of the extracted text. */
  readonly line: number;
  /**
   * Where the format has places on paper: by place in the text, its end included, how far right it stands, in widths of a digit
   * (about half a Chinese character of a table's type).
   */
  readonly places?: readonly number[];
}

/** One cell of a grid; a cell that spans rows or columns stands once, with its extent. */
export interface GridCell {
  /** White space folded to single spaces; lines of the cell are joined by "\n". */
  readonly text: string;
  /** From 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly page?: number;
  readonly line?: number;
}

/** A table as the format itself draws it (HTML, DOCX, XLSX, CSV, Markdown, or ruled lines of a PDF). */
export interface Grid {
  readonly type: 'grid';
  readonly cells: readonly GridCell[];
  readonly rows: number;
  readonly columns: number;
  readonly page?: number;
  readonly line: number;
}

export type Block = TextLine | Grid;

export type MediaType =
  | 'text/plain'
  | 'text/html'
  | 'text/markdown'
  | 'text/csv'
  | 'application/pdf'
  | 'application/msword'
  | 'application/rtf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Document {
  readonly mediaType: MediaType;
  /** Charset of a text format, as detected. */
  readonly charset?: string;
  readonly blocks: readonly Block[];
  readonly pages?: number;
  /** Page metadata: `title`, `publishedOn` (ISO date) and others by their printed name ("索引号"). */
  readonly meta: Readonly<Record<string, string>>;
  /** Pictures that stand where a table could be: a table may be an image. */
  readonly images: number;
  /** Pages whose text a program recognised in their pictures: it may be wrong, and nobody sees it. */
  readonly recognised?: readonly number[];
}
