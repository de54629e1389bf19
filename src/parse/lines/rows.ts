/**
 * Rows of a table in running text: labels found, figures given to them. Shared by tables 2 and 3.
 */
import type { ReadBy } from '../../form/draft';
import { isColumnHeader, isFurniture, isMixed, isUpright, type LabelPattern } from '../printed/labels';
import { type Figure, lettersOfPiece, type Piece, type Token } from '../printed/tokens';
import { chainOf, type Found, findLabels, type SymbolText, symbolText } from './align';
import { assignFigures, type Slot } from './assign';
import { addsUp } from './doubt';
import { garbledRows, LIKE, likenessTo } from './garbled-rows';

/** A row of the form with the figures that stand beside it. */
export interface LineRow {
  readonly row: string;
  readonly figures: readonly Figure[];
  readonly ambiguous: boolean;
  readonly readBy: ReadBy;
  readonly confidence: number;
  /** The label's first token. */
  readonly at: number;
  /** Other text stands among the pieces of the label. */
  readonly mixed?: boolean;
  /** Its label is garbled, and what is left of it is like the row's. */
  readonly isLike?: boolean;
  /** No figure stands on a line of the label. */
  readonly apart: boolean;
}

/** Labels of a table as found in the text. */
export interface Labels {
  readonly text: SymbolText;
  readonly candidates: readonly Found[];
}

export function searchLabels(patterns: readonly LabelPattern[], tokens: readonly Token[], table: 2 | 3): Labels {
  const text = symbolText(tokens);
  return { text, candidates: findLabels(patterns, text, (letters) => isFurniture(letters, table)) };
}

/** The chain of the wanted rows. */
export function chain(labels: Labels, wanted: readonly string[]): Found[] {
  return chainOf(labels.candidates.filter((each) => wanted.includes(each.row)));
}

/** A table of which this share of rows is printed again is printed again. */
const REPEATED = 0.4;
/** Shorter labels stand in other tables and in sentences, too. */
const SHORTEST_REPEATED = 4;
const PLAINLY = 0.9;
/** Tokens between a label and its figures, or the rest of it. */
const BESIDE = 4;

/**
 * Whether the table is printed more than once (last year's below this year's): nothing says which is the report's. A label
 * counts where it is all of a piece of text, unlike in a sentence, and has figures beside it.
 */
export function isRepeated(
  { text, candidates }: Labels,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
): boolean {
  const long = new Set(
    patterns
      .filter(({ letters }) => letters.some((each) => each.length >= SHORTEST_REPEATED))
      .map((pattern) => pattern.row),
  );
  const wanted = new Set(found.map((each) => each.row).filter((row) => long.has(row)));
  const places = new Map<string, number[]>();
  const filled = new Set<string>();
  for (const { row, from, to, likeness } of candidates) {
    if (!wanted.has(row) || likeness < PLAINLY || !text.endsPiece[to - 1]) continue;
    const first = text.token[from]!;
    const last = text.token[to - 1]!;
    const isFigure = (token: Token | undefined) => token?.type === 'figure';
    const beside = [
      ...text.tokens.slice(Math.max(0, first - BESIDE), first),
      ...text.tokens.slice(last + 1, last + 1 + BESIDE),
    ];
    if (text.pieceStart[from] !== from) continue;
    if (beside.some(isFigure)) filled.add(row);
    const own = places.get(row) ?? [];
    if (own.every((other) => Math.abs(other - from) > BESIDE)) places.set(row, [...own, from]);
  }
  const again = [...places].filter(([row, each]) => each.length > 1 && filled.has(row)).length;
  return again >= Math.max(2, wanted.size * REPEATED);
}

/** Tokens before the first label that can be the table's header. */
const LONGEST_HEADER = 40;

const isUnknown = (token: Token, table: 2 | 3): boolean =>
  token.type === 'piece' && token.symbols.length > 0 && !isFurniture(lettersOfPiece(token), table);

/** Where the table begins: behind the last text above its first label that is not its header. */
function tableStart(tokens: readonly Token[], first: number, table: 2 | 3): number {
  for (let at = first - 1; at >= Math.max(0, first - LONGEST_HEADER); at--)
    if (isUnknown(tokens[at]!, table)) return at;
  return Math.max(0, first - LONGEST_HEADER);
}

/** Where it ends: behind the figures of the first text below its last label that is not of the table. */
function tableEnd(tokens: readonly Token[], last: number, table: 2 | 3): number {
  let at = last + 1;
  while (at < tokens.length && !isUnknown(tokens[at]!, table)) at++;
  at++;
  while (at < tokens.length && tokens[at]!.type === 'figure') at++;
  return Math.min(tokens.length, at);
}

/** The rows of a table as its text gives them. */
export interface TableRows {
  readonly rows: LineRow[];
  /** How many figures of the table no row has. */
  readonly strays: number;
  /** How many stand directly below it. */
  readonly below: number;
  /** Rows without figures whose label is garbled, if what is left of it is like theirs. */
  readonly bare: ReadonlySet<string>;
  /** All figures of the table, in the order of the text. */
  readonly figures: readonly Figure[];
  /** Figures stand on a line with text that is not of the table. */
  readonly foreign: boolean;
}

/**
 * The rows with their figures. `expected` is the number of figures that a row has; `patterns` are the rows of the table in
 * order, to place a row whose label is garbled between two that are known.
 */
export function rowsWithFigures(
  labels: Labels,
  found: readonly Found[],
  patterns: readonly LabelPattern[],
  table: 2 | 3,
  expected: (row: string) => number,
): TableRows {
  const { text } = labels;
  const tokens = text.tokens;
  const first = text.token[found[0]!.from]!;
  const last = text.token[found.at(-1)!.to - 1]!;
  const start = tableStart(tokens, first, table);
  const end = tableEnd(tokens, last, table);

  const slots: Slot[] = [];
  const headers = new Set<number>();
  const covered = new Set<number>();
  for (const each of found) for (let s = each.from; s < each.to; s++) covered.add(text.token[s]!);
  const named = found.map(
    (each): Slot => ({
      row: each.row,
      first: text.token[each.from]!,
      last: text.token[each.to - 1]!,
      expected: expected(each.row),
    }),
  );
  for (let t = start; t < end; t++) {
    const token = tokens[t]!;
    if (token.type !== 'piece' || covered.has(t)) continue;
    const letters = lettersOfPiece(token);
    if (!isFurniture(letters, table)) slots.push({ first: t, last: t, expected: 0 });
    else if (isColumnHeader(letters, table)) headers.add(t);
  }
  slots.push(...named);
  slots.sort((a, b) => a.first - b.first);
  addGhosts(slots, found, patterns, expected);

  const numbers = new Map(patterns.map((pattern) => [pattern.row, pattern.number]));
  const figures: number[] = [];
  for (let t = start; t < end; t++) {
    if (tokens[t]!.type !== 'figure') continue;
    if (!isNumberOfLabel(tokens, t, named, numbers)) figures.push(t);
  }
  const assigned = assignFigures(tokens, figures, slots, headers);
  const letters = new Map(patterns.map((pattern) => [pattern.row, pattern.letters]));
  const likeness = new Map(found.map((each) => [each.row, each.likeness]));
  const labelLines = new Map(
    named.map(
      (slot) => [slot.row!, new Set(tokens.slice(slot.first, slot.last + 1).map((token) => token.row))] as const,
    ),
  );
  const isApart = (row: string, own: readonly Figure[]) => !own.some((figure) => labelLines.get(row)?.has(figure.row));
  const rows: LineRow[] = [];
  for (const [k, each] of assigned.entries()) {
    const own = figures.slice(each.from, each.to).map((t) => tokens[t] as Figure);
    if (each.slot.row === undefined) continue;
    if (each.slot.ghost) {
      if (own.length > 0)
        rows.push({
          row: each.slot.row,
          figures: own,
          ambiguous: true,
          readBy: 'POSITION',
          confidence: 0.5,
          at: each.slot.first,
          apart: true,
        });
      continue;
    }
    // Unknown text behind a label or among its figures: the label's garbled end, in a table that has no other rows.
    const { taken, adjacent } = takenBehind(assigned, k, figures, tokens, patterns);
    if (taken.length > 0 && own.length < each.slot.expected) {
      rows.push({
        row: each.slot.row,
        figures: [...own, ...taken],
        ambiguous: table === 2 || !adjacent || own.length + taken.length !== each.slot.expected,
        readBy: 'POSITION',
        confidence: 0.6,
        at: each.slot.first,
        apart: isApart(each.slot.row, [...own, ...taken]),
      });
      continue;
    }
    const around = tokens.slice(Math.max(0, each.slot.first - 1), each.slot.last + 2);
    const maybeFigures = table === 2 && around.some(isDoubtful);
    const confidence = Math.round((0.8 + 0.2 * Math.max(0, likeness.get(each.slot.row)!)) * 100) / 100;
    rows.push({
      row: each.slot.row,
      figures: own,
      ambiguous:
        each.ambiguous ||
        maybeFigures ||
        (table === 3 && taken.length > 0 && !addsUp(own)) ||
        (own.length === 0 && isBesideUnknown(assigned, k)),
      readBy: 'LABEL',
      confidence,
      at: each.slot.first,
      mixed: isMixed(piecesOf(tokens.slice(each.slot.first, each.slot.last + 1)), letters.get(each.slot.row)!),
      apart: isApart(each.slot.row, own),
    });
  }
  const garbled = garbledRows(assigned, figures, tokens, patterns, rows);
  rows.push(...garbled.rows);
  const order = new Map(patterns.map((pattern, index) => [pattern.row, index]));
  rows.sort((a, b) => order.get(a.row)! - order.get(b.row)!);
  const given = rows.reduce((sum, row) => sum + row.figures.length, 0);
  // What is of a label that was not found, or of those that stand upright, is no text of other rows.
  const present = new Set(found.map((each) => each.row));
  const missing = patterns.filter(({ row }) => !present.has(row)).flatMap((pattern) => pattern.letters);
  const isOfTable = (part: string) =>
    isUpright(part) || (part.length > 1 && missing.some((whole) => whole.includes(part)));
  const unknown = new Set(
    slots.flatMap(({ row, first: at }) =>
      row === undefined && !isOfTable(lettersOfPiece(tokens[at] as Piece)) ? [tokens[at]!.row] : [],
    ),
  );
  const below = figuresBelow(tokens, end);
  return {
    rows,
    strays: figures.length - given + below,
    below,
    bare: garbled.bare,
    figures: figures.map((t) => tokens[t] as Figure),
    foreign: figures.some((t) => unknown.has(tokens[t]!.row)),
  };
}

/** Tokens below a table among which its figures may stand, where an extractor took them out of their rows. */
const BELOW = 12;

/** Figures directly below a table, before any sentence. */
function figuresBelow(tokens: readonly Token[], end: number): number {
  let count = 0;
  for (let t = end; t < Math.min(tokens.length, end + BELOW); t++) {
    const token = tokens[t]!;
    if (token.type === 'figure') count += token.alone ? 1 : 0;
    else if (token.symbols.length > LONGEST_LABEL) break;
  }
  return count;
}

/** Longer text is a sentence. */
const LONGEST_LABEL = 12;

const piecesOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => (token.type === 'piece' ? [lettersOfPiece(token)] : []));

/** A page number that could be three cells of table 2 ("— 9 —"). */
function isDoubtful(token: Token): boolean {
  return token.type === 'piece' && token.symbols.length === 0;
}

/** Whether unknown text between a row and its neighbours on the form has figures, which may be the row's. */
function isBesideUnknown(assigned: ReturnType<typeof assignFigures>, k: number): boolean {
  for (const step of [-1, 1])
    for (let at = k + step; assigned[at] && assigned[at]!.slot.row === undefined; at += step)
      if (assigned[at]!.to > assigned[at]!.from) return true;
  return false;
}

/** Figures that went to unknown text between a row and the next row of the form; whether that row's label was found. */
function takenBehind(
  assigned: ReturnType<typeof assignFigures>,
  k: number,
  figures: readonly number[],
  tokens: readonly Token[],
  patterns: readonly LabelPattern[],
): { taken: Figure[]; adjacent: boolean } {
  const taken: Figure[] = [];
  let next = k + 1;
  // Text that is like the label of the row that is missing there has them itself.
  const following = patterns[patterns.findIndex(({ row }) => row === assigned[k]!.slot.row) + 1];
  const isMissing = assigned.some(({ slot }) => slot.ghost && slot.row === following?.row);
  if (isMissing && assigned[next]!.slot.row === undefined) {
    const owner = assigned.slice(next).find(({ from, to, slot }) => to > from || slot.row !== undefined)!;
    if (owner.slot.row === undefined && likenessTo(following, owner.slot.first, tokens, [following!]) >= LIKE)
      return { taken, adjacent: false };
  }
  for (; next < assigned.length && assigned[next]!.slot.row === undefined; next++)
    taken.push(...figures.slice(assigned[next]!.from, assigned[next]!.to).map((t) => tokens[t] as Figure));
  const slot = assigned[next]?.slot;
  if (slot) return { taken, adjacent: !slot.ghost };
  // Behind the last row, only text directly below its label.
  const below = assigned[k + 1];
  const direct = below !== undefined && below.slot.first === assigned[k]!.slot.last + 1;
  return { taken: direct ? taken : [], adjacent: false };
}

/** Places for rows whose labels were not found, between their neighbours on the form. */
function addGhosts(
  slots: Slot[],
  found: readonly Found[],
  patterns: readonly LabelPattern[],
  expected: (row: string) => number,
): void {
  const present = new Set(found.map((each) => each.row));
  for (const [k, pattern] of patterns.entries()) {
    if (present.has(pattern.row)) continue;
    const before = patterns.slice(0, k).findLast((each) => present.has(each.row));
    const after = patterns.slice(k + 1).find((each) => present.has(each.row));
    const next = after ? slots.findIndex((slot) => slot.row === after.row && !slot.ghost) : slots.length;
    // After the unknown text of the gap, if there is any: that text is the likelier owner of its figures.
    const at = slots[next]?.first ?? slots[next - 1]!.last;
    if (!before && !after) continue;
    slots.splice(next, 0, { row: pattern.row, first: at, last: at, ghost: true, expected: expected(pattern.row) });
  }
}

/** "1 属于国家秘密": a digit that begins its line, directly before the label that it numbers. */
function isNumberOfLabel(
  tokens: readonly Token[],
  at: number,
  named: readonly Slot[],
  numbers: ReadonlyMap<string, string | undefined>,
): boolean {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  const previous = tokens[at - 1];
  if (next?.type !== 'piece' || next.row !== token.row) return false;
  if (previous && previous.row === token.row && previous.type === 'figure') return false;
  const slot = named.find((each) => each.first === at + 1);
  return slot !== undefined && numbers.get(slot.row!) === `#${token.text.trim()}`;
}
