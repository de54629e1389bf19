/** Numbers as narratives print them: 12, 1,234, 1.2万, 一百二十, 二〇二三. Exact; what could be read in two ways is not read. */

const DIGITS = '零一二三四五六七八九';
const VARIANTS: Readonly<Record<string, string>> = {
  〇: '零',
  '○': '零',
  两: '二',
  兩: '二',
  壹: '一',
  贰: '二',
  貳: '二',
  叁: '三',
  參: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  陸: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

const CHINESE = new Set([...DIGITS, ...Object.keys(UNITS), '万', '亿', ...Object.keys(VARIANTS)]);

/** Whether a character can be part of a Chinese numeral. */
export function isChineseDigit(character: string): boolean {
  return CHINESE.has(character);
}

/** Longest numeral that is read: far above any count of a report (10^16). */
const MAX_LENGTH = 32;

/** One to four digits before 万, 亿 or the end: 三千零五. Empty for 0. */
function printSection(value: number): string {
  let text = '';
  let gap = false;
  for (const [unit, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? '零' : '') + DIGITS[digit] + word;
    gap = false;
  }
  return text;
}

/** A whole number below 10^16 in standard Chinese numerals, 十 and not 一十 at the front. */
export function printChinese(value: number): string {
  if (value === 0) return '零';
  const groups: [number, string][] = [
    [Math.floor(value / 1e12) % 10_000, '万亿'],
    [Math.floor(value / 1e8) % 10_000, '亿'],
    [Math.floor(value / 1e4) % 10_000, '万'],
    [value % 10_000, ''],
  ];
  let text = '';
  let gap = false;
  let upper = '';
  for (const [group, word] of groups) {
    if (group === 0) {
      gap = text !== '';
      if (word === '亿' && upper === '万亿') text += '亿';
      continue;
    }
    const needsZero = text !== '' && (gap || group < 1000);
    // 万亿 is 万 of 亿: where 亿 follows, it is printed once.
    text += (needsZero ? '零' : '') + printSection(group) + (word === '万亿' ? '万' : word);
    upper = word;
    gap = false;
  }
  return text.replace(/^一十/, '十');
}

function evaluate(text: string): number | undefined {
  let whole = 0;
  let tenThousands = 0;
  let section = 0;
  let digit = -1;
  for (const character of text) {
    const value = DIGITS.indexOf(character);
    if (value >= 0) {
      if (digit > 0) return undefined;
      digit = value;
    } else if (UNITS[character]) {
      section += (digit < 0 ? 1 : digit) * UNITS[character];
      digit = -1;
    } else if (character === '万') {
      tenThousands += (section + Math.max(digit, 0)) * 10_000;
      section = 0;
      digit = -1;
    } else {
      whole += (tenThousands + section + Math.max(digit, 0)) * 1e8;
      tenThousands = 0;
      section = 0;
      digit = -1;
    }
  }
  return whole + tenThousands + section + Math.max(digit, 0);
}

/**
 * A Chinese numeral as a number: 十二, 一百二十, 两万零三十, and digit by digit 二〇二三. Undefined for what is no numeral in
 * standard form (一百二 could be 120 or 102) or is beyond 10^16.
 */
export function parseChinese(printed: string): number | undefined {
  if (printed === '' || printed.length > MAX_LENGTH) return undefined;
  let text = '';
  for (const character of printed) text += VARIANTS[character] ?? character;
  if ([...text].every((character) => DIGITS.includes(character))) {
    if (text.length === 1) return DIGITS.indexOf(text);
    // Digit by digit is how years are printed; 一二 could as well be "one or two".
    return text.length === 4 ? Number([...text].map((character) => DIGITS.indexOf(character)).join('')) : undefined;
  }
  const value = evaluate(text);
  if (value === undefined || !Number.isSafeInteger(value) || value >= 1e16) return undefined;
  const standard = text.replace(/^一十/, '十').replace(/百十/g, '百一十');
  return printChinese(value) === standard ? value : undefined;
}

const SCALES: Readonly<Record<string, number>> = { '': 0, 百: 2, 千: 3, 万: 4, 亿: 8 };

/**
 * Digits as printed ("1,234", "1.25") and the scale word behind them ("", 百, 千, 万, 亿) as a plain decimal string. Undefined
 * where separators are not in threes.
 */
export function plainDecimal(printed: string, scale = ''): string | undefined {
  const match = /^(\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(?:\.(\d{1,12}))?$/.exec(printed);
  const places = SCALES[scale];
  if (!match || places === undefined) return undefined;
  const digits = match[1]!.replaceAll(',', '');
  const fraction = (match[2] ?? '').padEnd(places, '0');
  const whole = (digits + fraction.slice(0, places)).replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(places);
  return rest === '' ? whole : `${whole}.${rest}`;
}
