/** The six sections and the parts of section 一 in reports that word or number their headings otherwise than the form. */
import type { TextLine } from '../../src/extract/document';
import { SECTIONS } from '../../src/form/draft';
import { SECTION_NAMES } from '../../src/parse/heading-data';
import { readSections } from '../../src/parse/sections';

const ORDINALS = [...'一二三四五六'];
const NAMES = SECTIONS.map((key) => SECTION_NAMES[key].zh);
const lined = (texts: readonly string[]) => texts.map((text, i): TextLine => ({ type: 'line', text, line: i + 1 }));

describe('the six sections', () => {
  test.each([
    ['a blank behind the number', NAMES.map((name, i) => `${ORDINALS[i]}　${name}`)],
    ['第一部分', NAMES.map((name, i) => `第${ORDINALS[i]}部分 ${name}`)],
    ['Arabic numbers', NAMES.map((name, i) => `${i + 1}.${name}`)],
    ['numbers in brackets', NAMES.map((name, i) => `（${ORDINALS[i]}）${name}`)],
    ['a full stop', NAMES.map((name, i) => `${ORDINALS[i]}、${name}。`)],
    ['the year and notes', NAMES.map((name, i) => `${ORDINALS[i]}、2023年${name}（${i}）`)],
    [
      'letters that recognition took for others',
      NAMES.map((name, i) => `${ORDINALS[i]}、${name.replace('申请', '中请').replace('报告', '报吿')}`),
    ],
    [
      'other words',
      [
        '一、概述',
        '二、主动公开政府信息总体情况',
        '三、依申请公开办理情况',
        '四、复议诉讼情况',
        '五、存在的困难',
        '六、需要说明的事项',
      ],
    ],
  ])('with %s', (_, headings) => {
    const { sections, notices } = readSections(
      lined(headings.flatMap((heading, i) => [heading, `工作平稳，第${i}节。`])),
    );
    expect(notices).toEqual([]);
    expect(sections.map(({ heading, text }) => [heading, text])).toEqual(
      headings.map((heading, i) => [heading, `工作平稳，第${i}节。`]),
    );
  });

  test('a heading with its text on the same line', () => {
    const { sections } = readSections(
      lined([
        ...NAMES.slice(0, 5).flatMap((name, i) => [`${ORDINALS[i]}、${name}`, '平稳。']),
        `六、${NAMES[5]}：没有其他事项。`,
      ]),
    );
    expect(sections.at(-1)).toMatchObject({ heading: `六、${NAMES[5]}`, text: '没有其他事项。' });
  });

  test('a part of section 一 is no section, whatever it is numbered', () => {
    const parts = ['（一）组织领导', '平稳。', '（二）主动公开政府信息情况', '平稳。', '3.依申请公开情况', '平稳。'];
    const others = [0, 3, 4, 5].map((i) => `${ORDINALS[i]}、${NAMES[i]}`);
    const { sections } = readSections(lined([others[0]!, ...parts, ...others.slice(1)]));
    expect(sections.map(({ key }) => key)).toEqual(['OVERVIEW', 'REMEDIES', 'PROBLEMS', 'OTHER']);
  });
});

describe('the parts of section 一', () => {
  const names = ['主动公开情况', '依申请公开情况', '政府信息管理情况', '平台建设情况', '监督保障情况'];
  const keys = ['PROACTIVE_DISCLOSURE', 'ON_REQUEST', 'INFORMATION_MANAGEMENT', 'PLATFORMS', 'SUPERVISION'];
  const partsOf = (texts: readonly string[]) => readSections(lined(['一、总体情况', ...texts])).sections[0]!.parts;

  test.each([
    ['（一）', (i: number) => `（${ORDINALS[i]}）`],
    ['1.', (i: number) => `${i + 1}.`],
    ['①', (i: number) => '①②③④⑤'[i]!],
    ['一是', (i: number) => `${ORDINALS[i]}是`],
    ['●', () => '●'],
    ['nothing', () => ''],
  ])('numbered by %s', (_, number) => {
    const parts = partsOf(names.flatMap((name, i) => [`${number(i)}${name}`, `平稳，第${i}部分。`]));
    expect(parts?.map(({ key, text }) => [key, text])).toEqual(keys.map((key, i) => [key, `平稳，第${i}部分。`]));
  });

  test('two such lines are none', () => {
    expect(partsOf(['1.主动公开情况', '平稳。', '2.其他工作', '平稳。'])).toBeUndefined();
  });
});
