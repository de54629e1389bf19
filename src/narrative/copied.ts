/**
 * What two texts have in common, exactly: every run of letters that stands in both, however far apart. Text of the law, of the
 * form and of templates connects runs but does not count.
 */
import type { Comparable } from './comparable';

/** A text with what of it counts. */
export interface OwnText {
  readonly text: Comparable;
  /** By unit: 1 where it is the author's own, 0 where it is a template's. */
  readonly own: Uint8Array;
  readonly ownUnits: number;
}

/** The same words in two printed texts: `[start, end)` offsets in UTF-16 code units of each. */
export interface CopiedPassage {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

export interface Likeness {
  /** Share of the text's own units that stand in the other one, figures and names aside: 0 to 1. */
  readonly similarity: number;
  /** The same with figures and names as printed. */
  readonly rawSimilarity: number;
  /** Share of the other text's own units that stand in this one. */
  readonly otherSimilarity: number;
  /** In the order of this text. */
  readonly passages: readonly CopiedPassage[];
}

/** Own units that a run must have to count as copied: a clause, longer than the phrases that everyone uses. */
export const LEAST_RUN = 15;
/** Units of the seeds by which runs are found; every run that counts has one. */
const SEED = 8;
/** Places that a seed is tried at: a text that repeats itself endlessly must not cost endless time. */
const MOST_PLACES = 24;
/** Runs that are no further apart in both texts are one passage. */
const GAP = 10;

interface Run {
  readonly at: number;
  readonly other: number;
  readonly length: number;
}

interface Sequence {
  readonly units: string;
  readonly own: Uint8Array;
}

export class TextMatcher {
  private readonly seeds: ReadonlyMap<string, readonly number[]>;
  private readonly letters: Sequence;
  private readonly letterSeeds: ReadonlyMap<string, readonly number[]>;

  /** Prepares a text for comparison with many others. */
  constructor(private readonly mine: OwnText) {
    this.seeds = seedsOf(mine.text.units);
    this.letters = lettersOf(mine);
    this.letterSeeds = seedsOf(this.letters.units);
  }

  /** The share of this text that stands in another one: `similarity` of `compare`, without the rest. */
  similarity(other: Comparable): number {
    const { text, own, ownUnits } = this.mine;
    const runs = commonRuns({ units: text.units, own }, this.seeds, other.units);
    return share(covered(own, runs, 'at'), ownUnits);
  }

  /** What this text has in common with another one. */
  compare(other: OwnText): Likeness {
    const mine: Sequence = { units: this.mine.text.units, own: this.mine.own };
    const theirs: Sequence = { units: other.text.units, own: other.own };
    const runs = commonRuns(mine, this.seeds, theirs.units);
    const letterRuns = commonRuns(this.letters, this.letterSeeds, other.text.letters);
    return {
      similarity: share(covered(mine.own, runs, 'at'), this.mine.ownUnits),
      rawSimilarity: share(covered(this.letters.own, letterRuns, 'at'), sum(this.letters.own)),
      otherSimilarity: share(covered(theirs.own, runs, 'other'), other.ownUnits),
      passages: passagesOf(runs, this.mine.text, other.text),
    };
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(flags: Uint8Array): number {
  let total = 0;
  for (const flag of flags) total += flag;
  return total;
}

/** The printed letters, each own where its unit is. */
function lettersOf({ text, own }: OwnText): Sequence {
  const flags = new Uint8Array(text.letters.length);
  for (let unit = 0; unit < own.length; unit += 1)
    if (own[unit] === 1) flags.fill(1, text.firstLetter[unit]!, text.firstLetter[unit + 1]!);
  return { units: text.letters, own: flags };
}

function seedsOf(units: string): Map<string, number[]> {
  const seeds = new Map<string, number[]>();
  for (let at = 0; at + SEED <= units.length; at += 1) {
    const seed = units.slice(at, at + SEED);
    const places = seeds.get(seed);
    if (!places) seeds.set(seed, [at]);
    else if (places.length < MOST_PLACES) places.push(at);
  }
  return seeds;
}

/** The longest runs that begin at each place of the other text and go beyond the run before, each with own units enough. */
function commonRuns(mine: Sequence, seeds: ReadonlyMap<string, readonly number[]>, other: string): Run[] {
  const runs: Run[] = [];
  const { units, own } = mine;
  let reached = 0;
  for (let at = 0; at + SEED <= other.length; ) {
    const best = longestAt(units, seeds, other, at);
    if (!best || at + best.length <= reached) {
      at += 1;
      continue;
    }
    if (ownWithin(own, best) < LEAST_RUN) {
      at += Math.max(1, best.length - LEAST_RUN + 1);
      continue;
    }
    runs.push({ at: best.at, other: at, length: best.length });
    reached = at + best.length;
    // A run that begins inside this one and ends behind it has its last LEAST_RUN units at the earliest here.
    at = Math.max(at + 1, reached - LEAST_RUN + 1);
  }
  return runs;
}

function longestAt(
  units: string,
  seeds: ReadonlyMap<string, readonly number[]>,
  other: string,
  at: number,
): { at: number; length: number } | undefined {
  let best: { at: number; length: number } | undefined;
  for (const place of seeds.get(other.slice(at, at + SEED)) ?? []) {
    let length = SEED;
    while (
      place + length < units.length &&
      at + length < other.length &&
      units.charCodeAt(place + length) === other.charCodeAt(at + length)
    )
      length += 1;
    if (!best || length > best.length) best = { at: place, length };
  }
  return best;
}

function ownWithin(own: Uint8Array, { at, length }: { at: number; length: number }): number {
  let count = 0;
  for (let index = at; index < at + length && count < LEAST_RUN; index += 1) count += own[index]!;
  return count;
}

function covered(own: Uint8Array, runs: readonly Run[], side: 'at' | 'other'): number {
  const flags = new Uint8Array(own.length);
  for (const run of runs) flags.fill(1, run[side], run[side] + run.length);
  let count = 0;
  for (let index = 0; index < flags.length; index += 1) count += flags[index]! & own[index]!;
  return count;
}

function passagesOf(runs: readonly Run[], mine: Comparable, other: Comparable): CopiedPassage[] {
  const merged: { from: number; to: number; otherFrom: number; otherTo: number }[] = [];
  for (const { at, other: start, length } of [...runs].sort((a, b) => a.at - b.at || a.other - b.other)) {
    const last = merged.at(-1);
    const near = (gap: number): boolean => Math.abs(gap) <= GAP;
    if (last && near(at - last.to) && near(start - last.otherTo) && start > last.otherFrom) {
      last.to = Math.max(last.to, at + length);
      last.otherTo = Math.max(last.otherTo, start + length);
    } else merged.push({ from: at, to: at + length, otherFrom: start, otherTo: start + length });
  }
  return merged.map(({ from, to, otherFrom, otherTo }) => {
    const [start, end] = printedSpan(mine, from, to);
    const [otherStart, otherEnd] = printedSpan(other, otherFrom, otherTo);
    return { start, end, otherStart, otherEnd };
  });
}

/** Offsets in the printed text of the units `[from, to)`. */
function printedSpan(text: Comparable, from: number, to: number): [start: number, end: number] {
  return [text.at[text.firstLetter[from]!]!, text.at[text.firstLetter[to]! - 1]! + 1];
}
