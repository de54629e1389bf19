/** Numerals: whatever is printed in standard form comes back, and what could be two numbers is none. */
import fc from 'fast-check';
import { parseChinese, plainDecimal, printChinese } from '../../src/narrative/numeral';

const DIGITS = '零一二三四五六七八九';

/** An independent printer for numbers below 10^8: group by group, from the school book. */
function spelled(value: number): string {
  const section = (number: number): string =>
    String(number)
      .padStart(4, '0')
      .split('')
      .map((digit, place) => (digit === '0' ? '零' : DIGITS[Number(digit)] + ['千', '百', '十', ''][place]!))
      .join('')
      .replace(/零+/g, '零')
      .replace(/零$/, '');
  const upper = Math.floor(value / 10_000);
  const lower = value % 10_000;
  const joined = (upper > 0 ? `${section(upper)}万` : '') + (lower > 0 ? section(lower) : '');
  return joined.replace(/^零/, '').replace(/^一十/, '十') || '零';
}

describe('Chinese numerals', () => {
  test.each([
    ['零', 0],
    ['〇', 0],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百二十', 120],
    ['一百零二', 102],
    ['一百一十', 110],
    ['一百十', 110],
    ['两千零五', 2005],
    ['一千零二十', 1020],
    ['一万', 10_000],
    ['两万零三十', 20_030],
    ['十万', 100_000],
    ['一百二十三万四千五百六十七', 1_234_567],
    ['一亿', 100_000_000],
    ['一亿零一', 100_000_001],
    ['十二亿三千万', 1_230_000_000],
    ['二〇二三', 2023],
    ['二零二三', 2023],
    ['壹佰贰拾', 120],
  ])('%s is %d', (printed, value) => {
    expect(parseChinese(printed)).toBe(value);
  });

  test.each([
    '',
    '一百二',
    '一二',
    '二三百',
    '百',
    '千万',
    '一十百',
    '零零',
    '十十',
    '一万二',
    '二百三千',
    '一百零零二',
    '甲',
    '一百零二十',
    '百二十',
  ])('%s is no number that is sure', (printed) => {
    expect(parseChinese(printed)).toBeUndefined();
  });

  test('numbers below 10^8 come back from an independent printer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => parseChinese(spelled(value)) === value),
      {
        numRuns: 3000,
      },
    );
  });

  test('every number below 20,000 comes back', () => {
    for (let value = 0; value < 20_000; value += 1)
      expect([value, parseChinese(spelled(value))]).toEqual([value, value]);
  });

  test('numbers below 10^16 come back from the standard form', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => value >= 1e16 || parseChinese(printChinese(value)) === value),
      {
        numRuns: 3000,
      },
    );
  });

  test('never throws, and what is read prints the same again', () => {
    const character = fc.constantFrom(...'零〇一二两三十百千万亿壹拾佰');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), (characters) => {
        const value = parseChinese(characters.join(''));
        if (value !== undefined) expect(parseChinese(printChinese(value))).toBe(value);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('Arabic numerals', () => {
  test.each([
    ['1,234', '', '1234'],
    ['1,234,567', '', '1234567'],
    ['1.2', '万', '12000'],
    ['3', '千', '3000'],
    ['0.123456', '万', '1234.56'],
    ['007', '', '7'],
    ['4.340', '', '4.340'],
  ])('%s%s is %s', (printed, scale, value) => {
    expect(plainDecimal(printed, scale)).toBe(value);
  });

  test.each(['1,23', '12,3456', '1.', '.5', '1.2.3', '', '1,234,', '1-2', '1234567890123456789'])(
    '%s is none',
    (printed) => {
      expect(plainDecimal(printed)).toBeUndefined();
    },
  );
});
