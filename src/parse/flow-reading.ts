/**
 * Table 3 of which every figure is printed, in text that follows the flow of a page (poppler's order): stretches between blank
 * lines hold the figures of a part of the table, column by column or row by row. Read so that each stretch is a rectangle of
 * cells, from left to right in the order of the text, and takes the topmost free place; the rows' sums tell how wide it is.
 */
import { APPLICANT_COLUMNS } from '../form/rows';
import type { Found, SymbolText } from './align';
import { isNumbering, plain } from './characters';
import { contradictsForm } from './column-order';
import type { Figure, Piece, Token } from './tokens';
import { readValue } from './values';

const COLUMNS = APPLICANT_COLUMNS.length;
/** Tokens between the heading of the section and the first label. */
const LONGEST_BEFORE = 300;
const HEADING = /收到和?处理|公开申请.{0,3}情况/;
const NEXT_SECTION = /行政复议|行政诉讼|存在.{0,4}问题|其他需要/;
/** Ways that are tried. */
const MOST_STEPS = 3_000;
/** Figures of a stretch that may be none of the table, and how many there may be. */
const LONGEST_STRAY = 2;
const MOST_STRAYS = 8;
const MOST_PARTS = 120;
/** Stretches at the beginning that may be zeros of another table. */
const FIRST = 4;
/** Rows between a figure and the label that is read before it. */
const NEAR_LABEL = 1;

/** Figures that stand between two blank lines, with the row of the form that is named before each, where one is. */
interface Stretch {
  /** Its first token. */
  readonly at: number;
  readonly page: number | undefined;
  readonly figures: {
    readonly figure: Figure;
    readonly value: number;
    readonly label: number | undefined;
  }[];
}

/** The rows of the table, each with its figures; undefined where these are not all there or can be read in several ways. */
export function rowsOfFlow(text: SymbolText, found: readonly Found[], rows: readonly string[]): Figure[][] | undefined {
  const { tokens, token } = text;
  const start = startOf(tokens, token[found[0]!.from]!);
  const labels = new Map(found.map((each) => [token[each.from]!, rows.indexOf(each.row)]));
  const end = endOf(tokens, start);
  if (contradictsForm(tokens.slice(start, end))) return undefined;
  const stretches = stretchesOf(tokens, start, end, labels);
  const own = stretches.filter(({ at }) => at < end);
  const size = rows.length * COLUMNS;
  for (const part of partsOf(own, stretches.slice(own.length), size))
    for (const { wrong, joined } of MANNERS) {
      // A figure that is none of the table fails a sum, too.
      if (wrong > 0 && sizeOf(own) > size) continue;
      const ways = new Map<string, Figure[][]>();
      for (const stretches of part) if (!tile(stretches, rows.length, wrong, joined, ways)) return undefined;
      if (ways.size > 1) return undefined;
      if (ways.size === 1) return [...ways.values()][0];
    }
  return undefined;
}

/** Rows whose sum may fail (errors of arithmetic), and stretches that may be parts of one. */
const MANNERS = [
  { wrong: 0, joined: 1 },
  { wrong: 0, joined: 4 },
  { wrong: 1, joined: 1 },
  { wrong: 1, joined: 4 },
];

/**
 * The stretches that may be the table's, which have so many figures: all before the next section; with some of those behind its
 * heading; or without some that are page numbers or another table's.
 */
function partsOf(own: readonly Stretch[], behind: readonly Stretch[], size: number): (readonly Stretch[])[][] {
  const more = sizeOf(own) - size;
  if (more === 0) return [[own]];
  if (more < 0) {
    for (let count = 1, sum = more; count <= behind.length && sum < 0; count++) {
      sum += behind[count - 1]!.figures.length;
      if (sum === 0) return [[[...own, ...behind.slice(0, count)]]];
    }
    return [];
  }
  const ways: Stretch[][] = [];
  const short = own.filter(mayBeStray);
  const drop = (from: number, left: number, dropped: readonly Stretch[]) => {
    if (left === 0) ways.push(own.filter((stretch) => !dropped.includes(stretch)));
    for (let at = from; at < short.length && ways.length <= MOST_PARTS; at++) {
      const length = short[at]!.figures.length;
      if (length <= left) drop(at + 1, left - length, [...dropped, short[at]!]);
    }
  };
  if (more <= MOST_STRAYS) drop(0, more, []);
  return ways.length <= MOST_PARTS ? [ways] : [];
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
      stretches.push({ at, page: token.page, figures: [] });
      label = undefined;
    }
    line = token.line;
    if (labels.has(at)) label = labels.get(at);
    if (token.type !== 'figure' || isNumber(token, tokens[at + 1])) continue;
    const value = readValue(token.text, 'COUNT').count ?? Number.NaN;
    stretches.at(-1)!.figures.push({ figure: token, value, label });
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
 * Every way to place the figures in so many rows so that all rows' sums hold but so many; of each way the figures, by their
 * values. False where there are too many to try.
 */
function tile(
  stretches: readonly Stretch[],
  height: number,
  wrong: number,
  joined: number,
  ways: Map<string, Figure[][]>,
): boolean {
  const cells: (Placed | undefined)[][] = Array.from({ length: height }, () => new Array(COLUMNS).fill(undefined));
  const heights = new Array<number>(COLUMNS).fill(0);
  const tried = new Set<string>();
  let failed = 0;
  const seen = () => cells.map((row) => row.map((cell) => cell?.value).join()).join(';');
  const put = (figures: readonly Placed[], top: number, left: number, width: number, next: number): boolean => {
    const tall = figures.length / width;
    const isNear = figures.every(
      ({ label }, i) => label === undefined || Math.abs(top + Math.floor(i / width) - label) <= NEAR_LABEL,
    );
    if (!isNear) return true;
    for (const [i, figure] of figures.entries()) cells[top + Math.floor(i / width)]![left + (i % width)] = figure;
    heights.fill(top + tall, left, left + width);
    const more = cells.slice(top, top + tall).filter((row) => row.every((cell) => cell) && !sumHolds(row)).length;
    failed += more;
    const goesOn = failed > wrong || place(next);
    failed -= more;
    for (const i of figures.keys()) cells[top + Math.floor(i / width)]![left + (i % width)] = undefined;
    heights.fill(top, left, left + width);
    return goesOn;
  };
  const place = (at: number): boolean => {
    const key = seen();
    if (at === stretches.length) {
      ways.set(
        key,
        cells.map((row) => row.map((cell) => cell!.figure)),
      );
      return ways.size <= 1;
    }
    if (tried.has(`${at}/${key}`)) return true;
    tried.add(`${at}/${key}`);
    if (tried.size > MOST_STEPS) return false;
    const top = Math.min(...heights);
    const corners = [{ top, left: heights.indexOf(top) }];
    // Figures beside labels are of the first columns.
    const isBeside = stretches[at]!.figures.some(({ label }) => label !== undefined);
    if (isBeside && heights[0]! > top) corners.unshift({ top: heights[0]!, left: 0 });
    for (const corner of corners) {
      let figures: readonly Placed[] = [];
      for (let count = 1; count <= joined && at + count <= stretches.length; count++) {
        figures = [...figures, ...stretches[at + count - 1]!.figures];
        for (let width = 1; heights[corner.left + width - 1] === corner.top; width++) {
          const tall = figures.length / width;
          if (!Number.isInteger(tall) || corner.top + tall > height) continue;
          // Whole rows need not be told apart.
          if (count > 1 && width === COLUMNS) continue;
          if (!put(figures, corner.top, corner.left, width, at + count)) return false;
        }
      }
    }
    return true;
  };
  return place(0) || ways.size > 1;
}

function sumHolds(row: readonly (Placed | undefined)[]): boolean {
  return row.slice(0, -1).reduce((sum, cell) => sum + cell!.value, 0) === row.at(-1)!.value;
}
