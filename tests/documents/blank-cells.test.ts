/** Blank cells in running text: tables of labels alone, and figures of which only sums tell the columns. */
import { textReport } from '../intake/text-report';
import { COLUMNS, figures, HEADER, IDS, label, NAMES, read, table } from './laid-out-rows';

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
});
