/** Checks 7 (its period), 8 and 10 to 12 over the narrative, and what was left in a text that was taken over. */
import type { DraftSection } from '../form/draft';
import { fromFen, toFen } from '../form/value';
import { type Comparison, compareWithTables } from '../narrative/comparison';
import { feeParts } from '../narrative/fees';
import { narrativeFigures } from '../narrative/figures';
import { sentences } from '../narrative/passage';
import { topicCoverage } from '../narrative/topics';
import type { CheckContext, Subject } from './context';
import { quoted } from './quoted';
import type { Finding } from './result';
import type { ReportRuleId } from './rule';

type Assessment = readonly Finding[] | undefined;

const NONE: readonly Finding[] = [];

export const TEXT_RULES = [
  'TOPIC_MISSING',
  'PERIOD_DIFFERS',
  'OTHER_YEAR_LEFT',
  'PROBLEMS_EMPTY',
  'NARRATIVE_UNEXPLAINED',
  'NARRATIVE_READING',
  'FEE_PARTS_DIFFER',
  'OTHER_BODY_NAMED',
] as const satisfies readonly ReportRuleId[];
export type TextRule = (typeof TEXT_RULES)[number];

function packed(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The narrative as the readers of sentences take it. */
function sectionsOf({ sections = [] }: CheckContext): readonly DraftSection[] {
  return sections.filter(({ text }) => text.trim() !== '').map((each) => ({ heading: '', ...each }));
}

/** Check 8: only governments must, and where section 一 is not there, nothing can be told. */
function missingTopics({ context }: Subject, sections: readonly DraftSection[]): Assessment {
  if (context.kind !== 'government') return NONE;
  if (!sections.some((section) => section.key === 'OVERVIEW')) return undefined;
  const missing = topicCoverage(sections).filter((each) => each.passage === undefined);
  if (missing.length === 0) return NONE;
  return [{ rule: 'TOPIC_MISSING', cells: [], details: { topics: missing.map((each) => each.topic.id).join() } }];
}

const PERIOD = /(\d{4})年0?1月0?1日(?:起|始)?[，,]?(?:至|到|[-—–~～－])(?:(\d{4})年)?12月31日/g;

/** Check 7: a text that states several periods is right where one of them is the year's. */
function statedPeriod({ context }: Subject, sections: readonly DraftSection[]): Assessment {
  const year = String(context.year);
  let wrong: string | undefined;
  for (const { text } of sections)
    for (const [period, from, to = from] of packed(text).matchAll(PERIOD)) {
      if (from === year && to === year) return NONE;
      wrong ??= period;
    }
  return wrong === undefined ? undefined : [{ rule: 'PERIOD_DIFFERS', cells: [], details: { year, period: wrong } }];
}

const OPENING_YEAR = /^(\d{4})年度?(?=[^\d度])/;
/** As much of a section as its first sentence is looked for in. */
const OPENING = 1000;
/** What began in an earlier year may well be told first. */
const SINCE = /以来|以后|之后|起|印发|施行|实施|修订|出台/;
const OLD_TEXT = 3;

/** The first sentence names an earlier year and not the report's own: last year's text was taken over. */
function openingYear({ context }: Subject, sections: readonly DraftSection[]): Assessment {
  const overview = sections.find((section) => section.key === 'OVERVIEW');
  const opening = overview && sentences(overview.text.slice(0, OPENING)).find((sentence) => !sentence.heading);
  if (!opening) return undefined;
  const { text } = opening;
  const named = OPENING_YEAR.exec(text)?.[1];
  if (named === undefined || text.includes(`${context.year}年`) || SINCE.test(text)) return NONE;
  const years = context.year - Number(named);
  if (years < 1 || years > OLD_TEXT) return NONE;
  const details = { year: String(context.year), otherYear: named, sentence: quoted(text) };
  return [{ rule: 'OTHER_YEAR_LEFT', cells: [], details }];
}

const NOTHING_SAID = /^(?:本机关|本单位|本部门|我局|我委|我办|本年度)*(?:暂)?(?:无|没有|不存在)[^，。；,;]{0,20}$/;
const SOMETHING_SAID = 8;

/** Check 12: a section 五 of nothing but 无. One that is missing is told by SECTION_MISSING. */
function problemsEmpty({ context }: Subject): Assessment {
  const section = context.sections?.find((each) => each.key === 'PROBLEMS');
  if (!section) return undefined;
  const plain = section.text.replace(/[\s\u3000。．.]+/g, '');
  if (plain.length >= SOMETHING_SAID && !NOTHING_SAID.test(plain)) return NONE;
  return [{ rule: 'PROBLEMS_EMPTY', cells: [], details: { text: quoted(section.text) } }];
}

/** What a compared figure is of, and what became of it. */
function findingOf(comparison: Comparison): Finding {
  const { figure, outcome, expected, reading, cells, partial } = comparison;
  const percentage = figure.measure === 'PERCENTAGE';
  const { qualifier, measure } = percentage ? figure.of : figure;
  const { applicant, result, litigation, whose } = qualifier;
  const given = { applicant, result, litigation, whose, reading };
  const unit = percentage ? '%' : '';
  const found = String(figure.value);
  return {
    rule: outcome === 'UNEXPLAINED' ? 'NARRATIVE_UNEXPLAINED' : 'NARRATIVE_READING',
    cells,
    ...(expected === undefined ? {} : { expected: `${expected}${unit}` }),
    found: `${found}${unit}`,
    ...(expected === undefined || percentage ? {} : { difference: String(Number(found) - Number(expected)) }),
    details: {
      measure,
      reason: outcome,
      section: figure.passage.section,
      sentence: quoted(figure.passage.sentence),
      ...(partial ? { partial: 'true' } : {}),
      ...Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    },
  };
}

/** Check 10: each figure of the text that the tables can give, told once however often it is stated. */
function narrative({ figures, context }: Subject, sections: readonly DraftSection[]): Record<string, Assessment> {
  const compared = compareWithTables(narrativeFigures(sections, context.year), figures, context.scope);
  if (!compared.some((each) => each.outcome !== 'NOT_ASSESSABLE')) return {};
  const told = new Map<string, Finding>();
  for (const comparison of compared) {
    const { outcome, figure } = comparison;
    if (outcome === 'MATCH' || outcome === 'NOT_ASSESSABLE') continue;
    const of = figure.measure === 'PERCENTAGE' ? figure.of : figure;
    const key = JSON.stringify([figure.measure, of.measure, of.qualifier, figure.value]);
    if (!told.has(key)) told.set(key, findingOf(comparison));
  }
  const all = [...told.values()];
  return {
    NARRATIVE_UNEXPLAINED: all.filter((each) => each.rule === 'NARRATIVE_UNEXPLAINED'),
    NARRATIVE_READING: all.filter((each) => each.rule === 'NARRATIVE_READING'),
  };
}

/** Check 11, within the text alone: the fees of table 2 are something else. */
function fees({ context }: Subject, sections: readonly DraftSection[]): Assessment {
  const other = sections.filter((section) => section.key === 'OTHER' && section.text.includes('费'));
  if (other.length === 0) return undefined;
  const { total, byItem, byVolume, sum } = feeParts(other, context.year) ?? {};
  if (total?.precision !== 'EXACT') return undefined;
  // 没有收取信息处理费 leaves no parts to state.
  if (!byItem && !byVolume) return toFen(total.value, '元') === 0n ? NONE : undefined;
  if (sum === undefined) return undefined;
  const [found, expected] = [toFen(total.value, '元')!, toFen(sum, '元')!];
  if (found === expected) return NONE;
  const difference = fromFen(found - expected, '元');
  return [{ rule: 'FEE_PARTS_DIFFER', cells: [], expected: sum, found: fromFen(found, '元'), difference }];
}

/** A place's name at the beginning of a clause: 荻浦区, 示例市荻浦区; but not 本区, 各县, 市县. */
const PLACE =
  '(?<![\\u4e00-\\u9fa5])((?:[\\u4e00-\\u9fa5]{2,4}市)?(?![本全各我该两所市区县省])[\\u4e00-\\u9fa5]{1,3}[市区县旗])';

/**
 * Another place's body of the same name: 荻浦区发展和改革委员会 speaking in the report of 云笺区发展和改革委员会. The bodies above it
 * may be named, and by a city's those of its districts; governments name each other all the time.
 */
function otherBody({ context }: Subject, sections: readonly DraftSection[]): Assessment {
  const { body, kind, regionLevel } = context;
  if (body === undefined || sections.length === 0) return undefined;
  if (kind === 'government' || kind === 'office' || body.name.length < 3) return NONE;
  const lowest = regionLevel === 'COUNTY' || regionLevel === 'TOWNSHIP';
  const named = new RegExp(`${PLACE}${body.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'g');
  for (const text of sections.map((section) => packed(section.text)).filter((each) => each.includes(body.name)))
    for (const { 0: other, 1: place, index } of text.matchAll(named)) {
      if (body.places.some((own) => place!.endsWith(own)) || (!lowest && !/市$/.test(place!))) continue;
      const start = Math.max(...['。', '！', '？'].map((stop) => text.lastIndexOf(stop, index))) + 1;
      const sentence = quoted(/^[^。！？]*/.exec(text.slice(start))![0]);
      return [{ rule: 'OTHER_BODY_NAMED', cells: [], details: { other, sentence } }];
    }
  return NONE;
}

/** What the rules over the narrative give; undefined each where the report has no narrative. */
export function checkText(subject: Subject): Readonly<Partial<Record<TextRule, Assessment>>> {
  if (!subject.context.sections || subject.context.sections.length === 0) return {};
  const sections = sectionsOf(subject.context);
  return {
    ...narrative(subject, sections),
    TOPIC_MISSING: missingTopics(subject, sections),
    PERIOD_DIFFERS: statedPeriod(subject, sections),
    OTHER_YEAR_LEFT: openingYear(subject, sections),
    PROBLEMS_EMPTY: problemsEmpty(subject),
    FEE_PARTS_DIFFER: fees(subject, sections),
    OTHER_BODY_NAMED: otherBody(subject, sections),
  };
}
