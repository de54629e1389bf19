/** Rules over the narrative of one report: checks 7 (its period), 8 and 10 to 12, and what was left in a text that was taken over. */
import { CELLS } from '../form/cells';
import type { Rule } from './rule';

/** Cells that a sentence can state: those of table 2 are never compared. */
const STATED = CELLS.filter((each) => each.table !== 2).map((each) => each.id);

export const RULES_OF_TEXT: readonly Rule[] = [
  {
    id: 'TOPIC_MISSING',
    severity: 'WARNING',
    basis: 'LAW',
    reach: 'REPORT',
    zh: '政府的报告包括工作考核、社会评议和责任追究（条例第五十条）',
    en: "A government's report covers assessment of the work, review by the public, and holding to account (Art. 50)",
    message: { zh: '政府的年度报告未提及：{topics}。', en: 'The report of a government does not speak of: {topics}.' },
    cells: [],
  },
  {
    id: 'PERIOD_DIFFERS',
    severity: 'WARNING',
    basis: 'LAW',
    reach: 'REPORT',
    zh: '统计期为报告年度的 1 月 1 日至 12 月 31 日',
    en: "The period is 1 January to 31 December of the report's year",
    message: {
      zh: '正文所写统计期为“{period}”，报告年度为 {year} 年。',
      en: 'The text says that its period is "{period}"; the report is of {year}.',
    },
    cells: [],
  },
  {
    id: 'OTHER_YEAR_LEFT',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'REPORT',
    zh: '正文以报告年度开头',
    en: "The text begins with the report's year",
    message: {
      zh: '正文以“{otherYear}年”开头，报告年度为 {year} 年：疑似沿用旧稿。“{sentence}”',
      en: 'The text begins with the year {otherYear}, the report is of {year}: an older text seems to have been taken over. "{sentence}"',
    },
    cells: [],
  },
  {
    id: 'PROBLEMS_EMPTY',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'REPORT',
    zh: '第五部分有内容',
    en: 'Section 5 says something',
    message: {
      zh: '第五部分“存在的主要问题及改进情况”没有实质内容：“{text}”。',
      en: 'Section 5, main problems and improvements, says nothing: "{text}".',
    },
    cells: [],
  },
  {
    id: 'NARRATIVE_UNEXPLAINED',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'REPORT',
    zh: '正文数字与表格一致',
    en: 'Figures of the text agree with the tables',
    message: {
      zh: '正文所写{measure}为 {found}，表格为 {expected}，通常的各种口径都对不上。“{sentence}”',
      en: 'The text says {measure}: {found}; the tables say {expected}, and no usual reading gives it. "{sentence}"',
    },
    cells: STATED,
  },
  {
    id: 'NARRATIVE_READING',
    severity: 'INFO',
    basis: 'HEURISTIC',
    reach: 'REPORT',
    zh: '正文数字与表格口径相同',
    en: 'Figures of the text mean what the tables mean',
    message: {
      zh: '正文所写{measure}为 {found}，表格为 {expected}：{reason}。“{sentence}”',
      en: 'The text says {measure}: {found}; the tables say {expected}: {reason}. "{sentence}"',
    },
    cells: STATED,
  },
  {
    id: 'FEE_PARTS_DIFFER',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'REPORT',
    zh: '信息处理费等于按件计收与按量计收之和',
    en: 'The fee for handling information is the sum of its parts by item and by volume',
    message: {
      zh: '第六部分所写信息处理费为 {found} 元，按件与按量计收之和为 {expected} 元，相差 {difference} 元。',
      en: 'Section 6: the fee for handling information is {found} yuan, its parts add up to {expected}, a difference of {difference}.',
    },
    cells: [],
  },
  {
    id: 'OTHER_BODY_NAMED',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    reach: 'REPORT',
    zh: '正文不以其他地方的同类机关自称',
    en: "The text does not speak as another place's body",
    message: {
      zh: '正文出现“{other}”，不是本机关：疑似照抄。“{sentence}”',
      en: 'The text speaks of "{other}", which is not this body: it seems to have been copied. "{sentence}"',
    },
    cells: [],
  },
];
