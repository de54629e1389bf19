/** Counts in a sentence: of applications, outcomes, backlog, remedies, items published and fee notices. */
import { type Claim, claimLeftOf } from './claim';
import type { Qualifier } from './figure';
import {
  carryAt,
  isEdge,
  isLight,
  isWord,
  type Key,
  keyOf,
  narrow,
  otherYear,
  qualify,
  rightOf,
  whoseOf,
} from './phrase';
import {
  APPLICATION_MEASURES,
  aboutApplications,
  believable,
  OUTCOME_MEASURES,
  REMEDY_MEASURES,
  type Read,
  type ReadCount,
  type Sentence,
  settled,
} from './sentence';
import type { Token } from './words';

const ITEM_UNITS = new Set(['条', '件', '篇', '则']);
const CASE_UNITS = new Set(['件', '份', '宗', '起', '例', '案', '']);

/** A plain decimal as a count; undefined where it is none. */
export function wholeNumber(value: string | undefined): number | undefined {
  if (value === undefined || !/^\d{1,12}$/.test(value)) return undefined;
  return Number(value);
}

/** The noun that follows a number: 12件政府信息公开申请. CLEAN where nothing follows, OTHER where something else does. */
function nounRight(
  tokens: readonly Token[],
  place: number,
): { noun: 'STRONG' | 'WEAK' | 'CLEAN' | 'OTHER'; at: number } {
  for (let at = place + 1; at <= place + 6; at += 1) {
    const token = tokens[at];
    if (isEdge(token) || isWord(token, 'AND', 'EACH', 'INCLUDING', 'SHARE', 'COMPARE', 'SUM'))
      return { noun: 'CLEAN', at: place };
    if (isWord(token, 'APPLICATION')) return { noun: 'STRONG', at };
    if (isWord(token, 'APPLY')) return { noun: 'WEAK', at };
    if (!(isWord(token, 'OF', 'FILLER', 'DISCLOSURE', 'CHANNEL', 'APPLICANT', 'WHOSE') || isLight(token)))
      return { noun: 'OTHER', at: place };
  }
  return { noun: 'OTHER', at: place };
}

/** 收到 N 件，含上年结转: what follows says that the backlog is in the figure. */
function includesBacklog(sentence: Sentence, place: number): boolean {
  let at = place + 1;
  for (let edges = 0; edges < 2 && ['BREAK', 'OPEN'].includes(sentence.tokens[at]?.type ?? ''); edges += 1) at += 1;
  if (!isWord(sentence.tokens[at], 'INCLUDING')) return false;
  let parts = false;
  for (at += 1; at <= place + 12; at += 1) {
    const token = sentence.tokens[at];
    if (isWord(token, 'CARRY')) return carryAt(sentence.tokens, at, sentence.year) === 'CARRIED_IN';
    // 其中本年新收7件，上年结转1件
    if (isWord(token, 'RECEIVE')) parts = true;
    const listed =
      parts && (token?.type === 'NUMBER' || token?.type === 'BREAK' || isWord(token, 'AND', 'APPLY', 'APPLICATION'));
    if (!(listed || isLight(token) || isWord(token, 'RECEIVE', 'PREVIOUS_YEAR') || token?.type === 'YEAR'))
      return false;
  }
  return false;
}

type NumberToken = Extract<Token, { type: 'NUMBER' }>;

/** N件予以公开, N件结转下年度, N件已答复: the key that follows a number with nothing that counts before it. */
function keyRight(sentence: Sentence, place: number): { keys: Key[]; to: number } | undefined {
  const { indexes, whole } = rightOf(sentence.tokens, place);
  const keys: Key[] = [];
  let to = place;
  for (const at of indexes) {
    const token = sentence.tokens[at]!;
    if (isWord(token, 'AND') && keys.length === 0) return undefined;
    if (isWord(token, 'AND')) return keys.length === 1 ? { keys, to } : undefined;
    if (isWord(token, 'OUTCOME', 'CARRY')) {
      const key = keyOf(sentence.tokens, at, sentence.year);
      if (!key || keys.length > 0) return undefined;
      keys.push(key);
      to = at;
    } else if (isWord(token, 'ANSWER')) {
      if (keys.length === 0) {
        if (!sentence.head) return undefined;
        keys.push({ measure: 'ANSWERED' });
        to = at;
      }
    } else if (
      !(
        isLight(token) ||
        isWord(token, 'APPLY', 'APPLICATION', 'ACCEPT', 'NEXT_YEAR', 'PREVIOUS_YEAR') ||
        token.type === 'YEAR'
      )
    )
      return undefined;
  }
  return whole && keys.length === 1 ? { keys, to } : undefined;
}

function emit(
  sentence: Sentence,
  key: Key,
  value: number,
  qualifier: Qualifier,
  token: NumberToken,
  precision: Read['precision'],
  from: number,
  to: number,
): void {
  const read: ReadCount = {
    measure: key.measure,
    unit: 'COUNT',
    value,
    qualifier: {
      ...qualifier,
      ...(key.result ? { result: key.result } : {}),
      ...(key.litigation ? { litigation: key.litigation } : {}),
    },
    stated: 'NUMBER',
    precision: token.precision === 'EXACT' ? precision : token.precision,
    from,
    to,
  };
  sentence.found.push(read);
  sentence.last = read;
}

/** A count that only narrows what the head counts: 其中自然人10件, 上年为15件. */
function readPart(sentence: Sentence, place: number, token: NumberToken, value: number, claim: Claim): boolean {
  const head = sentence.head;
  if (!head || (sentence.heads > 1 && !claim.including && !sentence.last?.qualifier)) return false;
  const said = claim.said;
  const right = rightOf(sentence.tokens, place);
  let to = place;
  const bare =
    said.applicants.size + said.channels.size + said.platforms.size + said.whose.size + said.years.length === 0;
  if (bare) {
    if (!right.whole) return false;
    for (const at of right.indexes) {
      const next = sentence.tokens[at]!;
      if (isLight(next) || isWord(next, 'APPLY', 'APPLICATION') || narrow(said, next)) to = at;
      else return false;
    }
  } else if (nounRight(sentence.tokens, place).noun === 'OTHER') return false;
  const qualifier = qualify(said, head.key.measure);
  const whose = whoseOf(said.whose);
  const year = otherYear(said.years, sentence.year) ?? head.year;
  if (!qualifier) return false;
  const narrowed: Qualifier = {
    ...qualifier,
    ...(whose ? { whose } : sentence.whose ? { whose: sentence.whose } : {}),
    ...(year !== undefined ? { year } : {}),
  };
  const says = Object.keys(qualifier).length > 0 || whose !== undefined || (year !== undefined && year !== head.year);
  if (!says) return false;
  emit(sentence, head.key, value, narrowed, token, claim.precision ?? 'EXACT', claim.from, to);
  return true;
}

const isOf = (token: Token | undefined, remedy: string): boolean => isWord(token, 'REMEDY') && token.value === remedy;

/** 由15件减少到12件: what stands before is of another time. */
const changedTo = (token: Token | undefined): boolean => isWord(token, 'CHANGE') && /[到至为]$/.test(token.text);

const DONE: ReadonlySet<Key['measure']> = new Set(['ACCEPTED', 'ANSWERED']);

/** Whether a key tells what became of something that was counted before and is not known. */
function goesOnFromLost({ found }: Sentence, { measure }: Key): boolean {
  if (OUTCOME_MEASURES.has(measure)) return true;
  return DONE.has(measure) && !found.some((read) => APPLICATION_MEASURES.has(read.measure as Key['measure']));
}

/** Reads the count at a place. False where it is not surely of a kind. */
export function readCount(sentence: Sentence, place: number, token: NumberToken, value: number): boolean {
  const { tokens } = sentence;
  if (token.measure === 'NONE') {
    if (!isEdge(tokens[place + 1]) && !isWord(tokens[place + 1], 'AND')) return false;
    // 1，234件: a list or a number with separators, nobody can say.
    if (tokens[place + 2]?.type === 'NUMBER') return false;
  }
  const claim = claimLeftOf(tokens, place, sentence.year);
  if (!claim) return false;
  let keys: readonly Key[] = claim.keys;
  let { noun } = claim;
  let to = place;
  const { noun: right, at: nounAt } = nounRight(tokens, place);
  if (keys.length === 0 && claim.result !== undefined) {
    const head = sentence.head?.key;
    if (!head || !REMEDY_MEASURES.has(head.measure)) return false;
    keys = [
      { measure: head.measure, result: claim.result, ...(head.litigation ? { litigation: head.litigation } : {}) },
    ];
  } else if (keys.length === 0 && noun === 'STRONG' && claim.quantity && !claim.including && right === 'CLEAN') {
    keys = [{ measure: 'RECEIVED' }];
  } else if (keys.length === 0) {
    const follows = keyRight(sentence, place);
    if (!follows) return readPart(sentence, place, token, value, claim);
    if (!aboutApplications(sentence) && noun !== 'STRONG') return false;
    keys = follows.keys;
    to = follows.to;
  } else if (claim.verbal && keys.every((key) => APPLICATION_MEASURES.has(key.measure))) {
    if (noun === undefined) {
      if (right === 'OTHER') return false;
      if (right === 'CLEAN' && (claim.abrupt || !CASE_UNITS.has(token.measureText) || !aboutApplications(sentence)))
        return false;
      if (right === 'STRONG' || right === 'WEAK') {
        noun = right;
        to = nounAt;
      }
      for (let at = place + 1; at <= place + 6 && isWord(tokens[at], 'CHANNEL', 'APPLICANT', 'OF', 'FILLER'); at += 1)
        narrow(claim.said, tokens[at]!);
    }
    if (token.measureText === '条' && noun !== 'STRONG') return false;
  } else if (keys.some((key) => key.measure === 'PUBLISHED_ITEMS')) {
    if (!ITEM_UNITS.has(token.measureText) || noun !== undefined || right === 'OTHER') return false;
    if (!claim.information && !(claim.said.platforms.size === 1 && token.measureText === '条')) return false;
    if (claim.off || isWord(tokens[place + 1], 'APPLY')) return false;
  } else if (isWord(tokens[place + 1], 'OFF', 'INFORMATION')) return false;

  // 行政复议诉讼3件: of both together.
  if (keys.length === 1 && keys[0]!.measure === 'LITIGATION' && isOf(tokens[claim.from - 1], 'RECONSIDERATION'))
    return false;
  const decided = settled(keys, claim.each, value);
  if (!decided) return false;
  const subject = whoseOf(claim.said.whose);
  if (subject) sentence.whose = subject;
  const whose = subject ?? sentence.whose;
  let any = false;
  for (let key of decided) {
    if (key.measure !== 'PUBLISHED_ITEMS' && !believable(sentence, key, noun, claim)) continue;
    // What came before was of something else: 审核公文100件，其中予以公开80件; 受理许可申请125件，办结120件.
    if (sentence.lost && noun !== 'STRONG' && goesOnFromLost(sentence, key)) continue;
    if (key.measure === 'RECEIVED' && includesBacklog(sentence, place))
      key = { ...key, measure: 'RECEIVED_AND_CARRIED_IN' };
    const qualifier = qualify(claim.said, key.measure);
    if (!qualifier) continue;
    const year =
      otherYear(claim.said.years, sentence.year) ?? (claim.said.years.length > 0 ? undefined : sentence.otherYear);
    if (year === undefined && changedTo(tokens[place + 1])) return false;
    emit(
      sentence,
      key,
      value,
      { ...qualifier, ...(whose ? { whose } : {}), ...(year !== undefined ? { year } : {}) },
      token,
      claim.precision ?? 'EXACT',
      claim.from,
      to,
    );
    any = true;
    // A part has a head already; an outcome or a backlog is a head of its own only for its results and applicants.
    if (qualifier.applicant === undefined && qualifier.channel === undefined && key.measure !== 'CARRIED_IN') {
      if (!OUTCOME_MEASURES.has(key.measure) || !sentence.head) {
        sentence.heads += sentence.head && sentence.head.key.measure !== key.measure ? 1 : sentence.head ? 0 : 1;
        const { result: _, ...whole } = key;
        sentence.head = { key: whole, year };
        sentence.lost = false;
      }
    }
  }
  if (noun === 'STRONG') sentence.applications = true;
  return any;
}
