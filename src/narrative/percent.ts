/** Percentages: 占4.34%, 不予公开率为4.3%. Only where the words say of what; rates of other things and changes are left out. */
import { claimLeftOf } from './claim';
import type { PercentFigure, Qualifier } from './figure';
import { isLight, isWord, type Key, leftOf, qualify, whoseOf } from './phrase';
import { believable, OUTCOME_MEASURES, type Sentence, settled } from './sentence';
import type { Token } from './words';

interface Part {
  readonly key: Key;
  readonly qualifier: Qualifier;
  readonly value?: number;
}

/** The count that stands directly before the percentage: 35件，占4.34%. */
function countBefore(sentence: Sentence, place: number): Part | undefined {
  const { last } = sentence;
  if (last === undefined) return undefined;
  for (let at = place - 1; at > last.to; at -= 1) {
    const token = sentence.tokens[at]!;
    if (token.type !== 'BREAK' && token.type !== 'OPEN' && !isLight(token)) return undefined;
  }
  return { key: { measure: last.measure }, qualifier: last.qualifier, value: last.value };
}

/** The outcome or applicant that the words before 占 name: 自然人申请占90%. */
function partNamed(sentence: Sentence, share: number): Part | undefined {
  const claim = claimLeftOf(sentence.tokens, share, sentence.year);
  if (!claim) return undefined;
  const key = claim.keys.length > 0 ? settled(claim.keys, false, Number.NaN)?.[0] : sentence.head?.key;
  const outcome = key !== undefined && OUTCOME_MEASURES.has(key.measure);
  if (!key || (claim.keys.length > 0 && !outcome)) return undefined;
  const qualifier = qualify(claim.said, key.measure);
  if (!qualifier || claim.said.years.length > 0) return undefined;
  if (!outcome && Object.keys(qualifier).length === 0) return undefined;
  if (!believable(sentence, key, claim.noun, claim)) return undefined;
  const whose = whoseOf(claim.said.whose) ?? sentence.whose;
  return { key, qualifier: { ...qualifier, ...(whose ? { whose } : {}) } };
}

/** What the words between 占 and the number call the whole; null where they say something else. */
function baseOf(words: readonly Token[]): PercentFigure['base'] | undefined | null {
  let base: PercentFigure['base'];
  for (const token of words) {
    if (isWord(token, 'ANSWER') || (isWord(token, 'ACCEPT') && token.text !== '受理')) base = 'ANSWERED';
    else if (isWord(token, 'RECEIVE', 'VOLUME', 'APPLY', 'APPLICATION', 'ACCEPT')) base ??= 'RECEIVED';
    else if (!isLight(token) && !isWord(token, 'APPROX', 'DISCLOSURE')) return null;
  }
  return base;
}

/** Reads the percentage at a place, a plain decimal. */
export function readPercent(sentence: Sentence, place: number, value: string): void {
  const { tokens } = sentence;
  const { indexes } = leftOf(tokens, place);
  if (indexes.some((at) => isWord(tokens[at], 'COMPARE', 'CHANGE', 'RULE', 'NONE'))) return;
  if (sentence.otherYear !== undefined) return;
  const share = indexes.findIndex((at) => isWord(tokens[at], 'SHARE', 'RATE'));
  const words = indexes.slice(0, share < 0 ? indexes.length : share).map((at) => tokens[at]!);
  let base = baseOf(words);
  if (base === null) return;
  let part: Part | undefined;
  let from = place;
  if (share < 0) {
    // 5件（41.67%）
    if (words.length === 0 && tokens[place - 1]?.type === 'OPEN') part = countBefore(sentence, place);
  } else {
    const at = indexes[share]!;
    const rate = isWord(tokens[at], 'RATE');
    const bare = indexes.slice(share + 1).every((index) => isLight(tokens[index]));
    part = bare && !rate ? countBefore(sentence, at) : partNamed(sentence, at);
    if (rate && (!part || !OUTCOME_MEASURES.has(part.key.measure))) return;
    if (rate) base = 'ANSWERED';
    from = bare ? at : (indexes.at(-1) ?? at);
  }
  if (!part || part.qualifier.year !== undefined) return;
  sentence.found.push({
    measure: 'PERCENTAGE',
    unit: 'PERCENT',
    value,
    of: {
      measure: part.key.measure,
      qualifier: part.qualifier,
      ...(part.value !== undefined ? { value: part.value } : {}),
    },
    ...(base ? { base } : {}),
    qualifier: {},
    stated: 'NUMBER',
    precision: words.some((token) => isWord(token, 'APPROX')) ? 'ABOUT' : 'EXACT',
    from,
    to: place,
  });
}
