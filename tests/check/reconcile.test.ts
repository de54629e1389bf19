import fc from 'fast-check';
import { explainGap, type GapPart, reconcile, type TwoRoutes } from '../../src/check/reconcile';

const CELL_COUNT = 6;
/** Figures of bodies: small, so that some are alike by chance. */
const bodies = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: CELL_COUNT, maxLength: CELL_COUNT }), {
  minLength: 2,
  maxLength: 12,
});
const partsOf = (figures: readonly number[][]): GapPart<number>[] =>
  figures.map((own, item) => ({ item, value: (cell) => BigInt(own[cell]!) }));
const gapOf = (figures: readonly number[][], sign: bigint): Map<number, bigint> =>
  new Map(
    Array.from({ length: CELL_COUNT }, (_, cell) => [
      cell,
      sign * figures.reduce((sum, own) => sum + BigInt(own[cell]!), 0n),
    ]),
  );
const SEED = { seed: 20241126, numRuns: 300 };

describe('a gap between a consolidated report and its bodies', () => {
  it('names the body that was left out or counted twice, whichever it was', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.boolean(), (figures, pick, leftOut) => {
        const at = pick % figures.length;
        fc.pre(figures[at]!.some((value) => value > 0));
        const found = explainGap(gapOf([figures[at]!], leftOut ? -1n : 1n), partsOf(figures));
        const cause = leftOut ? 'LEFT_OUT' : 'COUNTED_TWICE';
        expect(found.some((each) => each.whole && each.cause === cause && each.parts[0] === at)).toBe(true);
      }),
      SEED,
    );
  });

  it('names two bodies that are the gap together, where no single one is', () => {
    fc.assert(
      fc.property(bodies, (figures) => {
        const gap = gapOf(figures.slice(0, 2), -1n);
        fc.pre([...gap.values()].filter((value) => value !== 0n).length >= 2);
        fc.pre(figures.slice(0, 2).every((own) => own.some((value) => value > 0)));
        const found = explainGap(gap, partsOf(figures)).filter((each) => each.whole);
        expect(found.length).toBeGreaterThan(0);
        // Whoever is named: their figures are the gap, cell by cell.
        for (const { cause, parts } of found)
          expect(
            gapOf(
              parts.map((at) => figures[at]!),
              cause === 'LEFT_OUT' ? -1n : 1n,
            ),
          ).toEqual(gap);
      }),
      SEED,
    );
  });

  it('names nobody where there is none', () => {
    fc.assert(
      fc.property(bodies, (figures) => {
        expect(explainGap(new Map([[0, 0n]]), partsOf(figures))).toEqual([]);
      }),
      SEED,
    );
  });
});

describe('two routes to a total', () => {
  const routes = (more: Partial<TwoRoutes>): TwoRoutes => ({
    computed: 10n,
    computedStatus: 'DERIVED',
    filed: 10n,
    filedStatus: 'REPORTED',
    stock: false,
    signed: false,
    whole: true,
    ...more,
  });

  it.each([
    ['AGREES', {}],
    ['DIFFERS', { filed: 11n }],
    ['DIFFERS', { filed: 9n }],
    ['STOCK_DIFFERS', { filed: 9n, stock: true }],
    // A body is missing, a cell is blank, or no register says who there is: a bound, one way.
    ['WITHIN_BOUND', { filed: 11n, whole: false }],
    ['WITHIN_BOUND', { whole: false }],
    ['BELOW_BOUND', { filed: 9n, whole: false }],
    ['BELOW_BOUND', { filed: 9n, computedStatus: 'PARTIAL' }],
    ['STOCK_DIFFERS', { filed: 9n, whole: false, stock: true }],
    ['WITHIN_BOUND', { filed: 11n, whole: false, stock: true }],
    ['NOT_COMPARABLE', { filed: 11n, whole: false, signed: true }],
    ['NOT_COMPARABLE', { filedStatus: 'PARTIAL' }],
    ['NOT_COMPARABLE', { filed: null, filedStatus: 'BLANK' }],
    ['NOT_COMPARABLE', { computed: null, computedStatus: 'NOT_REPORTED' }],
  ] as const)('%s: %o', (outcome, more) => {
    expect(reconcile(routes(more as Partial<TwoRoutes>))).toBe(outcome);
  });
});
