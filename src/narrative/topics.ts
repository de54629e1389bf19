/** What the law wants a government's report to cover beside the form: 《条例》 Art. 50 with 国办公开办函〔2021〕30号. */
import type { DraftSection } from '../form/draft';
import type { Passage } from './figure';
import { runs } from './figures';
import { sentences } from './passage';

export interface ReportTopic {
  readonly id: 'WORK_ASSESSMENT' | 'SOCIAL_REVIEW' | 'ACCOUNTABILITY';
  readonly zh: string;
  readonly en: string;
  /** Words of which one shows that the text speaks of it, be it to say that there was none. */
  readonly words: readonly string[];
}

export const REPORT_TOPICS: readonly ReportTopic[] = [
  { id: 'WORK_ASSESSMENT', zh: '工作考核', en: 'assessment of the work', words: ['考核', '绩效评估', '考评'] },
  {
    id: 'SOCIAL_REVIEW',
    zh: '社会评议',
    en: 'review by the public',
    words: ['社会评议', '群众评议', '公众评议', '民主评议', '评议', '第三方评估', '社会评价', '满意度'],
  },
  {
    id: 'ACCOUNTABILITY',
    zh: '责任追究',
    en: 'holding to account',
    words: ['责任追究', '追究责任', '追究相关责任', '追责', '问责', '责任倒查', '过错追究'],
  },
];

export interface TopicCoverage {
  readonly topic: ReportTopic;
  /** The first passage that speaks of it; undefined where none does. */
  readonly passage?: Passage;
}

/** Which of the topics the sections cover, and where. */
export function topicCoverage(sections: readonly DraftSection[]): TopicCoverage[] {
  const found = new Map<string, Passage>();
  for (const run of sections.flatMap(runs))
    for (const printed of sentences(run.text))
      for (const topic of REPORT_TOPICS) {
        if (found.has(topic.id)) continue;
        const word = topic.words.find((each) => printed.text.includes(each));
        if (word === undefined) continue;
        const at = printed.text.indexOf(word);
        found.set(topic.id, {
          section: run.section,
          ...(run.part ? { part: run.part } : {}),
          within: run.within,
          start: printed.at[at]! + run.offset,
          end: printed.at[at + word.length - 1]! + 1 + run.offset,
          sentence: run.text.slice(printed.at[0], printed.at.at(-1)! + 1),
        });
      }
  return REPORT_TOPICS.map((topic) => {
    const passage = found.get(topic.id);
    return { topic, ...(passage ? { passage } : {}) };
  });
}

/** The topics that the sections do not cover. */
export function missingTopics(sections: readonly DraftSection[]): ReportTopic[] {
  return topicCoverage(sections)
    .filter((each) => each.passage === undefined)
    .map((each) => each.topic);
}
