/**
 * The metric catalogue: every cell of the form, every group of table 3 that adds up to one outcome, and the ratios. A ratio
 * has one definition here, is recomputed from summed parts and never averaged or stored.
 */

import { CELLS, type Cell, cell, snake } from './cells';
import { EDITIONS, type EditionId } from './editions';
import { APPLICANT_COLUMNS, TABLE3_GROUPS, TABLE3_ROWS } from './rows';
import { type AmountUnit, unitOfAmount } from './value';

/**
 * How a metric adds up. COUNT: over bodies and years. STOCK: a level at a point in time, over bodies but not over years.
 * AMOUNT: money, like a count. RATIO: never; its two parts do.
 */
export type MetricKind = 'COUNT' | 'STOCK' | 'AMOUNT' | 'RATIO';
export type Polarity = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';

/** One signed cell of a sum. */
export interface CellTerm {
  readonly cell: Cell;
  readonly sign: 1 | -1;
}

/** Counts of filings that are not cells of the form. */
export type FilingTerm = 'ON_TIME' | 'EXPECTED';

/** A sum of cells, or a count of filings. */
export type Sum = { readonly cells: readonly CellTerm[] } | { readonly filing: FilingTerm };

interface MetricBase {
  /** "REFUSED_STATE_SECRET": also the value of `MetricKey` in GraphQL. */
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly definition: { readonly zh: string; readonly en: string };
  readonly polarity: Polarity;
}

/** A metric that is a sum of cells: one cell, or the rows of a group. */
export interface AdditiveMetric extends MetricBase {
  readonly kind: 'COUNT' | 'STOCK' | 'AMOUNT';
  readonly unit: '件' | '项' | '个' | AmountUnit;
  readonly sum: { readonly cells: readonly CellTerm[] };
  /** Editions of the form that have it. */
  readonly editions: readonly EditionId[];
}

export interface RatioMetric extends MetricBase {
  readonly kind: 'RATIO';
  readonly unit: '%';
  readonly numerator: Sum;
  readonly denominator: Sum;
  readonly editions: readonly EditionId[];
}

export type Metric = AdditiveMetric | RatioMetric;

/** The key of a cell's metric: the 总计 of a row of table 3 goes by the row alone. */
function keyOf(each: Cell): string {
  const id = each.table === 3 && each.column === 'total' ? each.row : each.id;
  return snake(id).toUpperCase();
}

function unitOf(each: Cell): AdditiveMetric['unit'] {
  if (each.kind === 'AMOUNT') return unitOfAmount(each.row);
  if (each.table !== 2 || ['issued', 'repealed', 'inForce', 'decisions'].includes(each.column)) return '件';
  if (['made', 'newlyPublished', 'publishedTotal'].includes(each.column)) return '件';
  return each.column === 'projects' ? '个' : '项';
}

const PLACE: Record<number, { zh: string; en: string }> = {
  2: { zh: '表二（主动公开）', en: 'table 2 (proactive disclosure)' },
  3: { zh: '表三（依申请公开）', en: 'table 3 (applications)' },
  4: { zh: '表四（复议、诉讼）', en: 'table 4 (reconsideration and litigation)' },
};

/** Rows of table 3 whose label says what they are only where they stand: a metric has to be known without its table. */
const NAMED_APART: Readonly<Record<string, { zh: string; en: string }>> = {
  concluded: { zh: '办理结果总计', en: 'Concluded in the year' },
  'otherwise.misc': { zh: '其他处理·其他', en: 'Otherwise concluded, other' },
};

function nameOf(each: Cell, language: 'zh' | 'en'): string {
  const apart = NAMED_APART[each.row];
  const label = apart ? apart[language] + each[language].slice(rowLabel(each.row)[language].length) : each[language];
  if (each.table !== 3 || each.column !== 'total') return label;
  return label.replace(/(·总计|: total)$/, '');
}

const rowLabel = (id: string) => TABLE3_ROWS.find((row) => row.id === id)!;

function cellMetric(each: Cell): AdditiveMetric {
  const place = PLACE[each.table]!;
  return {
    key: keyOf(each),
    kind: each.kind === 'SIGNED' ? 'COUNT' : each.kind,
    zh: nameOf(each, 'zh'),
    en: nameOf(each, 'en'),
    definition: {
      zh: `${place.zh}中“${each.zh}”一格。`,
      en: `The cell "${each.en}" of ${place.en}.`,
    },
    unit: unitOf(each),
    polarity: each.column === 'corrected' ? 'LOWER_IS_BETTER' : 'NEUTRAL',
    sum: { cells: [{ cell: each, sign: 1 }] },
    editions: each.editions,
  };
}

function rowsOf(group: string): string[] {
  return TABLE3_ROWS.filter((row) => row.group === group).map((row) => row.id);
}

function groupMetrics(): AdditiveMetric[] {
  return TABLE3_GROUPS.flatMap((group) =>
    APPLICANT_COLUMNS.map((column): AdditiveMetric => {
      const total = column.id === 'total';
      return {
        key: snake(total ? group.id : `${group.id}.${column.id}`).toUpperCase(),
        kind: 'COUNT',
        zh: total ? group.zh : `${group.zh}·${column.zh}`,
        en: total ? group.en : `${group.en}: ${column.en}`,
        definition: {
          zh: `表三${group.number}${group.zh}各项之和${total ? '' : `，${column.zh}一列`}。`,
          en: `Sum of the rows of ${group.en.toLowerCase()} in table 3${total ? '' : `, column ${column.en}`}.`,
        },
        unit: '件',
        polarity: 'NEUTRAL',
        sum: { cells: rowsOf(group.id).map((row) => ({ cell: cell(`${row}.${column.id}`), sign: 1 })) },
        editions: EDITIONS.map((edition) => edition.id),
      };
    }),
  );
}

function sumOf(...ids: string[]): Sum {
  return {
    cells: ids.map((id) => (id.startsWith('-') ? { cell: cell(id.slice(1)), sign: -1 } : { cell: cell(id), sign: 1 })),
  };
}

const groupTotal = (group: string): string[] => rowsOf(group).map((row) => `${row}.total`);
const LITIGATION = ['directLitigation', 'litigationAfterReconsideration'];

type RatioEntry = [
  key: string,
  zh: string,
  en: string,
  polarity: Polarity,
  numerator: Sum,
  denominator: Sum,
  zhDef: string,
  enDef: string,
];

const CONCLUDED = sumOf('concluded.total');
const RATIO_ENTRIES: RatioEntry[] = [
  [
    'DISCLOSURE_RATE',
    '公开率',
    'Disclosure rate',
    'HIGHER_IS_BETTER',
    sumOf('granted.total', 'partlyGranted.total'),
    CONCLUDED,
    '（予以公开 + 部分公开）÷ 本年度办理结果总计',
    '(granted + partly granted) / concluded',
  ],
  [
    'REFUSAL_RATE',
    '不予公开率',
    'Refusal rate',
    'LOWER_IS_BETTER',
    sumOf(...groupTotal('refused')),
    CONCLUDED,
    '不予公开各项之和 ÷ 本年度办理结果总计',
    'all of refused / concluded',
  ],
  [
    'UNAVAILABLE_RATE',
    '无法提供率',
    'Unavailable rate',
    'LOWER_IS_BETTER',
    sumOf(...groupTotal('unavailable')),
    CONCLUDED,
    '无法提供各项之和 ÷ 本年度办理结果总计',
    'all of unavailable / concluded',
  ],
  [
    'UNPROCESSED_RATE',
    '不予处理率',
    'Unprocessed rate',
    'LOWER_IS_BETTER',
    sumOf(...groupTotal('unprocessed')),
    CONCLUDED,
    '不予处理各项之和 ÷ 本年度办理结果总计',
    'all of unprocessed / concluded',
  ],
  [
    'CARRY_OVER_RATE',
    '结转率',
    'Carry-over rate',
    'LOWER_IS_BETTER',
    sumOf('carriedForward.total'),
    sumOf('received.total', 'carriedIn.total'),
    '结转下年度继续办理 ÷（本年新收 + 上年结转）',
    'carried forward / (received + carried in)',
  ],
  [
    'NATURAL_PERSON_SHARE',
    '自然人占比',
    'Share of natural persons',
    'NEUTRAL',
    sumOf('received.naturalPerson'),
    sumOf('received.total'),
    '自然人新收申请 ÷ 本年新收申请总计',
    'received from natural persons / received',
  ],
  [
    'RECONSIDERATION_RATE',
    '复议率',
    'Reconsideration rate',
    'LOWER_IS_BETTER',
    sumOf('reconsideration.total'),
    CONCLUDED,
    '行政复议总计 ÷ 本年度办理结果总计',
    'reconsideration total / concluded',
  ],
  [
    'CORRECTION_RATE',
    '复议纠错率',
    'Correction rate',
    'LOWER_IS_BETTER',
    sumOf('reconsideration.corrected'),
    sumOf('reconsideration.total', '-reconsideration.pending'),
    '行政复议结果纠正 ÷（总计 − 尚未审结）',
    'reconsideration corrected / (total - pending)',
  ],
  [
    'LITIGATION_LOSS_RATE',
    '诉讼败诉率',
    'Litigation loss rate',
    'LOWER_IS_BETTER',
    sumOf(...LITIGATION.map((block) => `${block}.corrected`)),
    sumOf(...LITIGATION.flatMap((block) => [`${block}.total`, `-${block}.pending`])),
    '两类行政诉讼结果纠正之和 ÷（两类总计之和 − 尚未审结之和）',
    'corrected of both litigation blocks / (their totals - pending)',
  ],
  [
    'ON_TIME_RATE',
    '按时发布率',
    'On-time rate',
    'HIGHER_IS_BETTER',
    { filing: 'ON_TIME' },
    { filing: 'EXPECTED' },
    '按期发布的报告 ÷ 应发布报告的机关',
    'reports published by their deadline / bodies expected to report',
  ],
];

const RATIOS: RatioMetric[] = RATIO_ENTRIES.map(([key, zh, en, polarity, numerator, denominator, zhDef, enDef]) => ({
  key,
  kind: 'RATIO',
  zh,
  en,
  polarity,
  unit: '%',
  numerator,
  denominator,
  definition: {
    zh: `${zhDef}。由合计数重新计算，从不取平均。`,
    en: `${enDef}. Recomputed from summed parts, never averaged.`,
  },
  editions: EDITIONS.map((edition) => edition.id),
}));

/** Every metric, in the order of the form; the ratios last. */
export const METRICS: readonly Metric[] = [...CELLS.map(cellMetric), ...groupMetrics(), ...RATIOS];

const byKey = new Map(METRICS.map((metric) => [metric.key, metric]));

/** The metric with this key, or undefined. */
export function findMetric(key: string): Metric | undefined {
  return byKey.get(key);
}

/** The metric with this key. Throws on a key that is none. */
export function metric(key: string): Metric {
  const found = byKey.get(key);
  if (!found) throw new Error(`no metric ${key}`);
  return found;
}

/** The sums that a metric is made of: one, or numerator and denominator. */
export function sumsOf(each: Metric): readonly Sum[] {
  return each.kind === 'RATIO' ? [each.numerator, each.denominator] : [each.sum];
}

/** The cells that a metric reads. */
export function cellsOf(each: Metric): readonly Cell[] {
  return sumsOf(each).flatMap((sum) => ('cells' in sum ? sum.cells.map((term) => term.cell) : []));
}

/** Whether values of several years may be added (for a ratio: its parts). Levels at a point in time may not. */
export function addsOverYears(each: Metric): boolean {
  if (each.kind !== 'RATIO') return each.kind !== 'STOCK';
  return each.key !== 'CARRY_OVER_RATE';
}

/** The years at whose start the metric's series breaks: where it comes onto the form or leaves it. */
export function breaksOf(each: Metric): readonly number[] {
  return EDITIONS.slice(1)
    .filter((form, before) => each.editions.includes(form.id) !== each.editions.includes(EDITIONS[before]!.id))
    .map((form) => form.years.from);
}

/** Whether a metric's series breaks between two years. */
export function breaksBetween(each: Metric, one: number, other: number): boolean {
  const [from, to] = one < other ? [one, other] : [other, one];
  return breaksOf(each).some((year) => from < year && year <= to);
}
