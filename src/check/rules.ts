/**
 * The rule catalogue: what is checked of one report, as data. Numbers of the checks and their sources: docs/rules.md.
 *
 * Messages name figures in braces: `{expected}`, `{found}`, `{difference}` of the finding, and its details.
 */
import { CELLS, type Cell } from '../form/cells';
import type { Term } from '../form/rows';

/**
 * - `ERROR`: the report contradicts itself, the form or the law.
 * - `WARNING`: most probably wrong, or incomplete.
 * - `INFO`: worth knowing.
 */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

/** Where a rule comes from: printed on the form, the law, what a 总计 means, or experience. */
export type RuleBasis = 'FORM' | 'LAW' | 'ARITHMETIC' | 'HEURISTIC';

export interface Rule {
  /** Stable, "T3_BALANCE". */
  readonly id: RuleId;
  readonly severity: Severity;
  readonly basis: RuleBasis;
  readonly zh: string;
  readonly en: string;
  /** Template of the message of a finding. */
  readonly message: Term;
  /** Ids of the cells that the rule reads; none where it is about the document. */
  readonly cells: readonly string[];
}

export const RULE_IDS = [
  'T3_BALANCE',
  'T3_CONCLUDED',
  'T3_ROW_TOTAL',
  'T4_TOTAL',
  'VALUE_NEGATIVE',
  'TABLE_MISSING',
  'CELLS_BLANK',
  'CELLS_UNREADABLE',
  'CELLS_NOT_APPLICABLE',
  'FORM_NOT_IN_FORCE',
  'SECTION_MISSING',
  'PUBLISHED_LATE',
  'PUBLISHED_EARLY',
  'IN_FORCE_BELOW_ISSUED',
  'REGULATIONS_WITHOUT_POWER',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

const idsOf = (chosen: (each: Cell) => boolean) => CELLS.filter(chosen).map((each) => each.id);
const EVERY_CELL = idsOf(() => true);

export const RULES: readonly Rule[] = [
  {
    id: 'T3_BALANCE',
    severity: 'ERROR',
    basis: 'FORM',
    zh: '表三勾稽关系：新收加结转等于办结加结转下年',
    en: 'Table 3: received and carried in equal concluded and carried forward',
    message: {
      zh: '表三“{place}”一列：本年新收加上年结转为 {expected}，办理结果总计加结转下年度为 {found}，相差 {difference}。',
      en: 'Table 3, column {place}: received plus carried in is {expected}, concluded plus carried forward is {found}, a difference of {difference}.',
    },
    cells: idsOf((each) => ['received', 'carriedIn', 'concluded', 'carriedForward'].includes(each.row)),
  },
  {
    id: 'T3_CONCLUDED',
    severity: 'ERROR',
    basis: 'ARITHMETIC',
    zh: '表三（七）总计等于各项办理结果之和',
    en: 'Table 3: concluded is the sum of its items',
    message: {
      zh: '表三“{place}”一列：各项办理结果之和为 {expected}，（七）总计填报 {found}，相差 {difference}。',
      en: 'Table 3, column {place}: the outcomes add up to {expected}, concluded says {found}, a difference of {difference}.',
    },
    cells: idsOf((each) => each.table === 3 && !['received', 'carriedIn', 'carriedForward'].includes(each.row)),
  },
  {
    id: 'T3_ROW_TOTAL',
    severity: 'ERROR',
    basis: 'ARITHMETIC',
    zh: '表三每行总计等于六类申请人之和',
    en: 'Table 3: the total of a row is the sum of its six applicants',
    message: {
      zh: '表三“{place}”一行：六类申请人之和为 {expected}，总计填报 {found}，相差 {difference}。',
      en: 'Table 3, row {place}: the six applicants add up to {expected}, the total says {found}, a difference of {difference}.',
    },
    cells: idsOf((each) => each.table === 3),
  },
  {
    id: 'T4_TOTAL',
    severity: 'ERROR',
    basis: 'ARITHMETIC',
    zh: '表四总计等于四种结果之和',
    en: 'Table 4: the total of a block is the sum of its four outcomes',
    message: {
      zh: '表四“{place}”：四种结果之和为 {expected}，总计填报 {found}，相差 {difference}。',
      en: 'Table 4, {place}: the four outcomes add up to {expected}, the total says {found}, a difference of {difference}.',
    },
    cells: idsOf((each) => each.table === 4),
  },
  {
    id: 'VALUE_NEGATIVE',
    severity: 'ERROR',
    basis: 'ARITHMETIC',
    zh: '数值不得为负',
    en: 'No figure is negative',
    message: {
      zh: '“{cell}”填报 {found}，数值不得为负。',
      en: '{cell} says {found}; a count or an amount is never negative.',
    },
    cells: idsOf((each) => each.kind !== 'SIGNED'),
  },
  {
    id: 'TABLE_MISSING',
    severity: 'ERROR',
    basis: 'FORM',
    zh: '三张表齐全',
    en: 'All three tables are there',
    message: {
      zh: '文件中没有表{table}（{tableTitle}）。',
      en: 'Table {table} ({tableTitle}) is not in the document.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'CELLS_BLANK',
    severity: 'WARNING',
    basis: 'FORM',
    zh: '每格均应填写',
    en: 'Every cell is filled in',
    message: {
      zh: '表{table}有 {count} 格空白；空白不等于零。',
      en: 'Table {table} has {count} blank cells; a blank is not a zero.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'CELLS_UNREADABLE',
    severity: 'WARNING',
    basis: 'FORM',
    zh: '数值应为整数或带单位的金额',
    en: 'A figure is a whole number, or an amount with its unit',
    message: {
      zh: '表{table}有 {count} 格所填内容不能读作数值：{cellNames}。',
      en: 'Table {table} has {count} cells whose content cannot be read as a figure: {cellNames}.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'CELLS_NOT_APPLICABLE',
    severity: 'INFO',
    basis: 'FORM',
    zh: '以“/”“无”等代替数值',
    en: 'A mark stands in place of a figure',
    message: {
      zh: '表{table}有 {count} 格填写“/”“无”等标记而非数值。',
      en: 'Table {table} has {count} cells with a mark such as "/" in place of a figure.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'FORM_NOT_IN_FORCE',
    severity: 'WARNING',
    basis: 'FORM',
    zh: '使用当年施行的格式',
    en: 'The form is the one in force for the year',
    message: {
      zh: '表{table}使用 {used} 年格式，该年度应使用 {due} 年格式。',
      en: 'Table {table} is on the form of {used}; the form in force for the year is that of {due}.',
    },
    cells: EVERY_CELL,
  },
  {
    id: 'SECTION_MISSING',
    severity: 'WARNING',
    basis: 'FORM',
    zh: '六个部分齐全',
    en: 'All six sections are there',
    message: { zh: '报告缺少以下部分：{sections}。', en: 'The report lacks these sections: {sections}.' },
    cells: [],
  },
  {
    id: 'PUBLISHED_LATE',
    severity: 'ERROR',
    basis: 'LAW',
    zh: '按期公布（条例第四十九、五十条）',
    en: 'Published by the deadline (Art. 49-50)',
    message: {
      zh: '报告于 {publishedOn} 公布，期限为 {deadline}，逾期 {daysLate} 天。',
      en: 'The report was published on {publishedOn}, {daysLate} days after its deadline of {deadline}.',
    },
    cells: [],
  },
  {
    id: 'PUBLISHED_EARLY',
    severity: 'ERROR',
    basis: 'LAW',
    zh: '报告覆盖全年，次年公布',
    en: 'Published after the end of the year that it covers',
    message: {
      zh: '报告于 {publishedOn} 公布，{year} 年尚未结束，不能覆盖全年。',
      en: 'The report was published on {publishedOn}, before the end of {year}: it cannot cover the whole year.',
    },
    cells: [],
  },
  {
    id: 'IN_FORCE_BELOW_ISSUED',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    zh: '现行有效件数不少于本年制发件数',
    en: 'No more documents issued than are in force',
    message: {
      zh: '“{place}”本年制发 {expected} 件，现行有效仅 {found} 件。',
      en: '{place}: {expected} were issued in the year, but only {found} are in force.',
    },
    cells: idsOf((each) => each.column === 'issued' || each.column === 'inForce'),
  },
  {
    id: 'REGULATIONS_WITHOUT_POWER',
    severity: 'WARNING',
    basis: 'HEURISTIC',
    zh: '规章只能由设区的市以上机关制定',
    en: 'Regulations are made by cities with districts and above only',
    message: {
      zh: '“{cell}”填报 {found}，但该机关无权制定规章。',
      en: '{cell} says {found}, but a body of this level cannot make regulations.',
    },
    cells: idsOf((each) => each.row === 'regulations'),
  },
];

const byId = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

/** The rule with this id, or undefined. */
export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
