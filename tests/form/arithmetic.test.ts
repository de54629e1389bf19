/** Arithmetic of figures: money, totals left blank, statuses of sums and ratios, change and rank. */
import fc from 'fast-check';
import { cell, cellsOn } from '../../src/form/cells';
import type { DraftCell, DraftTable } from '../../src/form/draft';
import { packStates, settle, unpackFigures } from '../../src/form/figures';
import {
  changeOf,
  compareFractions,
  percentile,
  rankSorted,
  statusOfRatio,
  statusOfSum,
  type Tally,
} from '../../src/form/measure';
import { fromFen, toFen } from '../../src/form/value';

const reported = (count: number): DraftCell => ({ state: 'REPORTED', count });
const blank: DraftCell = { state: 'BLANK' };
const notApplicable: DraftCell = { state: 'NOT_APPLICABLE' };

function table3(cells: Record<string, DraftCell>): Partial<Record<2 | 3 | 4, DraftTable>> {
  return { 3: { edition: '2021', cells: new Map(Object.entries(cells)) } };
}

describe('money', () => {
  test('an amount in 万元 is whole 分, and comes back as printed', () => {
    expect(toFen('7730.28', '万元')).toBe(7730280000n);
    expect(fromFen(7730280000n, '万元')).toBe('7730.28');
    expect(toFen('251000', '元')).toBe(25100000n);
    expect(toFen('0.1234', '万元')! * 3n).toBe(toFen('0.3702', '万元'));
  });

  test('what is finer than one 分, or no decimal, is no amount', () => {
    for (const bad of ['0.0000001', '1e3', '', '1.', '.5', '1,000', '１']) expect(toFen(bad, '万元')).toBeUndefined();
  });

  test('any amount of 分 survives the way out and back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.constantFrom('元', '万元', '亿元'),
        (fen, unit) => {
          expect(toFen(fromFen(fen, unit), unit)).toBe(fen);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('a 总计 that is left blank', () => {
  const row = cellsOn('2021', 3).filter((each) => each.row === 'granted');
  const of = (values: (DraftCell | undefined)[]) => {
    const cells = Object.fromEntries(row.flatMap((each, at) => (values[at] ? [[each.id, values[at]]] : [])));
    const figures = settle(table3(cells as Record<string, DraftCell>));
    const total = cell('granted.total').index;
    return [figures.states[total], figures.values[total]];
  };

  test('is derived where all six applicants are printed', () => {
    expect(of([1, 2, 3, 4, 5, 6].map(reported))).toEqual(['DERIVED', 21]);
  });

  test('is a lower bound where only some are', () => {
    expect(of([reported(258), reported(12), blank, blank, reported(1), reported(1)])).toEqual(['PARTIAL', 272]);
  });

  test('stays blank where none is, and is never a zero', () => {
    expect(of([])).toEqual(['BLANK', null]);
  });

  test('takes a part that does not apply as nothing to add', () => {
    expect(of([reported(2), notApplicable, notApplicable, notApplicable, notApplicable, notApplicable])).toEqual([
      'DERIVED',
      2,
    ]);
  });

  test('is never put in the place of what is printed', () => {
    expect(of([...[1, 1, 1, 1, 1, 1].map(reported), reported(0)])).toEqual(['REPORTED', 0]);
  });
});

test('an amount without its unit is unreadable, not taken to be in one', () => {
  const cells = new Map<string, DraftCell>([['fees.amount', { state: 'REPORTED', amount: '12.5' }]]);
  const figures = settle({ 2: { edition: '2021', cells } });
  expect(figures.states[cell('fees.amount').index]).toBe('UNREADABLE');
  expect(figures.values[cell('fees.amount').index]).toBeNull();
});

test('figures come back from the store as they went in', () => {
  const state = fc.constantFrom('REPORTED', 'BLANK', 'NOT_APPLICABLE', 'UNREADABLE') as fc.Arbitrary<
    DraftCell['state']
  >;
  const draftTable = fc.record({
    edition: fc.constantFrom('2019' as const, '2021' as const),
    seed: fc.array(fc.tuple(state, fc.nat(9)), { minLength: 182, maxLength: 182 }),
  });
  fc.assert(
    fc.property(fc.option(draftTable), fc.option(draftTable), fc.option(draftTable), (two, three, four) => {
      const tables = Object.fromEntries(
        (
          [
            [2, two],
            [3, three],
            [4, four],
          ] as const
        ).flatMap(([number, given]) =>
          given
            ? [
                [
                  number,
                  {
                    edition: given.edition,
                    cells: new Map(
                      cellsOn(given.edition, number).map((each, at) => [
                        each.id,
                        {
                          state: given.seed[at]![0],
                          count: given.seed[at]![1],
                          amount: String(given.seed[at]![1]),
                          unit: '元',
                        },
                      ]),
                    ),
                  },
                ],
              ]
            : [],
        ),
      );
      const figures = settle(tables);
      expect(unpackFigures(figures.forms, figures.values, packStates(figures))).toEqual(figures);
    }),
    { seed: 2, numRuns: 60 },
  );
});

describe('status of a sum', () => {
  const whole: Tally = {
    expected: 3,
    reporting: 3,
    onForm: 3,
    tableMissing: 0,
    blank: 0,
    notApplicable: 0,
    unreadable: 0,
    partial: 0,
  };
  test.each([
    ['complete', {}, 'DERIVED'],
    ['a body is missing', { expected: 4 }, 'PARTIAL'],
    ['a cell is blank', { blank: 1 }, 'PARTIAL'],
    ['a mark that it does not apply is no gap', { notApplicable: 1 }, 'DERIVED'],
    ['one report lacks the table', { onForm: 2, tableMissing: 1 }, 'PARTIAL'],
    ['one report is on a form without it', { onForm: 2 }, 'PARTIAL'],
    ['all are blank', { blank: 3 }, 'BLANK'],
    ['nobody reported', { reporting: 0, onForm: 0 }, 'NOT_REPORTED'],
    ['no report has the table', { onForm: 0, tableMissing: 3 }, 'TABLE_MISSING'],
    ['no form has it', { onForm: 0 }, 'NOT_ON_THIS_FORM'],
    ['a figure is a lower bound', { partial: 1 }, 'PARTIAL'],
  ] as const)('%s', (_case, over, status) => {
    expect(statusOfSum({ ...whole, ...over })).toBe(status);
  });
});

test('a ratio is undefined over zero or less, partial over parts, and missing where a part is', () => {
  expect(statusOfRatio('DERIVED', 'DERIVED', 0n)).toBe('UNDEFINED_RATIO');
  expect(statusOfRatio('DERIVED', 'DERIVED', -1n)).toBe('UNDEFINED_RATIO');
  expect(statusOfRatio('PARTIAL', 'DERIVED', 4n)).toBe('PARTIAL');
  expect(statusOfRatio('DERIVED', 'BLANK', 0n)).toBe('BLANK');
  expect(statusOfRatio('DERIVED', 'REPORTED', 4n)).toBe('DERIVED');
});

test('fractions compare exactly where doubles cannot tell them apart', () => {
  const big = 10n ** 17n;
  const a = { numerator: big, denominator: big + 1n };
  const b = { numerator: big + 1n, denominator: big + 2n };
  expect(Number(a.numerator) / Number(a.denominator)).toBe(Number(b.numerator) / Number(b.denominator));
  expect(compareFractions(a, b)).toBe(-1);
});

test('ties share a rank and the next is skipped', () => {
  const ranked = rankSorted([9, 7, 7, 3], (a, b) => a === b);
  expect(ranked.map(({ position, tied }) => [position, tied])).toEqual([
    [1, 1],
    [2, 2],
    [2, 2],
    [4, 1],
  ]);
  expect(percentile(1, 4)).toBe(1);
});

test('a change never joins two forms, divides by zero, or starts from nothing', () => {
  expect(changeOf(1, 2, true)).toEqual({ status: 'BREAK_IN_SERIES' });
  expect(changeOf(0, 2, false)).toEqual({ status: 'BASE_ZERO', absolute: 2 });
  expect(changeOf(undefined, 2, false)).toEqual({ status: 'BASE_MISSING' });
  expect(changeOf(4, undefined, false)).toEqual({ status: 'CURRENT_MISSING' });
  expect(changeOf(4, 5, false)).toEqual({ status: 'NORMAL', absolute: 1, relative: 0.25 });
});
