/** Blank cells in text that keeps its layout: columns are known by where figures stand, and by headings. */
import {
  at,
  COLUMNS,
  figures,
  HEADER,
  IDS,
  label,
  laidOut,
  NAMES,
  place,
  REMEDIES_HEADER,
  read,
  table,
  width,
} from './laid-out-rows';

describe('blank cells where places tell columns', () => {
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
    const remedies = async (places: readonly number[], first = '0') => {
      const draft = await table(
        [...REMEDIES_HEADER, at(places.map((column) => [column * 8 + 2, column === places[0] ? first : '0']))],
        4,
      );
      return [...draft.cells.values()].map(({ state }) => state);
    };

    test('table 4 is read', async () => {
      const places = [0, 1, 2, 3, 4, 5, 7, 10, 11, 14];
      const states = new Array(15).fill(0).map((_, i) => (places.includes(i) ? 'REPORTED' : 'BLANK'));
      await expect(remedies(places)).resolves.toEqual(states);
    });

    test('as it is printed, where many show that one sum is wrong', async () => {
      const states = (places: readonly number[]) =>
        new Array(15).fill(0).map((_, i) => (places.includes(i) ? 'REPORTED' : 'BLANK'));
      const many = [0, 1, 2, 4, 5, 7, 10, 11, 14];
      await expect(remedies(many, '9')).resolves.toEqual(states(many));
      await expect(remedies([0, 2, 4, 7, 10, 14], '9')).resolves.toEqual(new Array(15).fill('UNREADABLE'));
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
