/**
 * Table 3 of which every figure is printed, in text that follows the flow of a page (poppler's order): stretches between blank
 * lines hold the figures of a part of the table, column by column or row by row. Read so that each stretch is a rectangle of
 * cells, from left to right in the order of the text, and takes the topmost free place; the rows' sums tell how wide it is.
 */
import { cellsOn } from '../form/cells';
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../form/rows';
import type { Found, SymbolText } from './align';
import { isNumbering, plain } from './characters';
import { columnOf, contradictsForm } from './column-order';
import { proactiveEdition } from './line-proactive';
import type { Figure, Piece, Token } from './tokens';
import { readValue } from './values';

const COLUMNS = APPLICANT_COLUMNS.length;
const TOTAL = COLUMNS - 1;
/** Figures of table 4. */
const REMEDIES = TABLE4_BLOCKS.length * OUTCOME_COLUMNS.length;
/** Tokens between the heading of the section and the first label. */
const LONGEST_BEFORE = 300;
const PROACTIVE = /主动公开政府信息情况/;
const HEADING = /收到和?处理|公开申请.{0,3}情况/;
const NEXT_SECTION = /行政复议|行政诉讼|存在.{0,4}问题|其他需要/;
/** Ways that are tried. */
const MOST_STEPS = 8_000;
/** Figures of a stretch that may be none of the table, and how many there may be. */
const LONGEST_STRAY = 2;
const MOST_STRAYS = 8;
const MOST_STRAYS_BEHIND = 3;
/** Stretches at the beginning that may be zeros of another table. */
const FIRST = 4;
/** Rows between a figure and the label that is read before it. */
const NEAR_LABEL = 1;

/** Figures that stand between two blank lines, with the row of the form that is named before each, where one is. */
interface Stretch {
  /** Its first token. */
  readonly at: number;
  readonly page: number | undefined;
  /** Columns that are named above its figures. */
  readonly named: number[];
  readonly figures: {
    readonly figure: Figure;
    readonly value: number;
    readonly label: number | undefined;
  }[];
}

/**
 * The rows of the table, each with its figures; undefined where these are not all there or can be read in several ways that are
 * proven.
 */
export function rowsOfFlow(
  text: SymbolText,
  found: readonly Found[],
  rows: readonly string[],
  isProven: (figures: readonly (readonly Figure[])[]) => boolean,
): Figure[][] | undefined {
  const { tokens, token } = text;
  const start = startOf(tokens, token[found[0]!.from]!);
  const labels = new Map(found.map((each) => [token[each.from]!, rows.indexOf(each.row)]));
  const end = endOf(tokens, start);
  if (contradictsForm(tokens.slice(start, end))) return undefined;
  const stretches = stretchesOf(tokens, start, end, labels);
  const own = stretches.filter(({ at }) => at < end).length;
  const zeros = allZeros(stretches.slice(0, own), rows.length);
  if (zeros) return zeros;
  const mixed = !hasAllBefore(tokens.slice(0, start + 1)) || sizeOf(stretches.slice(own)) < REMEDIES;
  for (const part of partsOf(stretches, own, rows.length * COLUMNS, mixed))
    for (const manner of MANNERS) {
      // A figure that is none of the table fails a sum, too.
      if (manner.wrong > 0 && part.strays > 0) continue;
      const ways = waysOf(part, rows.length, manner, isProven);
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

/** Whether section two has all figures of its table. */
function hasAllBefore(tokens: readonly Token[]): boolean {
  const from = tokens.findLastIndex((token) => token.type === 'piece' && PROACTIVE.test(lettersOf(token)));
  const section = tokens.slice(Math.max(0, from));
  const form = proactiveEdition(section.map((token) => (token.type === 'piece' ? lettersOf(token) : '')).join(''));
  const size = form && cellsOn(form, 2).length;
  return from >= 0 && size !== undefined && section.filter((token) => token.type === 'figure').length >= size;
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

const lettersOf = (piece: Piece): string => piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');

function startOf(tokens: readonly Token[], first: number): number {
  for (let at = first - 1; at >= Math.max(0, first - LONGEST_BEFORE); at--) {
    const token = tokens[at]!;
    if (token.type === 'piece' && HEADING.test(lettersOf(token))) return at;
  }
  return first;
}

function endOf(tokens: readonly Token[], start: number): number {
  const at = tokens.findIndex(
    (token, index) => index > start && token.type === 'piece' && NEXT_SECTION.test(lettersOf(token)),
  );
  return at < 0 ? tokens.length : at;
}

function stretchesOf(
  tokens: readonly Token[],
  start: number,
  end: number,
  labels: ReadonlyMap<number, number>,
): Stretch[] {
  const stretches: Stretch[] = [];
  let line: number | undefined;
  let label: number | undefined;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (line === undefined || at === end || token.line > line + 1 || token.page !== stretches.at(-1)!.page) {
      stretches.push({ at, page: token.page, named: [], figures: [] });
      label = undefined;
    }
    line = token.line;
    const stretch = stretches.at(-1)!;
    if (labels.has(at)) label = labels.get(at);
    const column = stretch.figures.length > 0 || labels.has(at) ? undefined : columnOf(token);
    if (column !== undefined) stretch.named.push(column);
    if (token.type !== 'figure' || isNumber(token, tokens[at + 1])) continue;
    const value = readValue(token.text, 'COUNT').count ?? Number.NaN;
    stretch.figures.push({ figure: token, value, label });
  }
  return stretches.filter((stretch) => stretch.figures.length > 0).map(withLabels);
}

/** Labels of which each has its figures tell where these are; a label before those of many rows does not. */
function withLabels(stretch: Stretch): Stretch {
  const counts = new Map<number | undefined, number>();
  for (const { label } of stretch.figures) counts.set(label, (counts.get(label) ?? 0) + 1);
  if ([...counts].every(([label, count]) => label === undefined || count <= COLUMNS)) return stretch;
  return {
    ...stretch,
    figures: stretch.figures.map((each) => ({ ...each, label: undefined })),
  };
}

/** Numbers of labels ("4.5."), and a year before the rest of a running head. */
function isNumber(figure: Figure, next: Token | undefined): boolean {
  const text = plain(figure.text);
  return /^\d\.\d$/.test(text) || (/^20\d\d$/.test(text) && next?.type === 'piece' && next.symbols[0] === '年');
}

const sizeOf = (page: readonly Stretch[]): number => page.reduce((sum, { figures }) => sum + figures.length, 0);

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
    const isNear = figures.every(
      ({ label }, i) => label === undefined || Math.abs(top + Math.floor(i / width) - label) <= NEAR_LABEL,
    );
    if (!isNear) return true;
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
    const isPinned = !mixed || some || most === 0;
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

/** Whether so many columns from one on are those named above them, or some of these. */
function isUnder(named: readonly number[], left: number, width: number): boolean {
  // The heading of the total stands higher than the others, so that figures of the column beside it may follow it.
  if (named.every((column) => column === TOTAL)) return true;
  const [first, last] = [Math.min(...named), Math.max(...named)];
  return new Set(named).size <= width
    ? left <= first && last < left + width
    : first <= left && left + width - 1 <= last;
}

function sumHolds(row: readonly (Placed | undefined)[]): boolean {
  return row.slice(0, -1).reduce((sum, cell) => sum + cell!.value, 0) === row.at(-1)!.value;
}
