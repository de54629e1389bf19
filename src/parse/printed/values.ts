/**
 * The text of one cell as a figure. What is not plainly a figure is unreadable: kept as printed, never guessed.
 */
import { BLANK_CELL } from '../../extract/document';
import type { ColumnKind } from '../../form/rows';
import { type AmountUnit, MAX_CELL_COUNT } from '../../form/value';
import { plain, visible, withoutWideGaps } from './characters';
import type { Figure } from './tokens';

/** One cell as read, before it has a place on the form. */
export interface Value {
  readonly state: 'REPORTED' | 'BLANK' | 'NOT_APPLICABLE' | 'UNREADABLE';
  readonly printed: string;
  readonly count?: number;
  readonly amount?: string;
  readonly unit?: AmountUnit;
  readonly note?: string;
  /** Digits that white space divides ("113988 89"): a number only if sums prove it. */
  readonly joined?: number;
  /** What is printed is in the cell beside it, of which a part may be this one's. */
  readonly isBeside?: true;
  readonly page?: number;
  readonly line?: number;
}

/** Also 一, which hands and recognition put for a dash: nobody writes a figure so. */
const MARK = /^(?:[/\\]{1,3}|[-–—―─一]{1,4}|无|不适用|不涉及|未涉及|无此项|n\/?a|null)。?$/i;
const NOTE = /^(.*?)\s*(?:[([【](.*)[)\]】]|((?:其中|含|包括|包含|注).*))$/s;
/** The mark of a footnote behind a figure ("12①", "12*", "12[1]"). A number in round brackets may be a figure of its own. */
const FOOTNOTE = /(?:[①-⑳]{1,2}|[*※△▲]{1,2}|[[〔【]\s*(?:注\s*)?\d{1,2}\s*[\]〕】])$/;
/** What is longer is no figure, however many brackets it has to look through. */
const LONGEST_FIGURE = 1_000;
const COUNT_UNIT = /(?:件次|件|项|个|条|次|宗|起|份)$/;
const AMOUNT_UNIT = /(万元|亿元|元)(?:整|人民币)?$/;
/** Spreadsheets print counts with the places of amounts. */
const PLACES = /(?<=\d)\.0{1,2}$/;
const INTEGER = /^(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)$/;
const DECIMAL = /^(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/;

/** Reads the text of a cell whose column is of this kind. An amount's unit is given only where the cell prints it. */
export function readValue(text: string, kind: ColumnKind): Value {
  const printed = visible(text).trim();
  const source = plain(withoutWideGaps(printed)).trim();
  if (source === '' || source === BLANK_CELL || /^[\s　]*$/.test(source)) return { state: 'BLANK', printed: '' };
  if (MARK.test(source.replace(/\s+/g, ''))) return { state: 'NOT_APPLICABLE', printed };
  if (source.length > LONGEST_FIGURE) return { state: 'UNREADABLE', printed };
  const bare = figureOf(source, kind);
  if (bare) return { ...bare, printed };
  const marked = FOOTNOTE.exec(source);
  const beside = marked && figureOf(source.slice(0, marked.index).trim(), kind);
  if (beside) return { ...beside, note: marked[0], printed };
  const noted = NOTE.exec(source);
  if (noted?.[1]) {
    const figure = figureOf(noted[1].trim(), kind);
    const note = (noted[2] ?? noted[3] ?? '').replace(/\s*\n\s*/g, '').trim();
    // A note explains; a second bare figure would compete with the first.
    if (figure && !/^[\d\s.,+-]*$/.test(note)) return { ...figure, note, printed };
  }
  const joined = /^\d[\d\s]*\d$/.test(source) ? source.replace(/\s+/g, '') : '';
  if (INTEGER.test(joined) && Number(joined) <= MAX_CELL_COUNT)
    return { state: 'UNREADABLE', printed, joined: Number(joined) };
  return { state: 'UNREADABLE', printed };
}

type Parsed = Omit<Value, 'printed'> | undefined;

function figureOf(text: string, kind: ColumnKind): Parsed {
  // Well-formed thousands may be printed with a blank after the comma.
  const compact = text.replace(/(?<=\d),[ \t]+(?=\d{3}(?!\d))/g, ',');
  if (compact === '零') return figureOf('0', kind);
  if (kind === 'AMOUNT') return amountOf(compact);
  if (kind === 'SIGNED') return signedOf(compact);
  const digits = compact.replace(COUNT_UNIT, '').replace(PLACES, '').trim();
  return INTEGER.test(digits) ? counted(Number(digits.replaceAll(',', ''))) : undefined;
}

function counted(count: number): Parsed {
  return Math.abs(count) <= MAX_CELL_COUNT ? { state: 'REPORTED', count } : undefined;
}

function amountOf(text: string): Parsed {
  const unit = AMOUNT_UNIT.exec(text)?.[1] as AmountUnit | undefined;
  const digits = text
    .replace(AMOUNT_UNIT, '')
    .replace(/^(?:人民币|[¥￥])/, '')
    .trim();
  if (!DECIMAL.test(digits)) return undefined;
  return { state: 'REPORTED', amount: digits.replaceAll(',', ''), ...(unit ? { unit } : {}) };
}

function signedOf(text: string): Parsed {
  const match = /^(\+|-|增加|新增|增|减少|减)?\s*(.*?)$/s.exec(
    text.replace(COUNT_UNIT, '').replace(PLACES, '').trim(),
  )!;
  const [, sign, digits] = match;
  if (!INTEGER.test(digits!)) return undefined;
  const count = Number(digits!.replaceAll(',', ''));
  return counted(sign && (sign === '-' || sign.startsWith('减')) && count !== 0 ? -count : count);
}

const MOST_DIVISIONS = 10_000;

/**
 * The ways to divide a run of digits whose blanks were lost ("2100000021") into so many well-formed counts; none where there are
 * more than anyone could tell apart.
 */
export function divisions(digits: string, parts: number): number[][] {
  const found: number[][] = [];
  const divide = (at: number, so: number[]) => {
    if (found.length > MOST_DIVISIONS) return;
    const left = parts - so.length;
    if (left === 0) {
      if (at === digits.length) found.push([...so]);
      return;
    }
    const longest = digits[at] === '0' ? 1 : digits.length - at - (left - 1);
    for (let length = 1; length <= longest; length++) {
      const count = Number(digits.slice(at, at + length));
      if (count > MAX_CELL_COUNT) break;
      so.push(count);
      divide(at + length, so);
      so.pop();
    }
  };
  divide(0, []);
  return found.length > MOST_DIVISIONS ? [] : found;
}

/** A figure of running text as a count, with its place. */
export function figureValue(figure: Figure): Value {
  const value = readValue(figure.text, 'COUNT');
  return { ...value, line: figure.line, ...(figure.page === undefined ? {} : { page: figure.page }) };
}
