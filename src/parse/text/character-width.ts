/**
 * Table 2 in text of which it is not known how wide a Chinese character is, so that figures may stand below other headings than it seems: it
 * has no sums to tell.
 */
import { EDITION_IDS, edition } from '../../form/editions';
import { figureOf, OF_UNKNOWN_WIDTH, withOpenCells } from '../settle/open-cells';
import type { TableRead } from '../settle/table';

/**
 * The table, its cells unread that are other figures if characters are of the other width. Where that gives no reading, a row with blank cells
 * is read only if another row of its paragraph has none, so that it shows the places of the columns.
 */
export function inEitherWidth(read: TableRead, other: TableRead): TableRead {
  const rows = new Map<string, string[]>();
  for (const [id, cell] of read.draft.cells) rows.set(rowOf(id), [...(rows.get(rowOf(id)) ?? []), figureOf(cell)]);
  const isPartial = (row: string) => rows.get(row)!.includes('') && rows.get(row)!.some((figure) => figure !== '');
  const isFull = (row: string) => rows.get(row)?.every((figure) => figure !== '' && figure !== '?') ?? false;
  return withOpenCells(
    read,
    (id) => {
      const [own, otherwise] = [read, other].map(({ draft }) => figureOf(draft.cells.get(id)));
      const isUnheard =
        own === '?' || (otherwise === '?' && (!isPartial(rowOf(id)) || paragraphOf(rowOf(id)).some(isFull)));
      return isUnheard ? [] : [...new Set([own!, otherwise!])];
    },
    OF_UNKNOWN_WIDTH,
  );
}

const rowOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));

/** The rows that stand below the same headings as a row. */
function paragraphOf(row: string): readonly string[] {
  const blocks = EDITION_IDS.flatMap((id) => edition(id).table2.map((block) => block.rows.map((each) => each.id)));
  return blocks.filter((rows) => rows.includes(row)).flat();
}
