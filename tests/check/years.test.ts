/** Checks across years: silent where a history is consistent, and each break found at its place. */
import fc from 'fast-check';
import { doubtsOf } from '../../src/check/doubt';
import { checkReport } from '../../src/check/engine';
import { messageOf } from '../../src/check/message';
import { YEARS_RULES } from '../../src/check/rule';
import { checkYears, WholeYear } from '../../src/check/years';
import { cell } from '../../src/form/cells';
import { type EditionId, editionInForce } from '../../src/form/editions';
import { outcomeRows, type ReportFigures } from '../../src/form/figures';
import { APPLICANTS, OUTCOME_COLUMNS, TABLE4_BLOCKS } from '../../src/form/rows';
import { CONTEXT, figuresOf, setBlock, setRow, type Tables, zeros } from './reports';

const count = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat({ max: 9 }), fc.nat({ max: 3000 }));
const applicants = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 6, maxLength: 6 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** What happens in one year, before it is known what the year before left. */
const happening = fc.record({
  received: applicants(count),
  forward: applicants(share),
  outcomes: applicants(fc.nat({ max: 22 })),
  cases: fc.array(count, { minLength: 3, maxLength: 3 }),
  pending: fc.array(share, { minLength: 3, maxLength: 3 }),
  issued: fc.nat({ max: 20 }),
  repealed: share,
  decisions: fc.integer({ min: 400, max: 900 }),
  fees: fc.integer({ min: 1_000_000, max: 3_000_000 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Reports of consecutive years in which everything follows from the year before. */
function history(from: number, years: readonly Happening[]): ReportFigures[] {
  let backlog = APPLICANTS.map(() => 0);
  let pending = TABLE4_BLOCKS.map(() => 0);
  let inForce = 12;
  return years.map((each, at) => {
    const edition = editionInForce(from + at).id;
    const tables = zeros(edition);
    const rows = new Map<string, number[]>();
    const add = (row: string, applicant: number, value: number) => {
      const values = rows.get(row) ?? APPLICANTS.map(() => 0);
      values[applicant] = values[applicant]! + value;
      rows.set(row, values);
    };
    const outcomes = outcomeRows(edition);
    backlog = backlog.map((carriedIn, applicant) => {
      const received = each.received[applicant]!;
      const forward = Math.floor((received + carriedIn) * each.forward[applicant]!);
      add('received', applicant, received);
      add('carriedIn', applicant, carriedIn);
      add('concluded', applicant, received + carriedIn - forward);
      add(outcomes[each.outcomes[applicant]! % outcomes.length]!, applicant, received + carriedIn - forward);
      add('carriedForward', applicant, forward);
      return forward;
    });
    for (const [row, values] of rows) setRow(tables[3].cells, row, [...values, values.reduce((a, b) => a + b, 0)]);
    pending = pending.map((open, block) => {
      const cases = open + each.cases[block]!;
      const left = Math.floor(cases * each.pending[block]!);
      setBlock(tables[4].cells, TABLE4_BLOCKS[block]!.id, [cases - left, 0, 0, left, cases]);
      return left;
    });
    const repealed = Math.floor(inForce * each.repealed);
    inForce += each.issued - repealed;
    const columns =
      edition === '2021' ? ['issued', 'repealed', 'inForce'] : ['made', 'newlyPublished', 'publishedTotal'];
    const documents = edition === '2021' ? [each.issued, repealed, inForce] : [each.issued, each.issued, inForce];
    for (const [index, column] of columns.entries())
      tables[2].cells.set(`normativeDocuments.${column}`, documents[index]!);
    tables[2].cells.set('licensing.decisions', each.decisions);
    if (edition === '2021') tables[2].cells.set('fees.amount', (each.fees / 10_000).toFixed(4));
    return figuresOf(tables);
  });
}

/** Jumps aside: they are no contradiction. */
const brokenBy = (figures: ReportFigures, earlier: ReportFigures) =>
  checkYears(figures, new WholeYear(earlier)).findings.filter((each) => each.rule !== 'JUMP');

function changed(figures: ReportFigures, id: string, value: number): ReportFigures {
  const values = [...figures.values];
  values[cell(id).index] = value;
  return { ...figures, values };
}

const twoYears = (edit: (later: Required<Tables>, earlier: Required<Tables>) => void, editions: EditionId[] = []) => {
  const later = zeros(editions[0]);
  const earlier = zeros(editions[1]);
  edit(later, earlier);
  return checkYears(figuresOf(later), new WholeYear(figuresOf(earlier)));
};

describe('a consistent history', () => {
  it('of any years and both forms has no finding, within a year or across', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2019, max: 2023 }),
        fc.array(happening, { minLength: 2, maxLength: 4 }),
        (from, years) => {
          const reports = history(from, years);
          for (const [at, figures] of reports.entries()) {
            const year = from + at;
            const context = { ...CONTEXT, year, publishedOn: `${year + 1}-01-05`, deadline: `${year + 1}-01-31` };
            expect(checkReport(figures, context).findings).toEqual([]);
            if (at > 0) expect(brokenBy(figures, reports[at - 1]!)).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has any one changed figure of what was carried found, and of what is in force', () => {
    const ids = [
      ...[...APPLICANTS, 'total'].map((column) => ['CARRIED_IN_DIFFERS', `carriedIn.${column}`] as const),
      ['IN_FORCE_DIFFERS', 'normativeDocuments.inForce'] as const,
    ];
    fc.assert(
      fc.property(
        fc.tuple(happening, happening),
        fc.constantFrom(...ids),
        fc.integer({ min: 1, max: 99 }),
        (years, [rule, id], by) => {
          const [earlier, later] = history(2022, years) as [ReportFigures, ReportFigures];
          const wrong = changed(later, id, later.values[cell(id).index]! + by);
          const findings = brokenBy(wrong, earlier);
          expect(findings.map((each) => each.rule)).toEqual([rule]);
          expect(findings[0]).toMatchObject({ cells: expect.arrayContaining([id]), difference: String(by) });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('what cannot be compared', () => {
  it('without a report of the year before is not assessable', () => {
    expect(checkYears(figuresOf(zeros()), undefined)).toEqual({ findings: [], unassessed: YEARS_RULES });
  });

  it('across the two forms is not assessable, what they have in common is', () => {
    const { findings, unassessed } = twoYears(
      (later, earlier) => {
        earlier[2].cells.set('normativeDocuments.publishedTotal', 50);
        setRow(earlier[3].cells, 'carriedForward', [2, 0, 0, 0, 0, 0, 2]);
        setRow(later[3].cells, 'carriedIn', [1, 0, 0, 0, 0, 0, 1]);
      },
      ['2021', '2019'],
    );
    expect(unassessed).toEqual(['IN_FORCE_DIFFERS', 'FIGURES_REPEATED', 'FEES_UNIT_SLIP']);
    expect(findings.map((each) => each.rule)).toEqual(['CARRIED_IN_DIFFERS', 'CARRIED_IN_DIFFERS']);
  });

  it('because a cell is blank is never taken for zero', () => {
    const { findings, unassessed } = twoYears((later, earlier) => {
      for (const column of [...APPLICANTS, 'total']) earlier[3].cells.set(`carriedForward.${column}`, null);
      setRow(later[3].cells, 'carriedIn', [4, 0, 0, 0, 0, 0, 4]);
    });
    expect(findings).toEqual([]);
    expect(unassessed).toEqual(['CARRIED_IN_DIFFERS']);
  });
});

describe('a figure of the year before that its own sums show to be wrong', () => {
  it('counts as what they would have it be', () => {
    const earlier = zeros();
    setRow(earlier[3].cells, 'received', [9, 0, 0, 0, 0, 0, 9]);
    setRow(earlier[3].cells, 'granted', [7, 0, 0, 0, 0, 0, 7]);
    setRow(earlier[3].cells, 'concluded', [7, 0, 0, 0, 0, 0, 7]);
    setRow(earlier[3].cells, 'carriedForward', [4, 0, 0, 0, 0, 0, 2]);
    const later = zeros();
    setRow(later[3].cells, 'carriedIn', [2, 0, 0, 0, 0, 0, 2]);
    const doubts = doubtsOf(checkReport(figuresOf(earlier), CONTEXT).findings);
    expect(doubts).toEqual(new Map([[cell('carriedForward.naturalPerson').index, 2]]));
    const { findings } = checkYears(figuresOf(later), new WholeYear(figuresOf(earlier)), doubts);
    expect(findings).toEqual([]);
    expect(checkYears(figuresOf(later), new WholeYear(figuresOf(earlier))).findings).toHaveLength(1);
  });
});

describe('figures that are all those of last year', () => {
  it('are found where there are enough of them, and not where a small body has the same few again', () => {
    const busy = (tables: Required<Tables>) => {
      tables[2].cells.set('licensing.decisions', 412);
      tables[2].cells.set('penalties.decisions', 9);
      setRow(tables[3].cells, 'received', [14, 2, 0, 0, 0, 0, 16]);
      setRow(tables[3].cells, 'granted', [14, 2, 0, 0, 0, 0, 16]);
      setRow(tables[3].cells, 'concluded', [14, 2, 0, 0, 0, 0, 16]);
    };
    const { findings } = twoYears((later, earlier) => {
      busy(later);
      busy(earlier);
    });
    expect(findings).toEqual([{ rule: 'FIGURES_REPEATED', cells: [], details: { count: '6' } }]);
    expect(twoYears(() => {}).findings).toEqual([]);
    const few = twoYears((later, earlier) => {
      for (const tables of [later, earlier]) {
        tables[2].cells.set('normativeDocuments.inForce', 45);
        setRow(tables[3].cells, 'received', [1, 0, 0, 0, 0, 0, 1]);
        setRow(tables[3].cells, 'granted', [1, 0, 0, 0, 0, 0, 1]);
        setRow(tables[3].cells, 'concluded', [1, 0, 0, 0, 0, 0, 1]);
      }
    });
    expect(few.findings).toEqual([]);
  });
});

describe('the unit of fees', () => {
  it.each([
    ['412.5', '4125000', 1],
    ['4125000', '405.25', 1],
    ['412.5', '4125', 0],
    ['0', '4125000', 0],
    ['3.0001', '29000', 1],
  ])('%s and then %s give %i findings', (before, now, findings) => {
    const result = twoYears((later, earlier) => {
      earlier[2].cells.set('fees.amount', before);
      later[2].cells.set('fees.amount', now);
    });
    expect(result.findings.filter((each) => each.rule === 'FEES_UNIT_SLIP')).toHaveLength(findings);
  });
});

describe('cases that were pending', () => {
  it('are missed where fewer are in the total, and in its outcomes', () => {
    const pending = (printed: number[]) =>
      twoYears((later, earlier) => {
        setBlock(earlier[4].cells, 'reconsideration', [0, 0, 0, 3, 3]);
        setBlock(later[4].cells, 'reconsideration', printed);
      }).findings;
    expect(pending([1, 0, 0, 1, 2])).toEqual([
      {
        rule: 'PENDING_VANISHED',
        cells: ['reconsideration.total'],
        expected: '3',
        found: '2',
        difference: '-1',
        details: { block: 'reconsideration' },
      },
    ]);
    expect(pending([3, 0, 0, 0, 3])).toEqual([]);
    // A total that is itself wrong has a finding of its own.
    expect(pending([3, 1, 0, 0, 0])).toEqual([]);
  });
});

describe('a jump', () => {
  it.each([
    [30, 400, 1],
    [400, 30, 1],
    [0, 120, 1],
    [9, 90, 0],
    [150, 900, 0],
  ])('from %i to %i decisions gives %i findings', (before, now, findings) => {
    const result = twoYears((later, earlier) => {
      earlier[2].cells.set('licensing.decisions', before);
      later[2].cells.set('licensing.decisions', now);
    });
    expect(result.findings).toHaveLength(findings);
    if (findings) expect(messageOf(result.findings[0]!, 'zh')).toContain(`上年为 ${before}，本年为 ${now}`);
  });
});

it('names every column and block in words', () => {
  const { findings } = twoYears((later, earlier) => {
    setRow(earlier[3].cells, 'carriedForward', [1, 1, 1, 1, 1, 1, 6]);
    for (const { id } of TABLE4_BLOCKS)
      setBlock(
        earlier[4].cells,
        id,
        OUTCOME_COLUMNS.map((_, at) => (at > 2 ? 2 : 0)),
      );
    later[2].cells.set('normativeDocuments.inForce', 4);
  });
  expect(findings).toHaveLength(11);
  for (const finding of findings)
    for (const locale of ['zh', 'en'] as const) {
      expect(messageOf(finding, locale)).not.toMatch(/[{}]|undefined/);
      expect(messageOf(finding, 'zh')).not.toMatch(/[a-z]/);
    }
});
