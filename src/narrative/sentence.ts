/** A sentence while it is read: its words, what was found in it so far, and what may be believed of it. */
import type { Claim } from './claim';
import type { CountFigure, CountMeasure, NarrativeFigure, Qualifier, WhoseWord } from './figure';
import type { Key } from './phrase';
import type { Token } from './words';

/** What the text around a sentence is about. */
export type Topic = 'APPLICATIONS' | 'REMEDIES' | 'NONE';

type Unplaced<F extends NarrativeFigure> = F extends unknown
  ? Omit<F, 'passage'> & { readonly from: number; readonly to: number }
  : never;

/** A figure before it has its place: the tokens that it was read from instead of its passage. */
export type Read = Unplaced<NarrativeFigure>;
export type ReadCount = Unplaced<CountFigure>;

export interface Sentence {
  readonly tokens: readonly Token[];
  /** The report's year, where it is known. */
  readonly year: number | undefined;
  readonly topic: Topic;
  /** The sentence names applications for information somewhere before the place being read. */
  applications: boolean;
  disclosure: boolean;
  fee: boolean;
  noticed: boolean;
  /** The part of 信息处理费 that was named last. */
  feePart: 'BY_ITEM' | 'BY_VOLUME' | undefined;
  /** What 其中 refers to. */
  head: { readonly key: Key; readonly year: Qualifier['year'] } | undefined;
  heads: number;
  /** The last count was of something that could not be read. */
  lost: boolean;
  whose: WhoseWord | undefined;
  otherYear: Qualifier['year'];
  /** Offset in the sentence from which on its figures are not the report's. */
  readonly ownUntil: number;
  /** Its cases of reconsideration and litigation are not all about disclosure. */
  readonly otherCases: boolean;
  /** The sentence speaks of a part of a year or of several. */
  period: boolean;
  last: ReadCount | undefined;
  readonly found: Read[];
}

export const APPLICATION_MEASURES: ReadonlySet<CountMeasure> = new Set([
  'RECEIVED',
  'RECEIVED_AND_CARRIED_IN',
  'ACCEPTED',
  'ANSWERED',
]);
export const REMEDY_MEASURES: ReadonlySet<CountMeasure> = new Set(['RECONSIDERATION', 'LITIGATION']);
export const OUTCOME_MEASURES: ReadonlySet<CountMeasure> = new Set([
  'GRANTED',
  'PARTLY_GRANTED',
  'GRANTED_OR_PARTLY',
  'REFUSED',
  'UNAVAILABLE',
  'UNPROCESSED',
  'OTHERWISE',
]);
/** Whether the sentence may be believed to speak of applications. */
export function aboutApplications(sentence: Sentence): boolean {
  return sentence.topic === 'APPLICATIONS' || sentence.applications;
}

/** Several keys with one number: 予以公开和部分公开 is one measure; else the number holds of each only where that is said, or is 0. */
export function settled(nearest: readonly Key[], each: boolean, value: number): readonly Key[] | undefined {
  const keys = [...nearest].reverse();
  if (keys.length <= 1) return keys;
  const measures = new Set(keys.map((key) => key.measure));
  if (keys.length === 2 && measures.has('GRANTED') && measures.has('PARTLY_GRANTED'))
    return [{ measure: 'GRANTED_OR_PARTLY' }];
  const verbs = keys.every((key) => APPLICATION_MEASURES.has(key.measure));
  if (verbs || each || value === 0)
    return keys.filter(
      (key, at) =>
        keys.findIndex((other) => other.measure === key.measure && other.litigation === key.litigation) === at,
    );
  return undefined;
}

/** Whether the phrase names what it needs to be believed to count this. */
export function believable(
  sentence: Sentence,
  key: Key,
  noun: Claim['noun'],
  claim: { off: boolean; information: boolean; disclosure: boolean },
): boolean {
  const about = aboutApplications(sentence);
  if (REMEDY_MEASURES.has(key.measure) && sentence.otherCases) return false;
  if (REMEDY_MEASURES.has(key.measure))
    return sentence.topic !== 'NONE' || about || claim.disclosure || sentence.disclosure;
  if (key.measure === 'FEE_NOTICES') return true;
  if (claim.information || claim.off) return false;
  if (noun === 'STRONG') return true;
  return about;
}
