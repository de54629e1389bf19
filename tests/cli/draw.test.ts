import { drawTable, widthOf, wrap } from '../../src/cli/draw';
import { drawDraft } from '../../src/cli/form';
import { localeOf } from '../../src/cli/terminal';
import { readReport } from '../../src/parse/structured/json-report';
import { reportLine } from '../intake/reports';

describe('tables in a terminal', () => {
  it('gives a Chinese character two places', () => {
    expect(widthOf('规章 abc')).toBe(8);
    expect(widthOf('（六）：')).toBe(8);
    expect(widthOf('“三安全”')).toBe(8);
  });

  it('lines up columns of Chinese and Latin text', () => {
    const lines = drawTable(
      ['', '总计', 'n'],
      [
        ['规章', '12', ''],
        ['a', '3', '10000'],
      ],
    ).split('\n');
    expect(new Set(lines.map(widthOf)).size).toBe(1);
    expect(lines[3]).toBe('| 规章 |   12 |       |');
  });

  it('wraps a long label without losing a character, its figures beside the last line', () => {
    const label = '  1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请';
    const lines = drawTable(['', '总计'], [[label, '7']])
      .split('\n')
      .slice(3, -1);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => line.split('|')[1]!.trim()).join('')).toBe(label.trim());
    expect(lines.map((line) => line.split('|')[2]!.trim())).toEqual(['', '7']);
  });

  it('breaks Latin text at spaces', () => {
    expect(wrap('Disclosure forbidden by other laws', 20)).toEqual(['Disclosure forbidden', 'by other laws']);
    expect(wrap('', 20)).toEqual(['']);
  });
});

describe('the form of a draft', () => {
  const line = reportLine('偃师区司法局', 2023, 0) as { tables: Record<string, { rows: Record<string, unknown> }> };

  it('keeps zero, blank, not applicable, derived and partial apart', () => {
    line.tables.table3!.rows.received = [0, '/', 2, 0, 0, 0, null];
    line.tables.table3!.rows.carriedIn = [1, null, 2, 0, 0, 0, null];
    const text = drawDraft(readReport(line, 1), 'zh', 'a.jsonl:1');
    const row = (label: string) =>
      text
        .split('\n')
        .find((each) => each.includes(label))!
        .split('|')
        .slice(2, -1)
        .map((each) => each.trim());
    expect(row('一、本年新收')).toEqual(['0', '/', '2', '0', '0', '0', '(2)']);
    expect(row('二、上年结转')).toEqual(['1', '', '2', '0', '0', '0', '(≥3)']);
    expect(row('行政事业性收费')).toEqual(['12.3456']);
  });

  it('says that a table is missing, in the language of the reader', () => {
    const without = { ...line, tables: { table3: line.tables.table3 } };
    expect(drawDraft(readReport(without, 1), 'zh', 'a')).toContain('二、主动公开政府信息情况\n（没有此表）');
    expect(drawDraft(readReport(without, 1), 'en', 'a')).toContain(
      'Table 2: Information published proactively\n(the table is missing)',
    );
  });
});

describe('the language', () => {
  it.each([
    [{}, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
  ])('of %j is %s', (environment, locale) => {
    expect(localeOf(environment)).toBe(locale);
    expect(localeOf(environment, 'en')).toBe('en');
  });
});
