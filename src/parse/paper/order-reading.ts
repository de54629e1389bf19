/**
 * Table 3 of which every figure is printed, in text that keeps the lines of paper: the rows are read by the order of the
 * figures, from top to bottom in each column, on whichever line an extractor set them. A row whose figures stand on one line is
 * that line; figures spread over several lines go to the columns in the only way that makes the rows' sums hold.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { MAX_CELL_COUNT } from '../../form/value';
import { plain } from '../printed/characters';
import type { Figure } from '../printed/tokens';
import { readValue } from '../printed/values';
import { type IsPushed, mayBeTurned, reordered } from './side-by-side';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Lines over which the figures of rows may be spread before whole rows follow. */
const LONGEST_SPREAD = 60;
/** Places that are looked at for one spread, and ways that are told apart. */
const MOST_STEPS = 40_000;
const MOST_WAYS = 12;
/** Figures of a row whose digits are broken. */
const MOST_BROKEN = 2;
/** Digits by which places are not told apart. */
const SLACK = 1;

/** A cell's figure; of several tokens where a narrow column broke its digits. */
export interface CellFigure {
  readonly parts: readonly Figure[];
  readonly text: string;
}

/** A row: seven figures, or undefined where its figures can be told apart in several ways. */
export type OrderedRow =
  | {
      readonly cells: readonly CellFigure[];
      /** Of figures that are spread over several lines. */
      readonly isSpread: boolean;
      /** Each stands in its column, in the order of paper. */
      readonly isExact: boolean;
    }
  | undefined;

/**
 * So many rows from the table's figures; undefined where these are not all there, or do not follow the lines. `isPushed` tells figures
 * that stand at no place of their own.
 */
export function rowsInOrder(figures: readonly Figure[], count: number, isPushed: IsPushed): OrderedRow[] | undefined {
  const all = withoutNumbering(figures).flatMap(divided);
  if (all.length < count * COLUMNS || all.length > count * (COLUMNS + 1)) return undefined;
  const lines = linesOf(all);
  if (!lines.some(isLaidOut) && !areBelowEachOther(lines)) return undefined;
  const places = placesOf(lines);
  const rows: OrderedRow[] = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at]!.length === COLUMNS && (sumHolds(lines[at]!.map(single)) || !continues(lines, at))) {
      rows.push(ofLine(lines[at]!));
      at++;
      continue;
    }
    const spread = spreadFrom(lines, at, places, isPushed);
    if (spread && (!isWhole(lines[at]!) || spread.rows.every((row) => row))) {
      rows.push(...spread.rows);
      at = spread.end;
    } else if (isWhole(lines[at]!)) {
      // An error of arithmetic, unless the lines below have the rest of its digits.
      const isBroken = continues(lines, at) && !isUnbroken(spreadFrom(lines, at + 1, places, isPushed));
      rows.push(isBroken ? undefined : ofLine(lines[at]!));
      at++;
    } else return undefined;
  }
  return rows.length === count ? rows : undefined;
}

const single = (figure: Figure): CellFigure => ({ parts: [figure], text: figure.text });

const ofLine = (line: readonly Figure[]): OrderedRow => ({ cells: line.map(single), isSpread: false, isExact: true });

/** Digits from the middle of the first column to its edge, at most: a figure of one digit never stands further left of others. */
const FAR_LEFT = 6;

/** Figures without the numbers of labels ("1.", "4.5.") and a 无 of one that is set upright ("无法提供"), which stand left of the columns. */
function withoutNumbering(figures: readonly Figure[]): Figure[] {
  const counts = figures.filter((figure) => !/^\d{1,2}\.\d$/.test(plain(figure.text)));
  const lines = linesOf(counts);
  const places = placesOf(lines);
  return lines.flatMap((line, at) => {
    const columns = places[at];
    const left = columns
      ? columns[0]! - Math.min(columns[1]! - columns[0]! + SLACK, FAR_LEFT)
      : Number.NEGATIVE_INFINITY;
    return line.filter(
      (figure, i) => !(i === 0 && middle(figure) < left && /^(?:[1-9]{1,2}|无)$/.test(plain(figure.text))),
    );
  });
}

/** "00": a zero, and a figure of the row below it that is printed a little lower. */
function divided(figure: Figure): Figure[] {
  if (!/^0\d+$/.test(plain(figure.text))) return [figure];
  return [
    { ...figure, text: figure.text.slice(0, 1), to: figure.from + 1 },
    { ...figure, text: figure.text.slice(1), from: figure.from + 1 },
  ];
}

function linesOf(figures: readonly Figure[]): Figure[][] {
  const lines: Figure[][] = [];
  for (const figure of figures) {
    const last = lines.at(-1);
    if (last && last[0]!.row === figure.row) last.push(figure);
    else lines.push([figure]);
  }
  return lines;
}

const isWhole = (line: readonly Figure[]): boolean => line.length === COLUMNS;

/** Whether blanks between a row's figures keep places. */
const isLaidOut = (line: readonly Figure[]): boolean =>
  isWhole(line) && line.some((figure, i) => i > 0 && figure.from - line[i - 1]!.to > 1);

/** Whole rows that show by their places that a text is laid out, on a page or two, and where these begin at least: labels stand before them. */
const FEWEST_BELOW = 5;
const BEHIND_LABELS = 10;
const MOST_OF_THEM = 0.6;

/** Whether most whole rows of narrow columns stand below each other, each figure, behind labels of any length. */
function areBelowEachOther(lines: readonly (readonly Figure[])[]): boolean {
  const whole = lines.filter((line) => isWhole(line) && line[0]!.from >= BEHIND_LABELS);
  const places = new Map<string, number>();
  for (const line of whole) {
    const key = line.map(({ from }) => from).join();
    places.set(key, (places.get(key) ?? 0) + 1);
  }
  const [first = 0, second = 0] = [...places.values()].sort((a, b) => b - a);
  return first >= FEWEST_BELOW && first + second >= whole.length * MOST_OF_THEM;
}

/** Whether the next line has fewer figures than a row: the rest of broken ones, perhaps. */
function continues(lines: readonly (readonly Figure[])[], at: number): boolean {
  const next = lines[at + 1];
  return next !== undefined && !isWhole(next);
}

/** By line, the middles of the columns as the nearest whole row of its page shows them; undefined where there is none. */
type Places = readonly (readonly number[] | undefined)[];

const middle = (figure: Figure): number => (figure.from + figure.to) / 2;

function placesOf(lines: readonly (readonly Figure[])[]): Places {
  const whole = lines.flatMap((line, at) => (isWhole(line) && sumHolds(line.map(single)) ? [at] : []));
  return lines.map((line, at) => {
    const page = whole.filter((each) => lines[each]![0]!.page === line[0]!.page);
    const near = page.reduce<number | undefined>(
      (best, each) => (best === undefined || Math.abs(each - at) < Math.abs(best - at) ? each : best),
      undefined,
    );
    return near === undefined ? undefined : lines[near]!.map(middle);
  });
}

/**
 * Whether a figure may be of a column by where it stands: the nearest, or one about as near. `wide`: any that it stands between
 * the neighbours of.
 */
function mayBe(figure: Figure, column: number, places: readonly number[] | undefined, wide: boolean): boolean {
  if (!places) return true;
  const at = middle(figure);
  if (!wide) return Math.abs(at - places[column]!) <= Math.min(...places.map((place) => Math.abs(at - place))) + SLACK;
  const left = places[column - 1] ?? Number.NEGATIVE_INFINITY;
  const right = places[column + 1] ?? Number.POSITIVE_INFINITY;
  return at > left - SLACK && at < right + SLACK;
}

interface Spread {
  readonly rows: readonly OrderedRow[];
  /** Figures that are the rest of others. */
  readonly broken: number;
  /** The line behind it. */
  readonly end: number;
}

const isUnbroken = (spread: Spread | undefined): boolean =>
  spread?.broken === 0 && spread.rows.every((row) => row !== undefined);

/**
 * The rows of which the figures are spread over the lines from one on: the shortest run of lines that makes up rows whose sums
 * hold; otherwise that up to the next whole row, which nothing tells apart.
 */
function spreadFrom(
  lines: readonly (readonly Figure[])[],
  from: number,
  places: Places,
  isPushed: IsPushed,
): Spread | undefined {
  let figures = 0;
  let open: Spread | undefined;
  for (let end = from + 1; end <= Math.min(lines.length, from + LONGEST_SPREAD); end++) {
    figures += lines[end - 1]!.length;
    const count = Math.floor(figures / COLUMNS);
    const rest = figures % COLUMNS;
    // Broken figures are one too many each.
    if (rest > count * MOST_BROKEN) continue;
    const part = [lines.slice(from, end), places.slice(from, end), count, rest] as const;
    const near = waysOf(...part, false, isPushed);
    const ways = near?.length === 0 ? waysOf(...part, true, isPushed) : near;
    if (ways && ways.length > 0) {
      const isExact = rest === 0 && near !== undefined && near.length > 0;
      return { rows: agreed(ways, isExact), broken: rest, end };
    }
    const next = lines[end];
    if (!next || isWhole(next))
      open ??= {
        rows: (rest === 0 ? inColumns(part[0], part[1], isPushed) : undefined) ?? new Array(count).fill(undefined),
        broken: rest,
        end,
      };
    if (!ways) break;
  }
  return open;
}

/** How far from the middle of its column a figure stands at most, in digits. */
const OFF_MIDDLE = 2;

/**
 * Rows that do not add up, as they are printed: as many figures stand right in each column, in the order of paper, and none elsewhere; undefined
 * where they do not.
 */
function inColumns(
  lines: readonly (readonly Figure[])[],
  places: Places,
  isPushed: IsPushed,
): OrderedRow[] | undefined {
  const columns: Figure[][] = Array.from({ length: COLUMNS }, () => []);
  for (const [at, line] of lines.entries())
    for (const figure of line) {
      const column = nearest(figure, places[at]);
      if (column === undefined || isPushed(figure)) return undefined;
      columns[column]!.push(figure);
    }
  const count = columns[0]!.length;
  const isOrdered = columns.every((column) =>
    column.every((a, i) => column.slice(i + 1).every((b) => a.row < b.row && !mayBeTurned(a, b, isPushed))),
  );
  if (!isOrdered || columns.some((column) => column.length !== count)) return undefined;
  return Array.from({ length: count }, (_, row) => ({
    cells: columns.map((column) => single(column[row]!)),
    isSpread: true,
    isExact: true,
  }));
}

/** The column right in which a figure stands; undefined where it is not plain. */
function nearest(figure: Figure, places: readonly number[] | undefined): number | undefined {
  const distances = places?.map((place) => Math.abs(middle(figure) - place));
  const [least, next] = [...(distances ?? [])].sort((a, b) => a - b);
  if (least === undefined || least > OFF_MIDDLE || next! - least < SLACK) return undefined;
  return distances!.indexOf(least);
}

/**
 * With figures of lines that a program set closer together than their columns are: behind the first of them each may be of any column that is
 * left.
 */
export function withCloseFigures(figures: readonly Figure[], isPushed: IsPushed): IsPushed {
  const lines = linesOf(figures);
  const places = placesOf(lines);
  const close = new Set<Figure>();
  for (const [at, line] of lines.entries()) {
    const own = places[at];
    if (!own || line.length >= COLUMNS) continue;
    const columns = line.map((figure) => {
      const distances = own.map((place) => Math.abs(middle(figure) - place));
      return distances.indexOf(Math.min(...distances));
    });
    if (columns.some((column, i) => i > 0 && column <= columns[i - 1]!))
      for (const figure of line.slice(1)) close.add(figure);
  }
  const key = ({ row, from }: Figure) => `${row}:${from}`;
  const keys = new Set([...close].map(key));
  return (figure) => isPushed(figure) || keys.has(key(figure));
}

type Way = readonly (readonly CellFigure[])[];

/** Rows on which all ways agree. */
function agreed(ways: readonly Way[], isExact: boolean): OrderedRow[] {
  return ways[0]!.map((cells, r) =>
    ways.every((way) => way[r]!.every((cell, c) => figureOf(cell) === figureOf(cells[c]!)))
      ? { cells, isSpread: true, isExact }
      : undefined,
  );
}

const counts = new WeakMap<Figure, number>();

function countOf(figure: Figure): number {
  const known = counts.get(figure) ?? readValue(figure.text, 'COUNT').count ?? Number.NaN;
  counts.set(figure, known);
  return known;
}

function figureOf(cell: CellFigure): number {
  return cell.parts.length === 1 ? countOf(cell.parts[0]!) : Number(plain(cell.text));
}

function sumHolds(row: readonly CellFigure[]): boolean {
  let sum = 0;
  for (let column = 0; column < COLUMNS - 1; column++) sum += figureOf(row[column]!);
  return sum === figureOf(row[COLUMNS - 1]!);
}

/**
 * Every way to give the figures of lines to the columns of so many rows, in order, so that each row's sum holds; so many figures
 * are the rest of the one above. `wide`: where places are not exact. Undefined where there are too many ways to try.
 */
function waysOf(
  lines: readonly (readonly Figure[])[],
  places: Places,
  rows: number,
  broken: number,
  wide: boolean,
  isPushed: IsPushed,
): Way[] | undefined {
  const mayStandIn = (figure: Figure, column: number, at: readonly number[] | undefined, around: boolean) =>
    isPushed(figure) || mayBe(figure, column, at, around);
  const shareColumn = (a: Figure, ofA: readonly number[] | undefined, b: Figure, ofB: readonly number[] | undefined) =>
    APPLICANT_COLUMNS.some((_, column) => mayStandIn(a, column, ofA, false) && mayStandIn(b, column, ofB, false));
  const isTurned = (a: Figure, b: Figure) => countOf(a) !== countOf(b) && mayBeTurned(a, b, isPushed);
  const isLoose = lines.some((line, at) =>
    line.some((a) =>
      lines
        .slice(at + 1)
        .some((below, more) =>
          below.some((b) => isTurned(a, b) && shareColumn(a, places[at], b, places[at + 1 + more])),
        ),
    ),
  );
  // Figures in any order at any place prove nothing, nor do digits of broken ones.
  if (isLoose && (wide || broken > 0)) return [];
  const columns: CellFigure[][] = Array.from({ length: COLUMNS }, () => []);
  const ways = new Map<string, Way>();
  // What was tried from the same figures in the same cells.
  const tried = new Set<string>();
  let joins = 0;
  const rowOf = (row: number) => columns.map((column) => column[row]!);
  const seen = () => columns.map((column) => column.map(figureOf).join(',')).join(';');
  /** False where no more is to be tried. */
  const place = (line: number, at: number, column: number): boolean => {
    if (at === lines[line]?.length) return place(line + 1, 0, 0);
    const key = seen();
    if (line === lines.length) {
      if (joins !== broken || columns.some((each) => each.length !== rows)) return true;
      const made = reordered(columns, (a, b) => isTurned(a.parts[0]!, b.parts[0]!), sumHolds);
      for (const way of made ?? []) ways.set(way.map((row) => row.map(figureOf).join(',')).join(';'), way);
      return made !== undefined && ways.size <= MOST_WAYS;
    }
    const state = `${line}/${at}/${column}/${joins}/${key}`;
    if (tried.has(state)) return true;
    tried.add(state);
    if (tried.size > MOST_STEPS) return false;
    const figure = lines[line]![at]!;
    for (let to = column; to < COLUMNS; to++) {
      if (!mayStandIn(figure, to, places[line], wide)) continue;
      const own = columns[to]!;
      if (own.length < rows) {
        own.push(single(figure));
        // A figure that is not the last of its column has all of its digits.
        const done = own.length - 1 - (broken > 0 ? 1 : 0);
        const fails =
          !isLoose && done >= 0 && columns.every((each) => each.length >= own.length) && !sumHolds(rowOf(done));
        const goesOn = fails || place(line, at + 1, to);
        own.pop();
        if (!goesOn) return false;
      }
      const joined = joins < broken && own.length > 0 ? join(own.at(-1)!, figure) : undefined;
      if (!joined) continue;
      const before = own.pop()!;
      own.push(joined);
      joins++;
      const goesOn = place(line, at + 1, to);
      joins--;
      own.pop();
      own.push(before);
      if (!goesOn) return false;
    }
    return true;
  };
  return place(0, 0, 0) ? [...ways.values()] : undefined;
}

/** Digits on a line and those below it as one figure; undefined where they are none. */
function join(above: CellFigure, below: Figure): CellFigure | undefined {
  const text = above.text + below.text;
  const digits = plain(text);
  if (above.parts.at(-1)!.row === below.row || !/^[1-9]\d*$/.test(digits) || Number(digits) > MAX_CELL_COUNT)
    return undefined;
  return { parts: [...above.parts, below], text };
}
