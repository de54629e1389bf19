/**
 * Blank cells of table 3 in text that shows none. Where the totals add up, no row lost its figures: a row without any is blank, one
 * with seven is full, and a total is known where it is the sum of its row, or where no row prints one. In which column another figure
 * stands, sums hardly ever tell. Read so only where every label was found and all figures stand behind their labels, or all before them.
 */
import type { EditionId } from '../form/editions';
import { outcomeRows } from '../form/figures';
import { APPLICANT_COLUMNS } from '../form/rows';
import { isSum, totalsOf } from './blank-totals';
import type { LabelPattern } from './labels';
import type { LineRow, TableRows } from './line-rows';
import { type Reading, rowHolds } from './readings';
import type { Figure, Token } from './tokens';
import { readValue, type Value } from './values';

const COLUMNS = APPLICANT_COLUMNS.length;

/** A row, its figures, and the cells that are known of it; the others are unreadable. */
export interface SearchedRead {
  readonly row: LineRow;
  readonly reading: Reading;
}

/** The rows of the table; undefined where the totals do not add up, or both with figures behind their labels and before them. */
export function searchedRows(
  { rows, figures, below }: TableRows,
  patterns: readonly LabelPattern[],
  form: EditionId,
  tokens: readonly Token[],
  toValue: (figure: Figure) => Value,
): SearchedRead[] | undefined {
  if (rows.length !== patterns.length || rows.some((row) => row.readBy !== 'LABEL' || row.mixed) || below > 0)
    return undefined;
  if (rows.some((row, i) => i > 0 && row.at <= rows[i - 1]!.at) || figures.length === rows.length * COLUMNS)
    return undefined;
  const placeOf = new Map(tokens.map((token, at) => [token, at]));
  const places = figures.map((figure) => placeOf.get(figure)!);
  const sides = [
    places.map((at) => rows.findLastIndex((row) => row.at < at)),
    places.map((at) => rows.findIndex((row) => row.at > at)),
  ];
  const found = sides.flatMap((owners) => {
    if (owners.includes(-1)) return [];
    const given = rows.map((row, i) => ({ ...row, figures: figures.filter((_, k) => owners[k] === i) }));
    const read = searched(given, form, toValue);
    return read ? [read] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

function searched(
  rows: readonly LineRow[],
  form: EditionId,
  toValue: (figure: Figure) => Value,
): SearchedRead[] | undefined {
  const counted = rows.map((row) => ({
    id: row.row,
    figures: row.figures.map((figure) => readValue(figure.text, 'COUNT').count ?? Number.NaN),
  }));
  if (counted.some(({ figures }) => figures.length > COLUMNS || figures.some(Number.isNaN))) return undefined;
  const isSome = (id: string) => counted.find((row) => row.id === id)!.figures.some((figure) => figure > 0);
  const parts = outcomeRows(form);
  // Zeros say nothing.
  if (!isSome('concluded') || !isSome('received') || !parts.some(isSome)) return undefined;
  const sums = { inflow: ['received', 'carriedIn'], parts, total: 'concluded', left: 'carriedForward' } as const;
  const totals = totalsOf(counted, sums);
  if (!totals) return undefined;
  // A figure by itself on a line may be the number of a page, with which sums hold by chance.
  const isPlain = totals.isPlain && rows.every((row) => new Set(row.figures.map((figure) => figure.row)).size < 2);
  const isUnprinted = totals.printed === 'NONE' && !rows.some((row) => isFull(row) && parts.includes(row.row));
  return rows.map((row, i) => {
    const { id, figures } = counted[i]!;
    if (isFull(row)) {
      const full = row.figures.map(toValue);
      return { row, reading: isTorn(row, full) ? full.map(() => unread(row.figures)) : full };
    }
    if (figures.length === 0) return { row, reading: new Array(COLUMNS).fill(null) };
    const isPart = parts.includes(id);
    if (isUnprinted && isPart && figures.length === COLUMNS - 1)
      return { row, reading: [...row.figures.map(toValue), null] };
    const isPrinted = totals.printed === 'ALL' && isSum(figures) && (figures.length > 2 || isPlain);
    const unknown = APPLICANT_COLUMNS.slice(1).map(() => unread(row.figures));
    const isBlank = isUnprinted && isPart;
    const last = isPrinted ? toValue(row.figures.at(-1)!) : isBlank ? null : unread(row.figures);
    return { row, reading: [...unknown, last] };
  });
}

/** Seven figures on several lines that are not added up: one may be the number of a page. */
const isTorn = ({ figures }: LineRow, reading: Reading): boolean =>
  new Set(figures.map((figure) => figure.row)).size > 1 && !rowHolds(reading);

const isFull = (row: LineRow): boolean => row.figures.length === COLUMNS;

const unread = (figures: readonly Figure[]): Value => ({
  state: 'UNREADABLE',
  printed: figures.map((figure) => figure.text).join(' '),
});
