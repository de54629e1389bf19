/**
 * XLSX, from its XML. The Document has the visible sheets one after the other: each piece that blank rows part is a grid (merged
 * cells with their extent, every other place a cell, blank or not) or, where its rows have one cell each, lines. Formulas are
 * read as the value that was stored with them; numbers as they are stored, dates as ISO dates.
 */
import type { Block, Document } from '../document';
import type { Meter } from '../limits';
import { printedMetadata } from '../metadata';
import { coreMetadata, partOf, relations } from '../office';
import { damaged, empty } from '../refusals';
import { childNamed, childrenNamed, parseXml, textIn, type XmlElement } from '../xml';
import type { Archive } from '../zip';
import { type SheetCell, sheetBlocks } from './sheet';

/** A sheet of the format has no more rows or columns. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const LOOKS: ReadonlySet<string> = new Set(['conditionalFormatting', 'dataValidations', 'extLst', 'rPh', 'rPr']);
/** Names that programs give to sheets. */
const NO_NAME = /^(?:sheet|工作表)\s*\d*$/i;

interface Book {
  readonly strings: readonly string[];
  /** Whether cells of each style show dates. */
  readonly dates: readonly boolean[];
  readonly dates1904: boolean;
}

/** Throws Problem DAMAGED_FILE where the XML is not a workbook's, EMPTY_FILE where no visible sheet has anything. */
export function extractXlsx(archive: Archive, mainName: string, meter: Meter): Document {
  const workbook = parseXml(archive.read(mainName)!, meter);
  const related = relations(archive, mainName, meter);
  const part = (type: string) => partOf(archive, related.find((each) => each.type.endsWith(`/${type}`))?.target, meter);
  const book: Book = {
    strings: childrenNamed(part('sharedStrings'), 'si').map(stringOf),
    dates: dateStyles(part('styles')),
    dates1904: isTrue(childNamed(workbook, 'workbookPr')?.attributes.date1904),
  };
  const sheets = childrenNamed(childNamed(workbook, 'sheets'), 'sheet');
  if (sheets.length === 0) throw damaged({ zh: '缺少工作表', en: 'it has no sheets' });
  const blocks: Block[] = [];
  let images = 0;
  for (const sheet of sheets) {
    if ((sheet.attributes.state ?? 'visible') !== 'visible') continue;
    const target = related.find((each) => each.id === sheet.attributes.id)?.target;
    const bytes = target === undefined ? undefined : archive.read(target);
    if (!bytes) throw damaged({ zh: '缺少工作表', en: 'a sheet is missing' });
    const root = parseXml(bytes, meter, LOOKS);
    const last = blocks.at(-1);
    const nextLine = last ? last.line + (last.type === 'grid' ? last.rows : 1) : 1;
    const found = sheetBlocks(cellsOf(root, book, meter), nextLine + 1, meter);
    const name = (sheet.attributes.name ?? '').trim();
    if (found.length > 0 && name !== '' && !NO_NAME.test(name))
      blocks.push({ type: 'line', text: name, line: nextLine });
    for (const block of found) blocks.push(block);
    images += picturesOf(archive, target!, meter);
  }
  if (blocks.length === 0 && images === 0) throw empty();
  return {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    blocks,
    meta: { ...coreMetadata(archive, meter), ...printedMetadata(blocks) },
    images,
  };
}

function picturesOf(archive: Archive, sheet: string, meter: Meter): number {
  const drawings = relations(archive, sheet, meter).filter(({ type }) => type.endsWith('/drawing'));
  return drawings
    .flatMap(({ target }) => relations(archive, target, meter))
    .filter(({ type }) => type.endsWith('/image')).length;
}

/** A string of the table: its text or its runs; readings of characters are not part of it. */
function stringOf(element: XmlElement): string {
  return element.children
    .map((child) =>
      typeof child === 'string' ? '' : child.name === 't' ? textIn(child) : child.name === 'r' ? stringOf(child) : '',
    )
    .join('');
}

/** Number formats that come with the format and show dates. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

function dateStyles(styles: XmlElement | undefined): boolean[] {
  const own = new Map(
    childrenNamed(childNamed(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes.numFmtId),
      /[yd]/i.test((attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, '')),
    ]),
  );
  return childrenNamed(childNamed(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return own.get(id) ?? DATE_FORMATS.has(id);
  });
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}

/** The cells of a sheet that have text, or that are merged in a row that has. Hidden rows and columns are passed over. */
function cellsOf(root: XmlElement, book: Book, meter: Meter): SheetCell[] {
  const rows = rowsOf(root);
  const hiddenRows = new Set(rows.filter(({ element }) => isTrue(element.attributes.hidden)).map(({ row }) => row));
  const hiddenColumns = new Set(hiddenColumnsOf(root));
  const rowAt = visible([...hiddenRows]);
  const columnAt = visible([...hiddenColumns]);
  const merged = new Map(mergesOf(root).map((merge) => [`${merge.row},${merge.column}`, merge]));
  const read: { text: string; row: number; column: number }[] = [];
  for (const { element, row } of rows) {
    if (hiddenRows.has(row)) continue;
    let column = -1;
    for (const cell of childrenNamed(element, 'c')) {
      column = placeOf(cell.attributes.r ?? '')?.column ?? column + 1;
      if (!hiddenColumns.has(column)) read.push({ text: textOfCell(cell, book), row, column });
    }
  }
  const filled = read.filter(({ text }) => text.trim() !== '');
  const filledRows = new Set(filled.map(({ row }) => row));
  const bottom = filled.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const right = filled.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const cells: SheetCell[] = [];
  for (const { text, row, column } of read) {
    const merge = merged.get(`${row},${column}`);
    if (!filledRows.has(row) || (text.trim() === '' && !merge)) continue;
    // Areas are merged far beyond what is written.
    const end = { row: Math.min(merge?.endRow ?? 0, bottom), column: Math.min(merge?.endColumn ?? 0, right) };
    const rowSpan = Math.max(1, rowAt(end.row) - rowAt(row));
    const columnSpan = Math.max(1, columnAt(end.column) - columnAt(column));
    meter.addCells(rowSpan * columnSpan);
    cells.push({ text, row: rowAt(row), column: columnAt(column), rowSpan, columnSpan });
  }
  return cells;
}

function rowsOf(root: XmlElement): { element: XmlElement; row: number }[] {
  let row = -1;
  return childrenNamed(childNamed(root, 'sheetData'), 'row').map((element) => {
    row = element.attributes.r === undefined ? row + 1 : Number(element.attributes.r) - 1;
    if (!(row >= 0 && row < MOST_ROWS)) throw damaged({ zh: '行号有误', en: 'a row has no valid number' });
    return { element, row };
  });
}

/** Merged areas; the ends are the first row and column after them. */
function mergesOf(root: XmlElement): { row: number; column: number; endRow: number; endColumn: number }[] {
  return childrenNamed(childNamed(root, 'mergeCells'), 'mergeCell').flatMap(({ attributes }) => {
    const [from, to] = (attributes.ref ?? '').split(':').map(placeOf);
    return from && to ? [{ ...from, endRow: to.row + 1, endColumn: to.column + 1 }] : [];
  });
}

function hiddenColumnsOf(root: XmlElement): number[] {
  return childrenNamed(childNamed(root, 'cols'), 'col').flatMap(({ attributes }) => {
    if (!isTrue(attributes.hidden)) return [];
    const from = Math.max(1, Number(attributes.min));
    const to = Math.min(MOST_COLUMNS, Number(attributes.max));
    return from <= to ? Array.from({ length: to - from + 1 }, (_, i) => from - 1 + i) : [];
  });
}

/** From a place in the sheet to its place among those that are visible. */
function visible(hidden: readonly number[]): (place: number) => number {
  const sorted = [...hidden].sort((a, b) => a - b);
  return (place) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return place - low;
  };
}

/** "C12" as row 11 and column 2. */
function placeOf(reference: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const row = Number(match[2]) - 1;
  return row >= 0 && row < MOST_ROWS && column < MOST_COLUMNS ? { row, column } : undefined;
}

function textOfCell(cell: XmlElement, book: Book): string {
  const inline = childNamed(cell, 'is');
  if (inline) return stringOf(inline);
  const value = childNamed(cell, 'v');
  if (!value) return '';
  const text = textIn(value);
  switch (cell.attributes.t ?? 'n') {
    case 's': {
      const string = book.strings[Number(text)];
      if (string === undefined) throw damaged({ zh: '缺少单元格文字', en: 'the text of a cell is missing' });
      return string;
    }
    case 'n':
      return numberText(text, book.dates[Number(cell.attributes.s ?? 0)] === true, book.dates1904);
    default:
      return text;
  }
}

/** Numbers are stored with 17 digits (7730.2799999999997); the shortest decimal that is the same number was typed. */
function numberText(stored: string, isDate: boolean, dates1904: boolean): string {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return stored;
  if (isDate && number >= 61 && number < 2_958_466) {
    const day = Math.floor(number) + (dates1904 ? 1462 : 0);
    return new Date(Date.UTC(1899, 11, 30 + day)).toISOString().slice(0, 10);
  }
  const shortest = String(number);
  return shortest.includes('e') ? stored : shortest;
}
