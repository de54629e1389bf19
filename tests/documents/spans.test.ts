/** Tables whose spans are not those of the page, whose labels lost their spans, or of which a label is spoilt beyond likeness. */
import { extract } from '../../src/extract/extract';
import { edition } from '../../src/form/editions';
import { TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { APPLICANTS, readCells, unread } from './read-cells';

const NAMES = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];
const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const GROUPS: Readonly<Record<string, string>> = {
  'refused.stateSecret': '<td rowspan="8">（三）不予公开</td>',
  'unavailable.notHeld': '<td rowspan="3">（四）无法提供</td>',
  'unprocessed.petition': '<td rowspan="5">（五）不予处理</td>',
};
const IN_BALANCE = ['received', 'carriedIn', 'carriedForward'];

const cells = (texts: readonly (string | number)[]) => texts.map((text) => `<td>${text}</td>`).join('');

/** Figures that add up: what comes in is granted or carried forward. */
const figuresOf = (id: string): (number | string)[] => {
  if (id === 'received') return [9, 0, 2, 0, 0, 0, 11];
  if (id === 'granted' || id === 'concluded') return [8, 0, 2, 0, 0, 0, 10];
  return id === 'carriedForward' ? [1, 0, 0, 0, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0];
};

interface Page {
  readonly header?: string;
  /** In place of a row's cells. */
  readonly rows?: Readonly<Record<string, string>>;
  /** Spans as they are printed, in place of those of the form. */
  readonly spans?: Readonly<Record<string, string>>;
}

const HEADER = `<tr><td rowspan="3" colspan="3">（勾稽关系）</td><td colspan="7">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr>${cells(NAMES)}</tr>`;

function page({ header = HEADER, rows = {}, spans = {} }: Page): string {
  const ids = edition('2019').table3;
  const outcomes = ids.filter((id) => !IN_BALANCE.includes(id));
  const body = ids.map((id) => {
    if (rows[id] !== undefined) return rows[id];
    const { number, zh, group } = TABLE3_ROWS.find((row) => row.id === id)!;
    const span = IN_BALANCE.includes(id) ? 3 : !group || id === 'otherwise.unspecified' ? 2 : 1;
    const label = `<td${span > 1 ? ` colspan="${span}"` : ''}>${number}${zh}</td>`;
    const result = id === outcomes[0] ? `<td rowspan="${outcomes.length}">三、本年度办理结果</td>` : '';
    return `<tr>${result}${GROUPS[id] ?? ''}${label}${cells(figuresOf(id))}</tr>`;
  });
  const table = Object.entries(spans).reduce((html, [from, to]) => html.replace(from, to), header + body.join('\n'));
  return `<h1>青河县水务局2020年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>${table}</table>`;
}

const readPage = (made: Page) => readCells('report.html', page(made), 3);
const ALL = edition('2019').table3;
const expectAll = async (made: Page) => {
  const row = await readPage(made);
  expect(ALL.map((id) => row(id, APPLICANTS))).toEqual(ALL.map(figuresOf));
};

describe('table 3', () => {
  test.each([
    ['a group goes over a row too many', { '<td rowspan="3">（四）': '<td rowspan="4">（四）' }],
    ['a group goes over a row too few', { '<td rowspan="8">（三）': '<td rowspan="7">（三）' }],
    ['the note above the labels is too short', { 'rowspan="3" colspan="3">（勾': 'rowspan="2" colspan="3">（勾' }],
    ['the note above the labels is too narrow', { 'rowspan="3" colspan="3">（勾': 'rowspan="3" colspan="2">（勾' }],
    ['the organisations go over a column too many', { 'colspan="5">法人': 'colspan="6">法人' }],
    ['all outcomes go over a row too many', { 'rowspan="20">三': 'rowspan="21">三' }],
  ] as const)('%s: the figures behind each label are its row, in their order', async (_, spans) => {
    await expectAll({ spans });
  });

  test('a heading that reaches into a row which lost a cell: nothing of the row is known', async () => {
    const header = HEADER.replace('<td rowspan="2">总计</td>', '<td rowspan="3">总计</td>');
    const label = '<td colspan="3">一、本年新收政府信息公开申请数量</td>';
    const row = await readPage({ header, rows: { received: `<tr>${label}${cells([9, 0, 2, 0, 0, 11])}</tr>` } });
    expect(row('received', APPLICANTS)).not.toContain(11);
    expect(row('carriedForward', APPLICANTS)).toEqual(figuresOf('carriedForward'));
  });

  test('a header that names the columns in another order is not taken for that of the form', async () => {
    const swapped = HEADER.replace('商业企业', '?').replace('科研机构', '商业企业').replace('?', '科研机构');
    const row = await readPage({ header: swapped, spans: { '<td rowspan="3">（四）': '<td rowspan="4">（四）' } });
    expect(row('received', ['researchInstitution'])).not.toEqual([2]);
  });

  test('nor is one that names the organisations before natural persons', async () => {
    const header = HEADER.replace(
      '<td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td>',
      '<td colspan="5">法人或其他组织</td><td rowspan="2">自然人</td>',
    );
    const row = await readPage({ header, spans: { '<td rowspan="3">（四）': '<td rowspan="4">（四）' } });
    expect(row('received', ['naturalPerson'])).not.toEqual([9]);
  });

  describe('a column of units behind the labels', () => {
    const withUnits = (row: string, figures: readonly (number | string)[]) =>
      `<tr><td>${row}</td><td>件</td>${cells(figures)}</tr>`;
    const units = Object.fromEntries(
      ALL.map((id) => {
        const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
        const figures =
          IN_BALANCE.includes(id) || id === 'concluded' ? figuresOf(id) : [...figuresOf(id).slice(0, -1), ''];
        return [id, withUnits(number + zh, figures)];
      }),
    );
    const header = `<tr><td>项目</td><td>单位</td>${cells(['自然人', ...NAMES, '总计'])}</tr>`;

    test('is no figure of the rows', async () => {
      const row = await readPage({ header, rows: units });
      expect(row('granted', APPLICANTS)).toEqual([8, 0, 2, 0, 0, 0, 'BLANK']);
      expect(row('unprocessed.duplicate', APPLICANTS)).toEqual([0, 0, 0, 0, 0, 0, 'BLANK']);
    });

    test('nor where a span is wrong', async () => {
      const wrong = { ...units, carriedIn: units.carriedIn!.replace('<td>', '<td colspan="2">') };
      const row = await readPage({ header, rows: wrong });
      expect(row('unprocessed.duplicate', APPLICANTS)).toEqual([0, 0, 0, 0, 0, 0, 'BLANK']);
    });
  });

  describe('a column that the form does not have, in a row with a blank cell', () => {
    const figures = ['', 0, 2, 0, 0, 3, 5];
    const read = async (columns: readonly string[], granted: readonly (number | string)[]) => {
      const header = `<tr><td>项目</td>${cells(columns)}</tr>`.replace('<tr>', '<tr><td>申请人情况</td></tr><tr>');
      const rows = Object.fromEntries(
        ALL.map((id) => {
          const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
          const own = columns.map((_, i) => (columns.length > 7 && i === columns.indexOf('行次') ? 1 : 0));
          return [id, `<tr><td>${number}${zh}</td>${cells(id === 'granted' ? granted : own)}</tr>`];
        }),
      );
      const row = await readPage({ header, rows });
      return row('granted', APPLICANTS);
    };
    const ALL_COLUMNS = ['自然人', ...NAMES, '总计'];
    const expected = ['BLANK', 0, 2, 0, 0, 3, 5];

    test('of line numbers before the figures', async () => {
      await expect(read(['行次', ...ALL_COLUMNS], [3, ...figures])).resolves.toEqual(expected);
    });

    test('of notes behind them', async () => {
      await expect(read([...ALL_COLUMNS, '备注'], [...figures, '无'])).resolves.toEqual(expected);
      await expect(read([...ALL_COLUMNS, '上年'], [...figures, 7])).resolves.toEqual(expected);
    });

    test('of the sum of organisations', async () => {
      const columns = [...ALL_COLUMNS.slice(0, -1), '小计', '总计'];
      await expect(read(columns, [...figures.slice(0, -1), 5, 5])).resolves.toEqual(expected);
    });
  });

  test('a row that lost a cell below spans that are wrong is not read as one with a blank total', async () => {
    const received = `<tr><td colspan="3">一、本年新收政府信息公开申请数量</td>${cells([9, 0, 2, 0, 0, 0])}</tr>`;
    const row = await readPage({ rows: { received }, spans: { '<td rowspan="3">（四）': '<td rowspan="4">（四）' } });
    expect(row('received', ['total'])).toEqual(['UNREADABLE']);
    expect(row('granted', APPLICANTS)).toEqual(figuresOf('granted'));
  });

  test('a row that lost a cell in the short part before a page break is measured by the rows of the other part', async () => {
    const blank = (id: string) => figuresOf(id).map((figure) => (figure === 0 ? '' : figure));
    const rows = ALL.map((id, i) => {
      const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
      const all = blank(id);
      // Two of the three rows before the break.
      const figures = i === 0 ? all.toSpliced(0, 1) : i === 2 ? all.toSpliced(1, 1) : all;
      return `<tr><td>${number}${zh}</td><td></td><td></td>${cells(figures)}</tr>`;
    });
    const header = `<tr><td></td><td></td><td></td>${cells(['自然人', ...NAMES, '总计'])}</tr>`;
    const title = '<h1>青河县水务局2020年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>';
    const tables = [header + rows.slice(0, 3).join(''), rows.slice(3).join('')].map((each) => `<table>${each}</table>`);
    const row = await readCells('report.html', title + tables.join('<p></p>'), 3);
    expect(row('received', ['naturalPerson', 'otherOrganisation'])).toEqual(unread(2));
    expect(row('concluded', APPLICANTS)).toEqual(
      blank('concluded').map((figure) => (figure === '' ? 'BLANK' : figure)),
    );
  });

  test('a first row that a page break tears within its label is not the blank one behind the break', async () => {
    const texts = ALL.map((id) => {
      const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
      return `${number}${zh}`;
    });
    const rows = texts.map(
      (text, i) =>
        `<tr><td>${i === 0 ? text.slice(1) : text}</td>${cells(i === 0 ? NAMES.concat('', '').map(() => '') : figuresOf(ALL[i]!))}</tr>`,
    );
    const header = `<tr><td></td>${cells(['自然人', ...NAMES, '总计'])}</tr>`;
    const tables = [`${header}<tr><td>一</td>${cells(figuresOf('received'))}</tr>`, rows.join('')];
    const title = '<h1>青河县水务局2020年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>';
    const row = await readCells(
      'report.html',
      title + tables.map((each) => `<table>${each}</table>`).join('<p></p>'),
      3,
    );
    expect([unread(7), figuresOf('received')]).toContainEqual(row('received', APPLICANTS));
  });

  test('of spans that a program dropped, the last seven columns are those of no row that others do not share', async () => {
    const filled = (label: string, figures: readonly (number | string)[]) => {
      const texts = [...label.split('|'), ...figures];
      return `| ${[...texts, ...new Array<string>(10 - texts.length).fill('')].join(' | ')} |`;
    };
    const header = [
      filled('（勾稽关系）', ['申请人情况']),
      filled('', ['自然人', '法人或其他组织', '总计']),
      filled('|', NAMES),
    ];
    const rows = ALL.map((id, i) => {
      const { number, zh, group } = TABLE3_ROWS.find((row) => row.id === id)!;
      const before = IN_BALANCE.includes(id) ? '' : group && id !== 'otherwise.unspecified' ? '||' : '|';
      return filled(`${i === 2 ? '三、本年度办理结果' : ''}${before}${number}${zh}`, [
        id === 'partlyGranted' ? '' : 0,
        0,
        0,
        0,
        0,
        0,
        0,
      ]);
    });
    const title = '# 青河县水务局2020年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n';
    const lines = [header[0], `|${' --- |'.repeat(10)}`, ...header.slice(1), ...rows];
    const row = await readCells('report.md', title + lines.join('\n'), 3);
    expect([unread(7), ['BLANK', 0, 0, 0, 0, 0, 0]]).toContainEqual(row('partlyGranted', APPLICANTS));
  });

  test('a row of zeros that lost one, in a grid without a header, does not begin with the blank cell of its label', async () => {
    const row = (label: string, figures: readonly (number | string)[]) =>
      `| ${[...label.split('|'), ...figures].join(' | ')} |`;
    const rows = ALL.map((id) => {
      const { number, zh, group } = TABLE3_ROWS.find((each) => each.id === id)!;
      const isInGroup = group && id !== 'otherwise.unspecified';
      const label = IN_BALANCE.includes(id) ? `${number}${zh}||` : isInGroup ? `||${number}${zh}` : `|${number}${zh}|`;
      return row(label, id === 'otherwise.unspecified' ? [0, 0, 0, 0, 0, 0] : figuresOf(id));
    });
    const title = '# 青河县水务局2020年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n';
    const rule = `|${' --- |'.repeat(10)}`;
    const at = ALL.indexOf('otherwise.unspecified');
    const lines = [rows[0], rule, ...rows.slice(1, at), '', rows[at], rule, ...rows.slice(at + 1)];
    const read = await readCells('report.md', title + lines.join('\n'), 3);
    expect(read('otherwise.unspecified', APPLICANTS)[0]).not.toBe('BLANK');
    expect(read('granted', APPLICANTS)).toEqual(figuresOf('granted'));
  });

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

  describe('a label that is spoilt beyond likeness', () => {
    const spoilt = (label: string, figures: readonly (number | string)[]) =>
      `<tr><td>${label}</td>${cells(figures)}</tr>`;

    const ZEROS = [0, 0, 0, 0, 0, 0, 0];

    /** In a table with a blank cell: one of which all are printed shows its rows by their number. */
    const readBeside = (id: string, row: string) =>
      readPage({
        rows: {
          carriedIn: `<tr><td colspan="3">二、上年结转政府信息公开申请数量</td>${cells([0, '', 0, 0, 0, 0, 0])}</tr>`,
          [id]: row,
        },
      });

    test.each([
      ['refused.thirdPartyRights', '我.个护人三在合上权大'],
      ['carriedForward', '四、结了下有度的续人理'],
      ['received', '一、本了新收政府中息是我这请大中'],
    ])('is its row where the rows around it are known and some of its letters are left: %s', async (id, label) => {
      const row = await readBeside(id, spoilt(label, figuresOf(id)));
      expect(row(id, APPLICANTS)).toEqual(figuresOf(id));
    });

    test('says that only its place is known', async () => {
      const made = page({ rows: { received: spoilt('一、本了新收政府中息是我这请大中', figuresOf('received')) } });
      const { cells: read } = parse(await extract(Buffer.from(made), { name: 'report.html' })).tables[3]!;
      expect(read.get('received.total')!.origin).toMatchObject({ readBy: 'POSITION' });
      expect(read.get('received.total')!.origin!.confidence).toBeLessThan(0.8);
      expect(read.get('carriedIn.total')!.origin).toMatchObject({ readBy: 'LABEL' });
    });

    test('does not give its figures to another row that stands in its place, whose label is whole', async () => {
      const granted = `<tr><td rowspan="20">三、本年度办理结果</td><td colspan="2">（一）予以公开</td>${cells([6, 0, 2, 0, 0, 0, 8])}</tr>`;
      const swapped = spoilt('8.属于行政询事项', [2, 0, 0, 0, 0, 0, 2]) + spoilt('7.属于行政执法案卷', ZEROS);
      const row = await readPage({
        rows: { granted, 'refused.enforcementFile': swapped, 'refused.administrativeQuery': '' },
      });
      expect(row('refused.enforcementFile', APPLICANTS)).toEqual(ZEROS);
    });

    test.each([
      ['has another number', '7.个护人三在合上权大'],
      ['has letters of none of the rows', '我.其余情形若干'],
      ['has some of its letters, but is another', '4.保护商业秘密'],
      ['is another row of the form', '4.补正后申请内容仍不明确'],
    ])('is unread where it %s', async (_, label) => {
      const row = await readBeside('refused.thirdPartyRights', spoilt(label, ZEROS));
      expect(row('refused.thirdPartyRights', APPLICANTS)).toEqual(unread(7));
    });
  });
});

describe('table 4', () => {
  const remedies = (figures: readonly number[], last: string) =>
    `<h1>青河县水务局2020年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>
<tr>${OUTCOMES.map((text) => `<td rowspan="2">${text}</td>`).join('')}<td colspan="5">未经复议直接起诉</td><td colspan="5">${last}</td></tr>
<tr>${cells([...OUTCOMES, ...OUTCOMES])}</tr><tr>${cells(figures)}</tr></table>`.replace(
      '<td rowspan="2">结果纠正',
      '<td>结果纠正',
    );
  const figures = [1, 7, 0, 0, 8, 0, 0, 3, 0, 3, 2, 0, 0, 0, 2];
  const columns = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'];

  test('a heading is a row too short: fifteen figures are in the order of the headings', async () => {
    const row = await readCells('report.html', remedies(figures, '复议后起诉'), 4);
    const read = ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'].map((id) =>
      row(id, columns),
    );
    expect(read.flat()).toEqual(figures);
  });

  test('of fourteen figures sums tell which are known', async () => {
    const row = await readCells('report.html', remedies(figures.toSpliced(6, 1), '复议后起诉'), 4);
    expect(row('reconsideration', columns)).toEqual([1, 7, 0, 0, 8]);
    expect(row('directLitigation', ['total'])).not.toEqual([0]);
  });
});
