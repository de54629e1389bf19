/**
 * Table 3 from running text.
 */

import type { EditionId } from '../../form/editions';
import { APPLICANT_COLUMNS } from '../../form/rows';
import { rowsOfFlow } from '../flow/reading';
import { flowSums, searchedFlow } from '../flow/search';
import { flowTableOf } from '../flow/stretches';
import type { Found } from '../lines/align';
import { type SearchedRead, searchedRows } from '../lines/blank-search';
import { inFormOrder } from '../lines/column-order';
import { doubt, hasMarks, isProven, trustedBlanks, withoutBlanksBesideShort } from '../lines/doubt';
import { areDigitsApart, isAroundLabel, isBehindOther, isBroken, mayBeAbove } from '../lines/doubtful-owners';
import { rowsInReadingOrder } from '../lines/in-reading-order';
import { beginsWithNumber, spansOf } from '../lines/label-numbers';
import { isOutOfOrder } from '../lines/label-order';
import {
  chain,
  isRepeated,
  type Labels,
  type LineRow,
  rowsWithFigures,
  searchLabels,
  type TableRows,
} from '../lines/rows';
import { withBrokenTotals } from '../paper/broken-line';
import { centre, columnPlaces, isInColumns, type PlacedRows, placedRows } from '../paper/column-places';
import { labelsOf } from '../paper/figure-groups';
import { headingsAbove, leftOfHeadings } from '../paper/heading-places';
import { rowsOnPages } from '../paper/page-rows';
import { isCounted } from '../paper/places';
import { open, wholeRows } from '../paper/whole-rows';
import { plain } from '../printed/characters';
import { type LabelPattern, requestRows } from '../printed/labels';
import type { Figure, Token } from '../printed/tokens';
import { figureValue, type Value } from '../printed/values';
import { placements, type Reading, rowHolds } from '../settle/readings';
import { APPLICANT_IDS, type RowRead, settleRequests, type TableRead } from '../settle/table';
import { divided, endedByTotal } from './run-together';

const COLUMNS = APPLICANT_COLUMNS.length;
/** The columns' names as text has them. */
const HEADINGS = APPLICANT_COLUMNS.map(({ zh, variants }) => [zh, ...(variants ?? [])]);
const SUBROWS = ['otherwise.notClarified', 'otherwise.feeUnpaid', 'otherwise.misc'];
/** Labels that may be lost or spoilt where the order of the figures tells the rows. */
const MOST_MISSING = 2;
/** Fewer labels than this are not a table. */
const FEWEST_ROWS = 6;

/**
 * Reads table 3 from tokens; undefined where it is not there. `loose` are figures on their own lines that no other table has; `unsure`:
 * the text may have lost figures.
 */
export function readRequestLines(
  tokens: readonly Token[],
  loose: readonly Figure[],
  unsure: boolean,
): TableRead | undefined {
  const all = allRows();
  const labels = searchLabels(all, tokens, 3);
  const rows2021 = requestRows('2021');
  const found2021 = chain(
    labels,
    rows2021.map((each) => each.row),
  );
  // The form of 2021 is recognised by the rows that the one of 2019 does not have.
  const form: EditionId = found2021.some((each) => SUBROWS.slice(0, 2).includes(each.row)) ? '2021' : '2019';
  const patterns = requestRows(form);
  const found =
    form === '2021'
      ? found2021
      : chain(
          labels,
          patterns.map((each) => each.row),
        );
  if (found.length < FEWEST_ROWS) return undefined;
  const first = labels.text.token[found[0]!.from]!;
  const headings = headingsAbove(tokens, first, HEADINGS) ?? labelsOf(headerOf(tokens, first));
  const outside = leftOfHeadings(tokens, first, headings);
  const isInside = (token: Token) => !outside.has(token);
  if (outside.size > 0) return readRequestLines(tokens.filter(isInside), loose.filter(isInside), unsure);
  const owned = rowsWithFigures(labels, found, patterns, 3, () => COLUMNS);
  const table = { ...owned, rows: withBrokenTotals(owned.rows, COLUMNS) };
  const { rows: given, strays } = table;
  const header = headerOf(tokens, first);
  const hasLayout = columnPlaces(given) !== undefined || isInColumns(given);
  const drawn = hasLayout || header.some((token) => token.page !== undefined);
  const repeated = isRepeated(labels, found, patterns);
  const counted = isCounted(header);
  const spans = spansOf(labels, found);
  const placed = repeated || counted ? undefined : placedRows(given, header, patterns, table, tokens);
  const isPlaced = placed !== undefined && given.some((row) => row.figures.length !== COLUMNS);
  const byPlaces = (places: PlacedRows) =>
    settleRequests(
      [...given, ...[...table.bare].map(bareRow)].map((row) => {
        const cells = places.get(row.row);
        return cells ? placedRead(row, cells) : wholeRead(open(row));
      }),
      form,
      true,
    );
  if (isPlaced && placed.size === patterns.length) return byPlaces(placed);
  const whole =
    repeated || found.length < patterns.length - MOST_MISSING
      ? undefined
      : wholeRows(table, patterns, header, drawn, tokens);
  if (whole) return settleRequests(whole.map(wholeRead), form, true);
  if (isPlaced) return byPlaces(placed);
  const ordered = inFormOrder(given, header, drawn);
  const onPages = counted ? rowsOnPages(table, spans, patterns, tokens) : undefined;
  const isNumbered = counted ? beginsWithNumber(spans, patterns, tokens) : () => false;
  const isBehind = hasFiguresBehind(table, tokens);
  const known = ordered.map((row, at) =>
    (isBehind && row.apart) ||
    (onPages?.doubtful.has(row.row) && row.figures.length > 1 && (row.apart || row.figures.length !== COLUMNS)) ||
    isNumbered(row) ||
    isAroundLabel(row, ordered[at - 1], tokens) ||
    isBehindOther(row, tokens) ||
    mayBeAbove(row, ordered[at - 1], ordered, tokens) ||
    isBroken(row, tokens) ||
    areDigitsApart(row.figures)
      ? open(row)
      : row,
  );
  const sure = trustedBlanks(doubt(known, patterns, strays), patterns, strays, loose, unsure);
  const trusted = counted ? withoutBlanksBesideShort(sure, patterns) : sure;
  const rows = repeated ? trusted.map(open) : trusted;
  const layout = columnPlaces(rows.filter((row) => !isNumbered(row)));
  const read = settleRequests(
    rows.map((row) => rowRead(row, layout)),
    form,
    true,
  );
  if (repeated || read.unread === 0 || hasMarks(table.figures)) return read;
  const isInOrder = !drawn && ordered.every((row, i) => row === given[i]);
  const isOut = isOutOfOrder(labels, found, patterns);
  const inOrder = isInOrder && !isOut ? rowsInReadingOrder(labels, found, patterns, table.figures) : undefined;
  const better = inOrder && settleRequests(inOrder.map(wholeRead), form, true);
  if (better && better.unread < read.unread && !contradicts(better, given)) return better;
  const searched = isInOrder ? searchedRows(table, labels, found, patterns, form) : undefined;
  const flow = isOut ? undefined : flowReads(labels, found, patterns);
  const others = [
    ...[searched?.map(searchedRead), flow].flatMap((rows) => (rows ? [settleRequests(rows, form, true)] : [])),
    ...(onPages ? [byPlaces(onPages.rows)] : []),
  ];
  return others.reduce((best, each) => (each.unread < best.unread && !contradicts(each, given) ? each : best), read);
}

/** Whether a table has other figures in a row than stand beside its label, all seven on its line. */
function contradicts({ draft: { cells } }: TableRead, rows: readonly LineRow[]): boolean {
  const beside = rows.filter(
    ({ apart, readBy, figures }) => !apart && readBy === 'LABEL' && figures.length === COLUMNS,
  );
  return beside.some(({ row, figures }) =>
    figures.some((figure, i) => {
      const cell = cells.get(`${row}.${APPLICANT_IDS[i]!}`);
      return cell?.count !== undefined && cell.count !== figureValue(figure).count;
    }),
  );
}

/** Whether figures behind the last label are left over, as where rows on lines of their own were given each other's. */
function hasFiguresBehind({ rows, figures }: TableRows, tokens: readonly Token[]): boolean {
  if (!rows.every((row) => row.apart)) return false;
  const own = new Set(rows.flatMap((row) => row.figures));
  const last = rows.at(-1)!.at;
  return figures.some((figure) => !own.has(figure) && tokens.indexOf(figure) > last);
}

/** A table of which every figure is printed, in text out of its order; undefined where nothing of it is known. */
function flowReads(
  labels: Labels,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
): readonly RowRead[] | undefined {
  const ids = patterns.map(({ row }) => row);
  const made = (row: string, figures: readonly Figure[]): LineRow => ({
    row,
    figures,
    ambiguous: false,
    readBy: 'SUMS',
    confidence: 0.7,
    at: 0,
    apart: true,
  });
  const table = flowTableOf(labels.text, found, ids);
  if (!table) return undefined;
  const sums = flowSums(ids);
  const rows = rowsOfFlow(table, ids.length, (figures) => isProven(ids.map((row, at) => made(row, figures[at]!))));
  const covers = searchedFlow(table, sums);
  const values = rows?.map((row) => row.map((figure) => figureValue(figure).count));
  const cells = values && covers ? covers.likeAbove(values) : (covers?.cells ?? rows);
  return cells && ids.map((row, at) => partRead(row, cells[at]!));
}

/** A row of which some cells are known, or all. */
function partRead(row: string, cells: readonly (Figure | undefined)[]): RowRead {
  const place = cells.find((figure) => figure !== undefined);
  return {
    row,
    columns: APPLICANT_IDS,
    readings: place ? [cells.map((figure) => (figure ? figureValue(figure) : UNKNOWN))] : [],
    readBy: 'SUMS',
    confidence: 0.7,
    printed: cells.flatMap((figure) => figure?.text ?? []).join(' '),
    isPartial: cells.includes(undefined),
    ...(place ? { line: place.line } : {}),
    ...(place?.page === undefined ? {} : { page: place.page }),
  };
}

/** Nobody knows which of the table's figures the cell has. */
const UNKNOWN: Value = { state: 'UNREADABLE', printed: '' };

function wholeRead(row: LineRow): RowRead {
  const place = row.figures[0];
  return {
    row: row.row,
    columns: APPLICANT_IDS,
    readings: row.ambiguous ? [] : [row.figures.map(figureValue)],
    readBy: row.readBy,
    confidence: row.confidence,
    printed: row.figures.map((figure) => figure.text).join(' '),
    ...(place ? { line: place.line } : {}),
    ...(place?.page === undefined ? {} : { page: place.page }),
  };
}

/** Tokens before the first label that can be the header of the columns. */
const LONGEST_HEADER = 40;

function headerOf(tokens: readonly Token[], first: number): Token[] {
  return tokens.slice(Math.max(0, first - LONGEST_HEADER), first);
}

function allRows(): LabelPattern[] {
  const rows = [...requestRows('2021')];
  const unspecified = requestRows('2019').find((each) => each.row === 'otherwise.unspecified')!;
  rows.splice(
    rows.findIndex((each) => each.row === SUBROWS[0]),
    0,
    unspecified,
  );
  return rows;
}

/** A row without figures, whose label is garbled. */
const bareRow = (row: string): LineRow => ({
  row,
  figures: [],
  ambiguous: true,
  readBy: 'POSITION',
  confidence: 0.6,
  at: 0,
  apart: true,
});

function placedRead(row: LineRow, cells: readonly (Figure | undefined)[]): RowRead {
  const place = row.figures[0];
  return {
    row: row.row,
    columns: APPLICANT_IDS,
    readings: [cells.map((figure) => (figure ? figureValue(figure) : null))],
    readBy: row.readBy,
    confidence: Math.max(0.1, row.confidence - 0.1),
    printed: row.figures.map((figure) => figure.text).join(' '),
    ...(place ? { line: place.line } : {}),
    ...(place?.page === undefined ? {} : { page: place.page }),
  };
}

/** A row of which the sums of the table tell some cells, or all. */
function searchedRead({ row, reading }: SearchedRead): RowRead {
  const known = reading.some((value) => value?.state !== 'UNREADABLE');
  const isWhole = row.figures.length === COLUMNS || row.figures.length === 0;
  return {
    ...placedRead(row, row.figures),
    readings: known ? [reading] : [],
    readBy: isWhole ? row.readBy : 'SUMS',
    isPartial: !isWhole,
  };
}

function rowRead(row: LineRow, layout: readonly number[] | undefined): RowRead {
  const values = row.figures.map(figureValue);
  const place = row.figures[0];
  const common = {
    row: row.row,
    columns: APPLICANT_IDS,
    printed: row.figures.map((figure) => figure.text).join(' '),
    ...(place ? { line: place.line } : {}),
    ...(place?.page === undefined ? {} : { page: place.page }),
  };
  if (row.ambiguous && !(row.readBy === 'POSITION' && proven(values)))
    return { ...common, readings: [], readBy: row.readBy, confidence: 0 };
  const read = (readings: readonly Reading[], less = 0): RowRead => ({
    ...common,
    readings,
    readBy: row.readBy,
    confidence: Math.max(0.1, row.confidence - less),
  });
  if (values.length === COLUMNS)
    return read(isPatched(row.figures, values, layout) || isOverprinted(row.figures) ? [] : [values]);
  if (values.length === 0) return read([new Array(COLUMNS).fill(null)]);
  const glued = values.length < COLUMNS ? divided(row.figures, values) : [];
  if (glued.length > 0) return read(glued, 0.2);
  const ended = layout ? [] : endedByTotal(row.figures, values);
  // The last figure may as well be none of two, and the total blank: the sums of the table have to tell.
  if (ended.length > 0) return read([...ended, ...placements(values, COLUMNS)], 0.2);
  if (layout && values.length < COLUMNS) {
    // Where the text keeps its layout, places decide; sums may only contradict them.
    const placed = byPlace(row.figures, values, layout);
    return read(placed ? [placed] : [], 0.1);
  }
  return read(placements(values, COLUMNS), 0.2);
}

/**
 * Seven figures on several lines of which one stands at another column's place, or alone on its line against the row's sum: it
 * may be a page number and a blank lost, or digits of a figure that its column was too narrow for.
 */
function isPatched(
  figures: readonly Figure[],
  values: readonly Value[],
  layout: readonly number[] | undefined,
): boolean {
  const lines = new Set(figures.map((each) => each.row));
  if (lines.size === 1 || lines.size === COLUMNS) return false;
  if (layout) return figures.some((figure, column) => Math.abs(centre(figure) - layout[column]!) > 3);
  // Places on a page are real: a row's figures stand one beside the other, on whichever lines.
  const onPage = figures.every((figure) => figure.page !== undefined);
  if (onPage && figures.some((figure, i) => i > 0 && figure.from <= figures[i - 1]!.from)) return true;
  if (!figures.some((each) => each.alone)) return false;
  // Zeros prove nothing: the first one may be the last of the row above.
  if (figures[0]!.alone && values.every(({ count }) => count === 0)) return true;
  return values.every((value) => value.state === 'REPORTED') && !rowHolds(values);
}

/** Figures of two rows run together on one line ("04 00 00 00 00 00 50"): those that do not show it are none of the row either. */
const isOverprinted = (figures: readonly Figure[]): boolean =>
  figures.filter((figure) => /^0\d+$/.test(plain(figure.text))).length > 1;

/** A row whose label is not sure, but whose own sum says more than nothing. */
function proven(values: readonly Value[]): boolean {
  return values.length === COLUMNS && rowHolds(values) && values.some((value) => (value.count ?? 0) > 0);
}

/** The row's figures by their places on paper, where these are plain and the row's sum does not contradict. */
function byPlace(
  figures: readonly Figure[],
  values: readonly Value[],
  centres: readonly number[],
): Reading | undefined {
  if (new Set(figures.map((each) => each.row)).size !== 1) return undefined;
  const reading: (Value | null)[] = new Array(COLUMNS).fill(null);
  for (const [i, figure] of figures.entries()) {
    const distances = centres.map((place) => Math.abs(place - centre(figure)));
    const nearest = distances.indexOf(Math.min(...distances));
    const others = distances.filter((_, column) => column !== nearest);
    if (distances[nearest]! > 3 || Math.min(...others) < distances[nearest]! + 2 || reading[nearest] !== null)
      return undefined;
    reading[nearest] = values[i]!;
  }
  return rowHolds(reading) ? reading : undefined;
}
