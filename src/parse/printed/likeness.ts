/** How like a text is to the label of a row. */
import { TABLE3_GROUPS } from '../../form/rows';
import { lettersOf } from './characters';
import { distance, type LabelPattern } from './labels';
import { remembered } from './remembered';

const known = new WeakMap<LabelPattern, (letters: string) => number>();

/** Likeness of the likest of some spellings of a text with a row's label, 0 to 1; 0 where it is another label. */
export function likenessOf(candidates: readonly string[], pattern: LabelPattern): number {
  let likeness = known.get(pattern);
  if (!likeness) {
    likeness = remembered((letters) => likenessOfLetters(letters, pattern));
    known.set(pattern, likeness);
  }
  let best = 0;
  for (const letters of candidates) best = Math.max(best, likeness(letters));
  return best;
}

function likenessOfLetters(letters: string, pattern: LabelPattern): number {
  let best = 0;
  for (const label of pattern.letters) {
    const allowed = label.length <= 3 ? 0 : label.length <= 6 ? 1 : Math.floor(label.length * 0.3);
    const whole = distance(letters, label, allowed);
    if (whole <= allowed) best = Math.max(best, 1 - whole / label.length);
    // The group's label in the same cell, in front; a short label is another word's end but behind its own group.
    if (label.length < SHORTEST_TAIL && pathsTo(pattern).some((path) => letters === path + label))
      best = Math.max(best, 0.95);
    if (letters.length > label.length && label.length >= SHORTEST_TAIL) {
      const tail = distance(letters.slice(-label.length), label, allowed);
      if (tail <= allowed) best = Math.max(best, 0.95 - tail / label.length);
    }
  }
  return best;
}

const SHORTEST_TAIL = 4;
const OUTCOMES = '本年度办理结果';
const groups = new Map(TABLE3_GROUPS.map(({ id, zh }) => [id, lettersOf(zh)]));

/** The labels of the groups that a row stands in, as letters, in the ways in which they are written out before its own. */
function pathsTo({ row, group }: LabelPattern): string[] {
  const own = group === undefined ? undefined : groups.get(group);
  if (own !== undefined) return [own, OUTCOMES + own];
  return row === 'concluded' ? [OUTCOMES] : [];
}

/** The length of the longest sequence of letters that both have in the same order. */
export function commonLetters(a: string, b: string): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const row = [0];
    for (let i = 0; i < b.length; i++) row.push(letter === b[i] ? above[i]! + 1 : Math.max(above[i + 1]!, row[i]!));
    above = row;
  }
  return above[b.length]!;
}
