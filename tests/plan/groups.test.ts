/** Groups of statistics: ordered by columns of numbers as they are one by one, and added up step by step as at once. */
import fc from 'fast-check';
import { cell } from '../../src/form/cells';
import { metric } from '../../src/form/metrics';
import { compareGroups, comparePlacesInList, type Group, type GroupOrder, groupsOf } from '../../src/plan/groups';
import { addHoldings, type Holding, holdingOfReport, nothing } from '../../src/plan/holding';
import { measured } from '../../src/plan/measured';
import type { Dimension, Fact } from '../../src/plan/statistics';

const CELLS = [cell('received.total'), cell('concluded.total'), cell('granted.total'), cell('fees.amount')];
const METRICS = ['RECEIVED', 'DISCLOSURE_RATE', 'FEES_AMOUNT'].map((key) => metric(key));
const BY: readonly Dimension[] = ['REGION', 'YEAR', 'DEPARTMENT_KIND'];

/** Few values, so that many tie; money beyond what doubles hold. */
const arbitraryHolding = fc
  .record({
    received: fc.option(fc.nat(3), { nil: null }),
    concluded: fc.nat(4),
    granted: fc.nat(4),
    fees: fc.constantFrom('0', '9007199254740993', '9007199254740992', '12345'),
    missing: fc.nat(5),
  })
  .map(({ received, concluded, granted, fees, missing }): Holding => {
    if (missing === 0) return nothing(1);
    const values = { received_total: received, concluded_total: concluded, granted_total: granted, fees_amount: fees };
    const states = received === null ? `b${CELLS[0]!.index.toString(36)}` : null;
    const report = { report_id: 1, expected: 1, filing: 1, states, form2: 2021, form3: 2021, form4: 2021, ...values };
    return { ...holdingOfReport(report, CELLS), single: false };
  });

const arbitraryFact = fc
  .record({
    region: fc.constantFrom(110000000, 310000000, 410307000),
    year: fc.constantFrom(2022, 2023),
    kind: fc.constantFrom(1, 2),
    holding: arbitraryHolding,
  })
  .map((each): Fact => ({ ...each, department: 0 }));

/** What work in slices comes to. */
function done<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const shown = (group: Group) => ({
  at: BY.map((dimension) => group.coordinate(dimension)),
  rolledUp: group.rolledUp,
  measures: METRICS.map((_, at) => group.measure(at)),
});

test('are ordered by columns as by comparing any two of them', () => {
  const arbitraryOrder = fc.option(
    fc.record<GroupOrder>({
      by: fc.constantFrom<GroupOrder['by']>(0, 1, 2, 'YEAR'),
      direction: fc.constantFrom('HIGHEST_FIRST', 'LOWEST_FIRST'),
    }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(fc.array(arbitraryFact, { maxLength: 25 }), arbitraryOrder, fc.boolean(), (facts, order, rollup) => {
      const groups = done(groupsOf(facts, false, BY, METRICS, rollup));
      const plainly = [...groups].sort(compareGroups(BY, order));
      const places = [...groups.keys()].sort(done(comparePlacesInList(groups, BY, order)));
      expect(places.map((at) => groups[at])).toEqual(plainly);
    }),
  );
});

test('are of facts that stand alone what they are of any facts, and subtotals are the sums of all facts below them', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitraryFact, {
        maxLength: 12,
        selector: ({ region, year, kind }) => `${region}/${year}/${kind}`,
      }),
      (facts) => {
        const groups = done(groupsOf(facts, true, BY, METRICS, true)).map(shown);
        expect(groups).toEqual(done(groupsOf(facts, false, BY, METRICS, true)).map(shown));
        for (const { at, measures } of groups) {
          const [region, year, kind] = at;
          const below = facts.filter(
            (fact) =>
              (region === undefined || fact.region === region) &&
              (year === undefined || fact.year === year) &&
              (kind === undefined || fact.kind === kind),
          );
          const sum = addHoldings(below.map(({ holding }) => holding));
          expect(measures).toEqual(METRICS.map((each) => measured(sum, each)));
        }
      },
    ),
    { numRuns: 40 },
  );
});
