/** 信息处理费 and its parts, and the topics that a government's report has to cover. */
import type { DraftSection } from '../../src/form/draft';
import { feeParts } from '../../src/narrative/fees';
import { missingTopics, topicCoverage } from '../../src/narrative/topics';

const other = (text: string): DraftSection[] => [{ key: 'OTHER', heading: '六、其他需要报告的事项', text }];

describe('信息处理费', () => {
  test('the total, its parts and their sum, in 元 and exactly', () => {
    const fees = feeParts(
      other('2023年收取信息处理费0.03万元，其中按件计收100.10元，按量计收199.9元。发出收费通知2件，总金额为350元。'),
      2023,
    );
    expect(fees).toMatchObject({
      total: { value: '300' },
      byItem: { value: '100.1' },
      byVolume: { value: '199.9' },
      notified: { value: '350' },
      notices: { value: 2 },
      sum: '300',
    });
  });

  test('a stated none is a zero, silence is nothing', () => {
    expect(feeParts(other('全年未收取信息处理费。'), 2023)).toMatchObject({ total: { value: '0', stated: 'NONE' } });
    expect(feeParts(other('无。'), 2023)).toBeUndefined();
    expect(feeParts(other('行政事业性收费7730万元。'), 2023)).toBeUndefined();
  });

  test('amounts of another year do not count, and two different totals settle nothing', () => {
    expect(feeParts(other('2022年收取信息处理费50元。2023年收取信息处理费70元。'), 2023)!.total!.value).toBe('70');
    expect(feeParts(other('收取信息处理费50元。共收取信息处理费70元。'), 2023)!.total).toBeUndefined();
  });

  test('only the parts are stated', () => {
    const fees = feeParts(other('信息处理费情况：按件计收2件，金额20元；按量计收金额0元。'), 2023)!;
    expect(fees).toMatchObject({ byItem: { value: '20' }, byVolume: { value: '0' }, sum: '20' });
    expect(fees.total).toBeUndefined();
  });
});

describe('topics of a government’s report', () => {
  const text = '将政务公开纳入年度绩效考\n核。全年未发生责任追究情况。';

  test('a topic is covered by a word, over a line break, with its place', () => {
    const sections: DraftSection[] = [{ key: 'OVERVIEW', heading: '', text }];
    expect(missingTopics(sections).map((topic) => topic.id)).toEqual(['SOCIAL_REVIEW']);
    const [assessment, review, accountability] = topicCoverage(sections);
    expect(text.slice(assessment!.passage!.start, assessment!.passage!.end)).toBe('考\n核');
    expect(review!.passage).toBeUndefined();
    expect(accountability!.passage!.sentence).toBe('全年未发生责任追究情况。');
  });

  test('nothing is covered by nothing', () => {
    expect(missingTopics([])).toHaveLength(3);
  });
});
