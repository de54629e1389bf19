/**
 * Reports whose table 3 has a column that the form does not have, as offices add them.
 */
import { cut, type Sheet, type SheetCell } from './layout';
import type { Piece, Pieces } from './pieces';
import type { Random } from './random';

/** Columns of table 3: labels, figures, of these the organisations from the second to the sixth. */
const LABELS = 3;
const FIGURES = 7;
const COLUMNS = LABELS + FIGURES;
const ORGANISATIONS = [4, 8] as const;

interface OwnColumn {
  readonly heading: readonly string[];
  /** Where it stands. */
  readonly at: number;
  /** The row of the header that its heading begins in: all of its height, or below 法人或其他组织. */
  readonly from: 0 | 2;
  /** Of a row, counted from 0. */
  readonly text: (random: Random, row: number, cells: readonly SheetCell[]) => string;
}

const OWN: readonly OwnColumn[] = [
  { heading: ['行次', '序号'], at: LABELS, from: 0, text: (_, row) => String(row + 1) },
  { heading: ['单位', '计量单位'], at: LABELS, from: 0, text: () => '件' },
  {
    heading: ['备注', '说明'],
    at: COLUMNS,
    from: 0,
    text: (random) => (random.chance(0.1) ? random.pick(['无', '见附件', '/', '3']) : ''),
  },
  { heading: ['上年', '去年同期'], at: COLUMNS, from: 0, text: (random) => String(random.integer(0, 20)) },
  { heading: ['占比'], at: COLUMNS, from: 0, text: (random) => random.pick(['0%', '12.5%', '100%', '']) },
  {
    heading: ['小计', '合计'],
    at: ORGANISATIONS[1] + 1,
    from: 2,
    text: (_, __, cells) =>
      String(
        cells
          .filter(({ column }) => column >= ORGANISATIONS[0] && column <= ORGANISATIONS[1])
          .reduce((sum, { text }) => sum + (Number(text) || 0), 0),
      ),
  },
];

/** The pieces, with a column more in table 3; one in three has that table in two, as over a page break. */
export function withOwnColumn(random: Random, made: Pieces): Pieces {
  const own = random.pick(OWN);
  const pieces = made.pieces.flatMap((piece): Piece[] => {
    if (piece.type === 'line' || piece.sheet.columns !== COLUMNS) return [piece];
    const sheet = withColumn(random, piece.sheet, own);
    const sheets = random.chance(0.3) ? cut(sheet, random.integer(sheet.header + 3, sheet.rows - 3)) : [sheet];
    return sheets.map((each) => ({ type: 'sheet', sheet: each }));
  });
  return { ...made, pieces };
}

function withColumn(random: Random, sheet: Sheet, { heading, at, from, text }: OwnColumn): Sheet {
  const cells = sheet.cells.map((cell) => {
    if (cell.column >= at) return { ...cell, column: cell.column + 1 };
    const reaches = from > 0 && cell.row === 1 && cell.column + cell.columnSpan === at;
    return reaches ? { ...cell, columnSpan: cell.columnSpan + 1 } : cell;
  });
  const put = (row: number, content: string, rowSpan = 1) =>
    cells.push({ row, column: at, text: content, rowSpan, columnSpan: 1 });
  put(from, random.pick(heading), sheet.header - from);
  if (from > 0)
    for (const [i, cell] of cells.entries())
      if (cell.row === 0 && cell.column < at && cell.column >= LABELS)
        cells[i] = { ...cell, columnSpan: cell.columnSpan + 1 };
  for (let row = sheet.header; row < sheet.rows; row++) {
    const figures = sheet.cells.filter((cell) => cell.row === row && cell.figure);
    put(row, text(random, row - sheet.header, figures));
  }
  return { ...sheet, columns: sheet.columns + 1, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column) };
}
