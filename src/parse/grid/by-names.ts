/** Rows of table 3 below a header that names some of its columns only: read by these names, the other columns unread. */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { RowRead, TableRead } from '../settle/table';
import { withUnreadCells } from '../settle/unread-cells';
import type { Matrix } from './matrix';
import { type PartialHeader, readByNames } from './partial-header';
import { described } from './request-cells';
import type { NamedRow } from './rows';

export function namedRead(row: NamedRow, header: PartialHeader): RowRead {
  const reading = readByNames(row, header);
  return { ...described(row), readings: reading ? [reading] : [] };
}

/** The table, the columns unread that its headers do not name; text that shows no columns has nothing to say of them. */
export function withoutUnnamed(
  table: TableRead,
  rows: readonly NamedRow[],
  headers: ReadonlyMap<Matrix, PartialHeader>,
): TableRead {
  const unnamed = new Map<string, { readonly why: Reason; readonly ids: string[] }>();
  for (const { row, at } of rows) {
    const header = headers.get(at.matrix);
    if (!header) continue;
    const why = reasonOf(header);
    const columns = APPLICANT_COLUMNS.filter((_, i) => header.isUnsure || header.named[i] === undefined);
    const known = unnamed.get(why.zh) ?? { why, ids: [] };
    unnamed.set(why.zh, { why, ids: [...known.ids, ...columns.map(({ id }) => `${row}.${id}`)] });
  }
  const read = [...unnamed.values()].reduce((so, { why, ids }) => withUnreadCells(so, new Set(ids), why), table);
  return headers.size > 0 ? { ...read, isTorn: true } : read;
}

interface Reason {
  readonly code: 'COLUMNS_DIFFER';
  readonly zh: string;
  readonly en: string;
}

function reasonOf({ named, foreign, isUnsure }: PartialHeader): Reason {
  const missing = APPLICANT_COLUMNS.filter((_, column) => named[column] === undefined);
  const lacks = missing.length > 0;
  const zh = [
    ...(lacks ? [`表三的表头没有${missing.map((column) => `“${column.zh}”`).join('、')}`] : []),
    ...(foreign.length > 0 ? [`表三的表头有表式以外的${foreign.map((text) => `“${text}”`).join('、')}`] : []),
    isUnsure ? '不能确定各列数字属于哪一栏，未予读取' : '各列按表头的名称读取，没有的栏目未读取，表式以外的栏目未采用',
  ];
  const en = [
    ...(lacks ? [`The header of table 3 does not name: ${missing.map((column) => column.en).join(', ')}`] : []),
    ...(foreign.length > 0 ? [`It has columns that are none of the form's: ${foreign.join(', ')}`] : []),
    isUnsure
      ? 'It is not certain which figures are of which column: they are not read'
      : 'Columns are read by their names; those that are not named are unread',
  ];
  return { code: 'COLUMNS_DIFFER', zh: zh.join('；'), en: en.join('. ') };
}
