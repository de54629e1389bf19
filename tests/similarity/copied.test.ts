import fc from 'fast-check';
import { boilerplate } from '../../src/narrative/boilerplate';
import { comparable, namesOf } from '../../src/narrative/comparable';
import { LEAST_RUN, type OwnText, TextMatcher } from '../../src/narrative/copied';
import { marksOf } from '../../src/narrative/mark';

const NAMES = namesOf(['偃师区司法局'], ['河南省', '洛阳市', '河南省洛阳市', '偃师区', '河南省洛阳市偃师区']);
const units = (text: string): string => comparable(text, NAMES).units;

function own(text: string): OwnText {
  const read = comparable(text, namesOf([], []));
  return { text: read, own: new Uint8Array(read.units.length).fill(1), ownUnits: read.units.length };
}

/** Units of one text that are part of a run of at least `LEAST_RUN` that stands in the other one: counted plainly. */
function coveredPlainly(text: string, other: string): number {
  let covered = 0;
  for (let at = 0; at < text.length; at += 1) {
    let found = false;
    for (let from = Math.max(0, at - LEAST_RUN + 1); from <= at && !found; from += 1)
      found = from + LEAST_RUN <= text.length && other.includes(text.slice(from, from + LEAST_RUN));
    if (found) covered += 1;
  }
  return covered;
}

const word = fc.string({ unit: fc.constantFrom(...'山川湖海林田路桥'), minLength: 1, maxLength: 40 });
/** Texts that share some of their words. */
const texts = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 4 }),
    fc.array(fc.nat(7), { maxLength: 6 }),
    fc.array(fc.nat(7), { maxLength: 6 }),
  )
  .map(([words, one, other]) => {
    const text = (places: number[]): string => places.map((at) => words[at % words.length]).join('');
    return [text(one), text(other)] as const;
  });

describe('what two texts have in common', () => {
  test('is every run of fifteen units or more, and no other', () => {
    fc.assert(
      fc.property(texts, ([one, other]) => {
        const likeness = new TextMatcher(own(one)).compare(own(other));
        const expected = coveredPlainly(other, one);
        expect(Math.round(likeness.otherSimilarity * other.length)).toBe(expected);
        expect(likeness.similarity * one.length).toBeLessThanOrEqual(coveredPlainly(one, other) + 1e-9);
        expect(likeness.similarity > 0).toBe(expected > 0);
        for (const { start, end, otherStart, otherEnd } of likeness.passages) {
          expect(one.slice(start, start + LEAST_RUN)).toBe(other.slice(otherStart, otherStart + LEAST_RUN));
          expect([end <= one.length, otherEnd <= other.length]).toEqual([true, true]);
        }
      }),
      { seed: 77, numRuns: 500 },
    );
  });

  test('is all of it with itself, however it is printed', () => {
    fc.assert(
      fc.property(word, word, fc.nat(20), (one, other, width) => {
        const text = `${one}，${other}${one}2023年${other}。`;
        const wrapped = text.replace(new RegExp(`(.{${width + 1}})`, 'gu'), '$1 \n');
        const likeness = new TextMatcher(own(text)).compare(own(wrapped));
        if (own(text).ownUnits >= LEAST_RUN) expect([likeness.similarity, likeness.rawSimilarity]).toEqual([1, 1]);
      }),
      { seed: 78, numRuns: 200 },
    );
  });

  test('ends where a text repeats itself endlessly', () => {
    const endless = own('公开信息'.repeat(25_000));
    expect(new TextMatcher(endless).compare(endless).similarity).toBe(1);
  });
});

describe('a text as it is compared', () => {
  test.each([
    ['2023年1月5日', '二〇二二年十二月三十日'],
    ['收到申请12件', '收到申请三百零五件'],
    ['金额1,234.56万元', '金额80万元'],
    ['偃师区司法局公开了目录', '河南省洛阳市偃师区司法局公开了目录'],
    ['区司法局公开了目录', '我局公开了目录'],
    ['全区公开', '偃师区公开'],
    ['信息 公\n开，目录。', '信息公开目录'],
    ['ＡＢＣ平台', 'abc平台'],
  ])('%s is %s', (one, other) => {
    expect(units(one)).toBe(units(other));
  });

  test.each([
    ['一是加强领导', '二是加强领导'],
    ['洛龙区司法局公开', '偃师区司法局公开'],
    ['全面公开', '全区公开'],
  ])('%s is not %s', (one, other) => {
    expect(units(one)).not.toBe(units(other));
  });

  test('what the law, the form and headings say is known', () => {
    const shares = (text: string): number => {
      const flags = boilerplate(comparable(text, NAMES));
      return flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
    };
    expect(shares('（二）依申请公开情况\n')).toBe(1);
    expect(shares('行政机关公开政府信息，应当坚持以公开为常态、不公开为例外。')).toBe(1);
    expect(shares('本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。')).toBeGreaterThan(0.7);
    expect(shares('入汛前窗口人员把防汛物资点位录成短片，样稿先请老人试读。')).toBe(0);
  });

  test('a sentence has the same marks wherever it stands, with other figures and names', () => {
    const sentence = '入汛前偃师区司法局窗口人员把23处防汛物资点位录成短片，样稿先请老人试读，方便群众就近查阅。';
    const among = `秋收时节信息专员逐条校订惠农补贴名册，在集市口支起展板。${sentence.replace('23', '8').replace('偃师区司法局', '我局')}`;
    const marks = (text: string) => marksOf(comparable(text, NAMES)).map(({ value }) => value);
    expect(marks(sentence).length).toBeGreaterThanOrEqual(2);
    expect(marks(among)).toEqual(expect.arrayContaining(marks(sentence)));
  });
});
