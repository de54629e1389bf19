/** Tables whose spans are not those of the page, or of which a label is spoilt beyond likeness. */
import { extract } from '../../src/extract/extract';
import { TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { APPLICANTS, readCells, unread } from './read-cells';
import { ALL, cells, expectAll, figuresOf, HEADER, IN_BALANCE, NAMES, page, readPage } from './spanned-page';

const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

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

  test('but seven figures that add up are its own', async () => {
    for (const heading of ['总计', '自然人'])
      await expectAll({
        header: HEADER.replace(`<td rowspan="2">${heading}</td>`, `<td rowspan="3">${heading}</td>`),
      });
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

    test('nor behind blank cells of the labels', async () => {
      const blank = Object.fromEntries(
        Object.entries(units).map(([id, html]) => [id, html.replace('<td>件', '<td></td><td></td><td>件')]),
      );
      const row = await readPage({ header: header.replace('<td>单位', '<td></td><td></td><td>单位'), rows: blank });
      expect(row('received', APPLICANTS)).toEqual(figuresOf('received'));
      expect(row('granted', APPLICANTS)).toEqual([8, 0, 2, 0, 0, 0, 'BLANK']);
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

    test.each([
      ['unprocessed.publishedMaterial', '3在用人提个上开个和物'],
      ['refused.forbiddenByLaw', '2和中们了律用政了规和人公开'],
      ['refused.safetyAndStability', '为在危及这说安全人有了在'],
    ])('or some in their order, where it is the only one: %s', async (id, label) => {
      const row = await readBeside(id, spoilt(label, figuresOf(id)));
      expect(row(id, APPLICANTS)).toEqual(figuresOf(id));
      // Beside another one of which nothing is left, it may be that one.
      const two = page({ rows: { [id]: spoilt(label, ['', 0, 0, 0, 0, 0, 0]), granted: spoilt('', ZEROS) } });
      const read = await readCells('report.html', two, 3);
      expect(read(id, APPLICANTS)).toEqual(unread(7));
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

test('a blank total beside a figure over two lines is not that figure, though the sums of the table ask for it', async () => {
  const others: Readonly<Record<string, readonly (number | string)[]>> = {
    received: [9, 0, 2, 0, 0, 13, 24],
    concluded: [8, 0, 2, 0, 0, 13, 23],
  };
  const rows = Object.fromEntries(
    Object.entries({ ...others, 'refused.internalAffairs': [0, 0, 0, 0, 0, '1<br>3', ''] }).map(([id, figures]) => {
      const { number, zh } = TABLE3_ROWS.find((row) => row.id === id)!;
      const span = id === 'received' ? 3 : id === 'concluded' ? 2 : 1;
      return [id, `<tr><td colspan="${span}">${number}${zh}</td>${cells(figures)}</tr>`];
    }),
  );
  const row = await readPage({ rows });
  expect(row('refused.internalAffairs', APPLICANTS)).toEqual([0, 0, 0, 0, 0, 13, 'UNREADABLE']);
});
