import fc from 'fast-check';
import { CELLS, cell } from '../../src/form/cells';
import { metric } from '../../src/form/metrics';
import { identityOf, pageOfList, pageSize, readCursor, writeCursor } from '../../src/plan/cursor';
import { addHoldings, type Holding, holdingOfReport, holdingOfRollup, nothing, whole } from '../../src/plan/holding';
import { exactOf, measured, valueIn } from '../../src/plan/measured';
import { median, rank } from '../../src/plan/ranking';

const WANTED = [cell('received.total'), cell('granted.total'), cell('concluded.total'), cell('fees.amount')];

function report(values: Record<string, number | string | null>, states: string | null = null, form = 2021): Holding {
  return holdingOfReport({ report_id: 1, expected: 1, filing: 0, states, form2: form, form3: form, ...values }, WANTED);
}

const arbitraryReport = fc
  .record({
    received: fc.option(fc.nat(1_000_000), { nil: null }),
    granted: fc.nat(1000),
    concluded: fc.nat(1000),
    fees: fc.bigInt(0n, 9_000_000_000_000_000n),
    form: fc.constantFrom(0, 2019, 2021),
  })
  .map(({ received, granted, concluded, fees, form }) =>
    report(
      form === 0
        ? { received_total: null, granted_total: null, concluded_total: null, fees_amount: null }
        : {
            received_total: received,
            granted_total: granted,
            concluded_total: concluded,
            fees_amount: form === 2021 ? fees.toString() : null,
          },
      form !== 0 && received === null ? `b${cell('received.total').index.toString(36)}` : null,
      form,
    ),
  );

describe('holdings', () => {
  it('add up to the same whatever way they are grouped, exactly', () => {
    fc.assert(
      fc.property(fc.array(arbitraryReport, { minLength: 1, maxLength: 12 }), fc.nat(12), (reports, cut) => {
        const at = Math.min(cut, reports.length);
        const halves = [reports.slice(0, at), reports.slice(at)].filter((half) => half.length > 0).map(addHoldings);
        const [whole, parts] = [addHoldings(reports), addHoldings(halves)];
        for (const key of ['RECEIVED', 'DISCLOSURE_RATE', 'FEES_AMOUNT'])
          expect(measured(parts, metric(key))).toEqual(measured(whole, metric(key)));
        const fees = reports.reduce((sum, each) => sum + (each.sums.get(cell('fees.amount').index) ?? 0n), 0n);
        expect(measured(whole, metric('FEES_AMOUNT')).sum ?? 0n).toBe(fees);
      }),
    );
  });

  it('never make a value of a missing one', () => {
    const blank = report({ received_total: null }, `b${cell('received.total').index.toString(36)}`);
    const zero = report({ received_total: 0 });
    expect(measured(blank, metric('RECEIVED'))).toMatchObject({ status: 'BLANK', sum: undefined });
    expect(measured(zero, metric('RECEIVED'))).toMatchObject({ status: 'REPORTED', sum: 0n });
    expect(measured(addHoldings([blank, zero]), metric('RECEIVED'))).toMatchObject({ status: 'PARTIAL', sum: 0n });
    expect(measured(nothing(3), metric('RECEIVED'))).toMatchObject({ status: 'NOT_REPORTED', sum: undefined });
  });

  it('keep money beyond a double', () => {
    const sum = addHoldings([report({ fees_amount: '9007199254740991' }), report({ fees_amount: '9007199254740991' })]);
    expect(exactOf(measured(sum, metric('FEES_AMOUNT')))).toBe('18014398509.481982');
    expect(() => whole(2 ** 53)).toThrow(RangeError);
  });

  it('of a roll-up count gaps by cell and expect exactly one filed report', () => {
    const index = cell('received.total').index.toString(36);
    const row = {
      expected: 4,
      reports: 3,
      on_time: 1,
      late: 0,
      relieved: 1,
      gaps: `{"${index}":[1,1,0,0]}`,
      t3_2019: 0,
      t3_2021: 3,
      t2_2019: 0,
      t2_2021: 0,
      received_total: 8,
    };
    const computed = measured(holdingOfRollup(row, 0, WANTED), metric('RECEIVED'));
    expect(computed).toMatchObject({
      status: 'PARTIAL',
      sum: 8n,
      footing: { expected: 4, reporting: 3, blank: 1, notApplicable: 1 },
    });
    expect(holdingOfRollup(row, 2, WANTED).expected).toBe(3);
    expect(holdingOfRollup({ expected: 4, reports: null }, 1, WANTED)).toMatchObject({ expected: 1, reports: 0 });
    expect(measured(holdingOfRollup(row, 0, WANTED), metric('FEES_AMOUNT')).status).toBe('TABLE_MISSING');
  });

  it('tell a sum of several cells of a report from a printed one', () => {
    const all = Object.fromEntries(CELLS.map((each) => [each.store, 1]));
    const whole = holdingOfReport(
      { report_id: 1, expected: 1, filing: 0, states: null, form2: 2021, form3: 2021, form4: 2021, ...all },
      CELLS,
    );
    expect(measured(whole, metric('REFUSED'))).toMatchObject({ status: 'DERIVED', sum: 8n });
    expect(measured(whole, metric('REFUSED_STATE_SECRET'))).toMatchObject({ status: 'REPORTED', sum: 1n });
    expect(measured(whole, metric('OTHERWISE'))).toMatchObject({ status: 'DERIVED', sum: 3n });
    expect(valueIn(measured(whole, metric('CORRECTION_RATE')))).toBeUndefined();
  });
});

describe('a ranking', () => {
  it('orders by value, ties sharing a position, whatever the order of the candidates', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (values) => {
        const candidates = values.map((value, id) => ({
          id,
          measured: measured(report({ received_total: value }), metric('RECEIVED')),
        }));
        const { ranked } = rank(candidates, 'HIGHEST_FIRST');
        for (const { item, position, tied } of ranked) {
          const better = candidates.filter((other) => valueIn(other.measured)! > valueIn(item.measured)!).length;
          expect(position).toBe(better + 1);
          expect(tied).toBe(values.filter((value) => value === values[item.id]).length);
        }
      }),
    );
  });

  it('has a median', () => {
    expect(median([])).toBeUndefined();
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

describe('a cursor', () => {
  const identity = identityOf(['reports', { year: 2023 }]);

  it('gives back its key, for its own question only', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))), (key) => {
        expect(readCursor(identity, writeCursor(identity, key))).toEqual(key);
        expect(() => readCursor(identityOf(['reports', { year: 2022 }]), writeCursor(identity, key))).toThrow(
          'not of this query',
        );
      }),
    );
    for (const nonsense of ['', 'x', 'bnVsbA', Buffer.from(`[2,"${identity}",1]`).toString('base64url')])
      expect(() => readCursor(identity, nonsense)).toThrow('not of this query');
  });

  it('goes on behind its item, also where that one is gone', () => {
    const follows = (item: number, [last]: readonly (string | number | null)[]) => item > Number(last);
    const page = (list: number[], after?: string) =>
      pageOfList(list, { first: 2, after }, identity, (item) => [item], follows);
    const first = page([1, 2, 3, 4]);
    expect(page([1, 3, 4], first.cursors[1]).items).toEqual([3, 4]);
    expect(page([1], first.cursors[1])).toMatchObject({ items: [], hasNextPage: false, hasPreviousPage: true });
    expect(() => pageSize(501)).toThrow('between 0 and 500');
  });
});
