/** Text of programs that leave nothing between the cells of a line, as those that print what a PDF draws one behind the other do. */

import { extract } from '../../src/extract/extract';
import { TABLE3_ROWS } from '../../src/form/rows';
import { parse } from '../../src/parse/parse';
import { APPLICANTS, readCells, unread } from './read-cells';

const ROWS = TABLE3_ROWS.filter((row) => row.id !== 'otherwise.unspecified');
const HEAD = [
  '三、收到和处理政府信息公开申请情况',
  '申请人情况',
  '自然人法人或其他组织总计',
  '商业企业科研机构社会公益组织法律服务机构其他',
];
const ZEROS = [0, 0, 0, 0, 0, 0, 0];
const FIGURES: Readonly<Record<string, readonly number[]>> = {
  received: [155, 2, 0, 0, 0, 0, 157],
  granted: [150, 2, 0, 0, 0, 0, 152],
  'unprocessed.duplicate': [5, 0, 0, 0, 0, 0, 5],
  concluded: [155, 2, 0, 0, 0, 0, 157],
};

async function read(figures: Readonly<Record<string, readonly number[]>>) {
  const lines = ROWS.map(({ id, zh }) => `${zh}${(figures[id] ?? ZEROS).join('')}`);
  const source = ['青河县水务局2020年政府信息公开工作年度报告', ...HEAD, ...lines].join('\n');
  const cells = await readCells('report.txt', source, 3);
  return (row: string) => cells(row, APPLICANTS);
}

test('figures are parted where the sums of their row and of the table leave one way', async () => {
  const row = await read(FIGURES);
  for (const { id } of ROWS) expect([id, ...row(id)]).toEqual([id, ...(FIGURES[id] ?? ZEROS)]);
});

test('a row of which several sums hold is unread where the table leaves them all, however many digits it has', async () => {
  // 155, 1, 3, 0, 10, 6 are 175 as well.
  const row = await read({ ...FIGURES, received: [155, 13, 0, 1, 0, 6, 175], concluded: [155, 13, 0, 1, 0, 6, 175] });
  for (const id of ['received', 'concluded']) expect(row(id)).toEqual(unread(APPLICANTS.length));
  expect(row('unprocessed.duplicate')).toEqual(FIGURES['unprocessed.duplicate']);
});

test.each(['4290841000131300000', '０００００２７００２２４９０００７７'])(
  'table 4 is not blank whose figures stand in one run above its header: %s',
  async (figures) => {
    const outcomes = '结果维持结果纠正其他结果尚未审结总计';
    const header = ['行政复议行政诉讼', `${outcomes}未经复议直接起诉复议后起诉`, outcomes, outcomes];
    const text = ['四、政府信息公开行政复议、行政诉讼情况', figures, ...header, '五、存在的主要问题及改进情况'];
    // Another table, so that the text is a report.
    const rows = ROWS.map(({ id, zh }) => `${zh} ${(FIGURES[id] ?? ZEROS).join(' ')}`);
    const source = ['青河县水务局2020年政府信息公开工作年度报告', ...HEAD, ...rows, ...text].join('\n');
    const { tables } = parse(await extract(Buffer.from(source), { name: 'report.txt' }));
    expect(tables[3]!.cells.get('received.total')!.count).toBe(157);
    expect([...(tables[4]?.cells.values() ?? [])].filter(({ state }) => state !== 'UNREADABLE')).toEqual([]);
  },
);
test('a zero before a long total runs together with it, on pages whose text keeps no places: the row adds up one way', async () => {
  const lines = ROWS.map(({ id, number, zh }) => {
    const [figures, total] = [(FIGURES[id] ?? ZEROS).slice(0, -1), (FIGURES[id] ?? ZEROS).at(-1)!];
    return `${number}${zh} ${figures.join(' ')}${total > 99 ? '' : ' '}${total}`;
  });
  const title = '青河县水务局2020年政府信息公开工作年度报告';
  const source = [title, ...HEAD, ...lines.slice(0, 9), `\f${HEAD.at(-1)}`, ...lines.slice(9), '\f'].join('\n');
  const cells = await readCells('report.txt', source, 3);
  for (const id of ['received', 'granted', 'unprocessed.duplicate'])
    expect([id, ...cells(id, APPLICANTS)]).toEqual([id, ...FIGURES[id]!]);
});

describe('figures that narrow cells broke into lines', () => {
  const HEADER =
    '<tr><td colspan="3" rowspan="3">（勾稽关系）</td><td colspan="7">申请人情况</td></tr><tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr><tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>';
  const readRow = async (row: readonly string[]) => {
    const rows = ROWS.map(({ id, number, zh }) => {
      const cells = id === 'received' ? row : (FIGURES[id] ?? ZEROS);
      return `<tr><td colspan="3">${number}${zh}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    });
    const source = `<h1>青河县水务局2020年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>${HEADER}${rows.join('')}</table>`;
    return (await readCells('report.html', source, 3))('received', APPLICANTS);
  };

  test('are whole where the row adds up so', async () => {
    expect(await readRow(['1<br>5<br>5', '2', '0', '0', '0', '0', '1<br>5<br>7'])).toEqual(FIGURES.received);
    const blanks = ['BLANK', 'BLANK', 'BLANK', 'BLANK'];
    expect(await readRow(['1<br>5<br>5', '2', '', '', '', '', '1<br>5<br>7'])).toEqual([155, 2, ...blanks, 157]);
  });

  test('are not where they may be those of several applicants', async () => {
    expect(await readRow(['1<br>5<br>5', '2', '0', '0', '0', '0', '1<br>3'])).toContain('UNREADABLE');
    expect(await readRow(['1<br>5<br>5', '', '', '0', '', '', '1<br>5<br>5'])).not.toContain(155);
  });
});
