/** Labels of table 3 that lost their spans, so that their figures stand a column or two too far left. */
import { TABLE3_ROWS } from '../../src/form/rows';
import { APPLICANTS, unread } from './read-cells';
import { ALL, cells, expectAll, figuresOf, GROUPS, HEADER, readPage } from './spanned-page';

describe('a label that lost its span', () => {
  const moved = (figures: readonly (number | string)[], filler: string) =>
    `<tr><td>二、上年结转政府信息公开申请数量</td>${cells(figures)}${filler}</tr>`;

  test('has its figures where the others have their labels, if these begin at once', async () => {
    await expectAll({ rows: { carriedIn: moved(figuresOf('carriedIn'), '<td colspan="2"></td>') } });
  });

  test('but a number of lines beside the labels is none of these', async () => {
    const header = HEADER.replace('colspan="3">（勾', 'colspan="4">（勾');
    const numbered = Object.fromEntries(
      ALL.map((id, line) => {
        const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
        const span = id === 'carriedIn' ? 4 : 3;
        return [id, `<tr><td colspan="${span}">${number}${zh}</td>${cells([line + 1, 0, 0, 0, '', '', 0, ''])}</tr>`];
      }),
    );
    const row = await readPage({ header, rows: numbered });
    expect(row('received', ['naturalPerson'])).not.toEqual([1]);
  });

  test('says of another that begins blank that it may have lost its span, too', async () => {
    const result = '<td rowspan="20">三、本年度办理结果</td>';
    const row = await readPage({
      rows: {
        carriedIn: moved(figuresOf('carriedIn'), '<td></td><td></td>'),
        granted: `<tr>${result}<td>（一）予以公开</td>${cells(['', 0, 2, 0, 0, 0, 2])}<td></td></tr>`,
      },
    });
    expect(row('carriedIn', APPLICANTS)).toEqual(figuresOf('carriedIn'));
    expect([['BLANK', 0, 2, 0, 0, 0, 2], unread(7)]).toContainEqual(row('granted', APPLICANTS));
  });

  test('says so of one whose blank cells begin and end as wide as the span was', async () => {
    const forward = (filler: string) =>
      `<tr><td>四、结转下年度继续办理</td>${cells(['', '', '', 2, '', '', ''])}${filler}</tr>`;
    const carriedIn = moved(figuresOf('carriedIn'), '<td colspan="2"></td>');
    const whole = await readPage({ rows: { carriedIn, carriedForward: forward('<td colspan="2"></td>') } });
    const figures = ['BLANK', 'BLANK', 'BLANK', 2, 'BLANK', 'BLANK', 'BLANK'];
    expect(whole('carriedForward', APPLICANTS)).toEqual(figures);
    // Alone, it may as well be a row with two columns beside its label.
    const alone = await readPage({ rows: { carriedForward: forward('<td colspan="2"></td>') } });
    expect(alone('carriedForward', APPLICANTS)).toEqual(unread(7));
  });

  test('in a part of few rows before a page break is known by its sum', async () => {
    const result = '<td rowspan="20">三、本年度办理结果</td>';
    const rows = {
      received: moved([9, 0, 2, 0, 0, 0, 11], '<td colspan="2"></td>').replace('二、上年结转', '一、本年新收'),
      carriedIn: moved([3, 4, 0, 0, 0, 0, 7], '<td colspan="2"></td>'),
      granted: `<tr>${result}<td colspan="2">（一）予以公开</td>${cells(figuresOf('granted'))}</tr></table><table>`,
    };
    const row = await readPage({ rows });
    expect(row('received', APPLICANTS)).toEqual([9, 0, 2, 0, 0, 0, 11]);
    expect(row('carriedIn', APPLICANTS)).toEqual([3, 4, 0, 0, 0, 0, 7]);
  });

  test('below a header whose organisations lost theirs, beside rows without totals', async () => {
    const header = HEADER.replace('<td colspan="5">', '<td>');
    const open = (id: string) => [...figuresOf(id).slice(0, -1), ''];
    const result = '<td rowspan="20">三、本年度办理结果</td>';
    const outcomes = ALL.filter((id) => /^(refused|unavailable|unprocessed)/.test(id));
    const rows = Object.fromEntries(
      outcomes.map((id) => {
        const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
        return [id, `<tr>${GROUPS[id] ?? ''}<td>${number}${zh}</td>${cells([1, ...open(id).slice(1)])}</tr>`];
      }),
    );
    const granted = `<tr>${result}<td>（一）予以公开</td>${cells(open('granted'))}<td></td></tr>`;
    const row = await readPage({ header, rows: { ...rows, granted } });
    const blank = (id: string) => open(id).map((each) => (each === '' ? 'BLANK' : each));
    expect(row('received', APPLICANTS)).toEqual(figuresOf('received'));
    expect(row('granted', APPLICANTS)).toEqual(blank('granted'));
    for (const id of outcomes) expect(row(id, APPLICANTS)).toEqual([1, ...blank(id).slice(1)]);
  });

  test('and no total where all others have one may have lost a cell', async () => {
    const row = await readPage({ rows: { carriedIn: moved([0, 0, 0, 0, 0, 0, ''], '<td colspan="2"></td>') } });
    expect(row('carriedIn', APPLICANTS)).toEqual(unread(7));
  });
});
