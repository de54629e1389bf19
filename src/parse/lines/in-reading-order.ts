/**
 * Table 3 of which every figure is printed, in text in reading order: between two labels that are known stand the figures of as many rows as the
 * form has there, also where a label is lost or spoilt, with the number of a page among them at most. The sums of the table have to hold.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import type { LabelPattern } from '../printed/labels';
import type { Figure } from '../printed/tokens';
import { figureValue } from '../printed/values';
import { type Reading, sameReading } from '../settle/readings';
import type { Found } from './align';
import { addsUp, isProven } from './doubt';
import { type Gap, labelGaps } from './label-gaps';
import type { Labels, LineRow } from './rows';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Labels that may be lost or spoilt. */
const MOST_MISSING = 2;
/** Numbers of pages among the figures. */
const MOST_PAGES = 3;
/** Ways of leaving these out. */
const MOST_WAYS = 200;

/** The rows, those ambiguous of which it is not known which figure is the number of a page; undefined where the table is not whole. */
export function rowsInReadingOrder(
  { text }: Labels,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
  figures: readonly Figure[],
): LineRow[] | undefined {
  if (found.length < patterns.length - MOST_MISSING) return undefined;
  const starts = found.map(({ from }) => text.token[from]!);
  const places = new Map(text.tokens.map((token, at) => [token, at]));
  const [gaps, other] = [true, false]
    .map((isAfter) => labelGaps(text, found, patterns, figures, isAfter))
    .filter(areWhole);
  if (!gaps || other) return undefined;
  const known = new Map(found.map((each, k) => [each.row, { likeness: each.likeness, at: starts[k]! }]));
  const rowsOf = (way: readonly (readonly Figure[])[]): LineRow[] =>
    gaps.flatMap(({ rows }, k) =>
      rows.map(({ row }, i): LineRow => {
        const own = way[k]!.slice(i * COLUMNS, (i + 1) * COLUMNS);
        const label = known.get(row);
        return {
          row,
          figures: own,
          ambiguous: false,
          readBy: label ? 'LABEL' : 'POSITION',
          confidence: label ? Math.round((0.8 + 0.2 * Math.max(0, label.likeness)) * 100) / 100 : 0.6,
          at: label?.at ?? places.get(own[0]!)!,
          apart: true,
        };
      }),
    );
  const proven = waysOf(gaps).map(rowsOf).filter(isProven);
  // A way in which all sums hold goes before those with an error of arithmetic.
  const holding = proven.filter((rows) => rows.every(({ figures: own }) => addsUp(own)));
  const ways = holding.length > 0 ? holding : proven;
  return ways[0]?.map((row, i) =>
    ways.every((each) => sameReading(readingOf(each[i]!), readingOf(row))) ? row : { ...row, ambiguous: true },
  );
}

const readingOf = ({ figures }: LineRow): Reading => figures.map(figureValue);

/** Whether each gap has the figures of its rows, but for numbers of pages. */
function areWhole(gaps: readonly Gap[]): boolean {
  const more = gaps.map(({ rows, figures }) => figures.length - rows.length * COLUMNS);
  return more.every((count) => count === 0 || count === 1) && more.filter((count) => count === 1).length <= MOST_PAGES;
}

const isPage = (figure: Figure): boolean => figure.alone && /^[1-9]\d{0,2}$/.test(figure.text.trim());

/** The figures of each gap, the number of a page left out of them, in every way; none where there are too many. */
function waysOf(gaps: readonly Gap[]): (readonly Figure[])[][] {
  let ways: (readonly Figure[])[][] = [[]];
  for (const { rows, figures } of gaps) {
    const own =
      figures.length === rows.length * COLUMNS
        ? [figures]
        : figures.filter(isPage).map((page) => figures.filter((figure) => figure !== page));
    ways = ways.flatMap((way) => own.map((each) => [...way, each]));
    if (ways.length > MOST_WAYS) return [];
  }
  return ways;
}
