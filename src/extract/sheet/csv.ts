/**
 * CSV of a table or of several, parted by blank rows. The Document has a grid for each table, every cell of one row and one
 * column, and a line for each row with a single cell in a piece without a table. Numbers of lines are those of the records.
 */
import { parse } from 'csv-parse/sync';
import type { Document } from '../document';
import { type Meter, tooLarge } from '../limits';
import { printedMetadata } from '../metadata';
import { damaged, empty } from '../refusals';
import { type SheetCell, sheetBlocks } from './sheet';

const DELIMITERS = [',', '\t', ';'] as const;
/** Lines that are looked at to tell a table from a text. */
const SAMPLE = 200;

/**
 * The delimiter of a text that is a table, or undefined: most lines that are not blank have it, and as often as each other. A
 * file that is named as a CSV needs it in one line only.
 */
export function delimiterOf(text: string, isNamed: boolean): string | undefined {
  const lines = text.split(/\r\n|\r|\n/, SAMPLE).filter((line) => line.trim() !== '');
  const counted = DELIMITERS.map((delimiter) => {
    const counts = lines
      .map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1)
      .filter((count) => count > 0);
    const usual = mostFrequent(counts);
    return { delimiter, lines: counts.length, alike: counts.filter((count) => count === usual).length };
  }).sort((a, b) => b.lines - a.lines);
  const best = counted[0]!;
  if (isNamed) return best.lines > 0 ? best.delimiter : undefined;
  return best.lines >= 3 && best.lines >= lines.length * 0.8 && best.alike >= best.lines * 0.8
    ? best.delimiter
    : undefined;
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Throws Problem DAMAGED_FILE where a quoted field does not end, EMPTY_FILE where nothing is in it. */
export function extractCsv(text: string, charset: string, delimiter: string, meter: Meter): Document {
  const rows = recordsOf(text, delimiter, meter);
  const cells: SheetCell[] = [];
  for (const [row, fields] of rows.entries()) {
    // A row that is all blank has no cells: it parts tables.
    if (fields.every((field) => field.trim() === '')) continue;
    for (const [column, field] of fields.entries())
      if (field.trim() !== '') cells.push({ text: field, row, column, rowSpan: 1, columnSpan: 1 });
  }
  const blocks = sheetBlocks(cells, 1, meter);
  if (blocks.length === 0) throw empty();
  return { mediaType: 'text/csv', charset, blocks, meta: printedMetadata(blocks), images: 0 };
}

function recordsOf(text: string, delimiter: string, meter: Meter): string[][] {
  let fields = 0;
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      on_record: (record: string[]) => {
        fields += record.length;
        if (fields > meter.limits.cells) throw tooLarge('cells', meter.limits.cells);
        meter.checkTime();
        return record;
      },
    }) as string[][];
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error;
    throw damaged({ zh: 'CSV 中的引号没有配对', en: 'a quoted field of the CSV does not end' });
  }
}
