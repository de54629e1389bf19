/**
 * Finds the rows of a table in running text: each label approximately, all labels in the order of the form.
 *
 * A label is found by approximate substring search (Sellers 1980) over the symbols of the text, which may skip a whole piece
 * of other text inside a label (a vertical header's letters, a page's furniture). The chain of labels that explains most text is
 * then chosen, so that a label that stands several times on the form (其他, 总计) is the one that its neighbours allow.
 */
import { isNumbering } from '../printed/characters';
import { heaviestChain } from '../printed/heaviest-chain';
import type { LabelPattern } from '../printed/labels';
import type { Piece, Token } from '../printed/tokens';

/** The symbols of a text, each with the token that it belongs to. */
export interface SymbolText {
  readonly symbols: readonly string[];
  readonly isNumber: readonly boolean[];
  readonly token: readonly number[];
  /** By symbol: where its piece begins; and whether it ends its piece. */
  readonly pieceStart: readonly number[];
  readonly endsPiece: readonly boolean[];
  readonly tokens: readonly Token[];
}

export function symbolText(tokens: readonly Token[]): SymbolText {
  const symbols: string[] = [];
  const isNumber: boolean[] = [];
  const token: number[] = [];
  const pieceStart: number[] = [];
  const endsPiece: boolean[] = [];
  for (const [index, each] of tokens.entries()) {
    if (each.type !== 'piece') continue;
    const start = symbols.length;
    for (const [i, symbol] of each.symbols.entries()) {
      symbols.push(symbol);
      isNumber.push(isNumbering(symbol));
      token.push(index);
      pieceStart.push(start);
      endsPiece.push(i === each.symbols.length - 1);
    }
  }
  return { symbols, isNumber, token, pieceStart, endsPiece, tokens };
}

/** A label found: symbols `from` (inclusive) to `to` (exclusive). */
export interface Found {
  readonly row: string;
  readonly order: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
  /** 0 (as far off as allowed) to 1 (letter for letter). */
  readonly likeness: number;
}

const NUMBER_WEIGHT = 0.6;
const MISSING_NUMBER = 0.3;
const EXTRA_NUMBER = 0.5;

function allowedCost(letters: number): number {
  if (letters <= 2) return 0.35;
  if (letters === 3) return 0.6;
  if (letters === 4) return 1.3;
  return letters <= 7 ? 1.6 : 0.3 * letters;
}

/** Cost of one symbol for another, by whether each is a numbering. */
function substitution(isNumber: boolean, isOtherNumber: boolean): number {
  if (isNumber !== isOtherNumber) return 1.4;
  return isNumber ? NUMBER_WEIGHT : 1;
}

/** Cost of leaving out a whole piece that stands inside a label, by its first symbol's index. */
type SkipCost = ReadonlyMap<number, number>;

function search(pattern: readonly string[], order: number, row: string, text: SymbolText, skip: SkipCost): Found[] {
  const length = pattern.length;
  const letters = pattern.filter((symbol) => !isNumbering(symbol)).length;
  const allowed = allowedCost(letters);
  const weight = letters + (length - letters) * NUMBER_WEIGHT;
  const numbers = pattern.map(isNumbering);
  const dropped = numbers.map((isNumber) => (isNumber ? MISSING_NUMBER : 1));
  // One column of the table of costs a symbol, and where in the text the match that it belongs to starts.
  let cost = new Float64Array(length + 1);
  let start = new Int32Array(length + 1);
  let next = new Float64Array(length + 1);
  let nextStart = new Int32Array(length + 1);
  const atPiece = new Float64Array(length + 1);
  const startAtPiece = new Int32Array(length + 1);
  for (let i = 1; i <= length; i++) cost[i] = cost[i - 1]! + dropped[i - 1]!;
  // No cost becomes less again: what is above the one allowed need not be looked at (Ukkonen 1985). `top`: the last that is not.
  const topOf = (costs: Float64Array, from: number): number => {
    let top = from;
    while (top > 0 && costs[top]! > allowed) top--;
    return top;
  };
  let top = topOf(cost, length);
  let topAtPiece = top;
  const ends: { to: number; from: number; cost: number }[] = [];
  for (let j = 0; j < text.symbols.length; j++) {
    if (text.pieceStart[j] === j) {
      for (let i = 0; i <= top; i++) {
        atPiece[i] = cost[i]!;
        startAtPiece[i] = start[i]!;
      }
      topAtPiece = top;
    }
    const symbol = text.symbols[j]!;
    const isNumber = text.isNumber[j]!;
    const inserted = isNumber ? EXTRA_NUMBER : 1;
    next[0] = 0;
    nextStart[0] = j + 1;
    let i = 1;
    for (; i <= length; i++) {
      // Behind the column before only what drops the label's symbols can still be allowed.
      if (i > top + 1 && next[i - 1]! > allowed) break;
      let best = Number.POSITIVE_INFINITY;
      let from = 0;
      if (i <= top + 1) {
        best = cost[i - 1]! + (pattern[i - 1] === symbol ? 0 : substitution(numbers[i - 1]!, isNumber));
        from = start[i - 1]!;
      }
      const drop = next[i - 1]! + dropped[i - 1]!;
      if (drop < best) {
        best = drop;
        from = nextStart[i - 1]!;
      }
      const insert = i <= top ? cost[i]! + inserted : Number.POSITIVE_INFINITY;
      if (insert < best) {
        best = insert;
        from = start[i]!;
      }
      next[i] = best;
      nextStart[i] = from;
    }
    let end = i - 1;
    if (text.endsPiece[j]) {
      const piece = text.pieceStart[j]!;
      const off = skip.get(piece)!;
      for (; end < topAtPiece; end++) next[end + 1] = Number.POSITIVE_INFINITY;
      for (let k = 1; k <= topAtPiece && k < length; k++)
        if (atPiece[k]! + off < next[k]! && startAtPiece[k]! < piece) {
          next[k] = atPiece[k]! + off;
          nextStart[k] = startAtPiece[k]!;
        }
    }
    top = topOf(next, end);
    [cost, next] = [next, cost];
    [start, nextStart] = [nextStart, start];
    if (top === length) ends.push({ to: j + 1, from: start[length]!, cost: cost[length]! });
  }
  // Of ends that overlap, the cheapest.
  const found: Found[] = [];
  for (const [index, end] of ends.entries()) {
    const before = ends[index - 1];
    const after = ends[index + 1];
    if (before && before.to === end.to - 1 && before.cost < end.cost) continue;
    if (after && after.to === end.to + 1 && after.cost <= end.cost) continue;
    let score = weight - 2 * end.cost;
    if (text.pieceStart[end.from] === end.from) score += 0.5;
    if (text.endsPiece[end.to - 1]) score += 0.5;
    const following = text.tokens[text.token[end.to - 1]! + 1];
    if (text.endsPiece[end.to - 1] && following?.type === 'figure') score += 0.5;
    found.push({ row, order, from: end.from, to: end.to, score, likeness: 1 - end.cost / (letters + 1) });
  }
  return found;
}

/** Most candidates of one row that are kept: the best ones. */
const MOST_CANDIDATES = 250;
/** Symbols between two neighbouring labels that cost nothing. */
const FREE_GAP = 45;
const GAP_COST = 0.1;

/**
 * Where each label could stand, by approximate search. `furniture` tells text that belongs to the table without being a row.
 */
export function findLabels(
  patterns: readonly LabelPattern[],
  text: SymbolText,
  furniture: (letters: string) => boolean,
): Found[] {
  const skip = new Map<number, number>();
  for (let j = 0; j < text.symbols.length; j++) {
    if (text.pieceStart[j] !== j) continue;
    const piece = text.tokens[text.token[j]!] as Piece;
    const letters = piece.symbols.filter((symbol) => !isNumbering(symbol)).join('');
    skip.set(j, furniture(letters) ? 0.3 : Math.min(2.5, Math.max(1, letters.length)));
  }
  const candidates: Found[] = [];
  for (const [order, pattern] of patterns.entries()) {
    const best = new Map<string, Found>();
    for (const spelling of pattern.spellings)
      for (const found of search(spelling, order, pattern.row, text, skip)) {
        const key = `${found.from}/${found.to}`;
        const known = best.get(key);
        if (!known || known.score < found.score) best.set(key, found);
      }
    candidates.push(...[...best.values()].sort((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES));
  }
  candidates.sort((a, b) => a.to - b.to || a.order - b.order);
  return candidates.filter((each, i) => !isPlainlyAnother(each, i, candidates));
}

/** Whether the text of a candidate is much more like another row's label. */
function isPlainlyAnother(each: Found, at: number, candidates: readonly Found[]): boolean {
  const better = (other: Found) =>
    other.row !== each.row &&
    other.likeness > each.likeness + 0.15 &&
    Math.min(other.to, each.to) - Math.max(other.from, each.from) > (each.to - each.from) / 2;
  for (let i = at + 1; i < candidates.length && candidates[i]!.to <= each.to + 3; i++)
    if (better(candidates[i]!)) return true;
  for (let i = at - 1; i >= 0 && candidates[i]!.to >= each.to - 3; i--) if (better(candidates[i]!)) return true;
  return false;
}

/**
 * The chain of labels, in the order of the form, that explains the text best; a row that is not found is left out.
 * `candidates` as `findLabels` gives them.
 */
export function chainOf(candidates: readonly Found[]): Found[] {
  return heaviestChain(candidates, (before, each) =>
    before.order >= each.order || before.to > each.from
      ? undefined
      : GAP_COST * Math.max(0, each.from - before.to - FREE_GAP),
  );
}
