/** 信息处理费 in a sentence. */
import { type AmountUnit, fromFen, toFen } from '../form/value';
import type { FeeFigure, Qualifier } from './figure';
import { isLight, isWord, leftOf, otherYear } from './phrase';
import type { Sentence } from './sentence';
import type { Token } from './words';

interface FeePhrase {
  readonly qualifier: Qualifier;
  readonly precision: FeeFigure['precision'] | undefined;
  readonly from: number;
}

/** The phrase left of an amount, where it says that the amount is 信息处理费: its part, what was notified, or all of it. */
function feePhrase(sentence: Sentence, place: number): FeePhrase | undefined {
  if (!sentence.fee) return undefined;
  let part: string | undefined;
  let collected = false;
  let named = false;
  let whole = false;
  let noticed = sentence.noticed;
  let precision: FeeFigure['precision'] | undefined;
  let from = place;
  const years: (number | 'PREVIOUS')[] = [];
  for (const at of leftOf(sentence.tokens, place).indexes) {
    const token = sentence.tokens[at]!;
    if (isWord(token, 'COMPARE', 'CHANGE', 'RULE', 'NONE')) return undefined;
    const known = collected || named || part !== undefined;
    if (token.type === 'UNKNOWN' || isWord(token, 'OFF')) {
      if (!known) return undefined;
      continue;
    }
    if (isWord(token, 'INCLUDING')) break;
    if (isWord(token, 'FEE_PART')) part ??= token.value;
    else if (isWord(token, 'COLLECT')) collected = true;
    else if (isWord(token, 'FEE', 'SUM')) {
      named = true;
      if (isWord(token, 'FEE') || /[共总合累]/.test(token.text)) whole = true;
    } else if (isWord(token, 'NOTICE')) noticed = named = true;
    else if (isWord(token, 'APPROX')) precision = token.value as FeeFigure['precision'];
    else if (token.type === 'YEAR') years.unshift(token.year);
    else if (isWord(token, 'PREVIOUS_YEAR')) years.unshift('PREVIOUS');
    else if (!isLight(token) && !known && !isWord(token, 'APPLICATION', 'DISCLOSURE', 'WHOSE', 'APPLICANT'))
      return undefined;
    from = at;
  }
  if (!(part || collected || named)) return undefined;
  // 按件计收2件，金额100元
  if (!whole && !collected) part ??= sentence.feePart;
  const fee = (part ?? (noticed && !collected ? 'NOTIFIED' : 'TOTAL')) as Qualifier['fee'];
  const year = otherYear(years, sentence.year) ?? sentence.otherYear;
  return { qualifier: { fee, ...(year !== undefined ? { year } : {}) }, precision, from };
}

/** Reads the amount of money at a place. */
export function readFee(sentence: Sentence, place: number, token: Extract<Token, { type: 'NUMBER' }>): void {
  const unit = token.measureText.replace(/整|人民币/g, '') as AmountUnit;
  const fen = token.value === undefined ? undefined : toFen(token.value, unit);
  const phrase = feePhrase(sentence, place);
  if (fen === undefined || !phrase) return;
  sentence.found.push({
    measure: 'PROCESSING_FEE',
    unit: 'YUAN',
    value: fromFen(fen, '元'),
    qualifier: phrase.qualifier,
    stated: 'NUMBER',
    precision: token.precision === 'EXACT' ? (phrase.precision ?? 'EXACT') : token.precision,
    from: phrase.from,
    to: place,
  });
}
