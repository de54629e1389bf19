/**
 * Table 4 of which every figure is printed, in text that follows the flow of a page (poppler's order): headings and figures come
 * in stretches between blank lines, among those of other tables and sections. The figures are the table's where each block's sum
 * holds, and in the form's order where the headings show that the text came to the columns from left to right.
 */
import { OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../form/rows';
import { isNumbering } from '../printed/characters';
import type { Figure, Piece, Token } from '../printed/tokens';
import { figureValue, type Value } from '../printed/values';
import { rowHolds } from '../settle/readings';

const OUTCOMES = OUTCOME_COLUMNS.length;
const ALL = TABLE4_BLOCKS.length * OUTCOMES;
/** A letter of each heading that no other has, in the form's order. */
const LETTERS = [/维/, /纠/, /他/, /尚/, /[总合]/];
const TITLE = /行政复议.{0,4}行政诉讼.*情况/;
const TITLE_LINES = 2;
/** Figures among the table's that are page numbers. */
const MOST_STRAYS = 3;
/** Figures that are placed, in all orders. */
const MOST_STEPS = 50_000;

interface Stretch {
  /** Columns that are named, in the order of the text. */
  readonly heads: readonly number[];
  readonly figures: readonly Figure[];
}

/**
 * The table's fifteen values, undefined where the figures may be in several orders; undefined where they are not known, or in an order
 * that nothing shows.
 */
export function remediesOfFlow(
  tokens: readonly Token[],
  isHeaderPiece: (token: Token) => boolean,
): readonly (Value | undefined)[] | undefined {
  const start = startOf(tokens);
  if (start === undefined) return undefined;
  const stretches = stretchesOf(tokens.slice(start), isHeaderPiece);
  const strays = stretches.reduce((sum, { figures }) => sum + figures.length, 0) - ALL;
  if (strays < 0 || strays > MOST_STRAYS) return undefined;
  const ways: (readonly Value[])[] = [];
  for (const kept of without(stretches, strays)) {
    const more = ordersOf(kept);
    if (!more) return undefined;
    ways.push(...more);
  }
  const known = ways[0]?.map((value, at) => (ways.every((way) => way[at]!.count === value.count) ? value : undefined));
  return known?.some((value) => value) ? known : undefined;
}

/**
 * The table's values in every order that the headings and the sums allow; none where the headings do not come from left to right,
 * undefined where there are too many.
 */
function ordersOf(stretches: readonly Stretch[]): (readonly Value[])[] | undefined {
  const groups = groupsOf(stretches);
  if (!groups) return [];
  const isNamed = stretches.every(({ heads, figures }) => heads.length === 1 && figures.length === 1);
  const ways: (readonly Value[])[] = [];
  let steps = 0;
  const place = (so: readonly Value[], group: number, left: readonly Value[]): boolean => {
    if (++steps > MOST_STEPS) return false;
    const isBlock = so.length > 0 && so.length % OUTCOMES === 0;
    if (isBlock && !isNamed && !rowHolds(so.slice(-OUTCOMES))) return true;
    if (so.length === ALL) {
      ways.push(so);
      return true;
    }
    if (left.length === 0) return place(so, group + 1, groups[group + 1]!.figures.map(figureValue));
    const next = groups[group]!.isEven ? left.slice(0, 1) : left;
    return next.every((value, i) => {
      const isAgain = next.slice(0, i).some(({ count }) => count === value.count);
      return isAgain || place([...so, value], group, [...left.slice(0, i), ...left.slice(i + 1)]);
    });
  };
  return place([], 0, groups[0]!.figures.map(figureValue)) ? ways : undefined;
}

/** The token behind the title of the section, which may be wrapped. */
function startOf(tokens: readonly Token[]): number | undefined {
  for (let at = tokens.length - 1; at >= 0; at--) {
    const text = tokens.slice(at, at + TITLE_LINES).map((token) => (token.type === 'piece' ? lettersOf(token) : ''));
    const lines = text.findIndex((_, i) => TITLE.test(text.slice(0, i + 1).join('')));
    if (lines >= 0) return at + lines + 1;
  }
  return undefined;
}

/** The stretches without so many of the figures that stand alone, in every way. */
function without(stretches: readonly Stretch[], strays: number, from = 0): (readonly Stretch[])[] {
  if (strays === 0) return [stretches];
  return stretches.flatMap(({ heads, figures }, at) =>
    at < from || heads.length > 0 || figures.length > 1
      ? []
      : without([...stretches.slice(0, at), ...stretches.slice(at + 1)], strays - 1, at),
  );
}

const lettersOf = (piece: Piece): string => piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');

function stretchesOf(tokens: readonly Token[], isHeaderPiece: (token: Token) => boolean): Stretch[] {
  const stretches: { heads: number[]; figures: Figure[] }[] = [];
  // Figures beside other words are of a sentence.
  const isForeign = (token: Token) => token.type === 'piece' && token.symbols.length > 0 && !isHeaderPiece(token);
  const worded = new Set(tokens.flatMap((token) => (isForeign(token) ? [token.row] : [])));
  let last: Token | undefined;
  for (const token of tokens) {
    if (!last || token.line > last.line + 1 || token.page !== last.page) stretches.push({ heads: [], figures: [] });
    last = token;
    const { heads, figures } = stretches.at(-1)!;
    if (token.type === 'figure') {
      if (!worded.has(token.row)) figures.push(token);
    } else if (!isForeign(token))
      for (const letter of lettersOf(token)) {
        const head = LETTERS.findIndex((each) => each.test(letter));
        if (head >= 0) heads.push(head);
      }
  }
  // More are of table 3.
  return stretches.filter(({ heads, figures }) => heads.length + figures.length > 0 && figures.length <= ALL);
}

/** Headings that follow each other, by stretch, and the figures that follow them. */
interface Group {
  readonly heads: (readonly number[])[];
  readonly figures: Figure[];
}

/**
 * The groups of headings and figures, if the headings show that the text comes to these from left to right: as many figures follow
 * headings as these are. `isEven`: the figures of a group stand in the order of its headings: those of columns come together, one by
 * one, or those of whole blocks together. An extractor that parts one of them from the others may take its figure before theirs.
 */
function groupsOf(stretches: readonly Stretch[]): (Group & { readonly isEven: boolean })[] | undefined {
  const groups: Group[] = [];
  for (const { heads, figures } of stretches) {
    if (heads.length > 0 && groups.at(-1)?.figures.length === 0) groups.at(-1)!.heads.push(heads);
    else if (heads.length > 0) groups.push({ heads: [heads], figures: [] });
    if (groups.length === 0) return undefined;
    groups.at(-1)!.figures.push(...figures);
  }
  let seen = 0;
  for (const { heads, figures } of groups) {
    if (heads.flat().length !== figures.length) return undefined;
    for (const each of heads) {
      // Where headings are wrapped, letters of a stretch are in no order.
      const expected = each.map((_, i) => (seen + i) % OUTCOMES).sort();
      if ([...each].sort().join() !== expected.join()) return undefined;
      seen += each.length;
    }
  }
  if (seen !== ALL) return undefined;
  return groups.map((group) => ({ ...group, isEven: isEven(group.heads) }));
}

const isEven = (heads: readonly (readonly number[])[]): boolean =>
  (heads.length === 1 && isAscending(heads[0]!)) ||
  heads.every((each) => each.length === 1) ||
  heads.every((each) => each.length % OUTCOMES === 0);

/** Whether headings that come together do so from left to right, each block; a program that mixes the letters of two may have their figures in any order. */
const isAscending = (heads: readonly number[]): boolean =>
  heads.every((head, i) => i === 0 || head === (heads[i - 1]! + 1) % OUTCOMES);
