/**
 * Cells of which a document prints several figures, and nothing says which is the report's.
 */
import type { DraftCell } from '../form/draft';
import { TABLE_TITLES } from '../form/editions';
import type { TableRead } from './table';

/** The table, its cells of which several figures are printed unread. */
export function withOpenCells(table: TableRead, printsOf: (id: string) => readonly string[]): TableRead {
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
  const title = TABLE_TITLES[table.table];
  return {
    ...table,
    draft: { ...table.draft, cells },
    unread: [...cells.values()].filter((cell) => cell.state === 'UNREADABLE').length,
    notices: [
      ...table.notices,
      {
        code: 'READING_AMBIGUOUS' as const,
        zh: `“${title.zh}”的表格出现了不止一次，数字不同`,
        en: `The table "${title.en}" is printed more than once, with different figures`,
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
