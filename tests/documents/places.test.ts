/** Figures of running text that are out of their rows: set on other lines, or column by column. */
import { at, COLUMNS, figures, HEADER, IDS, label, laidOut, NAMES, place, read, table } from './laid-out-rows';

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
