/** Findings in words, in Chinese and English. */
import { cellsOn, findCell } from '../form/cells';
import { SECTIONS, type SectionKey } from '../form/draft';
import { EDITIONS, TABLE_TITLES, TABLES, type TableNumber } from '../form/editions';
import { findMetric } from '../form/metrics';
import { APPLICANT_COLUMNS, TABLE2_ROWS, TABLE3_GROUPS, TABLE3_ROWS, TABLE4_BLOCKS, type Term } from '../form/rows';
import { reasonName, statedName, topicName } from './narrative-words';
import type { Finding } from './result';
import { findRule } from './rules';

export type Locale = 'zh' | 'en';
type Details = Readonly<Record<string, string>>;

const ROWS = [...TABLE2_ROWS, ...TABLE3_ROWS, ...TABLE4_BLOCKS];

const SECTION_NAMES: Readonly<Record<SectionKey, Term>> = {
  OVERVIEW: { zh: '一、总体情况', en: '1 Overview' },
  PROACTIVE: { zh: `二、${TABLE_TITLES[2].zh}`, en: `2 ${TABLE_TITLES[2].en}` },
  REQUESTS: { zh: `三、${TABLE_TITLES[3].zh}`, en: `3 ${TABLE_TITLES[3].en}` },
  REMEDIES: { zh: `四、${TABLE_TITLES[4].zh}`, en: `4 ${TABLE_TITLES[4].en}` },
  PROBLEMS: { zh: '五、存在的主要问题及改进情况', en: '5 Main problems and improvements' },
  OTHER: { zh: '六、其他需要报告的事项', en: '6 Other matters' },
};

const TABLE_NUMERALS: Readonly<Record<TableNumber, string>> = { 2: '二', 3: '三', 4: '四' };

/** What is said after the rule's own message where the finding has this detail, with this value where one is named. */
const ADDITIONS: readonly { readonly detail: string; readonly value?: string; readonly template: Term }[] = [
  {
    detail: 'derived',
    template: {
      zh: '其中 {derived} 格总计由分项推算。',
      en: '{derived} of them are totals that were derived from their parts.',
    },
  },
  {
    detail: 'repairCell',
    template: {
      zh: '若“{repairCell}”改为 {repairValue}，则所涉各项合计均成立。',
      en: 'With {repairCell} as {repairValue}, every sum that it is part of holds.',
    },
  },
  {
    detail: 'repairRow',
    template: {
      zh: '“{repairRow}”一行疑似错位一列；若改为 {repairValues}，则所涉各项合计均成立。',
      en: 'The row {repairRow} seems to have moved by one column; as {repairValues}, every sum that it is part of holds.',
    },
  },
  {
    detail: 'how',
    value: 'LEFT_OUT',
    template: {
      zh: '差额恰为“{body}”的数据：疑似漏计。',
      en: 'It is just what {body} reports: it seems to have been left out.',
    },
  },
  {
    detail: 'how',
    value: 'COUNTED_TWICE',
    template: {
      zh: '差额恰为“{body}”的数据：疑似重复计算。',
      en: 'It is just what {body} reports: it seems to have been counted twice.',
    },
  },
  {
    detail: 'alike',
    template: {
      zh: '与之雷同的共 {alike} 个机关。',
      en: '{alike} bodies have such a text.',
    },
  },
  {
    detail: 'partial',
    template: {
      zh: '表格中有空格，所列为已知部分之和。',
      en: 'Some cells of the tables are blank: the sum is that of the others.',
    },
  },
];

/** A row's name, with its group where it has one: "不予公开·属于国家秘密". */
function rowName(id: string, locale: Locale): string {
  const row = ROWS.find((each) => each.id === id);
  if (!row) return id;
  const group = TABLE3_GROUPS.find((each) => each.id === row.group);
  if (!group || group[locale] === row[locale]) return row[locale];
  return locale === 'zh' ? `${group.zh}·${row.zh}` : `${group.en}, ${row.en.toLowerCase()}`;
}

/** A cell's name, "予以公开·自然人". */
function cellName(id: string, locale: Locale): string {
  const cell = findCell(id);
  if (!cell) return id;
  const label = cell[locale];
  const row = ROWS.find((each) => each.id === cell.row);
  return row ? label.replace(row[locale], rowName(cell.row, locale)) : label;
}

/** The cells of each table of each form. */
const PRINTED = EDITIONS.flatMap((form) => TABLES.map((table) => cellsOn(form.id, table)));

/** The names of cells; a table or a row of which there are all cells is named as such. */
function namesOf(ids: readonly string[], locale: Locale): string[] {
  const given = new Set(ids);
  const isWhole = (cells: readonly { readonly id: string }[]) =>
    cells.length > 1 && cells.every(({ id }) => given.has(id));
  if (PRINTED.some((cells) => cells.length === given.size && isWhole(cells)))
    return [locale === 'zh' ? '全表' : 'all of the table'];
  const rowOf = (id: string) => findCell(id)?.row;
  const whole = new Set(
    [...new Set(ids.map(rowOf))].filter((row) =>
      PRINTED.some((cells) => isWhole(cells.filter((cell) => cell.row === row))),
    ),
  );
  const named = ids.map((id) => {
    const row = rowOf(id);
    return row !== undefined && whole.has(row) ? rowName(row, locale) : cellName(id, locale);
  });
  return [...new Set(named)];
}

/** What a template's names stand for, where it is more than a value or a detail of the finding. */
const WORDS: Readonly<Record<string, (finding: Finding, details: Details, locale: Locale) => string | undefined>> = {
  expected: ({ expected }) => expected,
  found: ({ found }) => found,
  difference: ({ difference }) => difference,
  cell: ({ cells: [first] }, _, locale) => first && cellName(first, locale),
  cellNames: ({ cells }, _, locale) => listed(namesOf(cells, locale), locale),
  place: (_, { column, row, block }, locale) =>
    column ? APPLICANT_COLUMNS.find((each) => each.id === column)?.[locale] : rowName(row ?? block ?? '', locale),
  table: (_, { table }, locale) => {
    const number = tableOf(table);
    return locale === 'zh' && number ? TABLE_NUMERALS[number] : table;
  },
  tableTitle: (_, { table }, locale) => {
    const number = tableOf(table);
    return number && TABLE_TITLES[number][locale];
  },
  sections: (_, { sections }, locale) => {
    const keys = sections?.split(',') ?? [];
    return listed(
      SECTIONS.filter((key) => keys.includes(key)).map((key) => SECTION_NAMES[key][locale]),
      locale,
    );
  },
  repairCell: (_, { repairCell }, locale) => repairCell && cellName(repairCell, locale),
  repairRow: (_, { repairRow }, locale) => repairRow && rowName(repairRow, locale),
  repairValues: (_, { repairValues }, locale) => repairValues && listed(repairValues.split(','), locale),
  measure: (_, details, locale) => details.measure && statedName(details, locale),
  reason: (_, details, locale) => details.reason && reasonName(details, locale),
  topics: (_, { topics }, locale) =>
    topics &&
    listed(
      topics.split(',').map((id) => topicName(id, locale)),
      locale,
    ),
  metric: (_, { metric }, locale) => metric && (findMetric(metric)?.[locale] ?? metric),
};

function listed(items: readonly string[], locale: Locale): string {
  return items.join(locale === 'zh' ? '、' : ', ');
}

function tableOf(table: string | undefined): TableNumber | undefined {
  return TABLES.find((each) => String(each) === table);
}

function fill(template: string, finding: Finding, locale: Locale): string {
  const details = finding.details ?? {};
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = WORDS[name];
    return (word ? word(finding, details, locale) : details[name]) ?? '';
  });
}

/** The message of a finding, with the proposed repair where there is one. The rule's id where this version has no such rule. */
export function messageOf(finding: Finding, locale: Locale): string {
  const rule = findRule(finding.rule);
  if (!rule) return finding.rule;
  const additions = ADDITIONS.filter(({ detail, value }) => {
    const given = finding.details?.[detail];
    return given !== undefined && (value === undefined || value === given);
  });
  const parts = [rule.message, ...additions.map(({ template }) => template)].map((each) =>
    fill(each[locale], finding, locale),
  );
  return parts.join(locale === 'zh' ? '' : ' ');
}
