import { readFileSync } from 'node:fs';
import { checkReport } from '../../src/check/engine';
import { messageOf } from '../../src/check/message';
import { REPORT_RULES, RULE_IDS } from '../../src/check/rule';
import { RULES } from '../../src/check/rules';
import { TEXT_RULES } from '../../src/check/text';
import { findCell } from '../../src/form/cells';
import { SECTIONS } from '../../src/form/draft';
import { CONTEXT, figuresOf, setRow, type Tables, zeros } from './reports';

const rulesOf = (tables: Tables, context = CONTEXT) =>
  checkReport(figuresOf(tables), context).findings.map((each) => each.rule);

describe('completeness', () => {
  it('names each missing table, and the rules that need it are not assessable', () => {
    const { 2: table2, 4: table4 } = zeros();
    const { findings, unassessed } = checkReport(figuresOf({ 2: table2, 4: table4 }), CONTEXT);
    expect(findings).toEqual([{ rule: 'TABLE_MISSING', cells: [], details: { table: '3' } }]);
    expect(messageOf(findings[0]!, 'zh')).toBe('文件中没有表三（收到和处理政府信息公开申请情况）。');
    expect(unassessed).toEqual(['T3_BALANCE', 'T3_CONCLUDED', 'T3_ROW_TOTAL', 'SECTION_MISSING', ...TEXT_RULES]);
  });

  it('of a report without any table finds the three, and nothing else can be assessed', () => {
    const { findings, unassessed } = checkReport(figuresOf({}), CONTEXT);
    expect(findings.map((each) => each.rule)).toEqual(['TABLE_MISSING', 'TABLE_MISSING', 'TABLE_MISSING']);
    const assessable = REPORT_RULES.filter((id) => !unassessed.includes(id));
    expect(assessable).toEqual(['TABLE_MISSING', 'PUBLISHED_LATE', 'PUBLISHED_EARLY']);
  });

  it('keeps blank, unreadable and not applicable apart', () => {
    const tables = zeros();
    tables[2].cells.set('fees.amount', '?');
    tables[2].cells.set('coercion.decisions', null);
    tables[2].cells.set('regulations.issued', '/');
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.map((each) => [each.rule, each.cells])).toEqual([
      ['CELLS_BLANK', ['coercion.decisions']],
      ['CELLS_UNREADABLE', ['fees.amount']],
      ['CELLS_NOT_APPLICABLE', ['regulations.issued']],
    ]);
    expect(messageOf(findings[1]!, 'zh')).toContain('行政事业性收费');
  });

  it('finds the form that is not in force, but not in table 4, which is the same on both', () => {
    const { findings } = checkReport(figuresOf({ ...zeros('2019'), 2: zeros('2021')[2] }), CONTEXT);
    expect(findings.filter((each) => each.rule === 'FORM_NOT_IN_FORCE')).toEqual([
      { rule: 'FORM_NOT_IN_FORCE', cells: [], details: { table: '3', used: '2019', due: '2021' } },
    ]);
  });

  it('names missing sections; without a narrative it is not assessable', () => {
    const text = (key: (typeof SECTIONS)[number]) => ({ key, text: '本部分有具体的文字说明。' });
    const all = checkReport(figuresOf(zeros()), { ...CONTEXT, sections: SECTIONS.map(text) });
    expect(all.findings).toEqual([]);
    expect(all.unassessed).not.toContain('SECTION_MISSING');
    const lacking = checkReport(figuresOf(zeros()), { ...CONTEXT, sections: SECTIONS.slice(0, 4).map(text) });
    expect(lacking.findings).toEqual([{ rule: 'SECTION_MISSING', cells: [], details: { sections: 'PROBLEMS,OTHER' } }]);
    expect(messageOf(lacking.findings[0]!, 'zh')).toContain('五、存在的主要问题及改进情况、六、其他需要报告的事项');
  });
});

describe('publication', () => {
  it('on the last day is on time, a day after is late by one day', () => {
    expect(rulesOf(zeros(), { ...CONTEXT, publishedOn: '2024-01-31' })).toEqual([]);
    const { findings } = checkReport(figuresOf(zeros()), { ...CONTEXT, publishedOn: '2024-02-01' });
    expect(findings).toEqual([
      {
        rule: 'PUBLISHED_LATE',
        cells: [],
        details: { publishedOn: '2024-02-01', deadline: '2024-01-31', daysLate: '1' },
      },
    ]);
    expect(messageOf(findings[0]!, 'en')).toContain('1 days after its deadline of 2024-01-31');
  });

  it('within the year of the report cannot cover it', () => {
    expect(rulesOf(zeros(), { ...CONTEXT, publishedOn: '2023-12-31' })).toEqual(['PUBLISHED_EARLY']);
    expect(rulesOf(zeros(), { ...CONTEXT, publishedOn: '2024-01-01' })).toEqual([]);
  });

  it('of unknown date, or where no deadline is set, is not assessable', () => {
    const unknown = checkReport(figuresOf(zeros()), { ...CONTEXT, publishedOn: undefined });
    expect(unknown.unassessed).toEqual(expect.arrayContaining(['PUBLISHED_LATE', 'PUBLISHED_EARLY']));
    const without = checkReport(figuresOf(zeros()), { ...CONTEXT, deadline: undefined });
    expect(without.unassessed).toContain('PUBLISHED_LATE');
    expect(without.unassessed).not.toContain('PUBLISHED_EARLY');
  });
});

describe('figures that cannot be', () => {
  it('are found where they are negative', () => {
    const tables = zeros();
    tables[2].cells.set('fees.amount', '-3.5');
    expect(checkReport(figuresOf(tables), CONTEXT).findings).toEqual([
      { rule: 'VALUE_NEGATIVE', cells: ['fees.amount'], found: '-3.5' },
    ]);
  });

  it('are not seen in 本年增/减, which is signed', () => {
    const tables = zeros('2019');
    tables[2].cells.set('licensing.itemChange', -8);
    expect(rulesOf(tables, { ...CONTEXT, year: 2020, publishedOn: '2021-01-08', deadline: '2021-01-31' })).toEqual([]);
  });

  it('are found where fewer documents are in force than were issued', () => {
    const tables = zeros();
    tables[2].cells.set('normativeDocuments.issued', 12);
    tables[2].cells.set('normativeDocuments.inForce', 5);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(findings.map((each) => [each.rule, each.expected, each.found])).toEqual([
      ['IN_FORCE_BELOW_ISSUED', '12', '5'],
    ]);
    expect(messageOf(findings[0]!, 'zh')).toBe('“行政规范性文件”本年制发 12 件，现行有效仅 5 件。');
  });

  it('are found where a district says that it made regulations, not where a city does', () => {
    const tables = zeros();
    tables[2].cells.set('regulations.inForce', 2);
    expect(rulesOf(tables)).toEqual(['REGULATIONS_WITHOUT_POWER']);
    expect(rulesOf(tables, { ...CONTEXT, regionLevel: 'CITY' })).toEqual([]);
    expect(rulesOf(tables, { ...CONTEXT, regionLevel: 'CITY', kind: 'township' })).toEqual([
      'REGULATIONS_WITHOUT_POWER',
    ]);
    expect(checkReport(figuresOf(tables), { ...CONTEXT, regionLevel: undefined }).unassessed).toContain(
      'REGULATIONS_WITHOUT_POWER',
    );
  });
});

describe('the catalogue', () => {
  it('is what docs/rules.md says', () => {
    const documented = readFileSync('docs/rules.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `[A-Z]/.test(line));
    expect(documented).toEqual(
      RULES.map((rule) => `| \`${rule.id}\` | ${rule.severity} | ${rule.basis} | ${rule.zh} | ${rule.en} |`),
    );
  });

  it('has each rule once, in the order of its ids, with cells that the form has', () => {
    expect(RULES.map((rule) => rule.id)).toEqual([...RULE_IDS]);
    for (const rule of RULES) for (const id of rule.cells) expect(findCell(id)).toBeDefined();
  });

  it('reads no cell that a finding names outside of its rule', () => {
    const tables = zeros();
    setRow(tables[3].cells, 'granted', [3, 0, 0, 0, 0, 0, 9]);
    setRow(tables[3].cells, 'received', [7, 0, 0, 0, 0, 0, 1]);
    tables[4].cells.set('reconsideration.total', 8);
    const { findings } = checkReport(figuresOf(tables), CONTEXT);
    expect(new Set(findings.map((each) => each.rule))).toEqual(
      new Set(['T3_BALANCE', 'T3_CONCLUDED', 'T3_ROW_TOTAL', 'T4_TOTAL']),
    );
    for (const finding of findings)
      expect(RULES.find((rule) => rule.id === finding.rule)!.cells).toEqual(expect.arrayContaining([...finding.cells]));
  });
});
