/**
 * Years as reports write them: "2023年", "二〇二三年度". A report covers one calendar year (Art. 50).
 */
import { Problem } from '../../form/problem';
import { plain } from './characters';

/** The Regulation has been in force since 1 May 2008. */
export const FIRST_YEAR = 2008;
export const LAST_YEAR = 2099;

const DIGITS = '〇一二三四五六七八九';

/** Chinese digits of years in arabic ones: "二〇二三年" as "2023年"; the same length. */
export function arabicYears(text: string): string {
  return text.replace(/[二][〇○◯OoΟО零0０Ｏ一二三四五六七八九]{3}(?=\s*(?:年|\)))/g, (year) =>
    [...year].map((digit) => (DIGITS.includes(digit) ? DIGITS.indexOf(digit) : 0)).join(''),
  );
}

/**
 * The year that a title names; undefined where it names none. Throws Problem YEAR_OUT_OF_RANGE where it names something that
 * cannot be a year ("20233年").
 */
export function yearOfTitle(title: string): number | undefined {
  // "〔2024〕3号" is the number of the document.
  const source = arabicYears(plain(title)).replace(/[〔[]\s*\d{4}\s*[〕\]]/g, '');
  const match = /(?<!\d)(\d(?:\s*\d){2,})\s*年/.exec(source) ?? /(?<!\d)()(\d{4})(?!\d)/.exec(source);
  if (!match) return undefined;
  const digits = (match[1] || match[2]!).replace(/\s/g, '');
  const year = Number(digits);
  if (digits.length === 4 && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  if (match[1] === '') return undefined;
  throw new Problem(
    'YEAR_OUT_OF_RANGE',
    `标题中的年份“${digits}年”不可能：应在 ${FIRST_YEAR} 至 ${LAST_YEAR} 之间`,
    `The title's year "${digits}" cannot be: it must be from ${FIRST_YEAR} to ${LAST_YEAR}`,
  );
}

/** The years of reports that a title names, "2022—2023年度", in their order; none is that of a day or a month. */
export function yearsOfTitle(title: string): number[] {
  const source = arabicYears(plain(title)).replace(/\s+/g, '');
  const named = [...source.matchAll(/(?<!\d)(?:(20\d{2})年?度?[-—–~至和、及])?(20\d{2})年(?!\d{1,2}月)/g)];
  return [...new Set(named.flatMap(([, from, to]) => (from === undefined ? [to!] : [from, to!])).map(Number))];
}

const DAY = String.raw`(?:年|[-./])\s*0?1\s*(?:月|[-./])\s*0?1(?!\d)\s*日?`;
const PERIOD = new RegExp(
  String.raw`(?<!\d)(20\d{2})\s*${DAY}.{0,12}?(?:(20\d{2})\s*(?:年|[-./])\s*)?12\s*(?:月|[-./])\s*31(?!\d)`,
  'gs',
);

/** The year whose first to last day the text states as the period of its figures; undefined where it states none, or several. */
export function periodOf(text: string): number | undefined {
  const periods = [...arabicYears(plain(text)).matchAll(PERIOD)];
  const years = new Set(
    periods.filter(([, from, to]) => to === undefined || to === from).map(([, from]) => Number(from)),
  );
  return years.size === 1 ? inRange([...years][0]!) : undefined;
}

/** Sections that speak of plans for the years to come. */
const PLANS = /^[五5]\s*[、.]|存在.{0,6}问题.{0,4}(?:改进|整改)/;

/** The only year whose work the text tells of before it comes to plans; undefined where it tells of several. */
export function yearOfWork(lines: readonly string[]): number | undefined {
  const end = lines.findLastIndex((line) => PLANS.test(plain(line).trim()));
  const source = arabicYears(plain((end < 0 ? lines : lines.slice(0, end)).join('\n')));
  const years = new Set(
    [...source.matchAll(/(?<!\d)(20\d{2})\s*年(?:度|以来|，|,|我|本|全)/g)].map((match) => Number(match[1])),
  );
  return years.size === 1 ? inRange([...years][0]!) : undefined;
}

function inRange(year: number): number | undefined {
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
}

/** A date in the text as ISO, "2024年1月20日" or "2024-01-20"; undefined where there is none that can be. */
export function isoDate(text: string): string | undefined {
  const match = /(?<!\d)(20\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)/.exec(arabicYears(plain(text)));
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}
