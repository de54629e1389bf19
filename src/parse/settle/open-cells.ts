/**
 * Cells of which a document prints several figures, and nothing says which is the report's.
 */
import type { DraftCell } from '../../form/draft';
import { TABLE_TITLES } from '../../form/editions';
import type { TableRead } from './table';

/** Why nothing says which of several figures is a cell's, of a table of this title. */
type Reason = (title: { readonly zh: string; readonly en: string }) => { readonly zh: string; readonly en: string };

const PRINTED_AGAIN: Reason = (title) => ({
  zh: `“${title.zh}”的表格出现了不止一次，数字不同`,
  en: `The table "${title.en}" is printed more than once, with different figures`,
});

/** Text whose figures stand below other headings as wide as its characters are taken to be. */
export const OF_UNKNOWN_WIDTH: Reason = (title) => ({
  zh: `“${title.zh}”的文本没有表明空白格在哪一列`,
  en: `The text of the table "${title.en}" does not show in which columns its blank cells are`,
});

/** The table, its cells of which several figures are printed unread. */
export function withOpenCells(
  table: TableRead,
  printsOf: (id: string) => readonly string[],
  reason: Reason = PRINTED_AGAIN,
): TableRead {
  const cells = new Map(table.draft.cells);
  const open: string[] = [];
  for (const [id, cell] of cells) {
    const prints = printsOf(id);
    if (prints.length < 2) continue;
    open.push(id);
    const printed = prints.join(' / ');
    cells.set(id, { state: 'UNREADABLE', origin: { ...cell.origin, printed, readBy: 'LABEL', confidence: 0 } });
  }
  if (open.length === 0) return table;
  return {
    ...table,
    draft: { ...table.draft, cells },
    unread: [...cells.values()].filter((cell) => cell.state === 'UNREADABLE').length,
    notices: [
      ...table.notices,
      {
        code: 'READING_AMBIGUOUS' as const,
        ...reason(TABLE_TITLES[table.table]),
        cells: open,
      },
    ],
  };
}

/** What a cell prints as a figure, to be compared: "" of a blank one, "?" of one that is not read. */
export function figureOf(cell: DraftCell | undefined): string {
  if (!cell || cell.state === 'UNREADABLE') return '?';
  return cell.state === 'REPORTED' ? (cell.amount ?? String(cell.count)) : '';
}
