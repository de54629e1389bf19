/** Quartiles, percentiles and robust deviations against their definitions. */
import fc from 'fast-check';
import { ascending, distributionOf, percentileIn, quantile, robustDeviations } from '../../src/form/distribution';

const VALUES = fc.array(fc.integer({ min: -1000, max: 1_000_000 }), { minLength: 1, maxLength: 60 });

describe('quartiles', () => {
  test('are those of other statistics programs (definition 7 of Hyndman and Fan)', () => {
    // quantile(c(1, 2, 4, 8, 16, 32), c(.25, .5, .75)) of R: 2.5, 6, 14.
    expect(distributionOf([1, 2, 4, 8, 16, 32])).toEqual({
      count: 6,
      minimum: 1,
      lowerQuartile: 2.5,
      median: 6,
      upperQuartile: 14,
      maximum: 32,
    });
    expect(distributionOf([7])).toMatchObject({ lowerQuartile: 7, median: 7, upperQuartile: 7 });
    expect(distributionOf([])).toBeUndefined();
  });

  test('of any values lie in order, with the shares of the values on both sides that their names say', () => {
    fc.assert(
      fc.property(VALUES, fc.constantFrom(0.25, 0.5, 0.75), (values, share) => {
        const sorted = ascending(values);
        const value = quantile(sorted, share);
        const below = sorted.filter((each) => each < value).length;
        const notAbove = sorted.filter((each) => each <= value).length;
        expect(below).toBeLessThanOrEqual((sorted.length - 1) * share + 1);
        expect(notAbove).toBeGreaterThanOrEqual((sorted.length - 1) * share);
        const all = distributionOf(sorted)!;
        const inOrder = [all.minimum, all.lowerQuartile, all.median, all.upperQuartile, all.maximum];
        expect(inOrder).toEqual(ascending(inOrder));
      }),
    );
  });
});

test('the percentiles of all values have a mean of one half, and never fall with the value', () => {
  fc.assert(
    fc.property(VALUES, (values) => {
      const sorted = ascending(values);
      const told = sorted.map((value) => percentileIn(sorted, value));
      expect(told.reduce((sum, each) => sum + each, 0) / told.length).toBeCloseTo(0.5, 9);
      expect(told).toEqual(ascending(told));
    }),
  );
});

describe('robust deviations', () => {
  test('are not moved by how far away an outlier is', () => {
    const usual = [10, 11, 12, 13, 14, 15, 16, 17, 18];
    const near = robustDeviations([...usual, 100], 0.1);
    const far = robustDeviations([...usual, 1_000_000], 0.1);
    expect(near.slice(0, 9)).toEqual(far.slice(0, 9));
    expect(far[9]!).toBeGreaterThan(near[9]!);
    // Median 14.5, median absolute deviation 2.5: 1.4826 times it is 3.7065.
    expect(near[9]!).toBeCloseTo((100 - 14.5) / 3.7065, 4);
  });

  test('of values that are all alike rest on the least deviation that is given', () => {
    expect(robustDeviations([5, 5, 5, 5, 7], 0.5)).toEqual([0, 0, 0, 0, 4]);
  });

  test('do not change with the place or the scale of the values', () => {
    fc.assert(
      fc.property(
        VALUES,
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 1, max: 50 }),
        (values, shift, scale) => {
          const moved = robustDeviations(
            values.map((value) => (value + shift) * scale),
            1e-9 * scale,
          );
          for (const [at, each] of robustDeviations(values, 1e-9).entries())
            expect(Math.abs(moved[at]! - each)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(each)));
        },
      ),
    );
  });
});
