/**
 * What the checks say of real annual reports. The documents are not part of the repository: the tests run where they lie beside
 * it, in ../shared/real, and say so where they do not.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findRule } from '../../src/check/rules';
import { assessSums } from '../../src/check/sums';
import { cell, findCell } from '../../src/form/cells';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { type CheckedReport, checkPaths } from '../../src/intake/check';

const REAL = join(__dirname, '../../../shared/real');

function whereItLies(name: string): { path: string; present: boolean } {
  const path = join(REAL, name);
  const present = existsSync(path);
  if (!present)
    console.warn(`skipped: ${path} is not there; put the real documents beside the repository to run this test`);
  return { path, present };
}

async function checked(path: string): Promise<CheckedReport> {
  for await (const each of checkPaths([path], {})) {
    if ('check' in each) return each;
    throw new Error(each.en);
  }
  throw new Error(`nothing in ${path}`);
}

const errorsOf = ({ check }: CheckedReport) =>
  check.findings.filter(({ rule }) => findRule(rule)!.severity === 'ERROR');

const hongze = whereItLies('hongze-2023.pdf');
(hongze.present ? describe : describe.skip)('洪泽区人民政府 2023, a PDF', () => {
  let report: CheckedReport;
  beforeAll(async () => {
    report = await checked(hongze.path);
  });

  test('has exactly two errors: in table 4 the totals of two blocks', () => {
    expect(
      errorsOf(report).map(({ rule, details, expected, found }) => [rule, details?.block, expected, found]),
    ).toEqual([
      ['T4_TOTAL', 'reconsideration', '11', '0'],
      ['T4_TOTAL', 'litigationAfterReconsideration', '5', '0'],
    ]);
  });

  test('has every sum of table 3 assessed, and all of them hold', () => {
    const sums = assessSums(report.figures, 3);
    expect(sums.length).toBeGreaterThan(30);
    expect(sums.filter((sum) => sum.expected !== sum.found)).toEqual([]);
  });
});

const shanghai = whereItLies('shanghai-office-2019.html');
(shanghai.present ? describe : describe.skip)('上海市人民政府办公厅 2019, a web page', () => {
  let report: CheckedReport;
  beforeAll(async () => {
    report = await checked(shanghai.path);
  });

  test('has no error', () => {
    expect(errorsOf(report)).toEqual([]);
  });

  test('has rows whose 总计 is blank: derived from their parts where these are there, and never assessed against them', () => {
    const { states } = report.figures;
    const blank = TABLE3_ROWS.map(({ id }) => findCell(`${id}.total`))
      .filter((each) => each !== undefined)
      .filter(({ index }) => ['BLANK', 'DERIVED', 'PARTIAL'].includes(states[index]!));
    expect(blank.length).toBeGreaterThan(10);
    const rows = new Set(blank.map(({ row }) => row));
    const assessed = assessSums(report.figures, 3).filter(({ check }) => check.rule === 'T3_ROW_TOTAL');
    expect(assessed.filter(({ check }) => rows.has(check.place))).toEqual([]);
    expect(report.check.unassessed).toEqual(expect.arrayContaining(['T3_ROW_TOTAL', 'T4_TOTAL']));
  });

  test('says 258 granted in full or in part: one applicant column, beside the 275 of the table', () => {
    const [found] = report.check.findings.filter((each) => each.found === '258');
    expect(found).toMatchObject({ rule: 'NARRATIVE_READING', expected: '275' });
    const column = APPLICANT_COLUMNS.find(({ id }) => found!.details!.reading!.includes(id))!.id;
    expect(column).not.toBe('total');
    expect(report.figures.values[cell(`granted.${column}`).index]).toBe(258);
  });
});
