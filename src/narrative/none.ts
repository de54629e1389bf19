/** Zeros by words: 未收到政府信息公开申请, 无行政复议、行政诉讼, 上年结转：无. */
import { type Claim, claimLeftOf } from './claim';
import {
  isEdge,
  isLight,
  isWord,
  type Key,
  keyOf,
  leftOf,
  type Narrowing,
  narrow,
  nothingSaid,
  otherYear,
  qualify,
  rightOf,
  whoseOf,
} from './phrase';
import { APPLICATION_MEASURES, aboutApplications, believable, REMEDY_MEASURES, type Sentence } from './sentence';

/** A negated phrase: what there was none of. */
interface Nothing {
  readonly keys: readonly Key[];
  readonly noun: Claim['noun'];
  readonly disclosure: boolean;
  readonly fee: boolean;
  readonly said: Narrowing;
  readonly to: number;
}

/** What follows the negation, where it is known to the last word; undefined where it is not. */
function nothingRightOf(sentence: Sentence, place: number): Nothing | undefined {
  const { tokens, year } = sentence;
  const { indexes, whole } = rightOf(tokens, place);
  if (!whole) return undefined;
  const said = nothingSaid();
  const keys: Key[] = [];
  let noun: Claim['noun'];
  let listed = false;
  let disclosure = false;
  let fee = false;
  let collect = false;
  let verb: Key | undefined;
  for (const at of indexes) {
    const token = tokens[at]!;
    const after = tokens[at + 1];
    if (isWord(token, 'RECEIVE', 'ACCEPT')) {
      // 未受理的申请 are applications, not their absence.
      if (isWord(after, 'OF')) return undefined;
      if (noun === undefined || !verb) verb ??= keyOf(tokens, at, year);
    } else if (isWord(token, 'APPLICATION', 'APPLY')) {
      noun = isWord(token, 'APPLICATION') ? 'STRONG' : (noun ?? 'WEAK');
      if (isWord(after, 'AND')) listed = true;
    } else if (isWord(token, 'REMEDY', 'OUTCOME')) keys.push(keyOf(tokens, at, year)!);
    else if (isWord(token, 'CARRY')) {
      const key = keyOf(tokens, at, year);
      if (!key) return undefined;
      keys.push(key);
    } else if (isWord(token, 'NOTICE')) keys.push({ measure: 'FEE_NOTICES' });
    else if (isWord(token, 'FEE')) fee = true;
    else if (isWord(token, 'COLLECT', 'FEE_PART')) collect = true;
    else if (isWord(token, 'DISCLOSURE')) disclosure = true;
    else if (!(isLight(token) || isWord(token, 'AND', 'NEXT_YEAR') || narrow(said, token))) return undefined;
  }
  if (collect && !fee && !sentence.fee && !keys.some((key) => key.measure === 'FEE_NOTICES')) return undefined;
  fee = (fee || collect) && !keys.some((key) => key.measure === 'FEE_NOTICES');
  const remedies = keys.some((key) => REMEDY_MEASURES.has(key.measure));
  if (fee) return { keys: [], noun, disclosure, fee, said, to: indexes.at(-1) ?? place };
  // 无因政府信息公开申请引起的行政复议 says nothing of applications; 未收到申请、行政复议 does.
  if (noun && (keys.length === 0 || (remedies && listed))) keys.unshift(verb ?? { measure: 'RECEIVED' });
  else if (verb && keys.length === 0) return undefined;
  return { keys, noun, disclosure: disclosure || noun === 'STRONG', fee, said, to: indexes.at(-1) ?? place };
}

/** The words before the negation: false where they make it a condition, a comparison or something of another body. */
function plainBefore(sentence: Sentence, place: number, said: Narrowing): boolean {
  let near = true;
  const years: (number | 'PREVIOUS')[] = [];
  for (const [nth, at] of leftOf(sentence.tokens, place).indexes.entries()) {
    const token = sentence.tokens[at]!;
    if (isWord(token, 'COMPARE', 'RULE', 'OFF', 'NONE') || token.type === 'PERIOD') return false;
    if (nth === 0 && isWord(token, 'FILLER') && /^(?:对|因|由于|其中)$/.test(token.text)) return false;
    if (token.type === 'YEAR') years.unshift(token.year);
    else if (isWord(token, 'PREVIOUS_YEAR')) years.unshift('PREVIOUS');
    else if (near && isWord(token, 'WHOSE')) narrow(said, token);
    if (token.type === 'UNKNOWN') near = false;
  }
  said.years.unshift(...years);
  return true;
}

function emitNone(sentence: Sentence, key: Key, said: Narrowing, from: number, to: number): void {
  const several = said.applicants.size > 1 || said.channels.size > 1;
  const qualifier = several ? {} : qualify(said, key.measure);
  if (!qualifier) return;
  const whose = whoseOf(said.whose) ?? sentence.whose;
  const carried = key.measure === 'CARRIED_IN';
  const year = carried
    ? undefined
    : (otherYear(said.years, sentence.year) ?? (said.years.length > 0 ? undefined : sentence.otherYear));
  sentence.found.push({
    measure: key.measure,
    unit: 'COUNT',
    value: 0,
    qualifier: {
      ...qualifier,
      ...(key.litigation ? { litigation: key.litigation } : {}),
      ...(key.result ? { result: key.result } : {}),
      ...(whose ? { whose } : {}),
      ...(year !== undefined ? { year } : {}),
    },
    stated: 'NONE',
    precision: 'EXACT',
    from,
    to,
  });
}

/** 行政复议、行政诉讼：无 */
function readTrailing(sentence: Sentence, place: number, to: number): void {
  const claim = claimLeftOf(sentence.tokens, place, sentence.year);
  if (!claim) return;
  for (const key of [...claim.keys].reverse()) {
    const verb = APPLICATION_MEASURES.has(key.measure);
    if (key.measure === 'PUBLISHED_ITEMS' || (verb && claim.noun === undefined)) continue;
    if (believable(sentence, key, claim.noun, claim)) emitNone(sentence, key, claim.said, claim.from, to);
  }
}

/** Reads the negation at a place. */
export function readNone(sentence: Sentence, place: number): void {
  const { tokens } = sentence;
  const token = tokens[place];
  if (!isWord(token, 'NONE') || tokens[place + 1]?.type === 'NUMBER') return;
  const right = rightOf(tokens, place);
  if (right.whole && right.indexes.every((at) => isLight(tokens[at]))) {
    if (token.value === 'HAPPEN' || isWord(tokens[place + 1], 'FILLER'))
      readTrailing(sentence, place, right.indexes.at(-1) ?? place);
    return;
  }
  const nothing = nothingRightOf(sentence, place);
  if (!nothing) return;
  const { said, noun } = nothing;
  if (!plainBefore(sentence, place, said)) return;
  let next = place + 1;
  while (isLight(tokens[next]) || isWord(tokens[next], 'AND')) next += 1;
  // 未 denies the verb that follows it; 未予公开 and 未答复 are no zeros.
  if (
    token.value === 'ACT' &&
    !isWord(tokens[next], 'RECEIVE', 'ACCEPT', 'COLLECT', 'NOTICE', 'REMEDY', 'DISCLOSURE', 'FEE')
  ) {
    if (!(isWord(tokens[next], 'CHANNEL', 'APPLICANT', 'WHOSE') && !isEdge(tokens[next + 1]))) return;
  }
  if (nothing.fee) {
    const year = otherYear(said.years, sentence.year) ?? (said.years.length > 0 ? undefined : sentence.otherYear);
    sentence.found.push({
      measure: 'PROCESSING_FEE',
      unit: 'YUAN',
      value: '0',
      qualifier: { fee: 'TOTAL', ...(year !== undefined ? { year } : {}) },
      stated: 'NONE',
      precision: 'EXACT',
      from: place,
      to: nothing.to,
    });
    return;
  }
  for (const key of nothing.keys) {
    if (APPLICATION_MEASURES.has(key.measure) && noun === 'WEAK' && !aboutApplications(sentence)) continue;
    const believed = believable(sentence, key, noun, {
      off: false,
      information: false,
      disclosure: nothing.disclosure,
    });
    if (believed) emitNone(sentence, key, said, place, nothing.to);
  }
}
