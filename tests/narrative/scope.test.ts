/** Whose report it is, by its title, its figures and what it says of its sources. */
import type { DraftSection } from '../../src/form/draft';
import { scopeEvidence } from '../../src/narrative/scope';

const overview = (text: string): DraftSection[] => [{ key: 'OVERVIEW', heading: '一、总体情况', text }];
const settled = (title: string, text: string, received?: number) =>
  scopeEvidence(overview(text), { title, year: 2023, received }).settled?.value;

const GOVERNMENT = '临江区人民政府2023年政府信息公开工作年度报告';

describe('scope', () => {
  test.each([
    ['临江区司法局2023年政府信息公开工作年度报告', '工作平稳。'],
    ['2023年临江区教育局政府信息公开工作年度报告', '我局收到政府信息公开申请3件。'],
    ['临江市人民政府办公室2023年政府信息公开年报', '工作平稳。'],
    ['白石镇人民政府2023年政府信息公开工作年度报告', '工作平稳。'],
    ['临江区人民政府2023年政府信息公开工作年度报告（本级）', '工作平稳。'],
    [GOVERNMENT, '本机关收到政府信息公开申请3件。'],
    [GOVERNMENT, '本报告数据不含各部门和镇街。'],
    ['临江县水务局2023年政府信息公开工作年度报告', '全县受理政府信息公开申请40件。我局收到政府信息公开申请2件。'],
  ])('%s is its own: %s', (title, text) => {
    expect(settled(title, text)).toBe('OWN');
  });

  test.each([
    [GOVERNMENT, '2023年全区受理政府信息公开申请21件。'],
    [GOVERNMENT, '全区共收到政府信息公开申请21件，其中区政府办公室5件，各部门16件。'],
    [GOVERNMENT, '各部门、各镇街未收到政府信息公开申请。'],
    [GOVERNMENT, '本报告根据各部门、各镇街报送的数据汇总形成，汇总了各部门数据。'],
    [GOVERNMENT, '数据统计范围为全区各级行政机关。'],
    ['临江区人民政府办公室2023年政府信息公开工作年度报告', '本报告中所列数据为全区汇总数据。'],
    [GOVERNMENT, '本报告由区政府办公室根据各镇、各部门政府信息公开年度报告综合编制。'],
    [GOVERNMENT, '本年度报告数据涵盖区政府及所属各部门、各镇街。'],
    [GOVERNMENT, '本报告数据包括区政府办公室、26个区直部门和12个镇。'],
    ['临江市2023年政府信息公开工作年度报告（含各区县）', '工作平稳。'],
    ['临江区人民政府办公室2023年政府信息公开工作年度报告', '2023年全区受理政府信息公开申请21件。'],
  ])('%s contains its departments: %s', (title, text) => {
    expect(settled(title, text)).toBe('CONSOLIDATED');
  });

  test.each([
    [GOVERNMENT, '政府信息公开工作有序推进。'],
    [GOVERNMENT, '指导全区各部门做好政府信息公开工作，收到申请5件。'],
    [GOVERNMENT, '全区各部门主动公开信息12000条。'],
    [
      '临江市公安局2023年政府信息公开工作年度报告',
      '全市公安机关共收到政府信息公开申请90件，全市收到政府信息公开申请90件。',
    ],
  ])('%s is not settled: %s', (title, text) => {
    expect(settled(title, text)).toBeUndefined();
  });

  test('of the whole and the own count, the one that the table prints is what the report is about', () => {
    const text = '全区共收到政府信息公开申请21件。本机关收到政府信息公开申请5件。';
    expect(settled(GOVERNMENT, text, 21)).toBe('CONSOLIDATED');
    expect(settled(GOVERNMENT, text, 5)).toBe('OWN');
  });

  test.each([
    ['临江区红十字会', 'OWN'],
    ['临江海关', 'OWN'],
    ['临江地区行政公署', undefined],
    ['临江新区', undefined],
  ])('a body that is no government and no place speaks for itself: %s', (body, scope) => {
    const title = `${body}2023年政府信息公开工作年度报告`;
    expect(scopeEvidence(overview('工作平稳。'), { title, body, year: 2023 }).settled?.value).toBe(scope);
  });

  test('a body that is known otherwise than from the title counts', () => {
    const text = overview('工作平稳。');
    expect(scopeEvidence(text, { title: '2023年政府信息公开工作年度报告', body: '临江区司法局' }).settled?.value).toBe(
      'OWN',
    );
    expect(
      scopeEvidence(text, { title: '2023年政府信息公开工作年度报告', body: '临江区人民政府' }).settled,
    ).toBeUndefined();
  });

  test('signals carry the words that say so, and where they stand', () => {
    const text = '我局高度重视。\n2023年我局收到政府信息公开申请3件。';
    const { signals } = scopeEvidence(overview(text), {
      title: '临江区司法局2023年政府信息公开工作年度报告',
      year: 2023,
    });
    expect(signals.map((signal) => [signal.basis, signal.scope])).toEqual([
      ['TITLE', 'OWN'],
      ['SPEAKER', 'OWN'],
      ['FIGURE', 'OWN'],
    ]);
    expect(signals[0]!.words).toBe('临江区司法局');
    const speaker = signals[1]!.passage!;
    expect(text.slice(speaker.start, speaker.end)).toBe('我局');
  });

  test('without a title the text decides', () => {
    expect(scopeEvidence(overview('我单位收到政府信息公开申请3件。'), { year: 2023 }).settled).toMatchObject({
      value: 'OWN',
    });
    expect(scopeEvidence([], {})).toEqual({ signals: [] });
  });
});
