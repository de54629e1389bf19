/** The words around a number or a negation, and what they can mean together. Every walk is bounded. */

import type { CountMeasure, Qualifier, WhoseWord } from './figure';
import type { WordClass } from './lexicon';
import type { Token } from './words';

/** No phrase that states a figure is longer; hostile text costs no more than this a token. */
const REACH = 40;

export type Word = Extract<Token, { type: 'WORD' }>;

export function isWord<K extends WordClass>(token: Token | undefined, ...kinds: K[]): token is Word & { kind: K } {
  return token?.type === 'WORD' && (kinds as WordClass[]).includes(token.kind);
}

/** Ends a phrase: a comma, a bracket, the sentence's end. */
export function isEdge(token: Token | undefined): boolean {
  return token === undefined || token.type === 'BREAK' || token.type === 'OPEN' || token.type === 'CLOSE';
}

/** Indexes of the tokens left of a place that belong to its phrase, nearest first. Brackets without numbers are stepped over. */
export function leftOf(tokens: readonly Token[], place: number): { indexes: number[]; bracketed: number[] } {
  const indexes: number[] = [];
  const bracketed: number[] = [];
  for (let at = place - 1; at >= 0 && indexes.length < REACH; at -= 1) {
    const token = tokens[at]!;
    if (token.type === 'BREAK' || token.type === 'OPEN' || token.type === 'NUMBER') break;
    if (token.type === 'CLOSE') {
      let open = at - 1;
      while (open >= 0 && at - open < REACH && !['OPEN', 'CLOSE', 'NUMBER'].includes(tokens[open]!.type)) open -= 1;
      if (open < 0 || tokens[open]!.type !== 'OPEN') break;
      for (let inner = open + 1; inner < at; inner += 1) bracketed.push(inner);
      at = open;
      continue;
    }
    indexes.push(at);
  }
  return { indexes, bracketed };
}

/** Indexes of the tokens right of a place up to the phrase's edge or the next number, and whether an edge was reached. */
export function rightOf(tokens: readonly Token[], place: number): { indexes: number[]; whole: boolean } {
  const indexes: number[] = [];
  for (let at = place + 1; indexes.length < REACH; at += 1) {
    const token = tokens[at];
    if (isEdge(token)) return { indexes, whole: true };
    if (token!.type === 'NUMBER') return { indexes, whole: false };
    indexes.push(at);
  }
  return { indexes, whole: false };
}

/** Words that a phrase may hold without changing what it counts. */
const LIGHT: readonly WordClass[] = ['FILLER', 'BE', 'SUM', 'OF', 'EACH', 'THIS_YEAR'];

export function isLight(token: Token | undefined): boolean {
  return isWord(token, ...LIGHT);
}

/** What the words beside a key say of it. */
export interface Narrowing {
  applicants: Set<string>;
  channels: Set<string>;
  platforms: Set<string>;
  whose: Set<WhoseWord>;
  /** Other years named, nearest to the key last. */
  years: (number | 'PREVIOUS')[];
}

export function nothingSaid(): Narrowing {
  return { applicants: new Set(), channels: new Set(), platforms: new Set(), whose: new Set(), years: [] };
}

/** Notes a token that narrows. False where it is none. */
export function narrow(said: Narrowing, token: Token): boolean {
  if (token.type === 'YEAR') said.years.push(token.year);
  else if (isWord(token, 'PREVIOUS_YEAR')) said.years.push('PREVIOUS');
  else if (isWord(token, 'APPLICANT')) said.applicants.add(token.value);
  else if (isWord(token, 'CHANNEL')) said.channels.add(token.value);
  else if (isWord(token, 'PLATFORM')) said.platforms.add(token.value);
  else if (isWord(token, 'WHOSE')) said.whose.add(token.value as WhoseWord);
  else return false;
  return true;
}

/** 全区各部门 is its departments; departments and towns together are all of them. */
export function whoseOf(said: ReadonlySet<WhoseWord>): WhoseWord | undefined {
  if (said.has('DEPARTMENTS') && said.has('LOWER')) return 'ALL';
  if (said.has('OWN') && said.size > 1) return said.has('ALL') ? undefined : 'ALL';
  if (said.has('OWN')) return 'OWN';
  if (said.has('DEPARTMENTS')) return 'DEPARTMENTS';
  if (said.has('LOWER')) return 'LOWER';
  return said.has('ALL') ? 'ALL' : undefined;
}

/** What of the year counts as another year; undefined for the report's own. */
export function otherYear(
  years: readonly (number | 'PREVIOUS')[],
  year: number | undefined,
): number | 'PREVIOUS' | undefined {
  const last = years.at(-1);
  return last === year ? undefined : last;
}

/**
 * The narrowing as a qualifier, or undefined where the phrase names several applicants or channels, so that nobody can say
 * which of them the figure is of.
 */
export function qualify(said: Narrowing, measure: CountMeasure): Qualifier | undefined {
  const channels = new Set(said.channels);
  const publishing = measure === 'PUBLISHED_ITEMS';
  if (!publishing && said.platforms.has('WEBSITE')) channels.add('ONLINE');
  if (said.applicants.size > 1 || (!publishing && channels.size > 1)) return undefined;
  const [applicant] = said.applicants;
  const [channel] = channels;
  const platform = said.platforms.size === 1 ? [...said.platforms][0] : undefined;
  return {
    ...(applicant && !publishing ? { applicant: applicant as Qualifier['applicant'] } : {}),
    ...(channel && !publishing ? { channel: channel as Qualifier['channel'] } : {}),
    ...(platform && publishing ? { platform: platform as Qualifier['platform'] } : {}),
  };
}

/** Whether what is carried over at a place came from last year or goes to the next; undefined where the words leave it open. */
export function carryAt(
  tokens: readonly Token[],
  place: number,
  year: number | undefined,
): 'CARRIED_IN' | 'CARRIED_FORWARD' | undefined {
  const token = tokens[place];
  if (!isWord(token, 'CARRY')) return undefined;
  if (token.value !== '') return token.value as 'CARRIED_IN' | 'CARRIED_FORWARD';
  for (let at = place + 1; at <= place + 4; at += 1) {
    const next = tokens[at];
    if (isWord(next, 'NEXT_YEAR')) return 'CARRIED_FORWARD';
    if (isWord(next, 'THIS_YEAR')) return 'CARRIED_IN';
    if (next?.type === 'YEAR' && year !== undefined) {
      if (next.year === year + 1) return 'CARRIED_FORWARD';
      return next.year === year ? 'CARRIED_IN' : undefined;
    }
    if (!isWord(next, 'FILLER', 'ACCEPT', 'OF')) break;
  }
  for (let at = place - 1; at >= place - 3; at -= 1) {
    const before = tokens[at];
    if (isWord(before, 'PREVIOUS_YEAR')) return 'CARRIED_IN';
    if (before?.type === 'YEAR') return year !== undefined && before.year === year - 1 ? 'CARRIED_IN' : undefined;
    if (!isLight(before)) break;
  }
  return undefined;
}

/** What a phrase counts, by its key words. */
export interface Key {
  readonly measure: CountMeasure;
  readonly result?: Qualifier['result'];
  readonly litigation?: Qualifier['litigation'];
}

/** What a key word means by itself; undefined for one that needs company (结转, 维持). */
export function keyOf(tokens: readonly Token[], place: number, year: number | undefined): Key | undefined {
  const token = tokens[place];
  if (token?.type !== 'WORD') return undefined;
  switch (token.kind) {
    case 'RECEIVE':
    case 'ACCEPT':
    case 'ANSWER':
    case 'OUTCOME':
      return { measure: token.value as CountMeasure };
    case 'VOLUME':
      return { measure: 'RECEIVED' };
    case 'PUBLISH':
      return { measure: 'PUBLISHED_ITEMS' };
    case 'NOTICE':
      return { measure: 'FEE_NOTICES' };
    case 'CARRY': {
      const measure = carryAt(tokens, place, year);
      return measure && { measure };
    }
    case 'REMEDY': {
      const [measure, litigation] = token.value.split('/');
      return {
        measure: measure as CountMeasure,
        ...(litigation ? { litigation: litigation as Qualifier['litigation'] } : {}),
      };
    }
    default:
      return undefined;
  }
}

export const VERBS: readonly WordClass[] = ['RECEIVE', 'ACCEPT', 'ANSWER'];
export const KEYS: readonly WordClass[] = [
  ...VERBS,
  'OUTCOME',
  'CARRY',
  'REMEDY',
  'RESULT',
  'PUBLISH',
  'VOLUME',
  'NOTICE',
];
