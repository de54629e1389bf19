/** One sentence read from left to right: each number and each negation by the words around it. */
import { readCount, wholeNumber } from './count';
import { readFee } from './fee';
import { readNone } from './none';
import { readPercent } from './percent';
import { isEdge, isLight, isWord, leftOf, narrow, nothingSaid, whoseOf } from './phrase';
import type { Sentence } from './sentence';
import type { Token } from './words';

type NumberToken = Extract<Token, { type: 'NUMBER' }>;

/** Two numbers that are the ends of one range, or of which nobody can say that they are not: 10至15件, 二、三件. */
function inRange(tokens: readonly Token[], place: number): boolean {
  const joins = (at: number): boolean => {
    const token = tokens[at];
    return token?.type === 'WORD' && /^[至到或]$/.test(token.text);
  };
  const number = (at: number): boolean => tokens[at]?.type === 'NUMBER';
  const loose =
    isWord(tokens[place - 1], 'AND') &&
    tokens[place - 2]?.type === 'NUMBER' &&
    (tokens[place - 2] as NumberToken).measure === 'NONE';
  const listed =
    (tokens[place] as NumberToken).measure === 'NONE' && isWord(tokens[place + 1], 'AND') && number(place + 2);
  return (joins(place - 1) && number(place - 2)) || (joins(place + 1) && number(place + 2)) || loose || listed;
}

/** The subject or the year that a phrase without a figure sets for those after it: 2022年，… / 全区各部门…，共收到… */
function noteOpening(sentence: Sentence, place: number): void {
  const token = sentence.tokens[place]!;
  const previous = sentence.tokens[place - 1];
  if (token.type === 'YEAR' && (isEdge(previous) || isWord(previous, 'FILLER'))) {
    let next = place + 1;
    while (next <= place + 3 && isLight(sentence.tokens[next])) next += 1;
    // 2022年结转 and 结转至2024年 name where the backlog comes from and goes to.
    const backlog =
      isWord(sentence.tokens[next], 'CARRY') || /^[至到从]$/.test(isWord(previous, 'FILLER') ? previous.text : '');
    if (!backlog) sentence.otherYear = token.year === sentence.year ? undefined : token.year;
  } else if (isWord(token, 'PREVIOUS_YEAR') && isEdge(previous) && isEdge(sentence.tokens[place + 1]))
    sentence.otherYear = 'PREVIOUS';
  else if (isWord(token, 'WHOSE')) {
    const said = nothingSaid();
    const { indexes } = leftOf(sentence.tokens, place);
    const opens = indexes.every((at) => {
      const left = sentence.tokens[at]!;
      return isLight(left)
        ? !isWord(left, 'FILLER') || /^[在]$/.test(left.text)
        : left.type === 'YEAR' || narrow(said, left) || isWord(left, 'AND');
    });
    narrow(said, token);
    if (opens && whoseOf(said.whose)) sentence.whose = whoseOf(said.whose);
  }
}

function lose(sentence: Sentence): void {
  sentence.head = undefined;
  sentence.lost = true;
}

/** Reads the sentence: its figures are in `found`. */
export function readStatement(sentence: Sentence): void {
  const { tokens } = sentence;
  // What is said in brackets does not change what 其中 behind them refers to.
  const outside: Pick<Sentence, 'head' | 'lost'>[] = [];
  for (let place = 0; place < tokens.length; place += 1) {
    const token = tokens[place]!;
    if (token.type === 'PERIOD' || token.start >= sentence.ownUntil || isWord(token, 'PERIOD')) sentence.period = true;
    if (isWord(token, 'FEE')) sentence.fee = true;
    // 收费通知 is a term of 信息处理费 alone.
    if (isWord(token, 'NOTICE')) sentence.noticed = sentence.fee = true;
    if (token.type === 'OPEN') outside.push({ head: sentence.head, lost: sentence.lost });
    if (token.type === 'CLOSE') Object.assign(sentence, outside.pop());
    if (isWord(token, 'FEE_PART')) sentence.feePart = token.value as Sentence['feePart'];
    if (isWord(token, 'DISCLOSURE')) sentence.disclosure = true;
    if (isWord(token, 'APPLICATION')) sentence.applications = true;
    if (token.type === 'YEAR' || isWord(token, 'PREVIOUS_YEAR', 'WHOSE')) noteOpening(sentence, place);
    if (sentence.period) continue;
    if (isWord(token, 'NONE')) readNone(sentence, place);
    if (token.type !== 'NUMBER' || token.measure === 'OTHER') continue;
    if (token.value === undefined || inRange(tokens, place)) {
      if (token.measure === 'COUNT') lose(sentence);
      continue;
    }
    if (token.measure === 'MONEY') readFee(sentence, place, token);
    else if (token.measure === 'PERCENT') readPercent(sentence, place, token.value);
    else {
      const value = wholeNumber(token.value);
      const read = value !== undefined && readCount(sentence, place, token, value);
      // 其中 refers to the figure before it: to one that could not be read as well.
      if (!read && token.measure === 'COUNT' && !changes(tokens, place)) lose(sentence);
    }
  }
}

/** Whether a number is a change or a comparison, which what follows does not refer to. */
function changes(tokens: readonly Token[], place: number): boolean {
  return leftOf(tokens, place)
    .indexes.slice(0, 4)
    .some((at) => isWord(tokens[at], 'CHANGE', 'COMPARE'));
}
