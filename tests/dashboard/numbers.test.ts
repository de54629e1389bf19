import fc from 'fast-check';
import { fitted, labelWidth } from '../../src/dashboard/charts/label';
import { apart, scaleOf } from '../../src/dashboard/charts/scale';
import { type LineSeries, piecesOf, sinceFirst } from '../../src/dashboard/charts/series';
import { inFull, inShort, signed } from '../../src/dashboard/numbers/format';

const COUNT = { kind: 'COUNT', unit: '件' } as const;
const RATIO = { kind: 'RATIO', unit: '%' } as const;

describe('numbers', () => {
  test.each([
    [0, '0', '0'],
    [99_999, '99,999', '99,999'],
    [11_398_889, '1,140万', '11.4M'],
    [4_294_967_296, '42.95亿', '4.295B'],
  ])('%d is short as %s in Chinese, %s in English', (value, zh, en) => {
    expect([inShort(value, COUNT, 'zh'), inShort(value, COUNT, 'en')]).toEqual([zh, en]);
  });

  test('in full a count has every digit, an amount four decimals, a ratio two of a percentage', () => {
    expect(inFull(11_398_889, COUNT)).toBe('11,398,889');
    expect(inFull(984.3829, { kind: 'AMOUNT', unit: '万元' })).toBe('984.3829');
    expect(inFull(0.28444, RATIO)).toBe('28.44%');
  });

  test('what is zero once it is rounded has no sign', () => {
    const write = (size: number) => size.toFixed(1);
    expect([0.04, -0.04, 0.06, -2].map((value) => signed(value, write))).toEqual(['±0.0', '±0.0', '+0.1', '−2.0']);
  });
});

describe('a chart', () => {
  test('has zero and every value on its scale', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e12, noNaN: true }), { maxLength: 9 }), (values) => {
        const { at, ticks } = scaleOf(values, [0, 100]);
        expect(ticks.length).toBeGreaterThan(1);
        for (const value of [0, ...values]) {
          expect(at(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(at(value)).toBeLessThanOrEqual(100 + 1e-6);
        }
      }),
    );
  });

  test('cuts a name where it has no room beside its value, and never the value', () => {
    expect(fitted('汇算', '5,836', 90)).toBe('汇算 5,836');
    expect(fitted('雾凇区发展和改革委员会', '5,836', 110)).toMatch(/^雾凇区.*… 5,836$/);
    expect(fitted('雾凇区', '5,836', 20)).toBe('5,836');
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 40, max: 300 }), (name, room) => {
        const label = fitted(name, '12', room);
        expect(label.endsWith('12')).toBe(true);
        expect(labelWidth(label)).toBeLessThanOrEqual(room);
      }),
    );
  });

  test('moves labels apart as far as there is room, and keeps their order', () => {
    expect(apart([50, 52, 51], 10, [0, 100])).toEqual([50, 70, 60]);
    expect(apart([98, 99], 10, [0, 100])).toEqual([90, 100]);
  });

  const line = (values: (number | null)[], breaks: number[] = []): LineSeries => ({
    id: 'a',
    label: 'a',
    years: values.map((_, at) => 2019 + at),
    points: values.map((value) => ({ value, status: value === null ? 'NOT_REPORTED' : 'REPORTED' })),
    breaks,
  });

  test('never joins over a missing value or over a change of the form, and draws nothing for a missing one', () => {
    const years = (pieces: ReturnType<typeof piecesOf>) => pieces.map((piece) => piece.map(({ year }) => year));
    expect(years(piecesOf(line([1, null, 3, 4])))).toEqual([[2019], [2021, 2022]]);
    expect(years(piecesOf(line([1, 2, 3], [2021])))).toEqual([[2019, 2020], [2021]]);
    expect(piecesOf(line([null, null]))).toEqual([]);
  });

  test('begins with the first year that any line has: what lies before is no gap', () => {
    const [first, second] = sinceFirst([line([null, null, 3]), line([null, 2, null])]);
    expect([first!.years, second!.years]).toEqual([
      [2020, 2021],
      [2020, 2021],
    ]);
  });
});
