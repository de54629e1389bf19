/** The form as data: every row and column of both editions, what compares across them, and the catalogue of metrics. */
import { CELLS, cell, cellsOn } from '../../src/form/cells';
import { EDITION_IDS, editionInForce } from '../../src/form/editions';
import { classify, KINDS } from '../../src/form/kinds';
import { addsOverYears, breaksOf, cellsOf, METRICS, metric } from '../../src/form/metrics';

describe('the editions', () => {
  test.each([
    ['2021', 2, 10],
    ['2021', 3, 25 * 7],
    ['2021', 4, 15],
    ['2019', 2, 22],
    ['2019', 3, 23 * 7],
    ['2019', 4, 15],
  ] as const)('form %s has %i cells in table %i', (form, table, count) => {
    expect(cellsOn(form, table)).toHaveLength(count);
  });

  test('form 2021 has 200 cells in all', () => {
    expect([2, 3, 4].flatMap((table) => cellsOn('2021', table as 2 | 3 | 4))).toHaveLength(200);
  });

  test('each is in force for its years, and the years before the trial form are read on it', () => {
    expect([2018, 2019, 2020, 2021, 2025].map((year) => editionInForce(year).id)).toEqual([
      '2019',
      '2019',
      '2019',
      '2021',
      '2021',
    ]);
  });

  test('a decision count compares across both, money of fees and counts of fee items do not', () => {
    expect(cell('licensing.decisions').editions).toEqual(EDITION_IDS);
    expect(cell('fees.amount').editions).toEqual(['2021']);
    expect(cell('feeItems.previousItems').editions).toEqual(['2019']);
  });

  test('every cell has its own id, store column and bilingual label', () => {
    for (const names of [CELLS.map((each) => each.id), CELLS.map((each) => each.store)])
      expect(new Set(names).size).toBe(CELLS.length);
    for (const each of CELLS) {
      expect(each.zh).toMatch(/\p{Script=Han}/u);
      expect(each.en).toMatch(/[a-z]/);
      expect(CELLS[each.index]).toBe(each);
    }
  });
});

describe('the metric catalogue', () => {
  test('has every cell, every group of table 3 by applicant, and the ten ratios, each key once', () => {
    expect(new Set(METRICS.map((each) => each.key)).size).toBe(METRICS.length);
    expect(METRICS).toHaveLength(CELLS.length + 4 * 7 + 10);
    for (const each of CELLS) expect(METRICS.some((known) => cellsOf(known).includes(each))).toBe(true);
  });

  test('a metric of one edition breaks where it comes or goes, one of both never does', () => {
    expect(breaksOf(metric('FEES_AMOUNT'))).toEqual([2021]);
    expect(breaksOf(metric('REGULATIONS_PUBLISHED_TOTAL'))).toEqual([2021]);
    expect(breaksOf(metric('RECEIVED'))).toEqual([]);
    expect(breaksOf(metric('OTHERWISE'))).toEqual([]);
    expect(breaksOf(metric('OTHERWISE_MISC'))).toEqual([2021]);
  });

  test('levels at a point in time do not add over years', () => {
    const levels = [
      'NORMATIVE_DOCUMENTS_IN_FORCE',
      'CARRIED_FORWARD',
      'CARRIED_IN',
      'CARRY_OVER_RATE',
      'RECONSIDERATION_PENDING',
    ];
    for (const key of levels) expect(addsOverYears(metric(key))).toBe(false);
    for (const key of ['RECEIVED', 'FEES_AMOUNT', 'DISCLOSURE_RATE']) expect(addsOverYears(metric(key))).toBe(true);
  });

  test('the correction rate leaves out what is still pending', () => {
    const rate = metric('CORRECTION_RATE');
    if (rate.kind !== 'RATIO' || !('cells' in rate.denominator)) throw new Error('not a ratio of cells');
    expect(rate.denominator.cells.map((term) => [term.cell.id, term.sign])).toEqual([
      ['reconsideration.total', 1],
      ['reconsideration.pending', -1],
    ]);
  });
});

describe('the kinds of department', () => {
  test.each([
    ['洛阳市偃师区司法局', 'justice'],
    ['上海市人民政府办公厅', 'office'],
    ['淮安市洪泽区人民政府', 'government'],
    ['某某镇人民政府', 'township'],
    ['某某街道办事处', 'township'],
    ['某县教育和体育局', 'education'],
    ['某市公安局交通警察支队', 'police'],
    ['某地区行政公署', 'government'],
    ['某区档案馆', 'other'],
  ])('%s is of kind %s', (name, kind) => {
    expect(classify(name).code).toBe(kind);
  });

  test('every word of a name means the kind that lists it', () => {
    for (const kind of KINDS) for (const word of kind.words) expect(classify(`某区${word}`).code).toBe(kind.code);
  });
});
