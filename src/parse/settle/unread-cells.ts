/** Cells that were read and are in doubt all the same. */
import type { DraftCell, DraftNotice } from '../../form/draft';
import type { TableRead } from './table';

/** The table, these of its cells unread, what they print kept, and a notice that says why; the table itself where they all are already. */
export function withUnreadCells(
  read: TableRead,
  ids: ReadonlySet<string>,
  why: { readonly zh: string; readonly en: string; readonly code?: DraftNotice['code'] },
): TableRead {
  const cells = new Map<string, DraftCell>(read.draft.cells);
  const changed = [...cells].flatMap(([id, { state }]) => (ids.has(id) && state !== 'UNREADABLE' ? [id] : []));
  if (changed.length === 0) return read;
  for (const id of changed)
    cells.set(id, { state: 'UNREADABLE', origin: { readBy: 'LABEL', ...cells.get(id)!.origin, confidence: 0 } });
  return {
    ...read,
    draft: { ...read.draft, cells },
    unread: read.unread + changed.length,
    notices: [...read.notices, { code: 'CELL_UNREADABLE', ...why, cells: changed }],
  };
}
