/**
 * Rows of running text whose label is garbled: unknown text stands where exactly such rows are missing.
 */

import { isNumbering } from '../printed/characters';
import { distance, type LabelPattern } from '../printed/labels';
import { type Figure, lettersOfPiece, type Piece, type Token } from '../printed/tokens';
import type { Assigned } from './assign';
import type { LineRow } from './rows';

/** So much of a garbled label is left where it is like the row's. */
export const LIKE = 0.4;
/** So much where the number of the label is left as well. */
const NUMBERED = 0.2;
/** Figures of a row of table 2, which may stand above table 3. */
const MOST_OTHERS = 3;

export interface GarbledRows {
  /** Those with figures. */
  readonly rows: readonly LineRow[];
  /** Rows of which what is left of the label is like theirs, without figures. */
  readonly bare: ReadonlySet<string>;
}

/** Rows whose label is garbled: unknown text, as much of it with a full row of figures as rows are missing in its place. */
export function garbledRows(
  assigned: readonly Assigned[],
  figures: readonly number[],
  tokens: readonly Token[],
  patterns: readonly LabelPattern[],
  rows: readonly LineRow[],
): GarbledRows {
  const present = new Set(rows.map((row) => row.row));
  const taken = new Set(rows.flatMap((row) => row.figures));
  const placeOf = (pattern: LabelPattern | undefined) =>
    pattern ? assigned.findIndex(({ slot }) => slot.row === pattern.row && !slot.ghost) : -1;
  const more: LineRow[] = [];
  const bare = new Set<string>();
  for (let k = 0; k < patterns.length; k++) {
    if (present.has(patterns[k]!.row)) continue;
    let to = k;
    while (to < patterns.length && !present.has(patterns[to]!.row)) to++;
    const missing = patterns.slice(k, to);
    const [before, after] = [placeOf(patterns[k - 1]), placeOf(patterns[to])];
    const isBetween = before >= 0 && after > before;
    // The table may begin or end with a row whose label is garbled.
    const isAtEnd = (k === 0 && after >= 0) || (to === patterns.length && before >= 0);
    const unknown = assigned
      .slice(before + 1, after < 0 ? undefined : after)
      .filter(
        ({ slot, from, to: end }) =>
          slot.row === undefined && (from === end || !taken.has(tokens[figures[from]!] as Figure)),
      );
    const likeness = (owner: Assigned, i: number) => likenessTo(missing[i], owner.slot.first, tokens, missing);
    const owners = unknown.filter(({ from, to: end }) => end > from);
    if (
      owners.length === missing.length &&
      (isBetween ||
        (isAtEnd && owners.every((each, i) => likeness(each, i) >= LIKE || each.to - each.from > MOST_OTHERS)))
    )
      for (const [i, owner] of owners.entries()) {
        const own = figures.slice(owner.from, owner.to).map((t) => tokens[t] as Figure);
        const like = likeness(owner, i);
        more.push({
          row: missing[i]!.row,
          figures: own,
          ambiguous: owner.ambiguous || like < LIKE,
          isLike: like >= LIKE,
          readBy: 'POSITION',
          confidence: Math.round((0.4 + 0.4 * like) * 100) / 100,
          at: owner.slot.first,
          apart: !own.some((figure) => figure.row === tokens[owner.slot.first]!.row),
        });
      }
    else if (isBetween && unknown.length === missing.length)
      for (const [i, { from, to: end, ...owner }] of unknown.entries())
        if (from === end && likeness({ from, to: end, ...owner }, i) >= LIKE) bare.add(missing[i]!.row);
    k = to;
  }
  return { rows: more, bare };
}

/** 0 to 1: how like the unknown text that ends with the token is to a row's label; 0 where it has another number, or is as like to another one. */
export function likenessTo(
  pattern: LabelPattern | undefined,
  at: number,
  tokens: readonly Token[],
  others: readonly LabelPattern[],
): number {
  if (!pattern) return 0;
  const [first] = (tokens[at] as Piece).symbols;
  const hasNumber = first !== undefined && isNumbering(first) && pattern.number !== undefined;
  const text = unknownText(tokens, at);
  const like = similarity(text, pattern);
  const isLikest = others.every((other) => other === pattern || similarity(text, other) < like);
  if (!isLikest || (hasNumber && first !== pattern.number)) return 0;
  return hasNumber && like >= NUMBERED ? Math.max(like, LIKE) : like;
}

/** The unknown text that ends with the token: the pieces directly before it too. */
function unknownText(tokens: readonly Token[], at: number): string {
  let letters = '';
  for (let t = at; t >= 0 && tokens[t]!.type === 'piece'; t--) letters = lettersOfPiece(tokens[t] as Piece) + letters;
  return letters;
}

/** 0 to 1: the share of the label's letters that the end of the text has in order. */
function similarity(letters: string, pattern: LabelPattern): number {
  return Math.max(
    ...pattern.letters.flatMap((label) =>
      [label.length, label.length + 2].map((length) => {
        const tail = letters.slice(-length);
        return 1 - Math.min(1, distance(tail, label) / Math.max(label.length, tail.length, 1));
      }),
    ),
  );
}
