/** What the narrative states and how it is read, in words: the details of its findings for messages. */
import { APPLICANT_COLUMNS, OUTCOME_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS, TABLE4_BLOCKS, type Term } from '../form/rows';
import type { CountMeasure, WhoseWord } from '../narrative/figure';
import { REPORT_TOPICS } from '../narrative/topics';

type Details = Readonly<Record<string, string>>;
type Locale = keyof Term;

const MEASURES: Readonly<Record<CountMeasure, Term>> = {
  RECEIVED: { zh: '新收申请', en: 'applications received' },
  RECEIVED_AND_CARRIED_IN: { zh: '收到申请（含上年结转）', en: 'applications received, with those carried in' },
  ACCEPTED: { zh: '受理申请', en: 'applications accepted' },
  ANSWERED: { zh: '答复、办结申请', en: 'applications answered' },
  CARRIED_IN: { zh: '上年结转', en: 'applications carried in' },
  CARRIED_FORWARD: { zh: '结转下年度', en: 'applications carried forward' },
  GRANTED: { zh: '予以公开', en: 'granted' },
  PARTLY_GRANTED: { zh: '部分公开', en: 'partly granted' },
  GRANTED_OR_PARTLY: { zh: '予以公开及部分公开', en: 'granted or partly granted' },
  REFUSED: { zh: '不予公开', en: 'refused' },
  UNAVAILABLE: { zh: '无法提供', en: 'unavailable' },
  UNPROCESSED: { zh: '不予处理', en: 'not processed' },
  OTHERWISE: { zh: '其他处理', en: 'otherwise concluded' },
  RECONSIDERATION: { zh: '行政复议', en: 'reconsiderations' },
  LITIGATION: { zh: '行政诉讼', en: 'lawsuits' },
  PUBLISHED_ITEMS: { zh: '主动公开信息', en: 'items published' },
  FEE_NOTICES: { zh: '收费通知', en: 'fee notices' },
};

const WHOSE: Readonly<Record<WhoseWord, Term>> = {
  OWN: { zh: '本机关', en: 'of the body itself' },
  DEPARTMENTS: { zh: '所属部门', en: 'of its departments' },
  LOWER: { zh: '下级机关', en: 'of lower governments' },
  ALL: { zh: '全部机关', en: 'of all bodies' },
};

const LITIGATION: Readonly<Record<string, Term>> = {
  DIRECT: { zh: '未经复议直接起诉', en: 'without reconsideration' },
  AFTER_RECONSIDERATION: { zh: '复议后起诉', en: 'after reconsideration' },
};

const ORGANISATIONS: Term = { zh: '法人或其他组织', en: 'organisations' };

function applicantName(id: string, locale: Locale): string {
  return (APPLICANT_COLUMNS.find((each) => each.id === id) ?? ORGANISATIONS)[locale];
}

/** What a figure of the text is of: "新收申请（自然人）". */
export function statedName(details: Details, locale: Locale): string {
  const { measure, applicant, result, litigation, whose } = details;
  const narrowed = [
    whose && WHOSE[whose as WhoseWord]?.[locale],
    applicant && applicantName(applicant, locale),
    litigation && LITIGATION[litigation]?.[locale],
    result && OUTCOME_COLUMNS.find((each) => each.id === result)?.[locale],
  ].filter(Boolean);
  const name = MEASURES[measure as CountMeasure]?.[locale] ?? measure!;
  if (narrowed.length === 0) return name;
  return locale === 'zh' ? `${name}（${narrowed.join('、')}）` : `${name} (${narrowed.join(', ')})`;
}

const NAMED: Readonly<Record<string, Term>> = {
  decided: { zh: '实体办结（不含不予处理和其他处理）', en: 'decided on their substance' },
  stated: { zh: '正文自己的数', en: "the text's own figure" },
  litigation: { zh: '行政诉讼', en: 'litigation' },
  outcomes: { zh: '四种结果之和', en: 'the sum of the four outcomes' },
  closed: { zh: '已审结', en: 'those concluded' },
};

const ROWS = [...TABLE3_ROWS, ...TABLE3_GROUPS, ...TABLE4_BLOCKS];

function partName(id: string, locale: Locale): string {
  const own = NAMED[id] ?? ROWS.find((row) => row.id === id);
  if (own) return own[locale];
  const [block, column] = [id.slice(0, id.lastIndexOf('.')), id.slice(id.lastIndexOf('.') + 1)];
  const outcome = NAMED[column] ?? OUTCOME_COLUMNS.find((each) => each.id === column);
  return outcome ? `${partName(block, locale)} ${outcome[locale]}` : id;
}

/** A reading in words: "received+carriedIn", "granted@naturalPerson", "refused/concluded". */
export function readingName(reading: string, locale: Locale): string {
  const one = (id: string): string => {
    const [rows, applicant] = id.split('@') as [string, string?];
    const sum = rows.split('+').map((row) => partName(row, locale));
    const name = sum.join(locale === 'zh' ? '加' : ' plus ');
    if (!applicant) return name;
    return locale === 'zh'
      ? `${name}的${applicantName(applicant, locale)}一栏`
      : `${name}, column ${applicantName(applicant, locale)}`;
  };
  return reading.split('/').map(one).join(' ÷ ');
}

/** Why a figure of the text differs from the tables. */
export function reasonName({ reason, reading }: Details, locale: Locale): string {
  if (reason === 'SCOPE_DIFFERS')
    return locale === 'zh' ? '所指的机关范围与表格不同' : 'it is of other bodies than the tables';
  if (reason !== 'DEFINITION_DIFFERS' || reading === undefined) return '';
  const name = readingName(reading, locale);
  return locale === 'zh' ? `口径不同，与“${name}”一致` : `it means something else, and agrees with ${name}`;
}

export function topicName(id: string, locale: Locale): string {
  return REPORT_TOPICS.find((topic) => topic.id === id)?.[locale] ?? id;
}
