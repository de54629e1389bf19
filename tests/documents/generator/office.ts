/**
 * Reports as files of office programs: Word documents with merged cells, workbooks and CSV of the three tables.
 */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { Workbook, type Worksheet } from 'exceljs';
import { encodeGbk } from '../../extract/gbk';
import { cut, type Sheet, type SheetCell } from './layout';
import type { Pieces } from './pieces';
import type { Random } from './random';

/** A Word document of the pieces. */
export async function wordFile(random: Random, { title, pieces }: Pieces): Promise<Buffer> {
  const noisy = random.chance(0.6);
  const children = pieces.flatMap((piece, i): (Paragraph | Table)[] => {
    if (piece.type === 'sheet') return wordTables(random, piece.sheet, noisy);
    if (i === 0)
      return [new Paragraph({ text: piece.text, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER })];
    return [new Paragraph({ children: runs(random, piece.text, noisy) })];
  });
  const footer = new Footer({
    children: [new Paragraph({ children: [new TextRun({ children: ['- ', PageNumber.CURRENT, ' -'] })] })],
  });
  return Packer.toBuffer(new Document({ title, sections: [{ footers: { default: footer }, children }] }));
}

/** Word divides the runs of a paragraph wherever language, font or an edit changes. */
function runs(random: Random, text: string, noisy: boolean): TextRun[] {
  if (!noisy || text.length < 2 || random.chance(0.5)) return [new TextRun(text)];
  const at = random.integer(1, text.length - 1);
  return [new TextRun({ text: text.slice(0, at), font: '仿宋' }), new TextRun({ text: text.slice(at), size: 21 })];
}

function wordTables(random: Random, sheet: Sheet, noisy: boolean): (Paragraph | Table)[] {
  const parts =
    sheet.rows > 20 && random.chance(0.2) ? cut(sheet, random.integer(6, sheet.rows - 3)) : ([sheet] as const);
  return parts.flatMap((part) => [wordTable(random, part, noisy), new Paragraph('')]);
}

function wordTable(random: Random, sheet: Sheet, noisy: boolean): Table {
  const repeats = random.chance(0.3);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: Array.from(
      { length: sheet.rows },
      (_, row) =>
        new TableRow({
          tableHeader: repeats && row < sheet.header,
          children: sheet.cells
            .filter((cell) => cell.row === row)
            .map(
              (cell) =>
                new TableCell({
                  rowSpan: cell.rowSpan,
                  columnSpan: cell.columnSpan,
                  verticalAlign: VerticalAlign.CENTER,
                  children: paragraphs(random, cell).map(
                    (text) => new Paragraph({ children: runs(random, text, noisy) }),
                  ),
                }),
            ),
        }),
    ),
  });
}

/** A label may be typed in several paragraphs: by words, or a letter a line. */
function paragraphs(random: Random, cell: SheetCell): string[] {
  if (cell.figure || cell.text.length < 4 || !random.chance(0.15)) return [cell.text];
  if (cell.rowSpan > 10) return [...cell.text];
  const at = random.integer(1, cell.text.length - 1);
  return [cell.text.slice(0, at), cell.text.slice(at)];
}

/** A workbook of the pieces: all on one sheet, or a sheet a table; figures as numbers or as text. */
export async function workbookFile(random: Random, { title, pieces }: Pieces): Promise<Buffer> {
  const workbook = new Workbook();
  const apart = random.chance(0.4);
  const numeric = random.chance(0.7);
  const left = random.chance(0.2) ? 1 : 0;
  let sheet = workbook.addWorksheet(random.pick(['Sheet1', '年报', '2021']));
  let at = 1 + (random.chance(0.2) ? 2 : 0);
  sheet.getCell(at++, 1).value = title;
  const narrated = random.chance(0.5);
  let tables = 0;
  for (const piece of pieces.slice(1)) {
    if (piece.type === 'line') {
      if (narrated || /^[二三四]、/.test(piece.text)) sheet.getCell(at++, 1).value = piece.text;
      continue;
    }
    if (apart && tables++ > 0) {
      sheet = workbook.addWorksheet(`表${tables}`);
      at = 1;
    }
    fill(random, sheet, piece.sheet, at, left, numeric);
    at += piece.sheet.rows + random.integer(0, 2);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function fill(random: Random, to: Worksheet, sheet: Sheet, top: number, left: number, numeric: boolean): void {
  for (const cell of sheet.cells) {
    const [row, column] = [top + cell.row, 1 + left + cell.column];
    const place = to.getCell(row, column);
    if (cell.figure && numeric && /^-?(?:\d{1,12})(?:\.\d+)?$/.test(cell.text)) {
      place.value = Number(cell.text);
      if (random.chance(0.1) && /^\d+$/.test(cell.text)) place.numFmt = random.pick(['0', '#,##0', 'General', '0_ ']);
    } else if (cell.text !== '')
      place.value = random.chance(0.1) && !cell.figure ? { richText: [{ text: cell.text }] } : cell.text;
    if (cell.rowSpan > 1 || cell.columnSpan > 1)
      to.mergeCells(row, column, row + cell.rowSpan - 1, column + cell.columnSpan - 1);
  }
}

/** CSV of the pieces, with a span's text once or in each place. */
export function csvFile(random: Random, { pieces }: Pieces): Buffer {
  const delimiter = random.pick([',', ',', '\t', ';']);
  const repeat = random.chance(0.4);
  const narrated = random.chance(0.5);
  const trailing = random.chance(0.4);
  const quote = (text: string) =>
    text.includes(delimiter) || text.includes('"') || random.chance(0.05) ? `"${text.replaceAll('"', '""')}"` : text;
  const widest = Math.max(...pieces.map((piece) => (piece.type === 'sheet' ? piece.sheet.columns : 1)));
  const line = (texts: readonly string[]) =>
    [...texts.map(quote), ...new Array<string>(trailing ? widest - texts.length : 0).fill('')].join(delimiter);
  const lines = pieces.flatMap((piece, i) => {
    if (piece.type === 'line') return narrated || i === 0 || /^[二三四]、/.test(piece.text) ? [line([piece.text])] : [];
    return written(piece.sheet, repeat).map(line);
  });
  const text = lines.join(random.pick(['\n', '\r\n']));
  const gbk = random.chance(0.3) && !/[①-⑳開規數務請]/u.test(text);
  return gbk ? Buffer.from(encodeGbk(text)) : Buffer.from(`${random.chance(0.5) ? '\ufeff' : ''}${text}`);
}

function written(sheet: Sheet, repeat: boolean): string[][] {
  const rows: string[][] = Array.from({ length: sheet.rows }, () => new Array<string>(sheet.columns).fill(''));
  for (const cell of sheet.cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        if ((row === cell.row && column === cell.column) || repeat) rows[row]![column] = cell.text;
  return rows;
}
