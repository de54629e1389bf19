/**
 * Blank cells of table 3 in text that shows none. Where the totals add up, no row lost its figures: a row without any is blank, one
 * with seven is full, and a total is known where it is the sum of its row, or where no row prints one. In which column another figure
 * stands, sums hardly ever tell. Where the totals do not add up, a row without figures may have lost them.
 * Read so only where all figures stand behind their labels, or all before them, and two labels are lost or spoilt at most.
 */
import type { EditionId } from '../../form/editions';
import { outcomeRows } from '../../form/figures';
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { LabelPattern } from '../printed/labels';
import type { Figure, Token } from '../printed/tokens';
import { figureValue, readValue, type Value } from '../printed/values';
import { type Reading, rowHolds, sameReading } from '../settle/readings';
import type { Found } from './align';
import { type CountedRow, isSum, totalsOf } from './blank-totals';
import { figuresOfGap, labelGaps, standBehind } from './label-gaps';
import type { Labels, LineRow, TableRows } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;

/** A row, its figures, and the cells that are known of it; the others are unreadable. */
export interface SearchedRead {
  readonly row: LineRow;
  readonly reading: Reading;
}

/** Labels that may be lost or spoilt. */
const MOST_MISSING = 2;

/**
 * The rows of the table, as far as their labels and totals tell; undefined where the totals add up both with figures behind their labels and
 * before them.
 */
export function searchedRows(
  { rows: given, figures, below }: TableRows,
  { text }: Labels,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
  form: EditionId,
): SearchedRead[] | undefined {
  if (found.length < patterns.length - MOST_MISSING || given.some((row) => row.mixed) || below > 0) return undefined;
  if (figures.length === patterns.length * COLUMNS) return undefined;
  const labelled = new Set(found.flatMap(({ from, to }) => text.token.slice(from, to)));
  const isBehind = standBehind(text, found, figures);
  const byId = new Map(given.map((row) => [row.row, row]));
  const sides = [true, false].flatMap((isAfter): Placed[][] => {
    if (isAfter !== (isBehind ?? isAfter)) return [];
    const gaps = labelGaps(text, found, patterns, figures, isAfter);
    // Before the first label, or behind the last one.
    if (gaps.some((gap) => gap.rows.length === 0 && gap.figures.length > 0)) return [];
    return [
      gaps.flatMap((gap) => {
        const own = figuresOfGap(gap, text.tokens, labelled, isAfter);
        return gap.rows.map(({ row }, i) => {
          const known = byId.get(row) ?? { ...EMPTY, row, readBy: 'POSITION' as const };
          return { row: { ...known, figures: own ? own[i]! : i === 0 ? gap.figures : [] }, isOpen: own === undefined };
        });
      }),
    ];
  });
  const read = sides.flatMap((rows) => {
    const cells = searched(rows, form);
    return cells ? [cells] : [];
  });
  if (read.length > 0) return read.length === 1 ? read[0] : undefined;
  const ends = found.map(({ to }) => text.token[to - 1]!);
  if (sides.length < (isBehind === undefined ? 2 : 1) || !isInLines(text.tokens, ends, figures)) return undefined;
  const [first, second] = sides.map((rows) => withoutTotals(rows));
  if (!first || sides.length === 1) return first;
  // Rows that are the same whether figures stand behind their labels or before them.
  return (
    second && first.map((each, i) => (sameReading(each.reading, second[i]!.reading) ? each : unknownRow(each.row)))
  );
}

/** A row whose label was not found. */
const EMPTY = { figures: [], ambiguous: false, confidence: 0.5, at: 0, apart: true };

/** A row with the figures that stand in its place; `isOpen`: some may be of a row beside it. */
interface Placed {
  readonly row: LineRow;
  readonly isOpen: boolean;
}

/** Ends of pages at which a line is missing between a label and its figures. */
const MOST_ENDS = 1;

/**
 * Whether the text keeps neither the places of paper, with more than one blank between figures, nor parts figures from labels by blank lines, as
 * programs do that take cells out of their rows.
 */
function isInLines(tokens: readonly Token[], labelEnds: readonly number[], figures: readonly Figure[]): boolean {
  const areApart = figures.some((figure, i) => {
    const before = figures[i - 1];
    return before?.row === figure.row && figure.from - before.to > 1;
  });
  const ends = labelEnds.filter((at) => {
    const next = tokens[at + 1];
    return next?.type === 'figure' && next.line > tokens[at]!.line + 1;
  });
  return !areApart && ends.length <= MOST_ENDS;
}

function searched(placed: readonly Placed[], form: EditionId): SearchedRead[] | undefined {
  const counted = countsOf(placed);
  if (!counted.every(isKnown)) return undefined;
  const isSome = (id: string) => counted.find((row) => row.id === id)!.figures.some((figure) => figure > 0);
  const parts = outcomeRows(form);
  // Zeros say nothing.
  if (!isSome('concluded') || !isSome('received') || !parts.some(isSome)) return undefined;
  const sums = { inflow: ['received', 'carriedIn'], parts, total: 'concluded', left: 'carriedForward' } as const;
  const totals = totalsOf(counted, sums);
  if (!totals) return undefined;
  // A figure by itself on a line may be the number of a page, with which sums hold by chance.
  const isPlain =
    totals.isPlain && placed.every(({ row }) => new Set(row.figures.map((figure) => figure.row)).size < 2);
  const isUnprinted = totals.printed === 'NONE' && !placed.some(({ row }) => isFull(row) && parts.includes(row.row));
  return placed.map(({ row, isOpen }, i) => {
    const { id, figures } = counted[i]!;
    if (isOpen) return unknownRow(row);
    if (isFull(row)) {
      const full = row.figures.map(figureValue);
      return { row, reading: isTorn(row, full) ? full.map(() => unread(row.figures)) : full };
    }
    if (figures.length === 0) return { row, reading: new Array(COLUMNS).fill(null) };
    const isPart = parts.includes(id);
    if (isUnprinted && isPart && figures.length === COLUMNS - 1)
      return { row, reading: [...row.figures.map(figureValue), null] };
    const isPrinted = totals.printed === 'ALL' && isSum(figures) && (figures.length > 2 || isPlain);
    const unknown = APPLICANT_COLUMNS.slice(1).map(() => unread(row.figures));
    const isBlank = isUnprinted && isPart;
    const last = isPrinted ? figureValue(row.figures.at(-1)!) : isBlank ? null : unread(row.figures);
    return { row, reading: [...unknown, last] };
  });
}

const unknownRow = (row: LineRow): SearchedRead => ({ row, reading: APPLICANT_COLUMNS.map(() => unread(row.figures)) });

const countsOf = (placed: readonly Placed[]): CountedRow[] =>
  placed.map(({ row }) => ({
    id: row.row,
    figures: row.figures.map((figure) => readValue(figure.text, 'COUNT').count ?? Number.NaN),
  }));

const isKnown = ({ figures }: CountedRow): boolean => figures.length <= COLUMNS && !figures.some(Number.isNaN);

/**
 * The rows by their labels alone, where the totals do not add up: full rows that add up. A row without figures may have lost them, as others
 * must have.
 */
function withoutTotals(placed: readonly Placed[]): SearchedRead[] | undefined {
  // One may be the number of a page; more are of several rows.
  if (countsOf(placed).some(({ figures }) => figures.length > COLUMNS + 1)) return undefined;
  return placed.map(({ row, isOpen }) => {
    const full = row.figures.map(figureValue);
    return !isOpen && isFull(row) && rowHolds(full) ? { row, reading: full } : unknownRow(row);
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
