/**
 * Rows of a grid whose labels are spoilt beyond likeness: where all around them are known, and as many rows stand between two of these as the
 * form has, each is the form's, if what is left of its label is like that row's and no other's.
 */
import { isNumbering, lettersOf, plain, symbolsOf } from '../printed/characters';
import { distance, type LabelPattern } from '../printed/labels';
import { commonLetters } from '../printed/likeness';
import { type MatrixRow, splitRow, textsOf } from './matrix';
import type { NamedRow } from './rows';

/** So much of a label is left at least, in its place. */
const FEWEST_LETTERS = 0.4;
/** The same in their order, where no other row of the table is missing: with the row's number, and without. */
const FEWEST_IN_ORDER = { numbered: 0.3, unnumbered: 0.45 };
/** By how many letters the text is longer or shorter then. */
const OTHER_LENGTH = 4;
/** Of a shorter label the rest may be that of another row, which the form does not have. */
const SHORTEST_LABEL = 7;

/** The rows that the table lacks, as far as their places tell. `figures`: how many cells a row has behind its label. */
export function rowsInGaps(
  rows: readonly MatrixRow[],
  named: readonly NamedRow[],
  patterns: readonly LabelPattern[],
  figures: number,
): NamedRow[] {
  const order = new Map(patterns.map(({ row }, at) => [row, at]));
  const place = new Map(rows.map((row, at) => [row, at]));
  const known = [...named].sort((a, b) => place.get(a.at)! - place.get(b.at)!);
  const isKnown = new Set(known.map(({ row }) => row));
  const missing = patterns.filter(({ row }) => !isKnown.has(row));
  const isWhole = (row: MatrixRow | undefined, beside: MatrixRow) =>
    row?.matrix === beside.matrix &&
    splitRow(row).labels.at(-1)?.row === row.index &&
    splitRow(row).after.length === figures;
  const found: NamedRow[] = [];
  const fill = (wanted: readonly LabelPattern[], between: readonly MatrixRow[]) => {
    const placed = wanted.map((pattern, i) => placedRow(between[i]!, pattern, patterns, missing));
    if (placed.every((each) => each !== undefined)) found.push(...placed);
  };
  for (let i = 0; i <= known.length; i++) {
    const [above, below] = [known[i - 1], known[i]];
    const wanted = patterns.slice(above ? order.get(above.row)! + 1 : 0, below ? order.get(below.row)! : undefined);
    const beside = (above ?? below)!.at;
    if (wanted.length === 0) continue;
    const from = above ? place.get(above.rest ?? above.at)! + 1 : place.get(below!.at)! - wanted.length;
    const to = from + wanted.length;
    const between = rows.slice(Math.max(0, from), to);
    const isEnd = below ? rows[to] === below.at : !isWhole(rows[to], beside);
    const isStart = above !== undefined || !isWhole(rows[from - 1], beside);
    if (between.length === wanted.length && isEnd && isStart && between.every((row) => isWhole(row, beside)))
      fill(wanted, between);
  }
  return found;
}

function placedRow(
  at: MatrixRow,
  pattern: LabelPattern,
  patterns: readonly LabelPattern[],
  missing: readonly LabelPattern[],
): NamedRow | undefined {
  const { labels, after } = splitRow(at);
  const text = textsOf(labels).at(-1)!;
  const number = symbolsOf(text).find(isNumbering) ?? numberAlone(text);
  if (number && pattern.number && number !== pattern.number) return undefined;
  const letters = lettersOf(text);
  const isOther = patterns.some((other) => other !== pattern && other.letters.some((each) => letters.includes(each)));
  const left = lettersLeft(letters, pattern);
  const isLikest = missing.every((other) => other === pattern || lettersLeft(letters, other) < left);
  const inOrder = missing.length === 1 ? lettersInOrder(letters, pattern) : 0;
  const fewest = number && pattern.number ? FEWEST_IN_ORDER.numbered : FEWEST_IN_ORDER.unnumbered;
  if (isOther || (left < FEWEST_LETTERS && inOrder < fewest) || !isLikest) return undefined;
  return { row: pattern.row, at, likeness: Math.max(left, inOrder), labels, after, isPlaced: true, isTwofold: false };
}

/** The number of a label of which the mark behind it is lost, too ("3在用人"). */
function numberAlone(text: string): string | undefined {
  const digit = /^\s*(\d)(?!\d)/.exec(plain(text))?.[1];
  return digit && `#${digit}`;
}

/** The share of a label's letters that a text has left, where others stand in place of the rest; 0 of a short one. */
function lettersLeft(text: string, { letters }: LabelPattern): number {
  return Math.max(
    ...letters.map((label) =>
      label.length < SHORTEST_LABEL ? 0 : 1 - distance(text, label) / Math.max(text.length, label.length),
    ),
  );
}

/** The share of a label's letters that a text of about its length has in their order; 0 of a short one. */
function lettersInOrder(text: string, { letters }: LabelPattern): number {
  const shares = letters.map((label) =>
    label.length < SHORTEST_LABEL || Math.abs(label.length - text.length) > OTHER_LENGTH
      ? 0
      : commonLetters(text, label) / label.length,
  );
  return Math.max(...shares);
}
