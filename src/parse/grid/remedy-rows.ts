/**
 * Which row of a table 4 is the report's, where others stand below the same header: last year's, a part of the whole, the change. Their
 * labels say so. What another row prints fills no blank of the report's.
 */
import type { GridCell } from '../../extract/document';
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { plain, visible } from '../printed/characters';
import { arabicYears } from '../printed/years';
import { isBlankCell, type MatrixRow, splitRow } from './matrix';

const ALL = TABLE4_BLOCKS.length * OUTCOME_COLUMNS.length;

/** A row of figures, with the header above it. */
interface Row {
  readonly row: MatrixRow;
  readonly header: number;
  readonly cells: readonly { readonly cell: GridCell; readonly outcome: string; readonly block: string | undefined }[];
}

/** A row of which nothing shows that it is the report's. */
export interface Doubtful {
  readonly isDoubtful?: boolean;
}

/** The rows that are the report's, and those that may be. `year`: the report's, where it is known. */
export function ownRows<T extends Row>(rows: readonly T[], year: () => number | undefined): (T & Doubtful)[] {
  const groups = new Map<string, T[]>();
  for (const [i, each] of rows.entries()) {
    const key = keyOf(each) ?? `${i}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const chosen = new Set([...groups.values()].flatMap((group) => (group.length > 1 ? chosenOf(group, year()) : group)));
  const doubtful = new Set([...groups.values()].filter((group) => !group.some((each) => chosen.has(each))).flat());
  return rows.flatMap((each) =>
    chosen.has(each) ? [each] : doubtful.has(each) ? [{ ...each, isDoubtful: true }] : [],
  );
}

/** The table and the columns that a row is of; undefined where its block is not named. */
function keyOf({ row, header, cells }: Row): string | undefined {
  const isAll = cells.length === 0 || cells.length >= ALL;
  if (!isAll && cells.some(({ block }) => block === undefined)) return undefined;
  const names = isAll ? [] : cells.map(({ block, outcome }) => `${block}.${outcome}`).sort();
  return [row.matrix.order, header, ...names].join(' ');
}

/** Those of the rows of the same columns that are the report's; none where nothing shows which are. */
function chosenOf<T extends Row>(rows: readonly T[], year: number | undefined): readonly T[] {
  const said = new Map(rows.map((each) => [each, saidOf(labelOf(each), year)]));
  const own = rows.filter((each) => said.get(each) === 'OWN');
  const open = rows.filter((each) => said.get(each) === undefined);
  const filled = open.filter((each) => labelOf(each) !== '' || !isEmpty(each));
  // Where others are named, an empty row that nothing is written before may be no row at all.
  const possible = own.length > 0 ? own : filled.length > 0 || open.length < rows.length ? filled : open;
  return new Set(possible.map(labelOf)).size > 1 ? [] : possible;
}

/** Whether all of a row's figures are blank. */
export const isEmpty = ({ row, cells }: Row): boolean =>
  (cells.length > 0 ? cells.map(({ cell }) => cell) : row.cells).every(isBlankCell);

/** Whether a row is none of the table: without figures, behind a heading or a sentence. */
export const isText = (row: Row): boolean => isEmpty(row) && TEXT.test(labelOf(row));

/** What stands in a row before its figures. */
function labelOf({ row, cells }: Row): string {
  const labels = cells[0] ? row.cells.slice(0, Math.max(0, row.cells.indexOf(cells[0].cell))) : splitRow(row).labels;
  return labels.map(({ text }) => visible(text).replace(/\s+/g, '')).join('');
}

/** A heading of a section, a sentence, or what is too long for the label of a row: sheets have the report's text in rows of their own. */
const TEXT = /^[一二三四五六七八]、|[。；，]|.{20}/;
const PART = /其中|占比|比[例重]|结转|新收|新增|^(?:备注|说明|注)/;
const CHANGE = /同比|环比|增减|增长|增幅|变化|差额|[比较][上去]/;
const BEFORE = /上一?年度?|上年|去年|同期/;
const OWN = /本年度?|今年|当年|本期/;

/** What the label of a row says of it: that it is of the report's year, or that it is not the report's. */
function saidOf(label: string, own: number | undefined): 'OWN' | 'OTHER' | undefined {
  const source = arabicYears(plain(label));
  if (PART.test(source) || CHANGE.test(source)) return 'OTHER';
  const years = [...source.matchAll(/(?<!\d)(20\d{2})(?!\d)/g)].map((match) => Number(match[1]));
  const said = new Set<'OWN' | 'OTHER' | undefined>(
    years.map((year) => (own === undefined ? undefined : year === own ? 'OWN' : 'OTHER')),
  );
  if (BEFORE.test(source)) said.add('OTHER');
  if (OWN.test(source)) said.add('OWN');
  return said.size === 1 ? [...said][0] : undefined;
}
