/** Figures of running text that are out of their rows: set on other lines, column by column, or with blank cells between them. */
import { extract } from '../../src/extract/extract';
import { edition } from '../../src/form/editions';
import { APPLICANT_COLUMNS, TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { textReport } from '../intake/text-report';

const IDS = edition('2019').table3;
const ROWS = IDS.map((id) => TABLE3_ROWS.find((row) => row.id === id)!);
const COLUMNS = APPLICANT_COLUMNS.map((column) => column.id);

/** Figures whose sums hold: natural persons and commercial enterprises, each case in another row. */
function figures(): number[][] {
  const outcomes = IDS.slice(2, -2).map((_, i) => [i % 5 === 0 ? 3 * i : 0, i % 4 === 1 ? i : 0, 0, 0, 0, 0]);
  const sum = (rows: number[][]) => rows[0]!.map((_, c) => rows.reduce((all, row) => all + row[c]!, 0));
  const concluded = sum(outcomes);
  const forward = [2, 1, 0, 0, 0, 0];
  const carriedIn = [4, 0, 0, 0, 0, 0];
  const received = concluded.map((count, c) => count + forward[c]! - carriedIn[c]!);
  return [received, carriedIn, ...outcomes, concluded, forward].map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
}

const HEADER = ['三、收到和处理政府信息公开申请情况', '申请人情况'];
const NAMES = APPLICANT_COLUMNS.map(({ zh }) => zh);
const label = (row: number) => `${ROWS[row]!.number}${ROWS[row]!.zh}`;
const width = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0);
const at = (places: [number, string][]) =>
  places.reduce((line, [place, text]) => line + ' '.repeat(Math.max(0, place - width(line))) + text, '');
const place = (column: number) => 90 + 8 * column;
const laidOut = (row: number, counts: readonly (number | string)[]) =>
  at([[0, label(row)], ...counts.map((count, c): [number, string] => [place(c), String(count)])]);

async function table(lines: readonly string[], tableNumber: 2 | 3 | 4 = 3) {
  const text = ['青河县水务局2020年政府信息公开工作年度报告', ...lines].join('\n');
  return parse(await extract(Buffer.from(text), { name: 'report.txt' })).tables[tableNumber]!;
}

const read = (draft: Awaited<ReturnType<typeof table>>): (number | string | undefined)[][] =>
  IDS.map((id) =>
    COLUMNS.map((column) => {
      const cell = draft.cells.get(`${id}.${column}`)!;
      return cell.state === 'REPORTED' ? cell.count : cell.state;
    }),
  );

describe('rows whose figures stand on other lines', () => {
  const all = figures();
  const header = [...HEADER, at(NAMES.map((name, c) => [place(c), name.slice(0, 2)]))];

  test('two rows spread over a line a figure are read by their columns', async () => {
    const lines = all.flatMap((row, r) => {
      if (r === 8) return [label(8)];
      if (r !== 9) return [laidOut(r, row)];
      return [label(9), ...COLUMNS.flatMap((_, c) => [8, 9].map((own) => at([[place(c), String(all[own]![c])]])))];
    });
    expect(read(await table([...header, ...lines]))).toEqual(all);
  });

  test('figures that a label moved to the left are of the columns that make the sums hold', async () => {
    const lines = `
  三、收到和处理政府信息公开申请情况
                                  申请人情况
（本列数据的勾稽关系为：第一项加第二项之和，等 自然       法人或其他组织
      于第三项加第四项之和）        人 商业  科研 社会公益 法律服务 其 总
                            企业 机构 组织 机构 他 计
一、本年新收政府信息公开申请数量        289  3  0   2    0  15 309
二、上年结转政府信息公开申请数量          2  9  0   4    0   2 17
      （一）予以公开             0  0  0   3    0   0 3
      （二）部分公开（区分处理的，只计这 68 1 0 2
      一情形，不计其他情形）                        0   0 71
           ①属于国家秘密        2  0  0   0    0   0 2
           ②其他法律行政法规禁止公 0 3 0 0
           开                             0   0 3
           ③危及“三安全一稳定”
      （三）不 ④保护第三方合法权益     0  0  0   0    0   1 1
      予公开 ⑤属于三类内部事务信息 0 0 0 0
                          0  0  0   0    0
                                         0
                                             0 0
                                             0 0
           ⑥属于四类过程性信息     2  0  0   0    0   0 2
           ⑦属于行政执法案卷     83  0  0   0    0   0 83
三、本年度      ⑧属于行政查询事项      0  0  0   0    0   2 2
办理结果




                      —2—
            ①本机关不掌握相关政府信 0 0
      （四）无 息②没有现成信息需要另行制
                                                0    0       0       0    0

      法提供 作                0  4                 0    0       0       0    4
            ③补正后申请内容仍不明确 0 0                    0    0       0        0 0
            ①信访举报投诉类申请   118  0                 0    0       0       13 131
            ②重复申请          0  0                 0    0       0        0 0
      （五）不 ③要求提供公开出版物      0  0                 0    0       0        0 0
      予处理 ④无正当理由大量反复申请 0 2                      0    0       0        0 2
            ⑤要求行政机关确认或重新 0 0
            出具已获取信息                             0    0       0       0    0
      （六）其他处理             16  0                 0    0       0        0 16
      （七）总计              289 10                 0    5       0       16 320
四、结转下年度继续办理                2  2                 0    1       0        1 6
四、政府信息公开行政复议、行政诉讼情况`.split('\n');
    const { cells } = await table(lines);
    // 68 1 0 2 of one line and 0 0 71 of the next: by its place the 2 would be of research institutions.
    expect(COLUMNS.map((column) => cells.get(`partlyGranted.${column}`)!.count)).toEqual([68, 1, 0, 2, 0, 0, 71]);
    expect(cells.get('received.total')!.count).toBe(309);
  });

  // Three labels, the first by itself, before the figures of three rows.
  const [above, moved, below] = [14, 15, 16];
  const counts = (row: number, left = 0) =>
    all[row]!.map((count, c): [number, string] => [place(c) - left, String(count)]);
  const threeRows = (lines: readonly [number, string][][]) =>
    all.flatMap((row, r) => {
      if (r === above) return [label(r)];
      if (r === moved) return [at([[0, label(r)], ...lines[0]!])];
      return r === below ? [at([[0, label(r)], ...lines[1]!]), at(lines[2]!)] : [laidOut(r, row)];
    });

  test('rows whose labels come before all of their figures are read in their order', async () => {
    const lines = threeRows([above, moved, below].map((row) => counts(row)));
    expect(read(await table([...header, ...lines]))).toEqual(all);
  });

  test('of figures that stand side by side nothing tells which is the upper one', async () => {
    // A program that sorts these from left to right may have set the longer ones behind.
    const rows = read(await table([...header, ...threeRows([counts(above), counts(below), counts(moved, 2)])]));
    for (const row of [moved, below]) expect(rows[row]).toEqual(new Array(7).fill('UNREADABLE'));
    expect(rows[12]).toEqual(all[12]);
  });

  test('sums tell the order of two rows of which only some figures stand one below the other', async () => {
    const [upper, lower] = [11, 12];
    const pairs = COLUMNS.flatMap((_, c) => {
      const [first, second] = [upper, lower].map((row) => String(all[row]![c]));
      // In the first column the longer figure of the lower row begins, and ends, left of the other.
      const inOrder: [number, string][] = [
        [place(c), first!],
        [place(c), second!],
      ];
      const turned: [number, string][] = [
        [place(c) - 3, second!],
        [place(c), first!],
      ];
      return (c === 0 ? turned : inOrder).map((each) => at([each]));
    });
    const lines = all.flatMap((row, r) => {
      if (r === upper) return [label(upper)];
      return r === lower ? [label(lower), ...pairs] : [laidOut(r, row)];
    });
    expect(read(await table([...header, ...lines]))).toEqual(all);
  });

  test('digits that a narrow column breaks are one figure where the sum of the row proves it', async () => {
    const [first, ...rest] = String(all[0]![0]);
    const lines = all.flatMap((row, r) =>
      r === 0 ? [laidOut(0, [first!, ...row.slice(1)]), at([[place(0), rest.join('')]])] : [laidOut(r, row)],
    );
    expect(read(await table([...header, ...lines]))[0]).toEqual(all[0]);
  });
});

describe('a table column by column', () => {
  const columns = (all: readonly (readonly number[])[]) =>
    COLUMNS.flatMap((_, c) => ['', ...all.map((row) => String(row[c]))]);
  const labels = [...HEADER, ...NAMES, ...IDS.map((_, r) => label(r))];

  test('is read where all sums hold', async () => {
    const all = figures();
    expect(read(await table([...labels, ...columns(all)]))).toEqual(all);
  });

  test('is unread where two figures changed places', async () => {
    const all = figures();
    [all[5]![0], all[7]![0]] = [all[7]![0]!, all[5]![0]!];
    expect(new Set(read(await table([...labels, ...columns(all)])).flat())).toEqual(new Set(['UNREADABLE']));
  });
});

describe('blank cells', () => {
  const labels = [...HEADER, ...NAMES, ...IDS.map((_, r) => label(r))];

  test('a table of labels alone is blank where the tables beside it are whole, and unread where they are not there', async () => {
    const beside = textReport({ title: '', received: 0 }).split('\n');
    const end = beside.findIndex((line) => line.startsWith('四、政府'));
    const begin = beside.findIndex((line) => line.startsWith('三、'));
    const whole = [...beside.slice(0, begin), ...labels, ...beside.slice(end)];
    expect(new Set(read(await table(whole)).flat())).toEqual(new Set(['BLANK']));
    expect(new Set(read(await table(labels)).flat())).toEqual(new Set(['UNREADABLE']));
  });

  describe('a table of labels alone', () => {
    const beside = textReport({ title: '', received: 0 }).split('\n');
    const [begin, end] = ['三、', '四、政府'].map((start) => beside.findIndex((line) => line.startsWith(start)));
    const report = (edit: (line: string) => string[]) => [
      ...beside.slice(0, begin).flatMap(edit),
      ...labels,
      ...beside.slice(end).flatMap(edit),
    ];
    const isFigures = (line: string) => /^[\d ]+$/.test(line);

    test('is blank beside tables that lack some of their figures, and beside those that have none', async () => {
      const some = report((line) =>
        isFigures(line) ? [line.slice(0, 2).trim()] : [line.replace(/^((?:规章|行政规范).*) \d+$/, '$1')],
      );
      expect(new Set(read(await table(some)).flat())).toEqual(new Set(['BLANK']));
      const none = report((line) => (isFigures(line) ? [] : [line.replace(/[\s\d.]+$/, '')]));
      expect(new Set(read(await table(none)).flat())).toEqual(new Set(['BLANK']));
    });

    test("is blank below last year's table 2 and the report's own, figures with units on lines of their own", async () => {
      const two = beside.slice(
        beside.findIndex((line) => line.startsWith('第二十条')),
        begin,
      );
      const own = (line: string) => (line.startsWith('行政事业性收费') ? ['行政事业性收费', '12.3456万元'] : [line]);
      const last = ['去年同期数据', ...two.flatMap(own)];
      const twice = report((line) => [...(line === two[0] ? last : []), ...own(line)]);
      expect(new Set(read(await table(twice)).flat())).toEqual(new Set(['BLANK']));
    });

    test("is blank above last year's table 4 and the report's own", async () => {
      const four = beside.slice(
        end,
        beside.findIndex((line) => line.startsWith('五、')),
      );
      const twice = report((line) => (line.startsWith('五、') ? ['去年同期数据', ...four.slice(1), line] : [line]));
      expect(new Set(read(await table(twice)).flat())).toEqual(new Set(['BLANK']));
    });
  });

  test("a table of labels alone is blank beside last year's, which has its figures", async () => {
    const own = [
      '三、收到和处理政府信息公开申请情况',
      '2020年',
      '申请人情况',
      ...NAMES,
      ...IDS.map((_, r) => label(r)),
    ];
    const last = ['2019年', '申请人情况', ...NAMES, ...figures().map((row, r) => `${label(r)} ${row.join(' ')}`)];
    expect(new Set(read(await table([...own, ...last])).flat())).toEqual(new Set(['BLANK']));
  });

  test('figures below the header of table 4 are none of a blank table 3', async () => {
    const beside = textReport({ title: '', received: 0 }).split('\n');
    const [begin, end] = ['三、', '四、政府'].map((start) => beside.findIndex((line) => line.startsWith(start)));
    const next = beside.findIndex((line) => line.startsWith('五、'));
    const four = beside.slice(end, next).filter((line) => !/^[\d ]+$/.test(line));
    const text = [...beside.slice(0, begin), ...labels, ...four, '4', '9', '2', ...beside.slice(next)];
    expect(new Set(read(await table(text)).flat())).toEqual(new Set(['BLANK']));
  });

  test('it is unread where a line of figures stands elsewhere', async () => {
    const draft = await table([
      ...labels,
      '四、其他需要报告的事项',
      '本年度没有其他需要报告的事项。',
      '',
      '0',
      '3',
      '3',
    ]);
    expect(new Set(read(draft).flat())).toEqual(new Set(['UNREADABLE']));
  });

  describe('in text that shows none', () => {
    const zeros = figures().map((row) => row.map((count) => (count === 0 ? '' : count)));
    const flowed = (rows: readonly (readonly (number | string)[])[]) => [
      ...HEADER,
      ...NAMES,
      ...rows.flatMap((row, r) => [label(r), ...row.filter((each) => each !== '').map(String)]),
    ];
    const bare = zeros.flatMap((row, r) => (row.every((each) => each === '') ? [r] : []));

    test('rows without figures are blank and totals are read where the totals add up', async () => {
      const cells = read(await table(flowed(zeros)));
      expect(bare.length).toBeGreaterThan(5);
      for (const r of bare) expect(cells[r]).toEqual(COLUMNS.map(() => 'BLANK'));
      expect(cells.flat()).not.toContain(zeros[0]![0]);
      expect(cells[0]).toEqual([...COLUMNS.slice(1).map(() => 'UNREADABLE'), zeros[0]!.at(-1)]);
    });

    test('nothing is blank where a row lost its figures', async () => {
      const lost = zeros.map((row, r) => (r === 7 ? row.map(() => '') : row));
      expect(zeros[7]!.at(-1)).toBeGreaterThan(0);
      expect(read(await table(flowed(lost))).flat()).not.toContain('BLANK');
    });

    test('the number of a page, with which the totals add up by chance, proves none of them', async () => {
      const printed = new Map([
        ['received', '270 13 20 303'],
        ['carriedIn', '3 4 7'],
        ['refused.stateSecret', '9'],
        ['refused.forbiddenByLaw', '11'],
        ['unavailable.notHeld', '2'],
        ['unavailable.needsCreation', '1 1'],
        ['unavailable.stillUnclear', '10 5\n6'],
        ['unprocessed.petition', '260'],
        ['unprocessed.duplicate', '2'],
        ['concluded', '273 17 306'],
        ['carriedForward', '1 3 4'],
      ]);
      const lines = IDS.map((id, r) => `${label(r)} ${printed.get(id) ?? ''}`.trim());
      const cells = read(await table([...HEADER, ...NAMES, ...lines]));
      expect(cells[IDS.indexOf('unavailable.needsCreation')]).toEqual(COLUMNS.map(() => 'UNREADABLE'));
    });

    test('totals of outcomes are blank where no row prints one', async () => {
      const open = figures().map((row, r) => (r > 1 && r < IDS.length - 2 ? [...row.slice(0, -1), ''] : row));
      expect(read(await table(flowed(open)))).toEqual(
        open.map((row) => row.map((count) => (count === '' ? 'BLANK' : count))),
      );
    });
  });

  describe('in text that keeps its layout', () => {
    const header = [...HEADER, at(NAMES.map((name, c) => [place(c), name.slice(0, 2)]))];
    const zeros = figures().map((row) => row.map((count) => (count === 0 ? '' : count)));
    const expected = (rows: readonly (readonly (number | string)[])[]) =>
      rows.map((row) => row.map((count) => (count === '' ? 'BLANK' : count)));
    const laid = (rows: readonly (readonly (number | string)[])[]) => [
      ...header,
      ...rows.map((row, r) => laidOut(r, row)),
    ];

    test('whole rows are blank although figures of others were left out', async () => {
      const some = zeros.map((row, r) => (r === 7 || r === 22 ? ['', ...row.slice(1)] : row));
      expect(some.some((row) => row.every((each) => each === ''))).toBe(true);
      expect(read(await table(laid(some)))).toEqual(expected(some));
    });

    test('its columns are known by headings whose letters are spaced', async () => {
      const spaced = [...HEADER, at(NAMES.map((name, c) => [place(c), [...name.slice(0, 2)].join(' ')]))];
      const lines = zeros.map((row, r) => laidOut(r, row));
      expect(read(await table([...spaced, ...lines]))).toEqual(expected(zeros));
    });

    test('one figure is printed wrong', async () => {
      const wrong = zeros.map((row, r) => (r === 3 ? [...row.slice(0, 1), 999, ...row.slice(2)] : row));
      expect(read(await table(laid(wrong)))).toEqual(expected(wrong));
    });

    test('one figure is printed wrong in a row without a total', async () => {
      const open = zeros.map((row, r) => (r > 1 && r < IDS.length - 2 ? [...row.slice(0, -1), ''] : row));
      const wrong = open.map((row, r) => (r === 3 ? ['', 999, ...row.slice(2)] : row));
      expect(read(await table(laid(wrong)))).toEqual(expected(wrong));
    });

    test('a number left of all columns is the number of a page', async () => {
      const lines = laid(zeros);
      const withNumber = (number: string) => [...lines.slice(0, 9), number, ...lines.slice(9)];
      expect(read(await table(withNumber('5')))).toEqual(expected(zeros));
      // A figure with a unit is none.
      expect(read(await table(withNumber('5件')))).not.toEqual(expected(zeros));
      expect(read(await table(withNumber(at([[place(2), '5']]))))).not.toEqual(expected(zeros));
    });

    describe('no sum shows which rows are blank', () => {
      const lost = zeros.map((row, r) => (r === 1 || r === 21 ? row.map(() => '') : row));

      test('but all figures stand exactly one below the other', async () => {
        expect(read(await table(laid(lost)))).toEqual(expected(lost));
      });

      test('nor do the places of figures', async () => {
        const lines = laid(lost).map((line, at) => (at === 6 ? line.replace(/ {2}(?= *\d)/, '') : line));
        expect(read(await table(lines))[1]).toEqual(COLUMNS.map(() => 'UNREADABLE'));
      });
    });

    test('a row whose label is spoilt is known by what is left of it, and so is a blank one', async () => {
      const spoilt = (row: number) => [...label(row)].map((char, i) => (i > 1 && i % 2 ? '大' : char)).join('');
      for (const row of [0, 10, 22, zeros.findIndex((each, r) => r > 2 && each.every((count) => count === ''))]) {
        const lines = zeros.map((counts, r) =>
          r === row
            ? at([[0, spoilt(r)], ...counts.map((count, c): [number, string] => [place(c), String(count)])])
            : laidOut(r, counts),
        );
        expect(read(await table([...header, ...lines]))).toEqual(expected(zeros));
      }
    });

    test('the one line without a label between two rows is the row that is missing there', async () => {
      // It and those around it print their zeros.
      const counts = zeros.map((row, r) => (r > 10 && r < 14 ? figures()[r]! : row));
      const lines = counts.map((row, r) => {
        const text = laidOut(r, row);
        return r === 12 ? text.replace(label(r), ' '.repeat(width(label(r)))) : text;
      });
      expect(read(await table([...header, ...lines]))).toEqual(expected(counts));
    });

    test('figures of two rows stand one row too high', async () => {
      const moved = [...zeros.slice(1, 3), ...zeros.slice(0, 1), ...zeros.slice(3)];
      const cells = read(await table(laid(moved)));
      expect(cells[0]!.concat(cells[1]!)).not.toContain(zeros[1]![0]);
    });
  });

  describe('where no sum tells, but figures stand alike below their headings', () => {
    const remedies = async (places: readonly number[]) => {
      const names = ['结果', '结果', '其他', '尚未', '总计'];
      const draft = await table(
        [
          '四、政府信息公开行政复议、行政诉讼情况',
          at([
            [0, '行政复议'],
            [40, '行政诉讼'],
          ]),
          at([
            [40, '未经复议直接起诉'],
            [80, '复议后起诉'],
          ]),
          at([0, 1, 2].flatMap((block) => names.map((text, i): [number, string] => [block * 40 + i * 8, text]))),
          at(
            [0, 1, 2].flatMap((block) =>
              ['维持', '纠正', '结果', '审结'].map((text, i): [number, string] => [block * 40 + i * 8, text]),
            ),
          ),
          at(places.map((column) => [column * 8 + 2, '0'])),
        ],
        4,
      );
      return [...draft.cells.values()].map(({ state }) => state);
    };

    test('table 4 is read', async () => {
      const places = [0, 1, 2, 3, 4, 5, 7, 10, 11, 14];
      const states = new Array(15).fill(0).map((_, i) => (places.includes(i) ? 'REPORTED' : 'BLANK'));
      await expect(remedies(places)).resolves.toEqual(states);
    });

    test('it is not where a program may have left blank cells out', async () => {
      await expect(remedies([0, 1, 2, 3, 4, 5, 6, 7])).resolves.toEqual(new Array(15).fill('UNREADABLE'));
    });

    const proactive = async (...rows: readonly (readonly [string, ...string[]])[]) => {
      const names = ['本年制发件数', '本年废止件数', '现行有效件数'];
      const line = (label: string, texts: readonly string[]) =>
        at([
          [0, label],
          ...texts.map((text, i): [number, string] => [24 + 16 * i + (text.length === 1 ? 5 : 0), text]),
        ]);
      const draft = await table(
        [
          '二、主动公开政府信息情况',
          '第二十条第（一）项',
          line('信息内容', names),
          ...rows.map(([label, ...texts]) => line(label, texts)),
          '第二十条第（五）项',
          '信息内容                本年处理决定数量',
          '行政许可                                     3',
          '第二十条第（六）项',
          '信息内容                本年处理决定数量',
          '行政处罚                                     0',
          '行政强制                                     0',
        ],
        2,
      );
      return ['regulations', 'normativeDocuments'].map((row) =>
        ['issued', 'repealed', 'inForce'].map((column) => {
          const cell = draft.cells.get(`${row}.${column}`)!;
          return cell.state === 'REPORTED' ? cell.count : cell.state;
        }),
      );
    };

    test('table 2 is read', async () => {
      await expect(proactive(['规章', '', '1', '0'], ['行政规范性文件', '0', '', '8'])).resolves.toEqual([
        ['BLANK', 1, 0],
        [0, 'BLANK', 8],
      ]);
    });

    test('but not of figures far beside their headings', async () => {
      const wide = (last: number) =>
        proactive(['规章', '2', '1', '0'], ['行政规范性文件', `0${' '.repeat(last)}8`]).then(([, second]) => second);
      await expect(wide(31)).resolves.toEqual([0, 'BLANK', 8]);
      await expect(wide(48)).resolves.toEqual(new Array(3).fill('UNREADABLE'));
    });

    test('but not where tabs set headings and figures at their stops', async () => {
      const tabs = (texts: readonly string[]) =>
        texts.reduce((line, text) => line + text + ' '.repeat(8 - (width(line + text) % 8)), '');
      const draft = await table(
        [
          '二、主动公开政府信息情况',
          '第二十条第（五）项',
          tabs(['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']),
          tabs(['行政许可', '', '', '5']),
          tabs(['其他对外管理服务事项', '', '', '2']),
          '第二十条第（六）项',
          tabs(['信息内容', '上一年项目数量', '本年增/减', '处理决定数量']),
          tabs(['行政处罚', '', '0', '0']),
          tabs(['行政强制', '', '', '0']),
        ],
        2,
      );
      expect(draft.cells.get('licensing.itemChange')?.count).not.toBe(5);
      expect(draft.cells.get('penalties.decisions')?.state).not.toBe('BLANK');
    });

    test('but not where a program may have left blank cells out', async () => {
      const [first, second] = await proactive(['规章', '1', '0'], ['行政规范性文件', '0', '8']);
      expect([...first!, ...second!]).toEqual(new Array(6).fill('UNREADABLE'));
    });

    test('a row that the form does not have has its own figures', async () => {
      const rows = await proactive(
        ['规章', '2', '1', '0'],
        ['行政规范性文件', '0', '4', '8'],
        ['其他主动公开文件', '7', '6', '9'],
      );
      expect(rows).toEqual([
        [2, 1, 0],
        [0, 4, 8],
      ]);
    });
  });

  test('headings that stand side by side like words keep no places of columns', async () => {
    // Text of a program that counts characters.
    const counted = [0, 1, 2, 3, 4].map((row) => `${label(row).padEnd(40)}0     0     0     0     0     0     0`);
    const draft = await table(
      [
        ...HEADER,
        ...counted,
        '四、政府信息公开行政复议、行政诉讼情况',
        '       行政复议                          行政诉讼',
        '                         未经复议直接起诉              复议后起诉',
        '结果维 结果纠 其他结 尚未审 总',
        ' 持 正 果 结 计',
        '                            —2—',
        '                      结果维 结果纠 其他结 尚未审 总 结果维 结果纠 其他结 尚未审 总',
        '                       持 正 果 结 计 持 正 果 结 计',
        '4     0   0   0   4    0   0         0   0   15      0   23',
      ],
      4,
    );
    expect(new Set([...draft.cells.values()].map(({ state }) => state))).toEqual(new Set(['UNREADABLE']));
  });

  test.each([
    ['', ''],
    [' whose letters are spaced', ' '],
  ])('figures of table 4 stand below the headings of their columns%s', async (_, space) => {
    const headings = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map((text) => [...text].join(space));
    const draft = await table(
      [
        '四、政府信息公开行政复议、行政诉讼情况',
        at([
          [0, '行政复议'],
          [80, '行政诉讼'],
        ]),
        at([
          [80, '未经复议直接起诉'],
          [160, '复议后起诉'],
        ]),
        at([0, 1, 2].flatMap((block) => headings.map((text, i): [number, string] => [block * 80 + i * 16, text]))),
        at([
          [18, '2'],
          [50, '5'],
          [66, '7'],
          [114, '1'],
          [146, '1'],
        ]),
      ],
      4,
    );
    const cells = ['upheld', 'corrected', 'otherOutcome', 'pending', 'total'].map((id) =>
      ['reconsideration', 'directLitigation', 'litigationAfterReconsideration'].map((block) => {
        const cell = draft.cells.get(`${block}.${id}`)!;
        return cell.state === 'REPORTED' ? cell.count : cell.state;
      }),
    );
    expect(cells).toEqual([
      ['BLANK', 'BLANK', 'BLANK'],
      [2, 'BLANK', 'BLANK'],
      ['BLANK', 1, 'BLANK'],
      [5, 'BLANK', 'BLANK'],
      [7, 1, 'BLANK'],
    ]);
  });
});
