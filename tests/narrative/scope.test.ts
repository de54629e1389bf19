/** Whose report it is, by its title, its figures and what it says of its sources. */
import type { DraftSection } from '../../src/form/draft';
import { scopeEvidence } from '../../src/narrative/scope';

const overview = (text: string): DraftSection[] => [{ key: 'OVERVIEW', heading: '一、总体情况', text }];
const settled = (title: string, text: string) => scopeEvidence(title, overview(text), 2023).settled?.value;

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
  ])('%s is its own: %s', (title, text) => {
    expect(settled(title, text)).toBe('OWN');
  });

  test.each([
    [GOVERNMENT, '2023年全区受理政府信息公开申请21件。'],
    [GOVERNMENT, '全区共收到政府信息公开申请21件，其中区政府办公室5件，各部门16件。'],
    [GOVERNMENT, '各部门、各镇街未收到政府信息公开申请。'],
    [GOVERNMENT, '本报告根据各部门、各镇街报送的数据汇总形成，汇总了各部门数据。'],
    ['临江市2023年政府信息公开工作年度报告（含各区县）', '工作平稳。'],
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

  test('signals carry the words that say so, and where they stand', () => {
    const text = '我局高度重视。\n2023年我局收到政府信息公开申请3件。';
    const { signals } = scopeEvidence('临江区司法局2023年政府信息公开工作年度报告', overview(text), 2023);
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
    expect(scopeEvidence(undefined, overview('我单位收到政府信息公开申请3件。'), 2023).settled).toMatchObject({
      value: 'OWN',
    });
    expect(scopeEvidence(undefined, [])).toEqual({ signals: [] });
  });
});
