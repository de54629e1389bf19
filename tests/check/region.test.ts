/** Checks of consolidated reports: silent where they are the sum of what they contain, or where parts are not known. */
import fc from 'fast-check';
import { doubtsOf } from '../../src/check/doubt';
import { checkReport } from '../../src/check/engine';
import { messageOf } from '../../src/check/message';
import { checkRegion, compareRegion, explains, type Route, withoutDoubts } from '../../src/check/region';
import { REGION_RULES } from '../../src/check/rule';
import { CELLS, cell, cellsOn } from '../../src/form/cells';
import type { ReportFigures } from '../../src/form/figures';
import { CONTEXT, consistentTable3, consistentTable4, figuresOf, setBlock, setRow, zeros } from './reports';

const body = fc
  .tuple(consistentTable3('2021'), consistentTable4(), fc.nat({ max: 500 }), fc.nat({ max: 30 }))
  .map(([table3, table4, decisions, inForce]) => {
    const tables = {
      ...zeros(),
      3: { edition: '2021' as const, cells: table3 },
      4: { edition: '2021' as const, cells: table4 },
    };
    tables[2].cells.set('licensing.decisions', decisions);
    tables[2].cells.set('normativeDocuments.inForce', inForce);
    return figuresOf(tables);
  });
const bodies = fc.array(body, { minLength: 1, maxLength: 5 });

function sumOf(parts: readonly ReportFigures[]): ReportFigures {
  const [first] = parts;
  const values = CELLS.map(({ index }) =>
    first!.values[index] === null ? null : parts.reduce((sum, part) => sum + part.values[index]!, 0),
  );
  return { ...first!, values };
}

function route(parts: readonly ReportFigures[], complete = true): Route {
  const sum = sumOf(parts);
  return {
    sums: sum.values.map((value) => (value === null ? null : BigInt(value))),
    complete: CELLS.map(() => complete),
  };
}

function changed(figures: ReportFigures, id: string, by: number): ReportFigures {
  const values = [...figures.values];
  values[cell(id).index] = values[cell(id).index]! + by;
  return { ...figures, values };
}

const found = (filed: ReportFigures, ...routes: Route[]) => checkRegion(compareRegion(filed, routes)).findings;

describe('a consolidated report', () => {
  it('that is the sum of its parts has no finding, whether all of them are known or some', () => {
    fc.assert(
      fc.property(bodies, fc.nat({ max: 4 }), (parts, known) => {
        const filed = sumOf(parts);
        expect(checkRegion(compareRegion(filed, [route(parts)]))).toEqual({ findings: [], unassessed: [] });
        const some = parts.slice(0, Math.max(1, known % (parts.length + 1)));
        expect(found(filed, route(some, false))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('with any one other figure is found where all parts are known, at its row', () => {
    const ids = [3, 4].flatMap((table) => cellsOn('2021', table as 3 | 4).map((each) => each.id));
    fc.assert(
      fc.property(bodies, fc.constantFrom(...ids), fc.integer({ min: -3, max: 50 }), (parts, id, by) => {
        const filed = sumOf(parts);
        fc.pre(by !== 0 && filed.values[cell(id).index]! + by >= 0);
        const findings = found(changed(filed, id, by), route(parts));
        expect(findings).toHaveLength(1);
        expect(findings[0]).toMatchObject({ rule: 'CONSOLIDATED_DIFFERS', cells: [id], difference: String(by) });
        expect(found(changed(filed, id, by), route(parts, false)).map((each) => each.rule)).toEqual(
          by < 0 ? ['CONSOLIDATED_BELOW_PARTS'] : [],
        );
      }),
      { numRuns: 100 },
    );
  });

  it('that agrees with one whole route needs not agree with the other', () => {
    const [one, other] = [zeros(), zeros()];
    one[2].cells.set('licensing.decisions', 5);
    other[2].cells.set('licensing.decisions', 8);
    const filed = figuresOf(one);
    expect(found(filed, route([figuresOf(other)]), route([figuresOf(one)]))).toEqual([]);
    expect(found(filed, route([figuresOf(other)]), route([figuresOf(one)], false))).toHaveLength(1);
  });

  it('has stocks of documents warned about only', () => {
    const parts = zeros();
    parts[2].cells.set('normativeDocuments.inForce', 30);
    const filed = zeros();
    filed[2].cells.set('normativeDocuments.inForce', 25);
    const findings = found(figuresOf(filed), route([figuresOf(parts)]));
    expect(findings).toMatchObject([
      { rule: 'CONSOLIDATED_STOCK_DIFFERS', expected: '30', found: '25', details: { row: 'normativeDocuments' } },
    ]);
    expect(messageOf(findings[0]!, 'zh')).toContain('存量可能因联合制发');
  });

  it('of which nothing is known besides cannot be assessed', () => {
    const nothing: Route = { sums: CELLS.map(() => null), complete: CELLS.map(() => false) };
    expect(checkRegion(compareRegion(figuresOf(zeros()), [nothing]))).toEqual({
      findings: [],
      unassessed: REGION_RULES,
    });
    const some = checkRegion(compareRegion(figuresOf(zeros()), [route([figuresOf(zeros())], false)]));
    expect(some.unassessed).toEqual(['CONSOLIDATED_DIFFERS']);
  });

  it('is exact beyond what a double can tell apart', () => {
    const filed = zeros();
    filed[2].cells.set('fees.amount', '9007199254.740991');
    const exact = route([figuresOf(filed)]);
    const off: Route = {
      ...exact,
      sums: exact.sums.map((sum, at) => (at === cell('fees.amount').index ? sum! + 1n : sum)),
    };
    expect(found(figuresOf(filed), exact)).toEqual([]);
    expect(found(figuresOf(filed), off)).toMatchObject([{ expected: '9007199254.740992', difference: '-0.000001' }]);
  });
});

describe('a part that is itself in doubt', () => {
  const wrong = () => {
    const tables = zeros();
    setRow(tables[3].cells, 'received', [10, 0, 0, 0, 0, 0, 10]);
    setRow(tables[3].cells, 'granted', [13, 0, 0, 0, 0, 0, 10]);
    setRow(tables[3].cells, 'concluded', [10, 0, 0, 0, 0, 0, 10]);
    setBlock(tables[4].cells, 'reconsideration', [4, 1, 0, 0, 2]);
    return tables;
  };
  const truth = () => {
    const tables = wrong();
    tables[3].cells.set('granted.naturalPerson', 10);
    tables[4].cells.set('reconsideration.total', 5);
    return tables;
  };

  it('counts as its sums would have it, or not at all, and is not held against the government', () => {
    const figures = figuresOf(wrong());
    const doubts = doubtsOf(checkReport(figures, CONTEXT).findings);
    expect(doubts.get(cell('granted.naturalPerson').index)).toBe(10);
    const filed = figuresOf(truth());
    expect(found(filed, route([figures])).map((each) => each.details)).toEqual([
      { row: 'granted' },
      { block: 'reconsideration' },
    ]);
    expect(found(filed, withoutDoubts(route([figures]), [{ figures, doubts }]))).toEqual([]);
  });
});

describe('the body that explains a difference', () => {
  it('was left out, or counted twice', () => {
    const one = zeros();
    setRow(one[3].cells, 'received', [3, 0, 0, 0, 0, 1, 4]);
    const other = zeros();
    setRow(other[3].cells, 'received', [5, 0, 0, 0, 0, 0, 5]);
    const parts = [figuresOf(one), figuresOf(other)];
    const gap = (filed: ReportFigures) => compareRegion(filed, [route(parts)]).mismatches;
    expect(explains(parts[0]!, gap(parts[1]!))).toBe('LEFT_OUT');
    expect(explains(parts[1]!, gap(parts[1]!))).toBeUndefined();
    expect(explains(parts[1]!, gap(sumOf([...parts, parts[1]!])))).toBe('COUNTED_TWICE');
    const { findings } = checkRegion(compareRegion(parts[1]!, [route(parts)]), {
      how: 'LEFT_OUT',
      body: '虚构区司法局',
      department: 7,
    });
    expect(messageOf(findings[0]!, 'zh')).toContain('疑似漏计');
    expect(messageOf(findings[0]!, 'en')).toContain('left out');
  });
});
