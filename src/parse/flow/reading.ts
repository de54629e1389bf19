/**
 * Table 3 of which every figure is printed, in text that follows the flow of a page (poppler's order): stretches between blank
 * lines hold the figures of a part of the table, column by column or row by row. Read so that each stretch is a rectangle of
 * cells, from left to right in the order of the text, and takes the topmost free place; the rows' sums tell how wide it is.
 */
import { APPLICANT_COLUMNS } from '../../form/rows';
import { plain } from '../printed/characters';
import type { Figure } from '../printed/tokens';
import { type FlowTable, isNearLabels, isUnder, type Stretch, sizeOf } from './stretches';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Ways that are tried. */
const MOST_STEPS = 8_000;
/** Figures of a stretch that may be none of the table, and how many there may be. */
const LONGEST_STRAY = 2;
const MOST_STRAYS = 8;
const MOST_STRAYS_BEHIND = 3;
/** Stretches at the beginning that may be zeros of another table. */
const FIRST = 4;

/**
 * The rows of the table, each with its figures; undefined where these are not all there or can be read in several ways that are
 * proven.
 */
export function rowsOfFlow(
  { stretches, own, mixed }: FlowTable,
  height: number,
  isProven: (figures: readonly (readonly Figure[])[]) => boolean,
): Figure[][] | undefined {
  const zeros = allZeros(stretches.slice(0, own), height);
  if (zeros) return zeros;
  for (const part of partsOf(stretches, own, height * COLUMNS, mixed))
    for (const manner of MANNERS) {
      // A figure that is none of the table fails a sum, too.
      if (manner.wrong > 0 && (part.strays > 0 || part.stretches.length !== own)) continue;
      const ways = waysOf(part, height, manner, isProven);
      if (!ways || ways.length > 1) return undefined;
      if (ways.length === 1) return ways[0];
    }
  return undefined;
}

/** So many rows of zeros, where the figures are as many zeros: in any order they are the same. */
function allZeros(stretches: readonly Stretch[], height: number): Figure[][] | undefined {
  const all = stretches.flatMap(({ figures }) => figures);
  if (all.length !== height * COLUMNS || all.some(({ value }) => value !== 0)) return undefined;
  return Array.from({ length: height }, (_, row) =>
    all.slice(row * COLUMNS, (row + 1) * COLUMNS).map(({ figure }) => figure),
  );
}

interface Manner {
  /** Stretches side by side are as tall as each other. */
  readonly even: boolean;
  /** Rows whose sum may fail (errors of arithmetic). */
  readonly wrong: number;
  /** Stretches that may be parts of one. */
  readonly joined: number;
}

const MANNERS: readonly Manner[] = [
  { even: true, wrong: 0, joined: 1 },
  { even: true, wrong: 1, joined: 1 },
  { even: false, wrong: 0, joined: 1 },
  { even: false, wrong: 0, joined: 4 },
  { even: false, wrong: 1, joined: 1 },
  { even: false, wrong: 1, joined: 4 },
];

/** Stretches among which are the table's. */
interface Part {
  readonly stretches: readonly Stretch[];
  /** So many of their figures are page numbers or another table's. */
  readonly strays: number;
  /** The tables before and behind it lack figures, which may be among them. */
  readonly mixed: boolean;
}

/** The stretches that have the table's figures: all before the next section, or those and some behind its heading. */
function partsOf(stretches: readonly Stretch[], own: number, size: number, mixed: boolean): Part[] {
  const more = sizeOf(stretches.slice(0, own)) - size;
  const parts: Part[] = [];
  if (more >= 0) {
    if (more <= MOST_STRAYS) parts.push({ stretches: stretches.slice(0, own), strays: more, mixed });
    // The last figures of table 2 may follow the heading of the section.
    for (let from = 1, left = more; left > 0 && from < own; from++) {
      left -= stretches[from - 1]!.figures.length;
      if (left >= 0 && left <= MOST_STRAYS)
        parts.push({ stretches: stretches.slice(from, own), strays: left, mixed: true });
    }
    return parts;
  }
  for (let count = own + 1, sum = more; count <= stretches.length && sum < MOST_STRAYS_BEHIND; count++) {
    sum += stretches[count - 1]!.figures.length;
    if (sum >= 0 && sum <= MOST_STRAYS_BEHIND)
      parts.push({ stretches: stretches.slice(0, count), strays: sum, mixed: true });
  }
  return parts;
}

/** A page number, the last figures of table 2 or the first of table 4, or the numbers of labels. */
function mayBeStray({ figures }: Stretch, at: number): boolean {
  if (figures.every(({ figure }) => /^[1-8]$/.test(plain(figure.text)))) return true;
  if (figures.length > LONGEST_STRAY || figures[0]!.label !== undefined) return false;
  return at < FIRST || figures.some(({ value }) => value !== 0);
}

type Placed = Stretch['figures'][number];

/**
 * Every way to place the figures in so many rows so that all rows' sums hold but so many, and that is proven, two at most; those
 * of the same values are one. Undefined where there are too many to try.
 */
function waysOf(
  { stretches, strays, mixed }: Part,
  height: number,
  manner: Manner,
  isProven: (figures: readonly (readonly Figure[])[]) => boolean,
): Figure[][][] | undefined {
  const { even, wrong, joined } = manner;
  const ways = new Map<string, Figure[][]>();
  const cells: (Placed | undefined)[][] = Array.from({ length: height }, () => new Array(COLUMNS).fill(undefined));
  const heights = new Array<number>(COLUMNS).fill(0);
  const tried = new Set<string>();
  let failed = 0;
  const seen = () => cells.map((row) => row.map((cell) => cell?.value).join()).join(';');
  const put = (figures: readonly Placed[], { top, left }: Corner, width: number, then: () => boolean): boolean => {
    const tall = figures.length / width;
    if (!isNearLabels(figures, top, width)) return true;
    for (const [i, figure] of figures.entries()) cells[top + Math.floor(i / width)]![left + (i % width)] = figure;
    heights.fill(top + tall, left, left + width);
    const more = cells.slice(top, top + tall).filter((row) => row.every((cell) => cell) && !sumHolds(row)).length;
    failed += more;
    const goesOn = failed > wrong || then();
    failed -= more;
    for (const i of figures.keys()) cells[top + Math.floor(i / width)]![left + (i % width)] = undefined;
    heights.fill(top, left, left + width);
    return goesOn;
  };
  const place = (at: number, left: number, some: boolean, fixed: boolean): boolean => {
    const key = seen();
    if (at === stretches.length) {
      const figures = cells.map((row) => row.flatMap((cell) => cell?.figure ?? []));
      if (left === 0 && fixed && isProven(figures)) ways.set(key, figures);
      return ways.size <= 1;
    }
    const state = `${at}/${left}/${fixed}/${key}`;
    if (tried.has(state)) return true;
    tried.add(state);
    if (tried.size > MOST_STEPS) return false;
    const stretch = stretches[at]!;
    const [least, most] = [Math.min(...heights), Math.max(...heights)];
    for (const corner of cornersOf(stretch, heights, even)) {
      let figures: readonly Placed[] = [];
      for (let count = 1; count <= joined && at + count <= stretches.length; count++) {
        figures = [...figures, ...stretches[at + count - 1]!.figures];
        for (let width = 1; heights[corner.left + width - 1] === corner.top; width++) {
          const tall = figures.length / width;
          if (!Number.isInteger(tall) || corner.top + tall > height) continue;
          if (!isUnder(stretch.named, corner.left, width)) continue;
          if (even && least < most && corner.top + tall !== most) continue;
          const isSome = figures.some(({ value }) => value > 0);
          // Whole rows need not be told apart.
          if (count > 1 && width === COLUMNS) continue;
          if (!put(figures, corner, width, () => place(at + count, left, some || isSome, fixed || isSome)))
            return false;
        }
      }
    }
    const { length } = stretch.figures;
    // Among zeros alone, a figure that is none of the table and one more zero of the table before it or behind it are not told
    // from a printed error.
    const isPinned = some || most === 0;
    if (length > left || !isPinned || !mayBeStray(stretch, at)) return true;
    return place(at + 1, left - length, some, fixed && (!mixed || least === height));
  };
  return place(0, strays, false, true) || ways.size > 1 ? [...ways.values()] : undefined;
}

interface Corner {
  readonly top: number;
  readonly left: number;
}

/** Where the first figure of a stretch may stand, by how many rows of each column are taken. */
function cornersOf({ named, figures }: Stretch, heights: readonly number[], even: boolean): Corner[] {
  const top = Math.min(...heights);
  const corners: Corner[] = [{ top, left: heights.indexOf(top) }];
  const add = (left: number) => {
    if (corners.every((corner) => corner.left !== left)) corners.push({ top: heights[left]!, left });
  };
  // An extractor may come to columns that are named before it comes to those left of them.
  if (named.length > 0) add(Math.min(...named));
  // Figures beside labels are of the first columns.
  if (!even && heights[0]! > top && figures.some(({ label }) => label !== undefined)) add(0);
  return even ? corners.filter((corner) => corner.top === top) : corners;
}

function sumHolds(row: readonly (Placed | undefined)[]): boolean {
  return row.slice(0, -1).reduce((sum, cell) => sum + cell!.value, 0) === row.at(-1)!.value;
}
