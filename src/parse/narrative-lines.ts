/**
 * The lines of a document that its narrative is in: those outside of tables, and of tables the rows that are one text. Offices print the
 * title of a section in the first row of its table, and a sheet has all of its text in rows of tables.
 */
import type { Document, Grid, TextLine } from '../extract/document';
import { lettersOf } from './printed/characters';
import { isFurniture, isRowText } from './printed/labels';
import type { SourceLine } from './printed/source-lines';
import { isSectionHeading } from './section-heading';

const SHEETS: readonly string[] = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] satisfies Document['mediaType'][];

/** `sources`: the document's lines, those of its grids' rows among them. */
export function narrativeLines(document: Document, sources: readonly SourceLine[]): TextLine[] {
  const isSheet = SHEETS.includes(document.mediaType);
  const alone = new Map<number, ReadonlySet<number>>();
  const isAlone = (block: number, row: number) => {
    const rows = alone.get(block) ?? rowsOfOneText(document.blocks[block] as Grid);
    alone.set(block, rows);
    return rows.has(row);
  };
  return sources.flatMap(({ line, block, row }): TextLine[] => {
    if (row === undefined) return [line];
    if (!isAlone(block, row)) return [];
    return isSectionHeading(line) || (isSheet && !isOfTable(line)) ? [line] : [];
  });
}

function rowsOfOneText({ cells }: Grid): ReadonlySet<number> {
  const texts = new Map<number, number>();
  for (const { row, text } of cells) if (text.trim() !== '') texts.set(row, (texts.get(row) ?? 0) + 1);
  return new Set([...texts].flatMap(([row, count]) => (count === 1 ? [row] : [])));
}

function isOfTable({ text }: TextLine): boolean {
  const letters = lettersOf(text);
  return isRowText(letters) || ([2, 3, 4] as const).some((table) => isFurniture(letters, table));
}
