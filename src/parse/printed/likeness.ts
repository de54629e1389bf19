/** How like a text is to the label of a row. */
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
    // The group's label in the same cell, in front.
    if (letters.length > label.length && label.length >= 4) {
      const tail = distance(letters.slice(-label.length), label, allowed);
      if (tail <= allowed) best = Math.max(best, 0.95 - tail / label.length);
    }
  }
  return best;
}
