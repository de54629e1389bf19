/**
 * Text in reading order as gaps between the labels of table 3 that are known: each has the figures of the rows that the form has there, be these
 * behind their labels or before them.
 */

import { isNumbering } from '../printed/characters';
import { distance, isFurniture, type LabelPattern } from '../printed/labels';
import type { Figure, Piece, Token } from '../printed/tokens';
import type { Found, SymbolText } from './align';

/** Rows of the form that follow each other, and the figures that stand in their place. */
export interface Gap {
  readonly rows: readonly LabelPattern[];
  readonly figures: readonly Figure[];
  /** The tokens between the labels that bound it, these excluded. */
  readonly from: number;
  readonly to: number;
}

/** The gaps of a table whose figures stand behind the first piece of their labels (`isAfter`), or before it. */
export function labelGaps(
  text: SymbolText,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
  figures: readonly Figure[],
  isAfter: boolean,
): Gap[] {
  const starts = found.map(({ from }) => text.token[from]!);
  const places = new Map(text.tokens.map((token, at) => [token, at]));
  const order = found.map(({ row }) => patterns.findIndex((pattern) => pattern.row === row));
  const less = isAfter ? 0 : 1;
  return [-1, ...starts.keys()].map((k) => {
    const [from, to] = [k < 0 ? -1 : starts[k]!, starts[k + 1] ?? text.tokens.length];
    const rows = patterns.slice(k < 0 ? 0 : order[k]! + less, (order[k + 1] ?? patterns.length) + less);
    const own = figures.filter((figure) => places.get(figure)! > from && places.get(figure)! < to);
    return { rows, figures: own, from: from + 1, to };
  });
}

/** Whether figures stand behind their labels (true) or before them; undefined where the text does not show it. */
export function standBehind(
  text: SymbolText,
  found: readonly Found[],
  figures: readonly Figure[],
): boolean | undefined {
  const { tokens } = text;
  const own = new Set<Token>(figures);
  const firsts = new Set(found.map(({ from }) => text.token[from]!));
  const labelled = new Set(found.flatMap(({ from, to }) => text.token.slice(from, to)));
  const isNothing = (at: number) => tokens[at]?.type === 'piece' && (tokens[at] as Piece).symbols.length === 0;
  const isOther = (at: number) => tokens[at]?.type === 'piece' && !isFurniture(lettersOf(tokens[at] as Piece), 3);
  let [againstBehind, againstBefore] = [0, 0];
  for (let at = 0; at < tokens.length; at++) {
    if (!own.has(tokens[at]!)) continue;
    let before = at - 1;
    while (isNothing(before)) before--;
    let end = at;
    while (tokens[end + 1]?.type === 'figure' || isNothing(end + 1)) end++;
    // Other text may be a label that is spoilt.
    if (!labelled.has(before) && !isOther(before)) againstBehind++;
    if (!firsts.has(end + 1) || tokens[before]?.row === tokens[at]!.row) againstBefore++;
    at = end;
  }
  // A page may end between a label and its figures.
  const isPlain = (against: number, other: number) => (against === 0 && other > 0) || (against === 1 && other > 2);
  if (isPlain(againstBehind, againstBefore)) return true;
  return isPlain(againstBefore, againstBehind) ? false : undefined;
}

/** So much of a spoilt label is left at least. */
const FEWEST_LETTERS = 0.2;

/**
 * The figures of each row of a gap: where as many labels are spoilt beyond likeness as it has rows whose labels are not known, each with what stands
 * beside it. Undefined where that is not known.
 */
export function figuresOfGap(
  gap: Gap,
  tokens: readonly Token[],
  found: ReadonlySet<number>,
  isAfter: boolean,
): Figure[][] | undefined {
  if (gap.figures.length === 0) return gap.rows.map(() => []);
  if (gap.rows.length === 1) return [[...gap.figures]];
  const own = new Set<Token>(gap.figures);
  const parts: { letters: string; figures: Figure[] }[] = [{ letters: '', figures: [] }];
  let isLabel = false;
  for (let at = gap.from; at < gap.to; at++) {
    const token = tokens[at]!;
    if (own.has(token)) parts.at(-1)!.figures.push(token as Figure);
    const letters = token.type === 'piece' && !found.has(at) ? lettersOf(token) : '';
    const isSpoilt = letters !== '' && !isFurniture(letters, 3);
    if (isSpoilt && isLabel) parts.at(-1)!.letters += letters;
    else if (isSpoilt) parts.push({ letters, figures: [] });
    if (token.type === 'piece') isLabel = isSpoilt;
  }
  // Figures before their labels: what stands behind the last spoilt one is of the label that ends the gap.
  const spoilt = parts.slice(1).map(({ letters }) => letters);
  const missing = isAfter ? gap.rows.slice(1) : gap.rows.slice(0, -1);
  const areThese =
    spoilt.length === missing.length &&
    spoilt.every((letters, i) => lettersLeft(letters, missing[i]!) >= FEWEST_LETTERS);
  return areThese ? parts.map(({ figures }) => figures) : undefined;
}

const lettersOf = ({ symbols }: Piece): string => symbols.filter((symbol) => !isNumbering(symbol)).join('');

/** The share of a label's letters that a text has left, where others stand in place of the rest. */
const lettersLeft = (text: string, { letters }: LabelPattern): number =>
  Math.max(...letters.map((label) => 1 - distance(text, label) / Math.max(text.length, label.length)));
