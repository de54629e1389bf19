import fc from 'fast-check';
import { checkReport } from '../../src/check/engine';
import { messageOf } from '../../src/check/message';
import { TEXT_RULES } from '../../src/check/text';
import { cellsOn } from '../../src/form/cells';
import type { EditionId } from '../../src/form/editions';
import { COLUMNS, CONTEXT, consistentTable3, consistentTable4, figuresOf, setBlock, setRow, zeros } from './reports';

const FORMS: EditionId[] = ['2019', '2021'];

describe('the sums of the form', () => {
  it.each(FORMS)('find nothing in a random table whose sums hold (form %s)', (edition) => {
    fc.assert(
      fc.property(consistentTable3(edition), consistentTable4(), (table3, table4) => {
        const tables = { ...zeros(edition), 3: { edition, cells: table3 }, 4: { edition, cells: table4 } };
        const year = edition === '2019' ? 2020 : 2023;
        const context = { ...CONTEXT, year, publishedOn: `${year + 1}-01-05`, deadline: `${year + 1}-01-31` };
        expect(checkReport(figuresOf(tables), context)).toEqual({
          findings: [],
          unassessed: ['SECTION_MISSING', ...TEXT_RULES],
        });
      }),
      { numRuns: 100 },
    );
  });

  it.each(FORMS)('find any one changed cell of table 3, and name it with its true value (form %s)', (edition) => {
    const ids = cellsOn(edition, 3).map((each) => each.id);
    fc.assert(
      fc.property(
        consistentTable3(edition),
        fc.constantFrom(...ids),
        fc.integer({ min: -50, max: 5000 }),
        (cells, id, by) => {
          const truth = cells.get(id) as number;
          const changed = Math.max(0, truth + by);
          fc.pre(changed !== truth);
          const tables = { ...zeros(edition), 3: { edition, cells: new Map(cells).set(id, changed) } };
          const { findings } = checkReport(figuresOf(tables), CONTEXT);
          const failed = findings.filter((each) => each.rule.startsWith('T3_'));
          expect(failed.length).toBeGreaterThanOrEqual(2);
          for (const finding of failed) {
            expect(finding.cells).toContain(id);
            expect(finding.details).toMatchObject({ repairCell: id, repairValue: String(truth) });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('find any one raised cell of table 4, which can always be explained in two ways', () => {
    const ids = cellsOn('2021', 4).map((each) => each.id);
    fc.assert(
      fc.property(consistentTable4(), fc.constantFrom(...ids), fc.integer({ min: 1, max: 5000 }), (cells, id, by) => {
        const raised = new Map(cells).set(id, (cells.get(id) as number) + by);
        const { findings } = checkReport(figuresOf({ ...zeros(), 4: { edition: '2021', cells: raised } }), CONTEXT);
        const failed = findings.filter((each) => each.rule === 'T4_TOTAL');
        expect(failed).toHaveLength(1);
        expect(failed[0]!.cells).toContain(id);
        expect(failed[0]!.details).toEqual({ block: id.split('.')[0] });
        expect(failed[0]!.difference).toBe(String(id.endsWith('.total') ? by : -by));
      }),
      { numRuns: 200 },
    );
  });

  it('propose the 总计 of table 4 exactly where no single outcome is large enough to be what is wrong', () => {
    fc.assert(
      fc.property(consistentTable4(), fc.nat({ max: 1_000_000 }), (cells, printed) => {
        const truth = cells.get('reconsideration.total') as number;
        fc.pre(printed < truth);
        const lowered = new Map(cells).set('reconsideration.total', printed);
        const { findings } = checkReport(figuresOf({ ...zeros(), 4: { edition: '2021', cells: lowered } }), CONTEXT);
        const largest = Math.max(
          ...['upheld', 'corrected', 'otherOutcome', 'pending'].map(
            (id) => cells.get(`reconsideration.${id}`) as number,
          ),
        );
        const proposed = findings.find((each) => each.rule === 'T4_TOTAL')!.details!.repairValue;
        expect(proposed).toBe(largest < truth - printed ? String(truth) : undefined);
      }),
      { numRuns: 200 },
    );
  });

  it('find exactly the two errors of a table 4 that prints 10, 1, 0, 0, 0 and 5, 0, 0, 0, 0', () => {
    const tables = zeros();
    setBlock(tables[4].cells, 'reconsideration', [10, 1, 0, 0, 0]);
    setBlock(tables[4].cells, 'litigationAfterReconsideration', [5, 0, 0, 0, 0]);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'T4_TOTAL',
        expected: '11',
        found: '0',
        difference: '-11',
        // Only the total can be 11 too low: no part is negative.
        details: { block: 'reconsideration', repairCell: 'reconsideration.total', repairValue: '11' },
      }),
      expect.objectContaining({
        rule: 'T4_TOTAL',
        expected: '5',
        found: '0',
        difference: '-5',
        // 5 upheld too many, or a total 5 too low: two ways, so none is proposed.
        details: { block: 'litigationAfterReconsideration' },
      }),
    ]);
    expect(messageOf(findings[0]!, 'zh')).toBe(
      '表四“行政复议”：四种结果之和为 11，总计填报 0，相差 -11。若“行政复议·总计”改为 11，则所涉各项合计均成立。',
    );
    expect(messageOf(findings[1]!, 'en')).toBe(
      'Table 4, Litigation after reconsideration: the four outcomes add up to 5, the total says 0, a difference of -5.',
    );
  });
});

describe('a blank', () => {
  it('is never a zero: a sum that needs it is not assessable', () => {
    const tables = zeros();
    setRow(tables[3].cells, 'granted', [5, null, 0, 0, 0, 0, 5]);
    setRow(tables[3].cells, 'concluded', [5, 0, 0, 0, 0, 0, 5]);
    setRow(tables[3].cells, 'received', [5, 0, 0, 0, 0, 0, 5]);
    const { findings, unassessed } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.map((each) => each.rule)).toEqual(['CELLS_BLANK']);
    expect(unassessed).not.toContain('T3_ROW_TOTAL');
  });

  it('in every row leaves the rule not assessable, and a wrong figure elsewhere is still found', () => {
    const tables = zeros();
    for (const each of cellsOn('2021', 3)) if (each.column === 'otherOrganisation') tables[3].cells.set(each.id, null);
    tables[3].cells.set('received.naturalPerson', 3);
    const { findings, unassessed } = checkReport(figuresOf(tables), CONTEXT);
    expect(unassessed).toContain('T3_ROW_TOTAL');
    expect(findings[0]).toMatchObject({
      rule: 'T3_BALANCE',
      details: { column: 'naturalPerson' },
      expected: '3',
      found: '0',
    });
  });

  it('in the 总计 of a row is derived, and its row cannot be assessed against its own parts', () => {
    const tables = zeros();
    for (const each of cellsOn('2021', 3)) if (each.column === 'total') tables[3].cells.set(each.id, null);
    const { findings, unassessed } = checkReport(figuresOf(tables), CONTEXT);
    expect(unassessed).toContain('T3_ROW_TOTAL');
    expect(findings).toEqual([
      expect.objectContaining({ rule: 'CELLS_BLANK', details: { table: '3', count: '25', derived: '25' } }),
    ]);
  });

  it('in every 总计 of a row does not make one wrong figure two findings', () => {
    const tables = zeros();
    for (const each of cellsOn('2021', 3)) if (each.column === 'total') tables[3].cells.set(each.id, null);
    tables[3].cells.set('granted.naturalPerson', 4);
    const failed = checkReport(figuresOf(tables), CONTEXT).findings.filter((each) => each.rule.startsWith('T3_'));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ rule: 'T3_CONCLUDED', details: { column: 'naturalPerson' } });
  });

  it('in （七）总计 of an applicant lets the balance be assessed over the outcomes themselves', () => {
    const tables = zeros();
    tables[3].cells.set('concluded.naturalPerson', null);
    setRow(tables[3].cells, 'received', [9, 0, 0, 0, 0, 0, 9]);
    setRow(tables[3].cells, 'granted', [8, 0, 0, 0, 0, 0, 8]);
    setRow(tables[3].cells, 'concluded', [null, 0, 0, 0, 0, 0, 8]);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.filter((each) => each.rule === 'T3_BALANCE')).toEqual([
      expect.objectContaining({
        expected: '9',
        found: '8',
        details: expect.objectContaining({ column: 'naturalPerson' }),
      }),
      expect.objectContaining({ expected: '9', found: '8', details: expect.objectContaining({ column: 'total' }) }),
    ]);
    expect(findings.some((each) => each.rule === 'T3_CONCLUDED')).toBe(false);
  });

  it('as in a 2019 report with blank detail totals and sparse columns is not assessable there', () => {
    const tables = zeros('2019');
    for (const each of cellsOn('2019', 3)) tables[3].cells.set(each.id, null);
    setRow(tables[3].cells, 'received', [821, 35, null, null, 2, 1, 859]);
    setRow(tables[3].cells, 'granted', [258, 12, null, null, 1, 1, null]);
    const { findings, unassessed } = checkReport(figuresOf(tables), {
      ...CONTEXT,
      year: 2019,
      publishedOn: '2020-01-20',
      deadline: '2020-01-31',
    });
    expect(findings.map((each) => each.rule)).toEqual(['CELLS_BLANK']);
    expect(unassessed).toEqual(expect.arrayContaining(['T3_BALANCE', 'T3_CONCLUDED', 'T3_ROW_TOTAL']));
  });
});

describe('a part that is not applicable', () => {
  it('adds nothing and keeps the sum assessable', () => {
    const tables = zeros();
    setRow(tables[3].cells, 'granted', [5, '/', 0, 0, 0, 0, 6]);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'T3_ROW_TOTAL', expected: '5', found: '6' }));
  });

  it('everywhere in a sum leaves nothing to assess', () => {
    const tables = zeros();
    setBlock(tables[4].cells, 'reconsideration', ['/', '/', '/', '/', 3]);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.map((each) => each.rule)).toEqual(['CELLS_NOT_APPLICABLE']);
  });
});

describe('a row that moved by one column', () => {
  const shifted: [string, number[], number[]][] = [
    ['the applicants to the right', [5, 2, 0, 0, 0, 0, 7], [0, 5, 2, 0, 0, 0, 7]],
    ['the applicants to the left', [0, 5, 2, 0, 0, 0, 7], [5, 2, 0, 0, 0, 0, 7]],
    ['the whole row to the right', [5, 2, 0, 0, 0, 1, 8], [0, 5, 2, 0, 0, 0, 1]],
    ['the whole row to the left', [5, 2, 0, 0, 0, 1, 8], [2, 0, 0, 0, 1, 8, 0]],
  ];
  it.each(shifted)('is proposed back: %s', (_, truth, printed) => {
    const tables = zeros();
    for (const row of ['received', 'concluded']) setRow(tables[3].cells, row, truth);
    setRow(tables[3].cells, 'granted', printed);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.length).toBeGreaterThanOrEqual(2);
    for (const finding of findings)
      expect(finding.details).toMatchObject({ repairRow: 'granted', repairValues: truth.join() });
    expect(messageOf(findings[0]!, 'zh')).toContain(`“予以公开”一行疑似错位一列；若改为 ${truth.join('、')}`);
  });

  it.each(FORMS)('at random is proposed back as it was, or not at all (form %s)', (edition) => {
    const rows = [...new Set(cellsOn(edition, 3).map((each) => each.row))];
    let proposed = 0;
    fc.assert(
      fc.property(consistentTable3(edition), fc.constantFrom(...rows), fc.nat(3), (cells, row, way) => {
        const truth = COLUMNS.map((column) => cells.get(`${row}.${column}`) as number);
        const [first, last, total] = [truth[0]!, truth[5]!, truth[6]!];
        const moved = [
          [0, ...truth.slice(0, 5), total],
          [...truth.slice(1, 6), 0, total],
          [0, ...truth.slice(0, 6)],
          [...truth.slice(1), 0],
        ][way]!;
        // A figure that falls off unseen cannot be known again.
        fc.pre(moved.join() !== truth.join() && !(way === 0 && last !== 0) && !(way === 1 && first !== 0));
        const printed = new Map(cells);
        for (const [at, column] of COLUMNS.entries()) printed.set(`${row}.${column}`, moved[at]!);
        const { findings } = checkReport(figuresOf({ ...zeros(edition), 3: { edition, cells: printed } }), CONTEXT);
        for (const { rule, details } of findings) {
          if (!rule.startsWith('T3_') || details?.repairRow === undefined) continue;
          proposed += 1;
          expect(details).toMatchObject({ repairRow: row, repairValues: truth.join() });
        }
      }),
      { numRuns: 200, seed: 20260101 },
    );
    expect(proposed).toBeGreaterThan(100);
  });

  it('in two rows alike is not guessed', () => {
    const tables = zeros();
    for (const row of ['received', 'concluded']) setRow(tables[3].cells, row, [10, 0, 0, 0, 0, 0, 10]);
    for (const row of ['granted', 'partlyGranted']) setRow(tables[3].cells, row, [0, 5, 0, 0, 0, 0, 5]);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.map((each) => each.details)).toEqual([
      { column: 'naturalPerson' },
      { column: 'commercialEnterprise' },
    ]);
  });
});

it('names the columns of the form in both languages', () => {
  for (const column of COLUMNS) {
    const finding = { rule: 'T3_BALANCE', cells: [], expected: '1', found: '0', difference: '-1', details: { column } };
    expect(messageOf(finding, 'zh')).not.toContain(column);
    expect(messageOf(finding, 'en')).not.toContain('{');
  }
});
