/**
 * Where a document prints a table of the form more than once: last year's beside this year's. Each printing is told by its rows' labels,
 * all of which come again behind those of the printing before it.
 */
import { TABLES, type TableNumber } from '../../form/editions';
import { searchLabels } from '../lines/rows';
import { isNumbering, lettersOf } from '../printed/characters';
import { isFurniture, isRowText, type LabelPattern, proactiveRows, requestRows } from '../printed/labels';
import type { SourceLine } from '../printed/source-lines';
import { type Piece, type Token, tokenise } from '../printed/tokens';
import { captionOf } from './caption';
import { bodyNamed } from './named-body';

/** Lines, by index, of the labels of one printing: its first and its last. */
export interface Printing {
  readonly first: number;
  readonly last: number;
  /** Where it begins, its header and captions included; 0 of the first printing. */
  readonly from: number;
}

/** A report of many bodies may print a table for each of them; more are none of its tables. */
const MOST_PRINTINGS = 60;
/** A table of which this share of rows is printed again is printed again. */
const REPEATED = 0.4;
const PLAINLY = 0.9;
/** Of the rows that are printed again, all but a few come again behind the others. */
const AGREEING = 0.8;
/** Shorter labels stand in other tables and in sentences, too. */
const SHORTEST_LABEL = 4;
/** A heading of each of the three blocks of table 4 has this letter, and nothing else of the form has. */
const PENDING = '尚';
const BLOCKS = 3;
/** Lines behind the last label in which its figures stand. */
const FIGURES_WITHIN = 12;
/** Letters that a table's every printing has, in one of these spellings at least. */
const SIGNS: Readonly<Record<TableNumber, readonly string[]>> = {
  2: ['行政强制', '行政处罚', '行政许可'],
  3: ['本年新收', '上年结转', '结转下年', '信访举报'],
  4: ['尚未', '审结'],
};

/** The printings of each table that is printed more than once, in reading order. `year`: the report's, where it is known. */
export function printingsOf(
  lines: readonly SourceLine[],
  year: () => number | undefined,
): Map<TableNumber, Printing[]> {
  const found = new Map<TableNumber, Printing[]>();
  const letters = lines.map(({ line }) => lettersOf(line.text)).join('');
  // Nearly every document prints each table once, and is not searched.
  const wanted = TABLES.filter((table) =>
    SIGNS[table].some((sign) => letters.split(sign).length - 1 > (table === 4 ? BLOCKS : 1)),
  );
  if (wanted.length === 0) return found;
  const tokens = tokenise(lines.map(({ line }) => line));
  for (const table of wanted) {
    const places = table === 4 ? remedyPlaces(tokens) : rowPlaces(tokens, table);
    const printings = places && begun(places, lines, tokens, table, year());
    if (printings) found.set(table, printings);
  }
  return found;
}

type Extent = Pick<Printing, 'first' | 'last'>;

function rowPlaces(tokens: readonly Token[], table: 2 | 3): Extent[] | undefined {
  const patterns = (table === 2 ? proactiveRows() : requestRows('2021')).filter(isLong);
  const { text, candidates } = searchLabels(patterns, tokens, table);
  const places = new Map<string, { from: number; at: number }[]>();
  for (const { row, from, to, likeness } of candidates) {
    // A label counts where it is all of a piece of text, unlike in a sentence.
    if (likeness < PLAINLY || text.pieceStart[from] !== from || !text.endsPiece[to - 1]) continue;
    const own = places.get(row) ?? [];
    if (own.every((other) => other.from !== from))
      places.set(row, [...own, { from, at: tokens[text.token[from]!]!.row }]);
  }
  const rows = [...places.values()].map((each) => each.map(({ at }) => at).sort((a, b) => a - b));
  const counts = rows.map((each) => each.length).filter((count) => count > 1 && count <= MOST_PRINTINGS);
  const times = [...new Set(counts)].sort((a, b) => countOf(counts, b) - countOf(counts, a))[0];
  if (times === undefined) return undefined;
  const again = agreeing(rows.filter((each) => each.length === times));
  if (again.length < Math.max(2, rows.length * REPEATED)) return undefined;
  return Array.from({ length: times }, (_, i) => {
    const own = again.map((each) => each[i]!);
    return { first: Math.min(...own), last: Math.max(...own) };
  });
}

/**
 * The rows but for a few that do not come again where all the others do: a label in a sentence before a table, and in one of the printings
 * where the other one lacks it.
 */
function agreeing(rows: readonly (readonly number[])[]): (readonly number[])[] {
  let kept = [...rows];
  for (let i = 1; i < (rows[0]?.length ?? 0); i++) {
    const fitting = (start: number) => kept.filter((each) => each[i - 1]! < start && each[i]! >= start);
    kept = kept.map((each) => fitting(each[i]!)).reduce((most, each) => (each.length > most.length ? each : most), []);
  }
  return kept.length >= rows.length * AGREEING ? kept : [...rows];
}

const isLong = ({ letters }: LabelPattern) => letters.some((each) => each.length >= SHORTEST_LABEL);

const countOf = (counts: readonly number[], count: number) => counts.filter((each) => each === count).length;

function remedyPlaces(tokens: readonly Token[]): Extent[] | undefined {
  const places = tokens.flatMap((token) =>
    token.type === 'piece' && isFurniture(lettersOfPiece(token), 4)
      ? token.symbols.filter((symbol) => symbol === PENDING).map(() => token.row)
      : [],
  );
  const times = places.length / BLOCKS;
  if (!Number.isInteger(times) || times < 2 || times > MOST_PRINTINGS) return undefined;
  return Array.from({ length: times }, (_, i) => ({
    first: places[i * BLOCKS]!,
    last: places[i * BLOCKS + BLOCKS - 1]!,
  }));
}

/** The printings with their beginnings; undefined where they are not one behind the other, or have no figures. */
function begun(
  places: readonly Extent[],
  lines: readonly SourceLine[],
  tokens: readonly Token[],
  table: TableNumber,
  year: number | undefined,
): Printing[] | undefined {
  const figures = new Set(tokens.filter((token) => token.type === 'figure').map((token) => token.row));
  const pieces = new Map<number, Piece[]>();
  for (const token of tokens)
    if (token.type === 'piece') pieces.set(token.row, [...(pieces.get(token.row) ?? []), token]);
  const isHeader = (row: number) => {
    const own = (pieces.get(row) ?? []).map(lettersOfPiece);
    // Spaced letters are pieces by themselves.
    const spaced = own.every((each) => isFurniture(each, table)) ? [own.join('')] : [];
    return [...spaced, ...own.filter((each) => isFurniture(each, table))].some(
      (each) => each.length > 2 && !isOfRow(each, table),
    );
  };
  const printings: Printing[] = [];
  for (const [i, { first, last }] of places.entries()) {
    const before = places[i - 1];
    if (before && before.last >= first) return undefined;
    const from = before ? beginning(before.last + 1, first) : 0;
    if (from === undefined) return undefined;
    printings.push({ first, last, from });
  }
  const isFilled = ({ first, last }: Printing, i: number) => {
    const end = printings[i + 1]?.from ?? Math.min(lines.length, last + FIGURES_WITHIN);
    for (let row = first; row < end; row++) if (figures.has(row)) return true;
    return false;
  };
  // One may be blank; but a header of table 4 that is printed again at the top of a page has no figures, either.
  return (table === 4 ? printings.every(isFilled) : printings.some(isFilled)) ? printings : undefined;

  /** The first line of a header or a caption; of table 4, whose figures stand below its header, behind them. */
  function beginning(start: number, end: number): number | undefined {
    let seen = table !== 4;
    for (let row = start; row <= end; row++) {
      seen ||= figures.has(row);
      // The number of an appendix is no figure: "附件2　2022年".
      if (seen && (isCaption(lines[row]!.line.text, year) || (!figures.has(row) && isHeader(row)))) return row;
    }
    return undefined;
  }
}

const isCaption = (text: string, year: number | undefined) =>
  captionOf(text, year) !== undefined || bodyNamed(text) !== undefined;

const isOfRow = (letters: string, table: TableNumber) => table !== 4 && isRowText(letters);

function lettersOfPiece(piece: Piece): string {
  return piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');
}
