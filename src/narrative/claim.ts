/** What a phrase left of a number counts: the key words nearest to the number, and all that narrows them. */
import {
  carryAt,
  isLight,
  isWord,
  KEYS,
  type Key,
  keyOf,
  leftOf,
  type Narrowing,
  narrow,
  nothingSaid,
  VERBS,
} from './phrase';
import type { Token } from './words';

/** Unknown words that may stand between 公开 and 信息: 公开司法行政工作信息. */
const LOOSE_LENGTH = 14;

/** A phrase as read, before it is known whether it may be believed. */
export interface Claim {
  /** What is counted: one key, or several joined by 和 or 、. Empty where only qualifiers were found. */
  readonly keys: readonly Key[];
  /** The verb is one of those that need a noun: 收到 what? */
  readonly verbal: boolean;
  readonly noun?: 'STRONG' | 'WEAK';
  readonly information: boolean;
  readonly disclosure: boolean;
  readonly said: Narrowing;
  readonly precision?: 'AT_LEAST' | 'AT_MOST' | 'ABOUT';
  /** 均, 各: what is said holds of each key. */
  readonly each: boolean;
  readonly including: boolean;
  /** 数量, 总数 or the like stands there. */
  readonly quantity: boolean;
  /** The outcome of a reconsideration or lawsuit that the sentence named before. */
  readonly result?: Key['result'];
  /** A word that says something else (信访, 公文) is in the phrase. */
  readonly off: boolean;
  /** An unknown word stands directly before the key: 起草答复. */
  readonly abrupt: boolean;
  /** Index of its first token. */
  readonly from: number;
}

interface Draft {
  keys: Key[];
  verbal: boolean;
  noun?: 'STRONG' | 'WEAK';
  information: boolean;
  disclosure: boolean;
  precision?: Claim['precision'];
  each: boolean;
  including: boolean;
  quantity: boolean;
  result?: Key['result'];
  off: boolean;
  abrupt: boolean;
  from: number;
}

type Step = 'ON' | 'KEY' | 'STOP' | 'FAIL';

const QUANTITY = /^(?:数|数量|量|数为|总数|总量|共|共计|总计|合计|累计|案件数|数额)$/;

/** Takes one token between the key and the number. */
function between(draft: Draft, said: Narrowing, token: Token, loose: boolean): Step {
  if (token.type !== 'WORD') {
    if (token.type === 'YEAR') return narrow(said, token) ? 'ON' : 'FAIL';
    return loose && token.type === 'UNKNOWN' ? 'ON' : 'FAIL';
  }
  if (KEYS.includes(token.kind)) return 'KEY';
  if (token.kind === 'EACH') draft.each = true;
  if (isLight(token)) {
    if (QUANTITY.test(token.text)) draft.quantity = true;
    return 'ON';
  }
  switch (token.kind) {
    case 'DISCLOSURE':
      draft.disclosure = true;
      return 'ON';
    case 'APPLICATION':
      draft.noun = 'STRONG';
      return 'ON';
    case 'APPLY':
      draft.noun ??= 'WEAK';
      return 'ON';
    case 'INFORMATION':
      draft.information = true;
      return 'ON';
    case 'APPROX':
      draft.precision = token.value as Claim['precision'];
      return 'ON';
    case 'AND':
    case 'NEXT_YEAR':
      return 'ON';
    case 'INCLUDING':
      draft.including = true;
      return 'STOP';
    default:
      return narrow(said, token) ? 'ON' : 'FAIL';
  }
}

const SIDE_WORDS = ['FILLER', 'BE', 'SUM', 'OF', 'EACH', 'THIS_YEAR', 'APPLY', 'APPLICATION', 'DISCLOSURE'] as const;

/** From a verb leftwards to the key that it only completes: 不予公开答复, 结转下年度办理, 收到并答复. */
function keysAt(
  tokens: readonly Token[],
  indexes: readonly number[],
  first: number,
  year: number | undefined,
  draft: Draft,
): number {
  const place = indexes[first]!;
  const token = tokens[place]!;
  let last = first;
  const beside = (from: number, extra: readonly string[] = []): { at: number; and: boolean } => {
    let and = false;
    let at = from + 1;
    for (; at < indexes.length; at += 1) {
      const next = tokens[indexes[at]!]!;
      if (isWord(next, 'AND')) and = true;
      else if (
        !(
          isWord(next, ...SIDE_WORDS) ||
          (next.type === 'WORD' && extra.includes(next.kind)) ||
          (extra.length > 0 && next.type === 'YEAR')
        )
      )
        break;
    }
    return { at, and };
  };
  if (isWord(token, 'RESULT')) {
    draft.result = token.value as Key['result'];
    const { at } = beside(first);
    if (isWord(tokens[indexes[at] ?? -1], 'REMEDY')) {
      draft.keys.push({ ...keyOf(tokens, indexes[at]!, year)!, result: draft.result });
      return at;
    }
    return first;
  }
  if (isWord(token, ...VERBS, 'VOLUME')) {
    const { at } = beside(first, ['NEXT_YEAR', 'PREVIOUS_YEAR', 'WHOSE']);
    const before = indexes[at];
    if (before !== undefined && isWord(tokens[before], 'CARRY', 'OUTCOME') && !isWord(token, 'VOLUME')) {
      const key = keyOf(tokens, before, year);
      if (key) draft.keys.push(key);
      return at;
    }
    draft.verbal = true;
    if (isWord(token, 'VOLUME')) {
      draft.noun ??= 'WEAK';
      const verb = before === undefined ? undefined : tokens[before];
      if (isWord(verb, ...VERBS)) {
        draft.keys.push(keyOf(tokens, before!, year)!);
        return at;
      }
      draft.keys.push({ measure: 'RECEIVED' });
      return first;
    }
  }
  const key = keyOf(tokens, place, year);
  if (!key) return first;
  draft.keys.push(key);
  // What is joined to it is stated with it.
  for (let tries = 0; tries < 6; tries += 1) {
    const { at, and } = beside(last, isWord(token, ...VERBS) ? ['APPLICANT', 'CHANNEL'] : []);
    const next = tokens[indexes[at] ?? -1];
    const verbs = draft.verbal && isWord(next, ...VERBS);
    if (!verbs && !(and && isWord(next, 'OUTCOME', 'REMEDY', 'CARRY', ...VERBS))) break;
    for (let passed = last + 1; passed < at; passed += 1) {
      const side = tokens[indexes[passed]!]!;
      if (isWord(side, 'EACH')) draft.each = true;
      if (isWord(side, 'APPLICATION')) draft.noun = 'STRONG';
      if (isWord(side, 'APPLY')) draft.noun ??= 'WEAK';
    }
    const joined = keyOf(tokens, indexes[at]!, year);
    if (!joined) break;
    draft.keys.push(joined);
    last = at;
  }
  return last;
}

/** Words left of the keys: who, when, by which way; or that nothing of this year is said. False forbids the reading. */
function before(
  tokens: readonly Token[],
  indexes: readonly number[],
  last: number,
  draft: Draft,
  said: Narrowing,
): boolean {
  const remedy = draft.keys.some((key) => key.measure === 'RECONSIDERATION' || key.measure === 'LITIGATION');
  const carried = draft.keys.some((key) => key.measure === 'CARRIED_IN');
  let near = true;
  let first = true;
  const years: (number | 'PREVIOUS')[] = [];
  for (let at = last + 1; at < indexes.length; at += 1) {
    const token = tokens[indexes[at]!]!;
    const light = isLight(token);
    if (isWord(token, 'COMPARE', 'RULE') || token.type === 'PERIOD') return false;
    if (isWord(token, 'OFF')) draft.off = true;
    if (first && !light && isWord(token, 'NONE', 'CHANGE')) return false;
    // A body that handles cases of reconsideration or litigation is not the one that they were brought against.
    if (first && remedy && isWord(token, 'ACCEPT', 'ANSWER')) return false;
    if (isWord(token, 'DISCLOSURE')) draft.disclosure = true;
    if (isWord(token, 'APPLICATION')) {
      draft.disclosure = true;
      if (near) draft.noun = 'STRONG';
    }
    if (token.type === 'YEAR') years.unshift(token.year);
    else if (isWord(token, 'PREVIOUS_YEAR')) years.unshift('PREVIOUS');
    else if (isWord(token, 'INCLUDING')) {
      draft.including = true;
      break;
    } else if (isWord(token, 'WHOSE')) {
      // Beside the key, or where the phrase begins: its subject.
      if (near || subjectAt(tokens, indexes, at)) narrow(said, token);
    } else if (near && isWord(token, 'APPLICANT', 'CHANNEL', 'PLATFORM')) narrow(said, token);
    if (token.type === 'UNKNOWN' || isWord(token, 'PUBLISH', 'OFF', 'INFORMATION')) near = false;
    if (!light) first = false;
  }
  // The years between 结转 and the number are those that the backlog comes from or goes to.
  const forward = draft.keys.some((key) => key.measure === 'CARRIED_FORWARD');
  said.years = carried ? [] : forward ? years : [...years, ...said.years];
  return true;
}

/** Words that make what follows an object or a reason, not the subject: 因本机关不掌握, 指导各部门. */
const OBJECT = /^(?:因|由于|对|向|针对|面向|给|由|根据|按照|依据)$/;

/** Whether only light words and the year stand between a token and the beginning of its phrase. */
function subjectAt(tokens: readonly Token[], indexes: readonly number[], at: number): boolean {
  return indexes.slice(at + 1).every((index) => {
    const token = tokens[index]!;
    if (isWord(token, 'FILLER') && OBJECT.test(token.text)) return false;
    return isLight(token) || token.type === 'YEAR' || isWord(token, 'WHOSE', 'AND');
  });
}

/** 等, 等渠道: what stands before it is a list of examples. */
function generic(token: Token | undefined): boolean {
  return isWord(token, 'FILLER') && token.text.startsWith('等');
}

/** What the phrase left of a place states, or undefined where it holds words that forbid or hide the meaning. */
export function claimLeftOf(tokens: readonly Token[], place: number, year: number | undefined): Claim | undefined {
  const { indexes, bracketed } = leftOf(tokens, place);
  const said = nothingSaid();
  const draft: Draft = {
    keys: [],
    verbal: false,
    information: false,
    disclosure: false,
    each: false,
    including: false,
    quantity: false,
    off: false,
    abrupt: false,
    from: place,
  };
  let looseLeft = LOOSE_LENGTH;
  let loosened = false;
  for (let at = 0; at < indexes.length; at += 1) {
    const token = tokens[indexes[at]!]!;
    const loose = draft.information && token.end - token.start <= looseLeft;
    const step = between(draft, said, token, loose);
    if (step === 'FAIL') return undefined;
    if (token.type === 'UNKNOWN') {
      looseLeft -= token.end - token.start;
      loosened = true;
    }
    draft.from = indexes[at]!;
    if (step === 'STOP') break;
    if (step !== 'KEY') continue;
    if (loosened && !isWord(token, 'PUBLISH')) return undefined;
    const last = keysAt(tokens, indexes, at, year, draft);
    if (draft.keys.length === 0 && draft.result === undefined) return undefined;
    draft.from = indexes[last]!;
    draft.abrupt = tokens[indexes[last + 1] ?? -1]?.type === 'UNKNOWN';
    if (!before(tokens, indexes, last, draft, said)) return undefined;
    break;
  }
  if (loosened && draft.keys.length === 0) return undefined;
  // 网络、信函等渠道 are all of them.
  if (indexes.some((index) => generic(tokens[index]))) said.channels.clear();
  if (bracketed.some((index) => carryAt(tokens, index, year) === 'CARRIED_IN'))
    draft.keys = draft.keys.map((key) => (key.measure === 'RECEIVED' ? { measure: 'RECEIVED_AND_CARRIED_IN' } : key));
  return { ...draft, said };
}
