/**
 * Marks of sentences, by which a copied sentence is found among millions without comparing texts.
 *
 * Why not MinHash signatures of whole texts with banding: their bands estimate the Jaccard similarity of two texts, which a
 * section of 300 letters taken whole from one of 3,000 does not have; and what all templates share would have to be taken out
 * before hashing, so that the index would depend on the order of imports. Instead each sentence keeps the least hashes of its
 * own runs of letters (a MinHash of one sentence): a copied sentence has the same marks wherever it stands, one with a word
 * changed still has them with a probability of their common runs, and a sentence is a template where its marks are frequent,
 * which is seen when the index is read.
 */
import { boilerplate } from './boilerplate';
import type { Comparable } from './comparable';

export interface Mark {
  /** A whole number below 2^37. */
  readonly value: number;
  /** Units of the text that the mark stands for. */
  readonly weight: number;
}

export const MARK_BITS = 37;

/** Units of a run that is hashed: long enough that few sentences share one by chance. */
const RUN = 16;
/** One mark stands for about so many units of a sentence. */
const UNITS_A_MARK = 40;
/** A sentence has two marks at least: one alone may be of a phrase that many sentences have. */
const LEAST_MARKS = 2;
/** Sentences are shorter than 2^12 units: they are cut at some 600 characters. */
const PLACE_BITS = 12;
/** Shorter sentences say too little to be anyone's own. */
const LEAST = 6;
/** A sentence of which more is of the law and the form has no marks. */
const MOST_SHARED = 0.7;

/** A well-mixed hash of 32 bits (FNV-1a, finished as in MurmurHash3). */
function hash(text: string, from: number, to: number, seed: number): number {
  let state = seed;
  for (let at = from; at < to; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** The marks of each sentence, none of those that are of the law, the form or a heading. */
export function marksBySentence(text: Comparable): (readonly Mark[])[] {
  const shared = boilerplate(text);
  return text.sentences.map(({ from, to }) => {
    const length = to - from;
    let own = 0;
    for (let at = from; at < to; at += 1) own += 1 - shared[at]!;
    if (length < LEAST || own < length * (1 - MOST_SHARED)) return [];
    const run = Math.min(RUN, length);
    const wanted = Math.max(LEAST_MARKS, Math.round(length / UNITS_A_MARK));
    const orders = new Float64Array(length - run + 1);
    // The place in the low bits: the order of equal hashes, and the way back to the run.
    for (let at = 0; at < orders.length; at += 1)
      orders[at] = hash(text.units, from + at, from + at + run, 0x811c9dc5) * 2 ** PLACE_BITS + (at % 2 ** PLACE_BITS);
    const chosen = new Set<number>();
    for (const order of orders.sort()) {
      if (chosen.size === wanted) break;
      const at = from + (order % 2 ** PLACE_BITS);
      // Hashes were chosen for being small, so that the value is of another one.
      chosen.add(hash(text.units, at, at + run, 0x9747b28c) * 32 + (Math.floor(order / 2 ** PLACE_BITS) & 31));
    }
    return [...chosen].map((value) => ({ value, weight: length / chosen.size }));
  });
}

/** The marks of a text, each once. */
export function marksOf(text: Comparable): Mark[] {
  const weights = new Map<number, number>();
  for (const marks of marksBySentence(text))
    for (const { value, weight } of marks) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].map(([value, weight]) => ({ value, weight }));
}
