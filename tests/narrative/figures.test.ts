/** Figures in sentences: what is stated is found with what it counts, and nothing else is taken for a figure. */
import fc from 'fast-check';
import type { DraftSection } from '../../src/form/draft';
import type { NarrativeFigure } from '../../src/narrative/figure';
import { narrativeFigures } from '../../src/narrative/figures';
import { type Place, SILENT, STATED } from './sentences';

function section(place: Place, text: string): DraftSection[] {
  const none = { heading: '' };
  if (place === 'R') return [{ key: 'REMEDIES', ...none, text }];
  if (place === 'O') return [{ key: 'OTHER', ...none, text }];
  if (place === 'S') return [{ key: 'OVERVIEW', ...none, text }];
  const key = place === 'A' ? 'ON_REQUEST' : 'PROACTIVE_DISCLOSURE';
  return [{ key: 'OVERVIEW', ...none, text, parts: [{ key, ...none, text }] }];
}

/** A figure in the notation of the table. */
function written(figure: NarrativeFigure): string {
  const words = [figure.measure, String(figure.value)];
  for (const [key, word] of Object.entries(figure.qualifier)) words.push(`${key}=${word}`);
  if (figure.stated === 'NONE') words.push('NONE');
  if (figure.precision !== 'EXACT') words.push(`~${figure.precision}`);
  if (figure.measure === 'PERCENTAGE') {
    words.push(`of=${figure.of.measure}`);
    if (figure.base) words.push(`base=${figure.base}`);
  }
  return words.join(' ');
}

const sorted = (figure: string): string => figure.split(' ').sort().join(' ');
const read = (place: Place, text: string): string[] => narrativeFigures(section(place, text), 2023).map(written);

describe('figures that sentences state', () => {
  test.each(STATED)('%s %s', (place, text, figures) => {
    expect(read(place, text).map(sorted)).toEqual(figures.map(sorted));
  });

  test('there are enough of them to mean something', () => {
    expect(STATED.length).toBeGreaterThanOrEqual(80);
  });
});

describe('numbers that are no figures of the report', () => {
  test.each(SILENT)('%s %s', (place, text) => {
    expect(read(place, text)).toEqual([]);
  });
});

describe('where a figure stands', () => {
  test('the passage is the words as printed, over line and page breaks', () => {
    const text = '（二）依申请公开。2023 年我局共收\n到政府信息公开\n- 2 -\n申请 12 件，均已答复。';
    const [figure] = narrativeFigures(section('S', text), 2023);
    expect(figure).toMatchObject({ measure: 'RECEIVED', value: 12 });
    const { start, end, sentence, within } = figure!.passage;
    expect(within).toBe('SECTION');
    expect(text.slice(start, end)).toBe('共收\n到政府信息公开\n- 2 -\n申请 12 件');
    expect(text).toContain(sentence);
    expect(sentence).toContain('均已答复');
  });

  test('a part whose text the section repeats is placed in the section, any other in itself', () => {
    const part = { key: 'ON_REQUEST' as const, heading: '（二）依申请公开', text: '收到申请3件。' };
    const base = { key: 'OVERVIEW' as const, heading: '一、总体情况' };
    const [inside] = narrativeFigures(
      [{ ...base, text: `概况。\n（二）依申请公开\n${part.text}`, parts: [part] }],
      2023,
    );
    expect(inside!.passage).toMatchObject({ within: 'SECTION', part: 'ON_REQUEST', start: 13, end: 19 });
    const joined = { ...base, text: '概况。\n收到\n申请3件。', parts: [part] };
    expect(narrativeFigures([joined], 2023).map((figure) => figure.passage)).toMatchObject([
      { within: 'SECTION', part: 'ON_REQUEST', start: 4, end: 11 },
    ]);
    const [apart] = narrativeFigures([{ ...base, text: '概况。', parts: [part] }], 2023);
    expect(apart!.passage).toMatchObject({ within: 'PART', part: 'ON_REQUEST', start: 0, end: 6 });
  });

  test('a heading gives its topic to what follows, up to the next heading', () => {
    const text = '（一）主动公开情况\n办结12件。\n（二）依申请公开情况\n办结3件。\n（三）平台建设情况\n办结4件。';
    expect(read('S', text)).toEqual(['ANSWERED 3']);
  });

  test('a number that a line break or a page break may have torn is not read', () => {
    expect(read('A', '收到申请12\n3件。')).toEqual([]);
    expect(read('A', '收到申请\n12件。')).toEqual(['RECEIVED 12']);
  });

  test('without the report’s year it is the one that the text names most', () => {
    const text = '2023年，收到申请5件。2023年办结4件。2022年收到申请7件。';
    expect(narrativeFigures(section('A', text)).map(written)).toEqual([
      'RECEIVED 5',
      'ANSWERED 4',
      'RECEIVED 7 year=2022',
    ]);
  });

  test('section 五 speaks of plans and shortcomings and is not read', () => {
    expect(narrativeFigures([{ key: 'PROBLEMS', heading: '', text: '收到政府信息公开申请12件。' }], 2023)).toEqual([]);
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...'收到 政府信息公开申请 12 件 ， 。 （ ） 、 其中 未 无 上年 结转 下年度 行政复议 和 均 占 % 元 信息处理费 2023年 至 3.5万 一百 零 \n \u3000 甲 《 》 1,2, - 余 自然人 网络 全区 予以公开 分别 较'.split(
      ' ',
    ),
    ' ',
  );

  test('never throws, and every passage is a piece of the text', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 80 }),
        fc.constantFrom<Place>('A', 'S', 'R', 'O', 'P'),
        (pieces, place) => {
          const text = pieces.join('');
          for (const figure of narrativeFigures(section(place, text), 2023)) {
            const { start, end, sentence } = figure.passage;
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(text).toContain(sentence);
            if (figure.unit === 'COUNT') expect(Number.isSafeInteger(figure.value) && figure.value >= 0).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('never throws on arbitrary characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        narrativeFigures(section('A', text));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    '1,',
    '一',
    '未',
    '未收到',
    '（',
    '）',
    '《',
    '1 ',
    '9',
    '12件',
    '收到申请',
    '收到申请12件，',
    '、行政复议',
    '占',
    '2023年',
    '\n- 1 -',
    ' ',
    '其中自然人',
    '结转至',
    '（一）',
    '1月',
    '一百',
    '.',
    '—',
  ])('time grows with the length of %j, not faster', (piece) => {
    const time = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const before = process.cpuUsage();
      narrativeFigures(section('S', text), 2023);
      return process.cpuUsage(before).user / 1000;
    };
    time(2_000);
    // A quadratic reader takes minutes for this; a linear one a fraction of a second.
    expect(time(150_000)).toBeLessThan(5_000);
  });
});
